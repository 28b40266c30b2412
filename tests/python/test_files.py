# SPDX-License-Identifier: Apache-2.0
"""Tables in files: every pair of formats gives what `assess_table` gives; a run that was killed goes on; a bad row is told with its number, never its values."""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow
import pyarrow.csv
import pyarrow.parquet
import pytest

import pehchan
from pehchan.file_targets import open_target
from pehchan.files_command import Bar, run

PAKISTAN = pehchan.builtin("pakistan")
SUFFIXES = (".csv", ".arrow", ".arrows", ".feather", ".parquet")
ROWS = 500


def persons(count: int, seed: int = 11) -> pyarrow.Table:
    """People of nobody, with many blanks, as a table of several types."""
    dice = random.Random(seed)
    columns: dict[str, pyarrow.Array] = {"case": pyarrow.array([f"A-{row}" for row in range(count)])}
    for at, one in enumerate(PAKISTAN.indicators.values()):
        if one.type == "yes_no" and at % 3 == 0:
            columns[one.id] = pyarrow.array([dice.choice([True, False, None]) for _ in range(count)])
        elif one.type == "yes_no" and at % 3 == 1:
            columns[one.id] = pyarrow.array([dice.choice([1, 0, -1, -2, None]) for _ in range(count)], pyarrow.int8())
        elif one.type == "yes_no":
            columns[one.id] = pyarrow.array([dice.choice(["yes", "no", "unknown", "declined", "", None]) for _ in range(count)])
        elif one.type == "choice":
            words = pyarrow.array([dice.choice([*one.options, "unknown", None]) for _ in range(count)])
            columns[one.id] = words.dictionary_encode() if at % 2 else words
        else:
            assert one.range
            columns[one.id] = pyarrow.array([dice.choice([None, dice.randint(one.range[0], min(one.range[1], 90))]) for _ in range(count)], pyarrow.float64() if at % 2 else pyarrow.int16())
    return pyarrow.table(columns)


PEOPLE = persons(ROWS)


def write(table: pyarrow.Table, path: Path) -> Path:
    if path.suffix == ".csv":
        flat = pyarrow.table([column.cast(column.type.value_type) if pyarrow.types.is_dictionary(column.type) else column for column in table.columns], names=table.schema.names)
        pyarrow.csv.write_csv(flat, path)
    elif path.suffix == ".parquet":
        pyarrow.parquet.write_table(table, path, row_group_size=130)
    else:
        with (pyarrow.ipc.new_stream if path.suffix == ".arrows" else pyarrow.ipc.new_file)(path, table.schema, options=pyarrow.ipc.IpcWriteOptions(unify_dictionaries=True)) as out:
            out.write_table(table, max_chunksize=77)
    return path


def read(path: Path) -> pyarrow.Table:
    if path.suffix == ".parquet":
        return pyarrow.parquet.read_table(path)
    with pyarrow.OSFile(str(path)) as file:
        return (pyarrow.ipc.open_stream if path.suffix == ".arrows" else pyarrow.ipc.open_file)(file).read_all()


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
    return subprocess.run([sys.executable, "-I", "-m", "pehchan", "screen", *map(str, words)], capture_output=True, text=True, encoding="utf-8", check=False, **how)  # type: ignore[call-overload, no-any-return]


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


@pytest.mark.parametrize("source", SUFFIXES)
def test_every_pair_of_formats_gives_what_assess_table_gives_of_the_whole_table(source: str, tmp_path: Path) -> None:
    path = write(PEOPLE, tmp_path / f"people{source}")
    want = whole(PEOPLE)
    for target in SUFFIXES:
        for rows in (190, 65536):
            out = tmp_path / f"{rows}{target}"
            report = pehchan.screen_file(path, out, rows_at_once=rows)
            assert (report.rows, report.problem_count, report.resumed_rows) == (ROWS, 0, 0)
            same(out, want)
    assert not list(tmp_path.glob("*.parts"))


