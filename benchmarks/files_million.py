#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How long does `python -m pehchan screen` take for persons in a file, and how much memory? Random persons by the full catalogue `pakistan`, written to Parquet
(and CSV) piece by piece; each run is a process of its own, started afresh, that says its own peak (VmHWM, so Linux only). Needs pyarrow and numpy.

    python benchmarks/files_million.py [--persons N]... [--csv] [--folder DIR] [--rounds N] [--profile]
"""

from __future__ import annotations

import argparse
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
import pyarrow
import pyarrow.csv
import pyarrow.parquet

import pehchan

PIECE = 50_000
ONE_RUN = """
import re, sys, time
begin = time.perf_counter()
from pehchan.files_command import run
status = run(sys.argv[1:])
took = time.perf_counter() - begin
peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
print(status, took, peak)
"""
PROFILED = "import cProfile, sys\nfrom pehchan.files_command import run\ncProfile.run('run(sys.argv[1:])', sort='tottime')\n"


def piece(catalogue: pehchan.Catalogue, first: int, count: int) -> pyarrow.Table:
    """Nobody is like these: every question answered at random, yes 0.15, unknown 0.3."""
    dice = numpy.random.default_rng([20090301, first])
    columns: dict[str, object] = {
        "case": pyarrow.array([f"P-{row}" for row in range(first, first + count)])
    }
    for one in catalogue.indicators.values():
        drawn = dice.integers(0, 100, count, dtype=numpy.uint8)
        unknown = (drawn >= 15) & (drawn < 45)
        if one.type == "yes_no":
            columns[one.id] = numpy.where(unknown, -1, drawn < 15).astype(numpy.int8)
        elif one.type == "choice":
            columns[one.id] = numpy.where(
                unknown, -1, dice.integers(0, len(one.options), count)
            ).astype(numpy.int8)
        else:
            assert one.range
            columns[one.id] = pyarrow.array(
                dice.integers(one.range[0], min(one.range[1], 90) + 1, count, dtype=numpy.int16),
                mask=unknown,
            )
    return pyarrow.table(columns)


def write(path: Path, catalogue: pehchan.Catalogue, count: int) -> None:
    schema = piece(catalogue, 0, 1).schema
    with (
        pyarrow.csv.CSVWriter(path, schema)
        if path.suffix == ".csv"
        else pyarrow.parquet.ParquetWriter(path, schema) as out
    ):
        for first in range(0, count, PIECE):
            out.write_table(piece(catalogue, first, min(PIECE, count - first)))


def main() -> None:
    words = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    words.add_argument(
        "--persons", type=int, action="append", help="100,000, 1,000,000 and 10,000,000 unless said"
    )
    words.add_argument("--csv", action="store_true", help="CSV to CSV too")
    words.add_argument(
        "--folder",
        type=Path,
        help="where the files are made, and removed; there must be room: 80 bytes a person in Parquet, 600 in CSV",
    )
    words.add_argument("--rounds", type=int, default=1, help="the best of so many")
    words.add_argument(
        "--profile", action="store_true", help="where Python spends the time, instead"
    )
    given = words.parse_args()
    catalogue = pehchan.builtin("pakistan")
    folder = Path(tempfile.mkdtemp(prefix="files_million.", dir=given.folder))
    print(
        f"pakistan {catalogue.version}, {len(catalogue.indicators)} indicators; Python {platform.python_version()}, pyarrow {pyarrow.__version__}, pehchan {pehchan.__version__} in {Path(pehchan.__file__).parent}",
        flush=True,
    )
    try:
        for count in given.persons or [10**5, 10**6, 10**7]:
            for suffix in (".parquet", ".csv") if given.csv else (".parquet",):
                source, target = folder / f"people{suffix}", folder / f"statuses{suffix}"
                write(source, catalogue, count)
                if given.profile:
                    subprocess.run(
                        [sys.executable, "-c", PROFILED, str(source), str(target), "--replace"],
                        check=True,
                    )
                    continue
                best, peak = float("inf"), 0.0
                for _ in range(given.rounds):
                    said = subprocess.run(
                        [sys.executable, "-c", ONE_RUN, str(source), str(target), "--replace"],
                        capture_output=True,
                        text=True,
                        check=True,
                    )
                    status, took, high = said.stdout.split()
                    assert status == "0", said.stderr
                    best, peak = min(best, float(took)), max(peak, float(high))
                print(
                    f"{suffix[1:]:8}{count:>12,} persons  {source.stat().st_size / 2**20:8.0f} MiB in  {target.stat().st_size / 2**20:6.0f} MiB out  {best:8.1f} s  "
                    f"{count / best:>10,.0f} a second  peak {peak:5.0f} MiB",
                    flush=True,
                )
                source.unlink()
                target.unlink()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
