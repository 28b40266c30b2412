// SPDX-License-Identifier: Apache-2.0

// What `check` proves: the encoding says what the evaluator says; shipped catalogues are proved; a
// broken copy of each kind is refused, and the person it names does show, by `assess`, that the
// statement is false.

#include <algorithm>
#include <bit>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "catch.hpp"
#include "pehchan/compiled.hpp"
#include "pehchan/detail/evaluate.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "pehchan/proof.hpp"
#include "support/json_tree.hpp"
#include "support/random_catalogue.hpp"
#include "support/shipped.hpp"
#include "support/small_catalogue.hpp"
#include "symbolic.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

const statement_result& statement(const proof_result& of, std::string_view id) {
    for (const statement_result& s : of.statements)
        if (s.id == id) return s;
    throw std::runtime_error("nothing was said of " + std::string(id));
}

answers person_of(const catalogue& catalogue_used, const std::vector<proof_answer>& given) {
    answers known{catalogue_used};
    for (const proof_answer& a : given) {
        const answer_problem problem =
            a.is_number ? known.set(a.indicator, static_cast<std::int64_t>(std::stoll(a.value)))
                        : known.set(a.indicator, std::string_view{a.value});
        if (problem != answer_problem::none)
            throw std::runtime_error("a counterexample has an answer that " + a.indicator +
                                     " does not take");
    }
    return known;
}

/// The shipped catalogue after `change`, over the shipped ones.
catalogue broken(std::string_view id, const std::function<void(boost::json::object&)>& change) {
    boost::json::value tree = tree_of(builtin_text(id));
    change(tree.as_object());
    std::vector<catalogue> used;
    for (const std::string_view other : builtin_ids())
        if (other != id) used.push_back(shipped(other));
    const auto made = load(text_of_tree(tree), used);
    if (!made) throw std::runtime_error("the broken copy does not load: " + listed(made.issues()));
    return *made;
}
boost::json::object& member(boost::json::object& of, const char* collection, std::string_view id) {
    for (boost::json::value& each : of.at(collection).as_array())
        if (string_of(each.at("id")) == id) return each.as_object();
    throw std::runtime_error("no " + std::string(id));
}

/// Whether the encoding of `person` has exactly the bounds that the evaluator finds, for every
/// finding, element, score, safeguard and referral.
void compare(const catalogue& catalogue_used, const std::vector<answers>& persons) {
    using namespace pehchan::detail;
    z3::context in;
    symbolic_person anyone(in, catalogue_used, "");
    const catalogue_state& state = catalogue_used.state();
    std::vector<std::pair<const compiled_rule*, std::pair<z3::expr, z3::expr>>> rules;
    const auto add = [&](const compiled_rule& rule) {
        if (rule.exists()) rules.push_back({&rule, {anyone.certain(rule), anyone.may_hold(rule)}});
    };
    for (const auto& f : state.compiled_findings) {
        add(f.rule);
        for (const auto& e : f.elements) add(e);
    }
    for (const auto& s : state.compiled_safeguards) add(s.when), add(s.unless_ruled_out);
    for (const auto& r : state.compiled_referrals) add(r.when), add(r.combined);
    struct level {
        std::uint32_t score;
        std::int64_t points;
        z3::expr low, high;
    };
    std::vector<level> levels;
    for (std::uint32_t s = 0; s < state.compiled_scores.size(); ++s)
        for (std::int64_t points = 22500; points <= 450000; points += 22500) {
            const std::uint32_t op = state.compiled_scores[s].operation;
            levels.push_back({s, points, anyone.sum_at_least(op, points, plane_side::low),
                              anyone.sum_at_least(op, points, plane_side::high)});
        }
    z3::solver solver(in, "QF_FD");
    for (unsigned i = 0; i < anyone.possible().size(); ++i)
        solver.add(anyone.possible()[static_cast<int>(i)]);
    for (const answers& person : persons) {
        evaluation work{state.rules_program};
        evaluate(state, person, state.all_operations, work);
        z3::expr is_person = in.bool_val(true), agrees = in.bool_val(true);
        for (const std::uint32_t i : anyone.tested()) {
            const class_set cells = classes_of(state.rules_program, i, person.at(i));
            is_person =
                is_person &&
                (cells == state.rules_program.all_classes[i]
                     ? !anyone.known(i)
                     : anyone.answer_is(i, static_cast<std::uint32_t>(std::countr_zero(cells))));
        }
        for (const auto& [rule, said] : rules)
            agrees = agrees && said.first == in.bool_val(work.certain(rule->bit)) &&
                     said.second == in.bool_val(work.may_hold(rule->bit));
        for (const level& l : levels) {
            const bounds range =
                sum_bounds(state.rules_program, state.compiled_scores[l.score].operation, work);
            agrees = agrees && l.low == in.bool_val(range.low >= l.points) &&
                     l.high == in.bool_val(range.high >= l.points);
        }
        solver.push();
        solver.add(is_person);
        const bool possible = solver.check() == z3::sat;
        solver.add(!agrees);
        const bool differs = solver.check() != z3::unsat;
        solver.pop();
        if (!possible) FAIL_CHECK("the encoding does not know this person");
        if (differs) FAIL_CHECK("the encoding and the evaluator differ");
    }
}

