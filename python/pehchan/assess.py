# SPDX-License-Identifier: Apache-2.0
"""One person: answers in, what follows from them out. It decides nothing about a person."""

from __future__ import annotations

import functools
import html
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from . import _core
from .catalogue import Catalogue, Indicator, builtin, catalogues
from .issues import AnswersError, Issue

__all__ = [
    "Answer",
    "Answers",
    "Assessment",
    "Contrast",
    "Explanation",
    "Finding",
    "Interview",
    "Question",
    "Referral",
    "Safeguard",
    "Score",
    "ask_next",
    "assess",
    "contrast",
    "explain",
    "read_case",
    "read_cases",
]

Answer: TypeAlias = "bool | str | int | None"
"""``True``, ``False``, ``None`` (unknown), ``"declined"``, ``"not_applicable"``, the id of an option, or a whole number."""

View: TypeAlias = Literal["official", "helper", "investigator", "person"]
Part: TypeAlias = Literal["all", "first", "second", "card"]
Format: TypeAlias = Literal["text", "html"]

_SAID = {
    "unknown_indicator": "The catalogue has no indicator of this id.",
    "wrong_type": "This is not the kind of answer that this indicator takes.",
    "unknown_value": "The indicator does not take this answer.",
    "out_of_range": "This number is outside the indicator's range.",
    "not_applicable_not_allowed": "This indicator applies to everyone.",
    "not_whole": "Expected a whole number.",
}
_CODES = {1: "yes", 0: "no", -1: "unknown", -2: "declined"}


def is_missing(value: object) -> bool:
    """Whether a value stands for "nobody knows": None, NaN, pandas.NA, a masked value. A missing time (NaT) is none of them: no answer is a time."""
    value = plain(value)
    if value is None:
        return True
    if isinstance(value, float):
        return math.isnan(value)
    kind = type(value)
    if kind.__module__.partition(".")[0] == "pandas":
        return kind.__name__ == "NAType"
    return kind.__name__ == "MaskedConstant"


def plain(value: object) -> object:
    """A truth value, number or word of numpy's, or a scalar of pyarrow's, as Python's own; others as they are."""
    if type(value).__module__.partition(".")[0] == "numpy":
        dtype = getattr(value, "dtype", None)
        if (
            getattr(value, "shape", None) == ()
            and getattr(dtype, "kind", "") in tuple("biufU")
            and hasattr(value, "item")
            and type(value).__name__ not in ("ndarray", "MaskedConstant")
        ):
            return value.item()
        return value
    return value.as_py() if hasattr(value, "as_py") else value


def as_answer(value: object, about: Indicator) -> str | int | None:
    """What the library takes for a value: a word, or a number; None where the value is no answer to this indicator. Never ``bool(value)``."""
    value = plain(value)
    if is_missing(value) or (isinstance(value, str) and value == ""):
        return "unknown"
    if isinstance(value, bool):
        return None if about.type != "yes_no" else "yes" if value else "no"
    if isinstance(value, str):
        return (
            None if about.type == "number" and value not in ("unknown", "declined") else str(value)
        )
    if isinstance(value, float):
        if not value.is_integer():
            return None
        value = int(value)
    if not isinstance(value, int):
        return None
    return (
        int(value)
        if about.type == "number"
        else _CODES.get(value)
        if about.type == "yes_no" or value < 0
        else None
    )


def _check_case(case: object) -> None:
    """ValueError where a case is named by what is no case id; "" names none."""
    if not isinstance(case, str) or (case and not (case.isascii() and _core.is_case_id(case))):
        raise ValueError(_core.case_id_rule)


def _set(core: _core.Answers | _core.Interview, name: str, value: object, about: Indicator) -> str:
    """The code of what is wrong, or ""."""
    said = as_answer(value, about)
    if said is None:
        if about.type == "number" and isinstance(plain(value), float):
            return "not_whole" if math.isfinite(float(plain(value))) else "out_of_range"  # type: ignore[arg-type]
        return (
            "wrong_type"
            if isinstance(plain(value), (str, bool)) and about.type == "number"
            else "unknown_value"
        )
    if isinstance(said, int) and not -(2**63) <= said < 2**63:
        return "out_of_range"
    if isinstance(core, _core.Interview):
        return core.record_number(name, said) if isinstance(said, int) else core.record(name, said)
    return core.set_number(name, said) if isinstance(said, int) else core.set(name, said)


