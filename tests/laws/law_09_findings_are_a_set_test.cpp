// SPDX-License-Identifier: Apache-2.0

// Law 9: findings are a set, per person.

#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "catch.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/give.hpp"
#include "support/shipped.hpp"
#include "support/small_catalogue.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

std::set<std::string> indicated(const assessment& result) {
    std::set<std::string> out;
    for (const finding_result& f : result.findings)
        if (f.status == finding_status::indicated && f.definition->kind != finding_kind::offence)
            out.insert(f.definition->id);
    return out;
}

/// One of ten on the same boat.
answers on_the_boat(const catalogue& catalogue_used) {
    answers known{catalogue_used};
    for (const auto& [id, value] :
         {std::pair{"border_crossed_or_to_be_crossed", "yes"}, std::pair{"moved_by_another", "yes"},
          std::pair{"irregular_entry_or_stay_procured_by_another", "yes"},
          std::pair{"procurer_gains_benefit", "yes"},
          std::pair{"national_or_resident_of_the_state", "no"},
          std::pair{"journey_over_relation_ended", "yes"}, std::pair{"believed_under_18", "no"}})
        REQUIRE(known.set(id, value) == answer_problem::none);
    give(known, "age_now_years", 25);
    return known;
}

}  // namespace

TEST_CASE("law 9: nine smuggled and the tenth trafficked on the same boat come out nine and one",
          "[law-9]") {
    const catalogue& catalogue_used = shipped("pakistan");
    std::vector<answers> boat(10, on_the_boat(catalogue_used));
    give(boat[9], "sold_or_exchanged", "yes");
    give(boat[9], "commercial_sex_controlled_by_another", "yes");
    give(boat[9], "confined_or_watched_at_destination", "yes");
    boat[9].forget("journey_over_relation_ended");
    std::size_t smuggled = 0, trafficked = 0;
    std::set<std::string> alike;
    for (std::size_t person = 0; person < boat.size(); ++person) {
        const assessment result = assess(catalogue_used, boat[person]);
        const std::set<std::string> found = indicated(result);
        smuggled += found.contains("smuggled_migrant");
        trafficked += found.contains("trafficking");
        INFO("person " << person + 1);
        if (person < 9) {
            CHECK(found == std::set<std::string>{"smuggled_migrant"});
            alike.insert(dump(result, shipped("words")));
            CHECK(result.headline == headline_id::rights_and_information);
        } else {
            CHECK(found.contains("trafficking"));
            CHECK(found.contains("trafficking_pk"));
            CHECK(found.contains("sexual_exploitation"));
            CHECK(found.contains("smuggled_migrant"));  // both: findings overlap
            CHECK(found.contains("aggravated_smuggling"));
            CHECK(result.headline == headline_id::presumed_victim);
        }
    }
    CHECK(smuggled == 10);
    CHECK(trafficked == 1);
    CHECK(alike.size() == 1);
}

TEST_CASE("law 9: who else was screened, and when, changes nothing for a person", "[law-9]") {
    const catalogue& catalogue_used = shipped("pakistan");
    dice d{901};
    std::vector<answers> persons;
    for (int n = 0; n < 12; ++n)
        persons.push_back(random_person(d, catalogue_used, {.harm_yes = 5}));
    std::vector<std::string> alone;
    for (const answers& person : persons)
        alone.push_back(everything_said(assess(catalogue_used, person)));
    quick_assessment quick{catalogue_used};
    for (int round = 0; round < 5; ++round)
        for (std::size_t step = 0; step < persons.size(); ++step) {
            const std::size_t at = d.below(persons.size());
            REQUIRE(everything_said(assess(catalogue_used, persons[at])) == alone[at]);
            const assessment result = assess(catalogue_used, persons[at]);
            quick.assess(persons[at]);  // one memory for all persons
            for (std::size_t f = 0; f < result.findings.size(); ++f)
                REQUIRE(quick.status(f) == result.findings[f].status);
        }
}

