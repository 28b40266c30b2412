#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests of check, new, diff, review and status of tools/pehchan_law; law_check.py has those of what is built."""

import contextlib
import io
import itertools
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests" / "python")]

from law_check import SMALL  # noqa: E402
from pehchan_law import checking, meaning, read_law, read_locale  # noqa: E402
from pehchan_law.cli import main  # noqa: E402
from pehchan_law.locale import locale_text, new_locale  # noqa: E402
from pehchan_law.rules import Comparer, Nodes, Scope  # noqa: E402
from pehchan_law.versions import read_version  # noqa: E402

PROGRAM = ROOT / "build" / "dev" / "pehchan"

# Changes of this repository's history, read and judged by hand: what each did itself to rules and conditions.
TEN = {
    "0970582": ("narrower findings/offence_emigration_s17_agents",),
    "e32f672": (
        "stronger findings/child_protection",
        "wider rules/debt_grip",
        "wider rules/forced_marriage_shown",
        "wider rules/no_free_choice",
        "wider rules/put_to_work_by_another",
        "wider rules/servitude_shown",
    ),
    "8cf2603": (),
    "a36bdf7": ("stronger referrals/independent_support_organ",),
    "0bebfc4": (),
    "352354a": ("stronger referrals/independent_body_outside_the_chain",),
    "1108510": (
        "different indicators/ethnic_or_religious_minority",
        "different indicators/journey_over_relation_ended",
        "different indicators/promoter_licensed",
    ),
    "a93f75a": (),
    "29aa917": (
        "different forms/border_first_contact",
        "different forms/kiln_first_contact",
        "stronger catalogue",
    ),
    "8217132": (
        "narrower referrals/fia_cross_border",
        "stronger referrals/committee_district",
        "stronger referrals/committee_national",
        "stronger referrals/health_follow_up",
        "stronger safeguards/pk_asylum_before_investigation",
        "stronger safeguards/pk_no_adult_shelter_for_a_child",
        "weaker referrals/committee_provincial",
        "wider rules/pk_family_unsafe",
    ),
}


