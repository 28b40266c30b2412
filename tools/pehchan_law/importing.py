# SPDX-License-Identifier: Apache-2.0
"""A catalogue's JSON as authored files: YAML in English, and entries for the .po file of each of its languages."""

import copy
from pathlib import Path
from typing import Any

from .locale import Locale
from .model import ROOT, SOURCE_LANGUAGE, TOGETHER, Law, collections, text_paths
from .yaml_files import yaml_text

LINES = 200  # of a file of law/


def authored(document: dict[str, Any], known: set[str]) -> dict[Path, str]:
    """The files of law/<id>/, by their path in it. `known`: catalogues of law/, which `use` names without a version."""
    files: dict[Path, str] = {}
    english = _in_english(document)
    head = {
        key: value
        for key, value in english.items()
        if key not in (*collections(), "id", "languages")
    }
    if "use" in head:
        head["use"] = [used["id"] if used["id"] in known else used for used in head["use"]]
    files[Path("catalogue.yaml")] = yaml_text(head)
    for collection in collections():
        statements = sorted(english.get(collection, []), key=lambda one: one["id"].encode())
        if collection == "texts":
            groups: dict[str, dict[str, str]] = {}
            for one in statements:
                group, dot, _ = one["id"].partition(".")
                groups.setdefault(group if dot else "", {})[one["id"]] = one["text"]
            for group, texts in groups.items():
                file = Path("texts") / f"{group}.yaml" if group else Path("texts.yaml")
                files[file] = yaml_text(texts)
        elif collection in TOGETHER and statements:
            text = yaml_text({one["id"]: _body(one) for one in statements})
            if text.count("\n") <= LINES:
                files[Path(f"{collection}.yaml")] = text
                continue
            parts: dict[str, dict[str, Any]] = {}  # by the beginnings of their ids
            for one in statements:
                group = ".".join(one["id"].split(".")[:2])
                parts.setdefault(group, {})[one["id"]] = _body(one)
            for group, some in parts.items():
                files[Path(collection) / f"{group}.yaml"] = yaml_text(some)
        else:
            for one in statements:
                table = collection == "mappings"
                file = Path(collection) / f"{one['id']}.yaml"
                files[file] = yaml_text(_body(one), table=table)
    return files


def _body(statement: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in statement.items() if key != "id"}


def _in_english(document: dict[str, Any]) -> dict[str, Any]:
    made = copy.deepcopy(document)
    for path, _, _ in text_paths(document):
        parent: Any = made
        for part in path[:-1]:
            parent = parent[part]
        parent[path[-1]] = parent[path[-1]][SOURCE_LANGUAGE]
    return made


def import_catalogue(document: dict[str, Any], law: Path = ROOT / "law") -> list[Path]:
    """Writes the files of law/<id>/; the languages are `import_translations`'s."""
    known = {folder.name for folder in law.iterdir() if folder.is_dir()} if law.is_dir() else set()
    written = []
    for name, text in authored(document, known).items():
        file = law / document["id"] / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        written.append(file)
    return written


def import_translations(document: dict[str, Any], law: Law, locale: Locale) -> int:
    """Puts a catalogue's texts in the locale's language into its entries; how many."""
    language = locale.language
    status = {one["id"]: one["status"] for one in document["languages"]}.get(language)
    count = 0
    for path, names, _ in text_paths(document):
        text: Any = document
        for part in path:
            text = text[part]
        entry = locale.entries.get("/".join((document["id"], *names)))
        if entry is None or language not in text or text[SOURCE_LANGUAGE] != entry.msgid:
            continue
        entry.msgstr = text[language]
        reviewed = status == "reviewed" or language in text.get("reviewed", [])
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        entry.flags += [] if reviewed else ["fuzzy"]
        count += 1
    return count
