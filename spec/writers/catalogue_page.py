# SPDX-License-Identifier: Apache-2.0
"""The tables of docs/catalogue-format.md, between markers; the rest of the page is written by hand."""

import re

from .catalogue import SCHEMA, Format, description

PAGE = "docs/catalogue-format.md"
BLOCK = re.compile(r"<!-- table: (\w+) -->\n.*?<!-- end of table -->\n", re.DOTALL)
# What the page calls values that it explains in words.
SIMPLE = {
    "decimal": "decimal string",
    "percentage": "decimal string",
    "language_code": "language tag",
    "tag_or_parameter": "id or parameter",
    "integer": "whole number",
    "dotted_id": "id",
    "rule_list": "list of rules",
    "plain_fact": "id or condition",
    "template_arguments": "object of ids",
    "codes": "object of ids",
    "note": "string",
}
NAMED = {"id", "text", "rule", "version", "date"}


def headings(text: str) -> dict[str, str]:
    """The anchor of the heading above each table."""
    found = {}
    anchor = ""
    for line in text.splitlines():
        if line.startswith("#"):
            anchor = re.sub(r"[^\w\- ]", "", line.lstrip("# ")).lower().replace(" ", "-")
        if table := re.match(r"<!-- table: (\w+) -->", line):
            found[table[1]] = anchor
    return found


class Page:
    def __init__(self, of: Format, text: str) -> None:
        self.of = of
        self.shown = {found[1] for found in BLOCK.finditer(text)}
        self.headings = headings(text)

    def words(self, given: dict) -> str:
        """The words of an enumeration, each with what it means."""
        meanings = given.get("enumDescriptions") or [""] * len(given["enum"])
        return ", ".join(
            f"`{word}`" + (f" ({meaning})" if meaning else "")
            for word, meaning in zip(given["enum"], meanings, strict=True)
        )

    def object(self, name: str, given: dict) -> str:
        """An object without a table of its own, as it is written."""
        if name in self.shown:
            title = re.sub(r"^an? ", "", given["title"])
            return f"[{title}](#{self.headings[name]})"
        keys = ", ".join(
            f'"{key}"{"" if key in given["required"] else "?"}: {self.plain(value)}'
            for key, value in given["properties"].items()
        )
        return f"`{{{keys}}}`"

    def plain(self, given: dict) -> str:
        return re.sub(r"[`]|\[(\w+)\]\([^)]*\)", lambda m: m[1] or "", self.type(given))

    def type(self, given: dict) -> str:
        if "$ref" in given:
            name, inner = self.of.referred(given)
            if name in SIMPLE or name in NAMED:
                return SIMPLE.get(name, name)
            if "enum" in inner:
                return self.words(inner)
            if name in self.of.objects:
                return self.object(name, inner)
            return self.type(inner)
        if "anyOf" in given or "oneOf" in given or "allOf" in given:
            choices = given.get("anyOf") or given.get("oneOf") or given["allOf"][:1]
            return " or ".join(self.type(one) for one in choices)
        if "const" in given:
            return f'`"{given["const"]}"`'
        if given.get("type") == "null":
            return "`null`"
        if given.get("type") == "array":
            least, most = given.get("minItems"), given.get("maxItems")
            size = "two " if least == most == 2 else f"{least} to {most} " if most else ""
            name, _ = self.of.referred(given["items"]) if "$ref" in given["items"] else ("", {})
            if name in ("id", "dotted_id"):
                return f"{size}ids" if size else "list of ids"
            items = self.type(given["items"])
            items = re.sub(r"^(string$|whole number)", r"\1s", items)
            return f"list of {size}{items}"
        if given.get("type") == "integer":
            return f"whole number {given['minimum']} to {given['maximum']}"
        return given["type"]

    def needed(self, one: dict, key: str) -> str:
        """When the key is required, and when it is refused."""
        if key in one["required"]:
            return "yes"
        for rule in one.get("allOf", []):
            [(what, test)] = rule["if"]["properties"].items()
            values = " or ".join(f"`{v}`" for v in test.get("enum", [test.get("const")]))
            then, other = rule.get("then", {}), rule.get("else", {})
            if key in other.get("required", []):
                return f"yes; refused where `{what}` is {values}"
            if key in then.get("required", []):
                return f"where `{what}` is {values}; refused elsewhere"
            if key in other.get("properties", {}):
                return f"no; only where `{what}` is {values}"
        with_it = [k for k, keys in one.get("dependentRequired", {}).items() if key in keys]
        if with_it:
            return "with " + ", ".join(f"`{k}`" for k in with_it)
        either = [keys["required"] for keys in one.get("oneOf", [])]
        if [key] in either:
            return "one of " + ", ".join(f"`{k[0]}`" for k in either)
        return "no"

    def table(self, name: str) -> str:
        one = self.of.objects[name]
        statement = self.of.objects["statement"]
        lines = ["| key | required | type | meaning |", "|---|---|---|---|"]
        merged = False
        for key, given in one["properties"].items():
            same = (
                name != "statement"
                and statement["properties"].get(key) == given
                and (key in statement["required"]) == (key in one["required"])
            )
            if not same:
                row = (f"`{key}`", self.needed(one, key), self.type(given))
                lines.append(f"| {' | '.join(row)} | {description(self.of, given)} |")
            elif not merged:
                merged = True
                lines.append("| [statement keys](#statements) | | | |")
        return "\n".join(lines)

    def written(self, text: str) -> str:
        def block(found: re.Match) -> str:
            name = found[1]
            if name not in self.of.objects:
                raise ValueError(f"{PAGE}: {SCHEMA} has no object {name!r}")
            return f"<!-- table: {name} -->\n\n{self.table(name)}\n\n<!-- end of table -->\n"

        return BLOCK.sub(block, text)


def files(of: Format) -> dict[str, str]:
    text = (of.root / PAGE).read_text(encoding="utf-8")
    return {PAGE: Page(of, text).written(text)}
