// SPDX-License-Identifier: Apache-2.0

// screen: cases in, assessments out.

#include <iostream>

#include "command_line.hpp"

namespace cli {

int screen(const words_given& words) {
    const std::optional<options> asked = read_options(words, command::screen);
    if (!asked) return 2;
    if (asked->names.size() > 1) return fail("one file at a time, or - for standard input");
    const std::optional<setting> with = prepare(*asked);
    if (!with) return 2;
    const bool as_text = is_page(*asked);
    pehchan::question_finder questions{with->rules};
    const pehchan::asking how{true, false, {}, with->expected ? &*with->expected : nullptr, 5};
    return each_line(asked->names.empty() ? "-" : asked->names.front(), [&](const std::string& line,
                                                                            std::size_t number) {
        const std::optional<pehchan::person_case> person =
            read_person(*with, line, number, as_text);
        if (!person) return false;
        const pehchan::assessment result =
            pehchan::seen_in(pehchan::assess(with->rules, person->known), with->how);
        pehchan::additions added;
        if (asked->explain)
            added.would_indicate = pehchan::would_indicate_all(result, result.known);
        if (asked->next || as_text)  // the second sheet names the questions that settle most
            added.ask_next = questions.find(
                result.known,
                pehchan::asked_for(result, pehchan::asked_in(with->rules, person->named),
                                   with->how),
                how);
        if (asked->next && with->expected) added.priors = with->expected->name;
        if (as_text)
            std::cout << pehchan::page(result, with->words, with->how, person->id, added)
                      << (asked->format == "text" ? "\f\n" : "");
        else std::cout << pehchan::dump(result, with->words, with->how, person->id, added) << "\n";
        return true;
    });
}

}  // namespace cli
