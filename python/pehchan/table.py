# SPDX-License-Identifier: Apache-2.0
"""Many persons as a table: answers in, statuses and scores out. For statistics only; nothing here is a decision about a person."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from . import _core
from .assess import Answers, Assessment, as_answer, catalogue_of, is_missing, mapping_owner, plain
from .catalogue import Catalogue, Indicator
from .issues import AnswersError, Issue

__all__ = ["TableResult", "assess_table"]

Columns: TypeAlias = "str | Mapping[str, Any] | Sequence[str] | None"

_WORDS = {"yes": 1, "no": 0, "unknown": -1, "declined": -2}
_FORMATS = {
    "b1": "C",
    "i1": "c",
    "i2": "s",
    "i4": "i",
    "i8": "l",
    "u1": "C",
    "u2": "S",
    "u4": "I",
    "u8": "L",
    "f4": "f",
    "f8": "g",
}
_NO_ANSWER = "\x7fno answer"
NO_NUMBER = -(2**63)
UNKNOWN_NUMBER = NO_NUMBER + 1
UNLISTED = -128  #: a word that is no answer, in a column of int8
_Built: TypeAlias = "tuple[str, str, Any, Any, list[str] | None]"


class TableResult:
    """What follows for every row: an Arrow stream itself, so pandas, polars, pyarrow and duckdb read it. Made by `assess_table`.

    Columns: ``case``, where the table had one; for each finding, but none of kind ``offence``, an int8: 0 not_shown, 1 open, 2 indicated; for each score
    ``ID.low`` and ``ID.high`` as exact decimals. Rows are those of the table, in order.
    """

    def __init__(self, core: _core.TableResult, catalogue: Catalogue) -> None:
        self._core = core
        self._catalogue = catalogue

    @property
    def catalogue(self) -> Catalogue:
        """By which it was made."""
        return self._catalogue

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(self._core.columns)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What was wrong with values, at most the first thousand; empty unless ``on_issue="null"``."""
        return tuple(Issue(*one) for one in self._core.issues)

    @property
    def issue_count(self) -> int:
        """How many values were wrong."""
        return self._core.issue_count

    def __len__(self) -> int:
        return self._core.rows

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The results as an Arrow stream; any number of times, over the same memory."""
        return self._core.stream()

    def __arrow_c_schema__(self) -> object:
        """Their schema, whose metadata say "statistics only; no decision about a person" and which catalogue decided."""
        return self._core.schema()

    def answers(self, row: int) -> Answers:
        """The answers that were read from a row of ``because=``."""
        found = self._core.person(row) if row >= 0 else None
        if found is None:
            raise KeyError(
                f"the answers of row {row} were not kept: name it in because= (a row with an issue has none)"
            )
        return Answers._of(found, self._catalogue)

    def because(self, row: int) -> dict[str, tuple[Mapping[str, Any], ...]]:
        """For a row of ``because=``: a set of answers that suffices for each settled finding, as an official sees it."""
        return {
            one.id: one.because
            for one in Assessment(self.answers(row)).findings.values()
            if one.status != "open"
        }

    def to_pyarrow(self) -> Any:
        """As a pyarrow table, over the same memory."""
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

        return pyarrow.table(self)

    def to_polars(self) -> Any:
        """As a polars data frame, over the same memory; scores are decimals."""
        import polars  # type: ignore[import-not-found, unused-ignore]

        return polars.DataFrame(self)

    def to_pandas(self, scores: Literal["float", "decimal"] = "float") -> Any:
        """As a pandas data frame (needs pyarrow too). Scores become floats, which may round the sixth decimal of large ones; ``decimal`` keeps them exact."""
        if scores not in ("float", "decimal"):
            raise ValueError('scores are "float" or "decimal"')
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

        table = self.to_pyarrow()
        if scores == "float":
            for at, field in enumerate(table.schema):
                if pyarrow.types.is_decimal(field.type) and field.name.endswith((".low", ".high")):
                    table = table.set_column(
                        at, field.name, table.column(at).cast(pyarrow.float64())
                    )
        return table.to_pandas()

    def __repr__(self) -> str:
        return f"<TableResult: {len(self)} persons by {self._catalogue.id} {self._catalogue.version}, {len(self.columns)} columns; statistics only>"

    def _repr_html_(self) -> str:
        return f"<p>{len(self)} persons by {self._catalogue.id} {self._catalogue.version}, {len(self.columns)} columns. Statistics only; no decision about a person.</p>"

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("results of a table are not pickled: write them as Arrow or Parquet")


TableView: TypeAlias = Literal["official", "helper"]


class Reading:
    """How columns of a source become answers."""

    def __init__(self) -> None:
        self.coded: list[tuple[str, str, dict[str, int], bool]] = []
        self.renamed: dict[str, str] = {}
        self.passed_over: set[str] = set()
        self.only_these = False

    def without_hidden(self, catalogue: Catalogue, view: TableView) -> "Reading":
        """Itself, passing over columns of answers that this reader may not learn (law 13)."""
        if view not in ("official", "helper"):
            raise ValueError('view is "official" or "helper"')
        hidden = {one.id for one in catalogue.indicators.values() if view in one.hidden_from}
        kept = [one for one in self.coded if one[1] not in hidden]
        lost = {one[0] for one in self.coded} - {one[0] for one in kept}
        lost |= {column for column, name in self.renamed.items() if name in hidden}
        named = {one[0] for one in kept} | (self.renamed.keys() - lost)
        self.coded = kept
        self.renamed = {c: name for c, name in self.renamed.items() if name not in hidden}
        self.passed_over = set(self.passed_over) | lost | (hidden - named)
        return self


def _code_text(value: object) -> str:
    """How a code is written: 3, 3.0, "3" and numpy's 3 are the same code."""
    value = plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value) if isinstance(value, (int, str)) else _NO_ANSWER


