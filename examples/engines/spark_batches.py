# SPDX-License-Identifier: Apache-2.0
"""Spark: `mapInArrow` over a data frame of answers. The package must be installed on every worker."""

import pyarrow as pa

import pehchan


def screened(frame, catalogue_id, findings, key="case"):
    """A data frame with `key` and a byte a finding: 0 not shown, 1 open, 2 indicated. The catalogue is named by id, because each worker loads its own."""

    def screen(batches):
        catalogue = pehchan.builtin(catalogue_id)
        for batch in batches:
            table = pa.Table.from_batches([batch])
            found = pa.table(pehchan.assess_table(table.drop_columns([key]), catalogue))
            columns = [table[key].combine_chunks(), *(found[f].combine_chunks() for f in findings)]
            yield pa.RecordBatch.from_arrays(columns, names=[key, *findings])

    return frame.mapInArrow(screen, ", ".join([f"{key} string", *(f"{f} byte" for f in findings)]))
