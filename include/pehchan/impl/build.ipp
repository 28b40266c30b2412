// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_BUILD_IPP
#define PEHCHAN_IMPL_BUILD_IPP

// Joins a document with the catalogues it uses, checks it and compiles its rules.

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "../build.hpp"
#include "../compiled.hpp"
#include "../detail/compile.hpp"
#include "../detail/confidence.hpp"
#include "../detail/validate.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {

/// Joins a document with the catalogues it uses, checks all and compiles the rules.
class catalogue_builder {
public:
    catalogue_builder(catalogue_document document, std::span<const catalogue> available)
        : state_(std::make_shared<catalogue_state>()) {
        state_->document = std::move(document);
        gather(available);
        if (!issues_.empty()) return;
        fill();
        validator{*state_, issues_}.check(state_->document);
        choose_interview_rules();
        if (issues_.empty()) depth_checker{*state_, issues_}.check(state_->document);
        if (!issues_.empty()) return;
        compile();
    }

    [[nodiscard]] outcome<catalogue> take() {
        if (!issues_.empty()) return std::move(issues_);
        return catalogue{std::move(state_)};
    }

private:
    void note(std::string code, std::string pointer, std::string message) {
        issues_.push_back({std::move(code), std::move(pointer), 0, 0, std::move(message)});
    }

    void gather(std::span<const catalogue> available) {
        std::map<std::string, catalogue, std::less<>> closure;
        const auto join = [&](const catalogue& joined, const std::string& pointer) {
            const auto [at, added] = closure.try_emplace(std::string(joined.id()), joined);
            if (!added && (at->second.version() != joined.version() ||
                           at->second.digest() != joined.digest()))
                note("conflicting_use", pointer,
                     "Two different versions of the catalogue " + std::string(joined.id()) +
                         " are used.");
        };
        std::set<std::string_view> named;
        for (const catalogue_use& use : state_->document.use) {
            if (!named.insert(use.id).second) continue;  // the reader reports duplicates
            const catalogue* found = nullptr;
            for (const catalogue& candidate : available) {
                if (candidate.id() != use.id || candidate.version() != use.version) continue;
                if (found && found->digest() != candidate.digest())
                    note("conflicting_use", use.pointer,
                         "Two different catalogues were given as " + use.id + " " + use.version +
                             ".");
                if (!found) found = &candidate;
            }
            if (!found) {
                note("unknown_catalogue", use.pointer,
                     "The catalogue " + use.id + " " + use.version + " was not given.");
                continue;
            }
            state_->used.push_back(*found);
            join(*found, use.pointer);
            for (const catalogue& deeper : found->state().closure) join(deeper, use.pointer);
        }
        std::sort(state_->used.begin(), state_->used.end(),
                  [](const catalogue& a, const catalogue& b) { return a.id() < b.id(); });
        for (auto& [id, included] : closure) {
            if (id == state_->document.id)
                note("conflicting_use", "/use", "A catalogue cannot use itself.");
            state_->closure.push_back(included);
        }
    }

    template <class Definition>
    void fill(directory<Definition>& into,
              std::vector<Definition> catalogue_document::* collection) {
        for (const catalogue& included : state_->closure)
            for (const Definition& d : included.document().*collection) into.push_back(&d);
        for (const Definition& d : state_->document.*collection) into.push_back(&d);
        std::stable_sort(into.begin(), into.end(),
                         [](const Definition* a, const Definition* b) { return a->id < b->id; });
        for (std::size_t i = 1; i < into.size(); ++i)
            if (into[i - 1]->id == into[i]->id) duplicate(*into[i]);
    }
    template <class Definition>
    void duplicate(const Definition& d) {
        if constexpr (requires { d.pointer; })
            note("duplicate_id", d.pointer,
                 "The id " + d.id + " exists already, here or in a used catalogue.");
        else
            note("duplicate_id", "/sources",
                 "The source " + d.id + " exists already, here or in a used catalogue.");
    }

