// SPDX-License-Identifier: Apache-2.0

// What somebody means who types an answer.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

const catalogue& words() { return shipped("words"); }

std::vector<std::string> spellings(const text& of) {
    std::vector<std::string> out;
    for (const translation& t : of.translations) {
        std::string_view left = t.words;
        for (std::size_t bar = 0; bar != std::string_view::npos;) {
            bar = left.find('|');
            out.push_back(folded(left.substr(0, bar)));
            if (bar != std::string_view::npos) left.remove_prefix(bar + 1);
        }
    }
    return out;
}

}  // namespace

TEST_CASE("the same word has the same folded form from every keyboard") {
    const std::vector<std::vector<std::string_view>> same{
        {"yes", "YES", "  Yes ",
         "y\xE2\x80\x8E"
         "es",
         "\xE2\x80\xAByes\xE2\x80\xAC", "ｙｅｓ"},
        {"ہاں", "هاں", "ھاں", "ہَاں", "\xE2\x80\x8Fہاں", "ہا\xE2\x80\x8Cں", "ﮨﺎں"},
        {"نہیں", "نهيں", "نہیں\xE2\x80\x8F", "نہـیں", "نَہِیں"},
        {"کیا", "كيا", "ڪیا"},
        {"résumé", "RESUME", "re\xCC\x81sume\xCC\x81"},
        {"a b", " a   b ",
         "a\xC2\xA0"
         "b",
         "a\tb"},
        {"য়", "য়"},
    };
    for (const auto& group : same)
        for (const std::string_view word : group) CHECK(folded(word) == folded(group.front()));
    CHECK(folded("yes") != folded("no"));
    CHECK(folded("ہاں") != folded("نہیں"));
    CHECK(folded("نہیں") != folded("نہ"));
    CHECK(folded("") == "");
    CHECK(folded(" \xE2\x80\x8E ") == "");
    CHECK(folded("a\xFF\xC3") == "a");  // malformed bytes are left out
}

TEST_CASE("folding twice changes nothing more") {
    std::string text;
    for (std::uint32_t code = 1; code < 0x11000; ++code) {
        if (code >= 0xD800 && code < 0xE000) continue;
        std::string one;
        if (code < 0x80) one += static_cast<char>(code);
        else if (code < 0x800) {
            one += static_cast<char>(0xC0 | (code >> 6));
            one += static_cast<char>(0x80 | (code & 0x3F));
        } else if (code < 0x10000) {
            one += static_cast<char>(0xE0 | (code >> 12));
            one += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
            one += static_cast<char>(0x80 | (code & 0x3F));
        } else {
            one += static_cast<char>(0xF0 | (code >> 18));
            one += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
            one += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
            one += static_cast<char>(0x80 | (code & 0x3F));
        }
        const std::string once = folded(one);
        if (folded(once) != once) {
            INFO(code);
            CHECK(folded(once) == once);
        }
    }
}

TEST_CASE("numbers are read in the digits of every script, and nothing else is a number") {
    for (const std::string_view seventeen :
         {"17", "۱۷", "١٧", "১৭", "१७", "၁၇", "１７", " 17 ", "\xE2\x80\x8F۱۷"})
        CHECK(typed_number(seventeen) == 17);
    CHECK(typed_number("-3") == -3);
    CHECK(typed_number("−۳") == -3);
    for (const std::string_view none : {"", "x", "1x", "1.5", "1 7", "--1", "99999999999999999999"})
        CHECK(typed_number(none) == std::nullopt);
}

TEST_CASE("yes, no, unknown and declined are understood in every language that ships") {
    const std::map<std::string_view, typed_answer> meanings{
        {"typed.yes", typed_answer::yes},
        {"typed.no", typed_answer::no},
        {"typed.unknown", typed_answer::unknown},
        {"typed.declined", typed_answer::declined}};
    for (const auto& [id, meaning] : meanings) {
        const text* said = words().find_text(id);
        REQUIRE(said);
        for (const std::string& spelling : spellings(*said))
            CHECK(read_typed_answer(words(), spelling) == meaning);
    }
    CHECK(read_typed_answer(words(), "هاں") == typed_answer::yes);  // an Arabic keyboard's heh
    CHECK(read_typed_answer(words(), "NO") == typed_answer::no);
    for (const std::string_view none : {"", "maybe", "yes no", "ye", "|", "y | yes"})
        CHECK(read_typed_answer(words(), none) == typed_answer::none);
}

TEST_CASE("no spelling has two meanings, in any language that ships") {
    std::map<std::string, std::string> seen;
    for (const page_text& each : words().document().texts) {
        if (!each.id.starts_with("typed.")) continue;
        for (const std::string& spelling : spellings(each.words)) {
            REQUIRE(!spelling.empty());
            const auto [at, added] = seen.emplace(spelling, each.id);
            INFO(spelling);
            CHECK(at->second == each.id);
        }
    }
    CHECK(seen.size() > 20);
}

TEST_CASE("a spelling that a host's language gives to yes and to no is understood as neither") {
    const catalogue both = *with_texts(
        words(), R"({"language": "xx", "texts": {"words/texts/typed.yes/text": {"text": "zu"},
                     "words/texts/typed.no/text": {"text": "zu | zo"}}})");
    CHECK(read_typed_answer(both, "zu") == typed_answer::none);
    CHECK(read_typed_answer(both, "zo") == typed_answer::no);
    CHECK(read_typed_answer(words(), "zo") == typed_answer::none);
}

TEST_CASE("an option is understood by its id and by its label in any language") {
    const catalogue& pakistan = shipped("pakistan");
    for (const indicator* about : pakistan.indicators()) {
        if (about->type != indicator_type::choice) continue;
        for (const choice_option& option : about->options) {
            INFO(about->id << " " << option.id);
            CHECK(typed_option(*about, option.id) == &option);
            for (const translation& label : option.label.translations)
                CHECK(typed_option(*about, label.words) == &option);
        }
        CHECK(typed_option(*about, "no such option") == nullptr);
        CHECK(typed_option(*about, "") == nullptr);
    }
}

TEST_CASE("a typed value is what a case says: no word for a number, no yes for a choice") {
    const catalogue& pakistan = shipped("pakistan");
    const indicator& yes_no = *pakistan.find_indicator("believed_under_18");
    const indicator& choice = *pakistan.find_indicator("province");
    const indicator& number = *pakistan.find_indicator("age_now_years");
    CHECK(typed_value(words(), yes_no, "جی") == "yes");
    CHECK(typed_value(words(), yes_no, "n") == "no");
    CHECK(typed_value(words(), yes_no, "17") == std::nullopt);
    CHECK(typed_value(words(), choice, "Punjab") == "punjab");
    CHECK(typed_value(words(), choice, "yes") == std::nullopt);
    CHECK(typed_value(words(), choice, "d") == "unknown");
    CHECK(typed_value(words(), number, "۱۷") == "17");
    CHECK(typed_value(words(), number, "yes") == std::nullopt);
    CHECK(typed_value(words(), number, "r") == "declined");
}
