# SPDX-License-Identifier: Apache-2.0
"""JavaScript that names every function, constant and structure, and its types for TypeScript."""

from .interface import NOTICE, Enumeration, Interface, Type, sentence, wrapped


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def quoted(text: str) -> str:
    return f"'{text}'"


def word(one: Type) -> str:
    """The type by the words that library.js explains to koffi."""
    match one.kind:
        case "integer":
            return f"{one.of}_t"
        case "status":
            return "int32_t"
        case "string":
            return "str"
        case "out":
            return "text_out" if one.of == "string" else "out"
        case "array":
            return "list"
        case "stream":
            return "stream"
    return one.kind  # handle, bytes, void


def script(interface: Interface) -> str:
    lines = [
        "// SPDX-License-Identifier: Apache-2.0",
        f"// {NOTICE[0].upper()}{NOTICE[1:]}.",
        "'use strict';",
        "",
        f"const abi = {interface.abi};",
        "",
        '// Result, then arguments, of each function of pehchan/pehchan.h without "pehchan_".',
        "const functions = {",
    ]
    for one in interface.functions:
        result = "handle" if one.result.kind == "bytes" else word(one.result)
        words = [result, *(word(parameter.type) for parameter in one.parameters)]
        lines.append(f"  {one.short}: {quoted(' '.join(words))},")
    lines += ["};", "", "const constants = {"]
    for group in interface.enumerations:
        lines += [f"  {value.constant}: {value.number}," for value in group.values]
    lines += ["};", "", "// Names of the values 0, 1, 2, ... of an enumeration.", "const names = {"]
    for group in interface.enumerations:
        if group.type and not group.flags and group.values[0].number == 0:
            texts = ", ".join(quoted(value.text) for value in group.values)
            lines += wrapped(f"{group.name}: [{texts}],", "  ", "    ")
    lines += ["};", "", "// The bit of each option.", "const options = {"]
    for group in interface.enumerations:
        if group.flags:
            bits = ", ".join(f"{camel(value.name)}: {value.number}" for value in group.values)
            lines.append(f"  {group.name}: {{ {bits} }},")
    lines += ["};", "", "const structures = {"]
    for structure in interface.structures:
        lines.append(f"  {structure.name}: {{")
        for name, whole in structure.members:
            lines.append(f"    {name}: {quoted('int64_t' if whole else 'void *')},")
        lines.append("  },")
    lines += [
        "};",
        "",
        "module.exports = { abi, constants, functions, names, options, structures };",
    ]
    return "\n".join(lines) + "\n"


def option_types(one: Enumeration) -> list[str]:
    name = {"flag": "Flags", "ask": "AskingFlags", "cohort": "CohortFlags"}[one.name]
    lines = [*comment(one.summary), f"export interface {name} {{"]
    for value in one.values:
        lines += [*comment(value.meaning, "  "), f"  {camel(value.name)}?: boolean;"]
    return [*lines, "}"]


def comment(text: str, indent: str = "") -> list[str]:
    return wrapped(sentence(text) + " */", f"{indent}/** ", f"{indent} * ") if text else []


def types(interface: Interface) -> str:
    lines = [
        "// SPDX-License-Identifier: Apache-2.0",
        f"// {NOTICE[0].upper()}{NOTICE[1:]}.",
    ]
    for group in interface.enumerations:
        lines.append("")
        if group.flags:
            lines += option_types(group)
            continue
        if not group.type:
            lines.pop()
            continue
        name = {"Status": "StatusName"}.get(group.type, group.type)
        texts = [quoted(value.text) for value in group.values if value.text != "ok"]
        lines += comment(group.summary)
        if group.name == "answer":
            texts = [str(value.number) for value in group.values]
            lines[-1:] = comment(
                "By index: " + ", ".join(f"{v.number} {v.name}" for v in group.values)
            )
        lines += wrapped(f"export type {name} = {' | '.join(texts)};", "", "  ")
    lines += ["", "/** The constants of the C header. */", "export const constants: {"]
    for group in interface.enumerations:
        lines += [f"  readonly {value.constant}: {value.number};" for value in group.values]
    lines.append("};")
    return "\n".join(lines) + "\n"


def files(interface: Interface) -> dict[str, str]:
    return {
        "bindings/node/generated.js": script(interface),
        "bindings/node/generated.d.ts": types(interface),
    }
