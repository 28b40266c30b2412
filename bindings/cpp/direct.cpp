// SPDX-License-Identifier: Apache-2.0

// Cases through pehchan::json itself, without the C interface: what the bindings are measured
// against.

#include <pehchan/json.hpp>
#include <pehchan/pehchan.hpp>

#include "cases.hpp"

namespace {

pehchan::catalogue builtin(const char* id) {
    auto made = pehchan::builtin(id);
    if (!made) throw std::runtime_error(std::string("no catalogue ") + id);
    return std::move(made).value();
}

std::string screen_one(const pehchan::catalogue& of, const pehchan::catalogue& words,
                       const std::string& line) {
    const auto person = pehchan::read_case(of, line);
    if (!person) throw std::runtime_error("a case has problems");
    return pehchan::dump(pehchan::assess(of, person->known), words, {}, person->id);
}

void screen(const char* id, const std::vector<std::string>& lines, const char* out) {
    const pehchan::catalogue of = builtin(id), words = builtin("words");
    cases::write(lines, out, [&](const std::string& line) { return screen_one(of, words, line); });
}

void bench(const char* id, const std::vector<std::string>& lines) {
    const pehchan::catalogue of = builtin(id), words = builtin("words");
    std::vector<std::string> ids;
    for (const pehchan::indicator* one : of.indicators())
        ids.push_back(one->type == pehchan::indicator_type::yes_no ? one->id : "");
    std::vector<std::vector<cases::set>> persons;
    for (const std::string& line : lines) persons.push_back(cases::sets_of(line, ids));

    std::uint64_t seen = 0;
    const double json = cases::time_of(
        lines.size(), [&](std::size_t i) { seen += screen_one(of, words, lines[i]).size(); });
    pehchan::answers known(of);
    pehchan::quick_assessment quick(of);
    const double handles = cases::time_of(lines.size(), [&](std::size_t i) {
        for (std::size_t n = 0; n < ids.size(); ++n) (void)known.set_at(n, {});
        for (const auto& [index, yes] : persons[i])
            if (known.set_at(index, {yes ? pehchan::answer_kind::yes : pehchan::answer_kind::no,
                                     0}) != pehchan::answer_problem::none)
                throw std::runtime_error("an answer was not taken");
        quick.assess(known);
        for (std::size_t f = 0; f < quick.finding_count(); ++f)
            seen += quick.status(f) == pehchan::finding_status::indicated;
    });
    cases::say("cpp", json, handles, seen);
}

}  // namespace

int main(int count, char** words) { return cases::main_of(count, words, screen, bench); }
