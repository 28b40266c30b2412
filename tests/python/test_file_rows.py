# SPDX-License-Identifier: Apache-2.0
"""Rows and columns of tables in files: a bad row is told with its number, never its values, and the rest goes on; what cannot be done is one sentence."""

from __future__ import annotations

import csv
import io
import itertools
import json
import os
import signal
import traceback
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from file_tables import PEOPLE, ROWS, SUFFIXES, command, read, refused, same, slow_run, whole, write

import pehchan
from pehchan.file_csv import CsvSource


BAD = (
    "case,wages_withheld,age_now_years,province,note\n"
    "A,yes,16,punjab,x\n"  # line 2, row 1
    'B,secretly,16,punjab,"two\nlines, ""said"""\n'  # lines 3 and 4, row 2: no answer
    "\n"
    "C,no,9999,punjab,y\n"  # line 6, row 3: out of range
    "D,no,30\n"  # line 7, row 4: ragged
    "E,no,30,sindh,z,hidden,hidden\n"  # line 8, row 5: ragged
    "F,no,old,atlantis,z\n"  # line 9, row 6: two problems
    'G,no,"30,sindh,z\n'  # line 10, row 7: a quote that is never closed
    "H,no,30,\udcffsindh,z\n"  # line 11, row 8: not UTF-8
    "I,no,30\r31,sindh,z\n"  # line 12, row 9: a line end that is none
    'J,,12.0," ",5" pipe\n'  # line 13, row 10: blanks, and a quote that is a character
    "K,TRUE,,sindh,z\n"
)  # line 14, row 11
PROBLEMS = [
    ("2", "3", "wages_withheld", "unknown_value"),
    ("3", "6", "age_now_years", "out_of_range"),
    ("4", "7", "", "ragged_row"),
    ("5", "8", "", "ragged_row"),
    ("6", "9", "age_now_years", "out_of_range"),
    ("6", "9", "province", "unknown_value"),
    ("7", "10", "", "unclosed_quote"),
    ("8", "11", "", "not_utf8"),
    ("9", "12", "", "unreadable_row"),
]


