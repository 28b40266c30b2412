// SPDX-License-Identifier: Apache-2.0

// Law 12: order never matters, and knowledge only settles.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "pehchan/compiled.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/give.hpp"
#include "support/json_tree.hpp"
#include "support/rule_trees.hpp"
#include "support/shipped.hpp"
#include "support/small_catalogue.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

/// The JSON of all views without the digest and what is on record for it, and the pages.
std::string said_without_digest(const assessment& result) {
    std::string out = everything_said(result);
    const std::string digest{result.catalogue_used.digest()};
    for (std::size_t at; (at = out.find("\"proved\":true")) != std::string::npos;)
        out.replace(at, 13, "\"proved\":...");
    for (std::size_t at; (at = out.find("\"proved\":false")) != std::string::npos;)
        out.replace(at, 14, "\"proved\":...");
    for (std::size_t at; !digest.empty() && (at = out.find(digest)) != std::string::npos;)
        out.replace(at, digest.size(), "digest");
    const std::string begun = digest.substr(0, 12);  // in the first line of a changed catalogue
    for (std::size_t at; !begun.empty() && (at = out.find(begun)) != std::string::npos;)
        out.replace(at, begun.size(), "digest");
    return out;
}

/// "" if everything that was settled is settled the same way, and no score is wider.
std::string unsettled(const assessment& before, const assessment& after) {
    const auto kept = [](finding_status a, finding_status b) {
        return a == finding_status::open || a == b;
    };
    for (std::size_t f = 0; f < before.findings.size(); ++f) {
        if (!kept(before.findings[f].status, after.findings[f].status))
            return before.findings[f].definition->id;
        for (std::size_t e = 0; e < before.findings[f].elements.size(); ++e)
            if (!kept(before.findings[f].elements[e].status, after.findings[f].elements[e].status))
                return "an element of " + before.findings[f].definition->id;
        for (const condition& sign : before.findings[f].signs)
            if (std::find(after.findings[f].signs.begin(), after.findings[f].signs.end(), sign) ==
                after.findings[f].signs.end())
                return "a sign of " + before.findings[f].definition->id;
    }
    for (std::size_t s = 0; s < before.scores.size(); ++s)
        if (after.scores[s].low < before.scores[s].low ||
            after.scores[s].high > before.scores[s].high)
            return before.scores[s].definition->id;
    if (before.child_now && after.child_now != before.child_now) return "child_now";
    return "";
}

/// Every answer that the indicator can have: all options, and for a number its ends and what the
/// rules compare it with.
std::vector<answer> every_answer(const indicator& about) {
    std::vector<answer> out;
    switch (about.type) {
        case indicator_type::yes_no:
            out = {{answer_kind::yes, 0}, {answer_kind::no, 0}};
            if (!about.not_applicable.empty()) out.push_back({answer_kind::not_applicable, 0});
            break;
        case indicator_type::choice:
            for (std::size_t o = 0; o < about.options.size(); ++o)
                out.push_back({answer_kind::option, static_cast<std::int64_t>(o)});
            break;
        case indicator_type::number:
            for (const std::int64_t v : {about.min, about.max, std::int64_t{17}, std::int64_t{18},
                                         std::int64_t{59}, std::int64_t{60}})
                if (v >= about.min && v <= about.max) out.push_back({answer_kind::number, v});
            break;
    }
    return out;
}

bool is_unknown(const answer& a) {
    return a.kind == answer_kind::unknown || a.kind == answer_kind::declined;
}

void shuffle_list(dice& d, auto& list) {
    for (std::size_t left = list.size(); left > 1; --left)
        std::swap(list[left - 1], list[d.below(left)]);
}

void shuffle_rule(dice& d, rule_tree& tree) {
    shuffle_list(d, tree.children);
    shuffle_list(d, tree.options);
    for (rule_tree& child : tree.children) shuffle_rule(d, child);
}

/// The document with everything whose order means nothing in another order.
catalogue_document shuffled_document(dice& d, catalogue_document doc) {
    shuffle_list(d, doc.indicators);
    shuffle_list(d, doc.tags);
    shuffle_list(d, doc.rules);
    shuffle_list(d, doc.scores);
    shuffle_list(d, doc.findings);
    for (tag& t : doc.tags) shuffle_list(d, t.indicators);
    for (rule_template& t : doc.templates) shuffle_rule(d, t.rule);
    for (named_rule& r : doc.rules) shuffle_rule(d, r.rule);
    for (finding_definition& f : doc.findings) shuffle_rule(d, f.rule);
    for (score_definition& s : doc.scores) {
        shuffle_list(d, s.terms);
        for (score_term& term : s.terms)
            if (term.when) shuffle_rule(d, *term.when);
    }
    return doc;
}

}  // namespace

