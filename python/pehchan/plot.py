# SPDX-License-Identifier: Apache-2.0
"""Pictures of one case and of many persons, readable in print and for the colour-blind.

Every state has a shape or a word beside its colour, and nothing is green: no status clears anybody. Each function draws on the axes that it is given, or on
new ones, and returns them. Needs matplotlib (``pip install "pehchan[plot]"``).
"""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from .committee import suppress
from .stats import Prevalence, agreement, statuses

__all__ = [
    "agreement_matrix",
    "cooccurrence",
    "evidence_grid",
    "overlap",
    "prevalence_bounds",
    "question_curves",
]

# From Okabe and Ito's palette, without its green; grey tones differ too, for print.
_INK, _INDICATED, _OPEN, _NOTHING, _LINE = "#1a1a1a", "#0072B2", "#E69F00", "#f2f2f2", "#8c8c8c"
_LOOK = {
    "indicated": (_INDICATED, ""),
    "open": (_OPEN, "///"),
    "not_shown": (_NOTHING, ""),
    "yes": (_INDICATED, ""),
    "no": (_NOTHING, ""),
    "unknown": ("white", "..."),
}
_MARK = {"yes": "yes", "no": "no", "unknown": "?", "": ""}
_SCOPE = "Statistics only; no decision about a person."


def _axes(ax: Axes | None, width: float, height: float) -> Axes:
    if ax is not None:
        return ax
    _, made = plt.subplots(figsize=(width, height), layout="constrained")
    return made


