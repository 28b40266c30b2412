/* SPDX-License-Identifier: Apache-2.0 */

/* tests CASES...: what a C program relies on, on the shared cases. tests/capi looks at every
 * pointer of every function. */

#include <pehchan/pehchan.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect(int holds, const char* what, int line) {
    if (holds) return;
    fprintf(stderr, "tests.c:%d: not so: %s\n", line, what);
    exit(1);
}
#define EXPECT(what) expect((what) != 0, #what, __LINE__)

static const char not_ascii[] =
    "{\"case\": \"\xda\xa9\xdb\x8c\xd8\xb3 \\ud83d\\udea2\", \"answers\": "
    "{\"debt_for_journey_or_recruitment\": \"yes\"}}";
static const char ascii[] =
    "{\"case\": \"A-17\", \"answers\": {\"debt_for_journey_or_recruitment\": \"yes\"}}";

static pehchan_catalogue* builtin(const char* id) {
    pehchan_catalogue* out = NULL;
    EXPECT(pehchan_catalogue_builtin(id, &out, NULL) == PEHCHAN_OK);
    return out;
}
static pehchan_answers* parsed(const pehchan_catalogue* catalogue, const char* json,
                               uint64_t size) {
    pehchan_answers* out = NULL;
    EXPECT(pehchan_answers_parse(catalogue, NULL, json, size, &out, NULL) == PEHCHAN_OK);
    return out;
}
static pehchan_assessment* assessed(const pehchan_catalogue* catalogue,
                                    const pehchan_answers* answers, int32_t view) {
    pehchan_assessment* out = NULL;
    EXPECT(pehchan_assess(catalogue, answers, view, &out, NULL) == PEHCHAN_OK);
    return out;
}
static void expect_equal(const pehchan_text* a, const pehchan_text* b) {
    EXPECT(pehchan_text_size(a) == pehchan_text_size(b));
    EXPECT(memcmp(pehchan_text_data(a), pehchan_text_data(b), (size_t)pehchan_text_size(a)) == 0);
}

/* However one and the same person's answers come in, the same bytes come out. */
static void every_way_gives_the_same(const pehchan_catalogue* catalogue, const char* line,
                                     uint64_t size) {
    pehchan_answers *answers = parsed(catalogue, line, size), *again;
    pehchan_assessment *assessment = assessed(catalogue, answers, PEHCHAN_VIEW_OFFICIAL), *second;
    pehchan_evaluator* evaluator = NULL;
    pehchan_text *one_call = NULL, *json = NULL, *saved = NULL, *second_json = NULL, *page = NULL;
    uint64_t i, compared = 0;
    EXPECT(pehchan_screen(catalogue, NULL, line, size, "en", PEHCHAN_VIEW_OFFICIAL, 0, &one_call,
                          NULL) == PEHCHAN_OK);
    EXPECT(pehchan_assessment_json(assessment, "en", 0, &json, NULL) == PEHCHAN_OK);
    expect_equal(one_call, json);
    EXPECT(pehchan_answers_json(answers, &saved, NULL) == PEHCHAN_OK);
    again = parsed(catalogue, pehchan_text_data(saved), pehchan_text_size(saved));
    second = assessed(catalogue, again, PEHCHAN_VIEW_OFFICIAL);
    EXPECT(pehchan_assessment_json(second, "en", 0, &second_json, NULL) == PEHCHAN_OK);
    expect_equal(json, second_json);
    EXPECT(pehchan_evaluator_new(catalogue, &evaluator, NULL) == PEHCHAN_OK &&
           pehchan_evaluator_assess(evaluator, answers) == PEHCHAN_OK);
    for (i = 0; i < pehchan_evaluator_finding_count(evaluator); ++i) {
        const int32_t status =
            pehchan_assessment_status_of(assessment, pehchan_evaluator_finding_id(evaluator, i));
        if (status < 0) continue; /* what an official does not see */
        EXPECT(status == pehchan_evaluator_finding_status(evaluator, i));
        ++compared;
    }
    EXPECT(compared > 20);
    EXPECT(pehchan_assessment_page(assessment, "ur", 0, &page, NULL) == PEHCHAN_OK &&
           strstr(pehchan_text_data(page), "\xda\xaf") != NULL);
    pehchan_text_free(page);
    pehchan_text_free(second_json);
    pehchan_text_free(saved);
    pehchan_text_free(json);
    pehchan_text_free(one_call);
    pehchan_evaluator_free(evaluator);
    pehchan_assessment_free(second);
    pehchan_assessment_free(assessment);
    pehchan_answers_free(again);
    pehchan_answers_free(answers);
}

