# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a text, an answer or a table, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

__all__ = ["AnswersError", "CatalogueError", "FileError", "Issue", "RowProblem"]


class Issue(NamedTuple):
    """One problem and its place. No message repeats an answer.

    Attributes
    ----------
    code : str
        Stable; ``docs/issue-codes.md`` lists them.
    pointer : str
        JSON Pointer to the place: ``/answers/age_now_years``, or of a table ``/COLUMN`` or ``/COLUMN/ROW``, rows from 0.
    line, column : int
        Of the text, from 1, the column in bytes; 0 where there is no text.
    message : str
        One plain English sentence.
    """

    code: str
    pointer: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = f"{self.line}:{self.column}: " if self.line else ""
        return f"{place}{self.code}: {self.message}" + (
            f" ({self.pointer})" if self.pointer else ""
        )


class RowProblem(NamedTuple):
    """One problem of a row of a file, and its place. Neither code nor text repeats what stands there.

    Attributes
    ----------
    row : int
        Counted from 1; the header of a CSV file is no row.
    line : int
        Of a CSV file, from 1, where the row begins; 0 for other files.
    column : str
        As the file calls it; empty where the whole row is meant.
    code, text : str
        As in `Issue`; also ``not_utf8`` and ``more_problems``, and of CSV rows ``ragged_row``, ``unclosed_quote`` and ``unreadable_row``.
    """

    row: int
    line: int
    column: str
    code: str
    text: str

    def __str__(self) -> str:
        place = (
            f"row {self.row}"
            + (f" (line {self.line})" if self.line else "")
            + (f", column {self.column}" if self.column else "")
        )
        return f"{place}: {self.code}: {self.text}"


class FileError(ValueError):
    """A file cannot be read or written as it was asked for; one sentence says why. Nothing was put in place."""


class _WithIssues(ValueError):
    """A problem with data: `issues` has all of them, `count` says how many there were where not all are kept."""

    issues: tuple[Issue, ...]
    count: int

    def __init__(
        self, what: str, issues: Iterable[Sequence[object]] = (), count: int | None = None
    ) -> None:
        self.issues = tuple(one if isinstance(one, Issue) else Issue(*one) for one in issues)  # type: ignore[arg-type]
        self.count = len(self.issues) if count is None else count
        self._what = what
        lines = [what] + [f"  {one}" for one in self.issues[:20]]
        if self.count > 20:
            lines.append(f"  and {self.count - 20} more")
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self._what, self.issues, self.count))


class CatalogueError(_WithIssues):
    """A catalogue cannot be used; ``.issues`` lists every problem with its place."""


class AnswersError(_WithIssues):
    """Answers cannot be used; ``.issues`` lists every problem with its place."""
