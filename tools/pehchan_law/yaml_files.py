# SPDX-License-Identifier: Apache-2.0
"""YAML as the law is written in: mappings, lists, strings, whole numbers, true, false and null, with the place of each value.

Dates, versions and decimal numbers are strings, quoted or not. Duplicate keys, aliases, tags and several documents in one file are
errors. Reading uses libyaml through PyYAML, writing uses ruamel.yaml, which keeps the comments of a file that is edited.
"""

import io
import re
import textwrap
from pathlib import Path
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import FoldedScalarString, SingleQuotedScalarString

READER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,18})")
# Values of these keys are strings even where they look like a whole number and are not quoted.
STRINGS = {"as_of", "contact_as_of", "version", "year", "points", "percent", "low", "high", "code"}
OTHERS = re.compile(r"(?i)y|n|yes|no|on|off|true|false|null|-?[0-9]+")
COLUMNS = 100
COLUMNS_OF_A_TABLE = 150  # mappings: one column of the other format a line
# A word that no line can hold, such as an address: written in two.
LONG_WORD = re.compile(r"^(\w+): >-\n  (\S{%d})(\S+)$" % (COLUMNS_OF_A_TABLE - 20), re.MULTILINE)

Path_ = tuple[str | int, ...]


def read_yaml(
    file: Path,
) -> tuple[Any, dict[Path_, tuple[int, int]], list[tuple[int, int, str]]]:
    """The value, the line and column of every key and item, and what is wrong as (line, column, message)."""
    places: dict[Path_, tuple[int, int]] = {(): (1, 1)}
    problems: list[tuple[int, int, str]] = []
    seen: set[int] = set()

    def wrong(node: yaml.Node, message: str) -> None:
        problems.append((node.start_mark.line + 1, node.start_mark.column + 1, message))

    def scalar(node: yaml.ScalarNode, key: str | int) -> Any:
        if node.style or key in STRINGS:
            return node.value
        if node.value in ("true", "false"):
            return node.value == "true"
        if node.value in ("null", "~", ""):
            return None
        return int(node.value) if WHOLE.fullmatch(node.value) else node.value

    def value(node: yaml.Node, path: Path_) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return scalar(node, path[-1] if path else "")
        if id(node) in seen:
            wrong(node, "expected no alias (*name): write the value again")
            return None
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            for number, inner in enumerate(node.value):
                places[(*path, number)] = (inner.start_mark.line + 1, inner.start_mark.column + 1)
            return [value(inner, (*path, number)) for number, inner in enumerate(node.value)]
        found: dict[str, Any] = {}
        for key, inner in node.value:
            if not isinstance(key, yaml.ScalarNode):
                wrong(key, "expected a key that is a word")
            elif key.value in found:
                wrong(key, f"duplicate key {key.value!r}")
            else:
                places[(*path, key.value)] = (key.start_mark.line + 1, key.start_mark.column + 1)
                found[key.value] = value(inner, (*path, key.value))
        return found

    try:
        text = file.read_bytes().decode("utf-8")
        root = yaml.compose(text, Loader=READER)
    except UnicodeDecodeError as error:
        return None, places, [(1, 1, f"expected UTF-8, found byte {error.start} that is not")]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = " ".join(filter(None, (error.context, error.problem)))
        if "mapping values are not allowed" in message:
            message = (
                "found `: ` inside a text: put the text in quotes, or on the next line after >-"
            )
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return None, places, [(line, column, message)]
    except yaml.YAMLError as error:
        return None, places, [(1, 1, str(error))]
    return (None if root is None else value(root, ())), places, problems


# --- writing


def yaml_writer() -> YAML:
    """ruamel.yaml as all files of law/ are written and edited: indented lists, no line folded by it but long texts."""
    writer = YAML()
    writer.indent(mapping=2, sequence=4, offset=2)
    writer.width = COLUMNS
    writer.allow_unicode = True
    return writer


def _string(text: str, flow: bool = False) -> str:
    if not flow and len(text) > COLUMNS - 20 and not re.search(r"\n|  |^\s|\s$", text):
        return FoldedScalarString(text)
    # Words that other readers of YAML take for something else.
    return SingleQuotedScalarString(text) if OTHERS.fullmatch(text) else text


def _flat_length(value: Any) -> int:
    """About how long a value is when written on one line."""
    if isinstance(value, dict):
        return 2 + sum(len(key) + 4 + _flat_length(inner) for key, inner in value.items())
    if isinstance(value, list):
        return 2 + sum(2 + _flat_length(inner) for inner in value)
    return len(str(value)) + (2 if isinstance(value, str) and not value.isidentifier() else 0)


def _depth(value: Any) -> int:
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0


def _on_one_line(value: Any, indent: int, key: str, columns: int) -> bool:
    """A list of words, or a small mapping inside a statement."""
    if not value:
        return True
    if indent + len(key) + 2 + _flat_length(value) > columns:
        return False
    if isinstance(value, list):
        return _depth(value) == 1
    return indent > 2 and _depth(value) <= 2 and "title" not in value


def _styled(value: Any, indent: int, key: str, columns: int, flow: bool = False) -> Any:
    if not isinstance(value, (dict, list)):
        return _string(value, flow) if isinstance(value, str) else value
    flow = flow or _on_one_line(value, indent, key, columns)
    if isinstance(value, dict):
        made: Any = CommentedMap(
            (_string(k, True), _styled(v, indent + 2, k, columns, flow)) for k, v in value.items()
        )
    else:
        made = CommentedSeq(_styled(v, indent + 4, "", columns, flow) for v in value)
    if flow:
        made.fa.set_flow_style()
    return made


def yaml_text(value: dict[str, Any], comment: str = "", table: bool = False) -> str:
    """A mapping as the text of a new file."""
    out = io.StringIO()
    columns = COLUMNS_OF_A_TABLE if table else COLUMNS
    writer = yaml_writer()
    writer.width = columns
    writer.dump(
        CommentedMap((_string(k, True), _styled(v, 2, k, columns)) for k, v in value.items()), out
    )
    head = "".join(f"# {line}\n" for line in textwrap.wrap(comment, COLUMNS - 2))
    return head + LONG_WORD.sub(r'\1: "\2\\\n  \3"', out.getvalue())
