// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_TESTS_SHIPPED_HPP
#define PEHCHAN_TESTS_SHIPPED_HPP

// The shipped catalogues, random persons for them, and everything that may be said of a person.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "give.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "random_catalogue.hpp"

namespace pehchan_tests {

/// Those that assess somebody.
inline constexpr std::array<std::string_view, 4> assessing_catalogues{"dwems_2024", "ilo_2009",
                                                                      "pakistan", "palermo"};
/// Law 3: what must be recorded as so, and what must be recorded as absent, before a denial counts.
inline constexpr std::array<std::string_view, 5> interview_conditions{
    "spoken_to_apart", "no_interpreter_or_companion_from_the_case", "free_of_threat_in_interview",
    "told_may_refuse", "consented_to_talk"};
inline constexpr std::array<std::string_view, 7> interview_absences{
    "in_custody_now",
    "guardian_is_interpreter_or_controller",
    "appears_coached_or_instructed",
    "someone_else_speaks_for_person",
    "exploiter_nearby_now",
    "fearful_or_watched",
    "wants_to_stop"};
inline constexpr std::array<pehchan::view_kind, 4> all_views{
    pehchan::view_kind::official, pehchan::view_kind::person, pehchan::view_kind::investigator,
    pehchan::view_kind::helper};

/// How often a random trial is made: less often where the sanitizers slow it down.
#if defined(__SANITIZE_ADDRESS__)
inline constexpr std::size_t slowed_down = 8;
#else
inline constexpr std::size_t slowed_down = 1;
#endif

inline std::string listed(const std::vector<pehchan::issue>& issues) {
    std::string out;
    for (const pehchan::issue& i : issues)
        out += i.code + " at " + i.pointer + ": " + i.message + "\n";
    return out;
}

/// Loaded once.
inline const pehchan::catalogue& shipped(std::string_view id) {
    static std::map<std::string, pehchan::catalogue, std::less<>> loaded;
    if (const auto at = loaded.find(id); at != loaded.end()) return at->second;
    const auto made = pehchan::builtin(id);
    if (!made)
        throw std::runtime_error(std::string(id) + " does not load: " + listed(made.issues()));
    return loaded.emplace(std::string(id), *made).first->second;
}

/// Whether a page says what a safeguard asks for: its sentences for the first sheet, or its words.
inline bool says_safeguard(std::string_view page, const pehchan::safeguard_definition& s,
                           std::string_view language) {
    const auto says = [&](const pehchan::text& words) {
        return !words.empty() && page.find(words.in(language)) != std::string_view::npos;
    };
    if (says(s.words) || says(s.title)) return true;
    if (s.action.empty() && s.prohibition.empty()) return false;
    return (s.action.empty() || says(s.action)) && (s.prohibition.empty() || says(s.prohibition));
}

/// Every text that `dump` and `page` make of an assessment: all views, languages and both draft
/// settings.
inline std::string everything_said(const pehchan::assessment& of) {
    const pehchan::catalogue& words = shipped("words");
    std::string out;
    for (const pehchan::view_kind view : all_views)
        for (const std::string_view language : {"en", "ur"})
            for (const bool drafts : {false, true}) {
                const pehchan::presentation how{view, language, drafts};
                out += pehchan::dump(of, words, how, "A-17") + "\n" +
                       pehchan::page(of, words, how, "A-17") + "\n";
            }
    return out;
}

/// Records all that law 3 asks for, as far as the catalogue knows it.
inline void record_safe_talk(pehchan::answers& known) {
    for (const std::string_view condition : interview_conditions)
        if (known.catalogue_used().find_indicator(condition)) give(known, condition, "yes");
    for (const std::string_view absent : interview_absences)
        if (known.catalogue_used().find_indicator(absent)) give(known, absent, "no");
}

inline std::size_t place_of(const pehchan::catalogue& catalogue_used,
                            const pehchan::indicator* about) {
    return static_cast<std::size_t>(
        std::find(catalogue_used.indicators().begin(), catalogue_used.indicators().end(), about) -
        catalogue_used.indicators().begin());
}

/// A person who met safe conditions, agreed to talk and has said nothing else.
inline pehchan::answers willing(const pehchan::catalogue& catalogue_used) {
    pehchan::answers known{catalogue_used};
    record_safe_talk(known);
    give(known, "interpreter_needed", "no");
    return known;
}

/// Percentages of answers.
struct habits {
    std::size_t harm_yes = 6, harm_no = 25, fact_yes = 20, fact_no = 20, burden_yes = 10,
                other = 40, declined = 5;
    std::size_t good_interview = 50;  ///< all that law 3 asks for recorded
};

inline void set_random(dice& d, pehchan::answers& known, const pehchan::indicator& about) {
    using namespace pehchan;
    switch (about.type) {
        case indicator_type::yes_no: give(known, about.id, d.chance(50) ? "yes" : "no"); break;
        case indicator_type::choice:
            give(known, about.id,
                 std::string_view{about.options[d.below(about.options.size())].id});
            break;
        case indicator_type::number:
            give(known, about.id,
                 about.min + static_cast<std::int64_t>(
                                 d.below(static_cast<std::size_t>(about.max - about.min + 1))));
            break;
    }
}

inline pehchan::answers random_person(dice& d, const pehchan::catalogue& catalogue_used,
                                      const habits& h = {}) {
    using namespace pehchan;
    answers known{catalogue_used};
    for (const indicator* about : catalogue_used.indicators()) {
        std::size_t yes = h.fact_yes, no = h.fact_no;
        if (about->nature == indicator_nature::harm) yes = h.harm_yes, no = h.harm_no;
        if (about->nature == indicator_nature::burden) yes = h.burden_yes, no = h.burden_yes;
        const std::size_t roll = d.below(100);
        if (roll >= 100 - h.declined) give(known, about->id, "declined");
        else if (about->type != indicator_type::yes_no) {
            if (roll < h.other) set_random(d, known, *about);
        } else if (roll < yes) give(known, about->id, "yes");
        else if (roll < yes + no)
            give(known, about->id,
                 !about->not_applicable.empty() && d.chance(30) ? "not_applicable" : "no");
    }
    if (d.chance(h.good_interview)) record_safe_talk(known);
    return known;
}

/// Makes exactly this condition hold.
inline void make_hold(pehchan::answers& known, const pehchan::condition& c) {
    using namespace pehchan;
    switch (c.form) {
        case condition_form::is_yes: give(known, c.about->id, "yes"); break;
        case condition_form::is_no: give(known, c.about->id, "no"); break;
        case condition_form::is_option: give(known, c.about->id, c.option); break;
        case condition_form::below: give(known, c.about->id, c.number - 1); break;
        case condition_form::at_least: give(known, c.about->id, c.number); break;
    }
}

inline const pehchan::finding_result& finding_of(const pehchan::assessment& of,
                                                 std::string_view id) {
    for (const pehchan::finding_result& f : of.findings)
        if (f.definition->id == id) return f;
    throw std::runtime_error("no finding " + std::string(id));
}
inline const pehchan::safeguard_result* safeguard_of(const pehchan::assessment& of,
                                                     std::string_view id) {
    for (const pehchan::safeguard_result& s : of.safeguards)
        if (s.definition->id == id) return &s;
    return nullptr;
}
inline const pehchan::referral_result* referral_of(const pehchan::assessment& of,
                                                   std::string_view id) {
    for (const pehchan::referral_result& r : of.referrals)
        if (r.definition->id == id) return &r;
    return nullptr;
}

inline bool protects(const pehchan::finding_definition& f) {
    return f.kind == pehchan::finding_kind::victim || f.kind == pehchan::finding_kind::protection;
}

/// A file of the repository, whole.
inline std::string file_text(const std::string& path) {
    std::ifstream in{std::string(PEHCHAN_SOURCE_DIR) + "/" + path, std::ios::binary};
    if (!in) throw std::runtime_error("cannot read " + path);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The persons of a file of cases under `examples/`.
inline std::vector<pehchan::person_case> example_persons(const pehchan::catalogue& catalogue_used,
                                                         const std::string& path) {
    const std::string text = file_text(path);
    std::vector<pehchan::person_case> out;
    std::size_t line = 1;
    for (std::size_t at = 0; at < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const auto read =
            pehchan::read_case(catalogue_used, std::string_view{text}.substr(at, end - at), line);
        if (!read) throw std::runtime_error(path + ": " + listed(read.issues()));
        out.push_back(*read);
        at = end + 1;
    }
    return out;
}

}  // namespace pehchan_tests

#endif
