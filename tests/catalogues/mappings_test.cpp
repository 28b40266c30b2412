// SPDX-License-Identifier: Apache-2.0

// The way back: what mappings write of a person in other formats.

#include <algorithm>
#include <random>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "catch.hpp"
#include "pehchan/compiled.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/give.hpp"
#include "support/json_tree.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

std::string written(const catalogue& catalogue_used, const mapping_definition& to,
                    const answers& known) {
    return dump_columns(assess(catalogue_used, known), to, shipped("words"), {}, "A-1");
}

boost::json::object columns(const catalogue& catalogue_used, const mapping_definition& to,
                            const answers& known) {
    return tree_of(written(catalogue_used, to, known)).at("columns").as_object();
}

/// Some of the answers that the indicators take, by chance.
void answer_some(answers& known, std::mt19937& chance) {
    const auto below = [&](std::size_t n) { return chance() % n; };
    for (const indicator* i : known.catalogue_used().indicators()) {
        if (below(3) != 0) continue;
        if (i->type == indicator_type::yes_no)
            give(known, i->id, std::string_view{below(2) ? "yes" : "no"});
        else if (i->type == indicator_type::number)
            give(known, i->id, i->min + static_cast<std::int64_t>(below(40)));
        else give(known, i->id, std::string_view{i->options[below(i->options.size())].id});
    }
}

}  // namespace

TEST_CASE(
    "law 1: a column is written only of what is certain, and a declined answer writes the same "
    "bytes as an unknown one") {
    const catalogue& catalogue_used = shipped("mappings");
    std::mt19937 chance(7);
    std::size_t seen = 0;
    for (const mapping_definition* to : catalogue_used.state().mappings) {
        if (to->writes.empty()) continue;
        CHECK(columns(catalogue_used, *to, answers(catalogue_used)).empty());
        for (int n = 0; n < 300; ++n) {
            answers known(catalogue_used), more(catalogue_used), declined(catalogue_used);
            answer_some(known, chance);
            more = known, declined = known;
            const boost::json::object before = columns(catalogue_used, *to, known);
            for (std::size_t i = 0; i < catalogue_used.indicators().size(); ++i) {
                if (known.at(i).kind != answer_kind::unknown) continue;
                give(declined, catalogue_used.indicators()[i]->id, "declined");
                if (catalogue_used.indicators()[i]->type == indicator_type::yes_no && chance() % 2)
                    give(more, catalogue_used.indicators()[i]->id,
                         std::string_view{chance() % 2 ? "yes" : "no"});
            }
            REQUIRE(written(catalogue_used, *to, declined) == written(catalogue_used, *to, known));
            const boost::json::object after = columns(catalogue_used, *to, more);
            for (const auto& column : before) {
                REQUIRE(after.contains(column.key()));  // knowing more takes nothing back
                ++seen;
            }
        }
    }
    CHECK(seen > 1000);
}

TEST_CASE("law 4: no burden fact and no identity fact changes a column that is written") {
    const catalogue& catalogue_used = shipped("mappings");
    std::mt19937 chance(8);
    for (const mapping_definition* to : catalogue_used.state().mappings)
        for (int n = 0; n < 100 && !to->writes.empty(); ++n) {
            answers known(catalogue_used);
            answer_some(known, chance);
            answers other = known;
            for (const indicator* i : catalogue_used.indicators())
                if (i->type == indicator_type::yes_no && (i->nature == indicator_nature::burden ||
                                                          i->nature == indicator_nature::identity))
                    give(other, i->id, std::string_view{chance() % 2 ? "yes" : "no"});
            REQUIRE(written(catalogue_used, *to, other) == written(catalogue_used, *to, known));
        }
}

TEST_CASE(
    "law 6: no mapping writes a code that clears a person, and a catalogue that tries is refused") {
    for (const std::string_view id : builtin_ids())
        for (const mapping_definition* m : shipped(id).state().mappings)
            for (const mapping_write& w : m->writes) {
                CHECK(w.code.find("Not") == std::string::npos);
                CHECK(w.code != "no");
                CHECK(w.code != "FALSE");
                CHECK(w.column.find("Status") == std::string::npos);
            }
    std::string text(builtin_text("mappings"));
    const std::string_view good = "\"code\": \"TRUE\"";
    text.replace(text.find(good), good.size(), "\"code\": \"NotAVictimOfTrafficking\"");
    std::vector<catalogue> all;
    for (const std::string_view id : builtin_ids())
        if (id != "mappings") all.push_back(shipped(id));
    const auto refused = load(text, all);
    REQUIRE(!refused);
    CHECK(refused.issues().front().code == "bad_code");
}

