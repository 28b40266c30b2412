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

std::optional<question> prepare_question(const words_given& words, command of) {
    const std::optional<options> asked = read_options(words, of);
    if (!asked) return std::nullopt;
    std::optional<setting> with = prepare(*asked);
    if (!with) return std::nullopt;
    if (with->how.view == pehchan::view_kind::person ||
        with->how.view == pehchan::view_kind::committee)
        return fail(
                   "explanations are for officials and investigators: --view official or "
                   "investigator"),
               std::nullopt;
    return question{*asked, std::move(*with), asked->format != "json"};
}

/// Says which findings there are; 2.
int no_such_finding(const pehchan::catalogue& of, const std::string& name) {
    std::string known;
    for (const pehchan::finding_definition* f : of.findings())
        known += (known.empty() ? "" : ", ") + f->id;
    return fail("the catalogue " + std::string(of.id()) + " has no finding \"" + name +
                "\"; it has: " + known);
}

}  // namespace

int explain(const words_given& words) {
    std::optional<question> q = prepare_question(words, command::explain);
    if (!q) return 2;
    words_given names = q->asked.names;
    const bool named =
        !names.empty() && (names.size() > 1 || q->with.of.find_finding(names.front()));
    if (names.size() > (named ? 2u : 1u))
        return fail("explain takes one finding and one file: pehchan explain [FINDING] [FILE|-]");
    if (named && !q->with.of.find_finding(names.front()))
        return no_such_finding(q->with.of, names.front());
    const std::string file = names.size() > (named ? 1u : 0u) ? names.back() : "-";
    return each_line(file, [&](const std::string& line, std::size_t number) {
        const std::optional<pehchan::person_case> person =
            read_person(q->with, line, number, q->as_text);
        if (!person) return false;
        pehchan::assessment whole = pehchan::assess(q->with.of, person->known);
        std::vector<std::string_view>
            findings;  // the one named; else those shown and those with signs
        for (const pehchan::finding_result& f : whole.findings)
            if (named ? f.definition->id == names.front()
                      : f.status == pehchan::finding_status::indicated || !f.signs.empty())
                findings.push_back(f.definition->id);
        if (q->as_text) {
            std::cout << pehchan::explanation_page(whole, person->known, findings, q->with.words,
                                                   q->with.how, person->id)
                      << "\f\n";
            return true;
        }
        pehchan::additions more;
        more.would_indicate = pehchan::would_indicate_all(whole, person->known);
        std::erase_if(whole.findings, [&](const pehchan::finding_result& f) {
            return std::find(findings.begin(), findings.end(), f.definition->id) == findings.end();
        });
        std::cout << pehchan::dump_explanation(whole, q->with.words, q->with.how, person->id, more)
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
        if (!q->with.of.find_finding(names[i])) return no_such_finding(q->with.of, names[i]);
    if (names[0] == names[1]) return fail("contrast takes two different findings");
    return each_line(names.size() > 2 ? names[2] : "-", [&](const std::string& line,
                                                            std::size_t number) {
        const std::optional<pehchan::person_case> person =
            read_person(q->with, line, number, q->as_text);
        if (!person) return false;
        const pehchan::assessment whole = pehchan::assess(q->with.of, person->known);
        const pehchan::contrast_result two =
            pehchan::contrast(q->with.of, person->known, names[0], names[1]);
        if (q->as_text)
            std::cout << pehchan::contrast_page(whole, two, q->with.words, q->with.how, person->id)
                      << "\f\n";
        else std::cout << pehchan::dump(whole, two, q->with.words, q->with.how, person->id) << "\n";
        return true;
    });
}

}  // namespace cli
