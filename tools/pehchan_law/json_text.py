# SPDX-License-Identifier: Apache-2.0
"""JSON for readers: what fits stands on one line, everything else a line a member, indented by one space."""

import json
from typing import Any

COLUMNS = 160


def json_text(value: Any) -> str:
    return _written(value, 0, 0) + "\n"


def _written(value: Any, indent: int, before: int) -> str:
    """`before`: what stands on the line before the value; one column more is kept for a comma."""
    if indent:
        flat = json.dumps(value, ensure_ascii=False)
        if not isinstance(value, (dict, list)) or before + len(flat) + 1 <= COLUMNS:
            return flat
    elif not isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    inner = indent + 1
    if isinstance(value, dict):
        open, close = "{", "}"
        lines = []
        for key, one in value.items():
            name = json.dumps(key, ensure_ascii=False) + ": "
            lines.append(" " * inner + name + _written(one, inner, inner + len(name)))
    else:
        open, close = "[", "]"
        lines = [" " * inner + _written(one, inner, inner) for one in value]
    return open + "\n" + ",\n".join(lines) + "\n" + " " * indent + close
