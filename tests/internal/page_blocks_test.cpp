// SPDX-License-Identifier: Apache-2.0

// The parts of a page as text and as HTML.

#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "pehchan/detail/page_blocks.hpp"

using namespace pehchan;
using detail::block_kind;
using detail::page_sheet;

namespace {

const std::vector<page_sheet> two_sheets{
    {{block_kind::title, "First <sheet> & \"more\""},
     {block_kind::lead, "What matters."},
     {block_kind::heading, "DO"},
     {block_kind::numbered, "One.", 1},
     {block_kind::numbered, "Two.", 2},
     {block_kind::paragraph, "After the list."}},
    {{block_kind::title, "Second"}, {block_kind::item, "Item."}, {block_kind::detail, "Detail."}}};

std::size_t count(std::string_view in, std::string_view what) {
    std::size_t n = 0;
    for (std::size_t at = in.find(what); at != std::string_view::npos; at = in.find(what, at + 1))
        ++n;
    return n;
}

}  // namespace

TEST_CASE("as text a sheet is lines, with a rule before the second") {
    CHECK(detail::as_text(two_sheets) ==
          "First <sheet> & \"more\"\n\nWhat matters.\n\nDO\n 1. One.\n 2. Two.\n\nAfter the list.\n"
          "\n------------------------\nSecond\n • Item.\n   Detail.\n");
    CHECK(detail::as_text({}).empty());
}

TEST_CASE("as HTML all words are escaped, every element is closed, and nothing is loaded") {
    for (const text_direction direction :
         {text_direction::left_to_right, text_direction::right_to_left}) {
        const std::string html = detail::as_html(two_sheets, "ur", direction);
        CHECK(html.starts_with("<!DOCTYPE html>\n<html lang=\"ur\" dir=\""));
        CHECK(html.find("First &lt;sheet&gt; &amp; &quot;more&quot;") != std::string::npos);
        for (const std::string_view element : {"ul", "ol", "p", "h1", "h2", "section", "title",
                                               "style", "head", "body", "main", "html"}) {
            CAPTURE(element);
            const std::string name{element};
            CHECK(count(html, "<" + name + ">") + count(html, "<" + name + " ") ==
                  count(html, "</" + name + ">"));
        }
        CHECK(count(html, "<li") == count(html, "</li>"));
        CHECK(count(html, "<section>") == 2);
        CHECK(count(html, "<li value=\"2\">") == 1);
        for (const std::string_view loads : {"<script", "<link", "<img", "http", "url(", "@import"})
            CHECK(html.find(loads) == std::string::npos);
    }
}

TEST_CASE("words that nobody translated run in the direction of their own letters") {
    const std::vector<page_sheet> sheet{
        {{block_kind::paragraph, "[en] Words."}, {block_kind::paragraph, "\xD8\xA7"}}};
    const std::string html = detail::as_html(sheet, "ur", text_direction::right_to_left);
    CHECK(count(html, "dir=\"auto\"") == 1);
    CHECK(count(detail::as_html(sheet, "en", text_direction::left_to_right), "dir=\"auto\"") == 0);
}
