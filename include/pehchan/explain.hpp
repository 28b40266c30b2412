// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_EXPLAIN_HPP
#define PEHCHAN_EXPLAIN_HPP

// What is a finding's rule, and which missing answers would make it indicated?

#include "detail/push_macros.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "answers.hpp"
#include "catalogue.hpp"
#include "indicator.hpp"
#include "view.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {
class completion_finder;
}

/// A missing answer and the values that would do.
struct wanted_answer {
    const indicator* about = nullptr;
    bool yes = true;                              ///< of a yes/no
    std::vector<std::string_view> options;        ///< of a choice: ids, in the indicator's order
    std::optional<std::int64_t> at_least, below;  ///< of a number
    friend bool operator==(const wanted_answer&, const wanted_answer&) = default;
};

/// The smallest sets of missing answers, all of one size. Those come first whose answers are
/// nearest to what the person's answers show (grouped with it by the rules of findings), then the
/// least sensitive; ids decide last. Of two sets with the same nearest answer the values of that
/// answer decide first, then the next nearest. Each set is sorted by id. A question about children
/// only is in no set of somebody who is known to be an adult.
struct missing_sets {
    std::vector<std::vector<wanted_answer>> sets;
    bool has_more = false;  ///< there are other sets of that size
    bool complete =
        true;  ///< false: the search came to its limit of steps; there may be smaller or other sets
    friend bool operator==(const missing_sets&, const missing_sets&) = default;
};

/// Explains the findings of one person. What was declined is as unknown as what was never asked
/// (law 1), and so is a "no" that does not count (law 3).
class explainer {
public:
    /// Throws `std::invalid_argument` where the answers belong to another catalogue.
    explainer(const catalogue& catalogue_used, const answers& known);
    explainer(explainer&&) noexcept;
    explainer& operator=(explainer&&) noexcept;
    ~explainer();

    /// At most `most` smallest sets that would make the finding indicated; none where it is not
    /// open. Throws `std::out_of_range` where the catalogue has no such finding.
    [[nodiscard]] missing_sets would_indicate(std::string_view finding, std::size_t most = 3);

private:
    catalogue catalogue_;
    std::unique_ptr<detail::completion_finder> finder_;
};

/// The same for one finding; see `explainer`.
[[nodiscard]] missing_sets would_indicate(const catalogue& catalogue_used, const answers& known,
                                          std::string_view finding, std::size_t most = 3);

/// A finding's rule in words, one line a condition, two spaces a level; rules that it refers to by
/// their titles, with their own content below at the first level. Throws `std::out_of_range` where
/// the catalogue has no such finding.
[[nodiscard]] std::string rule_in_words(const catalogue& catalogue_used, std::string_view finding,
                                        const catalogue& words, const presentation& how = {});

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
