// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_MISUSE_HPP
#define PEHCHAN_DETAIL_MISUSE_HPP

// What happens when the caller is wrong and there is no value to give? The exception is thrown; a
// library that was built without exceptions ends the program, as an exception does that nobody
// catches.

namespace pehchan {
inline namespace v0 {

namespace detail {

/// Throws `std::invalid_argument`.
[[noreturn]] void refuse_argument(const char* message);
/// Throws `std::out_of_range`.
[[noreturn]] void refuse_range(const char* message);
/// Throws `std::logic_error`.
[[noreturn]] void refuse_call(const char* message);

}  // namespace detail

}  // namespace v0
}  // namespace pehchan

#endif
