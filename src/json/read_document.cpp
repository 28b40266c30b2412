// SPDX-License-Identifier: Apache-2.0
#include "read_document.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>

#include "shape_reader.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

namespace {

/// Reads a whole catalogue.
class document_reader : shape_reader {
public:
    explicit document_reader(issue_list& issues) : shape_reader(issues) {}

    catalogue_document read(const json::value& value) {
        catalogue_document out;
        const json::object* o = object(value, "a catalogue",
                                       {{"id", required},
                                        {"version", required},
                                        {"title", required},
                                        {"setting", required},
                                        {"licence"},
                                        {"languages", required},
                                        {"use"},
                                        {"denials_count_when"},
                                        {"offences_shown_when"},
                                        {"interview_ends_when"},
                                        {"child_now"},
                                        {"sources"},
                                        {"indicators"},
                                        {"tags"},
                                        {"templates"},
                                        {"rules"},
                                        {"scores"},
                                        {"findings"},
                                        {"safeguards"},
                                        {"referrals"},
                                        {"forms"},
                                        {"mappings"},
                                        {"contrasts"},
                                        {"instruments"},
                                        {"texts"}});
        if (!o) return out;
        at(*o, "languages", [&](const json::value& v) { out.languages = languages(v); });
        out.id = id_member(*o, "id");
        at(*o, "version", [&](const json::value& v) { out.version = version(v); });
        out.title = text_member(*o, "title");
        word_member(*o, "setting", out.setting);
        out.licence = string_member(*o, "licence");
        collection(*o, "use", out.use, [this](const json::value& v) { return use(v); });
        out.denials_count_when = optional_rule_member(*o, "denials_count_when");
        out.offences_shown_when = optional_rule_member(*o, "offences_shown_when");
        out.interview_ends_when = optional_rule_member(*o, "interview_ends_when");
        out.child_now = id_member(*o, "child_now");
        collection(*o, "sources", out.sources,
                   [this](const json::value& v) { return read_source(v); });
        collection(*o, "indicators", out.indicators,
                   [this](const json::value& v) { return read_indicator(v); });
        collection(*o, "tags", out.tags, [this](const json::value& v) { return read_tag(v); });
        collection(*o, "templates", out.templates,
                   [this](const json::value& v) { return read_template(v); });
        collection(*o, "rules", out.rules, [this](const json::value& v) { return named(v); });
        collection(*o, "scores", out.scores, [this](const json::value& v) { return score(v); });
        collection(*o, "findings", out.findings,
                   [this](const json::value& v) { return finding(v); });
        collection(*o, "safeguards", out.safeguards,
                   [this](const json::value& v) { return safeguard(v); });
        collection(*o, "referrals", out.referrals,
                   [this](const json::value& v) { return referral(v); });
        collection(*o, "forms", out.forms, [this](const json::value& v) { return form(v); });
        collection(*o, "mappings", out.mappings,
                   [this](const json::value& v) { return mapping(v); });
        collection(*o, "contrasts", out.contrasts,
                   [this](const json::value& v) { return contrast(v); });
        collection(*o, "instruments", out.instruments,
                   [this](const json::value& v) { return instrument(v); });
        collection(*o, "texts", out.texts, [this](const json::value& v) { return page(v); });
        return out;
    }

private:
    // Rules.

    enum class rule_place { alone, in_list };