/// A copy of a catalogue whose compiled rules were changed behind the loader's back; the original
/// must live on.
catalogue tampered(const catalogue& catalogue_used,
                   const std::function<void(pehchan::catalogue_state&)>& change) {
    auto state = std::make_shared<pehchan::catalogue_state>(catalogue_used.state());
    change(*state);
    return catalogue{state};
}

}  // namespace

TEST_CASE("the encoding has the evaluator's bounds, of random persons on the shipped catalogues") {
    dice d{801};
    for (const std::string_view id : assessing_catalogues) {
        INFO(id);
        std::vector<answers> persons{answers{shipped(id)}};
        for (std::size_t n = 0; n < 60 / slowed_down + 1; ++n) {
            habits h;
            h.harm_yes = d.below(30);
            h.harm_no = d.below(60);
            h.fact_yes = h.fact_no = d.below(50);
            h.other = d.below(95);
            persons.push_back(random_person(d, shipped(id), h));
        }
        compare(shipped(id), persons);
    }
}

TEST_CASE(
    "the encoding has the evaluator's bounds on random catalogues, with splits, scores and law 3") {
    dice d{802};
    std::size_t compared = 0, split = 0;
    for (std::size_t n = 0; n < 160 / slowed_down; ++n) {
        random_catalogue_maker maker(
            d, {.indicators = 4 + d.below(8), .findings = 5, .depth = 3, .official = d.chance(50)});
        const auto made = build(maker.make(), {});
        if (!made) continue;
        ++compared;
        split += !made->state().rules_program.case_splits.empty();
        std::vector<answers> persons;
        for (int p = 0; p < 12; ++p) persons.push_back(random_answers(d, *made, d.below(8)));
        compare(*made, persons);
    }
    CHECK(compared > 80 / slowed_down);
    CHECK(split > 20 / slowed_down);
}

TEST_CASE(
    "laws 4, 5, 6, 7 and 12, reachability, texts and sources are proved for the shipped "
    "catalogues, for every combination of answers",
    "[law-4][law-5][law-6][law-7][law-12]") {
    const proof_result found = prove(shipped("pakistan"));
    for (const statement_result& s : found.statements) {
        INFO(s.id);
        CHECK(s.proved > 0);
        for (const counterexample& c : s.failed) FAIL_CHECK(c.subject << ": " << c.message);
    }
    CHECK(statement(found, "law_7_protection_follows").proved >= 28);
    CHECK(statement(found, "law_7_every_case_type_reached").proved == 17);
}

TEST_CASE(
    "law 7: a copy in which one protection referral needs to know the province is refused, with "
    "the least person whom it leaves alone",
    "[law-7]") {
    const catalogue copy = broken("pakistan", [](boost::json::object& of) {
        boost::json::value in_punjab = {{"choice", "province"},
                                        {"is", boost::json::array{"punjab"}}};
        for (const char* id : {"independent_support_organ", "independent_support"})
            member(of, "referrals", id)["routing"] = in_punjab;
    });
    const statement_result law = statement(prove(copy), "law_7_protection_follows");
    REQUIRE(!law.failed.empty());
    for (const counterexample& c : law.failed) {
        REQUIRE(c.persons.size() == 1);
        const assessment shown = assess(copy, person_of(copy, c.persons.front()));
        INFO(c.subject);
        CHECK(finding_of(shown, c.subject.substr(8)).status == finding_status::indicated);
        CHECK(std::none_of(shown.referrals.begin(), shown.referrals.end(),
                           [](const referral_result& r) {
                               return r.definition->kind == referral_kind::protection &&
                                      r.status == referral_status::indicated;
                           }));
        // smallest: without any one of its answers the person no longer shows it
        for (std::size_t left_out = 0; left_out < c.persons.front().size(); ++left_out) {
            std::vector<proof_answer> fewer = c.persons.front();
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
            const assessment less = assess(copy, person_of(copy, fewer));
            const bool still =
                finding_of(less, c.subject.substr(8)).status == finding_status::indicated &&
                std::none_of(less.referrals.begin(), less.referrals.end(),
                             [](const referral_result& r) {
                                 return r.definition->kind == referral_kind::protection &&
                                        r.status == referral_status::indicated;
                             });
            CHECK_FALSE(still);
        }
    }
}

