#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Are the pages of all example persons as they were when somebody last read them, for all four readers, and do the person's page and card give nothing away?

    golden_check.py --command PEHCHAN [--write]      with --write the pages are written anew: read the difference before you commit it

The person's page and card must hold no finding, headline, sign, burden fact or case, and no word of trafficking, in either language (laws 6 and 13).
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


def said(text, language):
    """The words in the language, or in English where nobody has translated them."""
    return text.get(language, text["en"])


def catalogue(name):
    return json.loads((ROOT / "catalogues" / f"{name}.json").read_text(encoding="utf-8"))


def printed(command, cases, view, language):
    options = {
        "official": OFFICIAL,
        "investigator": ["--agency", "police"],
        "card": ["--card"],
    }.get(view, [])
    run = subprocess.run(
        [
            command,
            "screen",
            "--format",
            "text",
            "--view",
            "person" if view == "card" else view,
            "--lang",
            language,
            "--allow-draft",
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
        for t in (said(f["title"], language), said(f["meaning"], language))
    }
    bank = catalogue("indicators")["indicators"]
    labels = {said(i["label"], language) for i in bank if i["nature"] in ("burden", "harm")}
    headlines = {
        said(t["text"], language)
        for t in catalogue("words")["texts"]
        if t["id"].startswith("headline.")
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
        for view in ("official", "helper", "investigator", "person", "card"):
            for language in ("en", "ur"):
                text = printed(given.command, cases, view, language)
                if text.count("\f") != len(ids):
                    wrong.append(
                        f"{cases}, {view}, {language}: {text.count(chr(12))} pages for {len(ids)} persons"
                    )
                if view in ("person", "card"):
                    wrong += [
                        f"{cases}, {view}, {language}: {what}"
                        for what in given_away(text, language, ids)
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
