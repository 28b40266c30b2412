// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_ANSWERS_IPP
#define PEHCHAN_IMPL_ANSWERS_IPP

// Takes one person's answers, and keeps what follows from them for the rules.

#include <utility>
#include <vector>

#include "../answers.hpp"
#include "../compiled.hpp"
#include "../detail/effective_classes.hpp"

namespace pehchan {
inline namespace v0 {

answers::answers(catalogue catalogue_used)
    : catalogue_(std::move(catalogue_used)), given_(catalogue_.state().indicators.size()) {
    const program& rules = catalogue_.state().rules_program;
    planes_.reserve(3 * rules.literal_words());
    for (const std::vector<plane_word>* blank :
         {&rules.blank_low, &rules.blank_high, &rules.blank_high})
        planes_.insert(planes_.end(), blank->begin(), blank->end());
}

answer_problem answers::set(std::string_view id, std::string_view value) {
    const std::uint32_t at = index_in(catalogue_.state().indicators, id);
    if (at == none_index) return answer_problem::unknown_indicator;
    const indicator& about = *catalogue_.state().indicators[at];
    answer given;
    if (value == "unknown") given.kind = answer_kind::unknown;
    else if (value == "declined") given.kind = answer_kind::declined;
    else if (about.type == indicator_type::yes_no) {
        if (value == "yes") given.kind = answer_kind::yes;
        else if (value == "no") given.kind = answer_kind::no;
        else if (value != "not_applicable") return answer_problem::unknown_value;
        else if (about.not_applicable.empty()) return answer_problem::not_applicable_not_allowed;
        else given.kind = answer_kind::not_applicable;
    } else if (about.type == indicator_type::choice) {
        std::size_t option = 0;
        while (option < about.options.size() && about.options[option].id != value) ++option;
        if (option == about.options.size()) return answer_problem::unknown_value;
        given = {answer_kind::option, static_cast<std::int64_t>(option)};
    } else {
        return answer_problem::wrong_type;
    }
    put(at, given);
    return answer_problem::none;
}

answer_problem answers::set_number(std::string_view id, std::optional<std::int64_t> value) {
    const std::uint32_t at = index_in(catalogue_.state().indicators, id);
    if (at == none_index) return answer_problem::unknown_indicator;
    const indicator& about = *catalogue_.state().indicators[at];
    if (about.type != indicator_type::number) return answer_problem::wrong_type;
    if (!value || *value < about.min || *value > about.max) return answer_problem::out_of_range;
    put(at, {answer_kind::number, *value});
    return answer_problem::none;
}

answer_problem answers::set_at(std::size_t index, answer given) noexcept {
    if (index >= given_.size()) return answer_problem::unknown_indicator;
    const indicator& about = *catalogue_.state().indicators[index];
    switch (given.kind) {
        case answer_kind::unknown:
        case answer_kind::declined: given.value = 0; break;
        case answer_kind::not_applicable:
            if (about.type == indicator_type::yes_no && about.not_applicable.empty())
                return answer_problem::not_applicable_not_allowed;
            [[fallthrough]];
        case answer_kind::no:
        case answer_kind::yes:
            if (about.type != indicator_type::yes_no) return answer_problem::wrong_type;
            given.value = 0;
            break;
        case answer_kind::option:
            if (about.type != indicator_type::choice) return answer_problem::wrong_type;
            if (given.value < 0 || static_cast<std::uint64_t>(given.value) >= about.options.size())
                return answer_problem::unknown_value;
            break;
        case answer_kind::number:
            if (about.type != indicator_type::number) return answer_problem::wrong_type;
            if (given.value < about.min || given.value > about.max)
                return answer_problem::out_of_range;
            break;
    }
    put(static_cast<std::uint32_t>(index), given);
    return answer_problem::none;
}

void answers::forget(std::string_view id) noexcept {
    const std::uint32_t at = index_in(catalogue_.state().indicators, id);
    if (at != none_index) put(at, {});
}

void answers::put(std::uint32_t at, answer given) noexcept {
    given_[at] = given;
    const program& rules = catalogue_.state().rules_program;
    const std::size_t words = planes_.size() / 3;
    const std::span<plane_word> low{planes_.data(), words}, high{low.data() + words, words},
        under_duress{high.data() + words, words};
    const class_set classes = detail::classes_of(rules, at, given);
    const class_set left = detail::effective_classes(catalogue_.state(), at, given, false);
    for (std::uint32_t l = rules.literals_of[at]; l < rules.literals_of[at + 1]; ++l) {
        const class_set accepted = rules.literals[l].classes;
        put_bit(low, l, (classes & ~accepted) == 0);
        put_bit(high, l, (classes & accepted) != 0);
        put_bit(under_duress, l, (left & accepted) != 0);
    }
}

}  // namespace v0
}  // namespace pehchan

#endif
