# SPDX-License-Identifier: Apache-2.0
"""Tables of every kind give what `assess` gives, person by person; what is no answer is an issue with its column and row."""

from __future__ import annotations

import functools
import json
import random
from decimal import Decimal

import duckdb
import numpy
import pandas
import polars
import pyarrow
import pytest

import pehchan

PAKISTAN = pehchan.builtin("pakistan")
CODES = {"not_shown": 0, "open": 1, "indicated": 2}
YES_NO = [one.id for one in PAKISTAN.indicators.values() if one.type == "yes_no"]


def persons(count: int, seed: int = 7) -> list[dict[str, object]]:
    """People of nobody, with many blanks."""
    dice = random.Random(seed)
    out = []
    for _ in range(count):
        share = dice.choice([0, 0.05, 0.3, 0.9])
        person: dict[str, object] = {}
        for one in PAKISTAN.indicators.values():
            if dice.random() >= share:
                continue
            if one.type == "yes_no":
                person[one.id] = dice.choice([True, False, None])
            elif one.type == "choice":
                person[one.id] = dice.choice([*one.options, None])
            else:
                assert one.range
                person[one.id] = dice.randint(one.range[0], min(one.range[1], 90))
        out.append(person)
    return out


# results of all answers, as a helper sees them
assess_table = functools.partial(pehchan.assess_table, view="helper")
PEOPLE = persons(300)
COLUMNS: dict[str, list[object]] = {
    id: [person.get(id) for person in PEOPLE] for id in PAKISTAN.indicators
}


def expected(people: list[dict[str, object]]) -> dict[str, list[object]]:
    whole = [
        pehchan._core.Assessment(pehchan.Answers(one)._core, "helper", "en", False, "")
        for one in people
    ]
    read = [json.loads(one.json(False, False)) for one in whole]
    names = [one.id for one in PAKISTAN.findings.values() if one.kind != "offence"]
    out: dict[str, list[object]] = {}
    for name in names:
        out[name] = [
            next((CODES[f["status"]] for f in one["findings"] if f["id"] == name), None)
            for one in read
        ]
    return out


EXPECTED = expected(PEOPLE)


def same(result: pehchan.TableResult, rows: slice = slice(None)) -> None:
    got = pyarrow.table(result).to_pydict()
    assert len(result) == len(PEOPLE[rows])
    for name, statuses in EXPECTED.items():
        for row, (have, want) in enumerate(zip(got[name], statuses[rows], strict=True)):
            assert want is None or have == want, (name, row)


def arrow_table() -> pyarrow.Table:
    return pyarrow.table(
        {
            id: pyarrow.array(values, type=pyarrow.bool_() if id in YES_NO else None)
            for id, values in COLUMNS.items()
        }
    )


def test_a_dict_of_lists_gives_what_assess_gives() -> None:
    same(assess_table(COLUMNS))


def test_pyarrow_gives_the_same_whole_in_chunks_and_in_slices_with_offsets() -> None:
    table = arrow_table()
    same(assess_table(table))
    same(
        assess_table(
            pyarrow.concat_tables(
                [table.slice(0, 7), table.slice(7, 0), table.slice(7, 130), table.slice(137)]
            )
        )
    )
    same(assess_table(table.slice(13, 101)), slice(13, 114))
    same(assess_table(table.to_reader(max_chunksize=11)))


def test_pandas_polars_and_duckdb_give_the_same() -> None:
    table = arrow_table()
    frame = table.to_pandas()
    same(assess_table(frame))
    same(assess_table(frame.convert_dtypes()))
    same(assess_table(polars.from_arrow(table)))
    same(assess_table(polars.from_arrow(table).slice(5, 50)), slice(5, 55))
    answers = table  # duckdb finds it by its name
    same(assess_table(duckdb.sql("select * from answers")))
    assert answers is table


