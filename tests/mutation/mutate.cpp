// SPDX-License-Identifier: Apache-2.0

// Which small mistakes in the shipped rules would nobody notice? Changes one place of one rule at a
// time and says what finds it: loading, the judged cases (the pages of the examples;
// tests/cases/mandates.*.jsonl; tests/cases/judged.*.jsonl), the distinguishing cases, or a proof.
// A mutant that assesses everybody as before is equivalent and does not count.
//
//     mutate CATALOGUE [--every N] [--write FILE] [--at-least PERCENT]
//     mutate CATALOGUE --records FILE
//
// --records FILE: rewrites the member "expect" of every line of FILE (tests/cases/mandates.* or
// judged.*) with what the shipped catalogue says now, to be reviewed as a difference.
// --write FILE: writes the distinguishing cases, those of tests/cases and one more for each mutant
// that only a proof or nothing found: the least person whom it assesses differently, with what the
// shipped catalogue says of that person. Later mutants are shown these persons too.

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "pehchan/compiled.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "pehchan/proof.hpp"

namespace {

namespace json = boost::json;
using namespace pehchan;

std::string text_of(const json::value& v) {
    const auto text = json::serialize(v);
    return {text.data(), text.size()};
}
std::string string_in(const json::value& v) { return {v.as_string().data(), v.as_string().size()}; }

struct mutant {
    std::string name;
    json::value catalogue;
};

/// Calls `visit` with every rule of the catalogue and a name for it.
void each_rule(json::object& whole,
               const std::function<void(json::value&, const std::string&)>& visit) {
    const auto in = [&](const char* collection, std::initializer_list<const char*> keys) {
        if (!whole.contains(collection)) return;
        for (json::value& one : whole[collection].as_array())
            for (const char* key : keys)
                if (json::value* rule = one.as_object().if_contains(key))
                    visit(*rule, string_in(one.at("id")) + "/" + key);
    };
    in("rules", {"rule"});
    in("templates", {"rule"});
    in("findings", {"rule"});
    in("safeguards", {"when", "unless_ruled_out"});
    in("referrals", {"when", "routing", "serves_only"});
    if (json::value* findings = whole.if_contains("findings"))
        for (json::value& one : findings->as_array())
            if (json::value* elements = one.as_object().if_contains("elements"))
                for (json::value& e : elements->as_array())
                    visit(e.at("rule"), string_in(one.at("id")) + "/" + string_in(e.at("id")));
    if (json::value* scores = whole.if_contains("scores"))
        for (json::value& one : scores->as_array())
            for (json::value& term : one.at("terms").as_array())
                if (json::value* when = term.as_object().if_contains("when"))
                    visit(*when, string_in(one.at("id")) + "/term");
}

/// Makes every mutation of `rule` in place, one after the other, and undoes it.
void mutate(json::value& rule, const std::string& name,
            const std::function<void(const std::string&)>& made) {
    const json::value before = rule;
    const auto tried = [&](const json::value& instead, const std::string& what) {
        rule = instead;
        made(name + ": " + what);
        rule = before;
    };
    if (rule.is_string()) {
        tried(json::object{{"not", before}}, "negate " + string_in(before));
        return;
    }
    if (!rule.is_object()) return;
    for (const char* list : {"all", "any", "of"}) {
        const json::value* children = before.as_object().if_contains(list);
        if (!children || !children->is_array()) continue;
        const std::size_t size = children->as_array().size();
        if (size > 1 && (std::string_view(list) != "of" ||
                         before.at("at_least").to_number<std::size_t>() < size))
            for (std::size_t i = 0; i < size; ++i) {
                json::value fewer = before;
                json::array& left = fewer.as_object()[list].as_array();
                left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
                tried(fewer,
                      std::string("drop ") + text_of(before.at(list).as_array()[i]).substr(0, 60));
            }
        if (size > 1 && std::string_view(list) != "of") {
            json::object other;
            other[std::string_view(list) == "all" ? "any" : "all"] = before.at(list);
            tried(other, std::string("swap ") + list);
        }
    }
    for (const char* threshold : {"at_least", "below"})
        if (const json::value* n = before.as_object().if_contains(threshold); n && n->is_int64())
            for (const int shift : {-1, 1}) {
                json::value shifted = before;
                shifted.as_object()[threshold] = n->as_int64() + shift;
                tried(shifted, std::string(threshold) + (shift < 0 ? " one less" : " one more"));
            }
    if (before.as_object().contains("is"))
        for (std::size_t i = 0;
             i < before.at("is").as_array().size() && before.at("is").as_array().size() > 1; ++i) {
            json::value fewer = before;
            json::array& left = fewer.as_object()["is"].as_array();
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
            tried(fewer, "drop option " + string_in(before.at("is").as_array()[i]));
        }
    for (const char* list : {"all", "any", "of"})
        if (json::value* children = rule.as_object().if_contains(list);
            children && children->is_array()) {
            const std::size_t size = children->as_array().size();
            for (std::size_t i = 0; i < size; ++i) {
                // the child lives inside the rule: every mutation of it is a mutation of the whole
                json::value& child = rule.as_object()[list].as_array()[i];
                mutate(child, name, made);
            }
        }
}

/// What is said of a person of the examples, as the golden pages and the expected findings pin it.
std::string said(const assessment& result, const catalogue& words) {
    std::string out = page(result, words, {view_kind::investigator, "en", false});
    for (const finding_result& f : result.findings) {
        out += f.definition->id + std::string(name_of(f.status));
        for (const element_result& e : f.elements) out += name_of(e.status);
    }
    return out;
}

/// What the tests of mandates and distinguishing cases pin.
json::object on_record(const assessment& result) {
    json::array safeguards, referrals, findings, elements;
    for (const finding_result& f : result.findings)
        if (f.status != finding_status::open)
            findings.push_back(
                json::string(f.definition->id + " " + std::string(name_of(f.status))));
    for (const finding_result& f : result.findings)
        for (const element_result& e : f.elements)
            if (e.status != finding_status::open)
                elements.push_back(json::string(f.definition->id + "/" + e.definition->id + " " +
                                                std::string(name_of(e.status))));
    for (const safeguard_result& s : result.safeguards)
        if (s.definition->when || s.definition->unless_ruled_out)
            safeguards.push_back(json::string(s.definition->id));
    for (const referral_result& r : result.referrals)
        referrals.push_back(json::string(r.definition->id + " " + std::string(name_of(r.status))));
    json::object out;
    out["findings"] = findings;
    out["elements"] = elements;
    out["safeguards"] = safeguards;
    out["referrals"] = referrals;
    return out;
}

/// What the test of judged cases pins beside the judgements: what is indicated, and the safeguards
/// that have a condition.
json::object judged_record(const assessment& result) {
    json::array findings, elements, safeguards;
    for (const finding_result& f : result.findings) {
        if (f.status == finding_status::indicated)
            findings.push_back(json::string(f.definition->id));
        for (const element_result& e : f.elements)
            if (e.status == finding_status::indicated)
                elements.push_back(json::string(f.definition->id + "/" + e.definition->id));
    }
    for (const safeguard_result& s : result.safeguards)
        if (s.definition->when || s.definition->unless_ruled_out)
            safeguards.push_back(json::string(s.definition->id));
    json::object out;
    out["findings"] = findings;
    out["elements"] = elements;
    out["safeguards"] = safeguards;
    return out;
}

struct person {
    std::string id, line;
};
std::vector<person> persons_of(const std::string& file) {
    std::vector<person> out;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
        if (!line.empty()) {
            const json::object tree = json::parse(line).as_object();
            out.push_back({string_in(tree.at("case")),
                           text_of(json::object{{"case", tree.at("case")},
                                                {"answers", tree.at("answers")}})});
        }
    return out;
}

/// Rewrites "expect" in every line of the file with what the catalogue says now. The other members
/// stay as they are.
int rewrite_records(const catalogue& catalogue_used, const std::string& file) {
    std::vector<std::string> lines;
    {
        std::ifstream in(file);
        for (std::string line; std::getline(in, line);)
            if (!line.empty()) lines.push_back(line);
    }
    std::ofstream out(file);
    for (const std::string& line : lines) {
        json::object tree = json::parse(line).as_object();
        const auto known = read_case(
            catalogue_used,
            text_of(json::object{{"case", tree.at("case")}, {"answers", tree.at("answers")}}));
        if (!known) {
            std::cerr << string_in(tree.at("case")) << " cannot be read\n";
            return 1;
        }
        const assessment result = assess(catalogue_used, known->known);
        tree["expect"] = tree.contains("judged") ? judged_record(result) : on_record(result);
        out << text_of(tree) << "\n";
    }
    return 0;
}

}  // namespace

