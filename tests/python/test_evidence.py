# SPDX-License-Identifier: Apache-2.0
"""The picture of one case rests on the answers that the rule tests, and on no others."""

import pytest

import pehchan
from pehchan.evidence import evidence


def test_elements_have_the_status_of_the_assessment_and_the_answers_that_they_test():
    case = pehchan.assess(
        {
            "made_to_work_by_force_or_menace": "yes",
            "age_now_years": 16,
            "documents_taken_at_destination": "declined",
        },
        "pakistan",
        view="investigator",
    )
    for finding in ("trafficking", "forced_labour", "debt_bondage"):
        made = evidence(case, finding)
        assert [status for status, _ in made.values()] == list(
            case.findings[finding].elements.values()
        )
        assert all(
            answer in ("yes", "no", "unknown")
            for _, answers in made.values()
            for answer in answers.values()
        )
    labels = [
        label
        for _, answers in evidence(case, "trafficking").values()
        for label, answer in answers.items()
        if answer == "yes"
    ]
    assert labels
    with pytest.raises(KeyError):
        evidence(case, "no_such_finding")


def test_law_3_a_forced_no_is_drawn_as_unknown():
    answers = {"threatened_now": "no", "made_to_work_by_force_or_menace": "no"}
    conditions = (
        "spoken_to_apart",
        "no_interpreter_or_companion_from_the_case",
        "free_of_threat_in_interview",
        "told_may_refuse",
        "consented_to_talk",
    )
    absences = (
        "in_custody_now",
        "guardian_is_interpreter_or_controller",
        "appears_coached_or_instructed",
        "someone_else_speaks_for_person",
        "exploiter_nearby_now",
        "fearful_or_watched",
        "wants_to_stop",
    )
    safe = {c: "yes" for c in conditions} | {a: "no" for a in absences}

    def drawn(person):
        made = evidence(
            pehchan.assess(person, "pakistan", view="investigator"), "forced_labour", most=400
        )
        return {answer for _, cells in made.values() for answer in cells.values()}

    assert "no" not in drawn(answers)
    assert "no" in drawn({**answers, **safe})


def test_law_4_no_fact_against_the_person_is_drawn():
    burden = {
        i for i, about in pehchan.builtin("pakistan").indicators.items() if about.nature == "burden"
    }
    labels = {pehchan.builtin("pakistan").indicators[i].label["en"] for i in burden}
    case = pehchan.assess(
        {i: "yes" for i in burden if pehchan.builtin("pakistan").indicators[i].type == "yes_no"},
        "pakistan",
        view="investigator",
    )
    for finding in case.findings:
        for _, answers in evidence(case, finding, most=400).values():
            assert not labels & set(answers)