def catalogue_of(given: Catalogue | str) -> Catalogue:
    """A catalogue, given as itself or as the id of a built-in one."""
    if isinstance(given, Catalogue):
        return given
    if isinstance(given, str):
        return builtin(given)
    raise TypeError(
        "a catalogue is one that pehchan.load or pehchan.builtin made, or the id of a built-in one"
    )


def mapping_owner(catalogue: Catalogue, mapping: str) -> Catalogue:
    """The catalogue itself, or else a built-in one, that has this mapping and whose indicators this one knows."""
    if mapping in catalogue.mappings:
        return catalogue
    for id in catalogues():
        other = builtin(id)
        if mapping in other.mappings:
            unknown = sorted(
                {
                    indicator
                    for _, indicator, _ in other.mapping(mapping)["columns"]
                    if indicator not in catalogue.indicators
                }
            )
            if unknown:
                raise ValueError(
                    f"the mapping {mapping} fills {unknown[0]}, which the catalogue {catalogue.id} does not have"
                )
            return other
    raise ValueError(
        f"there is no mapping {mapping!r} in the catalogue {catalogue.id} or the built-in ones"
    )


class Answers(Mapping[str, Answer]):
    """One person's answers to one catalogue. What is not in it is unknown; it never changes.

    Parameters
    ----------
    answers : mapping
        By indicator: ``True``, ``False``, ``None`` or NaN (unknown), ``"yes"``, ``"no"``, ``"unknown"``, ``"declined"``, ``"not_applicable"``, the id of an
        option, a whole number; or the codes 1, 0, -1 (unknown) and -2 (declined). Anything else is an error.
    catalogue : Catalogue or str
        Or the id of a built-in one.
    case : str
        How the case is called: up to 64 of A to Z, a to z, 0 to 9, full stop, underscore and hyphen; never a person's name.

    Raises
    ------
    AnswersError
        With every problem in ``.issues``.

    Examples
    --------
    >>> import pehchan
    >>> person = pehchan.Answers({"age_now_years": 16, "wages_withheld": None}, "pakistan", case="A-17")
    >>> person["age_now_years"], person["wages_withheld"], len(person)
    (16, None, 1)
    """

    __slots__ = ("_catalogue", "_core", "_items")

    def __init__(
        self,
        answers: Mapping[str, object],
        catalogue: Catalogue | str = "pakistan",
        *,
        case: str = "",
    ) -> None:
        self._catalogue = catalogue_of(catalogue)
        _check_case(case)
        self._core = _core.Answers(self._catalogue._core, case)
        issues = []
        for name, value in answers.items():
            about = self._catalogue.indicators.get(name) if isinstance(name, str) else None
            if about is None:
                code = "unknown_indicator"
            elif is_missing(value) or (isinstance(value, str) and value == ""):
                continue
            else:
                code = _set(self._core, name, value, about)
            if code:
                issues.append(Issue(code, f"/answers/{_escaped(str(name))}", 0, 0, _SAID[code]))
        if issues:
            raise AnswersError("these answers cannot be used", issues)
        self._items: dict[str, Answer] = dict(self._core.items())

    @classmethod
    def _of(cls, core: _core.Answers, catalogue: Catalogue) -> Answers:
        made = object.__new__(cls)
        made._catalogue = catalogue
        made._core = core
        made._items = dict(core.items())
        return made

    @property
    def catalogue(self) -> Catalogue:
        """To which they are answers."""
        return self._catalogue

    @property
    def case(self) -> str:
        """How the case is called; "" where it has no name."""
        return self._core.case_id

    def to_json(self) -> str:
        """One line that `read_case` and the command line read."""
        return self._core.json()

    def __getitem__(self, name: str) -> Answer:
        if name in self._items:
            return self._items[name]
        if name in self._catalogue.indicators:
            return None
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, name: object) -> bool:
        return name in self._items

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Answers):
            return NotImplemented
        return (self._catalogue, self.case, self._items) == (
            other._catalogue,
            other.case,
            other._items,
        )

    def __hash__(self) -> int:
        return hash((self._catalogue, self.case, frozenset(self._items.items())))

    def __repr__(self) -> str:
        return f"<Answers{' of ' + repr(self.case) if self.case else ''}: {len(self)} of {len(self._catalogue.indicators)}, to {self._catalogue.id}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return (
            _answers_again,
            (
                self._catalogue,
                self.case,
                {
                    name: "unknown" if value is None else value
                    for name, value in self._items.items()
                },
            ),
        )


