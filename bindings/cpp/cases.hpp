// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_BINDINGS_CPP_CASES_HPP
#define PEHCHAN_BINDINGS_CPP_CASES_HPP

// What do both programs do with cases? bindings/README.md says more.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cases {

inline std::vector<std::string> lines_of(const char* path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error(std::string("cannot read ") + path);
    std::vector<std::string> out;
    for (std::string line; std::getline(in, line);)
        if (!line.empty()) out.push_back(line);
    return out;
}

template <class Screen>
void write(const std::vector<std::string>& of, const char* path, Screen screen) {
    std::ofstream out(path, std::ios::binary);
    for (const std::string& one : of) out << screen(one) << '\n';
    if (!out.flush()) throw std::runtime_error(std::string("cannot write ") + path);
}

/// One answer of one person, by index.
using set = std::pair<std::size_t, bool>;

/// The yes and no answers of a case, found by their text; `ids` are those of the yes/no indicators,
/// "" for others.
inline std::vector<set> sets_of(const std::string& text, const std::vector<std::string>& ids) {
    std::vector<set> out;
    for (std::size_t i = 0; i < ids.size(); ++i)
        for (const bool yes : {false, true})
            if (!ids[i].empty() &&
                text.find('"' + ids[i] + "\": \"" + (yes ? "yes\"" : "no\"")) != std::string::npos)
                out.emplace_back(i, yes);
    return out;
}

/// Nanoseconds a person: the best of seven rounds of at least a tenth of a second, after one to
/// warm up.
template <class Each>
double time_of(std::size_t count, Each each) {
    using clock = std::chrono::steady_clock;
    double best = 0;
    for (int round = 0; round < 8; ++round) {
        const auto begin = clock::now();
        double calls = 0, spent = 0;
        do {
            for (std::size_t i = 0; i < count; ++i) each(i);
            calls += static_cast<double>(count);
            spent = std::chrono::duration<double, std::nano>(clock::now() - begin).count();
        } while (spent < 1e8);
        if (round > 0) best = round == 1 ? spent / calls : std::min(best, spent / calls);
    }
    return best;
}

inline void say(std::string_view binding, double json, double handles, std::uint64_t seen) {
    if (!seen) throw std::runtime_error("nothing was seen");
    std::cout << R"({"binding": ")" << binding << R"(", "json_call_ns": )"
              << static_cast<std::uint64_t>(json) << R"(, "handle_call_ns": )"
              << static_cast<std::uint64_t>(handles) << "}\n";
}

/// The words of the command line to `screen(catalogue, cases, out)` and `bench(catalogue, cases)`.
template <class Screen, class Bench>
int main_of(int count, char** words, Screen screen, Bench bench) {
    try {
        const std::string_view command = count > 1 ? words[1] : "";
        if (command == "screen" && count == 5)
            return screen(words[2], lines_of(words[3]), words[4]), 0;
        if (command == "bench" && count == 4) return bench(words[2], lines_of(words[3])), 0;
        std::cerr << "use: screen CATALOGUE CASES OUT | bench CATALOGUE CASES\n";
        return 2;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}

}  // namespace cases

#endif
