// SPDX-License-Identifier: Apache-2.0

// What a reader may learn; what follows for every shipped catalogue is tests/laws/law_13_*.

#include <algorithm>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "pehchan/disclosure.hpp"
#include "support/hiding_catalogue.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

TEST_CASE("what a reader may not learn is not among the answers that they are given") {
    const assessment full = assess(hiding(), with_signs({"plain_sign", "hidden_sign"}));
    const std::size_t hidden = place_of(hiding(), hiding().find_indicator("hidden_sign")),
                      plain = place_of(hiding(), hiding().find_indicator("plain_sign"));
    for (const view_kind view : all_views) {
        CAPTURE(static_cast<int>(view));
        const assessment seen = seen_in(full, view);
        CHECK((seen.known.at(hidden).kind == answer_kind::yes) == (view == view_kind::helper));
        CHECK((seen.known.at(plain).kind == answer_kind::yes) == (view != view_kind::person));
        CHECK(seen_in(seen, view).known == seen.known);
    }
}

TEST_CASE("a question about what is hidden from a reader is taken for asked") {
    const assessment full = assess(hiding(), with_signs({}));
    const std::vector<bool> none(hiding().indicators().size(), false);
    const std::size_t hidden = place_of(hiding(), hiding().find_indicator("hidden_sign")),
                      plain = place_of(hiding(), hiding().find_indicator("plain_sign"));
    const std::vector<bool> to_official = asked_for(full, none, {view_kind::official}),
                            to_helper = asked_for(full, none, {view_kind::helper});
    CHECK(to_official[hidden]);
    CHECK_FALSE(to_official[plain]);
    CHECK(to_helper == none);
}

TEST_CASE("agencies are those that referrals name, sorted, each once") {
    CHECK(agencies_in(hiding()) == std::vector<std::string_view>{"aid", "police"});
    CHECK(is_agency(hiding(), "aid"));
    CHECK_FALSE(is_agency(hiding(), "Aid"));
    CHECK(agencies_in(shipped("indicators")).empty());
    CHECK(is_agency(shipped("indicators"), "anybody"));  // it names no bodies
    const std::vector<std::string_view> known = agencies_in(shipped("pakistan"));
    CHECK(std::is_sorted(known.begin(), known.end()));
    CHECK(std::find(known.begin(), known.end(), "fia") != known.end());
}
