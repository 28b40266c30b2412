// SPDX-License-Identifier: Apache-2.0

// A language that a host adds to a shipped catalogue.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "pehchan/detail/each_text.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

language_texts some_texts() {
    return {.language = "xx",
            .direction = text_direction::right_to_left,
            .texts = {{.place = "palermo/findings/trafficking/title", .words = "XX trafficking"},
                      {.place = "indicators/indicators/sex/question",
                       .words = "XX sex?",
                       .status = translation_status::reviewed},
                      {.place = "words/texts/page.within_hours/text", .words = "{n} XX"},
                      {.place = "no_catalogue_here/title", .words = "XX"}},
            .digest = "0123456789abcdef"};
}

std::vector<std::string> codes(const outcome<catalogue>& made) {
    std::vector<std::string> out;
    if (!made.ok())
        for (const issue& each : made.issues()) out.push_back(each.code);
    return out;
}

}  // namespace

TEST_CASE("an added language is spoken, in used catalogues too, and the law stays as it is") {
    const catalogue& pakistan = shipped("pakistan");
    const catalogue spoken = *with_texts(pakistan, some_texts());
    CHECK(spoken.digest() == pakistan.digest());
    CHECK(spoken.version() == pakistan.version());
    CHECK(spoken.proved() == pakistan.proved());
    const auto& languages = spoken.document().languages;
    REQUIRE(languages.back().id == "xx");
    CHECK(languages.back().status == translation_status::draft);
    CHECK(languages.back().direction == text_direction::right_to_left);
    REQUIRE(spoken.document().added_languages.size() == 1);
    CHECK(spoken.document().added_languages.front()->digest == "0123456789abcdef");

    const translation* title = spoken.find_finding("trafficking")->title.find("xx");
    REQUIRE(title);
    CHECK(title->words == "XX trafficking");
    CHECK(title->status == translation_status::draft);
    CHECK(spoken.find_indicator("sex")->question.find("xx")->status ==
          translation_status::reviewed);
    CHECK(spoken.find_finding("trafficking")->title.translations.front().language == "en");
    CHECK(!pakistan.find_finding("trafficking")->title.find("xx"));  // the shipped one is as before
    const catalogue words = page_words(spoken);
    CHECK(words.find_text("page.within_hours")->in("xx") == "{n} XX");
}

TEST_CASE("answers to a catalogue with an added language give the same findings") {
    const catalogue& pakistan = shipped("pakistan");
    const catalogue spoken = *with_texts(pakistan, some_texts());
    answers plain{pakistan}, with{spoken};
    for (answers* each : {&plain, &with}) {
        REQUIRE(each->set("made_to_work_by_force_or_menace", "yes") == answer_problem::none);
        REQUIRE(each->set("believed_under_18", "yes") == answer_problem::none);
    }
    CHECK(page(assess(pakistan, plain), shipped("words")) ==
          page(assess(spoken, with), page_words(spoken)));
}

TEST_CASE("what nobody has translated is in the source language, and printed with its code") {
    const catalogue spoken = *with_texts(shipped("pakistan"), some_texts());
    const text& title = spoken.find_finding("trafficking")->title;
    const text& other = spoken.find_finding("forced_labour")->title;
    const presentation official{view_kind::official, "xx", false};
    CHECK(printed_words(title, official) == "XX trafficking");
    CHECK(printed_words(other, official) == "[en] " + std::string(other.in("en")));
    CHECK(words_for(other, official) == other.in("en"));
    // The person gets no drafts, and then no marks either.
    const presentation person{view_kind::person, "xx", false};
    CHECK(printed_words(title, person) == title.in("en"));
    CHECK(printed_words(other, person) == other.in("en"));

    answers known{spoken};
    const std::string line = dump(assess(spoken, known), page_words(spoken), official);
    CHECK(line.find("\"texts\":[{\"language\":\"xx\",\"digest\":\"0123456789abcdef\"}]") !=
          std::string::npos);
    CHECK(line.find("\"untranslated\":") != std::string::npos);
    CHECK(dump(assess(spoken, known), page_words(spoken)).find("untranslated") ==
          std::string::npos);
}

TEST_CASE("a translation that is there already is replaced, the source never") {
    const catalogue& pakistan = shipped("pakistan");
    language_texts own = some_texts();
    const std::string language = pakistan.document().languages.back().id;
    own.language = language;
    const catalogue spoken = *with_texts(pakistan, own);
    CHECK(spoken.document().languages.size() == pakistan.document().languages.size());
    CHECK(spoken.find_finding("trafficking")->title.in(language) == "XX trafficking");
    CHECK(spoken.find_finding("forced_labour")->title.in(language) ==
          pakistan.find_finding("forced_labour")->title.in(language));
    own.language = "en";
    CHECK(codes(with_texts(pakistan, own)).front() == "bad_value");
}

