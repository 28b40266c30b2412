# SPDX-License-Identifier: Apache-2.0
"""Test names are sentences that are true."""

from __future__ import annotations

import copy
import gc
import json
import os
import pickle
import re
import threading
import unittest
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pehchan_ctypes as pehchan
from pehchan_ctypes import Ask, Catalogue, FindingStatus, Flag, IndicatorType, Status, Stop, View, Why
from pehchan_ctypes import _library

SOURCE = Path(os.environ.get("PEHCHAN_SOURCE_DIR", Path(__file__).parents[3]))
CHILD = {"case": "A-17", "answers": {"made_to_work_by_force_or_menace": "yes", "age_now_years": 16}}


def lines(name: str) -> list[str]:
    return (SOURCE / "examples" / name).read_text(encoding="utf-8").splitlines()


class Shared(unittest.TestCase):
    catalogue: Catalogue

    @classmethod
    def setUpClass(cls) -> None:
        cls.catalogue = Catalogue.builtin("pakistan")


class SharedCases(Shared):
    def test_findings_are_those_that_the_examples_expect(self) -> None:
        held = 0
        for name in ("vignettes", "constructed"):
            expected = {one["case"]: one for one in map(json.loads, lines(f"{name}.expected.jsonl"))}
            for line in lines(f"{name}.jsonl"):
                with self.subTest(case=json.loads(line)["case"]):
                    result = self.catalogue.parse(line).assess(View.INVESTIGATOR)
                    known = {one.id: one.status for one in result.findings()}
                    wanted = expected[json.loads(line)["case"]]
                    for finding in wanted["expected_not_indicated"]:
                        self.assertIsNot(known.get(finding), FindingStatus.INDICATED)
                    for finding, status in wanted["expected_at_least"].items():
                        if status == "indicated":
                            self.assertIs(known[finding], FindingStatus.INDICATED)
                            held += 1
        self.assertGreater(held, 30)

    def test_every_way_in_gives_the_same_bytes(self) -> None:
        for line in lines("vignettes.jsonl") + lines("constructed.jsonl"):
            one_call = self.catalogue.screen(line)
            parsed = self.catalogue.parse(line.encode("utf-8"))
            self.assertEqual(parsed.assess().json(), one_call)
            self.assertEqual(self.catalogue.parse(parsed.json()).assess().json(), one_call)
            by_hand = self.catalogue.answers(json.loads(line)["case"])
            by_hand.update({id: value for id, value in json.loads(line)["answers"].items() if value != ""})
            self.assertEqual(by_hand.assess().json(), one_call)
            self.assertEqual(self.catalogue.screen(json.loads(line)), one_call)

    def test_answers_by_index_are_answers_by_name(self) -> None:
        for line in lines("vignettes.jsonl"):
            by_index = self.catalogue.answers(json.loads(line)["case"])
            for id, value in json.loads(line)["answers"].items():
                indicator = self.catalogue.indicator(id)
                codes = {"yes": 1, "no": 0, "unknown": -1, "declined": -2}
                if value in codes:
                    by_index.set_code(indicator.index, codes[value])
                elif indicator.type is IndicatorType.NUMBER:
                    by_index.set_value(indicator.index, value)
                else:
                    by_index.set_value(indicator.index, [option.id for option in indicator.options()].index(value))
            self.assertEqual(by_index.assess().json(), self.catalogue.screen(line))

    def test_an_evaluator_says_what_an_assessment_says(self) -> None:
        evaluator = self.catalogue.evaluator()
        for line in lines("vignettes.jsonl"):
            answers = self.catalogue.parse(line)
            evaluator.assess(answers)
            quick = dict(zip(evaluator.findings, evaluator.statuses()))
            seen = {one.id: one.status for one in answers.assess().findings()}
            self.assertGreater(len(seen.keys() & quick.keys()), 20)
            for id in seen.keys() & quick.keys():
                self.assertIs(quick[id], seen[id])


