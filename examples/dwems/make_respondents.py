#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the respondents of answers_and_scores.csv as cases, one a line, with their raw codes.

    python3 make_respondents.py [CSV] > respondents.jsonl

Only the answers to the questions (columns q...) are taken: no row number, no score. A blank cell is left out.
"""

import csv
import json
import sys
from pathlib import Path


def main() -> None:
    source = (
        Path(sys.argv[1])
        if len(sys.argv) > 1
        else Path(__file__).with_name("answers_and_scores.csv")
    )
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    with source.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            answers = {
                name: int(code)
                for name, code in row.items()
                if name.startswith("q") and code.strip()
            }
            print(json.dumps({"case": f"dwems-{row['row']}", "answers": answers}))


if __name__ == "__main__":
    main()
