// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_ANSWERS_HPP
#define PEHCHAN_ANSWERS_HPP

// What is known of one person?

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "catalogue.hpp"

namespace pehchan {
inline namespace v0 {

/// Why an answer was not taken; the answers are then as before.
enum class answer_problem { none, unknown_indicator, wrong_type, unknown_value, out_of_range, not_applicable_not_allowed };

enum class answer_kind : std::uint8_t { unknown, declined, no, yes, not_applicable, option, number };

struct answer {
    answer_kind kind = answer_kind::unknown;
    std::int64_t value = 0;  ///< index of the option in `indicator::options`, or the number
    friend bool operator==(const answer&, const answer&) = default;
};

namespace detail {

/// Law 3 speaks of these: signs of harm that are known by asking.
[[nodiscard]] inline bool is_asked_harm(const indicator& about) noexcept {
    return about.nature == indicator_nature::harm && about.known == known_by::asked;
}

/// The cells that are possible for indicator `at` under `given`, before law 3.
[[nodiscard]] inline cell_set cells_of(const program& rules, std::uint32_t at, const answer& given) noexcept {
    switch (given.kind) {
        case answer_kind::no:
        case answer_kind::not_applicable: return 1;
        case answer_kind::yes: return 2;
        case answer_kind::option: return cell_set{1} << given.value;
        case answer_kind::number: return cell_set{1} << rules.cell_of(at, given.value);
        default: return rules.all_cells[at];
    }
}

/// Law 3: what is left of an answer given under pressure. It counts only for the conditions that it affirms.
[[nodiscard]] inline cell_set affirmed_cells(const program& rules, std::uint32_t at, cell_set given) noexcept {
    cell_set left = rules.all_cells[at];
    for (std::uint32_t l = rules.literals_of[at]; l < rules.literals_of[at + 1]; ++l)
        if ((given & ~rules.literals[l].cells) == 0) left &= rules.literals[l].cells;
    return left;
}

}  // namespace detail

/// One person's answers to the indicators of one catalogue. What was never set is unknown. Not to be changed by two threads at once.
class answers {
public:
    explicit answers(catalogue of)
        : catalogue_(std::move(of)), given_(catalogue_.indicators().size()) {
        const program& rules = catalogue_.state().rules_program;
        planes_.reserve(3 * rules.literal_words());
        for (const std::vector<plane_word>* blank : {&rules.blank_low, &rules.blank_high, &rules.blank_high}) planes_.insert(planes_.end(), blank->begin(), blank->end());
    }

    /// "yes", "no", "unknown", "declined", "not_applicable", or the id of an option.
    answer_problem set(std::string_view id, std::string_view value) {
        const std::uint32_t at = detail::index_in(catalogue_.state().indicators, id);
        if (at == none_index) return answer_problem::unknown_indicator;
        const indicator& about = *catalogue_.indicators()[at];
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

    /// A whole number, for an indicator of type number.
    answer_problem set(std::string_view id, std::int64_t value) {
        const std::uint32_t at = detail::index_in(catalogue_.state().indicators, id);
        if (at == none_index) return answer_problem::unknown_indicator;
        const indicator& about = *catalogue_.indicators()[at];
        if (about.type != indicator_type::number) return answer_problem::wrong_type;
        if (value < about.min || value > about.max) return answer_problem::out_of_range;
        put(at, {answer_kind::number, value});
        return answer_problem::none;
    }
    answer_problem set(std::string_view id, const char* value) { return set(id, std::string_view{value}); }
    answer_problem set(std::string_view id, int value) { return set(id, std::int64_t{value}); }

    /// The same by index into `of().indicators()`.
    answer_problem set_at(std::size_t index, answer given) noexcept {
        if (index >= given_.size()) return answer_problem::unknown_indicator;
        const indicator& about = *catalogue_.indicators()[index];
        switch (given.kind) {
            case answer_kind::unknown:
            case answer_kind::declined: given.value = 0; break;
            case answer_kind::not_applicable:
                if (about.type == indicator_type::yes_no && about.not_applicable.empty()) return answer_problem::not_applicable_not_allowed;
                [[fallthrough]];
            case answer_kind::no:
            case answer_kind::yes:
                if (about.type != indicator_type::yes_no) return answer_problem::wrong_type;
                given.value = 0;
                break;
            case answer_kind::option:
                if (about.type != indicator_type::choice) return answer_problem::wrong_type;
                if (given.value < 0 || static_cast<std::uint64_t>(given.value) >= about.options.size()) return answer_problem::unknown_value;
                break;
            case answer_kind::number:
                if (about.type != indicator_type::number) return answer_problem::wrong_type;
                if (given.value < about.min || given.value > about.max) return answer_problem::out_of_range;
                break;
        }
        put(static_cast<std::uint32_t>(index), given);
        return answer_problem::none;
    }

    /// Makes the answer unknown again.
    void forget(std::string_view id) noexcept {
        const std::uint32_t at = detail::index_in(catalogue_.state().indicators, id);
        if (at != none_index) put(at, {});
    }

    /// By index into `of().indicators()`.
    [[nodiscard]] const answer& at(std::size_t index) const noexcept { return given_[index]; }
    [[nodiscard]] const catalogue& of() const noexcept { return catalogue_; }
    friend bool operator==(const answers&, const answers&) = default;

    /// The literal words of the catalogue's program: what is certain, what may hold, and what may hold where law 3 takes a "no" away.
    [[nodiscard]] std::span<const plane_word> certain() const noexcept { return plane(0); }
    [[nodiscard]] std::span<const plane_word> possible() const noexcept { return plane(1); }
    [[nodiscard]] std::span<const plane_word> possible_under_pressure() const noexcept { return plane(2); }

private:
    [[nodiscard]] std::span<const plane_word> plane(std::size_t which) const noexcept {
        const std::size_t words = planes_.size() / 3;
        return {planes_.data() + which * words, words};
    }
    void put(std::uint32_t at, answer given) noexcept {
        given_[at] = given;
        const program& rules = catalogue_.state().rules_program;
        const std::size_t words = planes_.size() / 3;
        const std::span<plane_word> low{planes_.data(), words}, high{low.data() + words, words}, pressed{high.data() + words, words};
        const cell_set cells = detail::cells_of(rules, at, given);
        const cell_set left = detail::is_asked_harm(*catalogue_.indicators()[at]) ? detail::affirmed_cells(rules, at, cells) : cells;
        for (std::uint32_t l = rules.literals_of[at]; l < rules.literals_of[at + 1]; ++l) {
            const cell_set of = rules.literals[l].cells;
            put_bit(low, l, (cells & ~of) == 0);
            put_bit(high, l, (cells & of) != 0);
            put_bit(pressed, l, (left & of) != 0);
        }
    }

    catalogue catalogue_;
    std::vector<answer> given_;
    std::vector<plane_word> planes_;  ///< follows from `given_`
};

}  // namespace v0
}  // namespace pehchan

#endif
