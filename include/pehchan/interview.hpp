// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_INTERVIEW_HPP
#define PEHCHAN_INTERVIEW_HPP

// What is asked in one conversation, and when must asking stop?

#include <algorithm>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "answers.hpp"
#include "assess.hpp"
#include "catalogue.hpp"
#include "detail/misuse.hpp"
#include "questions.hpp"

namespace pehchan {
inline namespace v0 {

enum class interview_stop : std::uint8_t {
    none,
    wish,                      ///< the person wishes to stop, or never agreed to talk
    danger,                    ///< danger is shown: act first
    child_disclosed,           ///< a child has told of harm: ask nothing more, call the child body
    enough_for_first_contact,  ///< danger is known, and one protective finding or referral is certain
    nothing_left               ///< no question that may be asked can change anything
};

struct interview_settings {
    std::string form;                  ///< an entry form; "": all indicators
    bool full = false;                 ///< a specialist: sensitivity 3 too, no stop at first contact
    bool later = false;                ///< a later interview: conditions and consent anew, and what was declined before is offered once
    const priors* expected = nullptr;
};

/// One conversation: what to ask, and when to stop. Keeps the answers of one person and nothing else.
class interview {
public:
    /// Throws `std::out_of_range` where the catalogue has no such form.
    explicit interview(const catalogue& of, interview_settings settings = {}) : interview(answers{of}, std::span<const std::string_view>{}, std::move(settings)) {}

    /// Goes on from a case; `named` are the indicators that it names, with whatever answer: they are not asked again.
    interview(answers so_far, std::span<const std::string_view> named, interview_settings settings = {})
        : known_(std::move(so_far)), state_(known_.of().state()), settings_(std::move(settings)), finder_(known_.of()), work_(state_.rules_program), asked_(asked_in(known_.of(), named)),
          opening_(known_.of().form_with(form_role::opening)), child_form_(known_.of().form_with(form_role::child)) {
        if (!settings_.form.empty()) {
            form_ = known_.of().find_form(settings_.form);
            if (!form_) detail::misuse<std::out_of_range>("pehchan::interview: the catalogue has no such form");
        }
        if (!settings_.later) return;
        for (std::uint32_t i = 0; i < asked_.size(); ++i) {
            if (known_.at(i).kind == answer_kind::declined) asked_[i] = false;
            if (ends(i)) forget(i);
        }
        if (opening_)
            for (const std::string& id : opening_->indicators) forget(detail::index_in(state_.indicators, id));
    }

    /// The question to ask now; null where asking stops, see `stop()`.
    [[nodiscard]] const indicator* next() {
        if (current_ || stop_ != interview_stop::none) return current_;
        detail::evaluate(state_, known_, state_.all_operations, work_);
        if (state_.interview_ends_when.exists() && work_.certain(state_.interview_ends_when.bit)) return stop_for(interview_stop::wish);
        if (const indicator* opening = next_of_opening()) return current_ = opening;
        const bool child = state_.child_now.exists() && work_.certain(state_.child_now.bit);
        if (child && !told_to_go_on_child_ && has_told_of_harm()) return stop_for(interview_stop::child_disclosed);
        if (!told_to_go_on_danger_ && danger_shown()) return stop_for(interview_stop::danger);

        asking how{settings_.full, settings_.later, {}, settings_.expected, 1};
        if (child && !settings_.full && child_form_) how.only = child_form_->indicators;
        else if (form_) how.only = form_->indicators;
        const std::vector<next_question> found = finder_.find(known_, asked_, how);
        if (found.empty()) return stop_for(interview_stop::nothing_left);
        if (!settings_.full && found.front().why != question_reason::danger && protection_is_certain()) return stop_for(interview_stop::enough_for_first_contact);
        why_ = found.front().why;
        return current_ = found.front().about;
    }
    [[nodiscard]] interview_stop stop() const noexcept { return stop_; }

    /// From the question of `next()` on, what the opening asks the official to look for and must be absent before a denial counts (law 3), as one checklist;
    /// to be answered with `record`. Empty where the question is another.
    [[nodiscard]] std::vector<const indicator*> checklist() const {
        std::vector<const indicator*> out;
        if (!opening_ || !current_) return out;
        for (const std::string& id : opening_->indicators) {
            const std::uint32_t i = detail::index_in(state_.indicators, id);
            if (asked_[i] || known_.at(i).kind != answer_kind::unknown) continue;
            if ((out.empty() && state_.indicators[i] != current_) || !must_be_absent(i)) return out;
            out.push_back(state_.indicators[i]);
        }
        return out;
    }
    /// Why the question of `next()` comes now.
    [[nodiscard]] question_reason why() const noexcept { return why_; }

    /// The answer to the question of `next()`; where it is not taken, the question stands.
    answer_problem answer(std::string_view value) { return take(value); }
    answer_problem answer(std::int64_t value) { return take(value); }

    /// Something volunteered, or a correction of what was said before.
    answer_problem record(std::string_view id, std::string_view value) { return put(id, value); }
    answer_problem record(std::string_view id, std::int64_t value) { return put(id, value); }

    /// The person wishes to stop: recorded, and no further question.
    void end() {
        const program& rules = state_.rules_program;
        for (std::uint32_t l = 0; l < rules.literals.size(); ++l)
            if (state_.interview_ends_when.exists() && test_bit(state_.interview_ends_when.literals, l) && rules.literals[l].cells == 2) {
                (void)known_.set(state_.indicators[rules.literals[l].indicator]->id, "yes");
                asked_[rules.literals[l].indicator] = true;
                break;
            }
        current_ = nullptr;
        stop_ = interview_stop::wish;
    }

    /// In a full interview a specialist may go on after danger or a child's words, once each. False where that is not so.
    bool go_on() {
        if (!settings_.full || (stop_ != interview_stop::danger && stop_ != interview_stop::child_disclosed)) return false;
        (stop_ == interview_stop::danger ? told_to_go_on_danger_ : told_to_go_on_child_) = true;
        stop_ = interview_stop::none;
        return true;
    }

    [[nodiscard]] const answers& known() const noexcept { return known_; }
    /// By index into the catalogue's indicators: asked, answered or volunteered.
    [[nodiscard]] const std::vector<bool>& asked() const noexcept { return asked_; }

private:
    const indicator* stop_for(interview_stop why) {
        stop_ = why;
        return nullptr;
    }
    void forget(std::uint32_t i) {
        known_.forget(state_.indicators[i]->id);
        asked_[i] = false;
    }
    [[nodiscard]] bool must_be_absent(std::uint32_t i) const {
        const program& rules = state_.rules_program;
        for (std::uint32_t l = rules.literals_of[i]; l < rules.literals_of[i + 1]; ++l)
            if (state_.no_counts_when.exists() && test_bit(state_.no_counts_when.literals, l) && detail::is_denial(*state_.indicators[i], rules.literals[l])) return true;
        return false;
    }
    [[nodiscard]] bool ends(std::uint32_t i) const {
        const program& rules = state_.rules_program;
        for (std::uint32_t l = rules.literals_of[i]; l < rules.literals_of[i + 1]; ++l)
            if (state_.interview_ends_when.exists() && test_bit(state_.interview_ends_when.literals, l)) return true;
        return false;
    }
    template <class Value>
    answer_problem take(Value value) {
        if (!current_) detail::misuse<std::logic_error>("pehchan::interview: there is no question to answer");
        return put(current_->id, value);
    }
    template <class Value>
    answer_problem put(std::string_view id, Value value) {
        const answer_problem problem = known_.set(id, value);
        if (problem != answer_problem::none) return problem;
        asked_[detail::index_in(state_.indicators, id)] = true;
        current_ = nullptr;
        if (stop_ != interview_stop::wish) stop_ = interview_stop::none;
        return problem;
    }

    [[nodiscard]] const indicator* next_of_opening() {
        if (!opening_) return nullptr;
        for (const std::string& id : opening_->indicators) {
            const std::uint32_t i = detail::index_in(state_.indicators, id);
            if (asked_[i] || known_.at(i).kind != answer_kind::unknown) continue;
            why_ = question_reason::conditions;
            return state_.indicators[i];
        }
        return nullptr;
    }
    /// A sign that a finding of kind victim rests on, told and not only seen.
    [[nodiscard]] bool has_told_of_harm() {
        for (const detail::compiled_finding& f : state_.compiled_findings) {
            if (f.definition->kind != finding_kind::victim) continue;
            for (std::uint32_t i : state_.asked_harm)
                for (std::uint32_t l = state_.rules_program.literals_of[i]; l < state_.rules_program.literals_of[i + 1]; ++l)
                    if (test_bit(f.signs, l) && work_.certain(l)) return true;
        }
        return false;
    }
    [[nodiscard]] bool danger_shown() {
        return std::any_of(state_.compiled_findings.begin(), state_.compiled_findings.end(),
                           [&](const detail::compiled_finding& f) { return f.definition->headline == headline_id::act_now && work_.certain(f.rule.bit); });
    }
    [[nodiscard]] bool protection_is_certain() {
        for (const detail::compiled_finding& f : state_.compiled_findings)
            if ((f.definition->kind == finding_kind::victim || f.definition->kind == finding_kind::protection) && work_.certain(f.rule.bit)) return true;
        for (std::uint32_t r = 0; r < state_.compiled_referrals.size(); ++r) {
            const detail::compiled_referral& one = state_.compiled_referrals[r];
            if (one.definition->kind == referral_kind::protection && work_.certain(one.whole.bit) && !is_withheld(r)) return true;
        }
        return false;
    }
    [[nodiscard]] bool is_withheld(std::uint32_t referral) {
        return std::any_of(state_.compiled_safeguards.begin(), state_.compiled_safeguards.end(), [&](const detail::compiled_safeguard& s) {
            return std::find(s.withheld.begin(), s.withheld.end(), referral) != s.withheld.end() && (!s.when.exists() || work_.certain(s.when.bit)) &&
                   (!s.unless_ruled_out.exists() || work_.may_hold(s.unless_ruled_out.bit));
        });
    }

    answers known_;
    const detail::catalogue_state& state_;
    interview_settings settings_;
    question_finder finder_;
    evaluation work_;
    std::vector<bool> asked_;
    const form_definition* opening_ = nullptr;
    const form_definition* child_form_ = nullptr;
    const form_definition* form_ = nullptr;
    const indicator* current_ = nullptr;
    question_reason why_ = question_reason::more;
    interview_stop stop_ = interview_stop::none;
    bool told_to_go_on_danger_ = false, told_to_go_on_child_ = false;
};

}  // namespace v0
}  // namespace pehchan

#endif
