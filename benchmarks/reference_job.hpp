// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_BENCHMARKS_REFERENCE_JOB_HPP
#define PEHCHAN_BENCHMARKS_REFERENCE_JOB_HPP

// What is the reference job, and what would somebody write by hand for exactly these rules?
//
// 64 yes/no indicators in six dimensions like those of the ILO's list of 2009; one rule for each of
// them, `4*S + 2*M + min(W, 1) >= 5`, written once as a template; eight monotone findings over the
// dimensions. One result is 16 bits: lower bounds of the eight findings below, upper bounds above.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace reference {

struct dimension {
    int strong, medium, weak;
    [[nodiscard]] constexpr int size() const noexcept { return strong + medium + weak; }
};
inline constexpr std::array<dimension, 6> dimensions{
    {{2, 6, 3}, {3, 5, 3}, {2, 6, 3}, {3, 6, 2}, {2, 5, 3}, {2, 6, 2}}};
inline constexpr int indicators = 64;
inline constexpr int findings = 8;

[[nodiscard]] inline std::string joined(std::initializer_list<std::string_view> parts) {
    std::string out;
    for (std::string_view part : parts) out += part;
    return out;
}

/// The id of an indicator, "d1_a_00": in the order of ids strong (a) stands before medium (b)
/// before weak (c).
[[nodiscard]] inline std::string name_of(int d, int place) {
    const dimension& of = dimensions[static_cast<std::size_t>(d)];
    const char* strength = place < of.strong               ? "_a_"
                           : place < of.strong + of.medium ? "_b_"
                                                           : "_c_";
    return joined(
        {"d", std::to_string(d + 1), strength, place < 10 ? "0" : "", std::to_string(place)});
}

/// All ids, sorted.
[[nodiscard]] inline std::vector<std::string> names() {
    std::vector<std::string> out;
    for (int d = 0; d < 6; ++d)
        for (int place = 0; place < dimensions[static_cast<std::size_t>(d)].size(); ++place)
            out.push_back(name_of(d, place));
    return out;
}

/// The findings, in the catalogue's language; the same as `findings_of` below.
inline constexpr std::array<const char*, findings> rules{
    R"({"rule": "d4"})",
    R"({"all": [{"any": [{"rule": "d1"}, {"rule": "d2"}, {"rule": "d3"}]}, {"rule": "d4"}]})",
    R"({"any": [{"rule": "d2"}, {"rule": "d5"}]})",
    R"({"all": [{"rule": "d4"}, {"rule": "d5"}, {"any": [{"rule": "d2"}, {"rule": "d6"}]}]})",
    R"({"at_least": 2, "of": [{"rule": "d1"}, {"rule": "d2"}, {"rule": "d3"}, {"rule": "d4"}, {"rule": "d5"}, {"rule": "d6"}]})",
    R"({"at_least": 3, "of": [{"rule": "d1"}, {"rule": "d2"}, {"rule": "d3"}, {"rule": "d4"}, {"rule": "d5"}, {"rule": "d6"}]})",
    R"({"at_least": 4, "of": [{"rule": "d1"}, {"rule": "d2"}, {"rule": "d3"}, {"rule": "d4"}, {"rule": "d5"}, {"rule": "d6"}]})",
    R"({"any": [{"all": [{"rule": "d1"}, {"rule": "d4"}]}, {"all": [{"rule": "d3"}, {"rule": "d6"}]}, {"all": [{"rule": "d2"}, {"rule": "d5"}]}]})"};