class ToolTest(unittest.TestCase):
    def setUp(self):
        self.root = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)
        for name, text in SMALL.items():
            self.write(name, text)

    def write(self, name, text):
        file = self.root / "law" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def run_tool(self, *words):
        said = io.StringIO()
        said.buffer = io.BytesIO()
        with contextlib.redirect_stdout(said):
            status = main(["--root", str(self.root), *words])
        return status, said.getvalue() + said.buffer.getvalue().decode()

    def check(self, *words):
        """The status, and the problems with places in law/."""
        status, said = self.run_tool("check", "--structure", "--command", "/bin/true", *words)
        return status, said.replace(f"{self.root.as_posix()}/law/", "")

    def translate(self, texts):
        locale = new_locale(read_law(self.root / "law"), "xx", "rtl")
        for entry in locale.po:
            for end, text in texts.items():
                if entry.msgctxt.endswith(end):
                    entry.msgstr = text
        self.write("locale/xx.po", locale_text(locale))

    # --- rules

    def documents(self, rule):
        indicators = [{"id": id, "type": "yes_no", "nature": "harm"} for id in "abcd"]
        options = [{"id": one, "label": {"en": one}} for one in ("p", "q", "r")]
        indicators.append({"id": "c1", "type": "choice", "nature": "fact", "options": options})
        indicators.append({"id": "n", "type": "number", "nature": "fact", "min": 0, "max": 9})
        tags = [{"id": "t", "indicators": ["a", "b"]}]
        scores = [{"id": "s", "terms": [{"when": x, "points": "1.5"} for x in "abc"]}]
        rules = [{"id": "r", "rule": rule}]
        return {
            "c": {
                "id": "c",
                "setting": "survey",
                "version": "1.0.0",
                "indicators": indicators,
                "tags": tags,
                "scores": scores,
                "rules": rules,
            }
        }

    def random_rule(self, chance, depth):
        if depth == 0 or chance.random() < 0.2:
            return chance.choice(
                [
                    *"abcd",
                    {"not": "a"},
                    {"choice": "c1", "is": chance.sample(["p", "q", "r"], chance.randint(1, 2))},
                    {"not": {"choice": "c1", "is": ["p"]}},
                    {"number": "n", chance.choice(["below", "at_least"]): chance.choice([3, 6])},
                    {"score": "s", "at_least": chance.choice(["1.5", "3", "4.5"])},
                ]
            )
        members = [self.random_rule(chance, depth - 1) for _ in range(chance.randint(1, 3))]
        if chance.random() < 0.2:
            members.append({"tag": "t"})
        form = chance.choice(["all", "any", "of"])
        return {"at_least": 2, "of": [*members, "a"]} if form == "of" else {form: members}

    def truth(self, rule, person):
        """By the words of catalogue-format.md, and with none of the tool."""
        if isinstance(rule, str):
            return person[rule]
        if "not" in rule:
            return not self.truth(rule["not"], person)
        if "choice" in rule:
            return person["c1"] in rule["is"]
        if "number" in rule:
            return (
                person["n"] < rule["below"] if "below" in rule else person["n"] >= rule["at_least"]
            )
        if "score" in rule:
            return 1.5 * sum(person[x] for x in "abc") >= float(rule["at_least"])
        form = next(key for key in ("all", "any", "of") if key in rule)
        values = []
        for one in rule[form]:
            tag = isinstance(one, dict) and "tag" in one
            values += [person["a"], person["b"]] if tag else [self.truth(one, person)]
        needed = {"all": len(values), "any": 1}.get(form, rule.get("at_least"))
        return sum(values) >= needed

    def expected(self, first, second):
        persons = [
            dict(zip((*"abcd", "c1", "n"), values, strict=True))
            for values in itertools.product(*[(False, True)] * 4, "pqr", (0, 4, 8))
        ]
        gained = any(self.truth(second, p) and not self.truth(first, p) for p in persons)
        lost = any(self.truth(first, p) and not self.truth(second, p) for p in persons)
        return {(0, 0): "same", (1, 0): "easier", (0, 1): "harder", (1, 1): "different"}[
            gained, lost
        ]

    def test_two_rules_compare_as_all_persons_do(self):
        chance = random.Random(1)
        seen = set()
        for _ in range(400):
            first = self.random_rule(chance, 2)
            second = self.random_rule(chance, 2)
            if chance.random() < 0.7:
                second = {chance.choice(["all", "any"]): [first, second]}
            nodes = Nodes()
            both = [self.documents(first), self.documents(second)]
            numbers = [
                Scope(nodes, one, "c").node(rule)
                for one, rule in zip(both, (first, second), strict=True)
            ]
            expected = self.expected(first, second)
            seen.add(expected)
            self.assertEqual(Comparer(nodes, both).compare(*numbers).relation, expected)
            # Without diagrams: what is said is true, or that it is not known.
            shown = Comparer(nodes, both, limit=2).compare(*numbers)
            if shown.method == "exact":
                self.assertEqual(shown.relation, expected, (first, second))
            elif shown.relation in ("easier", "harder"):
                self.assertIn(expected, (shown.relation, "same"))
        self.assertEqual(seen, {"same", "easier", "harder", "different"})

    # --- diff

    def changes(self, commit):
        versions = [read_version(name, ROOT) for name in (f"{commit}^", commit)]
        return meaning.differences(*versions)

    def test_ten_changes_of_the_history_are_told_as_a_reader_tells_them(self):
        known = subprocess.run(
            ["git", "-C", str(ROOT), "cat-file", "-e", "a36bdf7^{commit}"], capture_output=True
        )
        if known.returncode:
            self.skipTest(
                "the history of this repository is not here (an archive or a shallow clone)"
            )
        for commit, expected in TEN.items():
            with self.subTest(commit):
                changes = self.changes(commit)
                told = [
                    f"{c.verdict} {c.collection}/{c.id}".rstrip("/")
                    for c in changes
                    if c.verdict in meaning.DIRECTIONS
                    and not (c.through and all(part.follows for part in c.parts))
                    and c.catalogue in ("pakistan", "palermo", "indicators")
                ]
                self.assertEqual(sorted(told), sorted(expected))
                if commit == "e32f672":  # rules that became wider make nothing weaker
                    self.assertEqual({c.verdict for c in changes}, {"stronger", "wider"})

    def small_change(self, name, before, after):
        """What diff says when a file of the small law changes."""
        other = self.root / "other"
        self.write(name, before)
        shutil.copytree(self.root / "law", other / "law")
        self.write(name, after)
        status, said = self.run_tool("diff", str(other), str(self.root), "--json")
        shutil.rmtree(other)
        self.assertEqual(status, 0)
        return {
            f"{one['collection']}/{one['id']}": one["verdict"]
            for catalogue in json.loads(said)["catalogues"]
            for one in catalogue["changes"]
        }

    SAFEGUARD = (
        "title: T\nurgency: 1\nforce: policy\neffect: limits_official\nas_of: '2018'\n"
        "when: {any: [hurt]}\nsources: [s]\nconfidence: verified\n"
    )

    def test_a_safeguard_that_applies_to_more_or_withholds_more_is_stronger(self):
        name, text = "small/safeguards/g.yaml", self.SAFEGUARD
        everybody = text.replace("when: {any: [hurt]}\n", "")
        holds = text + "withholds: {agencies: [police]}\n"
        for before, after, verdict in (
            (text, everybody, "stronger"),
            (everybody, text, "weaker"),
            (text, holds, "stronger"),
            (holds, text, "weaker"),
            (holds, everybody, "different"),
            (text, text.replace("any", "all"), "same"),
            (text, text.replace("title: T", "title: U"), "text"),
            (text, text.replace("verified", "secondary"), "evidence"),
        ):
            with self.subTest(verdict):
                self.assertEqual(self.small_change(name, before, after), {"safeguards/g": verdict})

    def test_a_named_rule_tells_whom_it_affects(self):
        self.write("small/safeguards/g.yaml", self.SAFEGUARD.replace("{any: [hurt]}", "{rule: r}"))
        self.write("small/indicators/cut.yaml", SMALL["small/indicators/hurt.yaml"])
        rule = "rule: {any: [hurt]}\nsources: [s]\nconfidence: verified\n"
        found = self.small_change("small/rules/r.yaml", rule, rule.replace("hurt", "hurt, cut"))
        self.assertEqual(found, {"rules/r": "wider", "safeguards/g": "stronger"})

    def test_an_offence_shown_to_more_readers_is_weaker(self):
        text = (
            "kind: offence\nurgency: 1\ntitle: T\nmeaning: M\nrule: hurt\nhidden_from: [official]\n"
            "sources: [s]\nconfidence: verified\n"
        )
        after = text.replace("hidden_from: [official]\n", "")
        found = self.small_change("small/findings/f.yaml", text, after)
        self.assertEqual(found, {"findings/f": "weaker"})

    def test_what_is_neither_file_nor_revision_is_told(self):
        status, said = self.run_tool("diff", "no_such_revision")
        self.assertEqual(status, 1)
        self.assertIn("expected a file, a folder or a git revision, found no_such_revision", said)

    # --- check

    def test_all_problems_of_form_are_told_with_file_line_and_column(self):
        hurt = SMALL["small/indicators/hurt.yaml"].replace("nature: harm", "nature: herm")
        self.write("small/indicators/hurt.yaml", hurt.replace("sensitivity: 1\n", "painful: 1\n"))
        self.write(
            "small/rules/r.yaml",
            "rule:\n  any:\n    - hurt\n    - {choise: hurt}\n    - {at_least: no, of: [hurt]}\n"
            "sources: [s]\nconfidence: verified\n",
        )
        status, said = self.check()
        self.assertEqual(status, 1)
        for line in (
            "small/indicators/hurt.yaml:2:1: expected one of harm, fact, burden, identity",
            "small/indicators/hurt.yaml:5:1: unknown key painful",
            "small/indicators/hurt.yaml:1:1: expected the key sensitivity",
            "small/rules/r.yaml:4:7: expected one of the forms of a rule, found the keys choise",
            "small/rules/r.yaml:5:8: expected integer",
        ):
            self.assertIn(line, said)

    def test_a_translation_that_drops_a_placeholder_or_turns_directions_is_told(self):
        self.write("small/texts/page.yaml", "page.title: Page {n}\npage.other: Other\n")
        self.translate({"page.title/text": "SAFHA", "page.other/text": "A\u202eB"})
        _, said = self.check()
        self.assertRegex(
            said,
            r"locale/xx\.po:\d+:1: small/texts/page.title/text: expected the placeholders \{n\}, found none",
        )
        self.assertIn(
            "small/texts/page.other/text: expected no control or direction character, found U+202E",
            said,
        )

    def test_what_may_be_typed_means_one_thing_in_all_languages(self):
        self.write("small/texts/page.yaml", "typed.yes: y | yes\ntyped.no: n | no\n")
        self.translate({"typed.yes/text": "N", "typed.no/text": "x"})
        _, said = self.check()
        self.assertIn("expected one meaning of", said)
        self.assertRegex(said, r"typed\.(yes|no) \((en|xx)\) and typed\.(yes|no)")

    def test_the_glossary_forbids_words(self):
        self.write(
            "locale/xx.glossary.yaml", "terms: []\nforbidden:\n  - {pattern: BAD, why: no}\n"
        )
        self.translate({"/label": "VERY BAD"})
        self.assertIn("expected no words that the glossary forbids (no)", self.check()[1])

    def test_pointers_of_the_command_become_places_of_the_law(self):
        law = read_law()
        said = (
            "/tmp/palermo.json:9:9: wrong_type: Expected an object. (/findings/0/title)\n"
            "/tmp/pakistan.json: NOT PROVED law_7_protection_follows: Whoever has. 1 of 28 fail\n"
            "    finding organ_removal: it is indicated, and nothing serves.\n"
            '        {"case": "counterexample", "answers": {"organ_removed_or_arranged": "yes"}}\n'
        )
        problems, proved = checking.told(law, said, 1, Path("pehchan"))
        first = law.catalogues["palermo"]["findings"][0]["id"]
        files = sorted(one.place.file.relative_to(ROOT / "law").as_posix() for one in problems)
        self.assertEqual(
            files, sorted([f"palermo/findings/{first}.yaml", "palermo/findings/organ_removal.yaml"])
        )
        self.assertTrue(proved)
        self.assertIn(
            "not proved of pakistan: law_7_protection_follows: organ_removal: it is indicated, and "
            'nothing serves.; for example {"organ_removed_or_arranged": "yes"}',
            [one.message for one in problems],
        )

    def test_a_contact_without_its_date_is_told_at_the_contact(self):
        self.run_tool("new", "referral", "fresh", "--catalogue", "small")
        file = self.root / "law/small/referrals/fresh.yaml"
        file.write_text(file.read_text(encoding="utf-8") + "contact: '000'\n", encoding="utf-8")
        line = len(file.read_text(encoding="utf-8").splitlines())
        self.assertIn(
            f"fresh.yaml:{line}:1: expected the key contact_as_of beside contact", self.check()[1]
        )

    def test_reviewed_translations_need_a_reviewer(self):
        self.translate({"/label": "DARD"})
        file = self.root / "law/locale/xx.po"
        text = file.read_text(encoding="utf-8")
        named = "expected the reviewers' names in the header X-Reviewers"
        self.assertIn("X-Reviewers: nobody yet", text)
        self.assertIn(named, self.check()[1])
        file.write_text(text.replace('nobody yet\\n"\n\n', 'A. Reader\\n"\n\n'), encoding="utf-8")
        self.assertNotIn(named, self.check()[1])

    def test_without_the_command_it_says_that_nothing_was_proved(self):
        self.run_tool("build")
        before = os.environ["PATH"]
        os.environ["PATH"] = str(self.root)
        try:
            status, said = self.run_tool("check")
        finally:
            os.environ["PATH"] = before
        self.assertEqual(status, checking.NO_PROOF)
        self.assertIn("proofs were not run, because there is no program pehchan", said)

    # --- new

    def test_a_skeleton_is_whole_but_for_what_is_marked_and_is_not_built(self):
        for kind in ("indicator", "finding", "safeguard", "referral", "source"):
            self.assertEqual(self.run_tool("new", kind, "fresh", "--catalogue", "small")[0], 0)
        status, said = self.check()
        self.assertEqual(status, 1)
        problems = [line for line in said.splitlines() if re.search(r"\.yaml:\d+:\d+: ", line)]
        self.assertGreater(len(problems), 10)
        for line in problems:
            self.assertRegex(line, r"fresh\.yaml:\d+:\d+: unfinished: write what is marked TODO$")
        status, said = self.run_tool("build")
        self.assertEqual(status, 1)
        self.assertIn("unfinished", said)
        self.assertFalse((self.root / "catalogues").exists())
        self.assertEqual(self.run_tool("new", "source", "fresh", "--catalogue", "small")[0], 2)

    def test_a_new_country_that_is_filled_is_built_and_sound(self):
        for name in ("indicators", "palermo"):
            shutil.copytree(ROOT / "law" / name, self.root / "law" / name)
        self.assertEqual(self.run_tool("new", "country", "zz")[0], 0)
        for file in (self.root / "law" / "zz").rglob("*.yaml"):
            text = file.read_text(encoding="utf-8")
            text = re.sub(r"'TODO: an indicator[^']*'", "cannot_leave_freely", text)
            text = re.sub(r"'TODO: the date[^']*'", "'2026'", text)
            file.write_text(re.sub(r"'TODO: ([^']*)'", r"'\1'", text), encoding="utf-8")
        self.assertEqual(self.run_tool("build")[0], 0)
        document = json.loads((self.root / "catalogues" / "zz.json").read_text(encoding="utf-8"))
        self.assertEqual([one["id"] for one in document["use"]], ["indicators", "palermo"])
        if PROGRAM.exists():  # also the proofs, where it has a solver (3: it has none)
            status, said = self.run_tool("check", "--command", str(PROGRAM))
            self.assertIn(status, (0, 3), said)
        else:
            status, said = self.run_tool("check", "--structure", "--command", "/bin/true")
            self.assertEqual((status, "all is well" in said), (0, True), said)

    def test_a_statement_of_a_catalogue_with_one_source_names_it(self):
        self.run_tool("new", "finding", "fresh", "--catalogue", "small")
        text = (self.root / "law/small/findings/fresh.yaml").read_text(encoding="utf-8")
        self.assertIn("sources: [s]", text)

    def test_a_new_language_has_the_tag_that_a_catalogue_takes(self):
        self.assertEqual(self.run_tool("new", "language", "zh-Hant")[0], 0)
        status, said = self.run_tool("new", "language", "pa_Arab")
        self.assertEqual(status, 2)
        self.assertIn("expected the tag of a language, such as fa or pa-Arab, found pa_Arab", said)

    def test_a_new_language_has_every_text_untranslated(self):
        self.assertEqual(
            self.run_tool("new", "language", "xx", "--direction", "rtl", "--name", "Exish")[0], 0
        )
        locale = read_locale(self.root / "law/locale/xx.po")
        self.assertEqual(locale.direction, "rtl")
        self.assertEqual(
            {e.msgid for e in locale.po},
            {m.english for m in read_law(self.root / "law").messages()},
        )
        self.assertFalse(any(e.msgstr for e in locale.po))
        self.assertIn("untranslated", self.run_tool("status")[1])

    # --- review and status

    def test_a_lawyer_reads_each_statement_with_source_rule_and_cases(self):
        status, said = self.run_tool_here("review", "--for", "lawyer", "--catalogue", "pakistan")
        self.assertEqual(status, 0)
        document = read_law().catalogues["pakistan"]
        for collection in ("findings", "rules", "safeguards", "referrals"):
            for one in document[collection]:
                self.assertIn(f"`{one['id']}`, law/pakistan/{collection}/{one['id']}.yaml", said)
        for words in (
            "Judged met (",
            "PKA-01-farm-sanghar: s 2(e)(3): advance, may not leave the farm together",
            "- at least one of these:",
            "confidence: **verified**, as of 2012-02-11",
        ):
            self.assertIn(words, said)

    def run_tool_here(self, *words):
        self.root, kept = ROOT, self.root
        try:
            return self.run_tool(*words)
        finally:
            self.root = kept

    def test_a_translator_reads_source_translation_state_and_comment(self):
        self.translate({"/label": "DARD"})
        locale = read_locale(self.root / "law/locale/xx.po")
        locale.entries["small/indicators/hurt/label"].tcomment = "agreed with A. B."
        self.write("locale/xx.po", locale_text(locale))
        status, said = self.run_tool("review", "--for", "translator", "xx")
        self.assertEqual(status, 0)
        for words in (
            "## small/indicators/hurt/label",
            "> Hurt",
            "> DARD",
            "; reviewed",
            "agreed with A. B.",
        ):
            self.assertIn(words, said)
        self.assertEqual(self.run_tool("review", "--for", "translator", "yy")[0], 2)

    def test_the_status_counts_every_text_and_every_statement(self):
        self.translate({"/label": "DARD"})
        status, said = self.run_tool("status", "--json")
        self.assertEqual(status, 0)
        found = json.loads(said)
        count = len(list(read_law(self.root / "law").messages()))
        counts = found["languages"]["xx"]
        self.assertEqual(sum(sum(one.values()) for one in counts.values()), count)
        self.assertEqual(counts["small"]["reviewed"], 1)
        self.assertEqual(found["catalogues"]["small"], {"verified": 1})


if __name__ == "__main__":
    unittest.main()
