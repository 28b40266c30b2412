# SPDX-License-Identifier: Apache-2.0
"""The pictures of docs/performance.md, drawn from benchmarks/measured; readable in print and for the colour-blind."""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

import page

INK, OURS, THEIRS, LINE, READING = "#1a1a1a", "#0072B2", "#d9d9d9", "#8c8c8c", "#D55E00"
STYLES = {8: ("-", "o"), 64: ("--", "s"), 512: (":", "^")}


def save(figure, path):
    figure.savefig(path, dpi=90, metadata={"Software": None})
    plt.close(figure)


def axes_of(ax, title, across, up=None):
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_title(title, fontsize=9.5, loc="left")
    ax.set_xlabel(across, fontsize=8.5)
    ax.set_ylabel(up or "", fontsize=8.5)
    ax.tick_params(labelsize=8)
    ax.grid(True, which="major", color="#e5e5e5", linewidth=0.8)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)


def curve(ax, points, **look):
    """A curve through what was measured, in nanoseconds, with its name at its end."""
    label = look.pop("label")
    points = [(x, 1e9 * y) for x, y in points if y is not None]
    if not points:
        return
    ax.plot(*zip(*points), markersize=4, linewidth=1.6, **look)
    ax.annotate(label, points[-1], (6, 0), textcoords="offset points", fontsize=8, va="center", color=look["color"])


def growth(data, path):
    """What the time for one person grows with: persons, indicators and rules of a cohort, and those of one person alone."""
    of = page.results(data)
    figure, (persons, many, one) = plt.subplots(1, 3, figsize=(12, 4), layout="constrained")
    axes_of(persons, "A cohort: persons (bit planes, one core)", "persons", "nanoseconds for one person")
    for step, label, look in (("assess", "assessing", {"color": OURS, "marker": "o", "linestyle": "-"}), ("read", "reading", {"color": READING, "marker": "x", "linestyle": "--"})):
        curve(persons, [(count, of.cpu(f"growth/persons:{count}/{step}/threads:1")) for count in page.PERSONS], label=label, **look)
    axes_of(many, "A cohort: indicators and rules (int8 columns)", "indicators")
    axes_of(one, "One person: indicators and rules", "indicators")
    for rules in page.RULES:
        line, marker = STYLES[rules]
        look = {"color": OURS, "marker": marker, "linestyle": line, "label": f"{rules} rules"}
        curve(many, [(signs, of.cpu(f"growth/indicators:{signs}/rules:{rules}/assess/threads:1")) for signs in page.INDICATORS], **look)
        curve(one, [(signs, of.cpu(f"growth/quick_assessment/indicators:{signs}/rules:{rules}")) for signs in page.INDICATORS], **look)
    curve(many, [(signs, of.cpu(f"growth/indicators:{signs}/rules:{page.RULES[0]}/read/threads:1")) for signs in page.INDICATORS], color=READING, marker="x", linestyle="--", label="reading")
    for ax in (many, one):
        ax.set_xticks(page.INDICATORS, [f"{signs:,}" for signs in page.INDICATORS])
        ax.minorticks_off()
    for ax in (persons, many, one):
        left, right = ax.get_xlim()
        ax.set_xlim(left, right * (right / left) ** 0.28)
        low, high = ax.get_ylim()
        ax.set_ylim(low / 1.4, high * 1.4)
    save(figure, path)


def peers(data, path):
    """Time for one person, logarithmic; what reading the same memory takes is a line."""
    rows = [one for one in page.peer_rows(data) if one["kind"] != "reading"]
    reading = next((one["each"] for one in page.peer_rows(data) if one["kind"] == "reading"), None)
    figure, ax = plt.subplots(figsize=(10, 0.33 * len(rows) + 1.3), layout="constrained")
    ours = [one["kind"] == "ours" for one in rows]
    least = 1e9 * min([one["each"] for one in rows] + ([reading] if reading else []))
    ax.barh(range(len(rows)), [1e9 * one["each"] for one in rows], left=0, color=[OURS if o else THEIRS for o in ours], edgecolor=[INK if o else LINE for o in ours], linewidth=0.8)
    ax.set_xscale("log")
    ax.set_xlim(least / 3, 1e9 * rows[0]["each"] * 6)
    for y, one in enumerate(rows):
        ax.annotate(page.spoken(one["each"]), (1e9 * one["each"], y), (4, 0), textcoords="offset points", va="center", fontsize=8, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6})
    ax.set_yticks(range(len(rows)), [f"{one['name']}: {one['how']}" for one in rows], fontsize=8)
    for label, o in zip(ax.get_yticklabels(), ours):
        label.set_fontweight("bold" if o else "normal")
    if reading:
        ax.axvline(1e9 * reading, color=READING, linestyle="--", linewidth=1.4)
        ax.annotate(f"reading 64 bytes of memory: {page.spoken(reading)}", (1e9 * reading, 1.0), (5, 4), xycoords=("data", "axes fraction"), textcoords="offset points", fontsize=8, color=READING)
    ax.set_xlabel("nanoseconds for one person, logarithmic; shorter is faster; bold and blue: Pehchan", fontsize=8.5)
    ax.tick_params(axis="x", labelsize=8)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    save(figure, path)
