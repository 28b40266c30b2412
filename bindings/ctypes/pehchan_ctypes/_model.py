# SPDX-License-Identifier: Apache-2.0
"""Catalogues, answers and what follows from them."""

from __future__ import annotations

import ctypes
import enum
import json
import operator
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import TracebackType
from typing import Any, Callable, Optional, SupportsIndex, TypeVar, Union

from ._errors import OutOfMemory, Status, call, check, decoded, failed
from ._library import library

Case = Union[str, bytes, Mapping[str, Any]]
Value = Union[str, bool, None, SupportsIndex]
_Owner = TypeVar("_Owner", bound="_Owned")


class View(enum.IntEnum):
    """For whom a result is: what that reader must not see is left out."""

    OFFICIAL = 0
    PERSON = 1
    INVESTIGATOR = 2
    COMMITTEE = 3


class Flag(enum.IntFlag):
    """What is added to JSON and pages."""

    NONE = 0
    ALLOW_DRAFT = 1  #: the person may be shown translations that nobody has reviewed
    EXPLAIN = 2  #: add what would still show an open finding
    NEXT = 4  #: add the questions most worth asking next


class Ask(enum.IntFlag):
    """What may be asked."""

    FIRST_CONTACT = 0
    FULL = 1  #: sensitivity 3 too: for a specialist, in a full interview
    LATER = 2  #: a later interview: conditions and consent anew


class Stop(enum.IntEnum):
    """Why asking stops."""

    NONE = 0
    WISH = 1
    DANGER = 2
    CHILD_DISCLOSED = 3
    ENOUGH = 4
    NOTHING_LEFT = 5


class Why(enum.IntEnum):
    """Why a question comes now."""

    DANGER = 0
    CONDITIONS = 1
    CHILD = 2
    MORE = 3


class FindingStatus(enum.IntEnum):
    NOT_SHOWN = 0
    OPEN = 1
    INDICATED = 2


_STATUSES = tuple(FindingStatus)


class ReferralStatus(enum.IntEnum):
    INDICATED = 0
    OPEN = 1
    WITHHELD = 2


class IndicatorType(enum.IntEnum):
    YES_NO = 0
    CHOICE = 1
    NUMBER = 2


class KnownBy(enum.IntEnum):
    """By asking the person, by looking, or from a document."""

    ASKING = 0
    LOOKING = 1
    DOCUMENT = 2


class Translation(enum.IntEnum):
    """How far words can be relied on."""

    SOURCE = 0
    DRAFT = 1
    REVIEWED = 2


@dataclass(frozen=True)
class Option:
    id: str
    label: str


@dataclass(frozen=True)
class Finding:
    id: str
    status: FindingStatus
    title: str


@dataclass(frozen=True)
class Safeguard:
    id: str
    title: str


@dataclass(frozen=True)
class Referral:
    id: str
    status: ReferralStatus
    authority: str


@dataclass(frozen=True)
class Score:
    """Both ends are attained."""

    id: str
    low: Decimal
    high: Decimal


# ---- what goes over the border


def _word(text: str, what: str) -> bytes:
    """An id, language or value: C would cut it at a zero character."""
    if not isinstance(text, str):
        raise TypeError(f"{what} is a str, not {type(text).__name__}")
    out = text.encode("utf-8")
    if 0 in out:
        raise ValueError(f"{what} holds a zero character")
    return out


def _maybe(text: str | None, what: str) -> bytes | None:
    return None if text is None else _word(text, what)


def _within(value: SupportsIndex, least: int, most: int, what: str) -> int:
    """ctypes would cut a larger number down to its last bits."""
    if isinstance(value, bool):
        raise TypeError(f"{what} is a whole number, not bool")
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{what} is a whole number, not {type(value).__name__}") from None
    if not least <= number <= most:
        raise OverflowError(f"{what} is {least} to {most}")
    return number


