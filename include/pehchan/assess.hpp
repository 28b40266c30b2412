// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_ASSESS_HPP
#define PEHCHAN_ASSESS_HPP

// What follows from one catalogue and one person's answers?

#include "detail/push_macros.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "answers.hpp"
#include "catalogue.hpp"
#include "program.hpp"

namespace pehchan {
inline namespace v0 {

/// `open`: some missing answers make it indicated, others do not.
enum class finding_status : std::uint8_t { not_shown = 0, open = 1, indicated = 2 };
/// `open`: a missing answer decides whether it serves this person.
enum class referral_status : std::uint8_t { indicated, open, withheld };
/// How the answer meets the condition.
enum class condition_form : std::uint8_t { is_yes, is_no, is_option, below, at_least };

/// Something that holds of the person, as a reason or a sign.
struct condition {
    const indicator* about = nullptr;              ///< the indicator that was answered
    condition_form form = condition_form::is_yes;  ///< which of the members below apply
    std::string_view option;                       ///< for `is_option`: the option answered
    std::int64_t number = 0;                       ///< for `below` and `at_least`
    friend bool operator==(const condition&, const condition&) = default;
};

/// Whether one element of a finding holds.
struct element_result {
    const element_definition* definition = nullptr;  ///< never null in a result
    finding_status status = finding_status::open;    ///< over all ways to complete the answers
};
/// What one finding comes to, and why.
struct finding_result {
    const finding_definition* definition = nullptr;  ///< never null in a result
    finding_status status = finding_status::open;    ///< over all ways to complete the answers
    std::vector<element_result> elements;            ///< in the catalogue's order
    std::vector<condition>
        signs;  ///< sorted by id; harm conditions that hold and that the rule tests
    std::vector<condition> because;  ///< sorted by id; suffices and is irredundant; for
                                     ///< `not_shown`: what rules it out; empty when open
    confidence_level confidence =
        confidence_level::unverified;  ///< how well the law behind it was read (law 10)
    confidence_level reading = confidence_level::unverified;  ///< what supports the reading of the
                                                              ///< answers as its elements (law 10)
};
/// Bounds in millionths; both are attained.
struct score_result {
    const score_definition* definition = nullptr;  ///< never null in a result
    std::int64_t low = 0, high = 0;                ///< inclusive
};
/// A safeguard that applies to this person.
struct safeguard_result {
    const safeguard_definition* definition = nullptr;  ///< never null in a result
    std::vector<condition> because;  ///< what made it apply; empty where it applies to everyone
    std::vector<std::string_view> unless_known;  ///< unanswered indicators that could still end it
    confidence_level confidence =
        confidence_level::unverified;  ///< how well the law behind it was read (law 10)
};
/// A body to which this person can be referred.
struct referral_result {
    const referral_definition* definition = nullptr;  ///< never null in a result
    referral_status status =
        referral_status::indicated;             ///< `withheld` where a safeguard forbids it
    std::vector<std::string_view> depends_on;   ///< unanswered routing facts, where open
    std::vector<std::string_view> withheld_by;  ///< safeguards, where withheld
    std::vector<condition> because;             ///< conditions that give the reason; sorted by id
    confidence_level confidence =
        confidence_level::unverified;  ///< how well the law behind it was read (law 10)
};

/// How a published instrument was used.
struct instrument_result {
    const instrument_definition* definition = nullptr;  ///< never null in a result
    bool as_published = false;  ///< asked in the published wording, of the population it was made
                                ///< for; else adapted and not validated: no accuracy holds
};

/// A column of another format that a mapping fills: only what is certain, never a "no" that nobody
/// gave.
struct write_result {
    const mapping_definition* mapping = nullptr;  ///< the mapping that has the column
    const mapping_write* definition = nullptr;    ///< the column and its code
};

/// Everything that follows. Holds its catalogue, so its pointers and views stay good.
struct assessment {
    catalogue catalogue_used;                  ///< the catalogue that was assessed with
    answers known;                             ///< the answers that all of this follows from
    headline_id headline = headline_id::none;  ///< the most urgent one that holds
    std::vector<headline_id> also;             ///< other headlines that hold, most urgent first
    std::uint32_t asked_n = 0,
                  asked_of =
                      0;  ///< signs of harm with an answer that counts, of those the rules test
    std::optional<bool> child_now;          ///< unset: not settled, or the catalogue does not say
    bool adult_by_age = false;              ///< the age that is recorded makes the person an adult,
                                            ///< and nobody takes them for a child
    bool offences_may_be_shown = false;     ///< the adult agreed, on record, and nobody takes the
                                            ///< person for a child (law 8)
    std::uint32_t denials_disregarded = 0;  ///< answers about harm that do not count in full,
                                            ///< because a forced "no" is no answer (law 3)
    std::vector<std::string_view>
        denials_disregarded_until;  ///< interview facts that would have to be
                                    ///< recorded as yes for them to count, sorted
    std::vector<std::string_view>
        denials_disregarded_until_absent;  ///< what would have to be recorded as absent (a "no" by
                                           ///< the official) for them to count, sorted
    std::vector<finding_result> findings;  ///< all, by falling urgency, then id
    std::vector<score_result> scores;      ///< all, by id
    std::vector<instrument_result> instruments;  ///< all, by id
    std::vector<write_result>
        writes;  ///< what the mappings say of this person in other formats, by mapping, then column
    std::vector<safeguard_result> safeguards;  ///< those that apply, by falling urgency, then id
    std::vector<referral_result>
        referrals;  ///< those with a reason and not ruled out, by hours, kind, id
    /// For the person's view, which must not show what was disclosed: every right and every help
    /// with words for the person that is not ruled out or withheld, whether or not an answer gave a
    /// reason for it.
    std::vector<const safeguard_definition*> rights_for_person;
    std::vector<const referral_definition*>
        help_for_person;  ///< referrals whose help is offered to the person
};

/// The instrument that the measure finding or score `id` belongs to, or null.
[[nodiscard]] const instrument_result* instrument_of(const assessment& result,
                                                     std::string_view id) noexcept;
void instrument_of(const assessment&& result, std::string_view id) = delete;

namespace detail {
/// The status of what stands at `bit`.
[[nodiscard]] inline finding_status status_of(evaluation& work, std::uint32_t bit) noexcept {
    return work.certain(bit)    ? finding_status::indicated
           : work.may_hold(bit) ? finding_status::open
                                : finding_status::not_shown;
}
}  // namespace detail

/// Statuses and scores only, in memory that is made once: no allocation while assessing. Not to be
/// shared between threads.
class quick_assessment {
public:
    /// Allocates all memory that assessing needs.
    explicit quick_assessment(catalogue catalogue_used);

    /// `known` must be answers to the same catalogue.
    void assess(const answers& known) noexcept;

    /// In the order of `assessment::findings`.
    [[nodiscard]] std::size_t finding_count() const noexcept { return finding_bits_.size(); }
    /// The definition of finding `index`, which is below `finding_count()`.
    [[nodiscard]] const finding_definition& finding(std::size_t index) const& noexcept;
    void finding(std::size_t index) const&& = delete;
    /// The status of finding `index` after `assess`.
    [[nodiscard]] finding_status status(std::size_t index) noexcept {
        return detail::status_of(work_, finding_bits_[index]);
    }
    /// In the order of `assessment::scores`; millionths.
    [[nodiscard]] std::size_t score_count() const noexcept;
    /// Both bounds of score `index` after `assess`, in millionths.
    [[nodiscard]] bounds score(std::size_t index) noexcept;

private:
    catalogue catalogue_;
    evaluation work_;
    std::vector<std::uint32_t> finding_bits_;  ///< so that asking for a status calls nothing
};

/// What follows from the answers. Pure: the same catalogue digest and the same answers give the
/// same result. Throws `std::invalid_argument` where the answers belong to another catalogue.
[[nodiscard]] assessment assess(const catalogue& catalogue_used, const answers& known);

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
