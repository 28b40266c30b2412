// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_DEPENDENCE_HPP
#define PEHCHAN_DETAIL_DEPENDENCE_HPP

// Can an answer still change what a rule comes to, whatever the other missing answers turn out to
// be?

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "../answers.hpp"
#include "../catalogue.hpp"
#include "../compiled.hpp"
#include "effective_classes.hpp"
#include "run_program.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

/// Looks for one completion of the other missing answers in which the rule is true for one answer
/// and false for another. Exact up to a number of steps; beyond it the answer counts as one that
/// matters, because a question too many is better than one too few.
class dependence {
public:
    explicit dependence(const catalogue_state& state)
        : state_(state),
          rules_(state.rules_program),
          with_(rules_),
          without_(rules_),
          classes_(rules_.all_classes),
          reaches_(rules_.operations.size(), false) {}

    /// The person whose effective answers (law 3) are in `evaluated`.
    void look_at(const answers& known, evaluation& evaluated) {
        evaluated_ = &evaluated;
        const bool counts = denials_count(state_, evaluated);
        for (std::uint32_t i = 0; i < classes_.size(); ++i)
            classes_[i] = effective_classes(state_, i, known.at(i), counts);
        const std::size_t words = rules_.literal_words();
        low_.assign(evaluated.low().begin(),
                    evaluated.low().begin() + static_cast<std::ptrdiff_t>(words));
        high_.assign(evaluated.high().begin(),
                     evaluated.high().begin() + static_cast<std::ptrdiff_t>(words));
        for (std::uint32_t i : rules_.case_split_indicators)
            with_.possible()[i] = without_.possible()[i] = classes_[i];
        steps_left_ = most_steps;
    }

    /// Whether the rule depends on the indicator `question`, given what is known.
    [[nodiscard]] bool can_change(const compiled_rule& rule, std::uint32_t question) {
        if (evaluated_->certain(rule.bit) || !evaluated_->may_hold(rule.bit) ||
            !tests(rule, question))
            return false;
        question_ = question;
        mark_paths(rule);
        const class_set all = classes_[question];
        const class_set first = all & (~all + 1);
        bool found = false;
        for (class_set left = all & ~first; left && !found; left &= left - 1) {
            const class_set other = left & (~left + 1);
            found = (!implies(rule, other, first) && search(rule, other, first)) ||
                    (!implies(rule, first, other) && search(rule, first, other));
        }
        for (const std::uint32_t op : rule.slice) reaches_[op] = false;
        return found;
    }

    /// Whether some unsettled literal of the indicator stands in the rule.
    [[nodiscard]] bool tests(const compiled_rule& rule, std::uint32_t question) const {
        for (std::uint32_t l = rules_.literals_of[question]; l < rules_.literals_of[question + 1];
             ++l)
            if (test_bit(rule.literals, l) && unsettled(l)) return true;
        return false;
    }

private:
    static constexpr int most_steps = 3000;  ///< for one person, over all questions
    static constexpr int most_steps_each = 300;

    struct choice {
        std::uint32_t indicator;
        class_set first;  ///< tried first; the other value classes next
    };

    [[nodiscard]] bool unsettled(std::uint32_t literal) const {
        return !test_bit(low_, literal) && test_bit(high_, literal);
    }

    /// Every literal of the rule that holds in value class `a` of the question holds in value class
    /// `b`: the rule cannot be true in `a` and false in `b`.
    [[nodiscard]] bool implies(const compiled_rule& rule, class_set a, class_set b) const {
        for (std::uint32_t l = rules_.literals_of[question_]; l < rules_.literals_of[question_ + 1];
             ++l)
            if (test_bit(rule.literals, l) && (rules_.literals[l].classes & a) &&
                !(rules_.literals[l].classes & b))
                return false;
        return true;
    }

    void mark_paths(const compiled_rule& rule) {
        for (const std::uint32_t op : rule.slice)
            each_term(rules_, rules_.operations[op],
                      [&](std::uint32_t term) { reaches_[op] = reaches_[op] || leads(term); });
    }
    [[nodiscard]] bool leads(std::uint32_t bit) const {
        return rules_.is_literal(bit) ? rules_.literals[bit].indicator == question_
                                      : static_cast<bool>(reaches_[bit - rules_.literals.size()]);
    }

    void assign(std::uint32_t indicator, class_set classes) {
        classes_[indicator] = classes;
        for (std::uint32_t l = rules_.literals_of[indicator]; l < rules_.literals_of[indicator + 1];
             ++l) {
            put_bit(low_, l, (classes & ~rules_.literals[l].classes) == 0);
            put_bit(high_, l, (classes & rules_.literals[l].classes) != 0);
        }
        with_.possible()[indicator] = without_.possible()[indicator] = classes;
    }

