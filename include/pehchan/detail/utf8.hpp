// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_UTF8_HPP
#define PEHCHAN_DETAIL_UTF8_HPP

// Which code points are in a UTF-8 text, and may all of them be shown?

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pehchan {
inline namespace v0 {
namespace detail {

/// The next code point of `utf8`, which is moved on; nothing where the bytes are malformed.
inline std::optional<std::uint32_t> take_code_point(std::string_view& utf8) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
    const std::size_t length = byte(0) < 0x80             ? 1
                               : (byte(0) & 0xE0) == 0xC0 ? 2
                               : (byte(0) & 0xF0) == 0xE0 ? 3
                               : (byte(0) & 0xF8) == 0xF0 ? 4
                                                          : 0;
    std::uint32_t code = length == 1 ? byte(0) : byte(0) & (0x7Fu >> length);
    bool good = length != 0 && length <= utf8.size();
    for (std::size_t i = 1; good && i < length; ++i) {
        good = (byte(i) & 0xC0) == 0x80;
        code = (code << 6) | (byte(i) & 0x3Fu);
    }
    utf8.remove_prefix(good ? length : 1);
    return good ? std::optional{code} : std::nullopt;
}

/// Adds `code`, at most 0x10FFFF, to a UTF-8 text.
inline void append_code_point(std::string& to, std::uint32_t code) {
    const auto add = [&](std::uint32_t byte) { to.push_back(static_cast<char>(byte)); };
    if (code < 0x80) return add(code);
    if (code < 0x800) add(0xC0 | (code >> 6));
    else if (code < 0x10000) add(0xE0 | (code >> 12)), add(0x80 | ((code >> 6) & 0x3F));
    else
        add(0xF0 | (code >> 18)), add(0x80 | ((code >> 12) & 0x3F)),
            add(0x80 | ((code >> 6) & 0x3F));
    add(0x80 | (code & 0x3F));
}

/// Whether a terminal or a page shows the text as it is: no control characters (escapes among
/// them), nothing that turns the direction of what follows, nothing that is not UTF-8.
inline bool is_shown_as_written(std::string_view utf8) noexcept {
    while (!utf8.empty()) {
        const std::optional<std::uint32_t> code = take_code_point(utf8);
        if (!code || *code < 0x20 || (*code >= 0x7F && *code < 0xA0) ||
            (*code >= 0x2028 && *code <= 0x202E) || (*code >= 0x2066 && *code <= 0x2069) ||
            *code == 0xFEFF || (*code >= 0xD800 && *code < 0xE000) || *code > 0x10FFFF)
            return false;
    }
    return true;
}

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
