// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_COMPILE_HPP
#define PEHCHAN_DETAIL_COMPILE_HPP

// How do rule trees, already checked by validate.hpp (names, depth, no recursion), become a
// program?

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "../catalogue.hpp"
#include "../compiled.hpp"
#include "run_program.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

/// At most this many cases in one connected part of a rule (law 2).
inline constexpr std::size_t most_cases = 64;

/// Compiles rules into one program. First `add` every rule, then `finish` once, then ask for
/// `bit_of`, `slice_of`, ...
class rule_compiler {
public:
    /// A term: a literal or an operation, before bits are given out.
    struct term {
        bool is_literal = false;
        std::uint32_t index = none_index;
        friend auto operator<=>(const term&, const term&) = default;
    };
    struct problem {
        std::string code, message;
        std::string pointer;
    };

    explicit rule_compiler(const catalogue_state& state) : state_(state) {
        target_.all_classes.resize(state.indicators.size());
        target_.cuts.resize(state.indicators.size());
    }

    /// Notes the cut points of a number before any rule is added.
    void note_cuts(const rule_tree& tree) {
        if (tree.form == rule_form::number_below || tree.form == rule_form::number_at_least)
            target_.cuts[index_in(state_.indicators, tree.id)].push_back(tree.number);
        for (const rule_tree& child : tree.children) note_cuts(child);
    }

    /// Ends `note_cuts`: lays out the value classes.
    void lay_out_classes() {
        for (std::size_t i = 0; i < state_.indicators.size(); ++i) {
            const indicator& about = *state_.indicators[i];
            std::vector<std::int64_t>& cuts = target_.cuts[i];
            std::sort(cuts.begin(), cuts.end());
            cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
            std::size_t classes = 2;
            if (about.type == indicator_type::choice) classes = about.options.size();
            if (about.type == indicator_type::number) {
                classes = cuts.size() + 1;
                if (classes > 64) {
                    report(
                        "too_many_cuts", about.pointer,
                        "The rules compare " + about.id + " with more than 63 different numbers.");
                    classes = 64;
                    cuts.resize(63);
                }
            }
            target_.all_classes[i] = classes == 64 ? ~class_set{0} : (class_set{1} << classes) - 1;
        }
    }

    [[nodiscard]] term add(const rule_tree& tree) { return add(tree, {}); }

    /// The sum of a score's terms, scores within scores spread out.
    [[nodiscard]] term add_score(const score_definition& score) { return add_sum(score, 0, false); }

    [[nodiscard]] term both(const std::vector<term>& terms) {
        return make(operation_kind::all, terms, 0);
    }

    /// The harm conditions that the finding tests, any of them.
    [[nodiscard]] term any_sign(std::string_view finding) {
        const term rule = add_finding(finding);
        std::vector<term> signs;
        for (std::uint32_t l : literals_under(rule))
            if (state_.indicators[literals_[l].indicator]->nature == indicator_nature::harm)
                signs.push_back({true, l});
        return make(operation_kind::any, signs, 0);
    }

    /// Gives out bits and plans the case splits.
    void finish() {
        order_literals();
        for (node& op : nodes_) emit(op);
        add_case_splits();
        const std::size_t words = target_.literal_words();
        target_.blank_low.assign(words, 0);
        target_.blank_high.assign(words, 0);
        for (std::uint32_t l = 0; l < target_.literals.size(); ++l) {
            put_bit(
                target_.blank_low, l,
                target_.literals[l].classes == target_.all_classes[target_.literals[l].indicator]);
            put_bit(target_.blank_high, l, true);
        }
        std::set<std::uint32_t> tried;
        for (const case_split& plan : target_.case_splits)
            for (const case_group& group : plan.groups)
                for (const case_variable& variable : group.variables)
                    tried.insert(variable.indicator);
        target_.case_split_indicators.assign(tried.begin(), tried.end());
    }

    [[nodiscard]] std::uint32_t bit_of(term at) const {
        return at.is_literal ? literal_place_[at.index]
                             : static_cast<std::uint32_t>(target_.literals.size()) + at.index;
    }
    [[nodiscard]] std::uint32_t operation_of(term at) const { return at.index; }

