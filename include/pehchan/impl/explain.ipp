// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_EXPLAIN_IPP
#define PEHCHAN_IMPL_EXPLAIN_IPP

// Explains findings.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../compiled.hpp"
#include "../detail/completions.hpp"
#include "../detail/misuse.hpp"
#include "../detail/speech.hpp"
#include "../disclosure.hpp"
#include "../explain.hpp"
#include "../names.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {

[[nodiscard]] inline const answers& checked(const catalogue& catalogue_used, const answers& known) {
    if (!(known.catalogue_used() == catalogue_used))
        refuse_argument("pehchan::explainer: the answers belong to another catalogue");
    return known;
}

[[nodiscard]] inline wanted_answer in_values(const catalogue_state& state,
                                             const completion_item& item) {
    const program& rules = state.rules_program;
    wanted_answer out;
    out.about = state.indicators[item.indicator];
    switch (out.about->type) {
        case indicator_type::yes_no: out.yes = item.classes == 2; break;
        case indicator_type::choice:
            for (class_set left = item.classes; left; left &= left - 1)
                out.options.push_back(
                    out.about->options[static_cast<std::size_t>(std::countr_zero(left))].id);
            break;
        case indicator_type::number: {
            const std::vector<std::int64_t>& cuts = rules.cuts[item.indicator];
            const auto first = static_cast<std::size_t>(std::countr_zero(item.classes)),
                       last = static_cast<std::size_t>(std::bit_width(item.classes)) - 1;
            if (first > 0) out.at_least = cuts[first - 1];
            if (last < cuts.size()) out.below = cuts[last];
            break;
        }
    }
    return out;
}

/// Says a rule in the words of its conditions.
class rule_describer : speech {
public:
    rule_describer(const catalogue& catalogue_used, const catalogue& words, const presentation& how)
        : speech(words, how), state_(catalogue_used.state()), to_reader_(how) {}

    [[nodiscard]] std::string describe(const finding_definition& f) {
        const rule_tree* rule = &f.rule;
        while (rule->form == rule_form::rule_reference)
            rule = &find_in(state_.rules, rule->id)->rule;
        put(*rule, 0, true, {});
        return std::move(out_);
    }

private:
    using arguments = std::vector<std::pair<std::string, std::string>>;
    static constexpr std::size_t most_in_list = 8;

    void line(std::size_t level, const std::string& words) {
        out_.append(2 * level, ' ').append(words).push_back('\n');
    }
    [[nodiscard]] bool is_shown(std::string_view id) const {
        const indicator* about = find_in(state_.indicators, id);
        return about && about->nature != indicator_nature::burden && !to_reader_.hides(*about);
    }

    void put(const rule_tree& tree, std::size_t level, bool open, const arguments& given) {
        switch (tree.form) {
            case rule_form::all: return list(tree, level, open, given, say("page.all_of"));
            case rule_form::any: return list(tree, level, open, given, say("page.any_of"));
            case rule_form::at_least:
                return list(tree, level, open, given,
                            say("page.at_least_n_of", static_cast<std::size_t>(tree.number)));
            case rule_form::rule_reference: {
                const named_rule* rule = find_in(state_.rules, tree.id);
                return referred(rule->title, rule->rule, level, open);
            }
            case rule_form::finding_reference: {
                const finding_definition* finding = find_in(state_.findings, tree.id);
                return referred(finding->title, finding->rule, level, open);
            }
            case rule_form::template_use: {
                arguments passed = tree.arguments;
                for (auto& [name, value] : passed) value = tag_name(value, given);
                return put(find_in(state_.templates, tree.id)->rule, level, open, passed);
            }
            default:
                if (const std::string words = atom(tree); !words.empty()) line(level, words);
        }
    }

    /// By its title, with its own content below at the first level only; a rule without a title by
    /// its content.
    void referred(const text& title, const rule_tree& rule, std::size_t level, bool open) {
        if (title.empty()) return put(rule, level, open, {});
        line(level, say(title) + (open ? ":" : ""));
        if (open) put(rule, level + 1, false, {});
    }

    static std::string tag_name(const std::string& id, const arguments& given) {
        if (id.empty() || id.front() != '$') return id;
        for (const auto& [name, value] : given)
            if (name == std::string_view{id}.substr(1)) return value;
        return id;
    }

