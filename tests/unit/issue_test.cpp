// SPDX-License-Identifier: Apache-2.0

// What is wrong with a piece of data, and a value or the list of it.

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "pehchan/detail/utf8.hpp"
#include "pehchan/issue.hpp"

using namespace pehchan;

namespace {

const std::vector<issue> two{{"bad_value", "/a/0", 3, 7, "A word is wrong."},
                             {"missing_key", "", 1, 1, "A key is missing."}};

}  // namespace

TEST_CASE("a token of a JSON Pointer is escaped as RFC 6901 says") {
    CHECK(pointer_to("plain") == "/plain");
    CHECK(pointer_to("") == "/");
    CHECK(pointer_to("a/b") == "/a~1b");
    CHECK(pointer_to("m~n") == "/m~0n");
    CHECK(pointer_to("~1") == "/~01");  // not the escape of a slash
    std::string pointer = "/findings";
    append_token(pointer, "0");
    append_token(pointer, "x/y");
    CHECK(pointer == "/findings/0/x~1y");
}

TEST_CASE("what would steer a terminal or turn a line around is escaped in a pointer") {
    CHECK(pointer_to("a\x1b[2J") == "/a\\u001B[2J");
    CHECK(pointer_to("\u202Ea/b") == "/\\u202Ea~1b");
    CHECK(pointer_to("\xC2\x9B") == "/\\u009B");
    CHECK(pointer_to("\xFF") == "/\\uFFFD");
    CHECK(pointer_to("\U000E0041") == "/\\uDB40\\uDC41");
    CHECK(pointer_to("\u06A9\u200C\u06CC") == "/\u06A9\u200C\u06CC");
    // every code point: what is left in a pointer is shown as written
    for (std::uint32_t code = 0; code <= 0x10FFFF; code += code < 0x3000 ? 1 : 17) {
        if (code >= 0xD800 && code < 0xE000) continue;
        std::string key = "k";
        detail::append_code_point(key, code);
        const std::string pointer = pointer_to(key);
        if (!detail::is_shown_as_written(pointer)) FAIL_CHECK(code);
        if (detail::is_shown_as_written(key) != (pointer.find("\\u") == std::string::npos))
            FAIL_CHECK(code);
    }
}

TEST_CASE("an outcome with a value is ok, has no issues and gives the value") {
    const outcome<std::string> made{std::string{"value"}};
    CHECK(made.ok());
    CHECK(static_cast<bool>(made));
    CHECK(made.issues().empty());
    CHECK(made.value() == "value");
    CHECK(*made == "value");
    CHECK(made->size() == 5);
}

TEST_CASE(
    "an outcome without a value gives all its issues, and who asks for the value an exception "
    "with the first") {
    const outcome<std::string> refused{two};
    CHECK_FALSE(refused.ok());
    CHECK_FALSE(static_cast<bool>(refused));
    CHECK(refused.issues() == two);
    CHECK_THROWS_AS(refused.value(), std::logic_error);
    CHECK_THROWS_AS(*refused, std::logic_error);
    CHECK_THROWS_AS(refused->size(), std::logic_error);
    try {
        (void)outcome<std::string>{two}.value();
        FAIL("no exception");
    } catch (const std::logic_error& why) {
        const std::string_view said = why.what();
        CHECK(said.find("bad_value") != std::string_view::npos);
        CHECK(said.find("A word is wrong.") != std::string_view::npos);
        CHECK(said.find("line 3, column 7") != std::string_view::npos);
        CHECK(said.find("1 more") != std::string_view::npos);
        CHECK(said.find("missing_key") == std::string_view::npos);
    }
}

TEST_CASE("an outcome that holds a bool is ok with false, too") {
    const outcome<bool> made{false};
    CHECK(made.ok());
    CHECK_FALSE(made.value());
    CHECK_FALSE(outcome<bool>{two}.ok());
}

TEST_CASE("what cannot be copied is moved out of an outcome") {
    outcome<std::unique_ptr<int>> made{std::make_unique<int>(5)};
    const std::unique_ptr<int> taken = std::move(made).value();
    REQUIRE(taken);
    CHECK(*taken == 5);
    CHECK(outcome<std::unique_ptr<int>>{two}.issues() == two);
}

TEST_CASE("what is echoed cannot steer a terminal") {
    CHECK(escaped("A-17 \xD8\xA7") == "A-17 \xD8\xA7");
    CHECK(escaped("a\x1B[2J\n\xE2\x80\xAE\xFF") == "a\\u001B[2J\\u000A\\u202E\\uFFFD");
}

TEST_CASE("two issues are equal where code, place and message are") {
    const issue& one = two.front();
    CHECK(one == issue{one});
    for (std::string issue::* member : {&issue::code, &issue::pointer, &issue::message}) {
        issue other = one;
        (other.*member) += "x";
        CHECK_FALSE(other == one);
    }
    for (std::size_t issue::* member : {&issue::line, &issue::column}) {
        issue other = one;
        ++(other.*member);
        CHECK_FALSE(other == one);
    }
}
