# SPDX-License-Identifier: Apache-2.0
"""A run over a file that may be interrupted: finished chunks lie as parts in a folder beside the target until all of them become the target.

The folder ``TARGET.parts`` holds ``run.json``, which says of which run they are, and for each chunk ``part-N.arrow``, its results, with where the next chunk
begins in its metadata, and ``problems-N.csv``. Everything is written under another name first, and bears its own when it is complete. When the target and the
list of problems are complete, ``run.json`` says so before they get their names: whoever comes later has only to finish that.
"""

from __future__ import annotations

import csv
import errno
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from .file_sources import name_of
from .file_targets import open_target
from .issues import FileError, RowProblem

try:
    import fcntl
except ImportError:  # Windows: two runs at once are not noticed there
    fcntl = None  # type: ignore[assignment]

_UNFINISHED = ".unfinished"


_LOCK = "run.lock"


class PartsError(FileError):
    """Nothing can be made of the parts that are there."""


@contextmanager
def writable(where: Path) -> Iterator[None]:
    """Makes one sentence of what the system says; what pyarrow says may show what stands in the file."""
    import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

    try:
        yield
    except MemoryError:
        raise
    except OSError as error:
        raise FileError(
            f"cannot write {where}: {error.strerror or 'the disk may be full'}"
        ) from None
    except pyarrow.ArrowException:
        raise FileError(
            f"cannot write {where}: some value of a column that is kept, or of the case, has no place in such a file"
        ) from None


def complete(path: Path, unfinished: Path) -> None:
    """What was written under another name is on the disk, and bears its own from here on."""
    _safe(unfinished)
    os.replace(unfinished, path)


def _safe(path: Path) -> None:
    with open(path, "rb") as file:
        os.fsync(file.fileno())


def _safe_folder(folder: Path) -> None:
    """New names in it are on the disk; not every system can do so."""
    with suppress(OSError):
        at = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(at)
        finally:
            os.close(at)


def _move(unfinished: Path, to: Path) -> None:
    try:
        os.replace(unfinished, to)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        near = to.with_name(to.name + _UNFINISHED)  # on another disk
        try:
            shutil.copyfile(unfinished, near)
            complete(to, near)
        except BaseException:
            near.unlink(missing_ok=True)
            raise
        unfinished.unlink()


def check_free(path: Path, replace: bool) -> None:
    """Whether a file may be written there."""
    if path.is_symlink():
        raise FileError(f"{path} is a link: name the file that it stands for")
    if path.is_dir():
        raise FileError(f"{path} is a folder")
    if path.exists() and not path.is_file():
        raise FileError(f"{path} is no regular file")
    if path.exists() and not replace:
        raise FileError(
            f"{path} is there already; it is written over only where replace is asked for"
        )


