// SPDX-License-Identifier: Apache-2.0

#include "catch.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/cohort_tables.hpp"
#include "support/random_catalogue.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

/// What is wrong with a cohort's result beside that of one person after another; "" where nothing is.
std::string difference(const cohort& rules, const std::vector<answers>& persons, const cohort_result& result) {
    quick_assessment quick{rules.of()};
    for (std::size_t p = 0; p < persons.size(); ++p) {
        quick.assess(persons[p]);
        std::size_t place = 0;
        for (std::size_t f = 0; f < quick.finding_count(); ++f) {
            if (quick.finding(f).kind == finding_kind::offence) continue;
            if (result.status(place++, p) != quick.status(f)) return quick.finding(f).id + " of person " + std::to_string(p);
        }
        for (std::size_t s = 0; s < quick.score_count(); ++s)
            if (quick.score(s) != bounds{result.low[s][p], result.high[s][p]}) return "score " + std::to_string(s) + " of person " + std::to_string(p);
    }
    return result.issues.count ? "issues: " + listed(result.issues.listed) : "";
}

cohort_table bound(const cohort& rules, std::size_t persons, const std::vector<cohort_column>& columns) {
    auto made = cohort_table::bind(rules, persons, columns);
    INFO(listed(made.issues()));
    REQUIRE(made.ok());
    return std::move(made).value();
}

catalogue random_catalogue(dice& d, bool official) {
    for (;;) {
        auto made = build(random_catalogue_maker{d, {4 + d.below(10), 2 + d.below(5), 1 + d.below(3), official, d.chance(20)}}.make());
        if (made) return std::move(made).value();
    }
}

std::vector<answers> random_persons(dice& d, const catalogue& of, std::size_t count) {
    std::vector<answers> out;
    for (std::size_t p = 0; p < count; ++p) out.push_back(random_answers(d, of, d.below(of.indicators().size() + 1)));
    return out;
}

}  // namespace

TEST_CASE("a cohort is assessed as its persons are, one by one, whatever the catalogue and the columns") {
    for (std::uint64_t seed = 0; seed < 60 / slowed_down; ++seed) {
        CAPTURE(seed);
        dice d{seed};
        const catalogue of = random_catalogue(d, seed % 2 == 0);
        const cohort rules{of};
        const std::vector<answers> persons = random_persons(d, of, 1 + d.below(1100));
        column_maker columns{d};
        const cohort_table table = bound(rules, persons.size(), columns.make_all(persons));
        REQUIRE(difference(rules, persons, assess_cohort(table)) == "");
        const std::size_t row = d.below(persons.size());
        const auto again = table.answers_of(row);
        REQUIRE(again.ok());
        CHECK(assess(of, *again).findings.size() == assess(of, persons[row]).findings.size());
    }
}
