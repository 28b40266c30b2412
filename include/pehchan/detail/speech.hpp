// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_SPEECH_HPP
#define PEHCHAN_DETAIL_SPEECH_HPP

// How are conditions, answers and page words said to one reader?

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "../case_id.hpp"
#include "../catalogue.hpp"
#include "../disclosure.hpp"
#include "../explain.hpp"
#include "../languages.hpp"
#include "../names.hpp"
#include "../view.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

inline constexpr std::size_t digest_digits_shown = 12;  ///< enough to tell two texts apart

/// Says that a page was made by a catalogue that nobody shipped, with the digest of its text; ""
/// where `rules` and `words` were both shipped. In the code and not among the page texts: a changed
/// catalogue could change those.
[[nodiscard]] inline std::string changed_catalogue(const catalogue& rules, const catalogue& words) {
    std::string out;
    for (const catalogue* each : {&rules, &words}) {
        if (!each->changed() || (each == &words && rules.digest() == words.digest())) continue;
        out += (out.empty() ? "" : " · ") + std::string(each->id()) + " " +
               std::string(each->version()) + ": CHANGED CATALOGUE ";
        out += each->digest().empty() ? "without digest"
                                      : std::string(each->digest().substr(0, digest_digits_shown));
    }
    return out;
}

/// The first line of a page for whoever acts on it: the case, the catalogue, the texts that a host
/// added in `language`, and whether the catalogue is one that was shipped. Throws
/// `std::invalid_argument` where the case id is none.
[[nodiscard]] inline std::string first_line(const catalogue& rules, const catalogue& words,
                                            std::string_view case_id, std::string_view language) {
    require_case_id(case_id);
    std::string out = "Pehchan";
    if (!case_id.empty()) out.append(" · ").append(case_id);
    const std::string changed = changed_catalogue(rules, words);
    if (!rules.changed() || changed.empty())
        out.append(" · ").append(rules.id()).append(" ").append(rules.version());
    if (!changed.empty()) out += " · " + changed;
    for (const auto& added : rules.document().added_languages)
        if (added->language == language)
            out += " · " + added->language + " " + added->digest.substr(0, digest_digits_shown);
    return out;
}

class speech {
public:
    speech(const catalogue& words, const presentation& how) : words_(words), how_(how) {}

    [[nodiscard]] std::string say(std::string_view id) const {
        const text* found = words_.find_text(id);
        return found ? printed_words(*found, how_) : std::string(id);
    }
    template <class Enum>
    [[nodiscard]] std::string say(std::string_view group, Enum value) const {
        return say(std::string(group) + "." + std::string(name_of(value)));
    }
    [[nodiscard]] std::string say(const text& words) const { return printed_words(words, how_); }
    /// With a number in the place of "{n}", which stands where the language wants it.
    [[nodiscard]] std::string say(std::string_view id, const std::string& number) const {
        std::string out = say(id);
        if (const std::size_t at = out.find("{n}"); at != std::string::npos)
            out.replace(at, 3, number);
        return out;
    }
    template <std::integral Number>
    [[nodiscard]] std::string say(std::string_view id, Number number) const {
        return say(id, std::to_string(number));
    }
    [[nodiscard]] bool is_draft(std::string_view id) const {
        const text* found = words_.find_text(id);
        const translation* shown = found ? translation_for(*found, how_) : nullptr;
        return shown && shown->status == translation_status::draft;
    }

    [[nodiscard]] std::string in_words(const condition& c) const {
        const std::string label = say(c.about->label);
        switch (c.form) {
            case condition_form::is_yes: return label;
            case condition_form::is_no: return say("page.no") + ": " + label;
            case condition_form::is_option: return label + ": " + option(*c.about, c.option);
            case condition_form::below: return label + ": " + say("page.below", c.number);
            case condition_form::at_least: return label + ": " + say("page.at_least", c.number);
        }
        return label;
    }
    [[nodiscard]] std::string in_words(const wanted_answer& w) const {
        std::string out = say(w.about->label);
        if (w.about->type == indicator_type::yes_no)
            return w.yes ? out : say("page.no") + ": " + out;
        out += ":";
        for (std::size_t o = 0; o < w.options.size(); ++o)
            out += (o ? " / " : " ") + option(*w.about, w.options[o]);
        if (w.at_least) out += " " + say("page.at_least", *w.at_least);
        if (w.below) out += " " + say("page.below", *w.below);
        return out;
    }
    [[nodiscard]] std::string joined(const std::vector<condition>& conditions,
                                     std::size_t most) const {
        std::string out;
        for (std::size_t i = 0; i < conditions.size() && i < most; ++i)
            out += (i ? "; " : "") + in_words(conditions[i]);
        if (conditions.size() > most) out += "; +" + std::to_string(conditions.size() - most);
        return out;
    }
    /// The sets on one line each, without those that this reader must not see.
    [[nodiscard]] std::vector<std::string> in_words(const missing_sets& missing,
                                                    const disclosure& to_reader) const {
        std::vector<std::string> out;
        for (const std::vector<wanted_answer>& set : missing.sets) {
            std::string line;
            bool seen = true;
            for (const wanted_answer& w : set) {
                seen = seen && !to_reader.hides(*w.about);
                line += (line.empty() ? "" : " + ") + in_words(w);
            }
            if (seen) out.push_back(line);
        }
        return out;
    }

private:
    [[nodiscard]] std::string option(const indicator& about, std::string_view id) const {
        for (const choice_option& o : about.options)
            if (o.id == id) return say(o.label);
        return std::string(id);
    }

    const catalogue& words_;
    presentation how_;
};

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