class Results(Shared):
    def test_an_assessment_can_be_read_item_by_item(self) -> None:
        result = self.catalogue.parse(CHILD).assess()
        self.assertEqual(result.headline, "presumed_victim")
        self.assertEqual(result.asked[0], 1)
        self.assertIs(result.status("trafficking"), FindingStatus.INDICATED)
        self.assertIn("Forced labour", [one.title for one in result.findings()])
        self.assertTrue(all(one.title for one in result.safeguards("ur")))
        self.assertTrue(result.referrals() and all(one.authority for one in result.referrals()))
        with self.assertRaises(pehchan.NotFound):
            result.status("no_such_finding")

    def test_reasons_are_given_as_objects(self) -> None:
        result = self.catalogue.parse(CHILD).assess()
        self.assertIn("made_to_work_by_force_or_menace", json.dumps(result.explain("trafficking")))
        self.assertIn("smuggled_migrant", json.dumps(result.contrast("trafficking", "smuggled_migrant")))
        self.assertIn("ask_next", json.loads(result.json(flags=Flag.EXPLAIN | Flag.NEXT)))
        self.assertNotIn("ask_next", json.loads(result.json()))

    def test_columns_of_another_format_are_written(self) -> None:
        mappings = Catalogue.builtin("mappings")
        written = mappings.parse({"case": "m", "answers": {"age_now_years": 16}}).assess().columns("htcds_2")
        self.assertEqual(written["mapping"], "htcds_2")
        self.assertIn("columns", written)

    def test_scores_are_exact(self) -> None:
        survey = Catalogue.builtin("dwems_2024")
        first = json.loads((SOURCE / "examples/dwems/respondents.jsonl").read_text(encoding="utf-8").splitlines()[0])
        evaluator = survey.evaluator()
        for answers in (survey.parse(first, mapping="dwems_answers"), survey.answers()):  # the second leaves everything open
            scores = answers.assess().scores
            evaluator.assess(answers)
            self.assertEqual(len(scores), 15)
            printed = {one["id"]: one for one in json.loads(answers.assess().json())["scores"]}
            for score in scores:
                self.assertIsInstance(score.low, Decimal)
                self.assertEqual((score.low, score.high), tuple(map(Decimal, (printed[score.id]["low"], printed[score.id]["high"]))))
                self.assertIn(score, [evaluator.score(j) for j in range(15)])
        self.assertTrue(any(score.low < score.high for score in scores))

    def test_urdu_passes_in_and_out(self) -> None:
        answers = self.catalogue.answers("کیس 🚢")
        answers["made_to_work_by_force_or_menace"] = True
        self.assertEqual(answers.case, "کیس 🚢")
        self.assertIn("\u06a9", self.catalogue.indicator("age_now_years").question("ur"))
        self.assertTrue(answers.assess().json("ur").startswith('{"case":"کیس 🚢"'))
        self.assertIn("\u06af", answers.assess(View.PERSON).page("ur", Flag.ALLOW_DRAFT))

    def test_what_a_person_must_not_see_cannot_be_asked(self) -> None:
        result = self.catalogue.parse(CHILD).assess(View.PERSON)
        self.assertIsNone(result.headline)
        self.assertEqual((result.findings(), result.safeguards(), result.referrals()), ([], [], []))

    def test_the_catalogue_describes_itself(self) -> None:
        self.assertIn("pakistan", pehchan.builtin_ids())
        self.assertEqual((self.catalogue.id, self.catalogue.proved, self.catalogue.languages[0]), ("pakistan", True, "en"))
        self.assertEqual(len(self.catalogue.digest), 64)
        self.assertEqual([one.id for one in self.catalogue.indicators], sorted(one.id for one in self.catalogue.indicators))
        province = self.catalogue.indicator("province")
        self.assertIs(province.type, IndicatorType.CHOICE)
        self.assertIn("punjab", [one.id for one in province.options("ur")])
        self.assertIn("kiln_first_contact", [one.id for one in self.catalogue.forms])
        self.assertTrue(all(one.title("en") and one.indicators for one in self.catalogue.forms))
        self.assertTrue(self.catalogue.words("interview.rights", "ur"))
        self.assertIsNone(self.catalogue.words("no.such.words"))

    def test_a_catalogue_is_loaded_from_its_text(self) -> None:
        with Catalogue.builtin("indicators") as bank:
            text = pehchan.builtin_text("palermo")
            loaded = Catalogue.load(text, used=[bank])
        self.assertEqual(loaded.digest, Catalogue.builtin("palermo").digest)
        with self.assertRaises(pehchan.BadData) as caught:
            Catalogue.load(text)
        self.assertGreater(len(caught.exception.issues), 0)


