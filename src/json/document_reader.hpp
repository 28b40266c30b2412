// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_JSON_DOCUMENT_READER_HPP
#define PEHCHAN_JSON_DOCUMENT_READER_HPP

// Which definitions does a catalogue text hold? The members are defined in read_*.cpp, by noun.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shape_reader.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

class document_reader : shape_reader {
public:
    explicit document_reader(issue_list& issues) : shape_reader(issues) {}

    [[nodiscard]] catalogue_document read(const json::value& value);

private:
    // read_document.cpp
    catalogue_use read_use(const json::value& value);
    source read_source(const json::value& value);
    form_definition read_form(const json::value& value);
    page_text read_page_text(const json::value& value);

    // read_rules.cpp
    /// A tag may stand in a list of rules only.
    enum class rule_place { alone, in_list };
    rule_tree read_rule(const json::value& value, rule_place place = rule_place::alone);
    void read_negated(const json::value& value, rule_tree& out);
    void read_number_condition(const json::object& object, rule_tree& out);
    void read_template_arguments(const json::value& value, rule_tree& out);
    void rule_list_member(const json::object& object, std::string_view key, rule_tree& out);
    rule_tree rule_member(const json::object& object, std::string_view key);
    std::optional<rule_tree> optional_rule_member(const json::object& object, std::string_view key);
    named_rule read_named_rule(const json::value& value);
    rule_template read_template(const json::value& value);
    score_definition read_score(const json::value& value);
    score_term read_term(const json::value& value);

    // read_indicators.cpp
    indicator read_indicator(const json::value& value);
    void read_options(const json::value& value, std::vector<choice_option>& out);
    void read_range(const json::object& object, indicator& out);
    void only_for_type(const json::object& object, std::string_view key, std::string_view type);
    tag read_tag(const json::value& value);

    // read_findings.cpp
    finding_definition read_finding(const json::value& value);
    void read_elements(const json::value& value, std::vector<element_definition>& out);
    contrast_definition read_contrast(const json::value& value);

    // read_referrals.cpp
    safeguard_definition read_safeguard(const json::value& value);
    referral_definition read_referral(const json::value& value);
    int order_member(const json::object& object);

    // read_mappings.cpp
    mapping_definition read_mapping(const json::value& value);
    void read_columns(const json::value& value, mapping_definition& out);
    void read_codes(const json::value& value, mapping_column& out);
    void read_ignored(const json::value& value, mapping_definition& out);
    void read_writes(const json::value& value, mapping_definition& out);

    // read_instruments.cpp
    instrument_definition read_instrument(const json::value& value);
    accuracy_definition read_evaluation(const json::value& value);
    std::optional<accuracy_rate> rate_member(const json::object& object, std::string_view key);
    std::optional<std::int64_t> count_member(const json::object& object, std::string_view key);
};

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
