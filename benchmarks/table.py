#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints the results of pehchan_benchmark as one table with the budgets of docs/performance.md.

usage: table.py RESULTS.json [INSTRUCTIONS.tsv]      (job, persons, instructions a line)
"""
import json
import sys


def spoken(seconds):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        results = json.load(file)
    medians = {b["run_name"]: b for b in results["benchmarks"] if b.get("aggregate_name") == "median"}
    instructions = {}
    if len(sys.argv) > 2:
        for line in open(sys.argv[2], encoding="utf-8"):
            job, persons, count = line.split()
            instructions[job] = round(int(count) / int(persons))

    def seconds(*names):
        return sum(medians[name]["per_person"] for name in names)

    rows = []

    def row(what, names, allocations=True, counted=None):
        names = [names] if isinstance(names, str) else names
        rows.append((what, spoken(seconds(*names)), f"{medians[names[0]]['allocations']:.0f}" if allocations else "",
                     f"{instructions[counted]:,}" if counted in instructions else ""))

    def section(title):
        rows.append((title,))

    section("The reference job, one person (64 indicators, six dimensions, eight findings, both bounds)")
    row("tables of 2^11 written by hand, from packed bits", "reference/tables_packed")
    row("the same tables, from the answers the library gets", "reference/tables_from_answers")
    row("masks and counts written by hand, from packed bits", "reference/popcount_packed")
    row("a map of strings", "reference/map_of_strings")
    row("quick_assessment, all statuses read", "reference/quick_assessment", counted="reference")
    row("quick_assessment, 960 indicators more that no rule reads", "reference/quick_assessment_1024_indicators")
    row("setting 64 answers by id", "reference/set_answers")
    row("setting them, then quick_assessment", "reference/set_answers_and_assess", counted="set")
    row("assess, with reasons", "reference/assess")
    section("The catalogue pakistan, one person")
    row("quick_assessment, published cases, all statuses and scores", "pakistan/quick_assessment", counted="quick")
    row("quick_assessment, everything answered at random", "pakistan/quick_assessment_random")
    row("assess, published cases", "pakistan/assess", counted="assess")
    row("assess, everything answered at random", "pakistan/assess_random")
    section("JSON in and out, pakistan, published cases")
    row("read_case + assess + dump", "pakistan/json_call", counted="json")
    row("of this: read_case", "pakistan/json_read_case")
    row("of this: dump", "pakistan/json_dump")
    row("Boost.JSON alone: parse the case", "boost/parse_case")
    row("Boost.JSON alone: parse the assessment", "boost/parse_assessment")
    row("Boost.JSON alone: write the assessment", "boost/serialize_assessment")
    section("Loading")
    row("load pakistan, those it uses given", "load/pakistan", counted="load")
    row("load pakistan and those it uses", "load/pakistan_with_used")
    row("Boost.JSON alone: parse pakistan", "boost/parse_pakistan")

    context = results["context"]
    for key in ("reference_job_findings", "pakistan_persons", "pakistan_program"):
        print(f"{key.replace('_', ' ')}: {context[key]}")
    widths = [max(len(r[i]) for r in rows if len(r) > 1) for i in range(4)]
    heads = ("time", "allocations", "instructions")
    widths = [widths[0]] + [max(w, len(h)) for w, h in zip(widths[1:], heads)]
    print("\n" + " " * widths[0] + "".join(f"  {h:>{w}}" for h, w in zip(heads, widths[1:])))
    for r in rows:
        if len(r) == 1:
            print("\n" + r[0])
        else:
            print(f"{r[0]:<{widths[0]}}" + "".join(f"  {c:>{w}}" for c, w in zip(r[1:], widths[1:])).rstrip())

    quick = seconds("reference/quick_assessment")
    call = seconds("pakistan/json_call")
    budgets = [
        ("one person against the tables written by hand (packed bits)", quick / seconds("reference/tables_packed"), 3, "times"),
        ("the same, the tables reading the same answers", quick / seconds("reference/tables_from_answers"), None, "times"),
        ("one person against a map of strings", quick / seconds("reference/map_of_strings"), None, "times"),
        ("allocations of quick_assessment", max(medians[n]["allocations"] for n in medians if "quick_assessment" in n), 0, ""),
        ("1,024 indicators against 64", seconds("reference/quick_assessment_1024_indicators") / quick, None, "times"),
        ("JSON call against Boost.JSON parsing the case and writing the assessment",
         call / seconds("boost/parse_case", "boost/serialize_assessment"), 2, "times"),
        ("the same, Boost.JSON parsing the assessment too",
         call / seconds("boost/parse_case", "boost/parse_assessment", "boost/serialize_assessment"), None, "times"),
        ("load pakistan, those it uses given", seconds("load/pakistan") * 1e3, 5, "ms"),
        ("load pakistan and those it uses", seconds("load/pakistan_with_used") * 1e3, None, "ms"),
    ]
    width = max(len(b[0]) for b in budgets)
    print(f"\n{'':<{width}}  {'measured':>12}  {'budget':>8}")
    for what, value, budget, unit in budgets:
        limit = "" if budget is None else f"{budget:g}"
        verdict = "" if budget is None else "  met" if value <= budget else "  NOT MET"
        print(f"{what:<{width}}  {f'{value:.3g} {unit}'.strip():>12}  {limit:>8}{verdict}")


if __name__ == "__main__":
    main()
