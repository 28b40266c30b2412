// SPDX-License-Identifier: Apache-2.0

// Catalogues: loading, and what they say.

#include <pybind11/stl.h>

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
