// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "handles.hpp"

int main() try {
    using namespace pehchan_handles;
    const auto pakistan = make<catalogue>(pehchan_catalogue_builtin, "pakistan");
    const auto person = make<answers>(pehchan_answers_new, pakistan.get());
    run(pehchan_answers_set, person.get(), "made_to_work_by_force_or_menace", "yes");
    run(pehchan_answers_set_number, person.get(), "age_now_years", std::int64_t{16});
    const auto result =
        make<assessment>(pehchan_assess, pakistan.get(), person.get(), PEHCHAN_VIEW_OFFICIAL);
    std::cout << pehchan_assessment_headline(result.get()) << '\n';
} catch (const pehchan_handles::failure& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
