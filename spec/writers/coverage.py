# SPDX-License-Identifier: Apache-2.0
"""Does every binding reach every function of the C interface?

Its generated file declares the function, and its hand-written code, tests aside, calls it. What an
idiom of the language replaces is listed in abi.yaml under `replaced`, with the reason.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from .interface import NOTICE, Interface


@dataclass(frozen=True)
class Binding:
    declared: str  # the file that declares, under bindings/
    sources: tuple[str, ...]  # patterns of the files that call
    short: bool = False  # it names functions without "pehchan_"


BINDINGS = {
    "node": Binding("node/generated.js", ("node/*.js",), short=True),
    "java": Binding(
        "java/library/src/main/java/pehchan/C.java", ("java/library/src/main/java/**/*.java",)
    ),
    "csharp": Binding("csharp/Pehchan/Generated.cs", ("csharp/Pehchan/*.cs",)),
    "rust": Binding("rust/src/sys.rs", ("rust/src/*.rs",)),
    # cgo reads the header itself; some methods of enumerations are generated.
    "go": Binding("../include/pehchan/pehchan.h", ("go/*.go",)),
    "php": Binding("php/generated/pehchan.h", ("php/src/*.php",)),
}
NEVER = {"cases.js", "example.js", "prepare.js", "pehchan_test.go"}


def words(text: str) -> set[str]:
    """Every name in the code; what a comment mentions is not called."""
    bare = re.sub(r"/\*(?!\n#include).*?\*/|(?<![:'\"])//[^\n]*", "", text, flags=re.S)
    return set(re.findall(r"\b[a-z][a-z0-9_]*\b", bare))


def problems(interface: Interface, root: Path) -> list[str]:
    folder = root / "bindings"
    found = []
    names = {one.name for one in interface.functions}
    replaced = {name: set() for one in interface.replaced for name in one["functions"]}
    for name in replaced.keys() - names:
        found.append(f"abi.yaml: {name} is replaced and does not exist")
    for language, binding in BINDINGS.items():
        declared = words((folder / binding.declared).read_text(encoding="utf-8"))
        called: set[str] = set()
        for pattern in binding.sources:
            for file in sorted(folder.glob(pattern)):
                text = file.read_text(encoding="utf-8")
                generated = NOTICE in text[:400].replace("Generated", "generated")
                if file.name in NEVER or (generated and language != "go"):
                    continue
                if binding.short:  # a method may have such a name too
                    called |= set(re.findall(r"(?:\blibrary\.|')(\w+)", text))
                else:
                    called |= words(text)
        for one in interface.functions:
            name = one.short if binding.short else one.name
            if name not in declared:
                found.append(f"bindings/{binding.declared}: does not declare {one.name}")
            if name in called:
                continue
            if one.name in replaced:
                replaced[one.name].add(language)
            else:
                found.append(f"bindings/{language}: does not reach {one.name}")
    for name in sorted(name for name, by in replaced.items() if not by and name in names):
        found.append(f"abi.yaml: {name} is called by every binding and need not be replaced")
    return found
