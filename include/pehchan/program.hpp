// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_PROGRAM_HPP
#define PEHCHAN_PROGRAM_HPP

// How are a catalogue's rules held so that both bounds of every finding and score follow in one
// pass, exactly and without allocation?
//
// Every indicator's values fall into at most 64 *cells* that no rule can tell apart inside: no and
// yes; the options; the stretches between the cut points of a number. What is known of an indicator
// is the set of cells still possible. A *literal* is a set of cells (a condition); it is certain if
// only its cells are possible, and possible if one of them is. An *operation* counts those of its
// terms that hold against a threshold. Literals and operations are bits of two planes, lower and
// upper bound; a negated fact is a literal of its own, so every operation is monotone and the same
// code serves both planes. Where one indicator stands in literals that do not form a chain, the
// bounds are exact only if its cells are tried one by one: the operation that all its occurrences
// pass through is marked and *splits*.

#include "detail/push_macros.hpp"

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

/// Compiled rules. Bit `i` of a plane is literal `i` below `literals.size()`, else operation `i -
/// literals.size()`.
struct program {
    std::vector<cell_set> all_cells;              ///< by indicator
    std::vector<std::vector<std::int64_t>> cuts;  ///< by indicator: sorted cut points of a number
    std::vector<literal> literals;                ///< sorted by indicator, then cells
    std::vector<std::uint32_t>
        literals_of;                    ///< by indicator: first literal; one entry more at the end
    std::vector<operation> operations;  ///< terms first
    std::vector<plane_mask> masks;
    std::vector<weighted_bit> weights;
    std::vector<split_plan> splits;
    std::uint32_t split_depth = 0;                  ///< how deep splits stand in each other
    std::vector<std::uint32_t> split_indicators;    ///< those that some split tries, sorted
    std::vector<plane_word> blank_low, blank_high;  ///< literal words when nothing is known

    [[nodiscard]] std::size_t bits() const noexcept { return literals.size() + operations.size(); }
    [[nodiscard]] std::size_t words() const noexcept { return (bits() + 63) / 64; }
    [[nodiscard]] std::size_t literal_words() const noexcept { return (literals.size() + 63) / 64; }
    [[nodiscard]] bool is_literal(std::uint32_t bit) const noexcept {
        return bit < literals.size();
    }

    /// The cell that `value` of number `indicator` falls into.
    [[nodiscard]] std::uint32_t cell_of(std::uint32_t indicator,
                                        std::int64_t value) const noexcept {
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
    word = (word & ~(plane_word{1} << place)) |
           plane_word{value} << place;  // no branch on what nobody can predict
}

/// The memory that running a program needs; made once, used for any number of persons, never shared
/// between threads.
class evaluation {
public:
    evaluation() = default;
    explicit evaluation(const program& rules)
        : words_(rules.words()),
          planes_(2 * words_ * (1 + rules.split_depth)),
          possible_(rules.all_cells) {}

    [[nodiscard]] std::span<plane_word> low(std::size_t depth = 0) & noexcept {
        return {planes_.data() + 2 * depth * words_, words_};
    }
    [[nodiscard]] std::span<plane_word> high(std::size_t depth = 0) & noexcept {
        return {planes_.data() + (2 * depth + 1) * words_, words_};
    }
    [[nodiscard]] std::span<cell_set> possible() & noexcept { return possible_; }
    [[nodiscard]] bool certain(std::uint32_t bit) noexcept { return test_bit(low(), bit); }
    [[nodiscard]] bool may_hold(std::uint32_t bit) noexcept { return test_bit(high(), bit); }

private:
    std::size_t words_ = 0;
    std::vector<plane_word> planes_;
    std::vector<cell_set> possible_;
};

/// Runs only `slice`, operations in order, over literal bits that are already set.
void run(const program& rules, std::span<const std::uint32_t> slice, evaluation& work) noexcept;

/// The bounds of the sum operation `index`, after `run`.
[[nodiscard]] bounds sum_bounds(const program& rules, std::uint32_t index,
                                evaluation& work) noexcept;

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
