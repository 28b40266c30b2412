// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_REASONS_HPP
#define PEHCHAN_DETAIL_REASONS_HPP

// Which answers suffice for what a rule came to?

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <numeric>
#include <span>
#include <tuple>
#include <vector>

#include "../answers.hpp"
#include "../catalogue.hpp"
#include "../compiled.hpp"
#include "effective_classes.hpp"
#include "run_program.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

/// Finds irredundant sufficient sets of conditions for settled bits of one evaluated person.
class reason_finder {
public:
    /// `evaluated` has been run for the person who gave `known`; `scratch` is spare memory for the
    /// same program.
    reason_finder(const catalogue_state& state, const answers& known, evaluation& evaluated,
                  evaluation& scratch)
        : state_(state),
          rules_(state.rules_program),
          answers_(known),
          evaluated_(evaluated),
          scratch_(scratch),
          derived_(2 * rules_.bits(), none_index),
          reasons_(derived_),
          each_(rules_.literals.size()) {
        std::iota(each_.begin(), each_.end(), 0u);
    }

    /// Conditions that by themselves settle `rule` as true (`held`) or false; none of them can be
    /// left out. Sorted by indicator and value classes. Starts from a small derivation, then drops
    /// greedily: identity and plain facts first, then what is more painful to say. Good until the
    /// finder ends.
    [[nodiscard]] std::span<const literal> reasons(const compiled_rule& rule, bool held) {
        std::uint32_t& place = reasons_[2 * rule.bit + (held ? 1u : 0u)];
        if (place != none_index) return said_[place];
        std::vector<literal> kept;
        for (std::uint32_t l : derive(rule.bit, held)) {
            const literal made = said(rules_.literals[l], held);
            if (std::find(kept.begin(), kept.end(), made) == kept.end()) kept.push_back(made);
        }
        std::sort(kept.begin(), kept.end(),
                  [&](const literal& a, const literal& b) { return drop_key(a) < drop_key(b); });
        for (std::size_t i = 0; i < kept.size();) {
            if (suffices(rule, kept, i, held))
                kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(i));
            else ++i;
        }
        std::sort(kept.begin(), kept.end(), [](const literal& a, const literal& b) {
            return std::tie(a.indicator, a.classes) < std::tie(b.indicator, b.classes);
        });
        place = static_cast<std::uint32_t>(said_.size());
        return said_.emplace_back(std::move(kept));
    }

    /// What is said of a literal that holds, or fails: of a choice the option answered, else the
    /// literal's own value classes or the others.
    [[nodiscard]] literal said(const literal& condition, bool held) const {
        if (state_.indicators[condition.indicator]->type == indicator_type::choice)
            return {condition.indicator, class_set{1} << answers_.at(condition.indicator).value};
        return {condition.indicator,
                held ? condition.classes
                     : rules_.all_classes[condition.indicator] & ~condition.classes};
    }

    /// Whether the conditions, but for the one at `without`, taken as all that is known, settle the
    /// rule.
    [[nodiscard]] bool suffices(const compiled_rule& rule, std::span<const literal> known,
                                std::size_t without, bool held) {
        return held ? settles<plane_side::low>(rule, known, without)
                    : settles<plane_side::high>(rule, known, without);
    }

