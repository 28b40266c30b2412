// SPDX-License-Identifier: Apache-2.0

// What a catalogue holds once its rules are compiled.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "catch.hpp"
#include "pehchan/compiled.hpp"
#include "pehchan/json.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

TEST_CASE("a definition and its index are found by id in a directory, and by nothing else") {
    source a, c, e;
    a.id = "a", c.id = "c", e.id = "e";
    const directory<source> all{&a, &c, &e};
    CHECK(find_in(all, "a") == &a);
    CHECK(find_in(all, "e") == &e);
    CHECK(index_in(all, "c") == 1);
    for (const std::string_view none : {"", "b", "ca", "f"}) {
        CHECK(find_in(all, none) == nullptr);
        CHECK(index_in(all, none) == none_index);
    }
    CHECK(find_in(directory<source>{}, "a") == nullptr);
    CHECK(index_in(directory<source>{}, "a") == none_index);
}

TEST_CASE("only the no of a yes/no indicator is a denial") {
    indicator about;
    about.type = indicator_type::yes_no;
    CHECK(is_denial(about, {0, 1}));
    CHECK_FALSE(is_denial(about, {0, 2}));
    CHECK_FALSE(is_denial(about, {0, 3}));
    about.type = indicator_type::choice;
    CHECK_FALSE(is_denial(about, {0, 1}));
    about.type = indicator_type::number;
    CHECK_FALSE(is_denial(about, {0, 1}));
    CHECK_FALSE(compiled_rule{}.exists());
}

TEST_CASE("a compiled rule rests on operations in order, itself the last, and on their literals") {
    for (const std::string_view id : assessing_catalogues) {
        CAPTURE(id);
        const catalogue& catalogue_used = shipped(id);
        const catalogue_state& state = catalogue_used.state();
        const program& rules = state.rules_program;
        const auto first = static_cast<std::uint32_t>(rules.literals.size());
        for (const compiled_finding& f : state.compiled_findings) {
            CAPTURE(f.definition->id);
            REQUIRE(f.rule.exists());
            REQUIRE(f.rule.literals.size() == rules.literal_words());
            if (rules.is_literal(f.rule.bit)) {
                CHECK(f.rule.slice.empty());
                CHECK(test_bit(f.rule.literals, f.rule.bit));
                continue;
            }
            CHECK(std::is_sorted(f.rule.slice.begin(), f.rule.slice.end()));
            REQUIRE_FALSE(f.rule.slice.empty());
            CHECK(f.rule.slice.back() == f.rule.bit - first);
            CHECK(f.elements.size() == f.definition->elements.size());
            for (std::uint32_t l = 0; l < first; ++l)
                if (test_bit(f.signs, l)) {
                    CHECK(test_bit(f.rule.literals, l));
                    CHECK(catalogue_used.indicators()[rules.literals[l].indicator]->nature ==
                          indicator_nature::harm);
                }
        }
        CHECK(state.has_headlines == (id == "pakistan" || id == "palermo"));
    }
}

TEST_CASE("what is compiled stands in the order in which it is shown") {
    for (const std::string_view id : builtin_ids()) {
        CAPTURE(id);
        const catalogue_state& state = shipped(id).state();
        const auto by_urgency = [](const auto& a, const auto& b) {
            return std::tuple{-a.definition->urgency, std::string_view{a.definition->id}} <
                   std::tuple{-b.definition->urgency, std::string_view{b.definition->id}};
        };
        CHECK(std::is_sorted(state.compiled_findings.begin(), state.compiled_findings.end(),
                             by_urgency));
        CHECK(std::is_sorted(state.compiled_safeguards.begin(), state.compiled_safeguards.end(),
                             by_urgency));
        CHECK(state.compiled_findings.size() == state.findings.size());
        CHECK(state.compiled_referrals.size() == state.referrals.size());
        CHECK(std::is_sorted(state.compiled_scores.begin(), state.compiled_scores.end(),
                             [](const compiled_score& a, const compiled_score& b) {
                                 return a.definition->id < b.definition->id;
                             }));
        CHECK(
            std::is_sorted(state.closure.begin(), state.closure.end(),
                           [](const catalogue& a, const catalogue& b) { return a.id() < b.id(); }));
        for (const std::uint32_t i : state.asked_harm) {
            CHECK(state.indicators[i]->nature == indicator_nature::harm);
            CHECK(state.indicators[i]->known == known_by::asked);
        }
    }
}
