// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_TESTS_RULE_TREES_HPP
#define PEHCHAN_TESTS_RULE_TREES_HPP

// The rules of a catalogue as trees: which conditions they test, and Kleene's meaning of them,
// without the compiled program.

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "give.hpp"
#include "pehchan/compiled.hpp"
#include "pehchan/pehchan.hpp"

namespace pehchan_tests {

/// Calls `visit` with every condition on an answer that the rule rests on, references followed. For
/// rules without scores, templates and tags.
template <class Visit>
void each_condition(const pehchan::catalogue& catalogue_used, const pehchan::rule_tree& tree,
                    const Visit& visit) {
    using pehchan::rule_form;
    switch (tree.form) {
        case rule_form::indicator:
        case rule_form::choice_is:
        case rule_form::number_below:
        case rule_form::number_at_least: visit(tree); return;
        case rule_form::rule_reference:
            each_condition(catalogue_used,
                           pehchan::find_in(catalogue_used.state().rules, tree.id)->rule, visit);
            return;
        case rule_form::any_sign_of:
        case rule_form::finding_reference:
            each_condition(catalogue_used, catalogue_used.find_finding(tree.id)->rule, visit);
            return;
        case rule_form::score_at_least:
        case rule_form::template_use:
        case rule_form::tag: throw std::logic_error("a score, template or tag");
        default:
            for (const pehchan::rule_tree& child : tree.children)
                each_condition(catalogue_used, child, visit);
    }
}

/// The indicators that stand negated in a rule.
inline void each_negated(const pehchan::rule_tree& tree, std::vector<std::string>& negated,
                         bool under = false) {
    using pehchan::rule_form;
    if (tree.form == rule_form::negation) {
        each_negated(tree.children.front(), negated, !under);
        return;
    }
    const bool atom = tree.form == rule_form::indicator || tree.form == rule_form::choice_is ||
                      tree.form == rule_form::number_below ||
                      tree.form == rule_form::number_at_least;
    if (atom && under) negated.push_back(tree.id);
    for (const pehchan::rule_tree& child : tree.children) each_negated(child, negated, under);
}

inline std::vector<const pehchan::rule_tree*> all_rules(const pehchan::catalogue_document& doc,
                                                        bool routing) {
    using namespace pehchan;
    std::vector<const pehchan::rule_tree*> out;
    for (const named_rule& r : doc.rules) out.push_back(&r.rule);
    for (const rule_template& t : doc.templates) out.push_back(&t.rule);
    for (const score_definition& s : doc.scores)
        for (const score_term& term : s.terms)
            if (term.when) out.push_back(&*term.when);
    for (const finding_definition& f : doc.findings) {
        out.push_back(&f.rule);
        for (const element_definition& e : f.elements) out.push_back(&e.rule);
    }
    for (const safeguard_definition& s : doc.safeguards) {
        if (s.when) out.push_back(&*s.when);
        if (s.unless_ruled_out) out.push_back(&*s.unless_ruled_out);
    }
    for (const referral_definition& r : doc.referrals) {
        out.push_back(&r.when);
        if (routing && r.routing) out.push_back(&*r.routing);
        if (routing && r.serves_only) out.push_back(&*r.serves_only);
    }
    return out;
}

inline void names_in(const pehchan::rule_tree& tree, std::set<std::string>& out) {
    if (!tree.id.empty()) out.insert(tree.id);
    for (const pehchan::rule_tree& child : tree.children) names_in(child, out);
}

/// The index of an indicator in the catalogue.
inline std::uint32_t place_of(const pehchan::catalogue& catalogue_used, std::string_view id) {
    const auto all = catalogue_used.indicators();
    const auto at = std::lower_bound(
        all.begin(), all.end(), id,
        [](const pehchan::indicator* a, std::string_view wanted) { return a->id < wanted; });
    if (at == all.end() || (*at)->id != id)
        throw std::logic_error("no indicator " + std::string(id));
    return static_cast<std::uint32_t>(at - all.begin());
}
inline pehchan::answer answer_to(const pehchan::answers& known, std::string_view id) {
    return known.at(place_of(known.catalogue_used(), id));
}

/// A condition under one answer, law 3 left out.
inline pehchan::ternary condition_holds(const pehchan::indicator& about,
                                        const pehchan::rule_tree& condition,
                                        const pehchan::answer& given) {
    using namespace pehchan;
    const auto settled = [](bool holds) { return holds ? ternary::yes : ternary::no; };
    switch (given.kind) {
        case answer_kind::unknown:
        case answer_kind::declined: return ternary::unknown;
        case answer_kind::yes: return ternary::yes;
        case answer_kind::no:
        case answer_kind::not_applicable: return ternary::no;
        case answer_kind::option: {
            const std::string& answered = about.options[static_cast<std::size_t>(given.value)].id;
            return settled(std::find(condition.options.begin(), condition.options.end(),
                                     answered) != condition.options.end());
        }
        case answer_kind::number:
            return settled(condition.form == rule_form::number_below
                               ? given.value < condition.number
                               : given.value >= condition.number);
    }
    return ternary::unknown;
}

/// Kleene's value of a rule, law 3 left out.
inline pehchan::ternary kleene(const pehchan::rule_tree& tree, const pehchan::answers& known) {
    using namespace pehchan;
    const catalogue& catalogue_used = known.catalogue_used();
    switch (tree.form) {
        case rule_form::indicator:
        case rule_form::choice_is:
        case rule_form::number_below:
        case rule_form::number_at_least: {
            const std::uint32_t at = place_of(catalogue_used, tree.id);
            return condition_holds(*catalogue_used.indicators()[at], tree, known.at(at));
        }
        case rule_form::negation: return !kleene(tree.children.front(), known);
        case rule_form::all: {
            ternary out = ternary::yes;
            for (const rule_tree& child : tree.children) out = out & kleene(child, known);
            return out;
        }
        case rule_form::any: {
            ternary out = ternary::no;
            for (const rule_tree& child : tree.children) {
                out = out | kleene(child, known);
                if (out == ternary::yes) break;
            }
            return out;
        }
        case rule_form::rule_reference:
            return kleene(find_in(catalogue_used.state().rules, tree.id)->rule, known);
        case rule_form::finding_reference:
            return kleene(catalogue_used.find_finding(tree.id)->rule, known);
        default: throw std::logic_error("a form of rule that is not needed here");
    }
}

/// An indicator and the answers to it that rules can tell apart; the first is no answer.
struct answer_classes {
    std::uint32_t indicator = 0;
    std::vector<pehchan::answer> values;
};

/// For each indicator that the rules test, one answer for each way in which it meets their
/// conditions, and no answer.
inline std::vector<answer_classes> classes_of(const pehchan::catalogue& catalogue_used,
                                              const std::vector<const pehchan::rule_tree*>& rules) {
    using namespace pehchan;
    std::map<std::uint32_t, std::vector<rule_tree>> tested;
    for (const rule_tree* rule : rules)
        each_condition(catalogue_used, *rule, [&](const rule_tree& condition) {
            tested[place_of(catalogue_used, condition.id)].push_back(condition);
        });
    std::vector<answer_classes> out;
    for (const auto& [at, conditions] : tested) {
        const indicator& about = *catalogue_used.indicators()[at];
        std::vector<answer> all;
        switch (about.type) {
            case indicator_type::yes_no: all = {{answer_kind::yes, 0}, {answer_kind::no, 0}}; break;
            case indicator_type::choice:
                for (std::size_t o = 0; o < about.options.size(); ++o)
                    all.push_back({answer_kind::option, static_cast<std::int64_t>(o)});
                break;
            case indicator_type::number:
                for (std::int64_t v = about.min; v <= about.max; ++v)
                    all.push_back({answer_kind::number, v});
                break;
        }
        answer_classes made{at, {answer{}}};
        std::set<std::vector<ternary>> seen;
        for (const answer& one : all) {
            std::vector<ternary> meets;
            for (const rule_tree& condition : conditions)
                meets.push_back(condition_holds(about, condition, one));
            if (seen.insert(meets).second) made.values.push_back(one);
        }
        out.push_back(std::move(made));
    }
    return out;
}

/// Gives that answer, or takes it back.
inline void give(pehchan::answers& known, std::uint32_t at, const pehchan::answer& value) {
    using namespace pehchan;
    const indicator& about = *known.catalogue_used().indicators()[at];
    switch (value.kind) {
        case answer_kind::unknown: known.forget(about.id); break;
        case answer_kind::declined: give(known, about.id, "declined"); break;
        case answer_kind::yes: give(known, about.id, "yes"); break;
        case answer_kind::no: give(known, about.id, "no"); break;
        case answer_kind::not_applicable: give(known, about.id, "not_applicable"); break;
        case answer_kind::option:
            give(known, about.id,
                 std::string_view{about.options[static_cast<std::size_t>(value.value)].id});
            break;
        case answer_kind::number: give(known, about.id, value.value); break;
    }
}

/// Gives every combination of the answers in turn and calls `visit`.
template <class Visit>
void each_combination(const std::vector<answer_classes>& cells, pehchan::answers& known,
                      Visit visit) {
    std::vector<std::size_t> at(cells.size(), 0);
    for (const answer_classes& c : cells) give(known, c.indicator, c.values.front());
    for (;;) {
        visit();
        std::size_t i = 0;
        for (; i < cells.size(); ++i) {
            at[i] = (at[i] + 1) % cells[i].values.size();
            give(known, cells[i].indicator, cells[i].values[at[i]]);
            if (at[i] != 0) break;
        }
        if (i == cells.size()) return;
    }
}

}  // namespace pehchan_tests

#endif
