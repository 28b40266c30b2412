// SPDX-License-Identifier: Apache-2.0
#include "document_reader.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace pehchan {
inline namespace v0 {
namespace detail {

namespace {

bool is_word(const json::object& object, std::string_view key, std::string_view word) {
    const json::value* member = object.if_contains({key.data(), key.size()});
    return member && member->is_string() && view_of(member->get_string()) == word;
}

}  // namespace

indicator document_reader::read_indicator(const json::value& value) {
    indicator out;
    out.pointer = pointer_;
    const json::object* o = object(value, shapes::indicator);
    if (!o) return out;
    out.id = id_member(*o, "id");
    enumerator_member(*o, "type", out.type);
    enumerator_member(*o, "nature", out.nature);
    enumerator_member(*o, "known_by", out.known);
    enumerator_member(*o, "period", out.period);
    out.sensitivity = integer_member<int>(*o, "sensitivity", limits::sensitivity);
    out.label = text_member(*o, "label");
    out.question = text_member(*o, "question");
    out.not_applicable = text_member(*o, "not_applicable");
    out.on_person_page = boolean_member(*o, "on_person_page");
    out.record_only = boolean_member(*o, "record_only");
    out.hidden_from = enumerators_member<view_kind>(*o, "hidden_from");
    out.statement = statement(*o);

    if (!is_word(*o, "nature", "burden")) {
        if (!o->contains("question"))
            missing_key("question", "an indicator that is not of nature burden");
    } else if (o->contains("question")) {
        const pointer_scope scope{pointer_, "question"};
        problem("key_not_allowed",
                "Expected no question for a burden fact, which is never asked (law 4); found one.",
                issue_place::key);
    }
    if (out.on_person_page && (is_word(*o, "nature", "harm") || is_word(*o, "nature", "burden"))) {
        const pointer_scope scope{pointer_, "on_person_page"};
        problem(
            "key_not_allowed",
            "Expected this key in a fact or an identity fact only: no answer about harm changes "
            "the person's page (law 13). Found it in an indicator of another nature.",
            issue_place::key);
    }
    only_for_type(*o, "not_applicable", "yes_no");
    only_for_type(*o, "options", "choice");
    only_for_type(*o, "min", "number");
    only_for_type(*o, "max", "number");
    if (is_word(*o, "type", "choice")) {
        if (!o->contains("options")) missing_key("options", "an indicator of type choice");
        with_member(*o, "options", [&](const json::value& v) { read_options(v, out.options); });
    }
    if (is_word(*o, "type", "number")) read_range(*o, out);
    return out;
}
void document_reader::only_for_type(const json::object& object, std::string_view key,
                                    std::string_view type) {
    const json::value* given = object.if_contains("type");
    if (!given || !given->is_string() || is_word(object, "type", type) || !has_key(object, key))
        return;
    const pointer_scope scope{pointer_, key};
    problem("key_not_allowed",
            "Expected this key in an indicator of type " + std::string{type} +
                " only, found it in one of another type.",
            issue_place::key);
}
void document_reader::read_options(const json::value& value, std::vector<choice_option>& out) {
    const json::array* list = array(value);
    if (!list) return;
    constexpr number_range size = limits::options_size;
    if (const auto n = static_cast<std::int64_t>(list->size()); n < size.low || n > size.high)
        problem("bad_options", "Expected " + std::to_string(size.low) + " to " +
                                   std::to_string(size.high) + " options, found " +
                                   std::to_string(n) + ".");
    for_each(*list, [&](const json::value& entry) {
        const json::object* o = object(entry, shapes::option);
        if (!o) return;
        choice_option option;
        option.id = id_member(*o, "id");
        with_member(*o, "id", [&](const json::value&) {
            if (std::any_of(out.begin(), out.end(),
                            [&](const choice_option& earlier) { return earlier.id == option.id; }))
                duplicate_id("option");
            else if (option.id == "unknown" || option.id == "declined" ||
                     option.id == "not_applicable")
                problem("reserved_id",
                        "Expected another id than unknown, declined and not_applicable, which "
                        "answer every question; found one of them.");
        });
        option.label = text_member(*o, "label");
        option.hidden_from = enumerators_member<view_kind>(*o, "hidden_from");
        out.push_back(std::move(option));
    });
}
void document_reader::read_range(const json::object& object, indicator& out) {
    for (const std::string_view key : {"min", "max"})
        if (!has_key(object, key)) missing_key(key, "an indicator of type number");
    with_member(object, "min", [&](const json::value& v) { out.min = integer(v); });
    with_member(object, "max", [&](const json::value& v) {
        out.max = integer(v);
        const json::value* min = object.if_contains("min");
        if (v.is_int64() && min && min->is_int64() && out.max < out.min)
            problem("bad_range", "Expected a number not below \"min\", found a smaller one.");
    });
}
tag document_reader::read_tag(const json::value& value) {
    tag out;
    out.pointer = pointer_;
    const json::object* o = object(value, shapes::tag);
    if (!o) return out;
    out.id = id_member(*o, "id", id_form::dotted);
    out.indicators = ids_member(*o, "indicators", id_form::plain, true);
    out.statement = statement(*o);
    return out;
}

}  // namespace detail
}  // namespace v0
}  // namespace pehchan
