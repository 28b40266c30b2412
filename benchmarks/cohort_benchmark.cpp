// SPDX-License-Identifier: Apache-2.0

// How fast are cohorts beside merely reading their input? The reference job in four forms of columns, the catalogue `pakistan`, and growth. Before
// anything is timed, results are compared with those that the rules give when written by hand.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <pehchan/json.hpp>
#include <pehchan/pehchan.hpp>

#include "../src/c/worker_pool.hpp"
#include "persons.hpp"
#include "reference_job.hpp"

namespace {

using namespace pehchan;

constexpr std::size_t indicators = reference::indicators;

/// Memory that begins at a page.
class memory_block {
public:
    explicit memory_block(std::size_t size) : bytes_(new(std::align_val_t{4096}) unsigned char[size]) { std::memset(bytes_, 0, size); }
    memory_block(const memory_block&) = delete;
    memory_block& operator=(const memory_block&) = delete;
    ~memory_block() { operator delete[](bytes_, std::align_val_t{4096}); }
    unsigned char* get() { return bytes_; }

private:
    unsigned char* bytes_;
};

/// Reads so many bytes once and does nothing else that costs.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
__attribute__((target_clones("avx512f", "avx2", "default")))
#endif
std::uint64_t
read_through(const unsigned char* from, std::size_t size) {
    std::uint64_t all[32] = {};
    for (std::size_t at = 0; at + 256 <= size; at += 256) {
        __builtin_prefetch(from + at + 4096);
        __builtin_prefetch(from + at + 4096 + 64);
        __builtin_prefetch(from + at + 4096 + 128);
        __builtin_prefetch(from + at + 4096 + 192);
        for (std::size_t w = 0; w < 32; ++w) {
            std::uint64_t word;
            std::memcpy(&word, from + at + 8 * w, 8);
            all[w] ^= word;
        }
    }
    std::uint64_t out = 0;
    for (const std::uint64_t w : all) out ^= w;
    return out;
}

enum class form { planes, booleans, int8_columns, int8_rows, float64_columns };
constexpr const char* form_names[] = {"planes", "booleans", "int8_columns", "int8_rows", "float64_columns"};

/// The persons of the reference job, again and again, as columns of one form.
struct table_of {
    std::size_t persons;
    std::vector<std::string> ids = reference::names();
    std::vector<std::unique_ptr<memory_block>> blocks;
    std::vector<cohort_column> columns;
    std::size_t bytes = 0;

