// SPDX-License-Identifier: Apache-2.0

// The judged cases: short facts written from the statutes and treaties before the rules were run,
// each finding judged met or not met with the section that decides, and judged a second time by
// somebody who saw the facts alone. tests/cases/judged.*.jsonl; docs/judged-cases.md says how they
// were made.

#include <fstream>
#include <map>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "catch.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/json_tree.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

template <class Visit>
void each_judged(std::string_view id, Visit visit) {
    std::ifstream in(std::string(PEHCHAN_SOURCE_DIR) + "/tests/cases/judged." + std::string(id) +
                     ".jsonl");
    REQUIRE(in);
    for (std::string line; std::getline(in, line);) {
        const boost::json::object tree = tree_of(line).as_object();
        INFO(string_of(tree.at("case")));
        const auto person = read_case(
            shipped(id), text_of_tree(boost::json::object{{"case", tree.at("case")},
                                                          {"answers", tree.at("answers")}}));
        REQUIRE(person);
        visit(tree, assess(shipped(id), person->known));
    }
}

}  // namespace

TEST_CASE(
    "judged cases: what the statutes and treaties say of the facts is what the rules say of the "
    "answers, but for the differences that are written down") {
    for (const std::string_view id : {"pakistan", "palermo"})
        each_judged(id, [](const boost::json::object& tree, const assessment& result) {
            const boost::json::object* differs =
                tree.contains("differs") ? &tree.at("differs").as_object() : nullptr;
            for (const auto& judged : tree.at("judged").as_object()) {
                const std::string finding{judged.key()};
                INFO(finding);
                const bool met = string_of(judged.value()) == "met";
                const bool same =
                    met == (finding_of(result, finding).status == finding_status::indicated);
                const bool written_down = differs && differs->contains(finding);
                CHECK(same != written_down);  // a difference that is gone is struck from the file
                CHECK(tree.at("decides").as_object().contains(finding));
            }
        });
}

TEST_CASE("judged cases: findings, elements and conditional safeguards are those on record") {
    for (const std::string_view id : {"pakistan", "palermo"})
        each_judged(id, [](const boost::json::object& tree, const assessment& result) {
            boost::json::array findings, elements, safeguards;
            for (const finding_result& f : result.findings) {
                if (f.status == finding_status::indicated)
                    findings.push_back(boost::json::string(f.definition->id));
                for (const element_result& e : f.elements)
                    if (e.status == finding_status::indicated)
                        elements.push_back(
                            boost::json::string(f.definition->id + "/" + e.definition->id));
            }
            for (const safeguard_result& s : result.safeguards)
                if (s.definition->when || s.definition->unless_ruled_out)
                    safeguards.push_back(boost::json::string(s.definition->id));
            const boost::json::object& expected = tree.at("expect").as_object();
            CHECK(text_of_tree(findings) == text_of_tree(expected.at("findings")));
            CHECK(text_of_tree(elements) == text_of_tree(expected.at("elements")));
            CHECK(text_of_tree(safeguards) == text_of_tree(expected.at("safeguards")));
        });
}

TEST_CASE(
    "judged cases: there are enough, as many met as not met, at least five for each law of "
    "Pakistan") {
    std::size_t cases = 0;
    std::map<bool, std::size_t> sides;
    std::map<std::string, std::size_t> of_law;
    for (const std::string_view id : {"pakistan", "palermo"})
        each_judged(id, [&](const boost::json::object& tree, const assessment&) {
            ++cases;
            if (string_of(tree.at("case")).starts_with("JS-"))
                return;  // made of answers, to complete definitions: mostly met
            for (const auto& judged : tree.at("judged").as_object()) {
                ++sides[string_of(judged.value()) == "met"];
                ++of_law[std::string(judged.key())];
            }
        });
    CHECK(cases >= 80);
    CHECK(sides[true] < sides[false] * 4 / 3);
    CHECK(sides[false] < sides[true] * 4 / 3);
    for (const finding_definition& f : shipped("pakistan").document().findings) {
        INFO(f.id);
        if (f.id == "offence_ptpa_s3" || f.id == "stateless_born_here")
            continue;  // the first is trafficking_pk seen from the other side; the second is no
                       // offence and names no section
        CHECK(of_law[f.id] >= 5);
    }
}
