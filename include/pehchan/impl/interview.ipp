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
#include "../disclosure.hpp"
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
      opening_(listed(form_role::opening)),
      only_child_(listed(form_role::only_child)),
      wish_(listed(form_role::full)),
      offered_again_(listed(form_role::offered_again)),
      child_form_(known_.catalogue_used().form_with(form_role::child)) {
    if (!settings_.form.empty()) {
        form_ = known_.catalogue_used().find_form(settings_.form);
        if (!form_) detail::refuse_range("pehchan::interview: the catalogue has no such form");
    }
    begin_anew();
}

/// The conditions of a talk, and consent to it, are never taken from another one (law 3). A sign of
/// harm that the case holds is kept until it is answered anew: it only forbids denials to count.
void interview::begin_anew() {
    for (std::uint32_t i = 0; i < asked_.size(); ++i) {
        const bool observed_harm = state_.indicators[i]->nature == indicator_nature::harm &&
                                   known_.at(i).kind == answer_kind::yes;
        const bool wish = std::find(wish_.begin(), wish_.end(), i) != wish_.end();
        if (wish || (is_condition(i) && !observed_harm)) known_.forget(state_.indicators[i]->id);
        if (wish || is_condition(i)) asked_[i] = false;
    }
    for (const std::uint32_t i : opening_) asked_[i] = false;
    offers_declined_ =
        settings_.later && !offered_again_.empty() &&
        std::none_of(offered_again_.begin(), offered_again_.end(),
                     [&](std::uint32_t i) { return known_.at(i).kind == answer_kind::yes; });
    if (!offers_declined_) return;
    for (std::uint32_t i = 0; i < asked_.size(); ++i)
        if (known_.at(i).kind == answer_kind::declined) asked_[i] = false;
}

answers interview::told() const {
    answers out = known_;
    const std::span<const indicator* const> indicators = known_.catalogue_used().indicators();
    const disclosure to_official{presentation{}};
    for (std::size_t i = 0; i < indicators.size(); ++i)
        if (to_official.withholds(*indicators[i], out.at(i))) (void)out.set_at(i, {});
    return out;
}

const indicator* interview::next() {
    if (current_ || stop_ != interview_stop::none) return current_;
    screen_.clear();  // of a call that ran out of memory
    detail::evaluate(state_, told(), state_.all_operations, work_);
    if (state_.interview_ends_when.exists() && work_.certain(state_.interview_ends_when.bit))
        return stop_for(interview_stop::wish);
    const bool child = state_.child_now.exists() && work_.certain(state_.child_now.bit);
    full_ =
        settings_.full && !child && std::all_of(wish_.begin(), wish_.end(), [&](std::uint32_t i) {
            return asked_[i] && known_.at(i).kind == answer_kind::yes;
        });
    if (const indicator* opening = next_of_opening(child)) return current_ = opening;
    if (child && has_disclosed_harm()) return stop_for(interview_stop::child_disclosed);
    if (settings_.full && !child)
        for (const std::uint32_t i : wish_)
            if (!asked_[i]) {
                why_ = question_reason::conditions;
                return current_ = state_.indicators[i];
            }
    if (!continued_after_danger_ && danger_shown()) return stop_for(interview_stop::danger);

    const std::vector<next_question> found = worth_asking(child);
    if (found.empty()) return stop_for(interview_stop::nothing_left);
    if (!full_ && protection_is_certain() &&
        std::none_of(found.begin(), found.end(), [](const next_question& q) {
            return q.why == question_reason::danger || q.why == question_reason::child;
        }))
        return stop_for(interview_stop::enough_for_first_contact);

    // Whether this is a child comes before what only a child is asked.
    const auto age = std::find_if(found.begin(), found.end(), [](const next_question& q) {
        return q.why == question_reason::child;
    });
    const next_question& best =
        is_only_of_child(*found.front().about) && age != found.end() ? *age : found.front();
    if (is_looked_at(*best.about))
        for (const next_question& q : found)
            if (is_looked_at(*q.about) && (age == found.end() || !is_only_of_child(*q.about)))
                screen_.push_back(q.about);
    if (!screen_.empty()) {
        const auto at = std::find(screen_.begin(), screen_.end(), best.about);
        std::rotate(screen_.begin(), at, at + 1);
    }
    if (known_.at(index_in(state_.indicators, best.about->id)).kind == answer_kind::declined)
        for (const std::uint32_t i : offered_again_) {
            (void)known_.set(state_.indicators[i]->id, "yes");
            asked_[i] = true;
        }
    why_ = best.why;
    return current_ = best.about;
}

