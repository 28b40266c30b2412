// SPDX-License-Identifier: Apache-2.0

// random_cases CATALOGUE COUNT [SEED]: that many cases of nobody, as JSON Lines, the same on every
// platform. They hold every kind of answer that the catalogue takes, name few indicators or all of
// them, and carry names that a careless binding would spoil.

#include <charconv>
#include <cstdint>
#include <iostream>
#include <random>
#include <string>
#include <string_view>

#include <pehchan/json.hpp>

namespace {

class dice {
public:
    explicit dice(std::uint64_t seed) : source_(seed) {}
    /// 0 to `sides` - 1; the standard's distributions differ between libraries.
    std::uint64_t throw_one(std::uint64_t sides) { return source_() % sides; }
    bool in_100(std::uint64_t chances) { return throw_one(100) < chances; }

private:
    std::mt19937_64 source_;
};

std::string quoted(std::string_view word) { return '"' + std::string(word) + '"'; }

std::string answer_to(const pehchan::indicator& one, dice& chance) {
    if (chance.in_100(6)) return R"("unknown")";
    if (chance.in_100(6)) return R"("declined")";
    if (chance.in_100(2)) return "null";
    if (chance.in_100(2)) return R"("")";
    switch (one.type) {
        case pehchan::indicator_type::choice:
            return quoted(one.options[chance.throw_one(one.options.size())].id);
        case pehchan::indicator_type::number: {
            const auto values =
                static_cast<std::uint64_t>(one.max) - static_cast<std::uint64_t>(one.min) + 1;
            const std::uint64_t step = values == 0         ? chance.throw_one(1000)
                                       : chance.in_100(10) ? values - 1
                                       : chance.in_100(70) && values > 80
                                           ? chance.throw_one(80)
                                           : chance.throw_one(values);
            return std::to_string(
                static_cast<std::int64_t>(static_cast<std::uint64_t>(one.min) + step));
        }
        case pehchan::indicator_type::yes_no: break;
    }
    if (!one.not_applicable.empty() && chance.in_100(15)) return R"("not_applicable")";
    return chance.in_100(45) ? R"("yes")" : R"("no")";
}

std::string name_of_case(std::uint64_t number, dice& chance) {
    static constexpr std::string_view names[] = {"A-", "Case_", "b.", R"(\u0041-)", "..", "-", "_"};
    return std::string(names[chance.in_100(50) ? 0 : chance.throw_one(std::size(names))]) +
           std::to_string(number);
}

bool number_in(std::string_view word, std::uint64_t& out) {
    const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), out);
    return problem == std::errc{} && end == word.data() + word.size();
}

}  // namespace

int main(int count, char** words) {
    std::uint64_t cases = 0, seed = 20261127;
    if (count < 3 || count > 4 || !number_in(words[2], cases) ||
        (count == 4 && !number_in(words[3], seed))) {
        std::cerr << "use: random_cases CATALOGUE COUNT [SEED]\n";
        return 2;
    }
    const auto catalogue = pehchan::builtin(words[1]);
    if (!catalogue) {
        std::cerr << "there is no built-in catalogue " << words[1] << "\n";
        return 2;
    }
    static constexpr std::uint64_t shares[] = {0, 4, 15, 40, 80, 100};
    dice chance{seed};
    for (std::uint64_t number = 1; number <= cases; ++number) {
        const std::uint64_t share = shares[chance.throw_one(std::size(shares))];
        std::string line = R"({"case": ")" + name_of_case(number, chance) + R"(", "answers": {)";
        bool first = true;
        for (const pehchan::indicator* one : (*catalogue).indicators()) {
            if (!chance.in_100(share)) continue;
            line += (first ? "\"" : ", \"") + one->id + "\": " + answer_to(*one, chance);
            first = false;
        }
        std::cout << line << "}}\n";
    }
    std::cout.flush();
    return std::cout ? 0 : 1;
}
