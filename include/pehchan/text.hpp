// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_TEXT_HPP
#define PEHCHAN_TEXT_HPP

// Which words does a person see, in which language, and has a person read the translation?

#include "detail/push_macros.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pehchan {
inline namespace v0 {

/// How far a translation can be relied on.
enum class translation_status { source, draft, reviewed };

/// Which way a language is written.
enum class text_direction { left_to_right, right_to_left };

/// Words in one language (a BCP 47 code such as "en" or "pt-BR"), UTF-8 in NFC.
struct translation {
    std::string language;                                   ///< BCP 47
    std::string words;                                      ///< UTF-8 in NFC
    translation_status status = translation_status::draft;  ///< says who may be shown it
    friend bool operator==(const translation&, const translation&) = default;
};

/// The same words in several languages; the first translation is the source.
struct text {
    std::vector<translation> translations;  ///< no two of one language

    /// Whether there are no words in any language.
    [[nodiscard]] bool empty() const noexcept { return translations.empty(); }

    /// The translation into `language`, or null.
    [[nodiscard]] const translation* find(std::string_view language) const& noexcept;
    void find(std::string_view language) const&& = delete;

    /// The words in `language`, else in the source language, else "".
    [[nodiscard]] std::string_view in(std::string_view language) const& noexcept;
    void in(std::string_view language) const&& = delete;
    friend bool operator==(const text&, const text&) = default;
};

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