def _answers_again(catalogue: Catalogue, case: str, items: dict[str, object]) -> Answers:
    return Answers(items, catalogue, case=case)


def _escaped(name: str) -> str:
    """A token of a pointer that can be printed, whatever is in it."""
    return _core.pointer_to(name.encode("utf-8", "replace"))[1:]


@dataclass(frozen=True)
class Finding:
    """What follows for one finding. `status` is ``indicated``, ``open`` or ``not_shown``; the last does not say that somebody was not harmed."""

    id: str
    kind: str
    title: str
    status: str
    elements: Mapping[str, str]
    """Status by element."""
    signs: tuple[Mapping[str, Any], ...]
    """Harm conditions that hold and that the rule tests."""
    because: tuple[Mapping[str, Any], ...]
    """A set of conditions that suffices for the status."""
    sources: tuple[Any, ...]
    confidence: str
    reading: str
    data: Mapping[str, Any]
    """All that the JSON says of it."""

    def __repr__(self) -> str:
        return f"<Finding {self.id}: {self.status}{', signs recorded' if self.signs and self.status != 'indicated' else ''}>"


@dataclass(frozen=True)
class Score:
    """A published sum: bounds that are attained."""

    id: str
    low: Decimal
    high: Decimal
    data: Mapping[str, Any]

    def __repr__(self) -> str:
        return f"<Score {self.id}: {self.low} to {self.high}>"


@dataclass(frozen=True)
class Safeguard:
    """What the official must or must not do now."""

    id: str
    title: str
    force: str
    data: Mapping[str, Any]

    def __repr__(self) -> str:
        return f"<Safeguard {self.id}: {self.force}>"


@dataclass(frozen=True)
class Referral:
    """An authority that is mandated to act; a withheld one stays, with `withheld_by`."""

    id: str
    authority: str
    kind: str
    status: str
    withheld_by: tuple[str, ...]
    data: Mapping[str, Any]

    def __repr__(self) -> str:
        return f"<Referral {self.id}: {self.kind}, {self.status}>"


@dataclass(frozen=True)
class Question:
    """A question worth asking, and why it comes now: ``danger``, ``conditions``, ``child`` or ``more``."""

    indicator: Indicator
    because_of: str

    def words(self, lang: str = "en") -> str:
        """The spoken sentence, in this language, else in the source language."""
        words = self.indicator.question or self.indicator.label
        return words.get(lang) or next(iter(words.values()), self.indicator.id)

    def __repr__(self) -> str:
        return f"<Question {self.indicator.id}: {self.because_of}>"


def _finding(data: dict[str, Any]) -> Finding:
    return Finding(
        data["id"],
        data["kind"],
        data["title"],
        data["status"],
        {one["id"]: one["status"] for one in data["elements"]},
        tuple(data["signs"]),
        tuple(data["because"]),
        tuple(data["sources"]),
        data["confidence"],
        data["reading"],
        data,
    )


class _Said:
    """Something that the library says as one line of JSON and as a page."""

    _json: str
    _page: str

    def to_json(self) -> str:
        """One line, the same bytes as the command line prints (without its line end)."""
        return self._json

    @functools.cached_property
    def _data(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self._json)
        return read

    def to_dict(self) -> dict[str, Any]:
        """The JSON, read anew at each call."""
        read: dict[str, Any] = json.loads(self._json)
        return read

    def __str__(self) -> str:
        return self._page

    def __eq__(self, other: object) -> bool:
        return (
            self._json == other._json
            if isinstance(other, _Said) and type(self) is type(other)
            else NotImplemented
        )

    def __hash__(self) -> int:
        return hash(self._json)

    def _repr_html_(self) -> str:
        return (
            f"<pre dir='auto' style='white-space:pre-wrap'>{html.escape(self._page.strip())}</pre>"
        )


