// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_INTERVIEW_HPP
#define PEHCHAN_INTERVIEW_HPP

// What is asked in one conversation, and when must asking stop?

#include "detail/push_macros.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "answers.hpp"
#include "catalogue.hpp"
#include "indicator.hpp"
#include "program.hpp"
#include "questions.hpp"

namespace pehchan {
inline namespace v0 {

/// Why asking stops; `none` while it goes on.
enum class interview_stop : std::uint8_t {
    none,                      ///< there is a question to ask
    wish,                      ///< the person wishes to stop, or never agreed to talk
    danger,                    ///< danger is shown: act first
    child_disclosed,           ///< a child has told of harm: ask nothing more, call the child body
    enough_for_first_contact,  ///< one protective finding or referral is certain, and no question
                               ///< on danger, or on whether this is a child, is left
    nothing_left  ///< no question that may be asked, of the form where there is one, can change
                  ///< anything. It clears nobody
};

/// What is asked, and how far.
struct interview_settings {
    std::string form;   ///< an entry form; "": all indicators, which may be more than 100
                        ///< questions. A host asks first which place this is
    bool full = false;  ///< a specialist: sensitivity 3 too, no stop at first contact; in effect as
                        ///< `interview::is_full` says
    bool later = false;  ///< a later interview: what was declined before is offered once more in
                         ///< all, if it never was; needs a form of role `offered_again`
    const priors* expected = nullptr;
};

/// One conversation: what to ask, and when to stop. Keeps the answers of one person and nothing
/// else.
class interview {
public:
    /// Throws `std::out_of_range` where the catalogue has no such form.
    explicit interview(const catalogue& catalogue_used, interview_settings settings = {});

    /// Goes on from a case; `named` are the indicators that it names, with whatever answer: they
    /// are not asked again. The opening is: the conditions of a talk, and consent to it, hold for
    /// the talk in which they were recorded (law 3), so that those of the case are forgotten. What
    /// the official saw and what would forbid a denial to count stays until it is answered anew.
    interview(answers so_far, std::span<const std::string_view> named,
              interview_settings settings = {});

    /// The question to ask now; null where asking stops, see `stop()`.
    [[nodiscard]] const indicator* next();
    /// Why the last `next()` gave null.
    [[nodiscard]] interview_stop stop() const noexcept { return stop_; }

    /// The question of `next()` and those after it that the official answers by looking or
    /// checking, as one screen to be answered with `record`: "yes" for what is so, "no" for the
    /// rest. Empty where the question is put to the person, or is not a yes/no question.
    [[nodiscard]] std::vector<const indicator*> checklist() const;
    /// Whether this is a full interview now: asked for in the settings, the person's wish to tell
    /// more is recorded in this conversation (form of role `full`, where the catalogue has one),
    /// and this is no child.
    [[nodiscard]] bool is_full() const noexcept { return full_; }
    /// Why the question of `next()` comes now.
    [[nodiscard]] question_reason why() const noexcept { return why_; }

    /// The answer to the question of `next()`; where it is not taken, the question stands.
    answer_problem answer(std::string_view value) { return record(current_id(), value); }
    template <whole_number Integer>
    answer_problem answer(Integer value) {
        return record(current_id(), value);
    }
    template <not_an_answer Other>
    answer_problem answer(Other value) = delete;

    /// Something volunteered, or a correction of what was said before.
    answer_problem record(std::string_view id, std::string_view value) {
        return recorded(id, known_.set(id, value));
    }
    template <whole_number Integer>
    answer_problem record(std::string_view id, Integer value) {
        return recorded(id, known_.set(id, value));
    }
    template <not_an_answer Other>
    answer_problem record(std::string_view id, Other value) = delete;

    /// The person wishes to stop: recorded, and no further question.
    void end();

    /// In a full interview a specialist may go on after danger, once. False where that is not so,
    /// and after a child's words.
    [[nodiscard]] bool go_on();

    /// The answers so far.
    [[nodiscard]] const answers& known() const& noexcept { return known_; }
    [[nodiscard]] answers known() && noexcept { return std::move(known_); }
    /// By index into the catalogue's indicators: asked, answered or volunteered.
    [[nodiscard]] const std::vector<bool>& asked() const& noexcept { return asked_; }
    void asked() const&& = delete;

private:
    const indicator* stop_for(interview_stop why);
    void begin_anew();
    [[nodiscard]] std::vector<std::uint32_t> listed(form_role role) const;
    [[nodiscard]] bool is_condition(std::uint32_t i) const;
    [[nodiscard]] bool may_be_child();
    [[nodiscard]] static bool is_looked_at(const indicator& about);
    /// What an official may learn of the answers: no question and no stop depends on the rest.
    [[nodiscard]] answers told() const;
    /// The questions worth asking now, best first.
    [[nodiscard]] std::vector<next_question> worth_asking(bool child);
    [[nodiscard]] std::string_view current_id() const;
    /// After an answer to `id`, which stands unless there is a problem.
    answer_problem recorded(std::string_view id, answer_problem problem);

    [[nodiscard]] const indicator* next_of_opening(bool child);
    void look_for_form(bool child);
    [[nodiscard]] bool is_only_of_child(const indicator& about) const;
    /// A sign that a finding of kind victim rests on, reported by the person and not only observed.
    [[nodiscard]] bool has_disclosed_harm();
    [[nodiscard]] bool danger_shown();
    [[nodiscard]] bool protection_is_certain();
    [[nodiscard]] bool is_withheld(std::uint32_t referral);

    answers known_;
    const catalogue_state& state_;
    interview_settings settings_;
    question_finder finder_;
    evaluation work_;
    std::vector<bool> asked_;
    std::vector<std::uint32_t> opening_, only_child_, wish_, offered_again_;
    const form_definition* child_form_ = nullptr;
    const form_definition* form_ = nullptr;
    const indicator* current_ = nullptr;
    std::vector<const indicator*> screen_;
    question_reason why_ = question_reason::more;
    interview_stop stop_ = interview_stop::none;
    bool continued_after_danger_ = false, full_ = false, offers_declined_ = false;
};

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
