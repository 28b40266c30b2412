# SPDX-License-Identifier: Apache-2.0
"""What changed in meaning between two versions, from the point of view of the person who is protected.

stronger, weaker    protects more, or less: a finding of kind victim, protection or migration, a safeguard, or a referral that is not for
                    investigation is reached by more persons, or by fewer; a safeguard withholds more; an offence is shown to fewer
wider, narrower     reached by more, or fewer, where that is no direction for the person: findings of kind offence and measure, referrals
                    for investigation, rules with a name (what they do to others is told with those), lists
different           neither of the two: some persons reach it who did not, and others no longer do; or another key has another value
undecided           too large to be decided, and its form does not show it
"""

from dataclasses import dataclass, field
from typing import Any

from .model import SOURCE_LANGUAGE, collections
from .rules import ALWAYS, NEVER, Comparer, Comparison, Nodes, Scope, written
from .versions import Version

DIRECTIONS = ("stronger", "weaker", "wider", "narrower", "different", "undecided")
OTHERS = ("parts", "order", "evidence", "contact", "text", "translation", "note", "same")
RULES = {
    "rules": ("rule",),
    "findings": ("rule",),
    "safeguards": ("when", "unless_ruled_out"),
    "referrals": ("when", "routing", "serves_only"),
    "instruments": ("applies_to",),
    "catalogue": ("denials_count_when", "interview_ends_when", "offences_shown_when"),
}
EVIDENCE = {"sources", "confidence", "as_of", "basis", "hours_basis", "force", "address"}
CONTACT = {"contact", "contact_as_of", "availability"}
NOTES = {"note", "licence"}
RENAMED = {"no_counts_when": "denials_count_when"}  # keys of earlier formats
GAIN = {"easier": "stronger", "harder": "weaker"}
REACH = {"easier": "wider", "harder": "narrower"}
LESS = {"easier": "weaker", "harder": "stronger"}


@dataclass
class Part:
    what: str  # "rule", "withholds", "elements/act", "title"
    verdict: str
    said: str
    method: str = ""
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    follows: bool = False  # from what the rule names: the rule is as it was


@dataclass
class Change:
    catalogue: str
    collection: str
    id: str
    verdict: str
    title: str
    parts: list[Part] = field(default_factory=list)
    through: list[str] = field(default_factory=list)  # what it names changed, not itself
    affects: dict[str, list[str]] = field(default_factory=dict)  # verdict -> statements

    @property
    def name(self) -> str:
        return f"{self.catalogue}/{self.collection}/{self.id}".rstrip("/")

    def as_json(self) -> dict[str, Any]:
        made: dict[str, Any] = {
            "collection": self.collection,
            "id": self.id,
            "verdict": self.verdict,
            "title": self.title,
        }
        if self.parts:
            made["parts"] = [
                {key: value for key, value in vars(part).items() if value} for part in self.parts
            ]
        if self.through:
            made["through"] = self.through
        if self.affects:
            made["affects"] = self.affects
        return made


def overall(parts: list[Part]) -> str:
    """One word for a statement; the parts stand beside it."""
    found = {part.verdict for part in parts}
    directions = [one for one in DIRECTIONS if one in found]
    if len(directions) == 1:
        return directions[0]
    if directions:
        return "different"
    return next((one for one in OTHERS if one in found), "same")


def is_text(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get(SOURCE_LANGUAGE), str)


def title_of(statement: dict[str, Any]) -> str:
    for key in ("title", "label", "authority", "text"):
        value = statement.get(key)
        if value:
            return value[SOURCE_LANGUAGE] if is_text(value) else str(value)
    return ""


def shown(value: Any) -> str:
    if is_text(value):
        return str(value[SOURCE_LANGUAGE])
    if isinstance(value, list):
        return ", ".join(map(shown, value)) or "nothing"
    if isinstance(value, dict):
        return ", ".join(f"{key} {shown(one)}" for key, one in value.items())
    return "nothing" if value is None else str(value)


