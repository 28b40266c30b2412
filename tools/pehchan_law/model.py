# SPDX-License-Identifier: Apache-2.0
"""law/ as Python values: what stands in which file, and where.

    law/<catalogue>/catalogue.yaml           version, title, setting, licence, use, rules of the catalogue
    law/<catalogue>/<collection>/<id>.yaml   one statement
    law/<catalogue>/<collection>.yaml        tags, templates, texts: id -> statement (texts: id -> words)
    law/<catalogue>/texts/<group>.yaml       the same, in several files
    law/form/texts.yaml                      words of the desktop form

The names of folders and files are the ids. Texts are strings in English.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .yaml_files import read_yaml

SOURCE_LANGUAGE = "en"
FORM = "form"
LOCALE = "locale"
TOGETHER = ("tags", "templates", "texts")  # collections of small statements, several in one file
ROOT = Path(__file__).resolve().parent.parent.parent
ID = re.compile(r"[a-z0-9_.]{1,120}")

# What a translator is told of a text, by its field.
ABOUT = {
    "question": "question, asked aloud",
    "not_applicable": "answer: when this question does not apply to the person",
    "for_person": "for the person screened, an adult; safe if an exploiter reads it",
    "for_child": "for a child of nine; safe if an exploiter reads it",
    "do": "first page, for the official: what to do now",
    "do_not": "first page, for the official: what not to do",
    "summary": "first page, for the official: what this may be",
    "label": "short name, printed in reasons",
    "options/label": "answer to choose",
    "meaning": "for the official: what the finding means",
    "elements/title": "part of a definition",
    "consent/adult": "for the official: what to ask an adult",
    "consent/child": "for the official: what to ask a child",
    "authority": "name of a body that can help or act",
    "serves": "whom the body serves",
}


@dataclass(frozen=True, order=True)
class Place:
    file: Path
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        file = self.file.relative_to(ROOT) if self.file.is_relative_to(ROOT) else self.file
        return f"{file.as_posix()}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class LawError(Exception):
    """All that is wrong with the files that were read."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, sorted(set(problems)))))
        self.problems = sorted(set(problems))


@dataclass(frozen=True)
class Message:
    """One English text: what a .po file has an entry for."""

    context: str  # "pakistan/findings/offence_ptpa_s3/elements/act/title"
    english: str
    about: str
    catalogue: str
    path: tuple[str | int, ...]  # into the catalogue's document
    place: Place


@dataclass
class Law:
    """`catalogues[id]` is a document as in catalogues/<id>.json, but with English strings for texts and without `languages`."""

    folder: Path
    catalogues: dict[str, dict[str, Any]] = field(default_factory=dict)
    form: dict[str, str] = field(default_factory=dict)
    places: dict[tuple[str | int, ...], Place] = field(default_factory=dict)

    def place(self, catalogue: str, *path: str | int) -> Place:
        """Where a value stands; of one that is not written, where the nearest one around it does.

        `path` is that of the document: ("findings", 12, "rule", "any", 0). Numbers may be strings,
        as in a JSON Pointer into the built catalogue; the languages of a text are ignored.
        """
        whole = (
            catalogue,
            *(int(p) if isinstance(p, str) and p.isdecimal() else p for p in path),
        )
        statements = self.catalogues.get(catalogue, {}).get(path[0] if path else "")
        if len(whole) > 2 and isinstance(whole[2], int) and isinstance(statements, list):
            inside = whole[2] < len(statements) and path[0] in collections()
            if inside:  # places are kept by id
                whole = (*whole[:2], statements[whole[2]]["id"], *whole[3:])
        for length in range(len(whole), 0, -1):
            if whole[:length] in self.places:
                return self.places[whole[:length]]
        return Place(self.folder)

    def pointer_place(self, catalogue: str, pointer: str) -> Place:
        """Where the value stands that a JSON Pointer into the built catalogue names."""
        parts = [p.replace("~1", "/").replace("~0", "~") for p in pointer.split("/")[1:]]
        return self.place(catalogue, *parts)

    def messages(self) -> Iterator[Message]:
        """Every text of every catalogue and of the form, in the order of the .po files."""
        for name in sorted([*self.catalogues, FORM]):
            if name == FORM:
                for key in sorted(self.form):
                    yield Message(
                        f"{FORM}/texts/{key}/text",
                        self.form[key],
                        "the screening form",
                        FORM,
                        (key,),
                        self.place(FORM, key),
                    )
                continue
            document = self.catalogues[name]
            for path, names, fields in text_paths(document):
                found: Any = document
                for part in path:
                    found = found[part]
                yield Message(
                    "/".join((name, *names)),
                    found,
                    ABOUT.get("/".join(fields)) or ABOUT.get(fields[-1], ""),
                    name,
                    path,
                    self.place(name, *path),
                )


