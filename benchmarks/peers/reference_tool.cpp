// SPDX-License-Identifier: Apache-2.0

// The reference job for programs in other languages: its catalogue, its persons, their results, and
// our own times in C++ and through the C interface.
//
//     reference_tool catalogue            the catalogue's text
//     reference_tool rows N               N x 64 int8, row by row: 1 yes, 0 no, -1 unknown
//     reference_tool results N            N x uint16: lower bounds of the eight findings below,
//     upper bounds above reference_tool time N               one line of JSON for each way of doing
//     it reference_tool built                what was built: version, compiler, instructions, as
//     JSON

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "../../src/c/worker_pool.hpp"
#include "../built_with.hpp"
#include "../cohort_forms.hpp"
#include "../reference_job.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.h"
#include "pehchan/pehchan.hpp"

namespace {

using clock_type = std::chrono::steady_clock;

/// Three times: others work on this machine too.
template <class Work>
std::array<double, 3> seconds_of(Work work) {
    std::array<double, 3> out{};
    for (double& taken : out) {
        const auto begin = clock_type::now();
        work();
        taken = std::chrono::duration<double>(clock_type::now() - begin).count();
    }
    return out;
}
/// `kind` is "ours", "peer" or "reading".
void report(const char* kind, const std::string& name, const char* how, std::size_t persons,
            const std::array<double, 3>& runs) {
    std::printf(
        "{\"kind\": \"%s\", \"name\": \"%s\", \"how\": \"%s\", \"persons\": %zu, \"runs\": [%.9f, "
        "%.9f, %.9f]}\n",
        kind, name.c_str(), how, persons, runs[0], runs[1], runs[2]);
}

std::vector<std::int8_t> rows_of(const std::vector<reference::person>& persons) {
    std::vector<std::int8_t> out;
    out.reserve(persons.size() * reference::indicators);
    for (const reference::person& one : persons)
        for (const reference::reply r : one)
            out.push_back(r == reference::reply::yes ? 1 : r == reference::reply::no ? 0 : -1);
    return out;
}

std::uint16_t bits_of(pehchan::quick_assessment& quick, const std::vector<std::size_t>& order) {
    unsigned low = 0, high = 0;
    for (std::size_t f = 0; f < order.size(); ++f) {
        const pehchan::finding_status status = quick.status(order[f]);
        low |= unsigned{status == pehchan::finding_status::indicated} << f;
        high |= unsigned{status != pehchan::finding_status::not_shown} << f;
    }
    return static_cast<std::uint16_t>(low | high << 8);
}

void need(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "reference_tool: %s\n", what);
    std::exit(1);
}

