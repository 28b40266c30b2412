// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_VALIDATE_HPP
#define PEHCHAN_DETAIL_VALIDATE_HPP

// Do the names in a catalogue mean something, and does each statement have its source?

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../catalogue.hpp"
#include "../compiled.hpp"
#include "each_text.hpp"
#include "refused_words.hpp"
#include "utf8.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

/// At most this many lists and references inside each other on one path through a rule.
inline constexpr int max_rule_depth = 200;

/// Finds rules that refer to themselves or too deep, whatever their names and order are. All names
/// must be known.
class depth_checker {
public:
    depth_checker(const catalogue_state& state, std::vector<issue>& issues)
        : state_(state), issues_(issues) {}

    void check(const catalogue_document& document) {
        for (const rule_template& t : document.templates)
            reach("template " + t.id, t.pointer, 0,
                  [&](int depth) { return height(t.rule, depth); });
        for (const named_rule& r : document.rules)
            reach("rule " + r.id, r.pointer, 0, [&](int depth) { return height(r.rule, depth); });
        for (const finding_definition& f : document.findings) {
            reach("finding " + f.id, f.pointer, 0,
                  [&](int depth) { return height(f.rule, depth); });
            for (const element_definition& e : f.elements) (void)height(e.rule, 0);
        }
        for (const score_definition& s : document.scores)
            reach("score " + s.id, s.pointer, 0, [&](int depth) { return height(s, depth); });
        for (const safeguard_definition& s : document.safeguards)
            for (const std::optional<rule_tree>* rule : {&s.when, &s.unless_ruled_out})
                if (*rule) (void)height(**rule, 0);
        for (const referral_definition& r : document.referrals) {
            (void)height(r.when, 0);
            for (const std::optional<rule_tree>* rule : {&r.routing, &r.serves_only})
                if (*rule) (void)height(**rule, 0);
        }
    }

private:
    static constexpr int being_measured = -1;

    void note(const char* code, const std::string& pointer, const char* message) {
        for (const issue& known : issues_)
            if (known.code == code && known.pointer == pointer) return;
        issues_.push_back({code, pointer, 0, 0, message});
    }

    /// The height of a named thing, measured once. `depth`: how far above it is the start.
    template <class Measure>
    int reach(const std::string& name, const std::string& pointer, int depth, Measure measure) {
        const auto [at, is_new] = heights_.try_emplace(name, being_measured);
        if (!is_new) {
            if (at->second == being_measured) {
                note("recursion", pointer, "This refers to itself, directly or through others.");
                return 0;
            }
            return limited(depth, at->second, pointer);
        }
        const int found = measure(depth);
        heights_[name] = found;
        return found;
    }
    int limited(int depth, int height, const std::string& pointer) {
        if (depth + height <= max_rule_depth) return height;
        note("too_deep", pointer, "Lists and references stand more than 200 deep in each other.");
        return 0;
    }

    int height(const rule_tree& tree, int depth) {
        if (depth >= max_rule_depth) return limited(depth, 1, tree.pointer);
        int most = 0;
        for (const rule_tree& child : tree.children)
            most = std::max(most, height(child, depth + 1));
        const auto referred = [&](const char* what, const auto& directory, auto rule_of) {
            const auto& named = *find_in(directory, tree.id);
            most = std::max(most, reach(std::string(what) + tree.id, tree.pointer, depth + 1,
                                        [&](int d) { return height(rule_of(named), d); }));
        };
        const auto rule_member = [](const auto& named) -> const rule_tree& { return named.rule; };
        switch (tree.form) {
            case rule_form::rule_reference: referred("rule ", state_.rules, rule_member); break;
            case rule_form::template_use:
                referred("template ", state_.templates, rule_member);
                break;
            case rule_form::any_sign_of:
            case rule_form::finding_reference:
                referred("finding ", state_.findings, rule_member);
                break;
            case rule_form::score_at_least:
                referred("score ", state_.scores,
                         [](const score_definition& s) -> const score_definition& { return s; });
                break;
            default: break;
        }
        return limited(depth, most + 1, tree.pointer);
    }
    int height(const score_definition& score, int depth) {
        if (depth >= max_rule_depth) return limited(depth, 1, score.pointer);
        int most = 0;
        for (const score_term& term : score.terms) {
            if (term.when) most = std::max(most, height(*term.when, depth + 1));
            else {
                const score_definition& other = *find_in(state_.scores, term.score);
                most = std::max(most, reach("score " + other.id, term.pointer, depth + 1,
                                            [&](int d) { return height(other, d); }));
            }
        }
        return limited(depth, most + 1, score.pointer);
    }

