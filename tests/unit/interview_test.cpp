// SPDX-License-Identifier: Apache-2.0

// What an interview asks, and when asking stops.

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "pehchan/pehchan.hpp"
#include "support/give.hpp"
#include "support/random_catalogue.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

const catalogue& pakistan() { return shipped("pakistan"); }

/// Gives the answer that `person` would give, "unknown" where it has none.
void give(interview& talk, const indicator& question, const answers& person) {
    const answer said = person.at(place_of(person.catalogue_used(), &question));
    answer_problem problem = answer_problem::none;
    switch (said.kind) {
        case answer_kind::yes: problem = talk.answer("yes"); break;
        case answer_kind::no: problem = talk.answer("no"); break;
        case answer_kind::declined: problem = talk.answer("declined"); break;
        case answer_kind::not_applicable: problem = talk.answer("not_applicable"); break;
        case answer_kind::option:
            problem = talk.answer(
                std::string_view{question.options[static_cast<std::size_t>(said.value)].id});
            break;
        case answer_kind::number: problem = talk.answer(said.value); break;
        case answer_kind::unknown: problem = talk.answer("unknown"); break;
    }
    if (problem != answer_problem::none) FAIL("an answer was not taken");
}

struct held {
    std::vector<const indicator*> questions;
    interview_stop stop;
};
held hold(interview& talk, const answers& person) {
    held out{{}, interview_stop::none};
    while (const indicator* question = talk.next()) {
        out.questions.push_back(question);
        give(talk, *question, person);
    }
    out.stop = talk.stop();
    return out;
}

/// Answers the opening, and the wish to tell more, as a safe talk with somebody who agrees to it.
void open_safely(interview& talk) {
    const catalogue& rules = talk.known().catalogue_used();
    std::set<std::string> listed;
    for (const form_role role : {form_role::opening, form_role::full})
        for (const std::string& id : rules.form_with(role)->indicators) listed.insert(id);
    while (const indicator* question = talk.next()) {
        if (!listed.count(question->id) || talk.why() != question_reason::conditions) return;
        const bool met = std::find(interview_conditions.begin(), interview_conditions.end(),
                                   question->id) != interview_conditions.end();
        const answer& before = talk.known().at(place_of(talk.known().catalogue_used(), question));
        const bool kept = before.kind == answer_kind::yes && !met;
        REQUIRE(talk.answer(met || kept || question->id == "wants_to_tell_more" ? "yes" : "no") ==
                answer_problem::none);
    }
}

/// Questions put, with one screen counted as one: what the official marks on it is what `person`
/// shows, the rest is not so.
struct first_contact {
    std::size_t questions = 0;
    std::vector<std::string> asked;  ///< every indicator, those of screens too
    interview_stop stop = interview_stop::none;
};
/// How it is answered in a safe talk, agreed to; blank questions as `blank` says.
first_contact meet(const answers& person, interview talk, std::string_view blank) {
    const catalogue& rules = person.catalogue_used();
    first_contact out;
    const auto respond = [&](const indicator& about, std::string_view otherwise) {
        const answer said = person.at(place_of(rules, &about));
        answer_problem problem = answer_problem::none;
        out.asked.push_back(about.id);
        if (std::find(interview_conditions.begin(), interview_conditions.end(), about.id) !=
            interview_conditions.end())
            problem = talk.record(about.id, "yes");
        else if (said.kind == answer_kind::number) problem = talk.record(about.id, said.value);
        else if (said.kind == answer_kind::option)
            problem = talk.record(
                about.id, std::string_view{about.options[static_cast<std::size_t>(said.value)].id});
        else if (said.kind == answer_kind::yes) problem = talk.record(about.id, "yes");
        else if (said.kind == answer_kind::no) problem = talk.record(about.id, "no");
        else
            problem =
                talk.record(about.id, about.type == indicator_type::yes_no ? otherwise : "unknown");
        REQUIRE(problem == answer_problem::none);
    };
    while (const indicator* question = talk.next()) {
        REQUIRE(++out.questions < 400);
        const std::vector<const indicator*> screen = talk.checklist();
        if (screen.empty()) respond(*question, blank);
        else CHECK(screen.front() == question);
        for (const indicator* one : screen) {
            CHECK(one->known != known_by::asked);
            respond(*one, "no");
        }
    }
    out.stop = talk.stop();
    const std::set<std::string> once(out.asked.begin(), out.asked.end());
    CHECK(once.size() == out.asked.size());
    return out;
}

