// SPDX-License-Identifier: Apache-2.0

#include "catch.hpp"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "pehchan/arrow_arrays.hpp"
#include "pehchan/arrow_columns.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/arrow_tables.hpp"
#include "support/random_catalogue.hpp"
#include "support/shipped.hpp"
#include "support/small_catalogue.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

catalogue random_catalogue(dice& d, bool official) {
    for (;;) {
        auto made = build(random_catalogue_maker{
            d,
            {4 + d.below(10), 2 + d.below(5), 1 + d.below(3), official,
             d.chance(20)}}.make());
        if (made) return std::move(made).value();
    }
}

/// Results of a stream, child by child, as one text a row; "null" where a value is null.
struct read_results {
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> rows;
    std::string failed;
    std::size_t pieces = 0;
};

std::string value_text(const std::string& format, const ArrowArray& from, std::size_t row) {
    const std::size_t at = static_cast<std::size_t>(from.offset) + row;
    if (from.buffers[0] && !bit_at(static_cast<const std::uint8_t*>(from.buffers[0]), at))
        return "null";
    if (format == "b")
        return bit_at(static_cast<const std::uint8_t*>(from.buffers[1]), at) ? "1" : "0";
    if (format == "c") return std::to_string(static_cast<const std::int8_t*>(from.buffers[1])[at]);
    if (format == "u") return std::string(*arrow_words(from, arrow_form::text32).at(at));
    REQUIRE(format == "d:18,6");
    std::int64_t halves[2];
    std::memcpy(halves, static_cast<const char*>(from.buffers[1]) + 16 * at, 16);
    if constexpr (std::endian::native == std::endian::big) std::swap(halves[0], halves[1]);
    REQUIRE(halves[1] == 0);
    return std::to_string(halves[0]);
}

read_results read_all(ArrowArrayStream& stream) {
    read_results out;
    ArrowSchema schema;
    REQUIRE(stream.get_schema(&stream, &schema) == 0);
    for (std::int64_t c = 0; c < schema.n_children; ++c)
        out.names.emplace_back(schema.children[c]->name);
    for (;;) {
        ArrowArray piece;
        const int code = stream.get_next(&stream, &piece);
        if (code) {
            REQUIRE(code == EINVAL);
            out.failed = stream.get_last_error(&stream);
            break;
        }
        if (!piece.release) break;
        ++out.pieces;
        REQUIRE(piece.n_children == schema.n_children);
        for (std::int64_t row = 0; row < piece.length; ++row) {
            std::vector<std::string>& made = out.rows.emplace_back();
            for (std::int64_t c = 0; c < piece.n_children; ++c) {
                REQUIRE(piece.children[c]->length == piece.length);
                made.push_back(value_text(schema.children[c]->format, *piece.children[c],
                                          static_cast<std::size_t>(row)));
            }
        }
        piece.release(&piece);
    }
    schema.release(&schema);
    stream.release(&stream);
    return out;
}

read_results assessed(const cohort& rules, ArrowArrayStream in, arrow_settings how = {}) {
    ArrowArrayStream out;
    const std::vector<issue> issues = assess_stream(rules, in, out, how);
    CHECK(in.release == nullptr);
    if (!issues.empty()) {
        CHECK(out.release == nullptr);
        return {{}, {}, listed(issues), 0};
    }
    return read_all(out);
}

/// What the results of one person have to be.
std::vector<std::string> expected(quick_assessment& quick, const answers& known,
                                  bool status_columns) {
    quick.assess(known);
    std::vector<std::string> out;
    for (std::size_t f = 0; f < quick.finding_count(); ++f) {
        if (quick.finding(f).kind == finding_kind::offence) continue;
        const finding_status status = quick.status(f);
        if (status_columns) out.push_back(std::to_string(static_cast<int>(status)));
        else
            out.insert(out.end(), {status == finding_status::indicated ? "1" : "0",
                                   status == finding_status::not_shown ? "0" : "1"});
    }
    for (std::size_t s = 0; s < quick.score_count(); ++s)
        for (const std::int64_t bound : {quick.score(s).low, quick.score(s).high})
            out.push_back(std::to_string(bound));
    return out;
}

