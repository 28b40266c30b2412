// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_CONTRAST_HPP
#define PEHCHAN_CONTRAST_HPP

// Why this finding rather than that one, for this person?

#include "detail/push_macros.hpp"

#include <string_view>
#include <vector>

#include "assess.hpp"
#include "catalogue.hpp"

namespace pehchan {
inline namespace v0 {

/// What one of the two findings has and the other has not.
struct contrast_side {
    const finding_definition* definition = nullptr;  ///< never null in a result
    finding_status status = finding_status::open;    ///< of this person
    std::vector<const element_definition*>
        holds;  ///< elements that are indicated here and not there, in the catalogue's order
    std::vector<condition>
        signs;  ///< signs that this one tests and the other does not, sorted by id
    std::vector<const indicator*>
        would_separate;  ///< missing answers that can still change this one and not the other: the
                         ///< nearest to the person's answers first (explain.hpp), then the most
                         ///< telling, the least sensitive; ids decide last
};

/// Two findings of one person side by side.
struct contrast_result {
    contrast_side first, second;  ///< in the order in which they were named
    std::vector<const element_definition*>
        shared;                           ///< elements of the first that are indicated in both
    std::vector<condition> shared_signs;  ///< signs that both test, sorted by id
    const contrast_definition* written =
        nullptr;  ///< a hand-written explanation of the pair, where the catalogue has one
};

/// The contrast of two findings of one person. Throws `std::out_of_range` where the catalogue has
/// no finding of that id, `std::invalid_argument` where the answers belong to another catalogue.
[[nodiscard]] contrast_result contrast(const catalogue& catalogue_used, const answers& known,
                                       std::string_view first, std::string_view second);

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