/// The catalogue's text. A survey catalogue, so that a "no" counts: the rules written by hand know
/// no law 3. `unused` indicators more stand in it that no rule reads.
[[nodiscard]] inline std::string catalogue_text(int unused = 0) {
    const std::string_view statement = R"(, "sources": ["none"], "confidence": "unverified"})";
    const auto list = [](int d, int from, int to) {
        std::string out;
        for (int place = from; place < to; ++place)
            out += joined({place > from ? ", \"" : "\"", name_of(d, place), "\""});
        return out;
    };
    std::string signs, tags, dimension_rules, conclusions;
    const auto add_sign = [&](const std::string& id) {
        signs += joined(
            {signs.empty() ? "" : ",\n", R"({"id": ")", id,
             R"(", "type": "yes_no", "nature": "harm", "known_by": "asked", "period": "ever", "sensitivity": 1)",
             R"(, "label": {"en": "A sign"}, "question": {"en": "Is it so?"})", statement});
    };
    for (int d = 0; d < 6; ++d) {
        const dimension& of = dimensions[static_cast<std::size_t>(d)];
        const std::string id = joined({"d", std::to_string(d + 1)});
        const std::string_view comma = d ? ",\n" : "";
        for (int place = 0; place < of.size(); ++place) add_sign(name_of(d, place));
        tags += joined({comma, R"({"id": ")", id, R"(.strong", "indicators": [)",
                        list(d, 0, of.strong), "]", statement, ",\n"});
        tags += joined({R"({"id": ")", id, R"(.medium", "indicators": [)",
                        list(d, of.strong, of.strong + of.medium), "]", statement, ",\n"});
        tags += joined({R"({"id": ")", id, R"(.weak", "indicators": [)",
                        list(d, of.strong + of.medium, of.size()), "]", statement});
        dimension_rules += joined({comma, R"({"id": ")", id,
                                   R"(", "rule": {"template": "dimension", "with": {"strong": ")",
                                   id, R"(.strong", "medium": ")", id, R"(.medium", "weak": ")", id,
                                   R"(.weak"}})", statement});
    }
    for (int n = 0; n < unused; ++n) add_sign(joined({"unused_", std::to_string(n)}));
    for (int f = 0; f < findings; ++f)
        conclusions += joined(
            {f ? ",\n" : "", R"({"id": "f)", std::to_string(f + 1),
             R"(", "kind": "measure", "urgency": 0, "title": {"en": "A finding"}, "meaning": {"en": "It holds."}, "rule": )",
             rules[static_cast<std::size_t>(f)], statement});
    return joined(
        {R"({"id": "reference_job", "version": "1.0.0", "title": {"en": "Reference job"}, "setting": "survey",
"languages": [{"id": "en", "status": "source"}],
"sources": [{"id": "none", "title": "Made for benchmarks", "address": "", "as_of": "", "confidence": "unverified"}],
"indicators": [)",
         signs, "],\n\"tags\": [", tags, R"(],
"templates": [{"id": "dimension", "parameters": ["strong", "medium", "weak"], "rule": {"any": [
 {"all": [{"any": [{"tag": "$strong"}]}, {"at_least": 2, "of": [{"tag": "$strong"}, {"tag": "$medium"}, {"tag": "$weak"}]}]},
 {"all": [{"at_least": 2, "of": [{"tag": "$medium"}]}, {"at_least": 3, "of": [{"tag": "$medium"}, {"tag": "$weak"}]}]}]})",
         statement, R"(],
"rules": [)",
         dimension_rules, "],\n\"findings\": [", conclusions, "]}\n"});
}

enum class reply : std::uint8_t { no, yes, unknown };

/// One person: a reply to each indicator, in the order of `names`. P yes 0.15, unknown 0.3.
using person = std::array<reply, indicators>;

[[nodiscard]] constexpr std::string_view answer_of(reply r) noexcept {
    return r == reply::yes ? "yes" : r == reply::no ? "no" : "unknown";
}

[[nodiscard]] inline std::vector<person> persons(std::size_t count) {
    std::mt19937_64 random{20'090'301};
    std::vector<person> out(count);
    for (person& one : out)
        for (reply& r : one) {
            const std::uint64_t u = random() % 100;
            r = u < 15 ? reply::yes : u < 45 ? reply::unknown : reply::no;
        }
    return out;
}

/// The two bounds of 64 indicators, bit by bit: what somebody would keep who writes for speed.
struct packed_person {
    std::uint64_t low = 0, high = 0;
};
[[nodiscard]] inline packed_person packed(const person& from) noexcept {
    packed_person out;
    for (std::size_t i = 0; i < from.size(); ++i) {
        out.low |= std::uint64_t{from[i] == reply::yes} << i;
        out.high |= std::uint64_t{from[i] != reply::no} << i;
    }
    return out;
}

[[nodiscard]] constexpr bool dimension_holds(int strong, int medium, int weak) noexcept {
    return 4 * strong + 2 * medium + (weak ? 1 : 0) >= 5;
}

