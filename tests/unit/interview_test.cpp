// SPDX-License-Identifier: Apache-2.0

// Which questions are asked, in which order, and when asking stops.

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "pehchan/pehchan.hpp"
#include "support/brute_force.hpp"
#include "support/give.hpp"
#include "support/random_catalogue.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

const catalogue& pakistan() { return shipped("pakistan"); }

std::size_t place_of(const catalogue& catalogue_used, const indicator* about) {
    return static_cast<std::size_t>(
        std::find(catalogue_used.indicators().begin(), catalogue_used.indicators().end(), about) -
        catalogue_used.indicators().begin());
}

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

/// A person who met safe conditions, agreed to talk and has said nothing else.
answers willing(const catalogue& catalogue_used) {
    answers known{catalogue_used};
    record_safe_talk(known);
    pehchan_tests::give(known, "interpreter_needed", "no");
    return known;
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

bool names(const std::vector<next_question>& questions, std::string_view id) {
    return std::any_of(questions.begin(), questions.end(),
                       [&](const next_question& q) { return q.about->id == id; });
}

/// Whether some rule of a finding is true in one and false in another of two completions that
/// differ in this indicator only.
bool can_matter(const catalogue& catalogue_used,
                const std::map<std::string, std::vector<std::int64_t>>& possible,
                const std::string& question) {
    const plain_meaning meaning{catalogue_used.document()};
    std::map<std::string, std::vector<std::int64_t>> others = possible;
    others[question] = {possible.at(question).front()};
    bool found = false;
    each_completion(others, [&](const complete_person& person) {
        if (found) return;
        for (const finding_definition& f : catalogue_used.document().findings) {
            const bool before = meaning.holds(f.rule, person);
            complete_person other = person;
            for (const std::int64_t value : possible.at(question)) {
                other[question] = value;
                found = found || meaning.holds(f.rule, other) != before;
            }
        }
    });
    return found;
}

}  // namespace

TEST_CASE(
    "what is asked is exactly what can still change a finding, on random catalogues against brute "
    "force") {
    dice d{9'112'026};
    std::size_t asked = 0, left_out = 0;
    for (std::size_t trial = 0; trial < 1'500 / slowed_down; ++trial) {
        const random_shape shape{4 + d.below(5), 3, 1 + d.below(3), d.chance(50)};
        const auto of = build(random_catalogue_maker{d, shape}.make());
        if (!of) continue;
        question_finder finder{*of};
        for (int n = 0; n < 4; ++n) {
            const answers known = random_answers(d, *of, 1 + d.below(5));
            const auto possible = possible_values(*of, known);
            const std::vector<next_question> found =
                finder.find(known, {}, {true, false, {}, nullptr, 1000});
            for (std::size_t i = 0; i < of->indicators().size(); ++i) {
                const indicator& about = *of->indicators()[i];
                if (about.id == "told_may_refuse") continue;  // it makes a "no" count, see below
                const bool expected =
                    known.at(i).kind == answer_kind::unknown && can_matter(*of, possible, about.id);
                if (names(found, about.id) != expected)
                    FAIL(about.id << (expected
                                          ? " is not asked, though it matters"
                                          : " is asked, though it cannot matter or was answered"));
                (expected ? asked : left_out) += known.at(i).kind == answer_kind::unknown;
            }
        }
    }
    CHECK(asked > 500 / slowed_down);
    CHECK(left_out > 500 / slowed_down);
}

