// SPDX-License-Identifier: Apache-2.0

// Law 1: unknown is a value.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/give.hpp"
#include "support/rule_trees.hpp"
#include "support/shipped.hpp"
#include "support/small_catalogue.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

small_catalogue one_sign() {
    small_catalogue c;
    c.setting = "survey";
    c.indicators = {
        yes_no_json("beaten", "harm"), yes_no_json("locked_in", "harm"),
        yes_no_json("went_alone", "fact"),
        R"({"id": "months", "type": "number", "nature": "harm", "known_by": "asked", "period": "then", "sensitivity": 1, "label": {"en": "m"}, "question": {"en": "?"}, "min": -9, "max": 99, )" +
            stated + "}",
        R"({"id": "place", "type": "choice", "nature": "fact", "known_by": "asked", "period": "then", "sensitivity": 1, "label": {"en": "p"}, "question": {"en": "?"}, "options": [{"id": "here", "label": {"en": "here"}}, {"id": "there", "label": {"en": "there"}}], )" +
            stated + "}"};
    c.findings =
        finding_json("beaten_only", "victim", in_quotes("beaten")) + ", " +
        finding_json("both", "victim", R"({"all": ["beaten", "locked_in"]})") + ", " +
        finding_json("either", "victim", R"({"any": ["beaten", "locked_in"]})") + ", " +
        finding_json("two_of_three", "victim",
                     R"({"at_least": 2, "of": ["beaten", "locked_in", "went_alone"]})") +
        ", " +
        finding_json("with_others", "victim", R"({"all": ["beaten", {"not": "went_alone"}]})") +
        ", " + finding_json("long", "victim", R"({"number": "months", "at_least": 6})") + ", " +
        finding_json("here", "protection", R"({"choice": "place", "is": ["here"]})") + ", " +
        finding_json("much", "measure", R"({"score": "sum", "at_least": "1.5"})");
    c.scores =
        R"({"id": "sum", "title": {"en": "Sum"}, "terms": [{"when": "beaten", "points": "1"}, {"when": "locked_in", "points": "0.5"}], )" +
        stated + "}";
    c.mappings = R"({"id": "form", "title": {"en": "Form"}, "columns": [
        {"column": "q1", "indicator": "beaten", "codes": {"1": "yes", "2": "no", "8": "unknown", "9": "declined", "-99": "unknown"}},
        {"column": "q2", "indicator": "months", "codes": {"-99": "unknown", "-88": "declined"}},
        {"column": "q3", "indicator": "place", "codes": {"1": "here", "2": "there", "-99": "unknown"}}], )" +
                 stated + "}";
    return c;
}

finding_status status(const catalogue& catalogue_used, const answers& known, std::string_view id) {
    return finding_of(assess(catalogue_used, known), id).status;
}

}  // namespace

TEST_CASE("law 1: a missing answer never makes a rule fire and never makes one fail", "[law-1]") {
    const catalogue of = loaded(one_sign());
    answers known{of};
    for (const finding_result& f : assess(of, known).findings) {
        INFO(f.definition->id);
        CHECK(f.status == finding_status::open);
        CHECK(f.signs.empty());
        CHECK(f.because.empty());
    }
    const assessment nothing = assess(of, known);
    REQUIRE(nothing.scores.size() == 1);
    CHECK(nothing.scores[0].low == 0);
    CHECK(nothing.scores[0].high == 1'500'000);
}

TEST_CASE("law 1: rules over yes, no and unknown follow Kleene's three-valued logic", "[law-1]") {
    static_assert((ternary::unknown & ternary::no) == ternary::no);
    static_assert((ternary::unknown & ternary::yes) == ternary::unknown);
    static_assert((ternary::unknown | ternary::yes) == ternary::yes);
    static_assert((ternary::unknown | ternary::no) == ternary::unknown);
    static_assert((!ternary::unknown) == ternary::unknown);
    const catalogue of = loaded(one_sign());
    const std::array<std::string_view, 3> words{"no", "unknown", "yes"};
    const auto as_status = [](ternary t) {
        return static_cast<finding_status>(static_cast<int>(t));
    };
    for (int a = 0; a < 3; ++a)
        for (int b = 0; b < 3; ++b)
            for (int c = 0; c < 3; ++c) {
                answers known{of};
                give(known, "beaten", words[static_cast<std::size_t>(a)]);
                give(known, "locked_in", words[static_cast<std::size_t>(b)]);
                give(known, "went_alone", words[static_cast<std::size_t>(c)]);
                const auto x = static_cast<ternary>(a), y = static_cast<ternary>(b),
                           z = static_cast<ternary>(c);
                INFO(words[static_cast<std::size_t>(a)]
                     << ", " << words[static_cast<std::size_t>(b)] << ", "
                     << words[static_cast<std::size_t>(c)]);
                CHECK(status(of, known, "beaten_only") == as_status(x));
                CHECK(status(of, known, "both") == as_status(x & y));
                CHECK(status(of, known, "either") == as_status(x | y));
                CHECK(status(of, known, "two_of_three") == as_status((x & y) | (x & z) | (y & z)));
                CHECK(status(of, known, "with_others") == as_status(x & !z));
            }
}