    const catalogue_state& state_;
    std::vector<issue>& issues_;
    std::map<std::string, int> heights_;
};

/// Checks the definitions of one document against a state whose directories are already filled.
/// Every problem is noted.
class validator {
public:
    validator(const catalogue_state& state, std::vector<issue>& issues)
        : state_(state), issues_(issues) {}

    void check(const catalogue_document& document) {
        if (document.digest.empty()) check_words(document);  // it was not read from a text
        for (const indicator& i : document.indicators) check(i.statement, i.pointer);
        for (const tag& t : document.tags) check(t);
        for (const rule_template& t : document.templates) {
            check(t.statement, t.pointer);
            check(t.rule, &t.parameters);
        }
        for (const named_rule& r : document.rules) {
            check(r.statement, r.pointer);
            check(r.rule);
        }
        for (const score_definition& s : document.scores) {
            check(s.statement, s.pointer);
            for (const score_term& term : s.terms) {
                if (term.when) check(*term.when);
                else if (!find_in(state_.scores, term.score))
                    unknown("score", term.score, term.pointer);
            }
        }
        for (const finding_definition& f : document.findings) {
            check(f.statement, f.pointer);
            check(f.rule);
            for (const element_definition& e : f.elements) check(e.rule);
        }
        for (const safeguard_definition& s : document.safeguards) check(s);
        for (const referral_definition& r : document.referrals) {
            check(r.statement, r.pointer);
            check(r.when);
            if (r.routing) check(*r.routing);
            if (r.serves_only) check(*r.serves_only);
        }
        for (const form_definition& f : document.forms) check(f);
        for (const mapping_definition& m : document.mappings) check(m);
        for (const contrast_definition& c : document.contrasts) check(c);
        for (const instrument_definition& i : document.instruments) check(i);
        in_conditions_ = true;
        if (document.denials_count_when) check(*document.denials_count_when);
        in_conditions_ = false;
        if (document.offences_shown_when) check(*document.offences_shown_when);
        if (document.interview_ends_when) check(*document.interview_ends_when);
        if (!document.child_now.empty() && !find_in(state_.rules, document.child_now))
            unknown("rule", document.child_now, "/child_now");
    }

private:
    void note(std::string code, std::string pointer, std::string message) {
        issues_.push_back({std::move(code), std::move(pointer), 0, 0, escaped(message)});
    }
    void unknown(std::string_view what, std::string_view id, const std::string& pointer) {
        note("unknown_" + std::string(what), pointer,
             "There is no " + std::string(what) + " \"" + std::string(id) +
                 "\" in this catalogue or those it uses.");
    }

    /// What can stand on a page: shown as written, and nothing that clears or brands (law 6).
    void check_words(const catalogue_document& document) {
        const auto see = [&](const std::string& pointer, std::string_view said) {
            if (!is_shown_as_written(said)) note("bad_text", pointer, not_shown_message);
            if (refused_words::in(said)) note("clears_or_brands", pointer, refused_words_message);
        };
        for_each_text(document, [&](const std::string& place, const text& words) {
            for (const translation& each : words.translations)
                see(place.substr(document.id.size()) + pointer_to(each.language), each.words);
        });
        see("/id", document.id);
        see("/version", document.version);
        for (const indicator& i : document.indicators) {
            see(i.pointer + "/id", i.id);
            for (const choice_option& o : i.options) see(i.pointer + "/options", o.id);
        }
        for (const source* s : state_.sources) see("/sources" + pointer_to(s->id), s->title);
        for (const named_rule& r : document.rules) see(r.pointer + "/id", r.id);
        for (const score_definition& s : document.scores) see(s.pointer + "/id", s.id);
        for (const finding_definition& f : document.findings) {
            see(f.pointer + "/id", f.id);
            std::vector<std::pair<std::string, std::string_view>> labels{{"/id", f.id}};
            for (const translation& each : f.title.translations)
                labels.emplace_back("/title" + pointer_to(each.language), each.words);
            for (const auto& [place, said] : labels)
                if (!refused_words::in(said) && refused_words::in_label(said))
                    note("clears_or_brands", f.pointer + place, refused_words_message);
        }
        for (const safeguard_definition& s : document.safeguards) see(s.pointer + "/id", s.id);
        for (const referral_definition& r : document.referrals) {
            see(r.pointer + "/id", r.id);
            see(r.pointer + "/contact", r.contact);
        }
        for (const mapping_definition& m : document.mappings)
            for (const mapping_write& w : m.writes) {
                see(w.pointer + "/column", w.column);
                see(w.pointer + "/code", w.code);
                if (!refused_words::in(w.code) && refused_words::in_label(w.code))
                    note("clears_or_brands", w.pointer + "/code", refused_words_message);
            }
    }
    void check(const provenance& statement, const std::string& pointer) {
        if (statement.sources.empty()) {
            note("no_source", pointer, "A statement needs at least one source.");
            return;
        }
        confidence_level best = confidence_level::unverified;
        for (std::size_t i = 0; i < statement.sources.size(); ++i) {
            const source* found = find_in(state_.sources, statement.sources[i]);
            if (!found) unknown("source", statement.sources[i], pointer + "/sources");
            else best = std::max(best, found->confidence);
        }
        if (statement.confidence > best)
            note("confidence_raised", pointer + "/confidence",
                 "The confidence is above that of every source named.");
    }