TEST_CASE("texts that fit no catalogue in use, are empty, twice or without {n} are refused") {
    const catalogue& pakistan = shipped("pakistan");
    const auto with = [](added_text more) {
        language_texts out = some_texts();
        out.texts.push_back(std::move(more));
        return out;
    };
    using list = std::vector<std::string>;
    CHECK(codes(with_texts(pakistan, with({.place = "palermo/findings/no_such/title",
                                           .words = "x"}))) == list{"unknown_id"});
    CHECK(codes(with_texts(pakistan, with({.place = "palermo/findings/trafficking/title",
                                           .words = "x"}))) == list{"duplicate_id"});
    CHECK(codes(with_texts(pakistan, with({.place = "palermo/findings/forced_labour/title",
                                           .words = ""}))) == list{"empty_text"});
    CHECK(codes(with_texts(shipped("words"), with({.place = "words/texts/page.at_least/text",
                                                   .words = "x"}))) == list{"missing_placeholder"});
}

TEST_CASE("every problem of a JSON text of translations is reported with its place") {
    const auto issues_of = [](std::string_view json) {
        const auto made = with_texts(shipped("pakistan"), json);
        return made.ok() ? std::vector<issue>{} : made.issues();
    };
    const std::vector<issue> two = issues_of(
        "{\"language\": \"xx\",\n \"texts\": {\"palermo/title\": {\"text\": 3},\n"
        "  \"palermo/findings/a/title\": {\"text\": \"a\", \"statuss\": \"draft\"}}}");
    REQUIRE(two.size() == 2);
    CHECK(two[0].code == "wrong_type");
    CHECK(two[0].pointer == "/texts/palermo~1title/text");
    CHECK(two[0].line == 2);
    CHECK(two[1].code == "unknown_key");
    CHECK(two[1].line == 3);
    for (const std::string_view bad :
         {"", "[]", "{}", R"({"language": "xx"})", R"({"language": "XX!", "texts": {}})",
          R"({"language": "xx", "direction": "up", "texts": {}})",
          R"({"language": "xx", "texts": {"palermo/title": {"text": "a", "status": "source"}}})",
          "{\"language\": \"xx\", \"texts\": {\"palermo/title\": {\"text\": \"a\\u001b[2J\"}}}",
          "{\"language\": \"xx\", \"texts\": {\"palermo/title\": {\"text\": \"a\\u202eb\"}}}"})
        CHECK(!issues_of(bad).empty());
    const std::vector<issue> unknown =
        issues_of("{\"language\": \"xx\", \"texts\":\n {\"palermo/no/title\": {\"text\": \"a\"}}}");
    REQUIRE(unknown.size() == 1);
    CHECK(unknown.front().code == "unknown_id");
    CHECK(unknown.front().line == 2);
}

TEST_CASE("wrong translations of page texts are reported with those of the catalogue") {
    const auto made = with_texts(shipped("pakistan"), R"({"language": "xx", "texts": {
        "palermo/no/title": {"text": "a"},
        "words/texts/no_such/text": {"text": "a"},
        "words/texts/page.at_least/text": {"text": "a"}}})");
    REQUIRE(!made.ok());
    std::vector<std::string> found;
    for (const issue& each : made.issues()) found.push_back(each.code + " " + each.pointer);
    std::sort(found.begin(), found.end());
    CHECK(found ==
          std::vector<std::string>{"missing_placeholder /texts/words~1texts~1page.at_least~1text",
                                   "unknown_id /texts/palermo~1no~1title",
                                   "unknown_id /texts/words~1texts~1no_such~1text"});
}

TEST_CASE("every text of a catalogue has a place of its own, by which it can be translated") {
    for (const std::string_view id : builtin_ids()) {
        const catalogue of = *builtin(id);
        language_texts all{.language = "xx",
                           .direction = text_direction::left_to_right,
                           .texts = {},
                           .digest = "d"};
        detail::for_each_text(of.document(), [&](const std::string& place, const text& words) {
            all.texts.push_back(
                {.place = place, .words = "xx " + words.translations.front().words});
        });
        INFO(id);
        REQUIRE(!all.texts.empty());
        const auto made = with_texts(of, all);
        REQUIRE(codes(made).empty());
        std::size_t found = 0;
        detail::for_each_text(made->document(), [&](const std::string&, const text& words) {
            const translation* t = words.find("xx");
            found += t && t->words == "xx " + words.translations.front().words;
        });
        CHECK(found == all.texts.size());
    }
}
