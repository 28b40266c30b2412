# SPDX-License-Identifier: Apache-2.0
"""docs/performance.md says what was measured: ratios, budgets that are missed, what nobody measured, who was left out. No speed is tested here."""

import copy
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MACHINE = {
    "date": "2026-01-31",
    "machine": {"cpu": "Some CPU", "cores": 2, "memory_gib": 16, "simd": "avx2"},
    "load": {"before": 0.1, "after": 1.2},
    "compiler": "g++ 12.2.0",
    "version": "0.1.0",
}


def loaded(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / f"benchmarks/{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


page, collect = loaded("page"), loaded("collect")


def one(cpu, real=None, **more):
    return {"cpu": cpu, "real": cpu if real is None else real, **more}


def measured(results):
    said = {"reference_job_findings": "", "pakistan_persons": "", "pakistan_program": ""}
    return {
        "measured": copy.deepcopy(MACHINE),
        "said": said,
        "instructions": {},
        "results": results,
    }


def row_of(lines, start):
    (found,) = [line for line in lines if line.startswith(f"| {start} |")]
    return [cell.strip() for cell in found.strip("|").split("|")]


@pytest.mark.parametrize(
    "value, budget, at_least, said",
    [
        (3, 3, False, "met"),
        (3.01, 3, False, "**not met**"),
        (0.7, 0.7, True, "met"),
        (0.69, 0.7, True, "**not met**"),
        (None, 3, False, "not measured"),
        (None, 3, True, "not measured"),
        (5, None, False, ""),
        (0, 0, False, "met"),
        (1, 0, False, "**not met**"),
    ],
)
def test_a_budget_is_met_missed_or_not_measured(value, budget, at_least, said):
    assert page.verdict(value, budget, at_least) == said


def test_a_budget_is_judged_by_the_value_not_by_its_rounded_words():
    assert page.plain(3.0001) == "3" and page.verdict(3.0001, 3) == "**not met**"


@pytest.mark.parametrize(
    "seconds, said",
    [
        (5.37e-7, "537 ns"),
        (3.4e-10, "0.34 ns"),
        (1.06e-4, "106 µs"),
        (0.0111, "11.1 ms"),
        (2, "2 s"),
        (0, "0 ns"),
        (None, "not measured"),
        (9.996e-7, "1,000 ns"),
    ],
)
def test_times_are_spoken(seconds, said):
    assert page.spoken(seconds) == said


@pytest.mark.parametrize(
    "value, said",
    [
        (27_400_000, "27.4 million"),
        (950, "950"),
        (1.5e9, "1.5 billion"),
        (4000, "4 thousand"),
        (None, "not measured"),
    ],
)
def test_numbers_of_persons_are_spoken(value, said):
    assert page.counted(value) == said


def test_a_ratio_needs_both():
    assert (
        page.ratio(1.0, 4.0) == 0.25
        and page.ratio(None, 4.0) is None
        and page.ratio(1.0, None) is None
        and page.ratio(1.0, 0) is None
    )


def test_one_core_counts_the_processor_and_two_count_the_clock():
    name = "reference/planes"
    results = {
        f"{name}/{step}/threads:{n}": one(cpu, real, persons=1000)
        for step, n, cpu, real in (
            ("read", 1, 2e-6, 9e-6),
            ("assess", 1, 4e-6, 8e-6),
            ("read", 2, 1e-6, 3e-6),
            ("assess", 2, 1e-6, 4e-6),
        )
    }
    lines = page.cohorts(measured(results))
    rows = [line for line in lines if line.startswith("| bit planes in tiles |")]
    first, second = [[cell.strip() for cell in line.strip("|").split("|")] for line in rows]
    assert first[2:] == ["2 µs", "4 µs", "250 million", "0.5", "0.85", "**not met**"]
    assert second[2:] == ["3 µs", "4 µs", "250 million", "0.75", "0.7", "met", "2 times"]


def test_the_parts_of_single_assessments_are_divided_by_their_persons():
    results = {
        "reference/quick_assessment": one(1.2e-3, persons=4000, allocations=0),
        "reference/tables_packed": one(4e-4, persons=4000),
        "pakistan/json_call": one(3e-4, persons=1),
        "boost/parse_case": one(5e-5, persons=1),
        "boost/serialize_assessment": one(5e-5, persons=1),
    }
    lines = page.single(measured(results))
    whole = "\n".join(lines)
    assert "| 300 ns against 100 ns: 3 times | 3 | met |" in whole
    assert "| 300 µs against 100 µs: 3 times | 2 | **not met** |" in whole
    assert row_of(lines, "allocations of `quick_assessment`")[1:] == ["0", "0", "met"]
    assert "| load `pakistan`, those it uses given | not measured | 5 ms | not measured |" in lines


def test_an_allocation_anywhere_breaks_the_budget():
    results = {
        "reference/quick_assessment": one(1e-6, persons=1, allocations=0),
        "growth/quick_assessment/indicators:64/rules:8": one(1e-6, persons=1, allocations=0.5),
    }
    assert row_of(page.single(measured(results)), "allocations of `quick_assessment`")[1:] == [
        "0.5",
        "0",
        "**not met**",
    ]


def test_nothing_measured_claims_nothing():
    for made in (page.single(measured({})), page.cohorts(measured({}))):
        whole = "\n".join(made)
        assert "not measured" in whole and not re.search(r"\| (met|\*\*not met\*\*) \|", whole)


def test_a_loaded_machine_is_said():
    quiet, loaded_one = measured({}), measured({})
    loaded_one["measured"]["load"]["before"] = 3.5
    assert "provisional" not in "\n".join(page.cohorts(quiet)) and "provisional" in "\n".join(
        page.cohorts(loaded_one)
    )


PEERS = {
    "measured": {**MACHINE, "python": "3.11.7", "versions": {"pandas": "3.1.1"}},
    "persons": 100,
    "left_out": [{"name": "zen-engine", "why": "not installed"}],
    "rows": [
        {
            "kind": "peer",
            "name": "C++, a map of strings",
            "how": "one for each person",
            "persons": 10,
            "runs": [3e-4, 1e-4, 2e-4],
        },
        {
            "kind": "ours",
            "name": "Pehchan, Python",
            "how": "int8 columns",
            "persons": 100,
            "runs": [1e-5, 2e-5, 1e-5],
        },
        {
            "kind": "reading",
            "name": "Reading the same memory",
            "how": "int8 rows, one core",
            "persons": 100,
            "runs": [1e-6],
        },
    ],
}


def test_peers_are_compared_for_one_person_each_and_say_how_many_they_ran_on():
    lines = page.peers(PEERS)
    assert row_of(lines, "C++, a map of strings: one for each person")[1:] == [
        "10",
        "10 µs",
        "100 thousand",
        "1",
        "1,000",
    ]
    assert row_of(lines, "**Pehchan, Python**: int8 columns")[1:] == [
        "100",
        "100 ns",
        "10 million",
        "100",
        "10",
    ]
    names = [line.split(":")[0] for line in lines if line.startswith("| ")][1:]
    assert names == [
        "| C++, a map of strings",
        "| **Pehchan, Python**",
        "| *Reading the same memory*",
    ]


def test_a_missing_peer_is_named_as_left_out():
    assert "Left out: zen-engine (not installed)." in page.peers(PEERS)
    assert not [line for line in page.peers({**PEERS, "left_out": []}) if "Left out" in line]


def test_only_blocks_change_and_each_must_be_there_once():
    text = "before\n<!-- generated: a -->\nold \\1\n<!-- end -->\nafter\n<!-- generated: b -->\n<!-- end -->\n"
    made = page.with_blocks(text, {"a": ["new \\1", ""], "b": ["more", ""]})
    assert (
        made
        == "before\n<!-- generated: a -->\n\nnew \\1\n\n<!-- end -->\nafter\n<!-- generated: b -->\n\nmore\n\n<!-- end -->\n"
    )
    assert page.with_blocks(made, {"a": ["new \\1", ""], "b": ["more", ""]}) == made
    for broken in ("no block\n", text + text):
        with pytest.raises(SystemExit, match="generated: a"):
            page.with_blocks(broken, {"a": []})


def test_what_was_never_measured_is_said_on_the_page():
    assert page.blocks({"benchmark": None, "peers": None}) == {
        name: [f"Not measured yet; `scripts/{source}` does.", ""]
        for name, source in (("single", "benchmark"), ("cohorts", "benchmark"), ("peers", "peers"))
    }


def test_an_edited_block_is_found(tmp_path):
    for part in ("benchmarks/measured", "docs"):
        (tmp_path / part).mkdir(parents=True)
    (tmp_path / "benchmarks/page.py").write_text(
        (ROOT / "benchmarks/page.py").read_text(encoding="utf-8"), encoding="utf-8"
    )
    for path in (ROOT / "benchmarks/measured").glob("*.json"):
        (tmp_path / "benchmarks/measured" / path.name).write_text(
            path.read_text(encoding="utf-8"), encoding="utf-8"
        )
    text = (ROOT / "docs/performance.md").read_text(encoding="utf-8")

    def check(of):
        (tmp_path / "docs/performance.md").write_text(of, encoding="utf-8")
        return subprocess.run(
            [sys.executable, "-S", tmp_path / "benchmarks/page.py", "--check"],
            capture_output=True,
            text=True,
        )  # -S: no matplotlib

    assert check(text).returncode == 0
    edited = check(text.replace("| what | measured | budget |", "| what | wished | budget |", 1))
    assert edited.returncode == 1 and "run benchmarks/page.py" in edited.stderr
    assert check(text + "More, by hand.\n").returncode == 0
    (tmp_path / "benchmarks/measured/peers.json").write_text("{", encoding="utf-8")
    broken = check(text)
    assert (
        broken.returncode == 1
        and "peers.json is no JSON" in broken.stderr
        and "Traceback" not in broken.stderr
    )


def test_measured_data_that_lack_something_are_refused_by_name():
    with pytest.raises(SystemExit, match="peers.json lacks 'left_out'"):
        page.blocks(
            {
                "benchmark": None,
                "peers": {key: value for key, value in PEERS.items() if key != "left_out"},
            }
        )


def test_the_medians_of_a_benchmark_are_taken_in_seconds():
    shared = {
        "run_name": "reference/planes/read/threads:1/real_time",
        "repetitions": 5,
        "time_unit": "us",
        "persons": 64.0,
        "items": 3,
    }
    raw = {
        "benchmarks": [
            {**shared, "name": "x_mean", "aggregate_name": "mean", "real_time": 9, "cpu_time": 9},
            {
                **shared,
                "name": "x_median",
                "aggregate_name": "median",
                "real_time": 2.0,
                "cpu_time": 1.5,
            },
            {**shared, "name": "x_cv", "aggregate_name": "cv", "real_time": 0.02, "cpu_time": 0.01},
        ]
    }
    assert collect.medians(raw) == {
        "reference/planes/read/threads:1": {
            "real": 2e-6,
            "cpu": 1.5e-6,
            "repetitions": 5,
            "persons": 64.0,
            "spread": 0.01,
        }
    }
    raw["benchmarks"].append(
        {"name": "y", "run_name": "y", "error_occurred": True, "error_message": "why"}
    )
    with pytest.raises(SystemExit, match="y failed: why"):
        collect.medians(raw)


def test_measured_data_say_where_they_come_from_and_name_no_machine():
    files = sorted((ROOT / "benchmarks/measured").glob("*.json"))
    assert [path.name for path in files] == ["benchmark.json", "peers.json"]
    for path in files:
        text = path.read_text(encoding="utf-8")
        whole = json.loads(text)
        assert {"date", "machine", "load", "compiler", "version"} <= set(whole["measured"]) and {
            "cpu",
            "cores",
            "memory_gib",
            "simd",
        } == set(whole["measured"]["machine"])
        assert "host_name" not in text and not re.search(r"/(home|root|work|tmp|usr)/", text)
        assert collect.as_lines(whole) == text
