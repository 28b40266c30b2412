// SPDX-License-Identifier: Apache-2.0

// Findings of kind offence: only what others did to the person, only for an investigator, only with
// the adult's recorded consent.

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "pehchan/compiled.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/give.hpp"
#include "support/random_catalogue.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

const catalogue& pakistan() { return shipped("pakistan"); }

/// Every shipped catalogue that has offences, and how many at least.
const std::vector<std::pair<std::string_view, std::size_t>> with_offences{
    {"pakistan", 21}, {"eu", 2}, {"uk", 2}, {"us", 2}};

/// Facts that offences may rest on beside signs of harm: what another did, and where or when.
const std::set<std::string_view> done_by_others{"recruited_by_another",
                                                "moved_by_another",
                                                "lodged_or_kept_by_another",
                                                "received_or_put_to_work_by_another",
                                                "irregular_entry_or_stay_procured_by_another",
                                                "procurer_gains_benefit",
                                                "false_documents_supplied_by_another",
                                                "lives_in_employers_household",
                                                "works_for_the_one_who_gave_the_advance",
                                                "irregular_entry_arranged_by_another",
                                                "hidden_for_gain_without_permit",
                                                "brought_into_pakistan_by_others",
                                                "organised_group_did_it",
                                                "same_people_did_it_before",
                                                "promoter_licensed",
                                                "in_custody_now"};
const std::set<std::string_view> where_and_when{"age_now_years",
                                                "age_when_it_happened_years",
                                                "believed_under_18",
                                                "border_crossed_or_to_be_crossed",
                                                "person_is_abroad_now",
                                                "national_or_resident_of_the_state",
                                                "child_works_at_all",
                                                "kept_with_household_members",
                                                "housework_for_a_family",
                                                "journey_into_or_out_of_pakistan",
                                                "province",
                                                "province_of_exploitation",
                                                "returned_or_deported_recently",
                                                "onward_irregular_travel_intended",
                                                "beside_own_destitute_parent",
                                                "attempt_was_stopped",
                                                "helped_only_by_family_or_fellow_migrants"};

answers adult_who_consents(const catalogue& catalogue_used = pakistan()) {
    answers known{catalogue_used};
    record_safe_talk(known);
    give(known, "consents_to_offence_view", "yes");
    give(known, "age_now_years", 30);
    return known;
}

std::vector<std::string> offences_in(const assessment& result) {
    std::vector<std::string> out;
    for (const finding_result& f : result.findings)
        if (f.definition->kind == finding_kind::offence && f.status == finding_status::indicated)
            out.push_back(f.definition->id);
    std::sort(out.begin(), out.end());
    return out;
}

/// A reader of an agency that nobody has named.
presentation reader_of(view_kind view, const catalogue& catalogue_used = pakistan()) {
    presentation how{view};
    const std::vector<std::string_view> agencies = agencies_in(catalogue_used);
    if (!agencies.empty()) how.agency = agencies.front();
    return how;
}

/// Hidden from the local official: what somebody in an agency did.
bool names_an_official(const indicator& about) {
    return std::find(about.hidden_from.begin(), about.hidden_from.end(), view_kind::official) !=
           about.hidden_from.end();
}

}  // namespace

TEST_CASE(
    "offences: every condition is a sign of harm, something that another did, or a place or time; "
    "none is about what the person did") {
    for (const auto& [id, least] : with_offences) {
        const catalogue& catalogue_used = shipped(id);
        const program& rules = catalogue_used.state().rules_program;
        std::size_t offences = 0;
        for (const auto& f : catalogue_used.state().compiled_findings) {
            if (f.definition->kind != finding_kind::offence) continue;
            ++offences;
            INFO(f.definition->id);
            for (std::uint32_t l = 0; l < rules.literals.size(); ++l) {
                if (!test_bit(f.rule.literals, l)) continue;
                const indicator& about = *catalogue_used.indicators()[rules.literals[l].indicator];
                INFO(about.id);
                CHECK((about.nature == indicator_nature::harm ||
                       done_by_others.contains(about.id) || where_and_when.contains(about.id)));
            }
            CHECK(f.definition->statement.as_of != "");
        }
        INFO(id);
        CHECK(offences >= least);
    }
    for (const std::string_view id : builtin_ids()) {  // and no other catalogue has any
        const bool expected = std::any_of(with_offences.begin(), with_offences.end(),
                                          [&](const auto& one) { return one.first == id; });
        const catalogue& catalogue_used = shipped(id);
        INFO(id);
        CHECK(std::any_of(catalogue_used.findings().begin(), catalogue_used.findings().end(),
                          [](const finding_definition* f) {
                              return f->kind == finding_kind::offence;
                          }) == expected);
    }
}