    void fill() {
        fill(state_->sources, &catalogue_document::sources);
        fill(state_->indicators, &catalogue_document::indicators);
        fill(state_->tags, &catalogue_document::tags);
        fill(state_->templates, &catalogue_document::templates);
        fill(state_->rules, &catalogue_document::rules);
        fill(state_->scores, &catalogue_document::scores);
        fill(state_->findings, &catalogue_document::findings);
        fill(state_->safeguards, &catalogue_document::safeguards);
        fill(state_->referrals, &catalogue_document::referrals);
        fill(state_->forms, &catalogue_document::forms);
        fill(state_->mappings, &catalogue_document::mappings);
        fill(state_->contrasts, &catalogue_document::contrasts);
        fill(state_->instruments, &catalogue_document::instruments);
        fill(state_->texts, &catalogue_document::texts);
    }

    /// Own, else the one of the used catalogues.
    void choose_interview_rules() {
        denials_count_when_ =
            state_->document.denials_count_when ? &*state_->document.denials_count_when : nullptr;
        offences_shown_when_ =
            state_->document.offences_shown_when ? &*state_->document.offences_shown_when : nullptr;
        interview_ends_when_ =
            state_->document.interview_ends_when ? &*state_->document.interview_ends_when : nullptr;
        child_now_ = state_->document.child_now;
        bool several = false;
        if (!denials_count_when_)
            for (const catalogue& included : state_->closure)
                if (included.document().denials_count_when) {
                    several = several || denials_count_when_;
                    denials_count_when_ = &*included.document().denials_count_when;
                }
        for (const catalogue& included : state_->closure)
            if (!offences_shown_when_ && included.document().offences_shown_when)
                offences_shown_when_ = &*included.document().offences_shown_when;
        for (const catalogue& included : state_->closure)
            if (!interview_ends_when_ && included.document().interview_ends_when)
                interview_ends_when_ = &*included.document().interview_ends_when;
        if (child_now_.empty())
            for (const catalogue& included : state_->closure)
                if (!included.document().child_now.empty())
                    child_now_ = included.document().child_now;
        if (state_->document.setting != catalogue_setting::official) denials_count_when_ = nullptr;
        else if (!denials_count_when_)
            note("missing_denials_count_when", "",
                 "An official catalogue must have `denials_count_when` (law 3), or use a catalogue "
                 "that has it.");
        else if (several)
            note("ambiguous_denials_count_when", "",
                 "Several used catalogues have `denials_count_when`; this catalogue must have its "
                 "own.");
    }

    template <class Visit>
    void each_rule(const catalogue_document& document, Visit visit) {
        for (const rule_template& t : document.templates) visit(t.rule);
        for (const named_rule& r : document.rules) visit(r.rule);
        for (const score_definition& s : document.scores)
            for (const score_term& term : s.terms)
                if (term.when) visit(*term.when);
        for (const finding_definition& f : document.findings) {
            visit(f.rule);
            for (const element_definition& e : f.elements) visit(e.rule);
        }
        for (const safeguard_definition& s : document.safeguards) {
            if (s.when) visit(*s.when);
            if (s.unless_ruled_out) visit(*s.unless_ruled_out);
        }
        for (const referral_definition& r : document.referrals) {
            visit(r.when);
            if (r.routing) visit(*r.routing);
            if (r.serves_only) visit(*r.serves_only);
        }
        for (const instrument_definition& i : document.instruments) visit(i.applies_to);
        for (const mapping_definition& m : document.mappings)
            for (const mapping_write& w : m.writes) visit(w.when);
        if (document.denials_count_when) visit(*document.denials_count_when);
        if (document.offences_shown_when) visit(*document.offences_shown_when);
        if (document.interview_ends_when) visit(*document.interview_ends_when);
    }

