#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A header as Doxygen reads it: Doxygen's filter, which prints what it makes of the file it is given.

The comments of the headers are plain C and C++ comments. This marks them: the question that a C++
header answers becomes the description of the file; in pehchan.h a comment before a declaration
becomes that declaration's, and a comment that begins with `----` the title of a group.
"""

import re
import sys
from pathlib import Path


def cpp(text: str) -> str:
    question = re.compile(r"(#define PEHCHAN_\w+_HPP\n\n)((?://(?!/).*\n)+)")
    return question.sub(
        lambda found: found[1] + "/// @file\n" + re.sub(r"(?m)^//", "///", found[2]), text, count=1
    )


def group(found: re.Match) -> str:
    title, _, rest = re.sub(r"\s*\n \* ?", " ", found[1]).strip().partition(". ")
    return f"/** @}} */\n/** @name {title[:1].upper()}{title[1:]}\n * {rest}\n */\n/** @{{ */"


def c(text: str) -> str:
    begin = text.index("/* How does")
    text = text[:begin] + "/** @file\n * " + text[begin + 3 :]
    text = re.sub(r"/\* ---- (.*?)\s*\*/", group, text, flags=re.DOTALL)
    text = text.replace("/** @} */\n", "", 1)
    # A comment at the end of a line is about what stands before it.
    text = re.sub(r"(?m)^([^\n/]*\S[^\n/]*)/\* ", r"\1/**< ", text)
    text = re.sub(r"(?m)^(\s*)/\* (?!SPDX|Generated)", r"\1/** ", text)
    end = text.rindex("#ifdef __cplusplus")
    return f"{text[:end]}/** @}} */\n{text[end:]}"


if __name__ == "__main__":
    file = Path(sys.argv[1])
    text = file.read_text(encoding="utf-8")
    print(c(text) if file.suffix == ".h" else cpp(text), end="")
