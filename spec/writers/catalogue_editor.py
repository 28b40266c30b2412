# SPDX-License-Identifier: Apache-2.0
"""catalogues/schema/law: by which editors of YAML complete and check the statements of law/.

There a statement is a file named by its id, its texts are English only, and what is small stands in
one file by id; languages come from the translations, and versions of used catalogues from their own
files. Editors know JSON Schema as it was in draft 7.
"""

import json

from .catalogue import NOTICE, Format, parts, written

FOLDER = "catalogues/schema/law"
DRAFT = "http://json-schema.org/draft-07/schema#"
TEXT = {
    "title": "a text",
    "description": "English; the translations are elsewhere.",
    "type": "string",
    "minLength": 1,
}
TOGETHER = {"tags", "templates", "texts"}  # many in one file


def collections(of: Format) -> list[str]:
    """The arrays of what has an id of its own in the catalogue."""
    return [
        key
        for key, given in of.schema["properties"].items()
        if given.get("type") == "array" and key not in ("languages", "use")
    ]


def without_id(given: dict) -> dict:
    return {
        **given,
        "required": [key for key in given["required"] if key != "id"],
        "properties": {key: one for key, one in given["properties"].items() if key != "id"},
    }


def by_id(of: Format, collection: str) -> dict:
    """A file that holds many of a collection."""
    given = of.schema["properties"][collection]
    one = of.referred(given["items"])[1]
    inner = without_id(one)
    only_text = list(inner["properties"]) == ["text"]
    return {
        "description": given["description"],
        "type": "object",
        "propertyNames": one["properties"]["id"],
        "additionalProperties": inner["properties"]["text"] if only_text else inner,
    }


def catalogue_file(of: Format) -> dict:
    top = without_id({key: one for key, one in of.schema.items() if not key.startswith("$")})
    away = {"languages", *collections(of)}
    top["required"] = [key for key in top["required"] if key not in away]
    top["properties"] = {key: one for key, one in top["properties"].items() if key not in away}
    use = top["properties"]["use"]
    top["properties"]["use"] = {**use, "items": {"$ref": "#/$defs/id"}}
    top["description"] = "What a catalogue says beside its collections."
    return top


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
    made = {"catalogue": schema(of, "a catalogue", catalogue_file(of))}
    where: dict[str, str | list[str]] = {"catalogue": "law/*/catalogue.yaml"}
    for collection in collections(of):
        one = of.referred(of.schema["properties"][collection]["items"])[1]
        kind = collection if collection in TOGETHER else collection.removesuffix("s")
        if collection in TOGETHER:
            made[kind] = schema(of, collection, by_id(of, collection))
            where[kind] = [f"law/*/{collection}.yaml", f"law/*/{collection}/*.yaml"]
        else:
            made[kind] = schema(of, one["title"], without_id(one))
            where[kind] = f"law/*/{collection}/*.yaml"
    settings = {"yaml.schemas": {f"{FOLDER}/{kind}.schema.json": where[kind] for kind in made}}
    return {
        **{f"{FOLDER}/{kind}.schema.json": text for kind, text in made.items()},
        f"{FOLDER}/settings.json": json.dumps(settings, indent=2) + "\n",
    }
