# SPDX-License-Identifier: Apache-2.0
"""Tables in files: every pair of formats gives what `assess_table` gives; a run that was killed goes on; memory does not grow."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from file_tables import PEOPLE, ROWS, SUFFIXES, command, refused, same, slow_run, whole, write

import pehchan
from pehchan.file_targets import open_target
from pehchan.files_command import Bar


@pytest.mark.parametrize("source", SUFFIXES)
def test_every_pair_of_formats_gives_what_assess_table_gives_of_the_whole_table(
    source: str, tmp_path: Path
) -> None:
    path = write(PEOPLE, tmp_path / f"people{source}")
    want = whole(PEOPLE)
    for target in SUFFIXES:
        for rows in (190, 65536):
            out = tmp_path / f"{rows}{target}"
            report = pehchan.screen_file(path, out, rows_at_once=rows)
            assert (report.rows, report.problem_count, report.resumed_rows) == (ROWS, 0, 0)
            same(out, want)
    assert not list(tmp_path.glob("*.parts"))


def test_the_command_line_gives_the_bytes_of_the_function_and_cases_still_go_to_the_other_command(
    tmp_path: Path,
) -> None:
    path = write(PEOPLE, tmp_path / "people.parquet")
    pehchan.screen_file(path, tmp_path / "a.parquet")
    went = command("--catalogue", "pakistan", path, tmp_path / "b.parquet")
    assert (went.returncode, went.stdout, went.stderr) == (0, "", "")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    cases = tmp_path / "cases.jsonl"
    cases.write_text('{"case": "1", "answers": {"wages_withheld": "yes"}}\n', encoding="utf-8")
    assert json.loads(command(cases).stdout)["case"] == "1"
    refused = command("--lang", "x.csv", cases).stderr
    assert refused.startswith("pehchan: --lang is a language of the catalogue: en")
    assert refused.count("\n") == 1


@pytest.mark.parametrize(
    ("source", "target"), list(zip(SUFFIXES, SUFFIXES[1:] + SUFFIXES[:1], strict=True))
)
def test_a_run_that_was_killed_goes_on_to_the_same_bytes(
    source: str, target: str, tmp_path: Path
) -> None:
    table = PEOPLE.set_column(
        5,
        PEOPLE.schema.names[5],
        pyarrow.array([9 if row % 100 == 7 else 1 for row in range(ROWS)], pyarrow.int8()),
    )
    path = write(table, tmp_path / f"people{source}")
    straight = tmp_path / f"straight{target}"
    pehchan.screen_file(path, straight, rows_at_once=64, problems=tmp_path / "straight.problems")
    out = tmp_path / f"out{target}"
    words = [path, out, "--rows", 64, "--problems", tmp_path / "out.problems"]
    killed = slow_run(words, 192, signal.SIGKILL)
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL and not out.exists()
    assert len(list((tmp_path / f"out{target}.parts").glob("part-*.arrow"))) == 3
    report = pehchan.screen_file(path, out, rows_at_once=64, problems=tmp_path / "out.problems")
    assert (report.rows, report.resumed_rows, report.problem_count) == (ROWS, 192, 5)
    assert out.read_bytes() == straight.read_bytes()
    assert (tmp_path / "out.problems").read_bytes() == (tmp_path / "straight.problems").read_bytes()
    assert not (tmp_path / f"out{target}.parts").exists()


def test_a_kill_at_any_moment_leaves_a_run_that_goes_on(tmp_path: Path) -> None:
    path = write(pyarrow.concat_tables([PEOPLE] * 8), tmp_path / "people.parquet")
    pehchan.screen_file(path, tmp_path / "straight.parquet", rows_at_once=64)
    out = tmp_path / "out.parquet"
    for delay in (0.25, 0.35, 0.45):
        other = subprocess.Popen(
            [
                sys.executable,
                "-I",
                "-m",
                "pehchan",
                "screen",
                str(path),
                str(out),
                "--rows",
                "64",
                "--replace",
            ],
            stderr=subprocess.DEVNULL,
        )
        time.sleep(delay)
        other.kill()
        other.wait()
    pehchan.screen_file(path, out, rows_at_once=64, replace=True)
    assert out.read_bytes() == (tmp_path / "straight.parquet").read_bytes() and sorted(
        os.listdir(tmp_path)
    ) == ["out.parquet", "people.parquet", "straight.parquet"]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_the_finished_parts_and_says_how_to_go_on(
    how: signal.Signals, tmp_path: Path
) -> None:
    path, out = write(PEOPLE, tmp_path / "people.csv"), tmp_path / "out.csv"
    stopped = slow_run([path, out, "--rows", 64], 128, how)
    said = stopped.communicate()[1]
    assert stopped.returncode == 128 + how
    assert (
        said
        == f"pehchan: stopped; what is finished lies in {out}.parts, and the same command goes on from there\n"
    )
    assert command(path, out, "--rows", 64).returncode == 0
    same(out, whole(PEOPLE))


def test_a_restart_with_other_settings_is_refused_and_touches_nothing(tmp_path: Path) -> None:
    path, out = write(PEOPLE, tmp_path / "people.csv"), tmp_path / "out.csv"
    slow_run([path, out, "--rows", 64], 128, signal.SIGKILL).communicate()
    assert "another rows at once: finish that run" in refused(path, out, "--rows", 65)
    assert "another catalogue" in refused(
        path, out, "--rows", 64, "--catalogue", "palermo", "--ignore-extra"
    )
    assert "another blank cells" in refused(path, out, "--rows", 64, "--blank", "NA")
    with open(path, "a", encoding="utf-8") as more:
        more.write("\n")
    assert "another size of the source, date of the source" in refused(path, out, "--rows", 64)
    foreign = tmp_path / "else.csv.parts"
    foreign.mkdir()
    (foreign / "mine.txt").write_text("kept", encoding="utf-8")
    assert "is of no run of Pehchan" in refused(path, tmp_path / "else.csv")
    assert (foreign / "mine.txt").read_text(encoding="utf-8") == "kept"


def test_a_disk_that_is_full_is_one_sentence_and_the_run_goes_on_later(tmp_path: Path) -> None:
    path, out = write(PEOPLE, tmp_path / "people.parquet"), tmp_path / "out.csv"
    straight = tmp_path / "straight.csv"
    pehchan.screen_file(path, straight, rows_at_once=190)
    full = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({straight.stat().st_size - 1}, resource.RLIM_INFINITY))\n"
    went = subprocess.run(
        [
            sys.executable,
            "-I",
            "-c",
            full
            + "import sys, pehchan.files_command as command; sys.exit(command.run(sys.argv[1:]))",
            path,
            out,
            "--rows",
            "190",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (
        went.returncode == 2
        and went.stderr.startswith(f"pehchan: cannot write {out}: ")
        and not out.exists()
    )
    assert pehchan.screen_file(path, out, rows_at_once=190).resumed_rows == ROWS
    assert out.read_bytes() == straight.read_bytes()
    if Path("/proc").is_dir():
        assert "pehchan: cannot write /proc/out.csv.parts" in command(path, "/proc/out.csv").stderr


def test_two_runs_do_not_write_one_target(tmp_path: Path) -> None:
    path, out = write(PEOPLE, tmp_path / "people.parquet"), tmp_path / "out.csv"

    def meanwhile(rows: int, share: float) -> None:
        with pytest.raises(pehchan.FileError, match="another run is writing"):
            pehchan.screen_file(path, out, rows_at_once=400)

    pehchan.screen_file(path, out, rows_at_once=400, progress=meanwhile)
    same(out, whole(PEOPLE))


@pytest.mark.parametrize("how", ["in place", "replaced"])
def test_a_source_that_changes_while_it_is_read_makes_no_target(how: str, tmp_path: Path) -> None:
    path, out = write(PEOPLE, tmp_path / "people.csv"), tmp_path / "out.csv"

    def meanwhile(rows: int, share: float) -> None:
        if rows == 64 and how == "in place":
            path.write_bytes(path.read_bytes().replace(b"A-", b"B-"))
        elif rows == 64:
            os.replace(write(PEOPLE, tmp_path / "other.csv"), path)

    with pytest.raises(
        pehchan.FileError,
        match=rf"people.csv was changed while it was read; remove {out}.parts and run again$",
    ):
        pehchan.screen_file(path, out, rows_at_once=64, progress=meanwhile)
    assert not out.exists()


def test_the_bar_is_for_terminals_and_says_how_far_the_work_is() -> None:
    at = io.StringIO()
    bar = Bar(at)
    bar(65536, 0.45)
    bar(131072, 1)
    bar.end()
    assert at.getvalue().startswith(
        "\r[##########..............]  45 %  65,536 persons"
    ) and at.getvalue().endswith("\n")
    assert (
        "[########################] 100 %  131,072 persons, " in at.getvalue()
        and " a second" in at.getvalue()
    )


@pytest.mark.parametrize("to", ["2>&-", "2>/dev/full", "2>&- <&-"])
def test_nobody_has_to_hear_what_is_said(to: str, tmp_path: Path) -> None:
    if to.endswith("full") and not Path("/dev/full").exists():
        pytest.skip("there is no such device here")
    path, out = tmp_path / "people.csv", tmp_path / "out.csv"
    path.write_text("case,wages_withheld\nA,yes\nB,secretly\n", encoding="utf-8")
    went = subprocess.run(
        ["sh", "-c", f'exec "$0" -I -m pehchan screen "$@" {to}', sys.executable, path, out],
        check=False,
    )
    assert went.returncode == 1 and len(out.read_text(encoding="utf-8").splitlines()) == 3


def test_screen_says_that_tables_have_options_of_their_own(tmp_path: Path) -> None:
    for word in ("--help", "-h"):
        went = command(word)
        assert went.returncode == 0 and went.stderr == ""
        assert (
            went.stdout.index("pehchan screen [--explain]")
            < went.stdout.index("python -m pehchan screen [-h]")
            and "--keep COLUMN" in went.stdout
        )
    write(PEOPLE, tmp_path / "-people.csv")
    assert command("--quiet", "--", "-people.csv", "-out.csv", cwd=tmp_path).returncode == 0
    same(tmp_path / "-out.csv", whole(PEOPLE))


MEMORY = """
import re, sys, pehchan
pehchan.screen_file(sys.argv[1], sys.argv[2], rows_at_once=4096, threads=1)
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="it is not told here")
@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_memory_does_not_grow_with_the_file(suffix: str, tmp_path: Path) -> None:
    piece = pyarrow.table(
        {
            "case": [os.urandom(32).hex() for _ in range(2000)],
            "wages_withheld": pyarrow.array([1, 0] * 1000, pyarrow.int8()),
        }
    )
    peaks = {}
    for pieces in (30, 130):  # of a MiB each
        path = tmp_path / f"{pieces}{suffix}"
        with (
            open(path, "wb") as file,
            (
                pyarrow.parquet.ParquetWriter(
                    file, piece.schema, compression="none", use_dictionary=False
                )
                if suffix == ".parquet"
                else open_target(file, suffix, piece.schema)
            ) as out,
        ):
            for _ in range(pieces):
                out.write_table(piece)
        went = subprocess.run(
            [
                sys.executable,
                "-I",
                "-c",
                MEMORY,
                str(path),
                str(tmp_path / f"{pieces}.out{suffix}"),
            ],
            capture_output=True,
            text=True,
            check=True,
        )
        peaks[pieces] = int(went.stdout) / 1024
    assert peaks[130] < peaks[30] + 60, peaks