class Explanation(_Said):
    """Why findings are shown, or not, or what is missing: `findings`, each with its rule in words and its sources in full."""

    def __init__(self, text: str, page: str) -> None:
        self._json, self._page = text, page

    @functools.cached_property
    def findings(self) -> Mapping[str, Finding]:
        """By id."""
        return {one["id"]: _finding(one) for one in self._data["findings"]}

    def __repr__(self) -> str:
        return f"<Explanation of {', '.join(self.findings) or 'no finding'}>"


class Contrast(_Said):
    """Why one finding rather than another, for one person."""

    def __init__(self, text: str, page: str) -> None:
        self._json, self._page = text, page

    @property
    def first(self) -> Mapping[str, Any]:
        """What the first has and the second has not: ``holds``, ``signs``, ``would_separate``."""
        side: Mapping[str, Any] = self._data["first"]
        return side

    @property
    def second(self) -> Mapping[str, Any]:
        """What the second has and the first has not."""
        side: Mapping[str, Any] = self._data["second"]
        return side

    def __repr__(self) -> str:
        return f"<Contrast of {self.first['id']} ({self.first['status']}) and {self.second['id']} ({self.second['status']})>"


class Assessment(_Said):
    """Everything that follows from one person's answers, for one reader. Made by `assess`.

    What that reader must not learn is not in it, nor in its answers and its pickle: offences are the investigator's, with the adult's recorded consent;
    what was said of officials is a helper's, and with that consent an investigator's of another `agency`; the person's view has no findings. Printed as text
    it is the page that the reader reads.
    """

    def __init__(
        self,
        answers: Answers,
        *,
        view: View = "official",
        lang: str = "en",
        allow_draft: bool = False,
        explain: bool = False,
        next: bool = False,
        agency: str | None = None,
    ) -> None:
        self._how = (str(view), str(lang), bool(allow_draft), bool(explain), bool(next))
        self._agency = agency
        self._core = _core.Assessment(answers._core, *self._how[:3], agency or "")
        self._json = self._core.json(*self._how[3:])
        told = dict(self._core.answers())
        self._answers = (
            answers
            if dict(answers.items()) == told
            else Answers(
                {name: "unknown" if value is None else value for name, value in told.items()},
                answers.catalogue,
                case=answers.case,
            )
        )

    @functools.cached_property
    def _page(self) -> str:  # type: ignore[override]
        return self.page()

    def page(self, part: Part = "all", format: Format = "text") -> str:
        """The page that the reader reads, or one part of it.

        Parameters
        ----------
        part : {"all", "first", "second", "card"}
            The first sheet says what to do, the second why; the card is the person's, whoever reads. The person's page has one part.
        format : {"text", "html"}
            Lines of text, or one HTML file for printing, without scripts and without anything that is loaded from elsewhere.
        """
        return self._core.page(*self._how[3:], part, format)

    @property
    def answers(self) -> Answers:
        """From which it follows: those that this reader may learn."""
        return self._answers

    @property
    def agency(self) -> str | None:
        """The agency of the reader, where it was named."""
        return self._agency

    @property
    def catalogue(self) -> Catalogue:
        """By which it was made."""
        return self._answers.catalogue

    @property
    def case(self) -> str:
        """How the case is called."""
        return self._answers.case

    @property
    def view(self) -> str:
        """For whom it is: ``official``, ``helper``, ``investigator`` or ``person``."""
        return self._how[0]

    @property
    def lang(self) -> str:
        """In which language."""
        return self._how[1]

    @property
    def headline(self) -> str | None:
        """What a form shows first, such as ``presumed_victim``; the weakest is ``nothing_shown_so_far``. None where the catalogue, or this view, has none."""
        return self._data.get("headline")

    @property
    def also(self) -> tuple[str, ...]:
        """The other headlines that hold."""
        return tuple(self._data.get("also", ()))

    @property
    def asked(self) -> tuple[int, int]:
        """How many signs of harm have an answer that counts, of how many; (0, 0) where this view does not say. Read it before everything else."""
        said = self._data.get("asked", {"n": 0, "of": 0})
        return said["n"], said["of"]

    @functools.cached_property
    def findings(self) -> Mapping[str, Finding]:
        """By id, the most urgent first."""
        return {one["id"]: _finding(one) for one in self._data.get("findings", ())}

    @property
    def indicated(self) -> tuple[str, ...]:
        """Ids of the findings for which the answers suffice, whatever else is still unknown."""
        return tuple(one.id for one in self.findings.values() if one.status == "indicated")

    @functools.cached_property
    def scores(self) -> Mapping[str, Score]:
        """By id."""
        return {
            one["id"]: Score(one["id"], Decimal(one["low"]), Decimal(one["high"]), one)
            for one in self._data.get("scores", ())
        }

    @functools.cached_property
    def safeguards(self) -> Mapping[str, Safeguard]:
        """Those that apply, the most urgent first."""
        return {
            one["id"]: Safeguard(one["id"], one["title"], one["force"], one)
            for one in self._data.get("safeguards", ())
        }

    @functools.cached_property
    def referrals(self) -> Mapping[str, Referral]:
        """Those with a reason and not ruled out; empty in the view of the person."""
        if self.view == "person":
            return {}
        return {
            one["id"]: Referral(
                one["id"],
                one["authority"],
                one["kind"],
                one["status"],
                tuple(one["withheld_by"]),
                one,
            )
            for one in self._data["referrals"]
        }

    def explain(self, *findings: str) -> Explanation:
        """Why these findings are shown, or not, or what is missing; without names those shown and those with signs."""
        self._must_see(findings)
        return Explanation(
            self._core.explanation(list(findings)), self._core.explanation_page(list(findings))
        )

    def contrast(self, first: str, second: str) -> Contrast:
        """Why one finding rather than the other."""
        self._must_see((first, second))
        if first == second:
            raise ValueError("a contrast is of two different findings")
        return Contrast(self._core.contrast(first, second), self._core.contrast_page(first, second))

    def columns(self, mapping: str) -> dict[str, Any]:
        """What a mapping of the catalogue writes of this person in the columns of another format: only what is certain."""
        if self.view == "person":
            raise ValueError("columns are not for the person")
        text = self._core.columns(mapping)
        if not text:
            raise ValueError(
                f"the catalogue {self.catalogue.id} has no mapping {mapping!r} that writes"
            )
        read: dict[str, Any] = json.loads(text)
        return read

    def _must_see(self, findings: Iterable[str]) -> None:
        if self.view == "person":
            raise ValueError("explanations are not for the person")
        seen = self._core.findings()
        for one in findings:
            if one not in seen:
                raise ValueError(
                    f"there is no finding {one!r} in this view; there are: {', '.join(seen)}"
                )

    def __repr__(self) -> str:
        case = f" of {self.case!r}" if self.case else ""
        if self.view == "person":
            return f"<Assessment{case} for the {self.view}>"
        n, of = self.asked
        return f"<Assessment{case}: {self.headline or 'no headline'}, asked {n} of {of}, {len(self.indicated)} findings indicated>"

    def __reduce__(self) -> tuple[Any, ...]:
        return (_assessed_again, (self._answers, self._how, self._agency))

    def _repr_html_(self) -> str:
        page = super()._repr_html_()
        rows = "".join(
            f"<tr><td>{html.escape(one.title)}</td><td>{_STATUS_WORDS[one.status, bool(one.signs)]}</td><td>{_conditions(one.because or one.signs)}</td></tr>"
            for one in self.findings.values()
            if one.status == "indicated" or one.signs
        )
        table = (
            f"<table><tr><th>finding</th><th>status</th><th>signs or reasons</th></tr>{rows}</table>"
            if rows
            else ""
        )
        scores = "".join(
            f"<tr><td>{html.escape(one.id)}</td><td>{one.low}</td><td>{one.high}</td></tr>"
            for one in self.scores.values()
        )
        if scores:
            table += f"<table><tr><th>score</th><th>low</th><th>high</th></tr>{scores}</table>"
        return page + table