std::vector<const form_definition*> entries(const catalogue& of) {
    std::vector<const form_definition*> out;
    for (const form_definition* form : of.forms())
        if (form->role == form_role::entry) out.push_back(form);
    return out;
}

constexpr std::array<std::string_view, 4> with_entry_forms{"pakistan", "eu", "uk", "us"};

}  // namespace

TEST_CASE(
    "an interview begins with safe conditions and consent, and ends where consent is not given") {
    interview talk{pakistan()};
    std::vector<std::string> first;
    for (const indicator* q = talk.next(); q && first.size() < 6; q = talk.next()) {
        first.push_back(q->id);
        REQUIRE(talk.answer(q->id == "consented_to_talk" ? "no" : "yes") == answer_problem::none);
    }
    const std::vector<std::string>& opening = pakistan().form_with(form_role::opening)->indicators;
    REQUIRE(opening.size() > first.size());
    CHECK(first ==
          std::vector<std::string>(
              opening.begin(),
              opening.begin() + 6));  // the rest is what the official sees, after the consent
    CHECK(talk.next() == nullptr);
    CHECK(talk.stop() == interview_stop::wish);
    CHECK_FALSE(talk.go_on());
}

TEST_CASE("the person's wish ends it at any time and is kept") {
    interview talk{pakistan()};
    REQUIRE(talk.next());
    talk.end();
    CHECK(talk.next() == nullptr);
    CHECK(talk.stop() == interview_stop::wish);
    CHECK(talk.known().at(place_of(pakistan(), pakistan().find_indicator("wants_to_stop"))).kind ==
          answer_kind::yes);
}

TEST_CASE("danger stops a first contact; a specialist may go on, once") {
    answers known{pakistan()};
    give(known, "threatened_now", "yes");
    interview first{known, {}, {}};
    open_safely(first);
    CHECK(first.next() == nullptr);
    CHECK(first.stop() == interview_stop::danger);
    CHECK_FALSE(first.go_on());
    interview full{known, {}, {"", true, false, nullptr}};
    open_safely(full);
    CHECK(full.next() == nullptr);
    CHECK(full.go_on());
    CHECK(full.next() != nullptr);
    CHECK_FALSE(full.go_on());
}

TEST_CASE(
    "a child at first contact is asked of safety and care only, and no more once the child has "
    "told of harm") {
    answers child{pakistan()};
    give(child, "believed_under_18", "yes");
    give(child, "age_now_years", 12);
    const std::vector<std::string>& allowed = pakistan().form_with(form_role::child)->indicators;
    for (const char* form : {"", "kiln_first_contact", "police_first_contact"}) {
        interview talk{child, {}, {form, false, false, nullptr}};
        open_safely(talk);
        const held result = hold(talk, child);
        CHECK_FALSE(result.questions.empty());
        for (const indicator* q : result.questions) {
            INFO(q->id);
            CHECK(std::find(allowed.begin(), allowed.end(), q->id) != allowed.end());
        }
    }
    give(child, "violence_at_destination", "yes");
    for (const bool full : {false, true}) {
        interview told{child, {}, {"", full, false, nullptr}};
        open_safely(told);
        CHECK(told.next() == nullptr);
        CHECK(told.stop() == interview_stop::child_disclosed);
        CHECK_FALSE(told.go_on());
    }
}

