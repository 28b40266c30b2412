# SPDX-License-Identifier: Apache-2.0
"""Rules: what they rest on, in words, and whether one is easier to reach than another.

A rule is compared as a function of complete answers. The evaluator is exact ("indicated" is "true for every completion of what is not
known"), so a rule that is true of more persons is indicated for more persons and ruled out for fewer.
"""

import itertools
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Documents = dict[str, dict[str, Any]]
ALWAYS: dict[str, Any] = {"all": []}  # a condition that is not given
NEVER: dict[str, Any] = {"any": []}  # a rule of a catalogue that is not given
LISTS = ("all", "any", "of")
LARGEST_DIAGRAM = 10_000
SMALL_DIAGRAM = 2_000  # of parts
ATTEMPTS = 200  # to find a person of whom two rules differ
FEW_ATTEMPTS = 12
FEW_CONDITIONS = 40


def references(rule: Any) -> Iterator[tuple[str, str]]:
    """The statements that a rule names itself: (collection, id)."""
    if isinstance(rule, str):
        yield "indicators", rule
    elif isinstance(rule, list):
        for inner in rule:
            yield from references(inner)
    elif isinstance(rule, dict):
        for key, collection in (
            ("rule", "rules"),
            ("finding", "findings"),
            ("any_sign_of", "findings"),
            ("template", "templates"),
            ("score", "scores"),
            ("choice", "indicators"),
            ("number", "indicators"),
            ("tag", "tags"),
        ):
            if isinstance(rule.get(key), str) and not rule[key].startswith("$"):
                yield collection, rule[key]
        for value in rule.get("with", {}).values():
            if not value.startswith("$"):
                yield "tags", value
        for key in (*LISTS, "not"):
            if key in rule:
                yield from references(rule[key])


def written(rule: Any) -> Any:
    """The rule as a value in which the order of lists, which means nothing, is the same always."""
    if isinstance(rule, dict):
        return {
            key: sorted((written(one) for one in value), key=repr)
            if key in (*LISTS, "is") and isinstance(value, list)
            else written(value)
            for key, value in sorted(rule.items())
        }
    return rule


class Nodes:
    """Rules with all names replaced by what they stand for. Equal parts have one number, over all the rules that are compared."""

    def __init__(self) -> None:
        self.keys: list[tuple[Any, ...]] = []
        self.numbers: dict[tuple[Any, ...], int] = {}

    def number(self, *key: Any) -> int:
        if key not in self.numbers:
            self.numbers[key] = len(self.keys)
            self.keys.append(key)
        return self.numbers[key]

    def group(self, form: str, children: list[int]) -> int:
        """`all` or `any`; one of one is that one."""
        distinct = sorted(set(children))
        return distinct[0] if len(distinct) == 1 else self.number(form, tuple(distinct))

    def children(self, node: int) -> tuple[int, ...]:
        key = self.keys[node]
        if key[0] in ("all", "any"):
            return key[1]
        if key[0] == "at_least":
            return key[2]
        if key[0] == "score":
            return tuple(when for when, _ in key[2])
        return (key[1],) if key[0] == "not" else ()

    def conditions(self, node: int) -> list[int]:
        """The conditions on single answers, in the order in which they stand."""
        found: dict[int, None] = {}
        seen: set[int] = set()

        def walk(one: int) -> None:
            if one in seen:
                return
            seen.add(one)
            if self.keys[one][0] in ("yes", "choice", "below", "missing"):
                found[one] = None
            for child in self.children(one):
                walk(child)

        walk(node)
        return list(found)


