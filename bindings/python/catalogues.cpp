// SPDX-License-Identifier: Apache-2.0

// Catalogues: loading, and what they say.

#include <pybind11/stl.h>

#include <algorithm>
#include <list>
#include <optional>

#include <pehchan/compiled.hpp>

#include "module.hpp"

namespace core {
namespace {

using pehchan::catalogue;
using pehchan::name_of;

/// The catalogue, or the list of what is wrong with the text.
py::object loaded(const pehchan::outcome<catalogue>& from) {
    return from ? py::cast(*from) : py::object(issue_list(from.issues()));
}

/// True, False, None (unknown), "declined", the id of an option or a whole number; `not_understood`
/// where it is none of these.
py::object typed(const catalogue& of, std::string_view id, std::string_view text,
                 const py::object& not_understood) {
    const pehchan::indicator* about = of.find_indicator(id);
    if (!about) throw py::key_error(std::string(id));
    const std::optional<std::string> value = pehchan::typed_value(page_words_of(of), *about, text);
    if (!value) return not_understood;
    if (*value == "unknown") return py::none();
    if (*value == "declined") return py::str(*value);
    switch (about->type) {
        case pehchan::indicator_type::yes_no: return py::bool_(*value == "yes");
        case pehchan::indicator_type::number: return py::int_(py::str(*value));
        default: return py::str(*value);
    }
}

py::list indicators_of(const catalogue& catalogue_used) {
    py::list out;
    for (const pehchan::indicator* about : catalogue_used.indicators()) {
        py::dict options;
        for (const pehchan::choice_option& option : about->options)
            options[py::str(option.id)] = words_of(option.label);
        py::dict made;
        made["id"] = about->id;
        made["type"] = name_of(about->type);
        made["nature"] = name_of(about->nature);
        made["known_by"] = name_of(about->known);
        made["period"] = name_of(about->period);
        made["sensitivity"] = about->sensitivity;
        made["label"] = words_of(about->label);
        made["question"] = words_of(about->question);
        made["not_applicable"] = words_of(about->not_applicable);
        made["options"] = options;
        py::list hidden_from;
        for (const pehchan::view_kind view : about->hidden_from) hidden_from.append(name_of(view));
        made["hidden_from"] = py::tuple(hidden_from);
        made["range"] = about->type == pehchan::indicator_type::number
                            ? py::object(py::make_tuple(about->min, about->max))
                            : py::none();
        out.append(made);
    }
    return out;
}

/// By falling urgency, then id.
py::list findings_of(const catalogue& catalogue_used) {
    py::list out;
    for (const pehchan::compiled_finding& finding : catalogue_used.state().compiled_findings) {
        py::dict made;
        made["id"] = finding.definition->id;
        made["kind"] = name_of(finding.definition->kind);
        made["urgency"] = finding.definition->urgency;
        made["title"] = words_of(finding.definition->title);
        made["meaning"] = words_of(finding.definition->meaning);
        made["confidence"] = name_of(finding.confidence);
        out.append(made);
    }
    return out;
}

py::list scores_of(const catalogue& catalogue_used) {
    py::list out;
    for (const pehchan::compiled_score& score : catalogue_used.state().compiled_scores) {
        py::dict made;
        made["id"] = score.definition->id;
        made["title"] = words_of(score.definition->title);
        made["confidence"] = name_of(score.confidence);
        out.append(made);
    }
    return out;
}

py::list forms_of(const catalogue& catalogue_used) {
    py::list out;
    for (const pehchan::form_definition* form : catalogue_used.forms()) {
        py::dict made;
        made["id"] = form->id;
        made["role"] = name_of(form->role);
        made["title"] = words_of(form->title);
        made["indicators"] = form->indicators;
        out.append(made);
    }
    return out;
}

/// {"id", "columns": [(column, indicator, {code: answer})], "ignore", "writes"}; None where there
/// is no such mapping.
py::object mapping_of(const catalogue& catalogue_used, std::string_view id) {
    const pehchan::mapping_definition* found = catalogue_used.find_mapping(id);
    if (!found) return py::none();
    py::list columns;
    for (const pehchan::mapping_column& listed : found->columns) {
        py::dict codes;
        for (const auto& [code, answer] : listed.codes) codes[py::str(code)] = answer;
        columns.append(py::make_tuple(listed.column, listed.indicator, codes));
    }
    py::dict out;
    out["id"] = found->id;
    out["columns"] = columns;
    out["ignore"] = found->ignore;
    out["writes"] = !found->writes.empty();
    return out;
}

}  // namespace

catalogue page_words_of(const catalogue& shown) {
    static const catalogue shipped = *pehchan::builtin("words");
    const auto& added = shown.document().added_languages;
    if (added.empty()) return shipped;
    struct built {
        std::vector<std::string> digests;
        catalogue words;
    };
    constexpr std::size_t most = 16;  // what a program that adds texts for ever may keep
    static std::list<built> recent;   // the last used first
    std::vector<std::string> digests;
    for (const auto& each : added) digests.push_back(each->digest);
    auto found = std::find_if(recent.begin(), recent.end(),
                              [&](const built& one) { return one.digests == digests; });
    if (found == recent.end()) {
        recent.push_front({std::move(digests), pehchan::page_words(shown)});
        if (recent.size() > most) recent.pop_back();
    } else {
        recent.splice(recent.begin(), recent, found);
    }
    return recent.front().words;
}

void add_catalogues(py::module_& to) {
    // Immutable, and shared by all threads: its functions need no lock.
    py::class_<catalogue>(to, "Catalogue")
        .def_property_readonly(
            "id", [](const catalogue& catalogue_used) { return std::string(catalogue_used.id()); })
        .def_property_readonly(
            "version",
            [](const catalogue& catalogue_used) { return std::string(catalogue_used.version()); })
        .def_property_readonly(
            "digest",
            [](const catalogue& catalogue_used) { return std::string(catalogue_used.digest()); })
        .def_property_readonly("setting",
                               [](const catalogue& catalogue_used) {
                                   return std::string(name_of(catalogue_used.setting()));
                               })
        .def_property_readonly("proved", &catalogue::proved)
        .def_property_readonly("title",
                               [](const catalogue& catalogue_used) {
                                   return words_of(catalogue_used.document().title);
                               })
        .def_property_readonly(
            "licence",
            [](const catalogue& catalogue_used) { return catalogue_used.document().licence; })
        .def_property_readonly("languages",
                               [](const catalogue& catalogue_used) {
                                   py::list out;
                                   for (const pehchan::catalogue_language& offered :
                                        catalogue_used.document().languages)
                                       out.append(offered.id);
                                   return out;
                               })
        .def(
            "direction",
            [](const catalogue& of, std::string_view language) -> std::optional<std::string> {
                for (const pehchan::catalogue_language& one : of.document().languages)
                    if (one.id == language) return std::string(name_of(one.direction));
                return std::nullopt;
            },
            py::arg("language"))
        // [(language, digest)] in the order in which they were added.
        .def_property_readonly("texts",
                               [](const catalogue& of) {
                                   py::list out;
                                   for (const auto& one : of.document().added_languages)
                                       out.append(py::make_tuple(one->language, one->digest));
                                   return out;
                               })
        .def(
            "with_texts",
            [](const catalogue& of, const std::string& text) {
                std::optional<pehchan::outcome<catalogue>> made;
                {
                    // `text` is a copy, and catalogues are immutable.
                    const py::gil_scoped_release free;
                    made = pehchan::with_texts(of, std::string_view(text));
                }
                return loaded(*made);
            },
            py::arg("text"))
        .def("typed", &typed, py::arg("id"), py::arg("text"), py::arg("not_understood"))
        .def_property_readonly(
            "mappings",
            [](const catalogue& catalogue_used) {
                py::list out;
                for (const pehchan::mapping_definition* listed : catalogue_used.state().mappings)
                    out.append(listed->id);
                return out;
            })
        .def("used",
             [](const catalogue& catalogue_used) {
                 return std::vector<catalogue>(catalogue_used.used().begin(),
                                               catalogue_used.used().end());
             })
        .def("indicators", &indicators_of)
        .def("findings", &findings_of)
        .def("scores", &scores_of)
        .def("forms", &forms_of)
        .def("mapping", &mapping_of, py::arg("id"));

    to.def("builtin_ids", [] {
        py::list out;
        for (std::string_view id : pehchan::builtin_ids()) out.append(std::string(id));
        return out;
    });
    to.def(
        "builtin_text", [](std::string_view id) { return std::string(pehchan::builtin_text(id)); },
        py::arg("id"));
    to.def(
        "builtin",
        [](const std::string& id) {
            std::optional<pehchan::outcome<catalogue>> made;
            {
                // Nothing here is Python's: loading reads the text that is compiled in.
                const py::gil_scoped_release free;
                made = pehchan::builtin(id);
            }
            return loaded(*made);
        },
        py::arg("id"));
    to.def(
        "load",
        [](const std::string& text, const std::vector<catalogue>& used) {
            std::optional<pehchan::outcome<catalogue>> made;
            {
                // Nothing here is Python's: `text` and `used` are copies, and catalogues are
                // immutable.
                const py::gil_scoped_release free;
                made = pehchan::load(text, used);
            }
            return loaded(*made);
        },
        py::arg("text"), py::arg("used"));
}

}  // namespace core
