#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The C interface, held against what is written of it.

pehchan.h says of every declaration since when, whose the result is and which threads; the shared library shows exactly the names of exports.txt,
which are the functions of the header, and needs libc, libstdc++ and libgcc only.
"""

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAID = re.compile(
    r"\[\d+\.\d+\.\d+; (?:value|borrowed of [^;\]]+|(?:error )?yours: pehchan_\w+_free|takes what is yours); (?:any thread(?:, the last to use it)?|one thread of [^;\]]+)\]\s*\*/\s*$"
)
ALLOWED = re.compile(r"lib(?:c|stdc\+\+|gcc_s)\.so\.|ld-linux")


def main() -> int:
    header = (HERE.parents[1] / "include/pehchan/pehchan.h").read_text(encoding="utf-8")
    problems = []
    declared = []
    for found in re.finditer(r"^PEHCHAN_API .*?(pehchan_\w+)\(", header, flags=re.M):
        declared.append(found.group(1))
        if not SAID.search(header[: found.start()]):
            problems.append(
                f"pehchan.h: {found.group(1)}: the comment before it does not end with [since; whose; threads]"
            )
    plain = (HERE.parents[1] / "include/pehchan/pehchan_plain.h").read_text(encoding="utf-8")
    if re.search(r"^\s*#|__attribute__|extern", plain, flags=re.M):
        problems.append("pehchan_plain.h: holds what cffi, LuaJIT or PHP cannot read")
    golden = [
        line for line in (HERE / "exports.txt").read_text(encoding="utf-8").splitlines() if line
    ]
    if golden != sorted(golden):
        problems.append("exports.txt is not sorted")
    if sorted(declared) != golden:
        problems.append(f"exports.txt and pehchan.h differ: {sorted(set(declared) ^ set(golden))}")
    if len(sys.argv) > 1:
        library = sys.argv[1]
        shown = subprocess.run(
            ["nm", "-D", "--defined-only", library], capture_output=True, text=True, check=True
        ).stdout
        names = sorted(
            line.split()[-1].split("@")[0]
            for line in shown.splitlines()
            if " A " not in line and not re.search(r" __?(?:a|t|ub)san", line)
        )
        if names != golden:
            problems.append(
                f"the shared library does not show exactly the names of exports.txt: {sorted(set(names) ^ set(golden))}"
            )
        dynamic = subprocess.run(
            ["readelf", "-d", library], capture_output=True, text=True, check=True
        ).stdout
        needed = re.findall(r"NEEDED.*\[(.+)\]", dynamic)
        soname = re.search(r"SONAME.*\[(.+)\]", dynamic)
        number = re.search(
            r"^int32_t pehchan_abi_version\(void\) \{ return (\d+); \}",
            (HERE.parents[1] / "src/c/names.inc").read_text(encoding="utf-8"),
            flags=re.M,
        )
        if not soname or not number or soname.group(1) != f"libpehchan.so.{number.group(1)}":
            problems.append(
                f"the shared library is called {soname and soname.group(1)}, and its interface has the number {number and number.group(1)}"
            )
        if any(re.match(r"lib(?:a|t|ub)san", one) for one in needed):
            needed = [one for one in needed if not one.startswith("libm.")]  # of the sanitizers
        problems += [
            f"the shared library needs {one}"
            for one in needed
            if not ALLOWED.match(one) and not re.match(r"lib(?:a|t|ub)san", one)
        ]
        if not needed:
            problems.append("the shared library's dependencies could not be read")
    print("\n".join(problems) or f"{len(golden)} functions, as written")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
