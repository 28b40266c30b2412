#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Does the first page name the right bodies, and the person's page help that fits everybody of that age and place?

The three bodies are taken from the JSON of the official's view: referrals that are indicated, by falling urgency (catalogues/*.json).
tests/cases/first_bodies.pakistan.jsonl says of each person which body leads, which must be among the three, and which must not.
What must hold of any person is held to all cases of tests/cases and examples.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PLACES_WITH_A_CASE = ("pakistan",)
COUNTRIES = ("pakistan", "uk", "us", "eu")
NAMED = 3  # bodies on the first page
OFFERS = 5  # on the person's page
AUTHORITY_WORDS = 9
OFFER_WORDS = 12
# Whom a person reaches for independent help, and who looks after a child.
INDEPENDENT = {"independent", "refugee_body", "legal_aid", "child_guardian"}
CHILD_BODY = {"child_body"}
REFUGEE_BODY = {"unhcr_or_partner", "uk_refugee_body", "us_refugee_body", "eu_refugee_body"}
# Investigators that may stand among the three: who makes a place safe now, and who searches for a missing child by law.
MAY_BE_NAMED = {"police_make_safe", "police_missing_child"}

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--command", required=True, help="the program pehchan")
command = parser.parse_args().command
found: list[str] = []


def lines(file: Path) -> list[dict]:
    return [json.loads(one) for one in file.read_text(encoding="utf-8").splitlines() if one]


