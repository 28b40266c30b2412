// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include <pehchan/json.hpp>
#include <pehchan/pehchan.hpp>

int main() {
    // eight lines
    using namespace pehchan;
    const auto catalogue = builtin("pakistan");
    answers person(*catalogue);
    if (person.set("made_to_work_by_force_or_menace", "yes") != answer_problem::none) return 1;
    const auto result = seen_in(assess(*catalogue, person), view_kind::official);
    std::cout << name_of(result.headline) << '\n';
    for (const auto& found : result.findings)
        if (found.status == finding_status::indicated) std::cout << found.definition->id << '\n';
    // end
}
