// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_BENCHMARKS_GROWN_HPP
#define PEHCHAN_BENCHMARKS_GROWN_HPP

// How does a catalogue look that has so many indicators and rules? What cost grows with is measured
// on these.

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <utility>

#include <pehchan/pehchan.hpp>

#include "persons.hpp"
#include "reference_job.hpp"

namespace grown {

inline constexpr std::size_t indicators[] = {64, 128, 256, 512, 1024};
inline constexpr std::size_t rules[] = {8, 64, 512};

/// A catalogue of so many indicators and rules, each of about ten indicators.
[[nodiscard]] inline pehchan::catalogue made_of(std::size_t signs, std::size_t findings) {
    using namespace pehchan;
    catalogue_document doc;
    doc.id = "growth";
    doc.version = "1.0.0";
    const auto words = [](std::string w) {
        return text{{{"en", std::move(w), translation_status::source}}};
    };
    const provenance from{{"s"}, confidence_level::unverified, "", ""};
    doc.title = words("growth");
    doc.setting = catalogue_setting::survey;
    doc.languages = {{"en", translation_status::source}};
    doc.sources = {{"s", "source", "", "2018", confidence_level::verified}};
    std::mt19937_64 random{signs * 1000 + findings};
    for (std::size_t i = 0; i < signs; ++i) {
        indicator one;
        one.id = reference::joined({"i", std::to_string(i)});
        one.nature = indicator_nature::harm;
        one.label = one.question = words("a sign");
        one.statement = from;
        doc.indicators.push_back(one);
    }
    const auto sign = [&] {
        rule_tree made;
        made.form = rule_form::indicator;
        made.id = reference::joined({"i", std::to_string(random() % signs)});
        return made;
    };
    const auto list = [&](rule_form how, std::size_t count, std::int64_t number) {
        rule_tree made;
        made.form = how;
        made.number = number;
        for (std::size_t c = 0; c < count; ++c) made.children.push_back(sign());
        return made;
    };
    for (std::size_t r = 0; r < findings; ++r) {
        finding_definition one;
        one.id = reference::joined({"f", std::to_string(r)});
        one.kind = finding_kind::measure;
        one.title = one.meaning = words("a finding");
        rule_tree whole;
        whole.form = rule_form::any;
        rule_tree both;
        both.form = rule_form::all;
        both.children = {list(rule_form::any, 3, 0), list(rule_form::at_least, 5, 2)};
        whole.children = {both, list(rule_form::at_least, 4, 3)};
        one.rule = whole;
        one.statement = from;
        doc.findings.push_back(one);
    }
    return persons::taken(build(std::move(doc)), "growth");
}

}  // namespace grown

#endif
