// SPDX-License-Identifier: Apache-2.0
#include "document_reader.hpp"

#include <utility>

namespace pehchan {
inline namespace v0 {
namespace detail {

/// Where a statement stands on the person's page; 0 where it does not say.
int document_reader::order_member(const json::object& object) {
    return has_key(object, "person_order")
               ? integer_member<int>(object, "person_order", limits::person_order)
               : 0;
}
safeguard_definition document_reader::read_safeguard(const json::value& value) {
    safeguard_definition out;
    out.pointer = pointer_;
    const json::object* o = object(value, shapes::safeguard);
    if (!o) return out;
    out.id = id_member(*o, "id");
    out.title = text_member(*o, "title");
    out.words = text_member(*o, "text");
    out.action = text_member(*o, "do");
    out.prohibition = text_member(*o, "do_not");
    out.for_person = text_member(*o, "for_person");
    out.for_child = text_member(*o, "for_child");
    out.person_order = order_member(*o);
    out.urgency = integer_member<int>(*o, "urgency", limits::urgency);
    enumerator_member(*o, "force", out.force);
    enumerator_member(*o, "effect", out.effect, "bad_effect");
    out.when = optional_rule_member(*o, "when");
    out.unless_ruled_out = optional_rule_member(*o, "unless_ruled_out");
    out.hidden_from = enumerators_member<view_kind>(*o, "hidden_from");
    out.statement = statement(*o);
    with_member(*o, "withholds", [&](const json::value& v) {
        const json::object* withheld = object(v, shapes::withholds);
        if (!withheld) return;
        out.withholds.agencies = ids_member(*withheld, "agencies");
        out.withholds.levels = enumerators_member<referral_level>(*withheld, "levels");
        out.withholds.referrals = ids_member(*withheld, "referrals");
        if (withheld->empty())
            problem("empty_list",
                    "Expected at least one of \"agencies\", \"levels\" and \"referrals\", found an "
                    "empty object.");
    });
    return out;
}
referral_definition document_reader::read_referral(const json::value& value) {
    referral_definition out;
    out.pointer = pointer_;
    const json::object* o = object(value, shapes::referral);
    if (!o) return out;
    out.id = id_member(*o, "id");
    out.authority = text_member(*o, "authority");
    out.agency = id_member(*o, "agency");
    enumerator_member(*o, "level", out.level);
    enumerator_member(*o, "kind", out.kind);
    enumerator_member(*o, "mode", out.mode);
    out.when = rule_member(*o, "when");
    out.routing = optional_rule_member(*o, "routing");
    out.serves = text_member(*o, "serves");
    out.serves_only = optional_rule_member(*o, "serves_only");
    with_member(*o, "consent", [&](const json::value& v) {
        const json::object* consent = object(v, shapes::consent);
        if (!consent) return;
        out.consent_adult = text_member(*consent, "adult");
        out.consent_child = text_member(*consent, "child");
    });
    with_member(*o, "within_hours", [&](const json::value& v) {
        if (!v.is_null()) out.within_hours = static_cast<int>(integer(v, limits::hours));
    });
    enumerator_member(*o, "hours_basis", out.hours_basis);
    enumerator_member(*o, "availability", out.availability);
    enumerator_member(*o, "basis", out.basis);
    out.contact = said_string_member(*o, "contact");
    out.contact_as_of = date_member(*o, "contact_as_of");
    if (o->contains("contact") != o->contains("contact_as_of"))
        missing_key(o->contains("contact") ? "contact_as_of" : "contact",
                    "a referral that has one of \"contact\" and \"contact_as_of\"");
    with_member(*o, "case_types", [&](const json::value& v) {
        if (const json::array* list = array(v))
            for_each(*list, [&](const json::value& entry) {
                out.case_types.push_back(static_cast<int>(integer(entry, limits::case_type)));
            });
    });
    out.urgency = integer_member<int>(*o, "urgency", limits::urgency);
    out.for_person = text_member(*o, "for_person");
    out.for_child = text_member(*o, "for_child");
    out.person_order = order_member(*o);
    out.hidden_from = enumerators_member<view_kind>(*o, "hidden_from");
    out.statement = statement(*o);
    return out;
}

}  // namespace detail
}  // namespace v0
}  // namespace pehchan
