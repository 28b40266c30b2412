# SPDX-License-Identifier: Apache-2.0
"""cases.py screen CATALOGUE CASES OUT: one assessment a line. cases.py bench CATALOGUE CASES: the time of a call. bindings/README.md says more."""

from __future__ import annotations

import json
import sys
import time
from typing import Callable

from pehchan_ctypes import Catalogue, FindingStatus, IndicatorType


def lines_of(path: str) -> list[str]:
    with open(path, encoding="utf-8", newline="\n") as file:
        return [line.rstrip("\n") for line in file if line.strip()]


def screen(catalogue: Catalogue, cases: list[str], path: str) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for case in cases:
            out.write(catalogue.screen(case) + "\n")


def time_of(cases: int, each: Callable[[int], None]) -> float:
    """Nanoseconds a person: the best of seven rounds of at least a tenth of a second, after one to warm up."""
    best = float("inf")
    for number in range(8):
        begin, calls, end = time.perf_counter_ns(), 0, 0
        while end - begin < 100_000_000:
            for i in range(cases):
                each(i)
            calls += cases
            end = time.perf_counter_ns()
        if number:
            best = min(best, (end - begin) / calls)
    return best


def bench(catalogue: Catalogue, cases: list[str]) -> None:
    yes_no = {one.id: one.index for one in catalogue.indicators if one.type is IndicatorType.YES_NO}
    persons = [[(yes_no[id], int(value == "yes")) for id, value in json.loads(case)["answers"].items() if id in yes_no and value in ("yes", "no")] for case in cases]
    answers, evaluator = catalogue.answers(), catalogue.evaluator()
    seen = 0

    def by_json(i: int) -> None:
        nonlocal seen
        seen += len(catalogue.screen(cases[i]))

    def by_handles(i: int) -> None:
        nonlocal seen
        answers.clear()
        for index, code in persons[i]:
            answers.set_code(index, code)
        evaluator.assess(answers)
        seen += sum(status is FindingStatus.INDICATED for status in evaluator.statuses())

    print(json.dumps({"binding": "ctypes", "json_call_ns": round(time_of(len(cases), by_json)), "handle_call_ns": round(time_of(len(cases), by_handles))}))


if __name__ == "__main__":
    words = sys.argv[1:]
    if len(words) == 4 and words[0] == "screen":
        screen(Catalogue.builtin(words[1]), lines_of(words[2]), words[3])
    elif len(words) == 3 and words[0] == "bench":
        bench(Catalogue.builtin(words[1]), lines_of(words[2]))
    else:
        sys.exit("use: cases.py screen CATALOGUE CASES OUT | cases.py bench CATALOGUE CASES")
