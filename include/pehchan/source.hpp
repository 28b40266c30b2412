// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_SOURCE_HPP
#define PEHCHAN_SOURCE_HPP

// Where does a statement come from, of which date, and how sure is it?

#include "detail/push_macros.hpp"

#include <string>
#include <vector>

namespace pehchan {
inline namespace v0 {

/// How a fact was seen: from memory or as a proposal, in a secondary source, in a primary text.
enum class confidence_level { unverified = 0, secondary = 1, verified = 2 };

/// A document that statements rest on.
struct source {
    std::string id;
    std::string title;
    std::string address;
    std::string as_of;  ///< "2018", "2018-05" or "2018-05-24"; "" if not known
    confidence_level confidence = confidence_level::unverified;
    friend bool operator==(const source&, const source&) = default;
};

/// What every statement carries (law 10).
struct provenance {
    std::vector<std::string> sources;  ///< ids, sorted
    confidence_level confidence = confidence_level::unverified;
    std::string as_of;
    std::string note;
    friend bool operator==(const provenance&, const provenance&) = default;
};

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
