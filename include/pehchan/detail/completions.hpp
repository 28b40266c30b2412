// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_COMPLETIONS_HPP
#define PEHCHAN_DETAIL_COMPLETIONS_HPP

// Which smallest sets of missing answers would make a rule certain?

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "../answers.hpp"
#include "../catalogue.hpp"
#include "../compiled.hpp"
#include "effective_classes.hpp"
#include "evaluate.hpp"
#include "misuse.hpp"
#include "nearness.hpp"
#include "run_program.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

/// An answer that would do: one of these value classes of the indicator.
struct completion_item {
    std::uint32_t indicator = 0;
    class_set classes = 0;
    friend bool operator==(const completion_item&, const completion_item&) = default;
};
using completion = std::vector<completion_item>;

struct completions {
    std::vector<completion> sets;
    bool has_more = false, complete = true;
};

/// Searches by growing size, and within a size what is nearest to the person's answers first
/// (nearness.hpp), so that the first sets that it finds are those to be said. Rules
/// are monotone in their literals, so only the lower plane is needed. A bound on how many more
/// answers a rule needs prunes; the last answer of a set comes out of one pass for all answers at
/// once.
class completion_finder {
public:
    static constexpr int most_steps = 20'000;  ///< for one rule

    completion_finder(const catalogue_state& state, const answers& known)
        : state_(state),
          rules_(state.rules_program),
          work_(rules_),
          classes_(rules_.all_classes),
          place_(rules_.bits(), none_index) {
        evaluate(state, known, state.all_operations, work_);
        const bool counts = denials_count(state, work_);
        for (std::uint32_t i = 0; i < classes_.size(); ++i)
            work_.possible()[i] = classes_[i] = effective_classes(state, i, known.at(i), counts);
        low_.assign(work_.low().begin(), work_.low().end());
        high_.assign(work_.high().begin(), work_.high().end());
        const nearness near{state, known, low_};
        for (std::uint32_t i = 0; i < classes_.size(); ++i)
            if (!near.cannot_apply(i)) order_.push_back(i);
        std::sort(order_.begin(), order_.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return near.before(a, b); });
    }

    [[nodiscard]] completions find(const compiled_rule& rule, std::size_t most) {
        completions out;
        if (test_bit(low_, rule.bit) || !test_bit(high_, rule.bit) || most == 0) return out;
        lay_out(rule);
        steps_ = most_steps;
        settle(rule);
        for (std::size_t size = std::max<std::size_t>(1, least_needed(0));
             size <= atoms_.size() && out.sets.empty(); ++size) {
            search(rule, size, 0, most, out);
            out.complete = steps_ > 0;
            if (!out.complete) break;
        }
        if (out.sets.size() > most) out.sets.pop_back(), out.has_more = true;
        for (const std::uint32_t bit : bits_) place_[bit] = none_index;
        return out;
    }

