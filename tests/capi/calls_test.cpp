// SPDX-License-Identifier: Apache-2.0

// The C interface gives what the C++ library gives, and says what was wrong.

#include <cstdint>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "catch.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.h"
#include "pehchan/pehchan.hpp"
#include "support/shipped.hpp"

namespace {

using pehchan_tests::shipped;

template <class Handle, void (*Free)(Handle*)>
struct freed_by {
    void operator()(Handle* given) const { Free(given); }
};
using catalogue_handle =
    std::unique_ptr<pehchan_catalogue, freed_by<pehchan_catalogue, pehchan_catalogue_free>>;
using answers_handle =
    std::unique_ptr<pehchan_answers, freed_by<pehchan_answers, pehchan_answers_free>>;
using assessment_handle =
    std::unique_ptr<pehchan_assessment, freed_by<pehchan_assessment, pehchan_assessment_free>>;
using interview_handle =
    std::unique_ptr<pehchan_interview, freed_by<pehchan_interview, pehchan_interview_free>>;
using evaluator_handle =
    std::unique_ptr<pehchan_evaluator, freed_by<pehchan_evaluator, pehchan_evaluator_free>>;
using questions_handle =
    std::unique_ptr<pehchan_questions, freed_by<pehchan_questions, pehchan_questions_free>>;
using error_handle = std::unique_ptr<pehchan_error, freed_by<pehchan_error, pehchan_error_free>>;

catalogue_handle builtin(const char* id) {
    pehchan_catalogue* made = nullptr;
    REQUIRE(pehchan_catalogue_builtin(id, &made, nullptr) == PEHCHAN_OK);
    return catalogue_handle{made};
}
answers_handle parsed(const catalogue_handle& of, const std::string& line) {
    pehchan_answers* made = nullptr;
    REQUIRE(pehchan_answers_parse(of.get(), nullptr, line.data(), line.size(), &made, nullptr) ==
            PEHCHAN_OK);
    return answers_handle{made};
}
answers_handle blank(const catalogue_handle& of) {
    pehchan_answers* made = nullptr;
    REQUIRE(pehchan_answers_new(of.get(), &made, nullptr) == PEHCHAN_OK);
    return answers_handle{made};
}
assessment_handle assessed(const catalogue_handle& of, const answers_handle& known,
                           std::int32_t view = PEHCHAN_VIEW_OFFICIAL) {
    pehchan_assessment* made = nullptr;
    REQUIRE(pehchan_assess(of.get(), known.get(), view, &made, nullptr) == PEHCHAN_OK);
    return assessment_handle{made};
}
std::string taken(pehchan_text* made) {
    std::string out(pehchan_text_data(made), static_cast<std::size_t>(pehchan_text_size(made)));
    pehchan_text_free(made);
    return out;
}
std::string json_of(const assessment_handle& of, const char* language, std::uint32_t flags = 0) {
    pehchan_text* made = nullptr;
    REQUIRE(pehchan_assessment_json(of.get(), language, flags, &made, nullptr) == PEHCHAN_OK);
    return taken(made);
}
std::vector<std::string> example_cases() {
    std::vector<std::string> out;
    for (const char* name : {"vignettes", "constructed"}) {
        std::ifstream in(std::string(PEHCHAN_SOURCE_DIR "/examples/") + name + ".jsonl");
        for (std::string line; std::getline(in, line);) out.push_back(line);
    }
    REQUIRE(out.size() > 30);
    return out;
}
/// Fails, and gives the status and the first issue's code.
template <class Call>
std::string failure_of(Call call) {
    pehchan_error* made = nullptr;
    const std::int32_t status = call(&made);
    const error_handle error{made};
    if (status == PEHCHAN_OK) return "ok";
    CHECK(pehchan_error_status(error.get()) == status);
    std::string out = pehchan_status_name(status);
    if (pehchan_error_issue_count(error.get()) > 0)
        out += std::string(" ") + pehchan_error_issue_code(error.get(), 0);
    return out;
}

}  // namespace

TEST_CASE(
    "every shared case has the same assessments, pages, explanations and contrasts through the C "
    "interface as in C++, in all views and both languages") {
    const catalogue_handle of = builtin("pakistan");
    const pehchan::catalogue& cpp = shipped("pakistan");
    const pehchan::catalogue& words = shipped("words");
    for (const std::string& line : example_cases()) {
        const answers_handle known = parsed(of, line);
        const auto person = pehchan::read_case(cpp, line);
        REQUIRE(person.ok());
        const pehchan::assessment result = pehchan::assess(cpp, person->known);
        for (std::int32_t view = 0; view < pehchan_view_count(); ++view) {
            const assessment_handle made = assessed(of, known, view);
            const pehchan::presentation reader{
                pehchan_tests::all_views[static_cast<std::size_t>(view)]};
            const pehchan::assessment seen = pehchan::seen_in(result, reader);
            pehchan::additions added;
            added.would_indicate = pehchan::would_indicate_all(seen, seen.known);
            added.ask_next = pehchan::question_finder{cpp}.find(
                seen.known, pehchan::asked_for(seen, pehchan::asked_in(cpp, person->named), reader),
                {true, false, {}, nullptr, 5});
            for (const char* language : {"en", "ur"}) {
                const pehchan::presentation how{
                    pehchan_tests::all_views[static_cast<std::size_t>(view)], language, false};
                CHECK(json_of(made, language) == pehchan::dump(result, words, how, person->id));
                CHECK(json_of(made, language, PEHCHAN_FLAG_EXPLAIN | PEHCHAN_FLAG_NEXT) ==
                      pehchan::dump(result, words, how, person->id, added));
                pehchan_text* page = nullptr;
                REQUIRE(pehchan_assessment_page(made.get(), language, 0, &page, nullptr) ==
                        PEHCHAN_OK);
                CHECK(taken(page) == pehchan::page(result, words, how, person->id));
                pehchan_text* at_once = nullptr;
                REQUIRE(pehchan_screen(of.get(), nullptr, line.data(), line.size(), language, view,
                                       0, &at_once, nullptr) == PEHCHAN_OK);
                CHECK(taken(at_once) == pehchan::dump(result, words, how, person->id));
            }
        }
        const assessment_handle made = assessed(of, known);
        const pehchan::presentation how{};
        pehchan_text* two = nullptr;
        REQUIRE(pehchan_assessment_contrast(made.get(), "trafficking", "smuggled_migrant", "en", 0,
                                            &two, nullptr) == PEHCHAN_OK);
        CHECK(taken(two) ==
              pehchan::dump(
                  result, pehchan::contrast(cpp, person->known, "trafficking", "smuggled_migrant"),
                  words, how, person->id));
        pehchan_text* why = nullptr;
        REQUIRE(pehchan_assessment_explain(made.get(), "trafficking", "en", 0, &why, nullptr) ==
                PEHCHAN_OK);
        CHECK(taken(why).find("\"id\":\"trafficking\"") != std::string::npos);
    }
}

