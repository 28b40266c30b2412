// SPDX-License-Identifier: Apache-2.0
#include "document_reader.hpp"

#include <optional>
#include <utility>

#include "read_document.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

catalogue_document document_reader::read(const json::value& value) {
    catalogue_document out;
    const json::object* o = object(value, shapes::catalogue);
    if (!o) return out;
    out.languages = languages_member(*o, "languages");  // before any text
    out.id = id_member(*o, "id");
    out.version = version_member(*o, "version");
    out.title = text_member(*o, "title");
    enumerator_member(*o, "setting", out.setting);
    out.licence = string_member(*o, "licence");
    out.denials_count_when = optional_rule_member(*o, "denials_count_when");
    out.offences_shown_when = optional_rule_member(*o, "offences_shown_when");
    out.interview_ends_when = optional_rule_member(*o, "interview_ends_when");
    out.child_now = id_member(*o, "child_now");
    const auto collection = [&](std::string_view key, auto& into, auto member) {
        collection_member(*o, key, into, [&](const json::value& v) { return (this->*member)(v); });
    };
    collection("use", out.use, &document_reader::read_use);
    collection("sources", out.sources, &document_reader::read_source);
    collection("indicators", out.indicators, &document_reader::read_indicator);
    collection("tags", out.tags, &document_reader::read_tag);
    collection("templates", out.templates, &document_reader::read_template);
    collection("rules", out.rules, &document_reader::read_named_rule);
    collection("scores", out.scores, &document_reader::read_score);
    collection("findings", out.findings, &document_reader::read_finding);
    collection("safeguards", out.safeguards, &document_reader::read_safeguard);
    collection("referrals", out.referrals, &document_reader::read_referral);
    collection("forms", out.forms, &document_reader::read_form);
    collection("mappings", out.mappings, &document_reader::read_mapping);
    collection("contrasts", out.contrasts, &document_reader::read_contrast);
    collection("instruments", out.instruments, &document_reader::read_instrument);
    collection("texts", out.texts, &document_reader::read_page_text);
    return out;
}

catalogue_use document_reader::read_use(const json::value& value) {
    catalogue_use out;
    out.pointer = pointer_;
    const json::object* o = object(value, shapes::use);
    if (!o) return out;
    out.id = id_member(*o, "id");
    out.version = version_member(*o, "version");
    return out;
}
source document_reader::read_source(const json::value& value) {
    source out;
    const json::object* o = object(value, shapes::source);
    if (!o) return out;
    out.id = id_member(*o, "id", id_form::dotted);
    out.title = said_string_member(*o, "title");
    out.address = string_member(*o, "address");
    out.as_of = date_member(*o, "as_of", true);
    enumerator_member(*o, "confidence", out.confidence);
    return out;
}
form_definition document_reader::read_form(const json::value& value) {
    form_definition out;
    out.pointer = pointer_;
    const json::object* o = object(value, shapes::form);
    if (!o) return out;
    out.id = id_member(*o, "id");
    enumerator_member(*o, "role", out.role);
    out.title = text_member(*o, "title");
    out.indicators = ids_member(*o, "indicators");
    return out;
}
page_text document_reader::read_page_text(const json::value& value) {
    page_text out;
    out.pointer = pointer_;
    const json::object* o = object(value, shapes::page_text);
    if (!o) return out;
    out.id = id_member(*o, "id", id_form::dotted);
    out.words = text_member(*o, "text");
    return out;
}

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
