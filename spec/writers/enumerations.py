# SPDX-License-Identifier: Apache-2.0
"""Do the schemas, spec/abi.yaml and include/pehchan/names.hpp call the enumerated values the same?"""

import json
import re
from pathlib import Path

from .catalogue import SCHEMA, Format, parts
from .interface import Interface

NAMES = "include/pehchan/names.hpp"
RESULTS = "catalogues/schema/assessment.schema.json"
NAMES_OF = re.compile(r"^PEHCHAN_DETAIL_NAMES\((\w+),([^)]*)\);", re.MULTILINE)
DECLARED = re.compile(r"enum class (\w+)(?: : [\w:]+)? \{([^}]*)\}")

# In results only some values of an enumeration are shown, or words that are none of C++'s.
SOME_OF = {"headline": "headline_id", "view": "view_kind"}
OF_RESULTS_ONLY = {"validity", "stage"}


def names(root: Path) -> dict[str, tuple[str, ...]]:
    """The words of every C++ enumeration, in order."""
    text = (root / NAMES).read_text(encoding="utf-8")
    return {name: tuple(re.findall(r'"(\w+)"', words)) for name, words in NAMES_OF.findall(text)}


def declared(root: Path) -> dict[str, int]:
    """How many values each C++ enumeration has."""
    counts = {}
    for file in sorted((root / "include/pehchan").glob("*.hpp")):
        code = re.sub(r"//.*", "", file.read_text(encoding="utf-8"))
        for name, values in DECLARED.findall(code):
            counts[name] = len([one for one in values.split(",") if one.strip()])
    return counts


def problems(of: Format, interface: Interface) -> list[str]:
    known = names(of.root)
    counts = declared(of.root)
    found = [
        f"{NAMES}: {name}: {len(words)} names, but {counts.get(name, 0)} values are declared"
        for name, words in known.items()
        if counts.get(name) != len(words)
    ]
    for place, one in parts(of.schema, ""):
        name = place.removeprefix("/$defs/")
        if "enum" not in one or "/if/" in place or "/then/" in place or "/not" in place:
            continue
        words = tuple(one["enum"])
        if name not in known:
            found.append(f"{SCHEMA}: {place}: {NAMES} has no enumeration {name}")
        elif known[name][: len(words)] != words:
            found.append(
                f"{SCHEMA}: {place}: {', '.join(words)}; {NAMES}: {', '.join(known[name])}"
            )
    for one in interface.enumerations:
        if one.cpp and known.get(one.cpp) != tuple(value.text for value in one.values):
            found.append(f"spec/abi.yaml: {one.name}: not the names of {one.cpp} in {NAMES}")
    results = json.loads((of.root / RESULTS).read_text(encoding="utf-8"))
    for place, one in parts(results, ""):
        key = place.rsplit("/", 1)[-1]
        if "enum" not in one or key in OF_RESULTS_ONLY:
            continue
        words = set(one["enum"])
        fits = (
            words <= set(known[SOME_OF[key]])
            if key in SOME_OF
            else any(words == set(other) for other in known.values())
        )
        if not fits:
            found.append(f"{RESULTS}: {place}: {', '.join(one['enum'])}: no enumeration of {NAMES}")
    return found
