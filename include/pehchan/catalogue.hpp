// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_CATALOGUE_HPP
#define PEHCHAN_CATALOGUE_HPP

// What does a catalogue say, once its names are resolved and its rules compiled?

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "document.hpp"
#include "program.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {

/// A rule's place in the program.
struct compiled_rule {
    std::uint32_t bit = none_index;          ///< `none_index`: there is no such rule
    std::vector<std::uint32_t> slice;        ///< the operations it rests on, in order, itself included
    std::vector<plane_word> literals;        ///< mask of the literals it rests on
    [[nodiscard]] bool exists() const noexcept { return bit != none_index; }
};
/// The condition that a yes/no indicator is answered "no".
[[nodiscard]] inline bool is_denial(const indicator& about, const literal& said) noexcept { return about.type == indicator_type::yes_no && said.cells == 1; }

struct compiled_finding {
    const finding_definition* definition = nullptr;
    compiled_rule rule;
    std::vector<compiled_rule> elements;
    std::vector<plane_word> signs;           ///< mask of the harm literals it rests on
    confidence_level confidence = confidence_level::unverified;  ///< how well the law was read
    confidence_level reading = confidence_level::unverified;     ///< what supports the reading of the answers as its elements
};
struct compiled_score {
    const score_definition* definition = nullptr;
    std::uint32_t operation = none_index;
    confidence_level confidence = confidence_level::unverified;
};
struct compiled_safeguard {
    const safeguard_definition* definition = nullptr;
    compiled_rule when, unless_ruled_out;
    std::vector<std::uint32_t> withheld;     ///< indices of referrals
    confidence_level confidence = confidence_level::unverified;
};
struct compiled_referral {
    const referral_definition* definition = nullptr;
    compiled_rule when, routing, whole;      ///< `routing` joins routing and serves_only
    confidence_level confidence = confidence_level::unverified;
};

struct compiled_instrument {
    const instrument_definition* definition = nullptr;
    compiled_rule as_published;              ///< the population is its own and the wording the published one
};

struct compiled_write {
    const mapping_definition* mapping = nullptr;
    const mapping_write* definition = nullptr;
    compiled_rule when;
};

/// Definitions of one collection over a catalogue and all that it uses, sorted by id.
template <class Definition>
using directory = std::vector<const Definition*>;

template <class Definition>
[[nodiscard]] const Definition* find_in(const directory<Definition>& all, std::string_view id) noexcept {
    const auto at = std::lower_bound(all.begin(), all.end(), id,
                                     [](const Definition* d, std::string_view wanted) { return d->id < wanted; });
    return at != all.end() && (*at)->id == id ? *at : nullptr;
}
template <class Definition>
[[nodiscard]] std::uint32_t index_in(const directory<Definition>& all, std::string_view id) noexcept {
    const auto at = std::lower_bound(all.begin(), all.end(), id,
                                     [](const Definition* d, std::string_view wanted) { return d->id < wanted; });
    return at != all.end() && (*at)->id == id ? static_cast<std::uint32_t>(at - all.begin()) : none_index;
}

struct catalogue_state;

}  // namespace detail

/// An immutable catalogue; cheap to copy, may be shared between threads.
class catalogue {
public:
    explicit catalogue(std::shared_ptr<const detail::catalogue_state> state) noexcept : state_(std::move(state)) {}

    [[nodiscard]] std::string_view id() const noexcept;
    [[nodiscard]] std::string_view version() const noexcept;
    /// SHA-256 of the canonical text (law 11), "" where the document came without one.
    [[nodiscard]] std::string_view digest() const noexcept;
    [[nodiscard]] catalogue_setting setting() const noexcept;
    /// Whether `check` has proved laws 4, 5, 6, 7 and 12 and the rest of docs/proofs.md of exactly this digest, on record (catalogues/proved.txt).
    [[nodiscard]] bool proved() const noexcept;
    [[nodiscard]] const catalogue_document& document() const noexcept;
    /// The catalogues named in `use`, sorted by id.
    [[nodiscard]] std::span<const catalogue> used() const noexcept;