TEST_CASE(
    "law 12: the order of collections and of the members of rules in a catalogue's text changes no "
    "byte of any result",
    "[law-12]") {
    dice d{1201};
    for (const std::string_view id : assessing_catalogues) {
        const catalogue& catalogue_used = shipped(id);
        const reordered one(d, id, true);  // a shipped catalogue is not called changed
        for (int order = 0; order < 3; ++order) {
            const reordered other(d, id, true);
            CHECK(other.get().digest() !=
                  catalogue_used.digest());  // the members of rules really were reordered
            for (std::size_t n = 0; n < 40 / slowed_down; ++n) {
                const answers person =
                    random_person(d, catalogue_used,
                                  {.harm_yes = d.below(15), .harm_no = d.below(80), .other = 60});
                const std::string here =
                    said_without_digest(assess(one.get(), carried_over(d, person, one.get())));
                const std::string there =
                    said_without_digest(assess(other.get(), carried_over(d, person, other.get())));
                if (here != there) {
                    std::size_t at = 0;
                    while (here[at] == there[at]) ++at;
                    FAIL_CHECK(id << " differs: ..." << here.substr(at > 200 ? at - 200 : 0, 400)
                                  << "... and ..." << there.substr(at > 200 ? at - 200 : 0, 400));
                }
            }
        }
    }
}

TEST_CASE(
    "law 12: in random catalogues of every rule form the order of indicators, rules, findings and "
    "list members changes nothing",
    "[law-12]") {
    dice d{1202};
    std::size_t compared = 0;
    while (compared < 2'000 / slowed_down) {
        const catalogue_document doc =
            random_catalogue_maker{d, {6 + d.below(8), 4, 1 + d.below(3), d.chance(50)}}.make();
        const auto here = build(doc);
        const auto there = build(shuffled_document(d, doc));
        REQUIRE(here.ok() == there.ok());
        if (!here) continue;
        for (int n = 0; n < 5; ++n) {
            ++compared;
            const answers person = random_answers(d, *here, d.below(8));
            const assessment a = assess(*here, person),
                             b = assess(*there, carried_over(d, person, *there));
            REQUIRE(a.asked_n == b.asked_n);
            REQUIRE(a.findings.size() == b.findings.size());
            for (std::size_t f = 0; f < a.findings.size(); ++f) {
                const finding_result &x = a.findings[f], &y = b.findings[f];
                REQUIRE(x.definition->id == y.definition->id);
                REQUIRE(x.status == y.status);
                const auto same = [](const std::vector<condition>& p,
                                     const std::vector<condition>& q) {
                    return std::equal(p.begin(), p.end(), q.begin(), q.end(),
                                      [](const condition& m, const condition& o) {
                                          return m.about->id == o.about->id && m.form == o.form &&
                                                 m.option == o.option && m.number == o.number;
                                      });
                };
                REQUIRE(same(x.signs, y.signs));
                if (!same(x.because, y.because))
                    FAIL_CHECK("the reasons of " << x.definition->id << " depend on order");
            }
            for (std::size_t s = 0; s < a.scores.size(); ++s) {
                REQUIRE(a.scores[s].definition->id == b.scores[s].definition->id);
                REQUIRE(a.scores[s].low == b.scores[s].low);
                REQUIRE(a.scores[s].high == b.scores[s].high);
            }
        }
    }
}

TEST_CASE(
    "law 12: the order in which answers are given changes nothing, nor does an answer that was "
    "given and taken back",
    "[law-12]") {
    dice d{1203};
    for (const std::string_view id : assessing_catalogues) {
        const catalogue& catalogue_used = shipped(id);
        for (std::size_t n = 0; n < 60 / slowed_down; ++n) {
            const answers person = random_person(d, catalogue_used);
            answers other = random_person(d, catalogue_used);  // answered otherwise first
            for (std::size_t i = 0; i < catalogue_used.indicators().size(); ++i)
                give(other, static_cast<std::uint32_t>(i), person.at(i));
            REQUIRE(other == person);
            const std::string said = everything_said(assess(catalogue_used, person));
            REQUIRE(everything_said(assess(catalogue_used, other)) == said);
            REQUIRE(everything_said(
                        assess(catalogue_used, carried_over(d, person, catalogue_used))) == said);
            quick_assessment quick{catalogue_used};
            quick.assess(random_person(d, catalogue_used));
            quick.assess(other);
            const assessment result = assess(catalogue_used, person);
            for (std::size_t f = 0; f < result.findings.size(); ++f)
                REQUIRE(quick.status(f) == result.findings[f].status);
        }
    }
}

TEST_CASE(
    "law 12: turning one unknown into any known answer changes no settled status and widens no "
    "score, in the shipped catalogues",
    "[law-12]") {
    dice d{1204};
    for (const std::string_view id : assessing_catalogues) {
        const catalogue& catalogue_used = shipped(id);
        std::size_t settled_more = 0;
        for (std::size_t n = 0; n < 24 / slowed_down + 1; ++n) {
            habits h;
            h.harm_yes = d.below(12);
            h.harm_no = d.below(90);
            h.fact_yes = h.fact_no = d.below(45);
            h.good_interview = 30;
            const answers person = random_person(d, catalogue_used, h);
            const assessment before = assess(catalogue_used, person);
            for (std::uint32_t i = 0; i < catalogue_used.indicators().size(); ++i) {
                if (!is_unknown(person.at(i))) continue;
                for (const answer& value : every_answer(*catalogue_used.indicators()[i])) {
                    answers more = person;
                    give(more, i, value);
                    const assessment after = assess(catalogue_used, more);
                    if (const std::string what = unsettled(before, after); !what.empty())
                        FAIL_CHECK(id << ": with " << catalogue_used.indicators()[i]->id
                                      << " known, " << what << " is no longer what it was");
                    for (std::size_t f = 0; f < before.findings.size(); ++f)
                        settled_more += before.findings[f].status != after.findings[f].status;
                }
            }
        }
        INFO(id);
        CHECK((settled_more > 0) == !catalogue_used.findings().empty());
    }
}