static void the_shared_cases(const pehchan_catalogue* catalogue, const char* path) {
    static char line[1 << 16];
    int cases = 0;
    FILE* file = fopen(path, "rb");
    EXPECT(file != NULL);
    while (fgets(line, sizeof line, file)) {
        const size_t size = strcspn(line, "\n");
        EXPECT(line[size] == '\n');
        every_way_gives_the_same(catalogue, line, size);
        ++cases;
    }
    fclose(file);
    EXPECT(cases > 10);
}

static void reasons(const pehchan_catalogue* catalogue) {
    static const char person[] =
        "{\"case\": \"A-17\", \"answers\": {\"made_to_work_by_force_or_menace\": \"yes\", "
        "\"age_now_years\": 16}}";
    pehchan_answers* answers = parsed(catalogue, person, sizeof person - 1);
    pehchan_assessment* assessment = assessed(catalogue, answers, PEHCHAN_VIEW_OFFICIAL);
    pehchan_text* text = NULL;
    pehchan_questions* questions = NULL;
    EXPECT(pehchan_assessment_explain(assessment, "trafficking", "en", 0, &text, NULL) ==
               PEHCHAN_OK &&
           strstr(pehchan_text_data(text), "made_to_work_by_force_or_menace"));
    pehchan_text_free(text);
    EXPECT(pehchan_assessment_contrast(assessment, "trafficking", "smuggled_migrant", "en", 0,
                                       &text, NULL) == PEHCHAN_OK &&
           strstr(pehchan_text_data(text), "smuggled_migrant"));
    pehchan_text_free(text);
    EXPECT(pehchan_ask_next(answers, NULL, 0, 3, &questions, NULL) == PEHCHAN_OK &&
           pehchan_questions_count(questions) == 3);
    EXPECT(pehchan_catalogue_indicator_index(catalogue,
                                             pehchan_questions_indicator(questions, 0)) >= 0 &&
           pehchan_questions_indicator(questions, 3) == NULL);
    pehchan_questions_free(questions);
    pehchan_assessment_free(assessment);
    pehchan_answers_free(answers);
}

static void what_is_wrong_is_said(const pehchan_catalogue* catalogue) {
    static const char bad[] =
        "{\"case\": \"x\",\n \"answers\": {\"no_such_sign\": \"yes\", \"age_now_years\": \"old\"}}";
    pehchan_answers* answers = (pehchan_answers*)1;
    pehchan_error* error = NULL;
    pehchan_text* text = NULL;
    EXPECT(pehchan_answers_parse(catalogue, NULL, bad, sizeof bad - 1, &answers, &error) ==
               PEHCHAN_STATUS_BAD_DATA &&
           answers == NULL);
    EXPECT(pehchan_error_status(error) == PEHCHAN_STATUS_BAD_DATA &&
           pehchan_error_issue_count(error) == 2);
    EXPECT(strcmp(pehchan_error_issue_pointer(error, 0), "/answers/no_such_sign") == 0 &&
           pehchan_error_issue_line(error, 0) == 2);
    EXPECT(pehchan_error_issue_message(error, 2) == NULL &&
           pehchan_error_issue_message(error, UINT64_MAX) == NULL);
    pehchan_error_free(error);
    EXPECT(pehchan_screen(catalogue, NULL, not_ascii, sizeof not_ascii - 1, "xx",
                          PEHCHAN_VIEW_OFFICIAL, 0, &text, &error) == PEHCHAN_STATUS_BAD_ARGUMENT &&
           text == NULL);
    pehchan_error_free(error);
    EXPECT(pehchan_catalogue_builtin("no_such_catalogue", (pehchan_catalogue**)&answers, NULL) ==
           PEHCHAN_STATUS_NOT_FOUND);
}

/* Words of every language pass; the id of a case is ASCII. */
static void what_is_not_ascii_passes(const pehchan_catalogue* catalogue) {
    static const char begin[] = "{\"case\":\"A-17\",";
    pehchan_text* text = NULL;
    EXPECT(pehchan_screen(catalogue, NULL, ascii, sizeof ascii - 1, "ur", PEHCHAN_VIEW_OFFICIAL, 0,
                          &text, NULL) == PEHCHAN_OK);
    EXPECT(strncmp(pehchan_text_data(text), begin, sizeof begin - 1) == 0);
    EXPECT(strstr(pehchan_text_data(text), "\xdb\x8c") != NULL);
    pehchan_text_free(text);
    text = NULL;
    EXPECT(pehchan_screen(catalogue, NULL, not_ascii, sizeof not_ascii - 1, "ur",
                          PEHCHAN_VIEW_OFFICIAL, 0, &text, NULL) == PEHCHAN_STATUS_BAD_DATA);
    EXPECT(text == NULL);
}

