// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_MISUSE_HPP
#define PEHCHAN_DETAIL_MISUSE_HPP

// What happens when the caller is wrong and there is no value to give?

#include <exception>
#include <stdexcept>

namespace pehchan {
inline namespace v0 {
namespace detail {

/// Throws the exception. In a program built without exceptions it does what an exception does that nobody catches: it ends the program.
template <class Exception>
[[noreturn]] inline void misuse(const char* message) {
#if defined(__cpp_exceptions)
    throw Exception(message);
#else
    static_cast<void>(message);
    std::terminate();
#endif
}

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
