// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_REFUSED_WORDS_HPP
#define PEHCHAN_DETAIL_REFUSED_WORDS_HPP

// Law 6: which words clear a person or brand one? No catalogue and no list of codes may say them:
// what stands on a page is read as a decision, and is followed.
//
// The words are English; spelling in capitals or small letters, and spaces, hyphens, underscores or
// nothing between the words, make no difference. A list cannot know what a sentence means: it
// misses what is said in other words, in other letters or in another language.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

#include "utf8.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

/// Letters only, sorted. Refused wherever they stand as words of their own.
// clang-format off
inline constexpr std::string_view refused_phrases[] = {
    "allclear", "arecriminals", "arelying", "bogus", "canbedeported", "caseclosed", "cleared",
    "complicitvictim", "criminalalien", "criminalimmigrant", "criminalmigrant",
    "criminalmigrants", "fakerefugee", "fakevictim", "falsealarm", "falsevictim", "fitforremoval",
    "fittodeport", "freetodeport", "genuinemigrant", "genuinepassenger", "genuinepilgrim",
    "genuinetourist", "genuinetraveler", "genuinetraveller", "genuinevictim", "genuinevisitor",
    "genuineworker", "habitualbeggar", "illegalalien", "illegalaliens", "illegalentrant",
    "illegalentrants", "illegalimmigrant", "illegalimmigrants", "illegalmigrant",
    "illegalmigrants",
    "illegals",  // words-ok
    "infiltrator", "infiltrators", "isacriminal", "isanillegal", "isanoffender", "isaprostitute",
    "isasuspect", "isgenuine", "isguilty", "islying", "isntavictim", "istoblame",
    "lackscredibility", "liar", "liars", "liedtoofficers", "liedtotheofficer", "lowrisk",
    "maybedeported", "neveravictim", "neverexploited", "nevertrafficked", "nocaseoftrafficking",
    "noconcern", "noconcerns", "noevidenceofexploitation", "noevidenceoftrafficking",
    "nofurtheraction", "noindicationofexploitation", "noindicationoftrafficking",
    "noindicationsoftrafficking", "noindicatoroftrafficking", "noindicatorsoftrafficking",
    "nolongeravictim",
    "nonvictim",  // words-ok
    "norisk", "nosignofexploitation", "nosignoftrafficking", "nosignsofexploitation",
    "nosignsoftrafficking", "notacaseoftrafficking", "notahumantraffickingvictim",
    "notatraffickingvictim", "notatrisk",
    "notavictim",  // words-ok
    "notbeenexploited", "notbeentrafficked", "notcredible", "notexploited", "notraffickingfound",
    "notraffickingindicators", "notthevictim", "nottrafficked", "notvictim", "notvictims",
    "novictim", "novictims", "professionalbeggar", "readyfordeportation", "readyforremoval",
    "safetodeport", "safetoremove", "screenedout", "socalledvictim", "undesirablealien",
    "untrafficked", "voluntarymigrant", "voluntaryprostitute", "wasacriminal", "waslying",
    "werelying", "willingprostitute",
};
// clang-format on

/// Refused where nothing else is said: as the whole title of a finding, a whole id or a whole code.
inline constexpr std::string_view refused_labels[] = {
    "clean",       "clear",    "closed",   "criminal", "deportable", "dismissed",
    "fake",        "genuine",  "guilty",   "illegal",  "negative",   "noconcern",
    "noteligible", "offender", "rejected", "suspect",  "voluntary",
};

/// "This never says that somebody ..." does not say it: allowed where one of these stands before,
/// in the same sentence.
inline constexpr std::string_view denying_words[] = {
    "cannotsay",       "cannotshow",        "doesnotmean",      "doesnotsay",
    "doesnotshow",     "donotcall",         "donotconclude",    "donotrecord",
    "donotsay",        "donottreat",        "donotwrite",       "isnoproof",
    "mustnotbecalled", "mustnotberecorded", "mustnotbetreated", "mustnotsay",
    "never",           "noanswer",          "nobody",           "noone",
};

/// What is paid off or emptied, and no person.
inline constexpr std::string_view paid_words[] = {
    "debt",   "loan",    "advance", "dues", "money", "payment",
    "amount", "arrears", "bill",    "rent", "land",  "customs",
};