@dataclass
class Scope:
    """What a catalogue's rules can name: its own statements and those of the catalogues that it uses."""

    nodes: Nodes
    documents: Documents
    catalogue: str
    named: dict[tuple[str, str], tuple[str, dict[str, Any]]] = field(default_factory=dict)
    known: dict[Any, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        waiting, seen = [self.catalogue], set()
        while waiting:
            name = waiting.pop()
            if name in seen or name not in self.documents:
                continue
            seen.add(name)
            document = self.documents[name]
            waiting += [
                one["id"] if isinstance(one, dict) else one for one in document.get("use", [])
            ]
            for collection, statements in document.items():
                if isinstance(statements, list) and collection not in ("use", "languages"):
                    for one in statements:
                        self.named.setdefault((collection, one["id"]), (name, one))

    def statement(self, collection: str, id: str) -> dict[str, Any] | None:
        found = self.named.get((collection, id))
        return found[1] if found else None

    def rests_on(self, rule: Any) -> set[tuple[str, str]]:
        """Every statement that a rule names, and what those name."""
        found: set[tuple[str, str]] = set()
        waiting = list(references(rule))
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found.add(name)
            one = self.statement(*name) or {}
            if name[0] in ("rules", "findings", "templates"):
                waiting += references(one.get("rule"))
            for term in one.get("terms", []):
                waiting += references(term.get("when"))
                waiting += references({"score": term["score"]}) if "score" in term else []
        return found

    # --- replacing names

    def node(self, rule: Any, given: dict[str, str] | None = None) -> int:
        given = given or {}
        make = self.nodes.number
        if isinstance(rule, str):
            return make("yes", rule)
        if not isinstance(rule, dict):
            return make("missing", "a rule", repr(rule))
        if "all" in rule or "any" in rule:
            form = "all" if "all" in rule else "any"
            return self.nodes.group(form, self.members(rule[form], given))
        if "of" in rule:
            members = tuple(sorted(self.members(rule["of"], given)))
            return make("at_least", rule["at_least"], members)
        if "not" in rule:
            return make("not", self.node(rule["not"], given))
        if "choice" in rule:
            return make("choice", rule["choice"], frozenset(rule["is"]))
        if "number" in rule:
            if "below" in rule:
                return make("below", rule["number"], rule["below"])
            return make("not", make("below", rule["number"], rule["at_least"]))
        if "score" in rule:
            terms = tuple(sorted(self.terms(rule["score"], ())))
            return make("score", Decimal(rule["at_least"]), terms)
        if "any_sign_of" in rule:
            rests = self.named_node("findings", rule["any_sign_of"])
            signs = []
            for condition in self.nodes.conditions(rests):
                about = self.statement("indicators", self.nodes.keys[condition][1])
                if about and about["nature"] == "harm":
                    signs.append(condition)
            return self.nodes.group("any", signs)
        if "rule" in rule or "finding" in rule:
            key = "rule" if "rule" in rule else "finding"
            return self.named_node(key + "s", rule[key])
        if "template" in rule:
            passed = {key: self.tag(value, given) for key, value in rule["with"].items()}
            return self.named_node("templates", rule["template"], passed)
        return make("missing", "a rule", repr(rule))

    def named_node(self, collection: str, id: str, given: dict[str, str] | None = None) -> int:
        key = (collection, id, tuple(sorted((given or {}).items())))
        if key not in self.known:
            one = self.statement(collection, id)
            missing = self.nodes.number("missing", collection, id)
            self.known[key] = missing  # while it is made: a rule that names itself
            if one and "rule" in one:
                self.known[key] = self.node(one["rule"], given)
        return self.known[key]

    def members(self, rules: list[Any], given: dict[str, str]) -> list[int]:
        found = []
        for rule in rules:
            if isinstance(rule, dict) and "tag" in rule:
                tag = self.statement("tags", self.tag(rule["tag"], given))
                ids = tag["indicators"] if tag else []
                found += [self.nodes.number("yes", one) for one in ids]
                if tag is None:
                    found.append(self.nodes.number("missing", "tags", rule["tag"]))
            else:
                found.append(self.node(rule, given))
        return found

    @staticmethod
    def tag(name: str, given: dict[str, str]) -> str:
        return given.get(name[1:], name) if name.startswith("$") else name

    def terms(self, score: str, inside: tuple[str, ...]) -> Iterator[tuple[int, Decimal]]:
        one = self.statement("scores", score)
        if one is None or score in inside:
            return
        for term in one["terms"]:
            if "score" in term:
                yield from self.terms(term["score"], (*inside, score))
            else:
                yield self.node(term["when"]), Decimal(term["points"])


# --- comparing


class TooLarge(Exception):
    pass


class Diagram:
    """Binary decision diagrams (Bryant 1986): two rules are the same function if they are the same node."""

    def __init__(self, nodes: Nodes, classes: dict[str, list[Any]], limit: int = LARGEST_DIAGRAM):
        self.nodes = nodes
        self.classes = classes  # of a choice: its options; of a number: its cut points
        self.limit = limit
        self.parts: list[tuple[int, int, int]] = [(sys.maxsize, 0, 0), (sys.maxsize, 1, 1)]
        self.unique: dict[tuple[int, int, int], int] = {}
        self.results: dict[tuple[int, int, int], int] = {}
        self.made: dict[int, int] = {}
        self.order: dict[tuple[str, int], int] = {}
        self.about: list[tuple[str, int]] = []

    def variable(self, id: str, number: int = 0) -> int:
        if (id, number) not in self.order:
            self.order[id, number] = len(self.about)
            self.about.append((id, number))
        return self.join(self.order[id, number], 1, 0)

    def join(self, level: int, high: int, low: int) -> int:
        if high == low:
            return high
        key = (level, high, low)
        if key not in self.unique:
            if len(self.parts) >= self.limit:
                raise TooLarge
            self.unique[key] = len(self.parts)
            self.parts.append(key)
        return self.unique[key]

    def choose(self, test: int, high: int, low: int) -> int:
        """`high` where `test`, else `low`."""
        if test == 1 or high == low:
            return high
        if test == 0:
            return low
        if high == 1 and low == 0:
            return test
        key = (test, high, low)
        if key not in self.results:
            level = min(self.parts[one][0] for one in key)
            sides = []
            for side in (1, 2):
                ones = [self.parts[n][side] if self.parts[n][0] == level else n for n in key]
                sides.append(self.choose(*ones))
            if len(self.results) >= 10 * self.limit:
                raise TooLarge
            self.results[key] = self.join(level, *sides)
        return self.results[key]

    def among(self, id: str, wanted: set[int], count: int) -> int:
        """The answer is of one of these classes, of `count`; the last is the one that is none of the others."""
        variables = [self.variable(id, number) for number in range(count - 1)]
        result = int(count - 1 in wanted)
        for number in reversed(range(count - 1)):
            result = self.choose(variables[number], int(number in wanted), result)
        return result

    def of(self, node: int) -> int:
        if node not in self.made:
            self.made[node] = self.build(self.nodes.keys[node])
        return self.made[node]

    def build(self, key: tuple[Any, ...]) -> int:
        if key[0] == "yes":
            return self.variable(key[1])
        if key[0] == "missing":
            return self.variable(f"{key[1]}/{key[2]}")
        if key[0] == "choice":
            options = self.classes[key[1]]
            return self.among(key[1], {options.index(one) for one in key[2]}, len(options))
        if key[0] == "below":
            cuts = self.classes[key[1]]
            return self.among(key[1], set(range(cuts.index(key[2]) + 1)), len(cuts) + 1)
        if key[0] == "not":
            return self.choose(self.of(key[1]), 0, 1)
        if key[0] in ("all", "any"):
            result = int(key[0] == "all")
            for child in key[1]:
                one = self.of(child)
                result = (
                    self.choose(one, result, 0) if key[0] == "all" else self.choose(one, 1, result)
                )
            return result
        if key[0] == "at_least":
            terms = [(self.of(child), Decimal(1)) for child in key[2]]
        else:
            terms = [(self.of(child), points) for child, points in key[2]]
        return self.sum(terms, Decimal(key[1]))

    def sum(self, terms: list[tuple[int, Decimal]], needed: Decimal) -> int:
        left = [Decimal(0)]
        for _, points in reversed(terms):
            left.append(left[-1] + points)
        left.reverse()
        known: dict[tuple[int, Decimal], int] = {}

        def reach(number: int, need: Decimal) -> int:
            if need <= 0:
                return 1
            if left[number] < need:
                return 0
            if (number, need) not in known:
                test, points = terms[number]
                known[number, need] = self.choose(
                    test, reach(number + 1, need - points), reach(number + 1, need)
                )
            return known[number, need]

        return reach(0, needed)

    def example(self, wanted: int) -> list[str]:
        """Answers of whom a function is true: as few conditions that hold as possible."""
        best: dict[int, tuple[int, tuple[int, ...]] | None] = {0: None, 1: (0, ())}

        def walk(one: int) -> tuple[int, tuple[int, ...]] | None:
            if one not in best:
                level, high, low = self.parts[one]
                ways = []
                if (down := walk(low)) is not None:
                    ways.append(down)
                if (up := walk(high)) is not None:
                    ways.append((up[0] + 1, (level, *up[1])))
                best[one] = min(ways)
            return best[one]

        found = walk(wanted)
        return [self.in_words(*self.about[level]) for level in (found[1] if found else ())]

    def in_words(self, id: str, number: int) -> str:
        classes = self.classes.get(id)
        if classes is None:
            return id
        if classes and isinstance(classes[0], int):
            low = f"{classes[number - 1]} <= " if number else ""
            return f"{low}{id} < {classes[number]}"
        return f"{id} = {classes[number]}"


@dataclass(frozen=True)
class Comparison:
    relation: str  # "same", "easier", "harder", "different" or "undecided"
    method: str  # "exact" or "structure"
    gained: tuple[str, ...] = ()  # for instance: answers that reach the second and not the first
    lost: tuple[str, ...] = ()


class Comparer:
    """Compares rules that are nodes of the same `Nodes`, and keeps what it found of their parts."""

    def __init__(self, nodes: Nodes, documents: list[Documents], limit: int = LARGEST_DIAGRAM):
        self.nodes = nodes
        self.limit = limit
        self.options: dict[str, list[str]] = {}
        for document in itertools.chain(*(one.values() for one in documents)):
            for indicator in document.get("indicators", []):
                known = self.options.setdefault(indicator["id"], [])
                known += [o["id"] for o in indicator.get("options", []) if o["id"] not in known]
        self.compared: dict[tuple[int, int], Comparison] = {}
        self.implied: dict[tuple[int, int], bool] = {}

    def compare(self, first: int, second: int) -> Comparison:
        """Is the second rule easier to reach than the first?"""
        if (first, second) not in self.compared:
            deep = sys.getrecursionlimit()
            sys.setrecursionlimit(max(deep, 20_000))
            try:
                self.compared[first, second] = self.decide(first, second)
            finally:
                sys.setrecursionlimit(deep)
        return self.compared[first, second]

    def decide(self, first: int, second: int) -> Comparison:
        if first == second:
            return Comparison("same", "exact")
        try:
            return self.by_diagram(first, second, self.limit)
        except TooLarge:
            pass
        # Too large as a whole: a person who shows a difference, and parts that show there is no other.
        gained, lost = self.person(second, first), self.person(first, second)
        up = not lost and self.implies(first, second)
        down = not gained and self.implies(second, first)
        exact = ("exact", tuple(gained or ()), tuple(lost or ()))
        if gained and lost:
            return Comparison("different", *exact)
        if up and down:
            return Comparison("same", "exact")
        if up:
            return Comparison("easier", *exact) if gained else Comparison("easier", "structure")
        if down:
            return Comparison("harder", *exact) if lost else Comparison("harder", "structure")
        return Comparison("undecided", "structure", *exact[1:])

    def classes(self, both: list[int]) -> dict[str, list[Any]]:
        options: dict[str, list[str]] = {}
        cuts: dict[str, set[int]] = {}
        for node in both:
            for condition in self.nodes.conditions(node):
                form, id, value = (*self.nodes.keys[condition], None)[:3]
                if form == "below":
                    cuts.setdefault(id, set()).add(value)
                elif form == "choice":
                    known = options.setdefault(id, list(self.options.get(id, [])))
                    known += sorted(one for one in value if one not in known)
        return {**options, **{id: sorted(values) for id, values in cuts.items()}}

    def by_diagram(self, first: int, second: int, limit: int) -> Comparison:
        diagram = Diagram(self.nodes, self.classes([first, second]), limit)
        a, b = diagram.of(first), diagram.of(second)
        gained = diagram.choose(b, diagram.choose(a, 0, 1), 0)
        lost = diagram.choose(a, diagram.choose(b, 0, 1), 0)
        relation = {
            (False, False): "same",
            (True, False): "easier",
            (False, True): "harder",
            (True, True): "different",
        }[bool(gained), bool(lost)]
        return Comparison(
            relation,
            "exact",
            tuple(diagram.example(gained)) if gained else (),
            tuple(diagram.example(lost)) if lost else (),
        )

    def implies(self, first: int, second: int) -> bool:
        """Does the first rule lead to the second? True is certain; False may mean that it was not seen."""
        if first == second:
            return True
        key = (first, second)
        if key not in self.implied:
            self.implied[key] = False
            if self.person(first, second, FEW_ATTEMPTS, False) is not None:
                return False
            self.implied[key] = self.leads(first, second)
            if not self.implied[key] and len(self.nodes.conditions(first)) <= FEW_CONDITIONS:
                try:
                    found = self.by_diagram(first, second, SMALL_DIAGRAM)
                    self.implied[key] = found.relation in ("same", "easier")
                except TooLarge:
                    pass
        return self.implied[key]

    def leads(self, first: int, second: int) -> bool:
        one, two = self.nodes.keys[first], self.nodes.keys[second]
        if one[0] == "any":
            return all(self.implies(child, second) for child in one[1])
        if two[0] == "all":
            return all(self.implies(first, child) for child in two[1])
        if one[0] == two[0] == "at_least":
            return one[1] >= two[1] and self.matched(one[2], two[2])
        if one[0] == two[0] == "score":
            return one[1] >= two[1] and set(one[2]) <= set(two[2])
        if two[0] == "any" and any(self.implies(first, child) for child in two[1]):
            return True
        if one[0] == "all":
            return any(self.implies(child, second) for child in one[1])
        if one[0] == two[0] == "not":
            return self.implies(two[1], one[1])
        return False

    def matched(self, some: tuple[int, ...], others: tuple[int, ...]) -> bool:
        """Does each of these lead to another one of the others?"""
        left = list(others)
        waiting = []
        for one in some:
            if one in left:
                left.remove(one)
            else:
                waiting.append(one)
        for one in waiting:
            found = next((other for other in left if self.implies(one, other)), None)
            if found is None:
                return False
            left.remove(found)
        return True

    # --- persons

    def person(
        self, reached: int, missed: int, attempts: int = ATTEMPTS, least: bool = True
    ) -> list[str] | None:
        """Answers of somebody who reaches one rule and not the other, if one is found: people with few answers, preferably those that
        only the first rule speaks of."""
        known = self.under(missed)
        fresh = {node for node in self.under(reached) if node not in known}
        leading: dict[int, bool] = {}

        def leads(node: int) -> bool:
            """Is there something under it that the other rule does not have?"""
            if node not in leading:
                leading[node] = node in fresh or any(map(leads, self.nodes.children(node)))
            return leading[node]

        chance = random.Random(0)
        for attempt in range(attempts):
            wanted: dict[int, bool] = {}
            self.pick(reached, wanted, chance, leads if attempt % 4 else lambda node: False)
            if self.shows(wanted, reached, missed):
                if not least:
                    return []
                for condition in list(wanted):
                    fewer = {c: value for c, value in wanted.items() if c != condition}
                    if self.shows(fewer, reached, missed):
                        wanted = fewer
                return [self.in_words(condition) for condition, value in wanted.items() if value]
        return None

    def under(self, node: int) -> set[int]:
        found: set[int] = set()
        waiting = [node]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self.nodes.children(one)
        return found

    def pick(self, node: int, wanted: dict[int, bool], chance: random.Random, first: Any) -> None:
        """Conditions that make a rule true, by chance."""
        key = self.nodes.keys[node]
        if key[0] in ("yes", "choice", "below", "missing"):
            wanted.setdefault(node, True)
        elif key[0] == "not":
            wanted.setdefault(key[1], False)
        else:
            children = list(self.nodes.children(node))
            chance.shuffle(children)
            children.sort(key=lambda child: not first(child))
            count = {"all": len(children), "any": 1, "at_least": key[1]}.get(key[0], len(children))
            for child in children[:count]:
                self.pick(child, wanted, chance, first)

    def shows(self, wanted: dict[int, bool], reached: int, missed: int) -> bool:
        """Is there such a person, who reaches the one and not the other?"""
        chosen: dict[str, Any] = {}
        for condition, value in wanted.items():
            form, id, what = (*self.nodes.keys[condition], None)[:3]
            if form in ("yes", "missing"):
                continue
            if form == "choice":
                before = chosen.get(id, frozenset(self.options.get(id, what)))
                chosen[id] = before & what if value else before - what
                if not chosen[id]:
                    return False
            else:
                low, high = chosen.get(id, (None, None))
                if value:
                    high = what if high is None else min(high, what)
                else:
                    low = what if low is None else max(low, what)
                if low is not None and high is not None and low >= high:
                    return False
                chosen[id] = (low, high)
        answers: dict[str, Any] = {}
        for id, value in chosen.items():
            if isinstance(value, frozenset):
                answers[id] = min(value)
            else:
                answers[id] = value[0] if value[0] is not None else value[1] - 1
        yes = {
            self.nodes.keys[condition]
            for condition, value in wanted.items()
            if value and self.nodes.keys[condition][0] in ("yes", "missing")
        }
        return self.holds(reached, yes, answers) and not self.holds(missed, yes, answers)

    def holds(self, node: int, yes: set[Any], answers: dict[str, Any]) -> bool:
        known: dict[int, bool] = {}

        def walk(one: int) -> bool:
            if one not in known:
                known[one] = look(self.nodes.keys[one])
            return known[one]

        def look(key: tuple[Any, ...]) -> bool:
            if key[0] == "all":
                return all(walk(child) for child in key[1])
            if key[0] == "any":
                return any(walk(child) for child in key[1])
            if key[0] == "at_least":
                return sum(walk(child) for child in key[2]) >= key[1]
            if key[0] == "score":
                return sum((p for child, p in key[2] if walk(child)), Decimal(0)) >= key[1]
            if key[0] == "not":
                return not walk(key[1])
            if key[0] == "choice":
                answer = answers.get(key[1])
                if answer is None:  # any option that the rule does not speak of
                    answer = next(iter(self.options.get(key[1], [])), None)
                return answer in key[2]
            if key[0] == "below":
                return answers.get(key[1], 10**9) < key[2]
            return key in yes

        return walk(node)

    def in_words(self, condition: int) -> str:
        form, id, value = (*self.nodes.keys[condition], None)[:3]
        if form == "choice":
            return f"{id} = {' or '.join(sorted(value))}"
        return f"{id} < {value}" if form == "below" else str(id)


# --- in words


def rule_lines(rule: Any, scope: Scope, label: Any, indent: str = "") -> list[str]:
    """A rule as an indented Markdown list. `label(collection, id)` gives the words for a name."""

    def line(text: str) -> list[str]:
        return [f"{indent}- {text}"]

    def listed(head: str, rules: list[Any]) -> list[str]:
        inner = [rule_lines(one, scope, label, indent + "  ") for one in rules]
        return line(head) + list(itertools.chain(*inner))

    if isinstance(rule, str):
        return line(label("indicators", rule))
    if "all" in rule:
        if not rule["all"]:
            return line("always")
        return listed("all of these:", rule["all"])
    if "any" in rule:
        return listed("at least one of these:", rule["any"])
    if "of" in rule:
        return listed(f"at least {rule['at_least']} of these:", rule["of"])
    if "not" in rule:
        return line("not: " + rule_lines(rule["not"], scope, label)[0].removeprefix("- "))
    if "choice" in rule:
        about = scope.statement("indicators", rule["choice"]) or {}
        names = {o["id"]: o["label"] for o in about.get("options", [])}
        answers = [_english(names.get(one, one)) for one in rule["is"]]
        return line(f"{label('indicators', rule['choice'])}: {' or '.join(answers)}")
    if "number" in rule:
        how = f"below {rule['below']}" if "below" in rule else f"{rule['at_least']} or more"
        return line(f"{label('indicators', rule['number'])}: {how}")
    if "score" in rule:
        return line(f"{label('scores', rule['score'])}: {rule['at_least']} points or more")
    if "any_sign_of" in rule:
        return line(f"any sign of: {label('findings', rule['any_sign_of'])}")
    if "rule" in rule:
        return line(label("rules", rule["rule"]))
    if "finding" in rule:
        return line("the finding: " + label("findings", rule["finding"]))
    if "tag" in rule:
        return line(f"each of the signs in the list {label('tags', rule['tag'])}")
    passed = ", ".join(f"{name}: {label('tags', tag)}" for name, tag in rule["with"].items())
    return line(f"{label('templates', rule['template'])} ({passed})")


def _english(text: Any) -> str:
    return text["en"] if isinstance(text, dict) else str(text)
