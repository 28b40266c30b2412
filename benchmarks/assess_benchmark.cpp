// SPDX-License-Identifier: Apache-2.0

// How long does one person take, against the same rules written by hand and against Boost.JSON
// alone? `scripts/benchmark` runs it.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <pehchan/compiled.hpp>
#include <pehchan/json.hpp>

#include "built_with.hpp"
#include "counted_new.hpp"
#include "grown.hpp"
#include "persons.hpp"
#include "reference_job.hpp"

namespace {

/// Times `each(person)` over all persons; `allocations` is for one person, on average.
template <class Each>
void time_each(benchmark::State& state, std::size_t count, Each each) {
    const std::size_t before = allocations();
    for (std::size_t p = 0; p < count; ++p) each(p);
    const std::size_t made = allocations() - before;
    for (auto _ : state)
        for (std::size_t p = 0; p < count; ++p) each(p);
    const auto persons = static_cast<double>(count);
    state.counters["persons"] = persons;
    state.counters["allocations"] = static_cast<double>(made) / persons;
}

template <class Each>
void add(const std::string& name, std::size_t count, Each each) {
    benchmark::RegisterBenchmark(
        name.c_str(), [count, each](benchmark::State& state) { time_each(state, count, each); });
}

/// All statuses as the 16 bits of the reference job.
std::uint16_t statuses(pehchan::quick_assessment& quick) {
    unsigned out = 0;
    for (std::size_t f = 0; f < quick.finding_count(); ++f) {
        const pehchan::finding_status status = quick.status(f);
        out |= unsigned{status == pehchan::finding_status::indicated} << f |
               unsigned{status != pehchan::finding_status::not_shown} << (8 + f);
    }
    return static_cast<std::uint16_t>(out);
}

/// Every status and score is read, so that nothing can be left out.
std::int64_t everything(pehchan::quick_assessment& quick) {
    std::int64_t out = 0;
    for (std::size_t f = 0; f < quick.finding_count(); ++f)
        out = out * 3 + static_cast<int>(quick.status(f));
    for (std::size_t s = 0; s < quick.score_count(); ++s) {
        const pehchan::bounds range = quick.score(s);
        out += range.low ^ range.high;
    }
    return out;
}

// ---- the reference job

struct reference_persons {
    pehchan::catalogue catalogue_used = persons::reference_catalogue();
    std::vector<std::string> ids = reference::names();
    std::vector<pehchan::answers> known;
    std::vector<reference::packed_person> packed;
    std::vector<reference::string_person> strings;
    reference::tables tables;
    pehchan::quick_assessment quick{catalogue_used};

    static constexpr std::size_t count = 4096;

