// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DOCUMENT_HPP
#define PEHCHAN_DOCUMENT_HPP

// What does one catalogue text say, before its names are resolved and its rules compiled?

#include "detail/push_macros.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "indicator.hpp"
#include "issue.hpp"
#include "rule.hpp"
#include "source.hpp"
#include "text.hpp"

namespace pehchan {
inline namespace v0 {

/// Points and scores are held in millionths.
inline constexpr std::int64_t millionths = 1'000'000;

enum class catalogue_setting { official, survey };
enum class finding_kind { victim, protection, migration, offence, measure };
/// What a form shows first, most urgent first. `none`: the catalogue has nothing to say on it.
enum class headline_id {
    act_now,
    presumed_victim,
    possible_victim,
    needs_protection,
    rights_and_information,
    nothing_shown_so_far,
    not_yet_asked,
    none
};
/// What a duty, a mandate or a number of hours rests on.
enum class basis_kind { statute, constitution, treaty, policy, practice, project_policy };
enum class safeguard_effect { limits_official, offers_person, protects_data, protects_child };
enum class referral_level { federal, province, district, any };
enum class referral_kind { protection, complaint, investigation, information };
enum class referral_mode { offer, duty };
enum class availability_kind { verified, unverified, none_known };

struct catalogue_use {
    std::string id, version, pointer;
};
struct catalogue_language {
    std::string id;
    translation_status status = translation_status::source;
    text_direction direction = text_direction::left_to_right;
};
struct language_texts;
struct tag {
    std::string id;
    std::vector<std::string> indicators;
    provenance statement;
    std::string pointer;
};
struct rule_template {
    std::string id;
    std::vector<std::string> parameters;
    rule_tree rule;
    provenance statement;
    std::string pointer;
};
struct named_rule {
    std::string id;
    text title;
    rule_tree rule;
    provenance statement;
    std::string pointer;
};
/// A term of a score: points where `when` holds, or another score.
struct score_term {
    std::optional<rule_tree> when;
    std::int64_t points = 0;  ///< millionths
    std::string score;
    std::string pointer;
};
struct score_definition {
    std::string id;
    text title;
    std::vector<score_term> terms;
    provenance statement;
    std::string pointer;
};
struct element_definition {
    std::string id;
    text title;
    rule_tree rule;
};
struct finding_definition {
    std::string id;
    finding_kind kind = finding_kind::measure;
    int urgency = 0;
    headline_id headline = headline_id::none;
    text title, meaning;
    rule_tree rule;
    std::vector<element_definition> elements;
    std::vector<view_kind> hidden_from;
    provenance statement;
    std::string pointer;
};
struct withheld_referrals {
    std::vector<std::string> agencies;
    std::vector<referral_level> levels;
    std::vector<std::string> referrals;
    [[nodiscard]] bool empty() const noexcept {
        return agencies.empty() && levels.empty() && referrals.empty();
    }
};
struct safeguard_definition {
    std::string id;
    text title, words;  ///< `words`: the optional longer text
    text for_person;    ///< optional: the right it gives, said to the person screened
    int urgency = 0;
    basis_kind force = basis_kind::project_policy;
    safeguard_effect effect = safeguard_effect::limits_official;
    std::optional<rule_tree> when, unless_ruled_out;
    withheld_referrals withholds;
    std::vector<view_kind> hidden_from;
    provenance statement;  ///< `as_of` is never empty
    std::string pointer;
};
struct referral_definition {
    std::string id;
    text authority;
    std::string agency;
    referral_level level = referral_level::any;
    referral_kind kind = referral_kind::protection;
    referral_mode mode = referral_mode::offer;
    rule_tree when;
    std::optional<rule_tree> routing, serves_only;
    text serves, consent_adult, consent_child;
    text for_person;  ///< optional: the help, said to the person screened
    std::optional<int> within_hours;
    basis_kind hours_basis = basis_kind::project_policy;
    availability_kind availability = availability_kind::unverified;
    basis_kind basis = basis_kind::project_policy;
    std::string contact, contact_as_of;  ///< both or neither
    std::vector<int> case_types;
    std::vector<view_kind> hidden_from;
    provenance statement;
    std::string pointer;
};
/// A published percentage and its interval, in millionths.
struct accuracy_rate {
    std::int64_t percent = 0;
    std::optional<std::int64_t> low, high;  ///< both or neither
};
/// One published evaluation of an instrument.
struct accuracy_definition {
    std::string id;
    std::string finding;  ///< of kind `measure`: positive is `indicated`
    text population;      ///< who was studied
    std::optional<std::int64_t> n;
    std::optional<std::int64_t> true_positives, false_negatives, false_positives,
        true_negatives;  ///< all or none
    std::optional<accuracy_rate> sensitivity, specificity;
    provenance statement;
    std::string pointer;
};
/// A published screening instrument: what its findings and scores may be used for, and where its
/// accuracy was measured.
struct instrument_definition {
    std::string id;
    text title;
    std::string publisher, year, licence;
    text population, rule_in_words, not_for;
    std::vector<std::string> findings, scores;
    std::string
        published_wording;  ///< the yes/no fact that its items were asked in the published wording
    rule_tree applies_to;   ///< over facts and identity facts: the population that it was made for
    std::vector<accuracy_definition> accuracy;
    provenance statement;
    std::string pointer;
};
/// `opening`: asked before anything else, in every interview; `child`: the only questions put to a
/// child at first contact.
enum class form_role { entry, opening, child };
struct form_definition {
    std::string id;
    form_role role = form_role::entry;
    text title;
    std::vector<std::string> indicators;
    std::string pointer;
};
/// How the codes of one column of a source become answers to one indicator.
struct mapping_column {
    std::string column, indicator;
    std::vector<std::pair<std::string, std::string>> codes;  ///< code, answer or option id
    std::string pointer;
};
/// What a column of the source's own format says of a person of whom the rule is certain; of
/// anybody else it says nothing.
struct mapping_write {
    std::string column, code;
    rule_tree when;
    std::string pointer;
};
struct mapping_definition {
    std::string id;
    text title;
    std::vector<mapping_column> columns;
    std::vector<mapping_write> writes;  ///< sorted by column; the way back, from answers to columns
    std::vector<std::string> ignore;
    provenance statement;
    std::string pointer;
};
/// A hand-written explanation of how two findings differ.
struct contrast_definition {
    std::string id;
    std::string finding, other;  ///< the pair has no order
    text words;
    provenance statement;
    std::string pointer;
};
struct page_text {
    std::string id;
    text words;
    std::string pointer;
};

/// One catalogue as written, checked for shape only.
struct catalogue_document {
    std::string id, version, licence;
    text title;
    catalogue_setting setting = catalogue_setting::official;
    std::vector<catalogue_language> languages;
    std::vector<catalogue_use> use;
    std::optional<rule_tree> denials_count_when;
    std::optional<rule_tree> offences_shown_when;
    std::optional<rule_tree> interview_ends_when;
    std::string child_now;
    std::vector<source> sources;
    std::vector<indicator> indicators;
    std::vector<tag> tags;
    std::vector<rule_template> templates;
    std::vector<named_rule> rules;
    std::vector<score_definition> scores;
    std::vector<finding_definition> findings;
    std::vector<safeguard_definition> safeguards;
    std::vector<referral_definition> referrals;
    std::vector<form_definition> forms;
    std::vector<mapping_definition> mappings;
    std::vector<contrast_definition> contrasts;
    std::vector<instrument_definition> instruments;
    std::vector<page_text> texts;
    std::vector<std::shared_ptr<const language_texts>>
        added_languages;  ///< languages.hpp; in the order in which a host added them
    std::string digest;   ///< law 11: SHA-256, lower-case hex, set by whoever read the text
    bool proved = false;  ///< `check` has proved what it proves of exactly this digest; set by
                          ///< whoever read the text
};

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