    rule_tree rule(const json::value& value, rule_place place = rule_place::alone) {
        rule_tree out;
        out.pointer = pointer_;
        if (value.is_string()) {
            out.form = rule_form::indicator;
            out.id = id(value);
            return out;
        }
        const json::object* o = value.if_object();
        if (!o) {
            problem("bad_rule", "A rule is the id of an indicator, or an object.");
            return out;
        }
        const auto has = [o](std::string_view key) {
            return o->contains({key.data(), key.size()});
        };
        if (has("all") || has("any")) {
            const std::string_view key = has("all") ? "all" : "any";
            out.form = has("all") ? rule_form::all : rule_form::any;
            (void)object(value, "this rule", {{key, required}});
            children(*o, key, out);
        } else if (has("of")) {
            out.form = rule_form::at_least;
            (void)object(value, "this rule", {{"at_least", required}, {"of", required}});
            children(*o, "of", out);
            at(*o, "at_least", [&](const json::value& v) { out.number = whole(v, 1, 1'000'000); });
        } else if (has("not")) {
            out.form = rule_form::negation;
            (void)object(value, "this rule", {{"not", required}});
            at(*o, "not", [&](const json::value& v) {
                const json::object* inner = v.if_object();
                if (!v.is_string() &&
                    !(inner && (inner->contains("choice") || inner->contains("number"))))
                    problem(
                        "bad_rule",
                        "Only a plain fact can be negated: an indicator, a choice or a number.");
                else out.children.push_back(rule(v));
            });
        } else if (has("choice")) {
            out.form = rule_form::choice_is;
            (void)object(value, "this rule", {{"choice", required}, {"is", required}});
            out.id = id_member(*o, "choice");
            out.options = ids_member(*o, "is");
        } else if (has("number")) {
            const bool below = has("below");
            out.form = below ? rule_form::number_below : rule_form::number_at_least;
            (void)object(value, "this rule", {{"number", required}, {"below"}, {"at_least"}});
            out.id = id_member(*o, "number");
            if (below == has("at_least"))
                problem("bad_rule", "A number has either below or at_least.");
            at(*o, "below", [&](const json::value& v) { out.number = whole(v); });
            at(*o, "at_least", [&](const json::value& v) { out.number = whole(v); });
        } else if (has("score")) {
            out.form = rule_form::score_at_least;
            (void)object(value, "this rule", {{"score", required}, {"at_least", required}});
            out.id = id_member(*o, "score");
            at(*o, "at_least", [&](const json::value& v) { out.number = points(v); });
        } else if (has("any_sign_of")) {
            reference(value, *o, "any_sign_of", rule_form::any_sign_of, out);
        } else if (has("rule")) {
            reference(value, *o, "rule", rule_form::rule_reference, out);
        } else if (has("finding")) {
            reference(value, *o, "finding", rule_form::finding_reference, out);
        } else if (has("template")) {
            out.form = rule_form::template_use;
            (void)object(value, "this rule", {{"template", required}, {"with", required}});
            out.id = id_member(*o, "template");
            at(*o, "with", [&](const json::value& v) {
                const json::object* with = v.if_object();
                if (!with) {
                    problem("wrong_type", "Here stands an object of tags.");
                    return;
                }
                for (const auto& member : *with) {
                    const step here{pointer_, view_of(member.key())};
                    if (!is_id(view_of(member.key()), id_form::plain))
                        problem("bad_id", "A parameter is named by a to z, 0 to 9 and underscore.",
                                issue_place::key);
                    out.arguments.emplace_back(view_of(member.key()),
                                               id(member.value(), id_form::parameter));
                }
                std::sort(out.arguments.begin(), out.arguments.end());
            });
        } else if (has("tag")) {
            out.form = rule_form::tag;
            (void)object(value, "this rule", {{"tag", required}});
            out.id = id_member(*o, "tag", id_form::parameter);
            if (place == rule_place::alone)
                problem("bad_rule", "A tag stands in a list of all, any or at_least only.");
        } else {
            problem("bad_rule", "This object is none of the forms of a rule.");
        }
        return out;
    }
    void children(const json::object& o, std::string_view key, rule_tree& out) {
        at(o, key, [&](const json::value& v) {
            const json::array* a = array(v);
            if (!a) return;
            if (a->empty()) problem("empty_list", "This list needs at least one rule.");
            out.children.reserve(a->size());
            each(*a, [&](const json::value& one) {
                out.children.push_back(rule(one, rule_place::in_list));
            });
        });
    }
    void reference(const json::value& value, const json::object& o, std::string_view key,
                   rule_form form, rule_tree& out) {
        out.form = form;
        (void)object(value, "this rule", {{key, required}});
        out.id = id_member(o, key);
    }
    rule_tree rule_member(const json::object& o, std::string_view key) {
        rule_tree out;
        at(o, key, [&](const json::value& v) { out = rule(v); });
        return out;
    }
    std::optional<rule_tree> optional_rule_member(const json::object& o, std::string_view key) {
        std::optional<rule_tree> out;
        at(o, key, [&](const json::value& v) { out = rule(v); });
        return out;
    }