def _int64(value: SupportsIndex, what: str) -> int:
    return _within(value, -(2**63), 2**63 - 1, what)


def _uint64(value: SupportsIndex, what: str) -> int:
    return _within(value, 0, 2**64 - 1, what)


def _uint32(value: SupportsIndex, what: str) -> int:
    return _within(value, 0, 2**32 - 1, what)


def _int32(value: SupportsIndex, what: str) -> int:
    return _within(value, -(2**31), 2**31 - 1, what)


def _text(case: Case, what: str) -> bytes:
    """A JSON text, which goes with its size and may hold anything."""
    if isinstance(case, bytes):
        return case
    if isinstance(case, str):
        return case.encode("utf-8")
    if isinstance(case, Mapping):
        return json.dumps(dict(case), ensure_ascii=False).encode("utf-8")
    raise TypeError(f"{what} is a str, bytes or a mapping, not {type(case).__name__}")


def _value(value: Value) -> bytes | int:
    """An answer: text for the library's own words and options, or a whole number."""
    if value is None:
        return b"unknown"
    if isinstance(value, bool):
        return b"yes" if value else b"no"
    if isinstance(value, str):
        return _word(value, "an answer")
    try:
        operator.index(value)
    except TypeError:
        raise TypeError(f"an answer is a str, a whole number, True, False or None, not {type(value).__name__}") from None
    return _int64(value, "a number")


class _Handle:
    """One pointer that is ours. It goes into calls as it is, so that each call holds it; it is freed when the last one that holds it lets go."""

    __slots__ = ("_as_parameter_", "_free")

    def __init__(self, pointer: int, free: Callable[[int], None]) -> None:
        self._as_parameter_ = pointer
        self._free = free

    def __del__(self) -> None:
        self._free(self._as_parameter_)

    def __reduce_ex__(self, protocol: object) -> Any:
        raise TypeError("what belongs to the library can be neither copied nor pickled")


def _make(function: Any, *arguments: Any) -> int:
    out = ctypes.c_void_p()
    call(function, *arguments, ctypes.byref(out))
    assert out.value is not None
    return out.value


def _make_text(function: Any, *arguments: Any) -> str:
    made = _make(function, *arguments)
    try:
        return ctypes.string_at(library.pehchan_text_data(made), library.pehchan_text_size(made)).decode("utf-8")
    finally:
        library.pehchan_text_free(made)


class _Owned:
    """Something of the library's that this program must close, or forget."""

    _what = "object"
    _free: Any = None

    def __init__(self, pointer: int) -> None:
        self._handle: Optional[_Handle] = _Handle(pointer, type(self)._free)
        self._lock = threading.RLock()  # for what a call changes

    def _use(self) -> _Handle:
        handle = self._handle
        if handle is None:
            raise ValueError(f"this {self._what} is closed")
        return handle

    def close(self) -> None:
        """Gives the memory back. Closing twice is no mistake."""
        self._handle = None

    @property
    def closed(self) -> bool:
        return self._handle is None

    def __enter__(self: _Owner) -> _Owner:
        self._use()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __reduce_ex__(self, protocol: object) -> Any:
        raise TypeError(f"a {self._what} can be neither copied nor pickled")


def _need(given: Any, kind: type[_Owner], what: str) -> _Owner:
    if not isinstance(given, kind):
        raise TypeError(f"{what} is a {kind.__name__}, not {type(given).__name__}")
    return given


# ---- the library


def version() -> str:
    """Of the library."""
    return decoded(library.pehchan_version())


def builtin_ids() -> list[str]:
    """The catalogues that are compiled in, sorted."""
    return [decoded(library.pehchan_builtin_id(i)) for i in range(library.pehchan_builtin_count())]


def builtin_text(id: str) -> str:
    """The text of a catalogue that is compiled in."""
    return _make_text(library.pehchan_builtin_text, _word(id, "id"))


