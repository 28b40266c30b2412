/* SPDX-License-Identifier: Apache-2.0 */
#include <pehchan/pehchan.h>
#include <stdio.h>

int main(void) {
    static const char person[] =
        "{\"case\": \"A-17\", \"answers\": {\"made_to_work_by_force_or_menace\": \"yes\", "
        "\"age_now_years\": 16}}";
    pehchan_catalogue* catalogue = NULL;
    pehchan_text* json = NULL;
    pehchan_error* error = NULL;
    if (pehchan_catalogue_builtin("pakistan", &catalogue, &error) == PEHCHAN_OK &&
        pehchan_screen(catalogue, NULL, person, sizeof person - 1, "en", PEHCHAN_VIEW_OFFICIAL, 0,
                       &json, &error) == PEHCHAN_OK)
        printf("%s\n", pehchan_text_data(json));
    else fprintf(stderr, "%s\n", pehchan_error_message(error));
    pehchan_error_free(error); /* each takes NULL */
    pehchan_text_free(json);
    pehchan_catalogue_free(catalogue);
    return 0;
}
