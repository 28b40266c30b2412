// SPDX-License-Identifier: Apache-2.0

// Instruments: their rules, where their accuracy holds, and that they reach nothing else.

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "catch.hpp"
#include "pehchan/compiled.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/give.hpp"
#include "support/json_tree.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

boost::json::value said(const catalogue& catalogue_used, const answers& known) {
    return tree_of(dump(assess(catalogue_used, known), shipped("words")));
}

const boost::json::object& instrument_said(const boost::json::value& result,
                                           std::string_view finding) {
    for (const boost::json::value& f : result.at("findings").as_array())
        if (string_of(f.at("id")) == finding) return f.at("instrument").as_object();
    throw std::runtime_error("no finding " + std::string(finding));
}

/// Makes a rule over facts hold: every leaf of it.
void make_hold(answers& known, const rule_tree& rule) {
    switch (rule.form) {
        case rule_form::all:
            for (const rule_tree& child : rule.children) make_hold(known, child);
            break;
        case rule_form::indicator: give(known, rule.id, "yes"); break;
        case rule_form::choice_is:
            give(known, rule.id, std::string_view{rule.options.front()});
            break;
        case rule_form::number_at_least: give(known, rule.id, rule.number); break;
        case rule_form::number_below:  // with a lower bound, the number just below the upper one
                                       // serves both
            give(known, rule.id, rule.number - 1);
            break;
        default: throw std::runtime_error("a population is told by simple facts");
    }
}

}  // namespace

TEST_CASE("each instrument's rule gives the statuses that its cases expect") {
    std::ifstream in(std::string(PEHCHAN_SOURCE_DIR) + "/tests/cases/instruments.jsonl");
    std::size_t cases = 0;
    for (std::string line; std::getline(in, line); ++cases) {
        boost::json::object tree = tree_of(line).as_object();
        const catalogue& catalogue_used = shipped(string_of(tree.at("catalogue")));
        const boost::json::object expected = tree.at("expect").as_object();
        INFO(string_of(tree.at("case")));
        tree.erase("expect");
        tree.erase("catalogue");
        const auto person = read_case(catalogue_used, text_of_tree(tree));
        REQUIRE(person);
        const assessment result = assess(catalogue_used, person->known);
        for (const auto& [finding, status] : expected) {
            INFO(std::string_view(finding.data(), finding.size()));
            CHECK(name_of(finding_of(result, std::string_view(finding.data(), finding.size()))
                              .status) == string_of(status));
        }
    }
    CHECK(cases >= 19);
}

TEST_CASE(
    "an instrument outside its population, or in other words, says adapted_not_validated and "
    "prints no accuracy; inside it prints what was published") {
    std::size_t with_accuracy = 0, instruments = 0;
    for (const std::string_view id : builtin_ids()) {
        const catalogue& catalogue_used = shipped(id);
        for (const instrument_definition& i : catalogue_used.document().instruments) {
            ++instruments;
            INFO(i.id);
            answers inside{catalogue_used};
            make_hold(inside, i.applies_to);
            answers reworded = inside, outside{catalogue_used};
            give(inside, i.published_wording, "yes");
            give(outside, i.published_wording, "yes");
            for (const std::string& finding : i.findings) {
                const boost::json::value asked = said(catalogue_used, inside);
                CHECK(string_of(instrument_said(asked, finding).at("validity")) == "as_published");
                const bool evaluated =
                    std::any_of(i.accuracy.begin(), i.accuracy.end(),
                                [&](const accuracy_definition& a) { return a.finding == finding; });
                CHECK(instrument_said(asked, finding).at("accuracy").as_array().empty() ==
                      !evaluated);
                with_accuracy += evaluated;
                for (const answers* other : {&reworded, &outside}) {
                    const boost::json::value result = said(catalogue_used, *other);
                    CHECK(string_of(instrument_said(result, finding).at("validity")) ==
                          "adapted_not_validated");
                    CHECK_FALSE(instrument_said(result, finding).contains("accuracy"));
                    for (const std::string_view language : {"en", "ur"})
                        for (const accuracy_definition& a : i.accuracy)
                            CHECK(page(assess(catalogue_used, *other), shipped("words"),
                                       {view_kind::official, language, false})
                                      .find(a.population.in(language)) == std::string::npos);
                }
                CHECK(instrument_said(asked, finding).at("not_for").is_string());
            }
            for (const text* t : {&i.not_for, &i.population, &i.rule_in_words})
                CHECK_FALSE(t->empty());
            CHECK_FALSE(i.licence.empty());
        }
    }
    CHECK(instruments >= 13);
    CHECK(with_accuracy >= 5);
}

TEST_CASE(
    "every shipped measure belongs to an instrument, and no instrument reaches a headline, a "
    "safeguard, a referral or a finding of the law") {
    std::size_t measures = 0;
    for (const std::string_view id : builtin_ids()) {
        const catalogue& catalogue_used = shipped(id);
        for (const finding_definition* f : catalogue_used.findings()) {
            if (f->kind != finding_kind::measure) continue;
            ++measures;
            INFO(f->id);
            const assessment nothing_said = assess(catalogue_used, answers{catalogue_used});
            CHECK(instrument_of(nothing_said, f->id));
            CHECK(f->headline == headline_id::none);
        }
    }
    CHECK(measures >= 20);
    // no catalogue of the law uses an instrument, so nothing of the law can name one
    for (const std::string_view id : {"palermo", "pakistan"})
        for (const catalogue& used : shipped(id).state().closure)
            CHECK(used.document().instruments.empty());
    const catalogue& all = shipped("instruments");
    CHECK(all.state().compiled_safeguards.empty());
    CHECK(all.state().compiled_referrals.empty());
    answers everything{all};
    for (const indicator* i : all.indicators())
        if (i->type == indicator_type::yes_no && i->nature != indicator_nature::burden)
            give(everything, i->id, "yes");
    const assessment result = assess(all, everything);
    CHECK(result.headline == headline_id::none);
    CHECK(result.also.empty());
}

TEST_CASE("no instrument prints \"negative\" or its like") {
    for (const std::string_view id : builtin_ids())
        for (const instrument_definition& i : shipped(id).document().instruments)
            for (const text* t : {&i.title, &i.population, &i.rule_in_words, &i.not_for}) {
                std::string words{t->in("en")};
                std::transform(words.begin(), words.end(), words.begin(), [](unsigned char c) {
                    return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
                });
                for (const std::string_view bad :
                     {"negative", "cleared", "not a victim", "no victim"})
                    CHECK(words.find(bad) == std::string::npos);
            }
}
