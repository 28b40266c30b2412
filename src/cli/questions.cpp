// SPDX-License-Identifier: Apache-2.0

// explain and contrast: why, why not, and why one rather than the other.

#include <algorithm>
#include <iostream>

#include "command_line.hpp"

namespace cli {
namespace {

/// The words that name findings come first, then perhaps a file. Text unless JSON is asked for.
struct question {
    options asked;
    setting with;
    bool as_text;
};

std::optional<question> prepare_question(const words_given& words, command chosen) {
    const std::optional<options> asked = read_options(words, chosen);
    if (!asked) return std::nullopt;
    std::optional<setting> with = prepare(*asked);
    if (!with) return std::nullopt;
    if (with->how.view == pehchan::view_kind::person)
        return fail("explanations are not for the person: --view official, helper or investigator"),
               std::nullopt;
    if (asked->format == "html") return fail("explanations are text or json"), std::nullopt;
    return question{*asked, std::move(*with), asked->format != "json"};
}

/// Says which findings there are; 2.
int no_such_finding(const pehchan::catalogue& rules, const std::string& name) {
    std::string known;
    for (const pehchan::finding_definition* f : rules.findings())
        known += (known.empty() ? "" : ", ") + f->id;
    return fail("the catalogue " + std::string(rules.id()) + " has no finding \"" + name +
                "\"; it has: " + known);
}

}  // namespace

int explain(const words_given& words) {
    std::optional<question> q = prepare_question(words, command::explain);
    if (!q) return 2;
    words_given names = q->asked.names;
    const bool named =
        !names.empty() && (names.size() > 1 || q->with.rules.find_finding(names.front()));
    if (names.size() > (named ? 2u : 1u))
        return fail("explain takes one finding and one file: pehchan explain [FINDING] [FILE|-]");
    if (named && !q->with.rules.find_finding(names.front()))
        return no_such_finding(q->with.rules, names.front());
    const std::string file = names.size() > (named ? 1u : 0u) ? names.back() : "-";
    return each_line(file, [&](const std::string& line, std::size_t number) {
        const std::optional<pehchan::person_case> person =
            read_person(q->with, line, number, q->as_text);
        if (!person) return false;
        pehchan::assessment result =
            pehchan::seen_in(pehchan::assess(q->with.rules, person->known), q->with.how);
        std::vector<std::string_view>
            findings;  // the one named; else those shown and those with signs
        for (const pehchan::finding_result& f : result.findings)
            if (named ? f.definition->id == names.front()
                      : f.status == pehchan::finding_status::indicated || !f.signs.empty())
                findings.push_back(f.definition->id);
        if (q->as_text) {
            std::cout << pehchan::explanation_page(result, findings, q->with.words, q->with.how,
                                                   person->id)
                      << "\f\n";
            return true;
        }
        pehchan::additions added;
        added.would_indicate = pehchan::would_indicate_all(result, result.known);
        std::erase_if(result.findings, [&](const pehchan::finding_result& f) {
            return std::find(findings.begin(), findings.end(), f.definition->id) == findings.end();
        });
        std::cout << pehchan::dump_explanation(result, q->with.words, q->with.how, person->id,
                                               added)
                  << "\n";
        return true;
    });
}

int contrast(const words_given& words) {
    std::optional<question> q = prepare_question(words, command::contrast);
    if (!q) return 2;
    const words_given& names = q->asked.names;
    if (names.size() < 2 || names.size() > 3)
        return fail(
            "contrast takes two findings and perhaps a file: pehchan contrast FINDING FINDING "
            "[FILE|-]");
    for (std::size_t i = 0; i < 2; ++i)
        if (!q->with.rules.find_finding(names[i])) return no_such_finding(q->with.rules, names[i]);
    if (names[0] == names[1]) return fail("contrast takes two different findings");
    return each_line(names.size() > 2 ? names[2] : "-", [&](const std::string& line,
                                                            std::size_t number) {
        const std::optional<pehchan::person_case> person =
            read_person(q->with, line, number, q->as_text);
        if (!person) return false;
        const pehchan::assessment result =
            pehchan::seen_in(pehchan::assess(q->with.rules, person->known), q->with.how);
        const pehchan::contrast_result contrasted =
            pehchan::contrast(q->with.rules, result.known, names[0], names[1]);
        if (q->as_text)
            std::cout << pehchan::contrast_page(result, contrasted, q->with.words, q->with.how,
                                                person->id)
                      << "\f\n";
        else
            std::cout << pehchan::dump(result, contrasted, q->with.words, q->with.how, person->id)
                      << "\n";
        return true;
    });
}

}  // namespace cli
