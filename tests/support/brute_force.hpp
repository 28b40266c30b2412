// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_TESTS_BRUTE_FORCE_HPP
#define PEHCHAN_TESTS_BRUTE_FORCE_HPP

// The meaning of rules written down a second time, as plainly as possible: a rule tree over one
// complete person, and every completion in turn. Shares no code with program.hpp,
// detail/compile.hpp or assess.hpp.

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "pehchan/pehchan.hpp"

namespace pehchan_tests {

/// A complete person: for yes/no 0 or 1, for a choice the index of the option, for a number its
/// value.
using complete_person = std::map<std::string, std::int64_t>;

class plain_meaning {
public:
    explicit plain_meaning(const pehchan::catalogue_document& document) : doc_(document) {}

    [[nodiscard]] bool holds(const pehchan::rule_tree& tree, const complete_person& person) const {
        return holds(tree, person, {});
    }

    [[nodiscard]] std::int64_t points(const pehchan::score_definition& score,
                                      const complete_person& person) const {
        std::int64_t total = 0;
        for (const pehchan::score_term& term : score.terms) {
            if (!term.when) total += points(one(doc_.scores, term.score), person);
            else if (holds(*term.when, person)) total += term.points;
        }
        return total;
    }

    /// Every condition on an indicator anywhere in the document, as trees; a negated one stays
    /// within its negation.
    [[nodiscard]] std::vector<pehchan::rule_tree> all_conditions() const {
        std::vector<pehchan::rule_tree> out;
        for (const auto& r : doc_.rules) collect(r.rule, out);
        for (const auto& t : doc_.templates) collect(t.rule, out);
        for (const auto& f : doc_.findings) collect(f.rule, out);
        for (const auto& s : doc_.scores)
            for (const auto& term : s.terms)
                if (term.when) collect(*term.when, out);
        return out;
    }

    /// The values that an indicator can have.
    [[nodiscard]] static std::vector<std::int64_t> values(const pehchan::indicator& about) {
        std::vector<std::int64_t> out;
        switch (about.type) {
            case pehchan::indicator_type::yes_no: return {0, 1};
            case pehchan::indicator_type::choice:
                for (std::size_t o = 0; o < about.options.size(); ++o)
                    out.push_back(static_cast<std::int64_t>(o));
                return out;
            case pehchan::indicator_type::number:
                for (std::int64_t v = about.min; v <= about.max; ++v) out.push_back(v);
                return out;
        }
        return out;
    }

private:
    using arguments = std::map<std::string, std::string>;

    template <class Definition>
    static const Definition& one(const std::vector<Definition>& all, const std::string& id) {
        for (const Definition& d : all)
            if (d.id == id) return d;
        throw std::logic_error("no " + id);
    }

    static std::string tag_name(const std::string& id, const arguments& given) {
        return id.front() == '$' ? given.at(id.substr(1)) : id;
    }

    [[nodiscard]] std::int64_t count(const pehchan::rule_tree& tree, const complete_person& person,
                                     const arguments& given, std::int64_t& of) const {
        std::int64_t n = 0;
        of = 0;
        for (const pehchan::rule_tree& child : tree.children) {
            if (child.form == pehchan::rule_form::tag) {
                for (const std::string& id : one(doc_.tags, tag_name(child.id, given)).indicators)
                    n += person.at(id), ++of;
            } else {
                n += holds(child, person, given), ++of;
            }
        }
        return n;
    }

    [[nodiscard]] bool holds(const pehchan::rule_tree& tree, const complete_person& person,
                             const arguments& given) const {
        using pehchan::rule_form;
        std::int64_t of = 0;
        switch (tree.form) {
            case rule_form::indicator: return person.at(tree.id) == 1;
            case rule_form::choice_is: {
                const std::string& answered =
                    one(doc_.indicators, tree.id)
                        .options[static_cast<std::size_t>(person.at(tree.id))]
                        .id;
                for (const std::string& o : tree.options)
                    if (o == answered) return true;
                return false;
            }
            case rule_form::number_below: return person.at(tree.id) < tree.number;
            case rule_form::number_at_least: return person.at(tree.id) >= tree.number;
            case rule_form::negation: return !holds(tree.children.front(), person, given);
            case rule_form::all: {
                const std::int64_t n = count(tree, person, given, of);
                return n == of;
            }
            case rule_form::any: return count(tree, person, given, of) > 0;
            case rule_form::at_least: return count(tree, person, given, of) >= tree.number;
            case rule_form::score_at_least:
                return points(one(doc_.scores, tree.id), person) >= tree.number;
            case rule_form::rule_reference: return holds(one(doc_.rules, tree.id).rule, person, {});
            case rule_form::finding_reference:
                return holds(one(doc_.findings, tree.id).rule, person, {});
            case rule_form::template_use: {
                arguments passed;
                for (const auto& [name, value] : tree.arguments)
                    passed[name] = tag_name(value, given);
                return holds(one(doc_.templates, tree.id).rule, person, passed);
            }
            case rule_form::any_sign_of: return sign(one(doc_.findings, tree.id).rule, person, {});
            case rule_form::tag: break;
        }
        throw std::logic_error("a tag outside a list");
    }

