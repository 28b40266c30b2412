# SPDX-License-Identifier: Apache-2.0
"""pandas: a CSV of answers in pieces, so that memory does not grow with the number of persons."""

import pandas as pd

import pehchan


def screened(file, catalogue, findings, rows_at_once=100_000):
    """Yields a data frame of statuses for each piece, with the row numbers of the file."""
    first = 0
    for piece in pd.read_csv(file, chunksize=rows_at_once, dtype=str, keep_default_na=False):
        numbers = [c for c in piece.columns if catalogue.indicators[c].type == "number"]
        for column in numbers:
            piece[column] = pd.to_numeric(piece[column])  # "" is missing, and so unknown
        found = pehchan.assess_table(piece, catalogue).to_pandas()[findings]
        found.index = range(first, first + len(found))
        first += len(found)
        yield found
