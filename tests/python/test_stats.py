# SPDX-License-Identifier: Apache-2.0
"""Statistics with three values, held against brute force over all completions and against well-known figures."""

import itertools
import random

import numpy as np
import pytest

from pehchan import stats


def kappa_of(a, b):
    n = len(a)
    same = sum(x == y for x, y in zip(a, b)) / n
    chance = (sum(a) * sum(b) + (n - sum(a)) * (n - sum(b))) / n**2
    return None if chance == 1 else (same - chance) / (1 - chance)


def completions(status):
    return itertools.product(*[(0, 1) if s == 1 else (s // 2,) for s in status])


def test_kappa_bounds_equal_brute_force_over_all_completions():
    dice = random.Random(20261127)
    for _ in range(400):
        n = dice.randrange(1, 7)
        a, b = ([dice.choice((0, 1, 1, 2)) for _ in range(n)] for _ in range(2))
        all_of = [kappa_of(x, y) for x in completions(a) for y in completions(b)]
        found = [k for k in all_of if k is not None]
        made = stats.agreement(a, b)
        if not found:
            assert made.kappa is None
            continue
        assert made.kappa is not None
        assert made.kappa.low == pytest.approx(min(found)), (a, b)
        assert made.kappa.high == pytest.approx(max(found)), (a, b)
        same = [
            sum(p == q for p, q in zip(x, y)) / n for x in completions(a) for y in completions(b)
        ]
        assert (made.agree.low, made.agree.high) == (
            pytest.approx(min(same)),
            pytest.approx(max(same)),
        )


def test_accuracy_bounds_equal_brute_force_over_all_completions():
    dice = random.Random(7)
    for _ in range(300):
        n = dice.randrange(1, 8)
        status = [dice.choice((0, 1, 2)) for _ in range(n)]
        truth = [dice.choice((True, False, None)) for _ in range(n)]
        made = stats.accuracy(status, truth)
        tried = {
            "sensitivity": [],
            "specificity": [],
            "positive_predictive_value": [],
            "negative_predictive_value": [],
        }
        for done in completions(status):
            rows = [(p, t) for p, t in zip(done, truth) if t is not None]
            for name, chosen in (
                ("sensitivity", [p == 1 for p, t in rows if t]),
                ("specificity", [p == 0 for p, t in rows if not t]),
                ("positive_predictive_value", [t for p, t in rows if p == 1]),
                ("negative_predictive_value", [not t for p, t in rows if p == 0]),
            ):
                if chosen:
                    tried[name].append(sum(chosen) / len(chosen))
        for name, values in tried.items():
            rate = getattr(made, name)
            if rate is not None:
                assert rate.bounds.low == pytest.approx(min(values)), (name, status, truth)
                assert rate.bounds.high == pytest.approx(max(values)), (name, status, truth)
        assert made.left_out == truth.count(None)


def test_a_published_table_gives_its_published_intervals():
    # ten of ten and nine of ten: exact intervals as in every table of Clopper and Pearson's
    made = stats.accuracy([2] * 10 + [0] * 9 + [2], [True] * 10 + [False] * 10)
    assert made.sensitivity.exact == (pytest.approx(0.6915, abs=1e-4), 1.0)
    assert made.specificity.exact == (
        pytest.approx(0.5550, abs=1e-4),
        pytest.approx(0.9975, abs=1e-4),
    )
    assert made.specificity.wald == (pytest.approx(0.7141, abs=1e-4), 1.0)
    assert made.positive_likelihood_ratio.low == pytest.approx(10.0)


def test_prevalence_keeps_open_apart_and_says_unweighted():
    made = stats.prevalence([2, 2, 1, 0, 0, 0, 0, 0, 0, 0], period="ever")
    assert (made.bounds.low, made.bounds.high) == (0.2, 0.3)
    assert made.interval[0] == pytest.approx(0.0252, abs=1e-4)  # of 2 in 10
    assert made.interval[1] == pytest.approx(0.6525, abs=1e-4)  # of 3 in 10
    assert "unweighted, this sample only" in repr(made) and "ever" in repr(made)
    with pytest.raises(TypeError):
        stats.prevalence([2])  # no period


def test_weights_move_the_share_and_clusters_widen_the_interval():
    status = [2, 2, 2, 2, 0, 0, 0, 0] * 5
    flat = stats.prevalence(status, period="ever")
    weighted = stats.prevalence(
        status, period="ever", weights=[3.0 if s == 2 else 1.0 for s in status]
    )
    assert weighted.bounds.low == pytest.approx(0.75)
    assert "weighted" in weighted.sample
    # whole clusters alike: ten persons in each say what one says
    alike = [2] * 10 + [0] * 10 + [2] * 10 + [0] * 10
    clustered = stats.prevalence(alike, period="ever", clusters=[i // 10 for i in range(40)])
    assert clustered.bounds.low == flat.bounds.low == 0.5
    assert clustered.interval[0] < flat.interval[0] and clustered.interval[1] > flat.interval[1]
    assert clustered.effective_n[0] < 5
    with pytest.raises(ValueError, match="one cluster"):
        stats.prevalence(alike, period="ever", clusters=[0] * 40)
    with pytest.raises(ValueError, match="positive"):
        stats.prevalence([2, 0], period="ever", weights=[1, -1])
    with pytest.raises(ValueError, match="3 entries for 2"):
        stats.prevalence([2, 0], period="ever", weights=[1, 1, 1])


def test_linearised_variance_is_that_of_a_known_estimator():
    # one stratum, equal weights, each person a cluster: the variance of a mean, s^2 / n
    hit = np.array([1.0, 0, 0, 1, 1, 0, 0, 0])
    share, variance, degrees = stats._design_variance(hit, np.ones(8), np.zeros(8), np.arange(8))
    assert share == pytest.approx(hit.mean()) and degrees == 7
    assert variance == pytest.approx(hit.var(ddof=1) / 8)


def test_the_area_under_the_curve_is_that_of_all_pairs_and_bounded_by_open_scores():
    dice = random.Random(3)
    low = [dice.randrange(5) for _ in range(12)]
    high = [x + dice.choice((0, 0, 2)) for x in low]
    truth = [i % 2 == 0 for i in range(12)]

    def area(x):
        pairs = [
            (a > b) + (a == b) / 2 for a, t in zip(x, truth) if t for b, u in zip(x, truth) if not u
        ]
        return sum(pairs) / len(pairs)

    every = [area(x) for x in itertools.product(*[sorted({a, b}) for a, b in zip(low, high)])]
    made = stats.threshold_sweep(low, high, truth)
    assert made.area.low == pytest.approx(min(every)) and made.area.high == pytest.approx(
        max(every)
    )
    assert (
        made.sensitivity[0].bounds.high == 1.0
    )  # at the least threshold everybody may be positive
    with pytest.raises(ValueError):
        stats.threshold_sweep([2], [1], [True])


def test_statuses_are_never_guessed():
    for bad in (None, float("nan"), True, 3, -1, "yes", ""):
        with pytest.raises(ValueError, match="row 1"):
            stats.statuses([0, bad])
    assert list(stats.statuses(np.array([0, 1, 2], dtype=np.int8))) == [0, 1, 2]
