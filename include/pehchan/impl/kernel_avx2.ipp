// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_KERNEL_AVX2_IPP
#define PEHCHAN_IMPL_KERNEL_AVX2_IPP

// The kernel for AVX2.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

#include "../detail/cohort_tiles.hpp"

#if defined(__GNUC__)
#define PEHCHAN_DETAIL_FETCH(place) __builtin_prefetch(place, 0, 1)
#else
#define PEHCHAN_DETAIL_FETCH(place) ((void)(place))
#endif
#define PEHCHAN_DETAIL_LEVEL 1

namespace pehchan {
inline namespace v0 {
namespace detail {

#if defined(__x86_64__) && (defined(__clang__) || (defined(__GNUC__) && __GNUC__ >= 12))

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,popcnt"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,bmi,bmi2,popcnt")
#endif
namespace avx2_kernel {
typedef plane_word vec __attribute__((vector_size(32)));
typedef std::int64_t signed_vec __attribute__((vector_size(32)));
#include "kernel_body.ipp"
}  // namespace avx2_kernel
#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

bool avx2_runs() noexcept {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
}
void assess_range_avx2(tile_work& work, std::size_t first, std::size_t count) {
    avx2_kernel::assess_range(work, first, count);
}

#else

bool avx2_runs() noexcept { return false; }
void assess_range_avx2(tile_work& work, std::size_t first, std::size_t count) {
    assess_range_portable(work, first, count);
}

#endif

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#undef PEHCHAN_DETAIL_LEVEL
#undef PEHCHAN_DETAIL_FETCH

#endif