    table_of(form how, std::size_t count) : persons(count) {
        constexpr std::size_t period = 1 << 14;
        const std::vector<reference::person> some = reference::persons(std::min(count, period));
        const auto reply = [&](std::size_t p, std::size_t i) { return some[p % period][i]; };
        const auto take = [&](std::size_t size) {
            bytes += size;
            blocks.push_back(std::make_unique<memory_block>(size));
            return blocks.back()->get();
        };
        const std::size_t tiles = (count + 511) / 512;
        unsigned char* whole = nullptr;
        if (how == form::planes) whole = take(tiles * indicators * 128);
        if (how == form::int8_rows) whole = take(count * indicators);
        for (std::size_t i = 0; i < indicators; ++i) {
            cohort_column& made = columns.emplace_back();
            made.id = ids[i];
            switch (how) {
                case form::planes:
                    made.type = value_type::planes;
                    made.values = whole + i * 128;
                    made.stride = indicators * 128;
                    for (std::size_t p = 0; p < count; ++p) {
                        auto* at = reinterpret_cast<std::uint64_t*>(whole + p / 512 * indicators * 128 + i * 128) + p / 64 % 8;
                        at[0] |= std::uint64_t{reply(p, i) == reference::reply::yes} << p % 64;
                        at[8] |= std::uint64_t{reply(p, i) != reference::reply::no} << p % 64;
                    }
                    break;
                case form::booleans: {
                    made.type = value_type::boolean;
                    unsigned char *values = take(tiles * 64), *valid = take(tiles * 64);
                    for (std::size_t p = 0; p < count; ++p) {
                        values[p / 8] = static_cast<unsigned char>(values[p / 8] | unsigned{reply(p, i) == reference::reply::yes} << p % 8);
                        valid[p / 8] = static_cast<unsigned char>(valid[p / 8] | unsigned{reply(p, i) != reference::reply::unknown} << p % 8);
                    }
                    made.values = values;
                    made.validity = valid;
                    break;
                }
                case form::int8_columns:
                case form::int8_rows: {
                    unsigned char* at = how == form::int8_rows ? whole + i : take(count);
                    made.values = at;
                    made.stride = how == form::int8_rows ? indicators : 1;
                    for (std::size_t p = 0; p < count; ++p) at[p * static_cast<std::size_t>(made.stride)] = static_cast<unsigned char>(code(reply(p, i)));
                    break;
                }
                case form::float64_columns: {
                    made.type = value_type::float64;
                    auto* at = reinterpret_cast<double*>(take(count * 8));
                    made.values = at;
                    for (std::size_t p = 0; p < count; ++p) at[p] = reply(p, i) == reference::reply::unknown ? __builtin_nan("") : static_cast<double>(code(reply(p, i)));
                    break;
                }
            }
        }
    }
    static int code(reference::reply r) { return r == reference::reply::yes ? 1 : r == reference::reply::no ? 0 : -1; }
    /// Reads all columns.
    std::uint64_t read() {
        std::uint64_t out = 0;
        std::size_t left = bytes;
        for (auto& block : blocks) {
            const std::size_t size = bytes / blocks.size();
            out ^= read_through(block->get(), size);
            left -= size;
        }
        return out ^ left;
    }
};

/// Memory for the bitmaps of all findings and, where there are any, the bounds of all scores.
struct results_of {
    std::vector<std::vector<std::uint8_t>> bits;
    std::vector<std::vector<std::int64_t>> sums;
    std::vector<std::uint8_t*> indicated, possible;
    std::vector<std::int64_t*> low, high;
    results_of(const cohort& rules, std::size_t persons) {
        for (std::size_t f = 0; f < 2 * rules.findings().size(); ++f) bits.emplace_back((persons + 511) / 512 * 64);
        for (std::size_t s = 0; s < 2 * rules.scores().size(); ++s) sums.emplace_back(persons);
        for (std::size_t f = 0; f < rules.findings().size(); ++f) indicated.push_back(bits[2 * f].data()), possible.push_back(bits[2 * f + 1].data());
        for (std::size_t s = 0; s < rules.scores().size(); ++s) low.push_back(sums[2 * s].data()), high.push_back(sums[2 * s + 1].data());
    }
    [[nodiscard]] cohort_places places() const { return {indicated, possible, {}, low, high, nullptr}; }
};

pehchan_c::worker_pool& pool(std::size_t threads) {
    static pehchan_c::worker_pool one{1}, two{2};
    return threads == 1 ? one : two;
}

cohort_table bound(const cohort& rules, std::size_t persons, const std::vector<cohort_column>& columns) { return persons::taken(cohort_table::bind(rules, persons, columns), "columns"); }

void assess(benchmark::State& state, const cohort& rules, const cohort_table& table, std::size_t threads, kernel_level level = best_kernel_level()) {
    const results_of results(rules, table.persons());
    std::vector<cohort_memory> memories(threads, cohort_memory{rules, level});
    cohort_threads* workers = threads > 1 ? &pool(threads) : nullptr;
    for (auto _ : state) {
        if (run(table, results.places(), memories, workers).count) persons::stop("issues in a benchmark");
        benchmark::ClobberMemory();
    }
    state.counters["persons"] = benchmark::Counter(static_cast<double>(table.persons()), benchmark::Counter::kIsIterationInvariantRate);
}

const cohort& reference_rules() {
    static const cohort made{persons::reference_catalogue()};
    return made;
}

/// Statuses as by hand, or there is nothing to time.
void check(form how) {
    const std::size_t count = 5000;
    table_of made(how, count);
    const cohort_result result = assess_cohort(bound(reference_rules(), count, made.columns));
    const reference::tables tables;
    const std::vector<reference::person> some = reference::persons(count);
    for (std::size_t p = 0; p < count; ++p) {
        unsigned got = 0;
        for (std::size_t f = 0; f < 8; ++f) got |= unsigned{detail::bit_at(result.indicated[f].data(), p)} << f | unsigned{detail::bit_at(result.possible[f].data(), p)} << (8 + f);
        if (got != tables(reference::packed(some[p]))) persons::stop(std::string("person ") + std::to_string(p) + " differs as " + form_names[static_cast<int>(how)]);
    }
}

/// All benchmarks of one form share one table, which is made when the first of them runs.
table_of& table_in(form how, std::size_t persons) {
    static std::unique_ptr<table_of> last;
    static form last_form;
    if (!last || last_form != how || last->persons != persons) {
        last.reset();
        last = std::make_unique<table_of>(how, persons);
        last_form = how;
    }
    return *last;
}

void read_with(std::size_t threads, table_of& table) {
    if (threads == 1) {
        benchmark::DoNotOptimize(table.read());
        return;
    }
    struct shared {
        table_of& table;
        std::size_t parts, size;
    } all{table, 2 * std::max<std::size_t>(table.blocks.size(), 64), 0};
    all.parts = table.blocks.size() == 1 ? 64 : table.blocks.size();
    all.size = table.bytes / all.parts;
    pool(threads).each(
        all.parts,
        [](void* state, std::size_t n, std::size_t) {
            auto& of = *static_cast<shared*>(state);
            const bool one = of.table.blocks.size() == 1;
            benchmark::DoNotOptimize(read_through(one ? of.table.blocks.front()->get() + n * of.size : of.table.blocks[n]->get(), of.size));
        },
        &all);
}

void add_reference_job(std::size_t persons) {
    for (const form how : {form::planes, form::booleans, form::int8_columns, form::int8_rows, form::float64_columns}) {
        const std::string name = std::string("reference/") + form_names[static_cast<int>(how)];
        const std::size_t count = how == form::float64_columns ? persons / 4 : persons;
        for (const std::size_t threads : {std::size_t{1}, std::size_t{2}}) {
            const std::string end = "/threads:" + std::to_string(threads);
            benchmark::RegisterBenchmark((name + "/read" + end).c_str(), [=](benchmark::State& state) {
                table_of& table = table_in(how, count);
                for (auto _ : state) read_with(threads, table);
                state.counters["persons"] = benchmark::Counter(static_cast<double>(count), benchmark::Counter::kIsIterationInvariantRate);
            })->UseRealTime();
            benchmark::RegisterBenchmark((name + "/assess" + end).c_str(), [=](benchmark::State& state) {
                table_of& table = table_in(how, count);
                assess(state, reference_rules(), bound(reference_rules(), count, table.columns), threads);
            })->UseRealTime();
        }
        for (const kernel_level level : {kernel_level::portable, kernel_level::avx2})
            if (detail::level_runs(level))
                benchmark::RegisterBenchmark((name + (level == kernel_level::avx2 ? "/assess_avx2" : "/assess_portable")).c_str(), [=](benchmark::State& state) {
                    table_of& table = table_in(how, count);
                    assess(state, reference_rules(), bound(reference_rules(), count, table.columns), 1, level);
                })->UseRealTime();
    }
}

/// Random persons of any catalogue as int8 columns (numbers as int16), 64 at a time repeated.
struct any_table {
    std::vector<cohort_column> columns;
    std::vector<std::vector<std::int16_t>> wide;
    std::vector<std::vector<std::int8_t>> narrow;
    any_table(const catalogue& of, std::size_t count, unsigned seed) {
        std::mt19937_64 random{seed};
        for (const indicator* about : of.indicators()) {
            cohort_column& made = columns.emplace_back();
            made.id = about->id;
            std::vector<std::int16_t> some(1 << 12);
            for (std::int16_t& value : some) {
                const std::uint64_t u = random() % 100;
                if (about->type == indicator_type::yes_no) value = u < 15 ? 1 : u < 45 ? -1 : 0;
                else if (about->type == indicator_type::choice) value = u < 30 ? static_cast<std::int16_t>(-1) : static_cast<std::int16_t>(random() % about->options.size());
                else value = static_cast<std::int16_t>(about->min + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(about->max - about->min + 1)));
            }
            if (about->type == indicator_type::number) {
                made.type = value_type::int16;
                wide.emplace_back(count);
                for (std::size_t p = 0; p < count; ++p) wide.back()[p] = some[p % some.size()];
                made.values = wide.back().data();
            } else {
                narrow.emplace_back(count);
                for (std::size_t p = 0; p < count; ++p) narrow.back()[p] = static_cast<std::int8_t>(some[p % some.size()]);
                made.values = narrow.back().data();
            }
        }
    }
};

