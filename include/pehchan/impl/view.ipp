// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_VIEW_IPP
#define PEHCHAN_IMPL_VIEW_IPP

// Chooses words for one reader.

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "../catalogue.hpp"
#include "../disclosure.hpp"
#include "../view.hpp"

namespace pehchan {
inline namespace v0 {

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

namespace detail {

/// By place on the person's page; those without one after all others, in the order they have.
template <class Definition>
void sort_for_person(std::vector<const Definition*>& list) {
    const auto place = [](const Definition* one) {
        return one->person_order ? one->person_order : std::numeric_limits<int>::max();
    };
    std::stable_sort(list.begin(), list.end(),
                     [&](const Definition* a, const Definition* b) { return place(a) < place(b); });
}

}  // namespace detail

person_words words_for_person(const assessment& result, const catalogue& words,
                              const presentation& how) {
    constexpr std::size_t most_rights = 8, most_choices = 5;
    presentation to_person = how;
    to_person.view = view_kind::person;
    assessment seen = seen_in(result, to_person);
    const auto say = [&](std::string_view id) {
        const text* found = words.find_text(id);
        return found ? words_for(*found, to_person) : std::string_view{};
    };
    const bool child = seen.child_now.value_or(false);
    const auto said = [&](const auto* definition) {
        return words_for(child ? definition->for_child : definition->for_person, to_person);
    };
    const auto add = [&](std::vector<std::string_view>& to, std::string_view sentence,
                         std::size_t most) {
        if (sentence.empty() || to.size() == most ||
            std::find(to.begin(), to.end(), sentence) != to.end())
            return false;
        to.push_back(sentence);
        return true;
    };
    person_words out{say(child ? "person.child_opening" : "person.opening"),
                     child ? std::string_view{} : say("person.warning"),
                     say(child ? "person.ending_child" : "person.ending"),
                     child ? std::string_view{} : say("person.choose_nothing"),
                     child || seen.adult_by_age ? std::string_view{} : say("person.if_under_18"),
                     {},
                     {},
                     {}};
    detail::sort_for_person(seen.rights_for_person);
    detail::sort_for_person(seen.help_for_person);
    for (const safeguard_definition* s : seen.rights_for_person)
        (void)add(out.rights, said(s), most_rights);
    for (const referral_definition* r : seen.help_for_person)
        if (add(out.choices, said(r), most_choices) && !r->contact.empty())
            out.numbers.push_back({r->contact, r->contact_as_of, said(r)});
    return out;
}

}  // namespace v0
}  // namespace pehchan

#endif
