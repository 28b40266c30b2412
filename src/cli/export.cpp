// SPDX-License-Identifier: Apache-2.0

// export: cases in, columns of another format out, as a mapping writes them.

#include <iostream>

#include "command_line.hpp"

namespace cli {

int export_columns(const words_given& words) {
    std::optional<options> asked = read_options(words, command::export_columns);
    if (!asked) return 2;
    if (asked->to.empty()) return fail("export needs --to, the mapping whose columns are written");
    if (asked->names.size() > 1) return fail("one file at a time, or - for standard input");
    if (is_file_name(asked->to)) {
        asked->catalogue_name = asked->to;
    } else {
        bool found = false;
        for (const pehchan::catalogue& candidate : all_builtin())
            for (const pehchan::mapping_definition& m : candidate.document().mappings)
                if (m.id == asked->to) asked->catalogue_name = candidate.id(), found = true;
        if (!found) return fail("there is no built-in mapping \"" + asked->to + "\"");
    }
    const std::optional<setting> with = prepare(*asked);
    if (!with) return 2;
    const pehchan::mapping_definition* to =
        is_file_name(asked->to) && with->rules.document().mappings.size() == 1
            ? &with->rules.document().mappings.front()
            : with->rules.find_mapping(asked->to);
    if (!to) return fail(asked->to + " must hold exactly one mapping");
    if (to->writes.empty())
        return fail("the mapping " + to->id +
                    " is only for reading: it says nothing of how to write its columns");
    return each_line(asked->names.empty() ? "-" : asked->names.front(), [&](const std::string& line,
                                                                            std::size_t number) {
        const std::optional<pehchan::person_case> person = read_person(*with, line, number, false);
        if (!person) return false;
        std::cout << pehchan::dump_columns(
                         pehchan::seen_in(pehchan::assess(with->rules, person->known), with->how),
                         *to, with->words, with->how, person->id)
                  << "\n";
        return true;
    });
}

}  // namespace cli
