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
    std::string id;       ///< permanent; unique in its collection
    std::string title;    ///< as cited on pages
    std::string address;  ///< URL, or how the text can be found
    std::string as_of;    ///< "2018", "2018-05" or "2018-05-24"; "" if not known
    confidence_level confidence = confidence_level::unverified;  ///< how the document was read
    friend bool operator==(const source&, const source&) = default;
};

/// What every statement carries (law 10).
struct provenance {
    std::vector<std::string> sources;  ///< ids, sorted
    confidence_level confidence =
        confidence_level::unverified;  ///< at most that of its best source
    std::string as_of;  ///< the date for which the statement was read; as in `source`
    std::string note;   ///< for maintainers; never printed
    friend bool operator==(const provenance&, const provenance&) = default;
};

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
