// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_TYPED_HPP
#define PEHCHAN_TYPED_HPP

// What does somebody mean who types an answer in any language that the catalogues speak?

#include "detail/push_macros.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "catalogue.hpp"

namespace pehchan {
inline namespace v0 {

/// What a typed word says of a question; `none`: it is not understood.
enum class typed_answer { none, yes, no, unknown, declined };

/// The same text without case, direction marks, diacritics and outer or repeated spaces; letters
/// that keyboards exchange (Arabic and Urdu yeh, kaf and heh) and the digits of every script are
/// replaced by one form. For comparing, not for showing: letters that differ may become equal.
/// Bytes that are not UTF-8 are left out.
[[nodiscard]] std::string folded(std::string_view typed);

/// The whole number that is typed, in the digits of any script; nothing where there is another
/// character or the number does not fit.
[[nodiscard]] std::optional<std::int64_t> typed_number(std::string_view typed);

/// Whether the page text `id` of `words` lists `typed` as one of its spellings, in any of its
/// languages. The spellings of a text are separated by "|".
[[nodiscard]] bool is_typed(const catalogue& words, std::string_view id, std::string_view typed);

/// The meaning of `typed` by the page texts `typed.yes`, `typed.no`, `typed.unknown` and
/// `typed.declined` of `words`; `none` where it is none of them, or two (the same spelling in two
/// languages must never turn a yes into a no).
[[nodiscard]] typed_answer read_typed_answer(const catalogue& words, std::string_view typed);

/// The option of `about` whose id or label, in any language, is typed; null where there is none or
/// more than one.
[[nodiscard]] const choice_option* typed_option(const indicator& about, std::string_view typed);
void typed_option(const indicator&& about, std::string_view typed) = delete;

/// What `typed` means as an answer to `about`: "yes", "no", "unknown", "declined", an option's id
/// or a whole number in the digits 0 to 9; nothing where it is not understood. Whether the number
/// is in range is for who takes the answer.
[[nodiscard]] std::optional<std::string> typed_value(const catalogue& words, const indicator& about,
                                                     std::string_view typed);

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
