# SPDX-License-Identifier: Apache-2.0
"""What was wrong?"""

from __future__ import annotations

import ctypes
import enum
from dataclasses import dataclass
from typing import Any

from ._library import library


class Status(enum.IntEnum):
    """Why a call failed."""

    NULL_ARGUMENT = 1
    WRONG_HANDLE = 2
    BAD_ARGUMENT = 3
    NOT_FOUND = 4
    BAD_DATA = 5
    WRONG_CATALOGUE = 6
    OUT_OF_MEMORY = 7
    INTERNAL = 8


@dataclass(frozen=True)
class Issue:
    """One problem of a text. It holds no answer."""

    code: str  #: stable; docs/issue-codes.md lists them
    pointer: str  #: JSON Pointer to the place
    message: str
    line: int  #: from 1; 0 where there is no text
    column: int  #: from 1, in bytes; 0 where there is no text


class PehchanError(Exception):
    """What the library says was wrong."""

    def __init__(self, status: Status, message: str, issues: tuple[Issue, ...] = ()) -> None:
        super().__init__(status, message, issues)
        self.status = status
        self.message = message
        self.issues = issues

    def __str__(self) -> str:
        places = (f"{one.code} at {one.pointer or '/'}" + (f" (line {one.line}, column {one.column})" if one.line else "") + f": {one.message}" for one in self.issues)
        return "\n".join([self.message, *places])


class BadArgument(PehchanError, ValueError):
    """A view, flag, language or index that does not exist, or a call that makes no sense now."""


class NotFound(PehchanError, LookupError):
    """No catalogue, mapping, indicator, finding or form of this id."""


class BadData(PehchanError, ValueError):
    """A text or an answer has problems: `issues` lists every one with its place."""


class WrongCatalogue(PehchanError, ValueError):
    """The answers belong to another catalogue."""


class OutOfMemory(PehchanError, MemoryError):
    """There was no memory."""


_CLASSES: dict[Status, type[PehchanError]] = {
    Status.BAD_ARGUMENT: BadArgument, Status.NOT_FOUND: NotFound, Status.BAD_DATA: BadData, Status.WRONG_CATALOGUE: WrongCatalogue, Status.OUT_OF_MEMORY: OutOfMemory,
}


def decoded(text: bytes | None) -> str:
    return "" if text is None else text.decode("utf-8")


def failed(status: int, message: str, issues: tuple[Issue, ...] = ()) -> PehchanError:
    """The exception for a status; one that this package does not know is an internal error."""
    try:
        known = Status(status)
    except ValueError:
        known = Status.INTERNAL
    return _CLASSES.get(known, PehchanError)(known, message, issues)


def call(function: Any, *arguments: Any) -> None:
    """Calls a function whose last argument is `error`, and raises what it says."""
    error = ctypes.c_void_p()
    status = function(*arguments, ctypes.byref(error))
    if status == 0:
        return
    try:
        count = library.pehchan_error_issue_count(error)
        issues = tuple(
            Issue(
                decoded(library.pehchan_error_issue_code(error, i)),
                decoded(library.pehchan_error_issue_pointer(error, i)),
                decoded(library.pehchan_error_issue_message(error, i)),
                library.pehchan_error_issue_line(error, i),
                library.pehchan_error_issue_column(error, i),
            )
            for i in range(count)
        )
        raise failed(status, decoded(library.pehchan_error_message(error)), issues)
    finally:
        library.pehchan_error_free(error)


def check(status: int) -> None:
    """For the functions that make no error object."""
    if status != 0:
        raise failed(status, f"the library says {decoded(library.pehchan_status_name(status)) or status}")