def of_lists(before: list[Any], after: list[Any]) -> str:
    said = []
    if gained := [one for one in after if one not in before]:
        said.append("with " + shown(gained))
    if lost := [one for one in before if one not in after]:
        said.append("without " + shown(lost))
    return "; ".join(said) or "in another order"


def direction_of_lists(before: list[Any], after: list[Any], gain: str, loss: str) -> str:
    gained, lost = [x for x in after if x not in before], [x for x in before if x not in after]
    if gained and lost:
        return "different"
    return gain if gained else loss if lost else "order"


class Differ:
    def __init__(self, first: Version, second: Version):
        self.first, self.second = first, second
        self.nodes = Nodes()
        self.comparer = Comparer(self.nodes, [first.documents, second.documents])
        self.scopes: dict[str, tuple[Scope, Scope]] = {}
        self.changes: list[Change] = []
        # What was changed itself, and may change others: (catalogue, collection, id).
        self.sources: dict[tuple[str, str, str], Change] = {}

    def run(self) -> list[Change]:
        names = sorted({*self.first.documents, *self.second.documents})
        if only := self.second.only or self.first.only:
            names = [only]
        for name in names:
            before, after = self.first.documents.get(name), self.second.documents.get(name)
            if before is None or after is None:
                verdict = "added" if before is None else "removed"
                title = title_of(after or before or {})
                self.changes.append(Change(name, "catalogue", "", verdict, title))
            else:
                self.catalogue(name, before, after)
        for name in [*self.scopes]:
            self.through(name)
        return self.changes

    def catalogue(self, name: str, before: dict[str, Any], after: dict[str, Any]) -> None:
        self.scopes[name] = (
            Scope(self.nodes, self.first.documents, name),
            Scope(self.nodes, self.second.documents, name),
        )
        known = collections()
        heads = [
            {RENAMED.get(key, key): value for key, value in one.items() if key not in known}
            for one in (before, after)
        ]
        for head in heads:
            head.pop("version")
            head["use"] = sorted(one["id"] for one in head.get("use", []))
        self.statement(name, "catalogue", heads[0], heads[1])
        for collection in known:
            old = {one["id"]: one for one in before.get(collection, [])}
            new = {one["id"]: one for one in after.get(collection, [])}
            for id in sorted({*old, *new}):
                if id not in old or id not in new:
                    verdict = "added" if id in new else "removed"
                    title = title_of(new.get(id) or old[id])
                    self.add(Change(name, collection, id, verdict, title))
                elif old[id] != new[id]:
                    self.statement(name, collection, old[id], new[id])

    def add(self, change: Change) -> None:
        self.changes.append(change)
        self.sources[change.catalogue, change.collection, change.id] = change

    # --- one statement

    def statement(
        self, name: str, collection: str, before: dict[str, Any], after: dict[str, Any]
    ) -> None:
        parts: list[Part] = []
        for key in dict.fromkeys([*before, *after]):
            old, new = before.get(key), after.get(key)
            if old == new or key == "id":
                continue
            if key in RULES.get(collection, ()):
                parts += self.rule(name, collection, key, after, old, new)
            elif key == "elements":
                parts += self.elements(name, old or [], new or [])
            else:
                parts += self.value(collection, key, before, after)
        if parts:
            id = after["id"] if collection != "catalogue" else ""
            self.add(Change(name, collection, id, overall(parts), title_of(after), parts))

    def compared(self, name: str, old: Any, new: Any, absent: Any = ALWAYS) -> Comparison:
        first, second = self.scopes[name]
        a = first.node(absent if old is None else old)
        b = second.node(absent if new is None else new)
        return self.comparer.compare(a, b)

    def rule(
        self, name: str, collection: str, key: str, after: dict[str, Any], old: Any, new: Any
    ) -> list[Part]:
        if written(old) == written(new):
            return []
        found = self.compared(name, old, new, NEVER if collection == "catalogue" else ALWAYS)
        return [self.rule_part(collection, key, after, found)]

    @staticmethod
    def rule_part(collection: str, key: str, statement: dict[str, Any], found: Comparison) -> Part:
        words = GAIN
        if collection in ("rules", "instruments"):
            words = REACH
        elif collection == "findings" and statement["kind"] in ("offence", "measure"):
            words = REACH
        elif collection == "referrals" and statement["kind"] == "investigation":
            words = REACH
        elif key in ("denials_count_when", "offences_shown_when"):
            words = LESS
        verdict = words.get(found.relation, found.relation)
        said = {
            "easier": "holds for more persons",
            "harder": "holds for fewer persons",
            "same": "is written in another way and holds for the same persons",
            "different": "holds for some persons more, and for others no longer",
            "undecided": "rule changed, direction not decided",
        }[found.relation]
        return Part(key, verdict, said, found.method, found.gained, found.lost)

    def elements(self, name: str, before: list[Any], after: list[Any]) -> list[Part]:
        """They are printed with a status; what the finding is, its rule says."""
        old, new = ({one["id"]: one for one in some} for some in (before, after))
        parts = []
        for id in dict.fromkeys([*old, *new]):
            what = f"elements/{id}"
            if id not in old or id not in new:
                parts.append(Part(what, "parts", "added" if id in new else "removed"))
                continue
            parts += self.text(f"{what}/title", old[id]["title"], new[id]["title"])
            if written(old[id]["rule"]) != written(new[id]["rule"]):
                found = self.compared(name, old[id]["rule"], new[id]["rule"])
                part = self.rule_part("rules", f"{what}/rule", {}, found)
                if part.verdict != "same":
                    part.verdict = "parts"
                parts.append(part)
        if not parts and list(old) != list(new):
            parts.append(Part("elements", "parts", "in another order"))
        return parts

    def text(self, what: str, old: Any, new: Any) -> list[Part]:
        parts = []
        old, new = old or {}, new or {}
        if old.get(SOURCE_LANGUAGE) != new.get(SOURCE_LANGUAGE):
            said = f"{shown(old or None)!r} -> {shown(new or None)!r}"
            parts.append(Part(what, "text", said))
        languages = sorted(
            one
            for one in {*old, *new} - {SOURCE_LANGUAGE, "reviewed"}
            if old.get(one) != new.get(one)
            or (one in old.get("reviewed", [])) != (one in new.get("reviewed", []))
        )
        if languages:
            parts.append(Part(what, "translation", ", ".join(languages)))
        return parts

    def value(
        self, collection: str, key: str, before: dict[str, Any], after: dict[str, Any]
    ) -> list[Part]:
        """A key that is no rule."""
        old, new = before.get(key), after.get(key)
        both = f"{shown(old)} -> {shown(new)}"
        if key in ("for_person", "for_child") and (old is None or new is None):
            said = "shown to the person now" if old is None else "no longer shown to the person"
            return [Part(key, "stronger" if old is None else "weaker", said)]
        if is_text(old) or is_text(new):
            if (old is None or new is None) and key == "not_applicable":
                return [Part(key, "different", both)]
            return self.text(key, old, new)
        if key == "consent" and old and new:
            return [
                part
                for who in ("adult", "child")
                for part in self.text(f"{key}/{who}", old.get(who), new.get(who))
            ]
        if key == "languages":
            return [Part(key, "translation", both)]
        if key in NOTES:
            return [Part(key, "note", "changed")]
        if key in EVIDENCE or collection == "sources":
            said = of_lists(old or [], new or []) if key == "sources" else both
            return [Part(key, "evidence", said)]
        if key in CONTACT:
            return [Part(key, "contact", both)]
        if key == "urgency":
            return [Part(key, "order", both)]
        if key == "within_hours":
            sooner = new is not None and (old is None or new < old)
            return [Part(key, "stronger" if sooner else "weaker", both)]
        if key == "withholds":
            flat = [
                [f"{kind} {one}" for kind, some in (value or {}).items() for one in some]
                for value in (old, new)
            ]
            verdict = direction_of_lists(*flat, "stronger", "weaker")
            return [Part(key, verdict, of_lists(*flat))]
        if key == "hidden_from":
            verdict = "different"
            if collection == "findings" and after["kind"] == "offence":
                verdict = direction_of_lists(old or [], new or [], "stronger", "weaker")
            elif collection in ("safeguards", "referrals") and {*(old or []), "person"} == {
                *(new or []),
                "person",
            }:  # what helps is said to the person now, or no longer
                verdict = direction_of_lists(old or [], new or [], "weaker", "stronger")
            return [Part(key, verdict, of_lists(old or [], new or []))]
        if key == "case_types":
            return [Part(key, "parts", of_lists(old or [], new or []))]
        if key == "options":
            return self.options(old or [], new or [])
        if key == "indicators" or (collection == "scores" and key == "terms"):
            verdict = direction_of_lists(old or [], new or [], "wider", "narrower")
            return [Part(key, verdict, of_lists(old or [], new or []))]
        if isinstance(old, list) and isinstance(new, list):
            return self.list_of_statements(key, old, new)
        return [Part(key, "different", both)]

    def options(self, before: list[Any], after: list[Any]) -> list[Part]:
        old, new = ({one["id"]: one for one in some} for some in (before, after))
        parts = []
        if old.keys() != new.keys():
            parts.append(Part("options", "different", of_lists(list(old), list(new))))
        elif list(old) != list(new):
            parts.append(Part("options", "order", "in another order"))
        for id in old:
            if id in new:
                parts += self.text(f"options/{id}/label", old[id]["label"], new[id]["label"])
        return parts

    def list_of_statements(self, key: str, before: list[Any], after: list[Any]) -> list[Part]:
        """Columns of mappings, evaluations of instruments, case types."""

        def name(one: Any) -> str:
            return str(one.get("id") or one.get("column")) if isinstance(one, dict) else str(one)

        before, after = sorted(before, key=name), sorted(after, key=name)

        def stripped(value: Any) -> Any:
            if is_text(value):
                return None
            if isinstance(value, dict):
                return {k: stripped(v) for k, v in value.items() if k != "note"}
            return [stripped(v) for v in value] if isinstance(value, list) else value

        if stripped(before) != stripped(after):
            names = [list(map(name, some)) for some in (before, after)]
            said = "changed" if names[0] == names[1] else of_lists(*names)
            return [Part(key, "different", said)]
        if before == after:
            return [Part(key, "same", "in another order")]
        english = [_all_english(value) for value in (before, after)]
        return [Part(key, "text" if english[0] != english[1] else "translation", "changed")]

    # --- what follows from other statements

    def through(self, name: str) -> None:
        """Statements that are as they were, and hold for other persons because of what they name."""
        first, second = self.scopes[name]
        for collection in ("findings", "safeguards", "referrals", "instruments"):
            old = {s["id"]: s for s in self.first.documents[name].get(collection, [])}
            for after in self.second.documents[name].get(collection, []):
                before = old.get(after["id"])
                if before is None:
                    continue
                parts, named = [], set()
                for key in RULES[collection]:
                    a, b = before.get(key, ALWAYS), after.get(key, ALWAYS)
                    for scope, rule in ((first, a), (second, b)):
                        for what in scope.rests_on(rule):
                            home = scope.named.get(what, (name,))[0]
                            if (home, *what) in self.sources:
                                named.add((home, *what))
                    if written(a) == written(b):
                        found = self.compared(name, a, b)
                        if found.relation != "same":
                            part = self.rule_part(collection, key, after, found)
                            part.follows = True
                            parts.append(part)
                self.tell(name, collection, after, parts, named)

    def tell(
        self,
        name: str,
        collection: str,
        after: dict[str, Any],
        parts: list[Part],
        named: set[tuple[str, str, str]],
    ) -> None:
        if not parts:
            return
        causes = [self.sources[one] for one in sorted(named) if self.moves(self.sources[one])]
        own = self.sources.get((name, collection, after["id"]))
        if own:
            own.parts += parts
            own.verdict = overall(own.parts)
            own.through = [cause.name for cause in causes]
        else:
            change = Change(name, collection, after["id"], overall(parts), title_of(after), parts)
            change.through = [cause.name for cause in causes]
            self.changes.append(change)
        verdict = overall(parts)
        for cause in causes:
            cause.affects.setdefault(verdict, []).append(f"{name}/{collection}/{after['id']}")

    @staticmethod
    def moves(change: Change) -> bool:
        """Can it change what names it?"""
        return change.verdict in (*DIRECTIONS, "added", "removed")


