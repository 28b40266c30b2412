// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_EFFECTIVE_CLASSES_HPP
#define PEHCHAN_DETAIL_EFFECTIVE_CLASSES_HPP

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

/// The value classes that are possible for indicator `at` under `given`, before law 3.
[[nodiscard]] inline class_set classes_of(const program& rules, std::uint32_t at,
                                          const answer& given) noexcept {
    switch (given.kind) {
        case answer_kind::no:
        case answer_kind::not_applicable: return 1;
        case answer_kind::yes: return 2;
        case answer_kind::option: return class_set{1} << given.value;
        case answer_kind::number: return class_set{1} << rules.class_of(at, given.value);
        default: return rules.all_classes[at];
    }
}

/// Law 3: what is left of an answer given under duress. It counts only for the conditions that it
/// affirms.
[[nodiscard]] inline class_set affirmed_classes(const program& rules, std::uint32_t at,
                                                class_set given) noexcept {
    class_set left = rules.all_classes[at];
    for (std::uint32_t l = rules.literals_of[at]; l < rules.literals_of[at + 1]; ++l)
        if ((given & ~rules.literals[l].classes) == 0) left &= rules.literals[l].classes;
    return left;
}

/// Law 3: whether a denial counts, by what `evaluated` says of the interview.
[[nodiscard]] inline bool denials_count(const catalogue_state& state,
                                        evaluation& evaluated) noexcept {
    return !state.denials_count_when.exists() || evaluated.certain(state.denials_count_when.bit);
}

/// The value classes that an answer leaves possible for indicator `at`, after law 3.
[[nodiscard]] inline class_set effective_classes(const catalogue_state& state, std::uint32_t at,
                                                 const answer& given, bool counts) noexcept {
    const class_set classes = classes_of(state.rules_program, at, given);
    return counts || !is_asked_harm(*state.indicators[at])
               ? classes
               : affirmed_classes(state.rules_program, at, classes);
}

}  // namespace detail

}  // namespace v0
}  // namespace pehchan

#endif