    const indicator* indicator_of(const rule_tree& tree, indicator_type wanted,
                                  std::string_view as) {
        const indicator* about = find_in(state_.indicators, tree.id);
        if (!about) {
            unknown("indicator", tree.id, tree.pointer);
            return nullptr;
        }
        if (about->type != wanted) {
            note("wrong_indicator_type", tree.pointer,
                 "The indicator " + tree.id + " cannot be used as " + std::string(as) + ".");
            return nullptr;
        }
        return about;
    }

    void check(const rule_tree& tree, const std::vector<std::string>* parameters = nullptr) {
        switch (tree.form) {
            case rule_form::indicator:
                indicator_of(tree, indicator_type::yes_no, "a yes/no condition");
                break;
            case rule_form::choice_is: check_choice(tree); break;
            case rule_form::number_below:
            case rule_form::number_at_least:
                if (const indicator* about = indicator_of(tree, indicator_type::number, "a number"))
                    if (tree.number <= about->min || tree.number > about->max)
                        note("cut_out_of_range", tree.pointer,
                             "This comparison is always true or always false between " +
                                 std::to_string(about->min) + " and " + std::to_string(about->max) +
                                 ".");
                break;
            case rule_form::negation: check_negation(tree); break;
            case rule_form::at_least: {
                std::size_t terms = 0;
                bool has_tag = false;
                for (const rule_tree& child : tree.children) {
                    has_tag = has_tag || child.form == rule_form::tag;
                    ++terms;
                }
                if (!has_tag && tree.number > static_cast<std::int64_t>(terms))
                    note("count_out_of_range", tree.pointer,
                         "\"at_least\" asks for more than the list holds.");
                break;
            }
            case rule_form::score_at_least:
                if (!find_in(state_.scores, tree.id)) unknown("score", tree.id, tree.pointer);
                break;
            case rule_form::any_sign_of:
            case rule_form::finding_reference:
                if (!find_in(state_.findings, tree.id)) unknown("finding", tree.id, tree.pointer);
                break;
            case rule_form::rule_reference:
                if (!find_in(state_.rules, tree.id)) unknown("rule", tree.id, tree.pointer);
                break;
            case rule_form::template_use: check_template(tree, parameters); break;
            case rule_form::tag: check_tag(tree.id, tree.pointer, parameters); break;
            case rule_form::all:
            case rule_form::any: break;
        }
        if (tree.form != rule_form::negation)
            for (const rule_tree& child : tree.children) check(child, parameters);
    }

    void check_choice(const rule_tree& tree) {
        const indicator* about = indicator_of(tree, indicator_type::choice, "a choice");
        if (!about) return;
        std::set<std::string_view> named;
        for (const std::string& option : tree.options) {
            const bool known = std::any_of(about->options.begin(), about->options.end(),
                                           [&](const choice_option& o) { return o.id == option; });
            if (!known) unknown("option", option, tree.pointer + "/is");
            if (!named.insert(option).second)
                note("duplicate_item", tree.pointer + "/is",
                     "The option " + option + " is listed twice.");
        }
        if (named.size() == about->options.size())
            note("always_true", tree.pointer,
                 "All options are listed: the condition says nothing.");
    }