TEST_CASE("a page is made whole, in parts, as a card and as HTML, and of one part at a time") {
    const catalogue_handle of = builtin("pakistan");
    const answers_handle known = parsed(of, example_cases().front());
    const assessment_handle made = assessed(of, known);
    const auto page = [&](std::uint32_t flags) {
        pehchan_text* text = nullptr;
        REQUIRE(pehchan_assessment_page(made.get(), "en", flags, &text, nullptr) == PEHCHAN_OK);
        return taken(text);
    };
    const std::string first = page(PEHCHAN_FLAG_FIRST_PAGE),
                      second = page(PEHCHAN_FLAG_SECOND_PAGE), card = page(PEHCHAN_FLAG_CARD),
                      html = page(PEHCHAN_FLAG_HTML);
    CHECK(page(0).starts_with(first));
    CHECK(page(0).size() > first.size());
    CHECK(second.find("pakistan") == std::string::npos);
    CHECK(card.size() < first.size());
    CHECK(html.starts_with("<!DOCTYPE html>"));
    pehchan_text* text = nullptr;
    CHECK(pehchan_assessment_page(made.get(), "en", PEHCHAN_FLAG_FIRST_PAGE | PEHCHAN_FLAG_CARD,
                                  &text, nullptr) == PEHCHAN_STATUS_BAD_ARGUMENT);
    CHECK(pehchan_assessment_json(made.get(), "en", PEHCHAN_FLAG_HTML, &text, nullptr) ==
          PEHCHAN_STATUS_BAD_ARGUMENT);
}

TEST_CASE("an investigator of an agency that nobody named sees more with the adult's consent") {
    const catalogue_handle of = builtin("pakistan");
    const std::string line =
        R"({"case": "A-1", "answers": {"age_now_years": 30, "made_to_work_by_force_or_menace": "yes", )"
        R"("consents_to_offence_view": "yes", "official_involved_fia": "yes"}})";
    const answers_handle known = parsed(of, line);
    const auto safeguards = [&](const char* agency) {
        pehchan_assessment* out = nullptr;
        REQUIRE(pehchan_assess_for_agency(of.get(), known.get(), PEHCHAN_VIEW_INVESTIGATOR, agency,
                                          &out, nullptr) == PEHCHAN_OK);
        return pehchan_assessment_safeguard_count(assessment_handle(out).get());
    };
    CHECK(safeguards("police") > safeguards("fia"));  // what is held back, and from whom
    CHECK(safeguards("fia") == safeguards(nullptr));
    pehchan_assessment* out = nullptr;
    CHECK(pehchan_assess_for_agency(of.get(), known.get(), PEHCHAN_VIEW_INVESTIGATOR, "nobody",
                                    &out, nullptr) == PEHCHAN_STATUS_NOT_FOUND);
}

TEST_CASE(
    "what is read by index is what the reader's own JSON says, and the person is told "
    "nothing by id") {
    const catalogue_handle of = builtin("pakistan");
    for (const std::string& line : example_cases()) {
        const answers_handle known = parsed(of, line);
        for (std::int32_t view = 0; view < pehchan_view_count(); ++view) {
            const assessment_handle made = assessed(of, known, view);
            const bool named = view != PEHCHAN_VIEW_PERSON;
            CHECK((pehchan_assessment_finding_count(made.get()) > 0) == named);
            CHECK((pehchan_assessment_safeguard_count(made.get()) > 0) == named);
            CHECK((pehchan_assessment_headline(made.get()) != nullptr) == named);
            if (!named) {
                CHECK(pehchan_assessment_status_of(made.get(), "trafficking") == -1);
                CHECK(pehchan_assessment_referral_count(made.get()) == 0);
                CHECK(pehchan_assessment_asked_of(made.get()) == 0);
                continue;
            }
            const std::string json = json_of(made, "en");
            for (std::uint64_t f = 0; f < pehchan_assessment_finding_count(made.get()); ++f) {
                const std::string id = pehchan_assessment_finding_id(made.get(), f);
                CHECK(json.find("{\"id\":\"" + id + "\"") != std::string::npos);
                CHECK(pehchan_assessment_status_of(made.get(), id.c_str()) ==
                      pehchan_assessment_finding_status(made.get(), f));
            }
            for (std::uint64_t r = 0; r < pehchan_assessment_referral_count(made.get()); ++r)
                CHECK(json.find(std::string("{\"id\":\"") +
                                pehchan_assessment_referral_id(made.get(), r) + "\"") !=
                      std::string::npos);
            // past the end
            CHECK(pehchan_assessment_finding_id(
                      made.get(), pehchan_assessment_finding_count(made.get())) == nullptr);
            CHECK(pehchan_assessment_finding_status(made.get(), UINT64_MAX) == -1);
            CHECK(pehchan_assessment_referral_status(made.get(), UINT64_MAX) == -1);
        }
    }
}

TEST_CASE("the involvement of an official is not named to the local official, by id neither") {
    const catalogue_handle of = builtin("pakistan");
    const answers_handle known =
        parsed(of, R"({"case": "A", "answers": {"official_involved_police": "yes"}})");
    const assessment_handle made = assessed(of, known);
    CHECK(pehchan_assessment_status_of(made.get(), "official_involved") == -1);
    pehchan_text* text = nullptr;
    CHECK(pehchan_assessment_explain(made.get(), "official_involved", "en", 0, &text, nullptr) ==
          PEHCHAN_STATUS_NOT_FOUND);
    CHECK(text == nullptr);
}

