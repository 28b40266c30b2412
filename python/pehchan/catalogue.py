# SPDX-License-Identifier: Apache-2.0
"""Catalogues: indicators, rules and texts, versioned and known by their digest."""

from __future__ import annotations

import functools
import html
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, cast

from . import _core
from ._core import Catalogue as _CoreCatalogue
from .issues import AnswersError, CatalogueError, Issue

__all__ = [
    "Catalogue",
    "FindingDefinition",
    "Form",
    "Indicator",
    "ScoreDefinition",
    "builtin",
    "catalogues",
    "load",
    "schema",
]

_NOT_UNDERSTOOD = object()


@dataclass(frozen=True, repr=False)
class Indicator:
    """One observable sign or fact about one person, as a catalogue defines it."""

    id: str
    type: str
    """``yes_no``, ``choice`` or ``number``."""
    nature: str
    """``harm``, ``fact``, ``burden`` or ``identity``."""
    known_by: str
    """``asked``, ``observed`` or ``document``."""
    period: str
    sensitivity: int
    label: Mapping[str, str]
    """Words by language."""
    question: Mapping[str, str]
    not_applicable: Mapping[str, str]
    """When that answer is right; empty where it is not taken."""
    options: Mapping[str, Mapping[str, str]]
    """Of a choice: the label of each option, in order."""
    range: tuple[int, int] | None
    """Of a number: the least and the most."""
    hidden_from: tuple[str, ...] = ()
    """Views whose readers may not learn the answer."""

    def __repr__(self) -> str:
        return f"<Indicator {self.id}: {self.type}, {self.nature}>"


@dataclass(frozen=True, repr=False)
class FindingDefinition:
    """A named conclusion that a catalogue's rule supports."""

    id: str
    kind: str
    """``victim``, ``protection``, ``migration``, ``offence`` or ``measure``."""
    urgency: int
    title: Mapping[str, str]
    meaning: Mapping[str, str]
    confidence: str

    def __repr__(self) -> str:
        return f"<FindingDefinition {self.id}: {self.kind}>"


@dataclass(frozen=True, repr=False)
class ScoreDefinition:
    """A published weighted sum."""

    id: str
    title: Mapping[str, str]
    confidence: str

    def __repr__(self) -> str:
        return f"<ScoreDefinition {self.id}>"


@dataclass(frozen=True, repr=False)
class Form:
    """An ordered selection of indicators for one entry point or part of an interview."""

    id: str
    role: str
    title: Mapping[str, str]
    indicators: tuple[str, ...]

    def __init__(
        self, id: str, role: str, title: Mapping[str, str], indicators: Iterable[str]
    ) -> None:
        object.__setattr__(self, "id", id)
        object.__setattr__(self, "role", role)
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "indicators", tuple(indicators))

    def __repr__(self) -> str:
        return f"<Form {self.id}: {len(self.indicators)} indicators>"


