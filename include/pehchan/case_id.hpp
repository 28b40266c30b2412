// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_CASE_ID_HPP
#define PEHCHAN_CASE_ID_HPP

// What may a case be called?

#include "detail/push_macros.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace pehchan {
inline namespace v0 {

/// The most characters of a case id.
inline constexpr std::size_t case_id_length = 64;

/// The rule in words: the message of the issue `bad_case_id`, wherever it arises. A message never
/// holds the id itself.
inline constexpr const char* case_id_rule =
    "A case id has 1 to 64 characters: A to Z, a to z, 0 to 9, full stop, underscore and hyphen.";

/// Whether a case may be called so. Ids stand on pages and terminals, in file names and
/// spreadsheets as they are: so no control, escape or direction characters, no space, and no
/// letters that look like others. Never the name of a person.
[[nodiscard]] constexpr bool is_case_id(std::string_view id) noexcept {
    return !id.empty() && id.size() <= case_id_length &&
           std::all_of(id.begin(), id.end(), [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      c == '.' || c == '_' || c == '-';
           });
}

/// Throws `std::invalid_argument` where a case is named by what is no id; "" names none.
void require_case_id(std::string_view id);

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