    void compile() {
        rule_compiler compiler{*state_};
        const auto note_cuts = [&](const rule_tree& tree) { compiler.note_cuts(tree); };
        for (const catalogue& included : state_->closure) each_rule(included.document(), note_cuts);
        each_rule(state_->document, note_cuts);
        compiler.lay_out_classes();

        using term = rule_compiler::term;
        struct referral_terms {
            term when, routing, combined;
            bool routed;
        };
        std::vector<term> findings, scores;
        std::vector<std::vector<term>> elements;
        std::vector<std::pair<std::optional<term>, std::optional<term>>> safeguards;
        std::vector<referral_terms> referrals;
        for (const named_rule* r : state_->rules)
            (void)compiler.add(reference(rule_form::rule_reference, r->id, r->pointer));
        for (const finding_definition* f : state_->findings) {
            findings.push_back(
                compiler.add(reference(rule_form::finding_reference, f->id, f->pointer)));
            elements.emplace_back();
            for (const element_definition& e : f->elements)
                elements.back().push_back(compiler.add(e.rule));
        }
        for (const score_definition* s : state_->scores) scores.push_back(compiler.add_score(*s));
        for (const safeguard_definition* s : state_->safeguards)
            safeguards.emplace_back(s->when ? std::optional{compiler.add(*s->when)} : std::nullopt,
                                    s->unless_ruled_out
                                        ? std::optional{compiler.add(*s->unless_ruled_out)}
                                        : std::nullopt);
        for (const referral_definition* r : state_->referrals) {
            std::vector<term> where;
            if (r->routing) where.push_back(compiler.add(*r->routing));
            if (r->serves_only) where.push_back(compiler.add(*r->serves_only));
            referral_terms made{compiler.add(r->when), {}, {}, !where.empty()};
            if (made.routed) {
                made.routing = compiler.both(where);
                where.push_back(made.when);
            }
            made.combined = made.routed ? compiler.both(where) : made.when;
            referrals.push_back(made);
        }
        std::vector<term> instruments;
        for (const instrument_definition* i : state_->instruments)
            instruments.push_back(
                compiler.both({compiler.add(i->applies_to),
                               compiler.add(reference(rule_form::indicator, i->published_wording,
                                                      i->pointer + "/published_wording"))}));
        std::vector<term> writes;
        for (const mapping_definition* m : state_->mappings)
            for (const mapping_write& w : m->writes) writes.push_back(compiler.add(w.when));
        std::optional<term> denials_count, child, offences, ends;
        if (interview_ends_when_) ends = compiler.add(*interview_ends_when_);
        if (offences_shown_when_) offences = compiler.add(*offences_shown_when_);
        if (denials_count_when_) denials_count = compiler.add(*denials_count_when_);
        if (!child_now_.empty())
            child = compiler.add(reference(rule_form::rule_reference, child_now_, "/child_now"));
        if (compiler.problems().empty()) compiler.finish();
        for (const rule_compiler::problem& p : compiler.problems())
            note(p.code, p.pointer, p.message);
        if (!issues_.empty()) return;

        const program& rules = compiler.peek();
        confidence_finder confidences{*state_};
        if (denials_count) state_->denials_count_when = compiler.rule_of(*denials_count);
        if (offences) state_->offences_shown_when = compiler.rule_of(*offences);
        if (ends) state_->interview_ends_when = compiler.rule_of(*ends);
        if (child) state_->child_now = compiler.rule_of(*child);
        for (std::size_t i = 0; i < findings.size(); ++i) {
            compiled_finding made{state_->findings[i],
                                  compiler.rule_of(findings[i]),
                                  {},
                                  {},
                                  confidences.law_of(*state_->findings[i]),
                                  confidences.reading_of(state_->findings[i]->rule)};
            for (const term& e : elements[i]) made.elements.push_back(compiler.rule_of(e));
            made.signs = of_nature(rules, made.rule.literals, indicator_nature::harm);
            state_->compiled_findings.push_back(std::move(made));
        }
        for (std::size_t i = 0; i < scores.size(); ++i)
            state_->compiled_scores.push_back({state_->scores[i], compiler.operation_of(scores[i]),
                                               confidences.reading_of(*state_->scores[i])});
        for (std::size_t i = 0; i < instruments.size(); ++i)
            state_->compiled_instruments.push_back(
                {state_->instruments[i], compiler.rule_of(instruments[i])});
        std::size_t next_write = 0;
        for (const mapping_definition* m : state_->mappings)
            for (const mapping_write& w : m->writes)
                state_->compiled_writes.push_back({m, &w, compiler.rule_of(writes[next_write++])});
        for (std::size_t i = 0; i < safeguards.size(); ++i) {
            compiled_safeguard made{
                state_->safeguards[i], {}, {}, {}, state_->safeguards[i]->statement.confidence};
            if (safeguards[i].first) made.when = compiler.rule_of(*safeguards[i].first);
            if (safeguards[i].second)
                made.unless_ruled_out = compiler.rule_of(*safeguards[i].second);
            state_->compiled_safeguards.push_back(std::move(made));
        }
        for (std::size_t i = 0; i < referrals.size(); ++i) {
            compiled_referral made{state_->referrals[i],
                                   compiler.rule_of(referrals[i].when),
                                   {},
                                   compiler.rule_of(referrals[i].combined),
                                   confidence_level::verified};
            if (referrals[i].routed) made.routing = compiler.rule_of(referrals[i].routing);
            made.confidence = state_->referrals[i]->statement.confidence;
            state_->compiled_referrals.push_back(std::move(made));
        }
        std::vector<compiled_rule> score_rules;
        for (const term& s : scores) score_rules.push_back(compiler.rule_of(s));
        check_laws(rules, score_rules);
        gather_harm(rules, score_rules);
        gather_operations(rules, score_rules);
        order();
        state_->rules_program = compiler.take();
    }

