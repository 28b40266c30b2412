// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_ASSESS_HPP
#define PEHCHAN_ASSESS_HPP

// What follows from one catalogue and one person's answers?

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "answers.hpp"
#include "catalogue.hpp"
#include "detail/misuse.hpp"
#include "detail/reasons.hpp"
#include "program.hpp"

namespace pehchan {
inline namespace v0 {

enum class finding_status : std::uint8_t { not_shown = 0, open = 1, indicated = 2 };
enum class referral_status : std::uint8_t { indicated, open, withheld };
enum class condition_form : std::uint8_t { is_yes, is_no, is_option, below, at_least };

/// Something that holds of the person, as a reason or a sign.
struct condition {
    const indicator* about = nullptr;
    condition_form form = condition_form::is_yes;
    std::string_view option;   ///< for `is_option`: the option answered
    std::int64_t number = 0;   ///< for `below` and `at_least`
    friend bool operator==(const condition&, const condition&) = default;
};

struct element_result {
    const element_definition* definition = nullptr;
    finding_status status = finding_status::open;
};
struct finding_result {
    const finding_definition* definition = nullptr;
    finding_status status = finding_status::open;
    std::vector<element_result> elements;  ///< in the catalogue's order
    std::vector<condition> signs;          ///< sorted by id; harm conditions that hold and that the rule tests
    std::vector<condition> because;        ///< sorted by id; suffices and is irredundant; for `not_shown`: what rules it out; empty when open
    confidence_level confidence = confidence_level::unverified;  ///< how well the law behind it was read (law 10)
    confidence_level reading = confidence_level::unverified;     ///< what supports the reading of the answers as its elements (law 10)
};
/// Bounds in millionths; both are attained.
struct score_result {
    const score_definition* definition = nullptr;
    std::int64_t low = 0, high = 0;
};
struct safeguard_result {
    const safeguard_definition* definition = nullptr;
    std::vector<condition> because;          ///< what made it apply; empty where it applies to everyone
    std::vector<std::string_view> unless_known;  ///< unanswered indicators that could still end it
    confidence_level confidence = confidence_level::unverified;
};
struct referral_result {
    const referral_definition* definition = nullptr;
    referral_status status = referral_status::indicated;
    std::vector<std::string_view> depends_on;   ///< unanswered routing facts, where open
    std::vector<std::string_view> withheld_by;  ///< safeguards, where withheld
    std::vector<condition> because;
    confidence_level confidence = confidence_level::unverified;
};

struct instrument_result {
    const instrument_definition* definition = nullptr;
    bool as_published = false;  ///< asked in the published wording, of the population it was made for; else adapted and not validated: no accuracy holds
};

/// A column of another format that a mapping fills: only what is certain, never a "no" that nobody gave.
struct write_result {
    const mapping_definition* mapping = nullptr;
    const mapping_write* definition = nullptr;
};

/// Everything that follows. Holds its catalogue, so its pointers and views stay good.
struct assessment {
    catalogue of;
    headline_id headline = headline_id::none;
    std::vector<headline_id> also;               ///< other headlines that hold, most urgent first
    std::uint32_t asked_n = 0, asked_of = 0;     ///< signs of harm with an answer that counts, of those the rules test
    std::optional<bool> child_now;               ///< unset: not settled, or the catalogue does not say
    bool offences_may_be_shown = false;          ///< the adult agreed, on record
    std::uint32_t set_aside_n = 0;               ///< answers about harm that do not count in full, because a forced "no" is no answer (law 3)
    std::vector<std::string_view> set_aside_until;  ///< interview facts that would have to be recorded as yes for them to count, sorted
    std::vector<std::string_view> set_aside_until_absent;  ///< what would have to be recorded as absent (a "no" by the official) for them to count, sorted
    std::vector<finding_result> findings;        ///< all, by falling urgency, then id
    std::vector<score_result> scores;            ///< all, by id
    std::vector<instrument_result> instruments;  ///< all, by id
    std::vector<write_result> writes;            ///< what the mappings say of this person in other formats, by mapping, then column
    std::vector<safeguard_result> safeguards;    ///< those that apply, by falling urgency, then id
    std::vector<referral_result> referrals;      ///< those with a reason and not ruled out, by hours, kind, id
    /// For the person's view, which must not show what was disclosed: every right and every help with words for the person that is not ruled out
    /// or withheld, whether or not an answer gave a reason for it.
    std::vector<const safeguard_definition*> rights_for_person;
    std::vector<const referral_definition*> help_for_person;
};

namespace detail {

/// Loads one person's effective answers (law 3) into `work` and runs the operations of `slice`.
inline void evaluate(const catalogue_state& state, const answers& known, std::span<const std::uint32_t> slice, evaluation& work) noexcept {
    const program& rules = state.rules_program;
    const auto load = [&](std::span<const plane_word> certain, std::span<const plane_word> possible) {
        std::copy(certain.begin(), certain.end(), work.low().begin());
        std::copy(possible.begin(), possible.end(), work.high().begin());
    };
    load(known.certain(), known.possible());
    for (std::uint32_t i : rules.split_indicators) work.possible()[i] = cells_of(rules, i, known.at(i));
    if (state.no_counts_when.exists()) {
        run(rules, state.no_counts_when.slice, work);
        if (!work.certain(state.no_counts_when.bit)) {
            load(known.certain(), known.possible_under_pressure());
            for (std::uint32_t i : rules.split_indicators)
                if (is_asked_harm(*state.indicators[i])) work.possible()[i] = affirmed_cells(rules, i, work.possible()[i]);
        }
    }
    run(rules, slice, work);
}

[[nodiscard]] inline finding_status status_of(evaluation& work, std::uint32_t bit) noexcept {
    return work.certain(bit) ? finding_status::indicated : work.may_hold(bit) ? finding_status::open : finding_status::not_shown;
}

/// The headlines that an indicated finding raises: its own, or that of its kind; a victim finding always says "presumed victim".
inline void raise(const finding_definition& f, std::vector<headline_id>& hold) {
    if (f.kind == finding_kind::victim) hold.push_back(headline_id::presumed_victim);
    if (f.headline != headline_id::none) hold.push_back(f.headline);
    else if (f.kind == finding_kind::protection) hold.push_back(headline_id::needs_protection);
    else if (f.kind == finding_kind::migration) hold.push_back(headline_id::rights_and_information);
}

/// What a form shows first, from the findings that stand in `out`.
inline void set_headlines(assessment& out) {
    out.headline = headline_id::none;
    out.also.clear();
    if (!out.of.state().has_headlines) return;
    std::vector<headline_id> hold;
    bool signed_victim = false;
    for (const finding_result& f : out.findings) {
        if (f.status == finding_status::indicated) raise(*f.definition, hold);
        signed_victim = signed_victim || (f.definition->kind == finding_kind::victim && f.status != finding_status::indicated && !f.signs.empty());
    }
    // "presumed" says "possible" already
    if (signed_victim && std::find(hold.begin(), hold.end(), headline_id::presumed_victim) == hold.end()) hold.push_back(headline_id::possible_victim);
    std::sort(hold.begin(), hold.end());
    hold.erase(std::unique(hold.begin(), hold.end()), hold.end());
    if (hold.empty()) {
        out.headline = out.asked_n == 0 ? headline_id::not_yet_asked : headline_id::nothing_shown_so_far;
    } else {
        out.headline = hold.front();
        out.also.assign(hold.begin() + 1, hold.end());
    }
}

/// Builds the whole assessment from an evaluated person.
class assessor {
public:
    assessor(const catalogue& of, const answers& known)
        : of_(of), state_(of.state()), rules_(state_.rules_program), known_(known), work_(rules_), scratch_(rules_), reasons_(state_, known, work_, scratch_) {}

    [[nodiscard]] assessment make() {
        evaluate(state_, known_, state_.all_operations, work_);
        assessment out{of_, {}, {}, 0, 0, {}, false, 0, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
        asked(out);
        if (state_.child_now.exists() && work_.certain(state_.child_now.bit)) out.child_now = true;
        else if (state_.child_now.exists() && !work_.may_hold(state_.child_now.bit)) out.child_now = false;
        out.offences_may_be_shown = state_.offences_shown_when.exists() && work_.certain(state_.offences_shown_when.bit);
        out.findings.reserve(state_.compiled_findings.size());
        out.safeguards.reserve(state_.compiled_safeguards.size());
        for (const compiled_finding& f : state_.compiled_findings) out.findings.push_back(finding(f));
        for (const compiled_score& s : state_.compiled_scores) {
            const bounds range = sum_bounds(rules_, s.operation, work_);
            out.scores.push_back({s.definition, range.low, range.high});
        }
        for (const compiled_instrument& i : state_.compiled_instruments) out.instruments.push_back({i.definition, work_.certain(i.as_published.bit)});
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
        if (!state_.no_counts_when.exists() || work_.certain(state_.no_counts_when.bit)) return;
        for (std::uint32_t i : state_.asked_harm) {
            const cell_set given = cells_of(rules_, i, known_.at(i));
            out.set_aside_n += affirmed_cells(rules_, i, given) != given;
        }
        if (out.set_aside_n == 0) return;
        for (std::uint32_t l = 0; l < rules_.literals.size(); ++l)
            if (test_bit(state_.no_counts_when.literals, l) && !work_.certain(l)) {
                const indicator& about = *state_.indicators[rules_.literals[l].indicator];
                (is_denial(about, rules_.literals[l]) ? out.set_aside_until_absent : out.set_aside_until).push_back(about.id);
            }
    }

    void for_person(assessment& out) {
        for (const compiled_safeguard& s : state_.compiled_safeguards)
            if (!s.definition->for_person.empty() && may_hold(s.when) && may_hold(s.unless_ruled_out)) out.rights_for_person.push_back(s.definition);
        for (std::uint32_t r = 0; r < state_.compiled_referrals.size(); ++r) {
            const compiled_referral& one = state_.compiled_referrals[r];
            if (!one.definition->for_person.empty() && work_.may_hold(one.whole.bit) && !is_withheld(r)) out.help_for_person.push_back(one.definition);
        }
    }
    [[nodiscard]] bool may_hold(const compiled_rule& rule) { return !rule.exists() || work_.may_hold(rule.bit); }
    [[nodiscard]] bool is_withheld(std::uint32_t referral) const {
        return std::any_of(withholding_.begin(), withholding_.end(), [&](const compiled_safeguard* s) {
            return std::find(s->withheld.begin(), s->withheld.end(), referral) != s->withheld.end();
        });
    }

    /// Whether an answer to the indicator counts: it settles some condition.
    [[nodiscard]] bool counts(std::uint32_t i) {
        for (std::uint32_t l = rules_.literals_of[i]; l < rules_.literals_of[i + 1]; ++l)
            if ((work_.certain(l) || !work_.may_hold(l)) && rules_.literals[l].cells != rules_.all_cells[i]) return true;
        return false;
    }

    [[nodiscard]] condition as_condition(const literal& said) const {
        condition out{state_.indicators[said.indicator], {}, {}, 0};
        switch (out.about->type) {
            case indicator_type::yes_no: out.form = said.cells == 2 ? condition_form::is_yes : condition_form::is_no; break;
            case indicator_type::choice:
                out.form = condition_form::is_option;
                out.option = out.about->options[static_cast<std::size_t>(std::countr_zero(said.cells))].id;
                break;
            case indicator_type::number: {
                const bool below = said.cells & 1u;
                out.form = below ? condition_form::below : condition_form::at_least;
                out.number = rules_.cuts[said.indicator][static_cast<std::size_t>((below ? std::countr_one(said.cells) : std::countr_zero(said.cells)) - 1)];
                break;
            }
        }
        return out;
    }

    [[nodiscard]] std::vector<condition> because(const compiled_rule& rule, bool held) {
        std::vector<condition> out;
        for (const literal& said : reasons_.reasons(rule, held))
            if (state_.indicators[said.indicator]->nature != indicator_nature::burden)  // routing only, never printed as a reason
                out.push_back(as_condition(said));
        return out;
    }

    /// The harm conditions that the finding's rule tests and that hold.
    [[nodiscard]] std::vector<condition> signs(const compiled_finding& f) {
        std::vector<condition> out;
        for (std::size_t w = 0; w < f.signs.size(); ++w)
            for (plane_word left = f.signs[w] & work_.low()[w]; left; left &= left - 1) {
                const condition made = as_condition(reasons_.said(rules_.literals[w * 64 + static_cast<std::size_t>(std::countr_zero(left))], true));
                if (out.empty() || !(out.back() == made)) out.push_back(made);
            }
        return out;
    }

    [[nodiscard]] finding_result finding(const compiled_finding& f) {
        finding_result out{f.definition, status_of(work_, f.rule.bit), {}, {}, {}, f.confidence, f.reading};
        for (std::size_t e = 0; e < f.elements.size(); ++e)
            out.elements.push_back({&f.definition->elements[e], status_of(work_, f.elements[e].bit)});
        out.signs = signs(f);
        if (out.status != finding_status::open) out.because = because(f.rule, out.status == finding_status::indicated);
        return out;
    }

    /// Unanswered indicators that the rule still rests on: reached through operations that are not settled themselves. Burden facts are never asked.
    [[nodiscard]] std::vector<std::string_view> unanswered(const compiled_rule& rule) {
        const auto unsettled = [&](std::uint32_t bit) { return !work_.certain(bit) && work_.may_hold(bit); };
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
                each_term(rules_, rules_.operations[bit - rules_.literals.size()], [&](std::uint32_t term) { open.push_back(term); });
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
        if (s.unless_ruled_out.exists() && !work_.certain(s.unless_ruled_out.bit)) made.unless_known = unanswered(s.unless_ruled_out);
        if (!s.withheld.empty()) withholding_.push_back(&s);
        out.safeguards.push_back(std::move(made));
    }

    void referral(std::uint32_t index, assessment& out) {
        const compiled_referral& r = state_.compiled_referrals[index];
        if (!work_.certain(r.when.bit) || !work_.may_hold(r.whole.bit)) return;
        referral_result made{r.definition, referral_status::indicated, {}, {}, {}, r.confidence};
        if (!work_.certain(r.whole.bit)) {
            made.status = referral_status::open;
            made.depends_on = unanswered(r.routing);
        }
        made.because = because(made.status == referral_status::indicated ? r.whole : r.when, true);
        for (const compiled_safeguard* s : withholding_)
            if (std::find(s->withheld.begin(), s->withheld.end(), index) != s->withheld.end()) made.withheld_by.push_back(s->definition->id);
        if (!made.withheld_by.empty()) made.status = referral_status::withheld;
        std::sort(made.withheld_by.begin(), made.withheld_by.end());
        out.referrals.push_back(std::move(made));
    }

    const catalogue& of_;
    const catalogue_state& state_;
    const program& rules_;
    const answers& known_;
    evaluation work_, scratch_;
    reason_finder reasons_;
    std::vector<const compiled_safeguard*> withholding_;  ///< those that apply
};

}  // namespace detail

/// The instrument that the measure finding or score `id` belongs to, or null.
[[nodiscard]] inline const instrument_result* instrument_of(const assessment& whole, std::string_view id) noexcept {
    for (const instrument_result& i : whole.instruments)
        for (const std::vector<std::string>* list : {&i.definition->findings, &i.definition->scores})
            if (std::find(list->begin(), list->end(), id) != list->end()) return &i;
    return nullptr;
}

/// Statuses and scores only, in memory that is made once: no allocation while assessing. Not to be shared between threads.
class quick_assessment {
public:
    explicit quick_assessment(catalogue of) : of_(std::move(of)), work_(of_.state().rules_program) {}

    /// `known` must be answers to the same catalogue.
    void assess(const answers& known) noexcept { detail::evaluate(of_.state(), known, of_.state().finding_operations, work_); }

    /// In the order of `assessment::findings`.
    [[nodiscard]] std::size_t finding_count() const noexcept { return of_.state().compiled_findings.size(); }
    [[nodiscard]] const finding_definition& finding(std::size_t index) const noexcept { return *of_.state().compiled_findings[index].definition; }
    [[nodiscard]] finding_status status(std::size_t index) noexcept { return detail::status_of(work_, of_.state().compiled_findings[index].rule.bit); }
    /// In the order of `assessment::scores`; millionths.
    [[nodiscard]] std::size_t score_count() const noexcept { return of_.state().compiled_scores.size(); }
    [[nodiscard]] bounds score(std::size_t index) noexcept {
        return sum_bounds(of_.state().rules_program, of_.state().compiled_scores[index].operation, work_);
    }

private:
    catalogue of_;
    evaluation work_;
};

/// What follows from the answers. Pure: the same catalogue digest and the same answers give the same result.
/// Throws `std::invalid_argument` where the answers belong to another catalogue.
[[nodiscard]] inline assessment assess(const catalogue& of, const answers& known) {
    if (!(known.of() == of)) detail::misuse<std::invalid_argument>("pehchan::assess: the answers belong to another catalogue");
    return detail::assessor{of, known}.make();
}

}  // namespace v0
}  // namespace pehchan

#endif
