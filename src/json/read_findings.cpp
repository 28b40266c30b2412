// SPDX-License-Identifier: Apache-2.0
#include "document_reader.hpp"

#include <string>
#include <unordered_set>
#include <utility>

namespace pehchan {
inline namespace v0 {
namespace detail {

finding_definition document_reader::read_finding(const json::value& value) {
    finding_definition out;
    out.pointer = pointer_;
    const json::object* o = object(value, shapes::finding);
    if (!o) return out;
    out.id = id_member(*o, "id");
    enumerator_member(*o, "kind", out.kind);
    out.urgency = integer_member<int>(*o, "urgency", limits::urgency);
    enumerator_member(*o, "headline", out.headline, "bad_value", limits::headline_id_words);
    out.title = text_member(*o, "title");
    out.summary = text_member(*o, "summary");
    out.meaning = text_member(*o, "meaning");
    check_label(out.title, "title");
    check_label(out.summary, "summary");
    with_member(*o, "id", [&](const json::value&) { check_label(out.id); });
    out.rule = rule_member(*o, "rule");
    out.hidden_from = enumerators_member<view_kind>(*o, "hidden_from");
    out.statement = statement(*o);

    const json::value* kind = o->if_contains("kind");
    if (kind && kind->is_string()) {
        const bool raises_none =
            out.kind == finding_kind::offence || out.kind == finding_kind::measure;
        if (!raises_none && !o->contains("headline"))
            missing_key("headline", "a finding of kind victim, protection or migration");
        if (raises_none && o->contains("headline")) {
            const pointer_scope scope{pointer_, "headline"};
            problem("key_not_allowed",
                    "Expected no headline in a finding of kind offence or measure, found one.",
                    issue_place::key);
        }
    }
    with_member(*o, "elements", [&](const json::value& v) { read_elements(v, out.elements); });
    return out;
}
void document_reader::read_elements(const json::value& value,
                                    std::vector<element_definition>& out) {
    const json::array* list = non_empty_array(value, "one element");
    if (!list) return;
    std::unordered_set<std::string> seen;
    for_each(*list, [&](const json::value& entry) {
        const json::object* o = object(entry, shapes::element);
        if (!o) return;
        element_definition element;
        with_member(*o, "id", [&](const json::value& v) {
            element.id = id(v);
            if (!element.id.empty() && !seen.insert(element.id).second) duplicate_id("element");
        });
        element.title = text_member(*o, "title");
        check_label(element.title, "title");
        element.rule = rule_member(*o, "rule");
        out.push_back(std::move(element));
    });
}
contrast_definition document_reader::read_contrast(const json::value& value) {
    contrast_definition out;
    out.pointer = pointer_;
    const json::object* o = object(value, shapes::contrast);
    if (!o) return out;
    out.id = id_member(*o, "id");
    const std::vector<std::string> pair = ids_member(*o, "findings");
    if (pair.size() == 2) out.finding = pair[0], out.other = pair[1];
    else
        with_member(*o, "findings", [&](const json::value& v) {
            if (v.is_array())
                problem("bad_pair",
                        "Expected two findings, found " + std::to_string(pair.size()) + ".");
        });
    out.words = text_member(*o, "text");
    out.statement = statement(*o);
    return out;
}

}  // namespace detail
}  // namespace v0
}  // namespace pehchan
