// SPDX-License-Identifier: Apache-2.0

// Law 2: bounds are exact over the effective answers.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "catch.hpp"
#include "pehchan/compiled.hpp"
#include "pehchan/pehchan.hpp"
#include "support/brute_force.hpp"
#include "support/give.hpp"
#include "support/random_catalogue.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr std::size_t wanted_pairs = 5'000;  // the sanitizers slow this down twentyfold
#else
constexpr std::size_t wanted_pairs = 100'000;
#endif

struct tally {
    std::size_t pairs = 0, with_twelve_unknown = 0, case_splits = 0, open = 0, indicated = 0,
                not_shown = 0, refused = 0, forced = 0;
};

/// Compares one assessment with all completions, unless there are more than 2^13 of them.
void compare(const catalogue& catalogue_used, const answers& known, tally& count) {
    const catalogue_document& doc = catalogue_used.document();
    const plain_meaning meaning{doc};
    const std::size_t findings = doc.findings.size(), scores = doc.scores.size();
    const auto possible = possible_values(catalogue_used, known);
    std::size_t completions = 1, unknown = 0;
    for (const auto& [id, values] : possible) {
        completions = std::min<std::size_t>(completions * values.size(), 1u << 20);
        unknown += values.size() > 1;
    }
    if (completions > 8192) return;
    count.with_twelve_unknown += unknown >= 12;
    std::vector<bool> always(findings, true), ever(findings, false);
    std::vector<std::int64_t> least(scores, INT64_MAX), most(scores, INT64_MIN);
    each_completion(possible, [&](const complete_person& person) {
        for (std::size_t f = 0; f < findings; ++f) {
            const bool holds = meaning.holds(doc.findings[f].rule, person);
            always[f] = always[f] && holds;
            ever[f] = ever[f] || holds;
        }
        for (std::size_t s = 0; s < scores; ++s) {
            const std::int64_t points = meaning.points(doc.scores[s], person);
            least[s] = std::min(least[s], points);
            most[s] = std::max(most[s], points);
        }
    });
    const assessment result = assess(catalogue_used, known);
    quick_assessment quick{catalogue_used};
    quick.assess(known);
    for (std::size_t i = 0; i < result.findings.size(); ++i) {
        const auto f =
            static_cast<std::size_t>(std::find_if(doc.findings.begin(), doc.findings.end(),
                                                  [&](const finding_definition& d) {
                                                      return &d == result.findings[i].definition;
                                                  }) -
                                     doc.findings.begin());
        const finding_status expected = always[f] ? finding_status::indicated
                                        : ever[f] ? finding_status::open
                                                  : finding_status::not_shown;
        if (result.findings[i].status != expected)
            FAIL("finding " << doc.findings[f].id << " is " << name_of(result.findings[i].status)
                            << ", all completions say " << name_of(expected));
        if (quick.status(i) != expected)
            FAIL("the quick status of " << doc.findings[f].id << " differs");
        count.open += expected == finding_status::open;
        count.indicated += expected == finding_status::indicated;
        count.not_shown += expected == finding_status::not_shown;
    }
    for (std::size_t i = 0; i < result.scores.size(); ++i) {
        const auto s =
            static_cast<std::size_t>(std::find_if(doc.scores.begin(), doc.scores.end(),
                                                  [&](const score_definition& d) {
                                                      return &d == result.scores[i].definition;
                                                  }) -
                                     doc.scores.begin());
        if (result.scores[i].low != least[s] || result.scores[i].high != most[s])
            FAIL("score " << doc.scores[s].id << " is " << result.scores[i].low << " to "
                          << result.scores[i].high << ", all completions say " << least[s] << " to "
                          << most[s]);
        if (quick.score(i) != bounds{least[s], most[s]})
            FAIL("the quick score of " << doc.scores[s].id << " differs");
    }
    ++count.pairs;
}

rule_tree yes(const std::string& id) {
    rule_tree made;
    made.form = rule_form::indicator;
    made.id = id;
    return made;
}
rule_tree no(const std::string& id) {
    rule_tree made;
    made.form = rule_form::negation;
    made.children = {yes(id)};
    return made;
}
rule_tree joined(rule_form form, std::vector<rule_tree> children) {
    rule_tree made;
    made.form = form;
    made.children = std::move(children);
    return made;
}
rule_tree differs(const std::string& a, const std::string& b) {
    return joined(rule_form::any, {joined(rule_form::all, {yes(a), no(b)}),
                                   joined(rule_form::all, {no(a), yes(b)})});
}

/// A document with `facts` yes/no facts f0, f1, ... and one finding.
catalogue_document with_facts(std::size_t facts, rule_tree rule) {
    catalogue_document doc;
    doc.id = "facts";
    doc.version = "1.0.0";
    doc.setting = catalogue_setting::survey;
    doc.title = random_catalogue_maker::words("facts");
    doc.languages = {{"en", translation_status::source}};
    doc.sources = {{"s", "source", "", "2018", confidence_level::verified}};
    for (std::size_t i = 0; i < facts; ++i) {
        indicator fact;
        fact.id = "f" + std::to_string(i);
        fact.statement = random_catalogue_maker::from();
        fact.label = fact.question = random_catalogue_maker::words(fact.id);
        doc.indicators.push_back(fact);
    }
    finding_definition finding;
    finding.id = "finding";
    finding.title = finding.meaning = random_catalogue_maker::words("finding");
    finding.statement = random_catalogue_maker::from();
    finding.pointer = "/findings/0";
    finding.rule = std::move(rule);
    doc.findings.push_back(finding);
    return doc;
}

}  // namespace