def test_dictionaries_and_categoricals_give_the_same() -> None:
    words = {
        id: [
            None if v is None else "yes" if v is True else "no" if v is False else v for v in values
        ]
        for id, values in COLUMNS.items()
    }
    same(assess_table(words))
    encoded = pyarrow.table(
        {
            id: pyarrow.array(v).dictionary_encode()
            if v and any(isinstance(x, str) for x in v)
            else pyarrow.array(v)
            for id, v in words.items()
        }
    )
    same(assess_table(encoded))
    frame = pandas.DataFrame(
        {
            id: pandas.Categorical(v) if any(isinstance(x, str) for x in v) else pandas.Series(v)
            for id, v in words.items()
        }
    )
    same(assess_table(frame))
    same(assess_table({id: frame[id] for id in frame.columns}))


def test_numpy_columns_and_arrays_with_masks_give_the_same() -> None:
    def codes(values: list[object]) -> numpy.ndarray:
        return numpy.array([-1 if v is None else int(bool(v)) for v in values], dtype="i1")

    numbers = {
        id: [numpy.nan if v is None else v for v in COLUMNS[id]]
        for id, one in PAKISTAN.indicators.items()
        if one.type == "number"
    }
    columns: dict[str, object] = {id: codes(COLUMNS[id]) for id in YES_NO}
    columns |= {id: numpy.array(v, dtype=float) for id, v in numbers.items()}
    columns |= {
        id: numpy.array(COLUMNS[id], dtype=object)
        for id, one in PAKISTAN.indicators.items()
        if one.type == "choice"
    }
    same(assess_table(columns))
    array = numpy.array([codes(COLUMNS[id]) for id in YES_NO]).T
    plain = pyarrow.table(assess_table({id: COLUMNS[id] for id in YES_NO}))
    assert pyarrow.table(assess_table(array, columns=YES_NO)).equals(plain)
    truth, mask = array == 1, array == -1
    assert pyarrow.table(assess_table(truth, columns=YES_NO, mask=mask)).equals(plain)
    assert pyarrow.table(assess_table(numpy.ma.masked_array(truth, mask), columns=YES_NO)).equals(
        plain
    )
    assert pyarrow.table(
        assess_table(numpy.asfortranarray(array)[::-1][::-1], columns=YES_NO)
    ).equals(plain)


def test_empty_tables_and_no_rows() -> None:
    assert len(assess_table({})) == 0
    assert len(assess_table({"wages_withheld": []})) == 0
    assert (
        len(assess_table(pyarrow.table({"wages_withheld": pyarrow.array([], pyarrow.bool_())})))
        == 0
    )
    assert pyarrow.table(assess_table({"wages_withheld": []})).num_rows == 0
    assert len(assess_table(pandas.DataFrame({"wages_withheld": []}))) == 0
    nobody_knows = assess_table({"wages_withheld": [None, None]}).to_polars()
    assert nobody_knows["trafficking"].to_list() == [1, 1]


def test_threads_and_pieces_change_nothing() -> None:
    whole = pyarrow.table(assess_table(COLUMNS, threads=1))
    assert (
        pyarrow.table(assess_table(COLUMNS, threads=3, rows_at_once=100))
        .combine_chunks()
        .equals(whole.combine_chunks())
    )
    seen: list[int] = []
    table = pyarrow.concat_tables([arrow_table()] * 4)
    assess_table(table, progress=seen.append)
    assert seen == [300, 600, 900, 1200]


def test_progress_may_stop_the_run() -> None:
    def stop(rows: int) -> None:
        raise KeyError(rows)

    with pytest.raises(KeyError):
        assess_table(COLUMNS, progress=stop)


def test_what_is_no_answer_is_an_issue_with_its_column_and_row_and_all_are_listed() -> None:
    with pytest.raises(pehchan.AnswersError) as caught:
        assess_table(
            {
                "wages_withheld": [1, 7, 0, "perhaps", object()],
                "age_now_years": [16, -4, 20.5, None, "old"],
                "province": ["punjab", 3, "nowhere", None, True],
            }
        )
    assert {(one.code, one.pointer) for one in caught.value.issues} == {
        ("unknown_value", "/wages_withheld/1"),
        ("unknown_value", "/wages_withheld/3"),
        ("unknown_value", "/wages_withheld/4"),
        ("out_of_range", "/age_now_years/1"),
        ("out_of_range", "/age_now_years/2"),
        ("out_of_range", "/age_now_years/4"),
        ("unknown_value", "/province/1"),
        ("unknown_value", "/province/2"),
        ("unknown_value", "/province/4"),
    }
    assert caught.value.count == 9
    assert "perhaps" not in str(caught.value)


