// SPDX-License-Identifier: Apache-2.0
#include "document_reader.hpp"

#include <algorithm>
#include <utility>

namespace pehchan {
inline namespace v0 {
namespace detail {

rule_tree document_reader::read_rule(const json::value& value, rule_place place) {
    rule_tree out;
    out.pointer = pointer_;
    if (value.is_string()) {
        out.form = rule_form::indicator;
        out.id = id(value);
        return out;
    }
    const json::object* o = value.if_object();
    if (!o) {
        wrong_type("a rule (the id of an indicator, or an object)", value, "bad_rule");
        return out;
    }
    const auto is_form = [&](std::string_view key, const object_shape& shape, rule_form form) {
        if (!has_key(*o, key)) return false;
        (void)object(value, shape);
        out.form = form;
        return true;
    };
    if (is_form("all", shapes::all_rule, rule_form::all)) {
        rule_list_member(*o, "all", out);
    } else if (is_form("any", shapes::any_rule, rule_form::any)) {
        rule_list_member(*o, "any", out);
    } else if (is_form("of", shapes::at_least_rule, rule_form::at_least)) {
        rule_list_member(*o, "of", out);
        out.number = integer_member<std::int64_t>(*o, "at_least", limits::list_count);
    } else if (is_form("not", shapes::not_rule, rule_form::negation)) {
        with_member(*o, "not", [&](const json::value& v) { read_negated(v, out); });
    } else if (is_form("choice", shapes::choice_condition, rule_form::choice_is)) {
        out.id = id_member(*o, "choice");
        out.options = ids_member(*o, "is");
    } else if (is_form("number", shapes::number_condition, rule_form::number_at_least)) {
        read_number_condition(*o, out);
    } else if (is_form("score", shapes::score_condition, rule_form::score_at_least)) {
        out.id = id_member(*o, "score");
        with_member(*o, "at_least", [&](const json::value& v) { out.number = decimal_string(v); });
    } else if (is_form("any_sign_of", shapes::any_sign_of_rule, rule_form::any_sign_of)) {
        out.id = id_member(*o, "any_sign_of");
    } else if (is_form("rule", shapes::rule_reference, rule_form::rule_reference)) {
        out.id = id_member(*o, "rule");
    } else if (is_form("finding", shapes::finding_reference, rule_form::finding_reference)) {
        out.id = id_member(*o, "finding");
    } else if (is_form("template", shapes::template_use, rule_form::template_use)) {
        out.id = id_member(*o, "template");
        with_member(*o, "with", [&](const json::value& v) { read_template_arguments(v, out); });
    } else if (is_form("tag", shapes::tag_reference, rule_form::tag)) {
        out.id = id_member(*o, "tag", id_form::parameter);
        if (place == rule_place::alone)
            problem("bad_rule",
                    "Expected a rule, found a tag, which stands only in a list of \"all\", \"any\" "
                    "or \"at_least\".");
    } else {
        problem("bad_rule",
                "Expected one of the keys all, any, of, not, choice, number, score, any_sign_of, "
                "rule, finding, template or tag; found none of them.");
    }
    return out;
}
void document_reader::read_negated(const json::value& value, rule_tree& out) {
    const json::object* o = value.if_object();
    if (value.is_string() || (o && (o->contains("choice") || o->contains("number"))))
        out.children.push_back(read_rule(value));
    else if (o)
        problem("bad_rule",
                "Expected a plain fact (the id of an indicator, a choice or a number), found "
                "another rule.");
    else
        wrong_type("a plain fact (the id of an indicator, a choice or a number)", value,
                   "bad_rule");
}
void document_reader::read_number_condition(const json::object& object, rule_tree& out) {
    const bool below = object.contains("below");
    if (below) out.form = rule_form::number_below;
    out.id = id_member(object, "number");
    if (below == object.contains("at_least"))
        problem("bad_rule", below ? "Expected one of \"below\" and \"at_least\", found both."
                                  : "Expected \"below\" or \"at_least\", found neither.");
    with_member(object, "below", [&](const json::value& v) { out.number = integer(v); });
    with_member(object, "at_least", [&](const json::value& v) { out.number = integer(v); });
}
void document_reader::read_template_arguments(const json::value& value, rule_tree& out) {
    const json::object* arguments = value.if_object();
    if (!arguments) return wrong_type("an object (of tags)", value);
    for (const auto& member : *arguments) {
        const std::string_view name = view_of(member.key());
        const pointer_scope scope{pointer_, name};
        if (!is_id(name, id_form::plain))
            problem("bad_id",
                    "Expected the name of a parameter (a to z, 0 to 9 and underscore), found "
                    "another key.",
                    issue_place::key);
        out.arguments.emplace_back(name, id(member.value(), id_form::parameter));
    }
    std::sort(out.arguments.begin(), out.arguments.end());
}
void document_reader::rule_list_member(const json::object& object, std::string_view key,
                                       rule_tree& out) {
    with_member(object, key, [&](const json::value& v) {
        const json::array* list = non_empty_array(v, "one rule");
        if (!list) return;
        out.children.reserve(list->size());
        for_each(*list, [&](const json::value& entry) {
            out.children.push_back(read_rule(entry, rule_place::in_list));
        });
    });
}
rule_tree document_reader::rule_member(const json::object& object, std::string_view key) {
    rule_tree out;
    with_member(object, key, [&](const json::value& v) { out = read_rule(v); });
    return out;
}
std::optional<rule_tree> document_reader::optional_rule_member(const json::object& object,
                                                               std::string_view key) {
    std::optional<rule_tree> out;
    with_member(object, key, [&](const json::value& v) { out = read_rule(v); });
    return out;
}

named_rule document_reader::read_named_rule(const json::value& value) {
    named_rule out;
    out.pointer = pointer_;
    const json::object* o = object(value, shapes::named_rule);
    if (!o) return out;
    out.id = id_member(*o, "id");
    out.title = text_member(*o, "title");
    out.rule = rule_member(*o, "rule");
    out.statement = statement(*o);
    return out;
}
rule_template document_reader::read_template(const json::value& value) {
    rule_template out;
    out.pointer = pointer_;
    const json::object* o = object(value, shapes::rule_template);
    if (!o) return out;
    out.id = id_member(*o, "id");
    out.parameters = ids_member(*o, "parameters");
    out.rule = rule_member(*o, "rule");
    out.statement = statement(*o);
    return out;
}
score_definition document_reader::read_score(const json::value& value) {
    score_definition out;
    out.pointer = pointer_;
    const json::object* o = object(value, shapes::score);
    if (!o) return out;
    out.id = id_member(*o, "id");
    out.title = text_member(*o, "title");
    out.statement = statement(*o);
    with_member(*o, "terms", [&](const json::value& v) {
        if (const json::array* list = non_empty_array(v, "one term"))
            for_each(*list,
                     [&](const json::value& entry) { out.terms.push_back(read_term(entry)); });
    });
    return out;
}
score_term document_reader::read_term(const json::value& value) {
    score_term out;
    out.pointer = pointer_;
    const json::object* o = value.if_object();
    if (o && o->contains("score")) {
        (void)object(value, shapes::score_term);
        out.score = id_member(*o, "score");
    } else if ((o = object(value, shapes::term))) {
        out.when = optional_rule_member(*o, "when");
        with_member(*o, "points", [&](const json::value& v) { out.points = decimal_string(v); });
    }
    return out;
}

}  // namespace detail
}  // namespace v0
}  // namespace pehchan
