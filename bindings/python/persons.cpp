// SPDX-License-Identifier: Apache-2.0

// One person: answers, what follows from them, and the conversation that brings them.

#include <pybind11/stl.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>

#include <pehchan/case_id.hpp>
#include <pehchan/compiled.hpp>

#include "module.hpp"

namespace core {
namespace {

using pehchan::answer_problem;
using pehchan::catalogue;
using pehchan::name_of;

const char* problem_name(answer_problem problem) {
    switch (problem) {
        case answer_problem::none: return "";
        case answer_problem::unknown_indicator: return "unknown_indicator";
        case answer_problem::wrong_type: return "wrong_type";
        case answer_problem::unknown_value: return "unknown_value";
        case answer_problem::out_of_range: return "out_of_range";
        case answer_problem::not_applicable_not_allowed: return "not_applicable_not_allowed";
    }
    return "";
}

py::object value_of(const pehchan::indicator& about, const pehchan::answer& given) {
    switch (given.kind) {
        case pehchan::answer_kind::unknown: return py::none();
        case pehchan::answer_kind::declined: return py::str("declined");
        case pehchan::answer_kind::no: return py::bool_(false);
        case pehchan::answer_kind::yes: return py::bool_(true);
        case pehchan::answer_kind::not_applicable: return py::str("not_applicable");
        case pehchan::answer_kind::option:
            return py::str(about.options[static_cast<std::size_t>(given.value)].id);
        case pehchan::answer_kind::number: return py::int_(given.value);
    }
    return py::none();
}

/// [(id, value)] of what was named or is known.
py::list items_of(const pehchan::answers& known, const std::vector<bool>& named) {
    py::list out;
    for (std::size_t i = 0; i < named.size(); ++i)
        if (named[i] || known.at(i).kind != pehchan::answer_kind::unknown) {
            const pehchan::indicator& about = *known.catalogue_used().indicators()[i];
            out.append(py::make_tuple(about.id, value_of(about, known.at(i))));
        }
    return out;
}

/// Who reads, and in which language. The language is one of the catalogue's own words, which live
/// as long as it does.
pehchan::presentation presented(const catalogue& catalogue_used, std::string_view view,
                                std::string_view language, bool allow_draft,
                                std::string_view agency) {
    const auto found = pehchan::value_named<pehchan::view_kind>(view);
    if (!found)
        throw py::value_error("view is \"official\", \"helper\", \"investigator\" or \"person\"");
    if (!agency.empty() && !pehchan::is_agency(catalogue_used, agency))
        throw py::value_error("no referral of the catalogue names this agency");
    for (const pehchan::catalogue_language& offered : catalogue_used.document().languages)
        if (offered.id == language) return {*found, offered.id, allow_draft, agency};
    throw py::value_error("the catalogue does not speak this language");
}

/// Everything that follows for one person, for one reader.
class result {
public:
    result(const person& about, std::string_view view, std::string_view language, bool allow_draft,
           std::string agency)
        : case_id_(about.case_id),
          named_(about.named),
          agency_(std::move(agency)),
          how_(presented(about.known.catalogue_used(), view, language, allow_draft, agency_)),
          result_(
              pehchan::seen_in(pehchan::assess(about.known.catalogue_used(), about.known), how_)),
          words_(page_words_of(about.known.catalogue_used())) {}
    result(const result&) = delete;
    result& operator=(const result&) = delete;

    [[nodiscard]] std::string json(bool explain, bool next) const {
        return pehchan::dump(result_, words_, how_, case_id_, additions(explain, next));
    }
    [[nodiscard]] std::string page(bool explain, bool next, std::string_view part,
                                   std::string_view format) const {
        pehchan::presentation how = how_;
        const auto of = pehchan::value_named<pehchan::page_part>(part);
        const auto as = pehchan::value_named<pehchan::page_format>(format);
        if (!of) throw py::value_error("part is \"all\", \"first\", \"second\" or \"card\"");
        if (!as) throw py::value_error("format is \"text\" or \"html\"");
        how.part = *of;
        how.format = *as;
        return pehchan::page(result_, words_, how, case_id_, additions(explain, next));
    }

