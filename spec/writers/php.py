# SPDX-License-Identifier: Apache-2.0
"""PHP: the declarations that FFI reads, and the enumerations."""

from . import c
from .interface import NOTICE, Enumeration, Interface, sentence, wrapped

NAMES = {"Flags": "Flag", "CohortFlags": "CohortFlag"}


def comment(text: str, indent: str = "") -> list[str]:
    return wrapped(sentence(text) + " */", f"{indent}/** ", f"{indent} * ")


def enumeration(one: Enumeration) -> str:
    lines = [
        "<?php",
        "// SPDX-License-Identifier: Apache-2.0",
        f"// {NOTICE[0].upper()}{NOTICE[1:]}.",
        "declare(strict_types=1);",
        "",
        "namespace Pehchan;",
        "",
        *comment(one.summary),
        f"enum {NAMES.get(one.type, one.type)}: int",
        "{",
    ]
    for value in one.values:
        lines += comment(value.meaning, " " * 4)
        lines.append(f"    case {value.pascal} = {value.number};")
    if one.flags:
        lines += [
            "",
            "    /** @internal */",
            "    public static function bits(self ...$all): int",
            "    {",
            "        $bits = 0;",
            "        foreach ($all as $one) {",
            "            $bits |= $one->value;",
            "        }",
            "        return $bits;",
            "    }",
        ]
    return "\n".join([*lines, "}"]) + "\n"


def number(interface: Interface) -> str:
    lines = [
        "<?php",
        "// SPDX-License-Identifier: Apache-2.0",
        f"// {NOTICE[0].upper()}{NOTICE[1:]}.",
        "declare(strict_types=1);",
        "",
        "namespace Pehchan;",
        "",
        "/** @internal */",
        "final class Abi",
        "{",
        f"    public const NUMBER = {interface.abi};",
        "}",
    ]
    return "\n".join(lines) + "\n"


def files(interface: Interface) -> dict[str, str]:
    made = {
        "bindings/php/generated/pehchan.h": c.plain(interface),
        "bindings/php/generated/Abi.php": number(interface),
    }
    for one in interface.enumerations:
        if one.type:
            name = NAMES.get(one.type, one.type)
            made[f"bindings/php/generated/{name}.php"] = enumeration(one)
    return made
