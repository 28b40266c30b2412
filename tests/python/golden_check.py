#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Are the pages of all example persons as they were when somebody last read them, in all four views, and do the person's and the committee's page give nothing away?

    golden_check.py --command PEHCHAN [--write]      with --write the pages are written anew: read the difference before you commit it

The person's page must hold no finding, headline, sign, burden fact or case, and no word of trafficking, in either language (law 6, DESIGN 5). The committee's holds counts and the stage
reached: no case, no sign, no age, no place and no referral.
"""

import argparse
import difflib
import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "tests" / "golden"
OFFICIAL = ["--explain", "--next"]
# "offences are cognizable" must stand on the page (DESIGN 5), so that the person knows it before any name
FORBIDDEN = {
    "en": [
        "traffick",
        "smuggl",
        "victim",
        "exploit",
        "crime",
        "criminal",
        "slave",
        "illegal",
        "indicated",
        "suspect",
    ],
    "ur": ["ٹریفکنگ", "اسمگلنگ", "متاثرہ", "استحصال", "جرم", "مجرم", "غلام", "غیر قانونی", "مشتبہ"],
}


def catalogue(name):
    return json.loads((ROOT / "catalogues" / f"{name}.json").read_text(encoding="utf-8"))


def printed(command, cases, view, language):
    options = OFFICIAL if view == "official" else ["--allow-draft"]
    run = subprocess.run(
        [
            command,
            "screen",
            "--format",
            "text",
            "--view",
            view,
            "--lang",
            language,
            *options,
            f"examples/{cases}.jsonl",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return run.stdout


def given_away(text, language, ids):
    """What a person's page must not hold."""
    titles = {
        t
        for name in ("palermo", "pakistan")
        for f in catalogue(name)["findings"]
        for t in (f["title"][language], f["meaning"][language])
    }
    bank = catalogue("indicators")["indicators"]
    labels = {i["label"][language] for i in bank if i["nature"] in ("burden", "harm")}
    headlines = {
        t["text"][language]
        for t in catalogue("words")["texts"]
        if t["id"].startswith(("headline.", "stage."))
    }
    for words in sorted(titles | headlines):
        if words in text:
            yield f"it says: {words}"
    for label in sorted(labels):
        if re.search(rf"(?m)^.{{0,4}}{re.escape(label)}(?:[;:.]|$)", text):
            yield f"it shows a sign or a burden fact: {label}"
    for word in FORBIDDEN[language]:
        if word in text.lower():
            yield f"the word {word}"
    for case in ids:
        if case in text:
            yield f"it names the case {case}"


def said_to_committee(text, language, ids):
    """What a committee's page must not hold."""
    for kind, things in (
        ("a sign or a fact", [i["label"][language] for i in catalogue("indicators")["indicators"]]),
        ("a referral", [r["authority"][language] for r in catalogue("pakistan")["referrals"]]),
        ("the case", ids),
    ):
        for words in things:
            if re.search(rf"(?m)^.{{0,4}}{re.escape(words)}(?:[;:.]|$)", text):
                yield f"it shows {kind}: {words}"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--command", required=True)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    wrong = []
    for cases in ("vignettes", "constructed"):
        ids = [
            json.loads(line)["case"]
            for line in (ROOT / "examples" / f"{cases}.jsonl")
            .read_text(encoding="utf-8")
            .splitlines()
        ]
        for view in ("official", "person", "investigator", "committee"):
            for language in ("en", "ur"):
                text = printed(given.command, cases, view, language)
                if text.count("\f") != len(ids):
                    wrong.append(
                        f"{cases}, {view}, {language}: {text.count(chr(12))} pages for {len(ids)} persons"
                    )
                if view == "person":
                    wrong += [
                        f"{cases}, person, {language}: {what}"
                        for what in given_away(text, language, ids)
                    ]
                if view == "committee":
                    wrong += [
                        f"{cases}, committee, {language}: {what}"
                        for what in said_to_committee(text, language, ids)
                    ]
                file = FOLDER / f"{cases}.{view}.{language}.txt"
                if given.write:
                    FOLDER.mkdir(exist_ok=True)
                    file.write_text(text, encoding="utf-8", newline="\n")
                    continue
                before = file.read_text(encoding="utf-8") if file.exists() else ""
                if before != text:
                    wrong.append(f"{file.relative_to(ROOT)} is no longer what is printed:")
                    wrong += list(
                        difflib.unified_diff(
                            before.splitlines(),
                            text.splitlines(),
                            "read",
                            "printed",
                            lineterm="",
                            n=0,
                        )
                    )[:30]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
