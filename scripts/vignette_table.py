#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints a table of assessed cases beside what courts, authorities and experts decided, and says whether every expectation holds.

    vignette_table.py ASSESSMENTS EXPECTATIONS

Both are JSON Lines: what `pehchan screen` printed ("-": standard input), and `{"case", "expert_answer", "expected_at_least": {finding: status},
"expected_not_indicated": [finding]}`. Exit status 1 if an expectation does not hold or a case has no assessment.
"""

import json
import sys
import textwrap

# What is expected at least, and what is as good or better.
AT_LEAST = {
    "indicated": {"indicated"},
    "open_with_signs": {"indicated", "open_with_signs"},
    "open": {"indicated", "open_with_signs", "open"},
}
COLUMNS = [
    ("case", 34),
    ("expert's answer", 24),
    ("headline", 22),
    ("findings indicated", 44),
    ("expectations", 14),
]


def read_lines(path):
    with open(0 if path == "-" else path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def status_of(assessment, finding_id):
    """The status of a finding, with "open" told apart by whether signs are recorded; "absent" where the catalogue has no such finding."""
    for finding in assessment["findings"]:
        if finding["id"] == finding_id:
            return (
                "open_with_signs"
                if finding["status"] == "open" and finding["signs"]
                else finding["status"]
            )
    return "absent"


def broken_expectations(assessment, expected):
    for finding_id, least in sorted(expected.get("expected_at_least", {}).items()):
        status = status_of(assessment, finding_id)
        if status not in AT_LEAST[least]:
            yield f"{finding_id} is {status}, expected at least {least}"
    for finding_id in sorted(expected.get("expected_not_indicated", [])):
        status = status_of(assessment, finding_id)
        if status in {"indicated", "absent"}:
            yield f"{finding_id} is {status}, expected not indicated"


def print_row(cells):
    wrapped = [
        textwrap.wrap(cell, width, break_on_hyphens=False) or [""]
        for cell, (_, width) in zip(cells, COLUMNS)
    ]
    for line in range(max(map(len, wrapped))):
        print(
            "  ".join(
                (part[line] if line < len(part) else "").ljust(width)
                for part, (_, width) in zip(wrapped, COLUMNS)
            ).rstrip()
        )


def main(assessments_path, expectations_path):
    assessments, unread = {}, []
    for line in read_lines(assessments_path):
        if "findings" in line:
            assessments[line["case"]] = line
        else:
            unread.append(line)
    expectations = read_lines(expectations_path)

    print_row([title for title, _ in COLUMNS])
    print("  ".join("-" * width for _, width in COLUMNS))
    held, broken = 0, []
    for expected in expectations:
        case, assessment = expected["case"], assessments.get(expected["case"])
        if assessment is None:
            broken.append(f"{case}: was not assessed")
            print_row([case, expected.get("expert_answer", ""), "", "", "not assessed"])
            continue
        failures = list(broken_expectations(assessment, expected))
        count = len(expected.get("expected_at_least", {})) + len(
            expected.get("expected_not_indicated", [])
        )
        held += count - len(failures)
        broken += [f"{case}: {failure}" for failure in failures]
        indicated = [
            finding["id"]
            for finding in assessment["findings"]
            if finding["status"] == "indicated" and finding["kind"] not in {"offence", "measure"}
        ]
        print_row(
            [
                case,
                expected.get("expert_answer", ""),
                assessment["headline"],
                ", ".join(indicated) or "(none yet)",
                f"{count - len(failures)} of {count} hold",
            ]
        )

    print(f"\n{len(assessments)} persons assessed; {held} expectations hold, {len(broken)} do not.")
    for failure in broken:
        print(f"  {failure}")
    for line in unread:
        print(f"  not read: {json.dumps(line, ensure_ascii=False)}")
    return 1 if broken or unread else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
