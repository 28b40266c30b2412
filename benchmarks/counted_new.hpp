// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_BENCHMARKS_COUNTED_NEW_HPP
#define PEHCHAN_BENCHMARKS_COUNTED_NEW_HPP

// How often did this program ask for memory?

#include <cstddef>

/// Calls of any global `operator new` since the start; one thread only.
[[nodiscard]] std::size_t allocations() noexcept;

#endif