private:
    using mask = std::vector<plane_word>;
    static constexpr std::size_t never = ~std::size_t{0} >> 1;

    /// The value classes that are worth choosing: those in which a literal of the rule holds that
    /// is not certain yet.
    void lay_out(const compiled_rule& rule) {
        atoms_.clear();
        bits_.clear();
        chosen_.clear();
        for (const std::uint32_t i : order_)
            for (class_set left = classes_[i]; left; left &= left - 1) {
                const class_set value_class = left & (~left + 1);
                for (std::uint32_t l = rules_.literals_of[i]; l < rules_.literals_of[i + 1]; ++l)
                    if (test_bit(rule.literals, l) && (rules_.literals[l].classes & value_class) &&
                        !test_bit(low_, l)) {
                        atoms_.push_back({i, value_class});
                        break;
                    }
            }
        words_ = (atoms_.size() + 63) / 64;
        const auto place = [&](std::uint32_t bit) {
            place_[bit] = static_cast<std::uint32_t>(bits_.size());
            bits_.push_back(bit);
        };
        for (std::uint32_t l = 0; l < rules_.literals.size(); ++l)
            if (test_bit(rule.literals, l) && !test_bit(low_, l) && test_bit(high_, l)) place(l);
        literals_ = bits_.size();
        for (const std::uint32_t op : rule.slice) {
            const auto bit = static_cast<std::uint32_t>(rules_.literals.size() + op);
            if (!test_bit(low_, bit) && test_bit(high_, bit)) place(bit);
        }
        masks_.assign(bits_.size() * words_, 0);
        own_.assign(literals_ * words_, 0);
        needed_.assign(bits_.size(), never);
        for (std::size_t a = 0; a < atoms_.size(); ++a)
            for (std::uint32_t l = rules_.literals_of[atoms_[a].indicator];
                 l < rules_.literals_of[atoms_[a].indicator + 1]; ++l)
                if (place_[l] != none_index && (rules_.literals[l].classes & atoms_[a].classes))
                    own_[place_[l] * words_ + (a >> 6)] |= plane_word{1} << (a & 63);
    }

    [[nodiscard]] std::span<plane_word> mask_of(std::size_t place) {
        return {masks_.data() + place * words_, words_};
    }

    /// Evaluates the rule with the chosen answers.
    void settle(const compiled_rule& rule) {
        const std::span<plane_word> plane = work_.low();
        std::copy(low_.begin(), low_.begin() + static_cast<std::ptrdiff_t>(rules_.literal_words()),
                  plane.begin());
        for (const completion_item& item : chosen_) {
            work_.possible()[item.indicator] = item.classes;
            for (std::uint32_t l = rules_.literals_of[item.indicator];
                 l < rules_.literals_of[item.indicator + 1]; ++l)
                put_bit(plane, l, (item.classes & ~rules_.literals[l].classes) == 0);
        }
        run_plane<plane_side::low>(rules_, rule.slice, work_, 0);
        for (const completion_item& item : chosen_)
            work_.possible()[item.indicator] = classes_[item.indicator];
    }
    [[nodiscard]] bool suffices(const compiled_rule& rule) {
        settle(rule);
        return work_.certain(rule.bit);
    }

    /// Atoms of literals from `first` on; in `mask_of`.
    void allow_from(std::size_t first) {
        for (std::size_t p = 0; p < literals_; ++p) {
            const std::span<plane_word> to = mask_of(p);
            for (std::size_t w = 0; w < words_; ++w) {
                const plane_word from = w > first >> 6   ? ~plane_word{0}
                                        : w < first >> 6 ? 0
                                                         : ~plane_word{0} << (first & 63);
                to[w] = own_[p * words_ + w] & from;
            }
        }
    }

    /// The terms of an operation that do not hold yet, with their weights; returns the weight that
    /// is missing.
    [[nodiscard]] std::int64_t missing_terms(const operation& op) {
        terms_.clear();
        std::int64_t held = 0, all = 0;
        const auto visit = [&](std::uint32_t bit, std::int64_t weight) {
            all += weight;
            if (work_.certain(bit)) held += weight;
            else if (place_[bit] != none_index) terms_.push_back({place_[bit], weight});
        };
        if (op.kind == operation_kind::weighted) {
            for (std::uint32_t w = op.first; w < op.first + op.size; ++w)
                visit(rules_.weights[w].bit, rules_.weights[w].weight);
            return op.threshold - held;
        }
        each_term(rules_, op, [&](std::uint32_t bit) { visit(bit, 1); });
        return (op.kind == operation_kind::all   ? all
                : op.kind == operation_kind::any ? 1
                                                 : op.threshold) -
               held;
    }

    /// A lower bound of the answers still needed, over atoms from `first` on; supports are left in
    /// `mask_of`.
    [[nodiscard]] std::size_t least_needed(std::size_t first) {
        allow_from(first);
        for (std::size_t p = 0; p < bits_.size(); ++p) {
            const std::span<plane_word> support = mask_of(p);
            if (work_.certain(bits_[p])) {
                needed_[p] = 0;
                continue;
            }
            if (p < literals_) {
                needed_[p] =
                    std::any_of(support.begin(), support.end(), [](plane_word w) { return w != 0; })
                        ? 1
                        : never;
                continue;
            }
            const operation& op = rules_.operations[bits_[p] - rules_.literals.size()];
            if (op.case_split != none_index) {  // any answer may do, because its terms say nothing
                                                // where the cases differ
                for (std::size_t w = 0; w < words_; ++w)
                    support[w] = w > first >> 6   ? ~plane_word{0}
                                 : w < first >> 6 ? 0
                                                  : ~plane_word{0} << (first & 63);
                needed_[p] = first < atoms_.size() ? 1 : never;
                continue;
            }
            const std::int64_t missing = missing_terms(op);
            std::fill(support.begin(), support.end(), 0);
            std::erase_if(terms_, [&](const term& t) { return needed_[t.place] == never; });
            for (const term& t : terms_)
                for (std::size_t w = 0; w < words_; ++w) support[w] |= mask_of(t.place)[w];
            needed_[p] = bound(op, missing);
        }
        return needed_.back();
    }

    [[nodiscard]] std::size_t bound(const operation& op, std::int64_t missing) {
        if (op.kind == operation_kind::any) {
            std::size_t least = never;
            for (const term& t : terms_) least = std::min(least, needed_[t.place]);
            return least;
        }
        if (op.kind == operation_kind::weighted) {
            std::sort(terms_.begin(), terms_.end(),
                      [](const term& a, const term& b) { return a.weight > b.weight; });
            std::int64_t gained = 0;
            std::size_t terms = 0;
            for (; terms < terms_.size() && gained < missing; ++terms)
                gained += terms_[terms].weight;
            return gained < missing ? never : disjoint() ? std::max<std::size_t>(terms, 1) : 1;
        }
        const auto wanted = static_cast<std::size_t>(missing);
        if (terms_.size() < wanted) return never;
        if (op.kind == operation_kind::all) {  // a packing of terms that no answer serves twice
            std::sort(terms_.begin(), terms_.end(), [&](const term& a, const term& b) {
                return needed_[a.place] > needed_[b.place];
            });
            std::size_t sum = 0;
            used_.assign(words_, 0);
            for (const term& t : terms_) {
                const std::span<plane_word> support = mask_of(t.place);
                bool free = true;
                for (std::size_t w = 0; w < words_ && free; ++w)
                    free = (used_[w] & support[w]) == 0;
                if (!free) continue;
                sum += needed_[t.place];
                for (std::size_t w = 0; w < words_; ++w) used_[w] |= support[w];
            }
            return sum;
        }
        std::sort(terms_.begin(), terms_.end(), [&](const term& a, const term& b) {
            return needed_[a.place] < needed_[b.place];
        });
        if (!disjoint()) return needed_[terms_[wanted - 1].place];
        std::size_t sum = 0;
        for (std::size_t t = 0; t < wanted; ++t) sum += needed_[terms_[t].place];
        return sum;
    }

    [[nodiscard]] bool disjoint() {
        used_.assign(words_, 0);
        for (const term& t : terms_)
            for (std::size_t w = 0; w < words_; ++w) {
                if (used_[w] & mask_of(t.place)[w]) return false;
                used_[w] |= mask_of(t.place)[w];
            }
        return true;
    }

    /// The atoms from `first` on that each alone complete the rule; in the mask of its place.
    void complete_alone(const compiled_rule& rule, std::size_t first) {
        allow_from(first);
        for (std::size_t p = literals_; p < bits_.size(); ++p) {
            const std::span<plane_word> to = mask_of(p);
            std::fill(to.begin(), to.end(), 0);
            if (work_.certain(bits_[p])) continue;
            const operation& op = rules_.operations[bits_[p] - rules_.literals.size()];
            if (op.case_split != none_index) {
                try_each(rule, p, first);
                continue;
            }
            const std::int64_t missing = missing_terms(op);
            if (op.kind == operation_kind::all) {
                if (static_cast<std::int64_t>(terms_.size()) < missing) continue;
                std::fill(to.begin(), to.end(), ~plane_word{0});
                for (const term& t : terms_)
                    for (std::size_t w = 0; w < words_; ++w) to[w] &= mask_of(t.place)[w];
            } else if (op.kind == operation_kind::any ||
                       (op.kind == operation_kind::count && missing == 1)) {
                for (const term& t : terms_)
                    for (std::size_t w = 0; w < words_; ++w) to[w] |= mask_of(t.place)[w];
            } else {
                gained_.assign(atoms_.size(), 0);
                for (const term& t : terms_)
                    for (std::size_t w = 0; w < words_; ++w)
                        for (plane_word left = mask_of(t.place)[w]; left; left &= left - 1)
                            gained_[w * 64 + static_cast<std::size_t>(std::countr_zero(left))] +=
                                t.weight;
                for (std::size_t a = 0; a < atoms_.size(); ++a)
                    if (gained_[a] >= missing) to[a >> 6] |= plane_word{1} << (a & 63);
            }
        }
    }

    /// A case-split operation is exact only by evaluation: each atom in turn.
    void try_each(const compiled_rule& rule, std::size_t place, std::size_t first) {
        for (std::size_t a = first; a < atoms_.size(); ++a) {
            chosen_.push_back(atoms_[a]);
            settle(rule);
            if (work_.certain(bits_[place])) mask_of(place)[a >> 6] |= plane_word{1} << (a & 63);
            chosen_.pop_back();
        }
        settle(rule);
    }

    /// `work_` is settled for what is chosen.
    void search(const compiled_rule& rule, std::size_t left, std::size_t first, std::size_t most,
                completions& out) {
        if (left == 1) {
            complete_alone(rule, first);
            const mask found(mask_of(bits_.size() - 1).begin(), mask_of(bits_.size() - 1).end());
            --steps_;
            for (std::size_t a = first; a < atoms_.size() && out.sets.size() <= most; ++a) {
                if (!((found[a >> 6] >> (a & 63)) & 1u)) continue;
                chosen_.push_back(atoms_[a]);
                keep(rule, out);
                chosen_.pop_back();
            }
            return;
        }
        for (std::size_t a = first; a < atoms_.size() && out.sets.size() <= most && --steps_ > 0;
             ++a) {
            std::size_t next = a + 1;
            while (next < atoms_.size() && atoms_[next].indicator == atoms_[a].indicator) ++next;
            chosen_.push_back(atoms_[a]);
            settle(rule);
            if (least_needed(next) <= left - 1) search(rule, left - 1, next, most, out);
            chosen_.pop_back();
        }
    }

    /// Widens the answers of the set as far as each still does with the others as they stand, and
    /// keeps it if it is new.
    void keep(const compiled_rule& rule, completions& out) {
        const completion narrow = chosen_;
        std::sort(chosen_.begin(), chosen_.end(),
                  [](const completion_item& a, const completion_item& b) {
                      return a.indicator < b.indicator;
                  });
        for (completion_item& item : chosen_) {
            const indicator_type type = state_.indicators[item.indicator]->type;
            const class_set before = item.classes;
            class_set wide = before;
            const auto also = [&](class_set value_class) {
                if (!(value_class & classes_[item.indicator])) return false;
                item.classes = value_class;
                const bool good = suffices(rule);
                if (good) wide |= value_class;
                return good;
            };
            if (type == indicator_type::choice) {
                for (class_set left = classes_[item.indicator] & ~before; left; left &= left - 1)
                    (void)also(left & (~left + 1));
            } else if (type == indicator_type::number) {
                for (class_set value_class = before << 1; value_class != 0 && also(value_class);
                     value_class <<= 1) {}
                for (class_set value_class = before >> 1; value_class != 0 && also(value_class);
                     value_class >>= 1) {}
            }
            item.classes = wide;
        }
        if (std::find(out.sets.begin(), out.sets.end(), chosen_) == out.sets.end())
            out.sets.push_back(chosen_);
        chosen_ = narrow;
    }

    struct term {
        std::uint32_t place;
        std::int64_t weight;
    };

    const catalogue_state& state_;
    const program& rules_;
    evaluation work_;
    std::vector<class_set> classes_;      ///< by indicator: what is still possible
    std::vector<plane_word> low_, high_;  ///< as evaluated for the person
    std::vector<std::uint32_t> place_;    ///< by bit: its place in `bits_`
    std::vector<std::uint32_t> bits_;     ///< open literals, then open operations, the rule last
    std::size_t literals_ = 0, words_ = 0;
    std::vector<std::uint32_t> order_;    ///< indicators, the nearest first
    std::vector<completion_item> atoms_;  ///< in that order, then by value class
    completion chosen_;
    mask masks_, own_, used_;
    std::vector<std::size_t> needed_;
    std::vector<term> terms_;
    std::vector<std::int64_t> gained_;
    int steps_ = 0;
};

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