void times(const pehchan::catalogue& catalogue_used, const std::string& text,
           const std::vector<reference::person>& persons) {
    const std::size_t count = persons.size();
    const std::vector<std::string> ids = reference::names();
    std::vector<std::uint16_t> expected(count), made(count);
    std::vector<reference::packed_person> packed;
    for (const reference::person& one : persons) packed.push_back(reference::packed(one));
    static const reference::tables tables;
    report("peer", "C++, tables", "written by hand for these rules, packed answers", count,
           seconds_of([&] {
               for (std::size_t i = 0; i < count; ++i) expected[i] = tables(packed[i]);
           }));

    const std::vector<std::int8_t> rows = rows_of(persons);
    const std::size_t few = count < 20000 ? count : 20000;
    std::vector<reference::string_person> strings;
    for (std::size_t i = 0; i < few; ++i) strings.push_back(reference::as_strings(persons[i], ids));
    report("peer", "C++, a map of strings", "one for each person", few, seconds_of([&] {
               for (std::size_t i = 0; i < few; ++i)
                   made[i] = reference::looked_up(strings[i], ids);
           }));
    need(
        std::equal(made.begin(), made.begin() + static_cast<std::ptrdiff_t>(few), expected.begin()),
        "the map of strings disagrees");

    std::vector<std::size_t> order(reference::findings);
    pehchan::quick_assessment quick(catalogue_used);
    for (std::size_t f = 0; f < quick.finding_count(); ++f)
        order[static_cast<std::size_t>(quick.finding(f).id[1] - '1')] = f;
    pehchan::answers known(catalogue_used);
    report("ours", "Pehchan, C++", "one person at a time, answers set by index", few,
           seconds_of([&] {
               for (std::size_t i = 0; i < few; ++i) {
                   for (std::size_t n = 0; n < persons[i].size(); ++n) {
                       const reference::reply r = persons[i][n];
                       (void)known.set_at(
                           n, {r == reference::reply::yes  ? pehchan::answer_kind::yes
                               : r == reference::reply::no ? pehchan::answer_kind::no
                                                           : pehchan::answer_kind::unknown,
                               0});
                   }
                   quick.assess(known);
                   made[i] = bits_of(quick, order);
               }
           }));
    need(
        std::equal(made.begin(), made.begin() + static_cast<std::ptrdiff_t>(few), expected.begin()),
        "one person at a time disagrees");

    pehchan_catalogue* catalogue = nullptr;
    pehchan_answers* answers = nullptr;
    pehchan_evaluator* evaluator = nullptr;
    need(pehchan_catalogue_load(text.data(), text.size(), nullptr, 0, &catalogue, nullptr) ==
                 PEHCHAN_OK &&
             pehchan_answers_new(catalogue, &answers, nullptr) == PEHCHAN_OK &&
             pehchan_evaluator_new(catalogue, &evaluator, nullptr) == PEHCHAN_OK,
         "the C interface fails");
    report("ours", "Pehchan, C interface", "one person at a time, answers set by index", few,
           seconds_of([&] {
               for (std::size_t i = 0; i < few; ++i) {
                   for (std::size_t n = 0; n < reference::indicators; ++n)
                       (void)pehchan_answers_set_code(answers, n,
                                                      rows[i * reference::indicators + n]);
                   (void)pehchan_evaluator_assess(evaluator, answers);
                   unsigned low = 0, high = 0;
                   for (std::size_t f = 0; f < order.size(); ++f) {
                       const std::int32_t status =
                           pehchan_evaluator_finding_status(evaluator, order[f]);
                       low |= unsigned{status == PEHCHAN_FINDING_INDICATED} << f;
                       high |= unsigned{status != PEHCHAN_FINDING_NOT_SHOWN} << f;
                   }
                   made[i] = static_cast<std::uint16_t>(low | high << 8);
               }
           }));
    need(
        std::equal(made.begin(), made.begin() + static_cast<std::ptrdiff_t>(few), expected.begin()),
        "the C interface disagrees");
    pehchan_evaluator_free(evaluator);
    pehchan_answers_free(answers);
    pehchan_catalogue_free(catalogue);

    const pehchan::cohort rules{catalogue_used};
    const forms::results_of results(rules, count);
    pehchan_c::worker_pool two{2};
    for (const auto& [how, words] : {std::pair{forms::form::planes, "bit planes"},
                                     std::pair{forms::form::booleans, "Arrow booleans"},
                                     std::pair{forms::form::int8_columns, "int8 columns"},
                                     std::pair{forms::form::int8_rows, "int8 rows"}}) {
        forms::table_of input(how, count, persons);
        const auto table = pehchan::cohort_table::bind(rules, count, input.columns);
        need(table.ok(), "the table does not bind");
        if (how == forms::form::int8_rows)
            report("reading", "Reading the same memory", "int8 rows, one core", count,
                   seconds_of([&] { input.read(); }));
        for (const std::size_t threads : {std::size_t{1}, std::size_t{2}}) {
            if (threads == 2 && std::thread::hardware_concurrency() < 2) continue;
            std::vector<pehchan::cohort_memory> memories(threads, pehchan::cohort_memory{rules});
            report("ours", std::string("Pehchan, C++ cohort, ") + words,
                   threads == 1 ? "one core" : "two cores", count, seconds_of([&] {
                       (void)run(*table, results.places(), memories, threads == 1 ? nullptr : &two);
                   }));
            for (std::size_t i = 0; i < count; ++i) {
                unsigned bits = 0;
                for (std::size_t f = 0; f < order.size(); ++f) {
                    bits |= unsigned{(results.indicated[order[f]][i >> 3] >> (i & 7) & 1) != 0}
                            << f;
                    bits |= unsigned{(results.possible[order[f]][i >> 3] >> (i & 7) & 1) != 0}
                            << (f + 8);
                }
                need(bits == expected[i], "the cohort disagrees");
            }
        }
    }
}

}  // namespace

int main(int count, char** words) {
    const std::string_view what = count > 1 ? words[1] : "";
    const std::string text = reference::catalogue_text();
    if (what == "built")
        return std::printf("{\"version\": \"%s\", \"compiler\": \"%s\", \"simd\": \"%s\"}\n",
                           pehchan::version, built_with::compiler().c_str(),
                           built_with::name_of(pehchan::best_kernel_level())) < 0;
    if (what == "catalogue")
        return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
    if (count != 3)
        return std::fprintf(stderr, "use: %s built | catalogue | rows N | results N | time N\n",
                            words[0]),
               2;
    const auto persons = reference::persons(std::stoul(words[2]));
    if (what == "rows") {
        const std::vector<std::int8_t> rows = rows_of(persons);
        return std::fwrite(rows.data(), 1, rows.size(), stdout) == rows.size() ? 0 : 1;
    }
    const auto of = pehchan::load(text);
    need(of.ok(), "the reference job does not load");
    if (what == "results") {
        static const reference::tables tables;
        std::vector<std::uint16_t> out;
        for (const reference::person& one : persons) out.push_back(tables(reference::packed(one)));
        return std::fwrite(out.data(), 2, out.size(), stdout) == out.size() ? 0 : 1;
    }
    need(what == "time", "catalogue, rows, results or time");
    times(*of, text, persons);
    return 0;
}
