# SPDX-License-Identifier: Apache-2.0
"""Translations: one gettext .po file a language, with the place in the law as context and the English as msgid.

An entry that is `fuzzy` is a draft, one that is not was reviewed. An entry is stale if its English is no longer that of the law, or if it
keeps the English that it was made for (`#| msgid`): it translates other words and is never used.
"""

import datetime
from dataclasses import dataclass, field
from pathlib import Path

import polib

from .model import LOCALE, ROOT, SOURCE_LANGUAGE, Law, LawError, Message, Place, Problem

WIDTH = 78
NO_REVIEWER = "nobody yet"


@dataclass(frozen=True)
class Translation:
    text: str
    status: str  # "draft" or "reviewed"


@dataclass
class Locale:
    """One language: its .po file, and its entries by context (without the obsolete ones)."""

    file: Path
    po: polib.POFile
    entries: dict[str, polib.POEntry] = field(default_factory=dict)
    # polib does not read `#~| msgid`, which other programs write: of which English an obsolete entry was may be lost.
    lost_previous: bool = False

    @property
    def language(self) -> str:
        return str(self.po.metadata["Language"])

    @property
    def direction(self) -> str:
        """Of the writing: "ltr" or "rtl"."""
        return str(self.po.metadata.get("X-Pehchan-Direction", "ltr"))

    def translation(self, message: Message) -> Translation | None:
        """The translation of a text, or None where there is none, or only one of other words."""
        entry = self.entries.get(message.context)
        if entry is None or not entry.msgstr or self.is_stale(message):
            return None
        return Translation(entry.msgstr, "draft" if entry.fuzzy else "reviewed")

    def is_stale(self, message: Message) -> bool:
        """Is there a translation, but of other English?"""
        entry = self.entries.get(message.context)
        return (
            entry is not None
            and bool(entry.msgstr)
            and (
                entry.msgid != message.english
                or entry.previous_msgid is not None
                or entry.previous_msgctxt is not None  # guessed from another text by msgmerge
            )
        )


def locale_folder(law: Path = ROOT / "law") -> Path:
    return law / LOCALE


def read_locale(file: Path) -> Locale:
    """Reads one .po file; raises LawError with what is wrong, each with its line."""
    problems = []
    try:
        po = polib.pofile(str(file), wrapwidth=WIDTH, encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        # polib says "Syntax error in po file PATH (line N): ..."
        message = str(error)
        number = message.partition("(line ")[2].partition(")")[0]
        line = int(number) if number.isdecimal() else 1
        raise LawError([Problem(Place(file, line), message.replace(str(file), file.name))])
    locale = Locale(file, po)
    locale.lost_previous = "\n#~|" in file.read_text(encoding="utf-8")
    if po.metadata.get("Language") != file.stem:
        problems.append(Problem(Place(file), f'expected the header "Language: {file.stem}"'))
    if file.stem == SOURCE_LANGUAGE:
        problems.append(Problem(Place(file), "expected no file of the language of law/ itself"))
    if po.metadata.get("X-Pehchan-Direction", "ltr") not in ("ltr", "rtl"):
        problems.append(Problem(Place(file), 'expected "X-Pehchan-Direction: ltr" or "rtl"'))
    for entry in po:
        if entry.obsolete:
            continue
        place = Place(file, entry.linenum or 1)
        if not entry.msgctxt:
            problems.append(Problem(place, "expected a msgctxt: the place in the law"))
        elif entry.msgctxt in locale.entries:
            problems.append(Problem(place, f"a second entry {entry.msgctxt}"))
        else:
            locale.entries[entry.msgctxt] = entry
    if problems:
        raise LawError(problems)
    return locale


def read_locales(law: Path = ROOT / "law") -> dict[str, Locale]:
    """Every language of law/locale, by its id, in the order of the ids."""
    found: dict[str, Locale] = {}
    problems: list[Problem] = []
    for file in sorted(locale_folder(law).glob("*.po")):
        try:
            found[file.stem] = read_locale(file)
        except LawError as error:
            problems += error.problems
    if problems:
        raise LawError(problems)
    return found


def new_locale(law: Law, language: str, direction: str = "ltr", translator: str = "") -> Locale:
    """A language with nothing translated. `locale_text` gives the text of its file."""
    po = polib.POFile(wrapwidth=WIDTH)
    po.header = (
        "SPDX-License-Identifier: CC-BY-4.0\n"
        "fuzzy: a draft. Not fuzzy: a second person who speaks the language reviewed it."
    )
    today = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M+0000")
    po.metadata = {
        "Project-Id-Version": "pehchan law",
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": today,
        "Last-Translator": translator or "nobody yet",
        "Language-Team": "none",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Pehchan-Direction": direction,
        "X-Reviewers": NO_REVIEWER,
    }
    locale = Locale(locale_folder(law.folder) / f"{language}.po", po)
    refresh(law, locale)
    return locale


def refresh(law: Law, locale: Locale) -> dict[str, list[str]]:
    """Makes the entries those of the law; what was done, by context: added, changed, renewed, vanished.

    New texts get empty entries; where the English changed, the translation stays, fuzzy, with the English that it was made for; entries
    of texts that are gone become obsolete. Nothing is guessed and nothing lost.
    """
    done: dict[str, list[str]] = {"added": [], "changed": [], "vanished": [], "returned": []}
    obsolete = [entry for entry in locale.po if entry.obsolete]
    gone = {entry.msgctxt or "": entry for entry in obsolete if entry.msgctxt}
    strangers = [entry for entry in obsolete if gone.get(entry.msgctxt or "") is not entry]
    entries: dict[str, polib.POEntry] = {}
    for message in law.messages():
        entry = locale.entries.get(message.context)
        if entry is None:
            entry = gone.pop(message.context, None)
            if entry is not None:
                entry.obsolete = False
                if locale.lost_previous and entry.fuzzy and entry.msgid == message.english:
                    entry.previous_msgid = entry.msgid
                done["returned"].append(message.context)
            else:
                entry = polib.POEntry(msgctxt=message.context, msgid=message.english)
                done["added"].append(message.context)
        if entry.msgid != message.english:
            if entry.msgstr:
                if entry.previous_msgid is None:
                    entry.previous_msgid = entry.msgid
                if "fuzzy" not in entry.flags:
                    entry.flags.append("fuzzy")
            else:
                entry.previous_msgid = None
            if entry.previous_msgid == message.english:  # the English is again what it was
                entry.previous_msgid = None
            entry.msgid = message.english
            done["changed"].append(message.context)
        entry.comment = message.about
        entries[message.context] = entry
    for context, entry in locale.entries.items():
        if context not in entries and entry.msgstr:
            entry.obsolete = True
            if entry.previous_msgid is not None:  # an obsolete entry keeps one English: its own
                entry.msgid, entry.previous_msgid = entry.previous_msgid, None
            if context in gone:
                strangers.append(gone[context])
            gone[context] = entry
            done["vanished"].append(context)
    locale.entries = entries
    del locale.po[:]
    locale.po.extend([*entries.values(), *(gone[name] for name in sorted(gone)), *strangers])
    return done


def locale_text(locale: Locale) -> str:
    return str(locale.po).rstrip("\n") + "\n"
