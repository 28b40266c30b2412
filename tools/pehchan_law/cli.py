# SPDX-License-Identifier: Apache-2.0
"""The command line. A command is a function of the parsed arguments that returns the exit status: 0, 1 (something is not as it should be) or 2 (wrong use)."""

import argparse
import json
import sys
from pathlib import Path

from .build import built_files, language_texts, left_over
from .importing import import_catalogue, import_translations
from .locale import (
    Locale,
    locale_folder,
    locale_text,
    new_locale,
    read_locale,
    read_locales,
    refresh,
)
from .model import ROOT, Law, LawError, read_law

SHOWN = 10  # of a long list


def write(file: Path, text: str) -> bool:
    """Writes a file where it is not so already."""
    if file.exists() and file.read_text(encoding="utf-8") == text:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    return True


def some(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def refreshed(law: Law, locale: Locale) -> bool:
    """Refreshes a language and says what that did. Was there anything to do?"""
    before = locale_text(locale)
    done = refresh(law, locale)
    name = locale.file.name
    for what, contexts in done.items():
        if contexts:
            print(f"{name}: {len(contexts)} {what}: {some(contexts)}")
    return locale_text(locale) != before


def tell_stale(law: Law, locale: Locale) -> None:
    stale = [message.context for message in law.messages() if locale.is_stale(message)]
    if stale:
        print(f"{locale.file.name}: {len(stale)} not used, being of earlier English: {some(stale)}")


def build(arguments: argparse.Namespace) -> int:
    root = arguments.root
    law = read_law(root / "law")
    locales = read_locales(root / "law")
    late = []
    for locale in locales.values():
        if refreshed(law, locale):
            late.append(locale.file.relative_to(root))
            if not arguments.check:
                write(locale.file, locale_text(locale))
        tell_stale(law, locale)
    files = built_files(law, locales)
    if arguments.check:
        for name, text in files.items():
            file = root / name
            if not file.exists() or file.read_bytes() != text.encode():
                late.append(name)
        late += left_over(files, root)
        for name in late:
            print(f"{name.as_posix()}: not as law/ says it; run pehchan-law build")
        return 1 if late else 0
    written = [name for name, text in files.items() if write(root / name, text)]
    removed = left_over(files, root)
    for name in removed:
        (root / name).unlink()
    for name in [*late, *written]:
        print(f"wrote {name.as_posix()}")
    for name in removed:
        print(f"removed {name.as_posix()}")
    if not (late or written or removed):
        print("nothing to do")
    return 0


def messages(arguments: argparse.Namespace) -> int:
    law = read_law(arguments.root / "law")
    if arguments.template:
        template = new_locale(law, "")
        template.po.metadata["Language"] = ""
        write(arguments.template, locale_text(template))
        return 0
    late = 0
    for locale in read_locales(arguments.root / "law").values():
        if refreshed(law, locale):
            late += 1
            if not arguments.check:
                write(locale.file, locale_text(locale))
        tell_stale(law, locale)
    return 1 if arguments.check and late else 0


def texts(arguments: argparse.Namespace) -> int:
    law = read_law(arguments.root / "law")
    file = locale_folder(law.folder) / f"{arguments.language}.po"
    if not file.exists():
        known = ", ".join(sorted(f.stem for f in file.parent.glob("*.po")))
        print(f"expected a language of law/locale ({known}), found {arguments.language}")
        return 2
    if arguments.catalogue and arguments.catalogue not in law.catalogues:
        print(f"expected a catalogue of law/, found {arguments.catalogue}")
        return 2
    found = language_texts(law, read_locale(file), arguments.catalogue)
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    if arguments.output:
        write(arguments.output, text)
    else:
        sys.stdout.buffer.write(text.encode())
    return 0


def import_files(arguments: argparse.Namespace) -> int:
    folder = arguments.root / "law"
    documents = [json.loads(file.read_text(encoding="utf-8")) for file in arguments.files]
    for document in documents:
        if (folder / document["id"]).exists():
            print(f"law/{document['id']} is there already")
            return 2
    for document in documents:
        (folder / document["id"]).mkdir(parents=True)
    for document in documents:
        print(f"law/{document['id']}: {len(import_catalogue(document, folder))} files")
    law = read_law(folder)
    for locale in read_locales(folder).values():
        refresh(law, locale)
        count = sum(import_translations(document, law, locale) for document in documents)
        write(locale.file, locale_text(locale))
        print(f"{locale.file.name}: {count} texts")
    return 0


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="pehchan-law",
        description="The law in law/, its translations, and what is built of them.",
    )
    made.add_argument(
        "--root", type=Path, default=ROOT, help="the repository (default: the one of this tool)"
    )
    commands = made.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser(
        "build", help="refresh the .po files, and write catalogues/*.json and the form's words"
    )
    one.add_argument("--check", action="store_true", help="write nothing; 1 if anything differs")
    one.set_defaults(run=build)

    one = commands.add_parser("messages", help="refresh the .po files from the law")
    one.add_argument("--check", action="store_true", help="write nothing; 1 if anything differs")
    one.add_argument("--template", type=Path, metavar="FILE", help="write a .pot instead")
    one.set_defaults(run=messages)

    one = commands.add_parser(
        "texts", help="one language's texts as JSON, to be loaded at run time"
    )
    one.add_argument("language")
    one.add_argument("--catalogue", metavar="ID", help="only of this catalogue")
    one.add_argument("-o", "--output", type=Path, metavar="FILE")
    one.set_defaults(run=texts)

    one = commands.add_parser("import", help="make authored files of a catalogue's JSON")
    one.add_argument("files", nargs="+", type=Path, metavar="FILE")
    one.set_defaults(run=import_files)
    return made


def main(words: list[str] | None = None) -> int:
    arguments = parser().parse_args(words)
    try:
        return arguments.run(arguments)
    except LawError as error:
        print(error)
        return 1
