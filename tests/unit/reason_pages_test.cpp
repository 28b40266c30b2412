// SPDX-License-Identifier: Apache-2.0

// The pages that explain a finding, or set two of them side by side.

#include <string>
#include <string_view>

#include "catch.hpp"
#include "pehchan/contrast.hpp"
#include "pehchan/reason_pages.hpp"
#include "support/hiding_catalogue.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

bool says(const std::string& page_text, std::string_view what) {
    return page_text.find(what) != std::string::npos;
}

}  // namespace

TEST_CASE("an explanation names the finding, its reasons, its rule and its source, and no other") {
    const answers known = with_signs({"plain_sign"});
    const std::string said =
        explanation_page(assess(hiding(), known), {"plain_finding"}, shipped("words"),
                         {view_kind::official, "en"}, "A-17");
    for (const std::string_view what : {"A-17", "plain_finding", "plain_sign", "A document"}) {
        CAPTURE(what);
        CHECK(says(said, what));
    }
    CHECK_FALSE(says(said, "open_finding"));
    CHECK(said.back() == '\n');
}

TEST_CASE("an explanation of an open finding says what is missing") {
    const answers known{hiding()};
    const presentation how{view_kind::official, "en"};
    const catalogue& words = shipped("words");
    const std::string heading{words_for(*words.find_text("page.would_indicate"), how)};
    CHECK(says(explanation_page(assess(hiding(), known), {"open_finding"}, words, how), heading));
    const answers told = with_signs({"told_may_refuse"});
    CHECK_FALSE(
        says(explanation_page(assess(hiding(), told), {"open_finding"}, words, how), heading));
}

TEST_CASE("no page of reasons names what is hidden from its reader") {
    const answers known = with_signs({"plain_sign", "hidden_sign"});
    const assessment result = assess(hiding(), known);
    const presentation how{view_kind::official, "en"};
    const std::string explained =
        explanation_page(result, {"plain_finding", "hidden_finding"}, shipped("words"), how);
    CHECK(says(explained, "plain_finding"));
    const contrast_result two = contrast(hiding(), known, "plain_finding", "open_finding"),
                          hidden = contrast(hiding(), known, "plain_finding", "hidden_finding");
    const std::string compared = contrast_page(result, two, shipped("words"), how);
    CHECK(says(compared, "plain_finding"));
    CHECK(says(compared, "open_finding"));
    const std::string refused = contrast_page(result, hidden, shipped("words"), how);
    CHECK_FALSE(says(refused, "plain_finding"));
    for (const std::string* said : {&explained, &compared, &refused}) {
        CHECK_FALSE(says(*said, "hidden_sign"));
        CHECK_FALSE(says(*said, "hidden_finding"));
    }
}

TEST_CASE("reasons are for everybody but the person") {
    const answers known = with_signs({"plain_sign"});
    const assessment result = assess(hiding(), known);
    const contrast_result two = contrast(hiding(), known, "plain_finding", "open_finding");
    for (const view_kind view : all_views) {
        const presentation how{view, "en"};
        const bool shown = view != view_kind::person;
        CAPTURE(static_cast<int>(view));
        CHECK(explanation_page(result, {"plain_finding"}, shipped("words"), how).empty() == !shown);
        CHECK(contrast_page(result, two, shipped("words"), how).empty() == !shown);
    }
}
