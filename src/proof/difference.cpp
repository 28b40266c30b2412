// SPDX-License-Identifier: Apache-2.0
#include "pehchan/compiled.hpp"
#include "pehchan/proof.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "questions.hpp"
#include "symbolic.hpp"

namespace pehchan {
inline namespace v0 {

difference first_difference(const catalogue& first_catalogue, const catalogue& other_catalogue) {
    using namespace detail;
    z3::context in;
    const catalogue_state &s = first_catalogue.state(), &t = other_catalogue.state();
    const program &p = s.rules_program, &q = t.rules_program;
    // Where both cut the answers alike one person's variables serve both; what was not changed is
    // then the same expression, and nothing has to be asked of it.
    const bool cut_alike =
        p.cuts == q.cuts && p.all_classes == q.all_classes &&
        std::equal(s.indicators.begin(), s.indicators.end(), t.indicators.begin(),
                   t.indicators.end(),
                   [](const indicator* x, const indicator* y) { return x->id == y->id; });
    symbolic_person a(in, first_catalogue, "a "), b(in, other_catalogue, cut_alike ? "a " : "b ");
    if (cut_alike) b.share_names(a);
    // the same answers: value classes may be cut differently, so answers are compared by what they
    // are
    z3::expr_vector equal(in);
    std::map<std::string_view, std::uint32_t> in_other;
    for (const std::uint32_t i : b.tested()) in_other.emplace(t.indicators[i]->id, i);
    for (const std::uint32_t i : a.tested()) {
        const auto at = in_other.find(s.indicators[i]->id);
        if (at == in_other.end()) continue;
        const std::uint32_t j = at->second;
        equal.push_back(a.known(i) == b.known(j));
        if (s.indicators[i]->type != indicator_type::number) {
            for (std::uint32_t c = 0; c < std::min(a.classes(i), b.classes(j)); ++c)
                equal.push_back(a.answer_is(i, c) == b.answer_is(j, c));
            continue;
        }
        const auto ends = [](const std::vector<std::int64_t>& cuts,
                             std::uint32_t c) {  // the stretch [first, second)
            return std::pair{c == 0 ? std::numeric_limits<std::int64_t>::min() : cuts[c - 1],
                             c == cuts.size() ? std::numeric_limits<std::int64_t>::max() : cuts[c]};
        };
        for (std::uint32_t c = 0; c < a.classes(i); ++c)
            for (std::uint32_t d = 0; d < b.classes(j); ++d) {
                const auto [first, second] = ends(p.cuts[i], c);
                const auto [third, fourth] = ends(q.cuts[j], d);
                if (std::max(first, third) >= std::min(second, fourth))
                    equal.push_back(!(a.answer_is(i, c) && b.answer_is(j, d)));
            }
    }
    std::vector<question> all;
    const auto unlike = [&](std::string subject,
                            const std::vector<std::pair<z3::expr, z3::expr>>& pairs) {
        if (std::all_of(pairs.begin(), pairs.end(),
                        [](const auto& each) { return z3::eq(each.first, each.second); }))
            return;
        z3::expr differ = in.bool_val(false);
        for (const auto& [x, y] : pairs) differ = differ || x != y;
        all.push_back({std::move(subject), "", differ});
    };
    const auto statuses = [&](std::string subject, const compiled_rule& x, const compiled_rule& y) {
        unlike(std::move(subject), {{a.certain(x), b.certain(y)}, {a.may_hold(x), b.may_hold(y)}});
    };
    for (std::size_t f = 0; f < s.compiled_findings.size(); ++f)
        for (const compiled_finding& g : t.compiled_findings) {
            const compiled_finding& mine = s.compiled_findings[f];
            if (mine.definition->id != g.definition->id) continue;
            statuses("finding " + g.definition->id, mine.rule, g.rule);
            for (std::size_t e = 0; e < std::min(mine.elements.size(), g.elements.size()); ++e)
                statuses("element " + g.definition->elements[e].id + " of " + g.definition->id,
                         mine.elements[e], g.elements[e]);
        }
    for (const compiled_safeguard& x : s.compiled_safeguards)
        for (const compiled_safeguard& y : t.compiled_safeguards)
            if (x.definition->id == y.definition->id)
                unlike("safeguard " + x.definition->id, {{a.applies(x), b.applies(y)}});
    for (const compiled_referral& x : s.compiled_referrals)
        for (const compiled_referral& y : t.compiled_referrals)
            if (x.definition->id == y.definition->id)
                unlike("referral " + x.definition->id,
                       {{a.certain(x.when), b.certain(y.when)},
                        {a.certain(x.combined), b.certain(y.combined)},
                        {a.may_hold(x.combined), b.may_hold(y.combined)}});
    for (const compiled_score& x : s.compiled_scores)
        for (const compiled_score& y : t.compiled_scores) {
            if (x.definition->id != y.definition->id) continue;
            std::set<std::int64_t>
                levels;  // sums that can be reached, as far as one term or two make them
            for (const program* r : {&p, &q}) {
                const std::uint32_t index = r == &p ? x.operation : y.operation;
                const operation& op = r->operations[index];
                std::int64_t total = 0;
                for (std::uint32_t w = op.first; w < op.first + op.size; ++w) {
                    levels.insert(r->weights[w].weight);
                    total += r->weights[w].weight;
                    levels.insert(total);
                }
            }
            for (const std::int64_t level : levels)
                all.push_back({"score " + x.definition->id, "",
                               a.sum_at_least(x.operation, level, plane_side::low) !=
                                       b.sum_at_least(y.operation, level, plane_side::low) ||
                                   a.sum_at_least(x.operation, level, plane_side::high) !=
                                       b.sum_at_least(y.operation, level, plane_side::high)});
        }
    z3::expr_vector any(in);
    for (const question& each : all) any.push_back(each.about);
    if (any.empty()) return {};
    z3::solver solver(in, "QF_FD");
    for (symbolic_person* person : {&a, &b})
        for (unsigned n = 0; n < person->possible().size(); ++n)
            solver.add(person->possible()[static_cast<int>(n)]);
    for (unsigned n = 0; n < equal.size(); ++n) solver.add(equal[static_cast<int>(n)]);
    solver.add(z3::mk_or(any));
    if (solver.check() == z3::unsat) return {};
    for (const question& each : all) {
        search_result found = search(in, {&a, &b}, each.about, equal);
        if (found.end != search_end::found) continue;
        for (const proof_answer& extra :
             found.persons[1])  // an indicator that only the other tests
            if (std::find(found.persons[0].begin(), found.persons[0].end(), extra) ==
                    found.persons[0].end() &&
                std::none_of(
                    found.persons[0].begin(), found.persons[0].end(),
                    [&](const proof_answer& mine) { return mine.indicator == extra.indicator; }))
                found.persons[0].push_back(extra);
        for (proof_answer& mine :
             found.persons[0]) {  // a number that lies in the value classes of both
            if (!mine.is_number) continue;
            const auto theirs = std::find_if(
                found.persons[1].begin(), found.persons[1].end(),
                [&](const proof_answer& their) { return their.indicator == mine.indicator; });
            if (theirs == found.persons[1].end()) continue;
            const std::int64_t x = std::stoll(mine.value), y = std::stoll(theirs->value);
            const bool first_x = x < p.cuts[index_in(s.indicators, mine.indicator)].front(),
                       first_y = y < q.cuts[index_in(t.indicators, mine.indicator)].front();
            mine.value = std::to_string(first_x && first_y ? std::min(x, y)
                                        : first_x          ? y
                                        : first_y          ? x
                                                           : std::max(x, y));
        }
        return {true, each.subject, std::move(found.persons[0])};
    }
    return {true, "", {}};
}

}  // namespace v0
}  // namespace pehchan
