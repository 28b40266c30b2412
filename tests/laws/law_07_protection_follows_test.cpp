// SPDX-License-Identifier: Apache-2.0

// Law 7: protection follows.
//
// What is exhaustive here. A referral of kind protection stands, indicated and not withheld, if its
// `when` is certain, its routing is certain and no safeguard that withholds it applies. For every
// victim and protection finding its family is all protection referrals whose `when` names it. For
// each family, from up to three different reasons that suffice for the finding:
//   - all combinations of all answers that the routing of the family can tell apart, no answer
//   included, each a call of `assess`; and
//   - all combinations of all answers that the conditions of the safeguards which withhold any
//   referral of the family can tell apart, no answer
//     included. Which safeguards then apply is found from their rules by Kleene's logic, apart from
//     the compiled program; every different set of them that occurs is put beside every different
//     result of routing, each pair a call of `assess`.
// That covers the whole product, because the two groups of answers share no indicator (checked; a
// safeguard that rests on routing answers alone is seen with them). A forced "no" is among them: it
// is no answer.

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "pehchan/compiled.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/give.hpp"
#include "support/rule_trees.hpp"
#include "support/shipped.hpp"
#include "support/small_catalogue.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

/// Whether the rule, or a named rule that it refers to, names the finding.
bool names_finding(const catalogue& catalogue_used, const rule_tree& tree, std::string_view id) {
    if (tree.form == rule_form::finding_reference && tree.id == id) return true;
    if (tree.form == rule_form::rule_reference) {
        const named_rule* named = find_in(catalogue_used.state().rules, tree.id);
        if (named && names_finding(catalogue_used, named->rule, id)) return true;
    }
    return std::any_of(tree.children.begin(), tree.children.end(), [&](const rule_tree& child) {
        return names_finding(catalogue_used, child, id);
    });
}

/// Whether the finding alone makes the rule true: it is the rule, or stands in an `any`.
bool suffices_alone(const rule_tree& tree, std::string_view finding) {
    if (tree.form == rule_form::finding_reference) return tree.id == finding;
    return tree.form == rule_form::any &&
           std::any_of(tree.children.begin(), tree.children.end(),
                       [&](const rule_tree& c) { return suffices_alone(c, finding); });
}

bool is_protected(const assessment& result) {
    return std::any_of(result.referrals.begin(), result.referrals.end(),
                       [](const referral_result& r) {
                           return r.definition->kind == referral_kind::protection &&
                                  r.status == referral_status::indicated && r.withheld_by.empty();
                       });
}

bool has(const std::vector<std::string>& list, const std::string& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

bool withholds(const safeguard_definition& s, const referral_definition& r) {
    const withheld_referrals& w = s.withholds;
    return has(w.agencies, r.agency) || has(w.referrals, r.id) ||
           std::find(w.levels.begin(), w.levels.end(), r.level) != w.levels.end();
}

/// Whether a safeguard applies, by Kleene's value of its conditions.
bool applies(const safeguard_definition& s, const answers& known) {
    return (!s.when || kleene(*s.when, known) == ternary::yes) &&
           (!s.unless_ruled_out || kleene(*s.unless_ruled_out, known) != ternary::no);
}

/// Up to `most` different sufficient reasons for each victim and protection finding, as answers
/// that hold nothing else.
const std::map<std::string, std::vector<answers>>& reasons(const catalogue& catalogue_used) {
    constexpr std::size_t most = 3;
    static std::map<std::string, std::vector<answers>> found;
    if (!found.empty()) return found;
    std::set<std::string> seen;
    const auto take = [&](const answers& person) {
        for (const finding_result& f : assess(catalogue_used, person).findings) {
            if (f.status != finding_status::indicated || !protects(*f.definition) ||
                found[f.definition->id].size() >= most)
                continue;
            std::string key = f.definition->id;
            answers least{catalogue_used};
            for (const condition& c : f.because) {
                make_hold(least, c);
                key += " " + c.about->id;
            }
            if (seen.insert(key).second) found[f.definition->id].push_back(least);
        }
    };
    for (const char* file : {"examples/vignettes.jsonl", "examples/constructed.jsonl"})
        for (const person_case& person : example_persons(catalogue_used, file)) take(person.known);
    dice d{701};
    for (int n = 0; n < 400; ++n) take(random_person(d, catalogue_used, {.harm_yes = 3}));
    return found;
}

const catalogue& pakistan() { return shipped("pakistan"); }

}  // namespace

