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

#include "pehchan/detail/each_text.hpp"
#include "pehchan/names.hpp"
#include "questions.hpp"
#include "symbolic.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {
namespace {

/// Safeguards that a jurisdiction gives everybody, with no answers at all (docs/model.md, laws 6
/// and 7).
constexpr std::array<std::string_view, 6> unconditional{
    "independent_interpreter", "no_contact_unless_asked", "no_removal_before_screening",
    "non_punishment",          "right_not_to_answer",     "speak_apart"};

bool protects(const finding_definition& f) {
    return f.kind == finding_kind::victim || f.kind == finding_kind::protection;
}

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

/// The second has this sign wherever the first has it, and may have more.
z3::expr at_least_the_signs(symbolic_person& a, symbolic_person& b, std::uint32_t i,
                            const program& rules, indicator_type type) {
    z3::expr out = z3::implies(a.known(i), b.known(i));  // an answer is not taken back
    if (type == indicator_type::yes_no)                  // from no answer or "no" to "yes"
        return out && z3::implies(a.answer_is(i, 1), b.answer_is(i, 1)) &&
               z3::implies(!a.known(i), !b.answer_is(i, 0));
    // a choice or a number has more of a sign where every condition that held still does
    for (std::uint32_t to = 0; to < a.classes(i);
         ++to) {  // where there was no answer, one that every condition takes for a sign
        bool all = true;
        for (std::uint32_t l = rules.literals_of[i]; l < rules.literals_of[i + 1]; ++l)
            all = all && (rules.literals[l].classes >> to & 1u);
        if (!all) out = out && !(!a.known(i) && b.answer_is(i, to));
    }
    for (std::uint32_t from = 0; from < a.classes(i); ++from)
        for (std::uint32_t to = 0; to < a.classes(i); ++to) {
            bool all_kept = true;
            for (std::uint32_t l = rules.literals_of[i]; l < rules.literals_of[i + 1]; ++l)
                all_kept = all_kept && (!(rules.literals[l].classes >> from & 1u) ||
                                        (rules.literals[l].classes >> to & 1u));
            if (!all_kept) out = out && !(a.answer_is(i, from) && b.answer_is(i, to));
        }
    return out;
}
/// The second has the first's answers, and may have more.
z3::expr at_least_the_answers(symbolic_person& a, symbolic_person& b, std::uint32_t i) {
    z3::expr out = a.known(i).ctx().bool_val(true);
    for (std::uint32_t c = 0; c < a.classes(i); ++c)
        out = out && z3::implies(a.answer_is(i, c), b.answer_is(i, c));
    return out;
}

/// The proofs about one catalogue.
class prover {
public:
    explicit prover(const catalogue& catalogue_used)
        : catalogue_(catalogue_used), state_(catalogue_used.state()) {}

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
        statement_result& s =
            state("every_text_in_every_language",
                  "Every text stands in the source language and in every reviewed language.");
        const catalogue_document& d = catalogue_.document();
        detail::for_each_text(d, [&](const std::string& place, const text& words) {
            for (const catalogue_language& language : d.languages) {
                if (language.status == translation_status::draft) continue;
                const translation* found = words.find(language.id);
                if (found && !found->words.empty()) ++s.proved;
                else
                    s.failed.push_back(
                        {s.id, place, "there is no text in " + quoted(language.id), {}});
            }
        });
    }

    void sources() {
        statement_result& s =
            state("law_10_every_statement_is_sourced",
                  "Every statement names a source of its catalogue or one that it uses.");
        const catalogue_document& d = catalogue_.document();
        const auto look = [&](const auto& all) {
            for (const auto& statement : all) {
                bool good = !statement.statement.sources.empty();
                for (const std::string& source : statement.statement.sources)
                    good = good && catalogue_.find_source(source);
                if (good) ++s.proved;
                else s.failed.push_back({s.id, statement.id, "it names no source", {}});
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
        symbolic_person anyone(in, catalogue_, "");
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
        symbolic_person first_person(in, catalogue_, "a "), other(in, catalogue_, "b ");
        struct target {
            std::string subject;
            z3::expr before, after, may_before, may_after;
            bool finding, protective;
        };
        std::vector<target> targets;
        for (const compiled_finding& f : state_.compiled_findings)
            if (f.definition->kind != finding_kind::measure)
                targets.push_back({"finding " + f.definition->id, first_person.certain(f.rule),
                                   other.certain(f.rule), first_person.may_hold(f.rule),
                                   other.may_hold(f.rule), true, protects(*f.definition)});
        for (const compiled_safeguard& s : state_.compiled_safeguards)
            targets.push_back({"safeguard " + s.definition->id, first_person.applies(s),
                               other.applies(s), in.bool_val(true), in.bool_val(true), false,
                               true});
        for (const compiled_referral& r : state_.compiled_referrals)
            targets.push_back({"referral " + r.definition->id, first_person.certain(r.when),
                               other.certain(r.when), first_person.may_hold(r.when),
                               other.may_hold(r.when), false, true});

        const auto relation =
            [&](const std::function<z3::expr(std::uint32_t, indicator_nature)>& each) {
                z3::expr_vector out(in);
                for (const std::uint32_t i : first_person.tested())
                    out.push_back(each(i, state_.indicators[i]->nature));
                return out;
            };
        {
            std::vector<question> all;
            for (const target& t : targets)
                if (t.protective)
                    all.push_back({t.subject, "a further sign of harm takes it away",
                                   (t.before && !t.after) || (t.may_before && !t.may_after)});
            const z3::expr_vector relations =
                relation([&](std::uint32_t i, indicator_nature nature) {
                    return nature == indicator_nature::harm
                               ? at_least_the_signs(first_person, other, i, state_.rules_program,
                                                    state_.indicators[i]->type)
                               : same(first_person, other, i);
                });
            examiner(in, {&first_person, &other}, relations)
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
                return nature == indicator_nature::burden ? in.bool_val(true)
                                                          : same(first_person, other, i);
            });
            examiner(in, {&first_person, &other}, burden)
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
                                                                : same(first_person, other, i);
                });
            examiner(in, {&first_person, &other}, identity)
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
            const z3::expr_vector relations = relation([&](std::uint32_t i, indicator_nature) {
                return at_least_the_answers(first_person, other, i);
            });
            examiner(in, {&first_person, &other}, relations)
                .refute(state("law_12_knowledge_only_settles",
                              "No further answer changes a settled status."),
                        all);
        }
    }

    catalogue catalogue_;
    const catalogue_state& state_;
    proof_result out_;
};

}  // namespace
}  // namespace detail

proof_result prove(const catalogue& catalogue_used) {
    return detail::prover(catalogue_used).make();
}

}  // namespace v0
}  // namespace pehchan