class Asking(Shared):
    def test_questions_come_best_first(self) -> None:
        answers = self.catalogue.answers()
        questions = answers.ask_next(3)
        self.assertEqual(len(questions), 3)
        self.assertEqual(answers.ask_next(1), questions[:1])
        answers[questions[0]] = "declined"
        self.assertNotIn(questions[0], answers.ask_next(100))
        self.assertEqual(answers.ask_next(0), [])
        self.assertTrue(answers.ask_next(2, form="kiln_first_contact", flags=Ask.FULL))

    def test_an_interview_asks_until_it_stops(self) -> None:
        with self.catalogue.interview("kiln_first_contact") as talk:
            asked: list[str] = []
            while (question := talk.next()) is not None:
                self.assertEqual(talk.next(), question)
                self.assertIsInstance(talk.why, Why)
                talk.answer(None)
                asked.append(question)
                self.assertLess(len(asked), 300)
            self.assertGreater(len(asked), 5)
            self.assertIsNot(talk.stop, Stop.NONE)
            self.assertFalse(talk.no_counts)
            self.assertFalse(talk.child)
            with self.assertRaises(pehchan.BadArgument):
                talk.answer("yes")
            talk.record("age_now_years", 15)
            self.assertTrue(talk.child)
            self.assertIn("age_now_years", talk.answers().json())

    def test_the_person_may_end_it(self) -> None:
        answers = self.catalogue.answers()
        answers["age_now_years"] = 30
        talk = answers.interview()
        self.assertNotEqual(talk.next(), "age_now_years")
        talk.end()
        self.assertIsNone(talk.next())
        self.assertIs(talk.stop, Stop.WISH)
        self.assertFalse(talk.go_on())


