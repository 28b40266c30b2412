// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_OUTLOOK_HPP
#define PEHCHAN_DETAIL_OUTLOOK_HPP

// How much is each missing answer expected to settle?

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "../catalogue.hpp"
#include "run_program.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

/// A rule whose status matters, and how much.
struct outlook_target {
    std::uint32_t bit = 0;
    std::uint64_t weight = 0;  ///< below 2^16 in sum over all targets that are passed together
};

/// Looks ahead over all questions at once: how likely every rule is to come out true if each
/// missing condition has the frequency expected of it and all are independent, and how much each
/// condition moves that. Fractions are integers of 2^20; nothing here decides a status.
class outlook {
public:
    static constexpr std::uint64_t certainty_unit = std::uint64_t{1} << 20;

    explicit outlook(const program& rules)
        : rules_(rules),
          chance_(rules.bits()),
          moves_(rules.bits()),
          settles_yes_(rules.bits()),
          settles_no_(rules.bits()),
          reached_(rules.bits(), false) {}

    /// `evaluated` has been run; `chance_of` gives the chance of an unsettled literal, in parts of
    /// 2^20.
    template <class Chance>
    void look_at(evaluation& evaluated, Chance chance_of) {
        evaluated_ = &evaluated;
        for (std::uint32_t b = 0; b < rules_.bits(); ++b) {
            if (evaluated.certain(b)) chance_[b] = certainty_unit;
            else if (!evaluated.may_hold(b)) chance_[b] = 0;
            else if (rules_.is_literal(b)) chance_[b] = chance_of(b);
            else chance_[b] = chance_of_operation(rules_.operations[b - rules_.literals.size()]);
        }
    }

    void weigh_for(std::span<const outlook_target> targets) {
        for (std::vector<std::uint64_t>* each : {&moves_, &settles_yes_, &settles_no_})
            std::fill(each->begin(), each->end(), 0);
        std::fill(reached_.begin(), reached_.end(), false);
        for (const outlook_target& t : targets) {
            moves_[t.bit] += t.weight << 16;
            settles_yes_[t.bit] += t.weight;
            settles_no_[t.bit] += t.weight;
            reached_[t.bit] = true;
        }
        for (std::size_t at = rules_.bits(); at-- > rules_.literals.size();) {
            const auto bit = static_cast<std::uint32_t>(at);
            if (reached_[bit] && is_open(bit)) pass_down(bit);
        }
    }

    /// What an answer to the open literal is expected to settle: parts of 2^16 of the weights
    /// passed.
    [[nodiscard]] std::uint64_t worth(std::uint32_t literal) const {
        const std::uint64_t yes = chance_[literal];
        return (yes * moves_[literal] >> 20) + ((certainty_unit - yes) * settles_no_[literal] >> 4);
    }
    /// How much more likely the targets come out true if the literal does, times its chance.
    [[nodiscard]] std::uint64_t expected_gain(std::uint32_t literal) const {
        return chance_[literal] * moves_[literal] >> 20;
    }
    /// The literal alone, true or false, settles a target.
    [[nodiscard]] bool settles_alone(std::uint32_t literal) const {
        return settles_yes_[literal] != 0 || settles_no_[literal] != 0;
    }
    /// Some target can be reached through open operations.
    [[nodiscard]] bool is_reached(std::uint32_t literal) const { return reached_[literal]; }

private:
    [[nodiscard]] bool is_open(std::uint32_t bit) const {
        return !evaluated_->certain(bit) && evaluated_->may_hold(bit);
    }

