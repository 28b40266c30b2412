# SPDX-License-Identifier: Apache-2.0
"""No small count is shown, and none can be worked out: tried by going through every table that fits what is published."""

import itertools
import random

import pytest

from pehchan.committee import committee_table, suppress


def possible_values(counts, lines, hidden, most):
    """Every value that each hidden cell has in some table of whole numbers up to `most` that fits the published cells."""
    keys = list(hidden)
    out = {k: set() for k in keys}
    for values in itertools.product(range(most + 1), repeat=len(keys)):
        table = {**counts, **dict(zip(keys, values))}
        if all(sum(table[p] for p in parts) == table[total] for total, parts in lines):
            for k, v in zip(keys, values):
                out[k].add(v)
    return out


def test_what_is_hidden_cannot_be_worked_out_by_brute_force():
    dice = random.Random(1)
    for _ in range(60):
        parts = {f"d{i}": dice.choice((0, 1, 2, 3, 4, 6)) for i in range(4)}
        counts = {**parts, "all": sum(parts.values())}
        lines = [("all", list(parts))]
        hidden = suppress(counts, lines, threshold=3)
        assert {k for k, c in counts.items() if 0 < c < 3} <= hidden
        if len(hidden) in (0, len(counts)):
            continue
        for key, values in possible_values(counts, lines, hidden, 17).items():
            if 0 < counts[key] < 3:
                assert len(values) >= 3, (counts, hidden, key, values)


def test_one_small_cell_hides_a_second_and_two_that_add_up_to_two_hide_a_third():
    assert suppress({"a": 4, "b": 30, "all": 34}, [("all", ["a", "b"])]) == {"a", "b"}
    # "a" and "b" alone would be 1 and 1: their sum is shown
    counts = {"a": 1, "b": 1, "c": 40, "d": 50, "all": 92}
    assert suppress(counts, [("all", ["a", "b", "c", "d"])]) == {"a", "b", "c"}


def test_a_table_of_districts_hides_across_levels_and_categories():
    province = ["punjab"] * 60 + ["sindh"] * 40
    district = ["lahore"] * 40 + ["kasur"] * 20 + ["karachi"] * 25 + ["thatta"] * 15
    trafficking = (
        [2] * 15
        + [1] * 15
        + [0] * 10
        + [2] * 3
        + [1] * 7
        + [0] * 10
        + [2] * 12
        + [0] * 13
        + [1] * 15
    )
    made = committee_table(
        {"province": province, "district": district},
        {"trafficking": trafficking},
        period="the third quarter of 2026",
    )
    by_area = {row["area"]: row for row in made.rows}
    assert by_area[()]["screened"] == 100
    assert by_area["punjab", "kasur"]["indicated"] is None  # 3
    assert (
        by_area["punjab", "lahore"]["indicated"] is None or by_area["punjab",]["indicated"] is None
    )  # else 18 - 15
    shown = [row[k] for row in made.rows for k in ("screened", "indicated", "open", "not_shown")]
    assert not [v for v in shown if v is not None and 0 < v < 10]
    text = made.to_text()
    assert "clears nobody" in text and "-" in text and "third quarter" in text


def test_a_table_large_enough_hides_nothing():
    made = committee_table(
        {"province": ["a"] * 40 + ["b"] * 40}, {"f": ([2] * 20 + [0] * 20) * 2}, period="2026"
    )
    assert made.hidden == 0 and all(row["indicated"] in (20, 40) for row in made.rows)


def test_persons_without_an_area_are_counted():
    made = committee_table(
        {"province": ["a", None, float("nan")] * 20}, {"f": [2] * 60}, period="2026"
    )
    assert {row["area"] for row in made.rows} == {(), ("a",), ("(not recorded)",)}


def test_tables_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="do not add up"):
        suppress({"a": 1, "all": 2}, [("all", ["a"])])
    with pytest.raises(ValueError, match="no cell"):
        suppress({"all": 2}, [("all", ["a"])])
    with pytest.raises(ValueError, match="whole number"):
        suppress({"a": -1})
    with pytest.raises(ValueError, match="one entry a person"):
        committee_table({"province": ["a"]}, {"f": [2, 2]}, period="2026")
