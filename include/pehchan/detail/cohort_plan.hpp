// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_COHORT_PLAN_HPP
#define PEHCHAN_DETAIL_COHORT_PLAN_HPP

// What of a catalogue's program do findings and scores rest on, and in which form do tiles of 512
// persons run it?
//
// The plan is a directed acyclic graph. A *node* is a condition or an operation, evaluated for all
// persons of a tile at once: 8 words of the lower bound, then 8 of the upper. Nodes are reached
// through a table of pointers, so that planes are read where they lie and a case split only
// exchanges pointers. Operations are n-ary over nodes and keep nothing but their accumulators; sums
// are bit-sliced: one word holds the same binary digit of 64 persons' numbers.

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include "../answers.hpp"
#include "../catalogue.hpp"
#include "../compiled.hpp"
#include "effective_classes.hpp"
#include "run_program.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

/// The most binary digits of a sum: a thousand million in millionths (compile.hpp refuses more).
inline constexpr std::uint32_t most_digits = 52;

/// A condition that the plan reads: a literal, or a class of value classes that a case split asks
/// for.
struct plan_literal {
    class_set classes = 0;
    class_set under_duress = 0;  ///< value classes that leave it possible where a "no" does not
                                 ///< count (law 3); contains `classes`
    std::uint32_t node = 0;
};

/// An indicator that the plan reads.
struct plan_indicator {
    std::uint32_t at = 0;  ///< index into the catalogue's indicators
    std::uint32_t classes = 2;
    bool yes_no = true;
    bool under_duress = false;  ///< law 3 changes something
    std::vector<plan_literal> literals;
    [[nodiscard]] bool only_yes() const noexcept {
        return yes_no && literals.size() == 1 && literals.front().classes == 2;
    }
};

struct plan_terms {
    std::uint32_t first = 0, size = 0;  ///< in `terms`, and in `weights` where they count
};

struct plan_operation {
    operation_kind kind = operation_kind::all;
    std::uint32_t node = 0;
    plan_terms terms;
    std::int64_t threshold = 0;  ///< in units
    std::int64_t unit = 1;       ///< what the weights are multiples of
    std::uint32_t digits = 0;    ///< of the largest sum, in units
    std::uint32_t case_split = none_index;
    std::uint32_t level = 1;  ///< above everything that it reads; conditions stand at 0
    std::uint32_t only_reader = none_index;  ///< the one operation that reads the result, which
                                             ///< nobody else does, nor at any other time
};

struct plan_variable {
    std::vector<std::uint32_t> reach;  ///< by class: the node that says whether it is possible
    std::vector<std::vector<std::pair<std::uint32_t, bool>>>
        pinned;  ///< by class: nodes that are then certain, or then impossible
};
struct plan_group {
    std::vector<plan_variable> variables;
    std::vector<std::uint32_t> slice;  ///< operations of the plan
    plan_terms terms;
};
struct plan_case_split {
    plan_terms others;
    std::vector<plan_group> groups;
};

struct cohort_plan {
    std::vector<plan_indicator> indicators;  ///< those that are read, by index
    std::vector<plan_operation> operations;  ///< terms first
    std::vector<std::uint32_t> terms;        ///< nodes
    std::vector<std::int64_t> weights;       ///< in units, beside `terms`
    std::vector<plan_case_split> case_splits;
    std::vector<std::uint32_t> before;  ///< operations that say whether a "no" counts (law 3)
    std::vector<std::uint32_t> main;    ///< operations that findings and scores rest on
    std::uint32_t denials_count = none_index;  ///< the node of that; none: it always does
    std::vector<std::uint32_t> findings;       ///< nodes
    std::vector<std::uint32_t> scores;         ///< operations
    std::uint32_t literal_nodes = 0;           ///< nodes below are conditions, others operations
    std::uint32_t depths = 1;                  ///< how deep case splits are nested, and one
    std::vector<std::uint32_t> first_readers;  ///< indicators of `indicators` that `before` reads

    [[nodiscard]] std::uint32_t nodes() const noexcept {
        return literal_nodes + static_cast<std::uint32_t>(operations.size());
    }
};

/// Makes the plan of a catalogue.
class plan_maker {
public:
    explicit plan_maker(const catalogue_state& state)
        : state_(state), rules_(state.rules_program) {}

