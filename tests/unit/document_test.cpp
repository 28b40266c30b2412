// SPDX-License-Identifier: Apache-2.0

// A catalogue as written, before its names are resolved.

#include <string>
#include <string_view>

#include "catch.hpp"
#include "pehchan/document.hpp"
#include "support/small_catalogue.hpp"

using namespace pehchan;
using namespace pehchan_tests;

TEST_CASE("a document holds what a catalogue's text says, and where") {
    small_catalogue c;
    c.indicators = {yes_no_json("a", "harm"), yes_no_json("moved", "fact")};
    c.scores =
        R"({"id": "points", "title": {"en": "points"}, "terms": [{"when": "a", "points": "0.0225"}, {"when": "moved", "points": "3"}], )" +
        stated + "}";
    c.findings = finding_json(
        "f", "protection", "\"a\"",
        R"(, "elements": [{"id": "e", "title": {"en": "E"}, "rule": "moved"}], "hidden_from": ["helper"])");
    c.safeguards = safeguard_json("s", R"(, "when": "a", "withholds": {"agencies": ["police"]})",
                                  "protects_data", "statute");
    c.referrals = referral_json("r", "police", "complaint", "\"a\"", "", "district");
    c.forms = R"({"id": "desk", "title": {"en": "Desk"}, "indicators": ["moved", "a"]})";
    const catalogue of = loaded(c);
    const catalogue_document& doc = of.document();
    CHECK(doc.id == "small");
    CHECK(doc.version == "1.0.0");
    CHECK(doc.title.in("en") == "Small");
    CHECK(doc.setting == catalogue_setting::official);
    REQUIRE(doc.languages.size() == 1);
    CHECK(doc.languages.front().status == translation_status::source);
    REQUIRE(doc.denials_count_when);
    CHECK(doc.denials_count_when->id == "told_may_refuse");
    CHECK_FALSE(doc.offences_shown_when);
    CHECK_FALSE(doc.interview_ends_when);
    CHECK(doc.digest.size() == 64);
    CHECK_FALSE(doc.proved);

    REQUIRE(doc.scores.size() == 1);
    REQUIRE(doc.scores.front().terms.size() == 2);
    CHECK(doc.scores.front().terms[0].points == 22'500);
    CHECK(doc.scores.front().terms[1].points == 3 * millionths);
    CHECK(doc.scores.front().terms[1].pointer == "/scores/0/terms/1");

    REQUIRE(doc.findings.size() == 1);
    const finding_definition& finding = doc.findings.front();
    CHECK(finding.kind == finding_kind::protection);
    CHECK(finding.urgency == 50);
    CHECK(finding.headline == headline_id::needs_protection);
    REQUIRE(finding.elements.size() == 1);
    CHECK(finding.elements.front().rule.id == "moved");
    CHECK(finding.pointer == "/findings/0");

    REQUIRE(doc.safeguards.size() == 1);
    const safeguard_definition& safeguard = doc.safeguards.front();
    CHECK(safeguard.force == basis_kind::statute);
    CHECK(safeguard.effect == safeguard_effect::protects_data);
    CHECK(safeguard.when);
    CHECK_FALSE(safeguard.unless_ruled_out);
    CHECK(safeguard.statement.as_of == "2020");

    REQUIRE(doc.referrals.size() == 1);
    const referral_definition& referral = doc.referrals.front();
    CHECK(referral.agency == "police");
    CHECK(referral.level == referral_level::district);
    CHECK(referral.kind == referral_kind::complaint);
    CHECK(referral.mode == referral_mode::offer);
    CHECK(referral.within_hours == 24);
    CHECK_FALSE(referral.routing);
    CHECK(referral.consent_child.in("en") == "child");

    REQUIRE(doc.forms.size() == 1);
    CHECK(doc.forms.front().role == form_role::entry);
    CHECK(doc.forms.front().indicators == std::vector<std::string>{"moved", "a"});  // as asked
}

TEST_CASE("a safeguard withholds nothing only where it names no agency, level and referral") {
    CHECK(withheld_referrals{}.empty());
    CHECK_FALSE(withheld_referrals{{"police"}, {}, {}}.empty());
    CHECK_FALSE(withheld_referrals{{}, {referral_level::district}, {}}.empty());
    CHECK_FALSE(withheld_referrals{{}, {}, {"police_desk"}}.empty());
}

TEST_CASE("what a definition leaves out claims nothing: no law, no availability, no proof") {
    CHECK(finding_definition{}.kind == finding_kind::measure);
    CHECK(finding_definition{}.headline == headline_id::none);
    CHECK(safeguard_definition{}.force == basis_kind::project_policy);
    CHECK(referral_definition{}.hours_basis == basis_kind::project_policy);
    CHECK(referral_definition{}.mode == referral_mode::offer);
    CHECK(referral_definition{}.availability == availability_kind::unverified);
    CHECK_FALSE(referral_definition{}.within_hours);
    CHECK(catalogue_document{}.setting == catalogue_setting::official);  // law 3 holds
    CHECK_FALSE(catalogue_document{}.proved);
}
