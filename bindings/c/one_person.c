/* SPDX-License-Identifier: Apache-2.0 */
#include <pehchan/pehchan.h>
#include <stdio.h>

int main(void) {
    static const char person[] = "{\"case\": \"A-17\", \"answers\": {\"made_to_work_by_force_or_menace\": \"yes\", \"age_now_years\": 16}}";
    pehchan_catalogue *catalogue = NULL;
    pehchan_answers *answers = NULL;
    pehchan_assessment *assessment = NULL;
    pehchan_error *error = NULL;
    uint64_t i;
    int failed = 0;

    if (pehchan_catalogue_builtin("pakistan", &catalogue, &error) == PEHCHAN_OK &&
        pehchan_answers_parse(catalogue, NULL, person, sizeof person - 1, &answers, &error) == PEHCHAN_OK &&
        pehchan_assess(catalogue, answers, PEHCHAN_VIEW_OFFICIAL, &assessment, &error) == PEHCHAN_OK) {
        for (i = 0; i < pehchan_assessment_finding_count(assessment); ++i)
            if (pehchan_assessment_finding_status(assessment, i) == PEHCHAN_FINDING_INDICATED) printf("%s\n", pehchan_assessment_finding_title(assessment, i, "en"));
    } else {
        fprintf(stderr, "%s\n", pehchan_error_message(error));
        failed = 1;
    }
    pehchan_error_free(error); /* each takes NULL */
    pehchan_assessment_free(assessment);
    pehchan_answers_free(answers);
    pehchan_catalogue_free(catalogue);
    return failed;
}