arrow_piece ints(std::string name, std::vector<int> values) {
    arrow_piece out;
    out.format = "c";
    out.name = std::move(name);
    out.buffers.resize(2);
    out.absent = {true, false};
    for (const int v : values) append(out.buffers[1], static_cast<std::int8_t>(v));
    out.length = static_cast<std::int64_t>(values.size());
    out.nulls = 0;
    return out;
}
arrow_piece table(std::vector<arrow_piece> columns) {
    arrow_piece out;
    out.format = "+s";
    out.buffers.resize(1);
    out.absent = {true};
    out.nulls = 0;
    out.length = columns.empty() ? 0 : columns.front().length;
    out.children = std::move(columns);
    return out;
}

}  // namespace

TEST_CASE("a stream of Arrow batches is assessed as its persons are, one by one") {
    for (std::uint64_t seed = 0; seed < 60 / slowed_down; ++seed) {
        CAPTURE(seed);
        dice d{seed};
        const cohort rules{random_catalogue(d, seed % 2 == 0)};
        const std::size_t indicators = rules.catalogue_used().indicators().size();
        std::vector<std::size_t> kinds;
        for (std::size_t at = 0; at < indicators; ++at) kinds.push_back(d.below(1000));
        std::vector<answers> persons;
        for (std::size_t p = 0; p < 1 + d.below(900); ++p)
            persons.push_back(random_answers(d, rules.catalogue_used(), d.below(indicators + 1)));
        std::vector<arrow_piece> batches;
        for (std::size_t first = 0; first < persons.size();) {
            const std::size_t count = std::min(persons.size() - first, d.below(400));
            batches.push_back(batch_of(d, persons, first, count, kinds));
            first += count;
        }
        const bool status_columns = d.chance(50);
        const read_results got = assessed(rules, stream_of(batches.front(), batches),
                                          {false, status_columns, d.chance(50), 1 + d.below(700)});
        REQUIRE(got.failed == "");
        REQUIRE(got.rows.size() == persons.size());
        quick_assessment quick{rules.catalogue_used()};
        for (std::size_t p = 0; p < persons.size(); ++p) {
            std::vector<std::string> made = got.rows[p];
            if (got.names.back() == "issues") {
                CHECK(made.back() == "null");
                made.pop_back();
            }
            REQUIRE(made == expected(quick, persons[p], status_columns));
        }
        REQUIRE(arrow_alive() == 0);
    }
}

namespace {

/// Yes/no `a` and `b`, choice `c` of "o" and "p", number `n` from 0 to 120; findings "either" (a or
/// b) and an offence; a score of a and n.
const cohort& small() {
    static const cohort made{[] {
        small_catalogue of;
        of.setting = "survey";
        of.indicators = {
            yes_no_json("a", "harm"), yes_no_json("b", "harm"),
            R"({"id": "c", "type": "choice", "nature": "fact", "known_by": "asked", "period": "now", "sensitivity": 1, "label": {"en": "c"}, "question": {"en": "?"}, "options": [{"id": "o", "label": {"en": "o"}}, {"id": "p", "label": {"en": "p"}}], )" +
                stated + "}",
            R"({"id": "n", "type": "number", "nature": "fact", "known_by": "asked", "period": "now", "sensitivity": 1, "label": {"en": "n"}, "question": {"en": "?"}, "min": 0, "max": 120, )" +
                stated + "}"};
        of.findings =
            finding_json("either", "measure", R"({"any": ["a", "b"]})") + ", " +
            finding_json(
                "other", "measure",
                R"({"all": [{"choice": "c", "is": ["p"]}, {"number": "n", "below": 18}]})");
        of.scores =
            R"({"id": "points", "title": {"en": "points"}, "terms": [{"when": "a", "points": "1.5"}, {"when": {"number": "n", "below": 18}, "points": "2"}], )" +
            stated + "}";
        return loaded(of);
    }()};
    return made;
}
read_results assessed_once(arrow_piece batch, arrow_settings how = {}) {
    return assessed(small(), stream_of(batch, {batch}), how);
}

}  // namespace

