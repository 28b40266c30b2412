// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_RUN_PROGRAM_HPP
#define PEHCHAN_DETAIL_RUN_PROGRAM_HPP

// How is a program run, in one plane or both?

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "../program.hpp"

namespace pehchan {
inline namespace v0 {

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
[[nodiscard]] inline bool is_plain(const operation& op) noexcept {
    return op.case_split == none_index && op.kind <= operation_kind::count;
}

/// Whether more than `n` bits are set, for n 1 or 2.
[[nodiscard]] constexpr bool more_than(plane_word bits, std::int64_t n) noexcept {
    bits &= bits - 1;  // clears the lowest
    if (n == 2) bits &= bits - 1;
    return bits != 0;
}

/// Whether a plain operation holds in each of the planes. "All" is "not any that is not".
template <std::size_t Planes>
[[nodiscard]] inline std::array<bool, Planes> holds(
    const program& rules, const operation& op,
    const std::array<const plane_word*, Planes>& planes) noexcept {
    const plane_mask* mask = rules.masks.data() + op.first;
    const plane_mask* const end = mask + op.size;
    std::array<plane_word, Planes> seen{};
    std::array<bool, Planes> out{};
    if (op.kind != operation_kind::count) {
        const bool all = op.kind == operation_kind::all;
        const plane_word flip = plane_word{0} - plane_word{all};
        for (; mask != end; ++mask)
            for (std::size_t p = 0; p < Planes; ++p)
                seen[p] |= mask->mask & (planes[p][mask->word] ^ flip);
        for (std::size_t p = 0; p < Planes; ++p) out[p] = (seen[p] != 0) != all;
    } else if (op.size == 1 && op.threshold <= 3) {
        for (std::size_t p = 0; p < Planes; ++p)
            out[p] = more_than(planes[p][mask->word] & mask->mask, op.threshold - 1);
    } else {
        for (; mask != end; ++mask)
            for (std::size_t p = 0; p < Planes; ++p)
                seen[p] += count_bits(planes[p][mask->word] & mask->mask);
        for (std::size_t p = 0; p < Planes; ++p)
            out[p] = static_cast<std::int64_t>(seen[p]) >= op.threshold;
    }
    return out;
}

[[nodiscard]] inline std::int64_t weigh(std::span<const weighted_bit> terms,
                                        std::span<const plane_word> plane) noexcept {
    std::int64_t total = 0;
    for (const weighted_bit& term : terms) total += test_bit(plane, term.bit) ? term.weight : 0;
    return total;
}

template <plane_side Side>
void run_plane(const program& rules, std::span<const std::uint32_t> slice, evaluation& work,
               std::size_t depth) noexcept;

/// The exact bound of the sum of a group's terms, over all cases of its case variables. No case
/// lies outside the bound that the terms have without cases, so the first case that reaches it ends
/// the search.
template <plane_side Side>
[[nodiscard]] std::int64_t group_bound(const program& rules, const case_group& group,
                                       evaluation& work, std::size_t depth) noexcept {
    const std::span<plane_word> plane = plane_of<Side>(work, depth),
                                case_plane = plane_of<Side>(work, depth + 1);
    const std::int64_t outer = weigh(group.terms, plane);
    const std::size_t n = group.variables.size();
    std::size_t chosen[64] =
        {};  // at most 64 cases, so at most 6 variables with a choice; others have one class
    class_set before[64] = {};
    bool several = false;
    for (std::size_t v = 0; v < n; ++v) {
        before[v] = work.possible()[group.variables[v].indicator];
        int reachable = 0;
        for (const class_set classes : group.variables[v].cases)
            reachable += (before[v] & classes) != 0;
        several = several || reachable > 1;
    }
    if (!several) return outer;  // there is one case, and the plane is it

    for (std::size_t w = 0; w < plane.size(); ++w) case_plane[w] = plane[w];
    bool first = true;
    std::int64_t bound = outer;
    for (bool more = true; more;) {
        bool reachable = true;
        for (std::size_t v = 0; v < n && reachable; ++v)
            reachable = (before[v] & group.variables[v].cases[chosen[v]]) != 0;
        if (reachable) {
            for (std::size_t v = 0; v < n; ++v) {
                const case_variable& variable = group.variables[v];
                const class_set classes = variable.cases[chosen[v]];
                work.possible()[variable.indicator] = before[v] & classes;
                for (std::uint32_t l : variable.literals)
                    put_bit(case_plane, l, (rules.literals[l].classes & classes) != 0);
            }
            run_plane<Side>(rules, group.slice, work, depth + 1);
            const std::int64_t case_total = weigh(group.terms, case_plane);
            bound = first || (Side == plane_side::low ? case_total < bound : case_total > bound)
                        ? case_total
                        : bound;
            first = false;
            if (bound == outer) break;
        }
        more = false;
        for (std::size_t v = 0; v < n && !more; ++v) {
            if (++chosen[v] < group.variables[v].cases.size()) more = true;
            else chosen[v] = 0;
        }
    }
    for (std::size_t v = 0; v < n; ++v) work.possible()[group.variables[v].indicator] = before[v];
    return bound;
}

template <plane_side Side>
[[nodiscard]] std::int64_t case_split_bound(const program& rules, const case_split& plan,
                                            evaluation& work, std::size_t depth) noexcept {
    std::int64_t total = weigh(plan.other_terms, plane_of<Side>(work, depth));
    for (const case_group& group : plan.groups)
        total += group_bound<Side>(rules, group, work, depth);
    return total;
}

/// Whether a case-split operation's exact bound reaches its threshold; the cases are tried only
/// where the terms do not decide.
template <plane_side Side>
[[nodiscard]] bool case_split_holds(const program& rules, const operation& op, evaluation& work,
                                    std::size_t depth) noexcept {
    const case_split& plan = rules.case_splits[op.case_split];
    const std::span<const plane_word> plane = plane_of<Side>(work, depth);
    std::int64_t outer = weigh(plan.other_terms, plane);
    for (const case_group& group : plan.groups) outer += weigh(group.terms, plane);
    const bool outer_holds = outer >= op.threshold;
    if (outer_holds == (Side == plane_side::low)) return outer_holds;
    return case_split_bound<Side>(rules, plan, work, depth) >= op.threshold;
}

/// An operation that is not plain, in one plane.
template <plane_side Side>
[[nodiscard]] bool holds_exactly(const program& rules, const operation& op, evaluation& work,
                                 std::size_t depth) noexcept {
    if (op.case_split != none_index) return case_split_holds<Side>(rules, op, work, depth);
    return weigh({rules.weights.data() + op.first, op.size}, plane_of<Side>(work, depth)) >=
           op.threshold;
}

/// Runs operations in one plane: it is all that is needed to see whether something holds (low) or
/// cannot hold (high).
template <plane_side Side>
void run_plane(const program& rules, std::span<const std::uint32_t> slice, evaluation& work,
               std::size_t depth) noexcept {
    const std::span<plane_word> plane = plane_of<Side>(work, depth);
    const auto first = static_cast<std::uint32_t>(rules.literals.size());
    for (const std::uint32_t index : slice) {
        const operation& op = rules.operations[index];
        if (is_plain(op)) put_bit(plane, first + index, holds<1>(rules, op, {plane.data()})[0]);
        else if (op.kind != operation_kind::sum)
            put_bit(plane, first + index,
                    holds_exactly<Side>(rules, op, work, depth));  // bounds on demand: sum_bounds
    }
}

}  // namespace detail

}  // namespace v0
}  // namespace pehchan

#endif
