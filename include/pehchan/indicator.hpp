// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_INDICATOR_HPP
#define PEHCHAN_INDICATOR_HPP

// Which sign or fact about one person can be answered, and how may it be used?

#include "detail/push_macros.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "source.hpp"
#include "text.hpp"

namespace pehchan {
inline namespace v0 {

/// Which answers an indicator takes.
enum class indicator_type { yes_no, choice, number };

/// What the indicator is about; decides where rules may use it (laws 3 and 4).
enum class indicator_nature { harm, fact, burden, identity };

/// How the fact comes to be known: by asking, by looking, from a document.
enum class known_by { asked, observed, document };

/// The time that a question is about; `then`: when it happened.
enum class indicator_period { ever, twelve_months, now, then };

/// Who reads. `official`: any State body; `helper`: independent of the State, such as an NGO, a
/// lawyer, a shelter or a union.
enum class view_kind { official, person, investigator, helper };

/// An option of a choice.
struct choice_option {
    std::string id;                        ///< unique in its indicator
    text label;                            ///< what is read or chosen
    std::vector<view_kind> hidden_from{};  ///< views whose readers may not learn this answer
    friend bool operator==(const choice_option&, const choice_option&) = default;
};

/// One observable sign or fact about one person.
struct indicator {
    std::string id;                                    ///< permanent; unique in its collection
    indicator_type type = indicator_type::yes_no;      ///< which answers it takes
    indicator_nature nature = indicator_nature::fact;  ///< where rules may use it
    known_by known = known_by::asked;                  ///< law 3 holds for `asked` only
    indicator_period period = indicator_period::now;   ///< the time that the question is about
    int sensitivity = 1;                               ///< 1 easy to ask, 3 painful or dangerous
    text label;                                        ///< a few words, for lists and reasons
    text question;                       ///< as it is put to the person; empty: not asked in words
    text not_applicable;                 ///< when that answer is right; empty: not allowed
    std::vector<choice_option> options;  ///< of a choice, 2 to 64
    std::int64_t min = 0, max = 0;       ///< of a number, inclusive
    bool on_person_page = false;  ///< age, place, language and special needs: all that the person's
                                  ///< page may depend on (law 13)
    bool record_only =
        false;  ///< a fact that forms record and that no rule of a shipped catalogue tests
    std::vector<view_kind> hidden_from;  ///< views that never print it
    provenance statement;                ///< its sources, and how well they were read (law 10)
    std::string pointer;                 ///< where in its catalogue
};

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