TEST_CASE(
    "results carry the case, say that they are statistics only, and give scores as decimals") {
    const arrow_piece batch = table(
        {texts("u", {"A-1", "A-2", nullptr}), ints("a", {1, 0, -1}), ints("n", {17, 18, 18})});
    arrow_piece named = batch;
    named.children[0].name = "case";
    const read_results got = assessed_once(named);
    CHECK(got.failed == "");
    CHECK(got.names == std::vector<std::string>{"case", "either.indicated", "either.possible",
                                                "other.indicated", "other.possible", "points.low",
                                                "points.high"});
    CHECK(got.rows ==
          std::vector<std::vector<std::string>>{{"A-1", "1", "1", "0", "1", "3500000", "3500000"},
                                                {"A-2", "0", "1", "0", "0", "0", "0"},
                                                {"null", "0", "1", "0", "0", "0", "1500000"}});

    ArrowArrayStream in = stream_of(named, {named}), out;
    REQUIRE(assess_stream(small(), in, out).empty());
    ArrowSchema schema;
    REQUIRE(out.get_schema(&out, &schema) == 0);
    const char* metadata = schema.metadata;
    REQUIRE(metadata);
    std::vector<std::string> words;
    for (std::int32_t left = 2 * take_number(metadata); left > 0; --left) {
        const std::int32_t size = take_number(metadata);
        words.emplace_back(metadata, static_cast<std::size_t>(size));
        metadata += size;
    }
    CHECK(words == std::vector<std::string>{
                       "pehchan.use", "statistics only; no decision about a person",
                       "pehchan.catalogue", "small", "pehchan.version", "1.0.0", "pehchan.digest",
                       std::string(small().catalogue_used().digest()), "pehchan.proved", "false"});
    schema.release(&schema);
    out.release(&out);
    CHECK(arrow_alive() == 0);
}

TEST_CASE("a piece of the case column outlives the stream, the batch and the other pieces") {
    std::vector<const char*> ids(1500, "A");
    ids[1024] = "B";
    arrow_piece named = texts("U", ids);
    named.name = "case";
    ArrowArrayStream in = stream_of(table({named}), {table({named})}), out;
    REQUIRE(assess_stream(small(), in, out, {false, false, false, 512}).empty());
    ArrowArray pieces[3];
    for (ArrowArray& one : pieces) REQUIRE(out.get_next(&out, &one) == 0);
    out.release(&out);
    pieces[0].release(&pieces[0]);
    ArrowArray ids_of_last = *pieces[2].children[0];  // a child may be moved out
    pieces[2].children[0]->release = nullptr;
    pieces[2].release(&pieces[2]);
    CHECK(pieces[1].length == 512);
    pieces[1].release(&pieces[1]);
    CHECK(*arrow_words(ids_of_last, arrow_form::text64)
               .at(static_cast<std::size_t>(ids_of_last.offset)) == "B");
    CHECK(arrow_alive() > 0);
    ids_of_last.release(&ids_of_last);
    CHECK(arrow_alive() == 0);
}

TEST_CASE(
    "a word that is no case id is an issue of its row, in every type, and is not passed through") {
    const std::vector<const char*> ids{"A-1", "A 2", nullptr,  "=HYPERLINK(1)",
                                       "",    "b_3", "\u202E4"};
    const std::vector<bool> good{true, false, true, false, true, true, false};
    const std::size_t before = 5;
    for (const char* format : {"u", "z", "U", "Z", "vu", "vz", "dictionary"})
        for (const bool keep_going : {false, true}) {
            CAPTURE(format, keep_going);
            arrow_piece named;
            std::vector<const char*> words(before, "before the first");
            words.insert(words.end(), ids.begin(), ids.end());
            if (std::string_view{format} == "dictionary") {
                named.format = "C";
                named.dictionary.push_back(texts("u", words));
                named.buffers.resize(2);
                for (std::size_t w = 0; w < words.size(); ++w) {
                    put_bit(named.buffers[0], w, words[w] != nullptr);
                    named.buffers[1].push_back(static_cast<unsigned char>(words[w] ? w : 250));
                }
            } else {
                const std::string as = format;
                named = texts(as == "z" ? "u" : as == "Z" ? "U" : as == "vz" ? "vu" : as, words);
                named.format = as;
            }
            named.name = "case";
            named.offset = static_cast<std::int64_t>(before);
            named.length = static_cast<std::int64_t>(ids.size());
            named.nulls = -1;
            const arrow_piece batch = table({named, ints("a", {1, 1, 1, 1, 1, 1, 1})});
            ArrowArrayStream in = stream_of(batch, {batch}), out;
            REQUIRE(assess_stream(small(), in, out, {false, false, keep_going}).empty());
            ArrowArray piece;
            const int went = out.get_next(&out, &piece);
            if (!keep_going) {
                REQUIRE(went != 0);
                const std::string said = out.get_last_error(&out);
                for (const char* row : {"/case/1", "/case/3", "/case/6"})
                    CHECK(said.find("bad_case_id at " + std::string(row)) != std::string::npos);
                CHECK(said.find("/case/4") == std::string::npos);
                CHECK(said.find(case_id_rule) != std::string::npos);
                for (const std::string_view id : {"A 2", "HYPERLINK", "\u202E"})
                    CHECK(said.find(id) == std::string::npos);
            } else {
                REQUIRE(went == 0);
                const ArrowArray& column = *piece.children[0];
                const auto* valid = static_cast<const std::uint8_t*>(column.buffers[0]);
                for (std::size_t row = 0; row < ids.size(); ++row) {
                    const bool there = !column.buffers[0] || column.null_count == 0 ||
                                       bit_at(valid, static_cast<std::size_t>(column.offset) + row);
                    CHECK(there == (good[row] && ids[row]));
                }
                const ArrowArray& said = *piece.children[piece.n_children - 1];
                for (std::size_t row = 0; row < ids.size(); ++row) {
                    const bool null =
                        !bit_at(static_cast<const std::uint8_t*>(said.buffers[0]), row);
                    CHECK(null == good[row]);
                    if (!null)
                        CHECK(*arrow_words(said, arrow_form::text32).at(row) ==
                              "bad_case_id at case");
                }
                piece.release(&piece);
            }
            out.release(&out);
        }
    CHECK(arrow_alive() == 0);
}

