/* SPDX-License-Identifier: Apache-2.0 */

/* A C99 program, built with -pedantic -Werror: the header stands alone, and the main job runs from
 * C. */

#include <pehchan/pehchan.h>

#include <stdio.h>
#include <string.h>

static int failed_at(int line) {
    fprintf(stderr, "c99_program.c:%d: not as expected\n", line);
    return 1;
}
#define EXPECT(what) \
    if (!(what)) return failed_at(__LINE__)

int main(void) {
    static const char one[] =
        "{\"case\": \"A-17\", \"answers\": {\"made_to_work_by_force_or_menace\": \"yes\", "
        "\"age_now_years\": 16}}";
    pehchan_catalogue* catalogue = NULL;
    pehchan_answers* answers = NULL;
    pehchan_assessment* assessment = NULL;
    pehchan_text* json = NULL;
    pehchan_error* error = NULL;
    uint64_t i;
    int indicated = 0;

    EXPECT(pehchan_abi_version() == PEHCHAN_ABI_VERSION);
    EXPECT(pehchan_catalogue_builtin("pakistan", &catalogue, &error) == PEHCHAN_OK &&
           error == NULL);
    EXPECT(pehchan_answers_parse(catalogue, NULL, one, sizeof one - 1, &answers, &error) ==
           PEHCHAN_OK);
    EXPECT(pehchan_assess(catalogue, answers, PEHCHAN_VIEW_OFFICIAL, &assessment, &error) ==
           PEHCHAN_OK);
    EXPECT(strcmp(pehchan_assessment_headline(assessment), "presumed_victim") == 0);
    for (i = 0; i < pehchan_assessment_finding_count(assessment); ++i)
        if (pehchan_assessment_finding_status(assessment, i) == PEHCHAN_FINDING_INDICATED) {
            ++indicated;
            printf("%s\n", pehchan_assessment_finding_title(assessment, i, "en"));
        }
    EXPECT(indicated >= 4);
    EXPECT(pehchan_assessment_json(assessment, "en", PEHCHAN_FLAG_EXPLAIN, &json, &error) ==
           PEHCHAN_OK);
    EXPECT(pehchan_text_size(json) == strlen(pehchan_text_data(json)));
    pehchan_text_free(json);
    EXPECT(pehchan_answers_set(answers, "believed_under_18", "perhaps", &error) ==
           PEHCHAN_STATUS_BAD_DATA);
    EXPECT(pehchan_error_issue_count(error) == 1 &&
           strcmp(pehchan_error_issue_code(error, 0), "unknown_value") == 0);
    pehchan_error_free(error);
    pehchan_assessment_free(assessment);
    pehchan_answers_free(answers);
    pehchan_catalogue_free(catalogue);
    return 0;
}