    [[nodiscard]] compiled_rule rule_of(term at) const {
        compiled_rule rule;
        rule.bit = bit_of(at);
        rule.literals.assign(target_.literal_words(), 0);
        if (at.is_literal) put_bit(rule.literals, rule.bit, true);
        else {
            rule.slice = slice_of(at.index);
            for (std::uint32_t l : literals_under(at))
                put_bit(rule.literals, literal_place_[l], true);
        }
        return rule;
    }

    [[nodiscard]] program take() { return std::move(target_); }
    [[nodiscard]] const program& peek() const noexcept { return target_; }
    [[nodiscard]] const std::vector<problem>& problems() const noexcept { return problems_; }

private:
    struct node {
        operation_kind kind;
        std::int64_t threshold;
        std::vector<std::pair<term, std::int64_t>> terms;  ///< sorted
        std::string pointer;                               ///< where it was first written
        friend bool operator<(const node& a, const node& b) {
            return std::tie(a.kind, a.threshold, a.terms) < std::tie(b.kind, b.threshold, b.terms);
        }
    };
    using arguments = std::map<std::string, std::string, std::less<>>;

    void report(std::string code, std::string pointer, std::string message) {
        for (const problem& known : problems_)
            if (known.code == code && known.pointer == pointer) return;
        problems_.push_back({std::move(code), std::move(message), std::move(pointer)});
    }

    term literal_at(std::uint32_t indicator, class_set classes) {
        const auto [at, added] = literal_ids_.try_emplace(
            {indicator, classes}, static_cast<std::uint32_t>(literals_.size()));
        if (added) literals_.push_back({indicator, classes});
        return {true, at->second};
    }

    term intern(node op) {
        const auto [at, added] =
            node_ids_.try_emplace(op, static_cast<std::uint32_t>(nodes_.size()));
        if (added) nodes_.push_back(std::move(op));
        return {false, at->second};
    }

    /// `at_least` of terms, a term counting as often as it is listed.
    term make(operation_kind kind, std::vector<term> terms, std::int64_t threshold) {
        std::sort(terms.begin(), terms.end());
        node op{kind, threshold, {}, {}};
        for (const term& t : terms) {
            if (!op.terms.empty() && op.terms.back().first == t) ++op.terms.back().second;
            else op.terms.emplace_back(t, 1);
        }
        bool repeated = false;
        for (auto& [t, weight] : op.terms) {
            if (kind == operation_kind::all || kind == operation_kind::any) weight = 1;
            repeated = repeated || weight > 1;
        }
        const auto size = static_cast<std::int64_t>(op.terms.size());
        if (kind == operation_kind::count) {
            if (repeated) op.kind = operation_kind::weighted;
            else if (threshold <= 1) op.kind = operation_kind::any, op.threshold = 0;
            else if (threshold == size) op.kind = operation_kind::all, op.threshold = 0;
        }
        if ((op.kind == operation_kind::all || op.kind == operation_kind::any) &&
            op.terms.size() == 1)
            return op.terms.front().first;
        return intern(std::move(op));
    }

    term never() { return make(operation_kind::any, {}, 0); }

