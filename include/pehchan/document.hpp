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

/// `official`: the one who asks has power over the person, and law 3 applies; `survey`: not.
enum class catalogue_setting { official, survey };
/// `measure`: a result of a published instrument; `offence`: for the investigator only.
enum class finding_kind { victim, protection, migration, offence, measure };
/// What a form shows first, most urgent first. `none`: the catalogue has nothing to say on it.
enum class headline_id {
    act_now,                 ///< somebody is in danger now
    presumed_victim,         ///< a victim finding is indicated
    possible_victim,         ///< a victim finding is open and a sign holds
    needs_protection,        ///< a protection finding is indicated
    rights_and_information,  ///< only rights and information follow
    nothing_shown_so_far,    ///< asked, and nothing indicated; clears nobody
    not_yet_asked,           ///< no answer that counts
    none                     ///< the catalogue has no findings that give one
};
/// What a duty, a mandate or a number of hours rests on.
enum class basis_kind { statute, constitution, treaty, policy, practice, project_policy };
/// The four effects that a safeguard may have (law 5).
enum class safeguard_effect { limits_official, offers_person, protects_data, protects_child };
/// Level of government; `any`: not bound to one.
enum class referral_level { federal, province, district, any };
/// What the body does with a referral.
enum class referral_kind { protection, complaint, investigation, information };
/// `duty`: the official must refer; `offer`: the person chooses.
enum class referral_mode { offer, duty };
/// Whether a service is known, and whether the project checked it.
enum class availability_kind { verified, unverified, none_known };

/// A catalogue that another one uses, in exactly this version.
struct catalogue_use {
    std::string id, version,
        pointer;  ///< `pointer` is a JSON Pointer in the catalogue that uses it
};
/// A language of a catalogue; only the source language has every text.
struct catalogue_language {
    std::string id;                                            ///< BCP 47, such as "en"
    translation_status status = translation_status::source;    ///< of the translation as a whole
    text_direction direction = text_direction::left_to_right;  ///< the way it is written
};
struct language_texts;