    [[nodiscard]] std::string explanation(const std::vector<std::string>& findings) const {
        pehchan::assessment filtered = result_;
        std::erase_if(filtered.findings,
                      [&](const pehchan::finding_result& f) { return !asked_for(findings, f); });
        pehchan::additions added;
        added.would_indicate = pehchan::would_indicate_all(result_, result_.known);
        return pehchan::dump_explanation(filtered, words_, how_, case_id_, added);
    }
    [[nodiscard]] std::string explanation_page(const std::vector<std::string>& findings) const {
        std::vector<std::string_view> shown;
        for (const pehchan::finding_result& f : result_.findings)
            if (asked_for(findings, f)) shown.push_back(f.definition->id);
        return pehchan::explanation_page(result_, shown, words_, how_, case_id_);
    }
    /// "" where this reader sees no such two findings.
    [[nodiscard]] std::string contrast(const std::string& first, const std::string& second) const {
        return pehchan::dump(
            result_, pehchan::contrast(result_.catalogue_used, result_.known, first, second),
            words_, how_, case_id_);
    }
    [[nodiscard]] std::string contrast_page(const std::string& first,
                                            const std::string& second) const {
        return pehchan::contrast_page(
            result_, pehchan::contrast(result_.catalogue_used, result_.known, first, second),
            words_, how_, case_id_);
    }
    /// "" where there is no such mapping that writes.
    [[nodiscard]] std::string columns(const std::string& mapping) const {
        const pehchan::mapping_definition* to = result_.catalogue_used.find_mapping(mapping);
        return to && !to->writes.empty()
                   ? pehchan::dump_columns(result_, *to, words_, how_, case_id_)
                   : std::string{};
    }
    [[nodiscard]] const pehchan::answers& answers() const { return result_.known; }
    /// What was named and may be learned, by index.
    [[nodiscard]] std::vector<bool> named() const {
        const pehchan::disclosure to_reader{result_, how_};
        std::vector<bool> out = named_;
        for (std::size_t i = 0; i < out.size(); ++i)
            if (to_reader.hides(*result_.catalogue_used.indicators()[i])) out[i] = false;
        return out;
    }
    /// The ids of the findings that this reader sees.
    [[nodiscard]] std::vector<std::string> findings() const {
        std::vector<std::string> out;
        for (const pehchan::finding_result& f : result_.findings) out.push_back(f.definition->id);
        return out;
    }

private:
    /// Those named; without names those shown and those with signs.
    static bool asked_for(const std::vector<std::string>& findings,
                          const pehchan::finding_result& f) {
        if (findings.empty())
            return f.status == pehchan::finding_status::indicated || !f.signs.empty();
        return std::find(findings.begin(), findings.end(), f.definition->id) != findings.end();
    }
    [[nodiscard]] pehchan::additions additions(bool explain, bool next) const {
        pehchan::additions added;
        if (explain) added.would_indicate = pehchan::would_indicate_all(result_, result_.known);
        if (next)
            added.ask_next = pehchan::question_finder{result_.catalogue_used}.find(
                result_.known, pehchan::asked_for(result_, named_, how_),
                {true, false, {}, nullptr, 5});
        return added;
    }