class Indicator:
    """One sign or fact that an answer is about. It keeps its catalogue."""

    def __init__(self, catalogue: Catalogue, index: int) -> None:
        self._catalogue = catalogue
        self.index = index
        at = catalogue._use(), index
        self.id: str = decoded(library.pehchan_catalogue_indicator_id(*at))
        self.type = IndicatorType(library.pehchan_catalogue_indicator_type(*at))
        self.sensitivity: int = library.pehchan_catalogue_indicator_sensitivity(*at)
        self.known_by = KnownBy(library.pehchan_catalogue_indicator_known_by(*at))
        self.may_not_apply: bool = library.pehchan_catalogue_indicator_may_not_apply(*at) == 1
        self.least: int = library.pehchan_catalogue_indicator_least(*at)
        self.most: int = library.pehchan_catalogue_indicator_most(*at)

    def __repr__(self) -> str:
        return f"<Indicator {self.id}>"

    def label(self, language: str = "en") -> str:
        return decoded(library.pehchan_catalogue_indicator_label(self._catalogue._use(), self.index, _word(language, "language")))

    def question(self, language: str = "en") -> str:
        """Empty for a fact that is never asked."""
        return decoded(library.pehchan_catalogue_indicator_question(self._catalogue._use(), self.index, _word(language, "language")))

    def not_applicable(self, language: str = "en") -> str:
        """When that answer is right; empty where it is not taken."""
        return decoded(library.pehchan_catalogue_indicator_not_applicable(self._catalogue._use(), self.index, _word(language, "language")))

    def translation(self, language: str = "en") -> Translation:
        return Translation(library.pehchan_catalogue_indicator_translation(self._catalogue._use(), self.index, _word(language, "language")))

    def options(self, language: str = "en") -> list[Option]:
        """Of a choice."""
        handle, word = self._catalogue._use(), _word(language, "language")
        return [
            Option(decoded(library.pehchan_catalogue_option_id(handle, self.index, i)), decoded(library.pehchan_catalogue_option_label(handle, self.index, i, word)))
            for i in range(library.pehchan_catalogue_option_count(handle, self.index))
        ]


class Form:
    """An ordered selection of indicators."""

    def __init__(self, catalogue: Catalogue, index: int) -> None:
        handle = catalogue._use()
        self._catalogue = catalogue
        self._index = index
        self.id: str = decoded(library.pehchan_catalogue_form_id(handle, index))
        self.role: str = decoded(library.pehchan_catalogue_form_role(handle, index))
        self.indicators: list[str] = [decoded(library.pehchan_catalogue_form_indicator(handle, index, i)) for i in range(library.pehchan_catalogue_form_size(handle, index))]

    def __repr__(self) -> str:
        return f"<Form {self.id}>"

    def title(self, language: str = "en") -> str:
        return decoded(library.pehchan_catalogue_form_title(self._catalogue._use(), self._index, _word(language, "language")))


