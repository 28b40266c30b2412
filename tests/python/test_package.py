# SPDX-License-Identifier: Apache-2.0
"""One person in Python: the bytes of the command line, the rules of answers, pickles, pages and interviews; and what the wheel holds."""

from __future__ import annotations

import copy
import json
import math
import os
import pickle
import subprocess
import sys
from pathlib import Path

import numpy
import pandas
import pytest

import pehchan

ROOT = Path(__file__).resolve().parents[2]
COMMAND = ROOT / "build/dev/pehchan"
RANDOM = ROOT / "build/dev/tests/random_cases"
needs_command = pytest.mark.skipif(
    not COMMAND.exists() or not RANDOM.exists(),
    reason="the command line is not built: cmake --build --preset dev",
)


def run(*words: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words, input=stdin, capture_output=True, text=True, encoding="utf-8", check=False
    )


def module(*words: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "-I", "-m", "pehchan", *words, stdin=stdin)


def test_the_package_that_is_tested_is_the_installed_one() -> None:
    assert ROOT / "python" not in Path(pehchan.__file__).parents
    folder = Path(pehchan.__file__).parent
    assert (folder / "py.typed").exists() and (folder / "_core.pyi").exists()
    for name in ("catalogue", "case", "assessment"):
        assert pehchan.schema(name) == json.loads(
            (ROOT / f"catalogues/schema/{name}.schema.json").read_text(encoding="utf-8")
        )


def test_the_catalogues_are_those_of_the_repository() -> None:
    shipped = sorted(path.stem for path in (ROOT / "catalogues").glob("*.json"))
    assert list(pehchan.catalogues()) == shipped
    for name in shipped:
        assert pehchan.builtin(name).digest == pehchan.load(ROOT / f"catalogues/{name}.json").digest


@needs_command
@pytest.mark.parametrize("cases", ["vignettes", "constructed", "random"])
def test_json_is_byte_for_byte_that_of_the_command_line(cases: str, tmp_path: Path) -> None:
    if cases == "random":
        file = tmp_path / "random.jsonl"
        file.write_text(run(str(RANDOM), "pakistan", "10000").stdout, encoding="utf-8")
    else:
        file = ROOT / f"examples/{cases}.jsonl"
    said = run(str(COMMAND), "screen", str(file)).stdout.splitlines()
    with open(file, encoding="utf-8") as lines:
        for expected, person in zip(said, pehchan.read_cases(lines), strict=True):
            assert pehchan.assess(person).to_json() == expected


@needs_command
@pytest.mark.parametrize("view", ["official", "helper", "investigator", "person"])
def test_every_view_and_what_is_added_are_those_of_the_command_line(view: str) -> None:
    file = ROOT / "examples/constructed.jsonl"
    said = run(
        str(COMMAND), "screen", "--view", view, "--lang", "ur", "--explain", "--next", str(file)
    ).stdout.splitlines()
    with open(file, encoding="utf-8") as lines:
        for expected, person in zip(said, pehchan.read_cases(lines), strict=True):
            assert (
                pehchan.assess(person, view=view, lang="ur", explain=True, next=True).to_json()
                == expected
            )  # type: ignore[arg-type]


