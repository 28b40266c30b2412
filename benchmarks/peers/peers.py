#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The reference job through Pehchan and through what else one would pick, in one run; all results compared, per finding and bound.

    peers.py --tool build/release/benchmarks/reference_tool [--persons 1000000] [--few 2000] [--json OUT]

A peer that is not installed is named as left out. Times are the best of three; reading data into each peer's own form is not timed, unless said.
"""

import argparse
import importlib
import importlib.metadata
import json
import platform
import subprocess
import sys
import time

import numpy as np

DIMENSIONS = [(2, 6, 3), (3, 5, 3), (2, 6, 3), (3, 6, 2), (2, 5, 3), (2, 6, 2)]
NAMES = [[f"d{d + 1}_{'a' if p < s else 'b' if p < s + m else 'c'}_{p:02}" for p in range(s + m + w)] for d, (s, m, w) in enumerate(DIMENSIONS)]
ALL = [name for names in NAMES for name in names]


def parts(d):
    s, m, _ = DIMENSIONS[d]
    return NAMES[d][:s], NAMES[d][s : s + m], NAMES[d][s + m :]


def findings(d):
    """Of six truth values (or arrays of them) with & and |, and sum()."""
    a, b, c, e, f, g = d
    n = sum(x.astype(np.int8) if hasattr(x, "astype") else x for x in d)
    return [e, (a | b | c) & e, b | f, e & f & (b | g), n >= 2, n >= 3, n >= 4, (a & e) | (c & g) | (b & f)]


def packed(low, high):
    out = np.zeros(len(low[0]), dtype=np.uint16)
    for i, column in enumerate([*low, *high]):
        out |= np.asarray(column).astype(np.uint16) << i
    return out


# ---- peers that take one case at a time


def dicts(rows, bound):
    values = (rows == 1) if bound == 0 else (rows != 0)
    return [dict(zip(ALL, map(int, row))) for row in values]


def one_by_one(evaluate):
    """`evaluate(case)` gives eight truth values; called once for each bound."""

    def run(cases):
        return [[evaluate(case) for case in bound] for bound in cases]

    return run


def finish(both):
    return packed(*[list(zip(*bound)) for bound in both])


def dimension_json(d):
    strong, medium, weak = ([{"var": n} for n in names] for names in parts(d))
    return {">=": [{"+": [{"*": [4, {"+": strong}]}, {"*": [2, {"+": medium}]}, {"if": [{">": [{"+": weak}, 0]}, 1, 0]}]}, 5]}


def json_logic_peer():
    from json_logic import jsonLogic

    first = [dimension_json(d) for d in range(6)]

    def evaluate(case):
        return findings([bool(jsonLogic(rule, case)) for rule in first])

    return one_by_one(evaluate), "dimensions as rules, findings in Python"


def expression(d, plus=" + "):
    strong, medium, weak = parts(d)
    return f"4 * ({plus.join(strong)}) + 2 * ({plus.join(medium)}) + (({plus.join(weak)}) > 0 ? 1 : 0) >= 5"


def cel_peer():
    import celpy

    environment = celpy.Environment()
    programs = [environment.program(environment.compile(expression(d))) for d in range(6)]

    def evaluate(case):
        activation = celpy.json_to_cel(case)
        return findings([bool(p.evaluate(activation)) for p in programs])

    return one_by_one(evaluate), "dimensions as expressions, findings in Python"


def zen_peer():
    import zen

    words = {
        "f1": "d4", "f2": "(d1 or d2 or d3) and d4", "f3": "d2 or d5", "f4": "d4 and d5 and (d2 or d6)", "f5": "n >= 2", "f6": "n >= 3", "f7": "n >= 4",
        "f8": "(d1 and d4) or (d3 and d6) or (d2 and d5)",
    }

    def node(name, expressions):
        return {"id": name, "name": name, "type": "expressionNode", "content": {"passThrough": name == "dimensions", "expressions": [{"id": k, "key": k, "value": v} for k, v in expressions.items()]}}

    count = {"n": " + ".join(f"(d{d} ? 1 : 0)" for d in range(1, 7))}
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"}, node("dimensions", {f"d{d + 1}": expression(d) for d in range(6)}), {**node("count", count), "content": {**node("count", count)["content"], "passThrough": True}},
        node("findings", words), {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [{"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in zip(["in", "dimensions", "count", "findings"], ["dimensions", "count", "findings", "out"])]
    decision = zen.ZenEngine().create_decision(json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}))

    def evaluate(case):
        result = decision.evaluate(case)["result"]
        return [bool(result[f"f{i}"]) for i in range(1, 9)]

    return one_by_one(evaluate), "all rules in one decision"


def business_rules_peer():
    from business_rules import run_all
    from business_rules.actions import BaseActions, rule_action
    from business_rules.variables import BaseVariables, numeric_rule_variable

    class Case(BaseVariables):
        def __init__(self, case):
            self.case = case

    for d in range(6):
        strong, medium, weak = parts(d)

        def points(self, strong=strong, medium=medium, weak=weak):
            return 4 * sum(self.case[n] for n in strong) + 2 * sum(self.case[n] for n in medium) + min(sum(self.case[n] for n in weak), 1)

        points.__name__ = f"points_{d + 1}"
        setattr(Case, points.__name__, numeric_rule_variable(points))

    class Hold(BaseActions):
        def __init__(self):
            self.held = [False] * 6

        @rule_action(params={"dimension": "numeric"})
        def hold(self, dimension):
            self.held[dimension] = True

    rules = [{"conditions": {"all": [{"name": f"points_{d + 1}", "operator": "greater_than_or_equal_to", "value": 5}]}, "actions": [{"name": "hold", "params": {"dimension": d}}]} for d in range(6)]

    def evaluate(case):
        held = Hold()
        run_all(rules, Case(case), held)
        return findings(held.held)

    return one_by_one(evaluate), "dimensions as rules over points summed in Python, findings in Python"


def python_peer():
    named = [parts(d) for d in range(6)]

    def evaluate(case):
        held = [4 * sum(case[n] for n in s) + 2 * sum(case[n] for n in m) + min(sum(case[n] for n in w), 1) >= 5 for s, m, w in named]
        return findings(held)

    return one_by_one(evaluate), "written by hand for these rules"


# ---- peers that take columns


def pandas_peer(rows):
    import pandas

    frame = pandas.DataFrame({name: rows[:, i].copy() for i, name in enumerate(ALL)})

    def run():
        bounds = []
        for hit in (frame == 1, frame != 0):
            held = []
            for d in range(6):
                strong, medium, weak = parts(d)
                held.append((4 * hit[strong].sum(axis=1) + 2 * hit[medium].sum(axis=1) + hit[weak].any(axis=1)) >= 5)
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
                    any_weak |= columns[place[name]] == 1 if bound == 0 else columns[place[name]] != 0
                held.append(total + any_weak >= 5)
            bounds.append(findings(held))
        return bounds

    return run, "uint8 counters, int8 columns in"


def numpy_planes_peer(rows):
    low, high = ([np.packbits(values[:, i]) for i in range(64)] for values in (rows == 1, rows != 0))
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
            bounds.append([e, (a | b | c) & e, b | f, e & f & (b | g), n2, n3, n4, (a & e) | (c & g) | (b & f)])
        return [[np.unpackbits(x, count=len(rows)).astype(bool) for x in bound] for bound in bounds]

    return run, "bit planes packed beforehand, written by hand; unpacked results"


def polars_peer(rows):
    import polars

    frame = polars.DataFrame({name: rows[:, i] for i, name in enumerate(ALL)})

    def run():
        steps = []
        for bound, hit in (("low", lambda n: polars.col(n) == 1), ("high", lambda n: polars.col(n) != 0)):
            for d in range(6):
                strong, medium, weak = parts(d)
                points = 4 * polars.sum_horizontal([hit(n).cast(polars.Int8) for n in strong]) + 2 * polars.sum_horizontal([hit(n).cast(polars.Int8) for n in medium])
                steps.append((points + polars.any_horizontal([hit(n) for n in weak]).cast(polars.Int8) >= 5).alias(f"{bound}_{d}"))
        held = frame.lazy().select(steps)
        out = []
        for bound in ("low", "high"):
            a, b, c, e, f, g = d = [polars.col(f"{bound}_{n}") for n in range(6)]
            n = polars.sum_horizontal([x.cast(polars.Int8) for x in d])
            for i, x in enumerate([e, (a | b | c) & e, b | f, e & f & (b | g), n >= 2, n >= 3, n >= 4, (a & e) | (c & g) | (b & f)]):
                out.append(x.alias(f"{bound}_f{i}"))
        done = held.select(out).collect()
        return [[done[f"{bound}_f{i}"].to_numpy() for i in range(8)] for bound in ("low", "high")]

    return run, f"int8 columns, {polars.thread_pool_size()} threads"


def duckdb_peer(rows):
    import duckdb
    import pyarrow

    connection = duckdb.connect()
    connection.register("arrow_answers", pyarrow.table({name: rows[:, i].copy() for i, name in enumerate(ALL)}))
    connection.execute("create table answers as select * from arrow_answers")
    steps, out = [], []
    for bound, hit in (("low", "= 1"), ("high", "<> 0")):
        for d in range(6):
            strong, medium, weak = (" + ".join(f"({n} {hit})::utinyint" for n in names) for names in parts(d))
            anything = " or ".join(f"{n} {hit}" for n in parts(d)[2])
            steps.append(f"(4 * ({strong}) + 2 * ({medium}) + ({anything})::utinyint >= 5) as {bound}_{d}")
        a, b, c, e, f, g = (f"{bound}_{n}" for n in range(6))
        n = " + ".join(f"{x}::utinyint" for x in (a, b, c, e, f, g))
        words = [e, f"({a} or {b} or {c}) and {e}", f"{b} or {f}", f"{e} and {f} and ({b} or {g})", f"{n} >= 2", f"{n} >= 3", f"{n} >= 4", f"({a} and {e}) or ({c} and {g}) or ({b} and {f})"]
        out += [f"({x}) as {bound}_f{i}" for i, x in enumerate(words)]
    query = f"select {', '.join(out)} from (select {', '.join(steps)} from answers)"

    def run():
        done = connection.execute(query).fetchnumpy()
        return [[done[f"{bound}_f{i}"] for i in range(8)] for bound in ("low", "high")]

    threads = connection.execute("select current_setting('threads')").fetchone()[0]
    return run, f"int8 columns in a table of its own, {threads} threads"


def pehchan_peer(rows, catalogue_text):
    import pehchan
    import pyarrow

    catalogue = pehchan.load(catalogue_text)
    columns = {name: np.ascontiguousarray(rows[:, i]) for i, name in enumerate(ALL)}

    def run():
        result = pyarrow.table(pehchan.assess_table(columns, catalogue))
        status = [result[f"f{i}"].to_numpy() for i in range(1, 9)]
        return [[s == 2 for s in status], [s >= 1 for s in status]]

    return run, "assess_table, int8 columns (numpy)"


def best_of_three(run):
    best, result = float("inf"), None
    for _ in range(3):
        begin = time.perf_counter()
        result = run()
        best = min(best, time.perf_counter() - begin)
    return best, result


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--tool", required=True)
    options.add_argument("--persons", type=int, default=1_000_000)
    options.add_argument("--few", type=int, default=2000, help="persons for those that take one at a time")
    options.add_argument("--json", default="-")
    asked = options.parse_args()

    def tool(*words):
        return subprocess.run([asked.tool, *map(str, words)], check=True, stdout=subprocess.PIPE).stdout

    rows = np.frombuffer(tool("rows", asked.persons), dtype=np.int8).reshape(-1, 64)
    expected = np.frombuffer(tool("results", asked.persons), dtype=np.uint16)
    found, left_out, versions = [json.loads(line) for line in tool("time", asked.persons).decode().splitlines()], [], {}

    def version(package):
        versions[package] = importlib.metadata.version(package)

    def attempt(name, package, make, few):
        try:
            importlib.import_module(make[1])
        except ImportError as problem:
            left_out.append(f"{name}: {problem}")
            return
        if package:
            version(package)
        if few:
            run, how = make[0]()
            cases = [dicts(rows[: asked.few], bound) for bound in (0, 1)]
            seconds, both = best_of_three(lambda: run(cases))
            made, wanted, persons = finish(both), expected[: asked.few], asked.few
        else:
            run, how = make[0](rows)
            seconds, both = best_of_three(run)
            made, wanted, persons = packed(*both), expected, asked.persons
        if not np.array_equal(made, wanted):
            sys.exit(f"{name} disagrees on {int((made != wanted).sum())} of {persons} persons")
        found.append({"name": f"{name}: {how}", "persons": persons, "seconds": seconds})
        print(f"{name}: agrees on {persons} persons", file=sys.stderr)

    attempt("Python dict", None, (python_peer, "json"), True)
    attempt("json-logic", "json-logic-qubit", (json_logic_peer, "json_logic"), True)
    attempt("CEL", "cel-python", (cel_peer, "celpy"), True)
    attempt("zen-engine", "zen-engine", (zen_peer, "zen"), True)
    attempt("business-rules", "business-rules", (business_rules_peer, "business_rules"), True)
    attempt("pandas", "pandas", (pandas_peer, "pandas"), False)
    attempt("numpy", "numpy", (numpy_peer, "numpy"), False)
    attempt("numpy", "numpy", (numpy_planes_peer, "numpy"), False)
    attempt("polars", "polars", (polars_peer, "polars"), False)
    attempt("DuckDB", "duckdb", (duckdb_peer, "duckdb"), False)
    text = tool("catalogue").decode()
    attempt("Pehchan, Python", None, (lambda r: pehchan_peer(r, text), "pehchan"), False)

    for one in found:
        one["per_second"] = one["persons"] / one["seconds"]
    base = next(one for one in found if "map of strings" in one["name"])["per_second"]
    for one in found:
        one["times"] = one["per_second"] / base
    result = {"machine": f"{platform.machine()}, {platform.system()}", "python": platform.python_version(), "versions": versions, "left_out": left_out, "rows": sorted(found, key=lambda one: one["per_second"])}
    text = json.dumps(result, indent=1)
    if asked.json == "-":
        print(text)
    else:
        open(asked.json, "w", encoding="utf-8").write(text + "\n")


if __name__ == "__main__":
    main()