static void answers_are_read_back(const pehchan_catalogue* catalogue) {
    static const char person[] =
        "{\"case\": \"A-17\", \"answers\": {\"province\": \"punjab\", \"age_now_years\": 16, "
        "\"believed_under_18\": \"unknown\"}}";
    pehchan_answers* answers = parsed(catalogue, person, sizeof person - 1);
    const uint64_t province = (uint64_t)pehchan_catalogue_indicator_index(catalogue, "province");
    const uint64_t age = (uint64_t)pehchan_catalogue_indicator_index(catalogue, "age_now_years");
    const uint64_t young =
        (uint64_t)pehchan_catalogue_indicator_index(catalogue, "believed_under_18");
    const uint64_t wages = (uint64_t)pehchan_catalogue_indicator_index(catalogue, "wages_withheld");
    EXPECT(pehchan_answers_kind(answers, age) == PEHCHAN_ANSWER_KIND_NUMBER &&
           pehchan_answers_value(answers, age) == 16);
    EXPECT(pehchan_answers_kind(answers, province) == PEHCHAN_ANSWER_KIND_OPTION);
    EXPECT(strcmp(pehchan_catalogue_option_id(catalogue, province,
                                              (uint64_t)pehchan_answers_value(answers, province)),
                  "punjab") == 0);
    EXPECT(pehchan_answers_kind(answers, young) == PEHCHAN_ANSWER_KIND_UNKNOWN &&
           pehchan_answers_asked(answers, young) == 1);
    EXPECT(pehchan_answers_kind(answers, wages) == PEHCHAN_ANSWER_KIND_UNKNOWN &&
           pehchan_answers_asked(answers, wages) == 0);
    EXPECT(pehchan_answers_set_code(answers, wages, PEHCHAN_ANSWER_NOT_APPLICABLE) == PEHCHAN_OK);
    EXPECT(strcmp(pehchan_answer_kind_name(pehchan_answers_kind(answers, wages)),
                  "not_applicable") == 0);
    EXPECT(pehchan_answers_set_code(answers, age, PEHCHAN_ANSWER_NOT_APPLICABLE) ==
           PEHCHAN_STATUS_BAD_ARGUMENT);
    EXPECT(pehchan_answers_kind(answers, UINT64_MAX) == -1 &&
           pehchan_answers_asked(answers, UINT64_MAX) == -1);
    pehchan_answers_free(answers);
}

static void mappings_are_listed(void) {
    pehchan_catalogue* catalogue = builtin("mappings");
    int writing = 0, reading = 0;
    uint64_t i;
    for (i = 0; i < pehchan_catalogue_mapping_count(catalogue); ++i)
        ++*(pehchan_catalogue_mapping_writes(catalogue, i) == 1 ? &writing : &reading);
    EXPECT(writing > 0 && reading > 0 && pehchan_catalogue_mapping_id(catalogue, i) == NULL);
    pehchan_catalogue_free(catalogue);
}

static void a_conversation_ends(const pehchan_catalogue* catalogue) {
    pehchan_interview* interview = NULL;
    const char* question = NULL;
    int asked = 0;
    EXPECT(pehchan_interview_new(catalogue, "kiln_first_contact", 0, &interview, NULL) ==
           PEHCHAN_OK);
    for (;;) {
        EXPECT(pehchan_interview_next(interview, &question, NULL) == PEHCHAN_OK);
        if (!question) break;
        EXPECT(++asked < 300 && pehchan_interview_answer(interview, "unknown", NULL) == PEHCHAN_OK);
    }
    EXPECT(asked > 5 && pehchan_interview_stop(interview) != PEHCHAN_STOP_NONE &&
           pehchan_interview_denials_count(interview) == 0);
    pehchan_interview_free(interview);
}

int main(int count, char** words) {
    pehchan_catalogue* catalogue = builtin("pakistan");
    int i;
    EXPECT(count > 1 && pehchan_abi_version() == PEHCHAN_ABI_VERSION);
    for (i = 1; i < count; ++i) the_shared_cases(catalogue, words[i]);
    reasons(catalogue);
    what_is_wrong_is_said(catalogue);
    what_is_not_ascii_passes(catalogue);
    answers_are_read_back(catalogue);
    mappings_are_listed();
    a_conversation_ends(catalogue);
    pehchan_catalogue_free(catalogue);
    printf("the C tests pass\n");
    return 0;
}
