# SPDX-License-Identifier: Apache-2.0
"""Every picture can be drawn, says what it is not, hides small counts, and has no green in it."""

import colorsys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pytest

from pehchan import plot, stats


def words_of(ax):
    figure = ax.get_figure()
    return " ".join(t.get_text() for t in figure.findobj(matplotlib.text.Text))


def picture(ax):
    figure = ax.get_figure()
    figure.canvas.draw()
    pixels = np.asarray(figure.canvas.buffer_rgba())[..., :3] / 255
    plt.close(figure)
    return pixels


def check(ax):
    words = words_of(ax)
    assert "clear" not in words.replace("clears nobody", "")
    assert "not a victim" not in words.lower() and "negative" not in words.lower()
    for r, g, b in np.unique(picture(ax).reshape(-1, 3).round(2), axis=0):
        hue, light, strong = colorsys.rgb_to_hls(r, g, b)
        assert not (0.22 < hue < 0.45 and strong > 0.3 and 0.15 < light < 0.85), (
            "green suggests that somebody is cleared"
        )
    return words


def test_evidence_grid():
    ax = plot.evidence_grid(
        {
            "act": ("indicated", {"moved": "yes", "kept": "unknown"}),
            "purpose": ("not_shown", {"moved": "yes", "paid": "no"}),
        },
        title="A-1",
    )
    words = check(ax)
    assert "nobody has answered" in words and "not evidence" in words and "not shown" in words


def test_prevalence_bounds_state_sample_and_period():
    rows = {
        "forced labour": stats.prevalence([2, 1, 0, 0], period="the last 12 months"),
        "debt": stats.prevalence([0, 0, 0, 1], period="the last 12 months"),
    }
    words = check(plot.prevalence_bounds(rows))
    assert (
        "Unweighted, this sample only" in words
        and "the last 12 months" in words
        and "n = 4" in words
    )
    with pytest.raises(ValueError):
        plot.prevalence_bounds({})


def test_agreement_matrix_writes_both_ends():
    words = check(plot.agreement_matrix({"a": [2, 2, 0, 0], "b": [2, 2, 0, 1], "c": [0, 0, 0, 0]}))
    assert "0.50" in words and "1.00" in words
    with pytest.raises(ValueError):
        plot.agreement_matrix({"a": [2]})


def test_question_curves_end_at_all_persons():
    ax = plot.question_curves({"ours": [3, 5, 9], "fixed": [20, 20, 30]}, of=40)
    assert max(ax.lines[0].get_ydata()) == 1.0
    assert "median 5" in check(ax)


def test_cooccurrence_hides_small_counts_and_counts_only_what_is_known():
    ax = plot.cooccurrence({"a": [1] * 12 + [None] * 8, "b": ["yes"] * 4 + [0] * 16})
    words = check(ax)
    assert "12" in words.split() and "4" not in words.split()


def test_overlap_draws_no_small_combination():
    ax = plot.overlap({"a": [2] * 20 + [0] * 10 + [1] * 3, "b": [2] * 12 + [0] * 18 + [2] * 3})
    words = check(ax)
    assert "12" in words.split() and "fewer than 10" in words and "clears nobody" in words
    assert "8" not in words.split() and "3" not in words.split()


def test_overlap_hides_a_second_combination_that_would_give_the_small_one_away():
    # 20 both, 15 neither, 4 one of them: n - 20 - 15 would be 4
    words = check(plot.overlap({"a": [2] * 20 + [0] * 15 + [2] * 4, "b": [2] * 20 + [0] * 19}))
    assert "4" not in words.split() and not ("20" in words.split() and "15." in words.split())


def test_a_picture_can_be_drawn_into_axes_of_the_callers():
    figure, (left, right) = plt.subplots(1, 2)
    assert plot.question_curves({"ours": [1, 2]}, ax=left) is left
    plot.overlap({"a": [2] * 10}, ax=right)
    figure.canvas.draw()
    plt.close(figure)