TEST_CASE("once nothing is left to ask, the statuses are those of all answers together") {
    dice d{424'242};
    const catalogue& catalogue_used = pakistan();
    question_finder finder{catalogue_used};
    std::size_t spared = 0;
    for (std::size_t trial = 0; trial < 24 / slowed_down; ++trial) {
        habits generous;
        generous.harm_yes = 4 + d.below(30), generous.harm_no = 50, generous.fact_no = 40,
        generous.declined = 0, generous.good_interview = 100;
        const answers person = random_person(d, catalogue_used, generous);
        answers known = willing(catalogue_used);
        std::vector<bool> asked(catalogue_used.indicators().size(), false);
        for (;;) {
            const std::vector<next_question> next =
                finder.find(known, asked, {true, false, {}, nullptr, 1});
            if (next.empty()) break;
            const std::size_t at = place_of(catalogue_used, next[0].about);
            asked[at] = true;
            const answer said = person.at(at);
            if (said.kind == answer_kind::yes) give(known, next[0].about->id, "yes");
            else if (said.kind == answer_kind::no) give(known, next[0].about->id, "no");
            else if (said.kind == answer_kind::option)
                give(known, next[0].about->id,
                     std::string_view{
                         next[0].about->options[static_cast<std::size_t>(said.value)].id});
            else if (said.kind == answer_kind::number) give(known, next[0].about->id, said.value);
        }
        answers all = person;
        for (const indicator* about :
             catalogue_used.indicators()) {  // what an interview never asks
            if (about->nature == indicator_nature::burden) all.forget(about->id);
            else if (!asked[place_of(catalogue_used, about)] &&
                     about->nature != indicator_nature::burden)
                ++spared;
        }
        for (const std::string_view id : {"consented_to_talk", "interpreter_needed"})
            give(all, id, id == "consented_to_talk" ? "yes" : "no");
        give(all, "wants_to_stop", "no");
        const assessment short_one = assess(catalogue_used, known),
                         full_one = assess(catalogue_used, all);
        for (std::size_t f = 0; f < full_one.findings.size(); ++f) {
            if (full_one.findings[f].definition->kind == finding_kind::offence)
                continue;  // nobody is asked for their sake
            INFO(full_one.findings[f].definition->id);
            CHECK(short_one.findings[f].status == full_one.findings[f].status);
        }
        const auto statuses = [](const assessment& a) {
            std::map<std::string_view, referral_status> out;
            for (const referral_result& r : a.referrals) out[r.definition->id] = r.status;
            return out;
        };
        const auto titles = [](const assessment& a) {
            std::set<std::string_view> out;
            for (const safeguard_result& s : a.safeguards) out.insert(s.definition->id);
            return out;
        };
        CHECK(statuses(short_one) == statuses(full_one));
        CHECK(titles(short_one) == titles(full_one));
    }
    CHECK(spared > 0);
}

TEST_CASE("danger is asked first, then what makes a no count, then whether this is a child") {
    const catalogue& catalogue_used = pakistan();
    const std::vector<next_question> found =
        ask_next(catalogue_used, answers{catalogue_used}, {true, false, {}, nullptr, 1000});
    REQUIRE(found.size() > 100);
    CHECK(found.front().why == question_reason::danger);
    CHECK(std::is_sorted(
        found.begin(), found.end(),
        [](const next_question& a, const next_question& b) { return a.why < b.why; }));
    for (const std::string_view id : {"threatened_now", "urgent_medical_need", "is_alone_child"})
        CHECK(names(found, id));
    std::set<std::string> conditions;
    for (const next_question& q : found)
        if (q.why == question_reason::conditions) conditions.insert(q.about->id);
    std::set<std::string> wanted(interview_conditions.begin(), interview_conditions.end());
    wanted.erase("consented_to_talk");  // the opening of an interview asks it, and the person's
                                        // wish ends it: neither is a question among others
    for (const std::string_view absent : interview_absences)
        if (absent != "exploiter_nearby_now" && absent != "wants_to_stop")
            wanted.insert(std::string(absent));  // the former is asked for as danger
    CHECK(conditions == wanted);
    const std::vector<next_question> willing_one =
        ask_next(catalogue_used, willing(catalogue_used), {true, false, {}, nullptr, 1000});
    CHECK(std::none_of(willing_one.begin(), willing_one.end(), [](const next_question& q) {
        return q.why == question_reason::conditions;
    }));
}

TEST_CASE("law 4: burden facts are never asked, and nothing that was declined in this interview",
          "[law-4]") {
    dice d{7};
    const catalogue& catalogue_used = pakistan();
    question_finder finder{catalogue_used};
    for (int trial = 0; trial < 40; ++trial) {
        const answers known = random_person(d, catalogue_used);
        for (const next_question& q : finder.find(known, {}, {true, false, {}, nullptr, 1000})) {
            CHECK(q.about->nature != indicator_nature::burden);
            CHECK(known.at(place_of(catalogue_used, q.about)).kind == answer_kind::unknown);
        }
    }
}

TEST_CASE("law 1: to decline changes only the interviewer's own list", "[law-1]") {
    const catalogue& catalogue_used = pakistan();
    answers declined = willing(catalogue_used);
    give(declined, "threatened_now", "declined");
    CHECK(everything_said(assess(catalogue_used, declined)) ==
          everything_said(assess(catalogue_used, willing(catalogue_used))));
    CHECK(names(ask_next(catalogue_used, willing(catalogue_used), {true, false, {}, nullptr, 1000}),
                "threatened_now"));
    CHECK_FALSE(names(ask_next(catalogue_used, declined, {true, false, {}, nullptr, 1000}),
                      "threatened_now"));
    CHECK(names(ask_next(catalogue_used, declined, {true, true, {}, nullptr, 1000}),
                "threatened_now"));
}

TEST_CASE("frequencies change the order of questions and nothing else, and bad ones are refused") {
    const catalogue& catalogue_used = pakistan();
    const std::vector<next_question> plain =
        ask_next(catalogue_used, willing(catalogue_used), {true, false, {}, nullptr, 1000});
    const priors expected{"test", {{"wages_withheld", 9, 10}}};
    const std::vector<next_question> ordered =
        ask_next(catalogue_used, willing(catalogue_used), {true, false, {}, &expected, 1000});
    const auto place = [](const std::vector<next_question>& in, std::string_view id) {
        return std::find_if(in.begin(), in.end(),
                            [&](const next_question& q) { return q.about->id == id; }) -
               in.begin();
    };
    CHECK(place(ordered, "wages_withheld") < place(plain, "wages_withheld"));
    std::set<std::string> a, b;
    for (const next_question& q : plain) a.insert(q.about->id);
    for (const next_question& q : ordered) b.insert(q.about->id);
    CHECK(a == b);
    for (const prior_frequency& bad :
         {prior_frequency{"no_such_indicator", 1, 2}, prior_frequency{"wages_withheld", 3, 2},
          prior_frequency{"wages_withheld", 0, 0}, prior_frequency{"age_now_years", 1, 2}}) {
        const priors wrong{"wrong", {bad}};
        CHECK_THROWS_AS(
            ask_next(catalogue_used, answers{catalogue_used}, {true, false, {}, &wrong, 5}),
            std::invalid_argument);
    }
}

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

TEST_CASE("the answers of an interview are a case line that is read back as it was") {
    dice d{12};
    const catalogue& catalogue_used = pakistan();
    for (int trial = 0; trial < 30; ++trial) {
        const answers known = random_person(d, catalogue_used);
        std::vector<bool> named(catalogue_used.indicators().size(), false);
        named[d.below(named.size())] = true;
        const auto back = read_case(catalogue_used, dump(known, named, "A-17"));
        REQUIRE(back);
        CHECK(back->id == "A-17");
        CHECK(back->known == known);
        for (std::size_t i = 0; i < named.size(); ++i)
            if (named[i])
                CHECK(std::find(back->named.begin(), back->named.end(),
                                catalogue_used.indicators()[i]->id) != back->named.end());
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

TEST_CASE(
    "every entry form leads to a protective finding, asks danger, and asks nothing that hurts "
    "most") {
    std::size_t entries = 0;
    for (const form_definition* form : pakistan().forms()) {
        if (form->role == form_role::opening) continue;
        entries += form->role == form_role::entry;
        INFO(form->id);
        CHECK(form->indicators.size() <= 26);
        for (const std::string& id : form->indicators)
            CHECK(pakistan().find_indicator(id)->sensitivity < 3);
        CHECK(std::find(form->indicators.begin(), form->indicators.end(), "threatened_now") !=
              form->indicators.end());
        answers all = willing(pakistan());
        for (const std::string& id : form->indicators)
            if (pakistan().find_indicator(id)->type == indicator_type::yes_no) give(all, id, "yes");
        const assessment result = assess(pakistan(), all);
        CHECK(std::any_of(
            result.findings.begin(), result.findings.end(), [](const finding_result& f) {
                return protects(*f.definition) && f.status == finding_status::indicated;
            }));
    }
    CHECK(entries == 8);
}
