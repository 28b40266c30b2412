#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Does `pehchan interview` behave in a real terminal, in both languages: refusal, stop, pause, resume, bad input, end of input, signals, width?

    interview_check.py --command PEHCHAN

Every run is in an empty folder; what stands there afterwards is what was saved on request, and nothing else.
"""

import argparse
import codecs
import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unicodedata
from pathlib import Path

ALTERNATE = "\x1b[?1049h"
WIPE = "\x1b[2J\x1b[3J\x1b[H\x1b[?1049l\x1b[2J\x1b[3J\x1b[H"
MET = "1 2 4 5"  # of the conditions: all but that an interpreter is needed
ROOT = Path(__file__).resolve().parent.parent.parent
BANK = {
    i["id"]: i
    for i in json.loads((ROOT / "catalogues" / "indicators.json").read_text(encoding="utf-8"))[
        "indicators"
    ]
}
FORMS = {
    f["id"]: f
    for name in ("indicators", "pakistan")
    for f in json.loads((ROOT / "catalogues" / f"{name}.json").read_text(encoding="utf-8"))["forms"]
}
PLACES = sorted(id for id, form in FORMS.items() if form.get("role", "entry") == "entry")
CONDITIONS = FORMS["opening"]["indicators"][:5]
WORDS = {
    t["id"]: t["text"]
    for t in json.loads((ROOT / "catalogues" / "words.json").read_text(encoding="utf-8"))["texts"]
}


def one_line(text):
    """As one line, however it is wrapped."""
    return " ".join(text.split())


def said(id, lang):
    return WORDS[id].get(lang, WORDS[id]["en"])


def columns(line):
    """As a terminal counts them, for the letters of these catalogues."""
    return sum(unicodedata.category(c) not in ("Mn", "Me", "Cf") for c in line)


class Terminal:
    """One interview in a pseudo-terminal."""

    def __init__(self, command, folder, *options, lang="en", kind="dumb", size=None):
        self.lang, self.text, self.seen = lang, "", 0
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.terminal, other = pty.openpty()
        if size:
            fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
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
            env={**os.environ, "TERM": kind},
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
                self.text = (self.text + self.decoder.decode(piece)).replace("\r\n", "\n")
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

    def has(self, id):
        return one_line(said(id, self.lang)) in one_line(self.text)

    def question(self):
        """The indicator that is being asked, or which screen stands there."""
        lines = self.text.split("\n")
        starts = [
            at
            for at, line in enumerate(lines)
            for line in [line.removeprefix("> ")]
            if line[:1].isdigit() and ". " in line[:5]
        ]
        shown = one_line("\n".join(lines[starts[-1] :])).removeprefix("> ") if starts else ""
        shown = shown.split(". ", 1)[1] if ". " in shown[:5] else ""
        for name in ("checklist", "checklist_conditions"):
            if shown.startswith(one_line(said(f"interview.{name}", self.lang))):
                return name
        for indicator in BANK.values():
            words = indicator.get("question", {}).get(self.lang)
            if words and shown.startswith(one_line(words)):
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
                else MET
                if question == "checklist_conditions"
                else "y"
                if question == "consented_to_talk"
                else "n"
                if BANK[question].get("type", "yes_no") == "yes_no"
                else "d",
            )
            self.say(given)
        return asked


def check(command):
    for lang in ("en", "ur"):
        with tempfile.TemporaryDirectory() as folder:

            def files():
                return sorted(os.listdir(folder))

            # consent refused: nothing else is asked, a result all the same, nothing written
            t = Terminal(command, folder, "--form", "police_first_contact", lang=lang)
            asked = t.drive({"consented_to_talk": "n"})
            code = t.finish()
            yield (
                code == 0 and asked == ["checklist_conditions", "consented_to_talk"],
                f"{lang}: refusal of consent ends the interview",
            )
            yield (
                t.has("interview.stopped_wish") and t.has("interview.not_saved") and files() == [],
                f"{lang}: nothing is written unasked",
            )

            # danger stops a first contact
            t = Terminal(command, folder, "--form", "police_first_contact", lang=lang)
            asked = t.drive({"threatened_now": "y"})
            yield (
                t.finish() == 0
                and asked[-1] == "threatened_now"
                and t.has("interview.stopped_danger"),
                f"{lang}: danger stops it",
            )
            yield t.has("headline.act_now"), f"{lang}: and the page says so first"

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
                one_line(answer).count(one_line(said("interview.bad", lang))) == 6
                and t.question() == first,
                f"{lang}: bad input leaves the question standing",
            )
            t.say("?")
            t.say("p")
            person = t.say("w")
            yield (
                one_line(WORDS["person.opening"]["en"]) in one_line(person),
                f"{lang}: the words for the person are in the reviewed language",
            )
            # pause: the result so far
            t.say("q")
            yield (
                t.finish() == 0 and t.has("interview.paused") and files() == [],
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
            t.drive({"confined_now": "r", "work_tied_to_debt": "d"}, most=12)
            yield (
                t.end_of_input() == 0 and t.has("interview.stopped_end") and files() == ["k.jsonl"],
                f"{lang}: the end of the input loses nothing",
            )
            saved = json.loads((Path(folder) / "k.jsonl").read_text(encoding="utf-8"))
            yield (
                saved["case"] == "K-1"
                and saved["answers"]["confined_now"] == "declined"
                and saved["answers"]["work_tied_to_debt"] == "unknown",
                f"{lang}: what was declined is kept as declined",
            )
            yield (
                (os.stat(Path(folder) / "k.jsonl").st_mode & 0o077) == 0,
                f"{lang}: the file is its owner's only",
            )
            t = Terminal(command, folder, "--save", "k.jsonl", lang=lang)
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
            again = set(asked) & set(saved["answers"]) - {"consented_to_talk"}
            yield (
                t.finish() == 0 and not again and len(asked) > 3,
                f"{lang}: a resumed interview asks nothing again {again}",
            )
            yield (
                asked[:2] == ["checklist_conditions", "consented_to_talk"]
                and t.has("interview.resumed"),
                f"{lang}: but for the conditions and the consent of this talk",
            )
            after = json.loads((Path(folder) / "k.jsonl").read_text(encoding="utf-8"))
            yield (
                after["case"] == "K-1"
                and saved["answers"].items() <= after["answers"].items()
                and files() == ["k.jsonl"],
                f"{lang}: and saves what it was told to resume",
            )
            offered = []
            for _ in range(3):
                t = Terminal(
                    command,
                    folder,
                    "--form",
                    "kiln_first_contact",
                    "--resume",
                    "k.jsonl",
                    "--save",
                    "k.jsonl",
                    "--later",
                    lang=lang,
                )
                asked = t.drive({"confined_now": "r"})
                offered.append(asked.count("confined_now"))
                yield (
                    t.finish() == 0 and "consented_to_talk" in asked,
                    f"{lang}: a later interview asks for consent anew",
                )
            yield (
                offered == [1, 0, 0],
                f"{lang}: what was declined is offered once more in all {offered}",
            )

            # enough for a first contact: one sign that by itself shows bondage, after the questions on danger
            t = Terminal(command, folder, "--form", "kiln_first_contact", lang=lang)
            asked = t.drive({"work_tied_to_debt": "y"})
            yield (
                t.finish() == 0
                and asked[-1] == "work_tied_to_debt"
                and t.has("interview.stopped_enough"),
                f"{lang}: a first contact stops when it has enough",
            )

            # a child that tells of harm; a specialist too asks a child nothing more
            for options in (("--form", "child_protection_first_contact"), ("--full",)):
                t = Terminal(command, folder, *options, lang=lang)
                asked = t.drive({"checklist": "9"}, most=3)
                t.say("v violence_at_destination y")
                yield (
                    t.finish() == 0
                    and t.has("interview.stopped_child")
                    and t.has("interview.child_opening")
                    and "wants_to_tell_more" not in asked
                    and not t.has("interview.go_on"),
                    f"{lang}: {options} a child's words stop it",
                )
                yield (
                    all(
                        BANK[a].get("sensitivity", 1) < 3
                        for a in asked
                        if not a.startswith("checklist")
                    ),
                    f"{lang}: {options} what hurts most is not asked of a child",
                )

            # a specialist needs the person's wish
            for wish in ("n", "d", "y"):
                t = Terminal(command, folder, "--full", lang=lang)
                asked = t.drive({"wants_to_tell_more": wish}, most=60)
                t.say("q")
                t.finish()
                hurts = any(
                    BANK[a].get("sensitivity", 1) == 3
                    for a in asked
                    if not a.startswith("checklist")
                )
                yield (
                    t.has("interview.not_full") == (wish != "y")
                    and (wish == "y" or not hurts)
                    and asked.count("wants_to_tell_more") == 1,
                    f"{lang}: --full with the wish answered {wish}",
                )

            # which place this is comes first, where none is named
            t = Terminal(command, folder, lang=lang)
            t.read()
            yield t.has("interview.place"), f"{lang}: the place is asked first"
            t.say("0")
            t.say("nowhere")
            yield (
                one_line(t.text).count(one_line(said("interview.bad", lang))) == 2,
                f"{lang}: and stands until it is one of the list",
            )
            t.say(str(PLACES.index("kiln_first_contact") + 1))
            asked = t.drive({})
            yield (
                t.finish() == 0 and t.has("interview.stopped_form") and len(asked) <= 24,
                f"{lang}: somebody who says no is asked {len(asked)} questions at a kiln",
            )
            t = Terminal(command, folder, lang=lang)
            t.read()
            t.say("q")
            yield t.finish() == 0, f"{lang}: and may be left"

            # the person's wish; an interrupt
            t = Terminal(
                command, folder, "--form", "ngo_first_contact", "--save", "w.jsonl", lang=lang
            )
            t.drive({}, most=5)
            t.say("s")
            t.finish()
            yield (
                json.loads((Path(folder) / "w.jsonl").read_text(encoding="utf-8"))["answers"].get(
                    "wants_to_stop"
                )
                == "yes",
                f"{lang}: the person's wish is kept",
            )
            yield from signals(command, folder, lang)

            # no line is longer than the terminal is wide
            for kind in ("dumb", "xterm"):
                for width in (40, 80, 133):
                    t = Terminal(
                        command,
                        folder,
                        "--form",
                        "ngo_first_contact",
                        lang=lang,
                        kind=kind,
                        size=(width, 0),
                    )
                    t.drive({}, most=8)
                    t.say("q")
                    t.finish()
                    long = [
                        line
                        for line in t.text.split("\n")
                        for line in [line.removeprefix("> ")]
                        if "\x1b" not in line and columns(line) > width and " " in line.strip()
                    ]
                    yield not long, f"{lang}: {width} columns: {long[:1]}"

    yield from files_kept(command)
    yield from helped(command)

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


def signals(command, folder, lang):
    """What is left on the screen, in files and of the process."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        for kind in ("xterm", "dumb"):
            for save in ("", f"i{number}{kind}.jsonl"):
                options = ("--save", save) if save else ()
                t = Terminal(
                    command,
                    folder,
                    "--form",
                    "ngo_first_contact",
                    *options,
                    lang=lang,
                    kind=kind,
                )
                t.drive({"threatened_now": "r", "age_now_years": "34"}, most=5)
                t.say("p")  # the page is on the screen
                shown = len(t.text)
                t.process.send_signal(number)
                code = t.finish()
                left = t.text[shown:]
                line = said(
                    "interview.interrupted_saved" if save else "interview.interrupted", lang
                )
                yield (
                    code == 128 + number
                    and one_line(left.replace(WIPE, "")) == one_line(line)
                    and left.startswith(WIPE if kind == "xterm" else line[:5])
                    and (ALTERNATE in t.text) == (kind == "xterm"),
                    f"{lang}: {number!r} on {kind} leaves one line: {code} {left!r}",
                )
                if save:
                    kept = json.loads((Path(folder) / save).read_text(encoding="utf-8"))
                    yield kept["answers"]["age_now_years"] == 34, f"{lang}: and loses nothing"
    # in the middle of everything, the place included
    t = Terminal(command, folder, lang=lang, kind="xterm")
    t.read()
    t.process.send_signal(signal.SIGINT)
    yield (
        t.finish() == 130 and t.text.split(WIPE)[-1].count("\n") == 1,
        f"{lang}: an interrupt at the first question",
    )
    yield (
        not [f for f in os.listdir(folder) if "core" in f or f.startswith(".pehchan")],
        f"{lang}: nothing else is left in the folder",
    )
    # killed without a word: no core either
    t = Terminal(command, folder, "--form", "ngo_first_contact", lang=lang)
    t.drive({}, most=3)
    limits = Path(f"/proc/{t.process.pid}/limits")
    if limits.exists():
        owner = os.stat(f"/proc/{t.process.pid}/mem").st_uid
        try:
            row = next(
                r for r in limits.read_text().splitlines() if r.startswith("Max core file size")
            )
        except PermissionError:
            row = "0 0"
        yield (
            row.split()[-3:-1] == ["0", "0"] or row == "0 0",
            f"{lang}: the process may leave a core: {row} {owner}",
        )
    t.process.send_signal(signal.SIGABRT)
    t.process.wait(30)
    yield t.process.returncode == -signal.SIGABRT, f"{lang}: a killed process ends"
    os.close(t.terminal)


