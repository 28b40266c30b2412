// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_ADDITIONS_HPP
#define PEHCHAN_ADDITIONS_HPP

// What is added to an assessment on request?

#include "detail/push_macros.hpp"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "assess.hpp"
#include "explain.hpp"
#include "questions.hpp"

namespace pehchan {
inline namespace v0 {

/// What a page or a JSON line says beside the assessment.
struct additions {
    std::vector<std::pair<std::string_view, missing_sets>>
        would_indicate;  ///< by finding, for open findings, in the order of the assessment
    std::optional<std::vector<next_question>>
        ask_next;             ///< in the order of asking; empty optional: not requested
    std::string_view priors;  ///< the name of the frequencies that ordered the questions; "": none
};

/// For every open finding the smallest sets of missing answers that would make it indicated.
[[nodiscard]] std::vector<std::pair<std::string_view, missing_sets>> would_indicate_all(
    const assessment& result, const answers& known);

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