TEST_CASE(
    "law 6: the shipped HTCDS mapping reads every status that somebody decided, "
    "NotAVictimOfTrafficking too, as nothing") {
    const catalogue& catalogue_used = shipped("mappings");
    const mapping_definition& htcds = *catalogue_used.find_mapping("htcds_2");
    const auto read_with = [&](std::string_view status) {
        const auto read = read_mapped_case(
            catalogue_used, htcds,
            R"({"case": "A-1", "answers": {"vic_TraffickingStatus": ")" + std::string(status) +
                R"(", "vic_Methods_of_Control/TakesEarnings": "TRUE"}})");
        REQUIRE(read);
        return dump(assess(catalogue_used, read->known), shipped("words"),
                    {view_kind::investigator, "en", false});
    };
    const std::string possible = read_with("PossibleVictimOfTrafficking");
    CHECK(read_with("NotAVictimOfTrafficking") == possible);
    CHECK(read_with("ActualVictimOfTrafficking") == possible);
    CHECK(possible.find("earnings_taken_by_another") != std::string::npos);
    CHECK(possible.find("NotAVictim") == std::string::npos);
}

TEST_CASE(
    "a column that HTCDS or the UK form reads with yes is written again from the answers that it "
    "gave") {
    const catalogue& catalogue_used = shipped("mappings");
    std::size_t compared = 0;
    for (const std::string_view id : {"htcds_2", "uk_nrm_form"}) {
        const mapping_definition& to = *catalogue_used.find_mapping(id);
        for (const mapping_column& c : to.columns)
            for (const auto& [code, value] : c.codes) {
                const auto write = std::find_if(to.writes.begin(), to.writes.end(),
                                                [&, wanted = code](const mapping_write& w) {
                                                    return w.column == c.column && w.code == wanted;
                                                });
                if (value != "yes" || write == to.writes.end()) continue;
                boost::json::object given;
                given["case"] = "A-1";
                given["answers"] = boost::json::object{{c.column, code}};
                const auto read =
                    read_mapped_case(catalogue_used, to, boost::json::serialize(given));
                REQUIRE(read);
                answers known = read->known;
                // a type of exploitation is a finding of ours, and most findings need more than one
                // answer
                if (write->when.form != rule_form::indicator &&
                    !tree_of(written(catalogue_used, to, known))
                         .at("columns")
                         .as_object()
                         .contains(c.column))
                    continue;
                CHECK(columns(catalogue_used, to, known).contains(c.column));
                ++compared;
            }
    }
    CHECK(compared >= 20);
}

TEST_CASE(
    "a burden fact or an identity fact in a column to write is refused, and so is a column written "
    "twice") {
    const std::string_view from = "\"when\": \"earnings_taken_by_another\"";
    std::vector<catalogue> all;
    for (const std::string_view id : builtin_ids())
        if (id != "mappings") all.push_back(shipped(id));
    const auto refused_with = [&](std::string_view instead, std::string_view wanted) {
        std::string text(builtin_text("mappings"));
        text.replace(text.find(from), from.size(), instead);
        const auto made = load(text, all);
        REQUIRE(!made);
        CHECK(made.issues().front().code == wanted);
    };
    refused_with("\"when\": \"committed_offence\"", "burden_in_rule");
    refused_with("\"when\": \"disability\"", "identity_in_rule");
    refused_with("\"when\": \"no_such_sign\"", "unknown_indicator");
    std::string text(builtin_text("mappings"));
    const std::string_view column = "\"column\": \"vic_Methods_of_Control/DebtBondage\"";
    text.replace(text.find(column, text.find("\"writes\"")), column.size(),
                 "\"column\": \"vic_Methods_of_Control/TakesEarnings\"");
    const auto twice = load(text, all);
    REQUIRE(!twice);
    CHECK(twice.issues().front().code == "duplicate_item");
}