def files_kept(command):
    """What --save and --resume do with the files of a shared folder."""

    def talk(folder, *options, text="q\n"):
        return subprocess.run(
            [command, "interview", "--form", "ngo_first_contact", *options],
            cwd=folder,
            input=MET + "\ny\n0\nr\n" + text,
            capture_output=True,
            text=True,
        )

    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        # a file or a link that somebody else put there is neither followed nor written to
        other = there / "other"
        other.write_text("mine", encoding="utf-8")
        os.symlink(other, there / "a.jsonl.part")
        os.symlink(there / "nowhere", there / "b.jsonl")
        run = talk(folder, "--save", "a.jsonl")
        yield (
            run.returncode == 0
            and other.read_text(encoding="utf-8") == "mine"
            and (os.stat(there / "a.jsonl").st_mode & 0o777) == 0o600,
            f"a link beside the file is not followed: {run.stderr}",
        )
        run = talk(folder, "--save", "b.jsonl")
        yield (
            run.returncode == 2 and not (there / "nowhere").exists(),
            "a link that leads nowhere is not followed",
        )
        yield "threatened_now" not in run.stdout + run.stderr, "a failed save prints no answers"
        yield (
            sorted(os.listdir(folder)) == ["a.jsonl", "a.jsonl.part", "b.jsonl", "other"],
            f"and leaves nothing: {os.listdir(folder)}",
        )
        # a folder that cannot be written to
        closed = there / "closed"
        closed.mkdir()
        os.chmod(closed, 0o500)
        if not os.access(closed, os.W_OK):
            run = talk(folder, "--save", "closed/c.jsonl")
            yield (
                run.returncode == 2
                and "nothing is saved" in run.stderr
                and '"answers"' not in run.stdout + run.stderr,
                "a save that fails says so without the answers",
            )
        os.chmod(closed, 0o700)
        # a byte order mark, and a case that stands twice
        line = (there / "a.jsonl").read_text(encoding="utf-8")
        (there / "mark.jsonl").write_bytes(b"\xef\xbb\xbf" + line.encode())
        run = talk(folder, "--resume", "mark.jsonl")
        yield run.returncode == 0, f"a byte order mark: {run.stderr}"
        (there / "twice.jsonl").write_text(line + line, encoding="utf-8")
        for options, says in (
            (("--resume", "twice.jsonl"), "name one with --case"),
            (("--resume", "twice.jsonl", "--case", "interview"), "more than once"),
            (("--resume", "twice.jsonl", "--case", "B"), "no such case"),
        ):
            run = talk(folder, *options)
            yield (
                run.returncode == 2 and says in run.stderr and not run.stdout,
                f"{options}: {run.stderr}",
            )


def helped(command):
    """Every command says what it does."""
    names = ("screen", "interview", "explain", "contrast", "export", "catalogues", "check")
    for name in names:
        for word in ("--help", "-h"):
            run = subprocess.run([command, name, word], capture_output=True, text=True)
            yield (
                run.returncode == 0 and f"pehchan {name}" in run.stdout and not run.stderr,
                f"{name} {word}",
            )
    general = subprocess.run([command, "--help"], capture_output=True, text=True).stdout
    yield all(f"pehchan {name} " in general for name in names), "--help names every command"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--command", required=True)
    command = os.path.abspath(parser.parse_args().command)
    wrong = [what for good, what in check(command) if not good]
    print(*(f"not so: {what}" for what in wrong), sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