    void list(const rule_tree& tree, std::size_t level, bool open, const arguments& given,
              const std::string& heading) {
        std::vector<rule_tree> items;  // tags stand for their indicators
        for (const rule_tree& child : tree.children) {
            if (child.form != rule_form::tag) {
                if (is_rule_with_words(child)) items.push_back(child);
                continue;
            }
            for (const std::string& id :
                 find_in(state_.tags, tag_name(child.id, given))->indicators)
                if (is_shown(id))
                    items.emplace_back().form = rule_form::indicator, items.back().id = id;
        }
        const bool single = items.size() == 1 && tree.children.size() == 1;
        if (!single) line(level, heading);
        for (std::size_t i = 0; i < items.size() && i < most_in_list; ++i)
            put(items[i], level + (single ? 0 : 1), open, given);
        if (items.size() > most_in_list)
            line(level + 1, say("page.and_more", items.size() - most_in_list));
    }
    [[nodiscard]] bool is_rule_with_words(const rule_tree& tree) const {
        switch (tree.form) {
            case rule_form::indicator:
            case rule_form::choice_is:
            case rule_form::number_below:
            case rule_form::number_at_least: return is_shown(tree.id);
            case rule_form::negation: return is_rule_with_words(tree.children.front());
            default: return true;
        }
    }

    [[nodiscard]] std::string atom(const rule_tree& tree) const {
        const indicator* about = find_in(state_.indicators, tree.id);
        switch (tree.form) {
            case rule_form::indicator: return is_shown(tree.id) ? say(about->label) : std::string{};
            case rule_form::choice_is: {
                if (!is_shown(tree.id)) return {};
                std::string out;
                for (const choice_option& o : about->options)
                    if (std::find(tree.options.begin(), tree.options.end(), o.id) !=
                        tree.options.end())
                        out += (out.empty() ? "" : " / ") + say(o.label);
                return say(about->label) + ": " + out;
            }
            case rule_form::number_below:
                return is_shown(tree.id) ? say(about->label) + ": " + say("page.below", tree.number)
                                         : std::string{};
            case rule_form::number_at_least:
                return is_shown(tree.id)
                           ? say(about->label) + ": " + say("page.at_least", tree.number)
                           : std::string{};
            case rule_form::negation: {
                const std::string inner = atom(tree.children.front());
                return inner.empty() ? inner : say("page.no") + ": " + inner;
            }
            case rule_form::score_at_least:
                return say(find_in(state_.scores, tree.id)->title) + ": " +
                       say("page.at_least", decimal_of(tree.number));
            case rule_form::any_sign_of:
                return say("page.sign_of") + " " + say(find_in(state_.findings, tree.id)->title);
            default: return {};
        }
    }

    const catalogue_state& state_;
    disclosure to_reader_;
    std::string out_;
};

}  // namespace detail

explainer::explainer(const catalogue& catalogue_used, const answers& known)
    : catalogue_(catalogue_used),
      finder_(std::make_unique<detail::completion_finder>(
          catalogue_.state(), detail::checked(catalogue_used, known))) {}
explainer::explainer(explainer&&) noexcept = default;
explainer& explainer::operator=(explainer&&) noexcept = default;
explainer::~explainer() = default;

missing_sets explainer::would_indicate(std::string_view finding, std::size_t most) {
    const catalogue_state& state = catalogue_.state();
    for (const compiled_finding& f : state.compiled_findings) {
        if (f.definition->id != finding) continue;
        const detail::completions found = finder_->find(f.rule, most);
        missing_sets out{{}, found.has_more, found.complete};
        for (const detail::completion& set : found.sets) {
            std::vector<wanted_answer>& made = out.sets.emplace_back();
            for (const detail::completion_item& item : set)
                made.push_back(detail::in_values(catalogue_.state(), item));
        }
        return out;
    }
    detail::refuse_range("pehchan::explainer: the catalogue has no such finding");
}

missing_sets would_indicate(const catalogue& catalogue_used, const answers& known,
                            std::string_view finding, std::size_t most) {
    return explainer{catalogue_used, known}.would_indicate(finding, most);
}

std::string rule_in_words(const catalogue& catalogue_used, std::string_view finding,
                          const catalogue& words, const presentation& how) {
    const finding_definition* found = catalogue_used.find_finding(finding);
    if (!found) detail::refuse_range("pehchan::rule_in_words: the catalogue has no such finding");
    return detail::rule_describer{catalogue_used, words, how}.describe(*found);
}

}  // namespace v0
}  // namespace pehchan

#endif