TEST_CASE(
    "offences: no combination of burden facts and places or times points to any offence, whatever "
    "a person did; without an act of others none stands") {
    dice d{811};
    for (const auto& [id, least] : with_offences) {
        const catalogue& catalogue_used = shipped(id);
        INFO(id << " " << least);
        for (int n = 0; n < 1'000; ++n) {
            answers known = adult_who_consents(catalogue_used);
            for (const indicator* i : catalogue_used.indicators()) {
                const bool own = i->nature == indicator_nature::burden ||
                                 i->nature == indicator_nature::identity ||
                                 where_and_when.contains(i->id);
                if (own && i->type == indicator_type::yes_no && d.chance(70))
                    give(known, i->id, "yes");
            }
            CHECK(offences_in(assess(catalogue_used, known)).empty());
        }
    }
}

TEST_CASE(
    "offences: with every sign recorded, none names a provision against the emigrant, and each "
    "says that it is about what was done to the person") {
    for (const auto& [id, least] : with_offences) {
        const catalogue& catalogue_used = shipped(id);
        INFO(id);
        answers known = adult_who_consents(catalogue_used);
        for (const indicator* i : catalogue_used.indicators())
            if (i->type == indicator_type::yes_no && !names_an_official(*i))
                give(known, i->id, "yes");
        give(known, "believed_under_18", "no");
        give(known, "age_when_it_happened_years", 15);
        const assessment result = assess(catalogue_used, known);
        CHECK(offences_in(result).size() >= std::min<std::size_t>(least, 15));
        const std::string json =
            dump(result, shipped("words"), reader_of(view_kind::investigator, catalogue_used));
        CHECK(json.find("section 17(1)") == std::string::npos);
        CHECK(json.find("offence_") != std::string::npos);
        for (const view_kind view : {view_kind::official, view_kind::person, view_kind::helper})
            CHECK(dump(result, shipped("words"), reader_of(view)).find("offence_") ==
                  std::string::npos);
        for (const finding_definition* f : catalogue_used.findings()) {
            if (f->kind != finding_kind::offence) continue;
            INFO(f->id);
            const std::string words =
                std::string(f->title.in("en")) + " " + std::string(f->meaning.in("en"));
            CHECK(words.find("what was done to this person") != std::string::npos);
            CHECK(words.find("Still to be evidenced") != std::string::npos);
            CHECK(words.find("Foreigners Act") == std::string::npos);
            CHECK(f->headline == headline_id::none);
        }
    }
}

TEST_CASE(
    "offences: shown to an investigator with the adult's consent only, in no other view and not of "
    "a child") {
    answers known = adult_who_consents();
    give(known, "violence_at_destination", "yes");
    give(known, "made_to_work_by_force_or_menace", "yes");
    const auto shows = [](const answers& person, view_kind view) {
        return dump(assess(pakistan(), person), shipped("words"), reader_of(view))
                   .find("offence_ppc_374") != std::string::npos;
    };
    CHECK(shows(known, view_kind::investigator));
    CHECK(page(assess(pakistan(), known), shipped("words"), reader_of(view_kind::investigator))
              .find("section 374") != std::string::npos);
    for (const view_kind view : {view_kind::official, view_kind::person, view_kind::helper})
        CHECK_FALSE(shows(known, view));
    answers child = known;
    give(child, "age_now_years", 15);
    CHECK_FALSE(shows(child, view_kind::investigator));
    answers silent = known;
    silent.forget("consents_to_offence_view");
    CHECK_FALSE(shows(silent, view_kind::investigator));
}

