# SPDX-License-Identifier: Apache-2.0
"""Python with nothing but the shared library: a case in, its assessment out.

example.py                               one person
example.py screen CATALOGUE CASES OUT    JSON Lines in, one assessment a line out
"""

import ctypes
import json
import os
import sys

NAME = {"win32": "pehchan.dll", "darwin": "libpehchan.3.dylib"}.get(sys.platform, "libpehchan.so.3")
pehchan = ctypes.CDLL(os.path.join(os.environ.get("PEHCHAN_LIBRARY_DIR", ""), NAME))

# ctypes takes every argument and result for an int. Whatever is wider must be declared.
handle, text, size = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint64
status, flags = ctypes.c_int32, ctypes.c_uint32
out = ctypes.POINTER(handle)
for name, result, *arguments in [
    ("catalogue_builtin", status, text, out, out),
    ("catalogue_free", None, handle),
    ("screen", status, handle, text, text, size, text, ctypes.c_int32, flags, out, out),
    ("text_data", handle, handle),
    ("text_size", size, handle),
    ("text_free", None, handle),
    ("error_message", text, handle),
    ("error_free", None, handle),
]:
    function = getattr(pehchan, f"pehchan_{name}")
    function.restype, function.argtypes = result, arguments


def made(function, *arguments) -> ctypes.c_void_p:
    """What the call gives through `out`; its error, if it fails."""
    result, error = handle(), handle()
    if function(*arguments, ctypes.byref(result), ctypes.byref(error)):
        try:
            raise ValueError(pehchan.pehchan_error_message(error).decode())
        finally:
            pehchan.pehchan_error_free(error)
    return result


def screen(catalogue: ctypes.c_void_p, case: bytes, language: bytes = b"en") -> bytes:
    """The bytes of `pehchan screen`: official view (0), nothing added (0), no mapping (None)."""
    given = made(pehchan.pehchan_screen, catalogue, None, case, len(case), language, 0, 0)
    try:
        return ctypes.string_at(pehchan.pehchan_text_data(given), pehchan.pehchan_text_size(given))
    finally:
        pehchan.pehchan_text_free(given)


if sys.argv[1:2] == ["screen"]:
    catalogue = made(pehchan.pehchan_catalogue_builtin, sys.argv[2].encode())
    with open(sys.argv[3], "rb") as cases, open(sys.argv[4], "wb") as results:
        for line in cases:
            results.write(screen(catalogue, line.rstrip(b"\n")) + b"\n")
else:
    catalogue = made(pehchan.pehchan_catalogue_builtin, b"pakistan")
    answers = {"made_to_work_by_force_or_menace": "yes", "age_now_years": 16}
    found = json.loads(screen(catalogue, json.dumps({"case": "A-17", "answers": answers}).encode()))
    print(found["headline"])
    for finding in found["findings"]:
        print(finding["status"], finding["title"])
pehchan.pehchan_catalogue_free(catalogue)
