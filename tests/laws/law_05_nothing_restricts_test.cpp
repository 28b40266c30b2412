// SPDX-License-Identifier: Apache-2.0

// Law 5: nothing restricts the person.

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "pehchan/compiled.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/give.hpp"
#include "support/shipped.hpp"
#include "support/small_catalogue.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

bool has_legal_basis(basis_kind force) {
    return force == basis_kind::statute || force == basis_kind::constitution ||
           force == basis_kind::treaty;
}

/// Bodies that can arrest, remove, command or prosecute.
const std::set<std::string> bodies_with_power{
    "police",          "police_bureau",           "fia",       "levies_or_forces", "interior",
    "home_department", "district_administration", "committee", "mission"};

const std::array<std::string_view, 9> recruitment_stage{
    "asked_to_hide_purpose",     "asked_to_travel_on_wrong_visa", "recruiter_keeps_documents",
    "route_known_for_compounds", "job_offer_vague_or_too_good",   "recruitment_fee_beyond_law",
    "no_contract_or_unreadable", "recruiter_rushes_or_isolates",  "online_only_recruiter"};

}  // namespace

TEST_CASE(
    "law 5: every shipped safeguard limits the official, offers the person something or protects "
    "data, child protection with its legal basis apart",
    "[law-5]") {
    std::size_t safeguards = 0;
    for (const std::string_view id : builtin_ids())
        for (const safeguard_definition& s : shipped(id).document().safeguards) {
            ++safeguards;
            INFO(s.id);
            const bool known = s.effect == safeguard_effect::limits_official ||
                               s.effect == safeguard_effect::offers_person ||
                               s.effect == safeguard_effect::protects_data ||
                               s.effect == safeguard_effect::protects_child;
            CHECK(known);
            if (s.effect == safeguard_effect::protects_child) CHECK(has_legal_basis(s.force));
        }
    CHECK(safeguards > 40);
    // there are no other effects to choose from
    CHECK(names_of<safeguard_effect>::all.size() == 4);
}

TEST_CASE("law 5: a safeguard with any other effect is refused", "[law-5]") {
    small_catalogue c;
    for (const std::string_view effect : {"limits_official", "offers_person", "protects_data"}) {
        c.safeguards = safeguard_json("s", "", effect);
        CHECK(refusals(c).empty());
    }
    for (const std::string_view effect :
         {"restricts_person", "limits_person", "detains_person", "removes_person", "holds_person",
          "rescues_person", "searches_person", "informs_family", "offloads_person",
          "LIMITS_OFFICIAL", "limits_official ", "none", ""}) {
        INFO(effect);
        c.safeguards = safeguard_json("s", "", effect);
        CHECK(refusals(c) == std::vector<std::string>{"bad_effect"});
        // not even where a law orders it
        c.safeguards = safeguard_json("s", "", effect, "statute");
        CHECK(refusals(c) == std::vector<std::string>{"bad_effect"});
    }
    const std::string without = safeguard_json("s");
    c.safeguards = without;
    c.safeguards.erase(c.safeguards.find(R"(, "effect": "limits_official")"),
                       std::string_view(R"(, "effect": "limits_official")").size());
    CHECK(refusals(c) == std::vector<std::string>{"missing_key"});
}

TEST_CASE(
    "law 5: child protection that reaches further needs a statute, a constitution or a treaty",
    "[law-5]") {
    small_catalogue c;
    for (const std::string_view force : {"statute", "constitution", "treaty"}) {
        c.safeguards = safeguard_json("s", "", "protects_child", force);
        CHECK(refusals(c).empty());
    }
    for (const std::string_view force : {"policy", "practice", "project_policy"}) {
        c.safeguards = safeguard_json("s", "", "protects_child", force);
        CHECK(refusals(c) == std::vector<std::string>{"effect_without_legal_basis"});
    }
}

TEST_CASE("law 5: no safeguard that applies to anybody has another effect, whatever the answers",
          "[law-5]") {
    dice d{501};
    for (const std::string_view id : {"pakistan", "palermo"}) {
        const catalogue& catalogue_used = shipped(id);
        for (std::size_t n = 0; n < 400 / slowed_down; ++n)
            for (const safeguard_result& s :
                 assess(catalogue_used, random_person(d, catalogue_used)).safeguards) {
                const safeguard_effect e = s.definition->effect;
                if (e == safeguard_effect::limits_official ||
                    e == safeguard_effect::offers_person || e == safeguard_effect::protects_data)
                    continue;
                if (e != safeguard_effect::protects_child || !has_legal_basis(s.definition->force))
                    FAIL_CHECK(s.definition->id);
            }
    }
}