class Catalogue(_Owned):
    """Indicators, rules and words. Never changes."""

    _what = "catalogue"
    _free = library.pehchan_catalogue_free

    @classmethod
    def builtin(cls, id: str) -> Catalogue:
        """One that is compiled in, with those it uses."""
        return cls(_make(library.pehchan_catalogue_builtin, _word(id, "id")))

    @classmethod
    def load(cls, text: Case, used: Iterable[Catalogue] = ()) -> Catalogue:
        """From its text (docs/catalogue-format.md) and those it uses, which may be closed afterwards."""
        words = _text(text, "text")
        handles = [_need(one, Catalogue, "a used catalogue")._use() for one in used]
        pointers = (ctypes.c_void_p * len(handles))(*[one._as_parameter_ for one in handles])
        return cls(_make(library.pehchan_catalogue_load, words, len(words), pointers, len(handles)))

    @property
    def id(self) -> str:
        return decoded(library.pehchan_catalogue_id(self._use()))

    @property
    def version(self) -> str:
        return decoded(library.pehchan_catalogue_version(self._use()))

    @property
    def digest(self) -> str:
        """SHA-256, lower-case hexadecimal."""
        return decoded(library.pehchan_catalogue_digest(self._use()))

    @property
    def proved(self) -> bool:
        """Whether `pehchan check` has proved this digest."""
        return bool(library.pehchan_catalogue_proved(self._use()) == 1)

    @property
    def languages(self) -> list[str]:
        """The source language first."""
        handle = self._use()
        return [decoded(library.pehchan_catalogue_language(handle, i)) for i in range(library.pehchan_catalogue_language_count(handle))]

    def words(self, id: str, language: str = "en") -> str | None:
        """Words that pages and interviews use, such as "interview.rights"; None where there are none."""
        found = library.pehchan_catalogue_words(self._use(), _word(id, "id"), _word(language, "language"))
        return None if found is None else decoded(found)

    @property
    def indicators(self) -> list[Indicator]:
        """Sorted by id."""
        return [Indicator(self, i) for i in range(library.pehchan_catalogue_indicator_count(self._use()))]

    def indicator(self, id: str) -> Indicator:
        index = library.pehchan_catalogue_indicator_index(self._use(), _word(id, "id"))
        if index < 0:
            raise failed(Status.NOT_FOUND, "the catalogue has no such indicator")
        return Indicator(self, index)

    @property
    def forms(self) -> list[Form]:
        return [Form(self, i) for i in range(library.pehchan_catalogue_form_count(self._use()))]

    def answers(self, case: str = "") -> Answers:
        """Of one person, everything unknown."""
        handle = self._use()
        made = Answers(handle, _make(library.pehchan_answers_new, handle))
        if case:
            made.case = case
        return made

    def parse(self, case: Case, mapping: str | None = None) -> Answers:
        """From a case such as {"case": "A-17", "answers": {"believed_under_18": "yes"}}."""
        words = _text(case, "case")
        handle = self._use()
        return Answers(handle, _make(library.pehchan_answers_parse, handle, _maybe(mapping, "mapping"), words, len(words)))

    def screen(self, case: Case, *, language: str = "en", view: View = View.OFFICIAL, flags: Flag = Flag.NONE, mapping: str | None = None) -> str:
        """A case in, its assessment as one line of JSON out: the bytes of `pehchan screen`."""
        words = _text(case, "case")
        handle = self._use()
        return _make_text(library.pehchan_screen, handle, _maybe(mapping, "mapping"), words, len(words), _word(language, "language"), _int32(view, "view"), _uint32(flags, "flags"))

    def interview(self, form: str | None = None, flags: Ask = Ask.FIRST_CONTACT) -> Interview:
        """One conversation, from nothing."""
        handle = self._use()
        return Interview(handle, _make(library.pehchan_interview_new, handle, _maybe(form, "form"), _uint32(flags, "flags")))

    def evaluator(self) -> Evaluator:
        """For loops over many persons."""
        return Evaluator(_make(library.pehchan_evaluator_new, self._use()))