    void check_negation(const rule_tree& tree) {
        const rule_tree& inner = tree.children.front();
        check(inner);
        switch (inner.form) {
            case rule_form::indicator:
            case rule_form::choice_is:
            case rule_form::number_below:
            case rule_form::number_at_least: break;
            default:
                note("not_over_rule", tree.pointer,
                     "\"not\" may stand only before one plain fact.");
                return;
        }
        const indicator* about = find_in(state_.indicators, inner.id);
        const bool seen_to_be_absent =
            in_conditions_ && about &&
            about->known != known_by::asked;  // law 3: a controller who was looked for
        if (about && about->nature == indicator_nature::harm && !seen_to_be_absent)
            note("not_over_harm", tree.pointer,
                 "A sign of harm must not be negated (law 4): " + inner.id + ".");
        if (about && about->nature == indicator_nature::burden)
            note("not_over_burden", tree.pointer,
                 "A burden fact must not be negated (law 4): " + inner.id + ".");
    }

    void check_template(const rule_tree& tree, const std::vector<std::string>* parameters) {
        const rule_template* used = find_in(state_.templates, tree.id);
        if (!used) {
            unknown("template", tree.id, tree.pointer);
            return;
        }
        std::set<std::string_view> passed;
        for (const auto& [parameter, value] : tree.arguments) {
            if (std::find(used->parameters.begin(), used->parameters.end(), parameter) ==
                used->parameters.end())
                note("unknown_parameter", tree.pointer + "/with",
                     "The template has no parameter \"" + parameter + "\".");
            passed.insert(parameter);
            check_tag(value, tree.pointer + "/with/" + parameter, parameters);
        }
        for (const std::string& parameter : used->parameters)
            if (!passed.contains(parameter))
                note("missing_parameter", tree.pointer + "/with",
                     "The template's parameter \"" + parameter + "\" is not given.");
    }

    void check_tag(const std::string& name, const std::string& pointer,
                   const std::vector<std::string>* parameters) {
        if (!name.empty() && name.front() == '$') {
            const std::string parameter = name.substr(1);
            if (!parameters ||
                std::find(parameters->begin(), parameters->end(), parameter) == parameters->end())
                note("unknown_parameter", pointer,
                     "There is no parameter \"" + parameter + "\" here.");
        } else if (!find_in(state_.tags, name)) {
            unknown("tag", name, pointer);
        }
    }

    void check(const tag& t) {
        check(t.statement, t.pointer);
        std::set<std::string_view> listed;
        for (std::size_t i = 0; i < t.indicators.size(); ++i) {
            const std::string at = t.pointer + "/indicators/" + std::to_string(i);
            const indicator* about = find_in(state_.indicators, t.indicators[i]);
            if (!about) unknown("indicator", t.indicators[i], at);
            else if (about->type != indicator_type::yes_no)
                note("wrong_indicator_type", at, "A tag holds yes/no indicators only.");
            if (!listed.insert(t.indicators[i]).second)
                note("duplicate_item", at, "The indicator is listed twice.");
        }
    }

    void check(const safeguard_definition& s) {
        check(s.statement, s.pointer);
        if (s.when) check(*s.when);
        if (s.unless_ruled_out) check(*s.unless_ruled_out);
        const bool lawful = s.force == basis_kind::statute || s.force == basis_kind::constitution ||
                            s.force == basis_kind::treaty;
        if (s.effect == safeguard_effect::protects_child && !lawful)
            note(
                "effect_without_legal_basis", s.pointer + "/effect",
                "protects_child needs the force of a statute, a constitution or a treaty (law 5).");
        for (std::size_t i = 0; i < s.withholds.referrals.size(); ++i)
            if (!find_in(state_.referrals, s.withholds.referrals[i]))
                unknown("referral", s.withholds.referrals[i],
                        s.pointer + "/withholds/referrals/" + std::to_string(i));
        for (std::size_t i = 0; i < s.withholds.agencies.size(); ++i) {
            const bool known = std::any_of(
                state_.referrals.begin(), state_.referrals.end(),
                [&](const referral_definition* r) { return r->agency == s.withholds.agencies[i]; });
            if (!known)
                unknown("agency", s.withholds.agencies[i],
                        s.pointer + "/withholds/agencies/" + std::to_string(i));
        }
    }