_STATUS_WORDS = {
    ("indicated", True): "indicated",
    ("indicated", False): "indicated",
    ("open", True): "open; signs recorded: screen again",
    ("open", False): "open",
    ("not_shown", True): "signs recorded, but the answers do not complete it; screen again",
    ("not_shown", False): "not shown by these answers",
}


def _conditions(said: Iterable[Mapping[str, Any]]) -> str:
    words = []
    for one in said:
        if "is" in one:
            words.append(one["id"] if one["is"] == "yes" else f"{one['id']} = {one['is']}")
        elif "below" in one:
            words.append(f"{one['id']} < {one['below']}")
        else:
            words.append(f"{one['id']} ≥ {one['at_least']}")
    return html.escape(", ".join(words))


def _assessed_again(
    answers: Answers, how: tuple[Any, ...], agency: str | None = None
) -> Assessment:
    return Assessment(
        answers,
        view=how[0],
        lang=how[1],
        allow_draft=how[2],
        explain=how[3],
        next=how[4],
        agency=agency,
    )


def _answers_from(
    answers: Answers | Mapping[str, object], catalogue: Catalogue | str | None, case: str | None
) -> Answers:
    if isinstance(answers, Answers):
        if catalogue is not None and catalogue_of(catalogue) != answers.catalogue:
            raise ValueError(f"these answers belong to another catalogue: {answers.catalogue!r}")
        return (
            answers
            if case is None or case == answers.case
            else Answers(
                {name: "unknown" if value is None else value for name, value in answers.items()},
                answers.catalogue,
                case=case,
            )
        )
    if not isinstance(answers, Mapping):
        raise TypeError("answers are an Answers object or a mapping from indicators to values")
    return Answers(answers, "pakistan" if catalogue is None else catalogue, case=case or "")


