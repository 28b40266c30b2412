#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Does Python's own JSON and SHA-256 give the digests (law 11) that the library gives?

digest_check.py FILE=DIGEST ...             every used catalogue must be among the files
digest_check.py --command PEHCHAN FILE ...  asks `PEHCHAN catalogues` for the digests of the built-in catalogues
"""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path


def digests(texts: dict[str, dict]) -> dict[str, str]:
    """The digest of each catalogue by id."""
    done: dict[str, str] = {}

    def digest(name: str) -> str:
        if name not in done:
            catalogue = dict(texts[name])
            for key, value in catalogue.items():  # the order of a collection means nothing
                if isinstance(value, list) and all(
                    isinstance(v, dict) and isinstance(v.get("id"), str) for v in value
                ):
                    catalogue[key] = sorted(value, key=lambda v: v["id"].encode())
            if "use" in catalogue:
                catalogue["use"] = [
                    {**used, "digest": digest(used["id"])} for used in catalogue["use"]
                ]
            text = json.dumps(catalogue, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
            done[name] = hashlib.sha256(text.encode()).hexdigest()
        return done[name]

    for name in texts:
        digest(name)
    return done


def main(arguments: list[str]) -> int:
    expected: dict[str, str] = {}
    texts: dict[str, dict] = {}
    if arguments[:1] == ["--command"]:
        said = subprocess.run(
            [arguments[1], "catalogues"],
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
        ).stdout
        expected = dict(
            re.findall(
                r"^(\w+) \d+\.\d+\.\d+ .*?digest ([0-9a-f]{64})$", said, re.MULTILINE | re.DOTALL
            )
        )
        for file in arguments[2:]:
            catalogue = json.loads(Path(file).read_text(encoding="utf-8"))
            texts[catalogue["id"]] = catalogue
    else:
        for file, digest in (argument.rsplit("=", 1) for argument in arguments):
            catalogue = json.loads(Path(file).read_text(encoding="utf-8"))
            texts[catalogue["id"]] = catalogue
            expected[catalogue["id"]] = digest
    found = digests(texts)
    bad = sorted(
        name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name)
    )
    for name in bad:
        print(f"{name}: Python gives {found.get(name)}, the library {expected.get(name)}")
    if not found:
        print("nothing to check")
    return 1 if bad or not found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
