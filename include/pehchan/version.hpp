// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_VERSION_HPP
#define PEHCHAN_VERSION_HPP

// Which version of the library is this?

#include "detail/push_macros.hpp"

namespace pehchan {
inline namespace v0 {

/// The library's version, as in `CHANGELOG.md`; the build reads it from here.
inline constexpr const char* version = "0.1.0";

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
