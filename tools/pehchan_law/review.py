# SPDX-License-Identifier: Apache-2.0
"""Pages to review from, made on demand: the law for a lawyer, the texts of a language for a translator; and how far both are."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from .locale import Locale
from .model import Law, Message
from .rules import Documents, Nodes, Scope, rule_lines

CONFIDENCE = ("verified", "secondary", "unverified")
STATES = ("reviewed", "draft", "stale", "untranslated")
SECTIONS = (
    ("findings", (("rule", "Holds when"),)),
    ("rules", (("rule", "Holds when"),)),
    ("safeguards", (("when", "Applies when"), ("unless_ruled_out", "Unless it is ruled out that"))),
    (
        "referrals",
        (("when", "Reason"), ("routing", "Where"), ("serves_only", "Only for")),
    ),
)
CASES_SHOWN = 12

READ_BY = {
    "do": "First page, to do: ",
    "do_not": "First page, not to do: ",
    "for_person": "The person reads: ",
    "for_child": "A child reads: ",
}


def state(locale: Locale, message: Message) -> str:
    if locale.is_stale(message):
        return "stale"
    found = locale.translation(message)
    return found.status if found else "untranslated"


# --- for a lawyer


def judged(folder: Path) -> dict[str, list[tuple[str, str, str]]]:
    """The judged cases by the finding that they decide: case, met or not, what decides."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for file in sorted(folder.glob("judged.*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            for finding, verdict in case.get("judged", {}).items():
                why = case.get("decides", {}).get(finding, "")
                found.setdefault(finding, []).append((case["case"], verdict, why))
    return found


def lawyer_page(law: Law, catalogue: str, cases: dict[str, list[tuple[str, str, str]]]) -> str:
    documents: Documents = law.catalogues
    document = documents[catalogue]
    scope = Scope(Nodes(), documents, catalogue)

    def label(collection: str, id: str) -> str:
        one = scope.statement(collection, id) or {}
        words = one.get("label") or one.get("title") or id.replace("_", " ")
        return f"{words} (`{id}`)" if collection != "indicators" else f"{words} [{id}]"

    out = [f"# {document['title']}", "", f"`{catalogue}` {document['version']}.", ""]
    for collection, fields in SECTIONS:
        statements = document.get(collection, [])
        if statements:
            out += [f"## {collection.capitalize()}", ""]
        for number, one in enumerate(statements):
            title = one.get("title") or one.get("authority") or one["id"]
            out += [
                f"### {title}",
                "",
                f"`{one['id']}`, {law.place(catalogue, collection, number)}",
                "",
            ]
            for key in (
                "summary",
                "meaning",
                "text",
                "do",
                "do_not",
                "for_person",
                "for_child",
                "serves",
            ):
                if key in one:
                    out += [READ_BY.get(key, "") + one[key], ""]
            for key, name in (
                ("kind", "kind"),
                ("force", "rests on"),
                ("basis", "mandate rests on"),
                ("contact", "contact"),
                ("contact_as_of", "contact as of"),
                ("within_hours", "within hours"),
            ):
                if one.get(key) is not None:
                    out.append(f"- {name}: {one[key]}")
            out += [
                f"- confidence: **{one['confidence']}**, as of {one.get('as_of') or 'its sources'}"
            ]
            for source in one["sources"]:
                about = scope.statement("sources", source) or {}
                address = f", {about['address']}" if about.get("address") else ""
                as_of = about.get("as_of") or "no date"
                out.append(
                    f"- source `{source}`: {about.get('title', 'not found')}{address}"
                    f" ({about.get('confidence')}, {as_of})"
                )
            out.append("")
            for key, head in fields:
                if key in one:
                    out += [f"{head}:", "", *rule_lines(one[key], scope, label), ""]
            for element in one.get("elements", []):
                out += [f"Element: {element['title']}", ""]
                out += [*rule_lines(element["rule"], scope, label), ""]
            if "withholds" in one:
                flat = [f"{kind}: {', '.join(some)}" for kind, some in one["withholds"].items()]
                out += [f"While it applies, it withholds {'; '.join(flat)}.", ""]
            if one.get("note"):
                out += [f"Note: {one['note']}", ""]
            decided = cases.get(one["id"], []) if collection == "findings" else []
            for verdict in ("met", "not_met"):
                some = [(case, why) for case, said, why in decided if said == verdict]
                if some:
                    out.append(f"Judged {verdict.replace('_', ' ')} ({len(some)}):")
                    out.append("")
                    out += [f"- {case}: {why}".rstrip(": ") for case, why in some[:CASES_SHOWN]]
                    if len(some) > CASES_SHOWN:
                        out.append(f"- and {len(some) - CASES_SHOWN} more")
                    out.append("")
            out += ["Right as it stands: [ ] yes [ ] no, because", ""]
    return "\n".join(out)


# --- for a translator


def translator_page(law: Law, locale: Locale, catalogue: str | None) -> str:
    out = [f"# Texts in {locale.language}", ""]
    for message in law.messages():
        if catalogue not in (None, message.catalogue):
            continue
        entry = locale.entries.get(message.context)
        out += [f"## {message.context}", ""]
        out.append(f"{message.about + '; ' if message.about else ''}{state(locale, message)}")
        out += ["", _quoted(message.english), ""]
        if entry is not None and entry.msgstr:
            out += [f'<div dir="{locale.direction}">', "", _quoted(entry.msgstr), "", "</div>", ""]
        if entry is not None and entry.previous_msgid:
            out += ["Made for:", "", _quoted(entry.previous_msgid), ""]
        if entry is not None and entry.tcomment:
            out += [f"Comment: {entry.tcomment}", ""]
    return "\n".join(out)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines())


# --- how far


def statuses(law: Law, locales: dict[str, Locale]) -> dict[str, Any]:
    languages: dict[str, dict[str, Counter[str]]] = {}
    for language, locale in locales.items():
        found = languages.setdefault(language, {})
        for message in law.messages():
            found.setdefault(message.catalogue, Counter())[state(locale, message)] += 1
    catalogues = {}
    for name, document in law.catalogues.items():
        counts: Counter[str] = Counter()
        for collection, statements in document.items():
            if isinstance(statements, list) and collection not in ("use", "sources"):
                counts.update(one["confidence"] for one in statements if "confidence" in one)
        catalogues[name] = counts
    return {"languages": languages, "catalogues": catalogues}


def status_text(found: dict[str, Any]) -> str:
    out = []
    head = f"{'':24}{'translated':>12}" + "".join(f"{name:>14}" for name in STATES)

    def row(name: str, counts: Counter[str]) -> str:
        total = sum(counts.values())
        translated = counts["reviewed"] + counts["draft"]
        share = f"{translated}/{total}"
        return f"{name:24}{share:>12}" + "".join(f"{counts[one]:>14}" for one in STATES)

    for language, by_catalogue in found["languages"].items():
        everything: Counter[str] = Counter()
        for counts in by_catalogue.values():
            everything.update(counts)
        out += [head if not out else "", row(language, everything)]
        out += [row(f"  {name}", counts) for name, counts in by_catalogue.items()]
    out += ["", f"{'':24}{'statements':>12}{'read':>12}{'secondary':>12}{'memory':>12}"]
    for name, counts in found["catalogues"].items():
        if counts:
            cells = "".join(f"{counts[one]:>12}" for one in CONFIDENCE)
            out.append(f"{name:24}{sum(counts.values()):>12}{cells}")
    return "\n".join(out) + "\n"
