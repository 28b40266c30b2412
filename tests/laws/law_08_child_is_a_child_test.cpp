// SPDX-License-Identifier: Apache-2.0

// Law 8: a child is a child.

#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
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

/// A catalogue over the shipped indicators with one finding that is their rule `child` and one that
/// is `child_now`.
const catalogue& probe() {
    static const catalogue made = [] {
        const std::string text =
            R"({"id": "probe", "version": "1.0.0", "title": {"en": "Probe"}, "setting": "official", "languages": [{"id": "en", "status": "source"}], )"
            R"("use": [{"id": "indicators", "version": ")" +
            std::string(shipped("indicators").version()) +
            R"("}], "sources": [{"id": "s.doc", "title": "A document", "address": "", "as_of": "2020", "confidence": "verified"}], "findings": [)" +
            finding_json("is_child", "victim", R"({"rule": "child"})") + ", " +
            finding_json("is_child_now", "protection", R"({"rule": "child_now"})") + "]}";
        const std::array used{shipped("indicators")};
        const auto read = load(text, used);
        if (!read) throw std::runtime_error(listed(read.issues()));
        return *read;
    }();
    return made;
}

finding_status as_status(ternary t) { return static_cast<finding_status>(static_cast<int>(t)); }
ternary below_18(const std::optional<int>& age) {
    return !age ? ternary::unknown : *age < 18 ? ternary::yes : ternary::no;
}

void good_interview(answers& known) { record_safe_talk(known); }

answers no_to_all_harm(const catalogue& catalogue_used) {
    answers known{catalogue_used};
    for (const indicator* about : catalogue_used.indicators())
        if (about->nature == indicator_nature::harm && about->type == indicator_type::yes_no)
            give(known, about->id, "no");
    good_interview(known);
    return known;
}

finding_status status(const answers& known, std::string_view id) {
    return finding_of(assess(known.catalogue_used(), known), id).status;
}
finding_status element(const answers& known, std::string_view finding, std::string_view id) {
    const assessment result = assess(known.catalogue_used(), known);
    for (const element_result& e : finding_of(result, finding).elements)
        if (e.definition->id == id) return e.status;
    throw std::runtime_error("no element");
}

}  // namespace

TEST_CASE(
    "law 8: for harm a child is exactly any of: under 18 when it happened, under 18 now, believed "
    "under 18",
    "[law-8]") {
    const catalogue& catalogue_used = probe();
    quick_assessment quick{catalogue_used};
    std::size_t harm = 0, now = 0;
    while (quick.finding(harm).id != "is_child") ++harm;
    while (quick.finding(now).id != "is_child_now") ++now;
    std::vector<std::optional<int>> ages{std::nullopt};
    for (int age = 0; age <= 120; ++age) ages.push_back(age);
    for (const auto& then : ages)
        for (const auto& today : ages)
            for (const std::string_view believed : {"yes", "no", "unknown", "declined"}) {
                answers known{catalogue_used};
                if (then) give(known, "age_when_it_happened_years", *then);
                if (today) give(known, "age_now_years", *today);
                give(known, "believed_under_18", believed);
                const ternary belief = believed == "yes"  ? ternary::yes
                                       : believed == "no" ? ternary::no
                                                          : ternary::unknown;
                quick.assess(known);
                if (quick.status(harm) != as_status(below_18(then) | below_18(today) | belief))
                    FAIL_CHECK("child, then " << then.value_or(-1) << ", now " << today.value_or(-1)
                                              << ", believed " << believed);
                if (quick.status(now) != as_status(below_18(today) | belief))
                    FAIL_CHECK("child now, then " << then.value_or(-1) << ", now "
                                                  << today.value_or(-1) << ", believed "
                                                  << believed);
            }
}

