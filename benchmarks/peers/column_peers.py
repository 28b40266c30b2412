# SPDX-License-Identifier: Apache-2.0
"""Peers that take columns."""

import numpy as np

from rules import ALL, findings, parts


def pandas_peer(rows):
    import pandas

    frame = pandas.DataFrame({name: rows[:, i].copy() for i, name in enumerate(ALL)})

    def run():
        bounds = []
        for hit in (frame == 1, frame != 0):
            held = []
            for d in range(6):
                strong, medium, weak = parts(d)
                held.append(
                    (
                        4 * hit[strong].sum(axis=1)
                        + 2 * hit[medium].sum(axis=1)
                        + hit[weak].any(axis=1)
                    )
                    >= 5
                )
            bounds.append(findings(held))
        return bounds

    return run, "int8 columns"


def numpy_peer(rows):
    columns = [np.ascontiguousarray(rows[:, i]) for i in range(64)]
    place = {name: i for i, name in enumerate(ALL)}

    def run():
        bounds = []
        for bound in (0, 1):
            held = []
            for d in range(6):
                strong, medium, weak = parts(d)
                total = np.zeros(len(rows), dtype=np.uint8)
                for names, weight in ((strong, 4), (medium, 2)):
                    for name in names:
                        hit = columns[place[name]] == 1 if bound == 0 else columns[place[name]] != 0
                        total += hit.view(np.uint8) * np.uint8(weight)
                any_weak = np.zeros(len(rows), dtype=bool)
                for name in weak:
                    any_weak |= (
                        columns[place[name]] == 1 if bound == 0 else columns[place[name]] != 0
                    )
                held.append(total + any_weak >= 5)
            bounds.append(findings(held))
        return bounds

    return run, "uint8 counters, int8 columns in"


def numpy_planes_peer(rows):
    low, high = (
        [np.packbits(values[:, i]) for i in range(64)] for values in (rows == 1, rows != 0)
    )
    place = {name: i for i, name in enumerate(ALL)}

    def at_least_5(plane, d):
        strong, medium, weak = parts(d)
        one = two = np.zeros_like(plane[0])  # strong ones seen: one or more, two or more
        for name in strong:
            x = plane[place[name]]
            two, one = two | (one & x), one | x
        m1 = m2 = m3 = np.zeros_like(plane[0])
        for name in medium:
            x = plane[place[name]]
            m3, m2, m1 = m3 | (m2 & x), m2 | (m1 & x), m1 | x
        w = np.zeros_like(plane[0])
        for name in weak:
            w = w | plane[place[name]]
        # 4S + 2M + W >= 5
        return two | (one & (m1 | w)) | m3 | (m2 & w)

    def run():
        bounds = []
        for plane in (low, high):
            a, b, c, e, f, g = d = [at_least_5(plane, n) for n in range(6)]
            n1 = n2 = n3 = n4 = np.zeros_like(a)
            for x in d:
                n4, n3, n2, n1 = n4 | (n3 & x), n3 | (n2 & x), n2 | (n1 & x), n1 | x
            bounds.append(
                [
                    e,
                    (a | b | c) & e,
                    b | f,
                    e & f & (b | g),
                    n2,
                    n3,
                    n4,
                    (a & e) | (c & g) | (b & f),
                ]
            )
        return [[np.unpackbits(x, count=len(rows)).astype(bool) for x in bound] for bound in bounds]

    return run, "bit planes packed beforehand, written by hand; unpacked results"


def polars_peer(rows):
    import polars

    frame = polars.DataFrame({name: rows[:, i] for i, name in enumerate(ALL)})

    def run():
        steps = []
        for bound, hit in (
            ("low", lambda n: polars.col(n) == 1),
            ("high", lambda n: polars.col(n) != 0),
        ):
            for d in range(6):
                strong, medium, weak = parts(d)
                points = 4 * polars.sum_horizontal(
                    [hit(n).cast(polars.Int8) for n in strong]
                ) + 2 * polars.sum_horizontal([hit(n).cast(polars.Int8) for n in medium])
                steps.append(
                    (
                        points + polars.any_horizontal([hit(n) for n in weak]).cast(polars.Int8)
                        >= 5
                    ).alias(f"{bound}_{d}")
                )
        held = frame.lazy().select(steps)
        out = []
        for bound in ("low", "high"):
            a, b, c, e, f, g = d = [polars.col(f"{bound}_{n}") for n in range(6)]
            n = polars.sum_horizontal([x.cast(polars.Int8) for x in d])
            for i, x in enumerate(
                [
                    e,
                    (a | b | c) & e,
                    b | f,
                    e & f & (b | g),
                    n >= 2,
                    n >= 3,
                    n >= 4,
                    (a & e) | (c & g) | (b & f),
                ]
            ):
                out.append(x.alias(f"{bound}_f{i}"))
        done = held.select(out).collect()
        return [[done[f"{bound}_f{i}"].to_numpy() for i in range(8)] for bound in ("low", "high")]

    return run, f"int8 columns, {polars.thread_pool_size()} threads"


def duckdb_peer(rows):
    import duckdb
    import pyarrow

    connection = duckdb.connect()
    connection.register(
        "arrow_answers", pyarrow.table({name: rows[:, i].copy() for i, name in enumerate(ALL)})
    )
    connection.execute("create table answers as select * from arrow_answers")
    steps, out = [], []
    for bound, hit in (("low", "= 1"), ("high", "<> 0")):
        for d in range(6):
            strong, medium, weak = (
                " + ".join(f"({n} {hit})::utinyint" for n in names) for names in parts(d)
            )
            anything = " or ".join(f"{n} {hit}" for n in parts(d)[2])
            steps.append(
                f"(4 * ({strong}) + 2 * ({medium}) + ({anything})::utinyint >= 5) as {bound}_{d}"
            )
        a, b, c, e, f, g = (f"{bound}_{n}" for n in range(6))
        n = " + ".join(f"{x}::utinyint" for x in (a, b, c, e, f, g))
        words = [
            e,
            f"({a} or {b} or {c}) and {e}",
            f"{b} or {f}",
            f"{e} and {f} and ({b} or {g})",
            f"{n} >= 2",
            f"{n} >= 3",
            f"{n} >= 4",
            f"({a} and {e}) or ({c} and {g}) or ({b} and {f})",
        ]
        out += [f"({x}) as {bound}_f{i}" for i, x in enumerate(words)]
    query = f"select {', '.join(out)} from (select {', '.join(steps)} from answers)"

    def run():
        done = connection.execute(query).fetchnumpy()
        return [[done[f"{bound}_f{i}"] for i in range(8)] for bound in ("low", "high")]

    threads = connection.execute("select current_setting('threads')").fetchone()[0]
    return run, f"int8 columns in a table of its own, {threads} threads"
