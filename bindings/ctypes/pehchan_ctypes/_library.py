# SPDX-License-Identifier: Apache-2.0
"""How is the shared library found, and what are its functions?"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import Any

# Result, name without "pehchan_", arguments. s: text, p: handle, u: uint64, i: int64, w: int32, f: uint32, b: int8, v: nothing,
# O: `out`, E: `error`, L: list of handles.
SIGNATURES = """
s version
w abi_version
w status_count
s status_name w
w view_count
s view_name w
s finding_status_name w
s referral_status_name w
s stop_name w
s why_name w
w error_status p
s error_message p
u error_issue_count p
s error_issue_code pu
s error_issue_pointer pu
s error_issue_message pu
u error_issue_line pu
u error_issue_column pu
v error_free p
p text_data p
u text_size p
v text_free p
u builtin_count
s builtin_id u
w builtin_text sOE
w catalogue_builtin sOE
w catalogue_load suLuOE
v catalogue_free p
s catalogue_id p
s catalogue_version p
s catalogue_digest p
w catalogue_proved p
u catalogue_language_count p
s catalogue_language pu
s catalogue_words pss
u catalogue_indicator_count p
s catalogue_indicator_id pu
i catalogue_indicator_index ps
w catalogue_indicator_type pu
w catalogue_indicator_sensitivity pu
w catalogue_indicator_may_not_apply pu
s catalogue_indicator_label pus
s catalogue_indicator_question pus
w catalogue_indicator_translation pus
w catalogue_indicator_known_by pu
i catalogue_indicator_least pu
i catalogue_indicator_most pu
s catalogue_indicator_not_applicable pus
u catalogue_option_count pu
s catalogue_option_id puu
s catalogue_option_label puus
u catalogue_form_count p
s catalogue_form_id pu
s catalogue_form_role pu
s catalogue_form_title pus
u catalogue_form_size pu
s catalogue_form_indicator puu
w answers_new pOE
w answers_parse pssuOE
w answers_set_case psE
w answers_set pssE
w answers_set_number psiE
w answers_set_code pub
w answers_set_value pui
w answers_forget psE
w answers_clear p
s answers_case p
w answers_json pOE
v answers_free p
w assess ppwOE
v assessment_free p
s assessment_headline p
u assessment_asked_n p
u assessment_asked_of p
u assessment_finding_count p
s assessment_finding_id pu
s assessment_finding_title pus
w assessment_finding_status pu
w assessment_status_of ps
u assessment_score_count p
s assessment_score_id pu
i assessment_score_low pu
i assessment_score_high pu
u assessment_safeguard_count p
s assessment_safeguard_id pu
s assessment_safeguard_title pus
u assessment_referral_count p
s assessment_referral_id pu
s assessment_referral_authority pus
w assessment_referral_status pu
w assessment_json psfOE
w assessment_page psfOE
w assessment_explain pssfOE
w assessment_contrast psssfOE
w assessment_columns pssOE
w screen pssuswfOE
w ask_next psfuOE
u questions_count p
s questions_indicator pu
v questions_free p
w interview_new psfOE
w interview_resume psfOE
w interview_next pOE
w interview_stop p
w interview_why p
w interview_answer psE
w interview_answer_number piE
w interview_record pssE
w interview_record_number psiE
w interview_end p
w interview_go_on p
w interview_no_counts p
w interview_child p
w interview_answers pOE
v interview_free p
w evaluator_new pOE
w evaluator_assess pp
u evaluator_finding_count p
s evaluator_finding_id pu
w evaluator_finding_status pu
u evaluator_score_count p
s evaluator_score_id pu
i evaluator_score_low pu
i evaluator_score_high pu
v evaluator_free p
"""

_TYPES: dict[str, Any] = {
    "s": ctypes.c_char_p, "p": ctypes.c_void_p, "u": ctypes.c_uint64, "i": ctypes.c_int64, "w": ctypes.c_int32, "f": ctypes.c_uint32, "b": ctypes.c_int8,
    "v": None, "O": ctypes.POINTER(ctypes.c_void_p), "E": ctypes.POINTER(ctypes.c_void_p), "L": ctypes.POINTER(ctypes.c_void_p),
}


def _file() -> str:
    """Where the library may be: in the folder that PEHCHAN_LIBRARY_DIR names, and there only, or else where the system looks."""
    if sys.platform == "win32":
        name = "pehchan.dll"
    elif sys.platform == "darwin":
        name = "libpehchan.1.dylib"
    else:
        name = "libpehchan.so.1"
    folder = os.environ.get("PEHCHAN_LIBRARY_DIR")
    return str(Path(folder) / name) if folder else name


def _load() -> Any:
    path = _file()
    try:
        library = ctypes.CDLL(path)  # releases the interpreter's lock during a call
    except OSError as error:
        raise ImportError(f"pehchan_ctypes needs the shared library {path}; PEHCHAN_LIBRARY_DIR may name its folder ({error})") from None
    for line in SIGNATURES.split("\n"):
        if not line:
            continue
        result, name, *arguments = line.split()
        try:
            function = getattr(library, "pehchan_" + name)
        except AttributeError:
            raise ImportError(f"{path} is older than this package: it has no pehchan_{name}") from None
        function.restype = _TYPES[result]
        function.argtypes = [_TYPES[one] for one in "".join(arguments)]
    if library.pehchan_abi_version() != 1:
        raise ImportError(f"{path} has version {library.pehchan_abi_version()} of the C interface; this package speaks version 1")
    return library


library = _load()
