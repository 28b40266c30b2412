# SPDX-License-Identifier: Apache-2.0
"""The reference job's indicators and rules, as benchmarks/reference_job.hpp has them."""

import numpy as np

DIMENSIONS = [(2, 6, 3), (3, 5, 3), (2, 6, 3), (3, 6, 2), (2, 5, 3), (2, 6, 2)]
NAMES = [
    [f"d{d + 1}_{'a' if p < s else 'b' if p < s + m else 'c'}_{p:02}" for p in range(s + m + w)]
    for d, (s, m, w) in enumerate(DIMENSIONS)
]
ALL = [name for names in NAMES for name in names]


def parts(d):
    s, m, _ = DIMENSIONS[d]
    return NAMES[d][:s], NAMES[d][s : s + m], NAMES[d][s + m :]


def findings(d):
    """Of six truth values (or arrays of them) with & and |, and sum()."""
    a, b, c, e, f, g = d
    n = sum(x.astype(np.int8) if hasattr(x, "astype") else x for x in d)
    return [
        e,
        (a | b | c) & e,
        b | f,
        e & f & (b | g),
        n >= 2,
        n >= 3,
        n >= 4,
        (a & e) | (c & g) | (b & f),
    ]
