# SPDX-License-Identifier: Apache-2.0
"""What do statuses of many persons say, and how sure can one be? Statistics only: nothing here is a decision about a person.

Three values are kept to the end. A status is 0 (not shown), 1 (open: the answers do not settle it) or 2 (indicated); what blanks allow becomes a
range, and sampling error an interval around that range. Nothing is imputed, and an open status is never counted as a no.

Needs numpy and scipy (``pip install "pehchan[pandas]"``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats as _scipy  # type: ignore[import-untyped, import-not-found, unused-ignore]

__all__ = [
    "Accuracy",
    "Agreement",
    "Bounds",
    "Prevalence",
    "Rate",
    "Sweep",
    "accuracy",
    "agreement",
    "prevalence",
    "statuses",
    "threshold_sweep",
]

NOT_SHOWN, OPEN, INDICATED = 0, 1, 2
_UNWEIGHTED = "unweighted, this sample only"


def statuses(values: Iterable[Any]) -> NDArray[np.int8]:
    """Statuses as an int8 array.

    Parameters
    ----------
    values : iterable
        0, 1, 2 or "not_shown", "open", "indicated", in any mixture that pandas, polars, pyarrow or numpy give. Missing values are refused:
        a person without a status was not assessed, which is not the same as open.

    Raises
    ------
    ValueError
        For anything else, with its place.

    Examples
    --------
    >>> statuses(["indicated", "open", 0])
    array([2, 1, 0], dtype=int8)
    """
    names: dict[Any, int] = {"not_shown": 0, "open": 1, "indicated": 2, 0: 0, 1: 1, 2: 2}
    out = []
    if hasattr(values, "to_pylist"):
        values = values.to_pylist()
    for place, value in enumerate(values):
        if isinstance(value, np.generic):
            value = value.item()
        if (
            isinstance(value, bool)
            or not isinstance(value, (int, float, str))
            or value not in names
        ):
            raise ValueError(f"row {place}: a status is 0, 1, 2 or not_shown, open, indicated")
        out.append(names[value])
    return np.array(out, dtype=np.int8)


@dataclass(frozen=True)
class Bounds:
    """What blanks allow: the least and the most that a number can be, both attained by some completion of the missing answers."""

    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.low:.3f}" if self.low == self.high else f"{self.low:.3f} to {self.high:.3f}"


@dataclass(frozen=True)
class Rate:
    """A proportion of counts: bounds by blanks, and around them exact (Clopper and Pearson) and Wald intervals for sampling.

    `exact` and `wald` run from the lower end for the lower bound to the upper end for the upper bound. Wald fails for few persons and near 0 and 1.
    """

    bounds: Bounds
    exact: tuple[float, float]
    wald: tuple[float, float]
    counted: tuple[int, int]
    of: tuple[int, int]
    level: float

    def __str__(self) -> str:
        return f"{self.bounds} (exact {100 * self.level:g} % interval {self.exact[0]:.3f} to {self.exact[1]:.3f})"


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise ValueError("level is a number between 0 and 1, such as 0.95")


def _exact(k: float, n: float, level: float) -> tuple[float, float]:
    """Clopper and Pearson's interval; also for an effective sample size that is no whole number (Korn and Graubard 1998)."""
    if n <= 0:
        return 0.0, 1.0
    tail = (1 - level) / 2
    low = 0.0 if k <= 0 else float(_scipy.beta.ppf(tail, k, n - k + 1))
    high = 1.0 if k >= n else float(_scipy.beta.ppf(1 - tail, k + 1, n - k))
    return low, high


def _wald(k: float, n: float, level: float) -> tuple[float, float]:
    if n <= 0:
        return 0.0, 1.0
    p = k / n
    half = float(_scipy.norm.ppf((1 + level) / 2)) * (p * (1 - p) / n) ** 0.5
    return max(0.0, p - half), min(1.0, p + half)


def _rate(low: tuple[int, int], high: tuple[int, int], level: float) -> Rate | None:
    """From (counted, of) for the lower and the upper bound; None where nobody was counted."""
    if low[1] == 0 or high[1] == 0:
        return None
    exact = _exact(*low, level)[0], _exact(*high, level)[1]
    wald = _wald(*low, level)[0], _wald(*high, level)[1]
    return Rate(
        Bounds(low[0] / low[1], high[0] / high[1]),
        exact,
        wald,
        (low[0], high[0]),
        (low[1], high[1]),
        level,
    )