def assess(
    answers: Answers | Mapping[str, object],
    catalogue: Catalogue | str | None = None,
    *,
    case: str | None = None,
    view: View = "official",
    lang: str = "en",
    allow_draft: bool = False,
    explain: bool = False,
    next: bool = False,
    agency: str | None = None,
) -> Assessment:
    """What follows from one person's answers. Pure: the same catalogue and the same answers give the same bytes.

    Parameters
    ----------
    answers : Answers or mapping
        See `Answers` for what values may be.
    catalogue : Catalogue or str, optional
        Or the id of a built-in one; ``pakistan`` unless another is given.
    case : str, optional
        How the case is called.
    view : {"official", "helper", "investigator", "person"}
        For whom the result is: any State body, somebody independent of the State, an investigator, or the person.
    lang : str
        A language of the catalogue.
    allow_draft : bool
        The person may be shown translations that nobody has reviewed.
    explain, next : bool
        Add what would still show an open finding; the questions most worth asking.
    agency : str, optional
        The agency of an investigator, such as ``fia``, as in the referrals of the catalogue. With it and the adult's recorded consent an investigator
        learns what concerns officials of other agencies.

    Raises
    ------
    AnswersError
        With every problem in ``.issues``.

    Examples
    --------
    >>> import pehchan
    >>> result = pehchan.assess({"made_to_work_by_force_or_menace": True, "age_now_years": 16})
    >>> result.headline, result.indicated
    ('presumed_victim', ('child_protection', 'trafficking', 'forced_labour', 'trafficking_pk'))
    >>> result.findings["forced_labour"].because
    ({'id': 'made_to_work_by_force_or_menace', 'is': 'yes'},)
    """
    return Assessment(
        _answers_from(answers, catalogue, case),
        view=view,
        lang=lang,
        allow_draft=allow_draft,
        explain=explain,
        next=next,
        agency=agency,
    )


def explain(
    answers: Answers | Mapping[str, object],
    *findings: str,
    catalogue: Catalogue | str | None = None,
    view: View = "official",
    lang: str = "en",
) -> Explanation:
    """Why findings are shown, or not, or what is missing.

    Examples
    --------
    >>> import pehchan
    >>> why = pehchan.explain({"wages_withheld": True}, "forced_labour")
    >>> why.findings["forced_labour"]
    <Finding forced_labour: open, signs recorded>
    """
    return assess(answers, catalogue, view=view, lang=lang).explain(*findings)


