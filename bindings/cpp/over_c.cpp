// SPDX-License-Identifier: Apache-2.0

// Cases through the C interface, held by std::unique_ptr.

#include "cases.hpp"
#include "handles.hpp"

using namespace pehchan_handles;

namespace {

catalogue builtin(const char* id) { return make<catalogue>(pehchan_catalogue_builtin, id); }

text screen_one(const catalogue& of, const std::string& line) {
    return make<text>(pehchan_screen, of.get(), nullptr, line.data(), line.size(), "en",
                      PEHCHAN_VIEW_OFFICIAL, std::uint32_t{0});
}

void screen(const char* id, const std::vector<std::string>& lines, const char* out) {
    const catalogue of = builtin(id);
    text made;
    cases::write(lines, out,
                 [&](const std::string& line) { return view(made = screen_one(of, line)); });
}

void bench(const char* id, const std::vector<std::string>& lines) {
    const catalogue of = builtin(id);
    std::vector<std::string> ids;
    for (std::uint64_t i = 0; i < pehchan_catalogue_indicator_count(of.get()); ++i)
        ids.emplace_back(pehchan_catalogue_indicator_type(of.get(), i) == PEHCHAN_INDICATOR_YES_NO
                             ? pehchan_catalogue_indicator_id(of.get(), i)
                             : "");
    std::vector<std::vector<cases::set>> persons;
    for (const std::string& line : lines) persons.push_back(cases::sets_of(line, ids));

    std::uint64_t seen = 0;
    const double json = cases::time_of(
        lines.size(), [&](std::size_t i) { seen += view(screen_one(of, lines[i])).size(); });
    const auto known = make<answers>(pehchan_answers_new, of.get());
    const auto quick = make<evaluator>(pehchan_evaluator_new, of.get());
    const std::uint64_t findings = pehchan_evaluator_finding_count(quick.get());
    const double handles = cases::time_of(lines.size(), [&](std::size_t i) {
        check(pehchan_answers_clear(known.get()));
        for (const auto& [index, yes] : persons[i])
            check(pehchan_answers_set_code(known.get(), index,
                                           yes ? PEHCHAN_ANSWER_YES : PEHCHAN_ANSWER_NO));
        check(pehchan_evaluator_assess(quick.get(), known.get()));
        for (std::uint64_t f = 0; f < findings; ++f)
            seen += pehchan_evaluator_finding_status(quick.get(), f) == PEHCHAN_FINDING_INDICATED;
    });
    cases::say("cpp over C", json, handles, seen);
}

}  // namespace

int main(int count, char** words) { return cases::main_of(count, words, screen, bench); }
