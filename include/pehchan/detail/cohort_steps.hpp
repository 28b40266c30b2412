// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_COHORT_STEPS_HPP
#define PEHCHAN_DETAIL_COHORT_STEPS_HPP

// In which steps does a tile run the operations of a plan?
//
// What surrounds an operation (choosing its kind, beginning and ending its loop) costs as much as
// several of its terms, and rules ask the same things again: "two of the medium signs" and "three
// of the medium and weak ones". So one step does several operations where it can:
// - a *chain* counts once for all operations whose terms stand within each other's, and looks at
// the count on the way;
// - a small "all" that nobody reads but one "any" is worked out inside it, and the other way round.

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include "cohort_plan.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

/// The most that a chain counts to.
inline constexpr std::int64_t most_counted = 4;

enum class step_code : std::uint8_t {
    all,
    all_of_two,
    any_of_two,
    all_of_anys,  ///< parts are lists of which any must hold
    any_of_alls,
    one,
    two,
    three,
    four,  ///< a chain that counts so far; after each part, whether `at_least` is reached goes to
           ///< its `out`
    other  ///< as the plan says
};

struct step_part {
    std::uint32_t size = 0;  ///< terms
    std::uint32_t at_least = 0;
    plane_word* out = nullptr;
};

/// What a tile runs at once. Terms and parts stand in the lists of `tile_steps`.
struct tile_step {
    step_code code = step_code::other;
    std::uint32_t index = 0;            ///< the operation; of a chain, its first
    std::uint32_t terms = 0, size = 0;  ///< first and number
    std::uint32_t parts = 0, part_count = 0;
    plane_word* out = nullptr;
};

struct tile_steps {
    std::vector<tile_step> list;
    std::vector<std::uint32_t> terms;  ///< nodes
    std::vector<step_part> parts;
};

/// Puts operations together into steps.
class step_maker {
public:
    /// `operations` are to be run, terms first; results of operation n go to `results` + n *
    /// `stride`.
    step_maker(const cohort_plan& plan, const std::vector<std::uint32_t>& operations,
               plane_word* results, std::size_t stride)
        : plan_(plan),
          results_(results),
          stride_(stride),
          state_(plan.operations.size(), how::not_here) {
        for (const std::uint32_t op : operations)
            if (plan.operations[op].kind != operation_kind::sum) state_[op] = how::by_itself;
    }

    [[nodiscard]] tile_steps make() {
        find_chains();
        fold();
        for (std::uint32_t op = 0; op < plan_.operations.size(); ++op)
            if (state_[op] == how::by_itself) add(op);
        // a chain may need terms that stand later in the plan than its first operation, but none of
        // its own depth
        std::stable_sort(
            out_.list.begin(), out_.list.end(),
            [&](const tile_step& a, const tile_step& b) { return depth(a) < depth(b); });
        return std::move(out_);
    }

private:
    enum class how : std::uint8_t { not_here, by_itself, in_chain, folded };

    [[nodiscard]] const plan_operation& at(std::uint32_t op) const { return plan_.operations[op]; }
    [[nodiscard]] std::uint32_t depth(const tile_step& step) const { return at(step.index).level; }
    [[nodiscard]] std::vector<std::uint32_t> terms_of(std::uint32_t op) const {
        const auto first = plan_.terms.begin() + at(op).terms.first;
        return {first, first + at(op).terms.size};
    }
    [[nodiscard]] std::int64_t wanted(std::uint32_t op) const {
        return at(op).kind == operation_kind::any ? 1 : at(op).threshold;
    }
    [[nodiscard]] static step_code counting(std::int64_t most) {
        return most == 1   ? step_code::one
               : most == 2 ? step_code::two
               : most == 3 ? step_code::three
                           : step_code::four;
    }
    /// Whether a chain can count it.
    [[nodiscard]] bool counts(std::uint32_t op) const {
        const plan_operation& planned = at(op);
        return planned.case_split == none_index &&
               (planned.kind == operation_kind::any || planned.kind == operation_kind::count) &&
               wanted(op) >= 1 && wanted(op) <= most_counted;
    }
    void add_part(std::uint32_t op, std::uint32_t size) {
        out_.parts.push_back(
            {size, static_cast<std::uint32_t>(wanted(op)), results_ + op * stride_});
    }

    // ---- chains

    struct candidate {
        std::uint32_t op;
        std::vector<std::uint32_t> terms;  ///< sorted
    };