TEST_CASE(
    "law 2: bounds equal brute force over all completions on 100,000 random catalogues with "
    "answers",
    "[law-2]") {
    dice d{20260223};
    tally count;
    while (count.pairs < wanted_pairs) {
        random_shape shape{4 + d.below(11), 3 + d.below(4), 1 + d.below(3), d.chance(50)};
        const auto built = build(random_catalogue_maker{d, shape}.make());
        if (!built) {
            // the only reasons to refuse a random catalogue: too many cases, or an "all" of an
            // empty tag
            for (const issue& i : built.issues())
                if (i.code != "too_many_cases") FAIL(i.code << ": " << i.message);
            ++count.refused;
            continue;
        }
        count.case_splits += !built->state().rules_program.case_splits.empty();
        for (int n = 0; n < 25; ++n) {
            const std::size_t unknowns = d.chance(2) ? 8 + d.below(5) : d.below(5);
            compare(*built, random_answers(d, *built, unknowns), count);
        }
    }
    INFO(count.pairs << " pairs, " << count.case_splits << " catalogues with splits, "
                     << count.refused << " refused; statuses " << count.indicated << " indicated, "
                     << count.open << " open, " << count.not_shown << " not shown");
    if (wanted_pairs >= 100'000) CHECK(count.with_twelve_unknown > 0);
    CHECK(count.case_splits > wanted_pairs / 200);
    CHECK(count.open > wanted_pairs / 10);
    CHECK(count.indicated > wanted_pairs / 10);
    CHECK(count.not_shown > wanted_pairs / 10);
    CHECK(count.refused < count.pairs / 100);
}

TEST_CASE("law 2: a rule that says the same whatever the missing answer is settled", "[law-2]") {
    const auto of = build(with_facts(1, joined(rule_form::any, {yes("f0"), no("f0")})));
    REQUIRE(of);
    CHECK(assess(*of, answers{*of}).findings[0].status == finding_status::indicated);
    const auto never = build(with_facts(1, joined(rule_form::all, {yes("f0"), no("f0")})));
    REQUIRE(never);
    CHECK(assess(*never, answers{*never}).findings[0].status == finding_status::not_shown);
}

TEST_CASE(
    "law 2: sixty-four cases in one connected part are tried, more are refused with the answers "
    "named",
    "[law-2]") {
    // a chain of differences ties the facts f0 to fn together in one part
    const auto chain = [](std::size_t n) {
        std::vector<rule_tree> links;
        for (std::size_t i = 0; i + 1 < n; ++i)
            links.push_back(differs("f" + std::to_string(i), "f" + std::to_string(i + 1)));
        return joined(rule_form::all, links);
    };
    const auto fits = build(with_facts(6, chain(6)));
    REQUIRE(fits);
    answers known{*fits};
    CHECK(assess(*fits, known).findings[0].status == finding_status::open);
    give(known, "f0", "yes");
    give(known, "f2", "no");
    CHECK(assess(*fits, known).findings[0].status == finding_status::not_shown);

    const auto refused = build(with_facts(7, chain(7)));
    REQUIRE_FALSE(refused);
    REQUIRE(refused.issues().size() == 1);
    CHECK(refused.issues()[0].code == "too_many_cases");
    for (int i = 0; i < 7; ++i)
        CHECK(refused.issues()[0].message.find("f" + std::to_string(i)) != std::string::npos);
}

TEST_CASE("law 2: cases are counted per connected part, so parts that share no answer may be many",
          "[law-2]") {
    std::vector<rule_tree> parts;
    for (std::size_t i = 0; i < 40; i += 2)
        parts.push_back(differs("f" + std::to_string(i), "f" + std::to_string(i + 1)));
    for (rule_form form : {rule_form::all, rule_form::any}) {
        const auto of = build(with_facts(40, joined(form, parts)));
        REQUIRE(of);
        CHECK(assess(*of, answers{*of}).findings[0].status == finding_status::open);
    }
}

TEST_CASE("law 2: a choice among a set of options is one condition", "[law-2]") {
    catalogue_document doc = with_facts(1, yes("f0"));
    indicator where;
    where.id = "where";
    where.type = indicator_type::choice;
    where.statement = random_catalogue_maker::from();
    where.label = where.question = random_catalogue_maker::words("where");
    for (const char* o : {"a", "b", "c"})
        where.options.push_back({o, random_catalogue_maker::words(o)});
    doc.indicators.push_back(where);
    const auto is = [](std::vector<std::string> options) {
        rule_tree made;
        made.form = rule_form::choice_is;
        made.id = "where";
        made.options = std::move(options);
        return made;
    };
    doc.findings[0].rule = is({"a", "b"});
    finding_definition covered = doc.findings[0], impossible = doc.findings[0];
    covered.id = "covered";
    covered.rule = joined(rule_form::any, {is({"a"}), is({"b", "c"})});
    impossible.id = "impossible";
    impossible.rule = joined(rule_form::all, {is({"a"}), is({"b"})});
    doc.findings.push_back(covered);
    doc.findings.push_back(impossible);
    const auto of = build(doc);
    REQUIRE(of);
    std::map<std::string, finding_status> found;
    for (const finding_result& f : assess(*of, answers{*of}).findings)
        found[f.definition->id] = f.status;
    CHECK(found["finding"] == finding_status::open);
    CHECK(found["covered"] == finding_status::indicated);
    CHECK(found["impossible"] == finding_status::not_shown);
}
