# SPDX-License-Identifier: Apache-2.0
"""law/schema: by which editors of YAML complete and check the statements of law/.

There a statement is a file, its texts are English only, and what is small stands in one file as a
list. Editors know JSON Schema as it was in draft 7.
"""

import json

from .catalogue import NOTICE, Format, parts, written

FOLDER = "law/schema"
DRAFT = "http://json-schema.org/draft-07/schema#"
TEXT = {
    "title": "a text",
    "description": "English; the translations are elsewhere.",
    "type": "string",
    "minLength": 1,
}
LISTS = {"tags": "tag", "templates": "rule_template", "texts": "page_text"}


def kinds(of: Format) -> dict[str, tuple[str, bool]]:
    """By the collection: the definition of its members, and whether a file is a list of them."""
    return {
        key: (of.referred(given["items"])[0], key in LISTS)
        for key, given in of.schema["properties"].items()
        if key in collections(of)
    }


def collections(of: Format) -> list[str]:
    """The arrays of what has an id of its own in the catalogue."""
    return [
        key
        for key, given in of.schema["properties"].items()
        if given.get("type") == "array" and key not in ("languages", "use")
    ]


def for_editors(given):
    """The same in draft 7."""
    if isinstance(given, list):
        return [for_editors(one) for one in given]
    if not isinstance(given, dict):
        return given
    out = {}
    for key, value in given.items():
        if key == "$ref":
            out[key] = value.replace("#/$defs/", "#/definitions/")
        elif key == "dependentRequired":
            out["dependencies"] = value
        else:
            out[key] = for_editors(value)
    return out


def schema(of: Format, title: str, root: dict) -> str:
    needed: dict[str, dict] = {}
    waiting = [root]
    while waiting:
        for _, one in parts(waiting.pop(), ""):
            if "$ref" in one:
                name, inner = of.referred(one)
                if name not in needed:
                    needed[name] = TEXT if name == "text" else inner
                    waiting.append(needed[name])
    made = {
        "$schema": DRAFT,
        "$comment": NOTICE,
        "title": title,
        **for_editors({key: value for key, value in root.items() if key != "title"}),
        "definitions": {
            name: for_editors(needed[name]) for name in of.definitions if name in needed
        },
    }
    return written(made) + "\n"


def files(of: Format) -> dict[str, str]:
    made = {}
    top = {key: value for key, value in of.schema.items() if not key.startswith("$")}
    top["properties"] = {
        key: given for key, given in top["properties"].items() if key not in collections(of)
    }
    top["description"] = "What a catalogue says beside its collections."
    made["catalogue"] = schema(of, "a catalogue", top)
    for collection, (name, is_list) in kinds(of).items():
        one = of.definitions[name]
        if is_list:
            given = of.schema["properties"][collection]
            made[collection] = schema(of, collection, given)
        else:
            made[collection.removesuffix("s")] = schema(of, one["title"], one)
    settings = {
        "yaml.schemas": {
            f"law/schema/{kind}.schema.json": f"law/*/{kind}.yaml"
            if kind in ("catalogue", *LISTS)
            else f"law/*/{kind}s/*.yaml"
            for kind in made
        }
    }
    return {
        **{f"{FOLDER}/{kind}.schema.json": text for kind, text in made.items()},
        f"{FOLDER}/settings.json": json.dumps(settings, indent=2) + "\n",
    }