def _meaning(answer: str, about: Indicator) -> int:
    """The value of an answer in a column of whole numbers."""
    if about.type == "number":
        if answer in ("unknown", "declined"):
            return UNKNOWN_NUMBER
        raise ValueError(
            f'{about.id} takes whole numbers; only "unknown" and "declined" have codes'
        )
    if answer in ("unknown", "declined"):
        return _WORDS[answer]
    if about.type == "choice":
        if answer in about.options:
            return list(about.options).index(answer)
        raise ValueError(f"{about.id} has no option {answer!r}; it has: {', '.join(about.options)}")
    if answer in _WORDS:
        return _WORDS[answer]
    if answer == "not_applicable" and about.not_applicable:
        return 0
    raise ValueError(f"{answer!r} is no answer to {about.id}")


def reading_of(columns: Columns, catalogue: Catalogue) -> Reading:
    out = Reading()
    if columns is None:
        return out
    if isinstance(columns, str):
        said = mapping_owner(catalogue, columns).mapping(columns)
        out.only_these = True
        out.passed_over = set(said["ignore"])
        for column, indicator, codes in said["columns"]:
            about = catalogue.indicators[indicator]
            out.coded.append(
                (
                    column,
                    indicator,
                    {code: _meaning(answer, about) for code, answer in codes.items()},
                    about.type == "number",
                )
            )
        return out
    if not isinstance(columns, Mapping):
        raise TypeError("columns are the id of a mapping, or a dict from columns to indicators")
    filled: dict[str, str] = {}
    for column, plan in columns.items():
        if plan is None:
            out.passed_over.add(column)
            continue
        for one in plan if isinstance(plan, (list, tuple)) else [plan]:
            name = (
                one
                if isinstance(one, str)
                else one.get("indicator")
                if isinstance(one, Mapping)
                else None
            )
            if name == "case" and name not in catalogue.indicators:
                out.renamed[column] = "case"
                continue
            if not isinstance(name, str) or name not in catalogue.indicators:
                raise ValueError(
                    f"columns: {column!r} must name an indicator of the catalogue {catalogue.id}, not {name!r}"
                )
            if name in filled:
                raise ValueError(f"columns: {filled[name]!r} and {column!r} both fill {name}")
            filled[name] = column
            about = catalogue.indicators[name]
            answers = (
                {}
                if isinstance(one, str)
                else {key: value for key, value in one.items() if key != "indicator"}
            )
            if not answers and not isinstance(plan, (list, tuple)):
                out.renamed[column] = name
                continue
            meant: dict[str, int] = {}
            for answer, listed in answers.items():
                for code in (
                    listed if isinstance(listed, (list, tuple, set, frozenset, range)) else [listed]
                ):
                    text = _code_text(code)
                    if text in meant:
                        raise ValueError(
                            f"columns: the code {text!r} of {column!r} is listed twice"
                        )
                    meant[text] = _meaning(answer, about)
            if not answers and about.type == "yes_no":
                meant = {
                    "yes": 1,
                    "no": 0,
                    "unknown": -1,
                    "declined": -2,
                    "1": 1,
                    "0": 0,
                    "-1": -1,
                    "-2": -2,
                }
            elif not answers and about.type == "choice":
                meant = {option: at for at, option in enumerate(about.options)} | {
                    "unknown": -1,
                    "declined": -2,
                }
            out.coded.append((column, name, meant, about.type == "number"))
    return out


