// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_VIEW_HPP
#define PEHCHAN_VIEW_HPP

// What of an assessment may a given reader see?

#include "detail/push_macros.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assess.hpp"

namespace pehchan {
inline namespace v0 {

/// For whom, in which language, and whether the person may be shown translations that nobody has
/// reviewed.
struct presentation {
    view_kind view = view_kind::official;  ///< the reader
    std::string_view language =
        "en";  ///< BCP 47; the source language where the text has no such translation
    bool drafts_for_person = false;  ///< false: the person sees the source text instead
};

/// The assessment without what this reader must not see: what is marked `hidden_from` the view,
/// wherever it would stand; referrals withheld by a hidden safeguard; the headline of a hidden
/// finding. The investigator sees offences, and what is hidden from the local official, with the
/// adult's recorded consent only. Reasons may then be fewer than those that suffice.
[[nodiscard]] assessment seen_in(assessment result, view_kind view);

/// The words of `from` for this reader: the language asked for, else the source language; for the
/// person, a draft only where allowed.
[[nodiscard]] const translation* translation_for(const text& from,
                                                 const presentation& how) noexcept;
/// The words of `translation_for`, or "".
[[nodiscard]] std::string_view words_for(const text& from, const presentation& how) noexcept;
void translation_for(const text&& from, const presentation& how) = delete;
void words_for(const text&& from, const presentation& how) = delete;
/// The same words as they are printed: with the code of the source language before them, "[en] ",
/// where nobody has translated them into the language that was asked for. Drafts that are kept
/// from the person are no such gap.
[[nodiscard]] std::string printed_words(const text& from, const presentation& how);

/// What the person's page says, each sentence once.
struct person_words {
    std::string_view opening, warning, next;  ///< read aloud first; before choices; and at the end
    std::vector<std::string_view> rights,
        choices;  ///< what holds for this person; what can be chosen
};

/// `words` is a catalogue of page texts. A child is not promised what does not hold for a child.
[[nodiscard]] person_words words_for_person(const assessment& result, const catalogue& words,
                                            const presentation& how);
void words_for_person(const assessment& result, const catalogue&& words,
                      const presentation& how) = delete;

/// What a committee gets of one person: counts and stage, never names, answers or reasons.
struct committee_counts {
    std::string_view stage;  ///< "not_yet_asked", "screened", "signs_recorded" or "presumed_victim"
    std::uint32_t victim = 0, protection = 0, migration = 0;  ///< findings indicated
    std::uint32_t referrals_protection = 0, referrals_other = 0,
                  referrals_open = 0,  ///< by kind where indicated; else by status
        referrals_withheld = 0;
    friend bool operator==(const committee_counts&, const committee_counts&) = default;
};

/// Counts what the committee's view shows of the assessment.
[[nodiscard]] committee_counts count_for_committee(const assessment& result);

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
