# SPDX-License-Identifier: Apache-2.0
"""Which answers does each element of a finding rest on? For the picture of one case (`pehchan.plot.evidence_grid`)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from . import _core
from .assess import Assessment
from .catalogue import Catalogue, builtin

__all__ = ["evidence"]


def _text_of(catalogue: Catalogue) -> str:
    if catalogue._source is not None:
        return catalogue._source[0]
    if builtin(catalogue.id).digest != catalogue.digest:
        raise ValueError(
            f"the text of the catalogue {catalogue.id} is not at hand: load it, with those that it uses, by pehchan.load"
        )
    return _core.builtin_text(catalogue.id)


class _Rules:
    """The texts of a catalogue and those that it uses, looked up by collection and id."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.by_id: dict[tuple[str, str], dict[str, Any]] = {}
        self.seen: set[str] = set()
        self._add(catalogue)

    def _add(self, catalogue: Catalogue) -> None:
        if catalogue.digest in self.seen:
            return
        self.seen.add(catalogue.digest)
        for one in catalogue.used:
            self._add(one)
        for collection, entries in json.loads(_text_of(catalogue)).items():
            if isinstance(entries, list):
                for entry in entries:
                    if isinstance(entry, dict) and "id" in entry:
                        self.by_id[collection, entry["id"]] = entry

    def conditions(self, rule: Any, tags: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
        """Every condition that a rule tests: the indicator, and the part of the rule that says what is asked of it."""
        if isinstance(rule, str):
            yield rule, None
            return
        for key in ("all", "any", "of"):
            for child in rule.get(key, ()):
                yield from self.conditions(child, tags)
        if "tag" in rule:
            for indicator in self.by_id["tags", tags.get(rule["tag"], rule["tag"])]["indicators"]:
                yield indicator, None
        elif "not" in rule:
            yield from self.conditions(rule["not"], tags)
        elif "choice" in rule:
            yield rule["choice"], rule
        elif "number" in rule:
            yield rule["number"], rule
        elif "rule" in rule:
            yield from self.conditions(self.by_id["rules", rule["rule"]]["rule"], tags)
        elif "finding" in rule or "any_sign_of" in rule:
            yield from self.conditions(
                self.by_id["findings", rule.get("finding") or rule["any_sign_of"]]["rule"], tags
            )
        elif "template" in rule:
            given = {f"${name}": tags.get(tag, tag) for name, tag in rule["with"].items()}
            yield from self.conditions(self.by_id["templates", rule["template"]]["rule"], given)
        elif "score" in rule:
            yield from self._score(rule["score"], tags)

    def _score(self, score: str, tags: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
        for term in self.by_id["scores", score]["terms"]:
            if "score" in term:
                yield from self._score(term["score"], tags)
            else:
                yield from self.conditions(term["when"], tags)


def _said(answer: object, condition: Any) -> str:
    """What an answer says to a condition: "yes", "no" or "unknown"."""
    if answer is None or answer in ("declined", "unknown"):
        return "unknown"
    if condition is None:
        return "yes" if answer is True else "no"
    if "is" in condition:
        return "yes" if answer in condition["is"] else "no"
    assert isinstance(answer, int)
    return (
        "yes"
        if ("below" in condition and answer < condition["below"])
        or ("at_least" in condition and answer >= condition["at_least"])
        else "no"
    )


def evidence(
    assessment: Assessment, finding: str, *, most: int = 24
) -> dict[str, tuple[str, dict[str, str]]]:
    """The elements of one finding of one person, with the answers that they test.

    Parameters
    ----------
    assessment : Assessment
        For an official or an investigator, who may see the finding.
    finding : str
        Its id. Without elements, the whole rule stands as one.
    most : int
        So many indicators at most: those answered first, in the order of the rule.

    Returns
    -------
    dict
        By title of an element: its status, and the answer by label of an indicator. A "no" that law 3 sets aside is "unknown", as is "declined"; facts that could be held against
        the person are left out.

    Raises
    ------
    KeyError
        Where this reader sees no such finding.

    Examples
    --------
    >>> import pehchan
    >>> case = pehchan.assess({"recruited_by_deception": True, "believed_under_18": True}, "palermo")  # doctest: +SKIP
    >>> evidence(case, "trafficking")["act"][0]  # doctest: +SKIP
    'indicated'
    """
    shown = assessment.findings[finding]
    catalogue, lang = assessment.catalogue, assessment.lang
    rules = _Rules(catalogue)
    definition = rules.by_id["findings", finding]
    forced = assessment.to_dict()["set_aside"]["n"] > 0
    status = dict(shown.elements)
    parts = [
        (e["title"].get(lang) or e["title"]["en"], status[e["id"]], e["rule"])
        for e in definition.get("elements", ())
        if e["id"] in status
    ]
    parts = parts or [
        (
            definition["title"].get(lang) or definition["title"]["en"],
            shown.status,
            definition["rule"],
        )
    ]
    found: list[tuple[str, str, dict[str, str]]] = []
    order: dict[str, int] = {}
    for title, state, rule in parts:
        answers: dict[str, str] = {}
        for name, condition in rules.conditions(rule, {}):
            about = catalogue.indicators[name]
            if about.nature == "burden":
                continue
            answer = _said(assessment.answers.get(name), condition)
            if answer == "no" and forced and about.nature == "harm" and about.known_by == "asked":
                answer = "unknown"
            label = about.label.get(lang) or about.label["en"]
            if condition is not None and "is" in condition:
                label += ": " + ", ".join(
                    about.options[o].get(lang) or about.options[o]["en"] for o in condition["is"]
                )
            elif condition is not None:
                label += (
                    f": below {condition['below']}"
                    if "below" in condition
                    else f": {condition['at_least']} or more"
                )
            if answers.get(label) != "yes":
                answers[label] = answer
            rank = {"yes": 0, "no": 1, "unknown": 2}[answer]
            order[label] = min(order.get(label, 3), rank)
        found.append((title, state, answers))
    places = {label: n for n, label in enumerate(order)}
    kept = set(sorted(order, key=lambda label: (order[label], places[label]))[:most])
    ranked = sorted(kept, key=lambda label: (order[label], places[label]))
    return {
        title: (state, {label: answers[label] for label in ranked if label in answers})
        for title, state, answers in found
    }
