# SPDX-License-Identifier: Apache-2.0
"""Counts that may be published, or sent from a district to its province and on: small cells are suppressed, and so are those that would give them away.

Counts and stage, never names. Needs numpy and scipy (``pip install "pehchan[pandas]"``).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog  # type: ignore[import-untyped, import-not-found, unused-ignore]

from .stats import statuses

__all__ = ["CommitteeTable", "committee_table", "suppress"]

Key = Hashable
#: One count that is the sum of others: (the sum, its parts).
Line = tuple[Key, Sequence[Key]]


class _Attacker:
    """What somebody who sees the published cells, and knows which are sums of which, can say of a hidden one: its least and its most."""

    def __init__(self, counts: Mapping[Key, int], lines: Sequence[Line]) -> None:
        self.keys = list(counts)
        self.counts = counts
        self.lines = lines

    def range_of(self, wanted: Key, hidden: set[Key]) -> tuple[float, float]:
        # only the cells that hang together with the wanted one matter
        reached, waiting = {wanted}, [wanted]
        rows = []
        open_lines = [(total, list(parts)) for total, parts in self.lines]
        while waiting:
            at = waiting.pop()
            rest = []
            for total, parts in open_lines:
                inside = [k for k in (total, *parts) if k in hidden]
                if at not in inside:
                    rest.append((total, parts))
                    continue
                rows.append((total, parts))
                for k in inside:
                    if k not in reached:
                        reached.add(k)
                        waiting.append(k)
            open_lines = rest
        place = {k: i for i, k in enumerate(sorted(reached, key=self.keys.index))}
        if not rows:
            return 0.0, float("inf")
        matrix, right = np.zeros((len(rows), len(place))), np.zeros(len(rows))
        for r, (total, parts) in enumerate(rows):
            for sign, k in [(-1, total), *((1, p) for p in parts)]:
                if k in place:
                    matrix[r, place[k]] += sign
                else:
                    right[r] -= sign * self.counts[k]
        ends = []
        for sign in (1, -1):
            cost = np.zeros(len(place))
            cost[place[wanted]] = sign
            found = linprog(cost, A_eq=matrix, b_eq=right, bounds=(0, None), method="highs")
            if found.status == 3:  # unbounded
                ends.append(float("inf"))
            else:
                ends.append(sign * float(found.fun))
        return ends[0], ends[1]


def suppress(
    counts: Mapping[Key, int], lines: Sequence[Line] = (), *, threshold: int = 10
) -> set[Key]:
    """Which cells must be hidden, so that none from 1 to `threshold` - 1 is shown or can be worked out.

    Parameters
    ----------
    counts : mapping
        Every cell that would be published: whole numbers, none below 0.
    lines : sequence of (sum, parts)
        Cells that add up, across levels and categories.
    threshold : int
        The least count that is shown. 0 is shown, unless it must hide another.

    Returns
    -------
    set
        The cells to hide: the small ones, and as many others, the smallest first, as it takes that of no small cell more can be said than a range of at
        least `threshold` numbers. What can be said is worked out by a linear program over all lines at once.

    Raises
    ------
    ValueError
        Counts that are none, lines that do not add up, a line over an unknown cell.

    Examples
    --------
    >>> sorted(suppress({"a": 4, "b": 30, "c": 50, "all": 84}, [("all", ["a", "b", "c"])]))
    ['a', 'b']
    """
    if threshold < 2:
        raise ValueError("threshold is 2 or more: the least count that is shown")
    for key, count in counts.items():
        if isinstance(count, bool) or int(count) != count or count < 0:
            raise ValueError(f"the count of {key!r} is no whole number from 0")
    for total, parts in lines:
        for key in (total, *parts):
            if key not in counts:
                raise ValueError(f"a line names {key!r}, which is no cell")
        if sum(counts[k] for k in parts) != counts[total]:
            raise ValueError(f"the parts of {total!r} do not add up to it")
    small = {k for k, c in counts.items() if 0 < c < threshold}
    hidden = set(small)
    attacker = _Attacker(counts, lines)
    for cell in sorted(small, key=attacker.keys.index):
        while True:
            least, most = attacker.range_of(cell, hidden)
            if most - least >= threshold - 1:
                break
            # the smallest shown cell of a line that the hidden ones hang on; parts before sums, so that totals stay where they can
            near = [
                (total, parts)
                for total, parts in lines
                if any(k in hidden for k in (total, *parts))
            ]
            choice = [
                (is_sum, counts[k], attacker.keys.index(k), k)
                for total, parts in near
                for is_sum, k in [(1, total), *((0, p) for p in parts)]
                if k not in hidden
            ]
            if not choice:
                break  # everything that could tell is hidden
            with_something = [c for c in choice if c[1] > 0] or choice
            hidden.add(min(with_something)[3])
    return hidden


@dataclass(frozen=True)
class CommitteeTable:
    """Counts by area, finding and status, with `None` where a count is not shown."""

    levels: tuple[str, ...]
    threshold: int
    period: str
    rows: list[dict[str, Any]]
    hidden: int

    def to_pandas(self) -> Any:
        """The rows as a pandas DataFrame; counts are nullable whole numbers."""
        import pandas  # type: ignore[import-untyped, import-not-found, unused-ignore]

        frame = pandas.DataFrame(self.rows)
        for name in ("screened", "indicated", "open", "not_shown"):
            frame[name] = frame[name].astype("Int64")
        return frame

    def to_text(self) -> str:
        """The table as aligned lines; a hidden count is a dash. Says what it is not."""
        names = ["area", "finding", "screened", "indicated", "open", "not_shown"]
        cells = [
            [
                " / ".join(r["area"]) or "all",
                r["finding"],
                *("-" if r[k] is None else str(r[k]) for k in names[2:]),
            ]
            for r in self.rows
        ]
        widths = [max(len(row[i]) for row in [names, *cells]) for i in range(len(names))]
        lines = [
            "  ".join(
                c.ljust(w) if i < 2 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths))
            ).rstrip()
            for row in [names, *cells]
        ]
        note = (
            f"Counts only, for {self.period}. A dash hides a count below {self.threshold}, or one that would give such a count away. "
            '"not_shown" clears nobody: it counts persons whose answers so far do not complete the rule.'
        )
        return "\n".join([*lines, "", note])


def committee_table(
    areas: Mapping[str, Sequence[Any]],
    findings: Mapping[str, Iterable[Any]],
    *,
    period: str,
    threshold: int = 10,
) -> CommitteeTable:
    """Counts by area for a committee, rolled up through the levels, with small cells suppressed across all of them at once.

    Parameters
    ----------
    areas : mapping
        From the widest to the narrowest level, such as {"province": [...], "district": [...]}: one entry a person. A missing area is counted as "(not recorded)".
    findings : mapping
        Statuses by finding, see `pehchan.stats.statuses`, one a person. Findings overlap: nothing is added up across them.
    period : str
        What the table covers, such as "the third quarter of 2026".
    threshold : int
        The least count that is shown.

    Returns
    -------
    CommitteeTable
        One row an area and finding, the whole first.

    Raises
    ------
    ValueError
        Lists of different length, no person, statuses that are none.
    """
    levels = tuple(areas)
    of_finding = {name: statuses(values) for name, values in findings.items()}
    sizes = {len(v) for v in areas.values()} | {len(v) for v in of_finding.values()}
    if len(sizes) != 1 or not of_finding:
        raise ValueError(
            "areas and findings have one entry a person each, and there is at least one finding"
        )
    persons = sizes.pop()
    if persons == 0:
        raise ValueError("there is nobody to count")
    paths = [
        tuple("(not recorded)" if v is None or v != v or str(v) == "<NA>" else str(v) for v in row)
        for row in (zip(*areas.values()) if levels else [()] * persons)
    ]
    nodes = sorted({p[:depth] for p in paths for depth in range(len(levels) + 1)})
    kinds = {"indicated": 2, "open": 1, "not_shown": 0}
    counts: dict[Key, int] = {}
    lines: list[Line] = []
    for node in nodes:
        inside = np.array([p[: len(node)] == node for p in paths])
        counts[node, "", "screened"] = int(inside.sum())
        for name, values in of_finding.items():
            for kind, code in kinds.items():
                counts[node, name, kind] = int((values[inside] == code).sum())
            lines.append(((node, "", "screened"), [(node, name, kind) for kind in kinds]))
        parts = [n for n in nodes if len(n) == len(node) + 1 and n[: len(node)] == node]
        if parts:
            for name, kind in [("", "screened"), *((f, k) for f in of_finding for k in kinds)]:
                lines.append(((node, name, kind), [(p, name, kind) for p in parts]))
    hidden = suppress(counts, lines, threshold=threshold)
    rows = []
    for node in nodes:
        for name in of_finding:
            shown = {
                kind: counts[node, name, kind] if (node, name, kind) not in hidden else None
                for kind in kinds
            }
            screened = (node, "", "screened")
            rows.append(
                {
                    "area": node,
                    "finding": name,
                    "screened": None if screened in hidden else counts[screened],
                    **shown,
                }
            )
    return CommitteeTable(levels, threshold, period, rows, len(hidden))
