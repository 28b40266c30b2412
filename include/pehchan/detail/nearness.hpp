// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_NEARNESS_HPP
#define PEHCHAN_DETAIL_NEARNESS_HPP

// How near is a missing answer to what a person's answers show? Somebody who is not paid is asked
// about work before begging; a captive, what the captors want before anything else.
//
// Two conditions are near if the rules of findings group them: each group (an `any`, `all` or
// `at_least`, of a rule, an element or a finding) gives the share of its conditions that hold to
// each of its members. Small groups in which much holds count most, large ones hardly.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "../answers.hpp"
#include "../compiled.hpp"
#include "../names.hpp"
#include "run_program.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

/// For one person.
class nearness {
public:
    /// `certain` is the plane of what is certain, as evaluated for the person.
    nearness(const catalogue_state& state, const answers& known,
             std::span<const plane_word> certain)
        : state_(state), rules_(state.rules_program), near_(rules_.all_classes.size(), 0) {
        find_near(certain);
        find_inapplicable(known, certain);
    }

    /// Larger is nearer; 0: nothing that holds is grouped with it.
    [[nodiscard]] std::uint64_t of(std::uint32_t indicator) const noexcept {
        return near_[indicator];
    }
    /// Whether the question cannot be meant for this person: about children only, of an adult.
    [[nodiscard]] bool cannot_apply(std::uint32_t indicator) const noexcept {
        return !inapplicable_.empty() && inapplicable_[indicator];
    }
    /// Nearer first, then the less sensitive; ids, which indicators are sorted by, decide last.
    [[nodiscard]] bool before(std::uint32_t a, std::uint32_t b) const noexcept {
        if (near_[a] != near_[b]) return near_[a] > near_[b];
        const int first = state_.indicators[a]->sensitivity,
                  second = state_.indicators[b]->sensitivity;
        return first != second ? first < second : a < b;
    }

private:
    void find_near(std::span<const plane_word> certain) {
        const std::size_t words = rules_.literal_words();
        std::vector<plane_word> holds(words, 0);
        bool any = false;
        for (std::uint32_t l = 0; l < rules_.literals.size(); ++l) {
            const indicator& about = *state_.indicators[rules_.literals[l].indicator];
            const bool shows = test_bit(certain, l) && !is_denial(about, rules_.literals[l]) &&
                               (about.nature == indicator_nature::harm ||
                                about.nature == indicator_nature::fact) &&
                               about.type == indicator_type::yes_no;
            put_bit(holds, l, shows);
            any = any || shows;
        }
        if (!any) return;
        std::vector<plane_word> members(rules_.operations.size() * words, 0);
        const auto of = [&](std::uint32_t op) {
            return std::span<plane_word>{members.data() + op * words, words};
        };
        for (const std::uint32_t op : state_.finding_operations) {  // terms come first
            const std::span<plane_word> mine = of(op);
            const auto take = [&](std::uint32_t bit) {
                if (rules_.is_literal(bit)) return put_bit(mine, bit, true);
                const auto other = of(bit - static_cast<std::uint32_t>(rules_.literals.size()));
                for (std::size_t w = 0; w < words; ++w) mine[w] |= other[w];
            };
            each_term(rules_, rules_.operations[op], take);
            std::uint64_t held = 0, size = 0;
            for (std::size_t w = 0; w < words; ++w) {
                held += count_bits(mine[w] & holds[w]);
                size += count_bits(mine[w]);
            }
            if (held == 0) continue;
            std::uint32_t last = none_index;  // an indicator has several literals, side by side
            for (std::uint32_t l = 0; l < rules_.literals.size(); ++l)
                if (test_bit(mine, l) && rules_.literals[l].indicator != last) {
                    last = rules_.literals[l].indicator;
                    near_[last] += held * unit / size;
                }
        }
    }

    /// Known to be an adult: an age is recorded that is no child's, and nobody believes otherwise.
    /// What may have been in the past stays where an age of that time is recorded that is a
    /// child's.
    void find_inapplicable(const answers& known, std::span<const plane_word> certain) {
        if (!state_.child_now.exists() || test_bit(certain, state_.child_now.bit)) return;
        bool adult = false;
        std::int64_t of_age = 0;
        for (std::uint32_t l = 0; l < rules_.literals.size(); ++l) {
            const std::uint32_t i = rules_.literals[l].indicator;
            if (!test_bit(state_.child_now.literals, l) ||
                known.at(i).kind != answer_kind::number || rules_.cuts[i].empty())
                continue;
            adult = true;  // the rule is not certain, so this number is not below
            const std::vector<std::int64_t>& cuts = rules_.cuts[i];
            for (std::size_t c = 0; c < cuts.size(); ++c)
                if (rules_.literals[l].classes == (class_set{1} << (c + 1)) - 1) of_age = cuts[c];
        }
        if (!adult) return;
        bool child_then = false;
        for (std::uint32_t i = 0; i < rules_.all_classes.size(); ++i)
            for (const std::int64_t cut : rules_.cuts[i])
                child_then =
                    child_then || (cut == of_age && known.at(i).kind == answer_kind::number &&
                                   known.at(i).value < of_age);
        for (const form_definition* form : state_.forms) {
            if (name_of(form->role) != "only_child") continue;
            inapplicable_.resize(rules_.all_classes.size(), false);
            for (const std::string& id : form->indicators)
                if (const std::uint32_t i = index_in(state_.indicators, id); i != none_index)
                    inapplicable_[i] = inapplicable_[i] || !child_then ||
                                       state_.indicators[i]->period == indicator_period::now;
        }
    }

    static constexpr std::uint64_t unit = 1 << 16;

    const catalogue_state& state_;
    const program& rules_;
    std::vector<std::uint64_t> near_;  ///< by indicator
    std::vector<bool> inapplicable_;   ///< by indicator; empty: none
};

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