@pytest.mark.parametrize("rows", [1, 2, 3, 1000])
def test_bad_rows_of_a_csv_file_are_told_with_row_and_line_and_the_rest_goes_on(
    rows: int, tmp_path: Path
) -> None:
    path, out, listed = tmp_path / "bad.csv", tmp_path / "out.parquet", tmp_path / "problems.csv"
    path.write_bytes(BAD.encode("utf-8", "surrogateescape"))
    went = command(path, out, "--problems", listed, "--keep", "note", "--rows", rows)
    assert went.returncode == 1 and went.stdout == ""
    with open(listed, encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == ["row", "line", "column", "code", "text"]
    assert [tuple(one[:4]) for one in lines[1:]] == PROBLEMS
    assert went.stderr.splitlines() == [
        f"{path}: row {row} (line {line})"
        + (f", column {column}" if column else "")
        + f": {code}: {text}"
        for row, line, column, code, text in lines[1:]
    ]
    for answer in ("secretly", "9999", "hidden", "old", "atlantis", "pipe", "sindh"):
        assert answer not in went.stderr and answer not in listed.read_text(encoding="utf-8")
    got = read(out).to_pydict()
    assert got["case"] == ["A", "B", "C", None, None, "F", None, None, None, "J", "K"]
    assert got["note"] == [
        "x",
        'two\nlines, "said"',
        "y",
        None,
        None,
        "z",
        None,
        None,
        None,
        '5" pipe',
        "z",
    ]
    assert [value is None for value in got["trafficking"]] == [
        row not in (1, 10, 11) for row in range(1, 12)
    ]
    want = whole(
        pyarrow.table(
            {
                "wages_withheld": [True, None, True],
                "age_now_years": [16, 12, None],
                "province": ["punjab", None, "sindh"],
            }
        )
    ).to_pydict()
    assert all([got[name][row] for row in (0, 9, 10)] == values for name, values in want.items())
    assert got["issues"][1:6] == [
        "unknown_value at wages_withheld",
        "out_of_range at age_now_years",
        "ragged_row",
        "ragged_row",
        "unknown_value at province; out_of_range at age_now_years",
    ] or sorted(got["issues"][5].split("; ")) == [
        "out_of_range at age_now_years",
        "unknown_value at province",
    ]


def test_ragged_rows_keep_their_numbers_in_long_files_and_in_a_run_that_goes_on(
    tmp_path: Path,
) -> None:
    wrong = {row for row in range(1, 30001) if row % 997 == 0 or 9000 < row < 9050}
    text = "case,remarks,wages_withheld\n" + "".join(
        f"{row},short\n"
        if row in wrong
        else f'{row},"a\nb",yes\n'
        if row % 5 == 0
        else f"{row},,no\n"
        for row in range(1, 30001)
    )
    path, out = tmp_path / "long.csv", tmp_path / "out.arrow"
    path.write_text(text, encoding="utf-8")
    slow_run([path, out, "--rows", 10000, "--ignore-extra"], 10000, signal.SIGKILL).communicate()
    report = pehchan.screen_file(path, out, rows_at_once=10000, ignore_extra=True)
    assert report.resumed_rows == 10000
    assert [one.row for one in report.problems] == sorted(wrong)
    lines = text.split("\n")
    assert all(lines[one.line - 1] == f"{one.row},short" for one in report.problems)
    assert read(out).column("case").to_pylist() == [
        None if row in wrong else str(row) for row in range(1, 30001)
    ]


@pytest.mark.parametrize("source", [".parquet", ".arrows"])
def test_every_bad_row_is_told_also_where_there_are_more_than_a_list_holds(
    source: str, tmp_path: Path
) -> None:
    table = pyarrow.table(
        {
            "case": range(5000),
            "wages_withheld": pyarrow.array(
                [9 if row % 2 else 1 for row in range(5000)], pyarrow.int8()
            ),
        }
    )
    path, out, listed = (
        write(table, tmp_path / f"bad{source}"),
        tmp_path / "out.parquet",
        tmp_path / "problems.csv",
    )
    report = pehchan.screen_file(path, out, problems=listed, rows_at_once=3333)
    assert report.problem_count == 2500 and [one.row for one in report.problems] == list(
        range(2, 2002, 2)
    )
    with open(listed, encoding="utf-8", newline="") as file:
        assert [int(one["row"]) for one in csv.DictReader(file)] == list(range(2, 5001, 2))
    got = read(out)
    assert got.column("issues").to_pylist() == [None, "unknown_value at wages_withheld"] * 2500
    assert got.column("trafficking").to_pylist() == [1, None] * 2500
    assert (
        "and 2480 more problems; --problems FILE lists all"
        in command(path, tmp_path / "again.parquet").stderr
    )


def test_cells_of_a_csv_file_are_read_as_typed_columns_are(tmp_path: Path) -> None:
    path, out = tmp_path / "survey.csv", tmp_path / "out.arrow"
    path.write_bytes(
        "\ufeffid;q44;age;remarks\r\na;0;20;x\r\nb;2.0;-99;\r\nc;3;16.0;\r\nd;skip;40;\r\ne;NA;;\r\n".encode()
    )
    plan = {
        "q44": {"indicator": "wages_withheld", "yes": [0, 1, 2], "no": [3], "unknown": [4, "skip"]},
        "age": {"indicator": "age_now_years", "unknown": [-99]},
        "id": "case",
        "remarks": None,
    }
    pehchan.screen_file(path, out, columns=plan, delimiter=";", blank=["NA"])
    want = whole(
        pyarrow.table(
            {
                "case": ["a", "b", "c", "d", "e"],
                "wages_withheld": [True, True, False, None, None],
                "age_now_years": [20, None, 16, 40, None],
            }
        )
    )
    same(out, want)
    said = tmp_path / "plan.json"
    said.write_text(json.dumps(plan), encoding="utf-8")
    assert (
        command(
            path, tmp_path / "two.arrow", "--columns", said, "--delimiter", ";", "--blank", "NA"
        ).returncode
        == 0
    )
    assert (tmp_path / "two.arrow").read_bytes() == out.read_bytes()


def test_a_mapping_reads_files_as_it_reads_tables(tmp_path: Path) -> None:
    with open("examples/dwems/respondents.jsonl", encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines]
    names = sorted({name for case in cases for name in case["answers"]})
    table = pyarrow.table(
        {"case": [case["case"] for case in cases]}
        | {name: [case["answers"].get(name) for case in cases] for name in names}
    )
    want = pyarrow.table(
        pehchan.assess_table(table, "dwems_2024", columns="dwems_answers", on_issue="null")
    )
    for source, target in itertools.product((".csv", ".parquet"), (".csv", ".parquet")):
        path = write(table, tmp_path / f"people{source}")
        pehchan.screen_file(
            path,
            tmp_path / f"out{target}",
            "dwems_2024",
            columns="dwems_answers",
            rows_at_once=40,
            replace=True,
        )
        same(tmp_path / f"out{target}", want)


def test_columns_that_are_kept_stand_after_the_case_and_dictionaries_become_words(
    tmp_path: Path,
) -> None:
    table = pyarrow.concat_tables(
        [
            pyarrow.table(
                {
                    "wages_withheld": pyarrow.array(["yes", word]).dictionary_encode(),
                    "case": pyarrow.array([word, None]).dictionary_encode(),
                    "district": pyarrow.array([None, word]).dictionary_encode(),
                    "weight": [1.5, None],
                }
            )
            for word in ("no", "unknown", "declined")
        ]
    )
    path = tmp_path / "people.arrows"
    with pyarrow.ipc.new_stream(path, table.schema) as out:  # each batch brings its own dictionary
        out.write_table(table)
    for target in SUFFIXES:
        pehchan.screen_file(
            path, tmp_path / f"out{target}", keep=["weight", "district"], rows_at_once=3
        )
    got = read(tmp_path / "out.parquet")
    assert (
        got.schema.names[:3] == ["case", "weight", "district"]
        and got.schema.field("district").type == pyarrow.string()
    )
    assert (
        got.column("district").to_pylist() == [None, "no", None, "unknown", None, "declined"]
        and got.column("weight").to_pylist() == [1.5, None] * 3
    )
    assert (
        got.select(got.schema.names[3:])
        .combine_chunks()
        .equals(whole(table, ignore_extra=True).drop_columns("case").combine_chunks())
    )


def test_no_rows_give_a_table_without_rows_and_an_empty_file_is_refused(tmp_path: Path) -> None:
    for source, target in itertools.product(SUFFIXES, (".csv", ".parquet", ".arrow")):
        path = write(PEOPLE.slice(0, 0), tmp_path / f"none{source}")
        report = pehchan.screen_file(
            path, tmp_path / f"out{target}", replace=True, problems=tmp_path / "problems.csv"
        )
        assert (
            report.rows == 0
            and (tmp_path / "problems.csv").read_text(encoding="utf-8")
            == "row,line,column,code,text\n"
        )
        same(tmp_path / f"out{target}", whole(PEOPLE.slice(0, 0)))
    for source in SUFFIXES:
        (tmp_path / f"empty{source}").write_bytes(b"")
        assert str(tmp_path / f"empty{source}") in refused(
            tmp_path / f"empty{source}", tmp_path / "new.csv"
        )


def test_what_cannot_be_done_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    path, out = write(PEOPLE, tmp_path / "people.parquet"), tmp_path / "out.parquet"
    assert (
        refused(tmp_path / "none.parquet", out)
        == f"pehchan: there is no file {tmp_path / 'none.parquet'}\n"
    )
    assert (
        refused(path, tmp_path / "nowhere" / "out.csv")
        == f"pehchan: there is no folder {tmp_path / 'nowhere'}\n"
    )
    assert "none of the suffixes" in refused(path, tmp_path / "out.xlsx")
    assert "the source itself" in refused(path, path, "--replace")
    assert "required: TARGET" in command(path).stderr
    (tmp_path / "folder.csv").mkdir()
    assert "is a folder" in refused(path, tmp_path / "folder.csv", "--replace")
    assert (
        refused(tmp_path / "folder.csv", out) == f"pehchan: {tmp_path / 'folder.csv'} is a folder\n"
    )
    os.mkfifo(tmp_path / "pipe.csv")
    assert "is no regular file" in refused(tmp_path / "pipe.csv", out)
    assert "no column" in refused(path, out, "--keep", "colour")
    assert "holds answers" in refused(path, out, "--keep", "wages_withheld")
    assert "no column of" in refused(
        write(pyarrow.table({"colour": ["red"], "case": ["A"]}), tmp_path / "colours.csv"),
        out,
        "--ignore-extra",
    )
    assert "no built-in catalogue" in refused(path, out, "--catalogue", "atlantis")
    assert "--threads" in refused(path, out, "--threads", "many")
    assert "1 or more" in refused(path, out, "--rows", "0")
    out.write_bytes(b"mine")
    assert "is there already" in refused(path, out)
    assert out.read_bytes() == b"mine"
    assert command(path, out, "--replace").returncode == 0
    same(out, whole(PEOPLE))
    nested = write(
        PEOPLE.append_column("visits", pyarrow.array([[1]] * ROWS)), tmp_path / "nested.arrow"
    )
    assert "'visits' is of a type" in refused(nested, tmp_path / "new.csv", "--keep", "visits")
    assert "unknown_indicator" in refused(nested, tmp_path / "new.csv")


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
    assert (
        went.returncode == 2
        and "is damaged or was cut short: nothing can be read after row 0" in went.stderr
        and not list(tmp_path.glob("out.csv*"))
    )
    assert "is no Parquet file" in refused(
        write(PEOPLE, tmp_path / "other.csv").rename(tmp_path / "text.parquet"),
        tmp_path / "new.csv",
    )


@pytest.mark.parametrize("old", [False, True])
def test_an_arrow_stream_ends_where_its_mark_of_the_end_is(old: bool, tmp_path: Path) -> None:
    rows = PEOPLE.select(["case", *PEOPLE.schema.names[1:5]])
    made = io.BytesIO()
    with pyarrow.ipc.new_stream(
        made, rows.schema, options=pyarrow.ipc.IpcWriteOptions(use_legacy_format=old)
    ) as writer:
        writer.write_table(rows.slice(0, 200), max_chunksize=77)
        between = made.tell()
        writer.write_table(rows.slice(200), max_chunksize=77)
    body, mark = made.getvalue(), 4 if old else 8
    path, out = tmp_path / "people.arrows", tmp_path / "out.csv"
    path.write_bytes(body)
    pehchan.screen_file(path, out)
    same(out, whole(rows))
    for cut in (body[:-mark], body[:between]):  # their last bytes are zeros
        path.write_bytes(cut)
        assert "does not end as an Arrow stream does" in refused(path, tmp_path / "new.csv")
    for more in (body, b"\0" * 8):
        path.write_bytes(body + more)
        assert "goes on after the end of its Arrow stream" in refused(path, tmp_path / "new.csv")


def test_columns_of_one_name_are_told_by_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "bare.csv"
    path.write_text("17,secretly,yes,secretly\n18,no,no,no\n", encoding="utf-8")
    said = refused(path, tmp_path / "out.csv")
    assert (
        said
        == f"pehchan: columns 2 and 4 of {path} have the same name; does it begin with the names of its columns?\n"
    )


def test_a_csv_file_without_names_of_columns_shows_none_of_its_answers(tmp_path: Path) -> None:
    for body in (
        b"yes,no,17\nno,yes,18\n",
        "یس,yes\n".encode("utf-16"),
        b"\x00\x01\xff\xfe\n",
        b'"yes',
    ):
        path = tmp_path / "bare.csv"
        path.write_bytes(body)
        said = refused(path, tmp_path / "out.csv").replace(str(tmp_path), "")
        assert "yes" not in said and "17" not in said and "names of its columns" in said


def screened(
    text: str | bytes, tmp_path: Path, suffix: str = ".parquet", **how: object
) -> tuple[pehchan.FileReport, dict[str, list[object]]]:
    """A CSV file of this text, and its results as lists."""
    path, out = tmp_path / "source.csv", tmp_path / f"target{suffix}"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    report = pehchan.screen_file(path, out, replace=True, **how)  # type: ignore[arg-type]
    return report, read(out).to_pydict()


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        ("yes\n\nno\n", 3),
        ("yes\nno\n\n", 3),
        ("yes\r\n\r\nno", 3),
        ("\n\n", 2),
        ("yes\n", 1),
        ("", 0),
        ('yes\n""\nno\n', 3),
    ],
)
def test_an_empty_line_of_a_table_with_one_column_is_a_person(
    body: str, rows: int, tmp_path: Path
) -> None:
    for at_once in (1, 2, 100):
        report, got = screened("wages_withheld\n" + body, tmp_path, rows_at_once=at_once)
        assert (report.rows, report.problem_count) == (rows, 0)
        given = {"yes": True, "no": False}
        want = [given.get(line.strip('\r"')) for line in body.split("\n")][:rows]
        assert (
            got
            == whole(
                pyarrow.table({"wages_withheld": pyarrow.array(want, pyarrow.bool_())})
            ).to_pydict()
        )


