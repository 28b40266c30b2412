// SPDX-License-Identifier: Apache-2.0
#include "pehchan/compiled.hpp"
#include "pehchan/proof.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "pehchan/names.hpp"
#include "symbolic.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {
namespace {

constexpr unsigned steps_a_question = 200'000'000;

/// Safeguards that a jurisdiction gives everybody, with no answers at all (docs/model.md, laws 6
/// and 7).
constexpr std::array<std::string_view, 6> unconditional{
    "independent_interpreter", "no_contact_unless_asked", "no_removal_before_screening",
    "non_punishment",          "right_not_to_answer",     "speak_apart"};

bool protects(const finding_definition& f) {
    return f.kind == finding_kind::victim || f.kind == finding_kind::protection;
}

/// Something that must be false of everybody (`refuted`), or true of somebody (`shown`).
struct question {
    std::string subject, message;
    z3::expr about;
};

/// Asks a solver many questions about the same people.
class examiner {
public:
    examiner(z3::context& in, std::vector<symbolic_person*> persons, z3::expr_vector also)
        : in_(in), persons_(std::move(persons)), also_(std::move(also)) {}

    void refute(statement_result& into, const std::vector<question>& all) { ask(into, all, true); }
    void show(statement_result& into, const std::vector<question>& all) { ask(into, all, false); }

private:
    void ask(statement_result& into, const std::vector<question>& all, bool must_be_false) {
        z3::solver solver(in_, "QF_FD");
        z3::params limits(in_);
        limits.set("rlimit", steps_a_question);
        solver.set(limits);
        for (symbolic_person* person : persons_)
            for (unsigned i = 0; i < person->possible().size(); ++i)
                solver.add(person->possible()[static_cast<int>(i)]);
        for (unsigned i = 0; i < also_.size(); ++i) solver.add(also_[static_cast<int>(i)]);
        for (const question& q : all) {
            solver.push();
            solver.add(q.about);
            const z3::check_result end = solver.check();
            solver.pop();
            if (end == (must_be_false ? z3::unsat : z3::sat)) ++into.proved;
            else if (end == z3::unknown)
                into.failed.push_back(
                    {into.id, q.subject, "the solver could not settle it within its steps", {}});
            else if (!must_be_false) into.failed.push_back({into.id, q.subject, q.message, {}});
            else
                into.failed.push_back(
                    {into.id, q.subject, q.message, search(in_, persons_, q.about, also_).persons});
        }
    }

    z3::context& in_;
    std::vector<symbolic_person*> persons_;
    z3::expr_vector also_;
};

std::string quoted(std::string_view id) {
    std::string out{'"'};
    out.append(id).push_back('"');
    return out;
}

/// How the second of two people may differ from the first, indicator by indicator.
z3::expr same(symbolic_person& a, symbolic_person& b, std::uint32_t i) {
    z3::expr out = a.known(i) == b.known(i);
    for (std::uint32_t c = 0; c < a.cells(i); ++c)
        out = out && a.answer_is(i, c) == b.answer_is(i, c);
    return out;
}
/// The second has this sign wherever the first has it, and may have more.
z3::expr at_least_the_signs(symbolic_person& a, symbolic_person& b, std::uint32_t i,
                            const program& rules, indicator_type type) {
    z3::expr out = z3::implies(a.known(i), b.known(i));  // an answer is not taken back
    if (type == indicator_type::yes_no)                  // from no answer or "no" to "yes"
        return out && z3::implies(a.answer_is(i, 1), b.answer_is(i, 1)) &&
               z3::implies(!a.known(i), !b.answer_is(i, 0));
    // a choice or a number has more of a sign where every condition that held still does
    for (std::uint32_t to = 0; to < a.cells(i);
         ++to) {  // where there was no answer, one that every condition takes for a sign
        bool all = true;
        for (std::uint32_t l = rules.literals_of[i]; l < rules.literals_of[i + 1]; ++l)
            all = all && (rules.literals[l].cells >> to & 1u);
        if (!all) out = out && !(!a.known(i) && b.answer_is(i, to));
    }
    for (std::uint32_t from = 0; from < a.cells(i); ++from)
        for (std::uint32_t to = 0; to < a.cells(i); ++to) {
            bool more = true;
            for (std::uint32_t l = rules.literals_of[i]; l < rules.literals_of[i + 1]; ++l)
                more = more && (!(rules.literals[l].cells >> from & 1u) ||
                                (rules.literals[l].cells >> to & 1u));
            if (!more) out = out && !(a.answer_is(i, from) && b.answer_is(i, to));
        }
    return out;
}
/// The second has the first's answers, and may have more.
z3::expr at_least_the_answers(symbolic_person& a, symbolic_person& b, std::uint32_t i) {
    z3::expr out = a.known(i).ctx().bool_val(true);
    for (std::uint32_t c = 0; c < a.cells(i); ++c)
        out = out && z3::implies(a.answer_is(i, c), b.answer_is(i, c));
    return out;
}

/// The proofs about one catalogue.
class prover {
public:
    explicit prover(const catalogue& of) : of_(of), state_(of.state()) {}

