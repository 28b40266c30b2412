// SPDX-License-Identifier: Apache-2.0
#include "symbolic.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

namespace pehchan {
inline namespace v0 {
namespace detail {

symbolic_person::symbolic_person(z3::context& in, const catalogue& catalogue_used, std::string name)
    : in_(in),
      catalogue_(catalogue_used),
      state_(catalogue_.state()),
      rules_(state_.rules_program),
      name_(std::move(name)),
      wellformed_(in),
      low_(rules_.bits()),
      high_(rules_.bits()) {
    for (std::uint32_t i = 0; i < state_.indicators.size(); ++i) {
        if (rules_.literals_of[i] == rules_.literals_of[i + 1]) continue;
        tested_.push_back(i);
        const std::string id = name_ + state_.indicators[i]->id;
        std::vector<z3::expr> all{in_.bool_const((id + " unknown").c_str())};
        unknown_.emplace(i, all.front());
        const auto classes = static_cast<std::uint32_t>(std::popcount(rules_.all_classes[i]));
        std::vector<z3::expr> values;
        if (classes == 2) {  // two booleans are enough
            const z3::expr second = in_.bool_const((id + " second").c_str());
            wellformed_.push_back(z3::implies(all.front(), !second));
            values = {!all.front() && !second, !all.front() && second};
        } else {
            z3::expr_vector states(in_);
            states.push_back(all.front());
            for (std::uint32_t c = 0; c < classes; ++c) {
                values.push_back(in_.bool_const((id + " " + std::to_string(c)).c_str()));
                states.push_back(values.back());
            }
            wellformed_.push_back(z3::atleast(states, 1));
            wellformed_.push_back(z3::atmost(states, 1));
        }
        at_.emplace(i, std::move(values));
    }
}

z3::expr symbolic_person::named(const z3::expr& value) {
    if (value.is_const()) return value;
    if (const auto known = names_->find(value.id()); known != names_->end())
        return known->second.second;
    const z3::expr name = z3::expr(in_, Z3_mk_fresh_const(in_, "rule", in_.bool_sort()));
    wellformed_.push_back(name == value);
    names_->emplace(value.id(), std::pair{value, name});
    return name;
}

z3::expr symbolic_person::counts() {
    if (!counts_) {
        if (!state_.denials_count_when.exists()) counts_ = yes();
        else {  // the conditions of an interview are no asked harm, so nothing here asks for
                // `counts` again
            for (std::uint32_t l = 0; l < rules_.literals.size(); ++l)
                if (test_bit(state_.denials_count_when.literals, l) &&
                    is_asked_harm(*state_.indicators[rules_.literals[l].indicator]))
                    throw z3::exception("the conditions of law 3 rest on a sign of harm");
            counts_ = certain(state_.denials_count_when.bit);
        }
    }
    return *counts_;
}

z3::expr symbolic_person::left(std::uint32_t indicator, class_set wanted) {
    z3::expr_vector any(in_);
    any.push_back(unknown_.at(indicator));
    const bool under_duress =
        state_.denials_count_when.exists() && is_asked_harm(*state_.indicators[indicator]);
    z3::expr_vector under_duress_classes(in_);
    for (std::uint32_t c = 0; c < classes(indicator); ++c) {
        const class_set single = class_set{1} << c;
        if (wanted & single) any.push_back(at_.at(indicator)[c]);
        else if (under_duress && (affirmed_classes(rules_, indicator, single) & wanted))
            under_duress_classes.push_back(at_.at(indicator)[c]);
    }
    if (!under_duress_classes.empty()) any.push_back(z3::mk_or(under_duress_classes) && !counts());
    return z3::mk_or(any);
}

z3::expr symbolic_person::literal(std::uint32_t bit, plane_side side) {
    const pehchan::literal& l = rules_.literals[bit];
    if (side == plane_side::high) return l.classes == 0 ? no() : left(l.indicator, l.classes);
    if (l.classes == rules_.all_classes[l.indicator]) return yes();
    z3::expr_vector any(in_);
    for (std::uint32_t c = 0; c < classes(l.indicator); ++c)
        if (l.classes >> c & 1u) any.push_back(at_.at(l.indicator)[c]);
    return any.empty() ? no() : z3::mk_or(any);
}

z3::expr symbolic_person::certain(std::uint32_t bit) {
    if (!low_[bit]) {
        if (rules_.is_literal(bit)) low_[bit] = named(literal(bit, plane_side::low));
        else {
            const operation& op = rules_.operations[bit - rules_.literals.size()];
            z3::expr value = holds(op, plane_side::low, {}, {});
            if (!is_plain(op)) value = value && may_hold(bit);  // as `run` does
            low_[bit] = named(value);
        }
    }
    return *low_[bit];
}

z3::expr symbolic_person::may_hold(std::uint32_t bit) {
    if (!high_[bit]) {
        if (rules_.is_literal(bit)) high_[bit] = named(literal(bit, plane_side::high));
        else
            high_[bit] = named(
                holds(rules_.operations[bit - rules_.literals.size()], plane_side::high, {}, {}));
    }
    return *high_[bit];
}

z3::expr symbolic_person::bit_in(std::uint32_t bit, plane_side side, const plane& case_bits) {
    if (const auto at = case_bits.find(bit); at != case_bits.end()) return at->second;
    return side == plane_side::low ? certain(bit) : may_hold(bit);
}

z3::expr symbolic_person::count_at_least(const z3::expr_vector& terms,
                                         const std::vector<std::int64_t>& weights,
                                         std::int64_t threshold) {
    if (threshold <= 0) return yes();
    std::int64_t divisor = 0, total = 0;
    for (const std::int64_t w : weights) {
        divisor = std::gcd(divisor, w);
        total += w;
    }
    if (total < threshold) return no();
    if (std::all_of(weights.begin(), weights.end(),
                    [&](std::int64_t w) { return w == weights.front(); })) {
        const std::int64_t each = weights.front();
        const auto needed = static_cast<unsigned>((threshold + each - 1) / each);
        if (needed == 1) return z3::mk_or(terms);
        if (needed == terms.size()) return z3::mk_and(terms);
        return z3::atleast(terms, needed);
    }
    std::vector<int> coefficients;
    const std::int64_t bound = (threshold + divisor - 1) / divisor;
    for (const std::int64_t w : weights) {
        const std::int64_t scaled = std::min(w / divisor, bound);
        if (scaled > std::numeric_limits<int>::max())
            throw z3::exception("points too large for the solver");
        coefficients.push_back(static_cast<int>(scaled));
    }
    return z3::pbge(terms, coefficients.data(), static_cast<int>(bound));
}

z3::expr symbolic_person::weight_at_least(const std::vector<weighted_bit>& terms,
                                          std::int64_t threshold, plane_side side,
                                          const plane& case_bits) {
    z3::expr_vector bits(in_);
    std::vector<std::int64_t> weights;
    for (const weighted_bit& term : terms) {
        if (term.weight == 0) continue;
        bits.push_back(bit_in(term.bit, side, case_bits));
        weights.push_back(term.weight);
    }
    return count_at_least(bits, weights, threshold);
}

z3::expr symbolic_person::case_split_at_least(const case_split& plan, std::int64_t threshold,
                                              plane_side side, const plane& case_bits,
                                              const overrides& with) {
    // Each group's bound is the least (low) or greatest (high) weight over its reachable cases; it
    // is written as a staircase of its possible values.
    z3::expr_vector steps(in_);
    std::vector<std::int64_t> heights;
    for (const weighted_bit& term : plan.other_terms) {
        if (term.weight == 0) continue;
        steps.push_back(bit_in(term.bit, side, case_bits));
        heights.push_back(term.weight);
    }
    for (const case_group& group : plan.groups) {
        std::vector<std::int64_t> values{0};  // sums that some of the terms make
        for (const weighted_bit& term : group.terms) {
            const std::size_t before = values.size();
            for (std::size_t v = 0; v < before; ++v) values.push_back(values[v] + term.weight);
            std::sort(values.begin(), values.end());
            values.erase(std::unique(values.begin(), values.end()), values.end());
            if (values.size() > 4096)
                throw z3::exception("a split has too many values for the solver");
        }
        struct symbolic_case {
            z3::expr reachable;
            plane bits;
        };
        std::vector<symbolic_case> cases;
        std::vector<std::size_t> chosen(group.variables.size(), 0);
        for (bool more = true; more;) {
            z3::expr reachable = yes();
            overrides inside = with;
            plane bits = case_bits;
            bool empty = false;
            for (std::size_t v = 0; v < group.variables.size(); ++v) {
                const case_variable& variable = group.variables[v];
                class_set case_classes = variable.cases[chosen[v]];
                if (const auto at = with.find(variable.indicator); at != with.end()) {
                    if ((case_classes & at->second) == 0) empty = true;
                    // whether a value class of an outer case is reachable was said there, unless
                    // the case leaves several
                    reachable = reachable && left(variable.indicator, case_classes & at->second);
                    inside[variable.indicator] = case_classes & at->second;
                } else {
                    reachable = reachable && left(variable.indicator, case_classes);
                    inside[variable.indicator] = case_classes;
                }
                for (const std::uint32_t l : variable.literals)
                    bits.insert_or_assign(
                        l, (rules_.literals[l].classes & case_classes) != 0 ? yes() : no());
            }
            if (!empty) {
                const auto first = static_cast<std::uint32_t>(rules_.literals.size());
                for (const std::uint32_t index : group.slice)
                    if (rules_.operations[index].kind != operation_kind::sum)
                        bits.insert_or_assign(first + index, named(holds(rules_.operations[index],
                                                                         side, bits, inside)));
                cases.push_back({named(reachable), std::move(bits)});
            }
            more = false;
            for (std::size_t v = 0; v < chosen.size() && !more; ++v) {
                if (++chosen[v] < group.variables[v].cases.size()) more = true;
                else chosen[v] = 0;
            }
        }
        for (std::size_t v = 1; v < values.size(); ++v) {
            z3::expr_vector each(in_);
            for (const symbolic_case& c : cases) {
                const z3::expr reached = weight_at_least(group.terms, values[v], side, c.bits);
                each.push_back(side == plane_side::low ? z3::implies(c.reachable, reached)
                                                       : c.reachable && reached);
            }
            steps.push_back(named(side == plane_side::low ? z3::mk_and(each) : z3::mk_or(each)));
            heights.push_back(values[v] - values[v - 1]);
        }
    }
    return count_at_least(steps, heights, threshold);
}

z3::expr symbolic_person::holds(const operation& op, plane_side side, const plane& case_bits,
                                const overrides& with) {
    if (op.case_split != none_index)
        return case_split_at_least(rules_.case_splits[op.case_split], op.threshold, side, case_bits,
                                   with);
    if (op.kind == operation_kind::weighted)
        return weight_at_least(
            {rules_.weights.begin() + op.first, rules_.weights.begin() + op.first + op.size},
            op.threshold, side, case_bits);
    z3::expr_vector terms(in_);
    each_term(rules_, op,
              [&](std::uint32_t term) { terms.push_back(bit_in(term, side, case_bits)); });
    if (op.kind == operation_kind::all) return terms.empty() ? yes() : z3::mk_and(terms);
    if (op.kind == operation_kind::any) return terms.empty() ? no() : z3::mk_or(terms);
    return count_at_least(terms, std::vector<std::int64_t>(terms.size(), 1), op.threshold);
}

z3::expr symbolic_person::sum_at_least(std::uint32_t index, std::int64_t points, plane_side side) {
    const operation& op = rules_.operations[index];
    if (op.case_split != none_index)
        return case_split_at_least(rules_.case_splits[op.case_split], points, side, {}, {});
    return weight_at_least(
        {rules_.weights.begin() + op.first, rules_.weights.begin() + op.first + op.size}, points,
        side, {});
}

z3::expr symbolic_person::withheld(std::uint32_t referral) {
    z3::expr_vector any(in_);
    for (const compiled_safeguard& s : state_.compiled_safeguards)
        if (std::find(s.withheld.begin(), s.withheld.end(), referral) != s.withheld.end())
            any.push_back(applies(s));
    return any.empty() ? no() : z3::mk_or(any);
}

z3::expr symbolic_person::indicated(std::uint32_t referral) {
    const compiled_referral& r = state_.compiled_referrals[referral];
    return certain(r.when) && certain(r.combined) && !withheld(referral);
}

proof_answer symbolic_person::answer_in(std::uint32_t indicator, std::uint32_t value_class) const {
    const pehchan::indicator& about = *state_.indicators[indicator];
    proof_answer out{about.id, {}, false};
    switch (about.type) {
        case indicator_type::yes_no: out.value = value_class == 1 ? "yes" : "no"; break;
        case indicator_type::choice: out.value = about.options[value_class].id; break;
        case indicator_type::number: {
            const std::vector<std::int64_t>& cuts = rules_.cuts[indicator];
            std::int64_t value = value_class > 0 ? cuts[value_class - 1] : cuts.front() - 1;
            value = std::max(value, about.min);
            out.value = std::to_string(value);
            out.is_number = true;
            break;
        }
    }
    return out;
}

search_result search(z3::context& in, std::vector<symbolic_person*> persons, const z3::expr& wanted,
                     const z3::expr_vector& also) {
    constexpr unsigned steps = 200'000'000;
    z3::solver solver(in, "QF_FD");
    z3::params limits(in);
    limits.set("rlimit", steps);
    solver.set(limits);
    for (symbolic_person* person : persons)
        for (unsigned i = 0; i < person->possible().size(); ++i)
            solver.add(person->possible()[static_cast<int>(i)]);
    for (unsigned i = 0; i < also.size(); ++i) solver.add(also[static_cast<int>(i)]);
    solver.add(wanted);
    const auto end_of = [](z3::check_result r) {
        return r == z3::sat     ? search_end::found
               : r == z3::unsat ? search_end::none
                                : search_end::undecided;
    };
    search_result out{end_of(solver.check()), {}};
    if (out.end != search_end::found) return out;

    // the fewest answers, then, id by id, none rather than one and the first value class rather
    // than the next: so the example is the same whatever the solver does
    z3::expr_vector given(in);
    for (symbolic_person* person : persons)
        for (const std::uint32_t i : person->tested()) given.push_back(person->known(i));
    unsigned low = 0, high = 0;
    {
        const z3::model model = solver.get_model();
        for (unsigned i = 0; i < given.size(); ++i)
            high += model.eval(given[static_cast<int>(i)], true).is_true();
    }
    while (low < high) {
        const unsigned middle = low + (high - low) / 2;
        solver.push();
        solver.add(z3::atmost(given, middle));
        const z3::check_result r = solver.check();
        if (r == z3::sat) {
            const z3::model model = solver.get_model();
            unsigned n = 0;
            for (unsigned i = 0; i < given.size(); ++i)
                n += model.eval(given[static_cast<int>(i)], true).is_true();
            high = std::min(middle, n);
        } else {
            low = middle +
                  1;  // also where the solver gives up: then the example may not be the smallest
        }
        solver.pop();
    }
    solver.add(z3::atmost(given, high));
    if (solver.check() != z3::sat) return {search_end::undecided, {}};
    z3::model model = solver.get_model();
    // fixes `wanted` where that is possible; where the model at hand has it already, nothing needs
    // to be asked
    const auto fix = [&](const z3::expr& wanted_too) {
        if (!model.eval(wanted_too, true).is_true()) {
            solver.push();
            solver.add(wanted_too);
            const bool can = solver.check() == z3::sat;
            if (can) model = solver.get_model();
            solver.pop();
            if (!can) return false;
        }
        solver.add(wanted_too);
        return true;
    };
    for (symbolic_person* person : persons) {
        std::vector<proof_answer> answers;
        for (const std::uint32_t i : person->tested()) {
            if (fix(!person->known(i))) continue;
            for (std::uint32_t c = 0; c < person->classes(i); ++c)
                if (fix(person->answer_is(i, c))) {
                    answers.push_back(person->answer_in(i, c));
                    break;
                }
        }
        out.persons.push_back(std::move(answers));
    }
    return out;
}

}  // namespace detail
}  // namespace v0
}  // namespace pehchan
