// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_TESTS_ARGUMENTS_HPP
#define PEHCHAN_TESTS_ARGUMENTS_HPP

// A live handle of every type of the C interface, for the generated test of wrong arguments.

#include <cstdint>
#include <cstring>
#include <string>

#include "catch.hpp"
#include "pehchan/pehchan.h"
#include "support/arrow_tables.hpp"

/// As CHECK, in a function of its own: there are more than a thousand of them, and the sanitizers
/// compile one of Catch2's for a third of a second.
inline void expect(bool holds, const char* what) {
    INFO(what);
    CHECK(holds);
}
#define EXPECT(...) expect((__VA_ARGS__), #__VA_ARGS__)

struct fixture {
    const char* a_case = R"({"case": "A-17", "answers": {"believed_under_18": "yes"}})";
    const char* a_catalogue =
        R"({"id": "small", "version": "1.0.0", "title": {"en": "Small"}, "setting": "survey", "languages": [{"id": "en", "status": "source"}]})";
    const char* texts = R"({"language": "xx", "texts": {"pakistan/title": {"text": "Pakistan"}}})";
    pehchan_error* error = nullptr;
    pehchan_text* text = nullptr;
    pehchan_catalogue* catalogue = nullptr;
    pehchan_answers* answers = nullptr;
    pehchan_assessment *assessment = nullptr,
                       *mapped = nullptr;  ///< `mapped`: by a catalogue with mappings that write
    pehchan_questions* questions = nullptr;
    pehchan_interview* interview = nullptr;
    pehchan_evaluator* evaluator = nullptr;
    pehchan_workers* workers = nullptr;
    pehchan_cohort* cohort = nullptr;
    ArrowArrayStream answers_stream{}, results_stream{};
    std::uint64_t yes_no = 0, choice = 0, number = 0;

    pehchan_error* failed = nullptr;  ///< of the last call
    void* made = nullptr;             ///< by the last call

    fixture() {
        REQUIRE(pehchan_catalogue_builtin("pakistan", &catalogue, nullptr) == PEHCHAN_OK);
        REQUIRE(pehchan_catalogue_builtin("no such catalogue", out<pehchan_catalogue*>(), &error) ==
                PEHCHAN_STATUS_NOT_FOUND);
        REQUIRE(pehchan_builtin_text("pakistan", &text, nullptr) == PEHCHAN_OK);
        pehchan_catalogue* mappings = nullptr;
        REQUIRE(pehchan_catalogue_builtin("mappings", &mappings, nullptr) == PEHCHAN_OK);
        REQUIRE(pehchan_answers_new(mappings, &answers, nullptr) == PEHCHAN_OK);
        REQUIRE(pehchan_assess(mappings, answers, PEHCHAN_VIEW_OFFICIAL, &mapped, nullptr) ==
                PEHCHAN_OK);
        pehchan_answers_free(answers);
        pehchan_catalogue_free(mappings);
        REQUIRE(pehchan_answers_new(catalogue, &answers, nullptr) == PEHCHAN_OK);
        REQUIRE(pehchan_answers_set(answers, "made_to_work_by_force_or_menace", "yes", nullptr) ==
                PEHCHAN_OK);
        REQUIRE(pehchan_assess(catalogue, answers, PEHCHAN_VIEW_OFFICIAL, &assessment, nullptr) ==
                PEHCHAN_OK);
        REQUIRE(pehchan_ask_next(answers, nullptr, 0, 5, &questions, nullptr) == PEHCHAN_OK);
        REQUIRE(pehchan_interview_new(catalogue, nullptr, 0, &interview, nullptr) == PEHCHAN_OK);
        REQUIRE(pehchan_evaluator_new(catalogue, &evaluator, nullptr) == PEHCHAN_OK);
        REQUIRE(pehchan_workers_new(2, &workers, nullptr) == PEHCHAN_OK);
        REQUIRE(pehchan_cohort_new(catalogue, &cohort, nullptr) == PEHCHAN_OK);
        yes_no = static_cast<std::uint64_t>(
            pehchan_catalogue_indicator_index(catalogue, "believed_under_18"));
        choice =
            static_cast<std::uint64_t>(pehchan_catalogue_indicator_index(catalogue, "province"));
        number = static_cast<std::uint64_t>(
            pehchan_catalogue_indicator_index(catalogue, "age_now_years"));
    }
    fixture(const fixture&) = delete;
    fixture& operator=(const fixture&) = delete;
    ~fixture() {
        (void)stream();
        answers_stream.release(&answers_stream);
        (void)results();
        pehchan_cohort_free(cohort);
        pehchan_workers_free(workers);
        pehchan_evaluator_free(evaluator);
        pehchan_interview_free(interview);
        pehchan_questions_free(questions);
        pehchan_assessment_free(mapped);
        pehchan_assessment_free(assessment);
        pehchan_answers_free(answers);
        pehchan_catalogue_free(catalogue);
        pehchan_text_free(text);
        pehchan_error_free(error);
    }

    /// Where the next call puts what it makes; something is there before, so that a test sees it
    /// set to NULL.
    template <class Pointer>
    Pointer* out() {
        made = this;
        return (Pointer*)(void*)(&made);  // whatever is made, one place holds it
    }
    /// A stream of no answers, as the next call finds it.
    ArrowArrayStream* stream() {
        if (answers_stream.release) answers_stream.release(&answers_stream);
        pehchan_tests::arrow_piece none;
        none.format = "+s";
        answers_stream = pehchan_tests::stream_of(none, {});
        return &answers_stream;
    }
    ArrowArrayStream* results() {
        if (results_stream.release) results_stream.release(&results_stream);
        return &results_stream;
    }
    /// A handle under another type's name, as a caller's mistake gives it.
    template <class Target, class Handle>
    Target* as(Handle* handle) {
        return reinterpret_cast<Target*>(handle);
    }
    /// An answer is taken only to a question that was given.
    void ask() {
        const char* question = nullptr;
        CHECK(pehchan_interview_next(interview, &question, nullptr) == PEHCHAN_OK);
    }
    template <class Handle>
    void free_made(void (*free)(Handle*)) {
        if (made != this) free(static_cast<Handle*>(made));
        made = this;
    }
    /// Checks what the last call left behind when it failed.
    void tidy(std::int32_t status = PEHCHAN_OK, bool explains = false) {
        if (status != PEHCHAN_OK) {
            CHECK((made == nullptr ||
                   made == this));  // `this`: `out` itself was NULL, or the call has none
            if (explains) {
                CHECK(pehchan_error_status(failed) == status);
                CHECK(std::strlen(pehchan_error_message(failed)) > 0);
            }
        }
        pehchan_error_free(failed);
        failed = nullptr;
        made = this;
    }
    /// No mistaken call has freed or changed a handle.
    void still_good() {
        CHECK(std::strlen(pehchan_error_message(error)) > 0);
        CHECK(pehchan_text_size(text) > 1000);
        CHECK(std::string(pehchan_catalogue_id(catalogue)) == "pakistan");
        CHECK(pehchan_assessment_finding_count(assessment) > 20);
        CHECK(pehchan_questions_count(questions) == 5);
        CHECK(pehchan_interview_stop(interview) >= 0);
        CHECK(pehchan_evaluator_finding_count(evaluator) > 20);
        CHECK(pehchan_workers_count(workers) == 2);
        CHECK(pehchan_cohort_finding_count(cohort) > 20);
    }
};

#endif
