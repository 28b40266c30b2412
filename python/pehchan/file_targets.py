# SPDX-License-Identifier: Apache-2.0
"""Tables that are written to files, piece by piece."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from .issues import FileError


def open_target(to: Any, kind: str, schema: Any) -> Any:
    """A writer with `write_table` and `close` to an open file, of the kind that a suffix names."""
    import pyarrow.csv  # type: ignore[import-untyped, import-not-found, unused-ignore]
    import pyarrow.parquet  # type: ignore[import-untyped, import-not-found, unused-ignore]

    if kind == ".csv":
        return pyarrow.csv.CSVWriter(to, schema)
    if kind == ".parquet":
        return pyarrow.parquet.ParquetWriter(to, schema)
    return (
        pyarrow.ipc.new_stream(to, schema)
        if kind == ".arrows"
        else pyarrow.ipc.new_file(to, schema)
    )


def check_target(path: Path, schema: Any) -> None:
    """Whether rows of this schema can be written at all: a nested column has no place in a CSV file."""
    import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]

    for field in schema:
        one = pyarrow.schema([field])
        try:
            writer = open_target(io.BytesIO(), path.suffix.lower(), one)
            writer.write_table(pyarrow.table([pyarrow.nulls(1, field.type)], schema=one))
            writer.close()
        except (pyarrow.ArrowException, TypeError) as error:
            raise FileError(
                f"the column {field.name!r} is of a type, {field.type}, that a {path.suffix} file does not take"
            ) from error
