// SPDX-License-Identifier: Apache-2.0
#include "../../src/json/json_text.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"

using pehchan::issue;
using namespace pehchan::detail;

namespace {

std::vector<issue> issues_of(std::string_view text, text_limits limits = catalogue_limits) {
    issue_list issues;
    (void)parse_text(text, limits, issues);
    return std::move(issues).placed(text);
}

/// Where the value at `pointer` begins.
std::pair<std::size_t, std::size_t> place_of(std::string_view text, std::string_view pointer) {
    std::vector<issue> one{{"here", std::string{pointer}, 0, 0, ""}};
    place_issues(one, text);
    return {one.front().line, one.front().column};
}

using place = std::pair<std::size_t, std::size_t>;

}  // namespace

TEST_CASE("strict JSON is accepted") {
    for (const std::string_view text :
         {"{}", " [ ] \n", "7", "\"\\u067e\"", "{\"a\": {\"a\": {\"a\": null}}}",
          "[{\"a\": 1}, {\"a\": 1}]"})
        CHECK(issues_of(text).empty());
}

TEST_CASE("what other readers tolerate is refused") {
    for (const std::string_view text :
         {"{a: 1}", "{'a': 1}", "[1,]", "[01]", "[+1]", "[.5]", "[1.]", "[NaN]", "[Infinity]",
          "[0x1]", "/**/ 1", "1 1", "\"\t\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\v1", "[1}",
          "tru", ""}) {
        CAPTURE(text);
        const std::vector<issue> found = issues_of(text);
        REQUIRE(found.size() == 1);
        CHECK(found.front().code == "syntax_error");
    }
}

TEST_CASE("a syntax error names its place, and no path of the build machine") {
    const std::vector<issue> found = issues_of("{\n \"a\": 1,\n  b}");
    REQUIRE(found.size() == 1);
    CHECK(found.front() == issue{"syntax_error", "", 3, 3, "This is not JSON: syntax error."});
}

TEST_CASE("every duplicate key is found, at any depth, however it is written") {
    const std::vector<issue> found = issues_of(
        "{\"a\": [{\"b\": 1,\n \"\\u0062\": 2}], \"c\": {\"~/\": 1, \"~/\": 1, \"~/\": 1}}");
    REQUIRE(found.size() == 3);
    CHECK(found[0].pointer == "/a/0/b");
    CHECK(place{found[0].line, found[0].column} == place{2, 2});
    CHECK(found[1].pointer == "/c/~0~1");
    CHECK(place{found[1].line, found[1].column} == place{2, 32});
    CHECK(found[2].pointer == "/c/~0~1");
    CHECK(place{found[2].line, found[2].column} == place{2, 41});
    CHECK(issues_of("{\"\\ud83d\\ude00\": 1, \"\xf0\x9f\x98\x80\": 1}").size() == 1);
    CHECK(issues_of("{\"\\\"\\\\\\/\\b\\f\\n\\r\\t\": 1, "
                    "\"\\u0022\\u005C\\u002f\\u0008\\u000c\\u000a\\u000d\\u0009\": 1}")
              .size() == 1);
}

TEST_CASE("a pointer leads to the first byte of its value") {
    constexpr std::string_view text =
        "\n{\"a\": [10, {\"b/~\" : \"x\\\"]}\"},\n\t[ ],true ],\r\n \"\":-1.5e3, \"\\u00e9\": {}}";
    CHECK(place_of(text, "") == place{2, 1});
    CHECK(place_of(text, "/a") == place{2, 7});
    CHECK(place_of(text, "/a/0") == place{2, 8});
    CHECK(place_of(text, "/a/1") == place{2, 12});
    CHECK(place_of(text, "/a/1/b~1~0") == place{2, 21});
    CHECK(place_of(text, "/a/2") == place{3, 2});
    CHECK(place_of(text, "/a/3") == place{3, 6});
    CHECK(place_of(text, "/") == place{4, 5});
    CHECK(place_of(text, "/\xc3\xa9") == place{4, 23});
    CHECK(place_of(text, "/nowhere") == place{0, 0});
}

TEST_CASE("issues come in the order of the text, and the first line can have any number") {
    constexpr std::string_view text = "{\"b\": 1,\n \"a\": 2}";
    issue_list issues;
    issues.add("second", "/a", "");
    issues.add("first", "/b", "", issue_place::key);
    const std::vector<issue> placed = std::move(issues).placed(text, 41);
    REQUIRE(placed.size() == 2);
    CHECK(placed[0] == issue{"first", "/b", 41, 2, ""});
    CHECK(placed[1] == issue{"second", "/a", 42, 7, ""});
}

TEST_CASE("the limits on size and depth hold to the byte and to the level") {
    const std::string small = "[\"" + std::string(96, 'x') + "\"]";
    CHECK(issues_of(small, {100, 8}).empty());
    REQUIRE(issues_of(small, {99, 8}).size() == 1);
    CHECK(issues_of(small, {99, 8}).front().code == "too_large");
    CHECK(issues_of(std::string(8, '[') + std::string(8, ']'), {100, 8}).empty());
    const std::vector<issue> found = issues_of(std::string(9, '[') + std::string(9, ']'), {100, 8});
    REQUIRE(found.size() == 1);
    CHECK(found.front().code == "too_deep");
    CHECK(found.front().column == 9);
    CHECK(issues_of(std::string(1'000'000, '[')).front().code == "too_deep");
}

TEST_CASE("a text with very many problems says that it has more") {
    std::string text = "{\"a\": 0";
    for (std::size_t i = 0; i < issue_list::most + 10; ++i) text += ", \"a\": 0";
    const std::vector<issue> found = issues_of(text + "}");
    REQUIRE(found.size() == issue_list::most + 1);
    CHECK(found.back().code == "too_many_issues");
}

TEST_CASE("ill-formed UTF-8 is found where it begins (Unicode, table 3-7)") {
    CHECK(first_ill_formed_utf8("plain, \xd9\xbe, \xe2\x82\xac, \xf0\x9f\x98\x80") ==
          std::string_view::npos);
    for (const std::string_view bad :
         {"\x80", "\xc0\xaf", "\xc1\xbf", "\xc3", "\xc3(", "\xe0\x80\xaf", "\xed\xa0\x80",
          "\xe2\x82", "\xf0\x80\x80\xaf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff",
          "\xf0\x9f\x98"}) {
        CAPTURE(bad.size());
        CHECK(first_ill_formed_utf8("ab" + std::string{bad}) == 2);
        const std::vector<issue> found = issues_of("[\"" + std::string{bad} + "\"]");
        REQUIRE(found.size() == 1);
        CHECK(found.front().code == "not_utf8");
        CHECK(found.front().column == 3);
    }
}

TEST_CASE("a pointer's tokens are escaped") {
    CHECK(pointer_to("/a", "b") == "/a/b");
    CHECK(pointer_to("", "~/") == "/~0~1");
}