    /// Whether a harm condition that the tree tests holds.
    [[nodiscard]] bool sign(const pehchan::rule_tree& tree, const complete_person& person,
                            const arguments& given) const {
        using pehchan::rule_form;
        switch (tree.form) {
            case rule_form::indicator:
            case rule_form::choice_is:
            case rule_form::number_below:
            case rule_form::number_at_least:
                return one(doc_.indicators, tree.id).nature == pehchan::indicator_nature::harm &&
                       holds(tree, person, given);
            case rule_form::negation: return false;
            case rule_form::tag:
                for (const std::string& id : one(doc_.tags, tag_name(tree.id, given)).indicators)
                    if (one(doc_.indicators, id).nature == pehchan::indicator_nature::harm &&
                        person.at(id))
                        return true;
                return false;
            case rule_form::rule_reference: return sign(one(doc_.rules, tree.id).rule, person, {});
            case rule_form::any_sign_of:
            case rule_form::finding_reference:
                return sign(one(doc_.findings, tree.id).rule, person, {});
            case rule_form::template_use: {
                arguments passed;
                for (const auto& [name, value] : tree.arguments)
                    passed[name] = tag_name(value, given);
                return sign(one(doc_.templates, tree.id).rule, person, passed);
            }
            case rule_form::score_at_least: return score_sign(one(doc_.scores, tree.id), person);
            default:
                for (const pehchan::rule_tree& child : tree.children)
                    if (sign(child, person, given)) return true;
                return false;
        }
    }
    [[nodiscard]] bool score_sign(const pehchan::score_definition& score,
                                  const complete_person& person) const {
        for (const pehchan::score_term& term : score.terms)
            if (term.when ? sign(*term.when, person, {})
                          : score_sign(one(doc_.scores, term.score), person))
                return true;
        return false;
    }

    void collect(const pehchan::rule_tree& tree, std::vector<pehchan::rule_tree>& out) const {
        using pehchan::rule_form;
        switch (tree.form) {
            case rule_form::indicator:
            case rule_form::choice_is:
            case rule_form::number_below:
            case rule_form::number_at_least:
            case rule_form::negation: out.push_back(tree); return;
            default:
                for (const pehchan::rule_tree& child : tree.children) collect(child, out);
        }
    }

    const pehchan::catalogue_document& doc_;
};

/// The values that are possible for each indicator under the answers: law 3 told a second time.
inline std::map<std::string, std::vector<std::int64_t>> possible_values(
    const pehchan::catalogue& catalogue_used, const pehchan::answers& known) {
    using namespace pehchan;
    const plain_meaning meaning{catalogue_used.document()};
    std::map<std::string, std::vector<std::int64_t>> out;
    bool denials_count = true;
    for (std::size_t i = 0; i < catalogue_used.indicators().size(); ++i)
        if (catalogue_used.setting() == catalogue_setting::official &&
            catalogue_used.indicators()[i]->id == "told_may_refuse")
            denials_count = known.at(i).kind == answer_kind::yes;
    const std::vector<rule_tree> conditions = meaning.all_conditions();
    for (std::size_t i = 0; i < catalogue_used.indicators().size(); ++i) {
        const indicator& about = *catalogue_used.indicators()[i];
        const std::vector<std::int64_t> all = plain_meaning::values(about);
        std::int64_t given = 0;
        switch (known.at(i).kind) {
            case answer_kind::unknown:
            case answer_kind::declined: out[about.id] = all; continue;
            case answer_kind::no:
            case answer_kind::not_applicable: given = 0; break;
            case answer_kind::yes: given = 1; break;
            default: given = known.at(i).value; break;
        }
        out[about.id] = {given};
        if (denials_count || about.nature != indicator_nature::harm ||
            about.known != known_by::asked)
            continue;
        // what is affirmed under pressure stands, the rest is open
        std::vector<std::int64_t> left;
        for (std::int64_t v : all) {
            bool fits = true;
            if (about.type == indicator_type::yes_no) fits = given == 0 || v == 1;
            else
                for (const rule_tree& c : conditions) {
                    if (c.id != about.id) continue;
                    if (meaning.holds(c, {{about.id, given}}) && !meaning.holds(c, {{about.id, v}}))
                        fits = false;
                }
            if (fits) left.push_back(v);
        }
        out[about.id] = left;
    }
    return out;
}

/// Calls `visit` with every complete person whose values are possible.
template <class Visit>
void each_completion(const std::map<std::string, std::vector<std::int64_t>>& possible,
                     Visit visit) {
    complete_person person;
    std::vector<std::pair<std::string, const std::vector<std::int64_t>*>> order;
    for (const auto& [id, values] : possible) {
        person[id] = values.front();
        order.emplace_back(id, &values);
    }
    std::vector<std::size_t> at(order.size(), 0);
    for (;;) {
        visit(person);
        std::size_t i = 0;
        for (; i < order.size(); ++i) {
            if (++at[i] < order[i].second->size()) {
                person[order[i].first] = (*order[i].second)[at[i]];
                break;
            }
            at[i] = 0;
            person[order[i].first] = order[i].second->front();
        }
        if (i == order.size()) return;
    }
}

}  // namespace pehchan_tests

#endif
