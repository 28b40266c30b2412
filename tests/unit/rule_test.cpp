// SPDX-License-Identifier: Apache-2.0

// Rules as they are written.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "pehchan/document.hpp"
#include "pehchan/rule.hpp"
#include "support/small_catalogue.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

/// Signs `a` and `b`, fact `moved`, choice `c`, number `n`; and these rules, r0, r1, ...
catalogue with_rules(const std::vector<std::string>& rules) {
    small_catalogue of;
    of.setting = "survey";
    const std::string shape =
        R"(, "nature": "fact", "known_by": "asked", "period": "now", "sensitivity": 1, "label": {"en": "x"}, "question": {"en": "?"}, )";
    of.indicators = {
        yes_no_json("a", "harm"), yes_no_json("b", "harm"), yes_no_json("moved", "fact"),
        R"({"id": "c", "type": "choice")" + shape +
            R"("options": [{"id": "o", "label": {"en": "o"}}, {"id": "p", "label": {"en": "p"}}, {"id": "q", "label": {"en": "q"}}], )" +
            stated + "}",
        R"({"id": "n", "type": "number")" + shape + R"("min": 0, "max": 120, )" + stated + "}"};
    for (std::size_t r = 0; r < rules.size(); ++r)
        of.rules += (r ? ", " : "") + (R"({"id": "r)" + std::to_string(r)) + R"(", "rule": )" +
                    rules[r] + ", " + stated + "}";
    of.findings = finding_json("f", "measure", "\"a\"");
    of.scores =
        R"({"id": "points", "title": {"en": "points"}, "terms": [{"when": "a", "points": "1.5"}], )" +
        stated + "}";
    of.more =
        R"(, "tags": [{"id": "t.signs", "indicators": ["a", "b"], )" + stated +
        R"(}], "templates": [{"id": "two", "parameters": ["strong"], "rule": {"at_least": 2, "of": [{"tag": "$strong"}]}, )" +
        stated + "}]";
    return loaded(of);
}

rule_tree read(const std::string& rule) {
    const catalogue of = with_rules({rule});
    return of.document().rules.front().rule;
}

}  // namespace

TEST_CASE("every form of a rule is read as it is written") {
    rule_tree read_rule = read("\"a\"");
    CHECK(read_rule.form == rule_form::indicator);
    CHECK(read_rule.id == "a");

    for (const auto& [word, form] : std::vector<std::pair<std::string, rule_form>>{
             {"all", rule_form::all}, {"any", rule_form::any}}) {
        read_rule = read("{\"" + word + R"(": ["a", {"tag": "t.signs"}, "moved"]})");
        CHECK(read_rule.form == form);
        REQUIRE(read_rule.children.size() == 3);
        CHECK(read_rule.children[0].id == "a");
        CHECK(read_rule.children[1].form == rule_form::tag);
        CHECK(read_rule.children[1].id == "t.signs");
        CHECK(read_rule.children[2].id == "moved");
    }
    read_rule = read(R"({"at_least": 2, "of": ["a", "b", "moved"]})");
    CHECK(read_rule.form == rule_form::at_least);
    CHECK(read_rule.number == 2);
    CHECK(read_rule.children.size() == 3);

    read_rule = read(R"({"not": "moved"})");
    CHECK(read_rule.form == rule_form::negation);
    REQUIRE(read_rule.children.size() == 1);
    CHECK(read_rule.children.front().form == rule_form::indicator);
    CHECK(read_rule.children.front().id == "moved");

    read_rule = read(R"({"choice": "c", "is": ["p", "o"]})");
    CHECK(read_rule.form == rule_form::choice_is);
    CHECK(read_rule.id == "c");
    CHECK(read_rule.options == std::vector<std::string>{"p", "o"});

    read_rule = read(R"({"number": "n", "below": 18})");
    CHECK(read_rule.form == rule_form::number_below);
    CHECK(read_rule.id == "n");
    CHECK(read_rule.number == 18);
    read_rule = read(R"({"number": "n", "at_least": 60})");
    CHECK(read_rule.form == rule_form::number_at_least);
    CHECK(read_rule.number == 60);

    read_rule = read(R"({"score": "points", "at_least": "1.25"})");
    CHECK(read_rule.form == rule_form::score_at_least);
    CHECK(read_rule.id == "points");
    CHECK(read_rule.number == 1'250'000);

    read_rule = read(R"({"any_sign_of": "f"})");
    CHECK(read_rule.form == rule_form::any_sign_of);
    CHECK(read_rule.id == "f");
    read_rule = read(R"({"finding": "f"})");
    CHECK(read_rule.form == rule_form::finding_reference);
    CHECK(read_rule.id == "f");
    const catalogue refers = with_rules({"\"a\"", R"({"rule": "r0"})"});
    read_rule = refers.document().rules.back().rule;
    CHECK(read_rule.form == rule_form::rule_reference);
    CHECK(read_rule.id == "r0");

    read_rule = read(R"({"template": "two", "with": {"strong": "t.signs"}})");
    CHECK(read_rule.form == rule_form::template_use);
    CHECK(read_rule.id == "two");
    CHECK(read_rule.arguments ==
          std::vector<std::pair<std::string, std::string>>{{"strong", "t.signs"}});
}

TEST_CASE("a rule and each of its parts say where they stand") {
    const rule_tree whole =
        read(R"({"any": ["a", {"all": ["moved", {"number": "n", "below": 18}]}]})");
    CHECK(whole.pointer == "/rules/0/rule");
    REQUIRE(whole.children.size() == 2);
    CHECK(whole.children[0].pointer == "/rules/0/rule/any/0");
    REQUIRE(whole.children[1].children.size() == 2);
    CHECK(whole.children[1].children[1].pointer == "/rules/0/rule/any/1/all/1");
}

TEST_CASE("a rule that nobody wrote asks for nothing") {
    const rule_tree none;
    CHECK(none.form == rule_form::all);
    CHECK(none.children.empty());
}
