// SPDX-License-Identifier: Apache-2.0

// Eight threads on one catalogue and one assessment. Built for the thread sanitizer (preset tsan)
// too.

#include <atomic>
#include <cstdio>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "pehchan/pehchan.h"

namespace {

std::string json_of(const pehchan_assessment* of, std::uint32_t flags) {
    pehchan_text* made = nullptr;
    if (pehchan_assessment_json(of, "ur", flags, &made, nullptr) != PEHCHAN_OK) return {};
    std::string out = pehchan_text_data(made);
    pehchan_text_free(made);
    return out;
}

std::string all_of(const pehchan_catalogue* catalogue, const std::string& a_case) {
    std::string out;
    pehchan_answers* answers = nullptr;
    pehchan_assessment* assessment = nullptr;
    pehchan_text* text = nullptr;
    pehchan_questions* questions = nullptr;
    pehchan_evaluator* evaluator = nullptr;
    pehchan_interview* interview = nullptr;
    pehchan_error* error = nullptr;
    const char* question = nullptr;
    if (pehchan_answers_parse(catalogue, nullptr, a_case.data(), a_case.size(), &answers,
                              nullptr) != PEHCHAN_OK)
        return {};
    if (pehchan_assess(catalogue, answers, PEHCHAN_VIEW_OFFICIAL, &assessment, nullptr) !=
        PEHCHAN_OK)
        return {};
    out += json_of(assessment, PEHCHAN_FLAG_EXPLAIN | PEHCHAN_FLAG_NEXT);
    if (pehchan_assessment_explain(assessment, "trafficking", "en", 0, &text, nullptr) ==
        PEHCHAN_OK)
        out += pehchan_text_data(text);
    pehchan_text_free(text);
    if (pehchan_assessment_contrast(assessment, "trafficking", "smuggled_migrant", "en", 0, &text,
                                    nullptr) == PEHCHAN_OK)
        out += pehchan_text_data(text);
    pehchan_text_free(text);
    if (pehchan_ask_next(answers, nullptr, 0, 5, &questions, nullptr) == PEHCHAN_OK)
        out += pehchan_questions_indicator(questions, 0);
    pehchan_questions_free(questions);
    if (pehchan_interview_resume(answers, nullptr, 0, &interview, nullptr) == PEHCHAN_OK &&
        pehchan_interview_next(interview, &question, nullptr) == PEHCHAN_OK && question)
        out += question;
    pehchan_interview_free(interview);
    if (pehchan_evaluator_new(catalogue, &evaluator, nullptr) == PEHCHAN_OK &&
        pehchan_evaluator_assess(evaluator, answers) == PEHCHAN_OK)
        for (std::uint64_t f = 0; f < pehchan_evaluator_finding_count(evaluator); ++f)
            out += std::to_string(pehchan_evaluator_finding_status(evaluator, f));
    pehchan_evaluator_free(evaluator);
    if (pehchan_answers_set(answers, "no_such_indicator", "yes", &error) ==
        PEHCHAN_STATUS_NOT_FOUND)
        out += pehchan_error_message(error);
    pehchan_error_free(error);
    pehchan_assessment_free(assessment);
    pehchan_answers_free(answers);
    return out;
}

}  // namespace

int main() {
    pehchan_catalogue* catalogue = nullptr;
    if (pehchan_catalogue_builtin("pakistan", &catalogue, nullptr) != PEHCHAN_OK) return 2;
    std::vector<std::string> cases, expected;
    for (const char* answers : {R"("believed_under_18": "yes", "debt_inflated": "yes")",
                                R"("made_to_work_by_force_or_menace": "yes", "province": "sindh")",
                                R"("age_now_years": 40, "wages_withheld": "declined")"})
        cases.push_back(std::string(R"({"case": "A", "answers": {)") + answers + "}}");
    for (const std::string& one : cases) expected.push_back(all_of(catalogue, one));
    pehchan_answers* answers = nullptr;
    pehchan_assessment* shared = nullptr;
    if (expected[0].empty() ||
        pehchan_answers_parse(catalogue, nullptr, cases[0].data(), cases[0].size(), &answers,
                              nullptr) != PEHCHAN_OK ||
        pehchan_assess(catalogue, answers, PEHCHAN_VIEW_OFFICIAL, &shared, nullptr) != PEHCHAN_OK)
        return 2;
    const std::string of_shared = json_of(shared, 0);

    std::atomic<int> different{0};
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            for (std::size_t n = 0; n < 12; ++n) {
                const std::size_t which = (t + n) % cases.size();
                if (all_of(catalogue, cases[which]) != expected[which]) ++different;
                if (json_of(shared, 0) != of_shared) ++different;
            }
            pehchan_catalogue* own = nullptr;  // loading, at the same time
            if (pehchan_catalogue_builtin("palermo", &own, nullptr) != PEHCHAN_OK) ++different;
            pehchan_catalogue_free(own);
        });
    for (std::thread& one : threads) one.join();
    pehchan_assessment_free(shared);
    pehchan_answers_free(answers);
    pehchan_catalogue_free(catalogue);
    if (different != 0)
        std::fprintf(stderr, "%d results of eight threads differ from those of one\n",
                     different.load());
    return different == 0 ? 0 : 1;
}