    // Definitions.

    catalogue_use use(const json::value& value) {
        catalogue_use out;
        out.pointer = pointer_;
        if (const json::object* o =
                object(value, "a used catalogue", {{"id", required}, {"version", required}})) {
            out.id = id_member(*o, "id");
            at(*o, "version", [&](const json::value& v) { out.version = version(v); });
        }
        return out;
    }
    source read_source(const json::value& value) {
        source out;
        if (const json::object* o = object(value, "a source",
                                           {{"id", required},
                                            {"title", required},
                                            {"address", required},
                                            {"as_of", required},
                                            {"confidence", required}})) {
            out.id = id_member(*o, "id", id_form::dotted);
            out.title = full_string_member(*o, "title");
            out.address = string_member(*o, "address");
            out.as_of = date_member(*o, "as_of", true);
            word_member(*o, "confidence", out.confidence);
        }
        return out;
    }
    indicator read_indicator(const json::value& value) {
        indicator out;
        out.pointer = pointer_;
        const json::object* o = object(value, "an indicator",
                                       {{"id", required},
                                        {"type", required},
                                        {"nature", required},
                                        {"known_by", required},
                                        {"period", required},
                                        {"sensitivity", required},
                                        {"label", required},
                                        {"question"},
                                        {"not_applicable"},
                                        {"options"},
                                        {"min"},
                                        {"max"},
                                        {"record_only"},
                                        {"hidden_from"},
                                        {"sources", required},
                                        {"confidence", required},
                                        {"as_of"},
                                        {"note"}});
        if (!o) return out;
        out.id = id_member(*o, "id");
        word_member(*o, "type", out.type);
        word_member(*o, "nature", out.nature);
        word_member(*o, "known_by", out.known);
        word_member(*o, "period", out.period);
        out.sensitivity = whole_member<int>(*o, "sensitivity", 1, 3);
        out.label = text_member(*o, "label");
        out.question = text_member(*o, "question");
        out.not_applicable = text_member(*o, "not_applicable");
        at(*o, "record_only", [&](const json::value& v) {
            if (v.is_bool()) out.record_only = v.get_bool();
            else problem("wrong_type", "Here stands true or false.");
        });
        out.hidden_from = words_member<view_kind>(*o, "hidden_from");
        out.statement = statement(*o);

        const json::value* type = o->if_contains("type");
        const json::value* nature = o->if_contains("nature");
        const auto is = [](const json::value* v, std::string_view s) {
            return v && v->is_string() && view_of(v->get_string()) == s;
        };
        if (!is(nature, "burden") && !o->contains("question"))
            problem("missing_key", "An indicator that is not a burden needs the key \"question\".");
        if (is(nature, "burden") && o->contains("question")) {
            const step here{pointer_, "question"};
            problem("key_not_allowed", "A burden fact is never asked (law 4).", issue_place::key);
        }
        only_for(*o, "not_applicable", is(type, "yes_no"), "yes_no");
        only_for(*o, "options", is(type, "choice"), "choice");
        only_for(*o, "min", is(type, "number"), "number");
        only_for(*o, "max", is(type, "number"), "number");
        if (is(type, "choice")) {
            if (!o->contains("options"))
                problem("missing_key", "A choice needs the key \"options\".");
            at(*o, "options", [&](const json::value& v) { out.options = options(v); });
        }
        if (is(type, "number")) {
            for (const std::string_view key : {"min", "max"})
                if (!o->contains({key.data(), key.size()}))
                    problem("missing_key", "A number needs the key \"" + std::string{key} + "\".");
            at(*o, "min", [&](const json::value& v) { out.min = whole(v); });
            at(*o, "max", [&](const json::value& v) {
                out.max = whole(v);
                const json::value* min = o->if_contains("min");
                if (v.is_int64() && min && min->is_int64() && out.max < out.min)
                    problem("bad_range", "The largest number is below the smallest.");
            });
        }
        return out;
    }
    void only_for(const json::object& o, std::string_view key, bool fits, std::string_view type) {
        const json::value* v = o.if_contains("type");
        if (fits || !v || !v->is_string() || !o.contains({key.data(), key.size()})) return;
        const step here{pointer_, key};
        problem("key_not_allowed",
                "Only an indicator of type " + std::string{type} + " has this key.",
                issue_place::key);
    }
    std::vector<choice_option> options(const json::value& value) {
        std::vector<choice_option> out;
        const json::array* a = array(value);
        if (!a) return out;
        if (a->size() < 2 || a->size() > 64)
            problem("bad_options", "A choice has 2 to 64 options.");
        each(*a, [&](const json::value& one) {
            choice_option option;
            const json::object* o =
                object(one, "an option", {{"id", required}, {"label", required}});
            if (!o) return;
            option.id = id_member(*o, "id");
            at(*o, "id", [&](const json::value&) {
                if (std::any_of(out.begin(), out.end(),
                                [&](const choice_option& x) { return x.id == option.id; }))
                    problem("duplicate_id", "This option stands twice.");
                else if (option.id == "unknown" || option.id == "declined" ||
                         option.id == "not_applicable")
                    problem("reserved_id",
                            "This word is an answer to every question and cannot be an option.");
            });
            option.label = text_member(*o, "label");
            out.push_back(std::move(option));
        });
        return out;
    }
    tag read_tag(const json::value& value) {
        tag out;
        out.pointer = pointer_;
        if (const json::object* o = object(value, "a tag",
                                           {{"id", required},
                                            {"indicators", required},
                                            {"sources", required},
                                            {"confidence", required},
                                            {"as_of"},
                                            {"note"}})) {
            out.id = id_member(*o, "id", id_form::dotted);
            out.indicators = ids_member(*o, "indicators", id_form::plain, true);
            out.statement = statement(*o);
        }
        return out;
    }
    rule_template read_template(const json::value& value) {
        rule_template out;
        out.pointer = pointer_;
        if (const json::object* o = object(value, "a template",
                                           {{"id", required},
                                            {"parameters", required},
                                            {"rule", required},
                                            {"sources", required},
                                            {"confidence", required},
                                            {"as_of"},
                                            {"note"}})) {
            out.id = id_member(*o, "id");
            out.parameters = ids_member(*o, "parameters");
            out.rule = rule_member(*o, "rule");
            out.statement = statement(*o);
        }
        return out;
    }
    named_rule named(const json::value& value) {
        named_rule out;
        out.pointer = pointer_;
        if (const json::object* o = object(value, "a rule with a name",
                                           {{"id", required},
                                            {"title"},
                                            {"rule", required},
                                            {"sources", required},
                                            {"confidence", required},
                                            {"as_of"},
                                            {"note"}})) {
            out.id = id_member(*o, "id");
            out.title = text_member(*o, "title");
            out.rule = rule_member(*o, "rule");
            out.statement = statement(*o);
        }
        return out;
    }
    score_definition score(const json::value& value) {
        score_definition out;
        out.pointer = pointer_;
        const json::object* o = object(value, "a score",
                                       {{"id", required},
                                        {"title", required},
                                        {"terms", required},
                                        {"sources", required},
                                        {"confidence", required},
                                        {"as_of"},
                                        {"note"}});
        if (!o) return out;
        out.id = id_member(*o, "id");
        out.title = text_member(*o, "title");
        out.statement = statement(*o);
        at(*o, "terms", [&](const json::value& v) {
            const json::array* a = array(v);
            if (!a) return;
            if (a->empty()) problem("empty_list", "A score needs at least one term.");
            each(*a, [&](const json::value& one) {
                score_term term;
                term.pointer = pointer_;
                const json::object* t = one.if_object();
                if (t && t->contains("score")) {
                    (void)object(one, "a term that is a score", {{"score", required}});
                    term.score = id_member(*t, "score");
                } else if ((t = object(one, "a term",
                                       {{"when", required}, {"points", required}}))) {
                    term.when = optional_rule_member(*t, "when");
                    at(*t, "points", [&](const json::value& p) { term.points = points(p); });
                }
                out.terms.push_back(std::move(term));
            });
        });
        return out;
    }
    finding_definition finding(const json::value& value) {
        finding_definition out;
        out.pointer = pointer_;
        const json::object* o = object(value, "a finding",
                                       {{"id", required},
                                        {"kind", required},
                                        {"urgency", required},
                                        {"headline"},
                                        {"title", required},
                                        {"meaning", required},
                                        {"rule", required},
                                        {"elements"},
                                        {"hidden_from"},
                                        {"sources", required},
                                        {"confidence", required},
                                        {"as_of"},
                                        {"note"}});
        if (!o) return out;
        out.id = id_member(*o, "id");
        word_member(*o, "kind", out.kind);
        out.urgency = whole_member<int>(*o, "urgency", 0, 100);
        word_member(*o, "headline", out.headline, "bad_value",
                    static_cast<std::size_t>(headline_id::nothing_shown_so_far));
        out.title = text_member(*o, "title");
        out.meaning = text_member(*o, "meaning");
        out.rule = rule_member(*o, "rule");
        out.hidden_from = words_member<view_kind>(*o, "hidden_from");
        out.statement = statement(*o);
        const json::value* kind = o->if_contains("kind");
        if (kind && kind->is_string() && out.kind != finding_kind::offence &&
            out.kind != finding_kind::measure) {
            if (!o->contains("headline"))
                problem("missing_key", "A finding of this kind needs the key \"headline\".");
        } else if (kind && kind->is_string() && o->contains("headline")) {
            const step here{pointer_, "headline"};
            problem("key_not_allowed", "A finding of kind offence or measure raises no headline.",
                    issue_place::key);
        }
        at(*o, "elements", [&](const json::value& v) {
            const json::array* a = array(v);
            if (!a) return;
            if (a->empty()) problem("empty_list", "This list needs at least one element.");
            std::unordered_set<std::string> seen;
            each(*a, [&](const json::value& one) {
                element_definition element;
                const json::object* e = object(
                    one, "an element", {{"id", required}, {"title", required}, {"rule", required}});
                if (!e) return;
                at(*e, "id", [&](const json::value& id_value) {
                    element.id = id(id_value);
                    if (!element.id.empty() && !seen.insert(element.id).second)
                        problem("duplicate_id", "This element stands twice.");
                });
                element.title = text_member(*e, "title");
                element.rule = rule_member(*e, "rule");
                out.elements.push_back(std::move(element));
            });
        });
        return out;
    }
    safeguard_definition safeguard(const json::value& value) {
        safeguard_definition out;
        out.pointer = pointer_;
        const json::object* o = object(value, "a safeguard",
                                       {{"id", required},
                                        {"title", required},
                                        {"text"},
                                        {"for_person"},
                                        {"urgency", required},
                                        {"force", required},
                                        {"effect", required},
                                        {"as_of", required},
                                        {"when"},
                                        {"unless_ruled_out"},
                                        {"withholds"},
                                        {"hidden_from"},
                                        {"sources", required},
                                        {"confidence", required},
                                        {"note"}});
        if (!o) return out;
        out.id = id_member(*o, "id");
        out.title = text_member(*o, "title");
        out.words = text_member(*o, "text");
        out.for_person = text_member(*o, "for_person");
        out.urgency = whole_member<int>(*o, "urgency", 0, 100);
        word_member(*o, "force", out.force);
        word_member(*o, "effect", out.effect, "bad_effect");
        out.when = optional_rule_member(*o, "when");
        out.unless_ruled_out = optional_rule_member(*o, "unless_ruled_out");
        out.hidden_from = words_member<view_kind>(*o, "hidden_from");
        out.statement = statement(*o);
        at(*o, "withholds", [&](const json::value& v) {
            const json::object* w =
                object(v, "a list of what is withheld", {{"agencies"}, {"levels"}, {"referrals"}});
            if (!w) return;
            out.withholds.agencies = ids_member(*w, "agencies");
            out.withholds.levels = words_member<referral_level>(*w, "levels");
            out.withholds.referrals = ids_member(*w, "referrals");
            if (w->empty()) problem("empty_list", "Nothing is withheld here.");
        });
        return out;
    }
    referral_definition referral(const json::value& value) {
        referral_definition out;
        out.pointer = pointer_;
        const json::object* o = object(value, "a referral",
                                       {{"id", required},
                                        {"authority", required},
                                        {"agency", required},
                                        {"level", required},
                                        {"kind", required},
                                        {"mode", required},
                                        {"when", required},
                                        {"routing"},
                                        {"serves", required},
                                        {"serves_only"},
                                        {"consent", required},
                                        {"within_hours", required},
                                        {"hours_basis", required},
                                        {"availability", required},
                                        {"basis", required},
                                        {"contact"},
                                        {"contact_as_of"},
                                        {"case_types"},
                                        {"for_person"},
                                        {"hidden_from"},
                                        {"sources", required},
                                        {"confidence", required},
                                        {"as_of"},
                                        {"note"}});
        if (!o) return out;
        out.id = id_member(*o, "id");
        out.authority = text_member(*o, "authority");
        out.agency = id_member(*o, "agency");
        word_member(*o, "level", out.level);
        word_member(*o, "kind", out.kind);
        word_member(*o, "mode", out.mode);
        out.when = rule_member(*o, "when");
        out.routing = optional_rule_member(*o, "routing");
        out.serves = text_member(*o, "serves");
        out.serves_only = optional_rule_member(*o, "serves_only");
        at(*o, "consent", [&](const json::value& v) {
            if (const json::object* c =
                    object(v, "a consent", {{"adult", required}, {"child", required}})) {
                out.consent_adult = text_member(*c, "adult");
                out.consent_child = text_member(*c, "child");
            }
        });
        at(*o, "within_hours", [&](const json::value& v) {
            if (!v.is_null()) out.within_hours = static_cast<int>(whole(v, 0, 1'000'000));
        });
        word_member(*o, "hours_basis", out.hours_basis);
        word_member(*o, "availability", out.availability);
        word_member(*o, "basis", out.basis);
        out.contact = full_string_member(*o, "contact");
        out.contact_as_of = date_member(*o, "contact_as_of", false);
        if (o->contains("contact") != o->contains("contact_as_of"))
            problem("missing_key",
                    "A contact and the date on which it was known stand together: \"contact\" and "
                    "\"contact_as_of\".");
        at(*o, "case_types", [&](const json::value& v) {
            if (const json::array* a = array(v))
                each(*a, [&](const json::value& one) {
                    out.case_types.push_back(static_cast<int>(whole(one, 1, 1000)));
                });
        });
        out.for_person = text_member(*o, "for_person");
        out.hidden_from = words_member<view_kind>(*o, "hidden_from");
        out.statement = statement(*o);
        return out;
    }
    form_definition form(const json::value& value) {
        form_definition out;
        out.pointer = pointer_;
        if (const json::object* o = object(
                value, "a form",
                {{"id", required}, {"role"}, {"title", required}, {"indicators", required}})) {
            out.id = id_member(*o, "id");
            word_member(*o, "role", out.role);
            out.title = text_member(*o, "title");
            out.indicators = ids_member(*o, "indicators");
        }
        return out;
    }
    mapping_definition mapping(const json::value& value) {
        mapping_definition out;
        out.pointer = pointer_;
        const json::object* o = object(value, "a mapping",
                                       {{"id", required},
                                        {"title", required},
                                        {"columns", required},
                                        {"ignore"},
                                        {"writes"},
                                        {"sources", required},
                                        {"confidence", required},
                                        {"as_of"},
                                        {"note"}});
        if (!o) return out;
        out.id = id_member(*o, "id");
        out.title = text_member(*o, "title");
        out.statement = statement(*o);
        std::unordered_set<std::string> indicators, columns, ignored;
        at(*o, "columns", [&](const json::value& v) {
            const json::array* a = array(v);
            if (!a) return;
            if (a->empty()) problem("empty_list", "A mapping needs at least one column.");
            each(*a, [&](const json::value& one) {
                mapping_column column;
                column.pointer = pointer_;
                const json::object* c =
                    object(one, "a column",
                           {{"column", required}, {"indicator", required}, {"codes", required}});
                if (!c) return;
                column.column = full_string_member(*c, "column");
                columns.insert(column.column);
                at(*c, "indicator", [&](const json::value& name) {
                    column.indicator = id(name);
                    if (!column.indicator.empty() && !indicators.insert(column.indicator).second)
                        problem("duplicate_item",
                                "Another column of this mapping already answers this indicator.");
                });
                at(*c, "codes", [&](const json::value& codes) {
                    const json::object* pairs = codes.if_object();
                    if (!pairs) {
                        problem("wrong_type", "Here stands an object of codes.");
                        return;
                    }
                    for (const auto& member : *pairs) {
                        const step here{pointer_, view_of(member.key())};
                        if (member.key().empty())
                            problem("bad_code", "A blank is always unknown and has no code.",
                                    issue_place::key);
                        column.codes.emplace_back(view_of(member.key()), id(member.value()));
                    }
                    std::sort(column.codes.begin(), column.codes.end());
                });
                out.columns.push_back(std::move(column));
            });
        });
        at(*o, "ignore", [&](const json::value& v) {
            const json::array* a = array(v);
            if (!a) return;
            each(*a, [&](const json::value& one) {
                std::string column = string(one);
                if (one.is_string() && columns.count(column) != 0)
                    problem("duplicate_item", "This column is mapped, so it cannot be ignored.");
                else if (one.is_string() && !ignored.insert(column).second)
                    problem("duplicate_item", "This column stands twice in the list.");
                out.ignore.push_back(std::move(column));
            });
            std::sort(out.ignore.begin(), out.ignore.end());
        });
        std::unordered_set<std::string> written;
        at(*o, "writes", [&](const json::value& v) {
            const json::array* a = array(v);
            if (!a) return;
            each(*a, [&](const json::value& one) {
                mapping_write made;
                made.pointer = pointer_;
                const json::object* w =
                    object(one, "a column to write",
                           {{"column", required}, {"code", required}, {"when", required}});
                if (!w) return;
                made.column = full_string_member(*w, "column");
                if (!written.insert(made.column).second)
                    problem("duplicate_item", "This column is written twice.");
                made.code = full_string_member(*w, "code");
                if (made.code.starts_with("Not"))
                    problem("bad_code",
                            "A status that begins with \"Not\" is never written (law 6).");
                made.when = rule_member(*w, "when");
                out.writes.push_back(std::move(made));
            });
            std::sort(
                out.writes.begin(), out.writes.end(),
                [](const mapping_write& x, const mapping_write& y) { return x.column < y.column; });
        });
        return out;
    }
    contrast_definition contrast(const json::value& value) {
        contrast_definition out;
        out.pointer = pointer_;
        const json::object* o = object(value, "a contrast",
                                       {{"id", required},
                                        {"findings", required},
                                        {"text", required},
                                        {"sources", required},
                                        {"confidence", required},
                                        {"as_of"},
                                        {"note"}});
        if (!o) return out;
        out.id = id_member(*o, "id");
        const std::vector<std::string> pair = ids_member(*o, "findings");
        if (pair.size() == 2) out.finding = pair[0], out.other = pair[1];
        else
            at(*o, "findings", [&](const json::value& v) {
                if (v.is_array()) problem("bad_pair", "A contrast is of two different findings.");
            });
        out.words = text_member(*o, "text");
        out.statement = statement(*o);
        return out;
    }
    std::optional<std::int64_t> count_member(const json::object& o, std::string_view key) {
        std::optional<std::int64_t> out;
        if (o.contains({key.data(), key.size()}))
            out = whole_member<std::int64_t>(o, key, 0, 1'000'000'000);
        return out;
    }
    std::optional<accuracy_rate> rate_member(const json::object& o, std::string_view key) {
        std::optional<accuracy_rate> out;
        at(o, key, [&](const json::value& v) {
            const json::object* r = object(v, "a rate", {{"percent", required}, {"low"}, {"high"}});
            if (!r) return;
            out.emplace();
            const auto percent = [&](std::string_view name, auto& into) {
                at(*r, name, [&](const json::value& p) {
                    into = points(p);
                    if (into > 100'000'000) problem("out_of_range", "A percentage is at most 100.");
                });
            };
            std::int64_t low = 0, high = 0;
            percent("percent", out->percent);
            percent("low", low);
            percent("high", high);
            if (r->contains("low") != r->contains("high"))
                problem("missing_key", "An interval needs the keys \"low\" and \"high\".");
            else if (r->contains("low")) out->low = low, out->high = high;
            if (out->low && (low > out->percent || high < out->percent))
                problem("bad_range", "The percentage lies outside its interval.");
        });
        return out;
    }
    accuracy_definition accuracy(const json::value& value) {
        accuracy_definition out;
        out.pointer = pointer_;
        const json::object* o = object(value, "an evaluation",
                                       {{"id", required},
                                        {"finding", required},
                                        {"population", required},
                                        {"n"},
                                        {"true_positives"},
                                        {"false_negatives"},
                                        {"false_positives"},
                                        {"true_negatives"},
                                        {"sensitivity"},
                                        {"specificity"},
                                        {"sources", required},
                                        {"confidence", required},
                                        {"as_of"},
                                        {"note"}});
        if (!o) return out;
        out.id = id_member(*o, "id");
        out.finding = id_member(*o, "finding");
        out.population = text_member(*o, "population");
        out.n = count_member(*o, "n");
        out.true_positives = count_member(*o, "true_positives");
        out.false_negatives = count_member(*o, "false_negatives");
        out.false_positives = count_member(*o, "false_positives");
        out.true_negatives = count_member(*o, "true_negatives");
        out.sensitivity = rate_member(*o, "sensitivity");
        out.specificity = rate_member(*o, "specificity");
        out.statement = statement(*o);
        int counts = 0;
        for (const char* key :
             {"true_positives", "false_negatives", "false_positives", "true_negatives"})
            counts += o->contains(key);
        if (counts != 0 && counts != 4)
            problem("missing_key", "The four counts stand together or not at all.");
        if (counts == 0 && !o->contains("sensitivity") && !o->contains("specificity"))
            problem("missing_key", "An evaluation has counts, a sensitivity or a specificity.");
        return out;
    }
    instrument_definition instrument(const json::value& value) {
        instrument_definition out;
        out.pointer = pointer_;
        const json::object* o = object(value, "an instrument",
                                       {{"id", required},
                                        {"title", required},
                                        {"publisher", required},
                                        {"year", required},
                                        {"licence", required},
                                        {"population", required},
                                        {"rule_in_words", required},
                                        {"not_for", required},
                                        {"findings", required},
                                        {"scores"},
                                        {"published_wording", required},
                                        {"applies_to", required},
                                        {"accuracy"},
                                        {"sources", required},
                                        {"confidence", required},
                                        {"as_of"},
                                        {"note"}});
        if (!o) return out;
        out.id = id_member(*o, "id");
        out.title = text_member(*o, "title");
        out.publisher = full_string_member(*o, "publisher");
        out.year = full_string_member(*o, "year");
        out.licence = full_string_member(*o, "licence");
        out.population = text_member(*o, "population");
        out.rule_in_words = text_member(*o, "rule_in_words");
        out.not_for = text_member(*o, "not_for");
        out.findings = ids_member(*o, "findings", id_form::plain, true);
        out.scores = ids_member(*o, "scores", id_form::plain, true);
        out.published_wording = id_member(*o, "published_wording");
        out.applies_to = rule_member(*o, "applies_to");
        at(*o, "accuracy", [&](const json::value& v) {
            if (const json::array* a = array(v))
                each(*a, [&](const json::value& one) { out.accuracy.push_back(accuracy(one)); });
        });
        out.statement = statement(*o);
        return out;
    }
    page_text page(const json::value& value) {
        page_text out;
        out.pointer = pointer_;
        if (const json::object* o =
                object(value, "a page text", {{"id", required}, {"text", required}})) {
            out.id = id_member(*o, "id", id_form::dotted);
            out.words = text_member(*o, "text");
        }
        return out;
    }
};

}  // namespace

catalogue_document read_document(const boost::json::value& value, issue_list& issues) {
    return document_reader{issues}.read(value);
}

outcome<catalogue_document> read_document(std::string_view json) {
    issue_list issues;
    const std::optional<boost::json::value> value = parse_text(json, catalogue_limits, issues);
    catalogue_document document;
    if (value) document = read_document(*value, issues);
    if (!issues.empty()) return std::move(issues).placed(json);
    return document;
}

}  // namespace detail
}  // namespace v0
}  // namespace pehchan
