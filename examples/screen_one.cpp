// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include <pehchan/json.hpp>
#include <pehchan/pehchan.hpp>

int main() {
    const auto catalogue = pehchan::builtin("pakistan");
    pehchan::answers person(*catalogue);
    if (person.set("made_to_work_by_force_or_menace", "yes") != pehchan::answer_problem::none)
        return 1;
    if (person.set("age_now_years", 16) != pehchan::answer_problem::none) return 1;
    const auto result = pehchan::assess(*catalogue, person);
    for (const auto& finding : result.findings)
        if (finding.status == pehchan::finding_status::indicated &&
            finding.definition->kind != pehchan::finding_kind::offence)
            std::cout << finding.definition->title.in("en") << '\n';
}