@needs_command
def test_the_module_is_the_command_line() -> None:
    file = str(ROOT / "examples/constructed.jsonl")
    for words in (
        ("screen", file),
        ("explain", "trafficking", "--format", "json", file),
        ("contrast", "trafficking", "smuggled_migrant", "--format", "json", file),
        ("export", "--to", "htcds_2", file),
        ("catalogues",),
        ("--version",),
        ("nonsense",),
        ("screen", "--lang", "xx", file),
        (),
    ):
        theirs, ours = run(str(COMMAND), *words), module(*words)
        assert (ours.returncode, ours.stdout, ours.stderr) == (
            theirs.returncode,
            theirs.stdout,
            theirs.stderr,
        ), words
    broken = subprocess.run(
        [sys.executable, "-I", "-m", "pehchan", "screen", b"no-such-\xff.jsonl"],
        capture_output=True,
        check=False,
    )
    assert broken.returncode == 2 and b"cannot read no-such-\\uFFFD.jsonl" in broken.stderr
    cut = subprocess.run(
        f"{sys.executable} -I -m pehchan catalogues pakistan | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert cut.stdout == "{\n" and "Traceback" not in cut.stderr
    assert (
        module("screen", "-", stdin='{"case": "1", "answers": {"nonsense": 1}}\n').returncode == 1
    )


def test_explanations_and_contrasts_are_those_of_the_command_line() -> None:
    file = ROOT / "examples/constructed.jsonl"
    explained = module("explain", "trafficking", "--format", "json", str(file)).stdout.splitlines()
    contrasted = module(
        "contrast", "trafficking", "smuggled_migrant", "--format", "json", str(file)
    ).stdout.splitlines()
    with open(file, encoding="utf-8") as lines:
        for one, two, person in zip(explained, contrasted, pehchan.read_cases(lines), strict=True):
            assert pehchan.explain(person, "trafficking").to_json() == one
            assert pehchan.contrast(person, "trafficking", "smuggled_migrant").to_json() == two


def test_yes_no_and_unknown_are_true_false_and_none_and_nothing_is_guessed() -> None:
    for yes in (True, numpy.True_, "yes", 1, numpy.int8(1), 1.0):
        assert pehchan.Answers({"wages_withheld": yes})["wages_withheld"] is True
    for no in (False, numpy.False_, "no", 0, numpy.int64(0)):
        assert pehchan.Answers({"wages_withheld": no})["wages_withheld"] is False
    for unknown in (None, math.nan, numpy.nan, pandas.NA, numpy.float32("nan"), "", -1, "unknown"):
        assert pehchan.Answers({"wages_withheld": unknown})["wages_withheld"] is None
    assert pehchan.Answers({"wages_withheld": -2})["wages_withheld"] == "declined"
    for wrong in (
        2,
        0.5,
        "Yes",
        "true",
        [],
        object(),
        b"yes",
        pandas.NaT,
        -3,
        math.inf,
        numpy.array([True]),
        numpy.array([1, 0]),
        numpy.array(1),
        pandas.Series([1]),
        numpy.timedelta64(1),
        numpy.datetime64("NaT"),
        2**70,
    ):
        with pytest.raises(pehchan.AnswersError) as caught:
            pehchan.Answers({"wages_withheld": wrong})
        assert caught.value.issues[0].pointer == "/answers/wages_withheld"
    for wrong in (True, "16", 16.5, -1, 2**70):
        with pytest.raises(pehchan.AnswersError):
            pehchan.Answers({"age_now_years": wrong})
    for fraction, code in ((16.5, "not_whole"), (math.inf, "out_of_range"), ("16", "wrong_type")):
        with pytest.raises(pehchan.AnswersError) as caught:
            pehchan.Answers({"age_now_years": fraction})
        assert caught.value.issues[0].code == code
    assert len(pehchan.Answers({"wages_withheld": numpy.float32("nan")})) == 0
    assert pehchan.Answers({"age_now_years": numpy.float64(16)})["age_now_years"] == 16


def test_every_problem_is_told_at_once_and_no_answer_is_repeated() -> None:
    with pytest.raises(ValueError) as caught:
        pehchan.assess({"nonsense": True, "wages_withheld": "secret words", "age_now_years": 900})
    assert isinstance(caught.value, pehchan.AnswersError)
    assert [one.code for one in caught.value.issues] == [
        "unknown_indicator",
        "unknown_value",
        "out_of_range",
    ]
    assert "secret" not in str(caught.value) and "900" not in str(caught.value)
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.issues == caught.value.issues and str(again) == str(caught.value)
    with pytest.raises(pehchan.CatalogueError) as broken:
        pehchan.load('{"id": 1}')
    assert len(broken.value.issues) > 1 and broken.value.issues[0].line == 1


def test_what_was_declined_is_as_unknown_as_what_was_never_asked() -> None:
    declined = pehchan.assess({"wages_withheld": "declined"}).to_dict()
    assert (
        declined
        == pehchan.assess({"wages_withheld": None}).to_dict()
        == pehchan.assess({}).to_dict()
    )


def test_objects_are_pickled_and_equal_by_digest() -> None:
    pakistan = pehchan.builtin("pakistan")
    text = json.loads((ROOT / "catalogues/pakistan.json").read_text(encoding="utf-8"))
    loaded = pehchan.load(text)
    assert (
        loaded == pakistan
        and hash(loaded) == hash(pakistan)
        and loaded is not pakistan
        and pakistan != pehchan.builtin("eu")
    )
    person = pehchan.Answers(
        {
            "wages_withheld": True,
            "fear_of_return": "declined",
            "debt_for_journey_or_recruitment": "unknown",
        },
        loaded,
        case="A-17",
    )
    for one in (
        pakistan,
        loaded,
        person,
        pehchan.assess(person),
        pehchan.assess(person, lang="ur", view="investigator", explain=True),
    ):
        again = pickle.loads(pickle.dumps(one))
        assert again == one and hash(again) == hash(one) and repr(again) == repr(one)
        assert copy.deepcopy(one) == one
    assert pehchan.read_case(person.to_json(), pakistan) == person
    with pytest.raises(TypeError):
        pickle.dumps(pehchan.Interview())
    with pytest.raises(ValueError):
        pehchan.assess(person, "eu")


SPOKEN = {
    "language": "xx",
    "direction": "rtl",
    "texts": {
        "words/texts/typed.yes/text": {"text": "zu | جو"},
        "words/texts/page.notice/text": {"text": "XX notice"},
        "indicators/indicators/sex/question": {"text": "XX?"},
        "palermo/findings/trafficking/title": {"text": "XX trafficking"},
    },
}


def test_a_language_is_added_to_a_new_catalogue_and_rules_and_digest_stay(tmp_path: Path) -> None:
    pakistan = pehchan.builtin("pakistan")
    spoken = pakistan.with_texts(SPOKEN)
    assert spoken.languages == (*pakistan.languages, "xx") and spoken.digest == pakistan.digest
    assert spoken.direction("xx") == "rtl" and spoken.direction("en") == "ltr"
    with pytest.raises(KeyError):
        pakistan.direction("xx")
    assert list(spoken.texts) == ["xx"] and len(spoken.texts["xx"]) == 64 and pakistan.texts == {}
    assert spoken.indicators["sex"].question["xx"] == "XX?"
    file = tmp_path / "xx.json"
    file.write_text(json.dumps(SPOKEN), encoding="utf-8")
    assert spoken == pakistan.with_texts(file) == pakistan.with_texts(json.dumps(SPOKEN))
    assert spoken != pakistan and hash(spoken) == hash(pakistan) and "xx" in repr(spoken)
    again = pickle.loads(pickle.dumps(spoken))
    assert again == spoken and again.indicators["sex"].question["xx"] == "XX?"
    used = {one.id: one for one in spoken.used}
    assert used["palermo"].findings["trafficking"].title["xx"] == "XX trafficking"
    assert pickle.loads(pickle.dumps(used["palermo"])) == used["palermo"]
    with pytest.raises(pehchan.CatalogueError) as caught:
        pakistan.with_texts('{"language": "xx",\n "texts": {"palermo/no": {"text": 3}}}')
    assert [(one.pointer, one.line) for one in caught.value.issues] == [
        ("/texts/palermo~1no/text", 2)
    ]


def test_pages_are_in_the_language_that_was_added_last() -> None:
    person = {"made_to_work_by_force_or_menace": True, "age_now_years": 16}
    pakistan = pehchan.builtin("pakistan")
    spoken = pakistan.with_texts(SPOKEN)
    result = pehchan.assess(person, spoken, lang="xx")
    assert "XX notice" in str(result) and result.to_dict()["notice"] == "XX notice"
    assert result.findings["trafficking"].title == "XX trafficking"
    assert result.indicated == pehchan.assess(person, pakistan).indicated
    assert "XX notice" in str(result.explain("trafficking"))
    other = json.loads(json.dumps(SPOKEN).replace("XX", "YY"))
    for number in range(20):  # more than are kept
        other["texts"]["words/texts/page.notice/text"]["text"] = f"YY {number}"
        newer = pehchan.assess(person, spoken.with_texts(other), lang="xx")
        assert newer.to_dict()["notice"] == f"YY {number}"
    assert pehchan.assess(person, spoken, lang="xx") == result
    with pytest.raises(ValueError):
        pehchan.assess(person, pakistan, lang="xx")
    assert pehchan.assess(person, spoken).findings == pehchan.assess(person, pakistan).findings


def test_what_somebody_types_is_understood_in_every_language_of_the_catalogue() -> None:
    pakistan = pehchan.builtin("pakistan")
    spoken = pakistan.with_texts(SPOKEN)
    for indicator, typed, meaning in (
        ("believed_under_18", " YES ", True),
        ("believed_under_18", "نهيں", False),
        ("believed_under_18", "zu", True),
        ("province", "پنجاب", "punjab"),
        ("province", "d", None),
        ("age_now_years", "۱۷", 17),
        ("age_now_years", "r", "declined"),
    ):
        found = spoken.typed(indicator, typed)
        assert found == meaning and type(found) is type(meaning), typed
    for about, indicator, typed, code in (
        (pakistan, "believed_under_18", "zu", "unknown_value"),
        (spoken, "believed_under_18", "", "unknown_value"),
        (spoken, "province", "yes", "unknown_value"),
        (spoken, "no/such", "yes", "unknown_indicator"),
    ):
        with pytest.raises(pehchan.AnswersError) as caught:
            about.typed(indicator, typed)
        assert caught.value.issues[0].code == code
        assert caught.value.issues[0].pointer == "/answers/" + indicator.replace("/", "~1")
        assert not typed or typed not in str(caught.value)


def test_views_hide_what_their_readers_must_not_see() -> None:
    person = (
        {"wages_withheld": True, "official_involved_in_exploitation": True}
        if "official_involved_in_exploitation" in pehchan.builtin().indicators
        else {"wages_withheld": True}
    )
    offences = {one.id for one in pehchan.builtin().findings.values() if one.kind == "offence"}
    assert (
        offences
        and not offences & set(pehchan.assess(person).findings)
        and not offences & set(pehchan.assess(person, view="investigator").findings)
    )
    consented = pehchan.assess(
        {**person, "consents_to_offence_view": True, "age_now_years": 30},
        view="investigator",
        agency="human_rights_commission",
    )
    assert offences & set(consented.findings)
    with pytest.raises(ValueError):
        pehchan.assess(person).explain(next(iter(offences)))
    one = pehchan.assess(person, view="person", case="A-17")
    assert not one.findings and not one.referrals and one.headline is None
    assert "trafficking" not in one._repr_html_().lower()
    with pytest.raises(ValueError):
        one.explain()
    with pytest.raises(ValueError, match="view is"):
        pehchan.assess(person, view="committee")  # type: ignore[arg-type]


def test_an_assessment_and_its_pickle_hold_what_its_reader_may_learn() -> None:
    answers = {"wages_withheld": True, "official_involved_fia": True, "age_now_years": 30}
    for view, learned in (("official", False), ("helper", True), ("investigator", False)):
        one = pehchan.assess(answers, view=view)  # type: ignore[arg-type]
        again = pickle.loads(pickle.dumps(one))
        for made in (one, again):
            assert ("official_involved_fia" in made.answers) is learned
            assert made.answers["wages_withheld"] is True
        assert again.to_json() == one.to_json()
        assert (b"official_involved_fia" in pickle.dumps(one)) is learned
    assert set(pehchan.assess(answers, view="person").answers) == {"age_now_years"}
    with pytest.raises(ValueError, match="agency"):
        pehchan.assess(answers, view="investigator", agency="nobody")


def test_pages_have_parts_and_formats() -> None:
    one = pehchan.assess({"wages_withheld": True, "age_now_years": 30})
    assert one.page() == str(one) and one.page().startswith(one.page("first"))
    assert one.page("first", "html").startswith("<!DOCTYPE html>")
    assert len(one.page("card").splitlines()) <= 8
    with pytest.raises(ValueError, match="part"):
        one.page("third")  # type: ignore[arg-type]


def test_a_table_for_an_official_does_not_depend_on_answers_about_officials() -> None:
    table = {"wages_withheld": [True, True, None], "official_involved_fia": [True, False, None]}
    without = {"wages_withheld": table["wages_withheld"]}
    official = pehchan.assess_table(table).to_pandas()
    assert official.equals(pehchan.assess_table(without).to_pandas())
    assert not pehchan.assess_table(table, view="helper").to_pandas().equals(official)
    coded = {"wages_withheld": [1, 1, -1], "q": [1, 2, 9]}
    columns = {
        "wages_withheld": "wages_withheld",
        "q": {"indicator": "official_involved_fia", "yes": [1], "no": [2], "unknown": [9]},
    }
    assert pehchan.assess_table(coded, columns=columns).to_pandas().equals(official)
    with pytest.raises(ValueError, match="view"):
        pehchan.assess_table(table, view="person")  # type: ignore[arg-type]


def test_what_a_notebook_shows_clears_nobody() -> None:
    shown = (
        pehchan.assess({}, case="A-17")._repr_html_()
        + pehchan.assess({"wages_withheld": False, "spoken_to_apart": True})._repr_html_()
    )
    assert "A-17" in shown
    for word in ("not a victim", "cleared", "negative", "green", "✓", "✔", "no risk"):
        assert word not in shown.lower()
    assert "What nobody asked is not known" in shown
    for one in (
        pehchan.builtin(),
        pehchan.Answers({}),
        pehchan.Interview(),
        pehchan.assess({}).findings["trafficking"],
        pehchan.builtin().indicators["wages_withheld"],
    ):
        assert len(repr(one)) < 120


def test_an_interview_asks_takes_answers_and_stops() -> None:
    talk = pehchan.Interview(form="kiln_first_contact")
    with pytest.raises(ValueError):
        talk.answer(True)
    question = talk.next()
    assert question is not None and question.words() and question.words("ur")
    with pytest.raises(pehchan.AnswersError):
        talk.answer("perhaps")
    assert talk.next() == question
    asked = 0
    while question := talk.next():
        talk.answer(None)
        asked += 1
        assert asked < 500
    assert talk.stop != "none" and asked > 0
    with pytest.raises(ValueError):
        pehchan.Interview(form="nonsense")
    danger = pehchan.Interview({"confined_now": True}, full=True)
    while danger.next():
        danger.answer(
            True
            if danger.next().indicator.nature == "fact" and danger.next().indicator.type == "yes_no"
            else None
        )  # type: ignore[union-attr]
    assert danger.stop in ("danger", "wish", "child_disclosed", "nothing_left")


def test_questions_are_those_of_the_command_line_and_none_is_asked_twice() -> None:
    first = pehchan.ask_next({}, most=3)
    then = pehchan.ask_next({first[0].indicator.id: "unknown"}, most=3)
    assert len(first) == 3 and first[0] not in then
    with pytest.raises(ValueError):
        pehchan.ask_next({}, form="nonsense")
    with pytest.raises(ValueError):
        pehchan.ask_next({}, most=-1)


def test_nothing_of_the_module_but_its_start_is_visible() -> None:
    core = Path(pehchan._core.__file__)
    shown = run("nm", "-D", "--defined-only", str(core)).stdout.split()
    assert [
        word for word in shown if word.isidentifier() and len(word) > 1 and not word.isalnum()
    ] == ["PyInit__core"]
    assert str(ROOT).encode() not in core.read_bytes() and os.path.exists(core)
