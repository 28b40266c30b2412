// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_DISCLOSURE_IPP
#define PEHCHAN_IMPL_DISCLOSURE_IPP

// Takes away what a reader may not learn.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "../catalogue.hpp"
#include "../compiled.hpp"
#include "../detail/evaluate.hpp"
#include "../disclosure.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

inline bool names(const std::vector<view_kind>& views, view_kind view) noexcept {
    return std::find(views.begin(), views.end(), view) != views.end();
}

/// Whom this very answer is hidden from, beside those that its indicator is hidden from.
inline const std::vector<view_kind>* hidden_option(const indicator& about, const answer& given) {
    return given.kind == answer_kind::option
               ? &about.options[static_cast<std::size_t>(given.value)].hidden_from
               : nullptr;
}

/// Whether an answer says that somebody whom the local official must not be warned of took part:
/// any other answer than "no" and unknown to what is hidden from them.
inline bool somebody_is_named(const answers& known) {
    const std::span<const indicator* const> indicators = known.catalogue_used().indicators();
    for (std::size_t i = 0; i < indicators.size(); ++i) {
        const answer given = known.at(i);
        const std::vector<view_kind>* option = hidden_option(*indicators[i], given);
        if (option && names(*option, view_kind::official)) return true;
        if (names(indicators[i]->hidden_from, view_kind::official) &&
            (given.kind == answer_kind::yes || given.kind == answer_kind::option ||
             given.kind == answer_kind::number))
            return true;
    }
    return false;
}

/// Whether this agency may be among those that took part. Where somebody took part and the
/// catalogue does not say whose agency that is, every agency may be.
inline bool is_concerned(const assessment& result, std::string_view agency) {
    bool withheld_from_some = false;
    for (const safeguard_result& s : result.safeguards) {
        if (!names(s.definition->hidden_from, view_kind::official)) continue;
        const std::vector<std::string>& agencies = s.definition->withholds.agencies;
        if (std::find(agencies.begin(), agencies.end(), agency) != agencies.end()) return true;
        withheld_from_some = withheld_from_some || !agencies.empty();
    }
    return !withheld_from_some && somebody_is_named(result.known);
}

}  // namespace detail

disclosure::disclosure(const assessment& result, const presentation& how)
    : view_(how.view),
      offences_(how.view == view_kind::investigator && result.offences_may_be_shown),
      opened_(offences_ && !how.agency.empty() && is_agency(result.catalogue_used, how.agency)),
      concerned_(opened_ && detail::is_concerned(result, how.agency)) {}

bool disclosure::hides(const std::vector<view_kind>& from) const noexcept {
    return detail::names(from, view_) || (view_ == view_kind::investigator && !opened_ &&
                                          detail::names(from, view_kind::official));
}
bool disclosure::hides(const indicator& about) const noexcept {
    return hides(about.hidden_from) || (view_ == view_kind::person && !about.on_person_page);
}
bool disclosure::withholds(const indicator& about, const answer& given) const noexcept {
    const std::vector<view_kind>* option = detail::hidden_option(about, given);
    return hides(about) || (option && hides(*option)) ||
           (concerned_ && (detail::names(about.hidden_from, view_kind::official) ||
                           (option && detail::names(*option, view_kind::official))));
}
bool disclosure::shows(const finding_definition& f) const noexcept {
    return names_results() && !hides(f.hidden_from) &&
           (f.kind != finding_kind::offence || offences_);
}
void disclosure::drop(std::vector<condition>& conditions) const {
    std::erase_if(conditions, [&](const condition& c) { return hides(*c.about); });
}
void disclosure::drop(std::vector<std::string_view>& ids, const catalogue& catalogue_used) const {
    std::erase_if(ids, [&](std::string_view id) {
        const indicator* about = catalogue_used.find_indicator(id);
        return about && hides(*about);
    });
}

std::vector<std::string_view> agencies_in(const catalogue& catalogue_used) {
    std::vector<std::string_view> out;
    for (const compiled_referral& r : catalogue_used.state().compiled_referrals)
        out.push_back(r.definition->agency);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}
bool is_agency(const catalogue& catalogue_used, std::string_view agency) noexcept {
    const std::vector<compiled_referral>& referrals = catalogue_used.state().compiled_referrals;
    return referrals.empty() ||
           std::any_of(referrals.begin(), referrals.end(),
                       [&](const compiled_referral& r) { return r.definition->agency == agency; });
}

std::vector<bool> asked_for(const assessment& seen, std::vector<bool> asked,
                            const presentation& how) {
    const disclosure to_reader{seen, how};
    const std::span<const indicator* const> indicators = seen.catalogue_used.indicators();
    for (std::size_t i = 0; i < indicators.size() && i < asked.size(); ++i)
        if (to_reader.hides(*indicators[i])) asked[i] = true;
    return asked;
}

assessment seen_in(assessment result, const presentation& how) {
    const disclosure to_reader{result, how};
    const std::span<const indicator* const> indicators = result.catalogue_used.indicators();
    std::optional<answers> told;  // a copy only where something is taken out
    for (std::size_t i = 0; i < indicators.size(); ++i) {
        const answer given = result.known.at(i);
        if (given.kind == answer_kind::unknown || !to_reader.withholds(*indicators[i], given))
            continue;
        if (!told) told = result.known;
        (void)told->set_at(i, {});
    }
    if (told) result = assess(result.catalogue_used, *told);
    if (how.view != view_kind::investigator) result.offences_may_be_shown = false;

    std::erase_if(result.findings,
                  [&](const finding_result& f) { return !to_reader.shows(*f.definition); });
    for (finding_result& f : result.findings) {
        to_reader.drop(f.signs);
        to_reader.drop(f.because);
    }
    std::erase_if(result.safeguards, [&](const safeguard_result& s) {
        return !to_reader.names_results() || to_reader.hides(s.definition->hidden_from);
    });
    for (safeguard_result& s : result.safeguards) {
        to_reader.drop(s.because);
        to_reader.drop(s.unless_known, result.catalogue_used);
    }
    std::erase_if(result.referrals, [&](const referral_result& r) {
        return !to_reader.names_results() || to_reader.hides(r.definition->hidden_from);
    });
    for (referral_result& r : result.referrals) {
        to_reader.drop(r.because);
        to_reader.drop(r.depends_on, result.catalogue_used);
    }
    to_reader.drop(result.denials_disregarded_until, result.catalogue_used);
    to_reader.drop(result.denials_disregarded_until_absent, result.catalogue_used);
    std::erase_if(result.rights_for_person,
                  [&](const safeguard_definition* s) { return to_reader.hides(s->hidden_from); });
    std::erase_if(result.help_for_person,
                  [&](const referral_definition* r) { return to_reader.hides(r->hidden_from); });
    detail::set_headlines(result);
    return result;
}
assessment seen_in(assessment result, view_kind view) {
    return seen_in(std::move(result), presentation{view});
}

}  // namespace v0
}  // namespace pehchan

#endif