TEST_CASE("numbers are case ids as they are, and bytes of a fixed width are none") {
    arrow_piece numbers = ints("case", {1, -2});
    const arrow_piece batch = table({numbers, ints("a", {1, 0})});
    CHECK(assessed_once(batch).rows[1][0] == "-2");
    arrow_piece raw = numbers;
    raw.format = "w:1";
    const arrow_piece bytes = table({raw, ints("a", {1, 0})});
    ArrowArrayStream in = stream_of(bytes, {bytes}), out;
    const std::vector<issue> found = assess_stream(small(), in, out);
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == "wrong_type");
    CHECK(found[0].pointer == "/case");
}

TEST_CASE("the schema's problems are listed all at once, with their columns") {
    arrow_piece text = texts("u", {"yes"}), twice = ints("a", {1}), list = ints("b", {1}),
                bits = ints("n", {1});
    text.name = "n";
    list.format = "+l";
    bits.name = "c";
    bits.format = "b";
    const std::string said =
        assessed_once(table({ints("a", {1}), ints("zzz", {1}), text, twice, list, bits})).failed;
    CHECK(said ==
          "unknown_indicator at /zzz: The catalogue has no indicator of this column's name.\n"
          "wrong_type at /n: An indicator of this type cannot be read from such a column.\n"
          "duplicate_key at /a: Another column has the same name.\n"
          "wrong_type at /b: An indicator of this type cannot be read from such a column.\n"
          "wrong_type at /c: An indicator of this type cannot be read from such a column.\n");
    CHECK(assessed_once(table({ints("a", {1}), ints("zzz", {1})}), {true, false, false, 512})
              .failed == "");
    CHECK(assessed_once(ints("a", {1})).failed ==
          "wrong_type at : The stream is not of record batches.\n");
    CHECK(arrow_alive() == 0);
}

TEST_CASE(
    "an unlisted value ends the stream with its column and row, counted over all batches, and is "
    "never a no") {
    const arrow_piece good = table({ints("a", std::vector<int>(600, 0))});
    std::vector<int> values(600, 0);
    values[550] = 2;
    values[551] = -99;
    const arrow_piece bad = table({ints("a", values)});
    const read_results got =
        assessed(small(), stream_of(good, {good, bad, good}), {false, false, false, 512});
    CHECK(got.rows.size() == 600 + 512);
    CHECK(got.failed ==
          "unknown_value at /a/1150: The indicator does not take this answer.\nunknown_value at "
          "/a/1151: The indicator does not take this answer.");
    CHECK(arrow_alive() == 0);
}