/// A named list of yes/no indicators, for rules over lists.
struct tag {
    std::string id;                       ///< permanent; unique in its collection
    std::vector<std::string> indicators;  ///< ids
    provenance statement;                 ///< its sources, and how well they were read (law 10)
    std::string pointer;                  ///< JSON Pointer (RFC 6901) in its catalogue
};
/// A rule with parameters, each of which stands for a tag.
struct rule_template {
    std::string id;                       ///< permanent; unique in its collection
    std::vector<std::string> parameters;  ///< names, used in the rule as "$name"
    rule_tree rule;                       ///< may name its parameters
    provenance statement;                 ///< its sources, and how well they were read (law 10)
    std::string pointer;                  ///< JSON Pointer (RFC 6901) in its catalogue
};
/// A rule that other rules refer to by its id.
struct named_rule {
    std::string id;        ///< permanent; unique in its collection
    text title;            ///< what an official reads in its place; may be empty
    rule_tree rule;        ///< what the id stands for
    provenance statement;  ///< its sources, and how well they were read (law 10)
    std::string pointer;   ///< JSON Pointer (RFC 6901) in its catalogue
};
/// A term of a score: points where `when` holds, or another score.
struct score_term {
    std::optional<rule_tree> when;  ///< empty where `score` is given
    std::int64_t points = 0;        ///< millionths
    std::string score;              ///< id of another score, all points of which are added
    std::string pointer;            ///< JSON Pointer (RFC 6901) in its catalogue
};
/// A weighted sum over rules.
struct score_definition {
    std::string id;                 ///< permanent; unique in its collection
    text title;                     ///< what an official reads
    std::vector<score_term> terms;  ///< in the order of the catalogue
    provenance statement;           ///< its sources, and how well they were read (law 10)
    std::string pointer;            ///< JSON Pointer (RFC 6901) in its catalogue
};
/// An element of an offence or a status, with a rule of its own.
struct element_definition {
    std::string id;  ///< permanent; unique in its collection
    text title;      ///< what an official reads
    rule_tree rule;  ///< when the element is met
};
/// Something that may be indicated of a person; never a decision.
struct finding_definition {
    std::string id;                             ///< permanent; unique in its collection
    finding_kind kind = finding_kind::measure;  ///< who may see it, and what it leads to
    int urgency = 0;                            ///< the greater, the earlier it is printed
    headline_id headline = headline_id::none;   ///< what a form shows when it is indicated
    text title, meaning;  ///< `meaning`: one sentence that an official reads below the title
    text summary;         ///< optional: one short sentence for the first page
    rule_tree rule;       ///< when it is indicated
    std::vector<element_definition> elements;  ///< printed each with its status
    std::vector<view_kind> hidden_from;        ///< views that never print it
    provenance statement;  ///< its sources, and how well they were read (law 10)
    std::string pointer;   ///< JSON Pointer (RFC 6901) in its catalogue
};
/// Referrals that a safeguard withholds: those that match any list.
struct withheld_referrals {
    std::vector<std::string> agencies;   ///< as in `referral_definition::agency`
    std::vector<referral_level> levels;  ///< as in `referral_definition::level`
    std::vector<std::string> referrals;  ///< ids
    /// Whether nothing is withheld.
    [[nodiscard]] bool empty() const noexcept {
        return agencies.empty() && levels.empty() && referrals.empty();
    }
};
/// What officials must do or leave for this person.
struct safeguard_definition {
    std::string id;              ///< permanent; unique in its collection
    text title, words;           ///< `words`: the optional longer text
    text action, prohibition;    ///< optional: what to do and what not to do, for the first page
    text for_person, for_child;  ///< optional: the right it gives, said to an adult and to a child
    int person_order = 0;  ///< place on the person's page, the smallest first; 0: after all others
    int urgency = 0;       ///< the greater, the earlier it is printed
    basis_kind force = basis_kind::project_policy;  ///< what the duty rests on
    safeguard_effect effect =
        safeguard_effect::limits_official;            ///< law 5: nothing else is possible
    std::optional<rule_tree> when, unless_ruled_out;  ///< empty `when`: applies to everyone; it
                                                      ///< ends where `unless_ruled_out` cannot hold
    withheld_referrals withholds;        ///< referrals that are not offered while it applies
    std::vector<view_kind> hidden_from;  ///< views that never print it
    provenance statement;                ///< `as_of` is never empty
    std::string pointer;                 ///< JSON Pointer (RFC 6901) in its catalogue
};
/// A body to which a person can be referred.
struct referral_definition {
    std::string id;  ///< permanent; unique in its collection
    text authority;  ///< its name
    std::string
        agency;  ///< groups bodies, so that a safeguard can withhold all of an accused agency
    referral_level level = referral_level::any;      ///< of government
    referral_kind kind = referral_kind::protection;  ///< what it does
    referral_mode mode = referral_mode::offer;       ///< whether the official must refer
    rule_tree when;                                  ///< what gives a reason to refer
    std::optional<rule_tree> routing,
        serves_only;                            ///< whom it is competent for, and whom it admits
    text serves, consent_adult, consent_child;  ///< whom it helps; what consent it needs from an
                                                ///< adult, and what for a child
    text for_person, for_child;  ///< optional: the help, said to an adult and to a child
    int person_order = 0;  ///< place on the person's page, the smallest first; 0: after all others
    int urgency = 0;       ///< the greater, the earlier the first page names it
    std::optional<int> within_hours;                      ///< empty: no time limit
    basis_kind hours_basis = basis_kind::project_policy;  ///< what the time limit rests on
    availability_kind availability =
        availability_kind::unverified;              ///< whether the service was found to exist
    basis_kind basis = basis_kind::project_policy;  ///< what its mandate rests on
    std::string contact, contact_as_of;             ///< both or neither
    std::vector<int> case_types;                    ///< numbers of the case types that it takes
    std::vector<view_kind> hidden_from;             ///< views that never print it
    provenance statement;  ///< its sources, and how well they were read (law 10)
    std::string pointer;   ///< JSON Pointer (RFC 6901) in its catalogue
};
/// A published percentage and its interval, in millionths.
struct accuracy_rate {
    std::int64_t percent = 0;               ///< millionths of one percent: 87.5 % is 87'500'000
    std::optional<std::int64_t> low, high;  ///< both or neither
};
/// One published evaluation of an instrument.
struct accuracy_definition {
    std::string id;                 ///< permanent; unique in its collection
    std::string finding;            ///< of kind `measure`: positive is `indicated`
    text population;                ///< who was studied
    std::optional<std::int64_t> n;  ///< persons studied
    std::optional<std::int64_t> true_positives, false_negatives, false_positives,
        true_negatives;  ///< all or none
    std::optional<accuracy_rate> sensitivity,
        specificity;       ///< as published, with intervals where given
    provenance statement;  ///< its sources, and how well they were read (law 10)
    std::string pointer;   ///< JSON Pointer (RFC 6901) in its catalogue
};
/// A published screening instrument: what its findings and scores may be used for, and where its
/// accuracy was measured.
struct instrument_definition {
    std::string id;                        ///< permanent; unique in its collection
    text title;                            ///< what an official reads
    std::string publisher, year, licence;  ///< `year` and `licence` as the publisher gives them
    text population, rule_in_words,
        not_for;  ///< for whom it was made; how it is scored; what it must not be used for
    std::vector<std::string> findings, scores;  ///< ids of those that belong to it
    std::string
        published_wording;  ///< the yes/no fact that its items were asked in the published wording
    rule_tree applies_to;   ///< over facts and identity facts: the population that it was made for
    std::vector<accuracy_definition> accuracy;  ///< published evaluations
    provenance statement;  ///< its sources, and how well they were read (law 10)
    std::string pointer;   ///< JSON Pointer (RFC 6901) in its catalogue
};
/// When a form is used. A catalogue and those it uses have at most one of each role but `entry`.
enum class form_role {
    entry,          ///< the questions of a first contact at one kind of place
    opening,        ///< asked before anything else, in every conversation, resumed or not
    child,          ///< the only questions put to a child at first contact
    only_child,     ///< asked only where the person may be a child; in any form
    full,           ///< the wish to tell more: each must be "yes", in this conversation, before a
                    ///< full interview asks what a first contact does not
    offered_again,  ///< recorded "yes" once what was declined has been offered once more; not asked
};
/// A list of indicators that are asked together.
struct form_definition {
    std::string id;                       ///< permanent; unique in its collection
    form_role role = form_role::entry;    ///< when it is used
    text title;                           ///< what an official reads
    std::vector<std::string> indicators;  ///< ids, in the order in which they are asked
    std::string pointer;                  ///< JSON Pointer (RFC 6901) in its catalogue
};
/// How the codes of one column of a source become answers to one indicator.
struct mapping_column {
    std::string column, indicator;  ///< name in the source, and id of the indicator that it answers
    std::vector<std::pair<std::string, std::string>> codes;  ///< code, answer or option id
    std::string pointer;  ///< JSON Pointer (RFC 6901) in its catalogue
};
/// What a column of the source's own format says of a person of whom the rule is certain; of
/// anybody else it says nothing.
struct mapping_write {
    std::string column, code;  ///< name in the source, and the code written there
    rule_tree when;            ///< must be certain for the code to be written
    std::string pointer;       ///< JSON Pointer (RFC 6901) in its catalogue
};
/// How the columns of another format are read and written.
struct mapping_definition {
    std::string id;                       ///< permanent; unique in its collection
    text title;                           ///< what an official reads
    std::vector<mapping_column> columns;  ///< columns that are read
    std::vector<mapping_write> writes;  ///< sorted by column; the way back, from answers to columns
    std::vector<std::string> ignore;    ///< columns that are known and not read
    provenance statement;               ///< its sources, and how well they were read (law 10)
    std::string pointer;                ///< JSON Pointer (RFC 6901) in its catalogue
};
/// A hand-written explanation of how two findings differ.
struct contrast_definition {
    std::string id;              ///< permanent; unique in its collection
    std::string finding, other;  ///< the pair has no order
    text words;                  ///< the explanation
    provenance statement;        ///< its sources, and how well they were read (law 10)
    std::string pointer;         ///< JSON Pointer (RFC 6901) in its catalogue
};
/// A fixed text of pages, such as a heading.
struct page_text {
    std::string id;       ///< permanent; unique in its collection
    text words;           ///< in every language of the catalogue
    std::string pointer;  ///< JSON Pointer (RFC 6901) in its catalogue
};