def contrast(
    answers: Answers | Mapping[str, object],
    first: str,
    second: str,
    *,
    catalogue: Catalogue | str | None = None,
    view: View = "official",
    lang: str = "en",
) -> Contrast:
    """Why one finding rather than another.

    Examples
    --------
    >>> import pehchan
    >>> pehchan.contrast({"made_to_work_by_force_or_menace": True}, "trafficking", "smuggled_migrant").first["id"]
    'trafficking'
    """
    return assess(answers, catalogue, view=view, lang=lang).contrast(first, second)


def ask_next(
    answers: Answers | Mapping[str, object],
    catalogue: Catalogue | str | None = None,
    *,
    form: str | None = None,
    full: bool = False,
    later: bool = False,
    most: int = 5,
) -> tuple[Question, ...]:
    """The questions most worth asking next, the best first. None whose answer can no longer change anything, none that was asked already.

    Parameters
    ----------
    answers : Answers or mapping
        What is known so far.
    catalogue : Catalogue or str, optional
        ``pakistan`` unless another is given.
    form : str, optional
        Only those of this form.
    full : bool
        Sensitivity 3 too: for a specialist.
    later : bool
        A later interview, with new consent: what was declined before may be asked too.
    most : int
        How many.

    Examples
    --------
    >>> import pehchan
    >>> pehchan.ask_next({}, most=1)
    (<Question who_holds_the_person: danger>,)
    """
    known = _answers_from(answers, catalogue, None)
    only: list[str] = []
    if form is not None:
        if form not in known.catalogue.forms:
            raise ValueError(
                f"the catalogue {known.catalogue.id} has no form {form!r}; it has: {', '.join(known.catalogue.forms)}"
            )
        only = list(known.catalogue.forms[form].indicators)
    if isinstance(most, bool) or not isinstance(most, int) or most < 0:
        raise ValueError("most is a whole number, 0 or more")
    return tuple(
        Question(known.catalogue.indicators[id], why)
        for id, why, _ in known._core.ask_next(full, later, only, most)
    )


def read_case(
    text: str, catalogue: Catalogue | str = "pakistan", *, mapping: str | None = None, line: int = 1
) -> Answers:
    """One line of a file of cases: ``{"case": "A-17", "answers": {"believed_under_18": "yes"}}``.

    Parameters
    ----------
    text : str
        The line.
    catalogue : Catalogue or str
        To which they are answers.
    mapping : str, optional
        The id of a mapping, where the answers are the columns and codes of another source.
    line : int
        Its number in the file, for the places of problems.

    Raises
    ------
    AnswersError
        With every problem in ``.issues``.

    Examples
    --------
    >>> import pehchan
    >>> pehchan.read_case(  # doctest: +ELLIPSIS
    ...     '{"case": "A-17", "answers": {"believed_under_18": "yes"}}')
    <Answers of 'A-17': 1 of ..., to pakistan>
    """
    known = catalogue_of(catalogue)
    owner = mapping_owner(known, mapping)._core if mapping is not None else None
    read = _core.read_case(known._core, text, line, owner, mapping or "")
    if isinstance(read, list):
        case = _core.case_id_of(text)
        raise AnswersError(
            f"case {case!r} cannot be used" if case else f"line {line} cannot be used", read
        )
    return Answers._of(read, known)


def read_cases(
    lines: Iterable[str], catalogue: Catalogue | str = "pakistan", *, mapping: str | None = None
) -> Iterator[Answers]:
    """The persons of a file of cases (an open text file, or any lines), one after the other; blank lines are passed over.

    Examples
    --------
    >>> import pehchan
    >>> [person.case for person in pehchan.read_cases(['{"case": "1", "answers": {}}', "", '{"case": "2", "answers": {}}'])]
    ['1', '2']
    """
    known = catalogue_of(catalogue)
    for number, line in enumerate(lines, 1):
        text = line.removeprefix("\ufeff") if number == 1 else line
        if text.strip(" \t\r\n"):
            yield read_case(text.rstrip("\n"), known, mapping=mapping, line=number)


