// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_PROGRAM_IPP
#define PEHCHAN_IMPL_PROGRAM_IPP

// Runs compiled rules.

#include "../detail/run_program.hpp"
#include "../program.hpp"

namespace pehchan {
inline namespace v0 {

/// Runs only `slice`, operations in order, over literal bits that are already set.
void run(const program& rules, std::span<const std::uint32_t> slice, evaluation& work) noexcept {
    const std::span<plane_word> low = work.low(), high = work.high();
    const auto first = static_cast<std::uint32_t>(rules.literals.size());
    for (const std::uint32_t index : slice) {
        const operation& op = rules.operations[index];
        if (detail::is_plain(op)) {
            const auto [certain, possible] = detail::holds<2>(rules, op, {low.data(), high.data()});
            put_bit(low, first + index, certain);
            put_bit(high, first + index, possible);
        } else if (op.kind != operation_kind::sum) {  // what cannot hold is not certain
            const bool possible =
                detail::holds_exactly<detail::plane_side::high>(rules, op, work, 0);
            put_bit(high, first + index, possible);
            put_bit(low, first + index,
                    possible && detail::holds_exactly<detail::plane_side::low>(rules, op, work, 0));
        }
    }
}

/// The bounds of the sum operation `index`, after `run`.
bounds sum_bounds(const program& rules, std::uint32_t index, evaluation& work) noexcept {
    const operation& op = rules.operations[index];
    if (op.case_split != none_index) {
        const case_split& plan = rules.case_splits[op.case_split];
        return {detail::case_split_bound<detail::plane_side::low>(rules, plan, work, 0),
                detail::case_split_bound<detail::plane_side::high>(rules, plan, work, 0)};
    }
    const std::span<const weighted_bit> terms{rules.weights.data() + op.first, op.size};
    return {detail::weigh(terms, work.low()), detail::weigh(terms, work.high())};
}

}  // namespace v0
}  // namespace pehchan

#endif
