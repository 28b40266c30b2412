# SPDX-License-Identifier: Apache-2.0
"""``python -m pehchan screen SOURCE TARGET`` for tables in files: the words of the command line, a bar, and what is said at the end."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from .catalogue import Catalogue, builtin, load
from .file_sources import SUFFIXES
from .files import FileReport, same_file, screen_file
from .issues import AnswersError, CatalogueError, FileError

_SHOWN_AT_MOST = 20
# Options of either `screen` that take a value.
_VALUED = {
    "--catalogue",
    "--use",
    "--lang",
    "--mapping",
    "--view",
    "--format",
    "--priors",
    "--columns",
    "--keep",
    "--problems",
    "--delimiter",
    "--blank",
    "--rows",
    "--threads",
}


def is_table(words: Sequence[str]) -> bool:
    """Whether the words are `screen` and the first that is no option is a table in a file; otherwise it is a file of cases."""
    if not words or words[0] != "screen":
        return False
    rest = iter(words[1:])
    for word in rest:
        if word == "--":
            return next(rest, "").lower().endswith(SUFFIXES)
        if word in _VALUED:
            next(rest, None)
        elif not word.startswith("-"):
            return word.lower().endswith(SUFFIXES)
    return False


def asks_help(words: Sequence[str]) -> bool:
    """Whether the words ask what `screen` takes, for cases or for tables."""
    return words[:1] == ["screen"] and not is_table(words) and ("--help" in words or "-h" in words)


def show_help() -> None:
    """That of tables in files; of cases the other command says it."""
    _parser().print_help()


class _Words(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise FileError(f"{message}; see: python -m pehchan screen table.csv --help")


def _parser() -> argparse.ArgumentParser:
    out = _Words(
        prog="python -m pehchan screen",
        allow_abbrev=False,
        description="Statuses and scores for every row of a table in a file. For statistics only; it decides nothing about a person.",
        epilog="Exit status: 0 all well, 1 some row could not be read (the rest was done), 2 nothing could be done. After an interruption the same command goes on.",
    )
    suffixes = ", ".join(SUFFIXES)
    out.add_argument(
        "source", metavar="SOURCE", help=f"a table: {suffixes}; a column is named by its indicator"
    )
    out.add_argument("target", metavar="TARGET", help=f"the results: {suffixes}")
    out.add_argument("--catalogue", metavar="ID|FILE", help="pakistan unless another is named")
    out.add_argument(
        "--use", metavar="FILE", action="append", default=[], help="a catalogue that it uses"
    )
    out.add_argument(
        "--mapping", metavar="ID|FILE", help="how the columns and codes of a source are read"
    )
    out.add_argument(
        "--columns",
        metavar="FILE",
        help='JSON: {"q44": {"indicator": ID, "yes": [1], "no": [2]}, "id": "case", "remarks": null}',
    )
    out.add_argument(
        "--keep",
        metavar="COLUMN",
        action="append",
        default=[],
        help="a column without answers that goes into the target as it is; may be given again",
    )
    out.add_argument(
        "--ignore-extra", action="store_true", help="pass over columns that are no indicator's"
    )
    out.add_argument(
        "--problems",
        metavar="FILE",
        help="a CSV file for all problems of rows: row, line, column, code, text",
    )
    out.add_argument(
        "--replace", action="store_true", help="write over TARGET and the file of --problems"
    )
    out.add_argument(
        "--delimiter",
        metavar="C",
        default=",",
        help="between the cells of a CSV file; \\t is a tab",
    )
    out.add_argument(
        "--blank",
        metavar="TEXT",
        action="append",
        default=[],
        help="what stands in the answers of a CSV file where nobody knows, such as NA; may be given again",
    )
    out.add_argument(
        "--rows", metavar="N", type=int, default=65536, help="rows of a chunk, at most"
    )
    out.add_argument(
        "--view",
        choices=("official", "helper"),
        default="official",
        help="for whom: an official's results do not depend on answers about officials",
    )
    out.add_argument("--threads", metavar="N", type=int, help="as many as the machine has")
    out.add_argument("--quiet", action="store_true", help="no bar")
    return out


class Bar:
    """One line on a terminal that says how far the work is."""

    def __init__(self, to: Any) -> None:
        self._to, self._begin, self._first = to, time.monotonic(), (0, 0.0)
        self._last = 0.0
        self._shown = False

    def __call__(self, rows: int, share: float) -> None:
        now = time.monotonic()
        if not self._shown:  # what an earlier run did says nothing of the speed
            self._first, self._begin = (rows, share), self._begin if rows == 0 else now
        if self._shown and now - self._last < 0.1 and share < 1:
            return
        self._last, self._shown = now, True
        took = max(now - self._begin, 1e-9)
        speed, gained = (rows - self._first[0]) / took, share - self._first[1]
        left = (
            f", {_duration(took * (1 - share) / gained)} left" if gained > 0 and took > 0.5 else ""
        )
        full = int(24 * share)
        self._write(
            f"\r[{'#' * full}{'.' * (24 - full)}] {100 * share:3.0f} %  {rows:,} persons"
            + (f", {speed:,.0f} a second" if speed else "")
            + left
            + "\x1b[K"
        )

    def end(self) -> None:
        """Leaves the line."""
        if self._shown:
            self._write("\n")

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):  # a terminal that went away
            self._to.write(text)
            self._to.flush()


def _duration(seconds: float) -> str:
    whole = int(seconds + 0.5)
    return (
        f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
        if whole >= 3600
        else f"{whole // 60}:{whole % 60:02}"
    )


def _is_file_name(name: str) -> bool:
    return "/" in name or "\\" in name or name.endswith(".json")


def _catalogue(given: argparse.Namespace) -> tuple[Catalogue, Any]:
    """The catalogue and what says how columns are read, as the command line for cases finds them."""
    used: list[Catalogue] = []
    for file in given.use:
        used.append(load(Path(file), used))
    columns: Any = given.mapping
    name = given.catalogue or "pakistan"
    if columns is not None and given.columns is not None:
        raise FileError("--mapping and --columns both say how columns are read: give one of them")
    if columns is not None and _is_file_name(columns):
        if given.catalogue is not None:
            raise FileError(
                'with a mapping file the catalogue is the file itself, which names others in "use": leave --catalogue out'
            )
        known = load(Path(columns), used)
        if len(known.mappings) != 1:
            raise FileError(f"{columns} must hold exactly one mapping")
        return known, known.mappings[0]
    if given.columns is not None:
        try:
            columns = json.loads(Path(given.columns).read_bytes())
        except ValueError as error:
            raise FileError(f"{given.columns} is no JSON") from error
        if not isinstance(columns, dict):
            raise FileError(f"{given.columns} is no JSON object")
    return load(Path(name), used) if _is_file_name(name) else builtin(name), columns


class _Stopped(BaseException):
    """A signal says to stop."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def _stop(number: int, frame: object) -> NoReturn:
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.SIG_IGN)  # once is enough
    raise _Stopped(number)


