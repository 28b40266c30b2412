# SPDX-License-Identifier: Apache-2.0
"""A table in a CSV file (RFC 4180, UTF-8): rows are told apart here, so that each has its number and its line; pyarrow reads their cells."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from .catalogue import Indicator
from .file_sources import BadRow, Chunk, readable
from .issues import FileError
from .table import NO_NUMBER, UNLISTED

LONGEST_LINE = 1 << 24
LONGEST_CELL_LINES = (
    1000  #: a quote that is still open after so many lines was never meant to be one
)
_PIECE = 8192  #: rows that pyarrow reads at once: their cells lie in memory as text
_WHOLE = re.compile(r"(-?[0-9]+)\.0+")
_YES_NO = {
    "yes": 1,
    "no": 0,
    "unknown": -1,
    "declined": -2,
    "true": 1,
    "false": 0,
    "1": 1,
    "0": 0,
    "-1": -1,
    "-2": -2,
}

Words = Callable[[list[str]], Any]
Coded = tuple[str, str, dict[str, int], bool]


def _as_written(word: str) -> str:
    """3.0 is 3 and TRUE is true, as in tables whose columns have types."""
    whole = _WHOLE.fullmatch(word)
    return whole[1] if whole else word.lower() if word.lower() in ("true", "false") else word


def answers_of(about: Indicator) -> Words:
    """Makes of the words of a column the values that the library reads: small whole numbers; null where nobody knows."""
    import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

    if about.type == "number":

        def number(word: str) -> int | None:
            if not word.strip(" \t") or word in ("unknown", "declined"):
                return None
            digits = _as_written(word)
            value = int(digits) if re.fullmatch(r"-?[0-9]{1,18}", digits) else NO_NUMBER
            return value

        return lambda words: pyarrow.array([number(word) for word in words], pyarrow.int64())
    codes = dict(_YES_NO)
    if about.type == "choice":
        options = list(about.options)
        codes = (
            {"unknown": -1, "declined": -2, "-1": -1, "-2": -2}
            | {str(at): at for at in range(len(options))}
            | {option: at for at, option in enumerate(options)}
        )
    elif about.not_applicable:
        codes["not_applicable"] = 0
    return lambda words: pyarrow.array(
        [codes.get(_as_written(word), UNLISTED) if word.strip(" \t") else None for word in words],
        pyarrow.int8(),
    )


def codes_of(listed: Collection[str]) -> Words:
    """Words of a column whose codes are listed, as they are listed."""
    import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

    return lambda words: pyarrow.array([_code(word, listed) for word in words], pyarrow.string())


def _code(word: str, listed: Collection[str]) -> str:
    written = _as_written(word)
    if word in listed or written in listed or written not in ("true", "false"):
        return word if word in listed else written
    return "1" if written == "true" else "0"


def agreed(coded: Iterable[Coded]) -> list[Coded]:
    """A column that fills several indicators, each with codes of its own, has one word for each cell: every plan also takes what another writes differently."""
    plans = list(coded)
    listed: dict[str, set[str]] = {}
    for column, _, codes, _ in plans:
        listed.setdefault(column, set()).update(codes)
    return [
        (
            column,
            indicator,
            codes
            | {
                word: codes[_code(word, codes)]
                for word in listed[column]
                if _code(word, codes) in codes
            },
            number,
        )
        for column, indicator, codes, number in plans
    ]


_ROW_FLAWS = {
    "not_utf8": "This row is not UTF-8.",
    "unreadable_row": "The quotes or line ends of this row cannot be made sense of.",
}


def _flaw(record: bytes) -> str:
    """What is wrong with a record at first sight."""
    try:
        record.decode("utf-8")
    except UnicodeDecodeError:
        return "not_utf8"
    return "unreadable_row" if b'"' not in record and b"\r" in record.rstrip(b"\r\n") else ""


class _Cells(NamedTuple):
    """What the quotes of a record make of it."""

    cells: int
    closed: bool  #: not where a cell that begins with a quote goes on past the end
    sound: bool  #: not where something follows a quote that ends a cell


def _cells(record: bytes, delimiter: bytes) -> _Cells:
    at, count, sound = 0, 1, True
    while True:
        if record[at : at + 1] == b'"':
            at += 1
            while True:
                at = record.find(b'"', at)
                if at < 0:
                    return _Cells(count, False, sound)
                if record[at + 1 : at + 2] != b'"':
                    break
                at += 2
            sound = sound and record[at + 1 : at + 2] in (delimiter, b"\r", b"\n", b"")
        at = record.find(delimiter, at)
        if at < 0:
            return _Cells(count, True, sound)
        at += 1
        count += 1


def _plain(delimiter: bytes) -> re.Pattern[bytes]:
    """Of records whose quotes all stand where one begins or ends a cell, or are two within: quicker to tell than by `_cells`."""
    one = re.escape(delimiter)
    return re.compile(rb'[^"]*(?:(?<![^%b])"[^"]*(?:""[^"]*)*"(?![^%b\r\n])[^"]*)*' % (one, one))


class _Records:
    """The records of a file from some place on, each with the line where it begins. One of several lines has as many `cells` as the header, where that is known:
    otherwise its quote was a slip, and the persons in the lines after it are not to be lost."""

    def __init__(
        self, file: Any, path: Path, delimiter: bytes, offset: int, line: int, cells: int = 0
    ) -> None:
        self._file, self._path, self._delimiter = file, path, delimiter
        self._back: deque[bytes] = deque()
        self._plain = _plain(delimiter)
        self.offset, self.line, self._cells = offset, line, cells
        file.seek(offset)

    def _read(self) -> bytes:
        text: bytes = self._back.popleft() if self._back else self._file.readline(LONGEST_LINE)
        if len(text) == LONGEST_LINE:
            raise FileError(
                f"{self._path} has no line end for 16 MiB after line {self.line - 1}: it is no CSV file"
            )
        return text

    def next(self) -> tuple[bytes, int, bool] | None:
        """A record, its line, and whether its quotes are closed; blank lines are passed over, but in a table of one column they are persons of whom nothing is known."""
        while text := self._read():
            line = self.line
            lines, closed = [text], True
            if (
                b'"' in text
                and not self._plain.fullmatch(text)
                and not _cells(text, self._delimiter).closed
            ):
                lines, closed = self._joined(text)
            record = b"".join(lines)
            self.offset += len(record)
            self.line += len(lines)
            if self._cells == 1 or record not in (b"\n", b"\r\n"):
                return record, line, closed
        return None

    def _joined(self, first: bytes) -> tuple[list[bytes], bool]:
        lines, size = [first], len(first)
        while len(lines) < LONGEST_CELL_LINES and size < LONGEST_LINE and (text := self._read()):
            lines.append(text)
            size += len(text)
            if b'"' not in text:
                continue
            found = _cells(b"".join(lines), self._delimiter)
            if found.closed and found.sound and (found.cells == self._cells or not self._cells):
                return lines, True
            if found.closed or not found.sound:
                break
        self._back.extendleft(reversed(lines[1:]))
        return [first], False


class CsvSource:
    """See `file_sources.Source`."""

    def __init__(
        self,
        path: Path,
        rows: int,
        delimiter: str = ",",
        blank: Collection[str] = (),
        threads: int = 1,
    ) -> None:
        self._path, self._rows, self._delimiter, self._threads = path, rows, delimiter, threads
        self._blank = frozenset(blank)
        self._words: Mapping[str, Words] = {}
        self._columns: list[str] = []
        with readable(path, "cannot be read"):
            self._file = open(path, "rb")  # noqa: SIM115  # `close` closes it
            self._size = self._file.seek(0, 2)
            begins = 3 if self._file.seek(0) == 0 and self._file.read(3) == b"\xef\xbb\xbf" else 0
            records = _Records(self._file, path, delimiter.encode(), begins, 1)
            header = records.next()
        if header is None:
            raise FileError(f"{path} is empty: a CSV file begins with the names of its columns")
        try:
            self.names: list[str] = next(
                csv.reader(
                    [header[0].decode("utf-8").rstrip("\r\n")], delimiter=delimiter, strict=True
                )
            )
        except (UnicodeDecodeError, csv.Error) as error:
            raise FileError(
                f"{path} does not begin with the names of its columns, in UTF-8"
            ) from error
        self._start = {"row": 0, "offset": records.offset, "line": records.line}

    def read_words(self, words: Mapping[str, Words]) -> None:
        """How the cells of columns are read; those of others stay text."""
        self._words = words

    def choose(self, columns: list[str]) -> Any:
        self._columns = columns
        return self._no_rows().schema

    def chunks(self, start: dict[str, int]) -> Iterator[Chunk]:
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

        at = start or self._start
        row = at["row"]
        records = _Records(
            self._file,
            self._path,
            self._delimiter.encode(),
            at["offset"],
            at["line"],
            len(self.names),
        )
        with ThreadPoolExecutor(self._threads) as others:
            while True:
                bad: list[BadRow] = []
                lines: list[int] = []
                pieces: list[tuple[Future[tuple[Any, list[BadRow]]], list[int]]] = []
                while len(lines) < self._rows:
                    texts, places = self._texts(
                        records, min(_PIECE, self._rows - len(lines)), lines, bad, row
                    )
                    if not texts:
                        break
                    pieces.append((others.submit(self._table, texts), places))
                if not lines:
                    return
                row += len(lines)
                tables = [self._no_rows()]
                for piece, places in pieces:
                    table, ragged = piece.result()
                    tables.append(table)
                    bad += [one._replace(place=places[one.place]) for one in ragged]
                yield Chunk(
                    pyarrow.concat_tables(tables),
                    len(lines),
                    sorted(bad),
                    lines,
                    {"row": row, "offset": records.offset, "line": records.line},
                    records.offset / self._size,
                )

    def close(self) -> None:
        self._file.close()

    def _texts(
        self, records: _Records, count: int, lines: list[int], bad: list[BadRow], row: int
    ) -> tuple[list[bytes], list[int]]:
        """The next records that can be given to pyarrow, and their places in the chunk; their lines and those of others are added to `lines`."""
        first = len(lines)
        texts: list[bytes] = []
        places: list[int] = []
        with readable(self._path, f"cannot be read after row {row + first}"):
            while len(places) < count and len(lines) < self._rows and (one := records.next()):
                text, line, closed = one
                if closed:
                    texts.append(text)
                    places.append(len(lines))
                else:
                    bad.append(
                        BadRow(
                            len(lines),
                            "unclosed_quote",
                            "A quote that begins a cell is not closed in a way that makes a row; this line is taken as one.",
                        )
                    )
                lines.append(line)
        return texts, places

    def _table(self, texts: list[bytes]) -> tuple[Any, list[BadRow]]:
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

        if not texts:
            return self._no_rows(), []
        bad: list[BadRow] = []

        def ragged(one: Any) -> str:
            bad.append(
                BadRow(
                    one.number - 1,
                    "ragged_row",
                    f"This row has {one.actual_columns} cells, the header {one.expected_columns}.",
                )
            )
            return "skip"

        try:
            table = self._parse(b"".join(texts), ragged)
            if table.num_rows + len(bad) == len(texts):
                return self._read(table), bad
        except pyarrow.ArrowException:
            pass
        flaws = [
            BadRow(place, code, _ROW_FLAWS[code])
            for place, text in enumerate(texts)
            if (code := _flaw(text))
        ]
        if flaws:  # told apart by looking: a file in another encoding has many
            places = sorted(set(range(len(texts))).difference(one.place for one in flaws))
            table, more = self._table([texts[place] for place in places])
            return table, flaws + [one._replace(place=places[one.place]) for one in more]
        if len(texts) == 1:
            return self._no_rows(), [BadRow(0, "unreadable_row", _ROW_FLAWS["unreadable_row"])]
        half = len(texts) // 2  # one of them is to blame
        before, first = self._table(texts[:half])
        after, second = self._table(texts[half:])
        return pyarrow.concat_tables([before, after]), first + [
            one._replace(place=one.place + half) for one in second
        ]

    def _parse(self, text: bytes, ragged: Callable[[Any], str]) -> Any:
        import pyarrow.csv  # type: ignore[import-untyped, import-not-found, unused-ignore]

        words = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
        return pyarrow.csv.read_csv(
            pyarrow.py_buffer(text),
            # one thread: only then does it know the numbers of rows; other pieces have others
            read_options=pyarrow.csv.ReadOptions(
                use_threads=False, block_size=len(text) + 1, column_names=self.names
            ),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=self._delimiter,
                newlines_in_values=True,
                ignore_empty_lines=len(self.names) > 1,
                invalid_row_handler=ragged,
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                include_columns=self._columns,
                null_values=[""],
                strings_can_be_null=True,
                column_types={
                    name: words if name in self._words else pyarrow.string()
                    for name in self._columns
                },
            ),
        )

    def _read(self, table: Any) -> Any:
        """The table with what its words mean."""
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

        made = []
        for name, column in zip(table.schema.names, table.columns, strict=True):
            if name in self._words:
                cells = column.combine_chunks()
                words = cells.dictionary.to_pylist()
                means, places = self._words[name](words), cells.indices
                if not self._blank.isdisjoint(words):
                    places = pyarrow.array(
                        [
                            None if word in self._blank else place
                            for place, word in enumerate(words)
                        ],
                        pyarrow.int32(),
                    ).take(places)
                column = (
                    pyarrow.DictionaryArray.from_arrays(places, means)
                    if means.type == pyarrow.string()
                    else means.take(places)
                )
            made.append(column)
        return pyarrow.table(made, names=table.schema.names)

    def _no_rows(self) -> Any:
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

        words = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
        none = pyarrow.schema(
            [(name, words if name in self._words else pyarrow.string()) for name in self._columns]
        ).empty_table()
        return self._read(none)