def _encoded(
    name: str, values: Any, about: Indicator | None, codes: Mapping[str, int] | None
) -> _Built:
    """A column of any kind as what the library reads: (name, Arrow format, values, mask, words)."""
    mask = None
    kind = getattr(values, "dtype", None)
    if type(values).__module__.partition(".")[0] == "pandas" and hasattr(values, "to_numpy"):
        values = (
            values.to_numpy()
            if type(kind).__module__.partition(".")[0] == "numpy"
            else list(values)
        )
        kind = getattr(values, "dtype", None)
    if kind is not None and type(values).__module__.partition(".")[0] == "numpy":
        if values.ndim != 1:
            raise ValueError(f"column {name!r} has {values.ndim} dimensions")
        code = f"{kind.kind}{kind.itemsize}"
        if (
            code in _FORMATS
            and kind.isnative
            and not (
                kind.kind == "b"
                and (codes is not None or (about is not None and about.type != "yes_no"))
            )
        ):
            missing = getattr(values, "mask", None)
            if missing is not None and getattr(missing, "ndim", 0) == 1:
                mask = missing.view("u1")
            plain_values = (
                values.data
                if mask is not None or type(values).__name__ == "MaskedArray"
                else values
            )
            import numpy  # type: ignore[import-not-found, unused-ignore]  # it is the caller's

            plain_values = numpy.asarray(plain_values)
            return (
                name,
                _FORMATS[code],
                plain_values.view("u1") if kind.kind == "b" else plain_values,
                mask,
                None,
            )
        values = values.tolist()
    elif hasattr(values, "to_pylist"):
        values = values.to_pylist()
    elif hasattr(values, "to_list"):
        values = values.to_list()
    values = list(values)
    missing_rows = bytearray(len(values))
    if about is not None and about.type == "number" and codes is None:
        numbers = array("q", bytes(8 * len(values)))
        for row, value in enumerate(values):
            said = as_answer(value, about)
            if said in ("unknown", "declined"):
                missing_rows[row] = 1
            else:
                numbers[row] = (
                    said if isinstance(said, int) and -(2**63) <= said < 2**63 else NO_NUMBER
                )
        return (name, "l", numbers, missing_rows, None)
    words: dict[str, int] = {}
    places = array("i", bytes(4 * len(values)))
    for row, value in enumerate(values):
        if is_missing(plain(value)):
            missing_rows[row] = 1
            continue
        if codes is not None:
            word = _code_text(value)
            if word not in codes and word in (
                "true",
                "false",
            ):  # a truth value may be listed as 1 or 0
                word = "1" if word == "true" else "0"
        elif about is None:
            word = _code_text(value)
        else:
            answer = as_answer(value, about)
            word = (
                answer
                if isinstance(answer, str)
                else str(value)
                if isinstance(value, str)
                else _NO_ANSWER
            )
        places[row] = words.setdefault(word, len(words))
    return (name, "i", places, missing_rows, list(words))