    /// Open terms of the operation, and how many of them it still needs.
    [[nodiscard]] std::size_t open_terms(const operation& op) {
        open_.clear();
        weights_.clear();
        std::int64_t held = 0, heaviest = 1;
        const bool weighted = op.kind == operation_kind::weighted || op.kind == operation_kind::sum;
        if (weighted) {
            for (std::uint32_t w = op.first; w < op.first + op.size; ++w) {
                const weighted_bit& term = rules_.weights[w];
                if (evaluated_->certain(term.bit)) held += term.weight;
                else if (is_open(term.bit))
                    open_.push_back(term.bit), weights_.push_back(term.weight),
                        heaviest = std::max(heaviest, term.weight);
            }
        } else {
            each_term(rules_, op, [&](std::uint32_t term) {
                if (evaluated_->certain(term)) ++held;
                else if (is_open(term)) open_.push_back(term), weights_.push_back(1);
            });
        }
        std::int64_t needed = 1;
        missing_ = op.kind == operation_kind::all   ? static_cast<std::int64_t>(open_.size())
                   : op.kind == operation_kind::any ? 1
                                                    : op.threshold - held;
        if (op.kind != operation_kind::any) needed = (missing_ + heaviest - 1) / heaviest;
        return static_cast<std::size_t>(std::clamp<std::int64_t>(
            needed, 1, std::max<std::int64_t>(1, static_cast<std::int64_t>(open_.size()))));
    }

    /// The chances that exactly 0, 1, ... `most` of the terms hold; the last stands for that many
    /// or more.
    void count_chances(std::size_t most, std::size_t without) {
        counts_.assign(most + 1, 0);
        counts_[0] = certainty_unit;
        for (std::size_t i = 0; i < open_.size(); ++i) {
            if (i == without) continue;
            const std::uint64_t p = chance_[open_[i]];
            for (std::size_t n = most + 1; n-- > 0;) {
                const std::uint64_t stay =
                    n == most ? counts_[n] : counts_[n] * (certainty_unit - p) >> 20;
                counts_[n] = stay + (n ? counts_[n - 1] * p >> 20 : 0);
            }
        }
    }

    [[nodiscard]] std::uint64_t chance_of_operation(const operation& op) {
        const std::size_t needed = open_terms(op);
        if (open_.empty()) return 0;
        if (needed == open_.size()) {
            std::uint64_t chance = certainty_unit;
            for (std::uint32_t term : open_) chance = chance * chance_[term] >> 20;
            return chance;
        }
        if (needed == 1) {
            std::uint64_t none = certainty_unit;
            for (std::uint32_t term : open_) none = none * (certainty_unit - chance_[term]) >> 20;
            return certainty_unit - none;
        }
        count_chances(needed, open_.size());
        return counts_[needed];
    }

    void pass_down(std::uint32_t at) {
        const operation& op = rules_.operations[at - rules_.literals.size()];
        const std::size_t needed = open_terms(op);
        const std::size_t n = open_.size();
        const bool conjunction = needed == n, disjunction = needed == 1;
        shares_.assign(n + 1, certainty_unit);  // products of what stands behind
        if (conjunction || disjunction)
            for (std::size_t i = n; i-- > 0;)
                shares_[i] = shares_[i + 1] * (conjunction ? chance_[open_[i]]
                                                           : certainty_unit - chance_[open_[i]]) >>
                             20;
        std::uint64_t before = certainty_unit;
        for (std::size_t i = 0; i < n; ++i) {
            const std::uint32_t term = open_[i];
            std::uint64_t share = 0;  // the chance that the others leave it to this term
            if (conjunction || disjunction) {
                share = before * shares_[i + 1] >> 20;
                before =
                    before * (conjunction ? chance_[term] : certainty_unit - chance_[term]) >> 20;
            } else {
                count_chances(needed, i);
                share = counts_[needed - 1];
            }
            reached_[term] = true;
            moves_[term] += moves_[at] * share >> 20;
            if (weights_[i] >= missing_) settles_yes_[term] += settles_yes_[at];
            if (conjunction) settles_no_[term] += settles_no_[at];
        }
    }

    const program& rules_;
    evaluation* evaluated_ = nullptr;
    std::vector<std::uint64_t> chance_, moves_, settles_yes_, settles_no_;
    std::vector<bool> reached_;
    std::vector<std::uint32_t> open_;
    std::vector<std::int64_t> weights_;  ///< of the open terms
    std::int64_t missing_ = 0;           ///< the weight that is missing
    std::vector<std::uint64_t> counts_, shares_;
};

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
