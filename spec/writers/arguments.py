# SPDX-License-Identifier: Apache-2.0
"""A test that calls every function with NULL, and with a live handle of every other type, for every
pointer that it takes.

A function that is new in abi.yaml is tested without further ado; one whose arguments cannot be made
up here is an error. tests/capi/arguments.hpp has the fixture.
"""

from .interface import NOTICE, Function, Interface, Parameter, Type, wrapped

GOOD = {
    "id": '"pakistan"',
    "language": '"en"',
    "indicator": '"believed_under_18"',
    "value": '"yes"',
    "finding": '"trafficking"',
    "other": '"smuggled_migrant"',
    "mapping": "nullptr",
    "form": "nullptr",
    "used": "nullptr",
    "used_count": "0",
    "view": "0",
    "flags": "0",
    "most": "3",
    "index": "0",
    "option": "0",
    "status": "0",
    "stop": "0",
    "why": "0",
    "kind": "0",
    "code": "1",
    "json": "some.a_case",
    "size": "std::strlen(some.a_case)",
    "threads": "2",
    "agency": '"fia"',
    "in": "some.stream()",
}
GOOD_FOR = {
    ("pehchan_catalogue_load", "json"): "some.a_catalogue",
    ("pehchan_catalogue_with_texts", "json"): "some.texts",
    ("pehchan_catalogue_with_texts", "size"): "std::strlen(some.texts)",
    ("pehchan_catalogue_typed", "index"): "some.yes_no",
    ("pehchan_catalogue_typed", "typed"): '"Y"',
    ("pehchan_catalogue_load", "size"): "std::strlen(some.a_catalogue)",
    ("pehchan_catalogue_indicator_index", "id"): '"believed_under_18"',
    ("pehchan_answers_set_case", "id"): '"A-1"',
    ("pehchan_catalogue_words", "id"): '"interview.rights"',
    ("pehchan_answers_set_code", "index"): "some.yes_no",
    ("pehchan_answers_set_value", "index"): "some.number",
    ("pehchan_answers_set_value", "value"): "30",
    ("pehchan_catalogue_option_count", "index"): "some.choice",
    ("pehchan_catalogue_option_id", "index"): "some.choice",
    ("pehchan_catalogue_option_label", "index"): "some.choice",
    ("pehchan_answers_set_number", "indicator"): '"age_now_years"',
    ("pehchan_answers_set_number", "value"): "30",
    ("pehchan_interview_record_number", "indicator"): '"age_now_years"',
    ("pehchan_interview_record_number", "value"): "30",
    ("pehchan_interview_answer_number", "value"): "30",
    ("pehchan_assessment_columns", "mapping"): '"htcds_2"',
    ("pehchan_assessment_columns", "assessment"): "some.mapped",
    ("pehchan_cohort_assess", "out"): "some.results()",
}
# The first question of an interview takes no number.
GOOD_STATUS = {"pehchan_interview_answer_number": "PEHCHAN_STATUS_BAD_DATA"}
LEAST = 300  # checks


def good(function: Function, one: Parameter) -> str:
    if (function.name, one.name) in GOOD_FOR:
        return GOOD_FOR[function.name, one.name]
    if one.type.kind == "handle":
        return f"some.{one.type.of}"
    if one.type == Type("out", "error"):
        return "&some.failed"
    if one.type.kind == "out":
        return f"some.out<{one.type.c.removesuffix('*').strip()}>()"
    if one.name == "form" and one.type.kind == "integer":
        return "0"
    if one.name not in GOOD:
        raise ValueError(f"{function.name}: what to give for {one.name}? Add it to GOOD")
    return GOOD[one.name]


def is_pointer(one: Parameter) -> bool:
    return one.type.kind != "integer"