TEST_CASE(
    "law 9: findings overlap: one person may be smuggled, trafficked, a child and in need of "
    "asylum at once",
    "[law-9]") {
    const catalogue& catalogue_used = shipped("pakistan");
    answers known = on_the_boat(catalogue_used);
    give(known, "believed_under_18", "yes");
    give(known, "fear_of_return", "yes");
    give(known, "held_for_ransom", "yes");
    give(known, "made_to_beg_by_another", "yes");
    give(known, "debt_bondage_at_destination", "yes");
    give(known, "is_alone_child", "yes");
    const std::set<std::string> found = indicated(assess(catalogue_used, known));
    for (const std::string id :
         {"trafficking", "smuggled_migrant", "aggravated_smuggling", "vulnerable_smuggled_migrant",
          "international_protection", "ransom_captivity", "forced_begging", "debt_bondage",
          "child_protection", "immediate_danger", "return_risk"}) {
        INFO(id);
        CHECK(found.contains(id));
    }
}

TEST_CASE(
    "law 9: no finding keeps another from being shown: each is what it would be in a catalogue of "
    "its own",
    "[law-9]") {
    small_catalogue c;
    c.setting = "survey";
    c.indicators = {yes_no_json("beaten", "harm"), yes_no_json("sold", "harm"),
                    yes_no_json("crossed", "fact")};
    const std::vector<std::pair<std::string, std::string>> rules{
        {"force", in_quotes("beaten")},
        {"sale", in_quotes("sold")},
        {"any_harm", R"({"any": ["beaten", "sold"]})"},
        {"all_three", R"({"all": ["beaten", "sold", "crossed"]})"},
        {"crossing", in_quotes("crossed")}};
    std::vector<catalogue> single;
    for (const auto& [id, rule] : rules) {
        c.findings = finding_json(id, "victim", rule);
        single.push_back(loaded(c));
    }
    c.findings.clear();
    for (const auto& [id, rule] : rules)
        c.findings += (c.findings.empty() ? "" : ", ") + finding_json(id, "victim", rule);
    const catalogue all = loaded(c);
    for (const std::string_view a : {"yes", "no", "unknown"})
        for (const std::string_view b : {"yes", "no", "unknown"})
            for (const std::string_view e : {"yes", "no", "unknown"}) {
                const auto given = [&](const catalogue& catalogue_used) {
                    answers known{catalogue_used};
                    give(known, "beaten", a);
                    give(known, "sold", b);
                    give(known, "crossed", e);
                    return assess(catalogue_used, known);
                };
                const assessment together = given(all);
                CHECK(together.findings.size() == rules.size());
                for (std::size_t i = 0; i < rules.size(); ++i) {
                    const assessment alone = given(single[i]);
                    const finding_result& same = finding_of(together, rules[i].first);
                    CHECK(same.status == alone.findings[0].status);
                    CHECK(same.signs.size() == alone.findings[0].signs.size());
                    CHECK(same.because.size() == alone.findings[0].because.size());
                }
            }
}

TEST_CASE(
    "law 9: every finding stands in the result with its status, in the order of urgency and then "
    "of id",
    "[law-9]") {
    dice d{902};
    for (const std::string_view id : assessing_catalogues) {
        const catalogue& catalogue_used = shipped(id);
        for (int n = 0; n < 20; ++n) {
            const assessment result = assess(catalogue_used, random_person(d, catalogue_used));
            REQUIRE(result.findings.size() == catalogue_used.findings().size());
            std::set<std::string> seen;
            for (std::size_t f = 0; f < result.findings.size(); ++f) {
                seen.insert(result.findings[f].definition->id);
                if (f == 0) continue;
                const finding_definition &a = *result.findings[f - 1].definition,
                                         &b = *result.findings[f].definition;
                REQUIRE(std::tuple(-a.urgency, a.id) < std::tuple(-b.urgency, b.id));
            }
            REQUIRE(seen.size() == result.findings.size());
        }
    }
    // danger and a missing child before everything else
    const auto& first =
        assess(shipped("pakistan"), answers{shipped("pakistan")}).findings.front().definition->id;
    CHECK(first == "immediate_danger");
}