TEST_CASE("answers set one by one, by id or by index, are those of the case") {
    const catalogue_handle of = builtin("pakistan");
    const answers_handle by_text = parsed(
        of,
        R"({"case": "B-2", "answers": {"believed_under_18": "yes", "age_now_years": 16, "province": "punjab", "wages_withheld": "declined", "debt_inflated": "no"}})");
    const answers_handle by_id = blank(of), by_index = blank(of);
    const auto at = [&](const char* id) {
        const std::int64_t index = pehchan_catalogue_indicator_index(of.get(), id);
        return index < 0 ? pehchan_catalogue_indicator_count(of.get())
                         : static_cast<std::uint64_t>(index);
    };
    std::uint64_t punjab = 0;
    while (std::string(pehchan_catalogue_option_id(of.get(), at("province"), punjab)) != "punjab")
        ++punjab;
    CHECK(pehchan_answers_set_case(by_id.get(), "B-2", nullptr) == PEHCHAN_OK);
    CHECK(pehchan_answers_set_case(by_index.get(), "B-2", nullptr) == PEHCHAN_OK);
    CHECK(pehchan_answers_set(by_id.get(), "believed_under_18", "yes", nullptr) == PEHCHAN_OK);
    CHECK(pehchan_answers_set_number(by_id.get(), "age_now_years", 16, nullptr) == PEHCHAN_OK);
    CHECK(pehchan_answers_set(by_id.get(), "province", "punjab", nullptr) == PEHCHAN_OK);
    CHECK(pehchan_answers_set_code(by_index.get(), at("believed_under_18"), PEHCHAN_ANSWER_YES) ==
          PEHCHAN_OK);
    CHECK(pehchan_answers_set_value(by_index.get(), at("age_now_years"), 16) == PEHCHAN_OK);
    CHECK(pehchan_answers_set_value(by_index.get(), at("province"),
                                    static_cast<std::int64_t>(punjab)) == PEHCHAN_OK);
    for (const answers_handle* one : {&by_id, &by_index}) {
        CHECK(pehchan_answers_set_code(one->get(), at("wages_withheld"), PEHCHAN_ANSWER_DECLINED) ==
              PEHCHAN_OK);
        CHECK(pehchan_answers_set_code(one->get(), at("debt_inflated"), PEHCHAN_ANSWER_NO) ==
              PEHCHAN_OK);
        pehchan_text *mine = nullptr, *theirs = nullptr;
        REQUIRE(pehchan_answers_json(one->get(), &mine, nullptr) == PEHCHAN_OK);
        REQUIRE(pehchan_answers_json(by_text.get(), &theirs, nullptr) == PEHCHAN_OK);
        CHECK(taken(mine) == taken(theirs));
        CHECK(json_of(assessed(of, *one), "en") == json_of(assessed(of, by_text), "en"));
    }

    SECTION("what is not taken leaves the answers as they were") {
        const std::string before = json_of(assessed(of, by_id), "en");
        CHECK(failure_of([&](pehchan_error** e) {
                  return pehchan_answers_set(by_id.get(), "no_such_indicator", "yes", e);
              }) == "not_found");
        CHECK(failure_of([&](pehchan_error** e) {
                  return pehchan_answers_set(by_id.get(), "believed_under_18", "maybe", e);
              }) == "bad_data unknown_value");
        CHECK(failure_of([&](pehchan_error** e) {
                  return pehchan_answers_set(by_id.get(), "believed_under_18", "", e);
              }) == "bad_data unknown_value");
        CHECK(failure_of([&](pehchan_error** e) {
                  return pehchan_answers_set(by_id.get(), "believed_under_18", "not_applicable", e);
              }) == "bad_data not_applicable_not_allowed");
        CHECK(failure_of([&](pehchan_error** e) {
                  return pehchan_answers_set(by_id.get(), "age_now_years", "16", e);
              }) == "bad_data wrong_type");
        CHECK(failure_of([&](pehchan_error** e) {
                  return pehchan_answers_set_number(by_id.get(), "age_now_years", -1, e);
              }) == "bad_data out_of_range");
        CHECK(failure_of([&](pehchan_error** e) {
                  return pehchan_answers_set_number(by_id.get(), "age_now_years", INT64_MAX, e);
              }) == "bad_data out_of_range");
        CHECK(failure_of([&](pehchan_error** e) {
                  return pehchan_answers_set_number(by_id.get(), "believed_under_18", 1, e);
              }) == "bad_data wrong_type");
        CHECK(pehchan_answers_set_code(by_id.get(), UINT64_MAX, PEHCHAN_ANSWER_YES) ==
              PEHCHAN_STATUS_BAD_ARGUMENT);
        CHECK(pehchan_answers_set_code(by_id.get(), at("believed_under_18"), 2) ==
              PEHCHAN_STATUS_BAD_ARGUMENT);
        CHECK(pehchan_answers_set_code(by_id.get(), at("believed_under_18"), -99) ==
              PEHCHAN_STATUS_BAD_ARGUMENT);
        for (const char* never : {"believed_under_18", "age_now_years", "province"})
            CHECK(pehchan_answers_set_code(by_id.get(), at(never), PEHCHAN_ANSWER_NOT_APPLICABLE) ==
                  PEHCHAN_STATUS_BAD_ARGUMENT);
        CHECK(pehchan_answers_set_code(by_id.get(), UINT64_MAX, PEHCHAN_ANSWER_NOT_APPLICABLE) ==
              PEHCHAN_STATUS_BAD_ARGUMENT);
        CHECK(pehchan_answers_set_code(by_id.get(), at("age_now_years"), PEHCHAN_ANSWER_NO) ==
              PEHCHAN_STATUS_BAD_ARGUMENT);
        CHECK(pehchan_answers_set_value(by_id.get(), at("believed_under_18"), 1) ==
              PEHCHAN_STATUS_BAD_ARGUMENT);
        CHECK(pehchan_answers_set_value(by_id.get(), at("province"), 1000) ==
              PEHCHAN_STATUS_BAD_ARGUMENT);
        CHECK(pehchan_answers_set_value(by_id.get(), at("province"), -1) ==
              PEHCHAN_STATUS_BAD_ARGUMENT);
        for (const char* name : {"", "a\nb", "\xff\xfe"})
            CHECK(failure_of([&](pehchan_error** e) {
                      return pehchan_answers_set_case(by_id.get(), name, e);
                  }).substr(0, 8) == "bad_data");
        CHECK(std::string(pehchan_answers_case(by_id.get())) == "B-2");
        CHECK(json_of(assessed(of, by_id), "en") == before);
    }
    SECTION("a case has an id of 64 letters, digits, full stops, underscores and hyphens at most") {
        const std::string longest(64, 'x');
        for (const char* id : {"A-17", "Case_17.b", longest.c_str()}) {
            CHECK(pehchan_answers_set_case(by_id.get(), id, nullptr) == PEHCHAN_OK);
            CHECK(std::string(pehchan_answers_case(by_id.get())) == id);
            pehchan_text* text = nullptr;
            REQUIRE(pehchan_answers_json(by_id.get(), &text, nullptr) == PEHCHAN_OK);
            CHECK(std::string(pehchan_answers_case(parsed(of, taken(text)).get())) == id);
        }
        for (const std::string& id :
             {std::string(R"(a"b)"), std::string("A 17"), std::string("\xd9\x83"),
              std::string("a\x1b[2J"), std::string(65, 'x'), std::string("../a")}) {
            const std::string said = failure_of([&](pehchan_error** e) {
                return pehchan_answers_set_case(by_id.get(), id.c_str(), e);
            });
            CHECK(said.find("bad_data") == 0);
            CHECK(said.find(id) == std::string::npos);
        }
    }
    SECTION("cleared answers are blank, and forgotten ones as if never asked") {
        CHECK(pehchan_answers_forget(by_id.get(), "believed_under_18", nullptr) == PEHCHAN_OK);
        CHECK(failure_of([&](pehchan_error** e) {
                  return pehchan_answers_forget(by_id.get(), "no_such_indicator", e);
              }) == "not_found");
        pehchan_text* text = nullptr;
        REQUIRE(pehchan_answers_json(by_id.get(), &text, nullptr) == PEHCHAN_OK);
        CHECK(taken(text).find("believed_under_18") == std::string::npos);
        CHECK(pehchan_answers_clear(by_id.get()) == PEHCHAN_OK);
        const answers_handle other = blank(of);
        CHECK(pehchan_answers_set_case(other.get(), "B-2", nullptr) == PEHCHAN_OK);
        CHECK(json_of(assessed(of, by_id), "en") == json_of(assessed(of, other), "en"));
    }
}