@pytest.mark.parametrize(
    ("body", "cases", "codes"),
    [
        ('A,yes,5" nail,"note\nB,no,x,y"\nC,no,z,fine\n', ["A", "C"], []),
        ('A,yes,5" nail,"note\nB,no,x,y\nC,no,z,fine\n', [None, "B", "C"], ["unclosed_quote"]),
        ('A,yes,x"y,"abc\nB,no,x,y\n', [None, "B"], ["unclosed_quote"]),
        ('A,yes,"x"y,"abc\nB,no,x,y\n', [None, "B"], ["unclosed_quote"]),
        ('A,yes,"x ""y"", z","abc"\n"B",no,"",""\nC,no,6",7"\n', ["A", "B", "C"], []),
    ],
)
def test_a_quote_within_a_cell_invents_nobody_and_loses_nobody(
    body: str, cases: list[object], codes: list[str], tmp_path: Path
) -> None:
    for at_once in (1, 100):
        report, got = screened(
            "case,wages_withheld,tool,remarks\n" + body,
            tmp_path,
            ignore_extra=True,
            rows_at_once=at_once,
        )
        assert got["case"] == cases and [one.code for one in report.problems] == codes


@pytest.mark.skipif(not hasattr(pyarrow, "string_view"), reason="this pyarrow has no such words")
def test_categories_and_words_of_polars_go_into_every_kind_of_file(tmp_path: Path) -> None:
    words = pyarrow.array(["A", "B", "C"]).cast(pyarrow.string_view())
    categories = pyarrow.DictionaryArray.from_arrays(
        pyarrow.array([2, None, 0], pyarrow.int32()), words
    )
    table = pyarrow.table(
        {"case": categories, "wages_withheld": [1, 0, None], "district": words, "ward": categories}
    )
    path = tmp_path / "people.arrow"
    with pyarrow.ipc.new_file(path, table.schema) as out:
        out.write_table(table)
    for suffix in SUFFIXES:
        pehchan.screen_file(path, tmp_path / f"out{suffix}", keep=["district", "ward"])
    for suffix in SUFFIXES[1:]:
        got = read(tmp_path / f"out{suffix}")
        assert got.select(["case", "district", "ward"]).to_pydict() == {
            "case": ["C", None, "A"],
            "district": ["A", "B", "C"],
            "ward": ["C", None, "A"],
        }
    assert (
        (tmp_path / "out.csv")
        .read_text(encoding="utf-8")
        .splitlines()[1]
        .startswith('"C","A","C",')
    )