# --- what the schema says about texts


def schema() -> dict[str, Any]:
    file = ROOT / "catalogues" / "schema" / "catalogue.schema.json"
    return json.loads(file.read_text(encoding="utf-8"))


def _resolved(node: dict[str, Any], definitions: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    name = node.get("$ref", "").removeprefix("#/$defs/")
    return name, definitions[name] if name else node


SCHEMA = schema()


def text_paths(
    document: dict[str, Any],
) -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...], tuple[str, ...]]]:
    """Each text of a document: its path, its path with ids for numbers, and its fields alone without the collection."""

    def walk(value: Any, node: dict[str, Any], path: Any, names: Any, fields: Any) -> Any:
        name, node = _resolved(node, SCHEMA["$defs"])
        if name == "text":
            yield path, names, fields
        elif isinstance(value, dict):
            for key, inner in value.items():
                if key in node.get("properties", {}):
                    yield from walk(
                        inner,
                        node["properties"][key],
                        (*path, key),
                        (*names, key),
                        (*fields, key),
                    )
        elif isinstance(value, list) and "items" in node:
            for number, inner in enumerate(value):
                called = str(inner.get("id", number)) if isinstance(inner, dict) else str(number)
                yield from walk(inner, node["items"], (*path, number), (*names, called), fields)

    for key, value in document.items():
        if key in SCHEMA["properties"]:
            inside = isinstance(value, list)
            yield from walk(
                value, SCHEMA["properties"][key], (key,), (key,), () if inside else (key,)
            )


def collections() -> list[str]:
    """The collections of a catalogue, in the order of the schema."""
    return [
        key
        for key, node in SCHEMA["properties"].items()
        if node.get("type") == "array" and key not in ("languages", "use")
    ]


# --- reading