/// Finds refused words.
class refused_words {
public:
    /// Whether the text, in which sentences may stand, clears or brands somebody.
    [[nodiscard]] static bool in(std::string_view text) {
        for (std::size_t at = 0; at < text.size(); ++at) {
            const char letter = folded(text[at]);
            if (letter < 'a' || letter > 'z' || !begins_word(text, at)) continue;
            const auto first = static_cast<std::size_t>(letter - 'a');
            for (std::size_t p = by_letter[first]; p < by_letter[first + 1]; ++p)
                if (const std::size_t end = end_of(text, at, refused_phrases[p]);
                    end != none && !is_denied(text, at, refused_phrases[p]))
                    return true;
        }
        return false;
    }
    /// The same of a text that is all that is said: a title, an id or a code.
    [[nodiscard]] static bool in_label(std::string_view text) {
        const std::string said = letters(text);
        return in(text) || std::find(std::begin(refused_labels), std::end(refused_labels), said) !=
                               std::end(refused_labels);
    }

private:
    static constexpr std::size_t none = ~std::size_t{0};
    static constexpr std::size_t long_phrase = 10;  ///< of which no other word is a part

    static_assert(std::is_sorted(std::begin(refused_phrases), std::end(refused_phrases)));
    /// Where the phrases of each letter begin.
    static constexpr std::array<std::size_t, 27> by_letter = [] {
        std::array<std::size_t, 27> out{};
        for (std::size_t l = 0; l < 27; ++l)
            for (const std::string_view phrase : refused_phrases)
                out[l] += phrase.front() < static_cast<char>('a' + l);
        return out;
    }();

    [[nodiscard]] static constexpr char folded(char c) noexcept {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    [[nodiscard]] static constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
    [[nodiscard]] static constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
    [[nodiscard]] static constexpr bool is_word(char c) noexcept {
        return is_upper(c) || is_lower(c) || (c >= '0' && c <= '9');
    }
    /// At the start, after what is no letter, or at a capital after a small letter.
    [[nodiscard]] static bool begins_word(std::string_view text, std::size_t at) noexcept {
        return at == 0 || !is_word(text[at - 1]) || (is_upper(text[at]) && is_lower(text[at - 1]));
    }
    [[nodiscard]] static bool ends_word(std::string_view text, std::size_t at) noexcept {
        return at == text.size() || !is_word(text[at]) ||
               (is_upper(text[at]) && is_lower(text[at - 1]));
    }

    /// The bytes of what may stand between and within words, or 0.
    [[nodiscard]] static std::size_t separator(std::string_view text) noexcept {
        const char c = text.front();
        if (c == ' ' || c == '-' || c == '_' || c == '\'' || c == '\n' || c == '\t' || c == '/')
            return 1;
        if (c == '.') return text.size() > 1 && is_word(text[1]) ? 1 : 0;
        if (static_cast<unsigned char>(c) < 0x80) return 0;
        std::string_view rest = text;
        const std::uint32_t code = take_code_point(rest).value_or(0);
        const bool skipped = code == 0xA0 || code == 0xAD || (code >= 0x2000 && code <= 0x2015) ||
                             code == 0x2018 || code == 0x2019 || code == 0x202F ||
                             (code >= 0x2060 && code <= 0x2064);
        return skipped ? text.size() - rest.size() : 0;
    }

    /// Where the phrase that begins at `at` ends, or `none`.
    [[nodiscard]] static std::size_t end_of(std::string_view text, std::size_t at,
                                            std::string_view phrase) noexcept {
        for (std::size_t p = 0; p < phrase.size();) {
            if (at == text.size()) return none;
            if (folded(text[at]) == phrase[p]) {
                ++at, ++p;
                continue;
            }
            const std::size_t skipped = separator(text.substr(at));
            if (skipped == 0) return none;
            at += skipped;
        }
        return phrase.size() >= long_phrase || ends_word(text, at) ? at : none;
    }

    [[nodiscard]] static std::string letters(std::string_view text) {
        std::string out;
        for (const char c : text)
            if (const char letter = folded(c); is_word(letter)) out.push_back(letter);
        return out;
    }

    [[nodiscard]] static bool is_denied(std::string_view text, std::size_t at,
                                        std::string_view phrase) {
        std::size_t sentence = at;
        while (sentence > 0 &&
               !(text[sentence - 1] == ' ' && sentence > 1 &&
                 std::string_view{".!?;:"}.find(text[sentence - 2]) != std::string_view::npos))
            --sentence;
        const std::string before = letters(text.substr(sentence, at - sentence));
        const auto is_before = [&](std::string_view word) {
            return before.find(word) != std::string::npos;
        };
        return std::any_of(std::begin(denying_words), std::end(denying_words), is_before) ||
               (phrase == "cleared" &&
                std::any_of(std::begin(paid_words), std::end(paid_words), is_before));
    }
};

/// The message of the issue `clears_or_brands`.
inline constexpr const char* refused_words_message =
    "Expected words that neither clear a person nor brand one (law 6), found such words.";
/// The message of the issue `bad_text`.
inline constexpr const char* not_shown_message =
    "Expected no control, escape or direction characters in a text, found one.";

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
