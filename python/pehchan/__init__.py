# SPDX-License-Identifier: Apache-2.0
"""Pehchan recognises possible victims of trafficking in answers to published indicators. It decides nothing about a person, and clears nobody.

Unknown is a value: a missing answer is never a "no". Read docs/limitations.md before using it near anybody.

>>> import pehchan
>>> result = pehchan.assess({"documents_taken_at_destination": True, "wages_withheld": None, "age_now_years": 24})
>>> result.headline
'possible_victim'
"""

from __future__ import annotations

from ._core import __version__
from .assess import (
    Answers,
    Assessment,
    Contrast,
    Explanation,
    Finding,
    Interview,
    Question,
    Referral,
    Safeguard,
    Score,
    ask_next,
    assess,
    contrast,
    explain,
    read_case,
    read_cases,
)
from .catalogue import (
    Catalogue,
    FindingDefinition,
    Form,
    Indicator,
    ScoreDefinition,
    builtin,
    catalogues,
    load,
    schema,
)
from .files import FileReport, screen_file
from .issues import AnswersError, CatalogueError, FileError, Issue, RowProblem
from .table import TableResult, assess_table

__all__ = [
    "Answers",
    "AnswersError",
    "Assessment",
    "Catalogue",
    "CatalogueError",
    "Contrast",
    "Explanation",
    "FileError",
    "FileReport",
    "Finding",
    "FindingDefinition",
    "Form",
    "Indicator",
    "Interview",
    "Issue",
    "Question",
    "Referral",
    "RowProblem",
    "Safeguard",
    "Score",
    "ScoreDefinition",
    "TableResult",
    "__version__",
    "ask_next",
    "assess",
    "assess_table",
    "builtin",
    "catalogues",
    "contrast",
    "explain",
    "load",
    "read_case",
    "read_cases",
    "schema",
    "screen_file",
]