TEST_CASE("to keep going gives nulls for the rows that have issues, says which, and goes on") {
    arrow_piece floats;
    floats.format = "g";
    floats.name = "n";
    floats.buffers.resize(2);
    floats.absent = {true, false};
    floats.length = 4;
    floats.nulls = 0;
    for (const double v : {17.5, 17.0, 121.0, 18.0}) append(floats.buffers[1], v);
    arrow_piece words =
        texts("vu", {"yes", "not_applicable", "a word much longer than a view holds", nullptr});
    words.name = "b";
    const read_results got = assessed_once(table({floats, words}), {false, true, true, 512});
    CHECK(got.failed == "");
    CHECK(got.names ==
          std::vector<std::string>{"either", "other", "points.low", "points.high", "issues"});
    CHECK(got.rows == std::vector<std::vector<std::string>>{
                          {"null", "null", "null", "null", "not_whole at n"},
                          {"null", "null", "null", "null", "unknown_value at b"},
                          {"null", "null", "null", "null", "unknown_value at b; out_of_range at n"},
                          {"1", "0", "0", "1500000", "null"}});
}

TEST_CASE("a row that is null as a whole has null results, whatever lies under it") {
    arrow_piece batch = table({ints("a", {1, 99, 0}), ints("b", {0, 0, 0})});
    arrow_piece words = texts("u", {"o", "zzz", "p"});
    words.name = "c";
    batch.children.push_back(words);
    batch.absent = {};
    put_bit(batch.buffers[0], 0, true);
    put_bit(batch.buffers[0], 2, true);
    batch.nulls = 1;
    const read_results got = assessed_once(batch, {false, true, false, 512});
    CHECK(got.failed == "");
    CHECK(got.rows == std::vector<std::vector<std::string>>{{"2", "0", "1500000", "3500000"},
                                                            {"null", "null", "null", "null"},
                                                            {"0", "1", "0", "2000000"}});
}

TEST_CASE("a slice of a slice begins where it says") {
    arrow_piece batch = table({ints("a", {9, 9, 9, 1, 0}), ints("b", {9, 9, 0, 0})});
    batch.offset = 1;
    batch.length = 2;
    batch.children[0].offset = 2;
    batch.children[0].length = 3;
    batch.children[1].offset = 1;
    batch.children[1].length = 3;
    const read_results got = assessed_once(batch, {false, true, false, 512});
    CHECK(got.failed == "");
    CHECK(got.rows.size() == 2);
    CHECK(got.rows.front().front() == "2");
    CHECK(got.rows.back().front() == "0");
}

TEST_CASE("no columns, no rows and no batches are results too") {
    CHECK(assessed(small(), stream_of(table({}), {})).rows.empty());
    CHECK(assessed_once(table({ints("a", {})})).rows.empty());
    arrow_piece bare = table({});
    bare.length = 3;
    CHECK(assessed_once(bare, {false, true, false, 512}).rows ==
          std::vector<std::vector<std::string>>(3, {"1", "1", "0", "3500000"}));
    arrow_piece nothing;
    nothing.format = "n";
    nothing.name = "a";
    nothing.length = 3;
    nothing.nulls = 3;
    CHECK(assessed_once(table({nothing}), {false, true, false, 512}).rows.size() == 3);
}