class Interview:
    """One conversation: what to ask, one question at a time, and when to stop asking. It keeps one person's answers and saves nothing.

    Parameters
    ----------
    answers : Answers or mapping
        What is known so far; it is not asked again, but for the conditions of the talk and the consent, which hold for one talk only.
    catalogue : Catalogue or str, optional
        ``pakistan`` unless another is given.
    form : str
        An entry form, of one kind of place; "" for all indicators, which may be more than 100 questions.
    full : bool
        A specialist's interview: sensitivity 3 too, no stop at first contact. Only where the person's wish to tell more is recorded in this talk, and never with a child.
    later : bool
        What was declined before is offered once more in all.

    Examples
    --------
    >>> import pehchan
    >>> talk = pehchan.Interview(form="kiln_first_contact")
    >>> while (question := talk.next()) and question.indicator.id != "consents_to_interview":
    ...     talk.answer(True if question.indicator.type == "yes_no" else None)
    >>> talk.end()
    >>> talk.next() is None, talk.stop
    (True, 'wish')
    """

    def __init__(
        self,
        answers: Answers | Mapping[str, object] | None = None,
        catalogue: Catalogue | str | None = None,
        *,
        form: str = "",
        full: bool = False,
        later: bool = False,
    ) -> None:
        known = _answers_from({} if answers is None else answers, catalogue, None)
        self._catalogue, self._case = known.catalogue, known.case
        if form and (
            form not in known.catalogue.forms or known.catalogue.forms[form].role != "entry"
        ):
            entries = [one.id for one in known.catalogue.forms.values() if one.role == "entry"]
            raise ValueError(
                f"there is no entry form {form!r}; there are: {', '.join(entries) or 'none'}"
            )
        self._core = _core.Interview(known._core, form, full, later)
        self._asked: str | None = None

    @property
    def catalogue(self) -> Catalogue:
        """Whose questions are asked."""
        return self._catalogue

    def next(self) -> Question | None:
        """The question to ask now, the same until it is answered; None where asking stops, see `stop`."""
        self._asked = self._core.next()
        return (
            None
            if self._asked is None
            else Question(self._catalogue.indicators[self._asked], self._core.why)
        )

    @property
    def stop(self) -> str:
        """Why asking stops: ``wish``, ``danger``, ``child_disclosed``, ``enough_for_first_contact`` or ``nothing_left``; ``none`` while it goes on."""
        return self._core.stop

    def answer(self, value: object) -> None:
        """The answer to the question of `next`; where it is not taken, the question stands. ``None`` is "unknown"."""
        if self._asked is None:
            raise ValueError("there is no question to answer: call next() first")
        self.record(self._asked, value)

    def record(self, indicator: str, value: object) -> None:
        """Something volunteered, or a correction of what was said before."""
        about = self._catalogue.indicators.get(indicator)
        code = "unknown_indicator" if about is None else _set(self._core, indicator, value, about)
        if code:
            raise AnswersError(
                "this answer cannot be used",
                [Issue(code, f"/answers/{_escaped(indicator)}", 0, 0, _SAID[code])],
            )
        self._asked = None

    def end(self) -> None:
        """The person wishes to stop: recorded, and no further question."""
        self._core.end()
        self._asked = None

    def go_on(self) -> bool:
        """In a full interview a specialist may go on after danger, once. False where that is not so."""
        return self._core.go_on()

    @property
    def answers(self) -> Answers:
        """The answers so far."""
        return Answers._of(self._core.answers(self._case), self._catalogue)

    def assess(
        self, *, view: View = "official", lang: str = "en", allow_draft: bool = False
    ) -> Assessment:
        """What follows from the answers so far."""
        return Assessment(self.answers, view=view, lang=lang, allow_draft=allow_draft)

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("an interview is not pickled; pickle its answers and go on from them")

    def __repr__(self) -> str:
        state = "" if self.stop == "none" else f", stopped: {self.stop}"
        return f"<Interview by {self._catalogue.id}: {len(self.answers)} answers{state}>"