    term add(const rule_tree& tree, const arguments& given) {
        switch (tree.form) {
            case rule_form::indicator: return literal_at(index_in(state_.indicators, tree.id), 2);
            case rule_form::choice_is: {
                const std::uint32_t at = index_in(state_.indicators, tree.id);
                class_set classes = 0;
                const auto& options = state_.indicators[at]->options;
                for (std::size_t o = 0; o < options.size(); ++o)
                    if (std::find(tree.options.begin(), tree.options.end(), options[o].id) !=
                        tree.options.end())
                        classes |= class_set{1} << o;
                return literal_at(at, classes);
            }
            case rule_form::number_below:
            case rule_form::number_at_least: {
                const std::uint32_t at = index_in(state_.indicators, tree.id);
                const std::uint32_t value_class =
                    target_.class_of(at, tree.number);  // the first value class at or above the cut
                const class_set below = (class_set{1} << value_class) - 1;
                return literal_at(at, tree.form == rule_form::number_below
                                          ? below
                                          : target_.all_classes[at] & ~below);
            }
            case rule_form::negation: {
                const term inner = add(tree.children.front(), given);
                const literal negated = literals_[inner.index];
                return literal_at(negated.indicator,
                                  target_.all_classes[negated.indicator] & ~negated.classes);
            }
            case rule_form::all:
            case rule_form::any:
            case rule_form::at_least: {
                std::vector<term> terms;
                for (const rule_tree& child : tree.children) {
                    if (child.form == rule_form::tag) add_tag(child, given, terms);
                    else terms.push_back(add(child, given));
                }
                if (tree.form == rule_form::all && terms.empty())
                    report("empty_list", tree.pointer, "\"all\" of nothing would always be true.");
                const operation_kind kind = tree.form == rule_form::all   ? operation_kind::all
                                            : tree.form == rule_form::any ? operation_kind::any
                                                                          : operation_kind::count;
                return placed(make(kind, std::move(terms), tree.number), tree.pointer);
            }
            case rule_form::score_at_least: {
                const score_definition& score = *find_in(state_.scores, tree.id);
                return placed(add_sum(score, tree.number, true), tree.pointer);
            }
            case rule_form::any_sign_of: return any_sign(tree.id);
            case rule_form::rule_reference: {
                const named_rule& named = *find_in(state_.rules, tree.id);
                return once(rules_, tree.id, [&] { return add(named.rule, {}); });
            }
            case rule_form::finding_reference: return add_finding(tree.id);
            case rule_form::template_use: {
                const rule_template& used = *find_in(state_.templates, tree.id);
                arguments passed;
                std::string key = tree.id;
                for (const auto& [parameter, value] : tree.arguments)
                    passed[parameter] = resolve_tag(value, given);
                for (const auto& [parameter, value] : passed) key += '\n' + parameter + '=' + value;
                return once(templates_, key, [&] { return add(used.rule, passed); });
            }
            case rule_form::tag: break;  // only inside lists
        }
        return never();
    }

    term placed(term at, const std::string& pointer) {
        if (!at.is_literal && nodes_[at.index].pointer.empty()) nodes_[at.index].pointer = pointer;
        return at;
    }

    static std::string resolve_tag(const std::string& name, const arguments& given) {
        if (name.empty() || name.front() != '$') return name;
        const auto at = given.find(std::string_view{name}.substr(1));
        return at == given.end() ? std::string{} : at->second;
    }

    void add_tag(const rule_tree& use, const arguments& given, std::vector<term>& terms) {
        const tag* named = find_in(state_.tags, resolve_tag(use.id, given));
        if (!named) return;
        for (const std::string& id : named->indicators)
            terms.push_back(literal_at(index_in(state_.indicators, id), 2));
    }

    term add_finding(std::string_view id) {
        const finding_definition& finding = *find_in(state_.findings, id);
        return once(findings_, finding.id, [&] { return add(finding.rule, {}); });
    }

    /// Compiles a named thing once.
    template <class Names, class Make>
    term once(Names& names, const std::string& name, Make make_it) {
        if (const auto at = names.find(name); at != names.end()) return at->second;
        const term made = make_it();
        names.emplace(name, made);
        return made;
    }

    using weights_map = std::map<term, std::int64_t>;

    const weights_map& spread(const score_definition& score) {
        if (const auto at = scores_.find(score.id); at != scores_.end()) return at->second;
        weights_map total;
        std::int64_t sum = 0;
        const auto add_weight = [&](term t, std::int64_t points, const std::string& pointer) {
            constexpr std::int64_t most = 1'000'000'000 * millionths;
            if (points > most - sum)
                report("score_too_large", pointer,
                       "The points of one score add up to more than a thousand million.");
            else sum += points, total[t] += points;
        };
        for (const score_term& part : score.terms) {
            if (part.when) add_weight(add(*part.when, {}), part.points, part.pointer);
            else
                for (const auto& [t, weight] : spread(*find_in(state_.scores, part.score)))
                    add_weight(t, weight, part.pointer);
        }
        return scores_.emplace(score.id, std::move(total)).first->second;
    }

