// SPDX-License-Identifier: Apache-2.0
#include "pehchan/compiled.hpp"
#include "pehchan/proof.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "questions.hpp"
#include "symbolic.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {
namespace {

/// Words of a question or label without what does not change its meaning: case, spaces,
/// punctuation.
std::string plain_words(std::string_view words) {
    std::string out;
    for (const char c : words) {
        const auto u = static_cast<unsigned char>(c);
        if (u >= 'A' && u <= 'Z') out += static_cast<char>(u - 'A' + 'a');
        else if (u >= 0x80 || (u >= 'a' && u <= 'z') || (u >= '0' && u <= '9')) out += c;
    }
    return out;
}

}  // namespace
}  // namespace detail

proof_result prove_together(std::span<const catalogue> all) {
    using namespace detail;
    proof_result out;
    out.statements.push_back({"every_indicator_matters",
                              "Every indicator, burden facts and those for the record only apart, "
                              "changes something in at least one catalogue.",
                              0,
                              {}});
    out.statements.push_back({"no_two_indicators_with_one_meaning",
                              "No two indicators have the same label or question.",
                              0,
                              {}});
    out.statements.push_back(
        {"every_rule_used", "Every named rule, template and tag serves something.", 0, {}});

    std::map<std::string, const indicator*, std::less<>> indicators;
    for (const catalogue& c : all)
        for (const indicator* i : c.indicators()) indicators.emplace(i->id, i);
    std::set<std::string, std::less<>> matters;
    for (const catalogue& c : all) {
        const catalogue_state& state = c.state();
        z3::context in;
        symbolic_person first_person(in, c, "a "), other(in, c, "b ");
        // all that is said of anybody, each with the literals that it rests on
        std::vector<std::pair<const compiled_rule*, z3::expr>> differs;
        const auto add = [&](const compiled_rule& rule) {
            if (rule.exists())
                differs.emplace_back(&rule,
                                     first_person.certain(rule) != other.certain(rule) ||
                                         first_person.may_hold(rule) != other.may_hold(rule));
        };
        for (const compiled_finding& f : state.compiled_findings) {
            add(f.rule);
            for (const compiled_rule& e : f.elements) add(e);
        }
        for (const compiled_safeguard& s : state.compiled_safeguards) {
            add(s.when);
            add(s.unless_ruled_out);
        }
        for (const compiled_referral& r : state.compiled_referrals) {
            add(r.when);
            add(r.combined);
        }
        for (const compiled_instrument& i : state.compiled_instruments) add(i.as_published);
        for (const compiled_write& w : state.compiled_writes) add(w.when);
        for (const compiled_rule* rule : {&state.denials_count_when, &state.child_now,
                                          &state.interview_ends_when, &state.offences_shown_when})
            add(*rule);
        std::vector<z3::expr> sums;
        for (const compiled_score& s : state.compiled_scores)
            each_term(
                state.rules_program, state.rules_program.operations[s.operation],
                [&](std::uint32_t bit) {
                    if (!state.rules_program.is_literal(bit) &&
                        state.rules_program.operations[bit - state.rules_program.literals.size()]
                                .kind == operation_kind::sum)
                        return;
                    sums.push_back(first_person.certain(bit) != other.certain(bit));
                });
        std::map<std::uint32_t, z3::expr> equal;
        for (const std::uint32_t i : first_person.tested())
            equal.emplace(i, same(first_person, other, i));

        z3::solver solver(in, "QF_FD");
        z3::params limits(in);
        limits.set("rlimit", steps_a_question);
        solver.set(limits);
        for (symbolic_person* person : {&first_person, &other})
            for (unsigned n = 0; n < person->possible().size(); ++n)
                solver.add(person->possible()[static_cast<int>(n)]);
        for (const std::uint32_t i : first_person.tested()) {
            if (matters.contains(state.indicators[i]->id)) continue;
            z3::expr_vector any(in);
            for (const auto& [rule, different] : differs) {
                bool rests = false;
                for (std::uint32_t l = state.rules_program.literals_of[i];
                     l < state.rules_program.literals_of[i + 1]; ++l)
                    rests = rests || test_bit(rule->literals, l);
                if (rests) any.push_back(different);
            }
            for (const z3::expr& different : sums) any.push_back(different);
            if (any.empty()) continue;
            solver.push();
            for (const auto& [j, expression] : equal)
                if (j != i) solver.add(expression);
            solver.add(z3::mk_or(any));
            if (solver.check() == z3::sat) matters.insert(state.indicators[i]->id);
            solver.pop();
        }
    }
    statement_result& relevance = out.statements[0];
    for (const auto& [id, about] : indicators) {
        if (about->nature == indicator_nature::burden) continue;
        if (about->record_only) {
            if (matters.contains(id))
                relevance.failed.push_back(
                    {relevance.id,
                     "indicator " + id,
                     "it is said to be for the record only, and a rule tests it",
                     {}});
            continue;
        }
        if (matters.contains(id)) ++relevance.proved;
        else
            relevance.failed.push_back({relevance.id,
                                        "indicator " + id,
                                        "no catalogue says anything else whatever the answer",
                                        {}});
    }

    statement_result& meaning = out.statements[1];
    std::map<std::string, std::string> said;
    for (const auto& [id, about] : indicators) {
        bool alone = true;
        for (const text* words : {&about->label, &about->question})
            for (const translation& t : words->translations) {
                const auto [at, is_new] =
                    said.emplace((words == &about->label ? "label " : "question ") + t.language +
                                     " " + plain_words(t.words),
                                 id);
                if (!is_new && at->second != id) {
                    meaning.failed.push_back({meaning.id,
                                              "indicators " + at->second + " and " + id,
                                              "they have the same words in " + quoted(t.language),
                                              {}});
                    alone = false;
                }
            }
        meaning.proved += alone;
    }

    statement_result& used = out.statements[2];
    std::set<std::string, std::less<>> named;
    const std::function<void(const rule_tree&)> walk = [&](const rule_tree& tree) {
        if (!tree.id.empty()) named.insert(tree.id);
        for (const auto& [parameter, tag] : tree.arguments) named.insert(tag);
        for (const rule_tree& child : tree.children) walk(child);
    };
    std::map<std::string, const catalogue_document*, std::less<>> documents;
    for (const catalogue& c : all) {
        documents.emplace(c.document().id, &c.document());
        for (const catalogue& u : c.state().closure)
            documents.emplace(u.document().id, &u.document());
    }
    for (const auto& [id, d] : documents) {
        if (d->denials_count_when) walk(*d->denials_count_when);
        if (d->offences_shown_when) walk(*d->offences_shown_when);
        if (d->interview_ends_when) walk(*d->interview_ends_when);
        named.insert(d->child_now);
        for (const auto& t : d->templates) walk(t.rule);
        for (const auto& r : d->rules) walk(r.rule);
        for (const auto& f : d->findings) {
            walk(f.rule);
            for (const auto& e : f.elements) walk(e.rule);
        }
        for (const auto& s : d->scores)
            for (const auto& t : s.terms) {
                if (t.when) walk(*t.when);
                named.insert(t.score);
            }
        for (const auto& s : d->safeguards) {
            if (s.when) walk(*s.when);
            if (s.unless_ruled_out) walk(*s.unless_ruled_out);
        }
        for (const auto& r : d->referrals) {
            walk(r.when);
            if (r.routing) walk(*r.routing);
            if (r.serves_only) walk(*r.serves_only);
        }
    }
    for (const auto& [id, d] : documents) {
        const auto look = [&](const auto& collection, const char* what) {
            for (const auto& definition : collection) {
                if (named.contains(definition.id)) ++used.proved;
                else
                    used.failed.push_back(
                        {used.id, std::string(what) + definition.id, "nothing names it", {}});
            }
        };
        look(d->rules, "rule ");
        look(d->templates, "template ");
        look(d->tags, "tag ");
    }
    return out;
}

}  // namespace v0
}  // namespace pehchan
