// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_TESTS_HIDING_CATALOGUE_HPP
#define PEHCHAN_TESTS_HIDING_CATALOGUE_HPP

// A small catalogue in which some things are hidden from the local official, for tests of what a
// reader sees.

#include <initializer_list>
#include <string_view>

#include "give.hpp"
#include "small_catalogue.hpp"

namespace pehchan_tests {

/// Two signs of harm, the second hidden from the official, with a finding and a safeguard of its
/// own. Labels and titles are ids, so that a page that names one can be found out.
inline const pehchan::catalogue& hiding() {
    static const pehchan::catalogue made = [] {
        const std::string_view hidden = R"(, "hidden_from": ["official"])";
        small_catalogue c;
        c.indicators = {yes_no_json("plain_sign", "harm", "observed"),
                        yes_no_json("hidden_sign", "harm", "observed", hidden)};
        c.findings =
            finding_json("plain_finding", "victim", R"({"any": ["plain_sign", "hidden_sign"]})") +
            ", " + finding_json("hidden_finding", "protection", in_quotes("hidden_sign"), hidden) +
            ", " + finding_json("open_finding", "migration", in_quotes("told_may_refuse"));
        c.safeguards =
            safeguard_json(
                "plain_safeguard",
                R"(, "when": "plain_sign", "for_person": {"en": "You have this right."})") +
            ", " +
            safeguard_json(
                "hidden_safeguard",
                R"(, "when": "hidden_sign", "withholds": {"agencies": ["police"]}, "hidden_from": ["official"])");
        c.referrals =
            referral_json("plain_referral", "aid", "protection", R"({"finding": "plain_finding"})",
                          R"(, "for_person": {"en": "Somebody can help."})") +
            ", " +
            referral_json("police_referral", "police", "complaint",
                          R"({"finding": "plain_finding"})");
        return loaded(c);
    }();
    return made;
}

/// A person of whom these signs are known, and nothing else.
inline pehchan::answers with_signs(std::initializer_list<std::string_view> signs) {
    pehchan::answers out{hiding()};
    for (const std::string_view sign : signs) give(out, sign, "yes");
    return out;
}

}  // namespace pehchan_tests

#endif
