// SPDX-License-Identifier: Apache-2.0

// What would_indicate and ask_next cost on the full catalogue, and how they grow with indicators
// and rules.

#include <cstddef>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include <pehchan/json.hpp>
#include <pehchan/pehchan.hpp>

#include "persons.hpp"

namespace {

using namespace pehchan;

std::vector<answers> persons_of(const catalogue& catalogue_used) {
    std::vector<answers> out = persons::of_vignettes(catalogue_used);
    out.emplace_back(catalogue_used);  // and somebody of whom nothing is known
    return out;
}

/// One finding for one person, the maker of the search included.
void would_indicate_pakistan(benchmark::State& state) {
    const catalogue of = persons::pakistan();
    const std::vector<answers> all = persons_of(of);
    std::size_t at = 0;
    for (auto _ : state) {
        const answers& one = all[at / of.findings().size() % all.size()];
        benchmark::DoNotOptimize(
            would_indicate(of, one, of.findings()[at % of.findings().size()]->id));
        ++at;
    }
}
BENCHMARK(would_indicate_pakistan);

void ask_next_pakistan(benchmark::State& state) {
    const catalogue of = persons::pakistan();
    const std::vector<answers> all = persons_of(of);
    question_finder finder{of};
    std::size_t at = 0;
    for (auto _ : state) benchmark::DoNotOptimize(finder.find(all[at++ % all.size()], {}));
}
BENCHMARK(ask_next_pakistan);

/// Findings that each ask for one of ten signs and one of ten others, over so many indicators.
catalogue of_size(std::size_t indicators, std::size_t findings) {
    const auto id = [](std::size_t i) { return "sign_" + std::to_string(i); };
    std::string text =
        R"({"id": "grown", "version": "1.0.0", "title": {"en": "G"}, "setting": "survey", "languages": [{"id": "en", "status": "source"}],
        "sources": [{"id": "s", "title": "S", "address": "", "as_of": "2026", "confidence": "unverified"}], "indicators": [)";
    for (std::size_t i = 0; i < indicators; ++i)
        text +=
            std::string(i ? "," : "") + R"({"id": ")" + id(i) +
            R"(", "type": "yes_no", "nature": "harm", "known_by": "asked", "period": "ever", "sensitivity": 1, "label": {"en": "L"}, "question": {"en": "Q?"}, "sources": ["s"], "confidence": "unverified"})";
    text += R"(], "findings": [)";
    const auto any = [&](std::size_t from) {
        std::string out = R"({"any": [)";
        for (std::size_t i = 0; i < 10; ++i)
            out += std::string(i ? ", " : "") + "\"" + id((from + i) % indicators) + "\"";
        return out + "]}";
    };
    for (std::size_t f = 0; f < findings; ++f)
        text +=
            std::string(f ? "," : "") + R"({"id": "finding_)" + std::to_string(f) +
            R"(", "kind": "measure", "urgency": 1, "title": {"en": "F"}, "meaning": {"en": "M"}, "rule": {"all": [)" +
            any(f * 7) + ", " + any(f * 7 + 10) +
            R"(]}, "sources": ["s"], "confidence": "unverified"})";
    return persons::taken(load(text + "]}"), "grown");
}

void would_indicate_grown(benchmark::State& state) {
    const catalogue of =
        of_size(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)));
    const answers none{of};
    for (auto _ : state) benchmark::DoNotOptimize(would_indicate(of, none, "finding_0"));
}
BENCHMARK(would_indicate_grown)
    ->Args({100, 32})
    ->Args({1000, 32})
    ->Args({1000, 8})
    ->Args({1000, 128})
    ->Args({1000, 512});

void ask_next_grown(benchmark::State& state) {
    const catalogue of =
        of_size(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)));
    const answers none{of};
    question_finder finder{of};
    for (auto _ : state) benchmark::DoNotOptimize(finder.find(none, {}));
}
BENCHMARK(ask_next_grown)
    ->Args({100, 32})
    ->Args({1000, 32})
    ->Args({1000, 8})
    ->Args({1000, 128})
    ->Args({1000, 512});

}  // namespace
