// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_MISUSE_IPP
#define PEHCHAN_IMPL_MISUSE_IPP

// Refuses what a caller must not ask for.

#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include "../detail/misuse.hpp"
#include "../issue.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {

#if defined(__cpp_exceptions)
void refuse_argument(const char* message) { throw std::invalid_argument(message); }
void refuse_range(const char* message) { throw std::out_of_range(message); }
void refuse_call(const char* message) { throw std::logic_error(message); }
#else
void refuse_argument(const char*) { std::terminate(); }
void refuse_range(const char*) { std::terminate(); }
void refuse_call(const char*) { std::terminate(); }
#endif

void refuse_value(const std::vector<issue>& issues) {
    std::string message = "there is no value";
    if (!issues.empty()) {
        const issue& first = issues.front();
        message += ": " + first.code + ": " + first.message;
        if (first.line != 0)
            message += " (line " + std::to_string(first.line) + ", column " +
                       std::to_string(first.column) + ")";
        if (issues.size() > 1) message += " And " + std::to_string(issues.size() - 1) + " more.";
    }
    refuse_call(message.c_str());
}

}  // namespace detail

}  // namespace v0
}  // namespace pehchan

#endif
