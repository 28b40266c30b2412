// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_PROOF_SYMBOLIC_HPP
#define PEHCHAN_PROOF_SYMBOLIC_HPP

// How is what the evaluator computes of any person at all said to a solver?
//
// A person is, for every indicator that some rule tests, one answer (a value class) or none. From
// that follow, by the steps of `evaluate` and `run`, the two bounds of every literal and operation;
// a split is written out case by case. tests/unit/proof_test.cpp compares the two on random
// persons.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <z3++.h>

#include "pehchan/answers.hpp"
#include "pehchan/catalogue.hpp"
#include "pehchan/compiled.hpp"
#include "pehchan/detail/effective_classes.hpp"
#include "pehchan/detail/run_program.hpp"
#include "pehchan/proof.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

/// What may be said of a person. Two people of one solver differ by their name.
class symbolic_person {
public:
    symbolic_person(z3::context& in, const catalogue& catalogue_used, std::string name);
    /// The same person, name and all, under another catalogue that cuts the answers alike: what
    /// both rules say alike gets one name.
    void share_names(symbolic_person& with) { names_ = with.names_; }

    /// That every indicator has one answer or none.
    [[nodiscard]] const z3::expr_vector& possible() const noexcept { return wellformed_; }
    [[nodiscard]] const std::vector<std::uint32_t>& tested() const noexcept {
        return tested_;
    }  ///< indicators that some rule tests
    [[nodiscard]] z3::expr known(std::uint32_t indicator) const { return !unknown_.at(indicator); }
    [[nodiscard]] z3::expr answer_is(std::uint32_t indicator, std::uint32_t value_class) const {
        return at_.at(indicator)[value_class];
    }
    [[nodiscard]] std::uint32_t classes(std::uint32_t indicator) const {
        return static_cast<std::uint32_t>(at_.at(indicator).size());
    }
    [[nodiscard]] z3::expr certain(std::uint32_t bit);
    [[nodiscard]] z3::expr may_hold(std::uint32_t bit);
    [[nodiscard]] z3::expr certain(const compiled_rule& rule) {
        return rule.exists() ? certain(rule.bit) : yes();
    }
    [[nodiscard]] z3::expr may_hold(const compiled_rule& rule) {
        return rule.exists() ? may_hold(rule.bit) : yes();
    }
    [[nodiscard]] z3::expr applies(const compiled_safeguard& s) {
        return certain(s.when) && may_hold(s.unless_ruled_out);
    }
    /// Stands in the result, with nothing open and nothing that withholds it.
    [[nodiscard]] z3::expr indicated(std::uint32_t referral);
    [[nodiscard]] z3::expr withheld(std::uint32_t referral);
    /// Whether a sum is at least `points`, at its low or its high bound.
    [[nodiscard]] z3::expr sum_at_least(std::uint32_t operation, std::int64_t points,
                                        plane_side side);
    [[nodiscard]] z3::expr yes() { return in_.bool_val(true); }
    [[nodiscard]] z3::expr no() { return in_.bool_val(false); }

    /// The answers of a model that has as few as possible: see `fewest_answers`.
    [[nodiscard]] proof_answer answer_in(std::uint32_t indicator, std::uint32_t value_class) const;
    [[nodiscard]] const catalogue& catalogue_used() const noexcept { return catalogue_; }

private:
    using overrides =
        std::map<std::uint32_t, class_set>;  ///< value classes that a case leaves to an indicator
    using plane = std::map<std::uint32_t, z3::expr>;  ///< bits that a case computes anew

    [[nodiscard]] z3::expr literal(std::uint32_t bit, plane_side side);
    [[nodiscard]] z3::expr left(std::uint32_t indicator,
                                class_set classes);  ///< one of the value classes is still possible
    [[nodiscard]] z3::expr bit_in(std::uint32_t bit, plane_side side, const plane& case_bits);
    [[nodiscard]] z3::expr holds(const operation& op, plane_side side, const plane& case_bits,
                                 const overrides& with);
    [[nodiscard]] z3::expr weight_at_least(const std::vector<weighted_bit>& terms,
                                           std::int64_t threshold, plane_side side,
                                           const plane& case_bits);
    [[nodiscard]] z3::expr case_split_at_least(const case_split& plan, std::int64_t threshold,
                                               plane_side side, const plane& case_bits,
                                               const overrides& with);
    [[nodiscard]] z3::expr count_at_least(const z3::expr_vector& terms,
                                          const std::vector<std::int64_t>& weights,
                                          std::int64_t threshold);
    [[nodiscard]] z3::expr given(std::uint32_t indicator, std::uint32_t value_class) {
        return unknown_.at(indicator) || at_.at(indicator)[value_class];
    }
    [[nodiscard]] z3::expr counts();  ///< a "no" counts (law 3)
    z3::expr named(const z3::expr& value);

    z3::context& in_;
    catalogue catalogue_;
    const catalogue_state& state_;
    const program& rules_;
    std::string name_;
    std::vector<std::uint32_t> tested_;
    std::map<std::uint32_t, z3::expr> unknown_;
    std::map<std::uint32_t, std::vector<z3::expr>> at_;
    z3::expr_vector wellformed_;
    std::shared_ptr<std::map<unsigned, std::pair<z3::expr, z3::expr>>> names_ =
        std::make_shared<std::map<unsigned, std::pair<z3::expr, z3::expr>>>();  ///< by the number
                                                                                ///< of the value:
                                                                                ///< it and its name
    std::vector<std::optional<z3::expr>> low_, high_;
    std::optional<z3::expr> counts_;
};

/// What a search comes to.
enum class search_end { none, found, undecided };

struct search_result {
    search_end end = search_end::none;
    std::vector<std::vector<proof_answer>> persons;
};

/// Looks for persons (of one solver) of whom `wanted` is true; of those found the fewest answers,
/// then the first in the order of ids and value classes.
[[nodiscard]] search_result search(z3::context& in, std::vector<symbolic_person*> persons,
                                   const z3::expr& wanted, const z3::expr_vector& also);

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
