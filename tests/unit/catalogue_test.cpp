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
        const catalogue& catalogue_used = shipped(id);
        const auto by_id = [](const auto* a, const auto* b) { return a->id < b->id; };
        CHECK(std::is_sorted(catalogue_used.indicators().begin(), catalogue_used.indicators().end(),
                             by_id));
        CHECK(std::is_sorted(catalogue_used.findings().begin(), catalogue_used.findings().end(),
                             by_id));
        CHECK(std::is_sorted(catalogue_used.forms().begin(), catalogue_used.forms().end(), by_id));
        for (const indicator* i : catalogue_used.indicators())
            REQUIRE(catalogue_used.find_indicator(i->id) == i);
        for (const finding_definition* f : catalogue_used.findings())
            REQUIRE(catalogue_used.find_finding(f->id) == f);
        for (const form_definition* f : catalogue_used.forms())
            REQUIRE(catalogue_used.find_form(f->id) == f);
        for (const source& s : catalogue_used.document().sources) {
            const source* found = catalogue_used.find_source(s.id);
            REQUIRE(found);
            CHECK(*found == s);
        }
        for (const mapping_definition& m : catalogue_used.document().mappings)
            CHECK(catalogue_used.find_mapping(m.id) == &m);
        for (const page_text& t : catalogue_used.document().texts)
            CHECK(catalogue_used.find_text(t.id) == &t.words);
        for (const std::string_view none : {"", "no_such_thing", "~"}) {
            CHECK_FALSE(catalogue_used.find_indicator(none));
            CHECK_FALSE(catalogue_used.find_finding(none));
            CHECK_FALSE(catalogue_used.find_form(none));
            CHECK_FALSE(catalogue_used.find_source(none));
            CHECK_FALSE(catalogue_used.find_mapping(none));
            CHECK_FALSE(catalogue_used.find_text(none));
            CHECK_FALSE(catalogue_used.find_contrast(none, none));
        }
    }
}

TEST_CASE("a catalogue has the indicators and findings of those that it uses") {
    const catalogue& catalogue_used = shipped("pakistan");
    REQUIRE_FALSE(catalogue_used.used().empty());
    CHECK(std::is_sorted(catalogue_used.used().begin(), catalogue_used.used().end(),
                         [](const catalogue& a, const catalogue& b) { return a.id() < b.id(); }));
    for (const catalogue& used : catalogue_used.used()) {
        for (const indicator* i : used.indicators()) REQUIRE(catalogue_used.find_indicator(i->id));
        for (const finding_definition* f : used.findings())
            REQUIRE(catalogue_used.find_finding(f->id));
    }
    CHECK(catalogue_used.document().indicators.size() < catalogue_used.indicators().size());
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
        const catalogue& catalogue_used = shipped(id);
        for (const contrast_definition& c : catalogue_used.document().contrasts) {
            ++found;
            CHECK(catalogue_used.find_contrast(c.finding, c.other) == &c);
            CHECK(catalogue_used.find_contrast(c.other, c.finding) == &c);
            CHECK_FALSE(catalogue_used.find_contrast(c.finding, c.finding));
        }
    }
    CHECK(found > 0);
}

TEST_CASE("a form is found by its role; where there is none of that role it is null") {
    const catalogue& catalogue_used = shipped("pakistan");
    for (const form_role role :
         {form_role::opening, form_role::child, form_role::entry, form_role::only_child,
          form_role::full, form_role::offered_again}) {
        const form_definition* form = catalogue_used.form_with(role);
        REQUIRE(form);
        CHECK(form->role == role);
    }
    const auto first =
        std::find_if(catalogue_used.forms().begin(), catalogue_used.forms().end(),
                     [](const auto* form) { return form->role == form_role::entry; });
    REQUIRE(first != catalogue_used.forms().end());
    CHECK(catalogue_used.form_with(form_role::entry) == *first);
    small_catalogue c;
    const catalogue bare = loaded(c);
    CHECK_FALSE(bare.form_with(form_role::opening));
}
