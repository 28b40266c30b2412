#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests of law/, its translations and tools/pehchan_law. `scripts/law build --check` is a test of its own."""

import contextlib
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests")]

import polib  # noqa: E402
from digest_check import digests  # noqa: E402
from pehchan_law import LawError, read_law, read_locale, read_locales, refresh  # noqa: E402
from pehchan_law.build import built_catalogues, built_files, language_texts  # noqa: E402
from pehchan_law.cli import main  # noqa: E402
from pehchan_law.importing import import_catalogue  # noqa: E402
from pehchan_law.locale import locale_text, new_locale  # noqa: E402

LAW = ROOT / "law"
SMALL = {
    "small/catalogue.yaml": "version: 1.0.0\ntitle: A small one\nsetting: survey\n",
    "small/sources/s.yaml": "title: S\naddress: ''\nas_of: 2018\nconfidence: verified\n",
    "small/indicators/hurt.yaml": (
        "type: yes_no\nnature: harm\nknown_by: asked\nperiod: now\nsensitivity: 1\n"
        "label: Hurt  # a comment\nquestion: >-\n  Did somebody\n  hurt you?\n"
        "sources: [s]\nconfidence: verified\nas_of: 2018-05-24\n"
    ),
    "small/texts/page.yaml": "page.title: Page\n",
    "form/texts.yaml": "title: Form\n",
}


