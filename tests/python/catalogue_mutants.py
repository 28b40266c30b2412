# SPDX-License-Identifier: Apache-2.0
"""Catalogues with one thing wrong, at random but the same in every run, for schema_check.py."""

import copy
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
# Between them these have every kind of definition and every key.
SEEDS = ["fuzz/seeds/catalogue_fuzz/everything.json", "tests/malformed/base.json"]
OTHER_TYPES: list[Any] = [None, True, 7, -1, 1.5, "", "word", [], ["a"], [7], {}, {"en": "a"}]
OTHER_WORDS = [
    "Upper",
    "with space",
    "with.dot",
    "$parameter",
    "ش",
    "a" * 120,
    "a" * 121,
    "yes",
    "none",
    "unknown",
    "declined",
    "Not_Presumed",
    "reviewed",
    "en",
    "pa-Arab",
]
# What is nearly of the same form.
NEAR = [
    (r"\d{4}(-\d\d)*", ["2018-13", "2018-02-30", "2018-04-31", "2018-12-31", "18", "2018-1"]),
    (
        r"\d+(\.\d+)?",
        ["0", "100", "100.000001", "1.0000001", "1234567890", "-1", ".5", "000000100"],
    ),
    (r"\d+\.\d+\.\d+", ["1.2", "1.02.3", "1.2.3-a", "1000000.0.0", "999999.0.0"]),
]
OTHER_NUMBERS = [0, 1, 2, 3, 4, 64, 65, 100, 101, 1000, 1001, 10**6, 10**6 + 1, 10**9 + 1, 2**63]


def places(value: Any, path: tuple = ()) -> Iterator[tuple]:
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from places(inner, (*path, number))


def at(value: Any, path: tuple) -> Any:
    for step in path:
        value = value[step]
    return value


def keys_of(schema: Any) -> set[str]:
    """Every key that any object of the format has."""
    found: set[str] = set()
    if isinstance(schema, dict):
        properties = schema.get("properties")
        if isinstance(properties, dict):
            found |= properties.keys()
        for inner in schema.values():
            found |= keys_of(inner)
    elif isinstance(schema, list):
        for inner in schema:
            found |= keys_of(inner)
    return found


def words_of(schema: Any) -> set[str]:
    """Every word of an enumeration of the format."""
    if isinstance(schema, dict):
        own = {one for one in schema.get("enum", []) if isinstance(one, str)}
        return own.union(*(words_of(inner) for inner in schema.values()))
    return set().union(*map(words_of, schema)) if isinstance(schema, list) else set()


def pattern_of(path: tuple) -> tuple:
    """The same for all members of an array."""
    return tuple("*" if isinstance(step, int) else step for step in path)


class Mutator:
    def __init__(self, schema: dict, seed: int) -> None:
        self.random = random.Random(seed)
        self.keys = sorted(keys_of(schema) | {"unknown_key", "ur", "English"})
        self.words = OTHER_WORDS + sorted(words_of(schema))

    def somewhere(self, document: dict) -> tuple:
        """Keys that stand once are as likely as those that stand a hundred times."""
        by_pattern: dict[tuple, list[tuple]] = {}
        for path in places(document):
            if path:
                by_pattern.setdefault(pattern_of(path), []).append(path)
        return self.random.choice(by_pattern[self.random.choice(sorted(by_pattern))])

    def word(self, value: str) -> str:
        for form, near in NEAR:
            if re.fullmatch(form, value) and self.random.random() < 0.6:
                return self.random.choice(near)
        return self.random.choice(self.words)

    def mutate(self, document: dict) -> str:
        """Makes one thing wrong, or at least other, and says what."""
        choose = self.random.choice
        path = self.somewhere(document)
        parent, last = at(document, path[:-1]), path[-1]
        value = parent[last]
        kinds = ["replace", "drop"]
        if isinstance(value, str):
            kinds += ["word"] * 3
        elif isinstance(value, int):
            kinds += ["number"] * 3
        elif isinstance(value, dict):
            kinds += ["add", "add", "rename"]
        elif isinstance(value, list):
            kinds += ["empty", "twice", "long"]
        kind = choose(kinds)
        if kind == "drop":
            del parent[last]
        elif kind == "replace":
            parent[last] = copy.deepcopy(choose(OTHER_TYPES))
        elif kind == "word":
            parent[last] = self.word(value)
        elif kind == "number":
            parent[last] = choose(OTHER_NUMBERS)
        elif kind == "add":
            value[choose(self.keys)] = copy.deepcopy(
                at(document, choose(list(places(document))[1:]))
            )
        elif kind == "rename" and value:
            value[choose(self.keys)] = value.pop(choose(list(value)))
        elif kind == "empty":
            value.clear()
        elif kind == "twice" and value:
            value.append(copy.deepcopy(choose(value)))
        elif kind == "long" and value:
            value.extend(copy.deepcopy(value[0]) for _ in range(65))
        return f"{kind} /{'/'.join(map(str, path))}"


def mutants(schema: dict, count: int, seed: int = 18) -> Iterator[tuple[str, dict]]:
    """What was done, and the catalogue; ids differ, so that one command reads many."""
    documents = [json.loads((ROOT / name).read_text(encoding="utf-8")) for name in SEEDS]
    mutator = Mutator(schema, seed)
    # First every key of every kind of object is left out once, then at random.
    dropped: set[tuple] = set()
    number = 0
    for path in places(documents[0]):
        if not path or isinstance(path[-1], int) or pattern_of(path) in dropped:
            continue
        dropped.add(pattern_of(path))
        document = copy.deepcopy(documents[0])
        document["id"] = f"mutant_{number}"
        del at(document, path[:-1])[path[-1]]
        yield f"drop /{'/'.join(map(str, path))}", document
        number += 1
    for number in range(number, count):
        document = copy.deepcopy(mutator.random.choice(documents))
        document["id"] = f"mutant_{number}"
        done = [mutator.mutate(document) for _ in range(mutator.random.choice((1, 1, 1, 2)))]
        yield ", ".join(done), document
