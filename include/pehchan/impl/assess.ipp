// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_ASSESS_IPP
#define PEHCHAN_IMPL_ASSESS_IPP

// Assesses one person.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../assess.hpp"
#include "../compiled.hpp"
#include "../detail/effective_classes.hpp"
#include "../detail/evaluate.hpp"
#include "../detail/misuse.hpp"
#include "../detail/reasons.hpp"
#include "../detail/run_program.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {

/// Builds the whole assessment from an evaluated person.
class assessor {
public:
    assessor(const catalogue& catalogue_used, const answers& known)
        : catalogue_(catalogue_used),
          state_(catalogue_used.state()),
          rules_(state_.rules_program),
          known_(known),
          work_(rules_),
          scratch_(rules_),
          reasons_(state_, known, work_, scratch_) {}

    [[nodiscard]] assessment make() {
        evaluate(state_, known_, state_.all_operations, work_);
        assessment out{.catalogue_used = catalogue_,
                       .known = known_,
                       .also = {},
                       .child_now = {},
                       .denials_disregarded_until = {},
                       .denials_disregarded_until_absent = {},
                       .findings = {},
                       .scores = {},
                       .instruments = {},
                       .writes = {},
                       .safeguards = {},
                       .referrals = {},
                       .rights_for_person = {},
                       .help_for_person = {}};
        asked(out);
        if (state_.child_now.exists() && work_.certain(state_.child_now.bit)) out.child_now = true;
        else if (state_.child_now.exists() && !work_.may_hold(state_.child_now.bit))
            out.child_now = false;
        out.adult_by_age = !out.child_now.value_or(false) && age_rules_out_a_child();
        out.offences_may_be_shown = state_.offences_shown_when.exists() &&
                                    work_.certain(state_.offences_shown_when.bit) &&
                                    !out.child_now.value_or(false);  // law 8
        out.findings.reserve(state_.compiled_findings.size());
        out.safeguards.reserve(state_.compiled_safeguards.size());
        for (const compiled_finding& f : state_.compiled_findings)
            out.findings.push_back(finding(f));
        for (const compiled_score& s : state_.compiled_scores) {
            const bounds range = sum_bounds(rules_, s.operation, work_);
            out.scores.push_back({s.definition, range.low, range.high});
        }
        for (const compiled_instrument& i : state_.compiled_instruments)
            out.instruments.push_back({i.definition, work_.certain(i.as_published.bit)});
        for (const compiled_write& w : state_.compiled_writes)
            if (work_.certain(w.when.bit)) out.writes.push_back({w.mapping, w.definition});
        for (const compiled_safeguard& s : state_.compiled_safeguards) safeguard(s, out);
        for (std::uint32_t r = 0; r < state_.compiled_referrals.size(); ++r) referral(r, out);
        for_person(out);
        set_headlines(out);
        return out;
    }

private:
    void asked(assessment& out) {
        out.asked_of = static_cast<std::uint32_t>(state_.harm_indicators.size());
        for (std::uint32_t i : state_.harm_indicators) out.asked_n += counts(i);
        if (denials_count(state_, work_)) return;
        for (std::uint32_t i : state_.asked_harm) {
            out.denials_disregarded += effective_classes(state_, i, known_.at(i), false) !=
                                       classes_of(rules_, i, known_.at(i));
        }
        if (out.denials_disregarded == 0) return;
        for (std::uint32_t l = 0; l < rules_.literals.size(); ++l)
            if (test_bit(state_.denials_count_when.literals, l) && !work_.certain(l)) {
                const indicator& about = *state_.indicators[rules_.literals[l].indicator];
                (is_denial(about, rules_.literals[l]) ? out.denials_disregarded_until_absent
                                                      : out.denials_disregarded_until)
                    .push_back(about.id);
            }
    }

    /// Whether a number that the rule on children asks for is known, and does not make it hold.
    [[nodiscard]] bool age_rules_out_a_child() {
        for (std::uint32_t l = 0; l < rules_.literals.size(); ++l)
            if (state_.child_now.exists() && test_bit(state_.child_now.literals, l) &&
                state_.indicators[rules_.literals[l].indicator]->type == indicator_type::number &&
                !work_.may_hold(l))
                return true;
        return false;
    }

