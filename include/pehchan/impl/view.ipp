// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_VIEW_IPP
#define PEHCHAN_IMPL_VIEW_IPP

// Takes away what a reader may not see.

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "../catalogue.hpp"
#include "../detail/evaluate.hpp"
#include "../detail/view_filter.hpp"
#include "../view.hpp"

namespace pehchan {
inline namespace v0 {

assessment seen_in(assessment result, view_kind view) {
    const bool offences = view == view_kind::investigator && result.offences_may_be_shown;
    const detail::view_filter hidden{view, result.offences_may_be_shown};
    std::erase_if(result.findings, [&](const finding_result& f) {
        return hidden.hides(f.definition->hidden_from) ||
               (f.definition->kind == finding_kind::offence && !offences);
    });
    for (finding_result& f : result.findings) {
        hidden.drop(f.signs);
        hidden.drop(f.because);
    }
    std::vector<std::string_view> hidden_safeguards;
    for (const safeguard_result& s : result.safeguards)
        if (hidden.hides(s.definition->hidden_from)) hidden_safeguards.push_back(s.definition->id);
    std::erase_if(result.safeguards, [&](const safeguard_result& s) {
        return hidden.hides(s.definition->hidden_from);
    });
    for (safeguard_result& s : result.safeguards) {
        hidden.drop(s.because);
        hidden.drop(s.unless_known, result.catalogue_used);
    }
    std::erase_if(result.referrals, [&](const referral_result& r) {
        const bool tells =
            std::any_of(r.withheld_by.begin(), r.withheld_by.end(), [&](std::string_view id) {
                return std::find(hidden_safeguards.begin(), hidden_safeguards.end(), id) !=
                       hidden_safeguards.end();
            });
        return tells || hidden.hides(r.definition->hidden_from);
    });
    for (referral_result& r : result.referrals) {
        hidden.drop(r.because);
        hidden.drop(r.depends_on, result.catalogue_used);
    }
    std::erase_if(result.rights_for_person,
                  [&](const safeguard_definition* s) { return hidden.hides(s->hidden_from); });
    std::erase_if(result.help_for_person,
                  [&](const referral_definition* r) { return hidden.hides(r->hidden_from); });
    detail::set_headlines(result);
    return result;
}

const translation* translation_for(const text& from, const presentation& how) noexcept {
    const translation* found = from.find(how.language);
    const bool kept_back = found && how.view == view_kind::person &&
                           found->status == translation_status::draft && !how.drafts_for_person;
    if (found && !kept_back) return found;
    return from.translations.empty() ? nullptr : &from.translations.front();
}

std::string_view words_for(const text& from, const presentation& how) noexcept {
    const translation* found = translation_for(from, how);
    return found ? std::string_view{found->words} : std::string_view{};
}

std::string printed_words(const text& from, const presentation& how) {
    const std::string_view words = words_for(from, how);
    const bool marked = (how.view != view_kind::person || how.drafts_for_person) && !from.empty() &&
                        !from.find(how.language);
    return marked ? "[" + from.translations.front().language + "] " + std::string(words)
                  : std::string(words);
}

person_words words_for_person(const assessment& result, const catalogue& words,
                              const presentation& how) {
    const assessment seen = seen_in(result, view_kind::person);
    const auto say = [&](std::string_view id) {
        const text* found = words.find_text(id);
        return found ? words_for(*found, how) : std::string_view{};
    };
    const auto add = [&](std::vector<std::string_view>& to, const text& from) {
        const std::string_view said = words_for(from, how);
        if (std::find(to.begin(), to.end(), said) == to.end()) to.push_back(said);
    };
    const bool child = seen.child_now.value_or(false);
    person_words out{say("person.opening"),
                     say("person.warning"),
                     say(child ? "person.next_child" : "person.next"),
                     {},
                     {}};
    for (const safeguard_definition* s : seen.rights_for_person) add(out.rights, s->for_person);
    for (const referral_definition* r : seen.help_for_person) add(out.choices, r->for_person);
    if (!child) out.choices.push_back(say("person.choose_nothing"));
    return out;
}

committee_counts count_for_committee(const assessment& result) {
    const assessment seen = seen_in(result, view_kind::committee);
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
    out.stage = out.victim       ? "presumed_victim"
                : signs          ? "signs_recorded"
                : result.asked_n ? "screened"
                                 : "not_yet_asked";
    return out;
}

}  // namespace v0
}  // namespace pehchan

#endif
