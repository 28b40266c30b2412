// SPDX-License-Identifier: Apache-2.0

// Law 3: a forced "no" is no answer.

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/give.hpp"
#include "support/rule_trees.hpp"
#include "support/shipped.hpp"
#include "support/small_catalogue.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

/// "no" to every yes/no sign of harm; what is asked otherwise stays open.
answers denies_all_harm(const catalogue& catalogue_used) {
    answers known{catalogue_used};
    for (const indicator* about : catalogue_used.indicators())
        if (about->nature == indicator_nature::harm && about->type == indicator_type::yes_no)
            give(known, about->id, "no");
    return known;
}

bool asked_harm(const indicator& about) {
    return about.nature == indicator_nature::harm && about.known == known_by::asked;
}

/// One asked sign of each type, one observed sign, one document, one fact.
small_catalogue one_of_each(std::string_view setting) {
    small_catalogue c;
    c.setting = setting;
    c.indicators = {
        yes_no_json("beaten", "harm", "asked", R"(, "not_applicable": {"en": "never met them"})"),
        yes_no_json("bruised", "harm", "observed"),
        yes_no_json("reported_missing", "harm", "document"),
        yes_no_json("moved", "fact", "asked"),
        R"({"id": "debt_months", "type": "number", "nature": "harm", "known_by": "asked", "period": "then", "sensitivity": 1, "label": {"en": "d"}, "question": {"en": "?"}, "min": 0, "max": 99, )" +
            stated + "}",
        R"({"id": "who_locks", "type": "choice", "nature": "harm", "known_by": "asked", "period": "then", "sensitivity": 1, "label": {"en": "w"}, "question": {"en": "?"}, "options": [{"id": "nobody", "label": {"en": "n"}}, {"id": "employer", "label": {"en": "e"}}, {"id": "agent", "label": {"en": "a"}}], )" +
            stated + "}",
        R"({"id": "age", "type": "number", "nature": "fact", "known_by": "asked", "period": "now", "sensitivity": 1, "label": {"en": "a"}, "question": {"en": "?"}, "min": 0, "max": 120, )" +
            stated + "}"};
    c.findings =
        finding_json("beaten", "victim", in_quotes("beaten")) + ", " +
        finding_json("bruised", "victim", in_quotes("bruised")) + ", " +
        finding_json("reported", "victim", in_quotes("reported_missing")) + ", " +
        finding_json("moved", "protection", in_quotes("moved")) + ", " +
        finding_json("owes_long", "victim", R"({"number": "debt_months", "at_least": 12})") + ", " +
        finding_json("owes_some", "victim", R"({"number": "debt_months", "at_least": 3})") + ", " +
        finding_json("locked", "victim",
                     R"({"choice": "who_locks", "is": ["employer", "agent"]})") +
        ", " +
        finding_json("locked_by_agent", "victim", R"({"choice": "who_locks", "is": ["agent"]})") +
        ", " +
        finding_json("adult_moved", "protection",
                     R"({"all": ["moved", {"number": "age", "at_least": 18}]})");
    return c;
}

/// What the investigator gets, but for the count of the answers that were set aside.
std::string but_for_the_count(const assessment& full) {
    assessment result = seen_in(full, view_kind::investigator);
    result.denials_disregarded = 0;
    result.denials_disregarded_until.clear();
    result.denials_disregarded_until_absent.clear();
    return dump(result, shipped("words"), {view_kind::investigator, "en", false}) +
           page(result, shipped("words"), {view_kind::investigator, "en", false});
}

finding_status status(const catalogue& catalogue_used, const answers& known, std::string_view id) {
    return finding_of(assess(catalogue_used, known), id).status;
}

}  // namespace