class Answers(_Owned):
    """Of one person."""

    _what = "set of answers"
    _free = library.pehchan_answers_free

    def __init__(self, catalogue: _Handle, pointer: int) -> None:
        super().__init__(pointer)
        self._catalogue = catalogue  # lives on where the catalogue is closed: answers are assessed with it

    @property
    def case(self) -> str:
        """The name of the case."""
        with self._lock:
            return decoded(library.pehchan_answers_case(self._use()))

    @case.setter
    def case(self, id: str) -> None:
        with self._lock:
            call(library.pehchan_answers_set_case, self._use(), _word(id, "case"))

    def __setitem__(self, indicator: str, value: Value) -> None:
        """ "yes", "no", "unknown", "declined", "not_applicable", an option or a whole number; True, False and None are yes, no and unknown."""
        name, given = _word(indicator, "indicator"), _value(value)
        with self._lock:
            if isinstance(given, int):
                call(library.pehchan_answers_set_number, self._use(), name, given)
            else:
                call(library.pehchan_answers_set, self._use(), name, given)

    def __delitem__(self, indicator: str) -> None:
        """As if it had never been asked."""
        name = _word(indicator, "indicator")
        with self._lock:
            call(library.pehchan_answers_forget, self._use(), name)

    def update(self, answers: Mapping[str, Value]) -> None:
        """Sets each."""
        for indicator, value in answers.items():
            self[indicator] = value

    def set_code(self, index: int, code: int) -> None:
        """By index: 1 yes, 0 no, -1 unknown, -2 declined."""
        at, given = _uint64(index, "index"), _within(code, -128, 127, "code")
        with self._lock:
            check(library.pehchan_answers_set_code(self._use(), at, given))

    def set_value(self, index: int, value: int) -> None:
        """By index: the index of an option, or a whole number."""
        at, given = _uint64(index, "index"), _int64(value, "value")
        with self._lock:
            check(library.pehchan_answers_set_value(self._use(), at, given))

    def clear(self) -> None:
        """Everything unknown again; the name of the case stays."""
        with self._lock:
            check(library.pehchan_answers_clear(self._use()))

    def json(self) -> str:
        """A case that `parse` takes."""
        with self._lock:
            return _make_text(library.pehchan_answers_json, self._use())

    def assess(self, view: View = View.OFFICIAL) -> Assessment:
        """Everything that follows, for one reader. Later changes of the answers do not change it."""
        with self._lock:
            return Assessment(_make(library.pehchan_assess, self._catalogue, self._use(), _int32(view, "view")))

    def ask_next(self, most: int = 5, *, form: str | None = None, flags: Ask = Ask.FIRST_CONTACT) -> list[str]:
        """Ids of the indicators most worth asking next, the best first."""
        with self._lock:
            made = _make(library.pehchan_ask_next, self._use(), _maybe(form, "form"), _uint32(flags, "flags"), _uint64(most, "most"))
        try:
            return [decoded(library.pehchan_questions_indicator(made, i)) for i in range(library.pehchan_questions_count(made))]
        finally:
            library.pehchan_questions_free(made)

    def interview(self, form: str | None = None, flags: Ask = Ask.FIRST_CONTACT) -> Interview:
        """A conversation that goes on from a copy of these answers."""
        with self._lock:
            return Interview(self._catalogue, _make(library.pehchan_interview_resume, self._use(), _maybe(form, "form"), _uint32(flags, "flags")))