    void check(const contrast_definition& c) {
        check(c.statement, c.pointer);
        if (!find_in(state_.findings, c.finding))
            unknown("finding", c.finding, c.pointer + "/findings/0");
        if (!find_in(state_.findings, c.other))
            unknown("finding", c.other, c.pointer + "/findings/1");
        const auto same_pair = [&](const contrast_definition* o) {
            return (o->finding == c.finding && o->other == c.other) ||
                   (o->finding == c.other && o->other == c.finding);
        };
        if (std::count_if(state_.contrasts.begin(), state_.contrasts.end(), same_pair) > 1)
            note("several_contrasts_of_a_pair", c.pointer + "/findings",
                 "Another contrast explains the same two findings.");
    }

    void check(const instrument_definition& i) {
        check(i.statement, i.pointer);
        check(i.applies_to);
        const indicator* wording = find_in(state_.indicators, i.published_wording);
        if (!wording) unknown("indicator", i.published_wording, i.pointer + "/published_wording");
        else if (wording->type != indicator_type::yes_no)
            note("wrong_indicator_type", i.pointer + "/published_wording",
                 "Whether the published wording was used is a yes/no fact.");
        for (std::size_t f = 0; f < i.findings.size(); ++f) {
            const std::string at = i.pointer + "/findings/" + std::to_string(f);
            const finding_definition* finding = find_in(state_.findings, i.findings[f]);
            if (!finding) unknown("finding", i.findings[f], at);
            else if (finding->kind != finding_kind::measure)
                note("not_a_measure", at, "An instrument has findings of kind measure only.");
        }
        for (std::size_t s = 0; s < i.scores.size(); ++s)
            if (!find_in(state_.scores, i.scores[s]))
                unknown("score", i.scores[s], i.pointer + "/scores/" + std::to_string(s));
        for (const accuracy_definition& a : i.accuracy) {
            check(a.statement, a.pointer);
            if (std::find(i.findings.begin(), i.findings.end(), a.finding) == i.findings.end())
                note("unknown_finding", a.pointer + "/finding",
                     "The instrument has no finding \"" + a.finding + "\".");
        }
    }

    void check(const form_definition& f) {
        const auto same_role = [&](const form_definition* o) { return o->role == f.role; };
        if (f.role != form_role::entry &&
            std::count_if(state_.forms.begin(), state_.forms.end(), same_role) > 1)
            note("several_forms_of_role", f.pointer + "/role",
                 "Another form, here or in a used catalogue, has this role.");
        std::set<std::string_view> listed;
        for (std::size_t i = 0; i < f.indicators.size(); ++i) {
            const std::string at = f.pointer + "/indicators/" + std::to_string(i);
            const indicator* about = find_in(state_.indicators, f.indicators[i]);
            if (!about) unknown("indicator", f.indicators[i], at);
            else if (about->nature == indicator_nature::burden)
                note("burden_asked", at, "A burden fact is never asked (law 4).");
            if (!listed.insert(f.indicators[i]).second)
                note("duplicate_item", at, "The indicator is listed twice.");
        }
    }

    void check(const mapping_definition& m) {
        check(m.statement, m.pointer);
        std::set<std::string_view> filled;
        for (const mapping_column& c : m.columns) {
            const indicator* about = find_in(state_.indicators, c.indicator);
            if (!filled.insert(c.indicator).second)
                note("duplicate_item", c.pointer,
                     "Two columns feed the indicator " + c.indicator + ".");
            if (!about) {
                unknown("indicator", c.indicator, c.pointer + "/indicator");
                continue;
            }
            for (const auto& [code, value] : c.codes)
                if (!fits(*about, value))
                    note("bad_code", c.pointer + "/codes" + pointer_to(code),
                         "\"" + value + "\" is no answer to " + about->id + ".");
        }
        for (const mapping_write& w : m.writes) check(w.when);
    }

    static bool fits(const indicator& about, const std::string& value) {
        if (value == "unknown" || value == "declined") return true;
        if (about.type == indicator_type::yes_no)
            return value == "yes" || value == "no" ||
                   (value == "not_applicable" && !about.not_applicable.empty());
        if (about.type == indicator_type::choice)
            return std::any_of(about.options.begin(), about.options.end(),
                               [&](const choice_option& o) { return o.id == value; });
        return false;
    }

    const catalogue_state& state_;
    std::vector<issue>& issues_;
    bool in_conditions_ =
        false;  ///< in `denials_count_when`, where observed harm may be required to be absent
};

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