TEST_CASE("every kind of answer is read back by index, and set again as it was read") {
    const catalogue_handle of = builtin("pakistan");
    const std::string given =
        R"({"case": "E-5", "answers": {"believed_under_18": "unknown", "age_now_years": 16, "province": "punjab", "wages_withheld": "not_applicable",)"
        R"( "debt_inflated": "no", "debt_not_reduced_by_work": "yes", "made_to_work_by_force_or_menace": "declined"}})";
    const answers_handle read = parsed(of, given), again = blank(of);
    REQUIRE(pehchan_answers_set_case(again.get(), "E-5", nullptr) == PEHCHAN_OK);
    std::vector<bool> seen(PEHCHAN_ANSWER_KIND_NUMBER + 1);
    const std::uint64_t count = pehchan_catalogue_indicator_count(of.get());
    int named = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::int32_t kind = pehchan_answers_kind(read.get(), i);
        const std::int64_t value = pehchan_answers_value(read.get(), i);
        REQUIRE(kind >= 0);
        if (pehchan_answers_asked(read.get(), i) == 0) {
            CHECK(kind == PEHCHAN_ANSWER_KIND_UNKNOWN);
            continue;
        }
        ++named;
        seen[static_cast<std::size_t>(kind)] = true;
        std::int8_t code = 0;
        switch (kind) {
            case PEHCHAN_ANSWER_KIND_UNKNOWN: code = PEHCHAN_ANSWER_UNKNOWN; break;
            case PEHCHAN_ANSWER_KIND_DECLINED: code = PEHCHAN_ANSWER_DECLINED; break;
            case PEHCHAN_ANSWER_KIND_NO: code = PEHCHAN_ANSWER_NO; break;
            case PEHCHAN_ANSWER_KIND_YES: code = PEHCHAN_ANSWER_YES; break;
            case PEHCHAN_ANSWER_KIND_NOT_APPLICABLE: code = PEHCHAN_ANSWER_NOT_APPLICABLE; break;
            default:
                CHECK(pehchan_answers_set_value(again.get(), i, value) == PEHCHAN_OK);
                continue;
        }
        CHECK(value == 0);
        CHECK(pehchan_answers_set_code(again.get(), i, code) == PEHCHAN_OK);
    }
    CHECK(named == 7);
    CHECK(seen == std::vector<bool>(seen.size(), true));
    pehchan_text *mine = nullptr, *theirs = nullptr;
    REQUIRE(pehchan_answers_json(again.get(), &mine, nullptr) == PEHCHAN_OK);
    REQUIRE(pehchan_answers_json(read.get(), &theirs, nullptr) == PEHCHAN_OK);
    CHECK(taken(mine) == taken(theirs));
    const auto age =
        static_cast<std::uint64_t>(pehchan_catalogue_indicator_index(of.get(), "age_now_years"));
    const auto province =
        static_cast<std::uint64_t>(pehchan_catalogue_indicator_index(of.get(), "province"));
    CHECK(pehchan_answers_value(read.get(), age) == 16);
    CHECK(std::string(pehchan_catalogue_option_id(of.get(), province,
                                                  static_cast<std::uint64_t>(pehchan_answers_value(
                                                      read.get(), province)))) == "punjab");

    // forgotten ones were never asked, and past the end there is nothing
    CHECK(pehchan_answers_forget(again.get(), "age_now_years", nullptr) == PEHCHAN_OK);
    CHECK(pehchan_answers_asked(again.get(), age) == 0);
    CHECK(pehchan_answers_value(again.get(), age) == 0);
    for (const std::uint64_t past : {count, UINT64_MAX}) {
        CHECK(pehchan_answers_kind(read.get(), past) == -1);
        CHECK(pehchan_answers_value(read.get(), past) == 0);
        CHECK(pehchan_answers_asked(read.get(), past) == -1);
    }
}

