#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How fast is `assess_table`? The full catalogue `pakistan` for a million persons, beside the cohort call of C++ (build/release/benchmarks/pehchan_cohort_benchmark,
where it is there); then the reference job beside the same rules written by hand in pandas and polars. Ratios within one run; the best of three.

    python benchmarks/python_tables.py [--persons N] [--cohort-benchmark PATH]
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import numpy
import pandas
import polars
import pyarrow

import pehchan

DIMENSIONS = [(2, 6, 3), (3, 5, 3), (2, 6, 3), (3, 6, 2), (2, 5, 3), (2, 6, 2)]


def name(d: int, place: int) -> str:
    strong, medium, _ = DIMENSIONS[d]
    return (
        f"d{d + 1}_{'a' if place < strong else 'b' if place < strong + medium else 'c'}_{place:02}"
    )


def reference_catalogue() -> pehchan.Catalogue:
    said = {"sources": ["none"], "confidence": "unverified"}
    signs, tags, rules = [], [], []
    for d, (strong, medium, weak) in enumerate(DIMENSIONS):
        ids = [name(d, place) for place in range(strong + medium + weak)]
        signs += [
            {
                "id": id,
                "type": "yes_no",
                "nature": "harm",
                "known_by": "asked",
                "period": "ever",
                "sensitivity": 1,
                "label": {"en": "A sign"},
                "question": {"en": "Is it so?"},
                **said,
            }
            for id in ids
        ]
        for tag, some in (
            ("strong", ids[:strong]),
            ("medium", ids[strong : strong + medium]),
            ("weak", ids[strong + medium :]),
        ):
            tags.append({"id": f"d{d + 1}.{tag}", "indicators": some, **said})
        rules.append(
            {
                "id": f"d{d + 1}",
                "rule": {
                    "template": "dimension",
                    "with": {tag: f"d{d + 1}.{tag}" for tag in ("strong", "medium", "weak")},
                },
                **said,
            }
        )
    r = [{"rule": f"d{d + 1}"} for d in range(6)]
    findings = [
        r[3],
        {"all": [{"any": r[:3]}, r[3]]},
        {"any": [r[1], r[4]]},
        {"all": [r[3], r[4], {"any": [r[1], r[5]]}]},
        *({"at_least": n, "of": r} for n in (2, 3, 4)),
        {"any": [{"all": [r[0], r[3]]}, {"all": [r[2], r[5]]}, {"all": [r[1], r[4]]}]},
    ]
    return pehchan.load(
        {
            "id": "reference_job",
            "version": "1.0.0",
            "title": {"en": "Reference job"},
            "setting": "survey",
            "languages": [{"id": "en", "status": "source"}],
            "sources": [
                {
                    "id": "none",
                    "title": "Made for benchmarks",
                    "address": "",
                    "as_of": "",
                    "confidence": "unverified",
                }
            ],
            "indicators": signs,
            "tags": tags,
            "templates": [
                {
                    "id": "dimension",
                    "parameters": ["strong", "medium", "weak"],
                    "rule": {
                        "any": [
                            {
                                "all": [
                                    {"any": [{"tag": "$strong"}]},
                                    {
                                        "at_least": 2,
                                        "of": [
                                            {"tag": "$strong"},
                                            {"tag": "$medium"},
                                            {"tag": "$weak"},
                                        ],
                                    },
                                ]
                            },
                            {
                                "all": [
                                    {"at_least": 2, "of": [{"tag": "$medium"}]},
                                    {"at_least": 3, "of": [{"tag": "$medium"}, {"tag": "$weak"}]},
                                ]
                            },
                        ]
                    },
                    **said,
                }
            ],
            "rules": rules,
            "findings": [
                {
                    "id": f"f{n + 1}",
                    "kind": "measure",
                    "urgency": 0,
                    "title": {"en": "A finding"},
                    "meaning": {"en": "It holds."},
                    "rule": rule,
                    **said,
                }
                for n, rule in enumerate(findings)
            ],
        }
    )


def conclusions(d: list, any_of: Callable, all_of: Callable, count: Callable) -> list:
    n = count(d)
    return [
        d[3],
        all_of(any_of(d[0], d[1], d[2]), d[3]),
        any_of(d[1], d[4]),
        all_of(d[3], d[4], any_of(d[1], d[5])),
        n >= 2,
        n >= 3,
        n >= 4,
        any_of(all_of(d[0], d[3]), all_of(d[2], d[5]), all_of(d[1], d[4])),
    ]


def chain(join: Callable) -> Callable:
    def joined(first: object, *rest: object) -> object:
        for one in rest:
            first = join(first, one)
        return first

    return joined


def in_pandas(frame: pandas.DataFrame) -> list:
    out = []
    for plane in (frame == 1, frame != 0):
        held = []
        for d, (strong, medium, weak) in enumerate(DIMENSIONS):
            ids = [name(d, place) for place in range(strong + medium + weak)]
            s, m, w = (
                plane[ids[:strong]].sum(axis=1),
                plane[ids[strong : strong + medium]].sum(axis=1),
                plane[ids[strong + medium :]].any(axis=1),
            )
            held.append(4 * s + 2 * m + w.astype(int) >= 5)
        out += conclusions(
            held,
            chain(lambda a, b: a | b),
            chain(lambda a, b: a & b),
            lambda all: sum(one.astype(int) for one in all),
        )
    return out


