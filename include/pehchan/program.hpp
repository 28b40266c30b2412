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

#include <array>
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
    std::vector<std::uint32_t> split_indicators;     ///< those that some split tries, sorted
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
    const unsigned place = bit & 63;
    word = (word & ~(plane_word{1} << place)) | plane_word{value} << place;  // no branch on what nobody can predict
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

enum class plane_side : bool { low, high };

template <plane_side Side>
[[nodiscard]] std::span<plane_word> plane_of(evaluation& work, std::size_t depth) noexcept {
    return Side == plane_side::low ? work.low(depth) : work.high(depth);
}

/// `std::popcount` in plain arithmetic: without a machine instruction it would be a call.
[[nodiscard]] constexpr plane_word count_bits(plane_word x) noexcept {
    x -= (x >> 1) & 0x5555'5555'5555'5555u;
    x = (x & 0x3333'3333'3333'3333u) + ((x >> 2) & 0x3333'3333'3333'3333u);
    x = (x + (x >> 4)) & 0x0f0f'0f0f'0f0f'0f0fu;
    return (x * 0x0101'0101'0101'0101u) >> 56;
}

/// Whether an operation needs neither cases nor weights.
[[nodiscard]] inline bool is_plain(const operation& op) noexcept { return op.split == none_index && op.kind <= operation_kind::count; }

/// Whether more than `n` bits are set, for n 1 or 2.
[[nodiscard]] constexpr bool more_than(plane_word bits, std::int64_t n) noexcept {
    bits &= bits - 1;  // clears the lowest
    if (n == 2) bits &= bits - 1;
    return bits != 0;
}

/// Whether a plain operation holds in each of the planes. "All" is "not any that is not".
template <std::size_t Planes>
[[nodiscard]] inline std::array<bool, Planes> holds(const program& rules, const operation& op, const std::array<const plane_word*, Planes>& planes) noexcept {
    const plane_mask* mask = rules.masks.data() + op.first;
    const plane_mask* const end = mask + op.size;
    std::array<plane_word, Planes> seen{};
    std::array<bool, Planes> out{};
    if (op.kind != operation_kind::count) {
        const bool all = op.kind == operation_kind::all;
        const plane_word flip = plane_word{0} - plane_word{all};
        for (; mask != end; ++mask)
            for (std::size_t p = 0; p < Planes; ++p) seen[p] |= mask->mask & (planes[p][mask->word] ^ flip);
        for (std::size_t p = 0; p < Planes; ++p) out[p] = (seen[p] != 0) != all;
    } else if (op.size == 1 && op.threshold <= 3) {
        for (std::size_t p = 0; p < Planes; ++p) out[p] = more_than(planes[p][mask->word] & mask->mask, op.threshold - 1);
    } else {
        for (; mask != end; ++mask)
            for (std::size_t p = 0; p < Planes; ++p) seen[p] += count_bits(planes[p][mask->word] & mask->mask);
        for (std::size_t p = 0; p < Planes; ++p) out[p] = static_cast<std::int64_t>(seen[p]) >= op.threshold;
    }
    return out;
}

[[nodiscard]] inline std::int64_t weigh(std::span<const weighted_bit> terms, std::span<const plane_word> plane) noexcept {
    std::int64_t total = 0;
    for (const weighted_bit& term : terms) total += test_bit(plane, term.bit) ? term.weight : 0;
    return total;
}

template <plane_side Side>
void run_plane(const program& rules, std::span<const std::uint32_t> slice, evaluation& work, std::size_t depth) noexcept;

/// The exact bound of the sum of a group's terms, over all cases of its split variables. No case lies outside the bound that the terms have
/// without cases, so the first case that reaches it ends the search.
template <plane_side Side>
[[nodiscard]] std::int64_t group_bound(const program& rules, const split_group& group, evaluation& work, std::size_t depth) noexcept {
    const std::span<plane_word> plane = plane_of<Side>(work, depth), case_plane = plane_of<Side>(work, depth + 1);
    const std::int64_t outer = weigh(group.terms, plane);
    const std::size_t n = group.variables.size();
    std::size_t chosen[64] = {};     // at most 64 cases, so at most 6 variables with a choice; others have one class
    cell_set before[64] = {};
    bool several = false;
    for (std::size_t v = 0; v < n; ++v) {
        before[v] = work.possible()[group.variables[v].indicator];
        int reachable = 0;
        for (const cell_set cells : group.variables[v].classes) reachable += (before[v] & cells) != 0;
        several = several || reachable > 1;
    }
    if (!several) return outer;  // there is one case, and the plane is it

    for (std::size_t w = 0; w < plane.size(); ++w) case_plane[w] = plane[w];
    bool first = true;
    std::int64_t bound = outer;
    for (bool more = true; more;) {
        bool reachable = true;
        for (std::size_t v = 0; v < n && reachable; ++v)
            reachable = (before[v] & group.variables[v].classes[chosen[v]]) != 0;
        if (reachable) {
            for (std::size_t v = 0; v < n; ++v) {
                const split_variable& variable = group.variables[v];
                const cell_set cells = variable.classes[chosen[v]];
                work.possible()[variable.indicator] = before[v] & cells;
                for (std::uint32_t l : variable.literals) put_bit(case_plane, l, (rules.literals[l].cells & cells) != 0);
            }
            run_plane<Side>(rules, group.slice, work, depth + 1);
            const std::int64_t here = weigh(group.terms, case_plane);
            bound = first || (Side == plane_side::low ? here < bound : here > bound) ? here : bound;
            first = false;
            if (bound == outer) break;
        }
        more = false;
        for (std::size_t v = 0; v < n && !more; ++v) {
            if (++chosen[v] < group.variables[v].classes.size()) more = true;
            else chosen[v] = 0;
        }
    }
    for (std::size_t v = 0; v < n; ++v) work.possible()[group.variables[v].indicator] = before[v];
    return bound;
}

template <plane_side Side>
[[nodiscard]] std::int64_t split_bound(const program& rules, const split_plan& plan, evaluation& work, std::size_t depth) noexcept {
    std::int64_t total = weigh(plan.other_terms, plane_of<Side>(work, depth));
    for (const split_group& group : plan.groups) total += group_bound<Side>(rules, group, work, depth);
    return total;
}

/// Whether a split operation's exact bound reaches its threshold; the cases are tried only where the terms do not tell.
template <plane_side Side>
[[nodiscard]] bool split_holds(const program& rules, const operation& op, evaluation& work, std::size_t depth) noexcept {
    const split_plan& plan = rules.splits[op.split];
    const std::span<const plane_word> plane = plane_of<Side>(work, depth);
    std::int64_t outer = weigh(plan.other_terms, plane);
    for (const split_group& group : plan.groups) outer += weigh(group.terms, plane);
    const bool outer_holds = outer >= op.threshold;
    if (outer_holds == (Side == plane_side::low)) return outer_holds;
    return split_bound<Side>(rules, plan, work, depth) >= op.threshold;
}

/// An operation that is not plain, in one plane.
template <plane_side Side>
[[nodiscard]] bool holds_exactly(const program& rules, const operation& op, evaluation& work, std::size_t depth) noexcept {
    if (op.split != none_index) return split_holds<Side>(rules, op, work, depth);
    return weigh({rules.weights.data() + op.first, op.size}, plane_of<Side>(work, depth)) >= op.threshold;
}

/// Runs operations in one plane: it is all that is needed to see whether something holds (low) or cannot hold (high).
template <plane_side Side>
void run_plane(const program& rules, std::span<const std::uint32_t> slice, evaluation& work, std::size_t depth) noexcept {
    const std::span<plane_word> plane = plane_of<Side>(work, depth);
    const auto first = static_cast<std::uint32_t>(rules.literals.size());
    for (const std::uint32_t index : slice) {
        const operation& op = rules.operations[index];
        if (is_plain(op)) put_bit(plane, first + index, holds<1>(rules, op, {plane.data()})[0]);
        else if (op.kind != operation_kind::sum) put_bit(plane, first + index, holds_exactly<Side>(rules, op, work, depth));  // bounds on demand: sum_bounds
    }
}

}  // namespace detail

