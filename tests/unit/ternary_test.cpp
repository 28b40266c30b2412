// SPDX-License-Identifier: Apache-2.0

// Truth values.

#include "pehchan/ternary.hpp"
#include "catch.hpp"

using namespace pehchan;

TEST_CASE("three-valued logic follows Kleene's tables") {
    constexpr ternary n = ternary::no, u = ternary::unknown, y = ternary::yes;
    STATIC_REQUIRE((!n) == y);
    STATIC_REQUIRE((!u) == u);
    STATIC_REQUIRE((!y) == n);
    STATIC_REQUIRE((n & u) == n);
    STATIC_REQUIRE((y & u) == u);
    STATIC_REQUIRE((y & y) == y);
    STATIC_REQUIRE((y | u) == y);
    STATIC_REQUIRE((n | u) == u);
    STATIC_REQUIRE((n | n) == n);
    STATIC_REQUIRE(from_bounds(true, true) == y);
    STATIC_REQUIRE(from_bounds(false, true) == u);
    STATIC_REQUIRE(from_bounds(false, false) == n);
}
