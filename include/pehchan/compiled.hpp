// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_COMPILED_HPP
#define PEHCHAN_COMPILED_HPP

// What does a catalogue hold once its names are resolved and its rules compiled? For what looks
// inside a catalogue, such as proofs and tests; screening needs none of it.

#include "detail/push_macros.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "catalogue.hpp"
#include "document.hpp"
#include "program.hpp"

namespace pehchan {
inline namespace v0 {

/// A rule's place in the program.
struct compiled_rule {
    std::uint32_t bit = none_index;    ///< `none_index`: there is no such rule
    std::vector<std::uint32_t> slice;  ///< the operations it rests on, in order, itself included
    std::vector<plane_word> literals;  ///< mask of the literals it rests on
    /// Whether the catalogue has such a rule.
    [[nodiscard]] bool exists() const noexcept { return bit != none_index; }
};
/// The condition that a yes/no indicator is answered "no".
[[nodiscard]] inline bool is_denial(const indicator& about, const literal& said) noexcept {
    return about.type == indicator_type::yes_no && said.classes == 1;
}

/// A finding and its bits in the program.
struct compiled_finding {
    const finding_definition* definition = nullptr;  ///< never null
    compiled_rule rule;                              ///< of the finding
    std::vector<compiled_rule> elements;             ///< as in the definition
    std::vector<plane_word> signs;                   ///< mask of the harm literals it rests on
    confidence_level confidence = confidence_level::unverified;  ///< how well the law was read
    confidence_level reading =
        confidence_level::unverified;  ///< what supports the reading of the answers as its elements
};
/// A score and its sum operation.
struct compiled_score {
    const score_definition* definition = nullptr;                ///< never null
    std::uint32_t operation = none_index;                        ///< index in `program::operations`
    confidence_level confidence = confidence_level::unverified;  ///< the least that it rests on
};
/// A safeguard and its rules.
struct compiled_safeguard {
    const safeguard_definition* definition = nullptr;  ///< never null
    compiled_rule when, unless_ruled_out;              ///< as in the definition
    std::vector<std::uint32_t> withheld;               ///< indices of referrals
    confidence_level confidence =
        confidence_level::unverified;  ///< how well the law behind it was read (law 10)
};
/// A referral and its rules.
struct compiled_referral {
    const referral_definition* definition = nullptr;  ///< never null
    compiled_rule when, routing, combined;            ///< `routing` joins routing and serves_only
    confidence_level confidence =
        confidence_level::unverified;  ///< how well the law behind it was read (law 10)
};

/// An instrument and its condition.
struct compiled_instrument {
    const instrument_definition* definition = nullptr;  ///< never null
    compiled_rule as_published;  ///< the population is its own and the wording the published one
};

/// A column of another format and its condition.
struct compiled_write {
    const mapping_definition* mapping = nullptr;  ///< never null
    const mapping_write* definition = nullptr;    ///< never null
    compiled_rule when;                           ///< must be certain
};

/// Definitions of one collection over a catalogue and all that it uses, sorted by id.
template <class Definition>
using directory = std::vector<const Definition*>;

/// The definition `id`, or null.
template <class Definition>
[[nodiscard]] const Definition* find_in(const directory<Definition>& all,
                                        std::string_view id) noexcept {
    const auto at = std::lower_bound(
        all.begin(), all.end(), id,
        [](const Definition* d, std::string_view wanted) { return d->id < wanted; });
    return at != all.end() && (*at)->id == id ? *at : nullptr;
}
/// The place of the definition `id`, or `none_index`.
template <class Definition>
[[nodiscard]] std::uint32_t index_in(const directory<Definition>& all,
                                     std::string_view id) noexcept {
    const auto at = std::lower_bound(
        all.begin(), all.end(), id,
        [](const Definition* d, std::string_view wanted) { return d->id < wanted; });
    return at != all.end() && (*at)->id == id ? static_cast<std::uint32_t>(at - all.begin())
                                              : none_index;
}

/// Everything that a catalogue holds.
struct catalogue_state {
    catalogue_document document;     ///< as written
    std::vector<catalogue> used;     ///< named in `use`, sorted by id
    std::vector<catalogue> closure;  ///< all used, directly or not, sorted by id

    // all definitions, used catalogues included
    directory<source> sources;
    directory<indicator> indicators;
    directory<tag> tags;
    directory<rule_template> templates;
    directory<named_rule> rules;
    directory<score_definition> scores;
    directory<finding_definition> findings;
    directory<safeguard_definition> safeguards;
    directory<referral_definition> referrals;
    directory<form_definition> forms;
    directory<mapping_definition> mappings;
    directory<contrast_definition> contrasts;
    directory<instrument_definition> instruments;
    directory<page_text> texts;

    program rules_program;              ///< all rules of this catalogue and those that it uses
    compiled_rule denials_count_when;   ///< exists in official catalogues only
    compiled_rule child_now;            ///< whether the person is a child
    compiled_rule interview_ends_when;  ///< the person's wish
    compiled_rule offences_shown_when;  ///< the adult's recorded consent; without such a rule
                                        ///< offences are never shown
    std::vector<compiled_finding> compiled_findings;        ///< by falling urgency, then id
    std::vector<compiled_score> compiled_scores;            ///< by id
    std::vector<compiled_instrument> compiled_instruments;  ///< by id
    std::vector<compiled_write> compiled_writes;            ///< by mapping, then column
    std::vector<compiled_safeguard> compiled_safeguards;    ///< by falling urgency, then id
    std::vector<compiled_referral> compiled_referrals;      ///< by hours, kind, then id
    std::vector<std::uint32_t> all_operations;              ///< in order
    std::vector<std::uint32_t>
        finding_operations;  ///< those that findings and scores rest on, in order
    std::vector<std::uint32_t>
        harm_indicators;                    ///< those that some rule of a finding or score tests
    std::vector<std::uint32_t> asked_harm;  ///< those that some rule tests and that are known by
                                            ///< asking: law 3 holds for them
    bool has_headlines = false;
};

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