TEST_CASE(
    "a first contact stops when danger is known and one protective finding is certain, and never "
    "asks what hurts most") {
    dice d{31};
    std::set<interview_stop> stops;
    for (int trial = 0; trial < 60; ++trial) {
        habits h;
        h.harm_yes = d.below(25), h.harm_no = 60, h.fact_no = 40, h.declined = d.below(20);
        answers person = random_person(d, pakistan(), h);
        record_safe_talk(person);
        if (trial % 2)
            for (const char* danger :
                 {"threatened_now", "confined_now", "extortion_now", "exploiter_nearby_now",
                  "is_alone_child", "child_with_suspected_exploiter", "urgent_medical_need",
                  "removal_near"})
                give(person, danger, "no");
        interview talk{pakistan()};
        const held result = hold(talk, person);
        stops.insert(result.stop);
        for (const indicator* q : result.questions) CHECK(q->sensitivity < 3);
        std::set<const indicator*> once(result.questions.begin(), result.questions.end());
        CHECK(once.size() == result.questions.size());
        if (result.stop != interview_stop::enough_for_first_contact) continue;
        const assessment so_far = assess(pakistan(), talk.known());
        const bool finding = std::any_of(
            so_far.findings.begin(), so_far.findings.end(), [](const finding_result& f) {
                return protects(*f.definition) && f.status == finding_status::indicated;
            });
        const bool referral = std::any_of(
            so_far.referrals.begin(), so_far.referrals.end(), [](const referral_result& r) {
                return r.definition->kind == referral_kind::protection &&
                       r.status == referral_status::indicated;
            });
        CHECK((finding || referral));
    }
    CHECK(stops.count(interview_stop::danger));
    CHECK(stops.count(interview_stop::enough_for_first_contact));
}

TEST_CASE(
    "an interview goes on from a case without asking again, but for the opening; a later one "
    "offers "
    "once more in all what was declined") {
    const catalogue& catalogue_used = pakistan();
    const auto before = read_case(
        catalogue_used,
        R"({"case": "A-17", "answers": {"spoken_to_apart": "yes", "interpreter_needed": "no", "no_interpreter_or_companion_from_the_case": "yes", "free_of_threat_in_interview": "yes",
        "told_may_refuse": "yes", "consented_to_talk": "yes", "threatened_now": "declined", "urgent_medical_need": "unknown", "confined_now": null, "fear_of_return": "unknown"}})");
    REQUIRE(before);
    CHECK(std::find(before->named.begin(), before->named.end(), "confined_now") ==
          before->named.end());
    const answers person = willing(catalogue_used);
    const auto was_asked = [](const held& result, std::string_view id) {
        return std::count_if(result.questions.begin(), result.questions.end(),
                             [&](const indicator* q) { return q->id == id; });
    };
    interview same{before->known, before->named, {}};
    const held again = hold(same, person);
    CHECK(was_asked(again, "threatened_now") == 0);
    CHECK(was_asked(again, "fear_of_return") == 0);
    CHECK(was_asked(again, "confined_now") == 1);
    CHECK(was_asked(again, "consented_to_talk") == 1);

    answers unwilling = willing(catalogue_used);
    give(unwilling, "threatened_now", "declined");
    answers known = before->known;
    std::vector<std::string> named(before->named.begin(), before->named.end());
    for (const int session : {1, 2, 3}) {
        INFO(session);
        const std::vector<std::string_view> names(named.begin(), named.end());
        interview later{known, names, {"", false, true, nullptr}};
        const held offered = hold(later, unwilling);
        CHECK(was_asked(offered, "threatened_now") == (session == 1));
        CHECK(was_asked(offered, "consented_to_talk") == 1);
        CHECK(was_asked(offered, "fear_of_return") == 0);
        CHECK(later.known()
                  .at(place_of(catalogue_used, catalogue_used.find_indicator("threatened_now")))
                  .kind == answer_kind::declined);
        // the next session goes on from what was saved
        const auto saved = read_case(catalogue_used, dump(later.known(), later.asked(), "A-17"));
        REQUIRE(saved);
        known = saved->known;
        named.assign(saved->named.begin(), saved->named.end());
    }
}