def _all_english(value: Any) -> Any:
    if is_text(value):
        return value[SOURCE_LANGUAGE]
    if isinstance(value, dict):
        return {key: _all_english(one) for key, one in value.items()}
    return [_all_english(one) for one in value] if isinstance(value, list) else value


def differences(first: Version, second: Version) -> list[Change]:
    return Differ(first, second).run()


# --- telling

LONG = 12


def as_text(first: Version, second: Version, changes: list[Change], all_of_it: bool) -> str:
    out = []
    for name in dict.fromkeys(change.catalogue for change in changes):
        some = [change for change in changes if change.catalogue == name]
        versions = [v.documents.get(name, {}).get("version", "none") for v in (first, second)]
        out += [f"{name} ({versions[0]} -> {versions[1]})", ""]
        for verdict in ("added", "removed", *DIRECTIONS, *OTHERS):
            chosen = [c for c in some if c.verdict == verdict]
            minor = verdict in OTHERS[OTHERS.index("text") :]
            if chosen and minor and not all_of_it:
                ids = [f"{c.collection}/{c.id}".rstrip("/") for c in chosen]
                out.append(f"  {verdict}: {len(chosen)}: {_few(ids)}")
                continue
            follow = [c for c in chosen if _follows(c)]
            for change in chosen:
                if all_of_it or change not in follow:
                    out += _change(change, all_of_it)
            if follow and not all_of_it:
                ids = _few([f"{c.collection}/{c.id}" for c in follow])
                out.append(f"  {verdict} through what they name: {len(follow)}: {ids}")
        out.append("")
    if not changes:
        out.append("nothing changed")
    else:
        counts = {
            verdict: sum(c.verdict == verdict for c in changes)
            for verdict in ("added", "removed", *DIRECTIONS, *OTHERS)
        }
        out.append(", ".join(f"{verdict} {n}" for verdict, n in counts.items() if n))
    return "\n".join(out) + "\n"


