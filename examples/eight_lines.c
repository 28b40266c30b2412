/* SPDX-License-Identifier: Apache-2.0 */
#include <pehchan/pehchan.h>
#include <stdio.h>

int main(void) {
    /* eight lines */
    pehchan_catalogue* catalogue = NULL;
    pehchan_answers* person = NULL;
    pehchan_assessment* result = NULL;
    if (pehchan_catalogue_builtin("pakistan", &catalogue, NULL) == PEHCHAN_OK &&
        pehchan_answers_new(catalogue, &person, NULL) == PEHCHAN_OK &&
        pehchan_answers_set(person, "made_to_work_by_force_or_menace", "yes", NULL) == PEHCHAN_OK &&
        pehchan_assess(catalogue, person, PEHCHAN_VIEW_OFFICIAL, &result, NULL) == PEHCHAN_OK)
        puts(pehchan_assessment_headline(result)); /* presumed_victim */
    /* end */
    const int failed = result == NULL;
    pehchan_assessment_free(result); /* NULL may always be freed */
    pehchan_answers_free(person);
    pehchan_catalogue_free(catalogue);
    return failed;
}
