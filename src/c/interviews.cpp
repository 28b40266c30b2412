// SPDX-License-Identifier: Apache-2.0

// Questions, and conversations.

#include <pehchan/detail/evaluate.hpp>

#include "handles.hpp"

using namespace pehchan_c;

namespace {

constexpr std::uint32_t ask_flags = PEHCHAN_ASK_FULL | PEHCHAN_ASK_LATER;

failure no_form() { return bad(PEHCHAN_STATUS_NOT_FOUND, "the catalogue has no such form"); }

failure settings_of(const pehchan::catalogue& rules, const char* form, std::uint32_t flags,
                    pehchan::interview_settings& out) {
    if (flags & ~ask_flags) return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "there is no such flag");
    if (form) {
        const pehchan::form_definition* entry = rules.find_form(form);
        if (!entry || entry->role != pehchan::form_role::entry) return no_form();
        out.form = form;
    }
    out.full = (flags & PEHCHAN_ASK_FULL) != 0;
    out.later = (flags & PEHCHAN_ASK_LATER) != 0;
    return good();
}

template <class Value>
failure answer_question(pehchan_interview& interview, Value value) {
    // A second "yes" to one question must not become the answer to the next, which nobody has seen.
    if (!interview.question)
        return bad(PEHCHAN_STATUS_BAD_ARGUMENT,
                   "there is no question to answer: ask for the next one first");
    failure failed =
        set_problem(interview.conversation.answer(value), interview.question->id.c_str());
    if (failed.status == PEHCHAN_OK) interview.question = nullptr;
    return failed;
}
template <class Value>
failure record_in(pehchan_interview& interview, const char* indicator, Value value) {
    failure failed = set_problem(interview.conversation.record(indicator, value), indicator);
    if (failed.status == PEHCHAN_OK)
        interview.question = nullptr;  // another one may come first now
    return failed;
}

/// What the rules say of the answers of an interview: 1 or 0; -1 where that cannot be told.
template <class Question>
int32_t certainty(const pehchan_interview* interview, Question question) noexcept {
    int32_t found = -1;
    (void)guarded(nullptr, [&]() -> failure {
        PEHCHAN_NEED(interview, "`interview`");
        const pehchan::answers& known = interview->conversation.known();
        const pehchan::catalogue_state& state = known.catalogue_used().state();
        pehchan::evaluation work(state.rules_program);
        pehchan::detail::evaluate(state, known, state.all_operations, work);
        found = question(state, work) ? 1 : 0;
        return good();
    });
    return found;
}

}  // namespace

extern "C" {

int32_t pehchan_ask_next(const pehchan_answers* answers, const char* form, uint32_t flags,
                         uint64_t most, pehchan_questions** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(answers, "`answers`");
        if (flags & ~ask_flags) return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "there is no such flag");
        pehchan::asking how{
            (flags & PEHCHAN_ASK_FULL) != 0,
            (flags & PEHCHAN_ASK_LATER) != 0,
            {},
            nullptr,
            static_cast<std::size_t>(std::min<uint64_t>(most, answers->named.size()))};
        if (form) {
            const pehchan::form_definition* found = answers->known.catalogue_used().find_form(form);
            if (!found) return no_form();
            how.only = found->indicators;
        }
        auto made = std::make_unique<pehchan_questions>(answers->known.catalogue_used());
        if (how.most)
            for (const pehchan::next_question& q :
                 pehchan::question_finder{answers->known.catalogue_used()}.find(
                     answers->known, answers->named, how))
                made->asked.push_back(q.about);
        *out = made.release();
        return good();
    });
}
uint64_t pehchan_questions_count(const pehchan_questions* questions) {
    return of_type(questions) ? questions->asked.size() : 0;
}
const char* pehchan_questions_indicator(const pehchan_questions* questions, uint64_t index) {
    const auto* found = of_type(questions) ? item(questions->asked, index) : nullptr;
    return found ? (*found)->id.c_str() : nullptr;
}
void pehchan_questions_free(pehchan_questions* questions) { free_handle(questions); }

