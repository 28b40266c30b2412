#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The reference job through Pehchan and through what else one would pick, in one run; all results compared, per finding and bound.

    peers.py --tool build/benchmark/benchmarks/reference_tool --load BEFORE --json OUT [--persons 1000000] [--few 2000]

A peer that is not installed is named as left out. Each is timed three times; reading data into each peer's own form is not timed. `scripts/peers` runs it.
"""

import argparse
import importlib
import importlib.metadata
import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import case_peers  # noqa: E402
import column_peers  # noqa: E402
from collect import as_lines, rounded, surroundings  # noqa: E402
from rules import ALL  # noqa: E402


def packed(low, high):
    out = np.zeros(len(low[0]), dtype=np.uint16)
    for i, column in enumerate([*low, *high]):
        out |= np.asarray(column).astype(np.uint16) << i
    return out


def pehchan_table(rows, text):
    import pehchan
    import pyarrow

    catalogue = pehchan.load(text)
    columns = {name: np.ascontiguousarray(rows[:, i]) for i, name in enumerate(ALL)}

    def run():
        result = pyarrow.table(pehchan.assess_table(columns, catalogue))
        status = [result[f"f{i}"].to_numpy() for i in range(1, 9)]
        return [[s == 2 for s in status], [s >= 1 for s in status]]

    return run, f"assess_table, int8 columns (numpy), {min(os.cpu_count() or 1, 16)} threads"


def pehchan_person(rows, text):
    import pehchan

    catalogue = pehchan.load(text)
    known = [dict(zip(ALL, (None if r < 0 else bool(r) for r in row.tolist()))) for row in rows]
    names = [f"f{i}" for i in range(1, 9)]

    def run():
        status = []
        for one in known:
            found = pehchan.assess(one, catalogue).findings
            status.append([found[name].status for name in names])
        return [
            list(zip(*([s == "indicated" for s in one] for one in status))),
            list(zip(*([s != "not_shown" for s in one] for one in status))),
        ]

    return run, "assess, one person at a time, with all reasons"


# Name, package on PyPI, module, what makes it, whether it is slow: those run on the first few persons only.
PEERS = [
    ("Python, a dict", None, "json", case_peers.one_by_one(case_peers.python_peer), True),
    (
        "json-logic",
        "json-logic-qubit",
        "json_logic",
        case_peers.one_by_one(case_peers.json_logic_peer),
        True,
    ),
    ("CEL", "cel-python", "celpy", case_peers.one_by_one(case_peers.cel_peer), True),
    ("zen-engine", "zen-engine", "zen", case_peers.one_by_one(case_peers.zen_peer), True),
    (
        "business-rules",
        "business-rules",
        "business_rules",
        case_peers.one_by_one(case_peers.business_rules_peer),
        True,
    ),
    ("pandas", "pandas", "pandas", column_peers.pandas_peer, False),
    ("numpy", "numpy", "numpy", column_peers.numpy_peer, False),
    ("numpy, bit planes", "numpy", "numpy", column_peers.numpy_planes_peer, False),
    ("polars", "polars", "polars", column_peers.polars_peer, False),
    ("DuckDB", "duckdb", "duckdb", column_peers.duckdb_peer, False),
]


def three_times(run):
    """The seconds of three runs, and what the last one gave."""
    runs, result = [], None
    for _ in range(3):
        begin = time.perf_counter()
        result = run()
        runs.append(time.perf_counter() - begin)
    return runs, result


def differences(made, wanted):
    """For each finding and bound that differs, on how many persons."""
    names = [f"{bound} of f{f}" for bound in ("lower bound", "upper bound") for f in range(1, 9)]
    counts = [int(((made ^ wanted) >> bit & 1).sum()) for bit in range(16)]
    return ", ".join(f"{name}: {count}" for name, count in zip(names, counts) if count)


def measured(name, kind, make, rows, wanted):
    """One row of the table; a difference ends the script."""
    run, how = make(rows)
    runs, both = three_times(run)
    wrong = differences(packed(*both), wanted)
    if wrong:
        sys.exit(f"{name} disagrees: {wrong}, of {len(rows)} persons")
    print(f"{name}: agrees on {len(rows)} persons", file=sys.stderr)
    return {"kind": kind, "name": name, "how": how, "persons": len(rows), "runs": runs}


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--tool", required=True)
    options.add_argument(
        "--load", type=float, required=True, help="the load before anything was started"
    )
    options.add_argument("--persons", type=int, default=1_000_000)
    options.add_argument(
        "--few", type=int, default=2000, help="persons for those that take one at a time"
    )
    options.add_argument("--json", required=True)
    asked = options.parse_args()
    few = min(asked.few, asked.persons)

    def tool(*words):
        return subprocess.run(
            [asked.tool, *map(str, words)], check=True, stdout=subprocess.PIPE
        ).stdout

    rows = np.frombuffer(tool("rows", asked.persons), dtype=np.int8).reshape(-1, 64)
    expected = np.frombuffer(tool("results", asked.persons), dtype=np.uint16)
    text = tool("catalogue").decode()
    found, left_out, versions = (
        [json.loads(line) for line in tool("time", asked.persons).decode().splitlines()],
        [],
        {},
    )

    for name, package, module, make, slow in PEERS:
        try:
            importlib.import_module(module)
        except ImportError as problem:
            left_out.append(
                {
                    "name": name,
                    "why": "not installed"
                    if isinstance(problem, ModuleNotFoundError)
                    else "could not be loaded",
                }
            )
            continue
        if package:
            versions[package] = importlib.metadata.version(package)
        count = few if slow else asked.persons
        found.append(measured(name, "peer", make, rows[:count], expected[:count]))
    for name, make, slow in (
        ("Pehchan, Python", pehchan_table, False),
        ("Pehchan, Python", pehchan_person, True),
    ):
        try:
            importlib.import_module("pehchan"), importlib.import_module("pyarrow")
        except ImportError:
            left_out.append({"name": name, "why": "not installed"})
            continue
        versions["pyarrow"] = importlib.metadata.version("pyarrow")
        count = few if slow else asked.persons
        found.append(
            measured(
                name,
                "ours",
                lambda some, make=make: make(some, text),
                rows[:count],
                expected[:count],
            )
        )

    built = json.loads(tool("built"))
    where = {
        **surroundings(asked.load, built),
        "python": platform.python_version(),
        "versions": dict(sorted(versions.items())),
    }
    for one in found:
        one["runs"] = [rounded(seconds) for seconds in one["runs"]]
    Path(asked.json).write_text(
        as_lines(
            {"measured": where, "persons": asked.persons, "left_out": left_out, "rows": found}
        ),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