class Calls:
    """The checks of one function."""

    def __init__(self, function: Function, handles: tuple[str, ...]):
        self.function = function
        self.handles = handles
        self.good = [good(function, one) for one in function.parameters]
        self.fine = GOOD_STATUS.get(function.name, "PEHCHAN_OK")
        self.explains = str(function.gives_error).lower()
        made = next((p.type.of for p in function.parameters if p.name == "out"), "")
        self.free = f"some.free_made(pehchan_{made}_free); " if made in handles else ""
        self.lines: list[str] = []
        self.checks = 0

    def call(self, instead: dict[int, str] | None = None, ask: bool = True) -> str:
        given = [(instead or {}).get(i, text) for i, text in enumerate(self.good)]
        name = self.function.name
        answers = name in ("pehchan_interview_answer", "pehchan_interview_answer_number")
        asked = "some.ask(), " if answers and ask else ""
        text = f"{name}({', '.join(given)})"
        return f"({asked}{text})" if asked else text

    def expect(self, call: str, wanted: str, after: str = "", counted: bool = True) -> None:
        self.checks += counted
        self.lines += wrapped(f"EXPECT({call} {wanted});", " " * 4, " " * 8)
        self.lines += wrapped(after.strip(), " " * 4, " " * 8) if after else []

    def foreign(self, one: Parameter) -> list[str]:
        if one.type.kind != "handle":
            return []
        target = one.type.c.removesuffix("*").strip()
        others = [handle for handle in self.handles if handle != one.type.of]
        return [f"some.as<{target}>(some.{handle})" for handle in others]

    def tidy(self, status: str = "") -> str:
        return f"some.tidy({status}, {self.explains});" if status else "some.tidy();"

    def of_status(self, at: int, one: Parameter) -> None:
        wrong = "PEHCHAN_STATUS_WRONG_HANDLE"
        if one.type == Type("out", "error"):
            self.expect(self.call({at: "nullptr"}), f"== {self.fine}", self.free + self.tidy())
            if self.function.parameters[0].type.kind == "handle":  # the same failure, unexplained
                both = self.call({0: "nullptr", at: "nullptr"}, ask=False)
                self.expect(both, "== PEHCHAN_STATUS_NULL_ARGUMENT", self.tidy(), counted=False)
            return
        none = one.type.optional or one.type.kind == "array"
        wanted = "PEHCHAN_OK" if none else "PEHCHAN_STATUS_NULL_ARGUMENT"
        after = (self.free if none else "") + self.tidy(wanted)
        self.expect(self.call({at: "nullptr"}), f"== {wanted}", after)
        for given in self.foreign(one):
            self.expect(self.call({at: given}), f"== {wrong}", self.tidy(wrong))

    def of_value(self, at: int, one: Parameter) -> None:
        result = self.function.result
        text = result.kind in ("string", "bytes")
        if one.name == "language":  # NULL: the source language
            self.expect(self.call({at: "nullptr"}), "!= nullptr" if text else ">= 0")
            return
        nothing = "0"
        if text:
            nothing = "nullptr"
        elif result.of == "int32" or self.function.name.endswith("_index"):
            nothing = "-1"
        for given in ["nullptr", *self.foreign(one)]:
            self.expect(self.call({at: given}), f"== {nothing}")

    def of_text(self) -> None:
        """NULL with a size is a fault of the caller; NULL without one is an empty text."""
        for at, one in enumerate(self.function.parameters):
            if one.type.kind == "bytes":
                for status, instead in {
                    "PEHCHAN_STATUS_BAD_DATA": {at: "nullptr", at + 1: "0"},
                    "PEHCHAN_STATUS_BAD_ARGUMENT": {at + 1: "UINT64_MAX"},
                }.items():
                    self.expect(self.call(instead), f"== {status}", self.tidy(status))

    def all(self) -> list[str]:
        of_status = self.function.result.kind == "status"
        if of_status:
            self.expect(self.call(), f"== {self.fine}", self.free + self.tidy(), counted=False)
        for at, one in enumerate(self.function.parameters):
            if not is_pointer(one):
                continue
            if self.function.frees:
                for given in ["nullptr", *self.foreign(one)]:
                    self.checks += 1
                    self.lines += wrapped(f"{self.call({at: given})};", " " * 4, " " * 8)
            elif of_status:
                self.of_status(at, one)
            else:
                self.of_value(at, one)
        self.of_text()
        return [f"static void test_{self.function.short}(fixture& some) {{", *self.lines, "}", ""]


def files(interface: Interface) -> dict[str, str]:
    tested = [one for one in interface.functions if any(map(is_pointer, one.parameters))]
    made = [Calls(one, interface.handles) for one in tested]
    lines = [
        "// SPDX-License-Identifier: Apache-2.0",
        f"// {NOTICE[0].upper()}{NOTICE[1:]}.",
        "",
        "// No function of the C interface minds NULL or a live handle of another type.",
        "",
        '#include "arguments.hpp"',
        "",
        "#include <cstring>",
        "",
        "// clang-format off",
    ]
    for one in made:
        lines += one.all()
    lines += [
        'TEST_CASE("no function of the C interface minds NULL or a live handle of another type, "',
        '          "for any pointer that it takes") {',
        "    fixture some;",
        *(f"    test_{one.short}(some);" for one in tested),
        "    some.still_good();",
        "}",
    ]
    checks = sum(one.checks for one in made)
    if checks < LEAST:
        raise ValueError(f"only {checks} checks were made")
    return {"tests/capi/arguments_test.cpp": "\n".join(lines) + "\n"}
