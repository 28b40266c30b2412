#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Does every text keep to the glossary: one Urdu term for an English one, and none of the words that undo the distinction?"""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TERMS = json.loads((ROOT / "catalogues" / "glossary" / "ur.json").read_text(encoding="utf-8"))[
    "terms"
]


def texts(value, place):
    if isinstance(value, dict):
        if "en" in value and "ur" in value:
            yield place, value
        else:
            for key, inner in value.items():
                yield from texts(
                    inner,
                    f"{place}/{inner['id'] if isinstance(inner, dict) and 'id' in inner else key}",
                )
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts(
                inner,
                f"{place}/{inner['id'] if isinstance(inner, dict) and 'id' in inner else number}",
            )


def breaches(place, text):
    for term in TERMS:
        if (
            term["enforced"]
            and re.search(rf"\b{term['en']}\b", text["en"], re.IGNORECASE)
            and term["ur"] not in text["ur"]
        ):
            yield f'{place}: "{term["en"]}" is not {term["ur"]}'
        for word in term["never"]:
            if word in text["ur"]:
                yield f"{place}: {word} is never said"


found = [
    b
    for file in sorted((ROOT / "catalogues").glob("*.json"))
    for place, text in texts(json.loads(file.read_text(encoding="utf-8")), file.stem)
    for b in breaches(place, text)
]
# The check itself must be able to fail.
bad = {"en": "Trafficking of a suspect", "ur": "مشتبہ کی انسانی اسمگلنگ"}  # words-ok
if len(list(breaches("test", bad))) < 3:
    found.append("the check does not find what it looks for")
print(*found, sep="\n", end="\n" if found else "")
sys.exit(1 if found else 0)
