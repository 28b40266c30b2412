// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_CONFIDENCE_HPP
#define PEHCHAN_DETAIL_CONFIDENCE_HPP

// Law 10: how well was the law behind a finding read, and what supports the reading of the answers
// as its elements?

#include <algorithm>
#include <map>
#include <string>

#include "../catalogue.hpp"
#include "../compiled.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

/// Finds confidences in a catalogue whose names are resolved; each is computed once.
class confidence_finder {
public:
    explicit confidence_finder(const catalogue_state& state) : state_(state) {}

    /// The least over the statements of the finding and of the findings that its rule names.
    confidence_level law_of(const finding_definition& f) {
        return remember("f:" + f.id,
                        [&] { return std::min(f.statement.confidence, law_of(f.rule)); });
    }
    /// The least over the rules, templates, tags, scores and indicators that the rule rests on.
    confidence_level reading_of(const score_definition& s) {
        return remember("s:" + s.id, [&] {
            confidence_level least = s.statement.confidence;
            for (const score_term& term : s.terms)
                least =
                    std::min(least, term.when ? reading_of(*term.when)
                                              : reading_of(*find_in(state_.scores, term.score)));
            return least;
        });
    }
    confidence_level reading_of(const rule_tree& tree) {
        confidence_level least = confidence_level::verified;
        switch (tree.form) {
            case rule_form::indicator:
            case rule_form::choice_is:
            case rule_form::number_below:
            case rule_form::number_at_least:
                least = find_in(state_.indicators, tree.id)->statement.confidence;
                break;
            case rule_form::score_at_least:
                least = reading_of(*find_in(state_.scores, tree.id));
                break;
            case rule_form::any_sign_of:
            case rule_form::finding_reference:
                least = remember("g:" + tree.id, [&] {
                    return reading_of(find_in(state_.findings, tree.id)->rule);
                });
                break;
            case rule_form::rule_reference: {
                const named_rule& named = *find_in(state_.rules, tree.id);
                least = remember("r:" + tree.id, [&] {
                    return std::min(named.statement.confidence, reading_of(named.rule));
                });
                break;
            }
            case rule_form::template_use: {
                const rule_template& used = *find_in(state_.templates, tree.id);
                least = remember("t:" + tree.id, [&] {
                    return std::min(used.statement.confidence, reading_of(used.rule));
                });
                for (const auto& [parameter, name] : tree.arguments)
                    least = std::min(least, reading_of_tag(name));
                break;
            }
            case rule_form::tag: least = reading_of_tag(tree.id); break;
            default: break;
        }
        for (const rule_tree& child : tree.children) least = std::min(least, reading_of(child));
        return least;
    }

private:
    confidence_level law_of(const rule_tree& tree) {
        confidence_level least = confidence_level::verified;
        if (tree.form == rule_form::finding_reference || tree.form == rule_form::any_sign_of)
            least = law_of(*find_in(state_.findings, tree.id));
        else if (tree.form == rule_form::rule_reference) {
            const named_rule& named = *find_in(state_.rules, tree.id);
            least = remember("l:" + tree.id, [&] { return law_of(named.rule); });
        }
        for (const rule_tree& child : tree.children) least = std::min(least, law_of(child));
        return least;
    }
    confidence_level reading_of_tag(const std::string& name) {
        const tag* named = find_in(state_.tags, name);
        if (!named)
            return confidence_level::verified;  // a parameter: its tag counts where the template is
                                                // used
        confidence_level least = named->statement.confidence;
        for (const std::string& id : named->indicators)
            least = std::min(least, find_in(state_.indicators, id)->statement.confidence);
        return least;
    }
    template <class Compute>
    confidence_level remember(const std::string& key, Compute compute) {
        if (const auto at = confidences_.find(key); at != confidences_.end()) return at->second;
        const confidence_level least = compute();
        confidences_.emplace(key, least);
        return least;
    }

    const catalogue_state& state_;
    std::map<std::string, confidence_level> confidences_;
};

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
