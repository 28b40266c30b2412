# SPDX-License-Identifier: Apache-2.0
"""The command line. A command is a function of the parsed arguments that returns the exit status: 0, 1 (something is not as it should be), 2 (wrong use) or 3 (nothing is wrong, but nothing was proved)."""

import argparse
import json
import re
import sys
from pathlib import Path

from . import meaning, review, skeletons
from .build import built_files, language_texts, left_over
from .checking import (
    NO_PROOF,
    command,
    locale_problems,
    proof_problems,
    schema_problems,
    typed_problems,
    unfinished_problems,
)
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
from .model import ROOT, Law, LawError, Problem, read_law
from .versions import read_version

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
    if todo := unfinished_problems(law):
        raise LawError(todo)
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


def check(arguments: argparse.Namespace) -> int:
    root = arguments.root
    problems: list[Problem] = []
    try:
        problems += schema_problems(root / "law")
    except ImportError:
        print("the form was not compared with the schemas: this needs jsonschema (pip install)")
        return 2
    law = locales = None
    try:
        law = read_law(root / "law")
    except LawError as error:
        problems += error.problems
    try:
        locales = read_locales(root / "law")
    except LawError as error:
        problems += error.problems
    if law is not None and locales is not None:
        for locale in locales.values():
            problems += locale_problems(law, locale)
            counts = {one: 0 for one in review.STATES}
            for message in law.messages():
                counts[review.state(locale, message)] += 1
            said = ", ".join(f"{count} {one}" for one, count in counts.items())
            print(f"{locale.file.name}: {said}")
        problems += typed_problems(law, locales)
    proved = False
    if problems:
        print("proofs were not run: first mend what is said below")
    elif law is not None and locales is not None:
        files = built_files(law, locales)
        for name, text in files.items():
            file = root / name
            if not file.exists() or file.read_bytes() != text.encode():
                print(f"{name.as_posix()}: not as law/ says it; run pehchan-law build")
                problems.append(Problem(law.place(name.stem), "not built"))
        program = command(arguments.command, root)
        if program is None:
            print(
                "proofs were not run, because there is no program pehchan in build/dev, "
                "build/release or on this machine: build it (docs/law.md) or name it (--command)"
            )
        else:
            found, proved = proof_problems(law, locales, program, arguments.structure)
            problems += found
            if not proved and not found and not arguments.structure:
                print(f"proofs were not run: {program} was built without a solver (docs/proofs.md)")
    for problem in sorted(set(problems)):
        print(problem)
    if problems:
        return 1
    if not proved and not arguments.structure:
        return NO_PROOF
    print("all is well" + (", without proofs" if arguments.structure else ""))
    return 0


def new(arguments: argparse.Namespace) -> int:
    root, kind, id = arguments.root, arguments.kind, arguments.id
    folder = root / "law"

    def refuse(said: str) -> int:
        print(said)
        return 2

    if kind == "language":
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*", id) or len(id) > 35:
            return refuse(f"expected the tag of a language, such as fa or pa-Arab, found {id}")
        law = read_law(folder)
        file = locale_folder(folder) / f"{id}.po"
        if file.exists():
            return refuse(f"law/locale/{id}.po is there already")
        locale = new_locale(law, id, arguments.direction)
        locale.po.metadata["Language-Team"] = arguments.name or id
        files = {file: locale_text(locale)}
    elif not re.fullmatch(r"[a-z0-9_]{1,120}" if kind != "source" else r"[a-z0-9_.]{1,120}", id):
        return refuse(f"expected an id of a-z, 0-9 and _, found {id}")
    elif kind == "country":
        if (folder / id).exists():
            return refuse(f"law/{id} is there already")
        used = read_law(folder).catalogues.get("palermo", {}).get("findings", [])
        served = [one["id"] for one in used if one["kind"] in ("victim", "protection")]
        made = skeletons.country(id, served)
        files = {folder / id / name: text for name, text in made.items()}
    else:
        catalogue = arguments.catalogue or ("indicators" if kind == "indicator" else None)
        if catalogue is None or not (folder / catalogue / "catalogue.yaml").exists():
            known = ", ".join(sorted(f.parent.name for f in folder.glob("*/catalogue.yaml")))
            return refuse(f"expected --catalogue with one of {known}; found {catalogue}")
        file = folder / catalogue / f"{kind}s" / f"{id}.yaml"
        if file.exists():
            return refuse(f"{file.relative_to(root).as_posix()} is there already")
        sources = sorted(one.stem for one in (folder / catalogue / "sources").glob("*.yaml"))
        source = sources[0] if len(sources) == 1 else "'TODO: a source'"
        files = {file: skeletons.statement(kind, source)}
    for file, text in files.items():
        write(file, text)
        print(f"wrote {file.relative_to(root).as_posix()}")
    if kind == "language":
        print("translate it, marking drafts fuzzy; then pehchan-law build (docs/law.md)")
    else:
        print("write what is marked TODO; pehchan-law check tells what is left")
    return 0