TEST_CASE(
    "law 3: all \"no\" without the conditions rules out no victim finding and no protection "
    "finding that asks for harm",
    "[law-3]") {
    for (const std::string_view id : {"pakistan", "palermo"}) {
        const catalogue& catalogue_used = shipped(id);
        const assessment custody = assess(catalogue_used, denies_all_harm(catalogue_used));
        std::size_t victims = 0;
        for (const finding_result& f : custody.findings) {
            if (f.definition->kind != finding_kind::victim) continue;
            ++victims;
            INFO(f.definition->id);
            CHECK(f.status == finding_status::open);
            CHECK(f.because.empty());
        }
        CHECK(victims >= 16);
        // those "no"s are not counted as asked: only what was observed or read in a document is
        answers seen{catalogue_used};
        for (const indicator* about : catalogue_used.indicators())
            if (about->nature == indicator_nature::harm && !asked_harm(*about))
                give(seen, about->id, "no");
        CHECK(custody.asked_n == assess(catalogue_used, seen).asked_n);
        CHECK(custody.asked_n > 0);
        CHECK(custody.asked_n < custody.asked_of / 8);
    }
    // the dimensions and profiles of an instrument in officials' hands as well
    const catalogue& ilo = shipped("ilo_2009");
    for (const finding_result& f : assess(ilo, denies_all_harm(ilo)).findings) {
        INFO(f.definition->id);
        CHECK(f.status != finding_status::not_shown);
    }
}

TEST_CASE(
    "law 3: the person in custody who says no to everything, facts included, is still a possible "
    "victim of each kind",
    "[law-3]") {
    const catalogue& catalogue_used = shipped("pakistan");
    answers known{catalogue_used};
    for (const indicator* about : catalogue_used.indicators())
        if (about->type == indicator_type::yes_no &&
            (asked_harm(*about) || about->nature == indicator_nature::fact))
            give(known, about->id, "no");
    give(known, "in_custody_now", "yes");
    give(known, "age_now_years", 30);
    give(known, "age_when_it_happened_years", 29);
    for (const finding_result& f : assess(catalogue_used, known).findings) {
        if (f.definition->kind != finding_kind::victim) continue;
        INFO(f.definition->id);
        CHECK(f.status == finding_status::open);
    }
}

TEST_CASE("law 3: with all conditions and absences recorded every \"no\" counts", "[law-3]") {
    for (const std::string_view id : {"pakistan", "palermo", "ilo_2009"}) {
        const catalogue& catalogue_used = shipped(id);
        answers known = denies_all_harm(catalogue_used);
        record_safe_talk(known);
        const assessment free_talk = assess(catalogue_used, known);
        for (const finding_result& f : free_talk.findings) {
            if (f.definition->kind != finding_kind::victim &&
                f.definition->kind != finding_kind::measure)
                continue;
            INFO(catalogue_used.id() << " " << f.definition->id);
            CHECK(f.status == finding_status::not_shown);
        }
        CHECK(free_talk.asked_n == free_talk.asked_of);
    }
}

TEST_CASE(
    "law 3: each single condition that is missing, in any way, makes every asked \"no\" unknown",
    "[law-3]") {
    for (const std::string_view id : {"pakistan", "palermo", "ilo_2009"}) {
        const catalogue& catalogue_used = shipped(id);
        const auto one_missing = [&](std::string_view missing, std::string_view as) {
            answers known = denies_all_harm(catalogue_used);
            record_safe_talk(known);
            if (as.empty()) known.forget(missing);
            else give(known, missing, as);
            // the same without any denial
            answers silent = known;
            for (const indicator* about : catalogue_used.indicators())
                if (asked_harm(*about)) silent.forget(about->id);
            INFO(catalogue_used.id() << ": " << missing << " " << as);
            CHECK((but_for_the_count(assess(catalogue_used, known)) ==
                   but_for_the_count(assess(catalogue_used, silent))));
            CHECK(assess(catalogue_used, known).denials_disregarded > 0);
        };
        for (const std::string_view missing : interview_conditions)
            for (const std::string_view as : {"no", "unknown", "declined", ""})
                one_missing(missing, as);
        for (const std::string_view present : interview_absences)
            for (const std::string_view as : {"yes", "unknown", "declined", ""})
                one_missing(present, as);
    }
}

