/* SPDX-License-Identifier: Apache-2.0 */
#include <pehchan/pehchan.h>
#include <stdio.h>

int main(void) {
    pehchan_catalogue* catalogue = NULL;
    pehchan_answers* person = NULL;
    pehchan_assessment* result = NULL;
    pehchan_error* error = NULL;
    if (pehchan_catalogue_builtin("pakistan", &catalogue, &error) == PEHCHAN_OK &&
        pehchan_answers_new(catalogue, &person, &error) == PEHCHAN_OK &&
        pehchan_answers_set(person, "made_to_work_by_force_or_menace", "yes", &error) ==
            PEHCHAN_OK &&
        pehchan_answers_set_number(person, "age_now_years", 16, &error) == PEHCHAN_OK &&
        pehchan_assess(catalogue, person, PEHCHAN_VIEW_OFFICIAL, &result, &error) == PEHCHAN_OK) {
        const uint64_t count = pehchan_assessment_finding_count(result);
        for (uint64_t i = 0; i < count; ++i)
            if (pehchan_assessment_finding_status(result, i) == PEHCHAN_FINDING_INDICATED)
                printf("%s\n", pehchan_assessment_finding_title(result, i, "en"));
    }
    const int failed = error != NULL;
    if (failed) fprintf(stderr, "%s\n", pehchan_error_message(error));
    pehchan_error_free(error); /* NULL may always be freed */
    pehchan_assessment_free(result);
    pehchan_answers_free(person);
    pehchan_catalogue_free(catalogue);
    return failed;
}
