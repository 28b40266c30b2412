// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_ISSUE_IPP
#define PEHCHAN_IMPL_ISSUE_IPP

// Writes JSON Pointers.

#include <string>
#include <string_view>

#include "../issue.hpp"

namespace pehchan {
inline namespace v0 {

void append_token(std::string& pointer, std::string_view token) {
    pointer.push_back('/');
    for (const char c : token) {
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

}  // namespace v0
}  // namespace pehchan

#endif
