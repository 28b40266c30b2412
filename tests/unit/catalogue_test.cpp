// SPDX-License-Identifier: Apache-2.0

// What a catalogue says of itself.

#include <algorithm>
#include <string>
#include <string_view>

#include "catch.hpp"
#include "pehchan/catalogue.hpp"
#include "pehchan/json.hpp"
#include "support/shipped.hpp"
#include "support/small_catalogue.hpp"

using namespace pehchan;
using namespace pehchan_tests;

TEST_CASE("what a catalogue holds is sorted by id and found by it; what it does not hold is null") {
    for (const std::string_view id : builtin_ids()) {
        CAPTURE(id);
        const catalogue& of = shipped(id);
        const auto by_id = [](const auto* a, const auto* b) { return a->id < b->id; };
        CHECK(std::is_sorted(of.indicators().begin(), of.indicators().end(), by_id));
        CHECK(std::is_sorted(of.findings().begin(), of.findings().end(), by_id));
        CHECK(std::is_sorted(of.forms().begin(), of.forms().end(), by_id));
        for (const indicator* i : of.indicators()) REQUIRE(of.find_indicator(i->id) == i);
        for (const finding_definition* f : of.findings()) REQUIRE(of.find_finding(f->id) == f);
        for (const form_definition* f : of.forms()) REQUIRE(of.find_form(f->id) == f);
        for (const source& s : of.document().sources) {
            const source* found = of.find_source(s.id);
            REQUIRE(found);
            CHECK(*found == s);
        }
        for (const mapping_definition& m : of.document().mappings)
            CHECK(of.find_mapping(m.id) == &m);
        for (const page_text& t : of.document().texts) CHECK(of.find_text(t.id) == &t.words);
        for (const std::string_view none : {"", "no_such_thing", "~"}) {
            CHECK_FALSE(of.find_indicator(none));
            CHECK_FALSE(of.find_finding(none));
            CHECK_FALSE(of.find_form(none));
            CHECK_FALSE(of.find_source(none));
            CHECK_FALSE(of.find_mapping(none));
            CHECK_FALSE(of.find_text(none));
            CHECK_FALSE(of.find_contrast(none, none));
        }
    }
}

TEST_CASE("a catalogue has the indicators and findings of those that it uses") {
    const catalogue& of = shipped("pakistan");
    REQUIRE_FALSE(of.used().empty());
    CHECK(std::is_sorted(of.used().begin(), of.used().end(),
                         [](const catalogue& a, const catalogue& b) { return a.id() < b.id(); }));
    for (const catalogue& used : of.used()) {
        for (const indicator* i : used.indicators()) REQUIRE(of.find_indicator(i->id));
        for (const finding_definition* f : used.findings()) REQUIRE(of.find_finding(f->id));
    }
    CHECK(of.document().indicators.size() < of.indicators().size());
}

TEST_CASE("a copy is the same catalogue, and the same text loaded again is another") {
    small_catalogue c;
    c.indicators = {yes_no_json("a", "harm")};
    const catalogue one = loaded(c), copy = one, again = loaded(c);
    CHECK(one == copy);
    CHECK_FALSE(one == again);
    CHECK(one.digest() == again.digest());
    CHECK(one.setting() == catalogue_setting::official);
    CHECK_FALSE(one.proved());  // nobody has proved it
}

TEST_CASE("a contrast of two findings is found in either order") {
    std::size_t found = 0;
    for (const std::string_view id : builtin_ids()) {
        const catalogue& of = shipped(id);
        for (const contrast_definition& c : of.document().contrasts) {
            ++found;
            CHECK(of.find_contrast(c.finding, c.other) == &c);
            CHECK(of.find_contrast(c.other, c.finding) == &c);
            CHECK_FALSE(of.find_contrast(c.finding, c.finding));
        }
    }
    CHECK(found > 0);
}

TEST_CASE("a form is found by its role; where there is none of that role it is null") {
    const catalogue& of = shipped("pakistan");
    for (const form_role role : {form_role::opening, form_role::child, form_role::entry}) {
        const form_definition* form = of.form_with(role);
        REQUIRE(form);
        CHECK(form->role == role);
    }
    const auto first = std::find_if(of.forms().begin(), of.forms().end(), [](const auto* form) {
        return form->role == form_role::entry;
    });
    REQUIRE(first != of.forms().end());
    CHECK(of.form_with(form_role::entry) == *first);
    small_catalogue c;
    const catalogue bare = loaded(c);
    CHECK_FALSE(bare.form_with(form_role::opening));
}
