#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Does the command line print what would steer a terminal or turn a line around? Case ids, file names, keys, options and ids that it does not know are tried with such characters at every door."""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--command", required=True)
command = parser.parse_args().command

HOSTILE = ["\x1b[2J", "\x9b", "\u202e", "\x85", "\ufeff", "\u2066", "\x07", "a\nb"]
BAD_IDS = [*HOSTILE, "A 17", "../x", "=HYPERLINK(1)", "\u06a9", "x" * 65, "a\x00b"]
RULE = "A case id has 1 to 64 characters"
problems: list[str] = []


def run(*words: str, given: str = "") -> tuple[int, str]:
    done = subprocess.run([command, *words], input=given.encode(), capture_output=True, check=False)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def clean(said: str, where: str, allowed: str = "\n\f") -> None:
    for c in said:
        code = ord(c)
        if c not in allowed and (
            code < 0x20
            or 0x7F <= code < 0xA0
            or code in (0x61C, 0x200E, 0x200F, 0xFEFF)
            or 0x2028 <= code <= 0x202E
            or 0x2066 <= code <= 0x2069
        ):
            problems.append(f"{where}: U+{code:04X} is printed")
            return


for bad in BAD_IDS:
    line = json.dumps({"case": bad, "answers": {}}, ensure_ascii=True) + "\n"
    for how in (["--format", "text"], ["--format", "json"]):
        status, said = run("screen", *how, given=line)
        clean(said, f"case {bad!r} {how}")
        if status != 1 or RULE not in said or "bad_case_id" not in said:
            problems.append(f"case {bad!r}: status {status}, {said!r}")
        if len(bad) > 1 and bad in said:
            problems.append(f"case {bad!r} is printed")
    if "\0" in bad:
        continue
    status, said = run("interview", "--case", bad)
    clean(said, f"--case {bad!r}")
    if status != 2 or RULE not in said or (len(bad) > 1 and bad in said):
        problems.append(f"--case {bad!r}: status {status}, {said[:200]!r}")
for hostile in HOSTILE:
    for key in (hostile, f"a{hostile}/b"):
        line = json.dumps({"case": "A-17", "answers": {key: "yes"}, key: 1}) + "\n"
        for how in (["--format", "text"], ["--format", "json"]):
            clean(run("screen", *how, given=line)[1], f"key {key!r} {how}")
    for words in (
        ["screen", hostile],
        ["screen", f"./{hostile}.jsonl"],
        ["screen", "--catalogue", hostile],
        ["screen", "--catalogue", f"./{hostile}.json"],
        ["screen", "--mapping", hostile],
        ["screen", "--lang", hostile],
        ["screen", "--priors", hostile],
        ["screen", "--texts", hostile],
        ["screen", f"--{hostile}"],
        ["explain", hostile, "-"],
        ["contrast", hostile, "trafficking", "-"],
        ["export", "--to", hostile],
        ["check", f"./{hostile}.json"],
        ["interview", "--form", hostile],
        ["interview", "--resume", hostile],
        ["catalogues", hostile],
        [hostile],
    ):
        status, said = run(*words, given='{"case": "A-17", "answers": {}}\n')
        clean(said, " ".join(map(repr, words)))
        if status == 0:
            problems.append(f"{words!r} is taken")
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "a\x1b[2J\u202e.json"
    file.write_text('{"id": "x"}', encoding="utf-8")
    clean(run("check", str(file))[1], "check of a file with a hostile name")
    clean(run("screen", "--catalogue", str(file))[1], "a catalogue with a hostile name")
if problems:
    sys.exit("\n".join(problems))
print(f"{len(BAD_IDS)} ids, {len(HOSTILE)} hostile strings at every door")
