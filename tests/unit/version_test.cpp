// SPDX-License-Identifier: Apache-2.0

// The version of the library.

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "catch.hpp"
#include "pehchan/version.hpp"

TEST_CASE("the version is three numbers, and it is that of the build") {
    const std::string_view said = pehchan::version;
    CHECK(said == PEHCHAN_BUILD_VERSION);
    CHECK(std::count(said.begin(), said.end(), '.') == 2);
    CHECK(said.find("..") == std::string_view::npos);
    CHECK(said.find_first_not_of(".0123456789") == std::string_view::npos);
    CHECK(said.front() != '.');
    CHECK(said.back() != '.');
}

TEST_CASE("the newest release of the changelog, where there is one, is this version") {
    std::ifstream in{PEHCHAN_SOURCE_DIR "/CHANGELOG.md"};
    REQUIRE(in);
    const std::string log{std::istreambuf_iterator<char>{in}, {}};
    const std::string_view unreleased = "## [Unreleased]";
    const std::size_t top = log.find(unreleased);
    REQUIRE(top != std::string::npos);
    const std::size_t release = log.find("\n## [", top + unreleased.size());
    if (release == std::string::npos) SUCCEED("nothing is released");
    else
        CHECK(log.compare(release + 5, log.find(']', release) - release - 5, pehchan::version) ==
              0);
}