def test_a_row_with_an_issue_may_become_nulls_while_the_rest_goes_on() -> None:
    result = assess_table({"wages_withheld": [True, 9, False]}, on_issue="null")
    frame = result.to_polars()
    assert frame["trafficking"].is_null().to_list() == [False, True, False]
    assert frame["issues"].to_list() == [None, "unknown_value at wages_withheld", None]
    assert result.issue_count == 1 and result.issues[0].pointer == "/wages_withheld/1"


def test_a_column_that_nobody_knows_is_an_error_unless_it_is_to_be_ignored() -> None:
    with pytest.raises(pehchan.AnswersError) as caught:
        assess_table({"wages_witheld": [True], "colour": ["red"]})
    assert [(one.code, one.pointer) for one in caught.value.issues] == [
        ("unknown_indicator", "/wages_witheld"),
        ("unknown_indicator", "/colour"),
    ]
    assert len(assess_table({"colour": ["red"]}, ignore_extra=True)) == 1
    assert len(assess_table({"colour": ["red"]}, columns={"colour": None})) == 1


def test_wrong_types_raise() -> None:
    for wrong in (3, "a table", [1, 2], {"wages_withheld": 3}, {"wages_withheld": "yes"}):
        with pytest.raises(TypeError):
            assess_table(wrong)
    with pytest.raises(ValueError):
        assess_table({"wages_withheld": [1], "province": []})
    with pytest.raises(pehchan.AnswersError):
        assess_table(pyarrow.table({"wages_withheld": pyarrow.array([[1]])}))
    with pytest.raises(TypeError):
        assess_table(numpy.zeros((2, 1)), columns=["wages_withheld"])


def test_what_is_no_case_id_is_refused_at_every_door() -> None:
    bad = ["A 2", "=HYPERLINK(1)", "\u202e4", "\x1b[2J", "x" * 65, "\u06a9", "a\0b"]
    for one in bad:
        for make in (
            lambda one=one: pehchan.Answers({}, case=one),
            lambda one=one: pehchan.assess({}, case=one),
            lambda one=one: pehchan.read_case(json.dumps({"case": one, "answers": {}})),
        ):
            with pytest.raises(ValueError) as caught:
                make()
            said = str(caught.value) + str(getattr(caught.value, "issues", ""))
            assert "A case id has 1 to 64 characters" in said and one not in said
        for column, plan in (
            ("case", None),
            ("who", {"who": "case", "wages_withheld": "wages_withheld"}),
        ):
            table = {column: ["A-1", one, None], "wages_withheld": [True, True, True]}
            with pytest.raises(pehchan.AnswersError) as refused:
                pehchan.assess_table(table, columns=plan)
            assert [issue[:2] for issue in refused.value.issues] == [
                ("bad_case_id", f"/{column}/1")
            ]
            got = pyarrow.table(pehchan.assess_table(table, columns=plan, on_issue="null"))
            assert got.column("case").to_pylist() == ["A-1", None, None]
            assert got.column("issues").to_pylist()[1] == "bad_case_id at case"


def test_keys_are_escaped_where_problems_name_them() -> None:
    with pytest.raises(pehchan.AnswersError) as caught:
        pehchan.Answers({"\x1b[2J/\u202e~": True})
    assert caught.value.issues[0].pointer == "/answers/\\u001B[2J~1\\u202E~0"