    proof_result make() {
        texts();
        sources();
        effects();
        one_person();
        two_people();
        return std::move(out_);
    }

private:
    statement_result& state(std::string id, std::string title) {
        out_.statements.push_back({std::move(id), std::move(title), 0, {}});
        return out_.statements.back();
    }

    void texts() {
        statement_result& s = state("every_text_in_every_language",
                                    "Every text stands in every language of its catalogue.");
        const catalogue_document& d = of_.document();
        const auto look = [&](const text& words, const std::string& subject) {
            if (words.empty()) return;
            for (const catalogue_language& language : d.languages) {
                const translation* found = words.find(language.id);
                const bool there = found && !found->words.empty();
                if (there) ++s.proved;
                else
                    s.failed.push_back(
                        {s.id, subject, "there is no text in " + quoted(language.id), {}});
            }
        };
        look(d.title, d.id);
        for (const auto& i : d.indicators) {
            look(i.label, i.id);
            look(i.question, i.id);
            look(i.not_applicable, i.id);
            for (const auto& o : i.options) look(o.label, i.id + "/" + o.id);
        }
        for (const auto& r : d.rules) look(r.title, r.id);
        for (const auto& r : d.scores) look(r.title, r.id);
        for (const auto& f : d.findings) {
            look(f.title, f.id);
            look(f.meaning, f.id);
            for (const auto& e : f.elements) look(e.title, f.id + "/" + e.id);
        }
        for (const auto& g : d.safeguards) {
            look(g.title, g.id);
            look(g.words, g.id);
            look(g.for_person, g.id);
        }
        for (const auto& r : d.referrals)
            for (const text* t :
                 {&r.authority, &r.serves, &r.consent_adult, &r.consent_child, &r.for_person})
                look(*t, r.id);
        for (const auto& f : d.forms) look(f.title, f.id);
        for (const auto& m : d.mappings) look(m.title, m.id);
        for (const auto& c : d.contrasts) look(c.words, c.id);
        for (const auto& i : d.instruments) {
            for (const text* t : {&i.title, &i.population, &i.rule_in_words, &i.not_for})
                look(*t, i.id);
            for (const auto& a : i.accuracy) look(a.population, a.id);
        }
        for (const auto& t : d.texts) look(t.words, t.id);
    }

    void sources() {
        statement_result& s =
            state("law_10_every_statement_is_sourced",
                  "Every statement names a source of its catalogue or one that it uses.");
        const catalogue_document& d = of_.document();
        const auto look = [&](const auto& all) {
            for (const auto& one : all) {
                bool good = !one.statement.sources.empty();
                for (const std::string& source : one.statement.sources)
                    good = good && of_.find_source(source);
                if (good) ++s.proved;
                else s.failed.push_back({s.id, one.id, "it names no source", {}});
            }
        };
        look(d.indicators);
        look(d.tags);
        look(d.templates);
        look(d.rules);
        look(d.scores);
        look(d.findings);
        look(d.safeguards);
        look(d.referrals);
        look(d.mappings);
        look(d.contrasts);
        look(d.instruments);
        for (const auto& i : d.instruments) look(i.accuracy);
    }