def _note(ax: Axes, words: str) -> None:
    """Small print below the picture, in lines as wide as the figure; below the axes where the figure holds others too."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    size = 7.5
    wrapped = _wrapped(words, max(30, int(figure.get_figwidth() * 72 / (size * 0.52))))
    if len(figure.axes) == 1:
        figure.supxlabel(wrapped, fontsize=size, color="#555555", x=0.01, ha="left")
    else:
        ax.annotate(
            wrapped,
            (0, 0),
            (0, -46),
            xycoords="axes fraction",
            textcoords="offset points",
            fontsize=size,
            color="#555555",
            va="top",
            annotation_clip=False,
        )


def _head(ax: Axes, title: str, pad: float = 6) -> None:
    """The title: over the whole figure where the picture has it to itself."""
    figure = ax.get_figure(root=True)
    if not title or figure is None:
        return
    if len(figure.axes) == 1:
        figure.suptitle(
            _wrapped(title, max(24, int(figure.get_figwidth() * 72 / (11 * 0.56)))),
            x=0.01,
            ha="left",
            fontsize=11,
        )
    else:
        ax.set_title(title, loc="left", fontsize=11, pad=pad)


def _bare(ax: Axes) -> None:
    for side in ax.spines.values():
        side.set_visible(False)
    ax.tick_params(length=0)


def _wrapped(words: str, width: int) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(words, width)) or words


def evidence_grid(
    elements: Mapping[str, tuple[str, Mapping[str, str]]],
    *,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """One case: the elements of a finding, and which answers each of them rests on.

    Parameters
    ----------
    elements : mapping
        By element, such as "act": its status, and the answer ("yes", "no", "unknown") by label of an indicator that the element tests. `pehchan.evidence`
        makes one from a case.
    """
    labels = list(dict.fromkeys(label for _, answers in elements.values() for label in answers))
    ax = _axes(ax, 3.4 + 1.25 * len(elements), 1.6 + 0.3 * len(labels))
    for x, (status, answers) in enumerate(elements.values()):
        colour, hatch = _LOOK[status]
        ax.add_patch(
            Rectangle(
                (x, -1.2), 0.94, 0.94, facecolor=colour, hatch=hatch, edgecolor=_LINE, linewidth=0.8
            )
        )
        ax.text(
            x + 0.47,
            -0.73,
            status.replace("_", " "),
            ha="center",
            va="center",
            fontsize=8,
            fontweight="bold",
            color="white" if status == "indicated" else _INK,
            bbox={"facecolor": colour, "edgecolor": "none", "pad": 1.5} if hatch else None,
        )
        for y, label in enumerate(labels):
            answer = answers.get(label, "")
            if not answer:
                continue
            colour, hatch = _LOOK[answer]
            ax.add_patch(
                Rectangle(
                    (x, y), 0.94, 0.9, facecolor=colour, hatch=hatch, edgecolor=_LINE, linewidth=0.6
                )
            )
            ax.text(
                x + 0.47,
                y + 0.45,
                _MARK[answer],
                ha="center",
                va="center",
                fontsize=8,
                color="white" if answer == "yes" else _INK,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8} if hatch else None,
            )
    ax.set_xlim(0, len(elements))
    ax.set_ylim(len(labels), -1.3)
    ax.set_xticks(np.arange(len(elements)) + 0.47, [_wrapped(e, 14) for e in elements])
    ax.xaxis.tick_top()
    ax.set_yticks(
        [-0.73, *(np.arange(len(labels)) + 0.45)],
        ["element", *(_wrapped(label, 48) for label in labels)],
        fontsize=8,
    )
    _bare(ax)
    _head(ax, title, 12)
    _note(
        ax,
        "?: nobody has answered. An empty place: the element does not test it. For protection only; not evidence.",
    )
    return ax


def prevalence_bounds(
    rows: Mapping[str, Prevalence], *, title: str = "", ax: Axes | None = None
) -> Axes:
    """Shares of persons: a thick bar from the least to the most that blanks allow, a thin line for the interval around it."""
    if not rows:
        raise ValueError("there is nothing to draw")
    order = sorted(rows, key=lambda name: (-rows[name].bounds.low, -rows[name].bounds.high, name))
    ax = _axes(ax, 7.2, 1.4 + 0.42 * len(order))
    for y, name in enumerate(order):
        one = rows[name]
        ax.plot(one.interval, (y, y), color=_LINE, linewidth=1.4, solid_capstyle="butt", zorder=1)
        for end in one.interval:
            ax.plot((end, end), (y - 0.16, y + 0.16), color=_LINE, linewidth=1.4, zorder=1)
        ax.add_patch(
            Rectangle(
                (one.bounds.low, y - 0.2),
                one.bounds.high - one.bounds.low,
                0.4,
                facecolor=_OPEN,
                hatch="///",
                edgecolor=_LINE,
                linewidth=0.6,
                zorder=2,
            )
        )
        ax.plot(
            (one.bounds.low,) * 2, (y - 0.28, y + 0.28), color=_INDICATED, linewidth=3.2, zorder=3
        )
        ax.plot((one.bounds.high,) * 2, (y - 0.2, y + 0.2), color=_INK, linewidth=1.2, zorder=3)
    ax.set_yticks(
        range(len(order)),
        [f"{_wrapped(name, 36)}  (n = {rows[name].n})" for name in order],
        fontsize=9,
    )
    ax.set_ylim(len(order) - 0.5, -0.5)
    ax.set_xlim(0, 1)
    ax.set_xlabel("share of persons", fontsize=9)
    ax.xaxis.grid(True, color="#e5e5e5", linewidth=0.8)
    ax.set_axisbelow(True)
    _bare(ax)
    _head(ax, title, 26)
    samples, periods = (
        sorted({r.sample for r in rows.values()}),
        sorted({r.period for r in rows.values()}),
    )
    level = sorted({r.level for r in rows.values()})
    ax.legend(
        handles=[
            Patch(facecolor=_INDICATED, label="indicated"),
            Patch(facecolor=_OPEN, hatch="///", edgecolor=_LINE, label="open: what blanks allow"),
            Patch(facecolor=_LINE, label=f"{100 * level[0]:g} % interval"),
        ],
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncols=3,
        fontsize=8,
        frameon=False,
    )
    _note(
        ax, f"{'; '.join(samples).capitalize()}. Reference period: {'; '.join(periods)}. {_SCOPE}"
    )
    return ax


def agreement_matrix(
    findings: Mapping[str, Iterable[Any]], *, title: str = "", ax: Axes | None = None
) -> Axes:
    """Cohen's kappa of every two findings, least and most that open statuses allow; the darker, the more agreement is certain."""
    names = list(findings)
    if len(names) < 2:
        raise ValueError("an agreement takes two findings or more")
    values = {name: statuses(v) for name, v in findings.items()}
    ax = _axes(ax, 2.6 + 1.05 * len(names), 2.2 + 0.85 * len(names))
    colours = plt.get_cmap("Blues")
    for y, x in itertools.product(range(len(names)), repeat=2):
        if y <= x:
            continue
        kappa = agreement(values[names[y]], values[names[x]]).kappa
        shade = 0.0 if kappa is None else min(max(kappa.low, 0.0), 1.0)
        ax.add_patch(
            Rectangle(
                (x, y),
                0.96,
                0.94,
                facecolor=colours(0.05 + 0.8 * shade),
                edgecolor=_LINE,
                linewidth=0.6,
            )
        )
        said = (
            "none"
            if kappa is None
            else f"{kappa.low:.2f}"
            if f"{kappa.low:.2f}" == f"{kappa.high:.2f}"
            else f"{kappa.low:.2f}\nto {kappa.high:.2f}"
        )
        ax.text(
            x + 0.48,
            y + 0.47,
            said,
            ha="center",
            va="center",
            fontsize=8.5,
            color="white" if shade > 0.55 else _INK,
        )
    ax.set_xlim(0, len(names) - 1)
    ax.set_ylim(len(names), 1)
    ax.set_xticks(
        np.arange(len(names) - 1) + 0.48, [_wrapped(n, 14) for n in names[:-1]], fontsize=8.5
    )
    ax.set_yticks(
        np.arange(1, len(names)) + 0.47, [_wrapped(n, 22) for n in names[1:]], fontsize=8.5
    )
    _bare(ax)
    _head(ax, title)
    size = len(next(iter(values.values())))
    _note(
        ax,
        f"Cohen's kappa of the same {size} persons: the least, and the most, that open statuses allow. {_SCOPE}",
    )
    return ax


