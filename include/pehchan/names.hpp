// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_NAMES_HPP
#define PEHCHAN_NAMES_HPP

// What are the enumerated values called in JSON, and everywhere else?

#include "detail/push_macros.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "assess.hpp"
#include "interview.hpp"
#include "questions.hpp"
#include "view.hpp"

namespace pehchan {
inline namespace v0 {
/// The names of all values of an enumeration, `all`, in order.
template <class Enum>
struct names_of;

#define PEHCHAN_DETAIL_NAMES(ENUM, ...)                                             \
    template <>                                                                     \
    struct names_of<ENUM> {                                                         \
        static constexpr auto all = std::to_array<std::string_view>({__VA_ARGS__}); \
    }

PEHCHAN_DETAIL_NAMES(indicator_type, "yes_no", "choice", "number");
PEHCHAN_DETAIL_NAMES(indicator_nature, "harm", "fact", "burden", "identity");
PEHCHAN_DETAIL_NAMES(known_by, "asked", "observed", "document");
PEHCHAN_DETAIL_NAMES(indicator_period, "ever", "12_months", "now", "then");
PEHCHAN_DETAIL_NAMES(form_role, "entry", "opening", "child", "only_child", "full", "offered_again");
PEHCHAN_DETAIL_NAMES(view_kind, "official", "person", "investigator", "helper");
PEHCHAN_DETAIL_NAMES(page_part, "all", "first", "second", "card");
PEHCHAN_DETAIL_NAMES(page_format, "text", "html");
PEHCHAN_DETAIL_NAMES(translation_status, "source", "draft", "reviewed");
PEHCHAN_DETAIL_NAMES(text_direction, "ltr", "rtl");
PEHCHAN_DETAIL_NAMES(confidence_level, "unverified", "secondary", "verified");
PEHCHAN_DETAIL_NAMES(catalogue_setting, "official", "survey");
PEHCHAN_DETAIL_NAMES(finding_kind, "victim", "protection", "migration", "offence", "measure");
PEHCHAN_DETAIL_NAMES(headline_id, "act_now", "presumed_victim", "possible_victim",
                     "needs_protection", "rights_and_information", "nothing_shown_so_far",
                     "not_yet_asked", "none");
PEHCHAN_DETAIL_NAMES(basis_kind, "statute", "constitution", "treaty", "policy", "practice",
                     "project_policy");
PEHCHAN_DETAIL_NAMES(safeguard_effect, "limits_official", "offers_person", "protects_data",
                     "protects_child");
PEHCHAN_DETAIL_NAMES(referral_level, "federal", "province", "district", "any");
PEHCHAN_DETAIL_NAMES(referral_kind, "protection", "complaint", "investigation", "information");
PEHCHAN_DETAIL_NAMES(referral_mode, "offer", "duty");
PEHCHAN_DETAIL_NAMES(availability_kind, "verified", "unverified", "none_known");
PEHCHAN_DETAIL_NAMES(finding_status, "not_shown", "open", "indicated");
PEHCHAN_DETAIL_NAMES(referral_status, "indicated", "open", "withheld");
PEHCHAN_DETAIL_NAMES(interview_stop, "none", "wish", "danger", "child_disclosed",
                     "enough_for_first_contact", "nothing_left");
PEHCHAN_DETAIL_NAMES(question_reason, "danger", "conditions", "child", "more");

#undef PEHCHAN_DETAIL_NAMES

/// The permanent name of an enumerated value, as in JSON.
template <class Enum>
[[nodiscard]] constexpr std::string_view name_of(Enum value) noexcept {
    return names_of<Enum>::all[static_cast<std::size_t>(value)];
}

/// The value with this name, or nothing.
template <class Enum>
[[nodiscard]] constexpr std::optional<Enum> value_named(std::string_view name) noexcept {
    for (std::size_t i = 0; i < names_of<Enum>::all.size(); ++i)
        if (names_of<Enum>::all[i] == name) return static_cast<Enum>(i);
    return std::nullopt;
}

/// Exact decimal without trailing zeros: 22500 millionths are "0.0225".
[[nodiscard]] std::string decimal_of(std::int64_t value);

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
