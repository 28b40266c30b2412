// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_NAMES_IPP
#define PEHCHAN_IMPL_NAMES_IPP

// Writes numbers.

#include <cstdint>
#include <string>

#include "../document.hpp"
#include "../names.hpp"

namespace pehchan {
inline namespace v0 {

std::string decimal_of(std::int64_t value) {
    std::string out = std::to_string(value / millionths);
    std::int64_t rest = value % millionths;
    if (rest == 0) return out;
    std::string digits = std::to_string(millionths + rest).substr(1);
    while (digits.back() == '0') digits.pop_back();
    return out + "." + digits;
}

}  // namespace v0
}  // namespace pehchan

#endif
