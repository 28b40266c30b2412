// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_CATALOGUE_HPP
#define PEHCHAN_CATALOGUE_HPP

// What does a catalogue say, once its names are resolved and its rules compiled?

#include "detail/push_macros.hpp"

#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "document.hpp"

namespace pehchan {
inline namespace v0 {

/// What a catalogue holds inside; compiled.hpp.
struct catalogue_state;

/// An immutable catalogue; cheap to copy, may be shared between threads.
class catalogue {
public:
    /// Used by `build`; `state` is not null.
    explicit catalogue(std::shared_ptr<const catalogue_state> state) noexcept
        : state_(std::move(state)) {}

    /// The id under which other catalogues use it.
    [[nodiscard]] std::string_view id() const& noexcept;
    /// Such as "1.2.0"; independent of the version of the library.
    [[nodiscard]] std::string_view version() const& noexcept;
    /// SHA-256 of the canonical text (law 11), "" where the document came without one.
    [[nodiscard]] std::string_view digest() const& noexcept;
    /// Whether law 3 applies (`official`) or not (`survey`).
    [[nodiscard]] catalogue_setting setting() const noexcept;
    /// Whether `check` has proved laws 4, 5, 6, 7 and 12 and the rest of docs/proofs.md of exactly
    /// this digest, on record (catalogues/proved.txt).
    [[nodiscard]] bool proved() const noexcept;
    /// Whether this is any other catalogue than those that were shipped and proved. Then its id
    /// says nothing of what it holds: every page names its digest in the first line.
    [[nodiscard]] bool changed() const noexcept { return !proved(); }
    /// The catalogue as written, without those that it uses.
    [[nodiscard]] const catalogue_document& document() const& noexcept;
    /// The catalogues named in `use`, sorted by id.
    [[nodiscard]] std::span<const catalogue> used() const& noexcept;

    /// All indicators that an answer may name, used catalogues included, sorted by id.
    [[nodiscard]] std::span<const indicator* const> indicators() const& noexcept;
    /// The indicator `id`, used catalogues included, or null.
    [[nodiscard]] const indicator* find_indicator(std::string_view id) const& noexcept;
    /// All findings, used catalogues included, sorted by id.
    [[nodiscard]] std::span<const finding_definition* const> findings() const& noexcept;
    /// The finding `id`, or null.
    [[nodiscard]] const finding_definition* find_finding(std::string_view id) const& noexcept;
    /// The source `id`, or null.
    [[nodiscard]] const source* find_source(std::string_view id) const& noexcept;
    /// The mapping `id`, or null.
    [[nodiscard]] const mapping_definition* find_mapping(std::string_view id) const& noexcept;
    /// All forms, used catalogues included, sorted by id.
    [[nodiscard]] std::span<const form_definition* const> forms() const& noexcept;
    /// The form `id`, or null.
    [[nodiscard]] const form_definition* find_form(std::string_view id) const& noexcept;
    /// The form of this role, or null; of entry forms the first.
    [[nodiscard]] const form_definition* form_with(form_role role) const& noexcept;
    /// The hand-written explanation of how two findings differ, in either order, or null.
    [[nodiscard]] const contrast_definition* find_contrast(std::string_view finding,
                                                           std::string_view other) const& noexcept;
    /// The page text `id`, or null.
    [[nodiscard]] const text* find_text(std::string_view id) const& noexcept;

    /// What is inside, for proofs and tests; see compiled.hpp.
    [[nodiscard]] const catalogue_state& state() const& noexcept { return *state_; }

    // Whoever holds no catalogue would be shown what may be gone with the last one.
    void id() const&& = delete;
    void version() const&& = delete;
    void digest() const&& = delete;
    void document() const&& = delete;
    void used() const&& = delete;
    void indicators() const&& = delete;
    void find_indicator(std::string_view) const&& = delete;
    void findings() const&& = delete;
    void find_finding(std::string_view) const&& = delete;
    void find_source(std::string_view) const&& = delete;
    void find_mapping(std::string_view) const&& = delete;
    void forms() const&& = delete;
    void find_form(std::string_view) const&& = delete;
    void form_with(form_role) const&& = delete;
    void find_contrast(std::string_view, std::string_view) const&& = delete;
    void find_text(std::string_view) const&& = delete;
    void state() const&& = delete;

    friend bool operator==(const catalogue& a, const catalogue& b) noexcept {
        return a.state_ == b.state_;
    }

private:
    std::shared_ptr<const catalogue_state> state_;
};

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