TEST_CASE(
    "law 7: a copy that withholds the independent bodies when an official is involved is refused",
    "[law-7]") {
    const catalogue copy = broken("pakistan", [](boost::json::object& of) {
        boost::json::object& police = member(of, "safeguards", "pk_held_back_police");
        police["withholds"].as_object()["agencies"].as_array().push_back("independent");
    });
    const statement_result law = statement(prove(copy), "law_7_protection_follows");
    REQUIRE(!law.failed.empty());
    const assessment shown = assess(copy, person_of(copy, law.failed.front().persons.front()));
    CHECK(
        std::none_of(shown.referrals.begin(), shown.referrals.end(), [](const referral_result& r) {
            return r.definition->kind == referral_kind::protection &&
                   r.status == referral_status::indicated;
        }));
}

TEST_CASE(
    "law 7: a copy in which non-punishment waits for an answer, or a case type has no referral, is "
    "refused",
    "[law-7]") {
    const catalogue palermo = broken("palermo", [](boost::json::object& of) {
        member(of, "safeguards", "non_punishment")["when"] = "spoken_to_apart";
    });
    std::vector<catalogue> used;
    for (const std::string_view other : builtin_ids())
        if (other != "pakistan" && other != "palermo") used.push_back(shipped(other));
    boost::json::value pakistan = tree_of(builtin_text("pakistan"));
    for (boost::json::value& r : pakistan.at("referrals").as_array()) {
        boost::json::array left;
        if (!r.as_object().contains("case_types")) continue;
        for (const boost::json::value& type : r.at("case_types").as_array())
            if (type.as_int64() != 15) left.push_back(type);
        r.as_object()["case_types"] = left;
    }
    std::vector<catalogue> all = used;
    all.push_back(palermo);
    std::erase_if(all, [&](const catalogue& c) {
        return std::any_of(c.state().closure.begin(), c.state().closure.end(),
                           [](const catalogue& u) { return u.id() == "palermo"; });
    });
    const auto made = load(text_of_tree(pakistan), all);
    REQUIRE(made);
    const proof_result found = prove(*made);
    const statement_result& punished = statement(found, "law_7_non_punishment");
    REQUIRE(!punished.failed.empty());
    const assessment shown =
        assess(*made, person_of(*made, punished.failed.front().persons.front()));
    CHECK(safeguard_of(shown, "non_punishment") == nullptr);
    const statement_result& types = statement(found, "law_7_every_case_type_reached");
    REQUIRE(types.failed.size() == 1);
    CHECK(types.failed.front().subject == "case type 15");
}

TEST_CASE("law 5: a copy in which early warning leads to an investigation is refused", "[law-5]") {
    const catalogue copy = broken("pakistan", [](boost::json::object& of) {
        for (boost::json::value& r : of.at("referrals").as_array())
            if (string_of(r.at("kind")) == "investigation") {
                r.as_object()["when"] = {
                    {"any", boost::json::array{r.at("when"), {{"finding", "early_warning"}}}}};
                break;
            }
    });
    const statement_result law = statement(prove(copy), "law_5_early_warning_informs");
    REQUIRE(law.failed.size() == 1);
    const assessment shown = assess(copy, person_of(copy, law.failed.front().persons.front()));
    CHECK(finding_of(shown, "early_warning").status == finding_status::indicated);
    CHECK(referral_of(shown, law.failed.front().subject.substr(9)));
}

TEST_CASE(
    "law 4: where a rule takes a sign of harm the wrong way round, the proof fails with two "
    "persons",
    "[law-4]") {
    const catalogue& catalogue_used = shipped("palermo");
    const std::uint32_t wages = static_cast<std::uint32_t>(
        std::find_if(catalogue_used.indicators().begin(), catalogue_used.indicators().end(),
                     [](const indicator* i) { return i->id == "wages_withheld"; }) -
        catalogue_used.indicators().begin());
    const catalogue copy = tampered(catalogue_used, [&](pehchan::catalogue_state& state) {
        program& rules = state.rules_program;
        for (std::uint32_t l = rules.literals_of[wages]; l < rules.literals_of[wages + 1]; ++l)
            rules.literals[l].classes ^= rules.all_classes[wages];
    });
    const statement_result law = statement(prove(copy), "law_4_no_sign_of_harm_lowers");
    REQUIRE(!law.failed.empty());
    CHECK(law.failed.front().persons.size() == 2);
}