def in_polars(frame: polars.DataFrame) -> polars.DataFrame:
    wanted = []
    for bound, holds in (
        ("low", lambda id: polars.col(id) == 1),
        ("high", lambda id: polars.col(id) != 0),
    ):
        held = []
        for d, (strong, medium, weak) in enumerate(DIMENSIONS):
            ids = [name(d, place) for place in range(strong + medium + weak)]
            s = polars.sum_horizontal([holds(id).cast(polars.Int8) for id in ids[:strong]])
            m = polars.sum_horizontal(
                [holds(id).cast(polars.Int8) for id in ids[strong : strong + medium]]
            )
            w = polars.any_horizontal([holds(id) for id in ids[strong + medium :]]).cast(
                polars.Int8
            )
            held.append(4 * s + 2 * m + w >= 5)
        done = conclusions(
            held,
            chain(lambda a, b: a | b),
            chain(lambda a, b: a & b),
            lambda all: polars.sum_horizontal([one.cast(polars.Int8) for one in all]),
        )
        wanted += [one.alias(f"f{n + 1}.{bound}") for n, one in enumerate(done)]
    return frame.lazy().select(wanted).collect()


def best(work: Callable[[], object], rounds: int = 3) -> float:
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--persons", type=int, default=1_000_000)
    words.add_argument(
        "--cohort-benchmark",
        type=Path,
        default=Path("build/release/benchmarks/pehchan_cohort_benchmark"),
    )
    given = words.parse_args()
    count = given.persons
    dice = numpy.random.default_rng(20090301)

    def replies() -> numpy.ndarray:
        drawn = dice.integers(0, 100, count, dtype=numpy.uint8)
        return numpy.where(drawn < 15, 1, numpy.where(drawn < 45, -1, 0)).astype(numpy.int8)

    pakistan = pehchan.builtin("pakistan")
    columns = {}
    for one in pakistan.indicators.values():
        if one.type == "number":
            assert one.range
            columns[one.id] = dice.integers(
                one.range[0], min(one.range[1], 90) + 1, count, dtype=numpy.int16
            )
        else:
            columns[one.id] = (
                replies()
                if one.type == "yes_no"
                else dice.integers(-1, len(one.options), count, dtype=numpy.int8)
            )
    table = pyarrow.table(columns)
    del columns
    print(
        f"pakistan: {count} persons, {len(pakistan.indicators)} columns, {table.nbytes / 2**20:.0f} MiB in"
    )
    before = peak()
    times = {}
    for threads in (1, 2):
        times[threads] = best(lambda: pehchan.assess_table(table, pakistan, threads=threads), 2)
        print(
            f"  assess_table, {threads} thread{'s' if threads > 1 else ''}: {times[threads]:.2f} s, {count / times[threads] / 1e6:.2f} million persons/s"
        )
    result = pyarrow.table(pehchan.assess_table(table, pakistan))
    print(
        f"  results {result.nbytes / 2**20:.0f} MiB; peak memory {peak() - before:.0f} MiB above that before the first call"
    )
    if given.cohort_benchmark.exists():
        said = subprocess.run(
            [
                given.cohort_benchmark,
                "--benchmark_filter=^pakistan/int8_columns",
                "--benchmark_format=json",
            ],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for threads in (1, 2):
            for one in json.loads(said)["benchmarks"]:
                if f"threads:{threads}/" in one["name"] + "/":
                    seconds = (
                        one["real_time"]
                        * {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1}[one["time_unit"]]
                        / 2**19
                        * count
                    )
                    print(
                        f"  C++ cohort, {threads} thread{'s' if threads > 1 else ''}: {seconds:.2f} s for as many; assess_table takes {times[threads] / seconds:.2f} times that"
                    )
    del table, result

    job = reference_catalogue()
    frame = pandas.DataFrame({id: replies() for id in job.indicators})
    as_polars = polars.DataFrame({id: frame[id].to_numpy() for id in frame.columns})
    arrow = as_polars.to_arrow()
    got = pehchan.assess_table(arrow, job).to_polars()
    by_pandas, by_polars = in_pandas(frame), in_polars(as_polars)
    for n in range(8):
        status = got[f"f{n + 1}"].to_numpy()
        assert ((status == 2) == by_pandas[n].to_numpy()).all() and (
            (status > 0) == by_pandas[n + 8].to_numpy()
        ).all()
        assert ((status == 2) == by_polars[f"f{n + 1}.low"].to_numpy()).all() and (
            (status > 0) == by_polars[f"f{n + 1}.high"].to_numpy()
        ).all()
    print(f"reference job: {count} persons, 64 columns; the three agree on every person")
    own = {
        threads: best(lambda: pehchan.assess_table(arrow, job, threads=threads))
        for threads in (1, 2)
    }
    hand = {
        "pandas by hand": best(lambda: in_pandas(frame)),
        "polars by hand (its own threads)": best(lambda: in_polars(as_polars)),
    }
    print(f"  assess_table: {own[1] * 1000:.0f} ms on one thread, {own[2] * 1000:.0f} ms on two")
    for what, seconds in hand.items():
        print(
            f"  {what}: {seconds * 1000:.0f} ms, {seconds / own[1]:.1f} times assess_table on one thread, {seconds / own[2]:.1f} times on two"
        )


if __name__ == "__main__":
    main()