TEST_CASE(
    "a catalogue lists its mappings, and those that write are those that columns are made by") {
    const catalogue_handle of = builtin("mappings");
    const pehchan::catalogue& cpp = shipped("mappings");
    const answers_handle known = blank(of);
    const assessment_handle made = assessed(of, known);
    const std::uint64_t count = pehchan_catalogue_mapping_count(of.get());
    REQUIRE(count > 3);
    int writing = 0, reading = 0;
    std::string before;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::string id = pehchan_catalogue_mapping_id(of.get(), i);
        CHECK(before < id);
        before = id;
        const pehchan::mapping_definition* one = cpp.find_mapping(id);
        REQUIRE(one != nullptr);
        const std::int32_t writes = pehchan_catalogue_mapping_writes(of.get(), i);
        CHECK(writes == !one->writes.empty());
        pehchan_text* columns = nullptr;
        CHECK((pehchan_assessment_columns(made.get(), id.c_str(), "en", &columns, nullptr) ==
               PEHCHAN_OK) == (writes == 1));
        pehchan_text_free(columns);
        ++(writes == 1 ? writing : reading);
    }
    CHECK(writing > 0);
    CHECK(reading > 0);
    for (const std::uint64_t past : {count, UINT64_MAX}) {
        CHECK(pehchan_catalogue_mapping_id(of.get(), past) == nullptr);
        CHECK(pehchan_catalogue_mapping_writes(of.get(), past) == -1);
    }
}

TEST_CASE(
    "an assessment stays as it was when answers change, and when everything it was made from has "
    "been freed") {
    catalogue_handle of = builtin("pakistan");
    answers_handle known =
        parsed(of, R"({"case": "C-3", "answers": {"made_to_work_by_force_or_menace": "yes"}})");
    const assessment_handle made = assessed(of, known);
    const std::string before = json_of(made, "en", PEHCHAN_FLAG_EXPLAIN);
    CHECK(pehchan_answers_clear(known.get()) == PEHCHAN_OK);
    CHECK(json_of(made, "en", PEHCHAN_FLAG_EXPLAIN) == before);
    pehchan_questions* next = nullptr;
    REQUIRE(pehchan_ask_next(known.get(), nullptr, 0, 5, &next, nullptr) == PEHCHAN_OK);
    const questions_handle questions{next};
    pehchan_evaluator* quick = nullptr;
    REQUIRE(pehchan_evaluator_new(of.get(), &quick, nullptr) == PEHCHAN_OK);
    const evaluator_handle evaluator{quick};
    known.reset();
    of.reset();
    CHECK(json_of(made, "en", PEHCHAN_FLAG_EXPLAIN) == before);
    CHECK(std::strlen(pehchan_questions_indicator(questions.get(), 0)) > 0);
    CHECK(std::strlen(pehchan_evaluator_finding_id(evaluator.get(), 0)) > 0);
}

TEST_CASE("answers of another catalogue are refused everywhere") {
    const catalogue_handle of = builtin("pakistan"), other = builtin("palermo");
    const answers_handle foreign = blank(other);
    pehchan_assessment* made = nullptr;
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_assess(of.get(), foreign.get(), PEHCHAN_VIEW_OFFICIAL, &made, e);
          }) == "wrong_catalogue");
    CHECK(made == nullptr);
    pehchan_evaluator* quick = nullptr;
    REQUIRE(pehchan_evaluator_new(of.get(), &quick, nullptr) == PEHCHAN_OK);
    const evaluator_handle evaluator{quick};
    CHECK(pehchan_evaluator_assess(evaluator.get(), blank(of).get()) == PEHCHAN_OK);
    CHECK(pehchan_evaluator_finding_status(evaluator.get(), 0) >= 0);
    CHECK(pehchan_evaluator_assess(evaluator.get(), foreign.get()) ==
          PEHCHAN_STATUS_WRONG_CATALOGUE);
    CHECK(pehchan_evaluator_finding_status(evaluator.get(), 0) == -1);  // nobody's results
}

TEST_CASE(
    "an evaluator says of every random person what an assessment says, and names no offence") {
    const catalogue_handle of = builtin("pakistan");
    pehchan_evaluator* quick = nullptr;
    REQUIRE(pehchan_evaluator_new(of.get(), &quick, nullptr) == PEHCHAN_OK);
    const evaluator_handle evaluator{quick};
    CHECK(pehchan_evaluator_finding_status(evaluator.get(), 0) == -1);  // nobody yet
    for (const std::string& line : example_cases()) {
        const answers_handle known = parsed(of, line);
        REQUIRE(pehchan_evaluator_assess(evaluator.get(), known.get()) == PEHCHAN_OK);
        const pehchan::catalogue& cpp = shipped("pakistan");
        const pehchan::assessment result =
            pehchan::assess(cpp, pehchan::read_case(cpp, line).value().known);
        std::size_t seen = 0;
        for (const pehchan::finding_result& f : result.findings) {
            if (f.definition->kind == pehchan::finding_kind::offence) continue;
            CHECK(f.definition->id == pehchan_evaluator_finding_id(evaluator.get(), seen));
            CHECK(static_cast<std::int32_t>(f.status) ==
                  pehchan_evaluator_finding_status(evaluator.get(), seen));
            ++seen;
        }
        CHECK(seen == pehchan_evaluator_finding_count(evaluator.get()));
    }
}

TEST_CASE("scores come out in millionths, both bounds") {
    const catalogue_handle of = builtin("dwems_2024");
    const answers_handle known = blank(of);
    const assessment_handle made = assessed(of, known);
    REQUIRE(pehchan_assessment_score_count(made.get()) > 0);
    bool wide = false;
    for (std::uint64_t s = 0; s < pehchan_assessment_score_count(made.get()); ++s) {
        CHECK(pehchan_assessment_score_low(made.get(), s) == 0);
        wide = wide ||
               pehchan_assessment_score_high(made.get(), s) == 90000;  // a category of the index
    }
    CHECK(wide);
}