class LawTest(unittest.TestCase):
    def setUp(self):
        self.root = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)
        for name, text in SMALL.items():
            self.write(name, text)

    def write(self, name, text):
        file = self.root / "law" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def law(self):
        return read_law(self.root / "law")

    def translate(self, texts, fuzzy=True):
        """Writes law/locale/xx.po with these translations, by the end of their context."""
        locale = new_locale(self.law(), "xx", "rtl")
        for entry in locale.po:
            for end, text in texts.items():
                if entry.msgctxt.endswith(end):
                    entry.msgstr = text
                    entry.flags = ["fuzzy"] if fuzzy else []
        self.write("locale/xx.po", locale_text(locale))

    def built(self):
        return built_catalogues(self.law(), read_locales(self.root / "law"))["small"]

    def run_tool(self, *words):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            status = main(["--root", str(self.root), *words])
        return status, said.getvalue()

    def problems(self):
        with self.assertRaises(LawError) as raised:
            self.law()
        return [
            f"{one.place.file.relative_to(self.root / 'law').as_posix()}:{one.place.line}:{one.place.column}: {one.message}"
            for one in raised.exception.problems
        ]

    # --- the law that is there

    def test_no_file_of_the_law_is_over_200_lines_or_160_columns(self):
        """But the .po files, which are those of translators' programs."""
        files = [f for f in LAW.rglob("*") if f.is_file() and f.suffix not in (".po", ".pot")]
        self.assertGreater(len(files), 1000)
        for file in files:
            lines = file.read_text(encoding="utf-8").splitlines()
            with self.subTest(file.relative_to(LAW).as_posix()):
                self.assertLessEqual(len(lines), 200)
                self.assertLessEqual(max(map(len, lines), default=0), 160)

    def test_a_catalogue_that_is_imported_and_built_again_has_the_same_digest(self):
        files = sorted((ROOT / "catalogues").glob("*.json"))
        documents = {f.stem: json.loads(f.read_text(encoding="utf-8")) for f in files}
        folder = self.root / "imported"
        for name in documents:
            (folder / name).mkdir(parents=True)
        for document in documents.values():
            import_catalogue(document, folder)
        built = built_catalogues(read_law(folder), read_locales(LAW))
        self.assertEqual(digests(documents), digests(built))

    def test_gettext_accepts_every_translation(self):
        if not shutil.which("msgfmt"):
            self.skipTest("msgfmt (gettext) is missing")
        for file in (LAW / "locale").glob("*.po"):
            done = subprocess.run(
                ["msgfmt", "-c", "-o", "/dev/null", str(file)], capture_output=True, text=True
            )
            self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_no_code_names_a_language_of_the_translations(self):
        languages = "|".join(file.stem for file in (LAW / "locale").glob("*.po"))
        named = re.compile(rf"""["'](?:{languages})["']|\blang(?:uage)?[ =](?:{languages})\b""")
        places = ["scripts", "tools", "cmake", "src", "include", "bindings/java/form/src/main/java"]
        for place in places:
            for file in (ROOT / place).rglob("*"):
                if file.is_file() and "__pycache__" not in file.parts:
                    with self.subTest(file.relative_to(ROOT).as_posix()):
                        self.assertIsNone(
                            named.search(file.read_text(encoding="utf-8", errors="replace"))
                        )

    # --- what is built

    def test_the_english_alone_is_a_catalogue(self):
        self.assertEqual(
            self.built(),
            {
                "id": "small",
                "version": "1.0.0",
                "title": {"en": "A small one"},
                "setting": "survey",
                "languages": [{"id": "en", "status": "source"}],
                "sources": [
                    {
                        "id": "s",
                        "title": "S",
                        "address": "",
                        "as_of": "2018",
                        "confidence": "verified",
                    }
                ],
                "indicators": [
                    {
                        "id": "hurt",
                        "type": "yes_no",
                        "nature": "harm",
                        "known_by": "asked",
                        "period": "now",
                        "sensitivity": 1,
                        "label": {"en": "Hurt"},
                        "question": {"en": "Did somebody hurt you?"},
                        "sources": ["s"],
                        "confidence": "verified",
                        "as_of": "2018-05-24",
                    }
                ],
                "texts": [{"id": "page.title", "text": {"en": "Page"}}],
            },
        )

    def test_a_language_without_a_translation_is_not_in_the_catalogue(self):
        self.translate({})
        self.assertEqual(self.built()["languages"], [{"id": "en", "status": "source"}])

    def test_a_draft_and_a_reviewed_text_are_told_apart(self):
        self.translate({"/label": "DRAFT"})
        built = self.built()
        self.assertEqual(built["languages"][1], {"id": "xx", "status": "draft", "direction": "rtl"})
        self.assertEqual(built["indicators"][0]["label"], {"en": "Hurt", "xx": "DRAFT"})
        self.assertNotIn("xx", built["indicators"][0]["question"])
        self.translate({"/label": "GOOD"}, fuzzy=False)
        built = self.built()
        self.assertEqual(built["languages"][1], {"id": "xx", "status": "draft", "direction": "rtl"})
        self.assertEqual(
            built["indicators"][0]["label"], {"en": "Hurt", "xx": "GOOD", "reviewed": ["xx"]}
        )

    def test_a_catalogue_is_reviewed_when_all_its_texts_are(self):
        self.translate({"": "GOOD"}, fuzzy=False)
        built = self.built()
        self.assertEqual(
            built["languages"][1], {"id": "xx", "status": "reviewed", "direction": "rtl"}
        )
        self.assertEqual(built["title"], {"en": "A small one", "xx": "GOOD"})

    def test_a_translation_of_other_english_is_never_used(self):
        self.translate({"/question": "OLD"}, fuzzy=False)
        self.write(
            "small/indicators/hurt.yaml",
            SMALL["small/indicators/hurt.yaml"].replace("hurt you?", "hurt you today?"),
        )
        self.assertEqual(self.built()["languages"], [{"id": "en", "status": "source"}])
        status, said = self.run_tool("build")
        self.assertEqual(status, 0)
        self.assertIn("1 changed: small/indicators/hurt/question", said)
        self.assertIn("1 not used, being of earlier English: small/indicators/hurt/question", said)
        entry = read_locale(self.root / "law/locale/xx.po").entries[
            "small/indicators/hurt/question"
        ]
        self.assertTrue(entry.fuzzy)
        self.assertEqual(entry.previous_msgid, "Did somebody hurt you?")
        self.assertEqual(entry.msgid, "Did somebody hurt you today?")
        self.assertEqual(self.built()["languages"], [{"id": "en", "status": "source"}])

    def test_what_vanishes_is_kept_and_comes_back(self):
        self.translate({"/label": "HURT"})
        (self.root / "law/small/indicators/hurt.yaml").rename(self.root / "hurt.yaml")
        (self.root / "law/small/indicators").rmdir()
        self.run_tool("messages")
        po = polib.pofile(str(self.root / "law/locale/xx.po"))
        self.assertEqual([e.msgstr for e in po.obsolete_entries()], ["HURT"])
        (self.root / "law/small/indicators").mkdir()
        (self.root / "hurt.yaml").rename(self.root / "law/small/indicators/hurt.yaml")
        self.run_tool("messages")
        self.assertEqual(self.built()["indicators"][0]["label"]["xx"], "HURT")

    def test_a_stale_translation_that_vanishes_and_comes_back_is_still_stale(self):
        self.translate({"/label": "OLD"})
        hurt = SMALL["small/indicators/hurt.yaml"].replace("label: Hurt", "label: Beaten")
        self.write("small/indicators/hurt.yaml", hurt)
        self.run_tool("messages")
        (self.root / "law/small/indicators/hurt.yaml").unlink()
        self.run_tool("messages")
        self.write("small/indicators/hurt.yaml", hurt)
        self.run_tool("messages")
        self.assertEqual(self.built()["languages"], [{"id": "en", "status": "source"}])
        self.write("small/indicators/hurt.yaml", SMALL["small/indicators/hurt.yaml"])
        self.run_tool("messages")
        self.assertEqual(self.built()["indicators"][0]["label"]["xx"], "OLD")

    def test_refreshing_twice_changes_nothing_more_and_keeps_comments(self):
        self.translate({"/label": "HURT"})
        locale = read_locale(self.root / "law/locale/xx.po")
        locale.entries["small/indicators/hurt/label"].tcomment = "reviewed: A. B., 2026-12"
        refresh(self.law(), locale)
        once = locale_text(locale)
        self.assertIn("# reviewed: A. B., 2026-12", once)
        self.write("locale/xx.po", once)
        again = read_locale(self.root / "law/locale/xx.po")
        self.assertFalse(any(refresh(self.law(), again).values()))
        self.assertEqual(locale_text(again), once)

    def test_the_check_names_a_file_that_was_changed_by_hand(self):
        self.translate({"/label": "HURT"})
        self.assertEqual(self.run_tool("build")[0], 0)
        self.assertEqual(self.run_tool("build", "--check"), (0, ""))
        (self.root / "catalogues/small.json").write_text("{}")
        (self.root / "catalogues/other.json").write_text("{}")
        status, said = self.run_tool("build", "--check")
        self.assertEqual(status, 1)
        self.assertEqual(
            re.findall(r"^catalogues/\w+\.json", said, re.MULTILINE),
            ["catalogues/small.json", "catalogues/other.json"],
        )

    def test_the_same_law_gives_the_same_bytes(self):
        self.translate({"": "WORD"})
        once, again = (built_files(self.law(), read_locales(self.root / "law")) for _ in range(2))
        self.assertEqual(once, again)

    def test_the_form_gets_the_words_that_are_translated_and_the_direction(self):
        self.translate({"form/texts/title/text": "FORM"})
        files = {
            file.name: text
            for file, text in built_files(self.law(), read_locales(self.root / "law")).items()
        }
        self.assertIn("title = FORM\n", files["words_xx.properties"])
        self.assertIn("xx = rtl\n", files["languages.properties"])

    def test_texts_for_run_time_are_those_that_may_be_used(self):
        self.translate({"/label": "HURT"})
        locale = read_locales(self.root / "law")["xx"]
        self.assertEqual(
            language_texts(self.law(), locale, "small"),
            {
                "language": "xx",
                "direction": "rtl",
                "texts": {"small/indicators/hurt/label": {"text": "HURT", "status": "draft"}},
            },
        )

    # --- what is refused

    def test_every_problem_is_told_with_file_line_and_column(self):
        self.write("small/sources/t.yaml", "title: T\ntitle: U\n")
        self.write("small/sources/u.yaml", "title: An Act: a part\n")
        self.write("small/rules/r.yaml", "rule: [a\nsources: [s]\n")
        self.write("small/tags.yaml", "Tag: {indicators: []}\n")
        self.write("small/texts/other.yaml", "page.title: Twice\n")
        self.write("small/words/w.yaml", "a: b\n")
        self.write("small/findings.yaml", "a: {}\n")
        self.write("small/scores/list.yaml", "- a\n")
        self.write("small/forms/f.yaml", "id: g\ntitle: &a F\n")
        self.write("large/readme.yaml", "")
        found = self.problems()
        for start in (
            "small/sources/t.yaml:2:1: duplicate key 'title'",
            "small/sources/u.yaml:1:14: found `: ` inside a text: put the text in quotes",
            "small/rules/r.yaml:2:",
            "small/tags.yaml:1:1: expected an id",
            "small/texts/page.yaml:1:1: a second statement page.title",
            "small/words:1:1: expected one of",
            "small/findings.yaml:1:1: expected a folder",
            "small/scores/list.yaml:1:1: expected keys",
            "small/forms/f.yaml:1:1: expected no id here",
            "large/catalogue.yaml:1:1: expected this file",
        ):
            self.assertTrue(any(one.startswith(start) for one in found), (start, found))

    def test_a_text_that_is_none_is_told_with_its_place(self):
        self.write(
            "small/indicators/hurt.yaml",
            SMALL["small/indicators/hurt.yaml"].replace("label: Hurt", "label: {en: Hurt}"),
        )
        self.assertEqual(
            self.problems(), ["small/indicators/hurt.yaml:6:1: expected a text for label"]
        )

    def test_a_translation_file_that_is_none_is_told_with_its_line(self):
        self.translate({})
        file = self.root / "law/locale/xx.po"
        file.write_text(file.read_text(encoding="utf-8") + "nonsense\n", encoding="utf-8")
        status, said = self.run_tool("build")
        self.assertEqual(status, 1)
        self.assertRegex(said, r"locale/xx\.po:\d\d+:1: ")

    def test_the_place_of_a_json_pointer_is_that_of_the_authored_value(self):
        place = read_law().pointer_place("pakistan", "/findings/0/title/en")
        law = read_law()
        id = law.catalogues["pakistan"]["findings"][0]["id"]
        self.assertEqual(place.file, LAW / "pakistan" / "findings" / f"{id}.yaml")
        self.assertTrue(
            place.file.read_text(encoding="utf-8").splitlines()[place.line - 1].startswith("title:")
        )


if __name__ == "__main__":
    unittest.main()