int main(int count, char** given) {
    if (count < 2) {
        std::cerr << "usage: mutate CATALOGUE [--every N] [--write FILE] [--at-least PERCENT] | "
                     "CATALOGUE --records FILE\n";
        return 2;
    }
    const std::string id = given[1];
    std::size_t every = 1, at_least = 0;
    std::string file, records;
    for (int i = 2; i + 1 < count; i += 2) {
        if (std::string_view(given[i]) == "--every")
            every = static_cast<std::size_t>(std::max(1, std::atoi(given[i + 1])));
        else if (std::string_view(given[i]) == "--write") file = given[i + 1];
        else if (std::string_view(given[i]) == "--records") records = given[i + 1];
        else if (std::string_view(given[i]) == "--at-least")
            at_least = static_cast<std::size_t>(std::max(0, std::atoi(given[i + 1])));
    }
    std::vector<catalogue> used;
    std::optional<catalogue> original;
    for (const std::string_view other : builtin_ids()) {
        const auto one = builtin(other);
        if (!one) return 2;
        if (other == id) original = *one;
        else if (std::none_of(one->state().closure.begin(), one->state().closure.end(),
                              [&](const catalogue& c) { return c.id() == id; }))
            used.push_back(*one);
    }
    if (!original) {
        std::cerr << "there is no built-in catalogue " << id << "\n";
        return 2;
    }
    if (!records.empty()) return rewrite_records(*original, records);
    const auto words = builtin("words");
    std::vector<person> reviewed = persons_of("examples/vignettes.jsonl");
    for (const person& p : persons_of("examples/constructed.jsonl")) reviewed.push_back(p);
    const std::vector<person> mandates = persons_of("tests/cases/mandates." + id + ".jsonl"),
                              judged = persons_of("tests/cases/judged." + id + ".jsonl");
    std::vector<person> distinguishing = persons_of("tests/cases/distinguishing." + id + ".jsonl");
    enum class pinned { page, record, judgement };
    const auto shown = [&](const catalogue& catalogue_used, const person& p,
                           pinned what) -> std::string {
        const auto known = read_case(catalogue_used, p.line);
        if (!known) return "";
        const assessment result = assess(catalogue_used, known->known);
        return what == pinned::page
                   ? said(result, *words)
                   : text_of(what == pinned::record ? on_record(result) : judged_record(result));
    };
    const auto all_shown = [&](const std::vector<person>& of_whom, pinned what) {
        std::vector<std::string> out;
        for (const person& p : of_whom) out.push_back(shown(*original, p, what));
        return out;
    };
    const std::vector<std::string> reviewed_before = all_shown(reviewed, pinned::page),
                                   judged_before = all_shown(judged, pinned::judgement),
                                   mandates_before = all_shown(mandates, pinned::record);
    std::vector<std::string> distinguishing_before = all_shown(distinguishing, pinned::record);

    json::value tree =
        json::parse(json::string_view(builtin_text(id).data(), builtin_text(id).size()));
    std::size_t made = 0, refused = 0, by_cases = 0, by_distinguishing = 0, by_proof = 0,
                equivalent = 0;
    std::vector<std::string> survivors;
    std::size_t number = 0;
    each_rule(tree.as_object(), [&](json::value& rule, const std::string& name) {
        mutate(rule, name, [&](const std::string& what) {
            if (number++ % every != 0) return;
            ++made;
            const auto mutated = load(text_of(tree), used);
            if (!mutated) {
                ++refused;
                return;
            }
            const auto differs = [&](const std::vector<person>& of_whom,
                                     const std::vector<std::string>& before, pinned pin) {
                for (std::size_t p = 0; p < of_whom.size(); ++p)
                    if (shown(*mutated, of_whom[p], pin) != before[p]) return true;
                return false;
            };
            if (differs(judged, judged_before, pinned::judgement) ||
                differs(mandates, mandates_before, pinned::record) ||
                differs(reviewed, reviewed_before, pinned::page)) {
                ++by_cases;
                return;
            }
            if (differs(distinguishing, distinguishing_before, pinned::record)) {
                ++by_distinguishing;
                return;
            }
            const difference found = first_difference(*original, *mutated);
            if (!found.found) {
                ++equivalent;
                return;
            }
            const bool proved = !file.empty() ||
                                prove(*mutated).holds();  // a new case will do where cases are made
            if (!proved) ++by_proof;
            else survivors.push_back(what + " (" + found.subject + ")");
            if (file.empty() || found.person.empty()) return;
            json::object line, answers_given;  // the next mutants are shown this person too
            line["case"] = id + "-" + std::to_string(distinguishing.size() + 1);
            for (const proof_answer& each : found.person) {
                if (each.is_number) answers_given[each.indicator] = std::stoll(each.value);
                else answers_given[each.indicator] = each.value;
            }
            line["answers"] = answers_given;
            distinguishing.push_back({string_in(line["case"]), text_of(line)});
            distinguishing_before.push_back(
                shown(*original, distinguishing.back(), pinned::record));
        });
    });
    const std::size_t alive = survivors.size(), counted = made - equivalent;
    std::cout << id << ": " << made << " mutants, " << equivalent
              << " equivalent; found by loading " << refused << ", by the judged cases " << by_cases
              << ", by the distinguishing cases " << by_distinguishing << ", by a proof "
              << by_proof << ", by nothing " << alive << "; score "
              << (counted ? (counted - alive) * 1000 / counted / 10.0 : 100)
              << " % (without the distinguishing cases at least "
              << (counted ? (refused + by_cases + by_proof) * 1000 / counted / 10.0 : 100)
              << " %)\n";
    for (const std::string& s : survivors) std::cout << "  alive: " << s << "\n";
    if (!file.empty()) {
        std::ofstream out(file);
        for (std::size_t n = 0; n < distinguishing.size(); ++n) {
            json::object line = json::parse(distinguishing[n].line).as_object();
            const auto known = read_case(*original, text_of(line));
            if (!known) continue;
            line["expect"] = on_record(assess(*original, known->known));
            out << text_of(line) << "\n";
        }
    }
    return (counted - alive) * 100 < at_least * counted ? 1 : 0;
}
