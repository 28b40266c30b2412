// SPDX-License-Identifier: Apache-2.0

// What follows from a person's answers: `because` suffices and cannot be shortened, by brute force.

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "catch.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/brute_force.hpp"
#include "support/random_catalogue.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

constexpr std::size_t wanted_pairs = 100'000 / slowed_down / slowed_down;

bool allows(const condition& c, std::int64_t value) {
    switch (c.form) {
        case condition_form::is_yes: return value == 1;
        case condition_form::is_no: return value == 0;
        case condition_form::is_option:
            return c.about->options[static_cast<std::size_t>(value)].id == c.option;
        case condition_form::below: return value < c.number;
        case condition_form::at_least: return value >= c.number;
    }
    return false;
}

/// Whether the conditions, as all that is known, make the rule so for every completion.
bool settle(const catalogue& catalogue_used, const rule_tree& rule,
            const std::vector<condition>& known, bool held) {
    const plain_meaning meaning{catalogue_used.document()};
    std::map<std::string, std::vector<std::int64_t>> possible;
    for (const indicator* about : catalogue_used.indicators()) {
        std::vector<std::int64_t>& left = possible[about->id];
        for (std::int64_t v : plain_meaning::values(*about))
            if (std::all_of(known.begin(), known.end(),
                            [&](const condition& c) { return c.about != about || allows(c, v); }))
                left.push_back(v);
    }
    bool always = true;
    each_completion(possible, [&](const complete_person& person) {
        always = always && meaning.holds(rule, person) == held;
    });
    return always;
}

}  // namespace

TEST_CASE("the reasons given for a settled finding suffice, and none of them can be left out") {
    dice d{77};
    std::size_t pairs = 0, checked = 0, longest = 0;
    while (pairs < wanted_pairs) {
        random_shape shape{3 + d.below(3), 4, 1 + d.below(3), d.chance(50)};
        const auto of = build(random_catalogue_maker{d, shape}.make());
        if (!of) continue;
        for (int n = 0; n < 10; ++n, ++pairs) {
            const assessment result = assess(*of, random_answers(d, *of, d.below(4)));
            for (const finding_result& f : result.findings) {
                if (f.status == finding_status::open) {
                    if (!f.because.empty()) FAIL("an open finding has reasons");
                    continue;
                }
                const bool held = f.status == finding_status::indicated;
                if (!settle(*of, f.definition->rule, f.because, held))
                    FAIL(f.definition->id << ": the reasons do not suffice");
                for (std::size_t left_out = 0; left_out < f.because.size(); ++left_out) {
                    std::vector<condition> fewer = f.because;
                    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
                    if (settle(*of, f.definition->rule, fewer, held))
                        FAIL(f.definition->id << ": a reason is not needed");
                }
                ++checked;
                longest = std::max(longest, f.because.size());
            }
        }
    }
    CHECK(longest >= 3);
    CHECK(checked > wanted_pairs);
}

TEST_CASE(
    "the reasons given for a safeguard or a referral suffice for it, and none of them can be left "
    "out: shipped catalogues") {
    dice d{78};
    std::size_t safeguards = 0, referrals = 0, several = 0;
    for (const std::string_view id : {"pakistan", "palermo"}) {
        const catalogue& catalogue_used = shipped(id);
        for (std::size_t trial = 0; trial < 120 / slowed_down; ++trial) {
            const assessment result = assess(
                catalogue_used, random_person(d, catalogue_used, {.harm_yes = 1 + d.below(12)}));
            // the value given for a condition on a number may hold another condition on it too
            const auto on_a_number = [](const std::vector<condition>& because) {
                return std::any_of(because.begin(), because.end(), [](const condition& c) {
                    return c.about->type == indicator_type::number;
                });
            };
            const auto without = [&](const std::vector<condition>& because, std::size_t left_out) {
                answers known{catalogue_used};
                for (std::size_t c = 0; c < because.size(); ++c)
                    if (c != left_out) make_hold(known, because[c]);
                return assess(catalogue_used, known);
            };
            for (const safeguard_result& s : result.safeguards) {
                if (!s.definition->when || on_a_number(s.because) || d.below(4)) continue;
                ++safeguards;
                several += s.because.size() > 1;
                for (std::size_t left_out = 0; left_out <= s.because.size(); ++left_out)
                    if ((safeguard_of(without(s.because, left_out), s.definition->id) != nullptr) !=
                        (left_out == s.because.size()))
                        FAIL_CHECK(s.definition->id << ": the reasons are too few or too many");
            }
            for (const referral_result& r : result.referrals) {
                if (r.status != referral_status::indicated || on_a_number(r.because) || d.below(4))
                    continue;
                ++referrals;
                several += r.because.size() > 1;
                for (std::size_t left_out = 0; left_out <= r.because.size(); ++left_out) {
                    const assessment less = without(r.because, left_out);
                    const referral_result* found = referral_of(less, r.definition->id);
                    // one that is withheld waits for its routing facts all the same
                    if ((found && found->depends_on.empty()) != (left_out == r.because.size()))
                        FAIL_CHECK(r.definition->id << ": the reasons are too few or too many");
                }
            }
        }
    }
    CHECK(safeguards > 100 / slowed_down);
    CHECK(referrals > 100 / slowed_down);
    CHECK(several > 0);
}

TEST_CASE("answers to another catalogue are the caller's mistake") {
    const auto one = builtin("palermo"), other = builtin("ilo_2009");
    REQUIRE(one);
    REQUIRE(other);
    CHECK_THROWS_AS(assess(*one, answers{*other}), std::invalid_argument);
}
