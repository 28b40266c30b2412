# SPDX-License-Identifier: Apache-2.0
"""Rust: the bare functions, constants and structures of `pehchan::sys`, and the enumerations."""

from .interface import NOTICE, Enumeration, Interface, Type, sentence, wrapped

HEAD = ["// SPDX-License-Identifier: Apache-2.0", f"// {NOTICE[0].upper()}{NOTICE[1:]}.", ""]
INTEGERS = {"int8": "i8", "int32": "i32", "int64": "i64", "uint32": "u32", "uint64": "u64"}
# A newer library may give one that this crate does not know.
OPEN = {"status", "stop", "why", "referral", "indicator", "known_by"}
KEYWORDS = {"in": "input"}
WIDTH = 100


def type_of(one: Type) -> str:
    match one.kind:
        case "integer":
            return INTEGERS[one.of]
        case "status":
            return "i32"
        case "string" | "bytes":
            return "*const c_char"
        case "handle":
            return f"*{'mut' if one.mutable else 'const'} pehchan_{one.of}"
        case "array":
            return f"*const *const pehchan_{one.of}"
        case "out":
            return "*mut *const c_char" if one.of == "string" else f"*mut *mut pehchan_{one.of}"
        case "stream":
            return "*mut ArrowArrayStream"
    return "()"


def functions(interface: Interface) -> str:
    lines = [
        *HEAD,
        "//! The functions of pehchan.h as they are: see there who owns what and which threads may",
        "//! call.",
        "",
        "#![allow(non_camel_case_types, missing_docs)]",
        "",
        "use std::marker::{PhantomData, PhantomPinned};",
        "use std::os::raw::{c_char, c_int, c_void};",
        "",
        f"pub const ABI: i32 = {interface.abi};",
        "",
    ]
    for group in interface.enumerations:
        kind = "u32" if group.flags else "i32"
        lines += [f"pub const {v.constant}: {kind} = {v.number};" for v in group.values]
    for handle in interface.handles:
        lines += [
            "",
            "#[repr(C)]",
            f"pub struct pehchan_{handle} {{",
            "    _opaque: [u8; 0],",
            "    _marker: PhantomData<(*mut u8, PhantomPinned)>,",
            "}",
        ]
    for structure in interface.structures:
        lines += ["", "#[repr(C)]", f"pub struct {structure.name} {{"]
        for field, (name, whole) in zip(structure.fields, structure.members, strict=True):
            kind = "i64" if whole else "*mut c_void"
            if "(*" in field:
                target = f"*mut {structure.name}"
                second = {"get_schema": "*mut ArrowSchema", "get_next": "*mut ArrowArray"}
                given = f"{target}, {second[name]}" if name in second else target
                result = "*const c_char" if name == "get_last_error" else "c_int"
                gives = "" if name == "release" else f" -> {result}"
                kind = f'Option<unsafe extern "C" fn({given}){gives}>'
            elif "char" in field:
                kind = "*const c_char"
            elif name == "buffers":
                kind = "*mut *const c_void"
            elif name == "children":
                kind = f"*mut *mut {structure.name}"
            elif name == "dictionary":
                kind = f"*mut {structure.name}"
            lines += [f"    pub {name}: {kind},"]
        lines.append("}")
    lines += ["", 'extern "C" {']
    for one in interface.functions:
        given = [f"{KEYWORDS.get(p.name, p.name)}: {type_of(p.type)}" for p in one.parameters]
        gives = "" if one.result.kind == "void" else f" -> {type_of(one.result)}"
        text = f"    pub fn {one.name}({', '.join(given)}){gives};"
        if len(text) > WIDTH:  # as rustfmt does it
            lines += [f"    pub fn {one.name}("]
            lines += [f"        {each}," for each in given]
            lines.append(f"    ){gives};")
        else:
            lines.append(text)
    return "\n".join([*lines, "}"]) + "\n"


def comment(text: str, indent: str = "") -> list[str]:
    return wrapped(sentence(text), f"{indent}/// ", f"{indent}/// ", WIDTH)


def flags(one: Enumeration) -> list[str]:
    none = {
        "flag": ("NONE", "nothing besides"),
        "ask": ("FIRST_CONTACT", "what may be asked at a first contact, and nothing declined"),
        "cohort": ("NONE", "nothing besides"),
    }[one.name]
    lines = [
        *comment(one.summary.removesuffix(".") + "; joined by `|`"),
        "#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]",
        f"pub struct {one.type}(u32);",
        "",
        f"impl {one.type} {{",
        *comment(none[1], " " * 4),
        f"    pub const {none[0]}: Self = Self(0);",
    ]
    for value in one.values:
        lines += comment(value.meaning, " " * 4)
        lines.append(f"    pub const {value.name.upper()}: Self = Self(sys::{value.constant});")
    return [
        *lines,
        "",
        "    pub(crate) fn bits(self) -> u32 {",
        "        self.0",
        "    }",
        "}",
        "",
        f"impl BitOr for {one.type} {{",
        "    type Output = Self;",
        "    fn bitor(self, other: Self) -> Self {",
        "        Self(self.0 | other.0)",
        "    }",
        "}",
    ]


def enumeration(one: Enumeration) -> list[str]:
    opened = one.name in OPEN
    values = [value for value in one.values if value.constant != "PEHCHAN_OK"]
    lines = [
        *comment(one.summary),
        "#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]",
        *(["#[non_exhaustive]"] if opened else []),
        f"pub enum {one.type} {{",
    ]
    for value in values:
        lines += comment(value.meaning, " " * 4)
        lines.append(f"    {value.pascal} = sys::{value.constant} as isize,")
    if opened:
        lines += [*comment("of a newer library", " " * 4), "    Other,"]
    lines.append("}")
    if one.name in ("view", "answer"):  # they only go in
        return lines
    lines += ["", f"impl {one.type} {{"]
    lines += [f"    pub(crate) fn of(number: i32) -> {'Self' if opened else 'Option<Self>'} {{"]
    lines += ["        match number {"]
    for value in values:
        found = f"Self::{value.pascal}" if opened else f"Some(Self::{value.pascal})"
        lines.append(f"            sys::{value.constant} => {found},")
    lines += [f"            _ => {'Self::Other' if opened else 'None'},", "        }", "    }", "}"]
    return lines


def enumerations(interface: Interface) -> str:
    lines = [*HEAD, "use crate::sys;", "use std::ops::BitOr;"]
    for one in interface.enumerations:
        if one.type:
            lines += ["", *(flags(one) if one.flags else enumeration(one))]
    return "\n".join(lines) + "\n"


def files(interface: Interface) -> dict[str, str]:
    return {
        "bindings/rust/src/sys.rs": functions(interface),
        "bindings/rust/src/enumerations.rs": enumerations(interface),
    }