class Catalogue:
    """An immutable catalogue. Made by `load` or `builtin`; equal to another where its digest and the digests of added texts are equal.

    Examples
    --------
    >>> import pehchan
    >>> pakistan = pehchan.builtin("pakistan")
    >>> pakistan.id, pakistan.proved
    ('pakistan', True)
    >>> pakistan.indicators["age_now_years"].type
    'number'
    """

    __slots__ = ("_added", "_core", "_source", "__dict__")

    def __init__(self) -> None:
        raise TypeError("a catalogue is made by pehchan.load or pehchan.builtin")

    _core: _CoreCatalogue
    _source: tuple[str, tuple[Catalogue, ...]] | None
    _added: tuple[Catalogue, str] | None
    """To which catalogue which texts were added last."""

    @classmethod
    def _of(
        cls,
        core: _CoreCatalogue,
        source: tuple[str, tuple[Catalogue, ...]] | None,
        added: tuple[Catalogue, str] | None = None,
    ) -> Catalogue:
        made = object.__new__(cls)
        made._core = core
        made._source = source
        made._added = added
        return made

    @property
    def id(self) -> str:
        """The catalogue's name."""
        return self._core.id

    @property
    def version(self) -> str:
        """Of the catalogue, not of the library."""
        return self._core.version

    @property
    def digest(self) -> str:
        """SHA-256 of its canonical text and of the catalogues that it uses, in hexadecimal."""
        return self._core.digest

    @property
    def proved(self) -> bool:
        """Whether ``pehchan check`` has proved this digest, on record."""
        return self._core.proved

    @property
    def changed(self) -> bool:
        """Whether this is any other catalogue than those that were shipped and proved; pages then name the digest.

        >>> import pehchan
        >>> pehchan.builtin("pakistan").changed
        False
        """
        return not self.proved

    @property
    def setting(self) -> str:
        """``official`` or ``survey`` (law 3 holds in the first)."""
        return self._core.setting

    @property
    def title(self) -> Mapping[str, str]:
        """Words by language."""
        return self._core.title

    @property
    def licence(self) -> str:
        """Under which the catalogue may be used."""
        return self._core.licence

    @property
    def languages(self) -> tuple[str, ...]:
        """The source language first."""
        return tuple(self._core.languages)

    def direction(self, language: str) -> str:
        """How a language of the catalogue is written: ``ltr`` or ``rtl``."""
        found = self._core.direction(language)
        if found is None:
            raise KeyError(
                f"the catalogue {self.id} does not speak {language!r}; it speaks: {', '.join(self.languages)}"
            )
        return found

    @property
    def texts(self) -> Mapping[str, str]:
        """By language, the digest of the texts that `with_texts` has added last; empty where none were."""
        return dict(self._core.texts)

    def with_texts(self, source: str | os.PathLike[str] | Mapping[str, Any]) -> Catalogue:
        """A new catalogue with translations into one more language. Rules and digest stay.

        Parameters
        ----------
        source : str, path or mapping
            ``language``, perhaps ``direction`` (``ltr`` where it is left out), and ``texts``: by place, each with ``text`` and perhaps ``status``
            (``draft`` where it is left out, or ``reviewed``). A place is the id of a catalogue and the keys of its text, with ids instead of positions;
            texts of pages and typed answers are those of ``words``. A text that begins with ``{``; any other `str`, or a path, names a file.

        Raises
        ------
        CatalogueError
            With every problem of the text in ``.issues``, each with its place.

        Examples
        --------
        >>> import pehchan
        >>> dari = pehchan.builtin("pakistan").with_texts({
        ...     "language": "prs",
        ...     "direction": "rtl",
        ...     "texts": {"words/texts/typed.yes/text": {"text": "بلی"}},
        ... })
        >>> dari.languages[-1], dari.direction("prs"), list(dari.texts)
        ('prs', 'rtl', ['prs'])
        >>> dari.typed("believed_under_18", "بلی")
        True
        """
        name, text = _text_from(source)
        made = self._core.with_texts(text)
        if isinstance(made, list):
            raise CatalogueError(f"{name} cannot be used", made)
        return Catalogue._of(made, self._source, (self, text))

    def typed(self, indicator: str, text: str) -> bool | str | int | None:
        """What somebody means who types an answer, in any language of the catalogue: without regard to case, marks, and the kinds of digits and letters.

        Parameters
        ----------
        indicator : str
            The id of the question.
        text : str
            As it was typed.

        Returns
        -------
        bool, str, int or None
            As `Answers` and `Interview.answer` take it: ``True``, ``False``, ``None`` (the person does not know), ``"declined"``, the id of an option,
            or a whole number, which may be out of the indicator's range.

        Raises
        ------
        AnswersError
            Where it is not understood or means two things (ask again), or there is no such indicator.

        Examples
        --------
        >>> import pehchan
        >>> pakistan = pehchan.builtin("pakistan")
        >>> pakistan.typed("believed_under_18", "Y"), pakistan.typed("age_now_years", "۱۷"), pakistan.typed("province", "پنجاب")
        (True, 17, 'punjab')
        """
        code = "" if indicator in self.indicators else "unknown_indicator"
        found = None if code else self._core.typed(indicator, text, _NOT_UNDERSTOOD)
        if found is _NOT_UNDERSTOOD:
            code = "unknown_value"
        if code:
            token = indicator.replace("~", "~0").replace("/", "~1")
            message = (
                "The catalogue has no indicator of this id."
                if code == "unknown_indicator"
                else "This is no answer to this indicator, in any language of the catalogue."
            )
            raise AnswersError(
                "this answer is not understood",
                [Issue(code, f"/answers/{token}", 0, 0, message)],
            )
        return cast("bool | str | int | None", found)

    @property
    def mappings(self) -> tuple[str, ...]:
        """Ids of the mappings that it has, those of used catalogues included."""
        return tuple(self._core.mappings)

    @functools.cached_property
    def used(self) -> tuple[Catalogue, ...]:
        """The catalogues that it uses."""
        if self._added is not None:
            base, text = self._added
            before = {one.id: one for one in base.used}
            return tuple(
                Catalogue._of(one, before[one.id]._source, (before[one.id], text))
                for one in self._core.used()
            )
        given = {one.digest: one for one in (self._source[1] if self._source else ())}
        return tuple(given.get(one.digest) or Catalogue._of(one, None) for one in self._core.used())

    @functools.cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """All that an answer may name, by id, sorted."""
        return {one["id"]: Indicator(**one) for one in self._core.indicators()}

    @functools.cached_property
    def findings(self) -> Mapping[str, FindingDefinition]:
        """By id, the most urgent first."""
        return {one["id"]: FindingDefinition(**one) for one in self._core.findings()}

    @functools.cached_property
    def scores(self) -> Mapping[str, ScoreDefinition]:
        """By id, sorted."""
        return {one["id"]: ScoreDefinition(**one) for one in self._core.scores()}

    @functools.cached_property
    def forms(self) -> Mapping[str, Form]:
        """By id, sorted."""
        return {one["id"]: Form(**one) for one in self._core.forms()}

    def mapping(self, id: str) -> dict[str, Any]:
        """What a mapping reads: ``columns`` as (column, indicator, {code: answer}), and the columns that it passes over, ``ignore``."""
        found = self._core.mapping(id)
        if found is None:
            raise KeyError(
                f"the catalogue {self.id} has no mapping {id!r}; it has: {', '.join(self.mappings) or 'none'}"
            )
        return found

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Catalogue):
            return NotImplemented
        return self.digest == other.digest and self._core.texts == other._core.texts

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        added = f", with texts in {', '.join(self.texts)}" if self.texts else ""
        return f"<Catalogue {self.id} {self.version}, digest {self.digest[:12]}{added}>"

    def _repr_html_(self) -> str:
        rows = [
            ("version", self.version),
            ("digest", self.digest),
            ("proved", "yes" if self.proved else "no"),
            ("setting", self.setting),
            ("indicators", str(len(self.indicators))),
            ("findings", ", ".join(self.findings)),
            ("scores", ", ".join(self.scores) or "none"),
            ("mappings", ", ".join(self.mappings) or "none"),
        ]
        cells = "".join(
            f"<tr><th style='text-align:left'>{name}</th><td style='text-align:left'>{html.escape(value)}</td></tr>"
            for name, value in rows
        )
        return f"<table><caption>{html.escape(self.title.get('en', self.id))} (<code>{html.escape(self.id)}</code>)</caption>{cells}</table>"

    def __reduce__(self) -> tuple[Any, ...]:
        if self._added is not None:
            return (Catalogue.with_texts, self._added)
        if self._source is not None:
            return (_loaded_again, (self.digest, self._source[0], self._source[1]))
        return (_builtin_again, (self.id, self.digest))


