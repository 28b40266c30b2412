// SPDX-License-Identifier: Apache-2.0
#include "document_reader.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include <pehchan/detail/refused_words.hpp>
#include <pehchan/detail/utf8.hpp>

namespace pehchan {
inline namespace v0 {
namespace detail {

mapping_definition document_reader::read_mapping(const json::value& value) {
    mapping_definition out;
    out.pointer = pointer_;
    const json::object* o = object(value, shapes::mapping);
    if (!o) return out;
    out.id = id_member(*o, "id");
    out.title = text_member(*o, "title");
    out.statement = statement(*o);
    with_member(*o, "columns", [&](const json::value& v) { read_columns(v, out); });
    with_member(*o, "ignore", [&](const json::value& v) { read_ignored(v, out); });
    with_member(*o, "writes", [&](const json::value& v) { read_writes(v, out); });
    return out;
}
void document_reader::read_columns(const json::value& value, mapping_definition& out) {
    const json::array* list = non_empty_array(value, "one column");
    if (!list) return;
    std::unordered_set<std::string> answered;
    for_each(*list, [&](const json::value& entry) {
        mapping_column column;
        column.pointer = pointer_;
        const json::object* o = object(entry, shapes::column);
        if (!o) return;
        column.column = non_empty_string_member(*o, "column");
        with_member(*o, "indicator", [&](const json::value& v) {
            column.indicator = id(v);
            if (!column.indicator.empty() && !answered.insert(column.indicator).second)
                problem("duplicate_item",
                        "Expected an indicator that no other column of this mapping answers, "
                        "found one that an earlier column does.");
        });
        with_member(*o, "codes", [&](const json::value& v) { read_codes(v, column); });
        out.columns.push_back(std::move(column));
    });
}
void document_reader::read_codes(const json::value& value, mapping_column& out) {
    const json::object* codes = value.if_object();
    if (!codes) return wrong_type("an object (of codes)", value);
    for (const auto& member : *codes) {
        const pointer_scope scope{pointer_, view_of(member.key())};
        const std::string meant = id(member.value());
        if (!is_shown_as_written(view_of(member.key())))
            problem("bad_text", not_shown_message, issue_place::key);
        // a code of somebody else's that clears a person may be read, as what is not known
        if (meant != "unknown" && refused_words::in_label(view_of(member.key())))
            problem("clears_or_brands", refused_words_message, issue_place::key);
        if (member.key().empty())
            problem("bad_code",
                    "Expected a code, found a blank, which is always unknown and has no code.",
                    issue_place::key);
        out.codes.emplace_back(view_of(member.key()), meant);
    }
    std::sort(out.codes.begin(), out.codes.end());
}
/// To be read after the columns.
void document_reader::read_ignored(const json::value& value, mapping_definition& out) {
    const json::array* list = array(value);
    if (!list) return;
    std::unordered_set<std::string> mapped, ignored;
    for (const mapping_column& column : out.columns) mapped.insert(column.column);
    for_each(*list, [&](const json::value& entry) {
        std::string column = string(entry);
        if (entry.is_string() && mapped.count(column) != 0)
            problem("duplicate_item",
                    "Expected a column that is not mapped, found one that \"columns\" names.");
        else if (entry.is_string() && !ignored.insert(column).second)
            problem("duplicate_item", "Expected different columns, found one a second time.");
        out.ignore.push_back(std::move(column));
    });
    std::sort(out.ignore.begin(), out.ignore.end());
}
void document_reader::read_writes(const json::value& value, mapping_definition& out) {
    const json::array* list = array(value);
    if (!list) return;
    std::unordered_set<std::string> seen;
    for_each(*list, [&](const json::value& entry) {
        mapping_write written;
        written.pointer = pointer_;
        const json::object* o = object(entry, shapes::column_to_write);
        if (!o) return;
        written.column = said_string_member(*o, "column");
        if (!seen.insert(written.column).second)
            problem("duplicate_item", "Expected different columns, found one a second time.");
        written.code = said_string_member(*o, "code");
        {
            const pointer_scope scope{pointer_, "code"};
            check_label(written.code);
        }
        if (written.code.starts_with("Not"))
            problem("bad_code",
                    "Expected a code that does not begin with \"Not\", which is never written "
                    "(law 6); found one that does.");
        written.when = rule_member(*o, "when");
        out.writes.push_back(std::move(written));
    });
    std::sort(out.writes.begin(), out.writes.end(),
              [](const mapping_write& x, const mapping_write& y) { return x.column < y.column; });
}

}  // namespace detail
}  // namespace v0
}  // namespace pehchan
