// SPDX-License-Identifier: Apache-2.0

// One sign of harm is never passed over, and hard or ordinary facts alone make nobody a victim.

#include <fstream>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "catch.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/give.hpp"
#include "support/json_tree.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

TEST_CASE(
    "any single sign of harm raises at least a possible victim, a need of protection or rights and "
    "information, of an adult, a child and whoever gives no age") {
    for (const std::string_view id : {"palermo", "pakistan", "eu", "uk", "us"}) {
        const catalogue& catalogue_used = shipped(id);
        std::size_t signs = 0;
        for (const indicator* about : catalogue_used.indicators()) {
            if (about->nature != indicator_nature::harm || about->type != indicator_type::yes_no ||
                !about->hidden_from.empty())
                continue;
            if (about->id.starts_with("official_involved"))
                continue;  // nothing that an official reads changes with answers about officials
            ++signs;
            for (const int age : {30, 10, 0}) {
                answers person{catalogue_used};
                give(person, about->id, "yes");
                if (age) give(person, "age_now_years", age);
                const headline_id said = assess(catalogue_used, person).headline;
                INFO(id << " " << about->id << " at " << age);
                CHECK(said != headline_id::nothing_shown_so_far);
                CHECK(said != headline_id::not_yet_asked);
                CHECK(said != headline_id::none);
            }
        }
        CHECK(signs >= 190);
    }
}

TEST_CASE("counter-examples: what is hard, poor or ordinary is not taken for more than it is") {
    std::ifstream in(std::string(PEHCHAN_SOURCE_DIR) + "/tests/cases/counter_examples.jsonl");
    REQUIRE(in);
    std::size_t persons = 0;
    for (std::string line; std::getline(in, line); ++persons) {
        const boost::json::object tree = tree_of(line).as_object();
        INFO(string_of(tree.at("case")) << ": " << string_of(tree.at("why")));
        const catalogue& catalogue_used = shipped("pakistan");
        const auto person = read_case(
            catalogue_used, text_of_tree(boost::json::object{{"case", tree.at("case")},
                                                             {"answers", tree.at("answers")}}));
        REQUIRE(person);
        const assessment result = assess(catalogue_used, person->known);
        if (const boost::json::value* not_these = tree.if_contains("not_indicated"))
            for (const boost::json::value& finding : not_these->as_array()) {
                INFO(string_of(finding));
                CHECK(finding_of(result, string_of(finding)).status != finding_status::indicated);
            }
        else  // no finding of kind victim at all
            for (const finding_result& f : result.findings) {
                INFO(f.definition->id);
                if (f.definition->kind == finding_kind::victim)
                    CHECK(f.status != finding_status::indicated);
            }
    }
    CHECK(persons >= 40);
}