    reference_persons() : known(persons::of_reference_job(catalogue_used, count)) {
        for (const reference::person& one : reference::persons(count)) {
            packed.push_back(reference::packed(one));
            strings.push_back(reference::as_strings(one, ids));
        }
    }
    /// The tables again, from the same answers that the library gets.
    [[nodiscard]] std::uint16_t tables_from_answers(const pehchan::answers& one) const noexcept {
        reference::packed_person planes;
        for (std::size_t i = 0; i < reference::indicators; ++i) {
            const pehchan::answer_kind kind = one.at(i).kind;
            planes.low |= std::uint64_t{kind == pehchan::answer_kind::yes} << i;
            planes.high |= std::uint64_t{kind != pehchan::answer_kind::no} << i;
        }
        return tables(planes);
    }
    [[nodiscard]] std::uint16_t assessed(const pehchan::answers& one) {
        quick.assess(one);
        return statuses(quick);
    }
    /// All five agree on everybody, or there is nothing to compare.
    void check() {
        std::size_t indicated = 0, open = 0;
        for (std::size_t p = 0; p < count; ++p) {
            const std::uint16_t expected = tables(packed[p]);
            if (assessed(known[p]) != expected || tables_from_answers(known[p]) != expected ||
                reference::counted(packed[p]) != expected ||
                reference::looked_up(strings[p], ids) != expected)
                persons::stop("the results of person " + std::to_string(p) +
                              " of the reference job differ");
            indicated += static_cast<std::size_t>(std::popcount(expected & 0xFFu));
            open += static_cast<std::size_t>(std::popcount((expected >> 8) & ~expected & 0xFFu));
        }
        if (!indicated || !open)
            persons::stop("the reference job shows nothing or leaves nothing open");
        benchmark::AddCustomContext("reference_job_findings",
                                    std::to_string(indicated) + " indicated, " +
                                        std::to_string(open) + " open, of " +
                                        std::to_string(count * reference::findings));
    }
};

void add_reference_job() {
    static reference_persons job;
    job.check();
    add("reference/tables_packed", job.count,
        [](std::size_t p) { benchmark::DoNotOptimize(job.tables(job.packed[p])); });
    add("reference/popcount_packed", job.count,
        [](std::size_t p) { benchmark::DoNotOptimize(reference::counted(job.packed[p])); });
    add("reference/tables_from_answers", job.count,
        [](std::size_t p) { benchmark::DoNotOptimize(job.tables_from_answers(job.known[p])); });
    add("reference/map_of_strings", job.count, [](std::size_t p) {
        benchmark::DoNotOptimize(reference::looked_up(job.strings[p], job.ids));
    });
    add("reference/quick_assessment", job.count,
        [](std::size_t p) { benchmark::DoNotOptimize(job.assessed(job.known[p])); });
    static const pehchan::catalogue wide = persons::reference_catalogue(960);
    static const std::vector<pehchan::answers> wide_known = persons::of_reference_job(wide, 256);
    static pehchan::quick_assessment wide_quick{wide};
    add("reference/quick_assessment_1024_indicators", wide_known.size(), [](std::size_t p) {
        wide_quick.assess(wide_known[p]);
        benchmark::DoNotOptimize(statuses(wide_quick));
    });
    // Setting answers is work too: a library that prepares them there must not look faster for it.
    static const std::vector<reference::person> replies = reference::persons(256);
    static const auto set_all = [](std::size_t p) {
        pehchan::answers known{job.catalogue_used};
        for (std::size_t i = 0; i < reference::indicators; ++i)
            (void)known.set(job.ids[i], reference::answer_of(replies[p][i]));
        return known;
    };
    add("reference/set_answers", replies.size(),
        [](std::size_t p) { benchmark::DoNotOptimize(set_all(p)); });
    add("reference/set_answers_and_assess", replies.size(),
        [](std::size_t p) { benchmark::DoNotOptimize(job.assessed(set_all(p))); });
    add("reference/assess", 256, [](std::size_t p) {
        benchmark::DoNotOptimize(pehchan::assess(job.catalogue_used, job.known[p]));
    });
}

// ---- the catalogue `pakistan`

struct pakistan_persons {
    pehchan::catalogue catalogue_used = persons::pakistan();
    pehchan::catalogue words = persons::taken(pehchan::builtin("words"), "words");
    std::vector<pehchan::answers> vignettes = persons::of_vignettes(catalogue_used),
                                  random = persons::at_random(catalogue_used, 512);
    pehchan::quick_assessment quick{catalogue_used};
    std::vector<std::string> in = persons::vignettes(), out;
    std::vector<boost::json::value> out_values;