    static rule_tree reference(rule_form form, const std::string& id, const std::string& pointer) {
        rule_tree tree;
        tree.form = form;
        tree.id = id;
        tree.pointer = pointer;
        return tree;
    }

    [[nodiscard]] std::vector<plane_word> of_nature(const program& rules,
                                                    const std::vector<plane_word>& literals,
                                                    indicator_nature nature) const {
        std::vector<plane_word> out(literals.size(), 0);
        for (std::uint32_t l = 0; l < rules.literals.size(); ++l)
            if (test_bit(literals, l) &&
                state_->indicators[rules.literals[l].indicator]->nature == nature)
                put_bit(out, l, true);
        return out;
    }

    // ---- structural breaches of laws 3 and 4

    void check_laws(const program& rules, const std::vector<compiled_rule>& scores) {
        const auto forbid = [&](const compiled_rule& rule, indicator_nature nature,
                                const std::string& code, const std::string& pointer,
                                const std::string& message) {
            if (!rule.exists()) return;
            for (std::uint32_t l = 0; l < rules.literals.size(); ++l)
                if (test_bit(rule.literals, l) &&
                    state_->indicators[rules.literals[l].indicator]->nature == nature) {
                    note(code, pointer,
                         message + state_->indicators[rules.literals[l].indicator]->id + ".");
                    return;
                }
        };
        const std::string no_burden = "A burden fact must not be a condition here (law 4): ";
        const std::string no_identity = "An identity fact must not be a condition here (law 4): ";
        for (std::size_t i = 0; i < scores.size(); ++i)
            forbid(scores[i], indicator_nature::burden, "burden_in_rule",
                   state_->scores[i]->pointer, no_burden);
        forbid(state_->offences_shown_when, indicator_nature::burden, "burden_in_rule",
               "/offences_shown_when", no_burden);
        forbid(state_->child_now, indicator_nature::burden, "burden_in_rule", "/child_now",
               no_burden);
        for (const compiled_finding& f : state_->compiled_findings) {
            std::vector<const compiled_rule*> of_finding{&f.rule};
            for (const compiled_rule& e : f.elements) of_finding.push_back(&e);
            for (const compiled_rule* rule : of_finding) {
                forbid(*rule, indicator_nature::burden, "burden_in_rule", f.definition->pointer,
                       no_burden);
                if (f.definition->kind != finding_kind::measure)
                    forbid(*rule, indicator_nature::identity, "identity_in_rule",
                           f.definition->pointer, no_identity);
            }
            if (f.definition->kind == finding_kind::victim ||
                f.definition->kind == finding_kind::protection)
                one_direction(rules, f.rule, f.definition->pointer);
        }
        for (const compiled_instrument& i : state_->compiled_instruments)
            for (indicator_nature nature : {indicator_nature::harm, indicator_nature::burden})
                forbid(i.as_published, nature, "not_a_population_fact",
                       i.definition->pointer + "/applies_to",
                       "Only facts and identity facts say to whom an instrument applies: ");
        for (const compiled_write& w : state_->compiled_writes) {
            forbid(w.when, indicator_nature::burden, "burden_in_rule", w.definition->pointer,
                   no_burden);
            forbid(w.when, indicator_nature::identity, "identity_in_rule", w.definition->pointer,
                   no_identity);
        }
        for (const compiled_safeguard& s : state_->compiled_safeguards)
            for (const compiled_rule* rule : {&s.when, &s.unless_ruled_out}) {
                forbid(*rule, indicator_nature::burden, "burden_in_rule", s.definition->pointer,
                       no_burden);
                if (rule->exists()) one_direction(rules, *rule, s.definition->pointer);
            }
        for (const compiled_referral& r : state_->compiled_referrals) {
            forbid(r.when, indicator_nature::burden, "burden_in_rule",
                   r.definition->pointer + "/when", no_burden);
            forbid(r.when, indicator_nature::identity, "identity_in_rule",
                   r.definition->pointer + "/when", no_identity);
            one_direction(rules, r.combined, r.definition->pointer);
        }
        if (state_->denials_count_when.exists())
            for (std::uint32_t l = 0; l < rules.literals.size(); ++l) {
                if (!test_bit(state_->denials_count_when.literals, l)) continue;
                const indicator& about = *state_->indicators[rules.literals[l].indicator];
                const bool absent = about.nature == indicator_nature::harm &&
                                    about.known != known_by::asked &&
                                    is_denial(about, rules.literals[l]);
                if (about.nature == indicator_nature::fact || absent) continue;
                note("not_an_interview_fact", "/denials_count_when",
                     "Only facts about the interview, and observed signs that must be absent, say "
                     "when a \"no\" counts: " +
                         about.id + ".");
                break;
            }
        for (indicator_nature nature :
             {indicator_nature::harm, indicator_nature::burden, indicator_nature::identity}) {
            forbid(state_->interview_ends_when, nature, "not_an_interview_fact",
                   "/interview_ends_when", "Only facts about the interview say when it ends: ");
        }
    }