TEST_CASE(
    "law 1: declined, unknown, null, blank and absent are the same bytes in every view, language "
    "and page",
    "[law-1]") {
    dice d{101};
    for (const std::string_view id : assessing_catalogues) {
        const catalogue& catalogue_used = shipped(id);
        const answers person = random_person(d, catalogue_used);
        std::size_t compared = 0;
        for (const indicator* about : catalogue_used.indicators()) {
            // every tenth indicator is compared in all texts, every one in the default view
            const bool thorough = compared++ % 10 == 0;
            answers absent = person;
            absent.forget(about->id);
            const auto said = [&](const answers& known) {
                return thorough ? everything_said(assess(catalogue_used, known))
                                : dump(assess(catalogue_used, known), shipped("words"),
                                       {view_kind::investigator, "en", false}, "A-17");
            };
            const std::string expected = said(absent);
            for (const std::string_view same : {"unknown", "declined"}) {
                answers known = person;
                REQUIRE(known.set(about->id, same) == answer_problem::none);
                if (said(known) != expected)
                    FAIL_CHECK(catalogue_used.id()
                               << ": " << about->id << " " << same << " differs from no answer");
            }
            for (const std::string_view blank : {"null", "\"\"", "\"unknown\"", "\"declined\""}) {
                const auto read =
                    read_case(catalogue_used, R"({"case": "A-17", "answers": {")" + about->id +
                                                  "\": " + std::string(blank) + "}}");
                REQUIRE(read);
                const auto none = read_case(catalogue_used, R"({"case": "A-17", "answers": {}})");
                REQUIRE(none);
                if (thorough && everything_said(assess(catalogue_used, read->known)) !=
                                    everything_said(assess(catalogue_used, none->known)))
                    FAIL_CHECK(catalogue_used.id() << ": " << about->id << " read as " << blank
                                                   << " differs from no answer");
                const answer& given = answer_to(read->known, about->id);
                if (given.kind != answer_kind::unknown && given.kind != answer_kind::declined)
                    FAIL_CHECK(about->id << " read as " << blank << " is an answer");
            }
        }
    }
}

TEST_CASE("law 1: a person who declines everything gets the same bytes as one whom nobody asked",
          "[law-1]") {
    for (const std::string_view id : assessing_catalogues) {
        const catalogue& catalogue_used = shipped(id);
        answers declined{catalogue_used}, unknown{catalogue_used};
        for (const indicator* about : catalogue_used.indicators()) {
            give(declined, about->id, "declined");
            give(unknown, about->id, "unknown");
        }
        const std::string nothing =
            everything_said(assess(catalogue_used, answers{catalogue_used}));
        CHECK(everything_said(assess(catalogue_used, declined)) == nothing);
        CHECK(everything_said(assess(catalogue_used, unknown)) == nothing);
        CHECK(nothing.find("declined") == std::string::npos);
    }
}

TEST_CASE(
    "law 1: random persons whose gaps are declined, unknown or absent get the same bytes and quick "
    "results",
    "[law-1]") {
    dice d{102};
    for (const std::string_view id : assessing_catalogues) {
        const catalogue& catalogue_used = shipped(id);
        quick_assessment quick{catalogue_used};
        for (int n = 0; n < 40; ++n) {
            const answers person =
                random_person(d, catalogue_used, {.harm_yes = 8, .harm_no = 30, .declined = 20});
            std::array<answers, 3> same{person, person, person};
            for (std::size_t i = 0; i < catalogue_used.indicators().size(); ++i) {
                const std::string& about = catalogue_used.indicators()[i]->id;
                if (person.at(i).kind != answer_kind::unknown &&
                    person.at(i).kind != answer_kind::declined)
                    continue;
                same[0].forget(about);
                give(same[1], about, "unknown");
                give(same[2], about, "declined");
            }
            const std::string said = everything_said(assess(catalogue_used, same[0]));
            REQUIRE(everything_said(assess(catalogue_used, same[1])) == said);
            REQUIRE(everything_said(assess(catalogue_used, same[2])) == said);
            REQUIRE(everything_said(assess(catalogue_used, person)) == said);
            const assessment result = assess(catalogue_used, same[2]);
            quick.assess(same[2]);
            for (std::size_t f = 0; f < result.findings.size(); ++f)
                REQUIRE(quick.status(f) == result.findings[f].status);
        }
    }
}

TEST_CASE(
    "law 1: the answers still know what was declined, for the interviewer's own list of questions",
    "[law-1]") {
    const catalogue& catalogue_used = shipped("pakistan");
    answers known{catalogue_used};
    REQUIRE(known.set("sexual_violence", "declined") == answer_problem::none);
    CHECK(answer_to(known, "sexual_violence").kind == answer_kind::declined);
    CHECK(answer_to(known, "confined_now").kind == answer_kind::unknown);
    CHECK_FALSE(known == answers{catalogue_used});
}