    void find_chains() {
        std::vector<candidate> open;
        for (std::uint32_t op = 0; op < plan_.operations.size(); ++op) {
            if (state_[op] != how::by_itself || !counts(op)) continue;
            candidate made{op, terms_of(op)};
            std::sort(made.terms.begin(), made.terms.end());
            if (std::adjacent_find(made.terms.begin(), made.terms.end()) == made.terms.end())
                open.push_back(std::move(made));
        }
        // those of one depth cannot need each other's results; the largest first, so that what
        // follows may stand within
        std::stable_sort(open.begin(), open.end(), [&](const candidate& a, const candidate& b) {
            return at(a.op).level != at(b.op).level ? at(a.op).level < at(b.op).level
                                                    : a.terms.size() > b.terms.size();
        });
        for (std::size_t first = 0; first < open.size(); ++first) {
            if (state_[open[first].op] != how::by_itself) continue;
            std::vector<const candidate*> chain{&open[first]};
            for (std::size_t next = first + 1;
                 next < open.size() && at(open[next].op).level == at(open[first].op).level;
                 ++next) {
                const std::vector<std::uint32_t>&inner = open[next].terms,
                      &outer = chain.back()->terms;
                if (state_[open[next].op] == how::by_itself &&
                    std::includes(outer.begin(), outer.end(), inner.begin(), inner.end()))
                    chain.push_back(&open[next]);
            }
            if (chain.size() > 1) add_chain(chain);
        }
    }

    /// `chain` holds the largest first.
    void add_chain(const std::vector<const candidate*>& chain) {
        tile_step made;
        made.index = chain.front()->op;
        made.terms = static_cast<std::uint32_t>(out_.terms.size());
        made.parts = static_cast<std::uint32_t>(out_.parts.size());
        const std::vector<std::uint32_t> none;
        const std::vector<std::uint32_t>* before = &none;
        std::int64_t most = 0;
        for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
            std::set_difference((*link)->terms.begin(), (*link)->terms.end(), before->begin(),
                                before->end(), std::back_inserter(out_.terms));
            add_part((*link)->op,
                     static_cast<std::uint32_t>((*link)->terms.size() - before->size()));
            most = std::max(most, wanted((*link)->op));
            state_[(*link)->op] = how::in_chain;
            before = &(*link)->terms;
        }
        made.code = counting(most);
        made.part_count = static_cast<std::uint32_t>(chain.size());
        made.size = static_cast<std::uint32_t>(out_.terms.size()) - made.terms;
        out_.list.push_back(made);
    }

    // ---- small operations inside those that read them

    [[nodiscard]] static bool opposite(operation_kind a, operation_kind b) {
        return (a == operation_kind::all && b == operation_kind::any) ||
               (a == operation_kind::any && b == operation_kind::all);
    }
    [[nodiscard]] bool folds_into(std::uint32_t node, std::uint32_t reader) const {
        if (node < plan_.literal_nodes) return false;
        const std::uint32_t op = node - plan_.literal_nodes;
        return state_[op] == how::by_itself && at(op).only_reader == reader &&
               at(op).case_split == none_index && opposite(at(op).kind, at(reader).kind);
    }
    void fold() {
        for (std::uint32_t op = static_cast<std::uint32_t>(plan_.operations.size());
             op-- > 0;) {  // readers first
            if (state_[op] != how::by_itself || at(op).case_split != none_index) continue;
            const std::vector<std::uint32_t> terms = terms_of(op);
            if (std::none_of(terms.begin(), terms.end(),
                             [&](std::uint32_t node) { return folds_into(node, op); }))
                continue;
            tile_step made = begin(at(op).kind == operation_kind::all ? step_code::all_of_anys
                                                                      : step_code::any_of_alls,
                                   op);
            for (const std::uint32_t node : terms) {
                std::vector<std::uint32_t> inner{node};
                if (folds_into(node, op)) {
                    inner = terms_of(node - plan_.literal_nodes);
                    state_[node - plan_.literal_nodes] = how::folded;
                }
                out_.terms.insert(out_.terms.end(), inner.begin(), inner.end());
                out_.parts.push_back({static_cast<std::uint32_t>(inner.size()), 0, nullptr});
            }
            finish(made);
            state_[op] = how::not_here;  // its step is made
        }
    }

    // ---- one operation

    [[nodiscard]] tile_step begin(step_code code, std::uint32_t op) const {
        return {code,
                op,
                static_cast<std::uint32_t>(out_.terms.size()),
                0,
                static_cast<std::uint32_t>(out_.parts.size()),
                0,
                results_ + op * stride_};
    }
    void finish(tile_step& made) {
        made.size = static_cast<std::uint32_t>(out_.terms.size()) - made.terms;
        made.part_count = static_cast<std::uint32_t>(out_.parts.size()) - made.parts;
        out_.list.push_back(made);
    }
    void add(std::uint32_t op) {
        const plan_operation& planned = at(op);
        tile_step made = begin(step_code::other, op);
        if (planned.case_split == none_index) {
            if (planned.kind == operation_kind::all)
                made.code = planned.terms.size == 2 ? step_code::all_of_two : step_code::all;
            else if (planned.kind == operation_kind::any && planned.terms.size == 2)
                made.code = step_code::any_of_two;
            else if (counts(op)) {
                made.code = counting(wanted(op));
                add_part(op, planned.terms.size);
            }
        }
        const std::vector<std::uint32_t> terms = terms_of(op);
        out_.terms.insert(out_.terms.end(), terms.begin(), terms.end());
        finish(made);
    }

    const cohort_plan& plan_;
    plane_word* results_;
    std::size_t stride_;
    std::vector<how> state_;
    tile_steps out_;
};

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