TEST_CASE("an array that is not what it says is refused before it is followed") {
    const auto said = [](auto&& damage) {
        arrow_piece batch = table({ints("a", {1, 0}), ints("b", {1, 0})});
        arrow_piece words = texts("u", {"o", "p"});
        words.name = "c";
        batch.children.push_back(words);
        const arrow_piece like = batch;
        damage(batch);
        const std::string failed = assessed(small(), stream_of(like, {batch})).failed;
        CHECK(arrow_alive() == 0);
        return failed;
    };
    CHECK(said([](arrow_piece&) {}) == "");
    CHECK(said([](arrow_piece& b) { b.length = -1; }) ==
          "bad_array: The length or offset of a batch is out of range.");
    CHECK(said([](arrow_piece& b) { b.offset = std::int64_t{1} << 62; }) ==
          "bad_array: The length or offset of a batch is out of range.");
    CHECK(said([](arrow_piece& b) { b.children.pop_back(); }) ==
          "bad_array: The number of columns of a batch differs from that of the schema.");
    CHECK(said([](arrow_piece& b) { b.buffers.clear(); }) ==
          "bad_array: A batch's buffers are not those of a struct.");
    CHECK(said([](arrow_piece& b) { b.nulls = 1; }) ==
          "bad_array: A batch's buffers are not those of a struct.");
    CHECK(said([](arrow_piece& b) { b.length = 3; }) ==
          "bad_array at /a: This array is shorter than its batch.\nbad_array at /b: This array is "
          "shorter than its batch.\nbad_array at /c: This array is shorter than its batch.");
    CHECK(said([](arrow_piece& b) { b.children[0].length = -5; }) ==
          "bad_array at /a: The length or offset of this array is out of range.");
    CHECK(said([](arrow_piece& b) { b.children[0].offset = INT64_MAX; }) ==
          "bad_array at /a: The length or offset of this array is out of range.");
    CHECK(said([](arrow_piece& b) { b.children[0].buffers.pop_back(); }) ==
          "bad_array at /a: The number of buffers of this array does not fit its type.");
    CHECK(said([](arrow_piece& b) { b.children[0].absent = {true, true}; }) ==
          "bad_array at /a: This array's values are missing.");
    CHECK(said([](arrow_piece& b) { b.children[0].nulls = 1; }) ==
          "bad_array at /a: This array counts nulls and has no validity bitmap.");
    CHECK(said([](arrow_piece& b) { b.children[0].nulls = 3; }) ==
          "bad_array at /a: This array counts more nulls than it has values.");
    CHECK(said([](arrow_piece& b) { b.children[0].children.push_back(ints("x", {1})); }) ==
          "bad_array at /a: This array has children.");
    CHECK(said([](arrow_piece& b) { b.children[0].dictionary.push_back(texts("u", {"yes"})); }) ==
          "bad_array at /a: This column has a dictionary that its schema does not name.");
    CHECK(said([](arrow_piece& b) { b.children[2].buffers[1][4] = 200; }) ==
          "bad_array at /c: A string of this column lies outside its buffers.");
    CHECK(said([](arrow_piece& b) { b.children[2].absent = {false, false, true}; }) ==
          "bad_array at /c: A string of this column lies outside its buffers.");
}

TEST_CASE("a batch that is longer than a column that nobody reads is refused, too") {
    arrow_piece batch = table({ints("nobody", {1, 0}), ints("case", {1, 0})});
    CHECK(assessed_once(batch, {true, false, false, 512}).rows.size() == 2);
    batch.children[1].length = 1'000'000;
    batch.length = 1'000'000;
    CHECK(assessed_once(batch, {true, false, false, 512}).failed ==
          "bad_array: A batch is longer than one of its columns.");
}

TEST_CASE("a dictionary says what its words mean, and only those in use matter") {
    const auto column = [](std::vector<int> places, std::vector<const char*> words) {
        arrow_piece out = ints("c", places);
        out.dictionary.push_back(texts("u", words));
        return out;
    };
    CHECK(assessed_once(table({column({1, 0, 2}, {"o", "p", "unknown", "zzz"})})).failed == "");
    CHECK(assessed_once(table({column({1, 0, 3}, {"o", "p", "unknown", "zzz"})})).failed ==
          "unknown_value at /c/2: The indicator does not take this answer.");
    CHECK(assessed_once(table({column({0, 7}, {"o", "p"})})).failed ==
          "unknown_value at /c/1: The indicator does not take this answer.");
    CHECK(assessed_once(table({column({-1}, {"o", "p"})})).failed ==
          "unknown_value at /c/0: The indicator does not take this answer.");
    CHECK(assessed_once(table({column({0}, {})})).failed ==
          "unknown_value at /c/0: The indicator does not take this answer.");
}

TEST_CASE("a stream that fails is reported, and stays failed") {
    const arrow_piece batch = table({ints("a", {1})});
    ArrowArrayStream in = stream_of(batch, {batch, batch}, 1), out;
    REQUIRE(assess_stream(small(), in, out).empty());
    ArrowArray piece;
    REQUIRE(out.get_next(&out, &piece) == 0);
    piece.release(&piece);
    for (int again = 0; again < 2; ++again) {
        CHECK(out.get_next(&out, &piece) == EINVAL);
        CHECK(piece.release == nullptr);
        CHECK(std::string(out.get_last_error(&out)) ==
              "stream_failed: The stream of answers failed with error 5.");
    }
    out.release(&out);
    ArrowArrayStream none{};
    CHECK(assess_stream(small(), none, out).front().code == "stream_failed");
    CHECK(arrow_alive() == 0);
}