TEST_CASE(
    "law 7: each victim and protection finding has one referral that depends on it alone and that "
    "nothing can withhold",
    "[law-7]") {
    const catalogue& catalogue_used = pakistan();
    std::size_t checked = 0;
    for (const finding_definition* f : catalogue_used.findings()) {
        if (!protects(*f)) continue;
        ++checked;
        std::string unconditional;
        for (const referral_definition* r : catalogue_used.state().referrals) {
            const referral_definition& d = *r;
            const bool anywhere =
                d.level == referral_level::federal || d.level == referral_level::any;
            if (d.kind != referral_kind::protection || !anywhere || d.routing || d.serves_only ||
                !suffices_alone(d.when, f->id))
                continue;
            const bool withheld = std::any_of(
                catalogue_used.state().safeguards.begin(), catalogue_used.state().safeguards.end(),
                [&](const safeguard_definition* s) { return withholds(*s, d); });
            const bool both_ages = !d.consent_adult.in("en").empty() &&
                                   !d.consent_child.in("en").empty() &&
                                   d.consent_adult.in("en") != d.consent_child.in("en");
            if (!withheld && both_ages) unconditional = d.id;
        }
        INFO(f->id);
        CHECK(unconditional != "");
    }
    CHECK(checked >= 28);
}

TEST_CASE(
    "law 7: over all combinations of routing and withholding facts, each indicated finding has a "
    "referral for protection and the non-punishment safeguard",
    "[law-7]") {
    const catalogue& catalogue_used = pakistan();
    std::size_t combinations = 0;
    std::map<std::vector<const safeguard_definition*>,
             std::vector<std::pair<std::vector<bool>, std::vector<answer>>>>
        known_withheld;
    for (const finding_definition* f : catalogue_used.findings()) {
        if (!protects(*f)) continue;
        INFO(f->id);
        // the family, what routes it and what can withhold it
        std::vector<const referral_definition*> family;
        std::vector<const rule_tree*> routing, withholding;
        for (const referral_definition* r : catalogue_used.state().referrals) {
            if (r->kind != referral_kind::protection ||
                !names_finding(catalogue_used, r->when, f->id))
                continue;
            family.push_back(r);
            if (r->routing) routing.push_back(&*r->routing);
            if (r->serves_only) routing.push_back(&*r->serves_only);
        }
        REQUIRE(!family.empty());
        const auto conditions_of = [](const safeguard_definition& s) {
            std::vector<const rule_tree*> out;
            if (s.when) out.push_back(&*s.when);
            if (s.unless_ruled_out) out.push_back(&*s.unless_ruled_out);
            return out;
        };
        std::vector<const safeguard_definition*> may_withhold;
        for (const safeguard_definition* s : catalogue_used.state().safeguards)
            if (std::any_of(family.begin(), family.end(),
                            [&](const referral_definition* r) { return withholds(*s, *r); }))
                may_withhold.push_back(s);
        // a safeguard that shares a fact with the routing is tried there, with all of its facts
        std::vector<answer_classes> routing_cells = classes_of(catalogue_used, routing);
        std::vector<const safeguard_definition*> withholders = may_withhold;
        for (bool more = true; more;) {
            more = false;
            for (const safeguard_definition* s : withholders) {
                const std::vector<const rule_tree*> conditions = conditions_of(*s);
                const std::vector<answer_classes> cells = classes_of(catalogue_used, conditions);
                const auto routes = [&](const answer_classes& c) {
                    return std::any_of(
                        routing_cells.begin(), routing_cells.end(),
                        [&](const answer_classes& r) { return r.indicator == c.indicator; });
                };
                if (std::none_of(cells.begin(), cells.end(), routes)) continue;
                routing.insert(routing.end(), conditions.begin(), conditions.end());
                routing_cells = classes_of(catalogue_used, routing);
                std::erase(withholders, s);
                more = true;
                break;
            }
        }
        for (const safeguard_definition* s : withholders)
            for (const rule_tree* condition : conditions_of(*s)) withholding.push_back(condition);
        const std::vector<answer_classes> withholding_cells =
            classes_of(catalogue_used, withholding);

        // over all combinations of the withholding facts: each set of safeguards that withhold,
        // with one example; once for families that share them
        auto& withheld = known_withheld[withholders];
        if (withheld.empty()) {
            std::set<std::vector<bool>> seen;
            answers pressed{catalogue_used};
            each_combination(withholding_cells, pressed, [&] {
                ++combinations;
                std::vector<bool> now;
                for (const safeguard_definition* s : withholders)
                    now.push_back(applies(*s, pressed));
                if (!seen.insert(now).second) return;
                std::vector<answer> example;
                for (const answer_classes& c : withholding_cells)
                    example.push_back(pressed.at(c.indicator));
                withheld.emplace_back(now, example);
            });
        }
        const auto at = reasons(catalogue_used).find(f->id);
        REQUIRE(at != reasons(catalogue_used).end());
        // all of them, but under the sanitizers, where a few are enough to see that no memory is
        // misused
        for (std::size_t which_reason = 0; which_reason < at->second.size();
             which_reason += slowed_down * slowed_down) {
            const answers& reason = at->second[which_reason];
            std::set<std::set<std::string>> routed;  // distinct results of routing
            bool ever = false;
            answers person = reason;
            const auto every = [&] {
                ++combinations;
                const assessment result = assess(catalogue_used, person);
                if (finding_of(result, f->id).status != finding_status::indicated)
                    return;  // a fact of the reason itself was taken away
                ever = true;
                if (!is_protected(result)) FAIL_CHECK("no protection");
                if (!safeguard_of(result, "non_punishment"))
                    FAIL_CHECK("no non-punishment safeguard");
                std::set<std::string> stand;
                for (const referral_result& r : result.referrals)
                    stand.insert(r.definition->id + std::string(name_of(r.status)));
                if (!routed.insert(stand).second) return;
                for (const auto& [which, example] : withheld) {
                    ++combinations;
                    answers pressed = person;
                    record_safe_talk(pressed);  // so that a "no" counts (law 3)
                    for (std::size_t c = 0; c < example.size(); ++c)
                        if (example[c].kind != answer_kind::unknown)
                            give(pressed, withholding_cells[c].indicator, example[c]);
                    const assessment now = assess(catalogue_used, pressed);
                    if (finding_of(now, f->id).status != finding_status::indicated) continue;
                    if (!is_protected(now))
                        FAIL_CHECK("no protection where " << now.referrals.size()
                                                          << " referrals stand");
                    if (!safeguard_of(now, "non_punishment"))
                        FAIL_CHECK("no non-punishment safeguard");
                    for (std::size_t s = 0; s < withholders.size(); ++s)
                        if (which[s] && !safeguard_of(now, withholders[s]->id))
                            FAIL_CHECK(withholders[s]->id
                                       << " does not apply as its conditions say");
                }
            };
            every();  // the reason alone
            each_combination(routing_cells, person, every);
            CHECK(ever);
        }
    }
    CHECK(combinations > 100'000 / slowed_down / slowed_down);
}

TEST_CASE(
    "law 7: random persons with any indicated victim or protection finding are protected, whatever "
    "else they answered",
    "[law-7]") {
    dice d{702};
    const catalogue& catalogue_used = pakistan();
    std::map<std::string, std::size_t> seen;
    for (std::size_t n = 0; n < 3'000 / slowed_down; ++n) {
        habits h;
        h.harm_yes = d.below(10);
        h.harm_no = d.below(60);
        h.fact_yes = h.fact_no = d.below(50);
        h.other = d.below(95);
        const assessment result = assess(catalogue_used, random_person(d, catalogue_used, h));
        bool needs = false;
        for (const finding_result& f : result.findings)
            if (f.status == finding_status::indicated && protects(*f.definition)) {
                needs = true;
                ++seen[f.definition->id];
            }
        if (needs && !is_protected(result)) FAIL_CHECK("no protection");
        if (!safeguard_of(result, "non_punishment")) FAIL_CHECK("no non-punishment safeguard");
    }
    for (const finding_definition* f : catalogue_used.findings())
        if (slowed_down == 1 &&
            protects(*f)) {  // the smaller sample under the sanitizers need not reach all of them
            INFO(f->id);
            CHECK(seen[f->id] > 0);
        }
}

TEST_CASE("law 7: with no answers at all the five safeguards of the law and non-punishment apply",
          "[law-7]") {
    for (const std::string_view id : {"palermo", "pakistan"}) {
        const catalogue& catalogue_used = shipped(id);
        const assessment nothing = assess(catalogue_used, answers{catalogue_used});
        // speak apart; independent interpreter; right not to answer; no contact with family,
        // employer, agent or embassy; no removal before screening
        const std::map<std::string_view, std::vector<std::string_view>> says{
            {"speak_apart", {"apart"}},
            {"independent_interpreter", {"interpreter"}},
            {"right_not_to_answer", {"refuse"}},
            {"no_contact_unless_asked", {"family", "employer", "agent", "embassy", "asks"}},
            {"no_removal_before_screening", {"before screening"}},
            {"non_punishment", {"Do not"}},
            {"no_lockup_as_shelter", {"police cell"}}};
        for (const auto& [safeguard, words] : says) {
            INFO(id << " " << safeguard);
            const safeguard_result* s = safeguard_of(nothing, safeguard);
            REQUIRE(s);
            CHECK(s->because.empty());
            const std::string text = std::string(s->definition->title.in("en")) + " " +
                                     std::string(s->definition->words.in("en"));
            for (const std::string_view word : words) CHECK(text.find(word) != std::string::npos);
            CHECK(dump(nothing, shipped("words"))
                      .find("{\"id\":\"" + std::string(safeguard) + "\"") != std::string::npos);
            CHECK(says_safeguard(page(nothing, shipped("words")), *s->definition, "en"));
        }
    }
}

TEST_CASE(
    "law 7: every one of the 17 case types is reached by at least one finding, and each victim and "
    "protection finding reaches a referral",
    "[law-7]") {
    const catalogue& catalogue_used = pakistan();
    std::map<int, std::set<std::string>> reached_by;
    std::map<std::string, std::set<int>> reaches;
    for (const referral_definition* r : catalogue_used.state().referrals)
        for (const finding_definition* f : catalogue_used.findings()) {
            if (!names_finding(catalogue_used, r->when, f->id)) continue;
            for (const int type : r->case_types) {
                reached_by[type].insert(f->id);
                reaches[f->id].insert(type);
            }
        }
    for (int type = 1; type <= 17; ++type) {
        INFO("case type " << type);
        CHECK(!reached_by[type].empty());
    }
    CHECK(reached_by.size() == 17);
    for (const finding_definition* f : catalogue_used.findings()) {
        if (!protects(*f)) continue;
        INFO(f->id);
        CHECK(!reaches[f->id].empty());
    }
    // and in fact: from each reason a referral of one of its case types stands in the result
    for (const auto& [finding, persons] : reasons(catalogue_used))
        for (const answers& person : persons) {
            const assessment result = assess(catalogue_used, person);
            INFO(finding);
            CHECK(std::any_of(
                result.referrals.begin(), result.referrals.end(), [&](const referral_result& r) {
                    return std::any_of(
                        r.definition->case_types.begin(), r.definition->case_types.end(),
                        [&, &name = finding](int t) { return reaches[name].contains(t); });
                }));
        }
}

TEST_CASE("law 7: each case type has a referral for protection that depends on a finding alone",
          "[law-7]") {
    const catalogue& catalogue_used = pakistan();
    for (int type = 1; type <= 17; ++type) {
        INFO("case type " << type);
        CHECK(std::any_of(
            catalogue_used.state().referrals.begin(), catalogue_used.state().referrals.end(),
            [&](const referral_definition* r) {
                const bool mine = std::find(r->case_types.begin(), r->case_types.end(), type) !=
                                  r->case_types.end();
                return mine && r->kind == referral_kind::protection && !r->routing &&
                       !r->serves_only &&
                       (r->level == referral_level::federal || r->level == referral_level::any);
            }));
    }
}

TEST_CASE(
    "law 7: case type 8, irregular presence and nothing else, leads to rights, legal aid and an "
    "asylum check only",
    "[law-7]") {
    std::size_t referrals = 0;
    for (const referral_definition* r : pakistan().state().referrals) {
        if (std::find(r->case_types.begin(), r->case_types.end(), 8) == r->case_types.end())
            continue;
        ++referrals;
        INFO(r->id);
        CHECK((r->kind == referral_kind::protection || r->kind == referral_kind::information));
        CHECK(r->agency == "independent");
        CHECK(r->mode == referral_mode::offer);
    }
    CHECK(referrals >= 2);
}

TEST_CASE("law 7: where no service is known the result says so, and that a lock-up is no shelter",
          "[law-7]") {
    const catalogue& catalogue_used = pakistan();
    const catalogue& words = shipped("words");
    std::size_t none_known = 0;
    for (const std::string_view sex : {"male", "khwaja_sira_or_other"})
        for (const auto& [finding, persons] : reasons(catalogue_used)) {
            if (catalogue_used.find_finding(finding)->kind != finding_kind::victim) continue;
            answers person = persons.front();
            give(person, "sex", sex);
            give(person, "age_now_years", 30);
            give(person, "province", "sindh");  // one place for khwaja sira is known in Islamabad
            const assessment result = assess(catalogue_used, person);
            for (const referral_result& r : result.referrals) {
                if (r.definition->availability != availability_kind::none_known ||
                    r.status != referral_status::indicated)
                    continue;
                ++none_known;
                const std::string json = dump(result, words);
                CHECK(json.find(R"("availability":"none_known")") != std::string::npos);
                for (const std::string_view language : {"en", "ur"})
                    CHECK(page(result, words, {view_kind::official, language, false})
                              .find(words.find_text("page.none_known")->in(language)) !=
                          std::string::npos);
                CHECK(safeguard_of(result, "no_lockup_as_shelter"));
            }
        }
    CHECK(none_known > 30);
    CHECK(std::string(words.find_text("availability.none_known")->in("en"))
              .find("do not use a lock-up as shelter") != std::string::npos);
}

TEST_CASE(
    "law 7: a safeguard fires when a rule is indicated, when there is any sign of a finding, or "
    "unless something is ruled out",
    "[law-7]") {
    small_catalogue c;
    c.setting = "survey";
    c.indicators = {yes_no_json("beaten", "harm"), yes_no_json("owes_money", "harm"),
                    yes_no_json("moved", "fact"), yes_no_json("in_custody", "fact")};
    c.findings = finding_json("harmed", "victim",
                              R"({"all": ["moved", {"any": ["beaten", "owes_money"]}]})");
    c.safeguards =
        safeguard_json("always") + ", " +
        safeguard_json("when_indicated", R"(, "when": {"finding": "harmed"})") + ", " +
        safeguard_json("any_sign", R"(, "when": {"any_sign_of": "harmed"})") + ", " +
        safeguard_json("unless", R"(, "unless_ruled_out": "in_custody")") + ", " +
        safeguard_json("unless_finding", R"(, "unless_ruled_out": {"finding": "harmed"})") + ", " +
        safeguard_json("both",
                       R"(, "when": {"any_sign_of": "harmed"}, "unless_ruled_out": "in_custody")");
    const catalogue of = loaded(c);
    const auto fired =
        [&](std::initializer_list<std::pair<std::string_view, std::string_view>> given) {
            answers known{of};
            for (const auto& [id, value] : given)
                REQUIRE(known.set(id, value) == answer_problem::none);
            std::set<std::string> out;
            for (const safeguard_result& s : assess(of, known).safeguards)
                out.insert(s.definition->id);
            return out;
        };
    using ids = std::set<std::string>;
    CHECK(fired({}) == ids{"always", "unless", "unless_finding"});
    CHECK(fired({{"beaten", "yes"}}) ==
          ids{"always", "any_sign", "both", "unless", "unless_finding"});
    CHECK(fired({{"moved", "yes"}}) ==
          ids{"always", "unless", "unless_finding"});  // a fact is no sign
    CHECK(fired({{"beaten", "yes"}, {"moved", "yes"}}) ==
          ids{"always", "any_sign", "both", "unless", "unless_finding", "when_indicated"});
    CHECK(fired({{"beaten", "no"}, {"owes_money", "no"}}) == ids{"always", "unless"});
    CHECK(fired({{"in_custody", "no"}}) == ids{"always", "unless_finding"});
    CHECK(fired({{"in_custody", "yes"}, {"beaten", "yes"}}) ==
          ids{"always", "any_sign", "both", "unless", "unless_finding"});
    CHECK(fired({{"in_custody", "no"}, {"beaten", "yes"}}) ==
          ids{"always", "any_sign", "unless_finding"});
    CHECK(fired({{"beaten", "yes"}, {"moved", "no"}}) ==
          ids{"always", "any_sign", "both", "unless"});  // ruled out, with a sign
    answers known{of};
    const assessment unanswered = assess(of, known);
    CHECK(safeguard_of(unanswered, "unless")->unless_known ==
          std::vector<std::string_view>{"in_custody"});
}

TEST_CASE(
    "law 7: a referral whose routing is open is listed with what it depends on, and does not stand "
    "in for protection",
    "[law-7]") {
    small_catalogue c;
    c.setting = "survey";
    c.indicators = {yes_no_json("beaten", "harm"), yes_no_json("in_punjab", "fact")};
    c.findings = finding_json("harmed", "victim", in_quotes("beaten"));
    c.referrals = referral_json("bureau", "child_body", "protection", R"({"finding": "harmed"})",
                                R"(, "routing": "in_punjab")", "province");
    const catalogue of = loaded(c);
    answers known{of};
    CHECK(assess(of, known).referrals.empty());
    give(known, "beaten", "yes");
    const assessment open = assess(of, known);
    REQUIRE(open.referrals.size() == 1);
    CHECK(open.referrals[0].status == referral_status::open);
    CHECK(open.referrals[0].depends_on == std::vector<std::string_view>{"in_punjab"});
    CHECK_FALSE(is_protected(open));
    give(known, "in_punjab", "yes");
    CHECK(is_protected(assess(of, known)));
    give(known, "in_punjab", "no");
    CHECK(assess(of, known).referrals.empty());
}