TEST_CASE(
    "a catalogue from its text is the built-in one, and a broken one lists every problem with its "
    "place and without an answer") {
    const catalogue_handle bank = builtin("indicators");
    pehchan_text* text = nullptr;
    REQUIRE(pehchan_builtin_text("palermo", &text, nullptr) == PEHCHAN_OK);
    const std::string json = taken(text);
    const pehchan_catalogue* used[] = {bank.get()};
    pehchan_catalogue* loaded = nullptr;
    REQUIRE(pehchan_catalogue_load(json.data(), json.size(), used, 1, &loaded, nullptr) ==
            PEHCHAN_OK);
    const catalogue_handle mine{loaded}, theirs = builtin("palermo");
    CHECK(std::string(pehchan_catalogue_digest(mine.get())) ==
          pehchan_catalogue_digest(theirs.get()));
    CHECK(pehchan_catalogue_proved(mine.get()) == 1);  // by digest
    CHECK(pehchan_catalogue_language_count(mine.get()) == 2);
    CHECK(std::string(pehchan_catalogue_language(mine.get(), 0)) == "en");

    pehchan_error* made = nullptr;
    pehchan_catalogue* none = nullptr;
    const std::string broken = "{\"id\": \"x\",\n \"versoin\": 1}";
    CHECK(pehchan_catalogue_load(broken.data(), broken.size(), nullptr, 0, &none, &made) ==
          PEHCHAN_STATUS_BAD_DATA);
    const error_handle error{made};
    CHECK(none == nullptr);
    REQUIRE(pehchan_error_issue_count(error.get()) > 3);
    bool placed = false;
    for (std::uint64_t i = 0; i < pehchan_error_issue_count(error.get()); ++i)
        placed =
            placed || (std::string(pehchan_error_issue_pointer(error.get(), i)) == "/versoin" &&
                       pehchan_error_issue_line(error.get(), i) == 2 &&
                       pehchan_error_issue_column(error.get(), i) == 2);
    CHECK(placed);

    // the handles it uses may not be null or of another type
    const pehchan_catalogue* missing[] = {nullptr};
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_catalogue_load(json.data(), json.size(), missing, 1, &none, e);
          }) == "null_argument");
    const answers_handle known = blank(bank);
    const pehchan_catalogue* foreign[] = {reinterpret_cast<const pehchan_catalogue*>(known.get())};
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_catalogue_load(json.data(), json.size(), foreign, 1, &none, e);
          }) == "wrong_handle");
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_catalogue_load(json.data(), json.size(), nullptr, 1, &none, e);
          }) == "null_argument");
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_catalogue_load(json.data(), json.size(), nullptr, 0, &none, e);
          }).substr(0, 8) == "bad_data");
}

TEST_CASE("no message of an error holds an answer") {
    const catalogue_handle of = builtin("pakistan");
    const std::string line =
        R"({"case": "D-4", "answers": {"believed_under_18": "SECRET-1", "age_now_years": 987654, "province": "SECRET-2", "SECRET-KEY": "yes", "wages_withheld": true}})";
    pehchan_error* made = nullptr;
    pehchan_answers* none = nullptr;
    CHECK(pehchan_answers_parse(of.get(), nullptr, line.data(), line.size(), &none, &made) ==
          PEHCHAN_STATUS_BAD_DATA);
    const error_handle error{made};
    CHECK(pehchan_error_issue_count(error.get()) == 5);
    std::string said = pehchan_error_message(error.get());
    for (std::uint64_t i = 0; i < pehchan_error_issue_count(error.get()); ++i)
        said += pehchan_error_issue_message(error.get(), i);
    for (const char* secret : {"SECRET", "987654", "true"})
        CHECK(said.find(secret) == std::string::npos);
}

TEST_CASE("views, flags, languages, forms and mappings that do not exist are refused") {
    const catalogue_handle of = builtin("pakistan");
    const answers_handle known = blank(of);
    const assessment_handle made = assessed(of, known),
                            for_person = assessed(of, known, PEHCHAN_VIEW_PERSON);
    pehchan_assessment* none = nullptr;
    pehchan_text* text = nullptr;
    pehchan_questions* questions = nullptr;
    pehchan_interview* talk = nullptr;
    for (const std::int32_t view : {-1, 4, INT32_MAX})
        CHECK(failure_of([&](pehchan_error** e) {
                  return pehchan_assess(of.get(), known.get(), view, &none, e);
              }) == "bad_argument");
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_assessment_json(made.get(), "en", 8, &text, e);
          }) == "bad_argument");
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_assessment_json(made.get(), "tlh", 0, &text, e);
          }) == "bad_argument");
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_assessment_page(made.get(), "", 0, &text, e);
          }) == "bad_argument");
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_assessment_explain(made.get(), "no_such_finding", "en", 0, &text, e);
          }) == "not_found");
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_assessment_contrast(made.get(), "trafficking", "trafficking", "en", 0,
                                                 &text, e);
          }) == "bad_argument");
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_assessment_explain(for_person.get(), "trafficking", "en", 0, &text, e);
          }) == "bad_argument");
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_assessment_contrast(for_person.get(), "trafficking",
                                                 "smuggled_migrant", "en", 0, &text, e);
          }) == "bad_argument");
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_assessment_columns(for_person.get(), "htcds_2", "en", &text, e);
          }) == "bad_argument");
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_assessment_columns(made.get(), "no_such_mapping", "en", &text, e);
          }) == "not_found");
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_ask_next(known.get(), "no_such_form", 0, 1, &questions, e);
          }) == "not_found");
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_ask_next(known.get(), nullptr, 4, 1, &questions, e);
          }) == "bad_argument");
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_interview_new(of.get(), "no_such_form", 0, &talk, e);
          }) == "not_found");
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_interview_new(of.get(), nullptr, 4, &talk, e);
          }) == "bad_argument");
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_screen(of.get(), "no_such_mapping", "{}", 2, "en", 0, 0, &text, e);
          }) == "not_found");
    CHECK(text == nullptr);
    for (std::int32_t past : {-1, 100}) {
        CHECK(pehchan_status_name(past) == nullptr);
        CHECK(pehchan_view_name(past) == nullptr);
        CHECK(pehchan_finding_status_name(past) == nullptr);
        CHECK(pehchan_referral_status_name(past) == nullptr);
        CHECK(pehchan_stop_name(past) == nullptr);
        CHECK(pehchan_why_name(past) == nullptr);
        CHECK(pehchan_answer_kind_name(past) == nullptr);
    }
}

