#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Are the English texts of law/ plain: short, full sentences that somebody with school English understands at once?

tests/python/plain_words.yaml holds the limits and the phrases that are refused. Every text that breaks one is named with its file.
The words of research instruments (findings of kind measure) and the questions of interviews are not looked at.
"""

import re
import statistics
import sys
from pathlib import Path

import yaml
from textstat import textstat

ROOT = Path(__file__).resolve().parent.parent.parent
HELD_TO = yaml.safe_load((Path(__file__).parent / "plain_words.yaml").read_text(encoding="utf-8"))
CATALOGUES = sorted(folder.parent.name for folder in (ROOT / "law").glob("*/safeguards"))
KINDS_OF_FINDING = ("victim", "protection", "migration")
SHORT = ("do", "do_not", "summary", "for_person", "for_child")
FIRST_PAGE = ("do", "do_not", "summary", "headline")
FOR_THE_PERSON = ("for_person", "for_child", "person", "card")
GROUPS = ("headline", "page", "person", "card")  # of the words of pages
IN_OFFERS = 12  # words: an offer of help is shorter than a right
PROHIBITION = re.compile(r"(?:Do not|Never) ")
SENTENCE_END = re.compile(r"""(?<=[.!?])["')]*\s+(?=["'(]?[A-Z])""")

failures: list[str] = []
grades: dict[str, list[float]] = {}


def fail(place: str, why: str, text: str) -> None:
    failures.append(f"{place}: {why}\n    {text}")


def count(text: str) -> int:
    return len(text.split())


def sentences(text: str) -> list[str]:
    return SENTENCE_END.split(text.strip())


def is_sentence(text: str) -> bool:
    return re.search(r"[.!?]\W*$", text) is not None


def look(place: str, kind: str, text: str, most: int | None) -> None:
    """One text of a kind that has limits."""
    if most is not None and count(text) > most:
        fail(place, f"{count(text)} words, at most {most}", text)
    longest = HELD_TO["sentence"]["long" if kind == "text" else "short"]
    for sentence in sentences(text):
        if count(sentence) > longest:
            fail(place, f"a sentence of {count(sentence)} words, at most {longest}", sentence)
    if kind in SHORT and not is_sentence(text):
        fail(place, "no full sentence", text)
    if kind == "do" and PROHIBITION.match(text):
        fail(place, "says what not to do", text)
    if kind == "do_not" and not PROHIBITION.match(text):
        fail(place, 'begins neither with "Do not" nor with "Never"', text)
    if kind in ("do", "do_not", "summary") and len(sentences(text)) > 1:
        fail(place, "more than one sentence", text)
    if kind in FIRST_PAGE + FOR_THE_PERSON and re.search(HELD_TO["jargon"], text, re.IGNORECASE):
        fail(place, "jargon", text)
    if kind in FOR_THE_PERSON and re.search(HELD_TO["betrays"], text, re.IGNORECASE):
        fail(place, "tells an exploiter what this is about", text)
    if is_sentence(text):
        grades.setdefault(kind, []).append(textstat.flesch_kincaid_grade(text))


def look_for_phrases(place: str, value) -> None:
    if isinstance(value, str):
        for one in HELD_TO["refused"]:
            if re.search(one["phrase"], value, re.IGNORECASE):
                fail(place, f"nobody says this; {one['say']}", value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("note", "rule", "when", "unless_ruled_out"):
                look_for_phrases(f"{place}/{key}", inner)
    elif isinstance(value, list):
        for inner in value:
            look_for_phrases(place, inner)


def statements(catalogue: str, collection: str):
    for file in sorted((ROOT / "law" / catalogue / collection).glob("*.yaml")):
        yield str(file.relative_to(ROOT)), yaml.safe_load(file.read_text(encoding="utf-8"))


rights = {"for_person": set(), "for_child": set()}
for catalogue in CATALOGUES:
    for place, safeguard in statements(catalogue, "safeguards"):
        look_for_phrases(place, safeguard)
        for key in (*SHORT, "text"):
            if key in safeguard:
                look(f"{place}/{key}", key, safeguard[key], HELD_TO["words"].get(key))
        named = not {"do", "do_not"}.isdisjoint(safeguard)
        if named == (Path(place).stem in HELD_TO["said_elsewhere"]):
            fail(
                place,
                "do or do_not, unless plain_words.yaml says what stands for it",
                safeguard["title"],
            )
        for key, found in rights.items():
            if (
                catalogue in ("palermo", "pakistan")
                and key in safeguard
                and "person_order" in safeguard
            ):
                found.add(place)
        if "person_order" in safeguard and not rights.keys() & safeguard.keys():
            fail(place, "a place on the person's page, and no words for it", safeguard["title"])
    for place, finding in statements(catalogue, "findings"):
        if finding["kind"] not in KINDS_OF_FINDING:
            continue
        look_for_phrases(place, finding)
        if "summary" not in finding:
            fail(place, "no summary for the first page", finding["title"])
        else:
            look(f"{place}/summary", "summary", finding["summary"], HELD_TO["words"]["summary"])
            if finding["kind"] == "victim" and not finding["summary"].startswith("Signs of "):
                fail(
                    f"{place}/summary", "printed for signs alone: Signs of ...", finding["summary"]
                )
    for place, referral in statements(catalogue, "referrals"):
        look_for_phrases(place, referral)
        for key in ("for_person", "for_child"):
            if key in referral:
                text = referral[key] if is_sentence(referral[key]) else referral[key] + "."
                look(f"{place}/{key}", key, text, IN_OFFERS)

for file in sorted((ROOT / "law" / "words" / "texts").glob("*.yaml")):
    for text_id, text in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        place = f"{file.relative_to(ROOT)}/{text_id}"
        look_for_phrases(place, text)
        if file.stem in GROUPS:
            limit = HELD_TO["words"].get(text_id, HELD_TO["words"].get(file.stem))
            look(place, file.stem, text, limit)

for key, found in rights.items():
    if len(found) < 6:
        fail("law/palermo and law/pakistan", f"{len(found)} rights with {key} and person_order", "")
for kind, most in HELD_TO["grade"].items():
    if kind not in grades:
        fail(kind, "no text of this kind", "")
    elif statistics.fmean(grades[kind]) > most:
        fail(kind, f"mean grade {statistics.fmean(grades[kind]):.1f}, at most {most}", "")

for line in failures:
    print(line)
print(
    f"{sum(map(len, grades.values()))} texts, {len(failures)} not plain. Mean grades: "
    + ", ".join(f"{kind} {statistics.fmean(of):.1f}" for kind, of in sorted(grades.items()))
)
sys.exit(1 if failures else 0)