int32_t pehchan_interview_new(const pehchan_catalogue* catalogue, const char* form, uint32_t flags,
                              pehchan_interview** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(catalogue, "`catalogue`");
        pehchan::interview_settings settings;
        if (failure failed = settings_of(catalogue->rules, form, flags, settings); failed.status)
            return failed;
        *out = new pehchan_interview(pehchan::interview{catalogue->rules, std::move(settings)}, {});
        return good();
    });
}
int32_t pehchan_interview_resume(const pehchan_answers* answers, const char* form, uint32_t flags,
                                 pehchan_interview** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(answers, "`answers`");
        pehchan::interview_settings settings;
        if (failure failed = settings_of(answers->known.catalogue_used(), form, flags, settings);
            failed.status)
            return failed;
        std::vector<std::string_view> named;
        const auto all = answers->known.catalogue_used().indicators();
        for (std::size_t i = 0; i < all.size(); ++i)
            if (answers->named[i]) named.push_back(all[i]->id);
        *out = new pehchan_interview(pehchan::interview{answers->known, named, std::move(settings)},
                                     answers->case_id);
        return good();
    });
}
int32_t pehchan_interview_next(pehchan_interview* interview, const char** out,
                               pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(interview, "`interview`");
        interview->question = nullptr;
        interview->question = interview->conversation.next();
        if (interview->question) *out = interview->question->id.c_str();
        return good();
    });
}
int32_t pehchan_interview_stop(const pehchan_interview* interview) {
    return of_type(interview) ? static_cast<int32_t>(interview->conversation.stop()) : -1;
}
int32_t pehchan_interview_why(const pehchan_interview* interview) {
    return of_type(interview) ? static_cast<int32_t>(interview->conversation.why()) : -1;
}
int32_t pehchan_interview_answer(pehchan_interview* interview, const char* value,
                                 pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED(interview, "`interview`");
        PEHCHAN_NEED_TEXT(value, "`value`");
        return answer_question(*interview, std::string_view{value});
    });
}
int32_t pehchan_interview_answer_number(pehchan_interview* interview, int64_t value,
                                        pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED(interview, "`interview`");
        return answer_question(*interview, value);
    });
}
int32_t pehchan_interview_record(pehchan_interview* interview, const char* indicator,
                                 const char* value, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED(interview, "`interview`");
        PEHCHAN_NEED_TEXT(indicator, "`indicator`");
        PEHCHAN_NEED_TEXT(value, "`value`");
        return record_in(*interview, indicator, std::string_view{value});
    });
}
int32_t pehchan_interview_record_number(pehchan_interview* interview, const char* indicator,
                                        int64_t value, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED(interview, "`interview`");
        PEHCHAN_NEED_TEXT(indicator, "`indicator`");
        return record_in(*interview, indicator, value);
    });
}
int32_t pehchan_interview_end(pehchan_interview* interview) {
    if (const int32_t status = wrong(interview); status != PEHCHAN_OK) return status;
    interview->conversation.end();
    interview->question = nullptr;
    return PEHCHAN_OK;
}
int32_t pehchan_interview_go_on(pehchan_interview* interview) {
    return of_type(interview) ? interview->conversation.go_on() : -1;
}
int32_t pehchan_interview_denials_count(const pehchan_interview* interview) {
    return certainty(interview,
                     [](const pehchan::catalogue_state& state, pehchan::evaluation& work) {
                         return pehchan::detail::denials_count(state, work);
                     });
}
int32_t pehchan_interview_child(const pehchan_interview* interview) {
    return certainty(interview,
                     [](const pehchan::catalogue_state& state, pehchan::evaluation& work) {
                         return state.child_now.exists() && work.certain(state.child_now.bit);
                     });
}
int32_t pehchan_interview_answers(const pehchan_interview* interview, pehchan_answers** out,
                                  pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(interview, "`interview`");
        *out = new pehchan_answers(interview->conversation.known(), interview->case_id,
                                   interview->conversation.asked());
        return good();
    });
}
void pehchan_interview_free(pehchan_interview* interview) { free_handle(interview); }

}  // extern "C"
