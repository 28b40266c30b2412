// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_TEXT_IPP
#define PEHCHAN_IMPL_TEXT_IPP

// Finds words in a language.

#include <string_view>

#include "../text.hpp"

namespace pehchan {
inline namespace v0 {

const translation* text::find(std::string_view language) const& noexcept {
    for (const translation& t : translations)
        if (t.language == language) return &t;
    return nullptr;
}

std::string_view text::in(std::string_view language) const& noexcept {
    if (const translation* found = find(language)) return found->words;
    return translations.empty() ? std::string_view{} : std::string_view{translations.front().words};
}

}  // namespace v0
}  // namespace pehchan

#endif