@dataclass(frozen=True)
class Prevalence:
    """A share of persons, as bounds (what blanks allow) and an interval around them (what sampling adds).

    The interval is meant for the population only where `sample` says that the design was taken into account.
    """

    n: int
    indicated: int
    open: int
    not_shown: int
    bounds: Bounds
    interval: tuple[float, float]
    level: float
    method: str
    sample: str
    period: str
    effective_n: tuple[float, float]

    def __repr__(self) -> str:
        return (
            f"Prevalence {self.bounds} by what blanks allow; {100 * self.level:g} % interval {self.interval[0]:.3f} to {self.interval[1]:.3f} ({self.method}); "
            f"n = {self.n}: {self.indicated} indicated, {self.open} open, {self.not_shown} not shown; {self.sample}; reference period: {self.period}"
        )


def _design_variance(
    hit: NDArray[np.float64],
    weights: NDArray[np.float64],
    strata: NDArray[Any],
    clusters: NDArray[Any],
) -> tuple[float, float, int]:
    """Share, its variance by linearisation with clusters drawn with replacement within strata, and its degrees of freedom (clusters less strata)."""
    total = float(weights.sum())
    share = float((weights * hit).sum() / total)
    score = weights * (hit - share) / total
    variance, degrees = 0.0, 0
    for stratum in np.unique(strata):
        inside = strata == stratum
        _, place = np.unique(clusters[inside], return_inverse=True)
        sums = np.bincount(place, weights=score[inside])
        count = len(sums)
        if count < 2:
            raise ValueError(
                "a stratum has only one cluster: no variance can be had of it; join it to another stratum and say so"
            )
        variance += count / (count - 1) * float(((sums - sums.mean()) ** 2).sum())
        degrees += count - 1
    return share, variance, degrees


def prevalence(
    status: Iterable[Any],
    *,
    period: str,
    weights: Sequence[float] | None = None,
    strata: Sequence[Any] | None = None,
    clusters: Sequence[Any] | None = None,
    level: float = 0.95,
) -> Prevalence:
    """How many persons a finding is indicated of.

    Parameters
    ----------
    status : iterable
        One status a person, see `statuses`.
    period : str
        The period that the questions asked about, such as "the last 12 months". It has no default: a prevalence without one means nothing.
    weights, strata, clusters : sequences, optional
        The design of the sample, one entry a person. Without them the result says "unweighted, this sample only".
    level : float
        Of the interval.

    Returns
    -------
    Prevalence
        Bounds: all open statuses counted as no, and all as yes. Interval: Clopper and Pearson's; with a design Korn and Graubard's form of it on the
        effective sample size.

    Raises
    ------
    ValueError
        Weights that are not positive numbers, lists of another length, a stratum with one cluster, nobody at all.

    Examples
    --------
    >>> prevalence([2, 1, 0, 0], period="the last 12 months").bounds
    Bounds(low=0.25, high=0.5)
    """
    _check_level(level)
    given = statuses(status)
    n = len(given)
    if n == 0:
        raise ValueError("there is nobody to count")
    indicated, open_, not_shown = (int((given == s).sum()) for s in (INDICATED, OPEN, NOT_SHOWN))
    hits = [(given == INDICATED).astype(float), (given >= OPEN).astype(float)]
    if weights is None and strata is None and clusters is None:
        ends = [int(h.sum()) for h in hits]
        interval = _exact(ends[0], n, level)[0], _exact(ends[1], n, level)[1]
        return Prevalence(
            n,
            indicated,
            open_,
            not_shown,
            Bounds(ends[0] / n, ends[1] / n),
            interval,
            level,
            "exact",
            _UNWEIGHTED,
            period,
            (float(n), float(n)),
        )

    for name, one in (("weights", weights), ("strata", strata), ("clusters", clusters)):
        if one is not None and len(one) != n:
            raise ValueError(f"{name} has {len(one)} entries for {n} persons")
    w = np.ones(n) if weights is None else np.asarray(weights, dtype=float)
    if not np.isfinite(w).all() or (w <= 0).any():
        raise ValueError("every weight is a positive number")
    s = np.zeros(n, dtype=int) if strata is None else np.asarray(strata)
    c = np.arange(n) if clusters is None else np.asarray(clusters)
    shares, intervals, sizes = [], [], []
    for hit in hits:
        share, variance, degrees = _design_variance(hit, w, s, c)
        spread = share * (1 - share)
        # with nobody, or everybody, the variance says nothing: then as many as there are clusters
        effective = (
            float(degrees + 1) if variance <= 0 or spread <= 0 else min(spread / variance, 1e15)
        )
        if variance > 0 and n > 1:
            effective *= (
                float(_scipy.t.ppf((1 - level) / 2, n - 1) / _scipy.t.ppf((1 - level) / 2, degrees))
                ** 2
            )
        effective = min(effective, float(n)) if weights is None and clusters is None else effective
        shares.append(share)
        sizes.append(effective)
        intervals.append(_exact(share * effective, effective, level))
    said = ["weighted"] if weights is not None else ["unweighted"]
    said += [name for name, one in (("strata", strata), ("clusters", clusters)) if one is not None]
    return Prevalence(
        n,
        indicated,
        open_,
        not_shown,
        Bounds(shares[0], shares[1]),
        (intervals[0][0], intervals[1][1]),
        level,
        "exact on the effective sample size (Korn and Graubard)",
        ", ".join(said) + " taken into account",
        period,
        (sizes[0], sizes[1]),
    )


