// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_PROGRAM_HPP
#define PEHCHAN_PROGRAM_HPP

// How are a catalogue's rules held so that both bounds of every finding and score follow in one pass, exactly and without allocation?
//
// Every indicator's values fall into at most 64 *cells* that no rule can tell apart inside: no and yes; the options; the stretches between the cut
// points of a number. What is known of an indicator is the set of cells still possible. A *literal* is a set of cells (a condition); it is certain if
// only its cells are possible, and possible if one of them is. An *operation* counts those of its terms that hold against a threshold. Literals and
// operations are bits of two planes, lower and upper bound; a negated fact is a literal of its own, so every operation is monotone and the same code
// serves both planes. Where one indicator stands in literals that do not form a chain, the bounds are exact only if its cells are tried one by one:
// the operation that all its occurrences pass through is marked and *splits*.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace pehchan {
inline namespace v0 {

using plane_word = std::uint64_t;
using cell_set = std::uint64_t;

/// A condition on one indicator: true in `cells`.
struct literal {
    std::uint32_t indicator = 0;  ///< index into the catalogue's indicators, which are sorted by id
    cell_set cells = 0;
    friend bool operator==(const literal&, const literal&) = default;
};

/// The literals or operations of one plane word that an operation reads.
struct plane_mask {
    std::uint32_t word = 0;
    plane_word mask = 0;
};

struct weighted_bit {
    std::uint32_t bit = 0;
    std::int64_t weight = 0;
    friend bool operator==(const weighted_bit&, const weighted_bit&) = default;
};

/// An indicator whose cells are tried, in classes that the operations below cannot tell apart.
struct split_variable {
    std::uint32_t indicator = 0;
    std::vector<cell_set> classes;
    std::vector<std::uint32_t> literals;  ///< those of this indicator that the slice reads
};

/// Terms of an operation that share split variables.
struct split_group {
    std::vector<split_variable> variables;
    std::vector<std::uint32_t> slice;  ///< operations to be run again in each case, in order
    std::vector<weighted_bit> terms;
};

struct split_plan {
    std::vector<weighted_bit> other_terms;
    std::vector<split_group> groups;
};

/// What an operation asks of its terms. `sum` has no threshold: it yields bounds, not a bit.
enum class operation_kind : std::uint8_t { all, any, count, weighted, sum };

inline constexpr std::uint32_t none_index = std::numeric_limits<std::uint32_t>::max();

struct operation {
    operation_kind kind = operation_kind::all;
    std::uint32_t first = 0, size = 0;  ///< range in `masks`, or in `weights` for weighted and sum
    std::int64_t threshold = 0;         ///< for count and weighted
    std::uint32_t split = none_index;   ///< index in `splits`
};

/// Lower and upper bound of a sum.
struct bounds {
    std::int64_t low = 0, high = 0;
    friend bool operator==(const bounds&, const bounds&) = default;
};

/// Compiled rules. Bit `i` of a plane is literal `i` below `literals.size()`, else operation `i - literals.size()`.
struct program {
    std::vector<cell_set> all_cells;                 ///< by indicator
    std::vector<std::vector<std::int64_t>> cuts;     ///< by indicator: sorted cut points of a number
    std::vector<literal> literals;                   ///< sorted by indicator, then cells
    std::vector<std::uint32_t> literals_of;          ///< by indicator: first literal; one entry more at the end
    std::vector<operation> operations;               ///< terms first
    std::vector<plane_mask> masks;
    std::vector<weighted_bit> weights;
    std::vector<split_plan> splits;
    std::uint32_t split_depth = 0;                   ///< how deep splits stand in each other
    std::vector<plane_word> blank_low, blank_high;   ///< literal words when nothing is known

    [[nodiscard]] std::size_t bits() const noexcept { return literals.size() + operations.size(); }
    [[nodiscard]] std::size_t words() const noexcept { return (bits() + 63) / 64; }
    [[nodiscard]] std::size_t literal_words() const noexcept { return (literals.size() + 63) / 64; }
    [[nodiscard]] bool is_literal(std::uint32_t bit) const noexcept { return bit < literals.size(); }

    /// The cell that `value` of number `indicator` falls into.
    [[nodiscard]] std::uint32_t cell_of(std::uint32_t indicator, std::int64_t value) const noexcept {
        std::uint32_t cell = 0;
        for (std::int64_t cut : cuts[indicator]) cell += value >= cut ? 1u : 0u;
        return cell;
    }
};

[[nodiscard]] inline bool test_bit(std::span<const plane_word> plane, std::uint32_t bit) noexcept {
    return (plane[bit >> 6] >> (bit & 63)) & 1u;
}
inline void put_bit(std::span<plane_word> plane, std::uint32_t bit, bool value) noexcept {
    plane_word& word = plane[bit >> 6];
    const plane_word one = plane_word{1} << (bit & 63);
    word = value ? word | one : word & ~one;
}

/// The memory that running a program needs; made once, used for any number of persons, never shared between threads.
class evaluation {
public:
    evaluation() = default;
    explicit evaluation(const program& rules)
        : words_(rules.words()),
          planes_(2 * words_ * (1 + rules.split_depth)),
          possible_(rules.all_cells) {}

    [[nodiscard]] std::span<plane_word> low(std::size_t depth = 0) noexcept {
        return {planes_.data() + 2 * depth * words_, words_};
    }
    [[nodiscard]] std::span<plane_word> high(std::size_t depth = 0) noexcept {
        return {planes_.data() + (2 * depth + 1) * words_, words_};
    }
    [[nodiscard]] std::span<cell_set> possible() noexcept { return possible_; }
    [[nodiscard]] bool certain(std::uint32_t bit) noexcept { return test_bit(low(), bit); }
    [[nodiscard]] bool may_hold(std::uint32_t bit) noexcept { return test_bit(high(), bit); }

private:
    std::size_t words_ = 0;
    std::vector<plane_word> planes_;
    std::vector<cell_set> possible_;
};

namespace detail {

/// Calls `visit` with the bit of every term of the operation.
template <class Visit>
void each_term(const program& rules, const operation& op, Visit visit) {
    if (op.kind == operation_kind::weighted || op.kind == operation_kind::sum) {
        for (std::uint32_t w = op.first; w < op.first + op.size; ++w) visit(rules.weights[w].bit);
        return;
    }
    for (std::uint32_t m = op.first; m < op.first + op.size; ++m)
        for (plane_word left = rules.masks[m].mask; left; left &= left - 1)
            visit(rules.masks[m].word * 64 + static_cast<std::uint32_t>(std::countr_zero(left)));
}

[[nodiscard]] inline bool holds(const program& rules, const operation& op, std::span<const plane_word> plane) noexcept {
    const plane_mask* mask = rules.masks.data() + op.first;
    const plane_mask* const end = mask + op.size;
    switch (op.kind) {
        case operation_kind::all:
            for (; mask != end; ++mask)
                if ((plane[mask->word] & mask->mask) != mask->mask) return false;
            return true;
        case operation_kind::any:
            for (; mask != end; ++mask)
                if (plane[mask->word] & mask->mask) return true;
            return false;
        case operation_kind::count: {
            std::int64_t count = 0;
            for (; mask != end; ++mask) count += std::popcount(plane[mask->word] & mask->mask);
            return count >= op.threshold;
        }
        default: return false;
    }
}

[[nodiscard]] inline std::int64_t weigh(std::span<const weighted_bit> terms, std::span<const plane_word> plane) noexcept {
    std::int64_t total = 0;
    for (const weighted_bit& term : terms) total += test_bit(plane, term.bit) ? term.weight : 0;
    return total;
}

inline void run_operation(const program& rules, std::uint32_t index, evaluation& work, std::size_t depth) noexcept;

/// The exact bounds of a split operation's sum, over all cases of its split variables.
[[nodiscard]] inline bounds split_bounds(const program& rules, const split_plan& plan, evaluation& work, std::size_t depth) noexcept {
    const std::span<plane_word> low = work.low(depth), high = work.high(depth);
    const std::span<plane_word> case_low = work.low(depth + 1), case_high = work.high(depth + 1);
    bounds total{weigh(plan.other_terms, low), weigh(plan.other_terms, high)};
    for (const split_group& group : plan.groups) {
        for (std::size_t w = 0; w < low.size(); ++w) case_low[w] = low[w], case_high[w] = high[w];
        const std::size_t n = group.variables.size();
        std::size_t chosen[64] = {};     // at most 64 cases, so at most 6 variables with a choice; others have one class
        cell_set before[64] = {};
        bounds range{std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()};
        for (std::size_t v = 0; v < n; ++v) before[v] = work.possible()[group.variables[v].indicator];
        for (bool more = true; more;) {
            bool reachable = true;
            for (std::size_t v = 0; v < n && reachable; ++v)
                reachable = (before[v] & group.variables[v].classes[chosen[v]]) != 0;
            if (reachable) {
                for (std::size_t v = 0; v < n; ++v) {
                    const split_variable& variable = group.variables[v];
                    const cell_set cells = variable.classes[chosen[v]];
                    work.possible()[variable.indicator] = before[v] & cells;
                    for (std::uint32_t l : variable.literals) {
                        const bool value = (rules.literals[l].cells & cells) != 0;
                        put_bit(case_low, l, value);
                        put_bit(case_high, l, value);
                    }
                }
                for (std::uint32_t op : group.slice) run_operation(rules, op, work, depth + 1);
                const std::int64_t case_min = weigh(group.terms, case_low), case_max = weigh(group.terms, case_high);
                range.low = case_min < range.low ? case_min : range.low;
                range.high = case_max > range.high ? case_max : range.high;
            }
            more = false;
            for (std::size_t v = 0; v < n && !more; ++v) {
                if (++chosen[v] < group.variables[v].classes.size()) more = true;
                else chosen[v] = 0;
            }
        }
        for (std::size_t v = 0; v < n; ++v) work.possible()[group.variables[v].indicator] = before[v];
        total.low += range.low;
        total.high += range.high;
    }
    return total;
}

inline void run_operation(const program& rules, std::uint32_t index, evaluation& work, std::size_t depth) noexcept {
    const operation& op = rules.operations[index];
    if (op.kind == operation_kind::sum) return;  // bounds on demand: sum_bounds
    const std::uint32_t bit = static_cast<std::uint32_t>(rules.literals.size()) + index;
    const std::span<plane_word> low = work.low(depth), high = work.high(depth);
    if (op.split != none_index) {
        const bounds sum = split_bounds(rules, rules.splits[op.split], work, depth);
        put_bit(low, bit, sum.low >= op.threshold);
        put_bit(high, bit, sum.high >= op.threshold);
    } else if (op.kind == operation_kind::weighted) {
        const std::span<const weighted_bit> terms{rules.weights.data() + op.first, op.size};
        put_bit(low, bit, weigh(terms, low) >= op.threshold);
        put_bit(high, bit, weigh(terms, high) >= op.threshold);
    } else {
        put_bit(low, bit, holds(rules, op, low));
        put_bit(high, bit, holds(rules, op, high));
    }
}

}  // namespace detail

/// Sets the literal bits of `work` from its `possible()` cells.
inline void set_literals(const program& rules, evaluation& work) noexcept {
    const std::span<plane_word> low = work.low(), high = work.high();
    const std::span<const cell_set> possible = work.possible();
    for (std::uint32_t l = 0; l < rules.literals.size(); ++l) {
        const literal& condition = rules.literals[l];
        put_bit(low, l, (possible[condition.indicator] & ~condition.cells) == 0);
        put_bit(high, l, (possible[condition.indicator] & condition.cells) != 0);
    }
}

/// Runs all operations over literal bits that are already set.
inline void run(const program& rules, evaluation& work) noexcept {
    for (std::uint32_t op = 0; op < rules.operations.size(); ++op) detail::run_operation(rules, op, work, 0);
}

/// Runs only `slice`, operations in order.
inline void run(const program& rules, std::span<const std::uint32_t> slice, evaluation& work) noexcept {
    for (std::uint32_t op : slice) detail::run_operation(rules, op, work, 0);
}

/// The bounds of the sum operation `index`, after `run`.
[[nodiscard]] inline bounds sum_bounds(const program& rules, std::uint32_t index, evaluation& work) noexcept {
    const operation& op = rules.operations[index];
    if (op.split != none_index) return detail::split_bounds(rules, rules.splits[op.split], work, 0);
    const std::span<const weighted_bit> terms{rules.weights.data() + op.first, op.size};
    return {detail::weigh(terms, work.low()), detail::weigh(terms, work.high())};
}

}  // namespace v0
}  // namespace pehchan

#endif
