// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_REASONS_HPP
#define PEHCHAN_DETAIL_REASONS_HPP

// Which answers suffice for what a rule came to?

#include <algorithm>
#include <bit>
#include <cstdint>
#include <iterator>
#include <map>
#include <span>
#include <tuple>
#include <vector>

#include "../answers.hpp"
#include "../catalogue.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

/// Finds irredundant sufficient sets of conditions for settled bits of one evaluated person.
class reason_finder {
public:
    /// `evaluated` has been run for the person who gave `known`; `scratch` is spare memory for the same program.
    reason_finder(const catalogue_state& state, const answers& known, evaluation& evaluated, evaluation& scratch)
        : state_(state), rules_(state.rules_program), answers_(known), evaluated_(evaluated), scratch_(scratch) {}

    /// Conditions that by themselves settle `rule` as true (`held`) or false; none of them can be left out. Sorted by indicator and cells.
    /// Starts from a small derivation, then drops greedily: identity and plain facts first, then what is more painful to say.
    [[nodiscard]] std::vector<literal> reasons(const compiled_rule& rule, bool held) {
        std::vector<literal> kept;
        for (std::uint32_t l : derive(rule.bit, held)) {
            const literal made = said(rules_.literals[l], held);
            if (std::find(kept.begin(), kept.end(), made) == kept.end()) kept.push_back(made);
        }
        std::sort(kept.begin(), kept.end(), [&](const literal& a, const literal& b) { return drop_key(a) < drop_key(b); });
        for (std::size_t i = 0; i < kept.size();) {
            std::vector<literal> fewer = kept;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            if (suffices(rule, fewer, held)) kept = std::move(fewer);
            else ++i;
        }
        std::sort(kept.begin(), kept.end(), [](const literal& a, const literal& b) { return std::tie(a.indicator, a.cells) < std::tie(b.indicator, b.cells); });
        return kept;
    }

    /// What is said of a literal that holds, or fails: of a choice the option answered, else the literal's own cells or the others.
    [[nodiscard]] literal said(const literal& of, bool held) const {
        if (state_.indicators[of.indicator]->type == indicator_type::choice) return {of.indicator, cell_set{1} << answers_.at(of.indicator).value};
        return {of.indicator, held ? of.cells : rules_.all_cells[of.indicator] & ~of.cells};
    }

    /// Whether the conditions, taken as all that is known, settle the rule.
    [[nodiscard]] bool suffices(const compiled_rule& rule, std::span<const literal> known, bool held) {
        const std::span<plane_word> low = scratch_.low(), high = scratch_.high();
        std::copy(rules_.blank_low.begin(), rules_.blank_low.end(), low.begin());
        std::copy(rules_.blank_high.begin(), rules_.blank_high.end(), high.begin());
        std::copy(rules_.all_cells.begin(), rules_.all_cells.end(), scratch_.possible().begin());
        for (const literal& condition : known) scratch_.possible()[condition.indicator] &= condition.cells;
        for (const literal& condition : known) {
            const std::uint32_t about = condition.indicator;
            const cell_set possible = scratch_.possible()[about];
            for (std::uint32_t other = rules_.literals_of[about]; other < rules_.literals_of[about + 1]; ++other) {
                put_bit(low, other, (possible & ~rules_.literals[other].cells) == 0);
                put_bit(high, other, (possible & rules_.literals[other].cells) != 0);
            }
        }
        run(rules_, rule.slice, scratch_);
        return held ? scratch_.certain(rule.bit) : !scratch_.may_hold(rule.bit);
    }

private:
    using set = std::vector<std::uint32_t>;

    [[nodiscard]] bool settled(std::uint32_t bit, bool held) { return held ? evaluated_.certain(bit) : !evaluated_.may_hold(bit); }

    [[nodiscard]] std::tuple<int, int, std::uint32_t, cell_set> drop_key(const literal& of) const {
        const indicator& about = *state_.indicators[of.indicator];
        const int nature = about.nature == indicator_nature::harm ? 2 : about.nature == indicator_nature::fact ? 1 : 0;
        return {nature, -about.sensitivity, ~of.indicator, of.cells};
    }

    static bool smaller(const set& a, const set& b) {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    }

    /// A sufficient set, small but not yet irredundant; empty where nothing is needed.
    [[nodiscard]] set derive(std::uint32_t bit, bool held) {
        if (rules_.is_literal(bit)) return {bit};
        const auto key = 2 * bit + (held ? 1u : 0u);
        if (const auto at = known_.find(key); at != known_.end()) return at->second;
        const operation& op = rules_.operations[bit - rules_.literals.size()];
        set found = op.split != none_index || op.kind == operation_kind::weighted ? everything_under(bit, held) : from_terms(op, held);
        known_.emplace(key, found);
        return found;
    }

    [[nodiscard]] set from_terms(const operation& op, bool held) {
        std::vector<set> ways;
        std::int64_t size = 0;
        each_term(rules_, op, [&](std::uint32_t term) {
            ++size;
            if (settled(term, held)) ways.push_back(derive(term, held));
        });
        const std::int64_t threshold = op.kind == operation_kind::all ? size : op.kind == operation_kind::any ? 1 : op.threshold;
        const std::int64_t needed = held ? threshold : size - threshold + 1;
        std::sort(ways.begin(), ways.end(), smaller);
        set joined;
        for (std::int64_t i = 0; i < needed && i < static_cast<std::int64_t>(ways.size()); ++i) {
            set merged;
            std::set_union(joined.begin(), joined.end(), ways[static_cast<std::size_t>(i)].begin(), ways[static_cast<std::size_t>(i)].end(), std::back_inserter(merged));
            joined = std::move(merged);
        }
        return joined;
    }

    /// All literals settled the same way below a split or weighted operation. They suffice, because operations are monotone in literals: a cell in
    /// which all of them hold satisfies at least what the answer satisfies. The greedy pass thins them out.
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
            each_term(rules_, rules_.operations[at - rules_.literals.size()], [&](std::uint32_t term) {
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
    std::map<std::uint32_t, set> known_;
};

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
