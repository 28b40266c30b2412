#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the published DWeMS rule, as pehchan applies it, with the scores in the authors' own file.

    pehchan screen --catalogue dwems_2024 --mapping dwems_answers respondents.jsonl | python3 compare.py
    python3 compare.py [--answers CSV] [--catalogue JSON] [ASSESSMENTS|-]

Prints how many cells of each category agree and differ, then every differing cell with the answers that decide it.
The low end of a score is the published rule: it counts what was answered. Decimals are compared exactly.
Ends with status 1 if assessments are missing or do not follow from the catalogue; differences in the authors' file are
what it is there to show, and are no failure.
"""

import argparse
import csv
import json
import sys
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent


def plain(value: Decimal) -> str:
    """The shortest way to write a decimal: 0.090 is 0.09, 0E+1 is 0."""
    return f"{value.normalize():f}" if value else "0"


def by_id(entries: list) -> dict:
    return {entry["id"]: entry for entry in entries}


class Index:
    """The scores of the catalogue and how its mapping reads each code: the rule is written there, not here."""

    def __init__(self, path: Path) -> None:
        catalogue = json.loads(path.read_text(encoding="utf-8"))
        self.scores = by_id(catalogue["scores"])
        columns = by_id(catalogue["mappings"])["dwems_answers"]["columns"]
        self.columns = {column["indicator"]: column for column in columns}

    def compared(self) -> list:
        """(score, column of the authors' file), by the number of the category."""
        pairs = []
        for name in self.scores:
            if name.startswith("dwems_category_"):
                number = name.removeprefix("dwems_category_").split("_")[0]
                pairs.append((int(number), name, f"category_{number}"))
        return [(name, column) for _, name, column in sorted(pairs)]

    def explain(self, score: str, row: dict) -> tuple:
        """What each answer gives: (low, high, words)."""
        low = high = Decimal(0)
        words = []
        for term in self.scores[score]["terms"]:
            points = Decimal(term["points"])
            column = self.columns[term["when"]]
            code = row[column["column"]].strip()
            answer = column["codes"][code] if code else "unknown"
            if answer == "yes":
                low += points
                high += points
                words.append(f"{column['column']} = {code} scores {plain(points)}")
            elif answer == "unknown":
                high += points
                words.append(
                    f"{column['column']} = {code or 'blank'} is unknown (0 to {plain(points)})"
                )
            else:
                words.append(f"{column['column']} = {code} does not score")
        return low, high, "; ".join(words)


def read_assessments(stream) -> tuple:
    """case -> score -> (low, high), and the lines that hold no scores."""
    found, bad = {}, []
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        entry = json.loads(line, parse_float=Decimal, parse_int=Decimal)
        if "scores" not in entry or "case" not in entry:
            bad.append(number)
            continue
        found[entry["case"]] = {
            s["id"]: (Decimal(s["low"]), Decimal(s["high"])) for s in entry["scores"]
        }
    return found, bad


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--answers", type=Path, default=HERE / "answers_and_scores.csv")
    options.add_argument(
        "--catalogue", type=Path, default=HERE.parent.parent / "catalogues" / "dwems_2024.json"
    )
    options.add_argument("assessments", nargs="?", default="-")
    chosen = options.parse_args()
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")

    index = Index(chosen.catalogue)
    with chosen.answers.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    if chosen.assessments == "-":
        found, bad = read_assessments(sys.stdin)
    else:
        with open(chosen.assessments, encoding="utf-8") as stream:
            found, bad = read_assessments(stream)

    troubles = [f"line {number} of the assessments holds no scores" for number in bad]
    agree, cells, totals = {}, [], {"agree": 0, "differ": 0, "own sum": 0}
    for row in rows:
        case = f"dwems-{row['row']}"
        scores = found.get(case)
        if scores is None:
            troubles.append(f"{case}: no assessment")
            continue
        for score, column in index.compared():
            if score not in scores:
                troubles.append(f"{case}: no score {score}")
                continue
            low, high = scores[score]
            expected_low, expected_high, words = index.explain(score, row)
            if (low, high) != (expected_low, expected_high):
                troubles.append(
                    f"{case}: {score} is {plain(low)} to {plain(high)}, "
                    f"the catalogue gives {plain(expected_low)} to {plain(expected_high)} ({words})"
                )
            authors = Decimal(row[column])
            agree.setdefault(score, 0)
            if low == authors:
                agree[score] += 1
            else:
                cells.append((score, case, low, high, authors, words))
        composite = scores.get("dwems_composite")
        if composite is None:
            troubles.append(f"{case}: no score dwems_composite")
            continue
        authors = Decimal(row["composite_risk"])
        totals["agree" if composite[0] == authors else "differ"] += 1
        totals["own sum"] += (
            sum((Decimal(row[f"category_{n}"]) for n in range(1, 12)), Decimal(0)) == authors
        )

    print(f"DWeMS index, {len(rows)} respondents: the published rule against the authors' file\n")
    print("agree  differ  category")
    for score, _ in index.compared():
        same = agree.get(score, 0)
        different = sum(1 for cell in cells if cell[0] == score)
        title = index.scores[score]["title"]["en"].removeprefix("DWeMS category ")
        print(f"{same:5}  {different:6}  {title}")
    print(f"{totals['agree']:5}  {totals['differ']:6}  composite (categories 1 to 11)")
    print(
        f"\nThe authors' composite is the sum of their own columns for {totals['own sum']} of {len(rows)} respondents."
    )

    print("\nEach differing cell, and the answers that decide it:")
    last = None
    for score, _ in index.compared():
        for _, case, low, high, authors, words in (cell for cell in cells if cell[0] == score):
            if score != last:
                print(f"\n{index.scores[score]['title']['en']}")
                last = score
            width = f", or up to {plain(high)} with the unknown answers" if high != low else ""
            print(f"  {case}: {words}. Rule {plain(low)}{width}; file {plain(authors)}.")

    for trouble in troubles:
        print(f"compare.py: {trouble}", file=sys.stderr)
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
