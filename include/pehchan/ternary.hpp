// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_TERNARY_HPP
#define PEHCHAN_TERNARY_HPP

// What can be said of a statement when some facts are missing?

#include "detail/push_macros.hpp"

#include <cstdint>

namespace pehchan {
inline namespace v0 {

/// A truth value in Kleene's strong three-valued logic.
enum class ternary : std::int8_t { no = 0, unknown = 1, yes = 2 };

/// Not: unknown stays unknown.
[[nodiscard]] constexpr ternary operator!(ternary a) noexcept {
    return static_cast<ternary>(2 - static_cast<int>(a));
}
/// And: the lesser of the two.
[[nodiscard]] constexpr ternary operator&(ternary a, ternary b) noexcept { return a < b ? a : b; }
/// Or: the greater of the two.
[[nodiscard]] constexpr ternary operator|(ternary a, ternary b) noexcept { return a < b ? b : a; }

/// The truth value whose bounds over all completions of the missing answers are `low` and `high`.
[[nodiscard]] constexpr ternary from_bounds(bool low, bool high) noexcept {
    return low ? ternary::yes : high ? ternary::unknown : ternary::no;
}

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
