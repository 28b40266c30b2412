// SPDX-License-Identifier: Apache-2.0
// What is no answer to an indicator, and a result that nobody looks at.

#include <atomic>
#include <string>
#include <vector>

#include <pehchan/pehchan.hpp>

namespace {

enum plain { first };

void answers_are_words_or_whole_numbers(pehchan::answers& person, const std::vector<bool>& ticked) {
    (void)person.set("believed_under_18", true);                // refused: deleted
    (void)person.set("believed_under_18", ticked[0]);           // refused
    (void)person.set("believed_under_18", 'y');                 // refused: deleted
    (void)person.set("believed_under_18", nullptr);             // refused: deleted
    (void)person.set("age_now_years", 15.5);                    // refused: deleted
    (void)person.set("age_now_years", first);                   // refused: deleted
    (void)person.set("age_now_years", std::atomic<int>{});      // refused
    (void)person.set("age_now_years", pehchan::ternary::yes);   // refused: deleted
}

void interviews_too(pehchan::interview& conversation) {
    (void)conversation.answer(true);                            // refused: deleted
    (void)conversation.answer(0.5);                             // refused: deleted
    (void)conversation.record("believed_under_18", false);      // refused: deleted
    (void)conversation.record("age_now_years", 15.0f);          // refused: deleted
}

void results_matter(pehchan::answers& person, pehchan::interview& conversation, const pehchan::cohort_table& table, pehchan::cohort_memory& memory) {
    person.set("believed_under_18", "yes");                     // refused: nodiscard
    person.set("age_now_years", 16);                            // refused: nodiscard
    person.set_at(0, {});                                       // refused: nodiscard
    conversation.answer("yes");                                 // refused: nodiscard
    conversation.record("age_now_years", 16);                   // refused: nodiscard
    conversation.go_on();                                       // refused: nodiscard
    run(table, 0, 0, {}, memory);                               // refused: nodiscard
    table.answers_of(0);                                        // refused: nodiscard
}

}  // namespace

void use(pehchan::answers& person, pehchan::interview& conversation, const pehchan::cohort_table& table, pehchan::cohort_memory& memory, const std::vector<bool>& ticked) {
    answers_are_words_or_whole_numbers(person, ticked);
    interviews_too(conversation);
    results_matter(person, conversation, table, memory);
}