TEST_CASE(
    "the conditions of a talk are never taken from another one, whatever the case or the host "
    "holds",
    "[law-3]") {
    dice d{303};
    for (const std::string_view id : with_entry_forms) {
        const catalogue& rules = shipped(id);
        for (std::size_t trial = 0; trial < 40 / slowed_down; ++trial) {
            answers known = random_person(d, rules);
            record_safe_talk(known);
            std::vector<std::string_view> named;
            for (const indicator* about : rules.indicators())
                if (d.chance(70)) named.push_back(about->id);
            const bool full = d.chance(50), later = d.chance(50);
            interview talk{known, named, {"", full, later, nullptr}};
            for (const std::string_view condition : interview_conditions)
                CHECK(talk.known().at(place_of(rules, rules.find_indicator(condition))).kind ==
                      answer_kind::unknown);
            for (const std::string_view absent : interview_absences)
                CHECK(talk.known().at(place_of(rules, rules.find_indicator(absent))).kind !=
                      answer_kind::no);
            CHECK_FALSE(talk.is_full());
            // every one of them is asked before anything else
            std::set<std::string> asked;
            while (const indicator* question = talk.next()) {
                if (talk.why() != question_reason::conditions) break;
                asked.insert(question->id);
                give(talk, *question, willing(rules));
            }
            for (const std::string& one : rules.form_with(form_role::opening)->indicators)
                CHECK(asked.count(one));
        }
    }
    // what the official saw before still forbids denials to count, until it is answered anew
    answers seen = willing(pakistan());
    give(seen, "fearful_or_watched", "yes");
    const interview talk{seen, {}, {}};
    CHECK(talk.known()
              .at(place_of(pakistan(), pakistan().find_indicator("fearful_or_watched")))
              .kind == answer_kind::yes);
}

TEST_CASE(
    "every entry form settles somebody of whom nothing becomes known, or who says no, in at most "
    "24 questions, and a clear case in at most 12") {
    for (const std::string_view id : with_entry_forms) {
        const catalogue& rules = shipped(id);
        for (const form_definition* form : entries(rules)) {
            INFO(form->id);
            const interview_settings settings{form->id, false, false, nullptr};
            for (const std::string_view blank : {"unknown", "no", "declined"}) {
                const first_contact held = meet(answers{rules}, interview{rules, settings}, blank);
                INFO(blank);
                CHECK(held.questions <= 24);
                CHECK(held.stop == interview_stop::nothing_left);
            }
            answers child{rules};
            give(child, "age_now_years", 9);
            const first_contact of_child = meet(child, interview{rules, settings}, "unknown");
            CHECK(of_child.questions <= 24);
            std::vector<std::size_t> clear;
            for (const person_case& one : example_persons(rules, "examples/vignettes.jsonl")) {
                INFO(one.id);
                const first_contact held = meet(one.known, interview{rules, settings}, "unknown");
                CHECK(held.questions <= 24);
                // clear: what the form hears shows a finding that protects
                answers heard = willing(rules);
                for (const std::string& listed : form->indicators) {
                    const std::size_t at = place_of(rules, rules.find_indicator(listed));
                    if (one.known.at(at).kind == answer_kind::yes) give(heard, listed, "yes");
                }
                const assessment told = assess(rules, heard);
                if (std::none_of(
                        told.findings.begin(), told.findings.end(), [](const finding_result& f) {
                            return protects(*f.definition) && f.status == finding_status::indicated;
                        }))
                    continue;
                clear.push_back(held.questions);
                // held as a servant for a debt: of the places of first contact elsewhere, which are
                // for everybody, this is the one that comes late
                const bool late = id != "pakistan" && one.id == "ECHR-05-siliadin";
                CHECK(held.questions <= (late ? 15u : 12u));
            }
            CHECK_FALSE(clear.empty());
        }
    }
}

