// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_EFFECTIVE_CELLS_HPP
#define PEHCHAN_DETAIL_EFFECTIVE_CELLS_HPP

// Which values of an indicator does an answer leave possible, and what is left of it under law 3?

#include <cstdint>

#include "../answers.hpp"
#include "../compiled.hpp"
#include "../program.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {

/// Law 3 speaks of these: signs of harm that are known by asking.
[[nodiscard]] inline bool is_asked_harm(const indicator& about) noexcept {
    return about.nature == indicator_nature::harm && about.known == known_by::asked;
}

/// The cells that are possible for indicator `at` under `given`, before law 3.
[[nodiscard]] inline cell_set cells_of(const program& rules, std::uint32_t at,
                                       const answer& given) noexcept {
    switch (given.kind) {
        case answer_kind::no:
        case answer_kind::not_applicable: return 1;
        case answer_kind::yes: return 2;
        case answer_kind::option: return cell_set{1} << given.value;
        case answer_kind::number: return cell_set{1} << rules.cell_of(at, given.value);
        default: return rules.all_cells[at];
    }
}

/// Law 3: what is left of an answer given under pressure. It counts only for the conditions that it
/// affirms.
[[nodiscard]] inline cell_set affirmed_cells(const program& rules, std::uint32_t at,
                                             cell_set given) noexcept {
    cell_set left = rules.all_cells[at];
    for (std::uint32_t l = rules.literals_of[at]; l < rules.literals_of[at + 1]; ++l)
        if ((given & ~rules.literals[l].cells) == 0) left &= rules.literals[l].cells;
    return left;
}

/// Law 3: whether a denial counts, by what `evaluated` says of the interview.
[[nodiscard]] inline bool denials_count(const catalogue_state& state,
                                        evaluation& evaluated) noexcept {
    return !state.denials_count_when.exists() || evaluated.certain(state.denials_count_when.bit);
}

/// The cells that an answer leaves possible for indicator `at`, after law 3.
[[nodiscard]] inline cell_set effective_cells(const catalogue_state& state, std::uint32_t at,
                                              const answer& given, bool counts) noexcept {
    const cell_set cells = cells_of(state.rules_program, at, given);
    return counts || !is_asked_harm(*state.indicators[at])
               ? cells
               : affirmed_cells(state.rules_program, at, cells);
}

}  // namespace detail

}  // namespace v0
}  // namespace pehchan

#endif