def test_one_row_may_have_more_problems_than_are_listed(tmp_path: Path) -> None:
    made = {
        "id": "wide",
        "version": "1.0.0",
        "title": {"en": "Wide"},
        "setting": "survey",
        "licence": "CC-BY-4.0",
        "languages": ["en"],
        "indicators": [],
        "findings": [],
    }
    bank = json.loads(Path("catalogues/indicators.json").read_text(encoding="utf-8"))
    one = next(one for one in bank["indicators"] if one["id"] == "spoken_to_apart")
    made |= {
        "title": bank["title"],
        "languages": bank["languages"],
        "sources": bank["sources"],
        "indicators": [one | {"id": f"q{at}"} for at in range(1100)],
    }
    wide = pehchan.load(json.dumps(made))
    path, out = tmp_path / "wide.csv", tmp_path / "out.csv"
    path.write_text(
        ",".join(wide.indicators)
        + "\n"
        + "\n".join(",".join([cell] * 1100) for cell in ("yes", "secretly", "no"))
        + "\n",
        encoding="utf-8",
    )
    report = pehchan.screen_file(path, out, wide)
    assert (report.rows, report.problem_count, {one.row for one in report.problems}) == (
        3,
        1001,
        {2},
    )
    assert report.problems[0] == (
        2,
        3,
        "",
        "more_problems",
        "This row has 100 more problems than are listed.",
    )


