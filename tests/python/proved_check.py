#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Is every shipped catalogue proved now, and is exactly that recorded, so that assessments may say so?"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--command", required=True)
command = parser.parse_args().command

proofs = subprocess.run([command, "check"], capture_output=True, text=True, check=False)
if proofs.returncode != 0:
    print(proofs.stdout)
    sys.exit("pehchan check does not prove the shipped catalogues")
found = {
    line.split(": structure sound: ")[1].replace(", digest", "")
    for line in proofs.stdout.splitlines()
    if ": structure sound: " in line
}
record = Path("catalogues/proved.txt").read_text(encoding="utf-8").splitlines()
recorded = {line for line in record if line and not line.startswith("#")}
if found != recorded:
    sys.exit(
        f"catalogues/proved.txt is out of date (run scripts/prove and build again): {sorted(found ^ recorded)}"
    )
for line in sorted(found):
    name = line.split()[0]
    said = subprocess.run(
        [command, "screen", "--catalogue", name],
        input='{"case": "1", "answers": {}}\n',
        capture_output=True,
        text=True,
        check=True,
    )
    if json.loads(said.stdout)["catalogue"]["proved"] is not True:
        sys.exit(f"an assessment by {name} does not say that it is proved")
changed = json.loads(Path("catalogues/palermo.json").read_text(encoding="utf-8"))
changed["version"] = "9.9.9"
Path("build").mkdir(exist_ok=True)
copy = Path("build/changed_palermo.json")
copy.write_text(json.dumps(changed), encoding="utf-8")
said = subprocess.run(
    [command, "screen", "--catalogue", str(copy)],
    input='{"case": "1", "answers": {}}\n',
    capture_output=True,
    text=True,
    check=True,
)
if json.loads(said.stdout)["catalogue"]["proved"] is not False:
    sys.exit("a changed catalogue says that it is proved")
print(f"{len(found)} catalogues proved and recorded")
