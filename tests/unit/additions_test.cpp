// SPDX-License-Identifier: Apache-2.0

// What is added to an assessment on request.

#include <string_view>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "pehchan/additions.hpp"
#include "pehchan/assess.hpp"
#include "pehchan/explain.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

TEST_CASE("nothing is added that nobody asked for") {
    const additions none;
    CHECK(none.would_indicate.empty());
    CHECK_FALSE(none.ask_next.has_value());  // an empty list would say that nothing is left to ask
    CHECK(none.priors.empty());
}

TEST_CASE(
    "what would indicate every open finding is what would indicate each, in the assessment's "
    "order") {
    dice d{18};
    const catalogue& catalogue_used = shipped("palermo");
    std::size_t open = 0, settled = 0;
    for (int person = 0; person < 3; ++person) {
        const answers known =
            random_person(d, catalogue_used, {.harm_yes = 4, .good_interview = 100});
        const assessment result = assess(catalogue_used, known);
        const auto all = would_indicate_all(result, known);
        std::size_t next = 0;
        for (const finding_result& f : result.findings) {
            if (f.status != finding_status::open) {
                ++settled;
                continue;
            }
            REQUIRE(next < all.size());
            CHECK(all[next].first == f.definition->id);
            CHECK(all[next].second == would_indicate(catalogue_used, known, f.definition->id));
            ++next;
        }
        CHECK(next == all.size());
        open += next;
    }
    CHECK(open > 0);
    CHECK(settled > 0);
}