    pakistan_persons() {
        for (const std::string& line : in) {
            out.push_back(answered(line));
            out_values.push_back(boost::json::parse(out.back()));
        }
        std::size_t bytes_in = 0, bytes_out = 0;
        for (std::size_t p = 0; p < in.size(); ++p)
            bytes_in += in[p].size(), bytes_out += out[p].size();
        benchmark::AddCustomContext("pakistan_persons", std::to_string(in.size()) +
                                                            " vignettes; a case has " +
                                                            std::to_string(bytes_in / in.size()) +
                                                            " bytes, its assessment " +
                                                            std::to_string(bytes_out / in.size()));
        const pehchan::program& rules = catalogue_used.state().rules_program;
        benchmark::AddCustomContext("pakistan_program",
                                    std::to_string(catalogue_used.indicators().size()) +
                                        " indicators, " + std::to_string(rules.literals.size()) +
                                        " literals, " + std::to_string(rules.operations.size()) +
                                        " operations, " + std::to_string(rules.case_splits.size()) +
                                        " splits");
    }
    /// One standard JSON call.
    [[nodiscard]] std::string answered(std::string_view line) const {
        const auto one = pehchan::read_case(catalogue_used, line);
        if (!one.ok()) persons::stop("a vignette cannot be read");
        return pehchan::dump(pehchan::assess(catalogue_used, one->known), words, {}, one->id);
    }
};

template <class Use>
void with_parsed(std::string_view text, Use use) {
    boost::json::monotonic_resource memory(64 * 1024);
    use(boost::json::parse({text.data(), text.size()}, &memory));
}

void add_pakistan() {
    static pakistan_persons job;
    const std::size_t n = job.in.size();
    const auto quick = [](const pehchan::answers& one) {
        job.quick.assess(one);
        benchmark::DoNotOptimize(everything(job.quick));
    };
    add("pakistan/quick_assessment", n, [quick](std::size_t p) { quick(job.vignettes[p]); });
    add("pakistan/quick_assessment_random", job.random.size(),
        [quick](std::size_t p) { quick(job.random[p]); });
    add("pakistan/assess", n, [](std::size_t p) {
        benchmark::DoNotOptimize(pehchan::assess(job.catalogue_used, job.vignettes[p]));
    });
    add("pakistan/assess_random", 64, [](std::size_t p) {
        benchmark::DoNotOptimize(pehchan::assess(job.catalogue_used, job.random[p]));
    });

    add("pakistan/json_call", n,
        [](std::size_t p) { benchmark::DoNotOptimize(job.answered(job.in[p])); });
    add("pakistan/json_read_case", n, [](std::size_t p) {
        benchmark::DoNotOptimize(pehchan::read_case(job.catalogue_used, job.in[p]));
    });
    static std::vector<pehchan::assessment> assessed;
    for (const pehchan::answers& one : job.vignettes)
        assessed.push_back(pehchan::assess(job.catalogue_used, one));
    add("pakistan/json_dump", n, [](std::size_t p) {
        benchmark::DoNotOptimize(pehchan::dump(assessed[p], job.words, {}, "A-17"));
    });
    add("boost/parse_case", n, [](std::size_t p) {
        with_parsed(job.in[p], [](const auto& value) { benchmark::DoNotOptimize(value); });
    });
    add("boost/parse_assessment", n, [](std::size_t p) {
        with_parsed(job.out[p], [](const auto& value) { benchmark::DoNotOptimize(value); });
    });
    add("boost/serialize_assessment", n,
        [](std::size_t p) { benchmark::DoNotOptimize(boost::json::serialize(job.out_values[p])); });

    static const std::vector<pehchan::catalogue> used{job.catalogue_used.used().begin(),
                                                      job.catalogue_used.used().end()};
    add("load/pakistan", 1, [](std::size_t) {
        benchmark::DoNotOptimize(pehchan::load(pehchan::builtin_text("pakistan"), used));
    });
    add("load/pakistan_with_used", 1,
        [](std::size_t) { benchmark::DoNotOptimize(pehchan::builtin("pakistan")); });
    add("boost/parse_pakistan", 1, [](std::size_t) {
        with_parsed(pehchan::builtin_text("pakistan"),
                    [](const auto& value) { benchmark::DoNotOptimize(value); });
    });
}

/// What cost grows with: statuses of random persons, over so many indicators and rules.
void add_growth() {
    struct grown_persons {
        pehchan::catalogue catalogue_used;
        std::vector<pehchan::answers> known;
        pehchan::quick_assessment quick;
        explicit grown_persons(pehchan::catalogue from)
            : catalogue_used(std::move(from)),
              known(persons::at_random(catalogue_used, 64)),
              quick(catalogue_used) {}
    };
    static std::vector<std::unique_ptr<grown_persons>> all;
    for (const std::size_t signs : grown::indicators)
        for (const std::size_t rules : grown::rules) {
            grown_persons& job =
                *all.emplace_back(std::make_unique<grown_persons>(grown::made_of(signs, rules)));
            add("growth/quick_assessment/indicators:" + std::to_string(signs) +
                    "/rules:" + std::to_string(rules),
                job.known.size(), [&job](std::size_t p) {
                    job.quick.assess(job.known[p]);
                    benchmark::DoNotOptimize(everything(job.quick));
                });
        }
}

}  // namespace

int main(int count, char** words) {
    benchmark::Initialize(&count, words);
    if (benchmark::ReportUnrecognizedArguments(count, words)) return 1;
    add_reference_job();
    add_pakistan();
    add_growth();
    benchmark::AddCustomContext("compiler", built_with::compiler());
    benchmark::AddCustomContext("version", pehchan::version);
    benchmark::RunSpecifiedBenchmarks();
}