TEST_CASE("offences: cases of one provision each") {
    struct expected {
        std::vector<std::pair<std::string_view, std::string_view>> answers;
        std::string offence;
        finding_status status;
        std::string_view catalogue = "pakistan";
    };
    const std::vector<expected> all{
        {{{"paid_for_job_not_given", "yes"}}, "offence_emigration_s22", finding_status::indicated},
        {{{"deceived_about_job", "yes"}, {"person_is_abroad_now", "yes"}},
         "offence_emigration_s18",
         finding_status::indicated},
        {{{"deceived_about_job", "yes"}}, "offence_emigration_s18", finding_status::open},
        {{{"recruited_by_another", "yes"}, {"asked_to_travel_on_wrong_visa", "yes"}},
         "offence_emigration_s17_agents",
         finding_status::indicated},
        {{{"irregular_entry_arranged_by_another", "yes"},
          {"procurer_gains_benefit", "yes"},
          {"national_or_resident_of_the_state", "no"},
          {"journey_into_or_out_of_pakistan", "yes"}},
         "offence_psma_s3",
         finding_status::indicated},
        {{{"irregular_entry_or_stay_procured_by_another", "yes"},
          {"procurer_gains_benefit", "yes"},
          {"national_or_resident_of_the_state", "no"}},
         "offence_psma_s3",
         finding_status::open},  // a stay alone is not meant
        {{{"irregular_entry_arranged_by_another", "yes"},
          {"procurer_gains_benefit", "yes"},
          {"national_or_resident_of_the_state", "no"},
          {"journey_into_or_out_of_pakistan", "yes"},
          {"danger_to_life_on_route", "yes"}},
         "offence_psma_s6",
         finding_status::indicated},
        {{{"advance_or_peshgi_taken", "yes"}, {"work_tied_to_debt", "yes"}},
         "offence_bonded_labour_act",
         finding_status::indicated},
        {{{"received_or_put_to_work_by_another", "yes"},
          {"violence_at_destination", "yes"},
          {"made_to_work_by_force_or_menace", "yes"}},
         "offence_ptpa_s3",
         finding_status::indicated},
        {{{"sold_or_exchanged", "yes"}}, "offence_ppc_370", finding_status::indicated},
        {{{"sold_or_exchanged", "yes"}, {"commercial_sex_controlled_by_another", "yes"}},
         "offence_ppc_371a_371b",
         finding_status::indicated},
        {{{"marriage_without_free_consent", "yes"}}, "offence_ppc_498b", finding_status::indicated},
        {{{"threatened_now", "yes"}}, "offence_ppc_506", finding_status::indicated},
        {{{"entered_or_stayed_irregularly", "yes"},
          {"carries_false_papers", "yes"},
          {"committed_offence", "yes"},
          {"paid_for_the_journey", "yes"}},
         "offence_psma_s3",
         finding_status::open},
        {{}, "offence_ptpa_s3", finding_status::open},
        {{{"recruited_by_another", "yes"},
          {"violence_at_destination", "yes"},
          {"made_to_beg_by_another", "yes"},
          {"begging_money_kept_by_another", "yes"}},
         "offence_eu_trafficking",
         finding_status::indicated,
         "eu"},
        {{{"recruited_by_another", "yes"}, {"intended_other_exploitation", "yes"}},
         "offence_eu_trafficking",
         finding_status::open,
         "eu"},
        {{{"recruited_by_another", "yes"},
          {"made_to_beg_by_another", "yes"},
          {"begging_money_kept_by_another", "yes"},
          {"age_when_it_happened_years", "14"}},
         "offence_eu_trafficking_child",
         finding_status::indicated,
         "eu"},
        {{{"made_to_work_by_force_or_menace", "yes"}},
         "offence_uk_slavery",
         finding_status::indicated,
         "uk"},
        {{{"held_for_ransom", "yes"}, {"moved_by_another", "yes"}},
         "offence_uk_trafficking",
         finding_status::indicated,
         "uk"},
        {{{"held_for_ransom", "yes"}}, "offence_uk_trafficking", finding_status::open, "uk"},
        {{{"commercial_sex_by_force_fraud_or_coercion", "yes"}},
         "offence_us_sex_trafficking",
         finding_status::indicated,
         "us"},
        {{{"did_sex_work", "yes"}, {"could_walk_around", "yes"}},
         "offence_us_sex_trafficking",
         finding_status::open,
         "us"},
        {{{"received_or_put_to_work_by_another", "yes"},
          {"threat_of_denunciation_at_destination", "yes"},
          {"made_to_work_by_force_or_menace", "yes"}},
         "offence_us_labour_trafficking",
         finding_status::indicated,
         "us"},
        {{{"received_or_put_to_work_by_another", "yes"}, {"intended_labour_exploitation", "yes"}},
         "offence_us_labour_trafficking",
         finding_status::open,
         "us"},
    };
    for (const expected& e : all) {
        const catalogue& catalogue_used = shipped(e.catalogue);
        answers known = adult_who_consents(catalogue_used);
        for (const auto& [id, value] : e.answers) {
            if (id == "age_when_it_happened_years") give(known, id, std::stoi(std::string(value)));
            else give(known, id, value);
        }
        INFO(e.offence << " after " << e.answers.size());
        CHECK(finding_of(assess(catalogue_used, known), e.offence).status == e.status);
    }
}

TEST_CASE("offences: nobody is asked anything for the sake of a prosecution") {
    const answers known = adult_who_consents();
    asking how;
    how.most = 1000;
    std::set<std::string> rests_elsewhere;
    const program& rules = pakistan().state().rules_program;
    const auto add = [&](const pehchan::compiled_rule& rule) {
        if (rule.exists())
            for (std::uint32_t l = 0; l < rules.literals.size(); ++l)
                if (test_bit(rule.literals, l))
                    rests_elsewhere.insert(
                        pakistan().indicators()[rules.literals[l].indicator]->id);
    };
    for (const auto& f : pakistan().state().compiled_findings)
        if (f.definition->kind != finding_kind::offence) add(f.rule);
    for (const auto& s : pakistan().state().compiled_safeguards)
        add(s.when), add(s.unless_ruled_out);
    for (const auto& r : pakistan().state().compiled_referrals) add(r.combined);
    add(pakistan().state().denials_count_when);
    for (const next_question& q : ask_next(pakistan(), known, how)) {
        INFO(q.about->id);
        CHECK(rests_elsewhere.contains(q.about->id));
    }
}