    /// All indicators that an answer may name, used catalogues included, sorted by id.
    [[nodiscard]] std::span<const indicator* const> indicators() const noexcept;
    [[nodiscard]] const indicator* find_indicator(std::string_view id) const noexcept;
    [[nodiscard]] std::span<const finding_definition* const> findings() const noexcept;
    [[nodiscard]] const finding_definition* find_finding(std::string_view id) const noexcept;
    [[nodiscard]] const source* find_source(std::string_view id) const noexcept;
    [[nodiscard]] const mapping_definition* find_mapping(std::string_view id) const noexcept;
    [[nodiscard]] std::span<const form_definition* const> forms() const noexcept;
    [[nodiscard]] const form_definition* find_form(std::string_view id) const noexcept;
    /// The form of this role, or null; of entry forms the first.
    [[nodiscard]] const form_definition* form_with(form_role role) const noexcept;
    /// The hand-written explanation of how two findings differ, in either order, or null.
    [[nodiscard]] const contrast_definition* find_contrast(std::string_view finding, std::string_view other) const noexcept;
    /// The page text `id`, or null.
    [[nodiscard]] const text* find_text(std::string_view id) const noexcept;

    [[nodiscard]] const detail::catalogue_state& state() const noexcept { return *state_; }
    friend bool operator==(const catalogue& a, const catalogue& b) noexcept { return a.state_ == b.state_; }

private:
    std::shared_ptr<const detail::catalogue_state> state_;
};

namespace detail {

/// Everything that a catalogue holds.
struct catalogue_state {
    catalogue_document document;
    std::vector<catalogue> used;
    std::vector<catalogue> closure;  ///< all used, directly or not, sorted by id

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

    program rules_program;
    compiled_rule no_counts_when;  ///< exists in official catalogues only
    compiled_rule child_now;
    compiled_rule interview_ends_when;  ///< the person's wish
    compiled_rule offences_shown_when;  ///< the adult's recorded consent; without such a rule offences are never shown
    std::vector<compiled_finding> compiled_findings;      ///< by falling urgency, then id
    std::vector<compiled_score> compiled_scores;          ///< by id
    std::vector<compiled_instrument> compiled_instruments;  ///< by id
    std::vector<compiled_write> compiled_writes;            ///< by mapping, then column
    std::vector<compiled_safeguard> compiled_safeguards;  ///< by falling urgency, then id
    std::vector<compiled_referral> compiled_referrals;    ///< by hours, kind, then id
    std::vector<std::uint32_t> all_operations;            ///< in order
    std::vector<std::uint32_t> finding_operations;        ///< those that findings and scores rest on, in order
    std::vector<std::uint32_t> harm_indicators;           ///< those that some rule of a finding or score tests
    std::vector<std::uint32_t> asked_harm;                ///< those that some rule tests and that are known by asking: law 3 holds for them
    bool has_headlines = false;
};

}  // namespace detail

inline std::string_view catalogue::id() const noexcept { return state_->document.id; }
inline std::string_view catalogue::version() const noexcept { return state_->document.version; }
inline std::string_view catalogue::digest() const noexcept { return state_->document.digest; }
inline bool catalogue::proved() const noexcept { return state_->document.proved; }
inline catalogue_setting catalogue::setting() const noexcept { return state_->document.setting; }
inline const catalogue_document& catalogue::document() const noexcept { return state_->document; }
inline std::span<const catalogue> catalogue::used() const noexcept { return state_->used; }
inline std::span<const indicator* const> catalogue::indicators() const noexcept { return state_->indicators; }
inline const indicator* catalogue::find_indicator(std::string_view wanted) const noexcept {
    return detail::find_in(state_->indicators, wanted);
}
inline std::span<const finding_definition* const> catalogue::findings() const noexcept { return state_->findings; }
inline const finding_definition* catalogue::find_finding(std::string_view wanted) const noexcept {
    return detail::find_in(state_->findings, wanted);
}
inline const source* catalogue::find_source(std::string_view wanted) const noexcept {
    return detail::find_in(state_->sources, wanted);
}
inline const mapping_definition* catalogue::find_mapping(std::string_view wanted) const noexcept {
    return detail::find_in(state_->mappings, wanted);
}
inline const form_definition* catalogue::find_form(std::string_view wanted) const noexcept {
    return detail::find_in(state_->forms, wanted);
}
inline std::span<const form_definition* const> catalogue::forms() const noexcept { return state_->forms; }
inline const form_definition* catalogue::form_with(form_role role) const noexcept {
    for (const form_definition* f : state_->forms)
        if (f->role == role) return f;
    return nullptr;
}
inline const contrast_definition* catalogue::find_contrast(std::string_view finding, std::string_view other) const noexcept {
    for (const contrast_definition* c : state_->contrasts)
        if ((c->finding == finding && c->other == other) || (c->finding == other && c->other == finding)) return c;
    return nullptr;
}
inline const text* catalogue::find_text(std::string_view wanted) const noexcept {
    const page_text* found = detail::find_in(state_->texts, wanted);
    return found ? &found->words : nullptr;
}

}  // namespace v0
}  // namespace pehchan

#endif
