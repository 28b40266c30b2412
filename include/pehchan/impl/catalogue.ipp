// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_CATALOGUE_IPP
#define PEHCHAN_IMPL_CATALOGUE_IPP

// What a catalogue says of itself.

#include "../catalogue.hpp"
#include "../compiled.hpp"

namespace pehchan {
inline namespace v0 {

std::string_view catalogue::id() const& noexcept { return state_->document.id; }
std::string_view catalogue::version() const& noexcept { return state_->document.version; }
std::string_view catalogue::digest() const& noexcept { return state_->document.digest; }
bool catalogue::proved() const noexcept { return state_->document.proved; }
catalogue_setting catalogue::setting() const noexcept { return state_->document.setting; }
const catalogue_document& catalogue::document() const& noexcept { return state_->document; }
std::span<const catalogue> catalogue::used() const& noexcept { return state_->used; }
std::span<const indicator* const> catalogue::indicators() const& noexcept {
    return state_->indicators;
}
const indicator* catalogue::find_indicator(std::string_view wanted) const& noexcept {
    return find_in(state_->indicators, wanted);
}
std::span<const finding_definition* const> catalogue::findings() const& noexcept {
    return state_->findings;
}
const finding_definition* catalogue::find_finding(std::string_view wanted) const& noexcept {
    return find_in(state_->findings, wanted);
}
const source* catalogue::find_source(std::string_view wanted) const& noexcept {
    return find_in(state_->sources, wanted);
}
const mapping_definition* catalogue::find_mapping(std::string_view wanted) const& noexcept {
    return find_in(state_->mappings, wanted);
}
const form_definition* catalogue::find_form(std::string_view wanted) const& noexcept {
    return find_in(state_->forms, wanted);
}
std::span<const form_definition* const> catalogue::forms() const& noexcept { return state_->forms; }
const form_definition* catalogue::form_with(form_role role) const& noexcept {
    for (const form_definition* f : state_->forms)
        if (f->role == role) return f;
    return nullptr;
}
const contrast_definition* catalogue::find_contrast(std::string_view finding,
                                                    std::string_view other) const& noexcept {
    for (const contrast_definition* c : state_->contrasts)
        if ((c->finding == finding && c->other == other) ||
            (c->finding == other && c->other == finding))
            return c;
    return nullptr;
}
const text* catalogue::find_text(std::string_view wanted) const& noexcept {
    const page_text* found = find_in(state_->texts, wanted);
    return found ? &found->words : nullptr;
}

}  // namespace v0
}  // namespace pehchan

#endif
