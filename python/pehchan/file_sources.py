# SPDX-License-Identifier: Apache-2.0
"""Tables that lie in files, read piece by piece. pyarrow is the caller's; it is imported when a file is opened."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from .issues import FileError

SUFFIXES = (".csv", ".arrow", ".arrows", ".feather", ".parquet")
_AT_ONCE = (
    8192  # rows that pyarrow decodes at once: it needs six bytes and more for each small number
)


class BadRow(NamedTuple):
    """A row that is no row of the table; `place` is from 0 in its chunk."""

    place: int
    code: str
    text: str


class Chunk(NamedTuple):
    """Some rows after one another."""

    table: Any  #: a pyarrow.Table of those that could be read
    rows: int  #: all of them, with those that could not
    bad: Sequence[BadRow]
    lines: Sequence[int]  #: where each begins, of a CSV file; otherwise empty
    after: dict[str, int]  #: where the next chunk begins
    share: float  #: of the source that has been read, from 0 to 1


class Source(Protocol):
    """A file that was opened."""

    names: list[str]

    def choose(self, columns: list[str]) -> Any:
        """Says which columns are read; their pyarrow.Schema."""

    def chunks(self, start: dict[str, int]) -> Iterator[Chunk]:
        """The chunks from where another run came to; `start` is empty for all of them."""

    def close(self) -> None: ...


def name_of(path: Path) -> str | bytes:
    """As pyarrow takes it: bytes where it is no UTF-8."""
    name = str(path)
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name)
    return name


@contextmanager
def readable(path: Path, what: str) -> Iterator[None]:
    """Makes one sentence of what pyarrow says, whose words may show what stands in the file."""
    import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

    try:
        yield
    except FileNotFoundError as error:
        raise FileError(f"there is no file {path}") from error
    except IsADirectoryError as error:
        raise FileError(f"{path} is a folder") from error
    except PermissionError as error:
        raise FileError(f"{path} may not be read") from error
    except MemoryError:
        raise
    except (pyarrow.ArrowException, OSError, EOFError):
        raise FileError(f"{path} {what}") from None


def in_chunks(
    batches: Iterable[tuple[Any, float]], rows: int, start: int, schema: Any
) -> Iterator[Chunk]:
    """Batches of any size, each with the share of the file that it ends, as chunks of `rows` rows; the last may be shorter."""
    import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

    waiting: list[Any] = []
    count, done, share = 0, start, 0.0
    for batch, share in batches:
        while batch.num_rows:
            piece = batch.slice(0, rows - count)
            batch = batch.slice(piece.num_rows)
            waiting.append(piece)
            count += piece.num_rows
            if count == rows:
                done += count
                yield Chunk(
                    pyarrow.Table.from_batches(waiting, schema), count, (), (), {"row": done}, share
                )
                waiting, count = [], 0
    if count:
        yield Chunk(
            pyarrow.Table.from_batches(waiting, schema), count, (), (), {"row": done + count}, share
        )


def _without(batches: Iterable[tuple[Any, float]], rows: int) -> Iterator[tuple[Any, float]]:
    """The batches after the first `rows` rows."""
    for batch, share in batches:
        skipped = min(rows, batch.num_rows)
        rows -= skipped
        yield batch.slice(skipped), share


class ParquetSource:
    """Row groups are read page by page, a part of their rows at a time."""

    def __init__(self, path: Path, rows: int) -> None:
        import pyarrow.parquet  # type: ignore[import-untyped, import-not-found, unused-ignore]

        self._path, self._rows = path, rows
        with readable(path, "is no Parquet file, or was cut short"):
            # without pre_buffer=False all that was read of the file stays in memory
            self._file = pyarrow.parquet.ParquetFile(
                pyarrow.OSFile(name_of(path)),
                pre_buffer=False,
                buffer_size=1 << 18,
                page_checksum_verification=True,
            )
            self._all = self._schema = self._file.schema_arrow
        self.names: list[str] = self._all.names

    def choose(self, columns: list[str]) -> Any:
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

        self._schema = pyarrow.schema([self._all.field(name) for name in columns])
        return self._schema

    def chunks(self, start: dict[str, int]) -> Iterator[Chunk]:
        first, skipped, at = start.get("row", 0), 0, 0
        groups = self._file.metadata.num_row_groups
        while at < groups and skipped + self._file.metadata.row_group(at).num_rows <= first:
            skipped += self._file.metadata.row_group(at).num_rows
            at += 1
        total = self._file.metadata.num_rows

        def batches() -> Iterator[tuple[Any, float]]:
            row = skipped
            columns = self._schema.names
            if not columns or at == groups:
                return
            for batch in self._file.iter_batches(
                min(self._rows, _AT_ONCE), row_groups=range(at, groups), columns=columns
            ):
                row += batch.num_rows
                yield batch.select(columns), row / total

        yield from _guarded(
            in_chunks(_without(batches(), first - skipped), self._rows, first, self._schema),
            self._path,
            first,
        )

    def close(self) -> None:
        self._file.close()


class ArrowSource:
    """An IPC file or stream, whichever its first bytes say. A batch of the file is in memory as a whole."""

    def __init__(self, path: Path, rows: int) -> None:
        self._path, self._rows, self._columns = path, rows, [0]
        with readable(path, "cannot be read"):
            with open(path, "rb") as file:
                self._is_file = file.read(6) == b"ARROW1"
                self._size = file.seek(0, os.SEEK_END)
        with readable(path, "is no Arrow file, or was cut short"):
            self._all = self._schema = self._open(None)[1].schema
            last, end = (0, 0) if self._is_file else self._ends()
        self.names: list[str] = self._all.names
        if not self._is_file and last == end:
            raise FileError(
                f"{path} does not end as an Arrow stream does: it was cut short, or is still being written"
            )
        if not self._is_file and end < self._size:
            raise FileError(
                f"{path} goes on after the end of its Arrow stream; if two streams lie in it, give each a file of its own"
            )

    def _ends(self) -> tuple[int, int]:
        """Where the last batch of a stream ends, and where its mark of the end does: the same place where there is none. Only what stands between the batches is read."""
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

        with pyarrow.memory_map(name_of(self._path)) as file:
            last = 0
            for _ in pyarrow.ipc.MessageReader.open_stream(file):
                last = file.tell()
            return last, file.tell()

    def _open(self, columns: list[int] | None) -> tuple[Any, Any]:
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

        file = pyarrow.OSFile(name_of(self._path))
        how = pyarrow.ipc.IpcReadOptions(included_fields=columns)
        return file, pyarrow.ipc.open_file(
            file, options=how
        ) if self._is_file else pyarrow.ipc.open_stream(file, options=how)

    def choose(self, columns: list[str]) -> Any:
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

        self._columns = sorted(self.names.index(name) for name in columns)
        self._schema = pyarrow.schema([self._all.field(at) for at in self._columns])
        return self._schema

    def chunks(self, start: dict[str, int]) -> Iterator[Chunk]:
        first = start.get("row", 0)

        def batches() -> Iterator[tuple[Any, float]]:
            file, reader = self._open(self._columns)
            with file:
                if self._is_file:
                    for at in range(reader.num_record_batches):
                        yield reader.get_batch(at), (at + 1) / reader.num_record_batches
                else:
                    for batch in reader:
                        yield batch, file.tell() / self._size

        yield from _guarded(
            in_chunks(_without(batches(), first), self._rows, first, self._schema),
            self._path,
            first,
        )

    def close(self) -> None:
        """Nothing is open between two runs over the file."""


def _guarded(chunks: Iterator[Chunk], path: Path, row: int) -> Iterator[Chunk]:
    while True:
        with readable(path, f"is damaged or was cut short: nothing can be read after row {row}"):
            one = next(chunks, None)
        if one is None:
            return
        row = one.after["row"]
        yield one


def open_source(path: Path, rows: int, csv: Callable[[Path, int], Source]) -> Source:
    """By its suffix; `csv` opens one of text."""
    kind = path.suffix.lower()
    made: Source = (
        csv(path, rows)
        if kind == ".csv"
        else ParquetSource(path, rows)
        if kind == ".parquet"
        else ArrowSource(path, rows)
    )
    first: dict[str, int] = {}
    for number, name in enumerate(made.names, 1):
        if (
            first.setdefault(name, number) != number
        ):  # in a file without names of columns this is a person's answer: it is not shown
            made.close()
            raise FileError(
                f"columns {first[name]} and {number} of {path} have the same name; does it begin with the names of its columns?"
            )
    return made
