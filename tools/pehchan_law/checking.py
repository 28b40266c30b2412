# SPDX-License-Identifier: Apache-2.0
"""What is wrong with law/: its form by the schemas of editors, its translations, what is built of it, and what `pehchan check` proves."""

import json
import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .build import built_catalogues
from .json_text import json_text
from .locale import NO_REVIEWER, Locale
from .model import ROOT, Law, Place, Problem
from .rules import Documents
from .yaml_files import read_yaml

TODO = "TODO"
SCHEMAS = ROOT / "catalogues" / "schema" / "law"
PLACEHOLDER = re.compile(r"\{[A-Za-z0-9_]*\}")
# Nothing that a page cannot show, or that turns the direction of what follows (detail/utf8.hpp).
NOT_SHOWN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
NO_PROOF = 3  # exit status: all is well, but nothing was proved


# --- form


def unfinished(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of texts that begin with TODO: what a skeleton left to be written."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from unfinished(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from unfinished(inner, (*path, number))
    elif isinstance(value, str) and value.startswith(TODO):
        yield path


def unfinished_problems(law: Law) -> list[Problem]:
    found = []
    for name, document in law.catalogues.items():
        for path in unfinished(document):
            found.append(Problem(law.place(name, *path), "unfinished: write what is marked TODO"))
    return found


def schema_problems(folder: Path) -> list[Problem]:
    """Every file against the schema of its kind."""
    import jsonschema

    problems: list[Problem] = []
    settings = json.loads((SCHEMAS / "settings.json").read_text(encoding="utf-8"))
    for name, patterns in settings["yaml.schemas"].items():
        schema = json.loads((ROOT / name).read_text(encoding="utf-8"))
        validator = jsonschema.Draft7Validator(schema)
        for pattern in [patterns] if isinstance(patterns, str) else patterns:
            for file in sorted(folder.glob(pattern.removeprefix("law/"))):
                value, places, wrong = read_yaml(file)
                problems += [Problem(Place(file, line, column), m) for line, column, m in wrong]
                if wrong:
                    continue

                def place(path: Any, file: Path = file, places: Any = places) -> Place:
                    path = tuple(path)
                    while path not in places:
                        path = path[:-1]
                    return Place(file, *places[path])

                todo = set(unfinished(value))
                for path in todo:
                    problems.append(Problem(place(path), "unfinished: write what is marked TODO"))
                for error in validator.iter_errors(value):
                    for path, message in explained(error):
                        if not any(one[: len(path)] == path for one in todo):
                            problems.append(Problem(place(path), message))
    return problems


def explained(error: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What is wrong, where: of the forms that a value may have, the one that was meant."""
    path = tuple(error.absolute_path)
    kind = error.validator
    if kind in ("anyOf", "oneOf") and error.context:
        branches: dict[Any, list[Any]] = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        meant = [
            errors
            for errors in branches.values()
            if not any(
                inner.validator in ("required", "type") and tuple(inner.absolute_path) == path
                for inner in errors
            )
        ]
        if len(meant) == 1:
            for inner in meant[0]:
                yield from explained(inner)
        elif isinstance(error.instance, dict) and not meant:
            keys = ", ".join(error.instance) or "none"
            yield path, f"expected one of the forms of a rule, found the keys {keys}"
        else:
            named = error.schema.get("title") or error.schema.get("description") or "another value"
            yield path, f"expected {named}, found {found_in(error.instance)}"
    elif kind == "additionalProperties" and isinstance(error.instance, dict):
        known = error.schema.get("properties", {})
        for key in error.instance:
            if key not in known:
                yield (*path, key), f"unknown key {key}; expected: {', '.join(known)}"
    elif kind == "required":
        missing = error.message.split("'")[1]
        yield path, f"expected the key {missing}"
    elif kind == "dependencies" and isinstance(error.validator_value, dict):
        _, missing, _, present, _ = error.message.split("'")  # 'A' is a dependency of 'B'
        yield (*path, present), f"expected the key {missing} beside {present}"
    elif kind is None:
        yield path, "expected no such key here (see `kind`, `type` or the like)"
    elif kind == "enum":
        words = ", ".join(map(str, error.validator_value))
        yield path, f"expected one of {words}; found {found_in(error.instance)}"
    elif kind == "type":
        yield path, f"expected {error.validator_value}, found {found_in(error.instance)}"
    elif kind == "pattern":
        named = error.schema.get("description", error.validator_value)
        yield path, f"expected {named} Found {found_in(error.instance)}"
    else:
        yield path, error.message


def found_in(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "..."


# --- translations


def folded(text: str) -> str:
    """About as typed answers are compared: without case, marks, direction marks and repeated spaces; digits and letters that look alike are one."""
    letters = []
    for letter in unicodedata.normalize("NFKD", text).casefold():
        if unicodedata.category(letter) in ("Mn", "Cf"):
            continue
        digit = unicodedata.digit(letter, None)
        letters.append(str(digit) if digit is not None else letter)
    alike = str.maketrans("يىكهةۀہھە", "ییک" + "ہ" * 6)
    return " ".join("".join(letters).translate(alike).split())


def locale_problems(law: Law, locale: Locale) -> list[Problem]:
    problems = []
    translations = [locale.translation(message) for message in law.messages()]
    reviewed = sum(one is not None and one.status == "reviewed" for one in translations)
    reviewers = str(locale.po.metadata.get("X-Reviewers", "")).strip()
    if reviewed and reviewers in ("", NO_REVIEWER):
        what = (
            "expected the reviewers' names in the header X-Reviewers, found none; reviewed, because not "
            f"fuzzy: {reviewed}. Name who reviewed them, or mark them fuzzy"
        )
        problems.append(Problem(Place(locale.file), what))
    forbidden, terms = glossary(locale)
    for message in law.messages():
        entry = locale.entries.get(message.context)
        if entry is None or not entry.msgstr:
            continue
        place = Place(locale.file, entry.linenum or 1)
        text = entry.msgstr

        def wrong(what: str, place: Place = place, name: str = message.context) -> None:
            problems.append(Problem(place, f"{name}: {what}"))

        if found := NOT_SHOWN.search(text):
            wrong(f"expected no control or direction character, found U+{ord(found[0]):04X}")
        if locale.is_stale(message):
            continue
        names = [Counter(PLACEHOLDER.findall(one)) for one in (message.english, text)]
        if names[0] != names[1]:
            expected, there = (" ".join(sorted(n.elements())) or "none" for n in names)
            wrong(f"expected the placeholders {expected}, found {there}")
        for pattern, why in forbidden:
            if re.search(pattern, text):
                wrong(f"expected no words that the glossary forbids ({why})")
        for term in terms:
            english = re.search(rf"\b{re.escape(term['en'])}\b", message.english, re.IGNORECASE)
            if term.get("enforced") and english and term["term"] not in text:
                wrong(f"expected the glossary's term for {term['en']!r}: {term['term']}")
            if any(word in text for word in term.get("never", [])):
                wrong(f"expected none of the words that never stand for {term['en']!r}")
    return problems


def glossary(locale: Locale) -> tuple[list[tuple[str, str]], list[dict[str, Any]]]:
    file = locale.file.with_name(f"{locale.language}.glossary.yaml")
    if not file.exists():
        return [], []
    value, _, _ = read_yaml(file)
    value = value or {}
    return [(f["pattern"], f["why"]) for f in value.get("forbidden", [])], value.get("terms", [])


def typed_problems(law: Law, locales: dict[str, Locale]) -> list[Problem]:
    """A spelling that may be typed means one thing, in whatever language."""
    meanings: dict[str, tuple[str, str]] = {}
    problems = []
    for message in law.messages():
        if "/texts/typed." not in message.context:
            continue
        texts = [("en", message.english, message.place)]
        for language, locale in locales.items():
            if found := locale.translation(message):
                line = locale.entries[message.context].linenum or 1
                texts.append((language, found.text, Place(locale.file, line)))
        for language, text, place in texts:
            for spelling in text.split("|"):
                word = folded(spelling)
                other, where = meanings.setdefault(word, (message.context, language))
                if other != message.context:
                    problems.append(
                        Problem(
                            place,
                            f"expected one meaning of {spelling.strip()!r}, found two: "
                            f"{other.split('/')[-2]} ({where}) and "
                            f"{message.context.split('/')[-2]} ({language})",
                        )
                    )
    return problems


# --- proofs


def command(given: Path | None, root: Path) -> Path | None:
    """The program `pehchan`: the one given, one that was built here, or one of this machine."""
    if given:
        return given
    for preset in ("dev", "release"):
        file = root / "build" / preset / "pehchan"
        if file.exists():
            return file
    found = shutil.which("pehchan")
    return Path(found) if found else None


ISSUE = re.compile(r"^(?P<file>.*?\.json)(:\d+:\d+)?: (?P<message>\w+: .*?)(?: \((?P<at>/\S*)\))?$")
EXAMPLE = re.compile(r'^        {"case": "counterexample", "answers": (?P<answers>{.*})}$')
FAILED = re.compile(r"^    (?P<kind>\w+) (?P<id>[a-z0-9_.]+): (?P<message>.*)$")


def own_version(version: str) -> str:
    """A version that no built-in catalogue has: the program must not take its own for the one of law/."""
    first, second, third = version.split(".")
    return f"{first}.{second}.{min(int(third) + 900_000, 999_999)}"


def in_order_of_use(documents: Documents) -> list[str]:
    order: list[str] = []

    def add(name: str) -> None:
        if name in order or name not in documents:
            return
        for used in documents[name].get("use", []):
            add(used["id"])
        order.append(name)

    for name in sorted(documents):
        add(name)
    return order


def proof_problems(
    law: Law, locales: dict[str, Locale], program: Path, structure: bool
) -> tuple[list[Problem], bool]:
    """What `pehchan check` says, at the places of law/; and whether it proved anything."""
    documents = built_catalogues(law, locales)
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name in in_order_of_use(documents):
            document = documents[name]
            document["version"] = own_version(document["version"])
            for used in document.get("use", []):
                used["version"] = own_version(used["version"])
            file = Path(folder) / f"{name}.json"
            file.write_text(json_text(document), encoding="utf-8")
            files.append(str(file))
        words = [str(program), "check", *(["--structure"] if structure else []), *files]
        try:
            done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8")
        except OSError as error:
            return [Problem(Place(program), f"expected the program pehchan: {error}")], False
    return told(law, done.stdout + done.stderr, done.returncode, program)


def told(law: Law, said: str, status: int, program: Path) -> tuple[list[Problem], bool]:
    problems: list[Problem] = []
    statement, name = "", ""
    lines = said.splitlines()
    for line, following in zip(lines, [*lines[1:], ""]):
        if " NOT PROVED " in line:
            name = Path(line.split(": NOT PROVED ")[0]).stem
            statement = line.split(": NOT PROVED ")[1]
        elif found := FAILED.match(line):
            place = named_place(law, name, found["kind"], found["id"])
            law_name = statement.split(":")[0]
            what = f"not proved of {name}: {law_name}: {found['id']}: {found['message']}"
            if example := EXAMPLE.match(following):
                what += f"; for example {example['answers']}"
            problems.append(Problem(place, what))
        elif (found := ISSUE.match(line)) and ": structure sound: " not in line:
            if re.match(r"(proved|NOT|everything|not) ?", found["message"].split(":")[0]):
                continue
            place = law.pointer_place(Path(found["file"]).stem, found["at"] or "")
            problems.append(Problem(place, found["message"]))
    if status and not problems:
        problems.append(Problem(Place(program), f"ended with status {status}: {said[-500:]}"))
    return problems, "everything proved" in said or "NOT PROVED" in said


def named_place(law: Law, catalogue: str, kind: str, id: str) -> Place:
    """Where a statement stands, in the catalogue or one that it uses."""
    waiting = [catalogue]
    while waiting:
        name = waiting.pop()
        document = law.catalogues.get(name, {})
        for number, one in enumerate(document.get(f"{kind}s", [])):
            if one["id"] == id:
                return law.place(name, f"{kind}s", number)
        waiting += [used["id"] for used in document.get("use", [])]
    return law.place(catalogue)
