# SPDX-License-Identifier: Apache-2.0
"""Writes include/pehchan/detail/letters.hpp: which letters are the same in a typed answer, from
Python's Unicode data and the lists below."""

import unicodedata

# Unicode 3.2, which every Python brings, so that the file is the same whoever writes it.
OLD = unicodedata.ucd_3_2_0

# The zero of every script's decimal digits (Unicode 15, general category Nd, tens in order).
ZEROS = [
    0x0660,
    0x06F0,
    0x07C0,
    0x0966,
    0x09E6,
    0x0A66,
    0x0AE6,
    0x0B66,
    0x0BE6,
    0x0C66,
    0x0CE6,
    0x0D66,
    0x0DE6,
    0x0E50,
    0x0ED0,
    0x0F20,
    0x1040,
    0x1090,
    0x17E0,
    0x1810,
    0x1946,
    0x19D0,
    0x1A80,
    0x1A90,
    0x1B50,
    0x1BB0,
    0x1C40,
    0x1C50,
    0xA620,
    0xA8D0,
    0xA900,
    0xA9D0,
    0xA9F0,
    0xAA50,
    0xABF0,
    0xFF10,
    0x104A0,
    0x10D30,
    0x11066,
    0x110F0,
    0x11136,
    0x111D0,
    0x112F0,
    0x11450,
    0x114D0,
    0x11650,
    0x116C0,
    0x11730,
    0x118E0,
    0x11950,
    0x11C50,
    0x11D50,
    0x11DA0,
    0x11F50,
    0x16A60,
    0x16AC0,
    0x16B50,
    0x1E140,
    0x1E2F0,
    0x1E4F0,
    0x1E950,
    0x1FBF0,
]

# Letters of the Arabic script that keyboards and fonts exchange; each stands for the last one.
ALIKE = [
    "\u0622\u0623\u0625\u0671\u0672\u0673\u0675\u0627",  # alef
    "\u064a\u0649\u0626\u0678\u06cd\u06d0\u06ce\u06d2\u06d3\u06cc",  # yeh
    "\u0643\u06aa\u06ab\u06ac\u06a9",  # kaf
    "\u0647\u0629\u06be\u06c0\u06c2\u06c3\u06d5\u06ff\u06c1",  # heh
    "\u0624\u0676\u0648",  # waw
]

# Marks that a reader adds or leaves out: of Latin and Arabic letters, the nuktas of Indic scripts
# (which decomposition tears off), and what is written and not seen.
DROPPED = [
    (0x00AD, 0x00AD),
    (0x0300, 0x036F),
    (0x0610, 0x061A),
    (0x061C, 0x061C),
    (0x0640, 0x0640),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E8),
    (0x06EA, 0x06ED),
    (0x08D3, 0x08FF),
    (0x093C, 0x093C),
    (0x09BC, 0x09BC),
    (0x0A3C, 0x0A3C),
    (0x0ABC, 0x0ABC),
    (0x0B3C, 0x0B3C),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x2064),
    (0x2066, 0x206F),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
]
# Where letters have case, marks, or a form for their place in a word.
BLOCKS = [
    (0x0041, 0x0DFF),  # Latin to Sinhala
    (0x10A0, 0x10FF),  # Georgian
    (0x1E00, 0x1FFF),  # more Latin and Greek
    (0xFB1D, 0xFDFF),  # Hebrew and Arabic forms
    (0xFE70, 0xFEFC),
    (0xFF0D, 0xFF5A),  # full width
]
# One dash and one apostrophe are as good as another.
PUNCTUATION = {
    **{code: 0x2D for code in (0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212, 0xFE63, 0xFF0D)},
    **{code: 0x27 for code in (0x2018, 0x2019, 0x02BC, 0xFF07)},
    **{code: 0x20 for code in (0x00A0, 0x2007, 0x202F, 0x3000)},
    0x060C: 0x2C,
    0xFF0C: 0x2C,
}


def is_dropped(code: int) -> bool:
    return any(low <= code <= high for low, high in DROPPED)


def folded(code: int) -> int:
    """The letter that stands for this one: without case, marks and forms of its place."""
    alike = {ord(letter): ord(row[-1]) for row in ALIKE for letter in row}
    if code in PUNCTUATION:
        return PUNCTUATION[code]
    if OLD.category(chr(code)) == "Cn":
        return alike.get(code, code)
    # Twice: what decomposition gives may be a capital or a final form again.
    parts = OLD.normalize("NFKD", OLD.normalize("NFKD", chr(code).casefold()).casefold())
    kept = [c for c in parts if not is_dropped(ord(c))]
    if len(kept) != 1 or OLD.category(kept[0])[0] not in "LN":
        return alike.get(code, code)
    return alike.get(ord(kept[0]), ord(kept[0]))


def runs() -> list[tuple[int, int, int, int]]:
    """(first, last, step, what the first becomes) of letters that move together."""
    moved = [
        (code, folded(code))
        for code in range(0x10000)
        if (any(low <= code <= high for low, high in BLOCKS) or code in PUNCTUATION)
        and not is_dropped(code)
        and folded(code) != code
    ]
    out: list[tuple[int, int, int, int]] = []
    at = 0
    while at < len(moved):
        best = (1, 1)
        for step in (1, 2):
            n = 1
            while (
                at + n < len(moved)
                and moved[at + n][0] == moved[at][0] + n * step
                and moved[at + n][1] == moved[at][1] + n * step
            ):
                n += 1
            best = max(best, (n, step))
        n, step = best
        out.append((moved[at][0], moved[at][0] + (n - 1) * step, step, moved[at][1]))
        at += n
    return out


def rows(items: list[str]) -> str:
    """Items in lines of at most 100 columns."""
    lines = [""]
    for item in items:
        if lines[-1] and len(lines[-1]) + len(item) + 2 > 96:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + item + ","
    return "\n".join("    " + line for line in lines)


def files(_given: object) -> dict[str, str]:
    dropped = rows([f"{{0x{low:X}, 0x{high:X}}}" for low, high in DROPPED])
    zeros = rows([f"0x{zero:X}" for zero in ZEROS])
    moved = rows([f"{{0x{a:X}, 0x{b:X}, {step}, 0x{to:X}}}" for a, b, step, to in runs()])
    text = f"""\
// SPDX-License-Identifier: Apache-2.0
// Generated by spec/generate; do not edit.
#ifndef PEHCHAN_DETAIL_LETTERS_HPP
#define PEHCHAN_DETAIL_LETTERS_HPP

// Which letters are the same in a typed answer? From the Unicode character database.

#include <cstdint>

namespace pehchan {{
inline namespace v0 {{
namespace detail {{

/// Every `step`-th code point from `first` to `last`; `first` becomes `to`, the next ones what
/// follows it at the same distance.
struct letter_run {{
    std::uint16_t first, last, step, to;
}};
/// Code points that a typed answer may have or lack: marks, direction marks, joiners.
struct code_point_range {{
    std::uint16_t first, last;
}};

// clang-format off
inline constexpr code_point_range dropped_code_points[] = {{
{dropped}
}};

/// The zero of every script's decimal digits; the others follow it.
inline constexpr std::uint32_t digit_zeros[] = {{
{zeros}
}};

inline constexpr letter_run letter_runs[] = {{
{moved}
}};
// clang-format on

}}  // namespace detail
}}  // namespace v0
}}  // namespace pehchan

#endif
"""
    return {"include/pehchan/detail/letters.hpp": text}
