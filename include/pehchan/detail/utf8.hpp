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

/// Whether a terminal or a page shows the code point as it is: no control character (escapes among
/// them), nothing that turns the direction of what follows, nothing that is invisible by design or
/// no character at all. U+200C and U+200D, which join letters, are shown.
[[nodiscard]] constexpr bool is_shown_as_written(std::uint32_t code) noexcept {
    const auto in = [code](std::uint32_t low, std::uint32_t high) {
        return code >= low && code <= high;
    };
    return !(code < 0x20 || in(0x7F, 0x9F) || code == 0x61C || in(0x200E, 0x200F) ||
             in(0x2028, 0x202E) || in(0x2066, 0x206F) || in(0xD800, 0xDFFF) || in(0xFDD0, 0xFDEF) ||
             code == 0xFEFF || in(0xFFF9, 0xFFFB) || (code & 0xFFFE) == 0xFFFE ||
             in(0xE0000, 0xE007F) || code > 0x10FFFF);
}
/// The same of every code point, and that the text is UTF-8.
[[nodiscard]] inline bool is_shown_as_written(std::string_view utf8) noexcept {
    while (!utf8.empty()) {
        if (const auto first = static_cast<unsigned char>(utf8.front());
            first >= 0x20 && first < 0x7F) {
            utf8.remove_prefix(1);
            continue;
        }
        const std::optional<std::uint32_t> code = take_code_point(utf8);
        if (!code || !is_shown_as_written(*code)) return false;
    }
    return true;
}

/// The text with everything that is not shown as written as "\uXXXX", and "\uFFFD" for a byte that
/// is not UTF-8: what is echoed of an input cannot steer a terminal or turn a line around.
[[nodiscard]] inline std::string escaped(std::string_view utf8) {
    std::string out;
    while (!utf8.empty()) {
        const std::string_view before = utf8;
        const std::uint32_t code = take_code_point(utf8).value_or(0xFFFD);
        const bool good = code != 0xFFFD || before.starts_with("\xEF\xBF\xBD");
        if (good && is_shown_as_written(code)) {
            out.append(before.substr(0, before.size() - utf8.size()));
            continue;
        }
        const auto unit = [&out](std::uint32_t of) {
            out += "\\u";
            for (int shift = 12; shift >= 0; shift -= 4)
                out.push_back("0123456789ABCDEF"[(of >> shift) & 15]);
        };
        if (code < 0x10000) unit(code);
        else unit(0xD800 + ((code - 0x10000) >> 10)), unit(0xDC00 + ((code - 0x10000) & 0x3FF));
    }
    return out;
}

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