private:
    using set = std::vector<std::uint32_t>;
    using set_view = std::span<const std::uint32_t>;

    /// Monotone rules need one plane: the lower to see that they hold, the upper to see that they
    /// cannot.
    template <plane_side Side>
    [[nodiscard]] bool settles(const compiled_rule& rule, std::span<const literal> known,
                               std::size_t without) {
        constexpr bool held = Side == plane_side::low;
        const std::span<plane_word> plane = plane_of<Side>(scratch_, 0);
        const std::vector<plane_word>& blank = held ? rules_.blank_low : rules_.blank_high;
        std::copy(blank.begin(), blank.end(), plane.begin());
        const std::span<class_set> possible =
            scratch_.possible();  // all value classes, but while this runs
        for (std::size_t k = 0; k < known.size(); ++k)
            if (k != without) possible[known[k].indicator] &= known[k].classes;
        for (std::size_t k = 0; k < known.size(); ++k) {
            if (k == without) continue;
            const std::uint32_t about = known[k].indicator;
            for (std::uint32_t l = rules_.literals_of[about]; l < rules_.literals_of[about + 1];
                 ++l)
                put_bit(plane, l,
                        held ? (possible[about] & ~rules_.literals[l].classes) == 0
                             : (possible[about] & rules_.literals[l].classes) != 0);
        }
        run_plane<Side>(rules_, rule.slice, scratch_, 0);
        for (const literal& condition : known)
            possible[condition.indicator] = rules_.all_classes[condition.indicator];
        return test_bit(plane, rule.bit) == held;
    }

    [[nodiscard]] bool settled(std::uint32_t bit, bool held) {
        return held ? evaluated_.certain(bit) : !evaluated_.may_hold(bit);
    }

    [[nodiscard]] std::tuple<int, int, std::uint32_t, class_set> drop_key(
        const literal& condition) const {
        const indicator& about = *state_.indicators[condition.indicator];
        const int nature = about.nature == indicator_nature::harm   ? 2
                           : about.nature == indicator_nature::fact ? 1
                                                                    : 0;
        return {nature, -about.sensitivity, ~condition.indicator, condition.classes};
    }

    static bool smaller(set_view a, set_view b) {
        return a.size() != b.size()
                   ? a.size() < b.size()
                   : std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
    }

    set_view keep(set found, std::uint32_t& place) {
        place = static_cast<std::uint32_t>(sets_.size());
        return sets_.emplace_back(std::move(found));
    }

    /// A sufficient set, small but not yet irredundant; empty where nothing is needed.
    [[nodiscard]] set_view derive(std::uint32_t bit, bool held) {
        if (rules_.is_literal(bit)) return {&each_[bit], 1};
        const auto key = 2 * bit + (held ? 1u : 0u);
        if (derived_[key] != none_index) return sets_[derived_[key]];
        const operation& op = rules_.operations[bit - rules_.literals.size()];
        return keep(op.case_split != none_index || op.kind == operation_kind::weighted
                        ? everything_under(bit, held)
                        : from_terms(op, held),
                    derived_[key]);
    }

    [[nodiscard]] set from_terms(const operation& op, bool held) {
        std::int64_t size = 0;
        for (std::uint32_t m = op.first; m < op.first + op.size; ++m)
            size += static_cast<std::int64_t>(count_bits(rules_.masks[m].mask));
        const std::int64_t threshold = op.kind == operation_kind::all   ? size
                                       : op.kind == operation_kind::any ? 1
                                                                        : op.threshold;
        const std::int64_t needed = held ? threshold : size - threshold + 1;
        std::vector<set_view> ways;
        for (std::uint32_t m = op.first; m < op.first + op.size; ++m) {
            const std::size_t w = rules_.masks[m].word;
            for (plane_word left =
                     rules_.masks[m].mask & (held ? evaluated_.low()[w] : ~evaluated_.high()[w]);
                 left; left &= left - 1) {
                const set_view way =
                    derive(static_cast<std::uint32_t>(
                               w * 64 + static_cast<std::size_t>(std::countr_zero(left))),
                           held);
                if (needed > 1 || ways.empty()) ways.push_back(way);
                else if (smaller(way, ways.front())) ways.front() = way;
            }
        }
        if (needed == 1 && !ways.empty()) return {ways.front().begin(), ways.front().end()};
        std::sort(ways.begin(), ways.end(), smaller);
        set joined;
        for (std::int64_t i = 0; i < needed && i < static_cast<std::int64_t>(ways.size()); ++i)
            joined.insert(joined.end(), ways[static_cast<std::size_t>(i)].begin(),
                          ways[static_cast<std::size_t>(i)].end());
        std::sort(joined.begin(), joined.end());
        joined.erase(std::unique(joined.begin(), joined.end()), joined.end());
        return joined;
    }

    /// All literals settled the same way below a case-split or weighted operation. They suffice,
    /// because operations are monotone in literals: a value class in which all of them hold
    /// satisfies at least what the answer satisfies. The greedy pass thins them out.
    [[nodiscard]] set everything_under(std::uint32_t bit, bool held) {
        set found;
        std::vector<std::uint32_t> open{bit};
        std::vector<bool> seen(rules_.bits(), false);
        seen[bit] = true;
        while (!open.empty()) {
            const std::uint32_t at = open.back();
            open.pop_back();
            if (rules_.is_literal(at)) {
                if (settled(at, held)) found.push_back(at);
                continue;
            }
            each_term(rules_, rules_.operations[at - rules_.literals.size()],
                      [&](std::uint32_t term) {
                          if (!seen[term]) seen[term] = true, open.push_back(term);
                      });
        }
        std::sort(found.begin(), found.end());
        return found;
    }

    const catalogue_state& state_;
    const program& rules_;
    const answers& answers_;
    evaluation& evaluated_;
    evaluation& scratch_;
    std::deque<set> sets_;
    std::deque<std::vector<literal>> said_;
    std::vector<std::uint32_t> derived_,
        reasons_;  ///< places in `sets_` and `said_`, by twice the bit and one more where held
    std::vector<std::uint32_t> each_;  ///< every literal: sets of one
};

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