def _stream_of(
    table: Any, catalogue: Catalogue, columns: Columns, mask: Any, reading: Reading
) -> object:
    if hasattr(table, "__arrow_c_stream__"):
        try:
            return table.__arrow_c_stream__()
        except ImportError:  # pandas without pyarrow: its columns do as well
            table = dict(table.items())
    if hasattr(table, "fetch_arrow_reader"):  # duckdb relations
        return table.fetch_arrow_reader().__arrow_c_stream__()
    if getattr(table, "ndim", None) == 2 and hasattr(table, "dtype"):
        if type(table).__module__.partition(".")[0] == "pandas":
            table = dict(table.items())
        else:
            if (
                isinstance(columns, (str, Mapping))
                or columns is None
                or len(columns) != table.shape[1]
            ):
                raise ValueError(
                    "an array needs columns=: the name of an indicator for each of its columns"
                )
            if table.dtype.kind not in "bi" or table.dtype.itemsize != 1:
                raise TypeError("an array of answers has the type int8 or bool")
            if mask is not None and getattr(mask, "shape", None) != table.shape:
                raise ValueError("the mask has another shape than the array")
            names = list(columns)
            if len(set(names)) != len(names):
                raise ValueError("an indicator is named twice")
            built: list[_Built] = []
            for at, name in enumerate(names):
                one = _encoded(name, table[:, at], None, None)
                built.append(
                    (
                        one[0],
                        one[1],
                        one[2],
                        one[3] if mask is None else mask[:, at].astype("u1"),
                        None,
                    )
                )
            return _core.stream_from_columns(built, table.shape[0])
    if mask is not None:
        raise ValueError("a mask goes with a two-dimensional array")
    if not isinstance(table, Mapping):
        raise TypeError(
            "a table is anything with __arrow_c_stream__ (pandas, polars, pyarrow, duckdb), a dict of columns, or a two-dimensional int8 or bool array"
        )
    coded = {column: codes for column, _, codes, _ in reading.coded}
    columns_built: list[_Built] = []
    rows = None
    for name, values in table.items():
        if not isinstance(name, str):
            raise TypeError("columns are named by strings")
        if isinstance(values, (str, bytes)) or not hasattr(values, "__len__"):
            raise TypeError(f"column {name!r} is no list or array of values")
        one = _encoded(
            name, values, catalogue.indicators.get(reading.renamed.get(name, name)), coded.get(name)
        )
        if rows is None:
            rows = len(values)
        elif rows != len(values):
            raise ValueError(f"column {name!r} has {len(values)} values, others have {rows}")
        columns_built.append(one)
    return _core.stream_from_columns(columns_built, rows or 0)