    void effects() {
        statement_result& s =
            state("law_5_nothing_restricts",
                  "Every safeguard limits the official, offers the person something, protects "
                  "data, or protects a child on a legal basis.");
        for (const compiled_safeguard& each : state_.compiled_safeguards) {
            const safeguard_definition& d = *each.definition;
            const bool legal = d.force == basis_kind::statute ||
                               d.force == basis_kind::constitution || d.force == basis_kind::treaty;
            const bool good = d.effect == safeguard_effect::limits_official ||
                              d.effect == safeguard_effect::offers_person ||
                              d.effect == safeguard_effect::protects_data ||
                              (d.effect == safeguard_effect::protects_child && legal);
            if (good) ++s.proved;
            else
                s.failed.push_back(
                    {s.id,
                     "safeguard " + d.id,
                     "it has another effect, or protects a child without a legal basis",
                     {}});
        }
    }

    void one_person() {
        z3::context in;
        symbolic_person anyone(in, of_, "");
        std::vector<question> protection, non_punishment, warning, hold, found, kept, referred,
            types, back, alike;
        const auto& findings = state_.compiled_findings;
        const auto& referrals = state_.compiled_referrals;
        z3::expr_vector protected_by(in);
        std::set<std::string, std::less<>> given;
        z3::expr nobody_punished = in.bool_val(false);
        for (std::uint32_t r = 0; r < referrals.size(); ++r)
            if (referrals[r].definition->kind == referral_kind::protection)
                protected_by.push_back(anyone.indicated(r));
        for (const compiled_safeguard& s : state_.compiled_safeguards)
            if (s.definition->id == "non_punishment") nobody_punished = anyone.applies(s);
        const z3::expr helped = protected_by.empty() ? in.bool_val(false) : z3::mk_or(protected_by);
        for (const compiled_finding& f : findings) {
            const std::string& id = f.definition->id;
            const z3::expr indicated = anyone.certain(f.rule);
            found.push_back({"finding " + id, "no answers make it indicated", indicated});
            for (std::size_t e = 0; e < f.elements.size(); ++e)
                found.push_back({"element " + f.definition->elements[e].id + " of " + id,
                                 "no answers make it indicated", anyone.certain(f.elements[e])});
            if (!protects(*f.definition)) continue;
            protection.push_back(
                {"finding " + id,
                 "it is indicated, and no referral for protection stands that serves this person",
                 indicated && !helped});
            non_punishment.push_back(
                {"finding " + id,
                 "it is indicated, and the safeguard \"non_punishment\" does not apply",
                 indicated && !nobody_punished});
        }
        for (std::size_t f = 0; f < findings.size(); ++f)
            for (std::size_t g = f + 1; g < findings.size(); ++g) {
                const finding_definition &a = *findings[f].definition, &b = *findings[g].definition;
                if (a.kind != b.kind || a.kind == finding_kind::measure ||
                    a.kind == finding_kind::offence)
                    continue;
                alike.push_back(
                    {"findings " + a.id + " and " + b.id,
                     "they are indicated of exactly the same persons: two ids with one meaning",
                     anyone.certain(findings[f].rule) != anyone.certain(findings[g].rule)});
            }
        for (const compiled_safeguard& s : state_.compiled_safeguards) {
            const z3::expr applies = anyone.applies(s);
            kept.push_back({"safeguard " + s.definition->id, "no answers make it apply", applies});
            const bool always = std::find(unconditional.begin(), unconditional.end(),
                                          s.definition->id) != unconditional.end();
            if (always) given.insert(s.definition->id);
            if (always || (!s.when.exists() && !s.unless_ruled_out.exists()))
                hold.push_back({"safeguard " + s.definition->id,
                                "there are answers, or missing ones, with which it does not apply",
                                !applies});
        }
        if (!referrals.empty())
            for (const std::string_view id : unconditional)
                if (!given.contains(id))
                    hold.push_back({"safeguard " + std::string(id),
                                    "the catalogue has no such safeguard", in.bool_val(true)});
        std::set<int> case_types;
        z3::expr only_warned = in.bool_val(false);
        for (const compiled_finding& f : findings)
            if (f.definition->id == "early_warning") only_warned = anyone.certain(f.rule);
        for (const compiled_finding& f : findings)
            if (f.definition->id != "early_warning" && f.definition->kind != finding_kind::measure)
                only_warned = only_warned && !anyone.certain(f.rule);
        for (std::uint32_t r = 0; r < referrals.size(); ++r) {
            const referral_definition& d = *referrals[r].definition;
            referred.push_back(
                {"referral " + d.id, "no answers make it indicated", anyone.indicated(r)});
            case_types.insert(d.case_types.begin(), d.case_types.end());
            if (d.kind == referral_kind::investigation ||
                (d.mode == referral_mode::duty && d.kind != referral_kind::protection))
                warning.push_back({"referral " + d.id, "early warning alone leads to it",
                                   only_warned && anyone.certain(referrals[r].when)});
        }
        if (!case_types.empty()) {
            for (int type = 1; type <= 17; ++type) {
                z3::expr_vector any(in), found_too(in);
                for (std::uint32_t r = 0; r < referrals.size(); ++r)
                    if (std::count(referrals[r].definition->case_types.begin(),
                                   referrals[r].definition->case_types.end(), type))
                        any.push_back(anyone.indicated(r));
                for (const compiled_finding& f : findings)
                    if (f.definition->kind != finding_kind::measure &&
                        f.definition->kind != finding_kind::offence)
                        found_too.push_back(anyone.certain(f.rule));
                types.push_back({"case type " + std::to_string(type),
                                 "no finding and no answers lead to a referral for it",
                                 any.empty() || found_too.empty()
                                     ? in.bool_val(false)
                                     : z3::mk_or(any) && z3::mk_or(found_too)});
            }
            z3::expr_vector any(in);
            for (std::uint32_t r = 0; r < referrals.size(); ++r)
                if (!referrals[r].definition->case_types.empty())
                    any.push_back(anyone.certain(referrals[r].when));
            for (const compiled_finding& f : findings)
                if (protects(*f.definition))
                    back.push_back(
                        {"finding " + f.definition->id,
                         "it is indicated, and no referral for any case type has a reason",
                         anyone.certain(f.rule) && !z3::mk_or(any)});
        }

        examiner ask(in, {&anyone}, z3::expr_vector(in));
        if (!referrals.empty()) {
            ask.refute(state("law_7_protection_follows",
                             "Whoever has an indicated victim or protection finding has an "
                             "indicated referral for protection that nothing withholds."),
                       protection);
            ask.refute(state("law_7_non_punishment",
                             "Whoever has an indicated victim or protection finding has the "
                             "non-punishment safeguard."),
                       non_punishment);
            ask.show(state("law_7_every_case_type_reached",
                           "Every one of the case types is reached by a finding."),
                     types);
            ask.refute(state("law_7_every_finding_has_a_case_type",
                             "Every indicated victim or protection finding gives some case type's "
                             "referral its reason."),
                       back);
            ask.refute(
                state(
                    "law_5_early_warning_informs",
                    "Early warning alone leads to no investigation and to no duty but protection."),
                warning);
        }
        ask.refute(state("law_6_no_answer_ends_the_hold",
                         "The safeguards that everybody has, the hold on charge, detention and "
                         "removal among them, apply whatever the answers."),
                   hold);
        ask.show(
            state("every_finding_reachable", "Every finding and every element can be indicated."),
            found);
        ask.show(state("every_safeguard_reachable", "Every safeguard can apply."), kept);
        ask.show(state("every_referral_reachable", "Every referral can be indicated."), referred);
        ask.show(state("no_two_findings_with_one_meaning",
                       "No two findings of a kind are indicated of exactly the same persons."),
                 alike);
    }

