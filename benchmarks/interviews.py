#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Persons for the simulated interviews, and the table of what they needed.

interviews.py persons FILE.csv.gz COUNT PRIORS.json   draws COUNT rows with a fixed seed, one case a line, equal rows once with their number;
                                                      how often the rows not drawn say yes goes to PRIORS.json
interviews.py table NAME=COUNTS.tsv ...      medians, 95th percentiles, ratios
"""

import csv
import gzip
import json
import random
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ORDERS = ("ours", "priors", "fixed", "danger_first", "random", "bound")


def persons(path: str, count: int, priors: str) -> None:
    mapped = json.loads((HERE / "ctdc_mapping.json").read_text(encoding="utf-8"))["mappings"][0][
        "columns"
    ]
    columns = [c["column"] for c in mapped]
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [tuple(row[c] for c in columns) for row in csv.DictReader(file)]
    drawn: dict[tuple, int] = {}
    random.Random(20261124).shuffle(rows)
    for row in rows[:count]:
        drawn[row] = drawn.get(row, 0) + 1
    rest = rows[count:]
    frequencies = [
        {
            "indicator": c["indicator"],
            "yes": sum(c["codes"].get(row[i]) == "yes" for row in rest),
            "of": len(rest),
        }
        for i, c in enumerate(mapped)
        if "yes" in c["codes"].values()
    ]
    Path(priors).write_text(
        json.dumps({"name": "rows not drawn", "frequencies": [f for f in frequencies if f["of"]]}),
        encoding="utf-8",
    )
    for number, (row, times) in enumerate(sorted(drawn.items()), 1):
        print(json.dumps({"case": f"{number}x{times}", "answers": dict(zip(columns, row))}))


def quantile(values: list[tuple[int, int]], share: float) -> int:
    """Of values with weights."""
    values = sorted(values)
    total, seen = sum(w for _, w in values), 0
    for value, weight in values:
        seen += weight
        if seen >= share * total:
            return value
    return values[-1][0]


def table(sources: list[str]) -> None:
    print(
        f"{'':26}" + "".join(f"{o:>18}" for o in ORDERS) + f"{'ours/fixed':>12}{'ours/bound':>12}"
    )
    for source in sources:
        name, path = source.split("=", 1)
        people = []
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            first, *pairs = line.split("\t")
            weight = int(first.split("x")[1]) if name.startswith("ctdc") else 1
            people.append((weight, {k: int(v) for k, v in (p.split("=") for p in pairs)}))
        if not people:
            print(f"{name}: skipped, no data")
            continue
        for stop in ("first", "full"):
            cells, medians = [], {}
            for order in ORDERS:
                values = [
                    (counts[f"{stop}.{order}"], weight)
                    for weight, counts in people
                    if f"{stop}.{order}" in counts
                ]
                if not values:
                    cells.append("")
                    continue
                medians[order] = quantile(values, 0.5)
                cells.append(f"{medians[order]} (95%: {quantile(values, 0.95)})")
            shown = f"{name}, {'first contact' if stop == 'first' else 'nothing left'}"
            print(
                f"{shown:26}"
                + "".join(f"{c:>18}" for c in cells)
                + f"{medians['ours'] / max(1, medians['fixed']):>12.2f}{medians['ours'] / max(1, medians['bound']):>12.2f}"
            )


if __name__ == "__main__":
    if len(sys.argv) == 5 and sys.argv[1] == "persons":
        persons(sys.argv[2], int(sys.argv[3]), sys.argv[4])
    elif len(sys.argv) > 2 and sys.argv[1] == "table":
        table(sys.argv[2:])
    else:
        sys.exit(__doc__)
