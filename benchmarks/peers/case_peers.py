# SPDX-License-Identifier: Apache-2.0
"""Peers that take one case at a time."""

import json

from rules import ALL, findings, parts


def dicts(rows, bound):
    values = (rows == 1) if bound == 0 else (rows != 0)
    return [dict(zip(ALL, map(int, row))) for row in values]


def one_by_one(make):
    """Of a peer whose `evaluate(case)` gives eight truth values: it is called once for each bound. Making the cases is not timed."""

    def made(rows):
        evaluate, how = make()
        cases = [dicts(rows, bound) for bound in (0, 1)]

        def run():
            return [list(zip(*(evaluate(case) for case in bound))) for bound in cases]

        return run, how

    return made


def dimension_json(d):
    strong, medium, weak = ([{"var": n} for n in names] for names in parts(d))
    return {
        ">=": [
            {
                "+": [
                    {"*": [4, {"+": strong}]},
                    {"*": [2, {"+": medium}]},
                    {"if": [{">": [{"+": weak}, 0]}, 1, 0]},
                ]
            },
            5,
        ]
    }


def json_logic_peer():
    from json_logic import jsonLogic

    first = [dimension_json(d) for d in range(6)]

    def evaluate(case):
        return findings([bool(jsonLogic(rule, case)) for rule in first])

    return evaluate, "dimensions as rules, findings in Python"


def expression(d, plus=" + "):
    strong, medium, weak = parts(d)
    return f"4 * ({plus.join(strong)}) + 2 * ({plus.join(medium)}) + (({plus.join(weak)}) > 0 ? 1 : 0) >= 5"


def cel_peer():
    import celpy

    environment = celpy.Environment()
    programs = [environment.program(environment.compile(expression(d))) for d in range(6)]

    def evaluate(case):
        activation = celpy.json_to_cel(case)
        return findings([bool(p.evaluate(activation)) for p in programs])

    return evaluate, "dimensions as expressions, findings in Python"


def zen_peer():
    import zen

    words = {
        "f1": "d4",
        "f2": "(d1 or d2 or d3) and d4",
        "f3": "d2 or d5",
        "f4": "d4 and d5 and (d2 or d6)",
        "f5": "n >= 2",
        "f6": "n >= 3",
        "f7": "n >= 4",
        "f8": "(d1 and d4) or (d3 and d6) or (d2 and d5)",
    }

    def node(name, expressions):
        return {
            "id": name,
            "name": name,
            "type": "expressionNode",
            "content": {
                "passThrough": name == "dimensions",
                "expressions": [{"id": k, "key": k, "value": v} for k, v in expressions.items()],
            },
        }

    count = {"n": " + ".join(f"(d{d} ? 1 : 0)" for d in range(1, 7))}
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        node("dimensions", {f"d{d + 1}": expression(d) for d in range(6)}),
        {
            **node("count", count),
            "content": {**node("count", count)["content"], "passThrough": True},
        },
        node("findings", words),
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b}
        for a, b in zip(
            ["in", "dimensions", "count", "findings"], ["dimensions", "count", "findings", "out"]
        )
    ]
    decision = zen.ZenEngine().create_decision(
        json.dumps(
            {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}
        )
    )

    def evaluate(case):
        result = decision.evaluate(case)["result"]
        return [bool(result[f"f{i}"]) for i in range(1, 9)]

    return evaluate, "all rules in one decision"


def business_rules_peer():
    from business_rules import run_all
    from business_rules.actions import BaseActions, rule_action
    from business_rules.variables import BaseVariables, numeric_rule_variable

    class Case(BaseVariables):
        def __init__(self, case):
            self.case = case

    for d in range(6):
        strong, medium, weak = parts(d)

        def points(self, strong=strong, medium=medium, weak=weak):
            return (
                4 * sum(self.case[n] for n in strong)
                + 2 * sum(self.case[n] for n in medium)
                + min(sum(self.case[n] for n in weak), 1)
            )

        points.__name__ = f"points_{d + 1}"
        setattr(Case, points.__name__, numeric_rule_variable(points))

    class Hold(BaseActions):
        def __init__(self):
            self.held = [False] * 6

        @rule_action(params={"dimension": "numeric"})
        def hold(self, dimension):
            self.held[dimension] = True

    rules = [
        {
            "conditions": {
                "all": [
                    {"name": f"points_{d + 1}", "operator": "greater_than_or_equal_to", "value": 5}
                ]
            },
            "actions": [{"name": "hold", "params": {"dimension": d}}],
        }
        for d in range(6)
    ]

    def evaluate(case):
        held = Hold()
        run_all(rules, Case(case), held)
        return findings(held.held)

    return evaluate, "dimensions as rules over points summed in Python, findings in Python"


def python_peer():
    named = [parts(d) for d in range(6)]

    def evaluate(case):
        held = [
            4 * sum(case[n] for n in s)
            + 2 * sum(case[n] for n in m)
            + min(sum(case[n] for n in w), 1)
            >= 5
            for s, m, w in named
        ]
        return findings(held)

    return evaluate, "written by hand for these rules"
