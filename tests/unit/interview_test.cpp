// SPDX-License-Identifier: Apache-2.0

// What an interview asks, and when asking stops.

#include <algorithm>
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
    answers known = willing(pakistan());
    give(known, "threatened_now", "yes");
    interview first{known, {}, {}};
    CHECK(first.next() == nullptr);
    CHECK(first.stop() == interview_stop::danger);
    CHECK_FALSE(first.go_on());
    interview full{known, {}, {"", true, false, nullptr}};
    CHECK(full.next() == nullptr);
    CHECK(full.go_on());
    CHECK(full.next() != nullptr);
    CHECK_FALSE(full.go_on());
}

TEST_CASE(
    "a child at first contact is asked of safety and care only, and no more once the child has "
    "told of harm") {
    answers child = willing(pakistan());
    give(child, "believed_under_18", "yes");
    give(child, "age_now_years", 12);
    const std::vector<std::string>& allowed = pakistan().form_with(form_role::child)->indicators;
    for (const char* form : {"", "kiln_first_contact", "police_first_contact"}) {
        interview talk{child, {}, {form, false, false, nullptr}};
        const held result = hold(talk, child);
        for (const indicator* q : result.questions) {
            INFO(q->id);
            CHECK(std::find(allowed.begin(), allowed.end(), q->id) != allowed.end());
        }
    }
    give(child, "violence_at_destination", "yes");
    interview told{child, {}, {}};
    CHECK(told.next() == nullptr);
    CHECK(told.stop() == interview_stop::child_disclosed);
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
        for (const std::string& id : pakistan().form_with(form_role::opening)->indicators)
            give(person, id, "yes");
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
    "an interview goes on from a case without asking again; a later one asks for consent anew and "
    "offers what was declined once") {
    const catalogue& catalogue_used = pakistan();
    const auto before = read_case(
        catalogue_used,
        R"({"case": "A-17", "answers": {"spoken_to_apart": "yes", "interpreter_needed": "no", "no_interpreter_or_companion_from_the_case": "yes", "free_of_threat_in_interview": "yes",
        "told_may_refuse": "yes", "consented_to_talk": "yes", "threatened_now": "declined", "urgent_medical_need": "unknown", "confined_now": null}})");
    REQUIRE(before);
    CHECK(std::find(before->named.begin(), before->named.end(), "confined_now") ==
          before->named.end());
    interview same{before->known, before->named, {}};
    const held again = hold(same, before->known);
    const auto was_asked = [](const held& result, std::string_view id) {
        return std::count_if(result.questions.begin(), result.questions.end(),
                             [&](const indicator* q) { return q->id == id; });
    };
    CHECK(was_asked(again, "threatened_now") == 0);
    CHECK(was_asked(again, "urgent_medical_need") == 0);
    CHECK(was_asked(again, "confined_now") == 1);
    CHECK(was_asked(again, "consented_to_talk") == 0);

    interview later{before->known, before->named, {"", false, true, nullptr}};
    answers person = willing(catalogue_used);
    give(person, "threatened_now", "declined");
    const held offered = hold(later, person);
    CHECK(was_asked(offered, "threatened_now") == 1);
    CHECK(was_asked(offered, "consented_to_talk") == 1);
    CHECK(was_asked(offered, "urgent_medical_need") == 0);
    CHECK(later.known()
              .at(place_of(catalogue_used, catalogue_used.find_indicator("threatened_now")))
              .kind == answer_kind::declined);
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