TEST_CASE(
    "law 8: no age, no paper and no other answer undoes the belief that the person is under 18",
    "[law-8]") {
    dice d{801};
    const catalogue& catalogue_used = probe();
    for (int n = 0; n < 3'000; ++n) {
        answers known =
            random_person(d, catalogue_used, {.fact_yes = 40, .fact_no = 40, .other = 90});
        if (d.chance(70)) give(known, "age_now_years", 18 + static_cast<int>(d.below(103)));
        if (d.chance(70))
            give(known, "age_when_it_happened_years", 18 + static_cast<int>(d.below(103)));
        give(known, "believed_under_18", "yes");
        const assessment result = assess(catalogue_used, known);
        REQUIRE(finding_of(result, "is_child").status == finding_status::indicated);
        REQUIRE(finding_of(result, "is_child_now").status == finding_status::indicated);
        REQUIRE(result.child_now == std::optional{true});
    }
    // observed by the officer, so no pressure on the person makes it unknown
    CHECK(catalogue_used.find_indicator("believed_under_18")->known == known_by::observed);
    CHECK(catalogue_used.find_indicator("believed_under_18")->nature == indicator_nature::fact);
}

TEST_CASE(
    "law 8: changing the belief from yes to no is a correction: only then may what it settled "
    "change",
    "[law-8]") {
    answers known{probe()};
    give(known, "age_now_years", 20);
    give(known, "age_when_it_happened_years", 19);
    CHECK(status(known, "is_child") == finding_status::open);
    give(known, "believed_under_18", "yes");
    CHECK(status(known, "is_child") == finding_status::indicated);
    give(known, "believed_under_18", "no");
    CHECK(status(known, "is_child") == finding_status::not_shown);
}

TEST_CASE(
    "law 8: for a child act and purpose suffice, with every means denied in a good interview; an "
    "adult needs a means",
    "[law-8]") {
    const catalogue& catalogue_used = shipped("palermo");
    std::vector<std::string> purposes;
    for (const indicator* about : catalogue_used.indicators()) {
        if (about->nature != indicator_nature::harm || about->type != indicator_type::yes_no)
            continue;
        answers adult = no_to_all_harm(catalogue_used);
        give(adult, "moved_by_another", "yes");
        give(adult, "age_now_years", 30);
        give(adult, "age_when_it_happened_years", 29);
        give(adult, "believed_under_18", "no");
        give(adult, about->id, "yes");
        if (element(adult, "trafficking", "purpose") != finding_status::indicated) continue;
        purposes.push_back(about->id);
        // each limb alone, every means but those that the purpose itself shows denied
        for (const std::string_view limb : {"then", "now", "believed"}) {
            answers child = adult;
            if (limb == "then") give(child, "age_when_it_happened_years", 17);
            if (limb == "now") give(child, "age_now_years", 17);
            if (limb == "believed") give(child, "believed_under_18", "yes");
            INFO(about->id << ", " << limb);
            CHECK(status(child, "trafficking") == finding_status::indicated);
        }
    }
    CHECK(purposes.size() >= 20);
    // one whose purpose is no means: settled by the age alone
    bool separates = false;
    for (const std::string& purpose : purposes) {
        answers adult = no_to_all_harm(catalogue_used);
        give(adult, "moved_by_another", "yes");
        give(adult, "believed_under_18", "no");
        give(adult, "age_now_years", 30);
        give(adult, "age_when_it_happened_years", 29);
        give(adult, purpose, "yes");
        separates = separates || status(adult, "trafficking") == finding_status::not_shown;
    }
    CHECK(separates);
}

TEST_CASE(
    "law 8: for a child no means is needed to be asked: act and purpose alone, all else unanswered",
    "[law-8]") {
    const catalogue& catalogue_used = shipped("pakistan");
    for (const std::string_view purpose :
         {"intended_labour_exploitation", "intended_sexual_exploitation", "intended_organ_removal",
          "intended_other_exploitation", "made_to_beg_by_another", "begging_money_kept_by_another",
          "child_used_by_adults_for_crime", "child_in_commercial_sex_or_images",
          "child_sold_or_adopted_illegally", "married_or_to_be_married_under_18",
          "child_used_by_armed_group"}) {
        answers known{catalogue_used};
        give(known, "moved_by_another", "yes");
        REQUIRE(known.set(purpose, "yes") == answer_problem::none);
        INFO(purpose);
        give(known, "believed_under_18", "yes");
        const assessment result = assess(catalogue_used, known);
        const finding_result& f = finding_of(result, "trafficking");
        CHECK(f.status == finding_status::indicated);
        answers past{catalogue_used};
        give(past, "moved_by_another", "yes");
        give(past, purpose, "yes");
        give(past, "age_when_it_happened_years", 12);
        give(past, "age_now_years", 40);
        give(past, "believed_under_18", "no");
        CHECK(status(past, "trafficking") == finding_status::indicated);
    }
}

