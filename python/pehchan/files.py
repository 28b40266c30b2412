# SPDX-License-Identifier: Apache-2.0
"""Many persons whose answers lie in a file: statuses and scores into another file, in memory that does not grow. For statistics only."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from . import _core
from .assess import catalogue_of
from .catalogue import Catalogue
from .file_csv import CsvSource, Words, agreed, answers_of, codes_of
from .file_parts import Parts, PartsError, check_free
from .file_sources import SUFFIXES, Chunk, Source, open_source, readable
from .file_targets import check_target
from .issues import FileError, Issue, RowProblem
from .table import NO_NUMBER, Columns, Reading, TableView, assess_stream, reading_of

__all__ = ["FileReport", "screen_file"]

_LISTED_AT_MOST = 1000
_One = TypeVar("_One")


@dataclass(frozen=True)
class FileReport:
    """What `screen_file` did.

    Attributes
    ----------
    rows : int
        Of the source, and so of the target.
    resumed_rows : int
        Those that an earlier run had finished.
    problem_count : int
        How many problems rows had; such a row has nulls in the target and says why in its column `issues`.
    problems : tuple of RowProblem
        The first thousand of them.
    """

    rows: int
    resumed_rows: int
    problem_count: int
    problems: tuple[RowProblem, ...]


def same_file(one: Path, other: Path) -> bool:
    """However they are spelled."""
    return one.resolve() == other.resolve() or (
        one.exists() and other.exists() and one.samefile(other)
    )


class _Work:
    """How the rows of one source become rows of results."""

    def __init__(
        self,
        source: Source,
        path: Path,
        known: Catalogue,
        columns: Columns,
        keep: Collection[str],
        ignore_extra: bool,
        threads: int | None,
        view: TableView,
    ) -> None:
        self._known, self._ignore_extra, self._threads = known, ignore_extra, threads
        self._keep = list(keep)
        if columns is not None and not isinstance(columns, str) and not hasattr(columns, "items"):
            raise TypeError("columns are the id of a mapping, or a dict from columns to indicators")
        self.reading = reading_of(columns, known).without_hidden(known, view)
        names = source.names
        for name in keep:
            if name not in names:
                raise FileError(f"{path} has no column {name!r} to keep")
            if self._reads(name) or name in known.indicators:  # also where `columns` passes it over
                raise FileError(
                    f"the column {name!r} holds answers or the case: it is not kept as it is"
                )
        answers = [
            name
            for name in names
            if self._reads(name) and self.reading.renamed.get(name, name) != "case"
        ]
        if not answers:
            raise FileError(
                f"no column of {path} is an indicator of the catalogue {known.id}; does it begin with the names of its columns, and is it the right catalogue or mapping?"
            )
        if isinstance(source, CsvSource):
            self.reading.coded = agreed(self.reading.coded)
            source.read_words({name: self._words(name) for name in answers})
        # what is neither read nor kept may be an issue: `assess_table` says so of a table without rows
        asked = [name for name in names if name not in self._keep]
        self._assess(source.choose(asked).empty_table())
        self._read = [name for name in names if self._reads(name)]
        schema = source.choose([name for name in names if name in self._keep or name in self._read])
        self.schema = self.results(Chunk(schema.empty_table(), 0, (), (), {}, 0.0), 0)[0].schema
        twice = sorted({name for name in self.schema.names if self.schema.names.count(name) > 1})
        if twice:
            raise FileError(
                f"the column {twice[0]!r} cannot be kept: the results have a column of that name"
            )

    def _reads(self, name: str) -> bool:
        how = self.reading
        if any(column == name for column, *_ in how.coded):
            return True
        if name in how.passed_over:
            return False
        if name in how.renamed or name == "case":
            return True
        return not how.only_these and name in self._known.indicators

    def _words(self, name: str) -> Words:
        listed = [
            code for column, _, codes, _ in self.reading.coded if column == name for code in codes
        ]
        if any(column == name for column, *_ in self.reading.coded):
            return codes_of(frozenset(listed))
        return answers_of(self._known.indicators[self.reading.renamed.get(name, name)])

    def _assess(self, table: Any) -> tuple[Any, Sequence[Issue]]:
        """Results, and all that is wrong with values: a table of which more is wrong than is listed is assessed in halves."""
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

        result = assess_stream(
            table.__arrow_c_stream__(),
            self._known,
            self.reading,
            self._ignore_extra,
            "null",
            threads=self._threads,
        )
        more = result.issue_count - len(result.issues)
        if not more:
            return pyarrow.table(result), result.issues
        if table.num_rows == 1:
            return pyarrow.table(result), [
                Issue(
                    "more_problems",
                    "//0",
                    0,
                    0,
                    f"This row has {more} more problems than are listed.",
                ),
                *result.issues,
            ]
        half = table.num_rows // 2
        before, first = self._assess(table.slice(0, half))
        after, second = self._assess(table.slice(half))
        moved = []
        for one in second:
            column, _, row = one.pointer.rpartition("/")
            moved.append(one._replace(pointer=f"{column}/{int(row) + half}"))
        return pyarrow.concat_tables([before, after]), [*first, *moved]

    def results(self, chunk: Chunk, first: int) -> tuple[Any, list[RowProblem]]:
        """The rows of the target, and the problems of a chunk whose first row is `first`, from 0."""
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

        results, issues = self._assess(chunk.table.select(self._read))
        wrong: list[tuple[int, str]] = []
        at = 1 if results.schema.names[0] == "case" else 0
        for name in self._keep:
            results = results.add_column(
                at, chunk.table.schema.field(name), chunk.table.column(name)
            )
            at += 1
        for place in range(at):
            column, rows = _spelled(_plain(results.column(place)))
            results = results.set_column(
                place, results.schema.field(place).with_type(column.type), column
            )
            wrong += [(row, results.schema.names[place]) for row in rows]
        if wrong:
            said = results.column("issues").to_pylist()
            for at, name in wrong:
                said[at] = "; ".join(filter(None, (said[at], f"not_utf8 at {name}")))
            results = results.set_column(
                results.num_columns - 1,
                results.schema.field("issues"),
                pyarrow.array(said, results.schema.field("issues").type),
            )
        places: Sequence[int] = range(chunk.rows)
        if chunk.bad:
            bad = {one.place: one.code for one in chunk.bad}
            places = [place for place in places if place not in bad]
            good = {place: row for row, place in enumerate(places)}
            schema = results.schema
            results = results.take(
                pyarrow.array([good.get(place) for place in range(chunk.rows)], pyarrow.int64())
            )
            said = [
                bad.get(place, old)
                for place, old in enumerate(results.column("issues").to_pylist())
            ]
            results = results.set_column(
                len(schema) - 1,
                schema.field("issues"),
                pyarrow.array(said, schema.field("issues").type),
            ).cast(schema)

        def line(place: int) -> int:
            return chunk.lines[place] if chunk.lines else 0

        problems = [
            RowProblem(first + one.place + 1, line(one.place), "", one.code, one.text)
            for one in chunk.bad
        ]
        for issue in issues:
            column, _, row = issue.pointer[1:].rpartition("/")
            place = places[int(row)]
            column = column.replace("~1", "/").replace("~0", "~")
            if (
                issue.code == "out_of_range"
                and chunk.table.column(column)[int(row)].as_py() == NO_NUMBER
            ):
                issue = issue._replace(message="This is no whole number.")
            problems.append(
                RowProblem(first + place + 1, line(place), column, issue.code, issue.message)
            )
        problems += [
            RowProblem(
                first + places[at] + 1,
                line(places[at]),
                name,
                "not_utf8",
                "This text is not UTF-8; it is left out.",
            )
            for at, name in wrong
        ]
        return results, sorted(problems, key=lambda one: one.row)


def _plain(column: Any) -> Any:
    """Words, not their places in a dictionary that differs from chunk to chunk; in a form that every kind of file takes."""
    import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

    simple = {
        getattr(pyarrow, f"{name}_view", lambda: None)(): getattr(pyarrow, name)()
        for name in ("string", "binary")
    }

    def flat(values: Any) -> Any:
        return values.cast(simple[values.type]) if values.type in simple else values

    if not pyarrow.types.is_dictionary(column.type):
        return flat(column)
    kind = column.type.value_type
    return pyarrow.chunked_array(
        [flat(piece.dictionary).take(piece.indices) for piece in column.chunks],
        simple.get(kind, kind),
    )


def _spelled(column: Any) -> tuple[Any, list[int]]:
    """A column without words that are not UTF-8, and the rows where some were."""
    import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

    try:
        column.validate(full=True)
        return column, []
    except pyarrow.ArrowInvalid:
        if column.type not in (pyarrow.string(), pyarrow.large_string()):
            raise
    words: list[str | None] = []
    wrong = []
    for row, word in enumerate(column.cast(pyarrow.large_binary()).to_pylist()):
        try:
            words.append(None if word is None else word.decode("utf-8"))
        except UnicodeDecodeError:
            words.append(None)
            wrong.append(row)
    return pyarrow.chunked_array([pyarrow.array(words, column.type)]), wrong


def _ahead(iterator: Iterator[_One]) -> Generator[_One, None, None]:
    """The same, but the next is made by another thread while the last is in use. Closed, it waits for that thread."""
    with ThreadPoolExecutor(1) as other:
        waiting = other.submit(next, iterator, None)
        while (one := waiting.result()) is not None:
            waiting = other.submit(next, iterator, None)
            yield one


def _settings(
    source: Path, state: os.stat_result, known: Catalogue, reading: Reading, others: dict[str, Any]
) -> dict[str, Any]:
    """What the parts of a run depend on: parts of other settings never become one target."""
    return {
        "version": _core.__version__,
        "catalogue": known.digest,
        "source": str(source.resolve()),
        "size of the source": state.st_size,
        "date of the source": state.st_mtime_ns,
        "mapping or columns": [
            sorted(reading.coded, key=lambda one: one[:2]),
            reading.renamed,
            sorted(reading.passed_over),
            reading.only_these,
        ],
        **others,
    }


def _checked(source: Path, target: Path, problems: Path | None, replace: bool) -> None:
    for named in (source, target):
        if named.suffix.lower() not in SUFFIXES:
            raise FileError(f"{named} has none of the suffixes of tables: {', '.join(SUFFIXES)}")
    if source.is_dir():
        raise FileError(f"{source} is a folder")
    if not source.exists():
        raise FileError(f"there is no file {source}")
    if not source.is_file():
        raise FileError(
            f"{source} is no regular file; what comes through a pipe must be put into a file first"
        )
    if problems is not None and same_file(problems, target):
        raise FileError("the target and the list of problems are one file")
    begun = target.with_name(target.name + ".parts").exists()
    for one in (target, problems):
        if one is None:
            continue
        if same_file(one, source):
            raise FileError(f"{one} is the source itself")
        check_free(
            one, replace or begun
        )  # whether a run that was begun is what wrote it is known later
        if not one.parent.is_dir():
            raise FileError(f"there is no folder {one.parent}")
        if not os.access(one.parent, os.W_OK | os.X_OK):
            raise FileError(f"cannot write {one}: no file may be made in its folder")


def screen_file(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    catalogue: Catalogue | str = "pakistan",
    *,
    columns: Columns = None,
    keep: Collection[str] = (),
    ignore_extra: bool = False,
    problems: str | os.PathLike[str] | None = None,
    replace: bool = False,
    delimiter: str = ",",
    blank: Collection[str] = (),
    rows_at_once: int = 65536,
    threads: int | None = None,
    progress: Callable[[int, float], object] | None = None,
    view: TableView = "official",
) -> FileReport:
    """What follows for every row of a file, into another file: what `assess_table` gives of the whole table. Needs pyarrow.

    The suffix says what a file is: ``.csv``, ``.arrow`` or ``.feather`` (an IPC file), ``.arrows`` (an IPC stream) or ``.parquet``. Finished chunks lie in the folder
    ``TARGET.parts`` until the target is whole; after an interruption the same call goes on from there. The target has a row for each row of the source,
    in order, with nulls and a word in ``issues`` where the row could not be read.

    Parameters
    ----------
    source, target : str or path
        The cells of a CSV file are read as words of the answers, codes 1, 0, -1, -2, true and false, places or ids of options, and whole numbers.
    catalogue : Catalogue or str
        Or the id of a built-in one.
    columns : str or dict, optional
        As for `assess_table`.
    keep : collection of str
        Columns that hold no answers and go into the target as they are, after ``case``.
    ignore_extra : bool
        Pass over columns that are no indicator's, instead of raising.
    problems : str or path, optional
        A CSV file for all problems: row, line, column, code, text.
    replace : bool
        Write over a target or a list of problems that is there.
    delimiter : str
        What stands between the cells of a CSV file.
    blank : collection of str
        What stands in the answers of a CSV file where nobody knows, beside nothing: ``["NA"]``.
    rows_at_once : int
        Rows of a chunk, at most.
    threads : int, optional
        As many as the machine has unless it is said.
    progress : callable, optional
        Called with the rows done and the share of all work, from 0 to 1.
    view : {"official", "helper"}
        As for `assess_table`.

    Raises
    ------
    FileError
        Where a file cannot be read or written; one sentence.
    AnswersError
        Where columns do not fit the catalogue, with every problem in ``.issues``.

    Examples
    --------
    >>> import pehchan, tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "survey.csv").write_text("case,wages_withheld,age_now_years\\nA-1,yes,16\\nA-2,perhaps,30\\n")
    >>> report = pehchan.screen_file(folder / "survey.csv", folder / "statuses.csv")
    >>> report.rows, [str(one) for one in report.problems]
    (2, ['row 2 (line 3), column wages_withheld: unknown_value: The indicator does not take this answer.'])
    """
    try:
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]  # noqa: F401
    except ImportError as error:
        raise FileError("tables in files need pyarrow 15 or newer: pip install pyarrow") from error
    known = catalogue_of(catalogue)
    from_path, to_path, listed = (
        Path(source),
        Path(target),
        None if problems is None else Path(problems),
    )
    if rows_at_once < 1 or (threads is not None and threads < 1):
        raise ValueError("threads and rows_at_once are 1 or more")
    if len(delimiter.encode()) != 1 or delimiter in '"\r\n':
        raise ValueError("a delimiter is one character of ASCII")
    if isinstance(keep, str) or isinstance(blank, str):
        raise TypeError("keep and blank are lists of strings")
    _checked(from_path, to_path, listed, replace)
    state = from_path.stat()
    file = open_source(
        from_path,
        rows_at_once,
        lambda path, rows: CsvSource(
            path, rows, delimiter, blank, threads or min(os.cpu_count() or 1, 8)
        ),
    )
    try:
        work = _Work(
            file, from_path, known, columns, list(dict.fromkeys(keep)), ignore_extra, threads, view
        )
        check_target(to_path, work.schema)
        parts = Parts(
            to_path,
            listed,
            _settings(
                from_path,
                state,
                known,
                work.reading,
                {
                    "rows at once": rows_at_once,
                    "columns to keep": list(keep),
                    "ignore_extra": ignore_extra,
                    "delimiter": delimiter,
                    "blank cells": sorted(blank),
                },
            ),
            replace,
        )
        try:
            return _run(
                file,
                from_path,
                work,
                parts,
                lambda: _unchanged(from_path, state, parts.folder),
                progress,
            )
        except PartsError:
            raise
        except FileError as error:
            if not parts.count and parts.done is None:
                parts.remove()
                raise
            raise FileError(
                f"{error}; the {parts.rows} rows that are finished lie in {parts.folder}"
            ) from error
        finally:
            parts.leave()
    finally:
        file.close()


def _unchanged(source: Path, state: os.stat_result, folder: Path) -> None:
    now = source.stat() if source.exists() else None
    if now is None or (now.st_size, now.st_mtime_ns, now.st_ino) != (
        state.st_size,
        state.st_mtime_ns,
        state.st_ino,
    ):
        raise PartsError(f"{source} was changed while it was read; remove {folder} and run again")


# Of all work, joining the parts is about so much.
_JOINING = 0.1


def _run(
    file: Source,
    source: Path,
    work: _Work,
    parts: Parts,
    unchanged: Callable[[], None],
    progress: Callable[[int, float], object] | None,
) -> FileReport:
    resumed = parts.rows
    if parts.done is not None:
        done = parts.done
        parts.publish(done)
        return FileReport(
            done["rows"],
            done["rows"],
            done["problem_count"],
            tuple(RowProblem(*one) for one in done["problems"]),
        )
    with closing(_ahead(file.chunks(parts.after))) as chunks:
        for chunk in chunks:
            with readable(
                source, f"has rows after row {parts.rows} of which no table of results can be made"
            ):
                results, found = work.results(chunk, parts.rows)
            parts.add(results, found, chunk.after)
            if progress is not None:
                progress(parts.rows, chunk.share * (1 - _JOINING))
    unchanged()
    first: list[RowProblem] = []
    count = 0
    for one in parts.problems():
        count += 1
        if len(first) < _LISTED_AT_MOST:
            first.append(one)
    for joined in parts.join(work.schema):
        if progress is not None:
            progress(parts.rows, 1 - _JOINING * (1 - joined / max(1, parts.rows)))
    unchanged()
    parts.publish({"rows": parts.rows, "problem_count": count, "problems": first})
    return FileReport(parts.rows, resumed, count, tuple(first))
