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

enum class indicator_type { yes_no, choice, number };

/// What the indicator is about; decides where rules may use it (laws 3 and 4).
enum class indicator_nature { harm, fact, burden, identity };

enum class known_by { asked, observed, document };

enum class indicator_period { ever, twelve_months, now, then };

/// For whom a page is made.
enum class view_kind { official, person, investigator, committee };

struct choice_option {
    std::string id;
    text label;
    friend bool operator==(const choice_option&, const choice_option&) = default;
};

/// One observable sign or fact about one person.
struct indicator {
    std::string id;
    indicator_type type = indicator_type::yes_no;
    indicator_nature nature = indicator_nature::fact;
    known_by known = known_by::asked;
    indicator_period period = indicator_period::now;
    int sensitivity = 1;  ///< 1 easy to ask, 3 painful or dangerous
    text label;
    text question;
    text not_applicable;                 ///< when that answer is right; empty: not allowed
    std::vector<choice_option> options;  ///< of a choice, 2 to 64
    std::int64_t min = 0, max = 0;       ///< of a number, inclusive
    bool record_only =
        false;  ///< a fact that forms record and that no rule of a shipped catalogue tests
    std::vector<view_kind> hidden_from;  ///< views that never print it
    provenance statement;
    std::string pointer;  ///< where in its catalogue
};

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