class Parts:
    """The parts of one run, and the files that they become."""

    def __init__(
        self, target: Path, listed: Path | None, settings: Mapping[str, Any], replace: bool
    ) -> None:
        self.target = target
        self.folder = target.with_name(target.name + ".parts")
        self.after: dict[str, int] = {}  #: where the first chunk begins that is not there
        self.count = 0
        self.rows = 0
        self.done: dict[str, Any] | None = (
            None  #: what `publish` was told, where all is made and has only to get its name
        )
        self._ends = [(self.folder / ("target" + _UNFINISHED), target)] + (
            [] if listed is None else [(self.folder / ("problems" + _UNFINISHED), listed)]
        )
        self._settings: dict[str, Any] = json.loads(json.dumps(settings))
        self._lock: int | None = None
        made = self._take()
        try:
            self._begin(made, replace)
        except BaseException:
            self.leave()
            raise

    def _take(self) -> bool:
        """Makes the folder and keeps all other runs out; whether the lock was not there before."""
        while True:
            with writable(self.folder):
                with suppress(FileExistsError):
                    self.folder.mkdir(mode=0o700)
                if self.folder.is_symlink() or (self.folder.exists() and not self.folder.is_dir()):
                    raise FileError(
                        f"{self.folder} is there already and is no folder; remove it, or name another target"
                    )
                try:
                    if hasattr(os, "getuid") and self.folder.stat().st_uid != os.getuid():
                        raise FileError(
                            f"{self.folder} is there already and belongs to somebody else; name another target"
                        )
                    if fcntl is None:
                        return False
                    lock = self.folder / _LOCK
                    made = not lock.exists()
                    self._lock = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
                except FileNotFoundError:  # another run has just removed it
                    continue
                try:
                    fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    if os.path.samestat(os.fstat(self._lock), lock.stat()):
                        return made
                except BlockingIOError:
                    self.leave()
                    raise FileError(f"another run is writing {self.target}") from None
                except FileNotFoundError:
                    pass
                except BaseException:
                    self.leave()
                    raise
                self.leave()  # a folder that was removed meanwhile

    def _begin(self, made: bool, replace: bool) -> None:
        said = self.folder / "run.json"
        before = None
        try:
            before = json.loads(said.read_bytes())
        except FileNotFoundError:
            if any(
                one.name != _LOCK and not one.name.endswith(_UNFINISHED)
                for one in self.folder.iterdir()
            ):
                if made:
                    (self.folder / _LOCK).unlink(missing_ok=True)
                raise FileError(
                    f"{self.folder} is there already and is of no run of Pehchan; remove it, or name another target"
                ) from None
        except (OSError, ValueError):
            raise FileError(f"{said} cannot be read; remove {self.folder} to begin anew") from None
        if before is not None:
            done = before.pop("done", None) if isinstance(before, dict) else None
            if before != self._settings:
                other = [
                    what
                    for what in self._settings
                    if not isinstance(before, dict) or before.get(what) != self._settings[what]
                ]
                raise FileError(
                    f"{self.folder} holds parts of a run with another {', '.join(other) or 'version'}: finish that run with its own settings, or remove the folder to begin anew"
                )
            if done is not None and self._is_made(done):
                self.done = done
        try:
            for unfinished, to in self._ends:
                if self.done is None or unfinished.exists():
                    check_free(to, replace)
            if self.done is not None:
                return
            with writable(self.folder):
                if before is None:
                    os.chmod(self.folder, 0o700)
                self._say(None)
        except FileError:
            if before is None:
                self.remove()
            raise
        self._find()

    def _say(self, done: Mapping[str, Any] | None) -> None:
        """Writes down of which run this is, and whether all is made."""
        unfinished = self.folder / ("run.json" + _UNFINISHED)
        unfinished.write_text(
            json.dumps(self._settings | ({} if done is None else {"done": done}), indent=1) + "\n",
            encoding="ascii",
        )
        complete(self.folder / "run.json", unfinished)

    def _is_made(self, done: Mapping[str, Any]) -> bool:
        """Whether what an earlier run made is there, under its name or the other."""
        sizes = done.get("sizes", {})
        if set(sizes) != {str(to.absolute()) for _, to in self._ends}:
            return False
        for unfinished, to in self._ends:
            one = unfinished if unfinished.exists() else to
            if not one.is_file() or one.stat().st_size != sizes[str(to.absolute())]:
                return False
        return True

    def _part(self, number: int) -> Path:
        return self.folder / f"part-{number:06}.arrow"

    def _problems(self, number: int) -> Path:
        return self.folder / f"problems-{number:06}.csv"

    def _size(self, number: int) -> int:
        listed = self._problems(number)
        return listed.stat().st_size if listed.exists() else 0

    def _damaged(self, path: Path) -> PartsError:
        return PartsError(f"{path} is damaged; remove {self.folder} and run again")

    def _read(self, number: int, first: int) -> tuple[Any, dict[str, int]]:
        """The results of a part whose first row is `first`, and where the next chunk begins."""
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

        try:
            with pyarrow.OSFile(name_of(self._part(number))) as file:
                rows = pyarrow.ipc.open_stream(file).read_all()
            rows.validate(full=True)
            said = rows.schema.metadata
            after: dict[str, int] = json.loads(said[b"pehchan.after"])
            if rows.num_rows == after["row"] - first and self._size(number) == int(
                said[b"pehchan.problems"]
            ):
                return rows, after
        except MemoryError:
            raise
        except (pyarrow.ArrowException, OSError, ValueError, KeyError, TypeError):
            pass
        raise self._damaged(self._part(number)) from None

    def _find(self) -> None:
        while self._part(self.count).exists():
            _, self.after = self._read(self.count, self.rows)
            self.rows = self.after["row"]
            self.count += 1

    def add(self, results: Any, problems: Sequence[RowProblem], after: dict[str, int]) -> None:
        """The next chunk is finished."""
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

        with writable(self.folder):
            self._problems(self.count).unlink(missing_ok=True)
            if problems:
                unfinished = self._problems(self.count).with_suffix(_UNFINISHED)
                with open(
                    unfinished, "w", encoding="utf-8", errors="surrogateescape", newline=""
                ) as file:
                    csv.writer(file, lineterminator="\n").writerows(problems)
                complete(self._problems(self.count), unfinished)
            unfinished = self._part(self.count).with_suffix(_UNFINISHED)
            results = results.replace_schema_metadata(
                {
                    **(results.schema.metadata or {}),
                    b"pehchan.after": json.dumps(after),
                    b"pehchan.problems": str(self._size(self.count)),
                }
            )
            with (
                pyarrow.OSFile(name_of(unfinished), "wb") as out,
                pyarrow.ipc.new_stream(out, results.schema) as writer,
            ):
                writer.write_table(results)
            complete(self._part(self.count), unfinished)
        self.after, self.rows = after, after["row"]
        self.count += 1

    def _listed(self, number: int) -> Iterator[RowProblem]:
        try:
            with open(
                self._problems(number), encoding="utf-8", errors="surrogateescape", newline=""
            ) as file:
                for row, line, column, code, text in csv.reader(file):
                    yield RowProblem(int(row), int(line), column, code, text)
        except FileNotFoundError:
            return
        except (OSError, ValueError, csv.Error):
            raise self._damaged(self._problems(number)) from None

    def problems(self) -> Iterator[RowProblem]:
        """All of them, in the order of rows."""
        for number in range(self.count):
            yield from self._listed(number)

    def join(self, schema: Any) -> Iterator[int]:
        """Makes the target and the list of problems of all parts, without their names yet; says how many rows there are so far."""
        import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

        (unfinished, to), *listed = self._ends
        done = 0
        try:
            with writable(to), pyarrow.OSFile(name_of(unfinished), "wb") as file:
                writer = open_target(file, to.suffix.lower(), schema)
                try:
                    for number in range(self.count):
                        rows, _ = self._read(number, done)
                        if not rows.schema.equals(schema):
                            raise self._damaged(self._part(number))
                        # one row group or batch a part, whatever pieces it is in
                        writer.write_table(
                            rows.replace_schema_metadata(schema.metadata).combine_chunks()
                        )
                        done += rows.num_rows
                        yield done
                finally:
                    writer.close()
            with writable(to):
                _safe(unfinished)
            for unfinished, to in listed:
                with writable(to):
                    with open(
                        unfinished, "w", encoding="utf-8", errors="surrogateescape", newline=""
                    ) as table:
                        lines = csv.writer(table, lineterminator="\n")
                        lines.writerow(RowProblem._fields)
                        lines.writerows(self.problems())
                    _safe(unfinished)
        except FileError:
            unfinished.unlink(missing_ok=True)  # on a full disk
            raise

    def publish(self, done: Mapping[str, Any]) -> None:
        """What `join` made gets its names; `done` is found again where that was interrupted."""
        if self.done is None:
            with writable(self.folder):
                self.done = {
                    **done,
                    "sizes": {
                        str(to.absolute()): unfinished.stat().st_size
                        for unfinished, to in self._ends
                    },
                }
                self._say(self.done)
        for unfinished, to in self._ends:
            if unfinished.exists():
                with writable(to):
                    _move(unfinished, to)
                    _safe_folder(to.parent)
        self.remove()

    def leave(self) -> None:
        """Lets another run go on."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def remove(self) -> None:
        """Removes what this run wrote, and the folder where nothing else lies in it; what says that all is done goes last."""
        for one in [
            *self.folder.glob("part-*.arrow"),
            *self.folder.glob("problems-*.csv"),
            *self.folder.glob("*" + _UNFINISHED),
            self.folder / _LOCK,
            self.folder / "run.json",
        ]:
            one.unlink(missing_ok=True)
        with suppress(OSError):
            self.folder.rmdir()
        self.leave()
