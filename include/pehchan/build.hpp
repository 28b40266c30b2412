// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_BUILD_HPP
#define PEHCHAN_BUILD_HPP

// How does a catalogue text, already read, become a catalogue that can assess?

#include "detail/push_macros.hpp"

#include <span>

#include "catalogue.hpp"
#include "document.hpp"
#include "issue.hpp"

namespace pehchan {
inline namespace v0 {

/// Builds a catalogue from a document and the catalogues it names in `use`, or gives every problem
/// found (law 4's structure, unknown ids, recursion, too many cases in one case split, sources).
/// Issues carry pointers; whoever read the text adds line and column.
[[nodiscard]] outcome<catalogue> build(catalogue_document document,
                                       std::span<const catalogue> used = {});

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
