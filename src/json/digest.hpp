// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_JSON_DIGEST_HPP
#define PEHCHAN_JSON_DIGEST_HPP

// Which digest identifies a catalogue (law 11)?

#include <span>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>

namespace pehchan {
inline namespace v0 {
namespace detail {

/// A used catalogue and its own digest.
struct used_digest {
    std::string_view id, digest;
};

/// SHA-256, as lower-case hex, of the canonical text: minified UTF-8 JSON; object keys sorted by
/// bytes; at the top level the arrays whose elements are all objects with a string `id` sorted by
/// it (their order means nothing; the order of options, elements and form entries does); each entry
/// of `use` with one more key, `digest`.
[[nodiscard]] std::string digest_of(const boost::json::value& catalogue,
                                    std::span<const used_digest> used);

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
