// SPDX-License-Identifier: Apache-2.0

// What of an assessment a reader sees.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "pehchan/assess.hpp"
#include "pehchan/view.hpp"
#include "support/hiding_catalogue.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

bool has_finding(const assessment& of, std::string_view id) {
    return std::any_of(of.findings.begin(), of.findings.end(),
                       [&](const finding_result& f) { return f.definition->id == id; });
}

}  // namespace

TEST_CASE(
    "what is hidden from a reader stands nowhere: no finding, sign, reason, safeguard, nor that a "
    "referral is withheld") {
    const assessment result = assess(hiding(), with_signs({"plain_sign", "hidden_sign"}));
    REQUIRE(finding_of(result, "hidden_finding").status == finding_status::indicated);
    REQUIRE(referral_of(result, "police_referral"));
    REQUIRE(referral_of(result, "police_referral")->status == referral_status::withheld);

    const assessment seen = seen_in(result, view_kind::official);
    CHECK_FALSE(has_finding(seen, "hidden_finding"));
    CHECK_FALSE(safeguard_of(seen, "hidden_safeguard"));
    REQUIRE(referral_of(seen, "police_referral"));  // by its mandate: nothing tells of the rest
    CHECK(referral_of(seen, "police_referral")->status == referral_status::indicated);
    CHECK(finding_of(seen, "plain_finding").status == finding_status::indicated);
    CHECK(safeguard_of(seen, "plain_safeguard"));
    CHECK(referral_of(seen, "plain_referral"));
    for (const finding_result& f : seen.findings)
        for (const auto* conditions : {&f.signs, &f.because})
            for (const condition& c : *conditions) CHECK(c.about->id != "hidden_sign");
}

TEST_CASE("the headline of a hidden finding is not shown") {
    const assessment result = assess(hiding(), with_signs({"hidden_sign"}));
    const auto headlines = [](const assessment& of) {
        std::vector<headline_id> out = of.also;
        out.push_back(of.headline);
        return out;
    };
    const auto contains = [](const std::vector<headline_id>& in, headline_id wanted) {
        return std::find(in.begin(), in.end(), wanted) != in.end();
    };
    small_catalogue only;
    only.indicators = {yes_no_json("sign", "harm", "observed", R"(, "hidden_from": ["official"])")};
    only.findings =
        finding_json("found", "protection", "\"sign\"", R"(, "hidden_from": ["official"])");
    const catalogue of = loaded(only);
    answers known{of};
    give(known, "sign", "yes");
    const assessment alone = assess(of, known);
    CHECK(contains(headlines(alone), headline_id::needs_protection));
    CHECK_FALSE(
        contains(headlines(seen_in(alone, view_kind::official)), headline_id::needs_protection));
    CHECK(contains(headlines(seen_in(result, view_kind::helper)), headline_id::needs_protection));
}

TEST_CASE("the investigator sees what is hidden from the official with the adult's consent only") {
    assessment result = assess(hiding(), with_signs({"hidden_sign"}));
    REQUIRE_FALSE(result.offences_may_be_shown);
    CHECK_FALSE(has_finding(seen_in(result, view_kind::investigator), "hidden_finding"));
    result.offences_may_be_shown = true;
    presentation investigator{view_kind::investigator};
    CHECK_FALSE(has_finding(seen_in(result, investigator), "hidden_finding"));
    investigator.agency = "aid";
    CHECK(has_finding(seen_in(result, investigator), "hidden_finding"));
    investigator.agency = "police";  // the hidden safeguard withholds this agency
    CHECK(finding_of(seen_in(result, investigator), "hidden_finding").status ==
          finding_status::open);  // as if nobody had asked
    CHECK_FALSE(has_finding(seen_in(result, view_kind::official), "hidden_finding"));
}

TEST_CASE(
    "the person reads each right and each help once, and a child is not told to choose none") {
    const catalogue& words = shipped("words");
    const std::string_view nothing = words_for(*words.find_text("person.choose_nothing"), {});
    const auto count = [](const std::vector<std::string_view>& in, std::string_view wanted) {
        return std::count(in.begin(), in.end(), wanted);
    };
    const presentation how{view_kind::person, "en"};
    const assessment one = assess(hiding(), with_signs({"plain_sign"}));
    const person_words said = words_for_person(one, words, how);
    CHECK(count(said.rights, "You have this right.") == 1);
    CHECK(count(said.choices, "Somebody can help.") == 1);
    CHECK(said.choose_nothing == nothing);
    CHECK_FALSE(said.opening.empty());
    CHECK_FALSE(said.warning.empty());

    const catalogue& catalogue_used = shipped("pakistan");
    answers known{catalogue_used};
    give(known, "age_now_years", 12);
    const assessment of_a_child = assess(catalogue_used, known);
    const person_words to_a_child = words_for_person(of_a_child, words, how);
    give(known, "age_now_years", 40);
    const assessment of_an_adult = assess(catalogue_used, known);
    const person_words to_an_adult = words_for_person(of_an_adult, words, how);
    CHECK(to_a_child.choose_nothing.empty());
    CHECK(to_an_adult.choose_nothing == nothing);
    CHECK(to_a_child.if_under_18.empty());
    CHECK(to_an_adult.if_under_18.empty());
    CHECK_FALSE(said.if_under_18.empty());  // nobody said how old
    for (const person_words* each : {&to_a_child, &to_an_adult}) {
        CHECK(each->rights.size() == 8);
        CHECK(each->choices.size() == 5);
    }
    CHECK(to_a_child.next != to_an_adult.next);
    for (const person_words* each : {&to_a_child, &to_an_adult})
        for (const auto* sentences : {&each->rights, &each->choices})
            for (const std::string_view sentence : *sentences)
                CHECK(count(*sentences, sentence) == 1);
}

TEST_CASE("words that are not there are no words") {
    const text none;
    CHECK_FALSE(translation_for(none, {}));
    CHECK(words_for(none, {}).empty());
}
