// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_PAGE_BLOCKS_HPP
#define PEHCHAN_DETAIL_PAGE_BLOCKS_HPP

// How are the parts of a page written as plain text and as HTML?

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "../text.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

/// What a part of a page is.
enum class block_kind : std::uint8_t {
    title,      ///< the first line: whose page this is
    small,      ///< small print
    lead,       ///< the sentence that matters most
    paragraph,  ///< running words
    heading,    ///< what the items below are
    item,       ///< one of several
    numbered,   ///< one of several, with its number
    detail      ///< belongs to the item above
};
/// One part of a page, in the order of reading.
struct page_block {
    block_kind kind;
    std::string words;
    std::size_t number = 0;  ///< of `numbered`
};
/// The parts of one sheet of paper.
using page_sheet = std::vector<page_block>;

/// Lines of UTF-8, each ended by "\n". Sheets after the first begin with their title.
[[nodiscard]] std::string as_text(const std::vector<page_sheet>& sheets);

/// One HTML file without scripts and without anything that is loaded from elsewhere, one sheet a
/// page of A4.
[[nodiscard]] std::string as_html(const std::vector<page_sheet>& sheets, std::string_view language,
                                  text_direction direction);

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
