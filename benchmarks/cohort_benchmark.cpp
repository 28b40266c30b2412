// SPDX-License-Identifier: Apache-2.0

// How fast are cohorts beside merely reading their input? The reference job in five forms of
// columns, the catalogues `pakistan` and `dwems_2024`, and growth. Before anything is timed,
// results are compared with those that the rules give when written by hand. `scripts/benchmark`
// runs it.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>
#include <pehchan/json.hpp>
#include <pehchan/pehchan.hpp>

#include "../src/c/worker_pool.hpp"
#include "built_with.hpp"
#include "cohort_forms.hpp"
#include "counted_new.hpp"
#include "grown.hpp"
#include "persons.hpp"
#include "reference_job.hpp"

namespace {

using namespace pehchan;
using forms::any_table;
using forms::form;
using forms::form_names;
using forms::results_of;
using forms::table_of;

constexpr form all_forms[] = {form::planes, form::booleans, form::int8_columns, form::int8_rows,
                              form::float64_columns};

/// One worker is the caller's thread alone.
cohort_threads* workers_of(std::size_t count) {
    static pehchan_c::worker_pool two{2};
    return count > 1 ? &two : nullptr;
}
/// What one core cannot show is left out.
const std::vector<std::size_t>& thread_counts() {
    static const std::vector<std::size_t> counts = std::thread::hardware_concurrency() < 2
                                                       ? std::vector<std::size_t>{1}
                                                       : std::vector<std::size_t>{1, 2};
    return counts;
}
std::string with_threads(std::size_t count) { return "/threads:" + std::to_string(count); }

void persons_are(benchmark::State& state, std::size_t count) {
    state.counters["persons"] = static_cast<double>(count);
}

cohort_table bound(const cohort& rules, std::size_t persons,
                   const std::vector<cohort_column>& columns) {
    return persons::taken(cohort_table::bind(rules, persons, columns), "columns");
}

void assess(benchmark::State& state, const cohort_table& table, std::size_t threads,
            kernel_level level = best_kernel_level()) {
    const cohort& rules = table.rules();
    const results_of results(rules, table.persons());
    const cohort_places places = results.places();
    std::vector<cohort_memory> memories(threads, cohort_memory{rules, level});
    const auto once = [&] {
        if (run(table, places, memories, workers_of(threads)).count)
            persons::stop("issues in a benchmark");
    };
    once();
    const std::size_t before = allocations();
    once();
    if (threads == 1)
        state.counters["allocations"] =
            static_cast<double>(allocations() - before);  // they are counted in one thread only
    for (auto _ : state) {
        once();
        benchmark::ClobberMemory();
    }
    persons_are(state, table.persons());
}

/// An input is kept until another of its kind is needed: it can be half a gigabyte.
template <class Input>
Input& kept(const std::string& name, const std::function<std::unique_ptr<Input>()>& make) {
    static std::unique_ptr<Input> input;
    static std::string last;
    if (last != name) {
        input.reset();
        input = make();
        last = name;
    }
    return *input;
}

template <class Input, class Make, class Each>
void add(const std::string& name, const std::string& input_name, Make make, Each each) {
    benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
        each(state, kept<Input>(input_name, make));
    })->UseRealTime();
}

/// Rules and random persons as int8 columns.
struct any_input {
    cohort rules;
    any_table table;
    std::size_t persons;
    any_input(catalogue from, std::size_t count)
        : rules(std::move(from)), table(rules.catalogue_used(), count, 1), persons(count) {}
};

const cohort& reference_rules() {
    static const cohort made{persons::reference_catalogue()};
    return made;
}

