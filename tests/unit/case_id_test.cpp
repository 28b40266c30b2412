// SPDX-License-Identifier: Apache-2.0

// What a case may be called, at every door of C++ and JSON.

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "pehchan/case_id.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

/// JSON text of any string.
std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20)
            out.append("\\u00").append(
                {"0123456789abcdef"[byte >> 4], "0123456789abcdef"[byte & 15]});
        else if (c == '"' || c == '\\') out.append("\\").push_back(c);
        else out.push_back(c);
    }
    return out + "\"";
}

const std::vector<std::string> refused{"",
                                       " ",
                                       "A 17",
                                       "A-17\n",
                                       "a/b",
                                       "../x\\y",
                                       "=HYPERLINK(1)",
                                       "<b>A</b>",
                                       "\x1b[2J",
                                       std::string("a\0b", 3),
                                       "\xC2\x9B",
                                       "\u202E17",
                                       "\u0085",
                                       "\uFEFF",
                                       "\u06A9\u06CC\u0633",
                                       "caf\u00E9",
                                       "\u0410-17",
                                       std::string(65, 'x'),
                                       std::string(300, 'x')};
const std::vector<std::string> taken{
    "A", "A-17", "0", "-1", ".", "Case_17.b", std::string(64, 'x')};

}  // namespace

TEST_CASE(
    "every byte: letters, digits, full stop, underscore and hyphen make an id, nothing else") {
    for (int byte = 0; byte < 256; ++byte) {
        const std::string id(1, static_cast<char>(byte));
        const bool good =
            std::string_view{
                "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                "0123456789._-"}
                .find(id) != std::string_view::npos;
        CHECK(is_case_id(id) == (good && byte != 0));
        CHECK(is_case_id("A" + id + "7") == (good && byte != 0));
    }
    for (const std::string& id : taken) CHECK(is_case_id(id));
    for (const std::string& id : refused) CHECK_FALSE(is_case_id(id));
}

TEST_CASE("what is no case id is refused at every door, in the same words, and never printed") {
    const catalogue& catalogue_used = shipped("pakistan");
    const answers known{catalogue_used};
    const assessment result = assess(catalogue_used, known);
    const presentation how{};
    for (const std::string& id : refused) {
        const std::string text = "{\"case\": " + quoted(id) + ", \"answers\": {}}";
        const auto read = read_case(catalogue_used, text);
        REQUIRE_FALSE(read);
        REQUIRE(read.issues().size() == 1);
        CHECK(read.issues()[0].code == "bad_case_id");
        CHECK(read.issues()[0].pointer == "/case");
        CHECK(read.issues()[0].message == case_id_rule);
        CHECK(case_id_of(text).empty());
        if (id.size() > 2)
            CHECK(dump(read.issues(), case_id_of(text)).find(id) == std::string::npos);
        if (id.empty()) continue;  // names no case
        CHECK_THROWS_WITH(page(result, shipped("words"), how, id), case_id_rule);
        CHECK_THROWS_WITH(dump(result, shipped("words"), how, id), case_id_rule);
        CHECK_THROWS_WITH(explanation_page(result, {"trafficking"}, shipped("words"), how, id),
                          case_id_rule);
        CHECK_THROWS_WITH(dump_explanation(result, shipped("words"), how, id, {}), case_id_rule);
        CHECK_THROWS_WITH(dump(known, {}, id), case_id_rule);
        CHECK_THROWS_WITH(dump(read.issues(), id), case_id_rule);
        CHECK_THROWS_AS(dump(known, {}, id), std::invalid_argument);
    }
    for (const std::string& id : taken) {
        const auto read =
            read_case(catalogue_used, "{\"case\": " + quoted(id) + ", \"answers\": {}}");
        REQUIRE(read);
        CHECK(read->id == id);
        CHECK(page(result, shipped("words"), how, id).find(id) != std::string::npos);
    }
    CHECK_FALSE(page(result, shipped("words"), how).empty());
}