    /// In a protective rule a harm number counts in one direction, so that a further sign lowers
    /// nothing.
    void one_direction(const program& rules, const compiled_rule& rule,
                       const std::string& pointer) {
        for (std::uint32_t i = 0; i < state_->indicators.size(); ++i) {
            const indicator& about = *state_->indicators[i];
            if (about.nature != indicator_nature::harm || about.type != indicator_type::number)
                continue;
            bool below = false, above = false;
            for (std::uint32_t l = rules.literals_of[i]; l < rules.literals_of[i + 1]; ++l) {
                if (!test_bit(rule.literals, l)) continue;
                if (rules.literals[l].classes & 1u) below = true;
                else above = true;
            }
            if (below && above)
                note("direction", pointer,
                     "A sign of harm counts in two directions in one protective rule (law 4): " +
                         about.id + ".");
        }
    }

    void gather_harm(const program& rules, const std::vector<compiled_rule>& scores) {
        std::set<std::uint32_t> tested;
        const auto add = [&](const std::vector<plane_word>& literals) {
            for (std::uint32_t l = 0; l < rules.literals.size(); ++l)
                if (test_bit(literals, l) &&
                    state_->indicators[rules.literals[l].indicator]->nature ==
                        indicator_nature::harm)
                    tested.insert(rules.literals[l].indicator);
        };
        for (const compiled_finding& f : state_->compiled_findings) {
            if (f.definition->kind != finding_kind::offence) add(f.rule.literals);
            state_->has_headlines =
                state_->has_headlines || (f.definition->kind != finding_kind::measure &&
                                          f.definition->kind != finding_kind::offence);
        }
        for (const compiled_rule& s : scores) add(s.literals);
        state_->harm_indicators.assign(tested.begin(), tested.end());
        for (std::uint32_t i = 0; i < state_->indicators.size(); ++i) {
            const indicator& about = *state_->indicators[i];
            const bool is_tested = rules.literals_of[i] != rules.literals_of[i + 1];
            if (is_tested && about.nature == indicator_nature::harm &&
                about.known == known_by::asked)
                state_->asked_harm.push_back(i);
        }
    }