def assess_table(
    table: Any,
    catalogue: Catalogue | str = "pakistan",
    *,
    columns: Columns = None,
    mask: Any = None,
    ignore_extra: bool = False,
    on_issue: Literal["raise", "null"] = "raise",
    because: Iterable[int] = (),
    progress: Callable[[int], object] | None = None,
    threads: int | None = None,
    rows_at_once: int = 65536,
    view: TableView = "official",
) -> TableResult:
    """What follows for many persons, one a row. The results are those of `assess`, person by person.

    Parameters
    ----------
    table : object
        Anything with ``__arrow_c_stream__`` (pandas, polars, pyarrow, duckdb); a dict of columns (lists, numpy arrays, Series); or a two-dimensional numpy array
        of int8 or bool. A column is named by its indicator and holds booleans, the codes 1 yes, 0 no, -1 unknown, -2 declined, words, ids of options, or whole
        numbers. Null, NaN and "" are unknown; an absent column is all unknown. A column ``case`` is passed through.
    catalogue : Catalogue or str
        Or the id of a built-in one.
    columns : str, dict or list of str, optional
        The id of a mapping; or a dict from the table's columns to an indicator, ``{"indicator": ID, "yes": [codes], "no": [...], "unknown": [...]}``, a list
        of such, ``"case"``, or None for a column to pass over; or, of an array, the indicator of each of its columns.
    mask : array of bool, optional
        Of an array: true where nobody knows.
    ignore_extra : bool
        Pass over columns that are no indicator's, instead of raising.
    on_issue : {"raise", "null"}
        Values that are no answers: raise with all of them, or go on, with nulls in their rows and a column ``issues``.
    because : iterable of int
        Rows whose reasons may be asked of the result.
    progress : callable, optional
        Called with the number of rows done, after each piece.
    threads : int, optional
        As many as the machine has unless it is said.
    rows_at_once : int
        Rows in one batch of the results, at most.
    view : {"official", "helper"}
        For whom the results are. Of an official's, columns of answers about officials are passed over: no result depends on them (law 13). Statistics by
        somebody independent of the State take ``helper``.

    Raises
    ------
    AnswersError
        With every problem in ``.issues``, places as ``/COLUMN`` or ``/COLUMN/ROW`` (rows from 0); the first thousand of the values are listed.

    Examples
    --------
    >>> import pehchan
    >>> table = {"made_to_work_by_force_or_menace": [True, None, False], "age_now_years": [16, 30, 41]}
    >>> result = pehchan.assess_table(table, because=[0])
    >>> result.because(0)["forced_labour"]
    ({'id': 'made_to_work_by_force_or_menace', 'is': 'yes'},)
    """
    known = catalogue_of(catalogue)
    if on_issue not in ("raise", "null"):
        raise ValueError('on_issue is "raise" or "null"')
    wanted = sorted({int(row) for row in because})
    if wanted and wanted[0] < 0:
        raise ValueError("rows are counted from 0")
    is_list = columns is not None and not isinstance(columns, (str, Mapping))
    reading = Reading() if is_list else reading_of(columns, known)
    if is_list and not (getattr(table, "ndim", None) == 2 and hasattr(table, "dtype")):
        raise TypeError("a list of indicators goes with a two-dimensional array")
    reading.without_hidden(known, view)
    stream = _stream_of(table, known, columns, mask, reading)
    return assess_stream(
        stream, known, reading, ignore_extra, on_issue, wanted, threads, rows_at_once, progress
    )


def assess_stream(
    stream: object,
    known: Catalogue,
    reading: Reading,
    ignore_extra: bool,
    on_issue: Literal["raise", "null"],
    because: Sequence[int] = (),
    threads: int | None = None,
    rows_at_once: int = 65536,
    progress: Callable[[int], object] | None = None,
) -> TableResult:
    """See `assess_table`: the table is an Arrow stream, and how its columns are read is known."""
    count = threads if threads is not None else min(os.cpu_count() or 1, 16)
    if count < 1 or rows_at_once < 1:
        raise ValueError("threads and rows_at_once are 1 or more")
    made = _core.assess_table(
        known._core,
        stream,
        reading.coded,
        reading.renamed,
        reading.passed_over,
        reading.only_these,
        ignore_extra,
        on_issue == "null",
        list(because),
        count,
        rows_at_once,
        progress,
    )
    if isinstance(made, list):
        raise AnswersError("this table cannot be used", made)
    if made.issue_count and on_issue == "raise":
        raise AnswersError(
            "this table has values that are no answers", made.issues, made.issue_count
        )
    return TableResult(made, known)
