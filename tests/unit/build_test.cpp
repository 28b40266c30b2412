// SPDX-License-Identifier: Apache-2.0

// Documents become catalogues, or the list of what is wrong with them.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "pehchan/answers.hpp"
#include "pehchan/assess.hpp"
#include "pehchan/build.hpp"

using namespace pehchan;

namespace {

text words(std::string said) { return {{{"en", std::move(said), translation_status::source}}}; }

rule_tree on(rule_form form, std::string id) {
    rule_tree out;
    out.form = form;
    out.id = std::move(id);
    return out;
}

/// One sign of harm and a measure of it; as read from no text.
catalogue_document one_sign(std::string id) {
    const provenance stated{{id + ".doc"}, confidence_level::verified, "2020", ""};
    catalogue_document out;
    out.version = "1.0.0";
    out.title = words(id);
    out.setting = catalogue_setting::survey;
    out.languages = {{"en", translation_status::source}};
    out.sources = {{id + ".doc", "A document", "", "2020", confidence_level::verified}};
    indicator sign;
    sign.id = id + "_sign";
    sign.nature = indicator_nature::harm;
    sign.label = sign.question = words("sign");
    sign.statement = stated;
    sign.pointer = "/indicators/0";
    out.indicators.push_back(sign);
    finding_definition finding;
    finding.id = id + "_measure";
    finding.title = finding.meaning = words("measure");
    finding.rule = on(rule_form::indicator, sign.id);
    finding.statement = stated;
    finding.pointer = "/findings/0";
    out.findings.push_back(finding);
    out.id = std::move(id);
    return out;
}

std::vector<std::string> codes_of(const outcome<catalogue>& made) {
    std::vector<std::string> out;
    for (const issue& one : made.issues()) out.push_back(one.code);
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

TEST_CASE("a document without a text becomes a catalogue that assesses and has no digest") {
    const auto made = build(one_sign("one"));
    REQUIRE(made.ok());
    CHECK(made->id() == "one");
    CHECK(made->digest().empty());
    CHECK_FALSE(made->proved());
    answers known{*made};
    REQUIRE(known.set("one_sign", "yes") == answer_problem::none);
    const assessment result = assess(*made, known);
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings.front().status == finding_status::indicated);
}

TEST_CASE("a document with problems gives them all at once, with pointers and without a line") {
    catalogue_document doc = one_sign("one");
    doc.findings.front().rule = on(rule_form::indicator, "no_such_sign");
    doc.findings.front().rule.pointer = "/findings/0/rule";
    doc.indicators.front().statement.sources = {"no_such_source"};
    doc.indicators.front().statement.confidence = confidence_level::unverified;
    const auto made = build(doc);
    CHECK(codes_of(made) == std::vector<std::string>{"unknown_indicator", "unknown_source"});
    for (const issue& one : made.issues()) {
        CAPTURE(one.code);
        CHECK(one.pointer.starts_with('/'));
        CHECK(one.line == 0);
        CHECK(one.column == 0);
        CHECK_FALSE(one.message.empty());
    }
}

TEST_CASE("a catalogue that a document uses must be given, and then its indicators can be named") {
    catalogue_document doc = one_sign("two");
    doc.use = {{"one", "1.0.0", "/use/0"}};
    doc.findings.front().rule = on(rule_form::indicator, "one_sign");
    const auto alone = build(doc);
    REQUIRE_FALSE(alone.ok());
    CHECK(alone.issues().front().code == "unknown_catalogue");
    CHECK(alone.issues().front().pointer == "/use/0");

    const std::vector<catalogue> used{build(one_sign("one")).value()};
    const auto made = build(doc, used);
    REQUIRE(made.ok());
    CHECK(made->find_indicator("one_sign"));
    CHECK(made->find_finding("one_measure"));
    REQUIRE(made->used().size() == 1);
    CHECK(made->used().front() == used.front());

    doc.use.front().version = "2.0.0";
    const auto other = build(doc, used);
    REQUIRE_FALSE(other.ok());
    CHECK(other.issues().front().code == "unknown_catalogue");  // nobody gave that version
}

TEST_CASE("a rule that refers to itself through another is refused") {
    catalogue_document doc = one_sign("one");
    const provenance stated = doc.findings.front().statement;
    for (const auto& [id, other] : {std::pair{"here", "there"}, std::pair{"there", "here"}}) {
        doc.rules.push_back({id, {}, on(rule_form::rule_reference, other), stated, "/rules"});
        doc.rules.back().rule.pointer = "/rules/rule";
    }
    const auto made = build(doc);
    REQUIRE_FALSE(made.ok());
    CHECK(made.issues().front().code == "recursion");
}

TEST_CASE("a document that uses itself is refused") {
    catalogue_document doc = one_sign("one");
    doc.use = {{"one", "1.0.0", "/use/0"}};
    const std::vector<catalogue> used{build(one_sign("one")).value()};
    CHECK(codes_of(build(doc, used)) == std::vector<std::string>{"conflicting_use"});
}
