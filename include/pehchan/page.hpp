// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_PAGE_HPP
#define PEHCHAN_PAGE_HPP

// What does one page say that an officer can read, or that can be read aloud to the person?

#include "detail/push_macros.hpp"

#include <string>
#include <string_view>

#include "additions.hpp"
#include "assess.hpp"
#include "catalogue.hpp"
#include "view.hpp"

namespace pehchan {
inline namespace v0 {

/// One page of plain text, UTF-8, lines ended by "\n". `words` is a catalogue of page texts (the
/// shipped one is "words"). The person's page names no case, finding, sign or headline. Throws
/// `std::invalid_argument` where the page would name a case by what is no case id.
[[nodiscard]] std::string page(const assessment& result, const catalogue& words,
                               const presentation& how = {}, std::string_view case_id = {},
                               const additions& added = {});

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