class Assessment(_Owned):
    """Everything that follows from one person's answers, for one reader. Never changes.

    The person and the committee see no headline, finding, safeguard or referral by id: for them the lists are empty, and JSON and page are made.
    """

    _what = "assessment"
    _free = library.pehchan_assessment_free

    @property
    def headline(self) -> str | None:
        found = library.pehchan_assessment_headline(self._use())
        return None if found is None else decoded(found)

    @property
    def asked(self) -> tuple[int, int]:
        """Signs of harm with an answer that counts, of those that the rules test."""
        handle = self._use()
        return library.pehchan_assessment_asked_n(handle), library.pehchan_assessment_asked_of(handle)

    def findings(self, language: str = "en") -> list[Finding]:
        """By falling urgency."""
        at, word = self._use(), _word(language, "language")
        return [
            Finding(
                decoded(library.pehchan_assessment_finding_id(at, i)),
                FindingStatus(library.pehchan_assessment_finding_status(at, i)),
                decoded(library.pehchan_assessment_finding_title(at, i, word)),
            )
            for i in range(library.pehchan_assessment_finding_count(at))
        ]

    def status(self, finding: str) -> FindingStatus:
        found = library.pehchan_assessment_status_of(self._use(), _word(finding, "finding"))
        if found < 0:
            raise failed(Status.NOT_FOUND, "this reader sees no such finding")
        return FindingStatus(found)

    @property
    def scores(self) -> list[Score]:
        at = self._use()
        return [
            Score(decoded(library.pehchan_assessment_score_id(at, i)), _exact(library.pehchan_assessment_score_low(at, i)), _exact(library.pehchan_assessment_score_high(at, i)))
            for i in range(library.pehchan_assessment_score_count(at))
        ]

    def safeguards(self, language: str = "en") -> list[Safeguard]:
        """Those that apply, by falling urgency."""
        at, word = self._use(), _word(language, "language")
        return [
            Safeguard(decoded(library.pehchan_assessment_safeguard_id(at, i)), decoded(library.pehchan_assessment_safeguard_title(at, i, word)))
            for i in range(library.pehchan_assessment_safeguard_count(at))
        ]

    def referrals(self, language: str = "en") -> list[Referral]:
        """Those with a reason and not ruled out; withheld ones stay."""
        at, word = self._use(), _word(language, "language")
        return [
            Referral(
                decoded(library.pehchan_assessment_referral_id(at, i)),
                ReferralStatus(library.pehchan_assessment_referral_status(at, i)),
                decoded(library.pehchan_assessment_referral_authority(at, i, word)),
            )
            for i in range(library.pehchan_assessment_referral_count(at))
        ]

    def json(self, language: str = "en", flags: Flag = Flag.NONE) -> str:
        """One line: the bytes of `pehchan screen`."""
        handle = self._use()
        return _make_text(library.pehchan_assessment_json, handle, _word(language, "language"), _uint32(flags, "flags"))

    def page(self, language: str = "en", flags: Flag = Flag.NONE) -> str:
        """The page that this reader reads."""
        handle = self._use()
        return _make_text(library.pehchan_assessment_page, handle, _word(language, "language"), _uint32(flags, "flags"))

    def explain(self, finding: str, language: str = "en", flags: Flag = Flag.NONE) -> dict[str, Any]:
        """Why one finding is shown, or not, or what is missing."""
        handle = self._use()
        return _object(_make_text(library.pehchan_assessment_explain, handle, _word(finding, "finding"), _word(language, "language"), _uint32(flags, "flags")))

    def contrast(self, finding: str, other: str, language: str = "en", flags: Flag = Flag.NONE) -> dict[str, Any]:
        """Why one finding rather than another."""
        handle = self._use()
        return _object(
            _make_text(library.pehchan_assessment_contrast, handle, _word(finding, "finding"), _word(other, "other"), _word(language, "language"), _uint32(flags, "flags"))
        )

    def columns(self, mapping: str, language: str = "en") -> dict[str, Any]:
        """What a mapping writes of this person in the columns of another format."""
        handle = self._use()
        return _object(_make_text(library.pehchan_assessment_columns, handle, _word(mapping, "mapping"), _word(language, "language")))


