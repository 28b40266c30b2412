#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Does `pehchan interview` behave in a real terminal, in both languages: refusal, stop, pause, resume, bad input, end of input, interrupt?

    interview_check.py --command PEHCHAN

Every run is in an empty folder; what stands there afterwards is what was saved on request, and nothing else.
"""

import argparse
import json
import os
import pty
import select
import signal
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

OPENING = {
    "spoken_to_apart",
    "interpreter_needed",
    "no_interpreter_or_companion_from_the_case",
    "free_of_threat_in_interview",
    "told_may_refuse",
    "consented_to_talk",
}
ROOT = Path(__file__).resolve().parent.parent.parent
BANK = {
    i["id"]: i
    for i in json.loads((ROOT / "catalogues" / "indicators.json").read_text(encoding="utf-8"))[
        "indicators"
    ]
}
WORDS = {
    t["id"]: t["text"]
    for t in json.loads((ROOT / "catalogues" / "words.json").read_text(encoding="utf-8"))["texts"]
}


class Terminal:
    """One interview in a pseudo-terminal."""

    def __init__(self, command, folder, *options, lang="en"):
        self.lang, self.text, self.seen = lang, "", 0
        self.terminal, other = pty.openpty()
        settings = termios.tcgetattr(other)
        settings[3] &= ~termios.ECHO
        termios.tcsetattr(other, termios.TCSANOW, settings)
        self.process = subprocess.Popen(
            [command, "interview", "--lang", lang, *options],
            stdin=other,
            stdout=other,
            stderr=other,
            cwd=folder,
            start_new_session=True,
        )
        os.close(other)

    def read(self):
        """All that is printed up to the next prompt or the end."""
        start, deadline = len(self.text), time.monotonic() + 60
        while time.monotonic() < deadline:
            if select.select([self.terminal], [], [], 0.05)[0]:
                try:
                    piece = os.read(self.terminal, 65536)
                except OSError:
                    piece = b""
                if not piece:
                    break
                self.text += piece.decode("utf-8", "replace").replace("\r\n", "\n")
            elif self.text.endswith("> ") or self.process.poll() is not None:
                break
        return self.text[start:]

    def say(self, line):
        os.write(self.terminal, (line + "\n").encode())
        return self.read()

    def end_of_input(self):
        os.write(self.terminal, b"\x04")
        return self.finish()

    def finish(self):
        while self.process.poll() is None:
            before = len(self.text)
            self.read()
            if len(self.text) == before and self.process.poll() is None:
                self.process.wait(30)
        self.read()
        os.close(self.terminal)
        return self.process.returncode

    def question(self):
        """The indicator that is being asked, or "checklist"."""
        lines = [
            line.removeprefix("> ") for line in self.text.split("\n")
        ]  # without echo the prompt and the next question share a line
        lines = [line.split(". ", 1)[1] for line in lines if line[:1].isdigit() and ". " in line]
        shown = lines[-1] if lines else ""
        if shown == WORDS["interview.checklist"][self.lang]:
            return "checklist"
        for indicator in BANK.values():
            words = indicator.get("question", {}).get(self.lang)
            if words and (shown == words or shown.startswith(words + " [")):
                return indicator["id"]
        return None

    def drive(self, answers, most=400):
        """Answers by id; what is not given is "n" for a yes/no and "d" for everything else. Returns the ids asked, in order."""
        asked = []
        self.read()
        for _ in range(most):
            if not self.text.endswith("> "):
                break
            question = self.question()
            asked.append(question)
            given = answers.get(
                question,
                "0"
                if question == "checklist"
                else "y"
                if question in OPENING and question != "interpreter_needed"
                else "n"
                if BANK[question].get("type", "yes_no") == "yes_no"
                else "d",
            )
            self.say(given)
        return asked


def check(command):
    def said(id, lang):
        return WORDS[id][lang].split("\n")[0][:40]

    for lang in ("en", "ur"):
        with tempfile.TemporaryDirectory() as folder:

            def files():
                return sorted(os.listdir(folder))

            # consent refused: nothing else is asked, a result all the same, nothing written
            t = Terminal(command, folder, lang=lang)
            asked = t.drive({"consented_to_talk": "n"})
            code = t.finish()
            yield (
                code == 0 and asked[-1] == "consented_to_talk" and len(asked) == 6,
                f"{lang}: refusal of consent ends the interview",
            )
            yield (
                said("interview.stopped_wish", lang) in t.text
                and said("interview.not_saved", lang) in t.text
                and files() == [],
                f"{lang}: nothing is written unasked",
            )

            # danger stops a first contact
            t = Terminal(command, folder, "--form", "police_first_contact", lang=lang)
            asked = t.drive({"threatened_now": "y"})
            yield (
                t.finish() == 0
                and asked[-1] == "threatened_now"
                and said("interview.stopped_danger", lang) in t.text,
                f"{lang}: danger stops it",
            )
            yield WORDS["headline.act_now"][lang] in t.text, f"{lang}: and the page says so first"

            # bad input: the question stands
            t = Terminal(command, folder, "--form", "kiln_first_contact", lang=lang)
            t.read()
            first = t.question()
            answer = (
                t.say("perhaps")
                + t.say("")
                + t.say("99")
                + t.say("v no_such_indicator yes")
                + t.say("v urgent_medical_need perhaps")
                + t.say("é" * 2000)
            )
            yield (
                answer.count(said("interview.bad", lang)) == 6 and t.question() == first,
                f"{lang}: bad input leaves the question standing",
            )
            t.say("?")
            t.say("p")
            person = t.say("w")
            yield (
                WORDS["person.opening"]["en"] in person,
                f"{lang}: the words for the person are in the reviewed language",
            )
            # pause: the result so far
            t.say("q")
            yield (
                t.finish() == 0 and said("interview.paused", lang) in t.text and files() == [],
                f"{lang}: a pause gives a result",
            )

            # a question declined, an interview saved on request, resumed, and a later one
            t = Terminal(
                command,
                folder,
                "--form",
                "kiln_first_contact",
                "--case",
                "K-1",
                "--save",
                "k.jsonl",
                lang=lang,
            )
            t.drive({"confined_now": "r", "urgent_medical_need": "d"}, most=14)
            yield (
                t.end_of_input() == 0
                and said("interview.stopped_end", lang) in t.text
                and files() == ["k.jsonl"],
                f"{lang}: the end of the input loses nothing",
            )
            saved = json.loads((Path(folder) / "k.jsonl").read_text(encoding="utf-8"))
            yield (
                saved["case"] == "K-1"
                and saved["answers"]["confined_now"] == "declined"
                and saved["answers"]["urgent_medical_need"] == "unknown",
                f"{lang}: what was declined is kept as declined",
            )
            yield (
                (os.stat(Path(folder) / "k.jsonl").st_mode & 0o077) == 0,
                f"{lang}: the file is its owner's only",
            )
            t = Terminal(command, folder, "--save", "k.jsonl", lang=lang)
            t.read()
            yield (
                t.finish() == 2
                and json.loads((Path(folder) / "k.jsonl").read_text(encoding="utf-8")) == saved,
                f"{lang}: a file that exists is not overwritten",
            )
            t = Terminal(
                command,
                folder,
                "--form",
                "kiln_first_contact",
                "--resume",
                "k.jsonl",
                "--save",
                "k.jsonl",
                lang=lang,
            )
            asked = t.drive({})
            again = set(asked) & set(saved["answers"])
            yield (
                t.finish() == 0 and not again and asked,
                f"{lang}: a resumed interview asks nothing again {again}",
            )
            after = json.loads((Path(folder) / "k.jsonl").read_text(encoding="utf-8"))
            yield (
                after["case"] == "K-1"
                and saved["answers"].items() <= after["answers"].items()
                and files() == ["k.jsonl"],
                f"{lang}: and saves what it was told to resume",
            )
            t = Terminal(
                command,
                folder,
                "--form",
                "kiln_first_contact",
                "--resume",
                "k.jsonl",
                "--later",
                lang=lang,
            )
            asked = t.drive({"confined_now": "r"})
            yield (
                t.finish() == 0
                and asked.count("confined_now") == 1
                and "consented_to_talk" in asked,
                f"{lang}: a later interview offers once what was declined, with new consent",
            )

            # enough for a first contact: one sign that by itself shows bondage, after the questions on danger
            t = Terminal(command, folder, "--form", "kiln_first_contact", lang=lang)
            asked = t.drive({"work_tied_to_debt": "y"})
            yield (
                t.finish() == 0
                and asked[-1] == "work_tied_to_debt"
                and said("interview.stopped_enough", lang) in t.text,
                f"{lang}: a first contact stops when it has enough",
            )

            # a child that tells of harm
            t = Terminal(command, folder, lang=lang)
            asked = t.drive(
                {
                    "who_holds_the_person": "nobody",
                    "is_alone_child": "n",
                    "believed_under_18": "y",
                    "age_now_years": "12",
                },
                most=22,
            )
            t.say("v violence_at_destination y")
            yield (
                t.finish() == 0
                and said("interview.stopped_child", lang) in t.text
                and said("interview.child_opening", lang) in t.text,
                f"{lang}: a child's words stop it",
            )
            yield (
                all(BANK[a].get("sensitivity", 1) < 3 for a in asked if a != "checklist"),
                f"{lang}: what hurts most is not asked at first contact",
            )

            # the person's wish; an interrupt
            t = Terminal(command, folder, "--save", "w.jsonl", lang=lang)
            t.drive({}, most=8)
            t.say("s")
            t.finish()
            yield (
                json.loads((Path(folder) / "w.jsonl").read_text(encoding="utf-8"))["answers"].get(
                    "wants_to_stop"
                )
                == "yes",
                f"{lang}: the person's wish is kept",
            )
            t = Terminal(command, folder, "--save", "i.jsonl", lang=lang)
            t.drive({}, most=8)
            t.process.send_signal(signal.SIGINT)
            yield (
                t.finish() == 0 and "i.jsonl" in files(),
                f"{lang}: an interrupt loses nothing that was to be saved",
            )

    for options, why in (
        (["--form", "no_such"], "no such form"),
        (["--later"], "--later alone"),
        (["--resume", "missing.jsonl"], "no file"),
        (["x.jsonl"], "a file of cases"),
        (["--save", "no/such/folder/x"], "no folder"),
    ):
        run = subprocess.run(
            [command, "interview", *options],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        yield (
            run.returncode == 2 and len(run.stderr.strip().splitlines()) == 1 and not run.stdout,
            f"{why}: one clear line, and nothing begins",
        )


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--command", required=True)
    command = os.path.abspath(parser.parse_args().command)
    wrong = [what for good, what in check(command) if not good]
    print(*(f"not so: {what}" for what in wrong), sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