def _say(text: str) -> None:
    try:
        print(text, file=sys.stderr, flush=True)
    except (OSError, ValueError):  # nobody hears it: the work and its status count
        _be_silent()


def _be_silent() -> None:
    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # until the end of the process


def _is_terminal() -> bool:
    try:
        return sys.stderr.isatty()
    except ValueError:
        return False


def _tell(report: FileReport, given: argparse.Namespace) -> int:
    if not report.problem_count:
        return 0
    for one in report.problems[:_SHOWN_AT_MOST]:
        _say(f"{given.source}: {one}")
    more = report.problem_count - _SHOWN_AT_MOST
    if more > 0:
        _say(
            f"and {more} more problems" + ("" if given.problems else "; --problems FILE lists all")
        )
    return 1


def run(words: Sequence[str]) -> int:
    """Does what the words after `screen` say; the exit status."""
    if sys.stderr is None:  # closed: what is opened next would get its number
        _be_silent()
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        return _run(words)
    finally:
        for one, how in before.items():
            signal.signal(one, how)


def _run(words: Sequence[str]) -> int:
    bar: Bar | None = None
    target = None
    try:
        given = _parser().parse_args(words)
        target = given.target
        bar = Bar(sys.stderr) if not given.quiet and _is_terminal() else None
        known, columns = _catalogue(given)
        for read in (given.columns, given.mapping, given.catalogue, *given.use):
            for written in (given.target, given.problems):
                if (
                    read is not None
                    and written is not None
                    and (read == given.columns or _is_file_name(read))
                    and same_file(Path(read), Path(written))
                ):
                    raise FileError(f"{written} is read by this run: it is not written over")
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, _stop)
        report = screen_file(
            given.source,
            given.target,
            known,
            columns=columns,
            keep=given.keep,
            ignore_extra=given.ignore_extra,
            problems=given.problems,
            replace=given.replace,
            delimiter="\t" if given.delimiter == "\\t" else given.delimiter,
            blank=given.blank,
            rows_at_once=given.rows,
            threads=given.threads,
            view=given.view,
            progress=bar,
        )
    except _Stopped as stopped:
        if bar is not None:
            bar.end()
        begun = target is not None and Path(f"{target}.parts").is_dir()
        _say(
            "pehchan: stopped"
            + (
                f"; what is finished lies in {target}.parts, and the same command goes on from there"
                if begun
                else "; there is no unfinished work"
            )
        )
        return 128 + stopped.number
    except (AnswersError, CatalogueError) as error:
        _say(f"pehchan: {error}")
        return 2
    except OSError as error:
        _say(f"pehchan: cannot read {error.filename or 'a file'}: {error.strerror}")
        return 2
    except (FileError, ValueError, TypeError) as error:
        if bar is not None:
            bar.end()
        _say(f"pehchan: {error}")
        return 2
    except MemoryError:
        _say("pehchan: out of memory")
        return 2
    if bar is not None:
        bar.end()
    return _tell(report, given)
