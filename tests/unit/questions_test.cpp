// SPDX-License-Identifier: Apache-2.0

// Which questions are worth asking, and in which order.

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
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
