# SPDX-License-Identifier: Apache-2.0
"""The C headers, the export list and map, and the functions that give names."""

import re

from .interface import KEPT, NOTICE, WIDTH, Enumeration, Function, Interface, Structure, wrapped

API = """\
#ifndef PEHCHAN_API
#if defined(_WIN32) && defined(PEHCHAN_IN_LIBRARY)
#define PEHCHAN_API __declspec(dllexport)
#elif defined(_WIN32)
#define PEHCHAN_API __declspec(dllimport)
#elif defined(__GNUC__)
#define PEHCHAN_API __attribute__((visibility("default")))
#else
#define PEHCHAN_API
#endif
#endif
"""
ARROW = """\
/* The structs of the Arrow C data and stream interfaces, as Arrow publishes them for every
 * library to declare. */
"""
# Python's cffi, LuaJIT and PHP read declarations only.
PLAIN = f"""\
/* SPDX-License-Identifier: Apache-2.0 */

/* pehchan.h without preprocessor directives, for Python's cffi, LuaJIT and PHP. pehchan.h has the
 * comments. {NOTICE[0].upper()}{NOTICE[1:]}. */
"""


def comment_of(text: str, indent: str = "") -> list[str]:
    # The end of the comment never stands alone on its line.
    return wrapped(text + KEPT + "*/", f"{indent}/* ", f"{indent} * ")


def introduction(text: str) -> list[str]:
    lines: list[str] = []
    for paragraph in text.rstrip().split("\n\n"):
        if lines:
            lines.append(" *")
        for item in re.split(r"\n(?= - )", paragraph):
            words = " ".join(item.split())
            first, rest = (" *  ", " *    ") if item.startswith(" - ") else (" * ", " * ")
            lines += wrapped(words, first, rest)
    lines[0] = "/*" + lines[0][2:]
    return [*lines, " */"]


def enumeration(one: Enumeration) -> list[str]:
    lines = comment_of(one.comment) if one.comment else []
    short = ", ".join(f"{value.constant} = {value.number}" for value in one.values)
    if not any(value.comment for value in one.values) and len(short) + 11 <= WIDTH:
        return [*lines, f"enum {{ {short} }};"]
    lines.append("enum {")
    code = [f"    {value.constant} = {value.number}," for value in one.values]
    code[-1] = code[-1][:-1]
    # A comment stands behind its value where all of them fit there, else above it.
    column = max(map(len, code)) + 1
    behind = all(column + len(value.comment) + 6 <= WIDTH for value in one.values)
    for line, value in zip(code, one.values, strict=True):
        if not value.comment:
            lines.append(line)
        elif behind:
            lines.append(f"{line:{column}}/* {value.comment} */")
        else:
            lines += [*comment_of(value.comment, "    "), line]
    return [*lines, "};"]


def structure(one: Structure) -> list[str]:
    return [f"struct {one.name} {{", *(f"    {field};" for field in one.fields), "};"]


def declaration(one: Function, api: str = "PEHCHAN_API ") -> list[str]:
    given = ", ".join(f"{parameter.type.c}{parameter.name}" for parameter in one.parameters)
    text = f"{api}{one.result.c}{one.name}({given or 'void'});"
    return wrapped(text, "", "    ")


ABI = """\
/* The number of the interface that this header describes: what pehchan_abi_version() gives where
 * the library fits. */"""


