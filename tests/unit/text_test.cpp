// SPDX-License-Identifier: Apache-2.0

// Words in several languages.

#include <string_view>

#include "catch.hpp"
#include "pehchan/text.hpp"
#include "pehchan/view.hpp"

using namespace pehchan;

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

TEST_CASE("a translation is found by its language, and by no other") {
    const text words{
        {{"en", "hello", translation_status::source}, {"ur", "سلام", translation_status::draft}}};
    REQUIRE(words.find("ur"));
    CHECK(words.find("ur")->words == "سلام");
    CHECK(words.find("ur")->status == translation_status::draft);
    for (const std::string_view none : {"", "fr", "e", "EN"}) CHECK_FALSE(words.find(none));
    CHECK_FALSE(words.empty());
    CHECK(text{}.empty());
    CHECK(translation{}.status == translation_status::draft);  // nobody has read it yet
}

TEST_CASE("two texts are equal where every translation is") {
    const text one{{{"en", "hello", translation_status::source}}};
    CHECK(one == text{one});
    text other = one;
    other.translations.front().status = translation_status::reviewed;
    CHECK_FALSE(other == one);
    other = one;
    other.translations.front().words = "Hello";
    CHECK_FALSE(other == one);
    other = one;
    other.translations.push_back({"ur", "سلام", translation_status::draft});
    CHECK_FALSE(other == one);
}