class _Reader:
    def __init__(self, folder: Path):
        self.law = Law(folder)
        self.problems: list[Problem] = []

    def wrong(self, place: Place, message: str) -> None:
        self.problems.append(Problem(place, message))

    def mapping(self, file: Path, *at: str | int) -> dict[str, Any]:
        """The mapping that a file holds; its places are noted under `at`."""
        value, places, problems = read_yaml(file)
        for line, column, message in problems:
            self.wrong(Place(file, line, column), message)
        for path, (line, column) in places.items():
            self.law.places[(*at, *path)] = Place(file, line, column)
        if not isinstance(value, dict):
            if not problems:
                self.wrong(Place(file), "expected keys with values (`key: value`)")
            return {}
        return value

    def read(self) -> Law:
        folder = self.law.folder
        if not folder.is_dir():
            raise LawError([Problem(Place(folder), "expected the folder of the law")])
        for one in sorted(folder.iterdir()):
            if one.name == LOCALE or one.name.startswith(".") or one.suffix == ".md":
                continue
            if not one.is_dir():
                self.wrong(Place(one), "expected folders of catalogues here, found a file")
            elif one.name == FORM:
                self.form(one)
            else:
                self.catalogue(one)
        for name, document in self.law.catalogues.items():
            self.use(name, document)
        if not self.problems:
            self.texts()
        if self.problems:
            raise LawError(self.problems)
        return self.law

    def form(self, folder: Path) -> None:
        for file in sorted(folder.iterdir()):
            if file.name != "texts.yaml":
                self.wrong(Place(file), "expected texts.yaml alone in this folder")
        if (folder / "texts.yaml").exists():
            self.law.form = self.mapping(folder / "texts.yaml", FORM)

    def catalogue(self, folder: Path) -> None:
        name = folder.name
        head = folder / "catalogue.yaml"
        document: dict[str, Any] = {"id": name}
        self.law.catalogues[name] = document
        if not re.fullmatch(r"[a-z0-9_]{1,120}", name):
            self.wrong(Place(folder), "expected a folder name of a-z, 0-9 and _ (it is the id)")
        if head.exists():
            document |= self.mapping(head, name)
            if document["id"] != name:
                self.wrong(self.law.place(name, "id"), f"expected no id here, or {name}")
        else:
            self.wrong(Place(head), "expected this file: title, version, setting")
        known = collections()
        for key in document:
            if key in known or key == "languages":
                self.wrong(
                    self.law.place(name, key),
                    f"expected {key} "
                    + ("in law/locale" if key == "languages" else f"in the folder {key}/"),
                )
        by_id: dict[str, dict[str, Any]] = {}
        for one in sorted(folder.iterdir()):
            if one == head or one.name.startswith(".") or one.suffix == ".md":
                continue
            collection = one.stem if one.suffix == ".yaml" else one.name
            if collection not in known:
                self.wrong(Place(one), f"expected one of: {', '.join(known)}")
                continue
            found = by_id.setdefault(collection, {})
            files = [one] if one.is_file() else sorted(one.iterdir())
            if one.is_file() and collection not in TOGETHER:
                self.wrong(Place(one), f"expected a folder {collection}/ with one file a statement")
                continue
            for file in files:
                if file.name.startswith(".") or file.suffix == ".md":
                    continue
                if file.suffix != ".yaml" or not file.is_file():
                    self.wrong(Place(file), "expected a file with the ending .yaml")
                elif collection in TOGETHER:
                    self.several(name, collection, file, found)
                else:
                    at = (name, collection, file.stem)
                    self.add(collection, file.stem, self.mapping(file, *at), file, at, found)
        for collection in known:
            if collection in by_id:
                document[collection] = sorted(
                    by_id[collection].values(), key=lambda one: one["id"].encode()
                )

    def several(self, name: str, collection: str, file: Path, found: dict[str, Any]) -> None:
        for id, inner in self.mapping(file, name, collection).items():
            if collection == "texts":
                inner = {"text": inner}
            self.add(collection, id, inner, file, (name, collection, id), found)

    def add(
        self, collection: str, id: str, statement: Any, file: Path, at: Any, found: dict[str, Any]
    ) -> None:
        place = self.law.places.get(at, Place(file))
        if not ID.fullmatch(id):
            self.wrong(place, f"expected an id of a-z, 0-9, _ and ., found {id!r}")
        if not isinstance(statement, dict):
            self.wrong(place, "expected keys with values (`key: value`)")
        elif "id" in statement and statement["id"] != id:
            self.wrong(place, f"expected no id here, or {id}")
        elif id in found:
            self.wrong(place, f"a second statement {id} in {collection}")
        else:
            found[id] = {"id": id, **statement}

    def use(self, name: str, document: dict[str, Any]) -> None:
        """`use` names catalogues; their versions are those that stand in law/."""
        if not isinstance(document.get("use", []), list):
            self.wrong(self.law.place(name, "use"), "expected a list of catalogues")
            return
        for number, used in enumerate(document.get("use", [])):
            if not isinstance(used, str):
                continue
            if used in self.law.catalogues:
                document["use"][number] = {
                    "id": used,
                    "version": self.law.catalogues[used].get("version"),
                }
            else:
                self.wrong(
                    self.law.place(name, "use", number), f"there is no catalogue {used} in law/"
                )

    def texts(self) -> None:
        for message in self.law.messages():
            if not isinstance(message.english, str) or not message.english.strip():
                self.wrong(message.place, f"expected a text for {message.context.split('/')[-1]}")


def read_law(folder: Path = ROOT / "law") -> Law:
    """Reads law/; raises LawError with every problem of YAML and structure, each with file, line and column."""
    return _Reader(Path(folder)).read()