TEST_CASE(
    "a first contact by an entry form never stops while danger, or whether this is a child, is "
    "unasked") {
    dice d{5150};
    std::size_t enough = 0;
    for (const std::string_view id : with_entry_forms) {
        const catalogue& rules = shipped(id);
        question_finder finder{rules};
        for (const form_definition* form : entries(rules))
            for (std::size_t trial = 0; trial < 24 / slowed_down + 1; ++trial) {
                habits h;
                h.harm_yes = d.below(20), h.harm_no = 60;
                const answers person = random_person(d, rules, h);
                interview talk{rules, {form->id, false, false, nullptr}};
                std::set<std::string> asked;
                while (const indicator* question = talk.next()) {
                    asked.insert(question->id);
                    if (talk.why() == question_reason::conditions)
                        give(talk, *question, willing(rules));
                    else give(talk, *question, person);
                }
                if (talk.stop() != interview_stop::enough_for_first_contact) continue;
                ++enough;
                INFO(form->id);
                const assessment so_far = assess(rules, talk.known());
                const bool child = so_far.child_now.value_or(false);
                const std::vector<std::string>& list =
                    child ? rules.form_with(form_role::child)->indicators : form->indicators;
                std::vector<bool> done = talk.asked();
                const answer age =
                    talk.known().at(place_of(rules, rules.find_indicator("age_now_years")));
                if (age.kind == answer_kind::number && age.value >= 18 && !child)
                    for (const std::string& only :
                         rules.form_with(form_role::only_child)->indicators)
                        done[place_of(rules, rules.find_indicator(only))] = true;
                for (const next_question& q :
                     finder.find(talk.known(), done, {false, false, list, nullptr, 100}))
                    CHECK((q.why != question_reason::danger && q.why != question_reason::child));
            }
    }
    CHECK(enough > 0);
}

TEST_CASE("what only a child is asked is asked only where the person may be one", "[law-8]") {
    dice d{818};
    std::size_t possible = 0;
    for (const std::string_view id : with_entry_forms) {
        const catalogue& rules = shipped(id);
        const std::vector<std::string>& only = rules.form_with(form_role::only_child)->indicators;
        const auto is_only = [&](const std::string& one) {
            return std::find(only.begin(), only.end(), one) != only.end();
        };
        for (const form_definition* form : entries(rules))
            for (std::size_t trial = 0; trial < 12 / slowed_down + 1; ++trial)
                for (const bool full : {false, true}) {
                    habits h;
                    h.harm_yes = d.below(6), h.harm_no = 70, h.declined = 0;
                    answers person = random_person(d, rules, h);
                    record_safe_talk(person);
                    for (const std::string& one : only) person.forget(one);
                    give(person, "believed_under_18", "no");
                    give(person, "wants_to_tell_more", "yes");
                    give(person, "age_now_years", 34);
                    const first_contact adult =
                        meet(person, interview{rules, {form->id, full, false, nullptr}}, "no");
                    for (const std::string& one : adult.asked) {
                        INFO(form->id << " " << one);
                        CHECK_FALSE(is_only(one));
                    }
                    // an age in dispute is enough to ask, a young age too
                    for (const bool disputed : {true, false}) {
                        answers young = person;
                        give(young, disputed ? "age_disputed" : "believed_under_18", "yes");
                        interview talk{rules, {form->id, false, false, nullptr}};
                        if (disputed)
                            REQUIRE(talk.record("age_disputed", "yes") == answer_problem::none);
                        const first_contact met = meet(young, std::move(talk), "no");
                        possible += static_cast<std::size_t>(
                            std::count_if(met.asked.begin(), met.asked.end(), is_only));
                    }
                }
    }
    CHECK(possible > 0);
}

TEST_CASE("a full interview needs the wish recorded in this talk, and is never one of a child") {
    const catalogue& rules = pakistan();
    const auto held = [&](const char* wish, bool child) {
        answers person{rules};
        if (child) give(person, "believed_under_18", "yes");
        give(person, "wants_to_tell_more", wish);
        answers before{rules};
        give(before, "wants_to_tell_more", "yes");  // of another talk
        interview talk{before,
                       std::vector<std::string_view>{"wants_to_tell_more"},
                       {"", true, false, nullptr}};
        const first_contact out = meet(person, talk, "no");
        return out;
    };
    const auto painful = [&](const first_contact& of) {
        return std::count_if(of.asked.begin(), of.asked.end(), [&](const std::string& id) {
            return rules.find_indicator(id)->sensitivity == 3;
        });
    };
    CHECK(painful(held("yes", false)) > 0);
    for (const char* wish : {"no", "unknown", "declined"}) CHECK(painful(held(wish, false)) == 0);
    const first_contact child = held("yes", true);
    CHECK(painful(child) == 0);
    CHECK(std::count(child.asked.begin(), child.asked.end(), "wants_to_tell_more") == 0);
}

