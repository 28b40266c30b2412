// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_VIEW_HPP
#define PEHCHAN_VIEW_HPP

// What of an assessment may a given reader see?

#include "detail/push_macros.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "assess.hpp"

namespace pehchan {
inline namespace v0 {

/// Which part of a page is written. The card is the person's: a few lines with numbers to call.
enum class page_part { all, first, second, card };
/// How a page is written: lines of plain text, or one HTML file to be printed.
enum class page_format { text, html };

/// For whom, in which language, and whether the person may be shown translations that nobody has
/// reviewed.
struct presentation {
    view_kind view = view_kind::official;  ///< the reader
    std::string_view language =
        "en";  ///< BCP 47; the source language where the text has no such translation
    bool drafts_for_person = false;  ///< false: the person sees the source text instead
    std::string_view agency =
        {};  ///< the agency of an investigator, as in `referral_definition::agency`; "": not known
    page_part part = page_part::all;         ///< of a page
    page_format format = page_format::text;  ///< of a page
};

/// The words of `from` for this reader: the language asked for, else the source language; for the
/// person, a draft only where allowed.
[[nodiscard]] const translation* translation_for(const text& from,
                                                 const presentation& how) noexcept;
/// The words of `translation_for`, or "".
[[nodiscard]] std::string_view words_for(const text& from, const presentation& how) noexcept;
void translation_for(const text&& from, const presentation& how) = delete;
void words_for(const text&& from, const presentation& how) = delete;
/// The same words as they are printed: with the code of the source language before them, "[en] ",
/// where nobody has translated them into the language that was asked for. Drafts that are kept
/// from the person are no such gap.
[[nodiscard]] std::string printed_words(const text& from, const presentation& how);

/// A number that can be called later, and what it is for.
struct number_to_call {
    std::string_view contact, as_of, words;  ///< `as_of`: when the number was known
};
/// What the person's page says, each sentence once. It follows from age, place, language and
/// special needs alone (law 13).
struct person_words {
    std::string_view opening, warning, next;  ///< read aloud first; before choices; and at the end
    std::string_view choose_nothing,
        if_under_18;  ///< for an adult; where the age is not known; else ""
    std::vector<std::string_view> rights,
        choices;                          ///< at most 8 and 5, in the order of `person_order`
    std::vector<number_to_call> numbers;  ///< of those choices
};

/// `words` is a catalogue of page texts. A child reads what is written for children.
[[nodiscard]] person_words words_for_person(const assessment& result, const catalogue& words,
                                            const presentation& how);
void words_for_person(const assessment& result, const catalogue&& words,
                      const presentation& how) = delete;

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
