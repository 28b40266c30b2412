// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_JSON_READ_DOCUMENT_HPP
#define PEHCHAN_JSON_READ_DOCUMENT_HPP

// What does a catalogue text say, and where does it break docs/catalogue-format.md?

#include <string_view>

#include <pehchan/document.hpp>
#include <pehchan/issue.hpp>

#include "json_text.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

/// Reads the shape only; names are resolved when a catalogue is built. To be used where `issues`
/// stayed empty.
[[nodiscard]] catalogue_document read_document(const boost::json::value& value, issue_list& issues);

/// The same for a text; `digest` stays empty.
[[nodiscard]] outcome<catalogue_document> read_document(std::string_view json);

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