def header(interface: Interface) -> str:
    lines = [
        "/* SPDX-License-Identifier: Apache-2.0 */",
        f"/* {NOTICE[0].upper()}{NOTICE[1:]}. */",
        "#ifndef PEHCHAN_H",
        "#define PEHCHAN_H",
        "",
        *introduction(interface.introduction),
        "",
        "#include <stdint.h>",
        "",
        *API.splitlines(),
        "",
        *ABI.splitlines(),
        f"#define PEHCHAN_ABI_VERSION {interface.abi}",
        "",
        "#ifdef __cplusplus",
        'extern "C" {',
        "#endif",
        "",
        *ARROW.splitlines(),
        "#ifndef ARROW_C_DATA_INTERFACE",
        "#define ARROW_C_DATA_INTERFACE",
        "#define ARROW_FLAG_DICTIONARY_ORDERED 1",
        "#define ARROW_FLAG_NULLABLE 2",
        "#define ARROW_FLAG_MAP_KEYS_SORTED 4",
        *structure(interface.structures[0]),
        *structure(interface.structures[1]),
        "#endif",
        "#ifndef ARROW_C_STREAM_INTERFACE",
        "#define ARROW_C_STREAM_INTERFACE",
        *structure(interface.structures[2]),
        "#endif",
    ]
    for one in interface.enumerations:
        lines += [*([] if one.joined else [""]), *enumeration(one)]
    lines += ["", *(f"typedef struct pehchan_{h} pehchan_{h};" for h in interface.handles)]
    for title, functions in interface.sections:
        lines += ["", *comment_of(f"---- {title}"), ""]
        for one in functions:
            said = f"[{one.since}; {one.ownership}; {one.threads}]"
            lines += [""] if one.gap else []
            lines += comment_of(f"{one.comment} {said}".strip())
            lines += declaration(one)
    lines += ["", "#ifdef __cplusplus", "}", "#endif", "", "#endif"]
    return "\n".join(lines) + "\n"


def plain(interface: Interface) -> str:
    lines = PLAIN.splitlines()
    for one in interface.structures:
        lines += ["", *structure(one)]
    for group in interface.enumerations:
        values = ", ".join(f"{value.constant} = {value.number}" for value in group.values)
        lines += ["", *wrapped(f"enum {{ {values} }};", "", "    ")]
    lines += ["", *(f"typedef struct pehchan_{h} pehchan_{h};" for h in interface.handles)]
    for _, functions in interface.sections:
        lines.append("")
        for one in functions:
            lines += declaration(one, "")
    return "\n".join(lines) + "\n"


def exports(interface: Interface) -> str:
    return "".join(f"{name}\n" for name in sorted(one.name for one in interface.functions))


def export_map(interface: Interface) -> str:
    names = "".join(f"        {name};\n" for name in exports(interface).split())
    return (
        "/* Only the C interface leaves the shared library.\n"
        f" * {NOTICE[0].upper()}{NOTICE[1:]}. */\n"
        f"PEHCHAN_{interface.abi} {{\n    global:\n{names}    local:\n        *;\n}};\n"
    )


def names(interface: Interface) -> str:
    lines = [
        "// SPDX-License-Identifier: Apache-2.0",
        f"// {NOTICE[0].upper()}{NOTICE[1:]}.",
        "",
        "// The functions that name the values of enumerations; src/c includes this once, inside",
        '// `extern "C"`. tests/capi/names_test.cpp holds them against the names in C++.',
        "",
        f"int32_t pehchan_abi_version(void) {{ return {interface.abi}; }}",
    ]
    for one in interface.enumerations:
        if not one.names:
            continue
        parameter = next(f for f in interface.functions if f.name == one.names).parameters[0].name
        array = f"{one.name}_names"
        words = ", ".join(f'"{value.text}"' for value in one.values)
        lines += ["", f"const char *{one.names}(int32_t {parameter}) {{"]
        lines += wrapped(f"static const char *const {array}[] = {{{words}}};", " " * 4, " " * 8)
        lines += wrapped(
            f"return {parameter} >= 0 && {parameter} < {len(one.values)} ? "
            f"{array}[{parameter}] : nullptr;",
            " " * 4,
            " " * 8,
        )
        lines.append("}")
        if one.count:
            lines.append(f"int32_t {one.count}(void) {{ return {len(one.values)}; }}")
    return "\n".join(lines) + "\n"


def files(interface: Interface) -> dict[str, str]:
    return {
        "include/pehchan/pehchan.h": header(interface),
        "include/pehchan/pehchan_plain.h": plain(interface),
        "tests/capi/exports.txt": exports(interface),
        "src/c/exports.map": export_map(interface),
        "src/c/names.inc": names(interface),
    }