def test_the_command_line_gives_the_bytes_of_the_function_and_cases_still_go_to_the_other_command(tmp_path: Path) -> None:
    path = write(PEOPLE, tmp_path / "people.parquet")
    pehchan.screen_file(path, tmp_path / "a.parquet")
    went = command("--catalogue", "pakistan", path, tmp_path / "b.parquet")
    assert (went.returncode, went.stdout, went.stderr) == (0, "", "")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    cases = tmp_path / "cases.jsonl"
    cases.write_text('{"case": "1", "answers": {"wages_withheld": "yes"}}\n', encoding="utf-8")
    assert json.loads(command(cases).stdout)["case"] == "1"
    assert command("--lang", "x.csv", cases).stderr == "pehchan: --lang is a language of the catalogue, such as en or ur\n"


def slow_run(words: list[object], after_rows: int, how: signal.Signals) -> subprocess.Popen[str]:
    """A run in another process, which is stopped when so many rows are finished."""
    program = ("import os, sys, pehchan.files as files, pehchan.files_command as command\n"
               "kept = files._run\n"
               f"def run(file, work, parts, listed, progress):\n"
               f"    return kept(file, work, parts, listed, lambda rows, share: os.kill(os.getpid(), {int(how)}) if rows >= {after_rows} else None)\n"
               "files._run = run\n"
               "sys.exit(command.run(sys.argv[1:]))\n")
    return subprocess.Popen([sys.executable, "-I", "-c", program, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize(("source", "target"), list(zip(SUFFIXES, SUFFIXES[1:] + SUFFIXES[:1], strict=True)))
def test_a_run_that_was_killed_goes_on_to_the_same_bytes(source: str, target: str, tmp_path: Path) -> None:
    table = PEOPLE.set_column(5, PEOPLE.schema.names[5], pyarrow.array([9 if row % 100 == 7 else 1 for row in range(ROWS)], pyarrow.int8()))
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
        other = subprocess.Popen([sys.executable, "-I", "-m", "pehchan", "screen", str(path), str(out), "--rows", "64", "--replace"], stderr=subprocess.DEVNULL)
        time.sleep(delay)
        other.kill()
        other.wait()
    pehchan.screen_file(path, out, rows_at_once=64, replace=True)
    assert out.read_bytes() == (tmp_path / "straight.parquet").read_bytes() and sorted(os.listdir(tmp_path)) == ["out.parquet", "people.parquet", "straight.parquet"]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_the_finished_parts_and_says_how_to_go_on(how: signal.Signals, tmp_path: Path) -> None:
    path, out = write(PEOPLE, tmp_path / "people.csv"), tmp_path / "out.csv"
    stopped = slow_run([path, out, "--rows", 64], 128, how)
    said = stopped.communicate()[1]
    assert stopped.returncode == 128 + how
    assert said == f"pehchan: stopped; what is finished lies in {out}.parts, and the same command goes on from there\n"
    assert command(path, out, "--rows", 64).returncode == 0
    same(out, whole(PEOPLE))


def test_a_restart_with_other_settings_is_refused_and_touches_nothing(tmp_path: Path) -> None:
    path, out = write(PEOPLE, tmp_path / "people.csv"), tmp_path / "out.csv"
    slow_run([path, out, "--rows", 64], 128, signal.SIGKILL).communicate()
    assert "another rows at once: finish that run" in refused(path, out, "--rows", 65)
    assert "another catalogue" in refused(path, out, "--rows", 64, "--catalogue", "palermo", "--ignore-extra")
    assert "another blank cells" in refused(path, out, "--rows", 64, "--blank", "NA")
    with open(path, "a", encoding="utf-8") as more:
        more.write("\n")
    assert "another size of the source, date of the source" in refused(path, out, "--rows", 64)
    foreign = tmp_path / "else.csv.parts"
    foreign.mkdir()
    (foreign / "mine.txt").write_text("kept", encoding="utf-8")
    assert "is of no run of Pehchan" in refused(path, tmp_path / "else.csv")
    assert (foreign / "mine.txt").read_text(encoding="utf-8") == "kept"


BAD = ("case,wages_withheld,age_now_years,province,note\n"
       "A,yes,16,punjab,x\n"             # line 2, row 1
       'B,secretly,16,punjab,"two\nlines, ""said"""\n'  # lines 3 and 4, row 2: no answer
       "\n"
       "C,no,9999,punjab,y\n"            # line 6, row 3: out of range
       "D,no,30\n"                       # line 7, row 4: ragged
       "E,no,30,sindh,z,hidden,hidden\n"  # line 8, row 5: ragged
       "F,no,old,atlantis,z\n"           # line 9, row 6: two problems
       'G,no,"30,sindh,z\n'              # line 10, row 7: a quote that is never closed
       "H,no,30,\udcffsindh,z\n"         # line 11, row 8: not UTF-8
       "I,no,30\r31,sindh,z\n"           # line 12, row 9: a line end that is none
       'J,,12.0," ",5" pipe\n'           # line 13, row 10: blanks, and a quote that is a character
       "K,TRUE,,sindh,z\n")              # line 14, row 11
PROBLEMS = [("2", "3", "wages_withheld", "unknown_value"), ("3", "6", "age_now_years", "out_of_range"), ("4", "7", "", "ragged_row"), ("5", "8", "", "ragged_row"),
            ("6", "9", "age_now_years", "out_of_range"), ("6", "9", "province", "unknown_value"), ("7", "10", "", "unclosed_quote"), ("8", "11", "", "not_utf8"),
            ("9", "12", "", "unreadable_row")]


@pytest.mark.parametrize("rows", [1, 2, 3, 1000])
def test_bad_rows_of_a_csv_file_are_told_with_row_and_line_and_the_rest_goes_on(rows: int, tmp_path: Path) -> None:
    path, out, listed = tmp_path / "bad.csv", tmp_path / "out.parquet", tmp_path / "problems.csv"
    path.write_bytes(BAD.encode("utf-8", "surrogateescape"))
    went = command(path, out, "--problems", listed, "--keep", "note", "--rows", rows)
    assert went.returncode == 1 and went.stdout == ""
    with open(listed, encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == ["row", "line", "column", "code", "text"]
    assert [tuple(one[:4]) for one in lines[1:]] == PROBLEMS
    assert went.stderr.splitlines() == [f"{path}: row {row} (line {line})" + (f", column {column}" if column else "") + f": {code}: {text}" for row, line, column, code, text in lines[1:]]
    for answer in ("secretly", "9999", "hidden", "old", "atlantis", "pipe", "sindh"):
        assert answer not in went.stderr and answer not in listed.read_text(encoding="utf-8")
    got = read(out).to_pydict()
    assert got["case"] == ["A", "B", "C", None, None, "F", None, None, None, "J", "K"]
    assert got["note"] == ["x", 'two\nlines, "said"', "y", None, None, "z", None, None, None, '5" pipe', "z"]
    assert [value is None for value in got["trafficking"]] == [row not in (1, 10, 11) for row in range(1, 12)]
    want = whole(pyarrow.table({"wages_withheld": [True, None, True], "age_now_years": [16, 12, None], "province": ["punjab", None, "sindh"]})).to_pydict()
    assert all([got[name][row] for row in (0, 9, 10)] == values for name, values in want.items())
    assert got["issues"][1:6] == ["unknown_value at wages_withheld", "out_of_range at age_now_years", "ragged_row", "ragged_row", "unknown_value at province; out_of_range at age_now_years"] or \
        sorted(got["issues"][5].split("; ")) == ["out_of_range at age_now_years", "unknown_value at province"]


def test_ragged_rows_keep_their_numbers_in_long_files_and_in_a_run_that_goes_on(tmp_path: Path) -> None:
    wrong = {row for row in range(1, 30001) if row % 997 == 0 or 9000 < row < 9050}
    text = "case,remarks,wages_withheld\n" + "".join(f"{row},short\n" if row in wrong else f'{row},"a\nb",yes\n' if row % 5 == 0 else f"{row},,no\n" for row in range(1, 30001))
    path, out = tmp_path / "long.csv", tmp_path / "out.arrow"
    path.write_text(text, encoding="utf-8")
    slow_run([path, out, "--rows", 10000, "--ignore-extra"], 10000, signal.SIGKILL).communicate()
    report = pehchan.screen_file(path, out, rows_at_once=10000, ignore_extra=True)
    assert report.resumed_rows == 10000
    assert [one.row for one in report.problems] == sorted(wrong)
    lines = text.split("\n")
    assert all(lines[one.line - 1] == f"{one.row},short" for one in report.problems)
    assert read(out).column("case").to_pylist() == [None if row in wrong else str(row) for row in range(1, 30001)]


@pytest.mark.parametrize("source", [".parquet", ".arrows"])
def test_every_bad_row_is_told_also_where_there_are_more_than_a_list_holds(source: str, tmp_path: Path) -> None:
    table = pyarrow.table({"case": range(5000), "wages_withheld": pyarrow.array([9 if row % 2 else 1 for row in range(5000)], pyarrow.int8())})
    path, out, listed = write(table, tmp_path / f"bad{source}"), tmp_path / "out.parquet", tmp_path / "problems.csv"
    report = pehchan.screen_file(path, out, problems=listed, rows_at_once=3333)
    assert report.problem_count == 2500 and [one.row for one in report.problems] == list(range(2, 2002, 2))
    with open(listed, encoding="utf-8", newline="") as file:
        assert [int(one["row"]) for one in csv.DictReader(file)] == list(range(2, 5001, 2))
    got = read(out)
    assert got.column("issues").to_pylist() == [None, "unknown_value at wages_withheld"] * 2500
    assert got.column("trafficking").to_pylist() == [1, None] * 2500
    assert "and 2480 more problems; --problems FILE lists all" in command(path, tmp_path / "again.parquet").stderr


def test_cells_of_a_csv_file_are_read_as_typed_columns_are(tmp_path: Path) -> None:
    path, out = tmp_path / "survey.csv", tmp_path / "out.arrow"
    path.write_bytes("\ufeffid;q44;age;remarks\r\na;0;20;x\r\nb;2.0;-99;\r\nc;3;16.0;\r\nd;skip;40;\r\ne;NA;;\r\n".encode())
    plan = {"q44": {"indicator": "wages_withheld", "yes": [0, 1, 2], "no": [3], "unknown": [4, "skip"]}, "age": {"indicator": "age_now_years", "unknown": [-99]}, "id": "case", "remarks": None}
    pehchan.screen_file(path, out, columns=plan, delimiter=";", blank=["NA"])
    want = whole(pyarrow.table({"case": ["a", "b", "c", "d", "e"], "wages_withheld": [True, True, False, None, None], "age_now_years": [20, None, 16, 40, None]}))
    same(out, want)
    said = tmp_path / "plan.json"
    said.write_text(json.dumps(plan), encoding="utf-8")
    assert command(path, tmp_path / "two.arrow", "--columns", said, "--delimiter", ";", "--blank", "NA").returncode == 0
    assert (tmp_path / "two.arrow").read_bytes() == out.read_bytes()


def test_a_mapping_reads_files_as_it_reads_tables(tmp_path: Path) -> None:
    with open("examples/dwems/respondents.jsonl", encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines]
    names = sorted({name for case in cases for name in case["answers"]})
    table = pyarrow.table({"case": [case["case"] for case in cases]} | {name: [case["answers"].get(name) for case in cases] for name in names})
    want = pyarrow.table(pehchan.assess_table(table, "dwems_2024", columns="dwems_answers", on_issue="null"))
    for source, target in itertools.product((".csv", ".parquet"), (".csv", ".parquet")):
        path = write(table, tmp_path / f"people{source}")
        pehchan.screen_file(path, tmp_path / f"out{target}", "dwems_2024", columns="dwems_answers", rows_at_once=40, replace=True)
        same(tmp_path / f"out{target}", want)


def test_columns_that_are_kept_stand_after_the_case_and_dictionaries_become_words(tmp_path: Path) -> None:
    table = pyarrow.concat_tables([pyarrow.table({"wages_withheld": pyarrow.array(["yes", word]).dictionary_encode(), "case": pyarrow.array([word, None]).dictionary_encode(),
                                                  "district": pyarrow.array([None, word]).dictionary_encode(), "weight": [1.5, None]}) for word in ("no", "unknown", "declined")])
    path = tmp_path / "people.arrows"
    with pyarrow.ipc.new_stream(path, table.schema) as out:  # each batch brings its own dictionary
        out.write_table(table)
    for target in SUFFIXES:
        pehchan.screen_file(path, tmp_path / f"out{target}", keep=["weight", "district"], rows_at_once=3)
    got = read(tmp_path / "out.parquet")
    assert got.schema.names[:3] == ["case", "weight", "district"] and got.schema.field("district").type == pyarrow.string()
    assert got.column("district").to_pylist() == [None, "no", None, "unknown", None, "declined"] and got.column("weight").to_pylist() == [1.5, None] * 3
    assert got.select(got.schema.names[3:]).combine_chunks().equals(whole(table, ignore_extra=True).drop_columns("case").combine_chunks())


def test_no_rows_give_a_table_without_rows_and_an_empty_file_is_refused(tmp_path: Path) -> None:
    for source, target in itertools.product(SUFFIXES, (".csv", ".parquet", ".arrow")):
        path = write(PEOPLE.slice(0, 0), tmp_path / f"none{source}")
        report = pehchan.screen_file(path, tmp_path / f"out{target}", replace=True, problems=tmp_path / "problems.csv")
        assert report.rows == 0 and (tmp_path / "problems.csv").read_text(encoding="utf-8") == "row,line,column,code,text\n"
        same(tmp_path / f"out{target}", whole(PEOPLE.slice(0, 0)))
    for source in SUFFIXES:
        (tmp_path / f"empty{source}").write_bytes(b"")
        assert str(tmp_path / f"empty{source}") in refused(tmp_path / f"empty{source}", tmp_path / "new.csv")


def test_what_cannot_be_done_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    path, out = write(PEOPLE, tmp_path / "people.parquet"), tmp_path / "out.parquet"
    assert refused(tmp_path / "none.parquet", out) == f"pehchan: there is no file {tmp_path / 'none.parquet'}\n"
    assert refused(path, tmp_path / "nowhere" / "out.csv") == f"pehchan: there is no folder {tmp_path / 'nowhere'}\n"
    assert "none of the suffixes" in refused(path, tmp_path / "out.xlsx")
    assert "the source itself" in refused(path, path, "--replace")
    assert "required: TARGET" in command(path).stderr
    (tmp_path / "folder.csv").mkdir()
    assert "is a folder" in refused(path, tmp_path / "folder.csv", "--replace")
    assert "is a folder" in refused(tmp_path / "folder.csv", out)
    assert "no column" in refused(path, out, "--keep", "colour")
    assert "holds answers" in refused(path, out, "--keep", "wages_withheld")
    assert "no column of" in refused(write(pyarrow.table({"colour": ["red"], "case": ["A"]}), tmp_path / "colours.csv"), out, "--ignore-extra")
    assert "no built-in catalogue" in refused(path, out, "--catalogue", "atlantis")
    assert "--threads" in refused(path, out, "--threads", "many")
    assert "1 or more" in refused(path, out, "--rows", "0")
    out.write_bytes(b"mine")
    assert "is there already" in refused(path, out)
    assert out.read_bytes() == b"mine"
    assert command(path, out, "--replace").returncode == 0
    same(out, whole(PEOPLE))
    nested = write(PEOPLE.append_column("visits", pyarrow.array([[1]] * ROWS)), tmp_path / "nested.arrow")
    assert "'visits' is of a type" in refused(nested, tmp_path / "new.csv", "--keep", "visits")
    assert "unknown_indicator" in refused(nested, tmp_path / "new.csv")


def test_a_disk_that_is_full_is_one_sentence_and_the_run_goes_on_later(tmp_path: Path) -> None:
    path, out = write(PEOPLE, tmp_path / "people.parquet"), tmp_path / "out.csv"
    straight = tmp_path / "straight.csv"
    pehchan.screen_file(path, straight, rows_at_once=190)
    full = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({straight.stat().st_size - 1}, resource.RLIM_INFINITY))\n"
    went = subprocess.run([sys.executable, "-I", "-c", full + "import sys, pehchan.files_command as command; sys.exit(command.run(sys.argv[1:]))", path, out, "--rows", "190"],
                          capture_output=True, text=True, check=False)
    assert went.returncode == 2 and went.stderr.startswith(f"pehchan: cannot write {out}: ") and not out.exists()
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


def test_the_bar_is_for_terminals_and_says_how_far_the_work_is() -> None:
    at = io.StringIO()
    bar = Bar(at)
    bar(65536, 0.45)
    bar(131072, 1)
    bar.end()
    assert at.getvalue().startswith("\r[##########..............]  45 %  65,536 persons") and at.getvalue().endswith("\n")
    assert "[########################] 100 %  131,072 persons, " in at.getvalue() and " a second" in at.getvalue()


def test_files_that_are_cut_short_or_damaged_are_refused(tmp_path: Path) -> None:
    for suffix in SUFFIXES[1:]:
        path = write(PEOPLE, tmp_path / f"people{suffix}")
        body = path.read_bytes()
        for size in (3, len(body) // 2, len(body) - 3):
            path.write_bytes(body[:size])
            assert "cut short" in refused(path, tmp_path / "out.csv")
    path = write(PEOPLE, tmp_path / "people.parquet")
    body = bytearray(path.read_bytes())
    body[100:2000] = bytes(1900)
    path.write_bytes(body)
    went = command(path, tmp_path / "out.csv")
    assert went.returncode == 2 and "is damaged or was cut short: nothing can be read after row 0" in went.stderr and not list(tmp_path.glob("out.csv*"))
    assert "is no Parquet file" in refused(write(PEOPLE, tmp_path / "other.csv").rename(tmp_path / "text.parquet"), tmp_path / "new.csv")


def test_a_csv_file_without_names_of_columns_shows_none_of_its_answers(tmp_path: Path) -> None:
    for body in (b"yes,no,17\nno,yes,18\n", "یس,yes\n".encode("utf-16"), b"\x00\x01\xff\xfe\n", b'"yes'):
        path = tmp_path / "bare.csv"
        path.write_bytes(body)
        said = refused(path, tmp_path / "out.csv")
        assert "yes" not in said and "17" not in said and "names of its columns" in said


MEMORY = """
import re, sys, pehchan
pehchan.screen_file(sys.argv[1], sys.argv[2], rows_at_once=4096, threads=1)
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="it is not told here")
@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_memory_does_not_grow_with_the_file(suffix: str, tmp_path: Path) -> None:
    piece = pyarrow.table({"case": [os.urandom(250).hex() for _ in range(2000)], "wages_withheld": pyarrow.array([1, 0] * 1000, pyarrow.int8())})
    peaks = {}
    for pieces in (30, 130):  # of a MiB each
        path = tmp_path / f"{pieces}{suffix}"
        with open(path, "wb") as file, (pyarrow.parquet.ParquetWriter(file, piece.schema, compression="none", use_dictionary=False) if suffix == ".parquet" else
                                        open_target(file, suffix, piece.schema)) as out:
            for _ in range(pieces):
                out.write_table(piece)
        went = subprocess.run([sys.executable, "-I", "-c", MEMORY, str(path), str(tmp_path / f"{pieces}.out{suffix}")], capture_output=True, text=True, check=True)
        peaks[pieces] = int(went.stdout) / 1024
    assert peaks[130] < peaks[30] + 60, peaks
