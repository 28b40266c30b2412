# SPDX-License-Identifier: Apache-2.0
"""The example that the README shows runs, and prints what the one in C++ prints."""

import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"


def test_the_eight_lines_of_the_readme_print_what_those_in_cpp_print():
    run = subprocess.run(
        [sys.executable, "-I", EXAMPLES / "eight_lines.py"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert run.stdout == (EXAMPLES / "eight_lines.expected.txt").read_text(encoding="utf-8")
