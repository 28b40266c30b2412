// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_PAGE_BLOCKS_IPP
#define PEHCHAN_IMPL_PAGE_BLOCKS_IPP

// Writes the parts of a page as plain text and as HTML.

#include <string>
#include <string_view>
#include <vector>

#include "../detail/page_blocks.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

std::string as_text(const std::vector<page_sheet>& sheets) {
    std::string out;
    const auto line = [&](std::string_view before, std::string_view words) {
        out.append(before).append(words).push_back('\n');
    };
    for (std::size_t sheet = 0; sheet < sheets.size(); ++sheet) {
        bool in_list = false;
        for (const page_block& b : sheets[sheet]) {
            const bool of_list = b.kind == block_kind::item || b.kind == block_kind::numbered ||
                                 b.kind == block_kind::detail;
            if (in_list && (b.kind == block_kind::paragraph || b.kind == block_kind::small))
                out.push_back('\n');
            in_list = of_list;
            switch (b.kind) {
                case block_kind::title:
                    if (sheet) line("\n", std::string(24, '-'));
                    line("", b.words);
                    break;
                case block_kind::lead:
                case block_kind::heading: line("\n", b.words); break;
                case block_kind::item: line(" • ", b.words); break;
                case block_kind::numbered:
                    line(" " + std::to_string(b.number) + ". ", b.words);
                    break;
                case block_kind::detail: line("   ", b.words); break;
                default: line("", b.words); break;
            }
        }
    }
    return out;
}

namespace {

void put_escaped(std::string& out, std::string_view words) {
    for (const char c : words) switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out.push_back(c);
        }
}

constexpr std::string_view page_style =
    "@page{size:A4;margin:14mm}"
    "body{font:11pt/1.35 'Noto Sans','Noto Naskh Arabic','Noto Nastaliq Urdu',sans-serif;"
    "color:#000;background:#fff;max-width:180mm;margin:0 auto;padding:4mm}"
    ":lang(ur){line-height:1.9}"
    "section+section{break-before:page;border-top:2px solid #000;margin-top:8mm;padding-top:4mm}"
    "h1{font-size:10pt;font-weight:normal;margin:0}"
    "h2{font-size:11.5pt;margin:3.2mm 0 1mm;border-bottom:1px solid #000}"
    "p{margin:1mm 0}p.small{font-size:9.5pt}p.lead{font-size:14pt;font-weight:bold;margin:3mm 0}"
    "ul,ol{margin:0;padding-inline-start:6mm}li{margin:.8mm 0}li p{font-size:10pt;margin:0}"
    "@media print{body{padding:0;max-width:none}section+section{border:0;margin:0;padding:0}}";

}  // namespace

std::string as_html(const std::vector<page_sheet>& sheets, std::string_view language,
                    text_direction direction) {
    std::string out = "<!DOCTYPE html>\n<html lang=\"";
    put_escaped(out, language);
    out += direction == text_direction::right_to_left ? "\" dir=\"rtl\">\n" : "\" dir=\"ltr\">\n";
    out +=
        "<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n<title>";
    put_escaped(out, sheets.empty() || sheets.front().empty() ? std::string_view{}
                                                              : sheets.front().front().words);
    out.append("</title>\n<style>")
        .append(page_style)
        .append("</style>\n</head>\n<body>\n<main>\n");
    for (const page_sheet& sheet : sheets) {
        out += "<section>\n";
        std::string_view list;  // that is open: "ul" or "ol"
        bool item = false;      // that is open
        const auto close_item = [&] {
            if (item) out += "</li>\n";
            item = false;
        };
        const auto close_list = [&] {
            close_item();
            if (!list.empty()) out.append("</").append(list).append(">\n");
            list = {};
        };
        // untranslated words are marked "[en] " and run in the direction of their own letters
        const auto put = [&](std::string open, std::string_view words, std::string_view close) {
            if (direction == text_direction::right_to_left && words.starts_with('['))
                open.insert(open.rfind('>'), " dir=\"auto\"");
            out.append(open);
            put_escaped(out, words);
            out.append(close);
        };
        for (const page_block& b : sheet) {
            const bool of_list = b.kind == block_kind::item || b.kind == block_kind::numbered;
            if (of_list) {
                const std::string_view wanted = b.kind == block_kind::item ? "ul" : "ol";
                if (list == wanted) close_item();
                else {
                    close_list();
                    out.append("<").append(wanted).append(">\n");
                    list = wanted;
                }
                put(b.number ? "<li value=\"" + std::to_string(b.number) + "\">" : "<li>", b.words,
                    "");
                item = true;
                continue;
            }
            if (b.kind == block_kind::detail && item) {
                put("\n<p>", b.words, "</p>");
                continue;
            }
            close_list();
            switch (b.kind) {
                case block_kind::title: put("<h1>", b.words, "</h1>\n"); break;
                case block_kind::heading: put("<h2>", b.words, "</h2>\n"); break;
                case block_kind::small: put("<p class=\"small\">", b.words, "</p>\n"); break;
                case block_kind::lead: put("<p class=\"lead\">", b.words, "</p>\n"); break;
                default: put("<p>", b.words, "</p>\n"); break;
            }
        }
        close_list();
        out += "</section>\n";
    }
    out += "</main>\n</body>\n</html>\n";
    return out;
}

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
