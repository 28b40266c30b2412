// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_INTERVIEW_IPP
#define PEHCHAN_IMPL_INTERVIEW_IPP

// Leads one conversation.

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../compiled.hpp"
#include "../detail/evaluate.hpp"
#include "../detail/misuse.hpp"
#include "../interview.hpp"

namespace pehchan {
inline namespace v0 {

interview::interview(const catalogue& catalogue_used, interview_settings settings)
    : interview(answers{catalogue_used}, std::span<const std::string_view>{}, std::move(settings)) {
}

interview::interview(answers so_far, std::span<const std::string_view> named,
                     interview_settings settings)
    : known_(std::move(so_far)),
      state_(known_.catalogue_used().state()),
      settings_(std::move(settings)),
      finder_(known_.catalogue_used()),
      work_(state_.rules_program),
      asked_(asked_in(known_.catalogue_used(), named)),
      opening_(known_.catalogue_used().form_with(form_role::opening)),
      child_form_(known_.catalogue_used().form_with(form_role::child)) {
    if (!settings_.form.empty()) {
        form_ = known_.catalogue_used().find_form(settings_.form);
        if (!form_) detail::refuse_range("pehchan::interview: the catalogue has no such form");
    }
    if (!settings_.later) return;
    for (std::uint32_t i = 0; i < asked_.size(); ++i) {
        if (known_.at(i).kind == answer_kind::declined) asked_[i] = false;
        if (ends(i)) forget(i);
    }
    if (opening_)
        for (const std::string& id : opening_->indicators) forget(index_in(state_.indicators, id));
}

const indicator* interview::next() {
    if (current_ || stop_ != interview_stop::none) return current_;
    detail::evaluate(state_, known_, state_.all_operations, work_);
    if (state_.interview_ends_when.exists() && work_.certain(state_.interview_ends_when.bit))
        return stop_for(interview_stop::wish);
    if (const indicator* opening = next_of_opening()) return current_ = opening;
    const bool child = state_.child_now.exists() && work_.certain(state_.child_now.bit);
    if (child && !continued_after_child_ && has_disclosed_harm())
        return stop_for(interview_stop::child_disclosed);
    if (!continued_after_danger_ && danger_shown()) return stop_for(interview_stop::danger);

    asking how{settings_.full, settings_.later, {}, settings_.expected, 1};
    if (child && !settings_.full && child_form_) how.only = child_form_->indicators;
    else if (form_) how.only = form_->indicators;
    const std::vector<next_question> found = finder_.find(known_, asked_, how);
    if (found.empty()) return stop_for(interview_stop::nothing_left);
    if (!settings_.full && found.front().why != question_reason::danger && protection_is_certain())
        return stop_for(interview_stop::enough_for_first_contact);
    why_ = found.front().why;
    return current_ = found.front().about;
}

std::vector<const indicator*> interview::checklist() const {
    std::vector<const indicator*> out;
    if (!opening_ || !current_) return out;
    for (const std::string& id : opening_->indicators) {
        const std::uint32_t i = index_in(state_.indicators, id);
        if (asked_[i] || known_.at(i).kind != answer_kind::unknown) continue;
        if ((out.empty() && state_.indicators[i] != current_) || !must_be_absent(i)) return out;
        out.push_back(state_.indicators[i]);
    }
    return out;
}

void interview::end() {
    const program& rules = state_.rules_program;
    for (std::uint32_t l = 0; l < rules.literals.size(); ++l)
        if (state_.interview_ends_when.exists() &&
            test_bit(state_.interview_ends_when.literals, l) && rules.literals[l].classes == 2) {
            (void)known_.set(state_.indicators[rules.literals[l].indicator]->id, "yes");
            asked_[rules.literals[l].indicator] = true;
            break;
        }
    current_ = nullptr;
    stop_ = interview_stop::wish;
}

bool interview::go_on() {
    if (!settings_.full ||
        (stop_ != interview_stop::danger && stop_ != interview_stop::child_disclosed))
        return false;
    (stop_ == interview_stop::danger ? continued_after_danger_ : continued_after_child_) = true;
    stop_ = interview_stop::none;
    return true;
}

const indicator* interview::stop_for(interview_stop why) {
    stop_ = why;
    return nullptr;
}

void interview::forget(std::uint32_t i) {
    known_.forget(state_.indicators[i]->id);
    asked_[i] = false;
}

bool interview::must_be_absent(std::uint32_t i) const {
    const program& rules = state_.rules_program;
    for (std::uint32_t l = rules.literals_of[i]; l < rules.literals_of[i + 1]; ++l)
        if (state_.denials_count_when.exists() && test_bit(state_.denials_count_when.literals, l) &&
            is_denial(*state_.indicators[i], rules.literals[l]))
            return true;
    return false;
}

bool interview::ends(std::uint32_t i) const {
    const program& rules = state_.rules_program;
    for (std::uint32_t l = rules.literals_of[i]; l < rules.literals_of[i + 1]; ++l)
        if (state_.interview_ends_when.exists() && test_bit(state_.interview_ends_when.literals, l))
            return true;
    return false;
}

std::string_view interview::current_id() const {
    if (!current_) detail::refuse_call("pehchan::interview: there is no question to answer");
    return current_->id;
}

answer_problem interview::recorded(std::string_view id, answer_problem problem) {
    if (problem != answer_problem::none) return problem;
    asked_[index_in(state_.indicators, id)] = true;
    current_ = nullptr;
    if (stop_ != interview_stop::wish) stop_ = interview_stop::none;
    return problem;
}

const indicator* interview::next_of_opening() {
    if (!opening_) return nullptr;
    for (const std::string& id : opening_->indicators) {
        const std::uint32_t i = index_in(state_.indicators, id);
        if (asked_[i] || known_.at(i).kind != answer_kind::unknown) continue;
        why_ = question_reason::conditions;
        return state_.indicators[i];
    }
    return nullptr;
}

bool interview::has_disclosed_harm() {
    for (const compiled_finding& f : state_.compiled_findings) {
        if (f.definition->kind != finding_kind::victim) continue;
        for (std::uint32_t i : state_.asked_harm)
            for (std::uint32_t l = state_.rules_program.literals_of[i];
                 l < state_.rules_program.literals_of[i + 1]; ++l)
                if (test_bit(f.signs, l) && work_.certain(l)) return true;
    }
    return false;
}

bool interview::danger_shown() {
    return std::any_of(state_.compiled_findings.begin(), state_.compiled_findings.end(),
                       [&](const compiled_finding& f) {
                           return f.definition->headline == headline_id::act_now &&
                                  work_.certain(f.rule.bit);
                       });
}

bool interview::protection_is_certain() {
    for (const compiled_finding& f : state_.compiled_findings)
        if ((f.definition->kind == finding_kind::victim ||
             f.definition->kind == finding_kind::protection) &&
            work_.certain(f.rule.bit))
            return true;
    for (std::uint32_t r = 0; r < state_.compiled_referrals.size(); ++r) {
        const compiled_referral& candidate = state_.compiled_referrals[r];
        if (candidate.definition->kind == referral_kind::protection &&
            work_.certain(candidate.combined.bit) && !is_withheld(r))
            return true;
    }
    return false;
}

bool interview::is_withheld(std::uint32_t referral) {
    return std::any_of(
        state_.compiled_safeguards.begin(), state_.compiled_safeguards.end(),
        [&](const compiled_safeguard& s) {
            return std::find(s.withheld.begin(), s.withheld.end(), referral) != s.withheld.end() &&
                   (!s.when.exists() || work_.certain(s.when.bit)) &&
                   (!s.unless_ruled_out.exists() || work_.may_hold(s.unless_ruled_out.bit));
        });
}

}  // namespace v0
}  // namespace pehchan

#endif