def test_blanks_are_blanks_of_answers_alone(tmp_path: Path) -> None:
    report, got = screened(
        "case,wages_withheld,q,district\nNA,NA,NA,NA\nB,yes,2,\n",
        tmp_path,
        blank=["NA"],
        keep=["district"],
        columns={"q": {"indicator": "spoken_to_apart", "yes": [2], "no": ["NA"]}},
    )
    assert report.problem_count == 0
    assert got["case"] == ["NA", "B"] and got["district"] == ["NA", None]
    assert {name: values for name, values in got.items() if name not in ("case", "district")} == {
        name: values
        for name, values in whole(
            pyarrow.table({"wages_withheld": [None, True], "spoken_to_apart": [None, True]})
        )
        .to_pydict()
        .items()
    }


def test_a_column_of_two_indicators_is_read_by_the_codes_of_each(tmp_path: Path) -> None:
    plan = {
        "q": [
            {"indicator": "wages_withheld", "yes": ["true"], "no": ["false", "False!"]},
            {"indicator": "spoken_to_apart", "yes": [1], "no": [0], "unknown": ["False!"]},
        ]
    }
    report, got = screened("q\ntrue\nFALSE\nTRUE\n\nFalse!\n1\n", tmp_path, columns=plan)
    assert [(one.row, one.code) for one in report.problems] == [(6, "unknown_value")]
    del got["issues"]
    want = whole(
        pyarrow.table(
            {
                "wages_withheld": [True, False, True, None, False],
                "spoken_to_apart": [True, False, True, None, None],
            }
        )
    ).to_pydict()
    assert {name: values[:5] for name, values in got.items()} == {
        name: values for name, values in want.items() if name != "issues"
    }


