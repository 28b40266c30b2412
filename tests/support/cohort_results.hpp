// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_TESTS_COHORT_RESULTS_HPP
#define PEHCHAN_TESTS_COHORT_RESULTS_HPP

// What a cohort gives, beside what its persons give one by one.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "catch.hpp"
#include "pehchan/pehchan.hpp"
#include "random_catalogue.hpp"
#include "shipped.hpp"

namespace pehchan_tests {

/// What is wrong with a cohort's result beside that of one person after another; "" where nothing
/// is.
inline std::string difference(const pehchan::cohort& rules,
                              const std::vector<pehchan::answers>& persons,
                              const pehchan::cohort_result& result) {
    using namespace pehchan;
    quick_assessment quick{rules.catalogue_used()};
    for (std::size_t p = 0; p < persons.size(); ++p) {
        quick.assess(persons[p]);
        std::size_t place = 0;
        for (std::size_t f = 0; f < quick.finding_count(); ++f) {
            if (quick.finding(f).kind == finding_kind::offence) continue;
            if (result.status(place++, p) != quick.status(f))
                return quick.finding(f).id + " of person " + std::to_string(p);
        }
        for (std::size_t s = 0; s < quick.score_count(); ++s)
            if (quick.score(s) != bounds{result.low[s][p], result.high[s][p]})
                return "score " + std::to_string(s) + " of person " + std::to_string(p);
    }
    return result.issues.count ? "issues: " + listed(result.issues.listed) : "";
}

inline pehchan::cohort_table bound(const pehchan::cohort& rules, std::size_t persons,
                                   const std::vector<pehchan::cohort_column>& columns) {
    using namespace pehchan;
    auto made = cohort_table::bind(rules, persons, columns);
    INFO(listed(made.issues()));
    REQUIRE(made.ok());
    return std::move(made).value();
}

inline pehchan::catalogue random_catalogue(dice& d, bool official) {
    using namespace pehchan;
    for (;;) {
        auto made = build(random_catalogue_maker{
            d,
            {4 + d.below(10), 2 + d.below(5), 1 + d.below(3), official,
             d.chance(20)}}.make());
        if (made) return std::move(made).value();
    }
}

inline std::vector<pehchan::answers> random_persons(dice& d,
                                                    const pehchan::catalogue& catalogue_used,
                                                    std::size_t count) {
    using namespace pehchan;
    std::vector<answers> out;
    for (std::size_t p = 0; p < count; ++p)
        out.push_back(
            random_answers(d, catalogue_used, d.below(catalogue_used.indicators().size() + 1)));
    return out;
}

inline std::vector<pehchan::kernel_level> levels() {
    using namespace pehchan;
    std::vector<kernel_level> out;
    for (const kernel_level level :
         {kernel_level::portable, kernel_level::avx2, kernel_level::avx512})
        if (runs(level)) out.push_back(level);
    return out;
}

/// All results of a table in one text of bytes, computed at this level in ranges of so many
/// persons.
inline std::string bytes_of(const pehchan::cohort_table& table, pehchan::kernel_level level,
                            std::size_t range, std::uint64_t* issues = nullptr) {
    using namespace pehchan;
    const std::size_t n = table.persons(), bitmap = (n + 7) / 8,
                      findings = table.rules().findings().size(),
                      scores = table.rules().scores().size();
    std::vector<std::vector<std::uint8_t>> memory;
    const auto take = [&](std::size_t size) {
        return memory.emplace_back(size, std::uint8_t{0x55}).data();
    };
    std::vector<std::uint8_t*> indicated, possible;
    std::vector<std::int8_t*> status;
    std::vector<std::vector<std::int64_t>> sums(2 * scores, std::vector<std::int64_t>(n, -7));
    std::vector<std::int64_t*> low, high;
    for (std::size_t f = 0; f < findings; ++f) {
        indicated.push_back(take(bitmap));
        possible.push_back(take(bitmap));
        status.push_back(reinterpret_cast<std::int8_t*>(take(n)));
    }
    for (std::size_t s = 0; s < scores; ++s)
        low.push_back(sums[2 * s].data()), high.push_back(sums[2 * s + 1].data());
    std::vector<std::uint8_t> refused(bitmap, std::uint8_t{0x55});
    const cohort_places to{indicated, possible, status, low, high, refused.data()};
    cohort_memory own{table.rules(), level};
    std::uint64_t found = 0;
    // backwards: no range may lean on another
    for (std::size_t first = (n - 1) / range * range;; first -= range) {
        found += run(table, first, std::min(range, n - first), to, own).count;
        if (first == 0) break;
    }
    if (issues) *issues = found;
    std::string out(refused.begin(), refused.end());
    for (const auto& one : memory) out.append(one.begin(), one.end());
    for (const auto& one : sums)
        out.append(reinterpret_cast<const char*>(one.data()), one.size() * 8);
    return out;
}

}  // namespace pehchan_tests

#endif