    void gather_operations(const program& rules, const std::vector<compiled_rule>& scores) {
        std::set<std::uint32_t> needed;
        for (const compiled_finding& f : state_->compiled_findings)
            needed.insert(f.rule.slice.begin(), f.rule.slice.end());
        for (const compiled_rule& s : scores) needed.insert(s.slice.begin(), s.slice.end());
        state_->finding_operations.assign(needed.begin(), needed.end());
        state_->all_operations.resize(rules.operations.size());
        std::iota(state_->all_operations.begin(), state_->all_operations.end(), 0u);
    }

    void order() {
        const auto by_urgency = [](const auto& a, const auto& b) {
            return std::tuple(-a.definition->urgency, std::string_view{a.definition->id}) <
                   std::tuple(-b.definition->urgency, std::string_view{b.definition->id});
        };
        std::sort(state_->compiled_findings.begin(), state_->compiled_findings.end(), by_urgency);
        std::sort(state_->compiled_safeguards.begin(), state_->compiled_safeguards.end(),
                  by_urgency);
        std::sort(state_->compiled_referrals.begin(), state_->compiled_referrals.end(),
                  [](const compiled_referral& a, const compiled_referral& b) {
                      const auto key = [](const compiled_referral& r) {
                          return std::tuple(r.definition->within_hours.value_or(1'000'000),
                                            r.definition->kind, std::string_view{r.definition->id});
                      };
                      return key(a) < key(b);
                  });
        for (compiled_safeguard& s : state_->compiled_safeguards) {
            const withheld_referrals& w = s.definition->withholds;
            for (std::uint32_t r = 0; r < state_->compiled_referrals.size(); ++r) {
                const referral_definition& d = *state_->compiled_referrals[r].definition;
                const auto in = [](const auto& list, const auto& value) {
                    return std::find(list.begin(), list.end(), value) != list.end();
                };
                if (in(w.agencies, d.agency) || in(w.levels, d.level) || in(w.referrals, d.id))
                    s.withheld.push_back(r);
            }
        }
    }

    std::shared_ptr<catalogue_state> state_;
    std::vector<issue> issues_;
    const rule_tree* denials_count_when_ = nullptr;
    const rule_tree* offences_shown_when_ = nullptr;
    const rule_tree* interview_ends_when_ = nullptr;
    std::string child_now_;
};

}  // namespace detail

outcome<catalogue> build(catalogue_document document, std::span<const catalogue> used) {
    return detail::catalogue_builder{std::move(document), used}.take();
}

}  // namespace v0
}  // namespace pehchan

#endif
