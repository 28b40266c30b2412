// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_ADDITIONS_IPP
#define PEHCHAN_IMPL_ADDITIONS_IPP

// What is added to an assessment on request.

#include "../additions.hpp"
#include "../explain.hpp"

namespace pehchan {
inline namespace v0 {

std::vector<std::pair<std::string_view, missing_sets>> would_indicate_all(const assessment& result,
                                                                          const answers& known) {
    std::vector<std::pair<std::string_view, missing_sets>> out;
    explainer explain{result.catalogue_used, known};
    for (const finding_result& f : result.findings)
        if (f.status == finding_status::open)
            out.emplace_back(f.definition->id, explain.would_indicate(f.definition->id));
    return out;
}

}  // namespace v0
}  // namespace pehchan

#endif