TEST_CASE(
    "law 5: early warning informs: no referral to investigation, no duty, no alarm, from every set "
    "of recruitment-stage signs",
    "[law-5]") {
    const catalogue& catalogue_used = shipped("pakistan");
    const assessment nothing = assess(catalogue_used, answers{catalogue_used});
    std::size_t warned = 0;
    for (std::size_t set = 1; set < (1u << recruitment_stage.size()); ++set) {
        answers known{catalogue_used};
        for (std::size_t i = 0; i < recruitment_stage.size(); ++i)
            if (set >> i & 1)
                REQUIRE(known.set(recruitment_stage[i], "yes") == answer_problem::none);
        // at the desk where it would be abused: at the airport, about to leave, adult
        give(known, "at_border_or_airport_now", "yes");
        give(known, "border_crossed_or_to_be_crossed", "yes");
        give(known, "age_now_years", 25);
        const assessment result = assess(catalogue_used, known);
        if (finding_of(result, "early_warning").status != finding_status::indicated) continue;
        ++warned;
        for (const finding_result& f : result.findings)
            if (f.status == finding_status::indicated && f.definition->id != "early_warning" &&
                f.definition->id != "offer_to_check" && f.definition->kind != finding_kind::offence)
                FAIL_CHECK("early signs alone show " << f.definition->id);
        if (result.headline == headline_id::act_now ||
            result.headline == headline_id::presumed_victim)
            FAIL_CHECK("alarm: " << name_of(result.headline));
        if (std::find(result.also.begin(), result.also.end(), headline_id::act_now) !=
            result.also.end())
            FAIL_CHECK("alarm");
        for (const referral_result& r : result.referrals) {
            if (r.definition->kind == referral_kind::investigation)
                FAIL_CHECK("early warning goes to " << r.definition->id);
            if (r.definition->mode == referral_mode::duty)
                FAIL_CHECK("early warning is a duty to " << r.definition->id);
        }
        for (const safeguard_result& s : result.safeguards) {
            if (s.definition->effect == safeguard_effect::protects_child &&
                !safeguard_of(nothing, s.definition->id))
                FAIL_CHECK("early warning brings " << s.definition->id);
        }
        if (!safeguard_of(result, "early_warning_informs_only"))
            FAIL_CHECK("nothing says that it only informs");
    }
    CHECK(warned > 400);
    CHECK(catalogue_used.find_finding("early_warning")->headline ==
          headline_id::rights_and_information);
}

TEST_CASE(
    "law 5: what early warning must not lead to is said in words: no off-loading, holding, rescue "
    "against the will, phone search or telling the family",
    "[law-5]") {
    const catalogue& catalogue_used = shipped("pakistan");
    const assessment result = [&] {
        answers known{catalogue_used};
        give(known, "asked_to_hide_purpose", "yes");
        return assess(catalogue_used, known);
    }();
    const safeguard_result* informs = safeguard_of(result, "early_warning_informs_only");
    REQUIRE(informs);
    CHECK(informs->definition->effect == safeguard_effect::limits_official);
    const std::string words{informs->definition->words.in("en")};
    INFO(words);
    for (const std::string_view must_not : {"not off-load", "hold", "search the phone",
                                            "tell the family", "The choice is the person's"}) {
        INFO(must_not);
        CHECK(words.find(must_not) != std::string::npos);
    }
    CHECK_FALSE(informs->definition->words.in("ur").empty());
    // and it stands in what the official reads
    CHECK(says_safeguard(page(result, shipped("words")), *informs->definition, "en"));
    // the sign alone is enough
    answers one{catalogue_used};
    give(one, "online_only_recruiter", "yes");
    CHECK(safeguard_of(assess(catalogue_used, one), "early_warning_informs_only"));
}

TEST_CASE("law 5: no rule of a referral to an investigation or of a duty names early warning",
          "[law-5]") {
    const catalogue& catalogue_used = shipped("pakistan");
    std::size_t of_early_warning = 0;
    for (const referral_definition* r : catalogue_used.state().referrals) {
        std::vector<const rule_tree*> open{&r->when};
        bool named = false;
        while (!open.empty()) {
            const rule_tree& tree = *open.back();
            open.pop_back();
            named = named || (tree.id == "early_warning");
            for (const rule_tree& child : tree.children) open.push_back(&child);
        }
        if (!named) continue;
        ++of_early_warning;
        INFO(r->id);
        CHECK(r->kind != referral_kind::investigation);
        CHECK(r->mode == referral_mode::offer);
    }
    CHECK(of_early_warning > 0);
}

TEST_CASE(
    "law 5: a referral for protection goes to nobody with power to arrest or remove, and an adult "
    "is asked for consent in all of them",
    "[law-5]") {
    for (const std::string_view id : builtin_ids())
        for (const referral_definition& r : shipped(id).document().referrals) {
            INFO(r.id);
            if (r.kind == referral_kind::protection)
                CHECK_FALSE(bodies_with_power.contains(r.agency));
            CHECK_FALSE(r.consent_adult.in("en").empty());
            CHECK_FALSE(r.consent_child.in("en").empty());
        }
}

TEST_CASE(
    "law 5: an adult's page never tells a child's rule of consent, and where age is not known both "
    "are told",
    "[law-5]") {
    const catalogue& catalogue_used = shipped("pakistan");
    answers known{catalogue_used};
    give(known, "held_for_ransom", "yes");
    const auto texts = [&] {
        const std::string said = dump(assess(catalogue_used, known), shipped("words"));
        return std::pair{said.find(R"("consent":{"adult":)") != std::string::npos,
                         said.find(R"("child":")") != std::string::npos};
    };
    CHECK(texts() == std::pair{true, true});
    give(known, "age_now_years", 30);
    give(known, "believed_under_18", "no");
    CHECK(texts() == std::pair{true, false});
    give(known, "believed_under_18", "yes");
    CHECK(texts() == std::pair{false, true});
}