    void two_people() {
        z3::context in;
        symbolic_person one(in, of_, "a "), other(in, of_, "b ");
        struct target {
            std::string subject;
            z3::expr before, after, may_before, may_after;
            bool finding, protective;
        };
        std::vector<target> targets;
        for (const compiled_finding& f : state_.compiled_findings)
            if (f.definition->kind != finding_kind::measure)
                targets.push_back({"finding " + f.definition->id, one.certain(f.rule),
                                   other.certain(f.rule), one.may_hold(f.rule),
                                   other.may_hold(f.rule), true, protects(*f.definition)});
        for (const compiled_safeguard& s : state_.compiled_safeguards)
            targets.push_back({"safeguard " + s.definition->id, one.applies(s), other.applies(s),
                               in.bool_val(true), in.bool_val(true), false, true});
        for (const compiled_referral& r : state_.compiled_referrals)
            targets.push_back({"referral " + r.definition->id, one.certain(r.when),
                               other.certain(r.when), one.may_hold(r.when), other.may_hold(r.when),
                               false, true});

        const auto relation =
            [&](const std::function<z3::expr(std::uint32_t, indicator_nature)>& each) {
                z3::expr_vector out(in);
                for (const std::uint32_t i : one.tested())
                    out.push_back(each(i, state_.indicators[i]->nature));
                return out;
            };
        {
            std::vector<question> all;
            for (const target& t : targets)
                if (t.protective)
                    all.push_back({t.subject, "a further sign of harm takes it away",
                                   (t.before && !t.after) || (t.may_before && !t.may_after)});
            const z3::expr_vector more = relation([&](std::uint32_t i, indicator_nature nature) {
                return nature == indicator_nature::harm
                           ? at_least_the_signs(one, other, i, state_.rules_program,
                                                state_.indicators[i]->type)
                           : same(one, other, i);
            });
            examiner(in, {&one, &other}, more)
                .refute(state("law_4_no_sign_of_harm_lowers",
                              "No further sign of harm lowers or removes a victim or protection "
                              "finding, a safeguard or a referral."),
                        all);
        }
        {
            std::vector<question> all;
            for (const target& t : targets)
                all.push_back({t.subject, "a burden fact changes it",
                               t.before != t.after || t.may_before != t.may_after});
            const z3::expr_vector burden = relation([&](std::uint32_t i, indicator_nature nature) {
                return nature == indicator_nature::burden ? in.bool_val(true) : same(one, other, i);
            });
            examiner(in, {&one, &other}, burden)
                .refute(state("law_4_no_burden_fact_counts",
                              "No burden fact, however answered, changes a finding, a safeguard or "
                              "the reason of a referral; no finding of an offence rests on one."),
                        all);
        }
        {
            std::vector<question> all;
            for (const target& t : targets)
                if (t.finding)
                    all.push_back({t.subject, "an identity fact changes it",
                                   t.before != t.after || t.may_before != t.may_after});
            const z3::expr_vector identity =
                relation([&](std::uint32_t i, indicator_nature nature) {
                    return nature == indicator_nature::identity ? in.bool_val(true)
                                                                : same(one, other, i);
                });
            examiner(in, {&one, &other}, identity)
                .refute(state("law_4_no_identity_fact_is_a_sign",
                              "No identity fact changes a finding."),
                        all);
        }
        {
            std::vector<question> all;
            for (const target& t : targets)
                if (t.finding)
                    all.push_back({t.subject, "a further answer unsettles it",
                                   (t.before && !t.after) || (!t.may_before && t.may_after)});
            const z3::expr_vector more = relation([&](std::uint32_t i, indicator_nature) {
                return at_least_the_answers(one, other, i);
            });
            examiner(in, {&one, &other}, more)
                .refute(state("law_12_knowledge_only_settles",
                              "No further answer changes a settled status."),
                        all);
        }
    }