TEST_CASE(
    "law 3: for each asked sign, a \"no\" and a \"not applicable\" without the conditions are no "
    "answer",
    "[law-3]") {
    dice d{301};
    for (const std::string_view id : {"pakistan", "palermo", "ilo_2009"}) {
        const catalogue& catalogue_used = shipped(id);
        std::size_t signs = 0;
        for (const indicator* about : catalogue_used.indicators()) {
            if (!asked_harm(*about) || about->type != indicator_type::yes_no) continue;
            ++signs;
            answers person = random_person(d, catalogue_used, {.good_interview = 0});
            give(person, interview_conditions[signs % interview_conditions.size()], "no");
            person.forget(about->id);
            const std::string absent = but_for_the_count(assess(catalogue_used, person));
            give(person, about->id, "no");
            if (but_for_the_count(assess(catalogue_used, person)) != absent)
                FAIL_CHECK(catalogue_used.id()
                           << ": a forced no to " << about->id << " is an answer");
            if (about->not_applicable.empty()) continue;
            give(person, about->id, "not_applicable");
            if (but_for_the_count(assess(catalogue_used, person)) != absent)
                FAIL_CHECK(catalogue_used.id()
                           << ": a forced not-applicable to " << about->id << " is an answer");
        }
        CHECK(signs >= 60);
    }
}

TEST_CASE("law 3: a \"yes\" stands whatever the interview was like", "[law-3]") {
    dice d{302};
    for (const std::string_view id : {"pakistan", "palermo", "ilo_2009"}) {
        const catalogue& catalogue_used = shipped(id);
        for (int n = 0; n < 300; ++n) {
            // yes answers only, so that nothing depends on the conditions
            answers forced =
                random_person(d, catalogue_used,
                              {.harm_yes = 20, .harm_no = 0, .fact_no = 0, .good_interview = 0});
            answers free_talk = forced;
            record_safe_talk(free_talk);
            for (const std::string_view absent : interview_absences)
                give(forced, absent, "no");  // they are signs themselves
            for (const std::string_view condition : interview_conditions)
                give(forced, condition, "no");
            const assessment a = assess(catalogue_used, forced),
                             b = assess(catalogue_used, free_talk);
            REQUIRE(a.headline == b.headline);
            REQUIRE(a.asked_n == b.asked_n);
            for (std::size_t f = 0; f < a.findings.size(); ++f) {
                REQUIRE(a.findings[f].status == b.findings[f].status);
                REQUIRE(a.findings[f].signs == b.findings[f].signs);
                REQUIRE(a.findings[f].because == b.findings[f].because);
            }
        }
        // each sign alone is recorded under the worst conditions
        for (const finding_definition* definition : catalogue_used.findings()) {
            for (const finding_result& f :
                 assess(catalogue_used,
                        random_person(
                            d, catalogue_used,
                            {.harm_yes = 100, .harm_no = 0, .declined = 0, .good_interview = 0}))
                     .findings)
                if (f.definition == definition && definition->kind == finding_kind::victim)
                    CHECK(f.status == finding_status::indicated);
        }
    }
}

TEST_CASE(
    "law 3: a \"no\" that is observed or read in a document, and a \"no\" to a fact, counts in any "
    "interview",
    "[law-3]") {
    const catalogue of = loaded(one_of_each("official"));
    answers known{of};
    for (const std::string_view about : {"beaten", "bruised", "reported_missing", "moved"})
        give(known, about, "no");
    CHECK(status(of, known, "beaten") == finding_status::open);
    CHECK(status(of, known, "bruised") == finding_status::not_shown);
    CHECK(status(of, known, "reported") == finding_status::not_shown);
    CHECK(status(of, known, "moved") == finding_status::not_shown);
    CHECK(assess(of, known).asked_n == 2);
    give(known, "told_may_refuse", "yes");
    CHECK(status(of, known, "beaten") == finding_status::not_shown);
    CHECK(assess(of, known).asked_n == 3);
}