TEST_CASE("a language is added through C, and what is typed in it is understood") {
    const catalogue_handle of = builtin("pakistan");
    const std::string texts =
        R"({"language": "xx", "direction": "rtl", "texts": {
            "words/texts/typed.yes/text": {"text": "zu"},
            "indicators/indicators/sex/question": {"text": "XX?"}}})";
    pehchan_catalogue* made = nullptr;
    REQUIRE(pehchan_catalogue_with_texts(of.get(), texts.data(), texts.size(), &made, nullptr) ==
            PEHCHAN_OK);
    const catalogue_handle spoken{made};
    const std::uint64_t last = pehchan_catalogue_language_count(made) - 1;
    CHECK(std::string(pehchan_catalogue_language(made, last)) == "xx");
    CHECK(std::string(pehchan_catalogue_language_direction(made, last)) == "rtl");
    CHECK(std::string(pehchan_catalogue_language_direction(made, 0)) == "ltr");
    CHECK(pehchan_catalogue_language_direction(made, last + 1) == nullptr);
    CHECK(std::string(pehchan_catalogue_digest(made)) == pehchan_catalogue_digest(of.get()));
    CHECK(std::string(pehchan_catalogue_texts_digest(made, "xx")).size() == 64);
    CHECK(std::string(pehchan_catalogue_texts_digest(of.get(), "xx")).empty());
    CHECK(std::string(pehchan_catalogue_texts_digest(made, "en")).empty());
    const auto index = [&](const char* id) {
        return static_cast<std::uint64_t>(pehchan_catalogue_indicator_index(made, id));
    };
    CHECK(std::string(pehchan_catalogue_indicator_question(made, index("sex"), "xx")) == "XX?");
    const auto typed = [](const pehchan_catalogue* in, std::uint64_t at, const char* said) {
        pehchan_text* text = nullptr;
        if (pehchan_catalogue_typed(in, at, said, &text, nullptr) != PEHCHAN_OK)
            return std::string{};
        std::string out = pehchan_text_data(text);
        pehchan_text_free(text);
        return out;
    };
    CHECK(typed(made, index("believed_under_18"), " ZU ") == "yes");
    CHECK(typed(of.get(), index("believed_under_18"), "zu").empty());
    CHECK(typed(made, index("province"), "Sindh") == "sindh");
    CHECK(typed(made, index("age_now_years"), "۱۷") == "17");
    CHECK(failure_of([&](pehchan_error** e) {
              return pehchan_catalogue_with_texts(of.get(), "{}", 2, &made, e);
          }).starts_with("bad_data"));
}

TEST_CASE("the numbers of the C interface are those of the library") {
    CHECK(std::string(pehchan_version()) == pehchan::version);
    CHECK(pehchan_abi_version() == PEHCHAN_ABI_VERSION);
    CHECK(pehchan_status_count() == PEHCHAN_STATUS_INTERNAL + 1);
    CHECK(std::string(pehchan_status_name(PEHCHAN_STATUS_WRONG_CATALOGUE)) == "wrong_catalogue");
    CHECK(pehchan_view_count() == PEHCHAN_VIEW_HELPER + 1);
    CHECK(std::string(pehchan_view_name(PEHCHAN_VIEW_OFFICIAL)) == "official");
    CHECK(std::string(pehchan_view_name(PEHCHAN_VIEW_PERSON)) == "person");
    CHECK(std::string(pehchan_view_name(PEHCHAN_VIEW_INVESTIGATOR)) == "investigator");
    CHECK(std::string(pehchan_view_name(PEHCHAN_VIEW_HELPER)) == "helper");
    CHECK(std::string(pehchan_finding_status_name(PEHCHAN_FINDING_NOT_SHOWN)) == "not_shown");
    CHECK(std::string(pehchan_finding_status_name(PEHCHAN_FINDING_OPEN)) == "open");
    CHECK(std::string(pehchan_finding_status_name(PEHCHAN_FINDING_INDICATED)) == "indicated");
    CHECK(std::string(pehchan_referral_status_name(PEHCHAN_REFERRAL_INDICATED)) == "indicated");
    CHECK(std::string(pehchan_referral_status_name(PEHCHAN_REFERRAL_OPEN)) == "open");
    CHECK(std::string(pehchan_referral_status_name(PEHCHAN_REFERRAL_WITHHELD)) == "withheld");
    CHECK(std::string(pehchan_stop_name(PEHCHAN_STOP_WISH)) == "wish");
    CHECK(std::string(pehchan_stop_name(PEHCHAN_STOP_DANGER)) == "danger");
    CHECK(std::string(pehchan_stop_name(PEHCHAN_STOP_CHILD_DISCLOSED)) == "child_disclosed");
    CHECK(std::string(pehchan_stop_name(PEHCHAN_STOP_ENOUGH)) == "enough_for_first_contact");
    CHECK(std::string(pehchan_stop_name(PEHCHAN_STOP_NOTHING_LEFT)) == "nothing_left");
    CHECK(std::string(pehchan_why_name(PEHCHAN_WHY_DANGER)) == "danger");
    CHECK(std::string(pehchan_why_name(PEHCHAN_WHY_CONDITIONS)) == "conditions");
    CHECK(std::string(pehchan_why_name(PEHCHAN_WHY_CHILD)) == "child");
    CHECK(std::string(pehchan_why_name(PEHCHAN_WHY_MORE)) == "more");
    const catalogue_handle of = builtin("pakistan");
    const auto type_of = [&](const char* id) {
        return pehchan_catalogue_indicator_type(
            of.get(), static_cast<std::uint64_t>(pehchan_catalogue_indicator_index(of.get(), id)));
    };
    CHECK(type_of("believed_under_18") == PEHCHAN_INDICATOR_YES_NO);
    CHECK(type_of("province") == PEHCHAN_INDICATOR_CHOICE);
    CHECK(type_of("age_now_years") == PEHCHAN_INDICATOR_NUMBER);
}