    catalogue of_;
    const catalogue_state& state_;
    proof_result out_;
};

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

proof_result prove(const catalogue& of) { return detail::prover(of).make(); }

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
        symbolic_person one(in, c, "a "), other(in, c, "b ");
        // all that is said of anybody, each with the literals that it rests on
        std::vector<std::pair<const compiled_rule*, z3::expr>> differs;
        const auto add = [&](const compiled_rule& rule) {
            if (rule.exists())
                differs.emplace_back(&rule, one.certain(rule) != other.certain(rule) ||
                                                one.may_hold(rule) != other.may_hold(rule));
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
            add(r.whole);
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
                    sums.push_back(one.certain(bit) != other.certain(bit));
                });
        std::map<std::uint32_t, z3::expr> equal;
        for (const std::uint32_t i : one.tested()) equal.emplace(i, same(one, other, i));

        z3::solver solver(in, "QF_FD");
        z3::params limits(in);
        limits.set("rlimit", steps_a_question);
        solver.set(limits);
        for (symbolic_person* person : {&one, &other})
            for (unsigned n = 0; n < person->possible().size(); ++n)
                solver.add(person->possible()[static_cast<int>(n)]);
        for (const std::uint32_t i : one.tested()) {
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
            for (const auto& one : collection) {
                if (named.contains(one.id)) ++used.proved;
                else
                    used.failed.push_back(
                        {used.id, std::string(what) + one.id, "nothing names it", {}});
            }
        };
        look(d->rules, "rule ");
        look(d->templates, "template ");
        look(d->tags, "tag ");
    }
    return out;
}

