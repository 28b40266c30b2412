// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_VIEW_HPP
#define PEHCHAN_VIEW_HPP

// What of an assessment may a given reader see?

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "assess.hpp"

namespace pehchan {
inline namespace v0 {

/// For whom, in which language, and whether the person may be shown translations that nobody has reviewed.
struct presentation {
    view_kind view = view_kind::official;
    std::string_view language = "en";
    bool drafts_for_person = false;
};

namespace detail {

/// What one reader may not see.
class curtain {
public:
    /// An investigator may belong to the agency that is accused: what is hidden from the local official is hidden from them too, unless the adult agreed.
    curtain(view_kind view, bool consented) : view_(view), as_official_(view == view_kind::investigator && !consented) {}

    [[nodiscard]] bool hides(const std::vector<view_kind>& from) const noexcept {
        const auto named = [&](view_kind view) { return std::find(from.begin(), from.end(), view) != from.end(); };
        return named(view_) || (as_official_ && named(view_kind::official));
    }
    void drop(std::vector<condition>& conditions) const {
        std::erase_if(conditions, [&](const condition& c) { return hides(c.about->hidden_from); });
    }
    void drop(std::vector<std::string_view>& ids, const catalogue& of) const {
        std::erase_if(ids, [&](std::string_view id) {
            const indicator* about = of.find_indicator(id);
            return about && hides(about->hidden_from);
        });
    }

private:
    view_kind view_;
    bool as_official_;
};

}  // namespace detail

/// The assessment without what this reader must not see: what is marked `hidden_from` the view, wherever it would stand; referrals withheld by
/// a hidden safeguard; the headline of a hidden finding. The investigator sees offences, and what is hidden from the local official, with the adult's
/// recorded consent only. Reasons may then be fewer than those that suffice.
[[nodiscard]] inline assessment seen_in(assessment whole, view_kind view) {
    const bool offences = view == view_kind::investigator && whole.offences_may_be_shown;
    const detail::curtain hidden{view, whole.offences_may_be_shown};
    std::erase_if(whole.findings, [&](const finding_result& f) {
        return hidden.hides(f.definition->hidden_from) || (f.definition->kind == finding_kind::offence && !offences);
    });
    for (finding_result& f : whole.findings) {
        hidden.drop(f.signs);
        hidden.drop(f.because);
    }
    std::vector<std::string_view> hidden_safeguards;
    for (const safeguard_result& s : whole.safeguards)
        if (hidden.hides(s.definition->hidden_from)) hidden_safeguards.push_back(s.definition->id);
    std::erase_if(whole.safeguards, [&](const safeguard_result& s) { return hidden.hides(s.definition->hidden_from); });
    for (safeguard_result& s : whole.safeguards) {
        hidden.drop(s.because);
        hidden.drop(s.unless_known, whole.of);
    }
    std::erase_if(whole.referrals, [&](const referral_result& r) {
        const bool tells = std::any_of(r.withheld_by.begin(), r.withheld_by.end(), [&](std::string_view id) {
            return std::find(hidden_safeguards.begin(), hidden_safeguards.end(), id) != hidden_safeguards.end();
        });
        return tells || hidden.hides(r.definition->hidden_from);
    });
    for (referral_result& r : whole.referrals) {
        hidden.drop(r.because);
        hidden.drop(r.depends_on, whole.of);
    }
    std::erase_if(whole.rights_for_person, [&](const safeguard_definition* s) { return hidden.hides(s->hidden_from); });
    std::erase_if(whole.help_for_person, [&](const referral_definition* r) { return hidden.hides(r->hidden_from); });
    detail::set_headlines(whole);
    return whole;
}

/// The words of `from` for this reader: the language asked for, else the source language; for the person, a draft only where allowed.
[[nodiscard]] inline const translation* translation_for(const text& from, const presentation& how) noexcept {
    const translation* found = from.find(how.language);
    const bool kept_back = found && how.view == view_kind::person && found->status == translation_status::draft && !how.drafts_for_person;
    if (found && !kept_back) return found;
    return from.translations.empty() ? nullptr : &from.translations.front();
}
[[nodiscard]] inline std::string_view words_for(const text& from, const presentation& how) noexcept {
    const translation* found = translation_for(from, how);
    return found ? std::string_view{found->words} : std::string_view{};
}

/// What the person's page says, each sentence once.
struct person_words {
    std::string_view opening, warning, next;
    std::vector<std::string_view> rights, choices;
};

/// `words` is a catalogue of page texts. A child is not promised what does not hold for a child.
[[nodiscard]] inline person_words words_for_person(const assessment& whole, const catalogue& words, const presentation& how) {
    const assessment seen = seen_in(whole, view_kind::person);
    const auto say = [&](std::string_view id) {
        const text* found = words.find_text(id);
        return found ? words_for(*found, how) : std::string_view{};
    };
    const auto add = [&](std::vector<std::string_view>& to, const text& from) {
        const std::string_view said = words_for(from, how);
        if (std::find(to.begin(), to.end(), said) == to.end()) to.push_back(said);
    };
    const bool child = seen.child_now.value_or(false);
    person_words out{say("person.opening"), say("person.warning"), say(child ? "person.next_child" : "person.next"), {}, {}};
    for (const safeguard_definition* s : seen.rights_for_person) add(out.rights, s->for_person);
    for (const referral_definition* r : seen.help_for_person) add(out.choices, r->for_person);
    if (!child) out.choices.push_back(say("person.choose_nothing"));
    return out;
}

/// What a committee gets of one person: counts and stage, never names, answers or reasons.
struct committee_counts {
    std::string_view stage;  ///< "not_yet_asked", "screened", "signs_recorded" or "presumed_victim"
    std::uint32_t victim = 0, protection = 0, migration = 0;  ///< findings indicated
    std::uint32_t referrals_protection = 0, referrals_other = 0, referrals_open = 0, referrals_withheld = 0;
    friend bool operator==(const committee_counts&, const committee_counts&) = default;
};

[[nodiscard]] inline committee_counts count_for_committee(const assessment& whole) {
    const assessment seen = seen_in(whole, view_kind::committee);
    committee_counts out;
    bool signs = false;
    for (const finding_result& f : seen.findings) {
        signs = signs || (f.definition->kind == finding_kind::victim && !f.signs.empty());
        if (f.status != finding_status::indicated) continue;
        out.victim += f.definition->kind == finding_kind::victim;
        out.protection += f.definition->kind == finding_kind::protection;
        out.migration += f.definition->kind == finding_kind::migration;
    }
    for (const referral_result& r : seen.referrals) {
        if (r.status == referral_status::withheld) ++out.referrals_withheld;
        else if (r.status == referral_status::open) ++out.referrals_open;
        else if (r.definition->kind == referral_kind::protection) ++out.referrals_protection;
        else ++out.referrals_other;
    }
    out.stage = out.victim ? "presumed_victim" : signs ? "signs_recorded" : whole.asked_n ? "screened" : "not_yet_asked";
    return out;
}

}  // namespace v0
}  // namespace pehchan

#endif