void add_pakistan(std::size_t persons) {
    for (const char* id : {"pakistan", "dwems_2024"})
        for (const std::size_t threads : {std::size_t{1}, std::size_t{2}})
            benchmark::RegisterBenchmark((std::string(id) + "/int8_columns/assess/threads:" + std::to_string(threads)).c_str(), [=](benchmark::State& state) {
                const cohort rules{persons::taken(builtin(id), id)};
                const any_table table(rules.of(), persons, 1);
                assess(state, rules, bound(rules, persons, table.columns), threads);
            })->UseRealTime();
}

/// A catalogue of so many indicators and rules, each of about ten indicators.
catalogue made_of(std::size_t signs, std::size_t rules) {
    catalogue_document doc;
    doc.id = "growth";
    doc.version = "1.0.0";
    const auto words = [](std::string w) { return text{{{"en", std::move(w), translation_status::source}}}; };
    const provenance from{{"s"}, confidence_level::unverified, "", ""};
    doc.title = words("growth");
    doc.setting = catalogue_setting::survey;
    doc.languages = {{"en", translation_status::source}};
    doc.sources = {{"s", "source", "", "2018", confidence_level::verified}};
    std::mt19937_64 random{signs * 1000 + rules};
    for (std::size_t i = 0; i < signs; ++i) {
        indicator one;
        one.id = "i" + std::to_string(i);
        one.nature = indicator_nature::harm;
        one.label = one.question = words("a sign");
        one.statement = from;
        doc.indicators.push_back(one);
    }
    const auto sign = [&] {
        rule_tree made;
        made.form = rule_form::indicator;
        made.id = "i" + std::to_string(random() % signs);
        return made;
    };
    const auto list = [&](rule_form how, std::size_t count, std::int64_t number) {
        rule_tree made;
        made.form = how;
        made.number = number;
        for (std::size_t c = 0; c < count; ++c) made.children.push_back(sign());
        return made;
    };
    for (std::size_t r = 0; r < rules; ++r) {
        finding_definition one;
        one.id = "f" + std::to_string(r);
        one.kind = finding_kind::measure;
        one.title = one.meaning = words("a finding");
        rule_tree whole;
        whole.form = rule_form::any;
        rule_tree both;
        both.form = rule_form::all;
        both.children = {list(rule_form::any, 3, 0), list(rule_form::at_least, 5, 2)};
        whole.children = {both, list(rule_form::at_least, 4, 3)};
        one.rule = whole;
        one.statement = from;
        doc.findings.push_back(one);
    }
    return persons::taken(build(std::move(doc)), "growth");
}