TEST_CASE("no question speaks of this, there or them before it has named what is meant") {
    std::size_t read = 0;
    // "there" and "them" need a place, persons or things before them in the same question; "this"
    // would point at what only a page or another question shows
    const auto words_of = [](std::string_view text) {
        std::vector<std::string> out(1);
        for (const char c : text) {
            const char small = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
            if ((small >= 'a' && small <= 'z') || small == '\'') out.back() += small;
            else if (!out.back().empty()) out.emplace_back();
        }
        return out;
    };
    const std::set<std::string> places{"place", "somewhere", "visit", "house", "country"};
    const std::set<std::string> named{
        "people", "person",   "parents", "companion", "adult", "adults", "those",     "country",
        "family", "somebody", "anybody", "papers",    "wife",  "laws",   "officials", "others"};
    const std::set<std::string> exists{"is", "are", "was", "were", "still"};
    for (const std::string_view id : builtin_ids())
        for (const indicator& about : shipped(id).document().indicators) {
            if (about.question.empty()) continue;
            ++read;
            const std::string question{about.question.in("en")};
            INFO(about.id << ": " << question);
            const std::vector<std::string> words =
                words_of(std::string_view{question}.substr(0, question.find_first_of("?.")));
            bool place = false, someone = false;
            for (std::size_t i = 0; i < words.size(); ++i) {
                const bool existential =
                    (i > 0 && exists.count(words[i - 1]) && words[i - 1] != "still") ||
                    (i + 1 < words.size() && exists.count(words[i + 1]));
                if (words[i] == "there" && !existential) CHECK(place);
                if (words[i] == "them" || words[i] == "they") CHECK(someone);
                CHECK((words[i] != "this" && words[i] != "these"));
                place = place || places.count(words[i]);
                someone = someone || named.count(words[i]);
            }
        }
    CHECK(read > 200);
}

TEST_CASE("the first question that a form puts to the person names what it speaks of") {
    for (const std::string_view id : with_entry_forms) {
        const catalogue& rules = shipped(id);
        for (const form_definition* form : entries(rules)) {
            interview talk{rules, {form->id, false, false, nullptr}};
            open_safely(talk);
            const indicator* first = talk.next();
            REQUIRE(first);
            const std::string question = " " + std::string{first->question.in("en")};
            INFO(form->id << question);
            for (const char* unnamed :
                 {" this ", " there", " them", " these ", " those ", " that ", " it ", " they "})
                CHECK(question.find(unnamed) == std::string::npos);
        }
    }
}

TEST_CASE(
    "an answer that does not fit leaves the question standing; a form that is not there is "
    "refused") {
    interview talk{pakistan()};
    const indicator* first = talk.next();
    CHECK(talk.answer("perhaps") == answer_problem::unknown_value);
    CHECK(talk.answer(3) == answer_problem::wrong_type);
    CHECK(talk.next() == first);
    CHECK(talk.record("no_such_indicator", "yes") == answer_problem::unknown_indicator);
    CHECK(talk.record("sexual_violence", "yes") == answer_problem::none);  // volunteered
    CHECK(
        talk.known().at(place_of(pakistan(), pakistan().find_indicator("sexual_violence"))).kind ==
        answer_kind::yes);
    CHECK_THROWS_AS(interview(pakistan(), {"no_such_form", false, false, nullptr}),
                    std::out_of_range);
    CHECK_THROWS_AS(question_finder(pakistan()).find(answers{shipped("palermo")}, {}),
                    std::invalid_argument);
}