class WrongUse(Shared):
    def test_an_error_lists_every_problem_with_its_place(self) -> None:
        with self.assertRaises(pehchan.BadData) as caught:
            self.catalogue.parse('{"case": "x",\n "answers": {"no_such_sign": "yes", "age_now_years": "old"}}')
        error = caught.exception
        self.assertIs(error.status, Status.BAD_DATA)
        self.assertEqual([(one.pointer, one.line) for one in error.issues], [("/answers/no_such_sign", 2), ("/answers/age_now_years", 2)])
        self.assertIn("/answers/no_such_sign (line 2", str(error))
        self.assertIsInstance(error, ValueError)
        self.assertEqual(pickle.loads(pickle.dumps(error)).issues, error.issues)

    def test_what_does_not_exist_is_not_found(self) -> None:
        answers = self.catalogue.answers()
        for wrong in (
            lambda: Catalogue.builtin("no_such"),
            lambda: pehchan.builtin_text(""),
            lambda: self.catalogue.indicator("no_such"),
            lambda: answers.__setitem__("no_such", "yes"),
            lambda: answers.__delitem__("no_such"),
            lambda: self.catalogue.parse(CHILD, mapping="no_such"),
            lambda: answers.ask_next(form="no_such"),
            lambda: self.catalogue.interview("no_such"),
            lambda: answers.assess().explain("no_such"),
            lambda: answers.assess().columns("no_such"),
        ):
            with self.assertRaises(pehchan.NotFound):
                wrong()

    def test_a_refused_answer_changes_nothing(self) -> None:
        answers = self.catalogue.answers()
        answers["age_now_years"] = 16
        before = answers.json()
        for value in ("old", 10**6, -1, "yes", True, 2**63 - 1):
            with self.assertRaises(pehchan.BadData):
                answers["age_now_years"] = value
        self.assertEqual(answers.json(), before)

    def test_numbers_are_never_cut_down(self) -> None:
        answers = self.catalogue.answers()
        index = self.catalogue.indicator("age_now_years").index
        yes_no = self.catalogue.indicator("made_to_work_by_force_or_menace").index
        for wrong in (
            lambda: answers.__setitem__("age_now_years", 2**64 + 16),
            lambda: answers.set_value(index, 2**64 + 16),
            lambda: answers.set_value(2**64 + index, 16),
            lambda: answers.set_value(-1, 16),
            lambda: answers.set_code(yes_no, 257),
            lambda: answers.ask_next(-1),
            lambda: answers.ask_next(2**64),
            lambda: answers.assess(2**32),
            lambda: answers.assess().json(flags=2**32),
            lambda: self.catalogue.evaluator().status(2**64),
            lambda: self.catalogue.evaluator().score(0),
        ):
            with self.assertRaises(OverflowError):
                wrong()
        for wrong in (lambda: answers.set_code(yes_no, 2), lambda: answers.set_code(10**6, 1), lambda: answers.assess(4), lambda: answers.assess().json(flags=64), lambda: answers.assess().json("xx")):
            with self.assertRaises(pehchan.BadArgument):
                wrong()

    def test_what_is_no_answer_is_a_type_error(self) -> None:
        answers = self.catalogue.answers()
        for value in (1.0, float("nan"), b"yes", [], {}, object(), Fraction(1), Decimal(1)):
            with self.assertRaises(TypeError):
                answers["age_now_years"] = value  # type: ignore[assignment]
        for wrong in (
            lambda: answers.__setitem__(7, "yes"),
            lambda: Catalogue.builtin(None),
            lambda: Catalogue.builtin(b"pakistan"),
            lambda: Catalogue.load(None),
            lambda: Catalogue.load("{}", used=[answers]),
            lambda: self.catalogue.screen(7),
            lambda: self.catalogue.evaluator().assess(self.catalogue),
            lambda: self.catalogue.evaluator().assess(None),
            lambda: answers.set_code(0, True),
            lambda: answers.set_code("0", 1),
            lambda: answers.assess().json(None),
        ):
            with self.assertRaises(TypeError):
                wrong()

    def test_a_zero_character_cuts_nothing_off(self) -> None:
        answers = self.catalogue.answers()
        for wrong in (
            lambda: answers.__setitem__("made_to_work_by_force_or_menace", "yes\0no"),
            lambda: answers.__setitem__("age_now_years\0", 16),
            lambda: Catalogue.builtin("pakistan\0"),
            lambda: setattr(answers, "case", "A\0B"),
            lambda: answers.assess().json("en\0"),
        ):
            with self.assertRaises(ValueError):
                wrong()
        with self.assertRaises(pehchan.BadData):
            self.catalogue.parse(json.dumps(CHILD) + "\0")

    def test_text_that_is_no_unicode_is_refused(self) -> None:
        answers = self.catalogue.answers()
        with self.assertRaises(UnicodeEncodeError):
            answers.case = "\ud800"
        with self.assertRaises(UnicodeEncodeError):
            self.catalogue.screen('{"case": "\ud800", "answers": {}}')
        with self.assertRaises(pehchan.BadData):
            self.catalogue.screen(b'{"case": "\xff", "answers": {}}')

    def test_answers_of_another_catalogue_are_refused(self) -> None:
        evaluator = self.catalogue.evaluator()
        with self.assertRaises(pehchan.WrongCatalogue):
            evaluator.assess(Catalogue.builtin("palermo").answers())
        for wrong in (lambda: evaluator.status(0), evaluator.statuses):
            with self.assertRaises(pehchan.BadArgument):
                wrong()

    def test_what_is_closed_says_so(self) -> None:
        catalogue = Catalogue.builtin("indicators")
        things = [catalogue, catalogue.answers(), catalogue.answers().assess(), catalogue.interview(), catalogue.evaluator()]
        indicator = catalogue.indicators[0]
        for thing in things:
            self.assertFalse(thing.closed)
            thing.close()
            thing.close()
            self.assertTrue(thing.closed)
            with self.assertRaises(ValueError), thing:
                pass
        for wrong in (
            catalogue.answers, lambda: catalogue.id, lambda: indicator.label(), things[1].json, things[1].assess, lambda: things[1].__setitem__(indicator.id, "yes"),
            lambda: things[2].headline, things[2].json, things[3].next, lambda: things[3].stop, lambda: things[4].status(0),
        ):
            with self.assertRaisesRegex(ValueError, "is closed"):
                wrong()

    def test_what_was_made_outlives_what_it_was_made_from(self) -> None:
        with Catalogue.builtin("pakistan") as catalogue:
            answers, talk = catalogue.parse(CHILD), catalogue.interview()
        result = answers.assess()
        answers.close()
        gc.collect()
        self.assertEqual(result.headline, "presumed_victim")
        self.assertIsNotNone(talk.next())
        self.assertEqual(talk.answers().interview().answers().assess().headline, "not_yet_asked")

    def test_nothing_of_the_library_is_copied_or_pickled(self) -> None:
        answers = self.catalogue.answers()
        for thing in (self.catalogue, answers, answers.assess(), answers.interview(), self.catalogue.evaluator(), answers._handle):
            for wrong in (copy.copy, copy.deepcopy, pickle.dumps):
                with self.assertRaises(TypeError):
                    wrong(thing)