TEST_CASE(
    "law 1: blank and \"don't know\" codes are unknown, and a listed -99 is read as its mapping "
    "says",
    "[law-1]") {
    const catalogue of = loaded(one_sign());
    const mapping_definition& form = *of.find_mapping("form");
    const std::string nothing = everything_said(assess(of, answers{of}));
    for (const std::string_view row :
         {R"({"q1": null})", R"({"q1": ""})", R"({"q1": " "})", R"({"q1": 8})", R"({"q1": "8"})",
          R"({"q1": 9})", R"({"q1": -99})", R"({"q1": "-99"})", R"({"q2": -99})",
          R"({"q2": "-88"})", R"({"q2": null})", R"({"q3": "-99"})", R"({"q3": ""})", R"({})"}) {
        const auto read =
            read_mapped_case(of, form, R"({"case": "A-17", "answers": )" + std::string(row) + "}");
        INFO(row);
        REQUIRE(read);
        CHECK(everything_said(assess(of, read->known)) == nothing);
    }
    const auto no =
        read_mapped_case(of, form, R"({"case": "A-17", "answers": {"q1": 2, "q2": 3, "q3": 2}})");
    REQUIRE(no);
    CHECK(status(of, no->known, "beaten_only") == finding_status::not_shown);
    CHECK(status(of, no->known, "long") == finding_status::not_shown);
    CHECK(status(of, no->known, "here") == finding_status::not_shown);
}

TEST_CASE("law 1: an unmapped code is an error with its place, never a \"no\"", "[law-1]") {
    const catalogue of = loaded(one_sign());
    const mapping_definition& form = *of.find_mapping("form");
    for (const std::string_view code : {"0", "3", "-1", "-88", "\"\\u0000\"", "\"no\"", "\"yes\"",
                                        "\"unknown\"", "\"NA\"", "99"}) {
        const auto read = read_mapped_case(
            of, form, R"({"case": "A-17", "answers": {"q1": )" + std::string(code) + "}}", 5);
        INFO(code);
        REQUIRE_FALSE(read);
        REQUIRE(read.issues().size() == 1);
        CHECK(read.issues()[0].code == "unmapped_code");
        CHECK(read.issues()[0].pointer == "/answers/q1");
        CHECK(read.issues()[0].line == 5);
        CHECK(read.issues()[0].column == 36);
    }
    const auto number = read_mapped_case(of, form, R"({"case": "A-17", "answers": {"q2": -100}})");
    REQUIRE_FALSE(number);
    CHECK(number.issues()[0].code == "out_of_range");
    const auto column = read_mapped_case(of, form, R"({"case": "A-17", "answers": {"q4": 1}})");
    REQUIRE_FALSE(column);
    CHECK(column.issues()[0].code == "unmapped_column");
}

TEST_CASE(
    "law 1: every code that a shipped mapping does not list is refused, and a blank is unknown",
    "[law-1]") {
    std::size_t mappings = 0;
    for (const std::string_view id : builtin_ids()) {
        const catalogue& catalogue_used = shipped(id);
        for (const mapping_definition& m : catalogue_used.document().mappings) {
            ++mappings;
            for (const mapping_column& c : m.columns) {
                const auto read = [&](const std::string& value) {
                    return read_mapped_case(
                        catalogue_used, m,
                        R"({"case": "A-17", "answers": {")" + c.column + "\": " + value + "}}");
                };
                INFO(catalogue_used.id() << " " << m.id << " " << c.column);
                CHECK_FALSE(read("\"never listed\""));
                CHECK_FALSE(read("-12345"));
                for (const std::string blank : {"null", "\"\""}) {
                    const auto nothing = read(blank);
                    REQUIRE(nothing);
                    CHECK(dump(assess(catalogue_used, nothing->known), shipped("words")) ==
                          dump(assess(catalogue_used, answers{catalogue_used}), shipped("words")));
                }
                for (const auto& [code, value] : c.codes) {
                    // codes such as "don't know" are -99, 99, 9 and the like, never an answer of no
                    if (code.starts_with("-") && value == "no")
                        FAIL_CHECK("the code " << code << " reads as no");
                    CHECK(read("\"" + code + "\""));
                }
            }
        }
    }
    CHECK(mappings > 0);
}

TEST_CASE("law 1: an unticked box is no answer: true and false are refused with their place",
          "[law-1]") {
    const catalogue& catalogue_used = shipped("pakistan");
    for (const std::string_view value : {"true", "false"}) {
        const auto read = read_case(
            catalogue_used,
            R"({"case": "A-17", "answers": {"confined_now": )" + std::string(value) + "}}", 3);
        REQUIRE_FALSE(read);
        CHECK(read.issues()[0].code == "boolean_answer");
        CHECK(read.issues()[0].pointer == "/answers/confined_now");
        CHECK(read.issues()[0].line == 3);
    }
    for (const std::string_view value :
         {"\"don't know\"", "\"-99\"", "-99", "\" \"", "\"NO\"", "\"No\""}) {
        INFO(value);
        CHECK_FALSE(read_case(catalogue_used, R"({"case": "A-17", "answers": {"confined_now": )" +
                                                  std::string(value) + "}}"));
    }
}
