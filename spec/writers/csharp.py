# SPDX-License-Identifier: Apache-2.0
"""C#: the functions for P/Invoke, the structures, and the enumerations."""

from .interface import NOTICE, Enumeration, Function, Interface, Parameter, sentence, wrapped

NAMES = {"Flags": "Include", "Asking": "Ask"}
NONE = {"flag": "Nothing", "ask": "FirstContact", "cohort": "Nothing"}
# Handles that a program holds are SafeHandles; the others are freed where they are made.
HELD = {"catalogue", "answers", "assessment", "interview", "evaluator", "workers", "cohort"}
KEYWORDS = {"out": "made", "in": "input"}
INTEGERS = {"int8": "sbyte", "int32": "int", "int64": "long", "uint32": "uint", "uint64": "ulong"}


def parameter(function: Function, one: Parameter) -> str:
    name = KEYWORDS.get(one.name, one.name)
    match one.type.kind:
        case "integer":
            return f"{INTEGERS[one.type.of]} {name}"
        case "string" | "bytes":
            return f"byte[] {name}"
        case "array":
            return f"IntPtr[] {name}"
        case "out":
            return f"out IntPtr {name}"
        case "handle" if one.type.of in HELD and not function.frees and not one.type.optional:
            return f"{one.type.of.capitalize()}Handle {name}"
    return f"IntPtr {name}"


def result(one: Function) -> str:
    match one.result.kind:
        case "integer":
            return INTEGERS[one.result.of]
        case "status":
            return "int"
        case "void":
            return "void"
    return "IntPtr"


def comment(text: str, indent: str) -> list[str]:
    return wrapped(sentence(text), f"{indent}/// ", f"{indent}/// ")


def enumeration(one: Enumeration) -> list[str]:
    base = " : uint" if one.flags else " : sbyte" if one.name == "answer" else ""
    lines = [*comment(one.summary, " " * 4), *(["    [Flags]"] if one.flags else [])]
    lines += [f"    public enum {NAMES.get(one.type, one.type)}{base}", "    {"]
    if one.flags:
        lines.append(f"        {NONE[one.name]} = 0,")
    for value in one.values:
        if value.constant == "PEHCHAN_OK":
            continue
        lines += [*comment(value.meaning, " " * 8), f"        {value.pascal} = {value.number},"]
    return [*lines, "    }"]


def files(interface: Interface) -> dict[str, str]:
    lines = [
        "// SPDX-License-Identifier: Apache-2.0",
        f"// {NOTICE[0].upper()}{NOTICE[1:]}.",
        "",
        "using System;",
        "using System.Runtime.InteropServices;",
        "",
        "namespace Pehchan",
        "{",
    ]
    for group in interface.enumerations:
        if group.type:
            lines += [*enumeration(group), ""]
    for structure in interface.structures:
        lines += [
            "    [StructLayout(LayoutKind.Sequential)]",
            f"    internal struct {structure.name}",
            "    {",
        ]
        for name, whole in structure.members:
            lines.append(f"        internal {'long' if whole else 'IntPtr'} {name};")
        lines += ["    }", ""]
    lines += [
        "    /// The functions of pehchan.h as they are.",
        "    internal static partial class Native",
        "    {",
        f"        internal const int Abi = {interface.abi};",
    ]
    for group in interface.enumerations:
        if not group.type:
            for value in group.values:
                lines.append(f"        internal const int {value.constant} = {value.number};")
    for one in interface.functions:
        given = ", ".join(parameter(one, each) for each in one.parameters)
        lines += ["", "        [DllImport(Library)]"]
        lines += wrapped(
            f"internal static extern {result(one)} {one.name}({given});", " " * 8, " " * 12
        )
    return {"bindings/csharp/Pehchan/Generated.cs": "\n".join([*lines, "    }", "}"]) + "\n"}
