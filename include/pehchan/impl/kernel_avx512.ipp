// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_KERNEL_AVX512_IPP
#define PEHCHAN_IMPL_KERNEL_AVX512_IPP

// The kernel for AVX-512.

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
#define PEHCHAN_DETAIL_LEVEL 2

namespace pehchan {
inline namespace v0 {
namespace detail {

#if defined(__x86_64__) && (defined(__clang__) || (defined(__GNUC__) && __GNUC__ >= 12))

#if defined(__clang__)
#pragma clang attribute push(                                                           \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,bmi,bmi2,popcnt"))), \
    apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512dq,avx2,bmi,bmi2,popcnt")
#endif
namespace avx512_kernel {
typedef plane_word vec __attribute__((vector_size(64)));
typedef std::int64_t signed_vec __attribute__((vector_size(64)));
#include "kernel_body.ipp"
}  // namespace avx512_kernel
#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

bool avx512_runs() noexcept {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("bmi2");
}
void assess_range_avx512(tile_work& work, std::size_t first, std::size_t count) {
    avx512_kernel::assess_range(work, first, count);
}

#else

bool avx512_runs() noexcept { return false; }
void assess_range_avx512(tile_work& work, std::size_t first, std::size_t count) {
    assess_range_portable(work, first, count);
}

#endif

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#undef PEHCHAN_DETAIL_LEVEL
#undef PEHCHAN_DETAIL_FETCH

#endif
