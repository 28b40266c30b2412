// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_TYPED_IPP
#define PEHCHAN_IMPL_TYPED_IPP

// Compares what is typed with the words of every language.

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "../detail/letters.hpp"
#include "../detail/utf8.hpp"
#include "../typed.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {

/// The entry of a sorted table that may cover `code`: the last one that does not begin after it.
template <class Entry, std::size_t N>
const Entry* entry_before(const Entry (&table)[N], std::uint32_t code) noexcept {
    const Entry* after =
        std::upper_bound(std::begin(table), std::end(table), code,
                         [](std::uint32_t c, const Entry& entry) { return c < entry.first; });
    return after == std::begin(table) ? nullptr : after - 1;
}

/// Nothing where the code point is a mark that does not count.
inline std::optional<std::uint32_t> folded_code_point(std::uint32_t code) noexcept {
    for (const std::uint32_t zero : digit_zeros)
        if (code >= zero && code < zero + 10) return '0' + (code - zero);
    if (const code_point_range* range = entry_before(dropped_code_points, code);
        range && code <= range->last)
        return std::nullopt;
    if (const letter_run* run = entry_before(letter_runs, code);
        run && code <= run->last && (code - run->first) % run->step == 0)
        return run->to + (code - run->first);
    return code;
}

inline bool is_space(std::uint32_t code) noexcept {
    return code == ' ' || (code >= '\t' && code <= '\r');
}

/// Whether one of the spellings, separated by "|", is `wanted`, which is folded.
inline bool has_spelling(std::string_view spellings, std::string_view wanted) {
    while (true) {
        const std::size_t bar = spellings.find('|');
        if (folded(spellings.substr(0, bar)) == wanted) return true;
        if (bar == std::string_view::npos) return false;
        spellings.remove_prefix(bar + 1);
    }
}

inline bool has_spelling(const text& words, std::string_view wanted) {
    return std::any_of(words.translations.begin(), words.translations.end(),
                       [wanted](const translation& in) { return has_spelling(in.words, wanted); });
}

}  // namespace detail

std::string folded(std::string_view typed) {
    std::string out;
    bool space = false;
    while (!typed.empty()) {
        const std::optional<std::uint32_t> code = detail::take_code_point(typed);
        const std::optional<std::uint32_t> kept =
            code ? detail::folded_code_point(*code) : std::nullopt;
        if (!kept) continue;
        if (detail::is_space(*kept)) {
            space = !out.empty();
            continue;
        }
        if (space) out.push_back(' ');
        space = false;
        detail::append_code_point(out, *kept);
    }
    return out;
}

std::optional<std::int64_t> typed_number(std::string_view typed) {
    const std::string digits = folded(typed);
    std::int64_t number = 0;
    const auto [end, failure] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (failure != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return number;
}

bool is_typed(const catalogue& words, std::string_view id, std::string_view typed) {
    const text* spellings = words.find_text(id);
    const std::string wanted = folded(typed);
    return spellings && !wanted.empty() && detail::has_spelling(*spellings, wanted);
}

typed_answer read_typed_answer(const catalogue& words, std::string_view typed) {
    const std::string wanted = folded(typed);
    typed_answer found = typed_answer::none;
    if (wanted.empty()) return found;
    for (const auto& [id, meaning] : {std::pair{"typed.yes", typed_answer::yes},
                                      {"typed.no", typed_answer::no},
                                      {"typed.unknown", typed_answer::unknown},
                                      {"typed.declined", typed_answer::declined}}) {
        const text* spellings = words.find_text(id);
        if (!spellings || !detail::has_spelling(*spellings, wanted)) continue;
        if (found != typed_answer::none) return typed_answer::none;
        found = meaning;
    }
    return found;
}

const choice_option* typed_option(const indicator& about, std::string_view typed) {
    const std::string wanted = folded(typed);
    const choice_option* found = nullptr;
    if (wanted.empty()) return found;
    for (const choice_option& option : about.options) {
        const auto& labels = option.label.translations;
        const bool same = folded(option.id) == wanted ||
                          std::any_of(labels.begin(), labels.end(), [&](const translation& label) {
                              return folded(label.words) == wanted;
                          });
        if (!same) continue;
        if (found) return nullptr;
        found = &option;
    }
    return found;
}

std::optional<std::string> typed_value(const catalogue& words, const indicator& about,
                                       std::string_view typed) {
    if (const choice_option* chosen = typed_option(about, typed)) return chosen->id;
    const bool yes_no = about.type == indicator_type::yes_no;
    switch (read_typed_answer(words, typed)) {
        case typed_answer::yes: return yes_no ? std::optional<std::string>{"yes"} : std::nullopt;
        case typed_answer::no: return yes_no ? std::optional<std::string>{"no"} : std::nullopt;
        case typed_answer::unknown: return "unknown";
        case typed_answer::declined: return "declined";
        case typed_answer::none: break;
    }
    if (about.type != indicator_type::number) return std::nullopt;
    const std::optional<std::int64_t> number = typed_number(typed);
    return number ? std::optional{std::to_string(*number)} : std::nullopt;
}

}  // namespace v0
}  // namespace pehchan

#endif
