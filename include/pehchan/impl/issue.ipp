// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_ISSUE_IPP
#define PEHCHAN_IMPL_ISSUE_IPP

// Writes JSON Pointers.

#include <string>
#include <string_view>

#include "../detail/utf8.hpp"
#include "../issue.hpp"

namespace pehchan {
inline namespace v0 {

void append_token(std::string& pointer, std::string_view token) {
    pointer.push_back('/');
    const std::string safe =
        detail::is_shown_as_written(token) ? std::string{} : detail::escaped(token);
    for (const char c : safe.empty() ? token : std::string_view{safe}) {
        if (c == '~') pointer += "~0";
        else if (c == '/') pointer += "~1";
        else pointer.push_back(c);
    }
}

std::string pointer_to(std::string_view token) {
    std::string out;
    append_token(out, token);
    return out;
}

std::string escaped(std::string_view utf8) { return detail::escaped(utf8); }

}  // namespace v0
}  // namespace pehchan

#endif
