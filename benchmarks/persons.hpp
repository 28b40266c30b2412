// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_BENCHMARKS_PERSONS_HPP
#define PEHCHAN_BENCHMARKS_PERSONS_HPP

// Whose answers are assessed?

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <pehchan/json.hpp>

#include "reference_job.hpp"

namespace persons {

[[noreturn]] inline void stop(const std::string& why) {
    std::fprintf(stderr, "benchmark: %s\n", why.c_str());
    std::exit(1);
}

template <class Value>
[[nodiscard]] Value taken(pehchan::outcome<Value> from, const std::string& what) {
    if (!from.ok())
        stop(what + ": " + from.issues().front().code + " at " + from.issues().front().pointer +
             ": " + from.issues().front().message);
    return std::move(from).value();
}

[[nodiscard]] inline pehchan::catalogue reference_catalogue(int unused = 0) {
    return taken(pehchan::load(reference::catalogue_text(unused)), "reference job");
}
[[nodiscard]] inline pehchan::catalogue pakistan() {
    return taken(pehchan::builtin("pakistan"), "pakistan");
}

[[nodiscard]] inline std::vector<pehchan::answers> of_reference_job(
    const pehchan::catalogue& catalogue_used, std::size_t count) {
    const std::vector<std::string> ids = reference::names();
    std::vector<pehchan::answers> out;
    out.reserve(count);
    for (const reference::person& one : reference::persons(count)) {
        pehchan::answers& known = out.emplace_back(catalogue_used);
        for (std::size_t i = 0; i < one.size(); ++i)
            (void)known.set(ids[i], reference::answer_of(one[i]));
    }
    return out;
}

/// The published cases, one JSON text each.
[[nodiscard]] inline std::vector<std::string> vignettes() {
    const std::string path = PEHCHAN_EXAMPLES "/vignettes.jsonl";
    std::ifstream in(path, std::ios::binary);
    if (!in) stop("cannot read " + path);
    std::vector<std::string> out;
    for (std::string line; std::getline(in, line);)
        if (!line.empty()) out.push_back(line);
    if (out.empty()) stop(path + " is empty");
    return out;
}

[[nodiscard]] inline std::vector<pehchan::answers> of_vignettes(const pehchan::catalogue& from) {
    std::vector<pehchan::answers> out;
    for (const std::string& line : vignettes())
        out.push_back(taken(pehchan::read_case(from, line), "vignettes").known);
    return out;
}

/// Nobody is like this: every question answered at random (yes 0.15, unknown 0.3), so that nearly
/// everything is found at once.
[[nodiscard]] inline std::vector<pehchan::answers> at_random(const pehchan::catalogue& from,
                                                             std::size_t count) {
    std::mt19937_64 random{20'180'524};
    std::vector<pehchan::answers> out;
    out.reserve(count);
    for (std::size_t p = 0; p < count; ++p) {
        pehchan::answers& known = out.emplace_back(from);
        for (const pehchan::indicator* about : from.indicators()) {
            const std::uint64_t u = random() % 100, which = random();
            if (u >= 15 && u < 45) continue;
            if (about->type == pehchan::indicator_type::yes_no)
                (void)known.set(about->id, u < 15 ? "yes" : "no");
            else if (about->type == pehchan::indicator_type::choice)
                (void)known.set(about->id,
                                std::string_view{about->options[which % about->options.size()].id});
            else
                (void)known.set(about->id,
                                about->min + static_cast<std::int64_t>(
                                                 which % static_cast<std::uint64_t>(
                                                             about->max - about->min + 1)));
        }
    }
    return out;
}

}  // namespace persons

#endif
