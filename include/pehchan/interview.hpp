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
    enough_for_first_contact,  ///< danger is known, and one protective finding or referral is
                               ///< certain
    nothing_left               ///< no question that may be asked can change anything
};

/// What is asked, and how far.
struct interview_settings {
    std::string form;    ///< an entry form; "": all indicators
    bool full = false;   ///< a specialist: sensitivity 3 too, no stop at first contact
    bool later = false;  ///< a later interview: conditions and consent anew, and what was declined
                         ///< before is offered once
    const priors* expected = nullptr;
};

/// One conversation: what to ask, and when to stop. Keeps the answers of one person and nothing
/// else.
class interview {
public:
    /// Throws `std::out_of_range` where the catalogue has no such form.
    explicit interview(const catalogue& catalogue_used, interview_settings settings = {});

    /// Goes on from a case; `named` are the indicators that it names, with whatever answer: they
    /// are not asked again.
    interview(answers so_far, std::span<const std::string_view> named,
              interview_settings settings = {});

    /// The question to ask now; null where asking stops, see `stop()`.
    [[nodiscard]] const indicator* next();
    /// Why the last `next()` gave null.
    [[nodiscard]] interview_stop stop() const noexcept { return stop_; }

    /// From the question of `next()` on, what the opening asks the official to look for and must be
    /// absent before a denial counts (law 3), as one checklist; to be answered with `record`. Empty
    /// where the question is another.
    [[nodiscard]] std::vector<const indicator*> checklist() const;
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

    /// In a full interview a specialist may go on after danger or a child's words, once each. False
    /// where that is not so.
    [[nodiscard]] bool go_on();

    /// The answers so far.
    [[nodiscard]] const answers& known() const& noexcept { return known_; }
    [[nodiscard]] answers known() && noexcept { return std::move(known_); }
    /// By index into the catalogue's indicators: asked, answered or volunteered.
    [[nodiscard]] const std::vector<bool>& asked() const& noexcept { return asked_; }
    void asked() const&& = delete;

private:
    const indicator* stop_for(interview_stop why);
    void forget(std::uint32_t i);
    [[nodiscard]] bool must_be_absent(std::uint32_t i) const;
    [[nodiscard]] bool ends(std::uint32_t i) const;
    [[nodiscard]] std::string_view current_id() const;
    /// After an answer to `id`, which stands unless there is a problem.
    answer_problem recorded(std::string_view id, answer_problem problem);

    [[nodiscard]] const indicator* next_of_opening();
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
    const form_definition* opening_ = nullptr;
    const form_definition* child_form_ = nullptr;
    const form_definition* form_ = nullptr;
    const indicator* current_ = nullptr;
    question_reason why_ = question_reason::more;
    interview_stop stop_ = interview_stop::none;
    bool continued_after_danger_ = false, continued_after_child_ = false;
};

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
