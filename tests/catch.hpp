// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_TESTS_CATCH_HPP
#define PEHCHAN_TESTS_CATCH_HPP

// Catch2, version 2 or 3.

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#endif