    void for_person(assessment& out) {
        for (const compiled_safeguard& s : state_.compiled_safeguards)
            if ((!s.definition->for_person.empty() || !s.definition->for_child.empty()) &&
                may_hold(s.when) && may_hold(s.unless_ruled_out))
                out.rights_for_person.push_back(s.definition);
        for (std::uint32_t r = 0; r < state_.compiled_referrals.size(); ++r) {
            const compiled_referral& candidate = state_.compiled_referrals[r];
            if ((!candidate.definition->for_person.empty() ||
                 !candidate.definition->for_child.empty()) &&
                work_.may_hold(candidate.combined.bit) && !is_withheld(r))
                out.help_for_person.push_back(candidate.definition);
        }
    }
    [[nodiscard]] bool may_hold(const compiled_rule& rule) {
        return !rule.exists() || work_.may_hold(rule.bit);
    }
    [[nodiscard]] bool is_withheld(std::uint32_t referral) const {
        return std::any_of(withholding_.begin(), withholding_.end(),
                           [&](const compiled_safeguard* s) {
                               return std::find(s->withheld.begin(), s->withheld.end(), referral) !=
                                      s->withheld.end();
                           });
    }

    /// Whether an answer to the indicator counts: it settles some condition.
    [[nodiscard]] bool counts(std::uint32_t i) {
        for (std::uint32_t l = rules_.literals_of[i]; l < rules_.literals_of[i + 1]; ++l)
            if ((work_.certain(l) || !work_.may_hold(l)) &&
                rules_.literals[l].classes != rules_.all_classes[i])
                return true;
        return false;
    }

    [[nodiscard]] condition as_condition(const literal& said) const {
        condition out{state_.indicators[said.indicator], {}, {}, 0};
        switch (out.about->type) {
            case indicator_type::yes_no:
                out.form = said.classes == 2 ? condition_form::is_yes : condition_form::is_no;
                break;
            case indicator_type::choice:
                out.form = condition_form::is_option;
                out.option =
                    out.about->options[static_cast<std::size_t>(std::countr_zero(said.classes))].id;
                break;
            case indicator_type::number: {
                const bool below = said.classes & 1u;
                out.form = below ? condition_form::below : condition_form::at_least;
                out.number = rules_.cuts[said.indicator][static_cast<std::size_t>(
                    (below ? std::countr_one(said.classes) : std::countr_zero(said.classes)) - 1)];
                break;
            }
        }
        return out;
    }

    [[nodiscard]] std::vector<condition> because(const compiled_rule& rule, bool held) {
        std::vector<condition> out;
        for (const literal& said : reasons_.reasons(rule, held))
            if (state_.indicators[said.indicator]->nature !=
                indicator_nature::burden)  // routing only, never printed as a reason
                out.push_back(as_condition(said));
        return out;
    }

    /// The harm conditions that the finding's rule tests and that hold.
    [[nodiscard]] std::vector<condition> signs(const compiled_finding& f) {
        std::vector<condition> out;
        for (std::size_t w = 0; w < f.signs.size(); ++w)
            for (plane_word left = f.signs[w] & work_.low()[w]; left; left &= left - 1) {
                const condition made = as_condition(reasons_.said(
                    rules_.literals[w * 64 + static_cast<std::size_t>(std::countr_zero(left))],
                    true));
                if (out.empty() || !(out.back() == made)) out.push_back(made);
            }
        return out;
    }

    [[nodiscard]] finding_result finding(const compiled_finding& f) {
        finding_result out{f.definition, status_of(work_, f.rule.bit), {}, {}, {}, f.confidence,
                           f.reading};
        for (std::size_t e = 0; e < f.elements.size(); ++e)
            out.elements.push_back(
                {&f.definition->elements[e], status_of(work_, f.elements[e].bit)});
        out.signs = signs(f);
        if (out.status != finding_status::open)
            out.because = because(f.rule, out.status == finding_status::indicated);
        return out;
    }