def question_curves(
    counts: Mapping[str, Sequence[int]],
    *,
    of: int | None = None,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """How many questions persons were asked: for each way of asking, the share of persons that needed no more than so many.

    Parameters
    ----------
    counts : mapping
        By way of asking, the number of questions of each person.
    of : int, optional
        How many questions there are in all: the end of the axis.
    """
    ax = _axes(ax, 7.2, 4.0)
    styles = itertools.cycle(
        [("-", _INDICATED, 2.4), ("--", "#D55E00", 2.0), (":", _INK, 2.2), ("-.", "#CC79A7", 2.0)]
    )
    end = of or max((max(c) for c in counts.values() if len(c)), default=1)
    for (name, asked), (style, colour, width) in zip(counts.items(), styles):
        at = np.sort(np.asarray(asked))
        if len(at) == 0:
            raise ValueError(f"{name} has no persons")
        share = np.arange(1, len(at) + 1) / len(at)
        ax.step(
            np.concatenate([[0], at, [end]]),
            np.concatenate([[0], share, [share[-1]]]),
            where="post",
            linestyle=style,
            color=colour,
            linewidth=width,
            label=f"{name} (median {int(np.median(at))}, n = {len(at)})",
        )
    ax.set_xlim(0, end)
    ax.set_ylim(0, 1.02)
    ax.set_xlabel("questions asked", fontsize=9)
    ax.set_ylabel("share of persons who needed no more", fontsize=9)
    ax.grid(True, color="#e5e5e5", linewidth=0.8)
    ax.legend(fontsize=8.5, frameon=False, loc="lower right")
    _bare(ax)
    _head(ax, title)
    return ax


def cooccurrence(
    answers: Mapping[str, Iterable[Any]],
    *,
    threshold: int = 10,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Of how many persons are two signs both recorded as yes. Only what is known is counted; small counts are not shown.

    Parameters
    ----------
    answers : mapping
        By label of an indicator: 1, True or "yes"; 0, False or "no"; anything else is unknown. One entry a person.
    """
    names = list(answers)
    known = np.array(
        [[1 if v in (1, "yes") and v is not False else 0 for v in answers[n]] for n in names]
    )
    if known.ndim != 2 or known.shape[1] == 0:
        raise ValueError("every indicator has one answer a person, and there is somebody")
    both = known @ known.T
    ax = _axes(ax, 3.4 + 0.62 * len(names), 2.6 + 0.5 * len(names))
    most = max(int(both.max()), 1)
    colours = plt.get_cmap("Blues")
    for y, x in itertools.product(range(len(names)), repeat=2):
        if x > y:
            continue
        count = int(both[y, x])
        hidden = 0 < count < threshold
        shade = 0.0 if hidden else count / most
        ax.add_patch(
            Rectangle(
                (x, y),
                0.95,
                0.92,
                facecolor="white" if hidden else colours(0.04 + 0.84 * shade),
                hatch="..." if hidden else "",
                edgecolor=_LINE,
                linewidth=1.4 if x == y else 0.5,
            )
        )
        ax.text(
            x + 0.475,
            y + 0.46,
            "-" if hidden else str(count),
            ha="center",
            va="center",
            fontsize=8,
            color="white" if shade > 0.55 else _INK,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8} if hidden else None,
        )
    ax.set_xlim(0, len(names))
    ax.set_ylim(len(names), 0)
    ax.set_xticks(
        np.arange(len(names)) + 0.475,
        [_wrapped(n, 20) for n in names],
        rotation=45,
        ha="right",
        rotation_mode="anchor",
        fontsize=8,
    )
    ax.set_yticks(np.arange(len(names)) + 0.46, [_wrapped(n, 40) for n in names], fontsize=8)
    _bare(ax)
    _head(ax, title)
    _note(
        ax,
        f"n = {known.shape[1]}. Framed: the sign itself. A dash hides a count from 1 to {threshold - 1}. Unknown answers are not counted, so true counts may be higher. {_SCOPE}",
    )
    return ax


def overlap(
    findings: Mapping[str, Iterable[Any]],
    *,
    threshold: int = 10,
    most: int = 15,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Which findings are indicated together: one column for each combination that occurs, the largest first (in the manner of an UpSet plot).

    A combination of fewer than `threshold` persons is not drawn, nor one from which such a count could be worked out (`pehchan.committee.suppress`).
    """
    names = sorted(findings, key=lambda n: (-int((statuses(findings[n]) == 2).sum()), n))
    shown = np.array([statuses(findings[n]) == 2 for n in names])
    if shown.size == 0:
        raise ValueError("there is nobody to draw")
    combinations: dict[tuple[bool, ...], int] = {}
    for column in shown.T:
        combinations[tuple(bool(c) for c in column)] = (
            combinations.get(tuple(bool(c) for c in column), 0) + 1
        )
    # what is not drawn can be had from what is, and the number of persons: so more than the small ones may have to be hidden
    counts: dict[Hashable, int] = {key: count for key, count in combinations.items()}
    hidden = suppress(
        {**counts, "all": shown.shape[1]}, [("all", list(combinations))], threshold=threshold
    )
    nobody = (False,) * len(names)
    none = combinations.get(nobody, 0) if nobody not in hidden else None
    drawn = sorted(
        (
            (count, key)
            for key, count in combinations.items()
            if key not in hidden and key != nobody
        ),
        key=lambda pair: (-pair[0], pair[1]),
    )[:most]
    ax = _axes(ax, 3.2 + 0.46 * max(len(drawn), 3), 2.6 + 0.34 * len(names))
    height, top = len(names) * 0.62, max((count for count, _ in drawn), default=1)
    for x, (count, key) in enumerate(drawn):
        tall = height * count / top
        ax.add_patch(
            Rectangle(
                (x - 0.32, -0.7 - tall),
                0.64,
                tall,
                facecolor=_INDICATED,
                edgecolor=_INK,
                linewidth=0.5,
            )
        )
        ax.text(x, -0.78 - tall, str(count), ha="center", va="bottom", fontsize=8)
        inside = [y for y, hit in enumerate(key) if hit]
        for y in range(len(names)):
            ax.plot(
                x,
                y,
                marker="o",
                markersize=8,
                markerfacecolor=_INK if key[y] else "white",
                markeredgecolor=_INK if key[y] else "#c8c8c8",
                linestyle="none",
                zorder=3,
            )
        ax.plot((x, x), (min(inside), max(inside)), color=_INK, linewidth=2, zorder=2)
    for y in range(0, len(names), 2):
        ax.axhspan(y - 0.5, y + 0.5, color="#f4f4f4", zorder=0)
    ax.set_xlim(-0.7, max(len(drawn), 3) - 0.3)
    ax.set_ylim(len(names) - 0.4, -0.7 - height * 1.2)
    ax.set_xticks([])
    ax.set_yticks(range(len(names)), [_wrapped(n, 34) for n in names], fontsize=8.5)
    _bare(ax)
    _head(ax, title)

    total = "" if "all" in hidden else f"n = {shown.shape[1]}; "
    _note(
        ax,
        f"{total}none of these indicated so far, which clears nobody: {'not shown' if none is None else none}. Combinations of fewer than {threshold} persons, and any that would give them away, are not drawn. {_SCOPE}",
    )
    return ax