/// One catalogue as written, checked for shape only.
struct catalogue_document {
    std::string id, version,
        licence;  ///< `version` is the catalogue's own; `licence` an SPDX expression
    text title;   ///< what an official reads
    catalogue_setting setting = catalogue_setting::official;  ///< whether law 3 applies
    std::vector<catalogue_language> languages;                ///< the source language first
    std::vector<catalogue_use> use;                           ///< catalogues whose ids may be named
    std::optional<rule_tree> denials_count_when;   ///< when a "no" about harm counts (law 3)
    std::optional<rule_tree> offences_shown_when;  ///< when an investigator may see offences
    std::optional<rule_tree> interview_ends_when;  ///< the person's wish to stop
    std::string
        child_now;  ///< id of the rule that says whether the person is a child; "": not said
    std::vector<source> sources;                     ///< documents that statements rest on
    std::vector<indicator> indicators;               ///< what can be answered
    std::vector<tag> tags;                           ///< lists of indicators
    std::vector<rule_template> templates;            ///< rules with parameters
    std::vector<named_rule> rules;                   ///< rules that others refer to
    std::vector<score_definition> scores;            ///< weighted sums
    std::vector<finding_definition> findings;        ///< what may be indicated
    std::vector<safeguard_definition> safeguards;    ///< what officials must do or leave
    std::vector<referral_definition> referrals;      ///< bodies to refer to
    std::vector<form_definition> forms;              ///< lists of questions
    std::vector<mapping_definition> mappings;        ///< other formats
    std::vector<contrast_definition> contrasts;      ///< explanations of pairs of findings
    std::vector<instrument_definition> instruments;  ///< published instruments
    std::vector<page_text> texts;                    ///< fixed texts of pages
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