std::vector<next_question> interview::worth_asking(bool child) {
    constexpr std::size_t enough = 32;  // more than bear on danger or on whether this is a child
    asking how{full_, offers_declined_, {}, settings_.expected, enough};
    if (child && child_form_) how.only = child_form_->indicators;
    else if (form_) how.only = form_->indicators;
    how.most = std::max(enough, how.only.size());
    std::vector<bool> left_out = asked_;
    if (!may_be_child())
        for (const std::uint32_t i : only_child_) left_out[i] = true;
    std::vector<next_question> found = finder_.find(told(), left_out, how);
    if (how.only.empty() || settings_.expected) return found;
    // The author of a form knows what is most telling at that place.
    const auto place = [&](const next_question& q) {
        return std::find(how.only.begin(), how.only.end(), q.about->id);
    };
    std::stable_sort(found.begin(), found.end(),
                     [&](const next_question& a, const next_question& b) {
                         return a.why != b.why ? a.why < b.why : place(a) < place(b);
                     });
    return found;
}

std::vector<const indicator*> interview::checklist() const {
    return current_ ? screen_ : std::vector<const indicator*>{};
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
    screen_.clear();
    stop_ = interview_stop::wish;
}

bool interview::go_on() {
    if (!full_ || stop_ != interview_stop::danger) return false;
    continued_after_danger_ = true;
    stop_ = interview_stop::none;
    return true;
}

const indicator* interview::stop_for(interview_stop why) {
    stop_ = why;
    return nullptr;
}

/// The indicators of the form of this role.
std::vector<std::uint32_t> interview::listed(form_role role) const {
    std::vector<std::uint32_t> out;
    if (const form_definition* form = known_.catalogue_used().form_with(role))
        for (const std::string& id : form->indicators)
            out.push_back(index_in(state_.indicators, id));
    return out;
}

/// Whether it decides that a denial counts, or that the interview ends.
bool interview::is_condition(std::uint32_t i) const {
    const program& rules = state_.rules_program;
    for (std::uint32_t l = rules.literals_of[i]; l < rules.literals_of[i + 1]; ++l)
        for (const compiled_rule* rule : {&state_.denials_count_when, &state_.interview_ends_when})
            if (rule->exists() && test_bit(rule->literals, l)) return true;
    return false;
}

/// Unless the answers rule it out. Somebody who saw one of the things that only a child is asked
/// about, such as a disputed age, saw a child who may be one.
bool interview::may_be_child() {
    return !state_.child_now.exists() || work_.may_hold(state_.child_now.bit) ||
           std::any_of(only_child_.begin(), only_child_.end(),
                       [&](std::uint32_t i) { return known_.at(i).kind == answer_kind::yes; });
}

/// A yes/no question that is not put to the person.
bool interview::is_looked_at(const indicator& about) {
    return about.known != known_by::asked && about.type == indicator_type::yes_no;
}

std::string_view interview::current_id() const {
    if (!current_) detail::refuse_call("pehchan::interview: there is no question to answer");
    return current_->id;
}

answer_problem interview::recorded(std::string_view id, answer_problem problem) {
    if (problem != answer_problem::none) return problem;
    asked_[index_in(state_.indicators, id)] = true;
    current_ = nullptr;
    screen_.clear();
    if (stop_ != interview_stop::wish) stop_ = interview_stop::none;
    return problem;
}

const indicator* interview::next_of_opening(bool child) {
    const auto first =
        std::find_if(opening_.begin(), opening_.end(), [&](std::uint32_t i) { return !asked_[i]; });
    if (first == opening_.end()) return nullptr;
    auto at = first;
    for (; at != opening_.end() && is_looked_at(*state_.indicators[*at]); ++at)
        if (!asked_[*at]) screen_.push_back(state_.indicators[*at]);
    if (at == opening_.end() && form_) look_for_form(child);
    why_ = question_reason::conditions;
    return state_.indicators[*first];
}

/// What the official looks at for the form anyway is looked at together with the opening.
void interview::look_for_form(bool child) {
    for (const next_question& q : worth_asking(child))
        if (is_looked_at(*q.about) && !is_only_of_child(*q.about) &&
            std::find(screen_.begin(), screen_.end(), q.about) == screen_.end())
            screen_.push_back(q.about);
}

/// Asked only where the person may be a child.
bool interview::is_only_of_child(const indicator& about) const {
    return std::find(only_child_.begin(), only_child_.end(),
                     index_in(state_.indicators, about.id)) != only_child_.end();
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
