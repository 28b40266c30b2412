// SPDX-License-Identifier: Apache-2.0

// Compiled rules, made by hand, against every completion of what is unknown.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "catch.hpp"
#include "pehchan/program.hpp"

using namespace pehchan;

namespace {

/// Three yes/no indicators, one literal "yes" each, and every kind of operation over them.
program three_signs() {
    program out;
    out.all_classes = {3, 3, 3};
    out.cuts.resize(3);
    out.literals = {{0, 2}, {1, 2}, {2, 2}};
    out.literals_of = {0, 1, 2, 3};
    out.masks = {{0, 0b011}, {0, 0b101}, {0, 0b111}};
    out.weights = {{0, 5}, {1, 2}, {2, 1}};
    out.operations = {{operation_kind::all, 0, 1, 0, none_index},
                      {operation_kind::any, 1, 1, 0, none_index},
                      {operation_kind::count, 2, 1, 2, none_index},
                      {operation_kind::weighted, 0, 3, 3, none_index},
                      {operation_kind::sum, 0, 3, 0, none_index}};
    out.blank_low = {0};
    out.blank_high = {0b111};
    return out;
}
constexpr std::uint32_t sum_of_three = 4;
const std::vector<std::uint32_t> all_of_them{0, 1, 2, 3, 4};

std::array<bool, 4> plainly(bool a, bool b, bool c) {
    return {a && b, a || c, a + b + c >= 2, 5 * a + 2 * b + 1 * c >= 3};
}

}  // namespace

TEST_CASE("the bounds of every operation are those over all completions") {
    const program rules = three_signs();
    evaluation work{rules};
    for (int state = 0; state < 27; ++state) {  // each sign: 0 no, 1 unknown, 2 yes
        CAPTURE(state);
        const std::array<int, 3> known{state % 3, state / 3 % 3, state / 9};
        for (std::uint32_t sign = 0; sign < 3; ++sign) {
            put_bit(work.low(), sign, known[sign] == 2);
            put_bit(work.high(), sign, known[sign] != 0);
        }
        run(rules, all_of_them, work);
        std::array<bool, 4> always{true, true, true, true}, ever{};
        std::int64_t least = 8, most = 0;
        for (int person = 0; person < 8; ++person) {
            const std::array<int, 3> has{person & 1, person >> 1 & 1, person >> 2};
            bool fits = true;
            for (std::size_t sign = 0; sign < 3; ++sign)
                fits = fits && (known[sign] == 1 || known[sign] == 2 * has[sign]);
            if (!fits) continue;
            const std::array<bool, 4> holds = plainly(has[0] != 0, has[1] != 0, has[2] != 0);
            for (std::size_t op = 0; op < 4; ++op) {
                always[op] = always[op] && holds[op];
                ever[op] = ever[op] || holds[op];
            }
            const std::int64_t sum = 5 * has[0] + 2 * has[1] + has[2];
            least = sum < least ? sum : least;
            most = sum > most ? sum : most;
        }
        for (std::uint32_t op = 0; op < 4; ++op) {
            CAPTURE(op);
            CHECK(work.certain(3 + op) == always[op]);
            CHECK(work.may_hold(3 + op) == ever[op]);
        }
        CHECK(sum_bounds(rules, sum_of_three, work) == bounds{least, most});
    }
}

TEST_CASE("where yes and no of one indicator both serve, a split says that one of them holds") {
    program rules;
    rules.all_classes = {3};
    rules.cuts.resize(1);
    rules.literals = {{0, 1}, {0, 2}};
    rules.literals_of = {0, 2};
    rules.masks = {{0, 0b11}};
    rules.operations = {{operation_kind::any, 0, 1, 0, none_index},
                        {operation_kind::any, 0, 1, 1, 0}};
    rules.case_splits = {{{}, {{{{0, {1, 2}, {0, 1}}}, {}, {{0, 1}, {1, 1}}}}}};
    rules.case_split_depth = 1;
    evaluation work{rules};
    put_bit(work.low(), 0, false);
    put_bit(work.low(), 1, false);
    put_bit(work.high(), 0, true);
    put_bit(work.high(), 1, true);
    const std::vector<std::uint32_t> both{0, 1};
    run(rules, both, work);
    CHECK_FALSE(work.certain(2));  // without the split nobody sees that there is no third way
    CHECK(work.certain(3));
    CHECK(work.may_hold(3));
    CHECK(work.possible()[0] == 3);  // what was tried is put back
}

TEST_CASE("a number falls into the cell between its cut points, the lower one included") {
    program rules;
    rules.cuts = {{}, {18, 60}};
    CHECK(rules.class_of(0, 7) == 0);
    CHECK(rules.class_of(1, 17) == 0);
    CHECK(rules.class_of(1, 18) == 1);
    CHECK(rules.class_of(1, 59) == 1);
    CHECK(rules.class_of(1, 60) == 2);
    CHECK(rules.class_of(1, -1) == 0);
}

TEST_CASE("a bit is put and tested in its word, and no other changes") {
    std::vector<plane_word> plane(3, 0);
    for (const std::uint32_t bit : {0u, 63u, 64u, 127u, 191u}) {
        put_bit(plane, bit, true);
        for (std::uint32_t other = 0; other < 192; ++other)
            CHECK(test_bit(plane, other) == (other == bit));
        put_bit(plane, bit, false);
        CHECK(plane == std::vector<plane_word>(3, 0));
    }
}

TEST_CASE("literals come first, then operations, in as many words as they need") {
    program rules = three_signs();
    CHECK(rules.bits() == 8);
    CHECK(rules.words() == 1);
    CHECK(rules.literal_words() == 1);
    CHECK(rules.is_literal(2));
    CHECK_FALSE(rules.is_literal(3));
    rules.literals.resize(64);
    CHECK(rules.literal_words() == 1);
    CHECK(rules.words() == 2);
}