difference first_difference(const catalogue& one, const catalogue& other) {
    using namespace detail;
    z3::context in;
    const catalogue_state &s = one.state(), &t = other.state();
    const program &p = s.rules_program, &q = t.rules_program;
    // Where both cut the answers alike one person's variables serve both; what was not changed is
    // then the same expression, and nothing has to be asked of it.
    const bool cut_alike =
        p.cuts == q.cuts && p.all_cells == q.all_cells &&
        std::equal(s.indicators.begin(), s.indicators.end(), t.indicators.begin(),
                   t.indicators.end(),
                   [](const indicator* x, const indicator* y) { return x->id == y->id; });
    symbolic_person a(in, one, "a "), b(in, other, cut_alike ? "a " : "b ");
    if (cut_alike) b.share_names(a);
    // the same answers: cells may be cut differently, so answers are compared by what they are
    z3::expr_vector equal(in);
    std::map<std::string_view, std::uint32_t> in_other;
    for (const std::uint32_t i : b.tested()) in_other.emplace(t.indicators[i]->id, i);
    for (const std::uint32_t i : a.tested()) {
        const auto at = in_other.find(s.indicators[i]->id);
        if (at == in_other.end()) continue;
        const std::uint32_t j = at->second;
        equal.push_back(a.known(i) == b.known(j));
        if (s.indicators[i]->type != indicator_type::number) {
            for (std::uint32_t c = 0; c < std::min(a.cells(i), b.cells(j)); ++c)
                equal.push_back(a.answer_is(i, c) == b.answer_is(j, c));
            continue;
        }
        const auto ends = [](const std::vector<std::int64_t>& cuts,
                             std::uint32_t c) {  // the stretch [first, second)
            return std::pair{c == 0 ? std::numeric_limits<std::int64_t>::min() : cuts[c - 1],
                             c == cuts.size() ? std::numeric_limits<std::int64_t>::max() : cuts[c]};
        };
        for (std::uint32_t c = 0; c < a.cells(i); ++c)
            for (std::uint32_t d = 0; d < b.cells(j); ++d) {
                const auto [first, second] = ends(p.cuts[i], c);
                const auto [third, fourth] = ends(q.cuts[j], d);
                if (std::max(first, third) >= std::min(second, fourth))
                    equal.push_back(!(a.answer_is(i, c) && b.answer_is(j, d)));
            }
    }
    std::vector<question> all;
    const auto unlike = [&](std::string subject,
                            const std::vector<std::pair<z3::expr, z3::expr>>& pairs) {
        if (std::all_of(pairs.begin(), pairs.end(),
                        [](const auto& each) { return z3::eq(each.first, each.second); }))
            return;
        z3::expr differ = in.bool_val(false);
        for (const auto& [x, y] : pairs) differ = differ || x != y;
        all.push_back({std::move(subject), "", differ});
    };
    const auto statuses = [&](std::string subject, const compiled_rule& x, const compiled_rule& y) {
        unlike(std::move(subject), {{a.certain(x), b.certain(y)}, {a.may_hold(x), b.may_hold(y)}});
    };
    for (std::size_t f = 0; f < s.compiled_findings.size(); ++f)
        for (const compiled_finding& g : t.compiled_findings) {
            const compiled_finding& mine = s.compiled_findings[f];
            if (mine.definition->id != g.definition->id) continue;
            statuses("finding " + g.definition->id, mine.rule, g.rule);
            for (std::size_t e = 0; e < std::min(mine.elements.size(), g.elements.size()); ++e)
                statuses("element " + g.definition->elements[e].id + " of " + g.definition->id,
                         mine.elements[e], g.elements[e]);
        }
    for (const compiled_safeguard& x : s.compiled_safeguards)
        for (const compiled_safeguard& y : t.compiled_safeguards)
            if (x.definition->id == y.definition->id)
                unlike("safeguard " + x.definition->id, {{a.applies(x), b.applies(y)}});
    for (const compiled_referral& x : s.compiled_referrals)
        for (const compiled_referral& y : t.compiled_referrals)
            if (x.definition->id == y.definition->id)
                unlike("referral " + x.definition->id,
                       {{a.certain(x.when), b.certain(y.when)},
                        {a.certain(x.whole), b.certain(y.whole)},
                        {a.may_hold(x.whole), b.may_hold(y.whole)}});
    for (const compiled_score& x : s.compiled_scores)
        for (const compiled_score& y : t.compiled_scores) {
            if (x.definition->id != y.definition->id) continue;
            std::set<std::int64_t>
                levels;  // sums that can be reached, as far as one term or two make them
            for (const program* r : {&p, &q}) {
                const std::uint32_t index = r == &p ? x.operation : y.operation;
                const operation& op = r->operations[index];
                std::int64_t total = 0;
                for (std::uint32_t w = op.first; w < op.first + op.size; ++w) {
                    levels.insert(r->weights[w].weight);
                    total += r->weights[w].weight;
                    levels.insert(total);
                }
            }
            for (const std::int64_t level : levels)
                all.push_back({"score " + x.definition->id, "",
                               a.sum_at_least(x.operation, level, plane_side::low) !=
                                       b.sum_at_least(y.operation, level, plane_side::low) ||
                                   a.sum_at_least(x.operation, level, plane_side::high) !=
                                       b.sum_at_least(y.operation, level, plane_side::high)});
        }
    z3::expr_vector any(in);
    for (const question& each : all) any.push_back(each.about);
    if (any.empty()) return {};
    z3::solver solver(in, "QF_FD");
    for (symbolic_person* person : {&a, &b})
        for (unsigned n = 0; n < person->possible().size(); ++n)
            solver.add(person->possible()[static_cast<int>(n)]);
    for (unsigned n = 0; n < equal.size(); ++n) solver.add(equal[static_cast<int>(n)]);
    solver.add(z3::mk_or(any));
    if (solver.check() == z3::unsat) return {};
    for (const question& each : all) {
        search_result found = search(in, {&a, &b}, each.about, equal);
        if (found.end != search_end::found) continue;
        for (const proof_answer& extra :
             found.persons[1])  // an indicator that only the other tests
            if (std::find(found.persons[0].begin(), found.persons[0].end(), extra) ==
                    found.persons[0].end() &&
                std::none_of(
                    found.persons[0].begin(), found.persons[0].end(),
                    [&](const proof_answer& mine) { return mine.indicator == extra.indicator; }))
                found.persons[0].push_back(extra);
        for (proof_answer& mine : found.persons[0]) {  // a number that lies in the cells of both
            if (!mine.is_number) continue;
            const auto theirs = std::find_if(
                found.persons[1].begin(), found.persons[1].end(),
                [&](const proof_answer& their) { return their.indicator == mine.indicator; });
            if (theirs == found.persons[1].end()) continue;
            const std::int64_t x = std::stoll(mine.value), y = std::stoll(theirs->value);
            const bool first_x = x < p.cuts[index_in(s.indicators, mine.indicator)].front(),
                       first_y = y < q.cuts[index_in(t.indicators, mine.indicator)].front();
            mine.value = std::to_string(first_x && first_y ? std::min(x, y)
                                        : first_x          ? y
                                        : first_y          ? x
                                                           : std::max(x, y));
        }
        return {true, each.subject, std::move(found.persons[0])};
    }
    return {true, "", {}};
}

}  // namespace v0
}  // namespace pehchan
