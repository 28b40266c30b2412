// SPDX-License-Identifier: Apache-2.0
#include <boost/config.hpp>

#if !defined(BOOST_NO_EXCEPTIONS)
#include <boost/json/src.hpp>
#else
// Boost.JSON 1.81 catches in one function that nothing here calls, the reading from a stream. What
// it includes comes first, unchanged.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <functional>
#include <istream>
#include <limits>
#include <memory>
#include <new>
#include <ostream>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include <boost/assert/source_location.hpp>
#include <boost/json.hpp>
#include <boost/json/detail/sse2.hpp>
#include <boost/throw_exception.hpp>

#define try if (true)
#define catch(what) if (false)
#define throw static_cast<void>(0)
#include <boost/json/src.hpp>
#undef try
#undef catch
#undef throw

// Boost asks for these: what nobody could catch ends the program.
namespace boost {
void throw_exception(const std::exception&) { std::terminate(); }
void throw_exception(const std::exception&, const source_location&) { std::terminate(); }
}  // namespace boost
#endif
