// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_REASON_PAGES_HPP
#define PEHCHAN_REASON_PAGES_HPP

// What does a page say that explains a finding, or sets two of them side by side?

#include "detail/push_macros.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "answers.hpp"
#include "assess.hpp"
#include "catalogue.hpp"
#include "contrast.hpp"
#include "view.hpp"

namespace pehchan {
inline namespace v0 {

/// Why each of these findings is shown, or not, or what is missing; with the rule in words and its
/// sources. Text as in `page`.
[[nodiscard]] std::string explanation_page(const assessment& result,
                                           const std::vector<std::string_view>& findings,
                                           const catalogue& words, const presentation& how = {},
                                           std::string_view case_id = {});

/// Two findings side by side: what holds for one and not for the other, what is shared, and which
/// missing answers would separate them.
[[nodiscard]] std::string contrast_page(const assessment& result, const contrast_result& contrasted,
                                        const catalogue& words, const presentation& how = {},
                                        std::string_view case_id = {});

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