TEST_CASE("law 12: from nothing known to everything known, each step only settles", "[law-12]") {
    dice d{1205};
    for (const std::string_view id : assessing_catalogues) {
        const catalogue& catalogue_used = shipped(id);
        for (std::size_t n = 0; n < 8 / slowed_down + 1; ++n) {
            const answers whole = [&] {
                answers out = random_person(d, catalogue_used,
                                            {.harm_yes = 10,
                                             .harm_no = 90,
                                             .fact_yes = 50,
                                             .fact_no = 50,
                                             .burden_yes = 50,
                                             .other = 100,
                                             .declined = 0,
                                             .good_interview = 70});
                return out;
            }();
            std::vector<std::uint32_t> order;
            for (std::uint32_t i = 0; i < catalogue_used.indicators().size(); ++i)
                order.push_back(i);
            shuffle_list(d, order);
            answers known{catalogue_used};
            assessment before = assess(catalogue_used, known);
            for (const std::uint32_t i : order) {
                give(known, i, whole.at(i));
                const assessment after = assess(catalogue_used, known);
                if (const std::string what = unsettled(before, after); !what.empty())
                    FAIL_CHECK(id << ": with " << catalogue_used.indicators()[i]->id << ", "
                                  << what);
                before = after;
            }
        }
    }
}

TEST_CASE(
    "law 12: in random catalogues one more known answer only settles, forced \"no\"s, choices, "
    "numbers and splits included",
    "[law-12]") {
    dice d{1206};
    std::size_t steps = 0, settled_more = 0, narrowed = 0, with_splits = 0;
    while (steps < 40'000 / slowed_down) {
        const auto of = build(random_catalogue_maker{
            d,
            {4 + d.below(10), 3 + d.below(4), 1 + d.below(3),
             d.chance(60)}}.make());
        if (!of) continue;
        with_splits += !of->state().rules_program.case_splits.empty();
        for (int n = 0; n < 6; ++n) {
            const answers person = random_answers(d, *of, d.below(of->indicators().size()));
            const assessment before = assess(*of, person);
            for (std::uint32_t i = 0; i < of->indicators().size(); ++i) {
                if (!is_unknown(person.at(i))) continue;
                const indicator& about = *of->indicators()[i];
                std::vector<answer> values = every_answer(about);
                if (about.type == indicator_type::number) {
                    values.clear();
                    for (std::int64_t v = about.min; v <= about.max; ++v)
                        values.push_back({answer_kind::number, v});
                }
                for (const answer& value : values) {
                    ++steps;
                    answers more = person;
                    give(more, i, value);
                    const assessment after = assess(*of, more);
                    if (const std::string what = unsettled(before, after); !what.empty())
                        FAIL_CHECK("with " << about.id << " known, " << what
                                           << " is no longer what it was");
                    for (std::size_t f = 0; f < before.findings.size(); ++f)
                        settled_more += before.findings[f].status != after.findings[f].status;
                    for (std::size_t s = 0; s < before.scores.size(); ++s)
                        narrowed += after.scores[s].high - after.scores[s].low <
                                    before.scores[s].high - before.scores[s].low;
                }
            }
        }
    }
    CHECK(settled_more > 100);
    CHECK(narrowed > 100);
    CHECK(with_splits > 5);
}

TEST_CASE("law 12: learning that the interview was good turns open into settled and nothing back",
          "[law-12]") {
    const catalogue& catalogue_used = shipped("pakistan");
    answers known{catalogue_used};
    for (const indicator* about : catalogue_used.indicators())
        if (about->type == indicator_type::yes_no && about->nature == indicator_nature::harm)
            give(known, about->id, "no");
    give(known, "sexual_violence", "yes");
    assessment before = assess(catalogue_used, known);
    std::size_t settled = 0;
    std::vector<std::pair<std::string_view, std::string_view>> good;
    for (const std::string_view condition : interview_conditions)
        good.emplace_back(condition, "yes");
    for (const std::string_view absent : interview_absences) good.emplace_back(absent, "no");
    for (const auto& [id, value] : good) {
        give(known, id, value);
        const assessment after = assess(catalogue_used, known);
        CHECK(unsettled(before, after) == "");
        for (std::size_t f = 0; f < before.findings.size(); ++f)
            settled += before.findings[f].status == finding_status::open &&
                       after.findings[f].status != finding_status::open;
        before = after;
    }
    CHECK(settled > 10);
}