/// Runs only `slice`, operations in order, over literal bits that are already set.
inline void run(const program& rules, std::span<const std::uint32_t> slice, evaluation& work) noexcept {
    const std::span<plane_word> low = work.low(), high = work.high();
    const auto first = static_cast<std::uint32_t>(rules.literals.size());
    for (const std::uint32_t index : slice) {
        const operation& op = rules.operations[index];
        if (detail::is_plain(op)) {
            const auto [certain, possible] = detail::holds<2>(rules, op, {low.data(), high.data()});
            put_bit(low, first + index, certain);
            put_bit(high, first + index, possible);
        } else if (op.kind != operation_kind::sum) {  // what cannot hold is not certain
            const bool possible = detail::holds_exactly<detail::plane_side::high>(rules, op, work, 0);
            put_bit(high, first + index, possible);
            put_bit(low, first + index, possible && detail::holds_exactly<detail::plane_side::low>(rules, op, work, 0));
        }
    }
}

/// The bounds of the sum operation `index`, after `run`.
[[nodiscard]] inline bounds sum_bounds(const program& rules, std::uint32_t index, evaluation& work) noexcept {
    const operation& op = rules.operations[index];
    if (op.split != none_index) {
        const split_plan& plan = rules.splits[op.split];
        return {detail::split_bound<detail::plane_side::low>(rules, plan, work, 0), detail::split_bound<detail::plane_side::high>(rules, plan, work, 0)};
    }
    const std::span<const weighted_bit> terms{rules.weights.data() + op.first, op.size};
    return {detail::weigh(terms, work.low()), detail::weigh(terms, work.high())};
}

}  // namespace v0
}  // namespace pehchan

#endif
