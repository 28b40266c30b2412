// SPDX-License-Identifier: Apache-2.0

// The small pieces: truth values, decimals, names, texts, answers.

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "catch.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"

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

TEST_CASE("millionths are printed as the shortest exact decimal") {
    CHECK(decimal_of(0) == "0");
    CHECK(decimal_of(22500) == "0.0225");
    CHECK(decimal_of(990000) == "0.99");
    CHECK(decimal_of(1) == "0.000001");
    CHECK(decimal_of(1000000) == "1");
    CHECK(decimal_of(12500000) == "12.5");
}

TEST_CASE("every enumerated value has one name, and the name finds it again") {
    for (int h = 0; h <= static_cast<int>(headline_id::none); ++h)
        CHECK(value_named<headline_id>(name_of(static_cast<headline_id>(h))) ==
              static_cast<headline_id>(h));
    CHECK_FALSE(value_named<view_kind>("public").has_value());
    CHECK(name_of(finding_status::not_shown) == "not_shown");
    CHECK(name_of(referral_status::withheld) == "withheld");
}

TEST_CASE(
    "a text falls back to its source language, and a draft is kept from the person unless "
    "allowed") {
    const text words{
        {{"en", "hello", translation_status::source}, {"ur", "سلام", translation_status::draft}}};
    CHECK(words.in("ur") == "سلام");
    CHECK(words.in("fr") == "hello");
    CHECK(words_for(words, {view_kind::official, "ur", false}) == "سلام");
    CHECK(words_for(words, {view_kind::person, "ur", false}) == "hello");
    CHECK(words_for(words, {view_kind::person, "ur", true}) == "سلام");
    const text none;
    CHECK(none.in("en").empty());
}

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

TEST_CASE("answers to another catalogue are the caller's mistake") {
    const auto one = builtin("palermo"), other = builtin("ilo_2009");
    REQUIRE(one);
    REQUIRE(other);
    CHECK_THROWS_AS(assess(*one, answers{*other}), std::invalid_argument);
}

TEST_CASE("every built-in catalogue loads, and an unknown one is said to be unknown") {
    for (std::string_view id : builtin_ids()) {
        const auto one = builtin(id);
        REQUIRE(one);
        CHECK(one->id() == id);
        CHECK(one->digest().size() == 64);
        CHECK(one->proved());  // scripts/prove records it
    }
    const auto none = builtin("atlantis");
    REQUIRE_FALSE(none);
    CHECK(none.issues().front().code == "unknown_catalogue");
    CHECK(none.issues().front().message.find("did you mean") == std::string::npos);
}

TEST_CASE(
    "a misspelt catalogue is answered with those that there are, also by the exception of who did "
    "not look") {
    std::string there_are;
    for (std::string_view id : builtin_ids())
        there_are += (there_are.empty() ? "There are: " : ", ") + std::string{id};
    for (const std::string_view misspelt : {"pakistn", "Pakistan", "pakistan ", "pakstian"}) {
        const std::string message = builtin(misspelt).issues().front().message;
        CHECK(message == "There is no built-in catalogue of this id; did you mean \"pakistan\"? " +
                             there_are + ".");
        try {
            (void)*builtin(misspelt);
            FAIL("no exception");
        } catch (const std::logic_error& refused) {
            CHECK(refused.what() == "there is no value: unknown_catalogue: " + message);
        }
    }
    CHECK(builtin("").issues().front().message ==
          "There is no built-in catalogue of this id. " + there_are + ".");
    try {
        (void)load("{}").value();
        FAIL("no exception");
    } catch (const std::logic_error& refused) {
        CHECK(std::string_view{refused.what()}.find("(line 1, column 1) And ") !=
              std::string_view::npos);
    }
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

TEST_CASE(
    "the indicator bank holds at least 180 indicators, each with what a form needs in both "
    "languages") {
    const auto bank = builtin("indicators");
    REQUIRE(bank);
    CHECK(bank->indicators().size() >= 180);
    for (const indicator* i : bank->indicators()) {
        INFO(i->id);
        CHECK(i->label.find("en"));
        CHECK(i->label.find("ur"));
        if (i->nature == indicator_nature::burden) CHECK(i->question.empty());
        else {
            CHECK(i->question.find("en"));
            CHECK(i->question.find("ur"));
        }
    }
}
