// SPDX-License-Identifier: Apache-2.0

// The mandates: invented persons for every case type of Pakistan's mandate matrix, adult and child,
// in each province, inside the country and across a border, with what the law gives them; read
// against the matrix one by one. The distinguishing cases: for each small mistake in a shipped rule
// that no reviewed case would show, the least person whom it would assess differently
// (tests/mutation/mutate.cpp found them). What they expect is what the shipped rules said when they
// were written: they pin, they do not judge.

#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "catch.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/json_tree.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

TEST_CASE(
    "mandates and distinguishing cases: settled findings and elements, conditional safeguards and "
    "referrals are those on record") {
    std::size_t cases = 0;
    for (const auto& [kind, id] :
         std::vector<std::pair<std::string, std::string_view>>{{"mandates", "pakistan"},
                                                               {"distinguishing", "palermo"},
                                                               {"distinguishing", "pakistan"}}) {
        std::ifstream in(std::string(PEHCHAN_SOURCE_DIR) + "/tests/cases/" + kind + "." +
                         std::string(id) + ".jsonl");
        INFO(kind << " " << id);
        REQUIRE(in);
        for (std::string line; std::getline(in, line); ++cases) {
            boost::json::object tree = tree_of(line).as_object();
            const boost::json::object expected = tree.at("expect").as_object();
            INFO(string_of(tree.at("case")));
            tree.erase("expect");
            const auto person = read_case(shipped(id), text_of_tree(tree));
            REQUIRE(person);
            const assessment result = assess(shipped(id), person->known);
            boost::json::array findings, elements, safeguards, referrals;
            for (const finding_result& f : result.findings)
                if (f.status != finding_status::open)
                    findings.push_back(boost::json::string(f.definition->id + " " +
                                                           std::string(name_of(f.status))));
            for (const finding_result& f : result.findings)
                for (const element_result& e : f.elements)
                    if (e.status != finding_status::open)
                        elements.push_back(boost::json::string(f.definition->id + "/" +
                                                               e.definition->id + " " +
                                                               std::string(name_of(e.status))));
            for (const safeguard_result& s : result.safeguards)
                if (s.definition->when || s.definition->unless_ruled_out)
                    safeguards.push_back(boost::json::string(s.definition->id));
            for (const referral_result& r : result.referrals)
                referrals.push_back(
                    boost::json::string(r.definition->id + " " + std::string(name_of(r.status))));
            CHECK(text_of_tree(findings) == text_of_tree(expected.at("findings")));
            CHECK(text_of_tree(elements) == text_of_tree(expected.at("elements")));
            CHECK(text_of_tree(safeguards) == text_of_tree(expected.at("safeguards")));
            CHECK(text_of_tree(referrals) == text_of_tree(expected.at("referrals")));
        }
    }
    CHECK(cases > 250);
}