TEST_CASE("law 8: the child's consent and the relatives' consent are nothing", "[law-8]") {
    dice d{802};
    const catalogue& catalogue_used = shipped("pakistan");
    for (int n = 0; n < 200; ++n) {
        answers known = random_person(d, catalogue_used, {.burden_yes = 0});
        give(known, "believed_under_18", "yes");
        for (const std::string_view consent :
             {"consented_to_the_journey_or_work", "family_agreed", "paid_for_the_journey"})
            known.forget(consent);
        const std::string before = dump(assess(catalogue_used, known), shipped("words"),
                                        {view_kind::investigator, "en", false});
        for (const std::string_view value : {"yes", "no"}) {
            for (const std::string_view consent :
                 {"consented_to_the_journey_or_work", "family_agreed", "paid_for_the_journey"})
                REQUIRE(known.set(consent, value) == answer_problem::none);
            REQUIRE(dump(assess(catalogue_used, known), shipped("words"),
                         {view_kind::investigator, "en", false}) == before);
        }
    }
    // a relative who recruits or holds makes nothing less
    for (const auto& [who, option] : {std::pair{"relation_to_recruiter", "relative"},
                                      std::pair{"who_holds_the_person", "own_family"}}) {
        answers known{catalogue_used};
        give(known, "believed_under_18", "yes");
        give(known, "recruited_by_another", "yes");
        give(known, "domestic_work_under_control", "yes");
        give(known, "excessive_hours_or_days", "yes");
        const assessment before = assess(catalogue_used, known);
        REQUIRE(finding_of(before, "trafficking").status == finding_status::indicated);
        REQUIRE(known.set(who, option) == answer_problem::none);
        const assessment after = assess(catalogue_used, known);
        for (std::size_t f = 0; f < before.findings.size(); ++f)
            CHECK(after.findings[f].status >= before.findings[f].status);
    }
    // and says so
    const safeguard_result* law = nullptr;
    answers known{catalogue_used};
    give(known, "made_to_beg_by_another", "yes");
    give(known, "believed_under_18", "yes");  // section 7 speaks of children
    const assessment result = assess(catalogue_used, known);
    law = safeguard_of(result, "pk_consent_is_no_defence");
    REQUIRE(law);
}

