# SPDX-License-Identifier: Apache-2.0
"""The recipes of examples/engines, in the real engines: the same bytes as one call over the whole table."""

import os
import random
import sys
from pathlib import Path

import duckdb
import polars
import pyarrow as pa
import pytest

import pehchan

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "examples/engines"))

PALERMO = pehchan.builtin("palermo")
FINDINGS = ["trafficking", "forced_labour", "debt_bondage", "smuggled_migrant"]


def table_of(rows):
    dice = random.Random(20261127)
    columns = {}
    for id, about in PALERMO.indicators.items():
        if about.type == "yes_no":
            columns[id] = pa.array(
                [
                    dice.choices(("yes", "no", "declined", None), (2, 4, 1, 3))[0]
                    for _ in range(rows)
                ]
            )
    columns["age_now_years"] = pa.array(
        [dice.choice((None, 12, 17, 18, 40)) for _ in range(rows)], pa.int64()
    )
    return pa.table(columns)


@pytest.fixture(scope="module")
def answers():
    return table_of(3000)


@pytest.fixture(scope="module")
def expected(answers):
    found = pa.table(pehchan.assess_table(answers, PALERMO))
    return {f: bytes(v + 0 for v in found[f].to_pylist()) for f in FINDINGS}


def same(columns, expected):
    for finding in FINDINGS:
        assert bytes(columns[finding]) == expected[finding], finding
    assert len({s for f in FINDINGS for s in expected[f]}) == 3  # all three statuses are there


def test_duckdb(answers, expected):
    from duckdb_function import add_function

    connection = duckdb.connect()
    connection.register("answers", answers)
    add_function(connection, "pehchan_palermo", PALERMO, answers.column_names, FINDINGS)
    call = f"pehchan_palermo({', '.join(answers.column_names)})"
    found = connection.sql(f"select unnest({call}) from answers").fetchall()
    same({f: [row[i] for row in found] for i, f in enumerate(FINDINGS)}, expected)


def test_polars(answers, expected):
    from polars_batches import screened

    found = screened(polars.from_arrow(answers).lazy(), PALERMO, FINDINGS)
    for made in (found.collect(), found.collect(engine="streaming")):
        same({f: made[f].to_list() for f in FINDINGS}, expected)


def test_pandas(answers, expected, tmp_path):
    from pandas_chunks import screened

    file = tmp_path / "answers.csv"
    answers.to_pandas().astype({"age_now_years": "Int64"}).to_csv(file, index=False)
    pieces = list(screened(file, PALERMO, FINDINGS, rows_at_once=700))
    assert len(pieces) == 5 and list(pieces[1].index)[:1] == [700]
    same({f: [s for piece in pieces for s in piece[f]] for f in FINDINGS}, expected)


def test_spark_and_a_task_that_is_lost_and_tried_again(answers, expected, tmp_path, monkeypatch):
    pytest.importorskip("pyspark", reason="Spark is not installed")
    from pyspark.sql import SparkSession
    from spark_batches import screened

    folder = str(Path(__file__).resolve().parents[2] / "examples/engines")
    seen = folder + ":" + ":".join(p for p in sys.path if p)
    monkeypatch.setenv("PYTHONPATH", seen)
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    # scripts/engines names a cluster of several workers, each a process of its own; threads of one process where nobody does.
    master = os.environ.get("PEHCHAN_SPARK_MASTER", "local[2,3]")
    session = (
        SparkSession.builder.master(master)
        .appName("pehchan")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "500")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.executorEnv.PYTHONPATH", seen)
        .getOrCreate()
    )
    try:
        keyed = answers.append_column(
            "case", pa.array([f"{i:06}" for i in range(answers.num_rows)])
        )
        frame = session.createDataFrame(
            keyed.to_pandas()
            .astype({"age_now_years": "Int64"})
            .astype(object)
            .where(lambda f: f.notna(), None),
            schema=", ".join(
                f"{n} {'long' if n == 'age_now_years' else 'string'}" for n in keyed.column_names
            ),
        ).repartition(6)
        mark = str(tmp_path / "lost")

        def lose_one(batches):
            for batch in batches:
                try:
                    os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
                except FileExistsError:
                    pass
                else:
                    os._exit(1)  # the worker dies in the middle of its task, once
                yield batch

        once_lost = frame.mapInArrow(lose_one, frame.schema)
        for source in (frame, once_lost):
            found = screened(source, "palermo", FINDINGS).toPandas().sort_values("case")
            same({f: list(found[f]) for f in FINDINGS}, expected)
        assert Path(mark).exists()
    finally:
        session.stop()
