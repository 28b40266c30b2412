// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_PROGRAM_HPP
#define PEHCHAN_PROGRAM_HPP

// How are a catalogue's rules held so that both bounds of every finding and score follow in one
// pass, exactly and without allocation?
//
// The values of an indicator are partitioned into at most 64 *value classes*, the coarsest
// partition that no rule can tell apart: no and yes; the options; the intervals between the cut
// points of a number. What is known of an indicator is the set of classes still possible. A
// *literal* is a set of classes (a condition); it is certain if only its classes are possible, and
// possible if one of them is. An *operation* compares the number of its terms that hold with a
// threshold. Literals and operations are bits of two planes, lower and upper bound; a negated fact
// is a literal of its own, so every operation is monotone and the same code serves both planes.
//
// Where the literals of one indicator are not ordered by inclusion, the bounds of an operation over
// them are exact only after a *case split* (Shannon's expansion): the operation that all
// occurrences of the indicator pass through is evaluated once for each class.

#include "detail/push_macros.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace pehchan {
inline namespace v0 {

/// 64 bits of a plane; the lowest bit comes first.
using plane_word = std::uint64_t;
/// A set of at most 64 value classes of one indicator; bit `k`: class `k`.
using class_set = std::uint64_t;

/// A condition on one indicator: true in `classes`.
struct literal {
    std::uint32_t indicator = 0;  ///< index into the catalogue's indicators, which are sorted by id
    class_set classes = 0;        ///< bit `k`: value class `k`
    friend bool operator==(const literal&, const literal&) = default;
};

/// The literals or operations of one plane word that an operation reads.
struct plane_mask {
    std::uint32_t word = 0;  ///< index of the plane word
    plane_word mask = 0;     ///< the bits of it that are read
};

/// A term of a sum or of a weighted operation.
struct weighted_bit {
    std::uint32_t bit = 0;    ///< of a plane
    std::int64_t weight = 0;  ///< at least 0; millionths in scores
    friend bool operator==(const weighted_bit&, const weighted_bit&) = default;
};

/// An indicator that is tried case by case; a case is a set of value classes that the operations
/// below cannot tell apart.
struct case_variable {
    std::uint32_t indicator = 0;          ///< index into the catalogue's indicators
    std::vector<class_set> cases;         ///< disjoint; together all value classes
    std::vector<std::uint32_t> literals;  ///< those of this indicator that the slice reads
};

/// Terms of an operation that share case variables.
struct case_group {
    std::vector<case_variable> variables;  ///< at most 64 combinations of cases
    std::vector<std::uint32_t> slice;      ///< operations to be run again in each case, in order
    std::vector<weighted_bit> terms;       ///< of the operation
};

/// How an operation's exact bounds are found, by cases.
struct case_split {
    std::vector<weighted_bit> other_terms;  ///< those that share no case variable
    std::vector<case_group> groups;         ///< independent of each other: their bounds add up
};

/// What an operation asks of its terms. `sum` has no threshold: it yields bounds, not a bit.
enum class operation_kind : std::uint8_t { all, any, count, weighted, sum };

/// An index that is none.
inline constexpr std::uint32_t none_index = std::numeric_limits<std::uint32_t>::max();

/// A monotone function of literals and earlier operations.
struct operation {
    operation_kind kind = operation_kind::all;  ///< says which of the other members apply
    std::uint32_t first = 0, size = 0;  ///< range in `masks`, or in `weights` for weighted and sum
    std::int64_t threshold = 0;         ///< for count and weighted
    std::uint32_t case_split = none_index;  ///< index in `case_splits`
};

/// Lower and upper bound of a sum.
struct bounds {
    std::int64_t low = 0, high = 0;  ///< inclusive; both are attained
    friend bool operator==(const bounds&, const bounds&) = default;
};

/// Compiled rules. Bit `i` of a plane is literal `i` below `literals.size()`, else operation `i -
/// literals.size()`.
struct program {
    std::vector<class_set> all_classes;           ///< by indicator
    std::vector<std::vector<std::int64_t>> cuts;  ///< by indicator: sorted cut points of a number
    std::vector<literal> literals;                ///< sorted by indicator, then value classes
    std::vector<std::uint32_t>
        literals_of;                    ///< by indicator: first literal; one entry more at the end
    std::vector<operation> operations;  ///< terms first
    std::vector<plane_mask> masks;      ///< terms of `all`, `any` and `count`
    std::vector<weighted_bit> weights;  ///< terms of `weighted` and `sum`
    std::vector<case_split> case_splits;               ///< see `operation::case_split`
    std::uint32_t case_split_depth = 0;                ///< how deep case splits are nested
    std::vector<std::uint32_t> case_split_indicators;  ///< those that some case split tries, sorted
    std::vector<plane_word> blank_low, blank_high;     ///< literal words when nothing is known

    /// The bits of a plane.
    [[nodiscard]] std::size_t bits() const noexcept { return literals.size() + operations.size(); }
    /// The words of a plane.
    [[nodiscard]] std::size_t words() const noexcept { return (bits() + 63) / 64; }
    /// The words of a plane that hold literals.
    [[nodiscard]] std::size_t literal_words() const noexcept { return (literals.size() + 63) / 64; }
    /// Whether bit `bit` of a plane is a literal, not an operation.
    [[nodiscard]] bool is_literal(std::uint32_t bit) const noexcept {
        return bit < literals.size();
    }

    /// The value class that `value` of number `indicator` falls into.
    [[nodiscard]] std::uint32_t class_of(std::uint32_t indicator,
                                         std::int64_t value) const noexcept {
        std::uint32_t value_class = 0;
        for (std::int64_t cut : cuts[indicator]) value_class += value >= cut ? 1u : 0u;
        return value_class;
    }
};

/// Bit `bit` of a plane.
[[nodiscard]] inline bool test_bit(std::span<const plane_word> plane, std::uint32_t bit) noexcept {
    return (plane[bit >> 6] >> (bit & 63)) & 1u;
}
/// Sets bit `bit` of a plane to `value`.
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
    /// Memory for one program; allocates here and nowhere else.
    explicit evaluation(const program& rules)
        : words_(rules.words()),
          planes_(2 * words_ * (1 + rules.case_split_depth)),
          possible_(rules.all_classes) {}

    /// The plane of what is certain; `depth` counts nested case splits.
    [[nodiscard]] std::span<plane_word> low(std::size_t depth = 0) & noexcept {
        return {planes_.data() + 2 * depth * words_, words_};
    }
    /// The plane of what may hold.
    [[nodiscard]] std::span<plane_word> high(std::size_t depth = 0) & noexcept {
        return {planes_.data() + (2 * depth + 1) * words_, words_};
    }
    /// By indicator: the value classes that the cases being tried leave.
    [[nodiscard]] std::span<class_set> possible() & noexcept { return possible_; }
    /// Whether the literal or operation holds however the answers are completed.
    [[nodiscard]] bool certain(std::uint32_t bit) noexcept { return test_bit(low(), bit); }
    /// Whether it holds for some completion of the answers.
    [[nodiscard]] bool may_hold(std::uint32_t bit) noexcept { return test_bit(high(), bit); }

private:
    std::size_t words_ = 0;
    std::vector<plane_word> planes_;
    std::vector<class_set> possible_;
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
