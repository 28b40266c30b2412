// SPDX-License-Identifier: Apache-2.0

// Which columns of a cohort the children of an Arrow struct are. Whole streams: arrow_test.cpp.

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "pehchan/arrow_columns.hpp"
#include "support/arrow_tables.hpp"
#include "support/small_catalogue.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

catalogue two_signs() {
    small_catalogue of;
    of.setting = "survey";
    of.indicators = {yes_no_json("a", "harm"), yes_no_json("b", "harm")};
    return loaded(of);
}

arrow_piece column(std::string name, std::string format, std::vector<int> values) {
    arrow_piece out;
    out.format = std::move(format);
    out.name = std::move(name);
    out.buffers.resize(2);
    out.absent = {true, false};
    for (const int v : values) append(out.buffers[1], static_cast<std::int8_t>(v));
    out.length = static_cast<std::int64_t>(values.size());
    out.nulls = 0;
    return out;
}
arrow_piece batch(std::vector<arrow_piece> columns, std::int64_t length) {
    arrow_piece out;
    out.format = "+s";
    out.buffers.resize(1);
    out.absent = {true};
    out.length = length;
    out.nulls = 0;
    out.children = std::move(columns);
    return out;
}

std::vector<std::string> problems(const std::vector<issue>& issues) {
    std::vector<std::string> out;
    for (const issue& one : issues) out.push_back(one.code + " " + one.pointer);
    return out;
}

}  // namespace

TEST_CASE("a format of Arrow is read as its type, and any other as none") {
    CHECK(type_of("n").form == arrow_form::nothing);
    CHECK(type_of("b").form == arrow_form::boolean);
    for (const auto& [format, type] :
         std::vector<std::pair<std::string_view, value_type>>{{"c", value_type::int8},
                                                              {"s", value_type::int16},
                                                              {"i", value_type::int32},
                                                              {"l", value_type::int64},
                                                              {"C", value_type::uint8},
                                                              {"S", value_type::uint16},
                                                              {"I", value_type::uint32},
                                                              {"L", value_type::uint64}}) {
        CAPTURE(format);
        CHECK(type_of(format).form == arrow_form::integer);
        CHECK(type_of(format).type == type);
    }
    CHECK(type_of("f").type == value_type::float32);
    CHECK(type_of("g").type == value_type::float64);
    CHECK(is_text(type_of("u").form));
    CHECK(is_text(type_of("U").form));
    CHECK(is_text(type_of("vu").form));
    CHECK_FALSE(is_text(type_of("z").form));  // bytes are no words
    for (const std::string_view format : {"", "z", "e", "+s", "d:18,6", "cc", "tdD"}) {
        CAPTURE(format);
        CHECK(type_of(format).form == arrow_form::other);
    }
}

TEST_CASE("a word that its array cannot reach is none") {
    const std::array<std::int32_t, 4> ends{0, 3, 3, 2};
    const std::array<const void*, 3> buffers{nullptr, ends.data(), "yes"};
    ArrowArray of{};
    of.length = 3;
    of.n_buffers = 3;
    std::array<const void*, 3> pointers = buffers;
    of.buffers = pointers.data();
    const arrow_words words{of, arrow_form::text32};
    CHECK(words.at(0) == std::string_view{"yes"});
    CHECK(words.at(1) == std::string_view{});
    CHECK_FALSE(words.at(2));  // it ends before it begins
    pointers[2] = nullptr;
    CHECK_FALSE(words.at(0));
    CHECK(words.at(1) == std::string_view{});
}

TEST_CASE("a schema's columns are those of indicators and the case; every other is an issue") {
    const arrow_piece like =
        batch({column("b", "c", {}), column("case", "u", {}), column("a", "c", {}),
               column("x/y", "c", {}), column("a", "c", {})},
              0);
    ArrowSchema schema = schema_of(like);
    arrow_reader reader{two_signs()};
    std::uint32_t case_at = 7;
    CHECK(problems(reader.read(schema, false, case_at)) ==
          std::vector<std::string>{"unknown_indicator /x~1y", "duplicate_key /a"});
    CHECK(case_at == 1);
    CHECK(problems(reader.read(schema, true, case_at)) ==
          std::vector<std::string>{"duplicate_key /a"});
    release(schema);

    ArrowSchema no_struct = schema_of(column("a", "c", {}));
    CHECK(problems(reader.read(no_struct, false, case_at)) ==
          std::vector<std::string>{"wrong_type "});
    CHECK(case_at == none_index);
    release(no_struct);
    CHECK(arrow_alive() == 0);
}

TEST_CASE(
    "the columns of some rows of a batch begin at the first of them, where their values lie") {
    const arrow_piece like =
        batch({column("b", "c", {0, 0, 1, 1}), column("a", "c", {1, 0, -1, -2})}, 4);
    ArrowSchema schema = schema_of(like);
    ArrowArray rows = array_of(like);
    arrow_reader reader{two_signs()};
    std::uint32_t case_at = 0;
    REQUIRE(reader.read(schema, false, case_at).empty());
    REQUIRE(reader.check(rows, case_at).empty());
    std::vector<issue> issues;
    const auto columns = reader.columns(rows, 1, 3, issues);
    CHECK(issues.empty());
    REQUIRE(columns.size() == 2);
    CHECK(columns[0].id == "b");
    CHECK(columns[1].id == "a");
    CHECK(columns[1].values == rows.children[1]->buffers[1]);  // nothing is copied
    CHECK(value_at(columns[0], 1).number == 1);
    CHECK(value_at(columns[1], 0).number == 0);
    CHECK(value_at(columns[1], 2).number == -2);

    rows.children[0]->length = 3;
    CHECK(problems(reader.check(rows, case_at)) == std::vector<std::string>{"bad_array /b"});
    rows.children[0]->length = 4;
    rows.n_children = 1;
    CHECK(problems(reader.check(rows, case_at)) == std::vector<std::string>{"bad_array "});
    rows.n_children = 2;
    release(rows);
    release(schema);
    CHECK(arrow_alive() == 0);
}

TEST_CASE("millionths become decimals of 16 bytes, negative ones too") {
    std::array<std::int64_t, 6> numbers{1'500'000, -2, 0};
    spread_decimals(numbers.data(), 3);
    const auto half = [&](std::size_t value, bool high) {
        const bool little = std::endian::native == std::endian::little;
        return numbers[2 * value + (high == little ? 1 : 0)];
    };
    CHECK(half(0, false) == 1'500'000);
    CHECK(half(0, true) == 0);
    CHECK(half(1, false) == -2);
    CHECK(half(1, true) == -1);  // the sign goes on
    CHECK(half(2, false) == 0);
    CHECK(half(2, true) == 0);
}

TEST_CASE("the column of issues names what is wrong with a row, and is null for the others") {
    const std::vector<issue> listed{{"unknown_value", "/a/101", 0, 0, ""},
                                    {"not_whole", "/b/101", 0, 0, ""}};
    const std::uint8_t refused = 0b1010;  // rows 101 and 103 of those from 100 on
    const arrow_ptr<ArrowArray> made = issue_column(listed, &refused, 4, 100);
    CHECK(made->length == 4);
    CHECK(made->null_count == 2);
    const arrow_words words{*made, arrow_form::text32};
    CHECK(words.at(1) == std::string_view{"unknown_value at a; not_whole at b"});
    CHECK(words.at(3) == std::string_view{"too_many_issues"});  // refused, and not listed
    const auto* valid = static_cast<const std::uint8_t*>(made->buffers[0]);
    for (std::size_t row = 0; row < 4; ++row) CHECK(bit_at(valid, row) == (row % 2 == 1));
}