@dataclass(frozen=True)
class Accuracy:
    """A finding held against a reference, with the table that it rests on. None where nobody allows the number.

    `table` counts persons by (status, reference); `left_out` had no reference.
    """

    sensitivity: Rate | None
    specificity: Rate | None
    positive_predictive_value: Rate | None
    negative_predictive_value: Rate | None
    positive_likelihood_ratio: Bounds | None
    negative_likelihood_ratio: Bounds | None
    table: dict[tuple[str, bool], int]
    left_out: int
    sample: str = _UNWEIGHTED

    def __repr__(self) -> str:
        return f"Accuracy: sensitivity {self.sensitivity}, specificity {self.specificity}; {self.left_out} persons without a reference left out; {self.sample}"


def _reference(values: Iterable[Any], n: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Values, and where they are known."""
    if hasattr(values, "to_pylist"):
        values = values.to_pylist()
    known, out = np.zeros(n, dtype=bool), np.zeros(n, dtype=bool)
    given = list(values)
    if len(given) != n:
        raise ValueError(f"the reference has {len(given)} entries for {n} persons")
    for place, value in enumerate(given):
        if isinstance(value, np.generic):
            value = value.item()
        if (
            value is None
            or value is getattr(_pandas(), "NA", None)
            or (isinstance(value, float) and value != value)
        ):
            continue
        if isinstance(value, str) or value not in (0, 1):
            raise ValueError(f"row {place}: the reference is True, False or missing")
        known[place], out[place] = True, bool(value)
    return out, known


def _pandas() -> Any:
    import sys

    return sys.modules.get("pandas")


def _likelihood(
    sensitivity: Rate | None, specificity: Rate | None
) -> tuple[Bounds | None, Bounds | None]:
    """Sensitivity and specificity rest on different persons, so both bounds are attained at once."""
    if sensitivity is None or specificity is None:
        return None, None
    a, b = sensitivity.bounds, specificity.bounds

    def ratio(top: float, below: float) -> float:
        return top / below if below > 0 else float("inf") if top > 0 else float("nan")

    return Bounds(ratio(a.low, 1 - b.low), ratio(a.high, 1 - b.high)), Bounds(
        ratio(1 - a.high, b.high), ratio(1 - a.low, b.low)
    )


def accuracy(status: Iterable[Any], reference: Iterable[Any], *, level: float = 0.95) -> Accuracy:
    """Sensitivity, specificity, predictive values and likelihood ratios of a finding against a reference, with what blanks allow.

    Parameters
    ----------
    status : iterable
        One status a person. Positive is "indicated"; an open status may turn out either way.
    reference : iterable
        True, False, or missing: such persons are left out and counted.
    level : float
        Of the intervals.

    Notes
    -----
    Predictive values hold for the share of true cases of this sample only. A finding that is not indicated is not a "negative": these figures judge a
    rule over many persons and say nothing of one.

    Examples
    --------
    >>> a = accuracy([2, 2, 1, 0], [True, False, True, False])
    >>> a.sensitivity.bounds, a.specificity.bounds
    (Bounds(low=0.5, high=1.0), Bounds(low=0.5, high=0.5))
    """
    _check_level(level)
    given = statuses(status)
    truth, known = _reference(reference, len(given))

    def count(which: int, value: bool) -> int:
        return int(((given == which) & known & (truth == value)).sum())

    yes = {s: count(s, True) for s in (0, 1, 2)}
    no = {s: count(s, False) for s in (0, 1, 2)}
    n_yes, n_no = sum(yes.values()), sum(no.values())
    sensitivity = _rate((yes[2], n_yes), (yes[2] + yes[1], n_yes), level)
    specificity = _rate((no[0], n_no), (no[0] + no[1], n_no), level)
    # least: every open person without the condition counts as positive, none with it does; most: the other way round
    positive = _rate(
        (yes[2], yes[2] + no[2] + no[1]), (yes[2] + yes[1], yes[2] + yes[1] + no[2]), level
    )
    negative = _rate(
        (no[0], no[0] + yes[0] + yes[1]), (no[0] + no[1], no[0] + no[1] + yes[0]), level
    )
    names = {0: "not_shown", 1: "open", 2: "indicated"}
    table = {
        (names[s], value): by[s] for value, by in ((True, yes), (False, no)) for s in (2, 1, 0)
    }
    return Accuracy(
        sensitivity,
        specificity,
        positive,
        negative,
        *_likelihood(sensitivity, specificity),
        table,
        int((~known).sum()),
    )


@dataclass(frozen=True)
class Sweep:
    """Sensitivity and specificity of "score at least t" for every threshold, and the area under the curve, all with what blanks allow."""

    thresholds: list[float]
    sensitivity: list[Rate | None]
    specificity: list[Rate | None]
    area: Bounds | None
    left_out: int
    sample: str = _UNWEIGHTED


def threshold_sweep(
    low: Sequence[float],
    high: Sequence[float],
    reference: Iterable[Any],
    thresholds: Sequence[float] | None = None,
    *,
    level: float = 0.95,
) -> Sweep:
    """What every threshold of a score would find.

    Parameters
    ----------
    low, high : sequences of numbers
        The bounds of each person's score, as `assess_table` gives them.
    reference : iterable
        As in `accuracy`.
    thresholds : sequence, optional
        All bounds that occur, unless given.

    Returns
    -------
    Sweep
        The area is the chance that a person with the condition scores more than one without (ties half); its bounds take every open score at its worst and at its best.

    Raises
    ------
    ValueError
        A lower bound above its upper one, lists of different length, numbers that are none.

    Examples
    --------
    >>> threshold_sweep([1, 3], [2, 3], [False, True]).area
    Bounds(low=1.0, high=1.0)
    """
    _check_level(level)
    lo, hi = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    if lo.shape != hi.shape or lo.ndim != 1:
        raise ValueError("low and high have one number a person each")
    if not (np.isfinite(lo).all() and np.isfinite(hi).all()) or (lo > hi).any():
        raise ValueError("low is never above high, and both are numbers")
    truth, known = _reference(reference, len(lo))
    at = (
        np.unique(np.concatenate([lo[known], hi[known]]))
        if thresholds is None
        else np.asarray(sorted(thresholds), dtype=float)
    )
    sensitivity, specificity = [], []
    for t in at:
        both = accuracy(
            np.where(lo >= t, INDICATED, np.where(hi >= t, OPEN, NOT_SHOWN))[known],
            truth[known],
            level=level,
        )
        sensitivity.append(both.sensitivity)
        specificity.append(both.specificity)
    yes, no = known & truth, known & ~truth
    area = None
    if yes.any() and no.any():
        pairs = int(yes.sum()) * int(no.sum())
        area = Bounds(
            *(
                float(_scipy.mannwhitneyu(a, b).statistic) / pairs
                for a, b in ((lo[yes], hi[no]), (hi[yes], lo[no]))
            )
        )
    return Sweep([float(t) for t in at], sensitivity, specificity, area, int((~known).sum()))


@dataclass(frozen=True)
class Agreement:
    """How far two findings say the same of the same persons: Cohen's kappa and the share on which they agree, as bounds."""

    kappa: Bounds | None
    agree: Bounds
    n: int
    open: tuple[int, int]
    sample: str = _UNWEIGHTED

    def __repr__(self) -> str:
        return f"Agreement: kappa {self.kappa}, same answer {self.agree}; n = {self.n}, open {self.open[0]} and {self.open[1]}; {self.sample}"


def _both_yes(
    cell: NDArray[np.int64], more_a: NDArray[np.int64], more_b: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The most persons that can be yes in both, where `more_a` of the open in a, and `more_b` of those in b, turn out yes.

    `cell[i, j]` counts persons with status i in a and j in b. k of the persons open in both become yes in both; the others are filled greedily.
    """
    only_a, only_b, both, rest_a, rest_b = (
        cell[1, 2],
        cell[2, 1],
        cell[1, 1],
        cell[1, 0],
        cell[0, 1],
    )
    most = np.minimum(both, np.minimum(more_a, more_b))
    k = np.minimum(np.maximum(np.maximum(more_a - only_a, more_b - only_b), 0), most)
    # what finds no room among the persons open in one only goes to those open in both; each step of k makes room for both at once
    over = np.maximum(more_a - k - only_a - rest_a, 0) + np.maximum(more_b - k - only_b - rest_b, 0)
    k = np.minimum(np.where(over > both - k, most, k), most)
    found: NDArray[np.int64] = (
        cell[2, 2] + k + np.minimum(only_a, more_a - k) + np.minimum(only_b, more_b - k)
    )
    return found


def agreement(
    a: Iterable[Any], b: Iterable[Any], *, most_completions: int = 4_000_000
) -> Agreement:
    """Cohen's kappa of two findings, with the least and the most that open statuses allow.

    Parameters
    ----------
    a, b : iterables
        Statuses of the same persons, in the same order.
    most_completions : int
        Bounds are found by going through all pairs of how many open persons turn out yes; with more pairs than this, an even selection of them that holds both ends.

    Returns
    -------
    Agreement
        `kappa` is None where no completion has both answers in it.

    Examples
    --------
    >>> agreement([2, 2, 0, 0], [2, 2, 0, 1]).kappa
    Bounds(low=0.5, high=1.0)
    """
    first, second = statuses(a), statuses(b)
    if len(first) != len(second):
        raise ValueError(f"{len(first)} statuses beside {len(second)}")
    n = len(first)
    if n == 0:
        raise ValueError("there is nobody to compare")
    cell = np.array(
        [[int(((first == i) & (second == j)).sum()) for j in (0, 1, 2)] for i in (0, 1, 2)],
        dtype=np.int64,
    )
    open_a, open_b = int(cell[1].sum()), int(cell[:, 1].sum())
    side = max(2, int(most_completions**0.5))

    def steps(count: int) -> NDArray[np.int64]:
        return (
            np.arange(count + 1)
            if (open_a + 1) * (open_b + 1) <= most_completions
            else np.unique(np.linspace(0, count, min(count + 1, side)).astype(np.int64))
        )

    more_a, more_b = np.meshgrid(steps(open_a), steps(open_b), indexing="ij")
    yes_a, yes_b = cell[2].sum() + more_a, cell[:, 2].sum() + more_b
    most = _both_yes(cell, more_a, more_b)
    # the fewest yes in both: as many as possible yes in a and no in b
    least = yes_a - _both_yes(cell[:, ::-1], more_a, open_b - more_b)
    chance = (yes_a * yes_b + (n - yes_a) * (n - yes_b)) / n**2
    kappas = []
    for both in (least, most):
        same = (n - yes_a - yes_b + 2 * both) / n
        with np.errstate(invalid="ignore", divide="ignore"):
            kappas.append(np.where(chance < 1, (same - chance) / (1 - chance), np.nan))
    found = np.concatenate([k[np.isfinite(k)] for k in kappas])
    kappa = Bounds(float(found.min()), float(found.max())) if len(found) else None
    certain = int(cell[0, 0] + cell[2, 2])
    apart = int(cell[0, 2] + cell[2, 0])
    return Agreement(kappa, Bounds(certain / n, (n - apart) / n), n, (open_a, open_b))