    [[nodiscard]] cohort_plan make() {
        std::vector<std::uint32_t> roots;
        for (const compiled_finding& f : state_.compiled_findings)
            if (f.definition->kind != finding_kind::offence) roots.push_back(f.rule.bit);
        for (const compiled_score& s : state_.compiled_scores)
            roots.push_back(first_operation() + s.operation);
        main_ = operations_under(roots);
        if (state_.denials_count_when.exists())
            before_ = operations_under({state_.denials_count_when.bit});
        gather(roots);
        number_nodes();
        std::vector<std::uint32_t> all = main_;
        all.insert(all.end(), before_.begin(), before_.end());
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        for (const std::uint32_t op : all) place_[op] = static_cast<std::uint32_t>(place_.size());
        for (const std::uint32_t op : all) add(op);
        for (const std::uint32_t op : main_) out_.main.push_back(place_.at(op));
        for (const std::uint32_t op : before_) out_.before.push_back(place_.at(op));
        if (state_.denials_count_when.exists()) {
            out_.denials_count = node_of(state_.denials_count_when.bit);
            read_first();
        }
        for (const compiled_finding& f : state_.compiled_findings)
            if (f.definition->kind != finding_kind::offence)
                out_.findings.push_back(node_of(f.rule.bit));
        for (const compiled_score& s : state_.compiled_scores)
            out_.scores.push_back(place_.at(s.operation));
        out_.depths = rules_.case_split_depth + 1;
        find_only_readers();
        return std::move(out_);
    }

private:
    [[nodiscard]] std::uint32_t first_operation() const noexcept {
        return static_cast<std::uint32_t>(rules_.literals.size());
    }

    [[nodiscard]] std::vector<std::uint32_t> operations_under(
        const std::vector<std::uint32_t>& roots) const {
        std::vector<bool> seen(rules_.operations.size(), false);
        std::vector<std::uint32_t> open, out;
        const auto visit = [&](std::uint32_t bit) {
            if (rules_.is_literal(bit) || seen[bit - first_operation()]) return;
            seen[bit - first_operation()] = true;
            open.push_back(bit - first_operation());
        };
        for (const std::uint32_t bit : roots) visit(bit);
        while (!open.empty()) {
            const std::uint32_t op = open.back();
            open.pop_back();
            out.push_back(op);
            each_term(rules_, rules_.operations[op], visit);
        }
        std::sort(out.begin(), out.end());
        return out;
    }

    /// The conditions that anything reads: literals, and sets of value classes.
    void gather(const std::vector<std::uint32_t>& roots) {
        const auto need = [&](std::uint32_t bit) {
            if (rules_.is_literal(bit))
                nodes_.try_emplace({rules_.literals[bit].indicator, rules_.literals[bit].classes},
                                   none_index);
        };
        for (const std::uint32_t bit : roots) need(bit);
        if (state_.denials_count_when.exists()) need(state_.denials_count_when.bit);
        for (const std::vector<std::uint32_t>* list : {&main_, &before_})
            for (const std::uint32_t op : *list) {
                each_term(rules_, rules_.operations[op], need);
                if (rules_.operations[op].case_split == none_index) continue;
                for (const case_group& group :
                     rules_.case_splits[rules_.operations[op].case_split].groups)
                    for (const case_variable& variable : group.variables)
                        for (const class_set classes : variable.cases)
                            nodes_.try_emplace({variable.indicator, classes}, none_index);
            }
    }

    void number_nodes() {
        for (auto& [condition, node] : nodes_) {
            const auto& [at, classes] = condition;
            const indicator& about = *state_.indicators[at];
            if (out_.indicators.empty() || out_.indicators.back().at != at)
                out_.indicators.push_back(
                    {at,
                     static_cast<std::uint32_t>(std::popcount(rules_.all_classes[at])),
                     about.type == indicator_type::yes_no,
                     false,
                     {}});
            plan_indicator& made = out_.indicators.back();
            node = out_.literal_nodes++;
            class_set under_duress = classes;
            if (state_.denials_count_when.exists() && is_asked_harm(about))
                for (std::uint32_t c = 0; c < made.classes; ++c)
                    if (affirmed_classes(rules_, at, class_set{1} << c) & classes)
                        under_duress |= class_set{1} << c;
            made.under_duress = made.under_duress || under_duress != classes;
            made.literals.push_back({classes, under_duress, node});
        }
    }

    [[nodiscard]] std::uint32_t node_of(std::uint32_t bit) const {
        if (rules_.is_literal(bit))
            return nodes_.at({rules_.literals[bit].indicator, rules_.literals[bit].classes});
        return out_.literal_nodes + place_.at(bit - first_operation());
    }

    void add_term(plan_terms& to, std::uint32_t bit, std::int64_t weight) {
        if (to.size == 0) to.first = static_cast<std::uint32_t>(out_.terms.size());
        ++to.size;
        out_.terms.push_back(node_of(bit));
        out_.weights.push_back(weight);
    }

