// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_BENCHMARKS_BUILT_WITH_HPP
#define PEHCHAN_BENCHMARKS_BUILT_WITH_HPP

// What was measured: which version, built by which compiler, with which instructions of this
// machine?

#include <string>

#include <pehchan/pehchan.hpp>

namespace built_with {

[[nodiscard]] inline std::string compiler() {
#if defined(__clang__)
    return "clang " __clang_version__;
#elif defined(__GNUC__)
    return "g++ " __VERSION__;
#else
    return "an unknown compiler";
#endif
}
[[nodiscard]] inline const char* name_of(pehchan::kernel_level level) {
    return level == pehchan::kernel_level::avx512 ? "avx512"
           : level == pehchan::kernel_level::avx2 ? "avx2"
                                                  : "portable";
}

}  // namespace built_with

#endif
