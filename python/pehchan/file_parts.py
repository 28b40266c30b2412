# SPDX-License-Identifier: Apache-2.0
"""A run over a file that may be interrupted: finished chunks lie as parts in a folder beside the target until all of them become the target.

The folder ``TARGET.parts`` holds ``run.json``, which says of which run they are, and for each chunk ``part-N.arrow``, its results, with where the next chunk
begins in its metadata, and ``problems-N.csv``. Everything is written under another name first, and bears its own when it is complete.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from .file_targets import open_target
from .issues import FileError, RowProblem

try:
    import fcntl
except ImportError:  # Windows: two runs at once are not noticed there
    fcntl = None  # type: ignore[assignment]

_UNFINISHED = ".unfinished"


@contextmanager
def writable(where: Path) -> Iterator[None]:
    """Makes one sentence of what the system says."""
    try:
        yield
    except OSError as error:
        raise FileError(f"cannot write {where}: {error.strerror or 'the disk may be full'}") from error


def complete(path: Path, unfinished: Path) -> None:
    """What was written under another name is on the disk, and bears its own from here on."""
    with open(unfinished, "rb") as file:
        os.fsync(file.fileno())
    os.replace(unfinished, path)


class Parts:
    """The parts of one run."""

    def __init__(self, target: Path, settings: Mapping[str, Any]) -> None:
        self.target = target
        self.folder = target.with_name(target.name + ".parts")
        self.after: dict[str, int] = {}  #: where the first chunk begins that is not there
        self.count = 0
        self.rows = 0
        self._lock: Any = None
        self._begin(json.loads(json.dumps(settings)))

    def _begin(self, settings: dict[str, Any]) -> None:
        said = self.folder / "run.json"
        with writable(self.folder):
            self.folder.mkdir(mode=0o700, exist_ok=True)
        try:
            before = json.loads(said.read_bytes())
        except FileNotFoundError:
            if any(not one.name.endswith(_UNFINISHED) for one in self.folder.iterdir()):
                raise FileError(f"{self.folder} is there already and is of no run of Pehchan; remove it, or name another target") from None
            before = None
        except (OSError, ValueError) as error:
            raise FileError(f"{said} cannot be read; remove {self.folder} to begin anew") from error
        if before is None:
            with writable(self.folder):
                unfinished = said.with_name(said.name + _UNFINISHED)
                unfinished.write_text(json.dumps(settings, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
                complete(said, unfinished)
        elif before != settings:
            other = [what for what in settings if not isinstance(before, dict) or before.get(what) != settings[what]]
            raise FileError(f"{self.folder} holds parts of a run with another {', '.join(other) or 'version'}: finish that run with its own settings, or remove the folder to begin anew")
        self._take(said)
        self._find()

    def _take(self, said: Path) -> None:
        if fcntl is None:
            return
        self._lock = open(said, "rb")  # noqa: SIM115  # `leave` closes it
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.close()
            raise FileError(f"another run is writing {self.target}") from error

    def _part(self, number: int) -> Path:
        return self.folder / f"part-{number:06}.arrow"

    def _problems(self, number: int) -> Path:
        return self.folder / f"problems-{number:06}.csv"

    def _find(self) -> None:
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

        while self._part(self.count).exists():
            with pyarrow.OSFile(str(self._part(self.count))) as file:
                self.after = json.loads(pyarrow.ipc.open_stream(file).schema.metadata[b"pehchan.after"])
            self.rows = self.after["row"]
            self.count += 1

    def add(self, results: Any, problems: Sequence[RowProblem], after: dict[str, int]) -> None:
        """The next chunk is finished."""
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

        with writable(self.folder):
            if problems:
                unfinished = self._problems(self.count).with_suffix(_UNFINISHED)
                with open(unfinished, "w", encoding="utf-8", newline="") as file:
                    csv.writer(file, lineterminator="\n").writerows(problems)
                complete(self._problems(self.count), unfinished)
            unfinished = self._part(self.count).with_suffix(_UNFINISHED)
            results = results.replace_schema_metadata({**(results.schema.metadata or {}), b"pehchan.after": json.dumps(after)})
            with pyarrow.OSFile(str(unfinished), "wb") as file, pyarrow.ipc.new_stream(file, results.schema) as writer:
                writer.write_table(results)
            complete(self._part(self.count), unfinished)
        self.after, self.rows = after, after["row"]
        self.count += 1

    def problems(self) -> Iterator[RowProblem]:
        """All of them, in the order of rows."""
        for number in range(self.count):
            with suppress(FileNotFoundError), open(self._problems(number), encoding="utf-8", newline="") as file:
                for row, line, column, code, text in csv.reader(file):
                    yield RowProblem(int(row), int(line), column, code, text)

    def write_problems(self, to: Path) -> None:
        """As a table."""
        with writable(to):
            unfinished = to.with_name(to.name + _UNFINISHED)
            with open(unfinished, "w", encoding="utf-8", newline="") as file:
                lines = csv.writer(file, lineterminator="\n")
                lines.writerow(RowProblem._fields)
                lines.writerows(self.problems())
            complete(to, unfinished)

    def join(self, schema: Any) -> Iterator[int]:
        """Makes the target of all parts; says how many rows it has so far."""
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

        unfinished = self.folder / ("target" + _UNFINISHED)
        done = 0
        with writable(self.target):
            writer = open_target(unfinished, self.target.suffix.lower(), schema)
            try:
                for number in range(self.count):
                    with pyarrow.OSFile(str(self._part(number))) as file:
                        rows = pyarrow.ipc.open_stream(file).read_all().replace_schema_metadata(schema.metadata)
                    # one row group or batch a part, whatever pieces it is in
                    writer.write_table(rows.combine_chunks())
                    done += rows.num_rows
                    yield done
            finally:
                writer.close()
            complete(self.target, unfinished)

    def leave(self) -> None:
        """Lets another run go on."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def remove(self) -> None:
        """Removes what this run wrote, and the folder where nothing else lies in it."""
        for one in [*self.folder.glob("part-*.arrow"), *self.folder.glob("problems-*.csv"), *self.folder.glob("*" + _UNFINISHED), self.folder / "run.json"]:
            one.unlink(missing_ok=True)
        self.leave()
        with suppress(OSError):
            self.folder.rmdir()