    void add(std::uint32_t index) {
        const operation& from = rules_.operations[index];
        plan_operation made;
        made.kind = from.kind;
        made.node = out_.literal_nodes + place_.at(index);
        std::vector<weighted_bit> terms;
        if (from.kind == operation_kind::weighted || from.kind == operation_kind::sum)
            terms.assign(rules_.weights.begin() + from.first,
                         rules_.weights.begin() + from.first + from.size);
        else each_term(rules_, from, [&](std::uint32_t bit) { terms.push_back({bit, 1}); });
        std::int64_t unit = 0, total = 0;
        for (const weighted_bit& term : terms) unit = std::gcd(unit, term.weight);
        made.unit = unit ? unit : 1;
        for (const weighted_bit& term : terms) {
            add_term(made.terms, term.bit, term.weight / made.unit);
            total += term.weight / made.unit;
        }
        made.digits = static_cast<std::uint32_t>(std::bit_width(static_cast<std::uint64_t>(total)));
        const std::int64_t wanted = from.kind == operation_kind::all
                                        ? static_cast<std::int64_t>(terms.size())
                                    : from.kind == operation_kind::any ? 1
                                                                       : from.threshold;
        made.threshold = wanted <= 0 ? 0 : (wanted - 1) / made.unit + 1;
        if (from.case_split != none_index) {
            made.case_split = static_cast<std::uint32_t>(out_.case_splits.size());
            add_case_split(rules_.case_splits[from.case_split], made.unit);
            for (const plan_group& group : out_.case_splits.back().groups)
                for (const std::uint32_t op : group.slice)
                    made.level = std::max(made.level, out_.operations[op].level + 1);
        }
        for (std::uint32_t t = made.terms.first; t < made.terms.first + made.terms.size; ++t)
            if (const std::uint32_t node = out_.terms[t]; node >= out_.literal_nodes)
                made.level =
                    std::max(made.level, out_.operations[node - out_.literal_nodes].level + 1);
        out_.operations.push_back(made);
    }

    void add_case_split(const case_split& from, std::int64_t unit) {
        plan_case_split made;
        for (const weighted_bit& term : from.other_terms)
            add_term(made.others, term.bit, term.weight / unit);
        for (const case_group& group : from.groups) {
            plan_group mine;
            for (const weighted_bit& term : group.terms)
                add_term(mine.terms, term.bit, term.weight / unit);
            for (const std::uint32_t op : group.slice) mine.slice.push_back(place_.at(op));
            for (const case_variable& variable : group.variables) {
                plan_variable v;
                for (const class_set classes : variable.cases) {
                    v.reach.push_back(nodes_.at({variable.indicator, classes}));
                    // every condition on this indicator that the slice can read; cases of case
                    // splits below are unions of these classes
                    std::vector<std::pair<std::uint32_t, bool>>& pinned = v.pinned.emplace_back();
                    for (auto at = nodes_.lower_bound({variable.indicator, 0});
                         at != nodes_.end() && at->first.first == variable.indicator; ++at)
                        pinned.emplace_back(at->second, (at->first.second & classes) != 0);
                }
                mine.variables.push_back(std::move(v));
            }
            made.groups.push_back(std::move(mine));
        }
        out_.case_splits.push_back(std::move(made));
    }

    void find_only_readers() {
        constexpr std::uint32_t several = none_index - 1;
        std::vector<std::uint32_t> reader(out_.operations.size(), none_index);
        std::vector<bool> again(
            out_.operations.size(),
            false);  // run at other times too: for law 3, or in the cases of a case split
        const auto read_by = [&](std::uint32_t node, std::uint32_t by) {
            if (node >= out_.literal_nodes)
                reader[node - out_.literal_nodes] =
                    reader[node - out_.literal_nodes] == none_index ? by : several;
        };
        for (std::uint32_t op = 0; op < out_.operations.size(); ++op)
            for (std::uint32_t t = 0; t < out_.operations[op].terms.size; ++t)
                read_by(out_.terms[out_.operations[op].terms.first + t], op);
        for (const std::uint32_t node : out_.findings) read_by(node, several);
        for (const std::uint32_t op : out_.before) again[op] = true;
        for (const plan_case_split& case_split : out_.case_splits)
            for (const plan_group& group : case_split.groups)
                for (const std::uint32_t op : group.slice) again[op] = true;
        for (std::uint32_t op = 0; op < reader.size(); ++op)
            if (reader[op] < several && !again[op] && !again[reader[op]])
                out_.operations[op].only_reader = reader[op];
    }

    void read_first() {
        std::vector<bool> read(out_.literal_nodes, false);
        const auto mark = [&](std::uint32_t node) {
            if (node < out_.literal_nodes) read[node] = true;
        };
        mark(out_.denials_count);
        for (const std::uint32_t op : out_.before) {
            const plan_operation& op_read = out_.operations[op];
            for (std::uint32_t t = op_read.terms.first;
                 t < op_read.terms.first + op_read.terms.size; ++t)
                mark(out_.terms[t]);
        }
        for (std::uint32_t i = 0; i < out_.indicators.size(); ++i) {
            const auto& literals = out_.indicators[i].literals;
            if (std::any_of(literals.begin(), literals.end(),
                            [&](const plan_literal& l) { return read[l.node]; }))
                out_.first_readers.push_back(i);
        }
    }

    const catalogue_state& state_;
    const program& rules_;
    std::vector<std::uint32_t> main_, before_;  ///< operations of the program
    std::map<std::pair<std::uint32_t, class_set>, std::uint32_t> nodes_;
    std::map<std::uint32_t, std::uint32_t> place_;
    cohort_plan out_;
};

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