def _follows(change: Change) -> bool:
    """Is it as it was, and changed by what it names alone?"""
    return bool(change.through) and all(part.follows for part in change.parts)


def _few(names: list[str]) -> str:
    more = f" and {len(names) - LONG} more" if len(names) > LONG else ""
    return ", ".join(names[:LONG]) + more


def _change(change: Change, all_of_it: bool) -> list[str]:
    place = f"{change.collection}/{change.id}".rstrip("/")
    title = f": {change.title}" if change.title else ""
    out = [f"  {change.verdict} {place}{title}"]
    for part in change.parts:
        if part.verdict in ("translation", "note") and not all_of_it:
            continue
        method = ""
        if part.method == "structure" and part.verdict != "undecided":
            method = " (as its form shows; nobody was found who makes the difference)"
        out.append(f"    {part.what}: {part.said}{method}")
        if part.gained:
            out.append(f"      now with: {', '.join(part.gained)}")
        if part.lost:
            out.append(f"      no longer with: {', '.join(part.lost)}")
    if change.through:
        out.append(f"    through {_few(change.through)}")
    for verdict, names in change.affects.items():
        out.append(f"    makes {verdict}: {_few(names)}")
    return out


def as_json(first: Version, second: Version, changes: list[Change]) -> dict[str, Any]:
    names = dict.fromkeys(change.catalogue for change in changes)
    return {
        "from": first.name,
        "to": second.name,
        "catalogues": [
            {
                "id": name,
                "versions": [v.documents.get(name, {}).get("version") for v in (first, second)],
                "changes": [c.as_json() for c in changes if c.catalogue == name],
            }
            for name in names
        ],
    }
