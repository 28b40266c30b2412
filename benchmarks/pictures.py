# SPDX-License-Identifier: Apache-2.0
"""The pictures of docs/performance.md, drawn from benchmarks/measured; readable in print and for the colour-blind."""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.ticker import LogLocator

import page

INK, OURS, THEIRS, LINE, READING = "#1a1a1a", "#0072B2", "#d9d9d9", "#8c8c8c", "#D55E00"
STYLES = {8: ("-", "o"), 64: ("--", "s"), 512: (":", "^")}


def save(figure, path):
    figure.savefig(path, dpi=90, metadata={"Software": None})
    plt.close(figure)


def named(seconds, _=None):
    return page.spoken(float(f"{1e-9 * seconds:.3g}"))


def axes_of(ax, title, across, at):
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_title(title, fontsize=9.5, loc="left")
    ax.set_xlabel(across, fontsize=8.5)
    ax.set_xticks(
        at,
        [
            f"{x:,}"
            if x < 10_000
            else page.counted(x).replace(" thousand", "k").replace(" million", "M")
            for x in at
        ],
    )
    ax.minorticks_off()
    ax.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    ax.yaxis.set_major_formatter(named)
    ax.tick_params(labelsize=8)
    ax.grid(True, which="major", color="#e5e5e5", linewidth=0.8)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)


def curves(ax, all_points):
    """Curves through what was measured, each with its name at its end; names that would lie on each other are moved apart."""
    ends = []
    for label, points, look in all_points:
        points = [(x, 1e9 * y) for x, y in points if y is not None]
        if points:
            ax.plot(*zip(*points), markersize=4, linewidth=1.6, **look)
            ends.append((points[-1], label, look["color"]))
    left, right = ax.get_xlim()
    ax.set_xlim(left, right * (right / left) ** 0.3)
    low, high = ax.get_ylim()
    ax.set_ylim(low / 1.4, high * 1.4)
    ax.figure.draw_without_rendering()
    last = None
    for end, label, colour in sorted(ends, key=lambda one: one[0][1]):
        at = ax.transData.transform(end)[1] * 72 / ax.figure.dpi
        place = at if last is None else max(at, last + 10)
        ax.annotate(
            label,
            end,
            (7, place - at),
            textcoords="offset points",
            fontsize=8,
            va="center",
            color=colour,
        )
        last = place


def growth(data, path):
    """What the time for one person grows with: persons, indicators and rules of a cohort, and those of one person alone."""
    of = page.results(data)
    figure, (persons, many, one) = plt.subplots(1, 3, figsize=(12, 4), layout="constrained")
    assessing, reading = (
        {"color": OURS, "marker": "o", "linestyle": "-"},
        {"color": READING, "marker": "x", "linestyle": "-."},
    )
    axes_of(persons, "A cohort: persons (bit planes, one core)", "persons", page.PERSONS)
    persons.set_ylabel("time for one person", fontsize=8.5)
    axes_of(
        many,
        "A cohort: indicators and rules (int8 columns, one core)",
        "indicators",
        page.INDICATORS,
    )
    axes_of(one, "One person: indicators and rules", "indicators", page.INDICATORS)

    def by_persons(step):
        return [
            (count, of.cpu(f"growth/persons:{count}/{step}/threads:1")) for count in page.PERSONS
        ]

    def by_indicators(name):
        return [(signs, of.cpu(name.format(signs))) for signs in page.INDICATORS]

    looks = {
        rules: {"color": OURS, "linestyle": line, "marker": marker}
        for rules, (line, marker) in STYLES.items()
    }
    curves(
        persons,
        [("assessing", by_persons("assess"), assessing), ("reading", by_persons("read"), reading)],
    )
    curves(
        many,
        [
            *(
                (
                    f"{rules} rules",
                    by_indicators(f"growth/indicators:{{}}/rules:{rules}/assess/threads:1"),
                    look,
                )
                for rules, look in looks.items()
            ),
            ("reading", by_indicators("growth/indicators:{}/rules:8/read/threads:1"), reading),
        ],
    )
    curves(
        one,
        [
            (
                f"{rules} rules",
                by_indicators(f"growth/quick_assessment/indicators:{{}}/rules:{rules}"),
                look,
            )
            for rules, look in looks.items()
        ],
    )
    save(figure, path)


def peers(data, path):
    """Time for one person, logarithmic; what reading the same memory takes is a line."""
    rows = [one for one in page.peer_rows(data) if one["kind"] != "reading"]
    reading = next((one["each"] for one in page.peer_rows(data) if one["kind"] == "reading"), None)
    figure, ax = plt.subplots(figsize=(10, 0.33 * len(rows) + 1.3), layout="constrained")
    ours = [one["kind"] == "ours" for one in rows]
    least = 1e9 * min([one["each"] for one in rows] + ([reading] if reading else []))
    ax.barh(
        range(len(rows)),
        [1e9 * one["each"] for one in rows],
        left=0,
        color=[OURS if o else THEIRS for o in ours],
        edgecolor=[INK if o else LINE for o in ours],
        linewidth=0.8,
    )
    ax.set_xscale("log")
    ax.set_xlim(least / 3, 1e9 * rows[0]["each"] * 6)
    for y, one in enumerate(rows):
        ax.annotate(
            page.spoken(one["each"]),
            (1e9 * one["each"], y),
            (4, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
        )
    ax.set_yticks(range(len(rows)), [f"{one['name']}: {one['how']}" for one in rows], fontsize=8)
    for label, o in zip(ax.get_yticklabels(), ours):
        label.set_fontweight("bold" if o else "normal")
    if reading:
        ax.axvline(1e9 * reading, color=READING, linestyle="--", linewidth=1.4)
        ax.annotate(
            f"reading 64 bytes of memory: {page.spoken(reading)}",
            (1e9 * reading, 1.0),
            (5, 4),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            fontsize=8,
            color=READING,
        )
    ax.set_ylim(-0.7, len(rows) - 0.3)
    ax.xaxis.set_major_formatter(named)
    ax.set_xlabel(
        "time for one person, logarithmic: shorter is faster; bold and blue: Pehchan", fontsize=8.5
    )
    ax.tick_params(axis="x", labelsize=8)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    save(figure, path)