TEST_CASE("law 4: where a burden or an identity fact counts, the proof fails", "[law-4]") {
    const catalogue& catalogue_used = shipped("palermo");
    for (const indicator_nature nature : {indicator_nature::burden, indicator_nature::identity}) {
        indicator turned = *catalogue_used.find_indicator("wages_withheld");
        turned.nature = nature;
        const catalogue copy = tampered(catalogue_used, [&](pehchan::catalogue_state& state) {
            for (const indicator*& i : state.indicators)
                if (i->id == turned.id) i = &turned;
        });
        const statement_result law = statement(
            prove(copy), nature == indicator_nature::burden ? "law_4_no_burden_fact_counts"
                                                            : "law_4_no_identity_fact_is_a_sign");
        REQUIRE(!law.failed.empty());
        REQUIRE(law.failed.front().persons.size() == 2);
        const std::string id = law.failed.front().subject.substr(8);
        CHECK(finding_of(
                  assess(catalogue_used, person_of(catalogue_used, law.failed.front().persons[0])),
                  id)
                  .status !=
              finding_of(
                  assess(catalogue_used, person_of(catalogue_used, law.failed.front().persons[1])),
                  id)
                  .status);
    }
}

TEST_CASE("law 6: where an answer ends a safeguard that should always stand, the proof fails",
          "[law-6]") {
    const catalogue& catalogue_used = shipped("pakistan");
    const statement_result law = statement(prove(catalogue_used), "law_6_no_answer_ends_the_hold");
    CHECK(law.failed.empty());
    CHECK(law.proved >= 12);
    const catalogue copy = broken("palermo", [](boost::json::object& all) {
        member(all, "safeguards", "no_removal_before_screening")["when"] = "spoken_to_apart";
    });
    const statement_result left = statement(prove(copy), "law_6_no_answer_ends_the_hold");
    REQUIRE(left.failed.size() == 1);
    CHECK(left.failed.front().subject == "safeguard no_removal_before_screening");
}

TEST_CASE(
    "law 12: in a program in which one more answer takes points away, the proof fails with two "
    "persons of whom the second knows more",
    "[law-12]") {
    small_catalogue small;
    small.setting = "survey";
    small.indicators = {yes_no_json("a", "fact"), yes_no_json("b", "fact"),
                        yes_no_json("c", "fact")};
    small.scores =
        R"({"id": "total", "title": {"en": "Total"}, "terms": [{"when": "a", "points": "2"}, {"when": "b", "points": "3"}, {"when": "c", "points": "5"}], )" +
        stated + "}";
    small.findings =
        finding_json("reached", "protection", R"({"score": "total", "at_least": "2"})");
    const auto of = load(small.json());
    REQUIRE(of);
    CHECK(statement(prove(*of), "law_12_knowledge_only_settles").failed.empty());
    const catalogue copy = tampered(
        *of,
        [](pehchan::catalogue_state& state) {  // no rule can say this; only a wrong compiler could
            std::int64_t least = state.rules_program.weights.front().weight;
            for (const weighted_bit& w : state.rules_program.weights)
                least = std::min(least, w.weight);
            for (weighted_bit& w : state.rules_program.weights)
                if (w.weight != least && 2 * w.weight == 3 * least)
                    w.weight = -least;  // b takes away what a gives
        });
    const statement_result law = statement(prove(copy), "law_12_knowledge_only_settles");
    REQUIRE(!law.failed.empty());
    REQUIRE(law.failed.front().persons.size() == 2);
    const answers less = person_of(copy, law.failed.front().persons[0]),
                  more = person_of(copy, law.failed.front().persons[1]);
    const auto reached = [&](const answers& person) {
        return finding_of(assess(copy, person), "reached").status;
    };
    CHECK(reached(less) != finding_status::open);
    CHECK(reached(more) != reached(less));
    for (const indicator* i : copy.indicators()) {
        const std::size_t at = static_cast<std::size_t>(
            std::find(copy.indicators().begin(), copy.indicators().end(), i) -
            copy.indicators().begin());
        CHECK((less.at(at).kind == answer_kind::unknown || less.at(at) == more.at(at)));
    }
}

