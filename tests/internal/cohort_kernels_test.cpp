// SPDX-License-Identifier: Apache-2.0

// How a cohort's columns are read and its operations are worked out, inside.

#include "catch.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "pehchan/compiled.hpp"
#include "pehchan/detail/cohort_plan.hpp"
#include "pehchan/detail/cohort_steps.hpp"
#include "pehchan/detail/cohort_tiles.hpp"
#include "pehchan/detail/cohort_values.hpp"
#include "pehchan/pehchan.hpp"
#include "support/cohort_results.hpp"
#include "support/cohort_tables.hpp"
#include "support/random_catalogue.hpp"
#include "support/shipped.hpp"
#include "support/small_catalogue.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

/// Rules that ask the same signs again and again, and small rules that only one other reads; now
/// and then with a split, or read by somebody else too.
catalogue of_shared_counts(dice& d) {
    small_catalogue of;
    of.setting = d.chance(50) ? "survey" : "official";
    for (int i = 0; i < 12; ++i)
        of.indicators.push_back(yes_no_json("i" + std::to_string(i), "harm"));
    of.indicators.push_back(
        R"({"id": "n", "type": "number", "nature": "fact", "known_by": "asked", "period": "now", "sensitivity": 1, "label": {"en": "x"}, "question": {"en": "?"}, "min": 0, "max": 120, )" +
        stated + "}");
    const auto signs = [](std::size_t count) {
        std::string out;
        for (std::size_t i = 0; i < count; ++i)
            out += (i ? ", " : "") + in_quotes("i" + std::to_string(i));
        return "[" + out + "]";
    };
    const auto at_least = [&](std::size_t count, std::size_t of_signs) {
        return R"({"at_least": )" + std::to_string(count) + R"(, "of": )" + signs(of_signs) + "}";
    };
    const auto two = [&] {
        return in_quotes("i" + std::to_string(d.below(6))) + ", " +
               in_quotes("i" + std::to_string(6 + d.below(6)));
    };
    const std::string age = R"({"number": "n", "below": 18})",
                      old = R"({"number": "n", "at_least": 60})";
    const auto add = [&](std::string rule) {
        of.findings += (of.findings.empty() ? "" : ", ") +
                       finding_json("f" + std::to_string(of.findings.size()), "measure", rule);
    };
    for (int k = 0; k < 6; ++k) {
        const std::size_t most = 2 + d.below(11);
        add(at_least(1 + d.below(std::min<std::size_t>(most, 5)), most));
    }
    add(R"({"any": [{"all": [)" + two() + R"(]}, {"all": [)" + two() + ", " +
        (d.chance(50) ? age : "\"i3\"") + R"(]}, "i1"]})");
    add(R"({"all": [{"any": [)" + two() + R"(]}, {"any": [)" + two() + ", " +
        (d.chance(50) ? old : "\"i4\"") + "]}]}");
    add(R"({"any": [{"all": [)" + at_least(2, 5) + R"(, "i7"]}, {"all": [)" + at_least(3, 8) +
        ", " + age + "]}" + (d.chance(50) ? ", {\"all\": [\"i9\", " + old + "]}" : "") + "]}");
    of.rules = R"({"id": "r", "rule": {"any": [)" + two() + "]}, " + stated +
               R"(}, {"id": "t", "rule": {"all": [)" + two() + "]}, " + stated + "}";
    add(R"({"all": [{"rule": "r"}, "i2"]})");
    if (d.chance(50)) add(R"({"all": [{"rule": "r"}, "i5"]})");
    add(R"({"all": ["i0", "i5", "i8"]})");
    add(R"({"any": ["i11", )" + age + "]}");
    add(R"({"any": ["i2", "i11", )" + age + "]}");
    add(R"({"at_least": 2, "of": [{"rule": "r"}, {"rule": "t"}, "i0"]})");
    add(R"({"at_least": 3, "of": [{"rule": "r"}, {"rule": "t"}, "i0"]})");
    return loaded(of);
}

}  // namespace

TEST_CASE("operations that are worked out together come out as one by one") {
    std::array<std::size_t, 10> seen{};
    std::size_t chains = 0;
    for (std::uint64_t seed = 500; seed < 500 + 40 / slowed_down; ++seed) {
        CAPTURE(seed);
        dice d{seed};
        const cohort rules{of_shared_counts(d)};
        std::vector<std::uint64_t> results(rules.plan().operations.size() * 16);
        for (const detail::tile_step& step :
             detail::step_maker(rules.plan(), rules.plan().main, results.data(), 16).make().list) {
            ++seen[static_cast<std::size_t>(step.code)];
            chains += step.code >= detail::step_code::one && step.code <= detail::step_code::four &&
                      step.part_count > 1;
        }
        const std::vector<answers> persons =
            random_persons(d, rules.catalogue_used(), 1 + d.below(1100));
        column_maker columns{d};
        const cohort_table table = bound(rules, persons.size(), columns.make_all(persons));
        REQUIRE(difference(rules, persons, assess_cohort(table)) == "");
        const std::string one = bytes_of(table, kernel_level::portable, 1 << 20);
        for (const kernel_level level : levels()) REQUIRE(bytes_of(table, level, 512) == one);
    }
    for (std::size_t code = 0; code < seen.size(); ++code) {
        CAPTURE(code);
        CHECK(seen[code] > 0);
    }
    CHECK(chains > 0);
}

TEST_CASE("whole numbers are read from the bits of floats, exactly or not at all") {
    const auto read = [](double value) {
        std::uint64_t bits;
        std::memcpy(&bits, &value, 8);
        return detail::integer_of<11, 52>(bits);
    };
    CHECK(read(0.0).number == 0);
    CHECK(read(-0.0).state == value_state::present);
    CHECK(read(1).number == 1);
    CHECK(read(-2).number == -2);
    CHECK(read(120).number == 120);
    CHECK(read(4503599627370497.0).number == 4503599627370497);
    CHECK(read(9007199254740994.0).number == 9007199254740994);
    CHECK(read(-9.2e18).number == -9200000000000000000);
    CHECK(read(1e300).number == std::numeric_limits<std::int64_t>::max());
    CHECK(read(-std::numeric_limits<double>::infinity()).number ==
          -std::numeric_limits<std::int64_t>::max());
    for (const double fraction : {0.5, 1.5, -0.1, 1e-300, 5e-324, 4503599627370495.5})
        CHECK(read(fraction).state == value_state::fraction);
    CHECK(read(std::numeric_limits<double>::quiet_NaN()).state == value_state::missing);
    for (float f = -300; f < 300; f += 0.25f) {
        std::uint32_t bits;
        std::memcpy(&bits, &f, 4);
        const read_value value = detail::integer_of<8, 23>(bits);
        const bool whole = f == static_cast<float>(static_cast<int>(f));
        CHECK((value.state == value_state::present) == whole);
        if (whole) CHECK(value.number == static_cast<int>(f));
    }
}