    std::string case_id_;
    std::vector<bool> named_;
    std::string agency_;
    pehchan::presentation how_;
    pehchan::assessment result_;
    catalogue words_;
};

/// The person, or the list of what is wrong with the text. `mapping` is one of `owner`'s.
py::object person_of(const catalogue& from, const std::string& text, std::size_t first_line,
                     const std::optional<catalogue>& owner, const std::string& mapping) {
    const pehchan::mapping_definition* by = owner ? owner->find_mapping(mapping) : nullptr;
    if (owner && !by) throw py::value_error("the catalogue has no such mapping");
    auto read = by ? pehchan::read_mapped_case(from, *by, text, first_line)
                   : pehchan::read_case(from, text, first_line);
    if (!read) return issue_list(read.issues());
    return py::cast(person{read->known, pehchan::asked_in(from, read->named), read->id});
}

std::vector<std::tuple<std::string, std::string, int>> questions(
    const person& about, bool full, bool later, const std::vector<std::string>& only,
    std::size_t most) {
    std::vector<std::tuple<std::string, std::string, int>> out;
    for (const pehchan::next_question& question :
         pehchan::question_finder{about.known.catalogue_used()}.find(
             about.known, about.named, {full, later, only, nullptr, most}))
        out.emplace_back(question.about->id, name_of(question.why), question.about->sensitivity);
    return out;
}

}  // namespace

void add_persons(py::module_& to) {
    py::class_<person>(to, "Answers")
        .def(py::init([](const catalogue& catalogue_used, std::string case_id) {
                 pehchan::require_case_id(case_id);
                 return person{pehchan::answers{catalogue_used},
                               std::vector<bool>(catalogue_used.indicators().size(), false),
                               std::move(case_id)};
             }),
             py::arg("catalogue"), py::arg("case_id"))
        .def_property_readonly("catalogue",
                               [](const person& self) { return self.known.catalogue_used(); })
        .def_readonly("case_id", &person::case_id)
        // "" where the answer was taken, else what is wrong with it.
        .def(
            "set",
            [](person& self, const std::string& id, const std::string& value) {
                const answer_problem problem = self.known.set(id, value);
                if (problem == answer_problem::none)
                    self.named[pehchan::index_in(self.known.catalogue_used().state().indicators,
                                                 id)] = true;
                return problem_name(problem);
            },
            py::arg("id"), py::arg("value"))
        .def(
            "set_number",
            [](person& self, const std::string& id, std::int64_t value) {
                const answer_problem problem = self.known.set(id, value);
                if (problem == answer_problem::none)
                    self.named[pehchan::index_in(self.known.catalogue_used().state().indicators,
                                                 id)] = true;
                return problem_name(problem);
            },
            py::arg("id"), py::arg("value"))
        // [(id, value)] of what was named or is known.
        .def("items", [](const person& self) { return items_of(self.known, self.named); })
        .def("json",
             [](const person& self) { return pehchan::dump(self.known, self.named, self.case_id); })
        .def("ask_next", &questions, py::arg("full"), py::arg("later"), py::arg("only"),
             py::arg("most"));

    to.def("read_case", &person_of, py::arg("catalogue"), py::arg("text"), py::arg("first_line"),
           py::arg("owner"), py::arg("mapping"));
    to.def(
        "pointer_to", [](const std::string& token) { return pehchan::pointer_to(token); },
        py::arg("token"));
    to.attr("case_id_rule") = pehchan::case_id_rule;
    to.def(
        "is_case_id", [](const std::string& id) { return pehchan::is_case_id(id); }, py::arg("id"));
    to.def(
        "case_id_of", [](const std::string& text) { return pehchan::case_id_of(text); },
        py::arg("text"));

    py::class_<result>(to, "Assessment")
        .def(py::init<const person&, std::string_view, std::string_view, bool, std::string>(),
             py::arg("answers"), py::arg("view"), py::arg("lang"), py::arg("allow_draft"),
             py::arg("agency"))
        .def("json", &result::json, py::arg("explain"), py::arg("next"))
        .def("page", &result::page, py::arg("explain"), py::arg("next"), py::arg("part"),
             py::arg("format"))
        .def("explanation", &result::explanation, py::arg("findings"))
        .def("explanation_page", &result::explanation_page, py::arg("findings"))
        .def("contrast", &result::contrast, py::arg("first"), py::arg("second"))
        .def("contrast_page", &result::contrast_page, py::arg("first"), py::arg("second"))
        .def("columns", &result::columns, py::arg("mapping"))
        .def("findings", &result::findings)
        // [(id, value)] of the answers that this reader may learn.
        .def("answers", [](const result& self) { return items_of(self.answers(), self.named()); });

    using pehchan::interview;
    py::class_<interview>(to, "Interview")
        .def(py::init([](const person& from, std::string form, bool full, bool later) {
                 std::vector<std::string_view> named;
                 for (std::size_t i = 0; i < from.named.size(); ++i)
                     if (from.named[i])
                         named.push_back(from.known.catalogue_used().indicators()[i]->id);
                 return std::make_unique<interview>(
                     from.known, named,
                     pehchan::interview_settings{std::move(form), full, later, nullptr});
             }),
             py::arg("answers"), py::arg("form"), py::arg("full"), py::arg("later"))
        .def("next",
             [](interview& self) {
                 const pehchan::indicator* found = self.next();
                 return found ? std::optional(found->id) : std::nullopt;
             })
        .def_property_readonly(
            "stop", [](const interview& self) { return std::string(name_of(self.stop())); })
        .def_property_readonly(
            "why", [](const interview& self) { return std::string(name_of(self.why())); })
        .def(
            "answer",
            [](interview& self, const std::string& value) {
                return problem_name(self.answer(value));
            },
            py::arg("value"))
        .def(
            "answer_number",
            [](interview& self, std::int64_t value) { return problem_name(self.answer(value)); },
            py::arg("value"))
        .def(
            "record",
            [](interview& self, const std::string& id, const std::string& value) {
                return problem_name(self.record(id, value));
            },
            py::arg("id"), py::arg("value"))
        .def(
            "record_number",
            [](interview& self, const std::string& id, std::int64_t value) {
                return problem_name(self.record(id, value));
            },
            py::arg("id"), py::arg("value"))
        .def("end", &interview::end)
        .def("go_on", &interview::go_on)
        .def(
            "answers",
            [](const interview& self, std::string case_id) {
                pehchan::require_case_id(case_id);
                return person{self.known(), self.asked(), std::move(case_id)};
            },
            py::arg("case_id"));
}

}  // namespace core
