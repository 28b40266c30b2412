# SPDX-License-Identifier: Apache-2.0
"""What the tests of tables in files share: a table of people of nobody, files of it, and the runs of the command."""

from __future__ import annotations

import contextlib
import io
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow
import pyarrow.csv
import pyarrow.parquet

import pehchan
from pehchan.files_command import run

PAKISTAN = pehchan.builtin("pakistan")
SUFFIXES = (".csv", ".arrow", ".arrows", ".feather", ".parquet")
ROWS = 500


def persons(count: int, seed: int = 11) -> pyarrow.Table:
    """People of nobody, with many blanks, as a table of several types."""
    dice = random.Random(seed)
    columns: dict[str, pyarrow.Array] = {
        "case": pyarrow.array([f"A-{row}" for row in range(count)])
    }
    for at, one in enumerate(PAKISTAN.indicators.values()):
        if one.type == "yes_no" and at % 3 == 0:
            columns[one.id] = pyarrow.array(
                [dice.choice([True, False, None]) for _ in range(count)]
            )
        elif one.type == "yes_no" and at % 3 == 1:
            columns[one.id] = pyarrow.array(
                [dice.choice([1, 0, -1, -2, None]) for _ in range(count)], pyarrow.int8()
            )
        elif one.type == "yes_no":
            columns[one.id] = pyarrow.array(
                [dice.choice(["yes", "no", "unknown", "declined", "", None]) for _ in range(count)]
            )
        elif one.type == "choice":
            words = pyarrow.array(
                [dice.choice([*one.options, "unknown", None]) for _ in range(count)]
            )
            columns[one.id] = words.dictionary_encode() if at % 2 else words
        else:
            assert one.range
            columns[one.id] = pyarrow.array(
                [
                    dice.choice([None, dice.randint(one.range[0], min(one.range[1], 90))])
                    for _ in range(count)
                ],
                pyarrow.float64() if at % 2 else pyarrow.int16(),
            )
    return pyarrow.table(columns)


PEOPLE = persons(ROWS)


def write(table: pyarrow.Table, path: Path) -> Path:
    if path.suffix == ".csv":
        flat = pyarrow.table(
            [
                column.cast(column.type.value_type)
                if pyarrow.types.is_dictionary(column.type)
                else column
                for column in table.columns
            ],
            names=table.schema.names,
        )
        pyarrow.csv.write_csv(flat, path)
    elif path.suffix == ".parquet":
        pyarrow.parquet.write_table(table, path, row_group_size=130)
    else:
        with (pyarrow.ipc.new_stream if path.suffix == ".arrows" else pyarrow.ipc.new_file)(
            path, table.schema, options=pyarrow.ipc.IpcWriteOptions(unify_dictionaries=True)
        ) as out:
            out.write_table(table, max_chunksize=77)
    return path


def read(path: Path) -> pyarrow.Table:
    if path.suffix == ".parquet":
        return pyarrow.parquet.read_table(path)
    with pyarrow.OSFile(str(path)) as file:
        return (pyarrow.ipc.open_stream if path.suffix == ".arrows" else pyarrow.ipc.open_file)(
            file
        ).read_all()


def whole(table: pyarrow.Table, **how: object) -> pyarrow.Table:
    return pyarrow.table(pehchan.assess_table(table, on_issue="null", **how))  # type: ignore[arg-type]


def same(path: Path, want: pyarrow.Table) -> None:
    if path.suffix == ".csv":
        made = io.BytesIO()
        pyarrow.csv.write_csv(want, made)
        assert path.read_bytes() == made.getvalue()
    else:
        got = read(path)
        assert got.schema.equals(want.schema, check_metadata=True)
        assert got.combine_chunks().equals(want.combine_chunks())


def command(*words: object, **how: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "-m", "pehchan", "screen", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        **how,
    )  # type: ignore[call-overload, no-any-return]


def refused(*words: object) -> str:
    """What is said where nothing could be done: one sentence, nothing left behind."""
    folder = Path(str(words[1])).parent
    before = sorted(os.listdir(folder)) if folder.is_dir() else []
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        assert run([str(word) for word in words]) == 2
    assert said.getvalue().startswith("pehchan: ")
    assert (sorted(os.listdir(folder)) if folder.is_dir() else []) == before
    return said.getvalue()


def slow_run(words: list[object], after_rows: int, how: signal.Signals) -> subprocess.Popen[str]:
    """A run in another process, which is stopped when so many rows are finished."""
    program = (
        "import os, sys, pehchan.files as files, pehchan.files_command as command\n"
        "kept = files._run\n"
        "def run(*given):\n"
        f"    return kept(*given[:-1], lambda rows, share: os.kill(os.getpid(), {int(how)}) if rows >= {after_rows} else None)\n"
        "files._run = run\n"
        "sys.exit(command.run(sys.argv[1:]))\n"
    )
    return subprocess.Popen(
        [sys.executable, "-I", "-c", program, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
