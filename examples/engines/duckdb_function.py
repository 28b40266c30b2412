# SPDX-License-Identifier: Apache-2.0
"""DuckDB: a function in SQL whose arguments are the columns of indicators, and whose result is a struct of statuses (0 not shown, 1 open, 2 indicated)."""

import duckdb
import pyarrow as pa

import pehchan


def add_function(connection, name, catalogue, columns, findings):
    """Adds `name(column, ...)` to the connection; `columns` are the indicators in the order of the arguments."""

    def screen(*arrays):
        table = pa.table(dict(zip(columns, arrays, strict=True)))
        found = pa.table(pehchan.assess_table(table, catalogue))
        return pa.StructArray.from_arrays(
            [found[f].combine_chunks() for f in findings], names=list(findings)
        )

    result = duckdb.struct_type({f: "TINYINT" for f in findings})
    # "special": a NULL is an answer that nobody gave, and must reach the function
    connection.create_function(name, screen, None, result, type="arrow", null_handling="special")