void add_growth() {
    for (std::size_t count = 1000; count <= 10'000'000; count *= 10)
        benchmark::RegisterBenchmark(("growth/persons:" + std::to_string(count)).c_str(), [=](benchmark::State& state) {
            table_of& table = table_in(form::planes, count);
            assess(state, reference_rules(), bound(reference_rules(), count, table.columns), 1);
        })->UseRealTime();
    for (const std::size_t signs : {64, 200, 512, 1024})
        for (const std::size_t rules : {8, 64, 512})
            benchmark::RegisterBenchmark(("growth/indicators:" + std::to_string(signs) + "/rules:" + std::to_string(rules)).c_str(), [=](benchmark::State& state) {
                const cohort made{made_of(signs, rules)};
                const std::size_t count = 1 << 17;
                const any_table table(made.of(), count, 2);
                assess(state, made, bound(made, count, table.columns), 1);
            })->UseRealTime();
}

}  // namespace

int main(int count, char** words) {
    benchmark::Initialize(&count, words);
    if (benchmark::ReportUnrecognizedArguments(count, words)) return 1;
    for (const form how : {form::planes, form::booleans, form::int8_columns, form::int8_rows, form::float64_columns}) check(how);
    add_reference_job(std::size_t{1} << 22);
    add_pakistan(std::size_t{1} << 19);
    add_growth();
    benchmark::RunSpecifiedBenchmarks();
}