/// Bits of the eight findings, from bits of the six dimensions.
[[nodiscard]] constexpr std::uint8_t findings_of(unsigned d) noexcept {
    const auto has = [d](int n) { return (d >> (n - 1) & 1u) != 0; };
    const int n = std::popcount(d);
    const bool all[findings] = {
        has(4),           (has(1) || has(2) || has(3)) && has(4),
        has(2) || has(5), has(4) && has(5) && (has(2) || has(6)),
        n >= 2,           n >= 3,
        n >= 4,           (has(1) && has(4)) || (has(3) && has(6)) || (has(2) && has(5))};
    unsigned out = 0;
    for (int f = 0; f < findings; ++f) out |= unsigned{all[f]} << f;
    return static_cast<std::uint8_t>(out);
}

/// By hand, the fastest: a table of 2^11 (or 2^10) entries for each dimension, one of 64 for the
/// findings.
class tables {
public:
    tables() {
        for (std::size_t d = 0; d < 6; ++d) {
            const dimension& of = dimensions[d];
            for (unsigned bits = 0; bits < 1u << of.size(); ++bits) {
                const unsigned strong = bits & ((1u << of.strong) - 1), rest = bits >> of.strong,
                               medium = rest & ((1u << of.medium) - 1), weak = rest >> of.medium;
                by_dimension_[d][bits] = static_cast<std::uint8_t>(
                    unsigned{dimension_holds(std::popcount(strong), std::popcount(medium),
                                             std::popcount(weak))}
                    << d);
            }
        }
        for (unsigned d = 0; d < 64; ++d) by_findings_[d] = findings_of(d);
    }
    [[nodiscard]] std::uint16_t operator()(const packed_person& of) const noexcept {
        return static_cast<std::uint16_t>(unsigned{bound(of.low)} | unsigned{bound(of.high)} << 8);
    }

private:
    [[nodiscard]] std::uint8_t bound(std::uint64_t plane) const noexcept {
        const unsigned d =
            unsigned{by_dimension_[0][plane & 2047]} | by_dimension_[1][plane >> 11 & 2047] |
            by_dimension_[2][plane >> 22 & 2047] | by_dimension_[3][plane >> 33 & 2047] |
            by_dimension_[4][plane >> 44 & 1023] | by_dimension_[5][plane >> 54];
        return by_findings_[d];
    }
    std::array<std::array<std::uint8_t, 2048>, 6> by_dimension_{};
    std::array<std::uint8_t, 64> by_findings_{};
};

/// By hand, with masks and counts.
[[nodiscard]] inline std::uint16_t counted(const packed_person& of) noexcept {
    unsigned out = 0;
    for (int bound = 0; bound < 2; ++bound) {
        const std::uint64_t plane = bound ? of.high : of.low;
        unsigned d = 0, at = 0;
        for (std::size_t i = 0; i < 6; ++i) {
            const auto take = [&](int size) {
                const std::uint64_t bits = plane >> at & ((std::uint64_t{1} << size) - 1);
                at += static_cast<unsigned>(size);
                return std::popcount(bits);
            };
            const int strong = take(dimensions[i].strong), medium = take(dimensions[i].medium),
                      weak = take(dimensions[i].weak);
            d |= unsigned{dimension_holds(strong, medium, weak)} << i;
        }
        out |= unsigned{findings_of(d)} << (8 * bound);
    }
    return static_cast<std::uint16_t>(out);
}

/// By hand, as most such programs are: a map of strings for each person.
using string_person = std::map<std::string, std::string>;

[[nodiscard]] inline string_person as_strings(const person& from,
                                              const std::vector<std::string>& ids) {
    string_person out;
    for (std::size_t i = 0; i < from.size(); ++i) out[ids[i]] = answer_of(from[i]);
    return out;
}
[[nodiscard]] inline std::uint16_t looked_up(const string_person& of,
                                             const std::vector<std::string>& ids) {
    unsigned low = 0, high = 0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < 6; ++i) {
        int least[3] = {}, most[3] = {};
        const auto count = [&](int kind, int size) {
            for (int n = 0; n < size; ++n) {
                const auto found = of.find(ids[at++]);
                if (found == of.end() || found->second == "unknown") ++most[kind];
                else if (found->second == "yes") ++least[kind], ++most[kind];
            }
        };
        count(0, dimensions[i].strong);
        count(1, dimensions[i].medium);
        count(2, dimensions[i].weak);
        low |= unsigned{dimension_holds(least[0], least[1], least[2])} << i;
        high |= unsigned{dimension_holds(most[0], most[1], most[2])} << i;
    }
    return static_cast<std::uint16_t>(unsigned{findings_of(low)} | unsigned{findings_of(high)}
                                                                       << 8);
}

}  // namespace reference

#endif
