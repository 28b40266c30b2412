// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_KERNEL_PORTABLE_IPP
#define PEHCHAN_IMPL_KERNEL_PORTABLE_IPP

// The kernel for any machine.

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
#define PEHCHAN_DETAIL_LEVEL 0

namespace pehchan {
inline namespace v0 {
namespace detail {

namespace portable_kernel {
#if defined(__GNUC__)
typedef plane_word vec __attribute__((vector_size(16)));
typedef std::int64_t signed_vec __attribute__((vector_size(16)));
#else
using vec = plane_word;
#endif
#include "kernel_body.ipp"
}  // namespace portable_kernel

void assess_range_portable(tile_work& work, std::size_t first, std::size_t count) {
    portable_kernel::assess_range(work, first, count);
}

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#undef PEHCHAN_DETAIL_LEVEL
#undef PEHCHAN_DETAIL_FETCH

#endif