TEST_CASE("a form asks what the interview of the library asks, and stops where it stops") {
    const catalogue_handle of = builtin("pakistan");
    const pehchan::catalogue& cpp = shipped("pakistan");
    std::vector<const char*> forms{nullptr};
    for (std::uint64_t f = 0; f < pehchan_catalogue_form_count(of.get()); ++f)
        if (std::string(pehchan_catalogue_form_role(of.get(), f)) == "entry")
            forms.push_back(pehchan_catalogue_form_id(of.get(), f));
    REQUIRE(forms.size() > 5);
    bool stopped_for_danger = false, child_stopped = false;
    for (const char* form : forms)
        for (const std::uint32_t flags : {0u, std::uint32_t{PEHCHAN_ASK_FULL}})
            for (const std::string_view said : {"yes", "no", "unknown", "declined"}) {
                pehchan_interview* made = nullptr;
                REQUIRE(pehchan_interview_new(of.get(), form, flags, &made, nullptr) == PEHCHAN_OK);
                const interview_handle talk{made};
                pehchan::interview other{cpp, {form ? form : "", flags != 0, false, nullptr}};
                const auto answer = [&](std::string_view value) {
                    CHECK(pehchan_interview_answer(talk.get(), std::string(value).c_str(),
                                                   nullptr) == PEHCHAN_OK);
                    CHECK(other.answer(value) == pehchan::answer_problem::none);
                };
                for (int asked = 0;; ++asked) {
                    REQUIRE(asked < 400);
                    const char* question = nullptr;
                    REQUIRE(pehchan_interview_next(talk.get(), &question, nullptr) == PEHCHAN_OK);
                    const pehchan::indicator* expected = other.next();
                    REQUIRE((question == nullptr) == (expected == nullptr));
                    CHECK(pehchan_interview_stop(talk.get()) ==
                          static_cast<std::int32_t>(other.stop()));
                    if (!question) break;
                    CHECK(expected->id == question);
                    CHECK(pehchan_interview_why(talk.get()) ==
                          static_cast<std::int32_t>(other.why()));
                    if (expected->type == pehchan::indicator_type::yes_no) {
                        // conditions are met and the person agrees, whatever else is said
                        const bool condition = other.why() == pehchan::question_reason::conditions;
                        answer(std::string_view{question} == "wants_to_stop" ? "no"
                               : condition && said != "declined"             ? "yes"
                                                                             : said);
                    } else answer("unknown");
                }
                stopped_for_danger =
                    stopped_for_danger || pehchan_interview_stop(talk.get()) == PEHCHAN_STOP_DANGER;
                pehchan_answers* copy = nullptr;
                REQUIRE(pehchan_interview_answers(talk.get(), &copy, nullptr) == PEHCHAN_OK);
                pehchan_text* text = nullptr;
                REQUIRE(pehchan_answers_json(copy, &text, nullptr) == PEHCHAN_OK);
                CHECK(taken(text) == pehchan::dump(other.known(), other.asked(), ""));
                // goes on from there, and asks nothing twice but the opening of a talk
                pehchan_interview* again = nullptr;
                REQUIRE(pehchan_interview_resume(copy, form, flags, &again, nullptr) == PEHCHAN_OK);
                const interview_handle resumed{again};
                std::size_t opening = 0;
                for (;; ++opening) {
                    const char* question = nullptr;
                    REQUIRE(pehchan_interview_next(resumed.get(), &question, nullptr) ==
                            PEHCHAN_OK);
                    if (!question) break;
                    REQUIRE(pehchan_interview_why(resumed.get()) == PEHCHAN_WHY_CONDITIONS);
                    const std::string_view value = std::string_view{question} == "wants_to_stop"
                                                       ? "no"
                                                   : said != "declined" ? "yes"
                                                                        : said;
                    REQUIRE(pehchan_interview_answer(resumed.get(), std::string(value).c_str(),
                                                     nullptr) == PEHCHAN_OK);
                }
                CHECK(opening >= cpp.form_with(pehchan::form_role::opening)->indicators.size());
                pehchan_answers_free(copy);
            }
    CHECK(stopped_for_danger);

    pehchan_interview* made = nullptr;
    REQUIRE(pehchan_interview_new(of.get(), nullptr, 0, &made, nullptr) == PEHCHAN_OK);
    const interview_handle talk{made};
    const char* question = nullptr;
    CHECK(pehchan_interview_record(talk.get(), "believed_under_18", "yes", nullptr) == PEHCHAN_OK);
    CHECK(pehchan_interview_record_number(talk.get(), "age_now_years", 12, nullptr) == PEHCHAN_OK);
    for (int asked = 0; asked < 60; ++asked) {
        REQUIRE(pehchan_interview_next(talk.get(), &question, nullptr) == PEHCHAN_OK);
        if (!question) break;
        (void)pehchan_interview_answer(
            talk.get(),
            pehchan_interview_why(talk.get()) == PEHCHAN_WHY_CONDITIONS ? "yes" : "unknown",
            nullptr);
        if (asked == 10)
            CHECK(pehchan_interview_record(talk.get(), "made_to_work_by_force_or_menace", "yes",
                                           nullptr) == PEHCHAN_OK);
    }
    child_stopped = pehchan_interview_stop(talk.get()) == PEHCHAN_STOP_CHILD_DISCLOSED ||
                    pehchan_interview_stop(talk.get()) == PEHCHAN_STOP_WISH;
    CHECK(child_stopped);
    CHECK(pehchan_interview_go_on(talk.get()) == 0);  // a first contact does not
    CHECK(pehchan_interview_answer(talk.get(), "yes", nullptr) == PEHCHAN_STATUS_BAD_ARGUMENT);
    CHECK(pehchan_interview_end(talk.get()) == PEHCHAN_OK);
    CHECK(pehchan_interview_stop(talk.get()) == PEHCHAN_STOP_WISH);
}
