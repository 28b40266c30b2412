// SPDX-License-Identifier: Apache-2.0

// Indicators as they are written.

#include <string>
#include <vector>

#include "catch.hpp"
#include "pehchan/indicator.hpp"
#include "support/small_catalogue.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

catalogue with(const std::string& json) {
    small_catalogue of;
    of.setting = "survey";
    of.indicators = {json};
    return loaded(of);
}

}  // namespace

TEST_CASE("all that an indicator says is kept") {
    const catalogue of = with(
        R"({"id": "held", "type": "yes_no", "nature": "harm", "known_by": "observed", "period": "12_months", "sensitivity": 3,
        "label": {"en": "Held"}, "question": {"en": "Were you held?"}, "not_applicable": {"en": "Never there"},
        "record_only": true, "hidden_from": ["official", "helper"], "sources": ["s.doc"], "confidence": "secondary", "as_of": "2019", "note": "a note"})");
    const indicator* held = of.find_indicator("held");
    REQUIRE(held);
    CHECK(held->id == "held");
    CHECK(held->type == indicator_type::yes_no);
    CHECK(held->nature == indicator_nature::harm);
    CHECK(held->known == known_by::observed);
    CHECK(held->period == indicator_period::twelve_months);
    CHECK(held->sensitivity == 3);
    CHECK(held->label.in("en") == "Held");
    CHECK(held->question.in("en") == "Were you held?");
    CHECK(held->not_applicable.in("en") == "Never there");
    CHECK(held->record_only);
    CHECK(held->hidden_from == std::vector<view_kind>{view_kind::official, view_kind::helper});
    CHECK(held->statement == provenance{{"s.doc"}, confidence_level::secondary, "2019", "a note"});
    CHECK(held->pointer == "/indicators/1");  // after told_may_refuse
}

TEST_CASE("a choice keeps its options in their order, and a number its range") {
    const std::string shape =
        R"(, "nature": "fact", "known_by": "document", "period": "ever", "sensitivity": 2, "label": {"en": "x"}, "question": {"en": "?"}, )";
    const catalogue chosen = with(
        R"({"id": "c", "type": "choice")" + shape +
        R"("options": [{"id": "z", "label": {"en": "Z"}}, {"id": "a", "label": {"en": "A"}}], )" +
        stated + "}");
    const indicator& choice = *chosen.find_indicator("c");
    CHECK(choice.type == indicator_type::choice);
    const auto option = [](const char* id, const char* label) {
        return choice_option{id, {{{"en", label, translation_status::source}}}};
    };
    CHECK(choice.options == std::vector<choice_option>{option("z", "Z"), option("a", "A")});
    CHECK_FALSE(option("z", "Z") == option("z", "A"));
    CHECK_FALSE(option("z", "Z") == option("a", "Z"));

    const catalogue counted = with(R"({"id": "n", "type": "number")" + shape +
                                   R"("min": -3, "max": 120, )" + stated + "}");
    const indicator& number = *counted.find_indicator("n");
    CHECK(number.type == indicator_type::number);
    CHECK(number.min == -3);
    CHECK(number.max == 120);
    CHECK(number.known == known_by::document);
    CHECK(number.period == indicator_period::ever);
}

TEST_CASE("what an indicator leaves out allows nothing more and hides nothing") {
    const catalogue of = with(yes_no_json("a", "burden", "document"));
    const indicator& a = *of.find_indicator("a");
    CHECK(a.nature == indicator_nature::burden);
    CHECK(a.question.empty());
    CHECK(a.not_applicable.empty());
    CHECK(a.options.empty());
    CHECK_FALSE(a.record_only);
    CHECK(a.hidden_from.empty());
}
