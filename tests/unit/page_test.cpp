// SPDX-License-Identifier: Apache-2.0

// The page of one person.

#include <string>
#include <string_view>

#include "catch.hpp"
#include "pehchan/assess.hpp"
#include "pehchan/page.hpp"
#include "pehchan/reason_pages.hpp"
#include "support/hiding_catalogue.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

const std::string_view named[]{"plain_sign",     "hidden_sign",     "plain_finding",
                               "hidden_finding", "plain_safeguard", "hidden_safeguard",
                               "plain_referral", "police_referral"};

bool says(const std::string& page_text, std::string_view what) {
    return page_text.find(what) != std::string::npos;
}

}  // namespace

TEST_CASE("a page is lines, each ended, in every view and language, and it begins with its case") {
    const assessment result = assess(hiding(), with_signs({"plain_sign", "hidden_sign"}));
    for (const view_kind view : all_views)
        for (const std::string_view language : {"en", "ur", "xx"}) {
            const std::string said = page(result, shipped("words"), {view, language}, "A-17");
            REQUIRE_FALSE(said.empty());
            CHECK(said.back() == '\n');
            CHECK(said.find('\r') == std::string::npos);
            CHECK(said.find('\t') == std::string::npos);
        }
    const std::string said = page(result, shipped("words"), {view_kind::official, "en"}, "A-17");
    CHECK(says(said.substr(0, said.find('\n')), "A-17"));
    CHECK(says(said.substr(0, said.find('\n')), "small 1.0.0"));
}

TEST_CASE("the first line of every page names a changed catalogue and its digest, no shipped one") {
    const auto first_of = [](const std::string& said) { return said.substr(0, said.find('\n')); };
    const assessment own = assess(hiding(), with_signs({"plain_sign", "hidden_sign"})),
                     ours = assess(shipped("pakistan"), answers{shipped("pakistan")});
    const std::string mark = "CHANGED CATALOGUE";
    const std::string digest{hiding().digest().substr(0, 12)};
    REQUIRE(hiding().changed());
    REQUIRE(digest.size() == 12);
    for (const std::string_view language : {"en", "ur"})
        for (const view_kind view : all_views) {
            for (const page_part part :
                 {page_part::all, page_part::first, page_part::second, page_part::card}) {
                presentation how{view, language};
                how.part = part;
                const std::string said = page(own, shipped("words"), how, "A-17");
                CHECK(says(first_of(said), mark + " " + digest));
                CHECK_FALSE(says(said.substr(first_of(said).size()), mark));
                CHECK_FALSE(says(page(ours, shipped("words"), how, "A-17"), mark));
                // words of somebody else, under a shipped catalogue
                CHECK(says(first_of(page(ours, hiding(), how, "A-17")), mark + " " + digest));
                how.format = page_format::html;
                const std::string html = page(own, shipped("words"), how, "A-17");
                const std::size_t title = html.find("<title>");
                CHECK(says(html.substr(title, html.find("</title>") - title), mark + " " + digest));
            }
            const std::string reasons =
                explanation_page(own, {"plain_finding"}, shipped("words"), {view, language});
            if (view != view_kind::person) CHECK(says(first_of(reasons), mark + " " + digest));
        }
}

TEST_CASE("the official's page names what the official may see, and nothing that is hidden") {
    const presentation how{view_kind::official, "en"};
    const std::string plain =
                          page(assess(hiding(), with_signs({"plain_sign"})), shipped("words"), how),
                      both = page(assess(hiding(), with_signs({"plain_sign", "hidden_sign"})),
                                  shipped("words"), how);
    for (const std::string_view what :
         {"plain_sign", "plain_finding", "plain_safeguard", "plain_referral", "police_referral"}) {
        CAPTURE(what);
        CHECK(says(plain, what));
    }
    for (const std::string_view what : {"hidden_sign", "hidden_finding", "hidden_safeguard"}) {
        CAPTURE(what);
        CHECK_FALSE(says(both, what));
    }
}

TEST_CASE("the person's page says rights and help, and names no case, finding, sign or headline") {
    const assessment result = assess(hiding(), with_signs({"plain_sign", "hidden_sign"}));
    const presentation how{view_kind::person, "en"};
    const std::string said = page(result, shipped("words"), how, "A-17");
    CHECK(says(said, "You have this right."));
    CHECK(says(said, "Somebody can help."));
    CHECK_FALSE(says(said, "A-17"));
    for (const std::string_view what : named) {
        CAPTURE(what);
        CHECK_FALSE(says(said, what));
    }
    const text* headline = shipped("words").find_text("headline.presumed_victim");
    REQUIRE(headline);
    CHECK(says(page(result, shipped("words"), {view_kind::official, "en"}),
               words_for(*headline, how)));
    CHECK_FALSE(says(said, words_for(*headline, how)));
}