class Interview(_Owned):
    """One conversation: what to ask, one question at a time, and when to stop."""

    _what = "interview"
    _free = library.pehchan_interview_free

    def __init__(self, catalogue: _Handle, pointer: int) -> None:
        super().__init__(pointer)
        self._catalogue = catalogue

    def next(self) -> str | None:
        """The id of the question to ask now; None where asking stops. It stays the same until it is answered."""
        out = ctypes.c_char_p()
        with self._lock:
            handle = self._use()  # owns the text until it is copied
            call(library.pehchan_interview_next, handle, ctypes.cast(ctypes.byref(out), ctypes.POINTER(ctypes.c_void_p)))
            return None if out.value is None else decoded(out.value)

    def answer(self, value: Value) -> None:
        """To the question of `next`; where it is not taken, the question stands."""
        given = _value(value)
        with self._lock:
            call(library.pehchan_interview_answer_number if isinstance(given, int) else library.pehchan_interview_answer, self._use(), given)

    def record(self, indicator: str, value: Value) -> None:
        """Something volunteered, or a correction."""
        name, given = _word(indicator, "indicator"), _value(value)
        with self._lock:
            call(library.pehchan_interview_record_number if isinstance(given, int) else library.pehchan_interview_record, self._use(), name, given)

    def end(self) -> None:
        """The person wishes to stop: recorded, and no further question."""
        with self._lock:
            check(library.pehchan_interview_end(self._use()))

    def go_on(self) -> bool:
        """In a full interview a specialist may go on after danger or a child's words, once each."""
        with self._lock:
            return bool(library.pehchan_interview_go_on(self._use()) == 1)

    @property
    def stop(self) -> Stop:
        with self._lock:
            return Stop(library.pehchan_interview_stop(self._use()))

    @property
    def why(self) -> Why:
        """Why the question of `next` comes now."""
        with self._lock:
            return Why(library.pehchan_interview_why(self._use()))

    @property
    def no_counts(self) -> bool:
        """Whether a "no" to a question about harm counts by the conditions recorded so far."""
        with self._lock:
            return _certain(library.pehchan_interview_no_counts(self._use()))

    @property
    def child(self) -> bool:
        """Whether it is certain that this is a child."""
        with self._lock:
            return _certain(library.pehchan_interview_child(self._use()))

    def answers(self) -> Answers:
        """A copy of the answers so far."""
        with self._lock:
            return Answers(self._catalogue, _make(library.pehchan_interview_answers, self._use()))


class Evaluator(_Owned):
    """Statuses and scores only, for loops over many persons: for statistics. No offences; what is hidden from one reader or another is not left out."""

    _what = "evaluator"
    _free = library.pehchan_evaluator_free

    def __init__(self, pointer: int) -> None:
        super().__init__(pointer)
        self.findings: list[str] = [decoded(library.pehchan_evaluator_finding_id(pointer, i)) for i in range(library.pehchan_evaluator_finding_count(pointer))]
        self.scores: list[str] = [decoded(library.pehchan_evaluator_score_id(pointer, i)) for i in range(library.pehchan_evaluator_score_count(pointer))]

    def assess(self, answers: Answers) -> None:
        """From now on the results are this person's."""
        _need(answers, Answers, "answers")
        with self._lock, answers._lock:
            check(library.pehchan_evaluator_assess(self._use(), answers._use()))

    def status(self, index: int) -> FindingStatus:
        """Of the finding of this index, of the person assessed last."""
        at = _uint64(index, "index")
        with self._lock:
            found = library.pehchan_evaluator_finding_status(self._use(), at)
        if found < 0:
            raise failed(Status.BAD_ARGUMENT, "nobody was assessed, or there is no such finding")
        return FindingStatus(found)

    def statuses(self) -> list[FindingStatus]:
        """Of all findings, in their order."""
        ask = library.pehchan_evaluator_finding_status
        with self._lock:
            handle = self._use()
            found = [ask(handle, i) for i in range(len(self.findings))]
        if -1 in found:
            raise failed(Status.BAD_ARGUMENT, "nobody was assessed")
        return [_STATUSES[one] for one in found]

    def score(self, index: int) -> Score:
        """Of this index, of the person assessed last."""
        at = _within(index, 0, len(self.scores) - 1, "index")
        with self._lock:
            handle = self._use()
            return Score(self.scores[at], _exact(library.pehchan_evaluator_score_low(handle, at)), _exact(library.pehchan_evaluator_score_high(handle, at)))


def _exact(millionths: int) -> Decimal:
    return Decimal(millionths).scaleb(-6)


def _object(text: str) -> dict[str, Any]:
    made = json.loads(text)
    assert isinstance(made, dict)
    return made


def _certain(found: int) -> bool:
    if found < 0:
        raise OutOfMemory(Status.OUT_OF_MEMORY, "out of memory")
    return found == 1