def _loaded_again(digest: str, text: str, used: tuple[Catalogue, ...]) -> Catalogue:
    again = load(text, used)
    if again.digest != digest:
        raise CatalogueError(
            f"the catalogue {again.id} was pickled with another digest: the catalogues that it uses have changed"
        )
    return again


def _builtin_again(id: str, digest: str) -> Catalogue:
    again = builtin(id)
    if again.digest != digest:
        raise CatalogueError(
            f"the built-in catalogue {id} was pickled by another version of pehchan: its digest is another now"
        )
    return again


def _made(
    what: str,
    made: _core.Catalogue | list[tuple[str, str, int, int, str]],
    source: tuple[str, tuple[Catalogue, ...]] | None,
) -> Catalogue:
    if isinstance(made, list):
        raise CatalogueError(what, made)
    return Catalogue._of(made, source)


@functools.lru_cache(maxsize=None)
def builtin(id: str = "pakistan") -> Catalogue:
    """A catalogue that is compiled in.

    Parameters
    ----------
    id : str
        One of `catalogues`.

    Raises
    ------
    CatalogueError
        Where there is none of this id.

    Examples
    --------
    >>> import pehchan
    >>> pehchan.builtin("palermo").setting
    'official'
    """
    return _made(
        f"there is no built-in catalogue {id!r}; there are: {', '.join(_core.builtin_ids())}",
        _core.builtin(id),
        None,
    )