TEST_CASE("law 3: a number or an option given under pressure counts only for what it affirms",
          "[law-3]") {
    const catalogue of = loaded(one_of_each("official"));
    answers known{of};
    give(known, "debt_months", 5);
    CHECK(status(of, known, "owes_some") == finding_status::indicated);
    CHECK(status(of, known, "owes_long") == finding_status::open);
    give(known, "debt_months", 0);
    CHECK(status(of, known, "owes_some") == finding_status::open);
    give(known, "who_locks", "employer");
    CHECK(status(of, known, "locked") == finding_status::indicated);
    CHECK(status(of, known, "locked_by_agent") == finding_status::open);
    give(known, "who_locks", "nobody");
    CHECK(status(of, known, "locked") == finding_status::open);
    CHECK(assess(of, known).asked_n == 0);
    give(known, "told_may_refuse", "yes");
    CHECK(status(of, known, "owes_some") == finding_status::not_shown);
    CHECK(status(of, known, "locked") == finding_status::not_shown);
    CHECK(assess(of, known).asked_n == 2);
}

TEST_CASE(
    "law 3: every officials' catalogue says when a \"no\" counts, by facts about the interview "
    "only",
    "[law-3]") {
    small_catalogue c = one_of_each("official");
    c.denials_count_when = "";
    CHECK(refusals(c) == std::vector<std::string>{"missing_denials_count_when"});
    for (const std::string_view harm_or_other : {"beaten", "bruised"}) {
        c.denials_count_when = in_quotes(harm_or_other);
        CHECK(refuses_only(c, "not_an_interview_fact"));
    }
    // what the official sees may be required to be absent; what is asked may not, nor may a sign
    // that must be there
    c.denials_count_when = R"({"all": ["told_may_refuse", {"not": "bruised"}]})";
    CHECK(refusals(c).empty());
    c.denials_count_when = R"({"all": ["told_may_refuse", {"not": "beaten"}]})";
    CHECK(refuses_only(c, "not_over_harm"));
    c.denials_count_when =
        R"({"all": ["told_may_refuse", {"any": [{"not": "bruised"}, "bruised"]}]})";
    CHECK(refuses_only(c, "not_an_interview_fact"));
    c.indicators.push_back(yes_no_json("no_visa", "burden"));
    c.indicators.push_back(yes_no_json("minority", "identity"));
    for (const std::string_view other : {"no_visa", "minority"}) {
        c.denials_count_when = R"({"all": ["told_may_refuse", )" + in_quotes(other) + "]}";
        CHECK(refuses_only(c, "not_an_interview_fact"));
    }
    for (const std::string_view id : {"pakistan", "palermo", "ilo_2009"}) {
        const catalogue& catalogue_used = shipped(id);
        CHECK(catalogue_used.setting() == catalogue_setting::official);
        // the conditions and absences of the law, all of them and no others
        const auto& when = shipped("indicators").document().denials_count_when;
        REQUIRE(when);
        CHECK_FALSE(catalogue_used.document().denials_count_when);
        CHECK(when->form == rule_form::all);
        std::set<std::string> rests_on, absent;
        for (const rule_tree& condition : when->children) {
            if (condition.form == rule_form::indicator) rests_on.insert(condition.id);
            else if (condition.form == rule_form::negation)
                absent.insert(condition.children.front().id);
        }
        CHECK(rests_on.size() + absent.size() == when->children.size());
        CHECK(rests_on ==
              std::set<std::string>(interview_conditions.begin(), interview_conditions.end()));
        CHECK(absent ==
              std::set<std::string>(interview_absences.begin(), interview_absences.end()));
        // none of the absences is a question to the person, and the opening asks for every one of
        // them
        const form_definition* opening = catalogue_used.form_with(form_role::opening);
        REQUIRE(opening);
        for (const std::string_view one : interview_absences)
            CHECK(catalogue_used.find_indicator(one)->known == known_by::observed);
        for (const auto& list : {rests_on, absent})
            for (const std::string& one : list)
                CHECK(std::count(opening->indicators.begin(), opening->indicators.end(), one) == 1);
    }
}