def test_a_column_that_is_named_as_an_indicator_is_not_kept_though_it_is_passed_over(
    tmp_path: Path,
) -> None:
    path = write(PEOPLE, tmp_path / "people.parquet")
    plan = tmp_path / "plan.json"
    plan.write_text('{"wages_withheld": null}', encoding="utf-8")
    assert "'wages_withheld' holds answers" in refused(
        path, tmp_path / "out.csv", "--columns", plan, "--keep", "wages_withheld"
    )


def test_a_word_for_a_number_is_told_as_no_number(tmp_path: Path) -> None:
    report, _ = screened("age_now_years\nold\n9999\n", tmp_path)
    assert (
        report.problems[0].text == "This is no whole number."
        and report.problems[1].text != report.problems[0].text
    )


@pytest.mark.skipif(
    not hasattr(pyarrow, "string_view"), reason="this pyarrow writes it as another value"
)
def test_a_value_that_does_not_go_into_the_target_is_not_shown(tmp_path: Path) -> None:
    table = pyarrow.table(
        {"wages_withheld": [1], "seen": pyarrow.array([2**62], pyarrow.timestamp("s"))}
    )
    with pytest.raises(pehchan.FileError, match="has no place in such a file") as told:
        pehchan.screen_file(
            write(table, tmp_path / "people.arrow"), tmp_path / "out.parquet", keep=["seen"]
        )
    assert str(2**62) not in "".join(traceback.format_exception(told.value))


def test_many_rows_of_another_encoding_or_with_line_ends_that_are_none_are_told_at_first_sight(
    tmp_path: Path,
) -> None:
    lines = [b"A,yes,caf\xe9", b"B,no,\xc3\xa9", b"C,no,x\ry", b"D,yes,"]
    calls = 0
    parse = CsvSource._parse

    def counted(*given: Any) -> Any:
        nonlocal calls
        calls += 1
        return parse(*given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CsvSource, "_parse", counted)
        report, got = screened(
            b"case,wages_withheld,note\n" + b"\n".join(lines * 500), tmp_path, ignore_extra=True
        )
    assert calls < 10
    assert report.rows == 2000 and got["case"] == [None, "B", None, "D"] * 500
    assert [one.code for one in report.problems] == ["not_utf8", "unreadable_row"] * 500
    (tmp_path / "old.csv").write_bytes(b"case,wages_withheld\rA,yes\rB,no\r")
    assert "begin with" in refused(tmp_path / "old.csv", tmp_path / "out.csv")


@pytest.mark.parametrize("source", [".parquet", ".arrow"])
def test_text_that_is_no_utf8_in_other_files_is_left_out_and_told(
    source: str, tmp_path: Path
) -> None:
    text = pyarrow.array([b"A", b"Zo\xe9-secret", None, b"D"])
    text = pyarrow.Array.from_buffers(pyarrow.string(), 4, text.buffers())
    path = write(
        pyarrow.table({"case": text, "wages_withheld": [1, 0, 9, None], "village": text}),
        tmp_path / f"people{source}",
    )
    report = pehchan.screen_file(path, tmp_path / "out.parquet", keep=["village"])
    assert [(one.row, one.column, one.code) for one in report.problems] == [
        (2, "case", "bad_case_id"),
        (2, "village", "not_utf8"),
        (3, "wages_withheld", "unknown_value"),
    ]
    got = read(tmp_path / "out.parquet").to_pydict()
    assert got["case"] == got["village"] == ["A", None, None, "D"]
    assert got["issues"] == [
        None,
        "bad_case_id at case; not_utf8 at village",
        "unknown_value at wages_withheld",
        None,
    ]
    assert [value is None for value in got["trafficking"]] == [False, True, True, False]