def diff(arguments: argparse.Namespace) -> int:
    first = read_version(arguments.first, arguments.root)
    second = read_version(arguments.second or str(arguments.root), arguments.root)
    if first.only and second.only and first.only != second.only:
        print(f"expected two files of one catalogue, found {first.only} and {second.only}")
        return 2
    changes = meaning.differences(first, second)
    if arguments.json:
        made = meaning.as_json(first, second, changes)
        text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    else:
        text = meaning.as_text(first, second, changes, arguments.all)
    sys.stdout.buffer.write(text.encode())
    return 0


def review_page(arguments: argparse.Namespace) -> int:
    law = read_law(arguments.root / "law")
    if arguments.catalogue and arguments.catalogue not in law.catalogues:
        print(f"expected a catalogue of law/, found {arguments.catalogue}")
        return 2
    who = arguments.reader
    if who == "lawyer":
        cases = review.judged(arguments.root / "tests" / "cases")
        names = [arguments.catalogue] if arguments.catalogue else list(law.catalogues)
        text = "\n".join(review.lawyer_page(law, name, cases) for name in names)
    else:
        file = locale_folder(law.folder) / f"{who}.po"
        if not file.exists():
            known = ", ".join(sorted(f.stem for f in file.parent.glob("*.po")))
            print(f"expected lawyer or a language of law/locale ({known}), found {who}")
            return 2
        text = review.translator_page(law, read_locale(file), arguments.catalogue)
    if arguments.output:
        write(arguments.output, text)
    else:
        sys.stdout.buffer.write(text.encode())
    return 0


def status(arguments: argparse.Namespace) -> int:
    found = review.statuses(read_law(arguments.root / "law"), read_locales(arguments.root / "law"))
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        sys.stdout.buffer.write(review.status_text(found).encode())
    return 0


class _Reader(argparse.Action):
    """`lawyer`, or the language of `translator LANGUAGE`."""

    def __call__(self, parser, namespace, values, option_string=None):  # type: ignore[no-untyped-def]
        if values == ["lawyer"]:
            namespace.reader = "lawyer"
        elif len(values) == 2 and values[0] == "translator":
            namespace.reader = values[1]
        else:
            parser.error(
                f"--for: expected lawyer, or translator LANGUAGE; found {' '.join(values)}"
            )


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

    one = commands.add_parser(
        "check", help="all that is wrong with law/, its translations and what is built; proofs"
    )
    one.add_argument("--structure", action="store_true", help="leave the proofs out")
    one.add_argument("--command", type=Path, metavar="FILE", help="the program pehchan")
    one.set_defaults(run=check)

    one = commands.add_parser(
        "new", help="a filled skeleton, with what is to be written marked TODO"
    )
    one.add_argument("kind", choices=[*skeletons.KINDS, "source", "language", "country"])
    one.add_argument("id", metavar="ID")
    one.add_argument("--catalogue", metavar="ID", help="where it goes (indicators: indicators)")
    one.add_argument("--direction", choices=["ltr", "rtl"], default="ltr", help="of a language")
    one.add_argument("--name", help="of a language, in English")
    one.set_defaults(run=new)

    one = commands.add_parser("diff", help="what changed in meaning between two versions")
    one.add_argument("first", metavar="A", help="a git revision, a folder or a catalogue's JSON")
    one.add_argument("second", metavar="B", nargs="?", help="the same; law/ as it stands, if none")
    one.add_argument("--json", action="store_true")
    one.add_argument("--all", action="store_true", help="each change of a text, too")
    one.set_defaults(run=diff)

    one = commands.add_parser("review", help="a page for a lawyer or a translator, in Markdown")
    one.add_argument(
        "--for",
        dest="reader",
        nargs="+",
        action=_Reader,
        default="lawyer",
        metavar=("lawyer", "translator LANGUAGE"),
        help="lawyer (if nothing is said), or translator and a language",
    )
    one.add_argument("--catalogue", metavar="ID", help="only of this catalogue")
    one.add_argument("-o", "--output", type=Path, metavar="FILE")
    one.set_defaults(run=review_page)

    one = commands.add_parser("status", help="how far translations and readings are")
    one.add_argument("--json", action="store_true")
    one.set_defaults(run=status)

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
