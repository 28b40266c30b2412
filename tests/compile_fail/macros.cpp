// SPDX-License-Identifier: Apache-2.0
// The library's headers leave the macros of others as they were.

#include "usual_macros.hpp"

#include <pehchan/json.hpp>
#include <pehchan/pehchan.hpp>

#if !defined(min) || !defined(max) || !defined(slots) || !defined(emit) || !defined(check) || \
    !defined(yes) || !defined(no) || !defined(unknown) || !defined(small) ||                  \
    !defined(interface) || !defined(near) || !defined(far) || !defined(signals) || !defined(I)
#error "a macro is gone"
#endif
static_assert(min(yes, no) == 0 && max(1, unknown) == 2);

pehchan::finding_status use(const pehchan::catalogue& rules, const pehchan::answers& known) {
    pehchan::quick_assessment quick{rules};
    quick.assess(known);
    emit check(quick.finding_count());
    return quick.status(0);
}
