# SPDX-License-Identifier: Apache-2.0
"""Java: the functions and constants for JNA, and one file an enumeration."""

from .interface import NOTICE, Enumeration, Interface, Type, sentence, wrapped

FOLDER = "bindings/java/library/src/main/java/pehchan"
NAMES = {"Flags": "Flag", "CohortFlags": "CohortFlag"}
KEYWORDS = {"in": "input"}
HEAD = ["// SPDX-License-Identifier: Apache-2.0", f"// {NOTICE[0].upper()}{NOTICE[1:]}."]


def type_of(one: Type) -> str:
    match one.kind:
        case "integer":
            return {"int8": "byte", "int64": "long", "uint64": "long"}.get(one.of, "int")
        case "status":
            return "int"
        case "string" | "bytes":
            return "byte[]"
        case "out":
            return "PointerByReference"
        case "void":
            return "void"
    return "Pointer"


def functions(interface: Interface) -> str:
    lines = [
        *HEAD,
        "package pehchan;",
        "",
        "import com.sun.jna.Pointer;",
        "import com.sun.jna.ptr.PointerByReference;",
        "",
        "/**",
        " * The functions of pehchan.h as they are. Texts go in as UTF-8 with a zero byte after",
        " * the last. What is unsigned in C has the same bits here.",
        " */",
        "final class C {",
        f"    static final int ABI = {interface.abi};",
        "",
    ]
    for group in interface.enumerations:
        for value in group.values:
            lines.append(f"    static final int {value.constant} = {value.number};")
    lines += ["", "    static {", "        Loading.register(C.class, ABI);", "    }", ""]
    lines += ["    private C() {}"]
    for _, section in interface.sections:
        lines.append("")
        for one in section:
            given = ", ".join(
                f"{type_of(p.type)} {KEYWORDS.get(p.name, p.name)}" for p in one.parameters
            )
            result = "Pointer" if one.result.kind in ("string", "bytes") else type_of(one.result)
            lines += wrapped(f"static native {result} {one.name}({given});", " " * 4, " " * 12)
    for structure in interface.structures:
        lines += [
            "",
            f"    /** Where the members of {structure.name} lie, where a pointer has 8 bytes. */",
            f"    static final class {structure.name} {{",
            f"        static final int SIZE = {8 * len(structure.members)};",
        ]
        for at, (name, _) in enumerate(structure.members):
            lines.append(f"        static final int {name.upper()} = {8 * at};")
        lines += ["", f"        private {structure.name}() {{}}", "    }"]
    return "\n".join([*lines, "}"]) + "\n"


def comment(text: str, indent: str = "") -> list[str]:
    return wrapped(sentence(text) + " */", f"{indent}/** ", f"{indent} * ")


def enumeration(one: Enumeration) -> str:
    name = NAMES.get(one.type, one.type)
    lines = [*HEAD, "package pehchan;", "", *comment(one.summary), f"public enum {name} {{"]
    values = []
    for value in one.values:
        number = f"({value.number})" if one.flags else ""
        values.append([*comment(value.meaning, " " * 4), f"    {value.name.upper()}{number}"])
    if one.name == "status":
        values.append([*comment("a status of a newer library", " " * 4), "    OTHER"])
    for value in values[:-1]:
        value[-1] += ","
    if one.flags:
        values[-1][-1] += ";"
    lines += [line for value in values for line in value]
    if one.flags:
        lines += [
            "",
            "    private final int bit;",
            "",
            f"    {name}(int bit) {{",
            "        this.bit = bit;",
            "    }",
            "",
            f"    static int bits({name}... all) {{",
            "        int bits = 0;",
            f"        for ({name} one : all) bits |= one.bit;",
            "        return bits;",
            "    }",
        ]
    return "\n".join([*lines, "}"]) + "\n"


def files(interface: Interface) -> dict[str, str]:
    made = {f"{FOLDER}/C.java": functions(interface)}
    for one in interface.enumerations:
        if one.type and one.name != "answer":
            made[f"{FOLDER}/{NAMES.get(one.type, one.type)}.java"] = enumeration(one)
    return made