TEST_CASE("law 3: a survey counts a \"no\" as it was given, and its results say so", "[law-3]") {
    const catalogue survey = loaded(one_of_each("survey")),
                    official = loaded(one_of_each("official"));
    answers known{survey};
    give(known, "beaten", "no");
    CHECK(status(survey, known, "beaten") == finding_status::not_shown);
    CHECK(assess(survey, known).asked_n == 1);
    const assessment result = assess(survey, known);
    const catalogue& words = shipped("words");
    for (const view_kind view : {view_kind::official, view_kind::investigator, view_kind::helper})
        CHECK(dump(result, words, {view, "en", false}).find(R"("setting":"survey")") !=
              std::string::npos);
    for (const std::string_view language : {"en", "ur"}) {
        const std::string says{words.find_text("page.survey")->in(language)};
        CHECK(page(result, words, {view_kind::official, language, false}).find(says) !=
              std::string::npos);
        CHECK(
            page(assess(official, answers{official}), words, {view_kind::official, language, false})
                .find(says) == std::string::npos);
    }
    CHECK(dump(assess(official, answers{official}), words).find(R"("setting":"official")") !=
          std::string::npos);

    const catalogue& dwems = shipped("dwems_2024");
    CHECK(dwems.setting() == catalogue_setting::survey);
    answers all_no{dwems};
    for (const indicator* about : dwems.indicators())
        if (about->type == indicator_type::yes_no) give(all_no, about->id, "no");
    const assessment denied = assess(dwems, all_no);
    for (const score_result& s : denied.scores) {
        INFO(s.definition->id);
        CHECK(s.low == s.high);
    }
    CHECK(dump(denied, words).find(R"("setting":"survey")") != std::string::npos);
    CHECK(page(denied, words).find(words.find_text("page.survey")->in("en")) != std::string::npos);
}

TEST_CASE(
    "law 3: a forced \"no\" leaves no mark in signs, reasons, statuses and referrals; it is "
    "counted apart, with what was missing",
    "[law-3]") {
    dice d{303};
    const catalogue& catalogue_used = shipped("pakistan");
    const catalogue& words = shipped("words");
    for (std::size_t n = 0; n < 300 / slowed_down; ++n) {
        answers person = random_person(d, catalogue_used, {.harm_no = 60, .good_interview = 0});
        for (const std::string_view condition : interview_conditions)
            give(person, condition, d.chance(50) ? "yes" : d.chance(50) ? "no" : "unknown");
        const std::string_view missing = interview_conditions[n % interview_conditions.size()];
        give(person, missing, "no");
        answers without = person;
        for (std::size_t i = 0; i < catalogue_used.indicators().size(); ++i)
            if (asked_harm(*catalogue_used.indicators()[i]) &&
                (person.at(i).kind == answer_kind::no ||
                 person.at(i).kind == answer_kind::not_applicable))
                without.forget(catalogue_used.indicators()[i]->id);
        const assessment forced = assess(catalogue_used, person),
                         never_asked = assess(catalogue_used, without);
        REQUIRE(but_for_the_count(forced) == but_for_the_count(never_asked));
        REQUIRE(never_asked.denials_disregarded == 0);
        REQUIRE(forced.denials_disregarded > 0);
        REQUIRE(std::find(forced.denials_disregarded_until.begin(),
                          forced.denials_disregarded_until.end(),
                          missing) != forced.denials_disregarded_until.end());
        for (const std::string_view until : forced.denials_disregarded_until)
            REQUIRE(answer_to(person, until).kind != answer_kind::yes);
        for (const std::string_view absent : forced.denials_disregarded_until_absent)
            REQUIRE(answer_to(person, absent).kind != answer_kind::no);
    }
    // in custody: all of them, and the page says so
    const assessment custody = assess(catalogue_used, denies_all_harm(catalogue_used));
    CHECK(custody.denials_disregarded + custody.asked_n == custody.asked_of);
    CHECK(custody.denials_disregarded_until.size() == interview_conditions.size());
    CHECK(
        custody.denials_disregarded_until_absent ==
        std::vector<std::string_view>{
            "in_custody_now", "wants_to_stop"});  // the others are signs of harm, which were denied
    CHECK(page(custody, words).find(words.find_text("page.set_aside")->in("en")) !=
          std::string::npos);
    answers free_talk = denies_all_harm(catalogue_used);
    record_safe_talk(free_talk);
    CHECK(assess(catalogue_used, free_talk).denials_disregarded == 0);
}