def test_codes_of_a_survey_are_read_by_a_dict() -> None:
    plan = {
        "q44": {"indicator": "wages_withheld", "yes": [0, 1, 2], "no": [3], "unknown": [4, "skip"]},
        "age": {"indicator": "age_now_years", "unknown": [-99]},
        "id": "case",
    }
    want = pyarrow.table(
        assess_table(
            {
                "case": ["a", "b", "c", "d", "e"],
                "wages_withheld": [True, True, False, None, None],
                "age_now_years": [20, None, 16, 40, None],
            }
        )
    )
    data = {
        "id": ["a", "b", "c", "d", "e"],
        "q44": ["0", "2", "3", "4", "skip"],
        "age": [20, -99, 16, 40, None],
    }
    numbers = {**data, "q44": [0, 2, 3, 4, None]}
    for table in (
        data,
        numbers,
        pyarrow.table(data),
        pyarrow.table(numbers),
        pandas.DataFrame(data),
        pandas.DataFrame(numbers),
        polars.DataFrame(data).cast({"q44": polars.Categorical}),
    ):
        got = pyarrow.table(assess_table(table, columns=plan))
        assert {n: c for n, c in got.to_pydict().items()} == want.to_pydict()
    with pytest.raises(pehchan.AnswersError) as caught:
        assess_table({**numbers, "q44": [0, 2, 3, 5, 17]}, columns=plan)
    assert [one.pointer for one in caught.value.issues] == ["/q44/3", "/q44/4"]


def test_truth_values_as_codes_are_the_same_in_every_kind_of_table() -> None:
    want = pyarrow.table(assess_table({"wages_withheld": [True, None, False]}))
    values = [False, None, True]
    for yes, no in ((False, True), (0, 1)):
        plan = {"paid": {"indicator": "wages_withheld", "yes": [yes], "no": [no]}}
        for table in (
            {"paid": values},
            pyarrow.table({"paid": values}),
            polars.DataFrame({"paid": values}),
            pandas.DataFrame({"paid": pandas.array(values, dtype="boolean")}),
            {"paid": numpy.ma.masked_array([False, False, True], [False, True, False])},
            {"paid": pandas.Series(values, dtype="boolean")},
        ):
            assert pyarrow.table(assess_table(table, columns=plan)).equals(want)


def test_a_mapping_of_a_catalogue_reads_as_the_command_line_does() -> None:
    with open("examples/dwems/respondents.jsonl", encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines]
    names = sorted({name for case in cases for name in case["answers"]})
    table = {"case": [case["case"] for case in cases]} | {
        name: [case["answers"].get(name) for case in cases] for name in names
    }
    got = pyarrow.table(
        assess_table(pyarrow.table(table), "dwems_2024", columns="dwems_answers")
    ).to_pydict()
    for row, case in enumerate(cases):
        one = pehchan.assess(
            pehchan.read_case(json.dumps(case), "dwems_2024", mapping="dwems_answers")
        )
        assert got["case"][row] == case["case"]
        for score in one.scores.values():
            assert (got[f"{score.id}.low"][row], got[f"{score.id}.high"][row]) == (
                score.low,
                score.high,
            )


def test_the_result_says_what_it_is_for_and_holds_no_offence() -> None:
    result = assess_table({"wages_withheld": [True]})
    schema = pyarrow.schema(result)
    assert schema.metadata[b"pehchan.use"] == b"statistics only; no decision about a person"
    assert schema.metadata[b"pehchan.digest"].decode() == PAKISTAN.digest
    hidden = {one.id for one in PAKISTAN.findings.values() if one.kind == "offence"} | {
        one.id for one in PAKISTAN.indicators.values() if one.nature == "burden"
    }
    assert hidden and not hidden & set(result.columns)
    assert set(result.columns) >= {"trafficking", "smuggled_migrant"}


def test_reasons_are_there_for_the_rows_that_were_named() -> None:
    result = assess_table(arrow_table(), because=[3, 299])
    for row in (3, 299):
        alone = pehchan.assess(PEOPLE[row])
        assert result.because(row) == {
            one.id: one.because for one in alone.findings.values() if one.status != "open"
        }
    with pytest.raises(KeyError):
        result.because(4)


def test_frames_have_the_numbers() -> None:
    result = assess_table(
        {"q": [1, 0]},
        "dwems_2024",
        columns={"q": next(iter(pehchan.builtin("dwems_2024").indicators))},
        ignore_extra=True,
    )
    frame, exact = result.to_pandas(), result.to_pandas(scores="decimal")
    score = next(name for name in result.columns if name.endswith(".high"))
    assert frame[score].dtype == "float64" and isinstance(exact[score][0], Decimal)
    assert [Decimal(str(v)) for v in frame[score]] == [v.normalize() for v in exact[score]]
