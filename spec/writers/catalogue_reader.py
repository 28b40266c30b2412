# SPDX-License-Identifier: Apache-2.0
"""The keys and limits by which src/json reads a catalogue."""

import json

from .catalogue import NOTICE, Format

HEADER = f"""\
// SPDX-License-Identifier: Apache-2.0
// {NOTICE[0].upper()}{NOTICE[1:]}.
#ifndef PEHCHAN_JSON_CATALOGUE_KEYS_HPP
#define PEHCHAN_JSON_CATALOGUE_KEYS_HPP

// Which keys has each object of a catalogue, which of them must it have, and which numbers are
// allowed?

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace pehchan {{
inline namespace v0 {{
namespace detail {{

/// A key that an object may have.
struct key_rule {{
    std::string_view name;
    bool required = false;
}};
inline constexpr bool required = true;

/// What an object is called in messages, and its keys.
struct object_shape {{
    std::string_view title;
    std::span<const key_rule> keys;
}};

/// From `low` to `high`, both included.
struct number_range {{
    std::int64_t low, high;
}};

// clang-format off
"""
FOOTER = """
// clang-format on

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
"""


def shapes(of: Format) -> list[str]:
    lines = ["", "namespace shapes {"]
    for name, one in of.objects.items():
        if name == "statement":  # only what its keys mean
            continue
        lines += ["", f"inline constexpr key_rule {name}_keys[] = {{"]
        lines += [
            f'    {{"{key}", required}},' if key in one["required"] else f'    {{"{key}"}},'
            for key in one["properties"]
        ]
        title = json.dumps(one["title"])
        lines += ["};", f"inline constexpr object_shape {name}{{{title}, {name}_keys}};"]
    return [*lines, "", "}  // namespace shapes"]


def limits(of: Format, words: dict[str, tuple[str, ...]]) -> list[str]:
    lines = ["", "namespace limits {", ""]
    for name, one in of.definitions.items():
        if one.get("type") == "integer" and name != "integer":
            lines.append(
                f"inline constexpr number_range {name}{{{one['minimum']}, {one['maximum']}}};"
            )
        if one.get("type") == "array" and "maxItems" in one:
            lines.append(
                f"inline constexpr number_range {name}_size"
                f"{{{one.get('minItems', 0)}, {one['maxItems']}}};"
            )
        if one.get("type") == "string" and "maxLength" in one:
            lines.append(f"inline constexpr std::size_t {name}_length = {one['maxLength']};")
        if "enum" in one and len(one["enum"]) < len(words[name]):
            lines.append(f"/// The first words of `{name}`; the others are of results only.")
            lines.append(f"inline constexpr std::size_t {name}_words = {len(one['enum'])};")
    return [*lines, "", "}  // namespace limits"]


def files(of: Format, words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    text = HEADER + "\n".join([*shapes(of), *limits(of, words)]) + "\n" + FOOTER
    return {"src/json/catalogue_keys.hpp": text}