/// Statuses as by hand, or there is nothing to time.
void check(form how) {
    const std::size_t count = 5000;
    const std::vector<reference::person> some = reference::persons(count);
    const table_of made(how, count, some);
    const cohort_result result = assess_cohort(bound(reference_rules(), count, made.columns));
    const reference::tables tables;
    for (std::size_t p = 0; p < count; ++p) {
        unsigned got = 0;
        for (std::size_t f = 0; f < 8; ++f)
            got |= unsigned{bit_at(result.indicated[f].data(), p)} << f |
                   unsigned{bit_at(result.possible[f].data(), p)} << (8 + f);
        if (got != tables(reference::packed(some[p])))
            persons::stop(std::string("person ") + std::to_string(p) + " differs as " +
                          form_names[static_cast<int>(how)]);
    }
}

/// Reading and assessing one table of the reference job, with so many workers.
void add_pair(const std::string& name, form how, std::size_t count, std::size_t threads) {
    const auto make = [=] { return std::make_unique<table_of>(how, count); };
    const std::string input = form_names[static_cast<int>(how)] + std::to_string(count);
    add<table_of>(name + "/read" + with_threads(threads), input, make,
                  [=](benchmark::State& state, table_of& table) {
                      for (auto _ : state) table.read(workers_of(threads));
                      persons_are(state, count);
                  });
    add<table_of>(name + "/assess" + with_threads(threads), input, make,
                  [=](benchmark::State& state, table_of& table) {
                      assess(state, bound(reference_rules(), count, table.columns), threads);
                  });
}

void add_reference_job(std::size_t persons) {
    add_pair("reference/planes_in_cache", form::planes, std::size_t{1} << 14, 1);
    for (const form how : all_forms) {
        const std::string name = std::string("reference/") + form_names[static_cast<int>(how)];
        const std::size_t count = how == form::float64_columns ? persons / 4 : persons;
        for (const std::size_t threads : thread_counts()) add_pair(name, how, count, threads);
        for (const kernel_level level :
             {kernel_level::avx512, kernel_level::avx2, kernel_level::portable})
            if (runs(level))
                add<table_of>(
                    name + "/assess/level:" + built_with::name_of(level),
                    form_names[static_cast<int>(how)] + std::to_string(count),
                    [=] { return std::make_unique<table_of>(how, count); },
                    [=](benchmark::State& state, table_of& table) {
                        assess(state, bound(reference_rules(), count, table.columns), 1, level);
                    });
    }
}

/// Reading and assessing random persons of some catalogue.
template <class Make>
void add_any(const std::string& name, std::size_t count, Make make_catalogue, std::size_t threads) {
    const auto make = [=] { return std::make_unique<any_input>(make_catalogue(), count); };
    if (threads == 1)
        add<any_input>(name + "/read" + with_threads(1), name, make,
                       [=](benchmark::State& state, any_input& of) {
                           for (auto _ : state) of.table.read();
                           persons_are(state, count);
                       });
    add<any_input>(name + "/assess" + with_threads(threads), name, make,
                   [=](benchmark::State& state, any_input& of) {
                       assess(state, bound(of.rules, count, of.table.columns), threads);
                   });
}

void add_growth() {
    for (std::size_t count = 1000; count <= 10'000'000; count *= 10)
        add_pair("growth/persons:" + std::to_string(count), form::planes, count, 1);
    for (const std::size_t signs : grown::indicators)
        for (const std::size_t rules : grown::rules)
            add_any(
                "growth/indicators:" + std::to_string(signs) + "/rules:" + std::to_string(rules),
                std::size_t{1} << 20, [=] { return grown::made_of(signs, rules); }, 1);
}

}  // namespace

int main(int count, char** words) {
    benchmark::Initialize(&count, words);
    if (benchmark::ReportUnrecognizedArguments(count, words)) return 1;
    for (const form how : all_forms) check(how);
    benchmark::AddCustomContext("kernel_level", built_with::name_of(best_kernel_level()));
    add_reference_job(std::size_t{1} << 22);
    for (const char* id : {"pakistan", "dwems_2024"})
        for (const std::size_t threads : thread_counts())
            add_any(
                std::string(id) + "/int8_columns", std::size_t{1} << 19,
                [=] { return persons::taken(builtin(id), id); }, threads);
    add_growth();
    benchmark::RunSpecifiedBenchmarks();
}
