# SPDX-License-Identifier: Apache-2.0
"""Pehchan through its C interface: recognises possible victims of trafficking in one person's answers.

    from pehchan_ctypes import Catalogue, FindingStatus

    with Catalogue.builtin("pakistan") as catalogue:
        person = catalogue.answers()
        person["made_to_work_by_force_or_menace"] = "yes"
        person["age_now_years"] = 16
        for finding in person.assess().findings():
            if finding.status is FindingStatus.INDICATED:
                print(finding.title)

A catalogue and an assessment may be used by any number of threads at once. Answers, an interview and an evaluator may too, one after the other. Closing
something while another thread uses it is safe: it goes when its last use ends.
"""

from __future__ import annotations

from ._errors import BadArgument, BadData, Issue, NotFound, OutOfMemory, PehchanError, Status, WrongCatalogue
from ._model import (
    Answers,
    Ask,
    Assessment,
    Catalogue,
    Evaluator,
    Finding,
    FindingStatus,
    Flag,
    Form,
    Indicator,
    IndicatorType,
    Interview,
    KnownBy,
    Option,
    Referral,
    ReferralStatus,
    Safeguard,
    Score,
    Stop,
    Translation,
    View,
    Why,
    builtin_ids,
    builtin_text,
    version,
)

__all__ = [
    "Answers", "Ask", "Assessment", "BadArgument", "BadData", "Catalogue", "Evaluator", "Finding", "FindingStatus", "Flag", "Form", "Indicator",
    "IndicatorType", "Interview", "Issue", "KnownBy", "NotFound", "Option", "OutOfMemory", "PehchanError", "Referral", "ReferralStatus", "Safeguard",
    "Score", "Status", "Stop", "Translation", "View", "Why", "WrongCatalogue", "builtin_ids", "builtin_text", "version",
]
