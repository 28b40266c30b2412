// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_CASE_ID_IPP
#define PEHCHAN_IMPL_CASE_ID_IPP

// Refuses what is no case id.

#include <string_view>

#include "../case_id.hpp"
#include "../detail/misuse.hpp"

namespace pehchan {
inline namespace v0 {

void require_case_id(std::string_view id) {
    if (!id.empty() && !is_case_id(id)) detail::refuse_argument(case_id_rule);
}

}  // namespace v0
}  // namespace pehchan

#endif
