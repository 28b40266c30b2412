// SPDX-License-Identifier: Apache-2.0

// What follows from the answers of many persons, as one by one.

#include "catch.hpp"

#include <cstdint>
#include <fstream>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/cohort_results.hpp"
#include "support/cohort_tables.hpp"
#include "support/random_catalogue.hpp"
#include "support/shipped.hpp"
#include "support/small_catalogue.hpp"

using namespace pehchan;
using namespace pehchan_tests;

TEST_CASE(
    "a cohort is assessed as its persons are, one by one, whatever the catalogue and the columns") {
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

namespace {

/// Threads as a caller could have them: these run the tasks in an order of their own.
class backward_threads final : public cohort_threads {
public:
    explicit backward_threads(std::size_t count) : count_(count) {}
    [[nodiscard]] std::size_t count() const noexcept override { return count_; }
    void each(std::size_t tasks, void (*task)(void*, std::size_t, std::size_t),
              void* state) override {
        for (std::size_t n = tasks; n-- > 0;) task(state, n, n % count_);
    }

private:
    std::size_t count_;
};

}  // namespace

TEST_CASE("every level of instructions and every division into ranges gives the same bytes") {
    REQUIRE(!levels().empty());
    for (std::uint64_t seed = 100; seed < 100 + 24 / slowed_down; ++seed) {
        CAPTURE(seed);
        dice d{seed};
        const cohort rules{random_catalogue(d, seed % 2 == 0)};
        const std::vector<answers> persons =
            random_persons(d, rules.catalogue_used(), 1 + d.below(3000));
        column_maker columns{d};
        const cohort_table table = bound(rules, persons.size(), columns.make_all(persons));
        const std::string one = bytes_of(table, kernel_level::portable, 1 << 20);
        for (const kernel_level level : levels())
            for (const std::size_t range :
                 {std::size_t{512}, std::size_t{1024}, std::size_t{1} << 20}) {
                INFO("level " << static_cast<int>(level) << ", ranges of " << range);
                REQUIRE(bytes_of(table, level, range) == one);
            }
    }
}

TEST_CASE("threads change nothing") {
    dice d{7};
    const cohort rules{random_catalogue(d, true)};
    const std::vector<answers> some = random_persons(d, rules.catalogue_used(), 700);
    std::vector<answers> persons;
    for (std::size_t p = 0; p < 150'000; ++p) persons.push_back(some[p % some.size()]);
    column_maker columns{d};
    const cohort_table table = bound(rules, persons.size(), columns.make_all(persons));
    const cohort_result alone = assess_cohort(table);
    for (const std::size_t count : {1, 2, 5}) {
        backward_threads threads{count};
        const cohort_result divided = assess_cohort(table, &threads);
        CHECK(divided.indicated == alone.indicated);
        CHECK(divided.possible == alone.possible);
        CHECK(divided.low == alone.low);
        CHECK(divided.high == alone.high);
    }
}

TEST_CASE("every layout of every column gives the same bytes") {
    for (const std::string_view id : {"pakistan", "dwems_2024", "ilo_2009"}) {
        CAPTURE(id);
        dice d{11};
        const cohort rules{shipped(id)};
        std::vector<answers> persons;
        for (int p = 0; p < 700; ++p) persons.push_back(random_person(d, rules.catalogue_used()));
        column_maker columns{d};
        const cohort_table first =
            bound(rules, persons.size(), columns.make_all(persons, layout::int8));
        REQUIRE(difference(rules, persons, assess_cohort(first)) == "");
        const std::string expected = bytes_of(first, kernel_level::portable, 1 << 20);
        for (const layout how : all_layouts) {
            CAPTURE(static_cast<int>(how));
            const cohort_table table = bound(rules, persons.size(), columns.make_all(persons, how));
            for (const kernel_level level : levels())
                REQUIRE(bytes_of(table, level, 1 << 20) == expected);
        }
    }
}

TEST_CASE("every shared case under every built-in catalogue comes out as one by one") {
    std::size_t cases = 0;
    for (const std::string_view id : builtin_ids()) {
        const cohort rules{shipped(id)};
        if (rules.catalogue_used().indicators().empty()) continue;
        std::vector<answers> persons;
        for (const char* file :
             {"examples/vignettes.jsonl", "examples/constructed.jsonl",
              "examples/dwems/respondents.jsonl", "tests/cases/distinguishing.palermo.jsonl",
              "tests/cases/instruments.jsonl", "tests/cases/jurisdictions.jsonl"}) {
            std::ifstream in(std::string(PEHCHAN_SOURCE_DIR "/") + file);
            REQUIRE(in.is_open());
            for (std::string line; std::getline(in, line);)
                if (const auto one = read_case(rules.catalogue_used(), line); one)
                    persons.push_back(one->known);
        }
        cases += persons.size();
        persons.emplace_back(rules.catalogue_used());  // of whom nothing is known
        dice d{3};
        column_maker columns{d};
        CAPTURE(id);
        CHECK(difference(rules, persons,
                         assess_cohort(bound(rules, persons.size(), columns.make_all(persons)))) ==
              "");
    }
    CHECK(cases > 500);
}

namespace {

/// Yes/no `a` (harm, asked) and `b` (fact), choice `c` of "o" and "p", number `n` from 0 to 120.
catalogue small(std::string setting = "survey") {
    small_catalogue of;
    of.setting = std::move(setting);
    const std::string shape =
        R"(, "nature": "fact", "known_by": "asked", "period": "now", "sensitivity": 1, "label": {"en": "x"}, "question": {"en": "?"}, )";
    of.indicators = {
        yes_no_json("a", "harm"), yes_no_json("b", "fact"),
        R"({"id": "c", "type": "choice")" + shape +
            R"("options": [{"id": "o", "label": {"en": "o"}}, {"id": "p", "label": {"en": "p"}}], )" +
            stated + "}",
        R"({"id": "n", "type": "number")" + shape + R"("min": 0, "max": 120, )" + stated + "}"};
    of.findings = finding_json("f", "measure",
                               R"({"any": ["a", {"all": ["b", {"number": "n", "below": 18}]}]})");
    of.scores =
        R"({"id": "points", "title": {"en": "points"}, "terms": [{"when": "a", "points": "1.5"}, {"when": {"choice": "c", "is": ["p"]}, "points": "0.25"}], )" +
        stated + "}";
    return loaded(of);
}

template <class Number>
cohort_column column(std::string_view id, value_type type, const std::vector<Number>& values) {
    cohort_column out;
    out.id = id;
    out.type = type;
    out.values = values.data();
    return out;
}

std::vector<std::string> codes_of(const std::vector<issue>& issues) {
    std::vector<std::string> out;
    for (const issue& one : issues) out.push_back(one.code + " " + one.pointer);
    return out;
}

}  // namespace

TEST_CASE("everything that is wrong with columns is said before any row is read") {
    const cohort rules{small()};
    const std::vector<std::int8_t> codes(10, 0);
    const std::vector<std::int32_t> words{0, 1};
    cohort_column twice = column("a", value_type::int8, codes),
                  bits = column("n", value_type::boolean, codes),
                  missing = column("b", value_type::int8, codes),
                  dictionary = column("n", value_type::int8, codes),
                  planes = column("b", value_type::planes, codes);
    missing.values = nullptr;
    dictionary.codes = words;
    planes.offset = 1;
    const std::vector<cohort_column> columns{
        column("a", value_type::int8, codes),  twice, bits, missing, dictionary, planes,
        column("x/y", value_type::int8, codes)};
    const auto made = cohort_table::bind(rules, 10, columns);
    CHECK(codes_of(made.issues()) ==
          std::vector<std::string>{"duplicate_key /a", "wrong_type /n", "missing_values /b",
                                   "wrong_type /n", "wrong_type /b", "unknown_indicator /x~1y"});
    CHECK(cohort_table::bind(rules, 10, std::vector<cohort_column>{columns.back(), columns.front()},
                             {true, 0})
              .ok());
}

TEST_CASE(
    "an unlisted value is an issue with its column and row, the answer is unknown and never a no, "
    "and the row is marked") {
    const cohort rules{small()};
    const std::vector<std::int8_t> a{1, 0, -1, -2, 2, -3, 127, -128};
    const std::vector<double> n{17, 17.5, -1, 121, 120, 0, 1e300, -0.0};
    const std::vector<std::int64_t> c{0, 1, 2, -1, -2, -3, 5'000'000'000, 256};
    const cohort_table table = [&] {
        auto made =
            cohort_table::bind(rules, 8,
                               std::vector<cohort_column>{column("c", value_type::int64, c),
                                                          column("n", value_type::float64, n),
                                                          column("a", value_type::int8, a)},
                               {false, 1000});
        REQUIRE(made.ok());
        return std::move(made).value();
    }();
    const cohort_result result = assess_cohort(table);
    CHECK(codes_of(result.issues.listed) ==
          std::vector<std::string>{
              "not_whole /n/1001", "unknown_value /c/1002", "out_of_range /n/1002",
              "out_of_range /n/1003", "unknown_value /a/1004", "unknown_value /a/1005",
              "unknown_value /c/1005", "unknown_value /a/1006", "unknown_value /c/1006",
              "out_of_range /n/1006", "unknown_value /a/1007", "unknown_value /c/1007"});
    CHECK(result.issues.count == 12);
    CHECK(int{result.refused[0]} == 0b1111'1110);
    for (const std::size_t row : {4u, 5u, 6u, 7u})
        CHECK(result.status(0, row) == finding_status::open);
    CHECK_FALSE(table.answers_of(4).ok());
    CHECK(codes_of(table.answers_of(5).issues()) ==
          std::vector<std::string>{"unknown_value /a/1005", "unknown_value /c/1005"});
    CHECK(table.answers_of(0).value().at(0).kind == answer_kind::yes);
}

TEST_CASE(
    "an unlisted value is found in a column that no rule reads, in every layout, and where it "
    "stands in a row of bytes") {
    const cohort rules{small()};
    for (const std::size_t n : {std::size_t{5}, std::size_t{513}, std::size_t{2000}})
        for (const std::size_t at : {std::size_t{0}, n / 2, n - 1}) {
            std::vector<std::int8_t> rows(
                3 * n, 0);  // a, a byte of somebody else, told_may_refuse, which nothing reads
            for (std::size_t p = 0; p < n; ++p) rows[3 * p + 1] = 99;
            rows[3 * at + 2] = 7;
            std::vector<double> floats(n, 0.0);
            floats[at] = 0.5;
            cohort_column first = column("a", value_type::int8, rows), told = first,
                          real = column("b", value_type::float64, floats);
            told.id = "told_may_refuse";
            told.values = rows.data() + 2;
            first.stride = told.stride = 3;
            const cohort_table table = bound(rules, n, {first, told, real});
            const std::string row = std::to_string(at);
            for (const kernel_level level : levels()) {
                std::uint64_t issues = 0;
                (void)bytes_of(table, level, 512, &issues);
                CHECK(issues == 2);
            }
            const cohort_result result = assess_cohort(table);
            CHECK(codes_of(result.issues.listed) ==
                  std::vector<std::string>{"unknown_value /b/" + row,
                                           "unknown_value /told_may_refuse/" + row});
            for (std::size_t p = 0; p < n; ++p)
                REQUIRE(bit_at(result.refused.data(), p) == (p == at));
        }
}

TEST_CASE("planes that contradict themselves are an issue, and unknown") {
    std::vector<std::uint64_t> planes(16, 0);
    planes[0] = planes[8] = 2;  // person 1: yes
    planes[1] = 4;              // person 66: certainly yes, and not possible
    const cohort_column direct = column("a", value_type::planes, planes);
    for (const char* setting : {"survey", "official"}) {  // in the second a "no" may not count (law
                                                          // 3), and planes cannot serve as they lie
        CAPTURE(setting);
        const cohort rules{small(setting)};
        const cohort_result result = assess_cohort(bound(rules, 100, {direct}));
        CHECK(codes_of(result.issues.listed) == std::vector<std::string>{"unknown_value /a/66"});
        CHECK(result.status(0, 66) == finding_status::open);
        CHECK(result.status(0, 1) == finding_status::indicated);
        CHECK(bit_at(result.possible[0].data(), 66));
    }
    const cohort rules{small()};
    std::vector<unsigned char> bytes(8 * 17);
    for (const std::size_t off : {1u, 4u}) {
        cohort_column crooked = direct;
        crooked.values = bytes.data() + off;
        CHECK(codes_of(
                  cohort_table::bind(rules, 100, std::vector<cohort_column>{crooked}).issues()) ==
              std::vector<std::string>{"wrong_type /a"});
    }
}

TEST_CASE(
    "a value that is no answer is unknown, whatever it is, in every layout, and nobody else's row "
    "changes") {
    small_catalogue of;
    of.setting = "survey";
    of.indicators = {yes_no_json("a", "harm"), yes_no_json("b", "harm")};
    of.findings = finding_json("f", "measure", "\"a\"") + ", " +
                  finding_json("g", "measure", R"({"any": ["a", "b"]})");
    const cohort rules{loaded(of)};
    for (const int wrong : {2, 3, 4, 5, 8, 9, 99, 100, 101, 127, -3, -4, -5, -127, -128})
        for (const std::size_t at : {std::size_t{0}, std::size_t{7}, std::size_t{66},
                                     std::size_t{511}, std::size_t{700}}) {
            CAPTURE(wrong, at);
            constexpr std::size_t n = 701;
            std::vector<std::int8_t> close(n), rows(3 * n, 98);
            std::vector<std::int16_t> wide(n);
            std::vector<double> real(n);
            for (std::size_t p = 0; p < n; ++p) {
                const int code = p == at ? wrong : static_cast<int>(p % 3) - 1;
                close[p] = rows[3 * p + 1] = static_cast<std::int8_t>(code);
                wide[p] = static_cast<std::int16_t>(code);
                real[p] = code;
            }
            const std::vector<std::int8_t> blank(n, -1);
            cohort_column in_rows = column("a", value_type::int8, rows);
            in_rows.values = rows.data() + 1;
            in_rows.stride = 3;
            for (const cohort_column& one :
                 {column("a", value_type::int8, close), in_rows,
                  column("a", value_type::int16, wide), column("a", value_type::float64, real)}) {
                const cohort_table table =
                    bound(rules, n, {one, column("b", value_type::int8, blank)});
                const std::string bytes = bytes_of(table, kernel_level::portable, 512);
                for (const kernel_level level : levels())
                    REQUIRE(bytes_of(table, level, 512) == bytes);
                const cohort_result result = assess_cohort(table);
                CHECK(result.issues.count == 1);
                for (std::size_t p = 0; p < n; ++p) {
                    const finding_status expected = p == at || p % 3 == 0 ? finding_status::open
                                                    : p % 3 == 2 ? finding_status::indicated
                                                                 : finding_status::not_shown;
                    REQUIRE(result.status(0, p) == expected);
                    REQUIRE(
                        result.status(1, p) ==
                        (expected == finding_status::not_shown ? finding_status::open : expected));
                    REQUIRE(bit_at(result.refused.data(), p) == (p == at));
                }
            }
        }
}

TEST_CASE("issues beyond the first thousand are counted") {
    const cohort rules{small()};
    const std::vector<std::int8_t> wrong(5000, 9);
    const cohort_result result =
        assess_cohort(bound(rules, 5000, {column("a", value_type::int8, wrong)}));
    CHECK(result.issues.count == 5000);
    CHECK(result.issues.listed.size() == value_issues::listed_at_most);
    CHECK(result.issues.listed.back().pointer == "/a/999");
}

TEST_CASE(
    "law 1: declined is unknown in a cohort, byte for byte, and an absent column is all unknown") {
    const cohort rules{small()};
    const std::vector<std::int8_t> unknown(700, -1), declined(700, -2);
    const auto bytes = [&](const std::vector<cohort_column>& columns) {
        return bytes_of(bound(rules, 700, columns), best_kernel_level(), 512);
    };
    const std::string absent = bytes({});
    CHECK(bytes({column("a", value_type::int8, unknown), column("c", value_type::int8, unknown)}) ==
          absent);
    CHECK(bytes({column("a", value_type::int8, declined),
                 column("c", value_type::int8, declined)}) == absent);
    const std::vector<double> blank(700, std::numeric_limits<double>::quiet_NaN());
    CHECK(bytes({column("a", value_type::float64, blank),
                 column("n", value_type::float64, blank)}) == absent);
}

TEST_CASE("law 3: where the interview was not free, a cohort takes no for unknown") {
    const cohort rules{small("official")};
    const std::vector<std::int8_t> said{0, 0, 0, 1}, told{1, 0, -1, 0}, no(4, 0);
    const cohort_result result = assess_cohort(bound(
        rules, 4,
        {column("a", value_type::int8, said), column("told_may_refuse", value_type::int8, told),
         column("b", value_type::int8, no)}));
    CHECK(result.status(0, 0) == finding_status::not_shown);
    CHECK(result.status(0, 1) == finding_status::open);
    CHECK(result.status(0, 2) == finding_status::open);
    CHECK(result.status(0, 3) == finding_status::indicated);
    CHECK(result.high[0] == std::vector<std::int64_t>{250'000, 1'750'000, 1'750'000, 1'750'000});
}

TEST_CASE("a cohort has no column for an offence, and what is asked wrongly is refused") {
    const cohort rules{shipped("pakistan")};
    std::size_t offences = 0;
    for (const finding_definition* f : rules.catalogue_used().findings())
        offences += f->kind == finding_kind::offence;
    CHECK(offences > 0);
    CHECK(rules.findings().size() + offences == rules.catalogue_used().findings().size());

    const cohort_table table = bound(rules, 1000, {});
    cohort_memory own{rules}, other{cohort{shipped("palermo")}};
    CHECK_THROWS_AS(run(table, 0, 1001, {}, own), std::out_of_range);
    CHECK_THROWS_AS(run(table, 100, 900, {}, own), std::invalid_argument);
    CHECK_THROWS_AS(run(table, 0, 600, {}, own), std::invalid_argument);
    CHECK_THROWS_AS(run(table, 0, 512, {}, other), std::invalid_argument);
    std::vector<std::uint8_t*> few(1, nullptr);
    CHECK_THROWS_AS(run(table, 0, 512, {few, {}, {}, {}, {}, nullptr}, own), std::invalid_argument);
    CHECK_THROWS_AS(table.answers_of(1000), std::out_of_range);
    CHECK(run(table, 512, 488, {}, own).count == 0);
    CHECK(assess_cohort(bound(rules, 0, {})).refused.empty());
}

TEST_CASE("a million persons over a thousand catalogues", "[.million]") {
    // scripts/cohort_million: too long for every run
    for (std::uint64_t seed = 1'000'000; seed < 1'001'000; ++seed) {
        CAPTURE(seed);
        dice d{seed};
        const cohort rules{random_catalogue(d, seed % 2 == 0)};
        const std::vector<answers> persons = random_persons(d, rules.catalogue_used(), 1000);
        column_maker columns{d};
        const cohort_table table = bound(rules, persons.size(), columns.make_all(persons));
        REQUIRE(difference(rules, persons, assess_cohort(table)) == "");
        const std::string one = bytes_of(table, kernel_level::portable, 512);
        for (const kernel_level level : levels()) REQUIRE(bytes_of(table, level, 1 << 20) == one);
    }
}
