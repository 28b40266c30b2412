# SPDX-License-Identifier: Apache-2.0
"""polars: a lazy frame of answers becomes a lazy frame of statuses, batch by batch."""

import polars as pl

import pehchan


def screened(frame, catalogue, findings):
    """A lazy frame with an Int8 column a finding: 0 not shown, 1 open, 2 indicated."""

    def screen(batch):
        return pl.DataFrame(pehchan.assess_table(batch, catalogue)).select(findings)

    return frame.map_batches(screen, schema={f: pl.Int8 for f in findings}, streamable=True)
