#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Does every text keep to the glossary of its language (law/locale/*.glossary.yaml): one term for an English one, and none of the words that undo the distinction?"""

import json
import re
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = "en"


def texts(value, place):
    if isinstance(value, dict):
        if isinstance(value.get(SOURCE), str):
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


def breaches(place, english, text, terms):
    for term in terms:
        if (
            term.get("enforced")
            and re.search(rf"\b{term['en']}\b", english, re.IGNORECASE)
            and term["term"] not in text
        ):
            yield f'{place}: "{term["en"]}" is not {term["term"]}'
        for word in term.get("never", []):
            if word in text:
                yield f"{place}: {word} is never said"


found = []
catalogues = {
    file.stem: json.loads(file.read_text(encoding="utf-8"))
    for file in sorted((ROOT / "catalogues").glob("*.json"))
}
glossaries = sorted((ROOT / "law" / "locale").glob("*.glossary.yaml"))
for glossary in glossaries:
    language = glossary.name.removesuffix(".glossary.yaml")
    terms = yaml.safe_load(glossary.read_text(encoding="utf-8"))["terms"]
    checked = 0
    for name, catalogue in catalogues.items():
        for place, text in texts(catalogue, name):
            if language in text:
                checked += 1
                found += breaches(f"{language}: {place}", text[SOURCE], text[language], terms)
    if not checked:
        found.append(f"{language}: there is no text in this language")
    # The check itself must be able to fail.
    for term in terms:
        bad = " ".join(term.get("never", ["other words"]))
        if (term.get("enforced") or "never" in term) and not list(
            breaches("test", term["en"], bad, [term])
        ):
            found.append(f"{language}: the check does not find {term}")
if not glossaries:
    found.append("there is no glossary")
print(*found, sep="\n", end="\n" if found else "")
sys.exit(1 if found else 0)
