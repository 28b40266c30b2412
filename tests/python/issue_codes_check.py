#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Does docs/issue-codes.md list every issue code of the library, and no other? Has each code of the shape and the text a malformed example?"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CALL = re.compile(
    r'\b(?:problem|note|report|add|forbid)\(\s*(?:[\w.:>*-]+(?:\([^()]*\))?,\s*){0,2}"([a-z0-9_]+)"'
)
AT = re.compile(r'\badd_at\([^"]*"([a-z0-9_]+)"(?:\s*:\s*"([a-z0-9_]+)")?')
UNKNOWN = re.compile(r'\bunknown\("([a-z]+)"')
LITERAL = re.compile(
    r'\{\{"([a-z_]+)", "", 0, 0,|push_back\(\{"([a-z_]+)", ""|"(bad_effect|bad_value)"'
)
# Not shown by a file: too large for one (json_text_test.cpp and json_test.cpp make them), or only from several catalogues.
WITHOUT_FILE = {
    "too_large",
    "too_many_issues",
    "too_many_cuts",
    "score_too_large",
    "conflicting_use",
    "ambiguous_denials_count_when",
    "no_source",
    "not_over_rule",
    "missing_values",
    "bad_array",
    "stream_failed",  # of columns: cohort_test.cpp, arrow_test.cpp
    "unknown_id",
    "missing_placeholder",
}


def codes_in_code() -> set[str]:
    found: set[str] = set()
    for file in [
        *(ROOT / "src" / "json").glob("*.[ch]pp"),
        *(ROOT / "include" / "pehchan").rglob("*.[hi]pp"),
    ]:
        text = file.read_text(encoding="utf-8")
        for pattern in (CALL, AT, LITERAL):
            for groups in pattern.findall(text):
                found.update(g for g in ([groups] if isinstance(groups, str) else groups) if g)
        found.update("unknown_" + what for what in UNKNOWN.findall(text))
    return {
        code
        for code in found
        if ("_" in code and not code.endswith("_")) or code in ("recursion", "direction")
    }


def main() -> int:
    document = (ROOT / "docs" / "issue-codes.md").read_text(encoding="utf-8")
    listed = {
        code
        for row in re.findall(r"^\| (`.*?) \|", document, re.MULTILINE)
        for code in re.findall(r"`(\w+)`", row)
    }
    written = codes_in_code()
    shown = {
        line.split()[0]
        for file in (ROOT / "tests" / "malformed").rglob("*.expected")
        for line in file.read_text(encoding="utf-8").splitlines()
    }
    problems = [
        f"not in docs/issue-codes.md: {code}" for code in sorted((written | shown) - listed)
    ]
    problems += [f"in docs/issue-codes.md only: {code}" for code in sorted(listed - written)]
    problems += [f"no malformed example: {code}" for code in sorted(listed - shown - WITHOUT_FILE)]
    print(*problems, sep="\n", end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