TEST_CASE(
    "a copy with a rule that nobody can meet, a text in one language, two findings with one "
    "meaning or an unused rule is refused") {
    const catalogue copy = broken("palermo", [](boost::json::object& of) {
        boost::json::object& organ = member(of, "findings", "organ_removal");
        organ["rule"] = {{"all", boost::json::array{
                                     {{"choice", "province"}, {"is", boost::json::array{"punjab"}}},
                                     {{"choice", "province"}, {"is", boost::json::array{"sindh"}}},
                                     organ.at("rule")}}};
        boost::json::object& language = of["languages"].as_array().back().as_object();
        language["status"] = "reviewed";
        member(of, "findings", "forced_begging")["meaning"].as_object().erase(
            language.at("id").as_string());
        member(of, "findings", "child_marriage")["rule"] = {{"finding", "forced_marriage"}};
    });
    const proof_result found = prove(copy);
    const auto fails = [&](std::string_view id, std::string_view subject) {
        const statement_result& s = statement(found, id);
        return std::any_of(s.failed.begin(), s.failed.end(),
                           [&](const counterexample& c) { return c.subject == subject; });
    };
    CHECK(fails("every_finding_reachable", "finding organ_removal"));
    CHECK(fails("every_text_in_every_language", "palermo/findings/forced_begging/meaning"));
    CHECK(
        (fails("no_two_findings_with_one_meaning", "findings child_marriage and forced_marriage") ||
         fails("no_two_findings_with_one_meaning", "findings forced_marriage and child_marriage")));
}

TEST_CASE(
    "together: an indicator that nothing tests, two with one label, and a rule that nothing names "
    "are refused") {
    const catalogue copy = broken("indicators", [](boost::json::object& of) {
        boost::json::value extra = of.at("indicators").as_array().front();
        extra.as_object()["id"] = "a_second_id_for_the_same_thing";
        of.at("indicators").as_array().push_back(extra);
    });
    const proof_result found = prove_together(std::vector<catalogue>{copy});
    const auto fails = [&](std::string_view id, std::string_view part) {
        const statement_result& s = statement(found, id);
        return std::any_of(s.failed.begin(), s.failed.end(), [&](const counterexample& c) {
            return c.subject.find(part) != std::string::npos;
        });
    };
    CHECK(fails("every_indicator_matters", "a_second_id_for_the_same_thing"));
    CHECK(fails("no_two_indicators_with_one_meaning", "a_second_id_for_the_same_thing"));
    const catalogue unused = broken("palermo", [](boost::json::object& of) {
        boost::json::value extra = of.at("rules").as_array().front();
        extra.as_object()["id"] = "nobody_needs_this";
        of.at("rules").as_array().push_back(extra);
    });
    const proof_result again = prove_together(std::vector<catalogue>{unused});
    const statement_result& rules = statement(again, "every_rule_used");
    CHECK(std::any_of(rules.failed.begin(), rules.failed.end(), [](const counterexample& c) {
        return c.subject == "rule nobody_needs_this";
    }));
}

TEST_CASE(
    "the first difference of two versions of a catalogue is a person whom they assess differently, "
    "and of equal ones there is none") {
    const catalogue& catalogue_used = shipped("palermo");
    CHECK_FALSE(first_difference(catalogue_used, catalogue_used).found);
    const catalogue copy = broken("palermo", [](boost::json::object& all) {
        member(all, "findings", "ransom_captivity")["rule"] = "held_for_ransom";
    });
    const difference found = first_difference(catalogue_used, copy);
    REQUIRE(found.found);
    const auto status_in = [&](const catalogue& which) {
        return finding_of(assess(which, person_of(which, found.person)), "ransom_captivity").status;
    };
    CHECK(found.subject.find("ransom_captivity") != std::string::npos);
    // a number is one that lies between the two cuts
    const catalogue shifted = broken("palermo", [](boost::json::object& all) {
        const std::string before = R"({"number":"age_now_years","at_least":60})",
                          after = R"({"number":"age_now_years","at_least":59})";
        boost::json::object& finding = member(all, "findings", "vulnerable_smuggled_migrant");
        std::string text = text_of_tree(finding);
        for (std::size_t at; (at = text.find(before)) != std::string::npos;)
            text.replace(at, before.size(), after);
        finding = tree_of(text).as_object();
    });
    const difference older = first_difference(catalogue_used, shifted);
    REQUIRE(older.found);
    const auto all_in = [&](const catalogue& which) {
        return dump(assess(which, person_of(which, older.person)), shipped("words")).substr(600);
    };
    CHECK(std::any_of(older.person.begin(), older.person.end(), [](const proof_answer& a) {
        return a.indicator == "age_now_years" && a.value == "59";
    }));
    CHECK(all_in(catalogue_used) != all_in(shifted));
    CHECK(status_in(catalogue_used) != status_in(copy));
}
