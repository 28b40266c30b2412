// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_LANGUAGES_HPP
#define PEHCHAN_LANGUAGES_HPP

// How does a host add a language to a catalogue that was shipped without it?

#include "detail/push_macros.hpp"

#include <memory>
#include <string>
#include <vector>

#include "catalogue.hpp"
#include "document.hpp"
#include "issue.hpp"
#include "text.hpp"

namespace pehchan {
inline namespace v0 {

/// The translation of one text. `place` names the text as its catalogue does:
/// "pakistan/findings/bonded_labour/title", with ids and never positions in lists.
struct added_text {
    std::string place, words;
    translation_status status = translation_status::draft;
};

/// Translations into one language, of any number of catalogues.
struct language_texts {
    std::string language;  ///< a BCP 47 code
    text_direction direction = text_direction::left_to_right;
    std::vector<added_text> texts;
    std::string digest;  ///< SHA-256 of the canonical text, set by whoever read it
};

/// The same catalogue, and the catalogues that it uses, with these translations. Rules, digests and
/// what is proved stay as they are; `document().added_languages` names the digest of the texts.
/// A translation that is there already is replaced. Translations of catalogues that are not used
/// are left out. Fails where the language is the source language, a catalogue that is used has no
/// such text, a text is empty or named twice, or a translation lacks the "{n}" of its source.
[[nodiscard]] outcome<catalogue> with_texts(const catalogue& base, const language_texts& added);

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
