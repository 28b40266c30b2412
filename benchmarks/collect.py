#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes benchmarks/measured/benchmark.json of what the benchmarks wrote: the medians of every benchmark, and where they were measured.

collect.py --load BEFORE [--instructions FILE.tsv] OUT.json RESULTS.json...      (FILE: job, persons, instructions a line)
"""

import argparse
import datetime
import json
import os
import re
import sys
from pathlib import Path


def read(path):
    return Path(path).read_text(encoding="utf-8") if Path(path).exists() else ""


def surroundings(load_before, built):
    """Where and when something was measured; `built` names version, compiler and the instructions that the library chose."""
    cpu = re.search(r"^model name\s*: (.*)$", read("/proc/cpuinfo"), re.MULTILINE)
    memory = re.search(r"^MemTotal:\s*(\d+) kB$", read("/proc/meminfo"), re.MULTILINE)
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).date().isoformat(),
        "machine": {
            "cpu": cpu[1] if cpu else "unknown",
            "cores": os.cpu_count(),
            "memory_gib": round(int(memory[1]) / 2**20) if memory else None,
            "simd": built["simd"],
        },
        "load": {"before": load_before, "after": round(os.getloadavg()[0], 2)},
        "compiler": built["compiler"],
        "version": built["version"],
    }


def rounded(value):
    return float(f"{value:.4g}")


def medians(results):
    """Of Google Benchmark's JSON: seconds of one iteration by the clock and by the processor, and the counters."""
    size = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}
    out, spread = {}, {}
    for one in results["benchmarks"]:
        if one.get("error_occurred"):
            sys.exit(f"{one['name']} failed: {one.get('error_message')}")
        name = re.sub("/real_time$", "", one["run_name"])
        if one.get("aggregate_name") == "cv":
            spread[name] = rounded(one["cpu_time"])
        if one.get("aggregate_name") == "median":
            unit = size[one["time_unit"]]
            out[name] = {
                "real": rounded(one["real_time"] * unit),
                "cpu": rounded(one["cpu_time"] * unit),
                "repetitions": one["repetitions"],
            }
            out[name].update(
                {key: rounded(one[key]) for key in ("persons", "allocations") if key in one}
            )
    for name in out:
        if name in spread:
            out[name]["spread"] = spread[name]
    return out


def main():
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument(
        "--load", type=float, required=True, help="the load before anything was started"
    )
    options.add_argument("--instructions")
    options.add_argument("out")
    options.add_argument("results", nargs="+")
    asked = options.parse_args()

    context, results = {}, {}
    for path in asked.results:
        one = json.loads(read(path))
        context.update(one["context"])
        results.update(medians(one))
    instructions = {}
    for line in read(asked.instructions).splitlines() if asked.instructions else ():
        job, persons, count = line.split("\t")
        if count:  # valgrind knows not every instruction of every machine
            instructions[job] = round(int(count) / int(persons))
    built = {
        "version": context["version"],
        "compiler": context["compiler"],
        "simd": context["kernel_level"],
    }
    said = {
        key: context[key]
        for key in ("reference_job_findings", "pakistan_persons", "pakistan_program")
    }
    whole = {
        "measured": surroundings(asked.load, built),
        "said": said,
        "instructions": instructions,
        "results": dict(sorted(results.items())),
    }
    Path(asked.out).write_text(as_lines(whole), encoding="utf-8")


def as_lines(whole):
    """JSON with one result a line, so that a difference shows what changed."""
    parts = []
    for key, value in whole.items():
        if key == "results":
            value = (
                "{\n"
                + ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in value.items())
                + "\n }"
            )
        elif key == "rows":
            value = "[\n" + ",\n".join(f"  {json.dumps(v)}" for v in value) + "\n ]"
        else:
            value = json.dumps(value)
        parts.append(f" {json.dumps(key)}: {value}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    main()