TEST_CASE(
    "law 8: for guardianship age now counts: a former child who is an adult gets no guardian and "
    "keeps every finding of harm",
    "[law-8]") {
    const catalogue& catalogue_used = shipped("pakistan");
    answers grown{catalogue_used};
    give(grown, "made_to_beg_by_another", "yes");
    give(grown, "moved_by_another", "yes");
    give(grown, "hazardous_work", "yes");
    give(grown, "province", "punjab");
    give(grown, "age_when_it_happened_years", 12);
    give(grown, "believed_under_18", "no");
    give(grown, "age_now_years", 23);
    const assessment adult = assess(catalogue_used, grown);
    CHECK(adult.child_now == std::optional{false});
    CHECK(finding_of(adult, "trafficking").status == finding_status::indicated);
    CHECK(finding_of(adult, "hazardous_child_labour").status == finding_status::indicated);
    CHECK_FALSE(safeguard_of(adult, "child_guardian_and_views"));
    for (const referral_result& r : adult.referrals) {
        INFO(r.definition->id);
        CHECK_FALSE(r.definition->agency == "child_court");
        CHECK_FALSE(r.definition->agency == "child_body");
    }
    give(grown, "age_now_years", 16);
    const assessment child = assess(catalogue_used, grown);
    CHECK(child.child_now == std::optional{true});
    CHECK(safeguard_of(child, "child_guardian_and_views"));
    REQUIRE(referral_of(child, "child_body_punjab"));
    CHECK(referral_of(child, "child_body_punjab")->status == referral_status::indicated);
    // an adult by every paper, but believed a child: guardian and child body
    give(grown, "age_now_years", 23);
    give(grown, "age_when_it_happened_years", 22);
    give(grown, "believed_under_18", "yes");
    const assessment believed = assess(catalogue_used, grown);
    CHECK(believed.child_now == std::optional{true});
    CHECK(safeguard_of(believed, "child_guardian_and_views"));
    REQUIRE(referral_of(believed, "child_body_punjab"));
    CHECK(referral_of(believed, "child_body_punjab")->status == referral_status::indicated);
    CHECK(finding_of(believed, "hazardous_child_labour").status == finding_status::indicated);
    // where nobody knows the age, the child's bodies stay open and say what they depend on
    answers unknown{catalogue_used};
    give(unknown, "made_to_beg_by_another", "yes");
    give(unknown, "province", "punjab");
    const assessment open = assess(catalogue_used, unknown);
    CHECK_FALSE(open.child_now);
    REQUIRE(referral_of(open, "child_body_punjab"));
    CHECK(referral_of(open, "child_body_punjab")->status == referral_status::open);
    CHECK(referral_of(open, "child_body_punjab")->depends_on ==
          std::vector<std::string_view>{"age_now_years", "believed_under_18"});
}

TEST_CASE(
    "law 8: the finding that reproduces the national text follows that text: section 7 asks for no "
    "means for a child",
    "[law-8]") {
    const catalogue& catalogue_used = shipped("pakistan");
    const finding_definition& national = *catalogue_used.find_finding("trafficking_pk");
    // does any condition on age stand in its expanded rule otherwise than through a shared purpose?
    const auto tests_age = [&](const rule_tree& rule) {
        std::vector<const rule_tree*> open{&rule};
        bool direct = false;
        while (!open.empty()) {
            const rule_tree& tree = *open.back();
            open.pop_back();
            direct = direct || tree.id == "child" || tree.id == "child_now" ||
                     tree.id == "believed_under_18" || tree.id == "age_now_years" ||
                     tree.id == "age_when_it_happened_years";
            for (const rule_tree& child : tree.children) open.push_back(&child);
        }
        return direct;
    };
    bool child_limb = tests_age(national.rule);
    for (const element_definition& e : national.elements)
        child_limb = child_limb || tests_age(e.rule);
    CHECK(child_limb);
    CHECK(national.statement.confidence ==
          confidence_level::verified);  // sections 3 and 7 were read
    answers child{catalogue_used};
    give(child, "believed_under_18", "yes");
    give(child, "moved_by_another", "yes");
    give(child, "intended_labour_exploitation", "yes");
    CHECK(status(child, "trafficking") == finding_status::indicated);
    CHECK(status(child, "trafficking_pk") == finding_status::indicated);
    // an adult needs force, fraud or coercion
    answers adult{catalogue_used};
    give(adult, "age_now_years", 30);
    give(adult, "age_when_it_happened_years", 30);
    give(adult, "believed_under_18", "no");
    give(adult, "moved_by_another", "yes");
    give(adult, "intended_labour_exploitation", "yes");
    CHECK(status(adult, "trafficking_pk") == finding_status::open);
    give(adult, "deceived_about_job", "yes");
    CHECK(status(adult, "trafficking_pk") == finding_status::indicated);
    // need alone is a means of the wide definition and not of the Act
    answers poor = adult;
    give(poor, "deceived_about_job", "no");
    give(poor, "economic_need_abused_at_recruitment", "yes");
    CHECK(status(poor, "trafficking") == finding_status::indicated);
    CHECK(status(poor, "trafficking_pk") == finding_status::open);
    for (const finding_result& f : assess(catalogue_used, child).findings)
        if (f.definition == &national) CHECK(f.confidence == confidence_level::verified);
    const assessment both = assess(catalogue_used, child);
    CHECK(both.headline != headline_id::none);
}