def screen(catalogue: Path, cases: list[dict]) -> list[dict]:
    text = "".join(
        json.dumps({"case": one["case"], "answers": one["answers"]}) + "\n" for one in cases
    )
    run = subprocess.run(
        [command, "screen", "--format", "json", "--catalogue", str(catalogue), "-"],
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    results = [json.loads(one) for one in run.stdout.splitlines()]
    if len(results) != len(cases):
        sys.exit(f"{len(results)} results of {len(cases)} cases: {run.stderr[:500]}")
    return results


def by_urgency(result: dict, referrals: dict[str, dict]) -> list[dict]:
    """The bodies that are indicated and not withheld, the most urgent first."""
    shown = [
        r for r in result["referrals"] if r["status"] == "indicated" and not r.get("withheld_by")
    ]

    def order(one: dict):
        hours = one["within_hours"]
        return (
            -referrals[one["id"]].get("urgency", 0),
            one["kind"] != "protection",
            (hours is None, hours or 0),
            one["id"],
        )

    return [referrals[one["id"]] for one in sorted(shown, key=order)]


def asked_of(rule, out: set[str]) -> set[str]:
    """Indicators that a rule tests; a named rule or a finding as "rule:<id>", "finding:<id>"."""
    if isinstance(rule, str):
        out.add(rule)
    elif isinstance(rule, list):
        for one in rule:
            asked_of(one, out)
    elif isinstance(rule, dict):
        for key, value in rule.items():
            if key in ("choice", "number"):
                out.add(value)
            elif key in ("any", "all", "not", "of", "none"):
                asked_of(value, out)
            elif key in ("rule", "finding"):
                out.add(f"{key}:{value}")
    return out


# --- what the texts hold to, and what the person's page may rest on

marked = {
    one["id"]
    for one in json.loads((ROOT / "catalogues/indicators.json").read_text(encoding="utf-8"))[
        "indicators"
    ]
    if one.get("on_person_page")
}
catalogues = {
    name: json.loads((ROOT / f"catalogues/{name}.json").read_text(encoding="utf-8"))
    for name in COUNTRIES
}
for name, catalogue in catalogues.items():
    for one in catalogue["referrals"]:
        place = f"{name}/referrals/{one['id']}"
        words = one["authority"]["en"].split()
        if len(words) > AUTHORITY_WORDS:
            found.append(f"{place}: {len(words)} words in the name of the body")
        for key in ("for_person", "for_child"):
            if len(one.get(key, {}).get("en", "").split()) > OFFER_WORDS:
                found.append(f"{place}: more than {OFFER_WORDS} words in {key}")
        if "urgency" not in one:
            found.append(f"{place}: no urgency")
        if "person_order" not in one:
            continue
        if not ("for_person" in one or "for_child" in one):
            found.append(f"{place}: an order on the person's page, and no words for it")
        if one["kind"] in ("investigation", "complaint"):
            found.append(f"{place}: kind {one['kind']} on the person's page")
        # Age, place and special needs alone (law 13); rule child_now tests age alone.
        for asked in asked_of([one.get("routing", []), one.get("serves_only", [])], set()):
            if asked != "rule:child_now" and asked not in marked:
                found.append(f"{place}: the person's page would depend on {asked}")
    adult = [o for o in catalogue["referrals"] if "person_order" in o and "for_person" in o]
    child = [o for o in catalogue["referrals"] if "person_order" in o and "for_child" in o]
    everywhere = [o for o in adult if "routing" not in o]
    if len(adult) > OFFERS or len(everywhere) < 4:
        found.append(f"{name}: {len(adult)} offers to an adult, {len(everywhere)} in every place")
    for offers, who in ((adult, "an adult"), (child, "a child")):
        words = "for_person" if offers is adult else "for_child"
        if not any("doctor" in o[words]["en"] for o in offers):
            found.append(f"{name}: no doctor for {who}")
    if not any(o["agency"] in CHILD_BODY for o in child):
        found.append(f"{name}: no child body for a child")

# --- the person's page of each place: the child body that serves it, and no line that is not answered there

ANSWERED_1121 = {"punjab", "sindh", "khyber_pakhtunkhwa", "islamabad"}  # child_help_line, "serves"
pakistan = catalogues["pakistan"]["referrals"]
bodies = [o for o in pakistan if o["id"].startswith("child_body_")]
places = [place for o in bodies for place in o["routing"]["is"]]
for here in [*places, None]:
    offers = sorted(
        (
            o
            for o in pakistan
            if "person_order" in o
            and "for_child" in o
            and ("routing" not in o or here in o["routing"]["is"])
        ),
        key=lambda o: (o["person_order"], o["id"]),
    )[:OFFERS]
    leads = [o["id"] for o in offers if o["agency"] in CHILD_BODY]
    if leads[:1] != ([f"child_body_{here}"] if here else ["child_help_line"]):
        found.append(f"a child in {here}: {', '.join(leads)}")
    numbers = {o.get("contact") for o in offers}
    if not numbers - {None}:
        found.append(f"a child in {here}: no number to call")
    if here and here not in ANSWERED_1121 and "1121" in numbers:
        found.append(f"a child in {here}: 1121 is not answered there")

# --- the persons of first_bodies.*.jsonl

persons = 0
for name in PLACES_WITH_A_CASE:
    referrals = {one["id"]: one for one in catalogues[name]["referrals"]}
    cases = lines(ROOT / f"tests/cases/first_bodies.{name}.jsonl")
    for case, result in zip(cases, screen(ROOT / f"catalogues/{name}.json", cases), strict=True):
        persons += 1
        if "error" in result:
            found.append(f"{case['case']}: {result['error']}")
            continue
        for id in [case.get("lead"), *case["first"], *case["never"]]:
            if id and id not in referrals:
                found.append(f"{case['case']}: there is no referral {id}")
        named = [one["id"] for one in by_urgency(result, referrals)[:NAMED]]
        where = f"{case['case']}: the first page names {', '.join(named) or 'nobody'}"
        if case.get("lead") and named[:1] != [case["lead"]]:
            found.append(f"{where}; {case['lead']} should lead")
        found += [f"{where}; {id} is missing" for id in case["first"] if id not in named]
        found += [f"{where}; {id} should not be there" for id in case["never"] if id in named]

# --- any person

anybody = 0
SOURCES = {
    "pakistan": [
        "tests/cases/first_bodies.pakistan.jsonl",
        "tests/cases/mandates.pakistan.jsonl",
        "tests/cases/judged.pakistan.jsonl",
    ],
    "uk": [],
    "us": [],
    "eu": [],
}
for name in COUNTRIES:
    referrals = {one["id"]: one for one in catalogues[name]["referrals"]}
    for file in [
        *SOURCES[name],
        "examples/vignettes.jsonl",
        "examples/constructed.jsonl",
    ]:
        cases = [one for one in lines(ROOT / file) if "answers" in one]
        for case, result in zip(
            cases, screen(ROOT / f"catalogues/{name}.json", cases), strict=True
        ):
            if "error" in result:
                continue
            anybody += 1
            all_of_them = by_urgency(result, referrals)
            named, others = all_of_them[:NAMED], all_of_them[NAMED:]
            where = f"{file}: {case['case']} ({name}): {', '.join(o['id'] for o in named)}"

            def is_of(agencies, bodies):
                return any(o["kind"] == "protection" and o["agency"] in agencies for o in bodies)

            helping = INDEPENDENT | CHILD_BODY
            if is_of(helping, others) and not is_of(helping, named):
                found.append(f"{where}; nobody independent, and no child body")
            if is_of(CHILD_BODY, all_of_them) and not is_of(CHILD_BODY, named[:1]):
                found.append(f"{where}; the child body does not lead")
            if [o for o in named if o["kind"] == "investigation" and o["id"] not in MAY_BE_NAMED]:
                found.append(f"{where}; an investigator that need not be named")
            if [o for o in named if o["availability"] == "none_known"] and [
                o for o in others if o["kind"] == "protection" and o["availability"] != "none_known"
            ]:
                found.append(f"{where}; no service known, before one that may be there")
            ids = [o["id"] for o in named]
            refugee = [ids.index(id) for id in ids if id in REFUGEE_BODY]
            state = [
                n
                for n, o in enumerate(named)
                if o["kind"] in ("investigation", "complaint")
                or o["agency"] in ("mission", "refugee_commissioner")
            ]
            if any(o["id"] in REFUGEE_BODY for o in all_of_them):
                if not refugee or (state and min(state) < refugee[0]):
                    found.append(f"{where}; the refugee body comes before bodies of the State")
                if any(o["agency"] in ("mission", "fia") for o in named):
                    found.append(f"{where}; FIA or an embassy beside a claim of asylum")

for one in found:
    print(one)
print(f"{persons} persons of whom the bodies are said, {anybody} others, {len(found)} problems")
sys.exit(bool(found))