    /// Unanswered indicators that the rule still rests on: reached through operations that are not
    /// settled themselves. Burden facts are never asked.
    [[nodiscard]] std::vector<std::string_view> unanswered(const compiled_rule& rule) {
        const auto unsettled = [&](std::uint32_t bit) {
            return !work_.certain(bit) && work_.may_hold(bit);
        };
        std::vector<std::string_view> out;
        std::vector<bool> seen(rules_.bits(), false);
        std::vector<std::uint32_t> open{rule.bit};
        while (!open.empty()) {
            const std::uint32_t bit = open.back();
            open.pop_back();
            if (seen[bit] || !unsettled(bit)) continue;
            seen[bit] = true;
            if (rules_.is_literal(bit)) {
                const indicator& about = *state_.indicators[rules_.literals[bit].indicator];
                if (about.nature != indicator_nature::burden) out.push_back(about.id);
            } else {
                each_term(rules_, rules_.operations[bit - rules_.literals.size()],
                          [&](std::uint32_t term) { open.push_back(term); });
            }
        }
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end()), out.end());
        return out;
    }

    void safeguard(const compiled_safeguard& s, assessment& out) {
        if (s.when.exists() && !work_.certain(s.when.bit)) return;
        if (s.unless_ruled_out.exists() && !work_.may_hold(s.unless_ruled_out.bit)) return;
        safeguard_result made{s.definition, {}, {}, s.confidence};
        if (s.when.exists()) made.because = because(s.when, true);
        if (s.unless_ruled_out.exists() && !work_.certain(s.unless_ruled_out.bit))
            made.unless_known = unanswered(s.unless_ruled_out);
        if (!s.withheld.empty()) withholding_.push_back(&s);
        out.safeguards.push_back(std::move(made));
    }

    void referral(std::uint32_t index, assessment& out) {
        const compiled_referral& r = state_.compiled_referrals[index];
        if (!work_.certain(r.when.bit) || !work_.may_hold(r.combined.bit)) return;
        referral_result made{r.definition, referral_status::indicated, {}, {}, {}, r.confidence};
        if (!work_.certain(r.combined.bit)) {
            made.status = referral_status::open;
            made.depends_on = unanswered(r.routing);
        }
        made.because =
            because(made.status == referral_status::indicated ? r.combined : r.when, true);
        for (const compiled_safeguard* s : withholding_)
            if (std::find(s->withheld.begin(), s->withheld.end(), index) != s->withheld.end())
                made.withheld_by.push_back(s->definition->id);
        if (!made.withheld_by.empty()) made.status = referral_status::withheld;
        std::sort(made.withheld_by.begin(), made.withheld_by.end());
        out.referrals.push_back(std::move(made));
    }

    const catalogue& catalogue_;
    const catalogue_state& state_;
    const program& rules_;
    const answers& known_;
    evaluation work_, scratch_;
    reason_finder reasons_;
    std::vector<const compiled_safeguard*> withholding_;  ///< those that apply
};

}  // namespace detail

const instrument_result* instrument_of(const assessment& result, std::string_view id) noexcept {
    for (const instrument_result& i : result.instruments)
        for (const std::vector<std::string>* list :
             {&i.definition->findings, &i.definition->scores})
            if (std::find(list->begin(), list->end(), id) != list->end()) return &i;
    return nullptr;
}

quick_assessment::quick_assessment(catalogue catalogue_used)
    : catalogue_(std::move(catalogue_used)), work_(catalogue_.state().rules_program) {
    for (const compiled_finding& f : catalogue_.state().compiled_findings)
        finding_bits_.push_back(f.rule.bit);
}

void quick_assessment::assess(const answers& known) noexcept {
    detail::evaluate(catalogue_.state(), known, catalogue_.state().finding_operations, work_);
}

const finding_definition& quick_assessment::finding(std::size_t index) const& noexcept {
    return *catalogue_.state().compiled_findings[index].definition;
}
std::size_t quick_assessment::score_count() const noexcept {
    return catalogue_.state().compiled_scores.size();
}
bounds quick_assessment::score(std::size_t index) noexcept {
    return sum_bounds(catalogue_.state().rules_program,
                      catalogue_.state().compiled_scores[index].operation, work_);
}

assessment assess(const catalogue& catalogue_used, const answers& known) {
    if (!(known.catalogue_used() == catalogue_used))
        detail::refuse_argument("pehchan::assess: the answers belong to another catalogue");
    return detail::assessor{catalogue_used, known}.make();
}

}  // namespace v0
}  // namespace pehchan

#endif