    void evaluate_with(evaluation& work, const compiled_rule& rule, class_set answer) {
        std::copy(low_.begin(), low_.end(), work.low().begin());
        std::copy(high_.begin(), high_.end(), work.high().begin());
        for (std::uint32_t l = rules_.literals_of[question_]; l < rules_.literals_of[question_ + 1];
             ++l) {
            put_bit(work.low(), l, (answer & ~rules_.literals[l].classes) == 0);
            put_bit(work.high(), l, (answer & rules_.literals[l].classes) != 0);
        }
        const class_set before = work.possible()[question_];
        work.possible()[question_] = answer;
        run(rules_, rule.slice, work);
        work.possible()[question_] = before;
    }

    [[nodiscard]] bool search(const compiled_rule& rule, class_set yes, class_set no) {
        int steps = std::min(most_steps_each, steps_left_);
        const int given = steps;
        const bool found = step(rule, yes, no, steps);
        steps_left_ -= given - std::max(steps, 0);
        return found;
    }

    [[nodiscard]] bool step(const compiled_rule& rule, class_set yes, class_set no, int& steps) {
        if (steps-- <= 0) return true;
        evaluate_with(with_, rule, yes);
        if (!with_.may_hold(rule.bit)) return false;
        evaluate_with(without_, rule, no);
        if (without_.certain(rule.bit)) return false;
        if (with_.certain(rule.bit) && !without_.may_hold(rule.bit)) return true;
        const std::optional<choice> next = choose(rule);
        if (!next) return false;
        const class_set before = classes_[next->indicator];
        bool found = false;
        for (const class_set classes : {next->first, before & ~next->first}) {
            assign(next->indicator, classes);
            found = step(rule, yes, no, steps);
            if (found) break;
        }
        assign(next->indicator, before);
        return found;
    }

    /// Follows a path from the rule to the question: what stands beside it must hold under "all"
    /// and must not under "any".
    [[nodiscard]] std::optional<choice> choose(const compiled_rule& rule) {
        std::uint32_t at = rule.bit;
        while (!rules_.is_literal(at)) {
            const operation& op = rules_.operations[at - rules_.literals.size()];
            std::uint32_t path = none_index;
            std::int64_t held = 0, possible = 0;
            each_term(rules_, op, [&](std::uint32_t term) {
                if (path == none_index && leads(term) && with_.may_hold(term) &&
                    !without_.certain(term))
                    path = term;
                else held += with_.certain(term), possible += without_.may_hold(term);
            });
            const bool all = op.kind == operation_kind::all, any = op.kind == operation_kind::any;
            std::optional<choice> found;
            each_term(rules_, op, [&](std::uint32_t term) {
                if (found || term == path) return;
                if (!any && (all || held + 1 < op.threshold) && !with_.certain(term))
                    found = literal_under(term, true);
                else if (!all && (any || possible + 1 > op.threshold) && without_.may_hold(term))
                    found = literal_under(term, false);
            });
            if (found) return found;
            if (path == none_index) break;
            at = path;
        }
        for (std::uint32_t l = 0; l < rules_.literals.size();
             ++l)  // nothing beside the path is open: anything that is
            if (test_bit(rule.literals, l) && unsettled(l) &&
                rules_.literals[l].indicator != question_)
                return choice{rules_.literals[l].indicator,
                              classes_[rules_.literals[l].indicator] & rules_.literals[l].classes};
        return std::nullopt;
    }

    [[nodiscard]] std::optional<choice> literal_under(std::uint32_t bit, bool wanted) {
        for (;;) {
            if (rules_.is_literal(bit)) {
                const literal& condition = rules_.literals[bit];
                if (condition.indicator == question_ || !unsettled(bit)) return std::nullopt;
                return choice{condition.indicator,
                              classes_[condition.indicator] &
                                  (wanted ? condition.classes : ~condition.classes)};
            }
            std::uint32_t next = none_index;
            each_term(
                rules_, rules_.operations[bit - rules_.literals.size()], [&](std::uint32_t term) {
                    const bool open = wanted ? with_.may_hold(term) && !with_.certain(term)
                                             : without_.may_hold(term) && !without_.certain(term);
                    const bool own =
                        rules_.is_literal(term) && rules_.literals[term].indicator == question_;
                    if (next == none_index && open && !own) next = term;
                });
            if (next == none_index) return std::nullopt;
            bit = next;
        }
    }

    const catalogue_state& state_;
    const program& rules_;
    evaluation with_, without_;  ///< the two answers tried
    evaluation* evaluated_ = nullptr;
    std::vector<class_set> classes_;  ///< by indicator: what is still possible
    std::vector<plane_word> low_, high_;
    std::vector<bool> reaches_;
    std::uint32_t question_ = 0;
    int steps_left_ = most_steps;
};

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
