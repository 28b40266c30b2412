// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_EVALUATE_HPP
#define PEHCHAN_DETAIL_EVALUATE_HPP

// What holds of one person, in both bounds, and which headlines follow?

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "../assess.hpp"
#include "../compiled.hpp"
#include "effective_classes.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {

/// Loads one person's effective answers (law 3) into `work` and runs the operations of `slice`.
inline void evaluate(const catalogue_state& state, const answers& known,
                     std::span<const std::uint32_t> slice, evaluation& work) noexcept {
    const program& rules = state.rules_program;
    const auto load = [&](std::span<const plane_word> certain,
                          std::span<const plane_word> possible) {
        std::copy(certain.begin(), certain.end(), work.low().begin());
        std::copy(possible.begin(), possible.end(), work.high().begin());
    };
    load(known.certain(), known.possible());
    for (std::uint32_t i : rules.case_split_indicators)
        work.possible()[i] = classes_of(rules, i, known.at(i));
    if (state.denials_count_when.exists()) {
        run(rules, state.denials_count_when.slice, work);
        if (!denials_count(state, work)) {
            load(known.certain(), known.possible_under_duress());
            for (std::uint32_t i : rules.case_split_indicators)
                work.possible()[i] = effective_classes(state, i, known.at(i), false);
        }
    }
    run(rules, slice, work);
}

/// The headlines that an indicated finding raises: its own, or that of its kind; a victim finding
/// always says "presumed victim".
inline void raise(const finding_definition& f, std::vector<headline_id>& hold) {
    if (f.kind == finding_kind::victim) hold.push_back(headline_id::presumed_victim);
    if (f.headline != headline_id::none) hold.push_back(f.headline);
    else if (f.kind == finding_kind::protection) hold.push_back(headline_id::needs_protection);
    else if (f.kind == finding_kind::migration) hold.push_back(headline_id::rights_and_information);
}

/// What a form shows first, from the findings that stand in `out`.
inline void set_headlines(assessment& out) {
    out.headline = headline_id::none;
    out.also.clear();
    if (!out.catalogue_used.state().has_headlines) return;
    std::vector<headline_id> hold;
    bool signed_victim = false;
    for (const finding_result& f : out.findings) {
        if (f.status == finding_status::indicated) raise(*f.definition, hold);
        signed_victim =
            signed_victim || (f.definition->kind == finding_kind::victim &&
                              f.status != finding_status::indicated && !f.signs.empty());
    }
    // "presumed" says "possible" already
    if (signed_victim &&
        std::find(hold.begin(), hold.end(), headline_id::presumed_victim) == hold.end())
        hold.push_back(headline_id::possible_victim);
    std::sort(hold.begin(), hold.end());
    hold.erase(std::unique(hold.begin(), hold.end()), hold.end());
    if (hold.empty()) {
        out.headline =
            out.asked_n == 0 ? headline_id::not_yet_asked : headline_id::nothing_shown_so_far;
    } else {
        out.headline = hold.front();
        out.also.assign(hold.begin() + 1, hold.end());
    }
}

}  // namespace detail

}  // namespace v0
}  // namespace pehchan

#endif
