#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the generated blocks of docs/performance.md and its two pictures from benchmarks/measured; what stands outside the blocks is written by hand.

    page.py              writes the page and the pictures (needs matplotlib)
    page.py --check      says whether the page's blocks are those of benchmarks/measured; measures nothing, looks at no picture

`scripts/benchmark` and `scripts/peers` measure and then run it.
"""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEASURED = ROOT / "benchmarks/measured"
PAGE = ROOT / "docs/performance.md"
IMAGES = ROOT / "docs/images"

FORMS = {
    "planes": "bit planes in tiles",
    "booleans": "Arrow booleans, values and validity",
    "int8_columns": "int8 columns",
    "int8_rows": "int8 rows",
    "float64_columns": "float64 columns",
}
# The budgets: what reading the same memory takes, divided by what assessing takes, is at least this.
ONE_CORE = {"planes": 0.85, "booleans": 0.5, "int8_columns": 0.7, "int8_rows": 0.8}
TWO_CORES = {"planes": 0.7}
LEVELS = {"avx512": "AVX-512", "avx2": "AVX2", "portable": "plain words"}
INDICATORS, RULES, PERSONS = (
    (64, 128, 256, 512, 1024),
    (8, 64, 512),
    (1000, 10_000, 100_000, 1_000_000, 10_000_000),
)
NOTHING = "not measured"


# ---- numbers in words


def spoken(seconds):
    if seconds is None:
        return NOTHING
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6), ("ns", 1e-9)):
        if seconds >= size:
            return f"{plain(seconds / size)} {unit}"
    return f"{plain(seconds * 1e9)} ns"


def plain(value):
    """Three digits at most, never with an exponent; what is lost are zeros behind the point."""
    if value is None:
        return NOTHING
    digits = f"{value:.3g}"
    return f"{float(digits):,.0f}" if "e" in digits or abs(value) >= 1000 else digits


def counted(value):
    """A number of persons in words: 27.4 million."""
    if value is None:
        return NOTHING
    for size, word in ((1e9, "billion"), (1e6, "million"), (1e3, "thousand")):
        if value >= size:
            return f"{plain(value / size)} {word}"
    return plain(value)


def times(value):
    return NOTHING if value is None else f"{plain(value)} times"


def ratio(above, below):
    return None if above is None or not below else above / below


def verdict(value, budget, at_least=False):
    """What stands beside a budget: that it is met, that it is not, or that nobody measured."""
    if budget is None:
        return ""
    if value is None:
        return NOTHING
    return "met" if (value >= budget if at_least else value <= budget) else "**not met**"


def table(heads, rows):
    return [
        f"| {' | '.join(heads)} |",
        "|" + "---|" * len(heads),
        *(f"| {' | '.join(row)} |" for row in rows),
        "",
    ]


def where(measured):
    """Machine, versions and load of one run."""
    machine, load = measured["machine"], measured["load"]
    parts = [f"{machine['cores']} cores", LEVELS.get(machine["simd"], machine["simd"])] + (
        [f"{machine['memory_gib']} GiB of memory"] if machine["memory_gib"] else []
    )
    lines = [
        f"Measured on {measured['date']}: {machine['cpu']} ({', '.join(parts)}); Pehchan {measured['version']}, {measured['compiler']}; load {load['before']:g} before, {load['after']:g} after."
    ]
    if load["before"] > 0.25 * machine["cores"]:
        lines.append(
            "**Others were working on the machine when this was measured: provisional figures, good for no more than orders of magnitude.**"
        )
    return [*lines, ""]


class results:
    """What the benchmarks measured, by name; what nobody measured is None."""

    def __init__(self, data):
        self.all = data["results"]

    def cpu(self, name):
        """Seconds of the processor for one person, or for one call where a benchmark has no persons."""
        return self._each(name, "cpu")

    def clock(self, name):
        return self._each(name, "real")

    def whole(self, name, threads=1):
        """Seconds of one run over all persons: by the processor where one thread works, by the clock where two do."""
        one = self.all.get(f"{name}/threads:{threads}")
        return one and one["cpu" if threads == 1 else "real"]

    def _each(self, name, which):
        one = self.all.get(name)
        return one and one[which] / one.get("persons", 1)

    def field(self, name, which):
        return self.all.get(name, {}).get(which)


# ---- the blocks


def single(data):
    of = results(data)
    quick, json_call = of.cpu("reference/quick_assessment"), of.cpu("pakistan/json_call")
    allocations = [
        one["allocations"]
        for name, one in of.all.items()
        if "quick_assessment" in name and "allocations" in one
    ]
    boost = [of.cpu("boost/parse_case"), of.cpu("boost/serialize_assessment")]
    boost_whole = None if None in boost else sum(boost)
    by_tables, by_strings, from_answers = (
        of.cpu("reference/tables_packed"),
        of.cpu("reference/map_of_strings"),
        of.cpu("reference/tables_from_answers"),
    )
    wide = of.cpu("reference/quick_assessment_1024_indicators")
    grown = [of.cpu(f"growth/quick_assessment/indicators:256/rules:{rules}") for rules in (64, 512)]
    load = of.cpu("load/pakistan")
    asking = {name: of.cpu(name) for name in ("would_indicate_pakistan", "ask_next_pakistan")}

    def against(value, base, factor):
        return (
            NOTHING
            if factor is None
            else f"{spoken(value)} against {spoken(base)}: {times(factor)}"
        )

    rows = []

    def row(what, said, value, budget, shown=None):
        rows.append(
            (what, said, "" if budget is None else shown or plain(budget), verdict(value, budget))
        )

    factor = ratio(quick, by_tables)
    row(
        "reference job (64 indicators, 8 findings, both bounds): `quick_assessment` against tables written by hand over packed bits",
        against(quick, by_tables, factor),
        factor,
        3,
    )
    factor = ratio(quick, from_answers)
    row(
        "the same, the tables reading the same answers object",
        against(quick, from_answers, factor),
        factor,
        None,
    )
    factor = ratio(quick, by_strings)
    row(
        "the same, against a map of strings for each person",
        against(quick, by_strings, factor),
        factor,
        None,
    )
    factor = ratio(wide, quick)
    row(
        "the same with 1,024 indicators in the catalogue",
        against(wide, quick, factor),
        factor,
        1.1,
        "flat (1.1)",
    )
    factor = ratio(grown[1], grown[0])
    row(
        "`quick_assessment` of 512 rules against 64, 256 indicators",
        against(grown[1], grown[0], factor),
        factor,
        8,
        "linear (8)",
    )
    most = max(allocations) if allocations else None
    row("allocations of `quick_assessment`", plain(most), most, 0)
    factor = ratio(json_call, boost_whole)
    row(
        "`pakistan`: JSON call (read, assess, write), against Boost.JSON parsing the case and writing the answer",
        against(json_call, boost_whole, factor),
        factor,
        2,
    )
    row("load `pakistan`, those it uses given", spoken(load), load, 5e-3, "5 ms")
    row(
        "`pakistan`: `would_indicate`, mean over all findings, vignettes and a blank person",
        spoken(asking["would_indicate_pakistan"]),
        asking["would_indicate_pakistan"],
        1e-3,
        "1 ms",
    )
    row(
        "`pakistan`: five questions of `ask_next`, the same persons",
        spoken(asking["ask_next_pakistan"]),
        asking["ask_next_pakistan"],
        1e-3,
        "1 ms",
    )
    lines = [*where(data["measured"]), *table(["what", "measured", "budget", ""], rows)]

    def each(what, name, job=None):
        instructions = data["instructions"].get(job)
        made = of.field(name, "allocations")
        return (
            what,
            spoken(of.cpu(name)),
            "" if made is None else plain(round(made)),
            f"{instructions:,}" if instructions else "",
        )

    lines += table(
        ["one person", "time", "allocations", "instructions"],
        [
            each("reference job: setting 64 answers by id", "reference/set_answers"),
            each("reference job: `quick_assessment`", "reference/quick_assessment", "reference"),
            each("reference job: both", "reference/set_answers_and_assess", "set"),
            each(
                "reference job: masks and counts written by hand, packed bits",
                "reference/popcount_packed",
            ),
            each("reference job: `assess`, with reasons", "reference/assess"),
            each("`pakistan`, vignettes: `quick_assessment`", "pakistan/quick_assessment", "quick"),
            each(
                "`pakistan`, answered at random: `quick_assessment`",
                "pakistan/quick_assessment_random",
            ),
            each(
                "`pakistan`, vignettes: `assess`, with reasons, safeguards, referrals",
                "pakistan/assess",
                "assess",
            ),
            each("`pakistan`, answered at random: `assess`", "pakistan/assess_random"),
            each("`pakistan`, vignettes: JSON call", "pakistan/json_call", "json"),
            each("of this: `read_case`", "pakistan/json_read_case"),
            each("of this: `dump`", "pakistan/json_dump"),
            each("Boost.JSON alone: parse the case", "boost/parse_case"),
            each("Boost.JSON alone: write the answer", "boost/serialize_assessment"),
            each("Boost.JSON alone: parse the answer", "boost/parse_assessment"),
            each("load `pakistan`, those it uses given", "load/pakistan", "load"),
            each("load `pakistan` and those it uses", "load/pakistan_with_used"),
            each("Boost.JSON alone: parse `pakistan`", "boost/parse_pakistan"),
        ],
    )
    said = data["said"]
    lines += [
        f"Reference job: {said['reference_job_findings']}. `pakistan`: {said['pakistan_persons']}; {said['pakistan_program']}.",
        "",
    ]
    lines += table(
        ["`quick_assessment`: indicators, rules", *map(str, RULES)],
        [
            [
                f"{signs:,}",
                *(
                    spoken(of.cpu(f"growth/quick_assessment/indicators:{signs}/rules:{rules}"))
                    for rules in RULES
                ),
            ]
            for signs in INDICATORS
        ],
    )
    sizes = [(100, 32), (1000, 32), (1000, 8), (1000, 128), (1000, 512)]
    lines += table(
        ["questions: indicators, findings", *(f"{signs:,}, {rules}" for signs, rules in sizes)],
        [
            [
                f"`{name}`",
                *(spoken(of.cpu(f"{name}_grown/{signs}/{rules}")) for signs, rules in sizes),
            ]
            for name in ("would_indicate", "ask_next")
        ],
    )
    return lines


def beside_reading(of, name, threads, budget, says=None):
    """Reading, assessing, and the first divided by the second: what part of the speed of memory is reached."""
    reading, assessing = of.whole(f"{name}/read", threads), of.whole(f"{name}/assess", threads)
    part = ratio(reading, assessing)
    persons = of.field(f"{name}/assess/threads:{threads}", "persons")
    return [
        says,
        counted(persons),
        spoken(reading),
        spoken(assessing),
        counted(ratio(persons, assessing)),
        plain(part),
        "" if budget is None else plain(budget),
        verdict(part, budget, at_least=True),
    ]


def cohorts(data):
    of = results(data)
    heads = [
        "input",
        "persons",
        "reading",
        "assessing, 16 bits of results each",
        "persons a second",
        "ratio",
        "budget",
        "",
    ]
    lines = [*where(data["measured"]), "One core:", ""]
    rows = [
        beside_reading(of, f"reference/{form}", 1, ONE_CORE.get(form), name)
        for form, name in FORMS.items()
    ]
    lines += table(
        heads,
        [
            *rows,
            beside_reading(
                of, "reference/planes_in_cache", 1, None, "bit planes that lie in the cache"
            ),
        ],
    )
    lines += ["Two cores, both reading and assessing:", ""]
    rows = []
    for form, name in FORMS.items():
        gain = ratio(
            of.clock(f"reference/{form}/assess/threads:1"),
            of.clock(f"reference/{form}/assess/threads:2"),
        )
        rows.append(
            [*beside_reading(of, f"reference/{form}", 2, TWO_CORES.get(form), name), times(gain)]
        )
    lines += table([*heads, "against one core"], rows)
    made = [
        of.field(f"growth/persons:{count}/assess/threads:1", "allocations")
        for count in (PERSONS[0], PERSONS[-1])
    ]
    same = None if None in made else made[1] - made[0]
    lines += [
        f"Memory of a run beyond input and output, budget constant: {plain(made[0])} allocations for a thousand persons, {plain(made[1])} for ten million: {verdict(same, 0)}.",
        "",
    ]
    lines += table(
        ["ns a person, one core", *FORMS.values()],
        [
            [
                name,
                *(nanoseconds(of.cpu(f"reference/{form}/assess/level:{level}")) for form in FORMS),
            ]
            for level, name in LEVELS.items()
        ],
    )
    rows = []
    for id in ("pakistan", "dwems_2024"):
        name = f"{id}/int8_columns"
        persons = of.field(f"{name}/assess/threads:1", "persons")
        one, two = (ratio(of.whole(f"{name}/assess", threads), persons) for threads in (1, 2))
        rows.append(
            [
                f"`{id}`",
                counted(persons),
                nanoseconds(of.cpu(f"{name}/read/threads:1")),
                nanoseconds(one),
                counted(ratio(1, one)),
                plain(ratio(of.cpu(f"{name}/read/threads:1"), one)),
                nanoseconds(two),
            ]
        )
    lines += table(
        [
            "every indicator an int8 or int16 column",
            "persons",
            "reading, ns a person",
            "assessing",
            "persons a second",
            "ratio",
            "two cores",
        ],
        rows,
    )
    lines += table(
        ["persons, bit planes, one core", *(f"10^{power}" for power in range(3, 8))],
        [
            [
                f"{what}, ns a person",
                *(
                    nanoseconds(of.cpu(f"growth/persons:{count}/{step}/threads:1"))
                    for count in PERSONS
                ),
            ]
            for what, step in (("reading", "read"), ("assessing", "assess"))
        ],
    )
    rows = []
    for signs in INDICATORS:
        name = f"growth/indicators:{signs}/rules:"
        rows.append(
            [
                f"{signs:,}",
                nanoseconds(of.cpu(f"{name}{RULES[0]}/read/threads:1")),
                *(nanoseconds(of.cpu(f"{name}{rules}/assess/threads:1")) for rules in RULES),
            ]
        )
    lines += table(
        [
            f"indicators, int8 columns, ns a person ({counted(of.field(f'growth/indicators:{INDICATORS[0]}/rules:{RULES[0]}/read/threads:1', 'persons'))} persons)",
            "reading",
            *(f"{rules} rules" for rules in RULES),
        ],
        rows,
    )
    return [
        *lines,
        "![How the time for one person grows with persons, indicators and rules](images/growth.png)",
        "",
    ]


def nanoseconds(seconds):
    return NOTHING if seconds is None else plain(seconds * 1e9)


def peer_rows(data):
    """The rows by their time for one person (the best of their runs), slowest first, with that time."""
    return sorted(
        ({**one, "each": min(one["runs"]) / one["persons"]} for one in data["rows"]),
        key=lambda one: -one["each"],
    )


def peers(data):
    rows = peer_rows(data)
    base = next((one["each"] for one in rows if "map of strings" in one["name"]), None)
    reading = next((one["each"] for one in rows if one["kind"] == "reading"), None)
    shown = []
    for one in rows:
        name = (
            f"**{one['name']}**"
            if one["kind"] == "ours"
            else f"*{one['name']}*"
            if one["kind"] == "reading"
            else one["name"]
        )
        shown.append(
            [
                f"{name}: {one['how']}",
                f"{one['persons']:,}",
                spoken(one["each"]),
                counted(1 / one["each"]),
                plain(ratio(base, one["each"])),
                plain(ratio(one["each"], reading)),
            ]
        )
    place = data["measured"]
    versions = ", ".join(f"{name} {version}" for name, version in place["versions"].items())
    lines = [*where(place), f"Python {place['python']}; {versions}.", ""]
    lines += table(
        [
            "what",
            "persons it ran on",
            "time for one",
            "persons a second",
            "times as fast as a map of strings",
            "time against reading 64 bytes",
        ],
        shown,
    )
    lines += [f"Left out: {one['name']} ({one['why']})." for one in data["left_out"]] + (
        [""] if data["left_out"] else []
    )
    return [*lines, "![The same as a picture, on a logarithmic scale](images/peers.png)", ""]


# ---- the page


def read_measured():
    """The measured data by file name; what was never measured is None."""
    out = {}
    for name in ("benchmark", "peers"):
        path = MEASURED / f"{name}.json"
        try:
            out[name] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
        except ValueError as problem:
            raise SystemExit(f"benchmarks/measured/{path.name} is no JSON: {problem}")
    return out


def blocks(data):
    out = {}
    for name, source, make in (
        ("single", "benchmark", single),
        ("cohorts", "benchmark", cohorts),
        ("peers", "peers", peers),
    ):
        try:
            out[name] = (
                make(data[source])
                if data[source] is not None
                else [f"Not measured yet; `scripts/{source}` does.", ""]
            )
        except KeyError as missing:
            raise SystemExit(f"benchmarks/measured/{source}.json lacks {missing}")
    return out


def with_blocks(page, made):
    """The page with its blocks made anew; every block must be there once, and nothing outside changes."""
    for name, lines in made.items():
        pattern = re.compile(
            rf"(<!-- generated: {re.escape(name)} -->\n).*?(<!-- end -->\n)", re.DOTALL
        )
        if len(pattern.findall(page)) != 1:
            raise SystemExit(
                f"the page must have one block <!-- generated: {name} --> ... <!-- end -->"
            )
        page = pattern.sub(lambda found: found[1] + "\n" + "\n".join(lines) + "\n" + found[2], page)
    return page


def main():
    if sys.argv[1:] not in ([], ["--check"]):
        raise SystemExit(__doc__)
    data = read_measured()
    page = PAGE.read_text(encoding="utf-8")
    made = with_blocks(page, blocks(data))
    if sys.argv[1:]:
        if made != page:
            raise SystemExit(
                "docs/performance.md is not what benchmarks/page.py makes of benchmarks/measured: run benchmarks/page.py"
            )
        return
    PAGE.write_text(made, encoding="utf-8")
    try:
        import pictures
    except ModuleNotFoundError as problem:
        raise SystemExit(
            f"docs/performance.md is new, its pictures are not: {problem.name} is not installed"
        )
    for name, draw in (("benchmark", pictures.growth), ("peers", pictures.peers)):
        if data[name] is not None:
            draw(data[name], IMAGES / f"{'growth' if name == 'benchmark' else name}.png")


if __name__ == "__main__":
    main()