class Threads(Shared):
    def together(self, work: list[object]) -> list[BaseException]:
        failed: list[BaseException] = []

        def run(one: object) -> None:
            try:
                for _ in range(60):
                    one()  # type: ignore[operator]
            except BaseException as error:
                failed.append(error)

        threads = [threading.Thread(target=run, args=(one,)) for one in work]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return failed

    def test_eight_threads_use_one_catalogue(self) -> None:
        wanted = self.catalogue.screen(CHILD)

        def screen() -> None:
            self.assertEqual(self.catalogue.screen(CHILD), wanted)

        self.assertEqual(self.together([screen] * 8), [])

    def test_a_call_that_changes_something_waits_for_the_one_before(self) -> None:
        answers, evaluator, talk = self.catalogue.answers(), self.catalogue.evaluator(), self.catalogue.interview()
        evaluator.assess(answers)
        for thing, work in ((answers, answers.clear), (answers, lambda: evaluator.assess(answers)), (answers, answers.ask_next), (evaluator, evaluator.statuses), (talk, talk.next)):
            thread = threading.Thread(target=work)
            with thing._lock:
                thread.start()
                thread.join(0.1)
                self.assertTrue(thread.is_alive())
            thread.join(10)
            self.assertFalse(thread.is_alive())

    def test_two_threads_may_change_one_set_of_answers(self) -> None:
        answers = self.catalogue.answers()
        self.assertEqual(self.together([lambda: answers.__setitem__("age_now_years", 16), lambda: setattr(answers, "case", "x" * 200), answers.json, answers.clear, lambda: answers.case]), [])

    def test_closing_waits_for_the_last_use(self) -> None:
        for _ in range(20):
            catalogue = Catalogue.builtin("indicators")
            answers = catalogue.answers()
            failed = self.together([answers.json, answers.close, catalogue.close, lambda: catalogue.screen({"case": "x", "answers": {}})])
            for error in failed:
                self.assertRegex(str(error), "is closed")


class Declarations(unittest.TestCase):
    def test_every_function_for_one_person_is_declared_with_its_types(self) -> None:
        header = re.sub(r"/\*.*?\*/", "", (SOURCE / "include/pehchan/pehchan.h").read_text(encoding="utf-8"), flags=re.S)
        letters = {"const char *": "s", "int32_t": "w", "uint32_t": "f", "uint64_t": "u", "int64_t": "i", "int8_t": "b", "void": "v", "pehchan_error **": "E"}
        letters["const pehchan_catalogue *const *"] = "L"
        wanted = set()
        for result, name, arguments in re.findall(r"PEHCHAN_API ([^;]+?)pehchan_(\w+)\(([^;]*)\);", header):
            if name.startswith(("cohort_", "workers_")):
                continue  # many persons as Arrow columns are for the package `pehchan`
            kinds = [re.sub(r"\w+$", "", one.strip()).strip() for one in arguments.split(",")] if arguments != "void" else []
            wanted.add(" ".join([letters[result.strip()], name, "".join(letters.get(kind, "O" if kind.endswith("**") else "p") for kind in kinds)]).strip())
        declared = set(filter(None, _library.SIGNATURES.split("\n")))
        self.assertEqual({"p text_data p" if one == "s text_data p" else one for one in wanted}, declared)


if __name__ == "__main__":
    unittest.main()