def catalogues() -> tuple[str, ...]:
    """The ids of the catalogues that are compiled in, sorted.

    Examples
    --------
    >>> import pehchan
    >>> "pakistan" in pehchan.catalogues()
    True
    """
    return tuple(_core.builtin_ids())


def _text_from(source: str | os.PathLike[str] | Mapping[str, Any]) -> tuple[str, str]:
    """How a text is called, and the text: itself, a dict or a file."""
    if isinstance(source, Mapping):
        return "the text", json.dumps(source, ensure_ascii=False)
    if isinstance(source, str) and source.lstrip("\ufeff \t\r\n").startswith("{"):
        return "the text", source
    name = os.fspath(source)
    with open(name, "rb") as file:
        read = file.read()
    try:
        return name, read.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CatalogueError(
            f"{name} cannot be loaded", [Issue("not_utf8", "", 0, 0, "The text is not UTF-8.")]
        ) from error


def load(
    source: str | os.PathLike[str] | Mapping[str, Any], used: Iterable[Catalogue] = ()
) -> Catalogue:
    """A catalogue from its JSON text, from a file, or from a dict (docs/catalogue-format.md).

    Parameters
    ----------
    source : str, path or mapping
        A text that begins with ``{``; any other `str`, or a path, names a file.
    used : iterable of Catalogue
        Catalogues that it uses and that are not built in.

    Raises
    ------
    CatalogueError
        With every problem of the text in ``.issues``, each with its place.

    Examples
    --------
    >>> import pehchan
    >>> try:
    ...     pehchan.load('{"id": "mine", "colour": "green"}')
    ... except pehchan.CatalogueError as error:
    ...     print(error.issues[0].code)
    missing_key
    """
    name, text = _text_from(source)
    given = tuple(used)
    available = [one._core for one in given]
    named = {one.id for one in given}
    available += [builtin(id)._core for id in _core.builtin_ids() if id not in named]
    return _made(f"{name} cannot be loaded", _core.load(text, available), (text, given))


def schema(name: str = "catalogue") -> dict[str, Any]:
    """The JSON Schema of a ``catalogue``, a ``case`` or an ``assessment``.

    Examples
    --------
    >>> import pehchan
    >>> pehchan.schema("case")["type"]
    'object'
    """
    if name not in ("catalogue", "case", "assessment"):
        raise ValueError("there are schemas of a catalogue, a case and an assessment")
    found: dict[str, Any] = json.loads(
        (resources.files(__package__) / "schema" / f"{name}.schema.json").read_text(
            encoding="utf-8"
        )
    )
    return found