    term add_sum(const score_definition& score, std::int64_t threshold, bool compared) {
        const weights_map& total = spread(score);
        node op{compared ? operation_kind::weighted : operation_kind::sum,
                threshold,
                {total.begin(), total.end()},
                score.pointer};
        return intern(std::move(op));
    }

    // ---- after all rules are known

    /// Literals in the order of indicator id and value classes, whatever the order of rules was
    /// (law 12).
    void order_literals() {
        std::vector<std::uint32_t> order(literals_.size());
        std::iota(order.begin(), order.end(), 0u);
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::tie(literals_[a].indicator, literals_[a].classes) <
                   std::tie(literals_[b].indicator, literals_[b].classes);
        });
        literal_place_.resize(literals_.size());
        target_.literals_of.assign(state_.indicators.size() + 1, 0);
        for (std::uint32_t place = 0; place < order.size(); ++place) {
            literal_place_[order[place]] = place;
            target_.literals.push_back(literals_[order[place]]);
            ++target_.literals_of[literals_[order[place]].indicator + 1];
        }
        for (std::size_t i = 0; i < state_.indicators.size(); ++i)
            target_.literals_of[i + 1] += target_.literals_of[i];
    }

    void emit(const node& op) {
        operation made;
        made.kind = op.kind;
        made.threshold = op.threshold;
        if (op.kind == operation_kind::weighted || op.kind == operation_kind::sum) {
            made.first = static_cast<std::uint32_t>(target_.weights.size());
            for (const auto& [t, weight] : op.terms) target_.weights.push_back({bit_of(t), weight});
            made.size = static_cast<std::uint32_t>(op.terms.size());
        } else {
            made.first = static_cast<std::uint32_t>(target_.masks.size());
            std::map<std::uint32_t, plane_word> words;
            for (const auto& [t, weight] : op.terms)
                words[bit_of(t) >> 6] |= plane_word{1} << (bit_of(t) & 63);
            for (const auto& [word, mask] : words) target_.masks.push_back({word, mask});
            made.size = static_cast<std::uint32_t>(words.size());
        }
        target_.operations.push_back(made);
    }

    [[nodiscard]] std::vector<std::uint32_t> slice_of(std::uint32_t root) const {
        std::vector<std::uint32_t> slice, open{root};
        std::vector<bool> seen(nodes_.size(), false);
        seen[root] = true;
        while (!open.empty()) {
            const std::uint32_t at = open.back();
            open.pop_back();
            slice.push_back(at);
            for (const auto& [t, weight] : nodes_[at].terms)
                if (!t.is_literal && !seen[t.index]) seen[t.index] = true, open.push_back(t.index);
        }
        std::sort(slice.begin(), slice.end());
        return slice;
    }

    /// Literals (by first index) that the term rests on.
    [[nodiscard]] std::vector<std::uint32_t> literals_under(term root) const {
        if (root.is_literal) return {root.index};
        std::vector<bool> under(literals_.size(), false);
        for (std::uint32_t op : slice_of(root.index))
            for (const auto& [t, weight] : nodes_[op].terms)
                if (t.is_literal) under[t.index] = true;
        std::vector<std::uint32_t> found;
        for (std::uint32_t l = 0; l < under.size(); ++l)
            if (under[l]) found.push_back(l);
        return found;
    }

    /// Whether the literals' class sets form a chain: then one class is best for all of them, and
    /// one is worst.
    [[nodiscard]] bool is_chain(const std::vector<class_set>& sets) const {
        for (std::size_t a = 0; a < sets.size(); ++a)
            for (std::size_t b = a + 1; b < sets.size(); ++b)
                if ((sets[a] & ~sets[b]) && (sets[b] & ~sets[a])) return false;
        return true;
    }

    /// Per operation, the literals of indicators with two literals or more that it rests on:
    /// indicator -> sorted literal places.
    using watched = std::map<std::uint32_t, std::set<std::uint32_t>>;

    void add_case_splits() {
        std::vector<watched> under(nodes_.size());
        std::vector<std::set<std::uint32_t>> varied(
            nodes_.size());  // indicators that a case split here tries
        std::vector<std::uint32_t> depth(nodes_.size(), 0);
        std::vector<std::set<std::uint32_t>> conflicted(nodes_.size());
        for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
            for (const auto& [t, weight] : nodes_[n].terms) {
                if (t.is_literal) watch(under[n], literal_place_[t.index]);
                else
                    for (const auto& [about, places] : under[t.index])
                        under[n][about].insert(places.begin(), places.end());
            }
            for (const auto& [about, places] : under[n]) {
                std::vector<class_set> sets;
                for (std::uint32_t place : places) sets.push_back(target_.literals[place].classes);
                if (!is_chain(sets)) conflicted[n].insert(about);
            }
            std::vector<std::uint32_t> conflicting;
            for (std::uint32_t about : conflicted[n])
                if (!passes_elsewhere(n, about, under, conflicted)) conflicting.push_back(about);
            for (const auto& [t, weight] : nodes_[n].terms)
                if (!t.is_literal) depth[n] = std::max(depth[n], depth[t.index]);
            if (!conflicting.empty()) add_case_split(n, conflicting, under, varied, depth);
        }
        for (std::uint32_t d : depth)
            target_.case_split_depth = std::max(target_.case_split_depth, d);
    }

    void watch(watched& into, std::uint32_t place) const {
        const std::uint32_t about = target_.literals[place].indicator;
        if (target_.literals_of[about + 1] - target_.literals_of[about] > 1)
            into[about].insert(place);
    }

    [[nodiscard]] bool touches(const term& t, std::uint32_t about,
                               const std::vector<watched>& under) const {
        if (t.is_literal) return literals_[t.index].indicator == about;
        return under[t.index].contains(about);
    }

    /// Whether a single operation below `n` carries every occurrence of the indicator.
    [[nodiscard]] bool passes_elsewhere(
        std::uint32_t n, std::uint32_t about, const std::vector<watched>& under,
        const std::vector<std::set<std::uint32_t>>& conflicted) const {
        for (std::uint32_t d : slice_of(n)) {
            if (d == n || !conflicted[d].contains(about) ||
                under[d].at(about) != under[n].at(about))
                continue;
            // d carries all if no literal of the indicator is reached from n without passing d
            std::vector<std::uint32_t> open{n};
            std::set<std::uint32_t> seen{n};
            bool avoided = false;
            while (!open.empty() && !avoided) {
                const std::uint32_t at = open.back();
                open.pop_back();
                for (const auto& [t, weight] : nodes_[at].terms) {
                    if (!touches(t, about, under)) continue;
                    if (t.is_literal) avoided = true;
                    else if (t.index != d && seen.insert(t.index).second) open.push_back(t.index);
                }
            }
            if (!avoided) return true;
        }
        return false;
    }

    void add_case_split(std::uint32_t n, const std::vector<std::uint32_t>& conflicting,
                        const std::vector<watched>& under,
                        std::vector<std::set<std::uint32_t>>& tried_at,
                        std::vector<std::uint32_t>& depth) {
        const node& op = nodes_[n];
        // join terms that share a case-split indicator
        std::vector<std::size_t> part(op.terms.size());
        std::iota(part.begin(), part.end(), std::size_t{0});
        const auto root = [&](std::size_t t) {
            while (part[t] != t) t = part[t] = part[part[t]];
            return t;
        };
        for (std::uint32_t about : conflicting) {
            std::size_t first = op.terms.size();
            for (std::size_t t = 0; t < op.terms.size(); ++t) {
                if (!touches(op.terms[t].first, about, under)) continue;
                if (first == op.terms.size()) first = t;
                else part[root(t)] = root(first);
            }
        }
        case_split plan;
        std::map<std::size_t, std::vector<std::size_t>> parts;
        for (std::size_t t = 0; t < op.terms.size(); ++t) parts[root(t)].push_back(t);
        tried_at[n] = {conflicting.begin(), conflicting.end()};
        std::uint32_t below = 0;
        for (const auto& [top, members] : parts) {
            case_group group;
            std::set<std::uint32_t> slice;
            for (std::size_t t : members) {
                const auto& [member, weight] = op.terms[t];
                group.terms.push_back({bit_of(member), weight});
                if (member.is_literal) continue;
                for (std::uint32_t d : slice_of(member.index)) slice.insert(d);
            }
            std::set<std::uint32_t> varied;
            for (std::uint32_t about : conflicting)
                for (std::size_t t : members)
                    if (touches(op.terms[t].first, about, under)) varied.insert(about);
            if (varied.empty()) {
                plan.other_terms.insert(plan.other_terms.end(), group.terms.begin(),
                                        group.terms.end());
                continue;
            }
            // with those that case splits further down try: once they are tried here, the case
            // splits below have one case only and cost nothing
            for (std::size_t before = 0; before != varied.size();) {
                before = varied.size();
                for (std::uint32_t d : slice) {
                    const bool varies =
                        std::any_of(varied.begin(), varied.end(),
                                    [&](std::uint32_t about) { return under[d].contains(about); });
                    if (varies) varied.insert(tried_at[d].begin(), tried_at[d].end());
                }
            }
            for (std::uint32_t about : varied)
                group.variables.push_back(variable_of(about, under[n].at(about)));
            for (std::uint32_t d : slice) {
                const bool varies =
                    std::any_of(varied.begin(), varied.end(),
                                [&](std::uint32_t about) { return under[d].contains(about); });
                if (!varies) continue;
                group.slice.push_back(d);
                below = std::max(below, depth[d]);
            }
            check_cases(varied, under[n], op.pointer);
            plan.groups.push_back(std::move(group));
        }
        depth[n] = std::max(depth[n], below + 1);
        operation& made = target_.operations[n];
        if (made.kind == operation_kind::all)
            made.threshold = static_cast<std::int64_t>(op.terms.size());
        if (made.kind == operation_kind::any) made.threshold = 1;
        made.case_split = static_cast<std::uint32_t>(target_.case_splits.size());
        target_.case_splits.push_back(std::move(plan));
    }

    void check_cases(const std::set<std::uint32_t>& connected, const watched& places,
                     const std::string& pointer) {
        std::size_t count = 1;
        std::string names;
        for (std::uint32_t about : connected) {
            count = std::min<std::size_t>(count * variable_of(about, places.at(about)).cases.size(),
                                          1u << 20);
            names += (names.empty() ? "" : ", ") + state_.indicators[about]->id;
        }
        if (count > most_cases)
            report("too_many_cases", pointer,
                   "Exact bounds would need more than 64 cases in one connected part, because "
                   "these stand in conflicting conditions: " +
                       names + ".");
    }

    /// The sets of value classes that the literals at `places` cannot tell apart.
    [[nodiscard]] case_variable variable_of(std::uint32_t about,
                                            const std::set<std::uint32_t>& places) const {
        case_variable variable{about, {}, {places.begin(), places.end()}};
        std::map<std::vector<bool>, class_set> cases;
        for (std::uint32_t value_class = 0;
             value_class < 64 && (target_.all_classes[about] >> value_class); ++value_class) {
            std::vector<bool> pattern;
            for (std::uint32_t place : places)
                pattern.push_back((target_.literals[place].classes >> value_class) & 1u);
            cases[pattern] |= class_set{1} << value_class;
        }
        for (const auto& [pattern, classes] : cases) variable.cases.push_back(classes);
        return variable;
    }

    const catalogue_state& state_;
    program target_;
    std::vector<literal> literals_;
    std::map<std::pair<std::uint32_t, class_set>, std::uint32_t> literal_ids_;
    std::vector<std::uint32_t> literal_place_;
    std::vector<node> nodes_;
    std::map<node, std::uint32_t> node_ids_;
    using named_terms = std::map<std::string, term, std::less<>>;
    named_terms rules_, findings_, templates_;
    std::map<std::string, weights_map> scores_;
    std::vector<problem> problems_;
};

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
