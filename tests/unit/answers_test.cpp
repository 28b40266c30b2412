// SPDX-License-Identifier: Apache-2.0

// What is known of one person.

#include <algorithm>
#include <cstdint>

#include "catch.hpp"
#include "pehchan/answers.hpp"
#include "pehchan/json.hpp"

using namespace pehchan;

TEST_CASE("answers are strict: what does not fit is refused and changes nothing") {
    const auto of = builtin("indicators");
    REQUIRE(of);
    answers a{*of};
    CHECK(a.set("no_such_sign", "yes") == answer_problem::unknown_indicator);
    CHECK(a.set("spoken_to_apart", "maybe") == answer_problem::unknown_value);
    CHECK(a.set("spoken_to_apart", 1) == answer_problem::wrong_type);
    CHECK(a.set("spoken_to_apart", "not_applicable") == answer_problem::not_applicable_not_allowed);
    CHECK(a.set("province", "atlantis") == answer_problem::unknown_value);
    CHECK(a.set("age_now_years", "16") == answer_problem::wrong_type);
    CHECK(a.set("age_now_years", 121) == answer_problem::out_of_range);
    CHECK(a.set("age_now_years", -1) == answer_problem::out_of_range);
    CHECK(a == answers{*of});
    CHECK(a.set("age_now_years", 16) == answer_problem::none);
    CHECK(a.set("province", "sindh") == answer_problem::none);
    CHECK(a.set("age_now_years", "declined") == answer_problem::none);
    CHECK(a.set("age_now_years", 16) == answer_problem::none);
    a.forget("age_now_years");
    a.forget("province");
    CHECK(a == answers{*of});
}

TEST_CASE("a number of any width is taken, or refused where it is too large, and never cut off") {
    answers person{builtin("pakistan").value()};
    CHECK(person.set("age_now_years", std::uint8_t{16}) == answer_problem::none);
    CHECK(person.set("age_now_years", (std::uint64_t{1} << 32) + 16) ==
          answer_problem::out_of_range);
    CHECK(person.set("age_now_years", std::uint64_t{0} - 1) == answer_problem::out_of_range);
    CHECK(person.set("believed_under_18", std::uint64_t{0} - 1) == answer_problem::wrong_type);
    CHECK(person.set("no_such", std::uint64_t{0} - 1) == answer_problem::unknown_indicator);
    const auto all = person.catalogue_used().indicators();
    const auto at = static_cast<std::size_t>(
        std::find(all.begin(), all.end(), person.catalogue_used().find_indicator("age_now_years")) -
        all.begin());
    CHECK(person.at(at) == answer{answer_kind::number, 16});
}
