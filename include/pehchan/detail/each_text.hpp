// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_EACH_TEXT_HPP
#define PEHCHAN_DETAIL_EACH_TEXT_HPP

// Where do the translated texts of a catalogue stand?

#include <string>
#include <string_view>

#include "../document.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

/// Calls `visit` with the place and the text of everything in `document` that is translated. A
/// place is the catalogue's id and the keys of its JSON text; in lists an id stands for the
/// position. `Document` may be const.
template <class Document, class Visit>
void for_each_text(Document& document, Visit visit) {
    const auto see = [&](auto& words, std::string_view collection, std::string_view id,
                         std::string_view field) {
        if (words.empty()) return;
        std::string place = document.id;
        for (const std::string_view part : {collection, id, field})
            if (!part.empty()) place.append("/").append(part);
        visit(place, words);
    };
    const auto inside = [](std::string_view list, const std::string& id, std::string_view field) {
        return std::string{list}.append("/").append(id).append("/").append(field);
    };
    see(document.title, "", "", "title");
    for (auto& i : document.indicators) {
        see(i.label, "indicators", i.id, "label");
        see(i.question, "indicators", i.id, "question");
        see(i.not_applicable, "indicators", i.id, "not_applicable");
        for (auto& o : i.options)
            see(o.label, "indicators", i.id, inside("options", o.id, "label"));
    }
    for (auto& r : document.rules) see(r.title, "rules", r.id, "title");
    for (auto& s : document.scores) see(s.title, "scores", s.id, "title");
    for (auto& f : document.findings) {
        see(f.title, "findings", f.id, "title");
        see(f.summary, "findings", f.id, "summary");
        see(f.meaning, "findings", f.id, "meaning");
        for (auto& e : f.elements)
            see(e.title, "findings", f.id, inside("elements", e.id, "title"));
    }
    for (auto& s : document.safeguards) {
        see(s.title, "safeguards", s.id, "title");
        see(s.words, "safeguards", s.id, "text");
        see(s.action, "safeguards", s.id, "do");
        see(s.prohibition, "safeguards", s.id, "do_not");
        see(s.for_person, "safeguards", s.id, "for_person");
        see(s.for_child, "safeguards", s.id, "for_child");
    }
    for (auto& r : document.referrals) {
        see(r.authority, "referrals", r.id, "authority");
        see(r.serves, "referrals", r.id, "serves");
        see(r.consent_adult, "referrals", r.id, "consent/adult");
        see(r.consent_child, "referrals", r.id, "consent/child");
        see(r.for_person, "referrals", r.id, "for_person");
        see(r.for_child, "referrals", r.id, "for_child");
    }
    for (auto& f : document.forms) see(f.title, "forms", f.id, "title");
    for (auto& m : document.mappings) see(m.title, "mappings", m.id, "title");
    for (auto& c : document.contrasts) see(c.words, "contrasts", c.id, "text");
    for (auto& i : document.instruments) {
        see(i.title, "instruments", i.id, "title");
        see(i.population, "instruments", i.id, "population");
        see(i.rule_in_words, "instruments", i.id, "rule_in_words");
        see(i.not_for, "instruments", i.id, "not_for");
        for (auto& a : i.accuracy)
            see(a.population, "instruments", i.id, inside("accuracy", a.id, "population"));
    }
    for (auto& t : document.texts) see(t.words, "texts", t.id, "text");
}

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
