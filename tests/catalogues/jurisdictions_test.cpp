// SPDX-License-Identifier: Apache-2.0

// The catalogues of the European Union, the United Kingdom and the United States: what constructed
// persons are told under each.

#include <algorithm>
#include <fstream>
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

TEST_CASE(
    "jurisdictions: constructed persons have the findings, safeguards and referrals that are "
    "expected of each law") {
    std::ifstream in(std::string(PEHCHAN_SOURCE_DIR) + "/tests/cases/jurisdictions.jsonl");
    std::size_t cases = 0;
    for (std::string line; std::getline(in, line); ++cases) {
        boost::json::object tree = tree_of(line).as_object();
        const catalogue& catalogue_used = shipped(string_of(tree.at("catalogue")));
        const boost::json::object expected = tree.at("expect").as_object();
        INFO(string_of(tree.at("case")));
        tree.erase("expect");
        tree.erase("catalogue");
        const auto person = read_case(catalogue_used, text_of_tree(tree));
        REQUIRE(person);
        const assessment result = assess(catalogue_used, person->known);
        if (expected.contains("findings"))
            for (const auto& [id, status] : expected.at("findings").as_object()) {
                INFO(std::string_view(id.data(), id.size()));
                CHECK(name_of(finding_of(result, std::string_view(id.data(), id.size())).status) ==
                      string_of(status));
            }
        if (expected.contains("referrals"))
            for (const auto& [id, status] : expected.at("referrals").as_object()) {
                INFO(std::string_view(id.data(), id.size()));
                const referral_result* r =
                    referral_of(result, std::string_view(id.data(), id.size()));
                REQUIRE(r);
                CHECK(name_of(r->status) == string_of(status));
            }
        if (expected.contains("safeguards"))
            for (const boost::json::value& id : expected.at("safeguards").as_array()) {
                INFO(string_of(id));
                CHECK(safeguard_of(result, string_of(id)));
            }
    }
    CHECK(cases >= 18);
}

TEST_CASE(
    "law 7: under every jurisdiction random persons with an indicated victim or protection finding "
    "are protected and not punished",
    "[law-7]") {
    dice d{821};
    for (const std::string_view id : {"eu", "uk", "us"}) {
        const catalogue& catalogue_used = shipped(id);
        INFO(id);
        std::size_t needing = 0;
        for (std::size_t n = 0; n < 500 / slowed_down; ++n) {
            const assessment result = assess(
                catalogue_used, random_person(d, catalogue_used,
                                              {.harm_yes = d.below(10), .harm_no = d.below(60)}));
            const bool needs = std::any_of(
                result.findings.begin(), result.findings.end(), [](const finding_result& f) {
                    return f.status == finding_status::indicated && protects(*f.definition);
                });
            CHECK(safeguard_of(result, "non_punishment"));
            if (!needs) continue;
            ++needing;
            CHECK(std::any_of(result.referrals.begin(), result.referrals.end(),
                              [](const referral_result& r) {
                                  return r.definition->kind == referral_kind::protection &&
                                         r.status == referral_status::indicated;
                              }));
        }
        CHECK(needing > 0);
    }
}
