#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Is everything shipped valid against the JSON Schemas in catalogues/schema, and do the schemas refuse what the library refuses?

    schema_check.py [--command PEHCHAN] [--mutants NUMBER] [--seed NUMBER]

With a command, what it prints for the example cases is checked too, in every view, and schema and
command must agree on catalogues and cases in which one thing is wrong.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from catalogue_mutants import mutants
from jsonschema import Draft7Validator, Draft202012Validator

ROOT = Path(__file__).resolve().parent.parent.parent
VIEWS = ("official", "person", "investigator", "helper")
# Malformed catalogues that no schema can refuse have only issues of these codes.
BEYOND_SCHEMAS = {
    "always_true",
    "ambiguous_denials_count_when",
    "bad_code",
    "bad_range",
    "burden_asked",
    "burden_in_rule",
    "byte_order_mark",
    "confidence_raised",
    "conflicting_use",
    "count_out_of_range",
    "cut_out_of_range",
    "direction",
    "duplicate_id",
    "duplicate_key",
    "identity_in_rule",
    "missing_denials_count_when",
    "missing_parameter",
    "missing_translation",
    "not_an_interview_fact",
    "not_a_measure",
    "not_a_population_fact",
    "not_over_burden",
    "not_over_harm",
    "recursion",
    "score_too_large",
    "several_contrasts_of_a_pair",
    "several_forms_of_role",
    "too_many_cases",
    "too_many_cuts",
    "unknown_agency",
    "unknown_catalogue",
    "unknown_finding",
    "unknown_indicator",
    "unknown_language",
    "unknown_option",
    "unknown_parameter",
    "unknown_referral",
    "unknown_rule",
    "unknown_score",
    "unknown_source",
    "unknown_tag",
    "unknown_template",
    "wrong_indicator_type",
}


def validator(name: str) -> Draft202012Validator:
    schema = json.loads(
        (ROOT / "catalogues" / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    )
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def errors(of: Draft202012Validator, value, place: str):
    for error in list(of.iter_errors(value))[:5]:
        yield f"{place}: /{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"


def is_case(value) -> bool:
    return isinstance(value, dict) and "answers" in value


def shipped(catalogue: Draft202012Validator, case: Draft202012Validator):
    catalogues = sorted((ROOT / "catalogues").glob("*.json"))
    if not catalogues:
        yield "catalogues: there are none"
    for file in catalogues:
        yield from errors(catalogue, json.loads(file.read_text(encoding="utf-8")), file.name)
    for file in sorted((ROOT / "examples").glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            value = json.loads(line)
            if is_case(value):
                yield from errors(case, value, f"{file.name}:{number}")


def malformed(catalogue: Draft202012Validator, case: Draft202012Validator):
    """A shape that the library refuses, the schema refuses too."""
    folder = ROOT / "tests" / "malformed"
    yield from errors(
        catalogue, json.loads((folder / "base.json").read_text(encoding="utf-8")), "base.json"
    )
    for file in sorted((folder / "catalogue").glob("*.json")):
        codes = {
            line.split()[0]
            for line in file.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
        }
        if codes & {"syntax_error", "not_utf8", "byte_order_mark", "too_deep", "duplicate_item"}:
            continue
        if codes == {
            "clears_or_brands"
        }:  # the schema knows one form of it, codes that begin with "Not"
            continue
        refused = not catalogue.is_valid(json.loads(file.read_text(encoding="utf-8")))
        if refused == (codes <= BEYOND_SCHEMAS):
            yield f"{file.name}: the schema {'refuses' if refused else 'accepts'} it, with the issues {sorted(codes)}"
    for line in (
        '{"case": "a", "answers": {"b": true}}',
        '{"case": "", "answers": {}}',
        '{"case": "a"}',
        '{"case": "a", "answers": {"b": 1.5}}',
        '{"case": "a", "answers": {}, "c": 1}',
        '{"case": "a", "answers": {"b": ["yes"]}}',
    ):
        if case.is_valid(json.loads(line)):
            yield f"the schema of cases accepts {line}"


def disagreements(command: str, catalogue: Draft202012Validator, count: int, seed: int):
    """The schema accepts what the loader accepts or refuses for its meaning only, and nothing else."""
    beyond = BEYOND_SCHEMAS | {"clears_or_brands", "duplicate_item", "effect_without_legal_basis"}
    codes_met: set[str] = set()
    verdicts = {True: 0, False: 0}
    made = list(mutants(catalogue.schema, count, seed))
    count = len(made)
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, count, 100):
            for number, (_, document) in enumerate(made[start : start + 100], start):
                (Path(folder) / f"{number}.json").write_text(json.dumps(document), encoding="utf-8")
            run = subprocess.run(
                [
                    command,
                    "check",
                    "--structure",
                    *(f"{number}.json" for number in range(start, min(count, start + 100))),
                ],
                cwd=folder,
                capture_output=True,
                text=True,
                encoding="utf-8",
            )
            found: dict[int, set[str]] = {}
            for line in run.stdout.splitlines():
                file, rest = line.split(".json:", 1)
                codes = found.setdefault(int(file), set())
                if issue := re.match(r"\d+:\d+: (\w+):", rest):
                    codes.add(issue[1])
            for number, (done, document) in enumerate(made[start : start + 100], start):
                if number not in found:
                    yield f"mutant {number} ({done}): no verdict of the command"
                    continue
                codes = found[number]
                codes_met |= codes
                accepted = catalogue.is_valid(document)
                verdicts[accepted] += 1
                if accepted and codes - beyond:
                    yield f"mutant {number} ({done}): the schema accepts it, the loader says {sorted(codes - beyond)}"
                elif not accepted and not codes:
                    error = next(catalogue.iter_errors(document))
                    yield f"mutant {number} ({done}): the loader accepts it, the schema says {error.json_path}: {error.message[:200]}"
    if count >= 500:
        for verdict, times in verdicts.items():
            if times < count / 20:
                yield f"mutants: the schema {'accepts' if verdict else 'refuses'} {times} of {count}"
        for code in ("missing_key", "unknown_key", "wrong_type", "bad_value", "bad_id", "bad_rule"):
            if code not in codes_met:
                yield f"mutants: none has the issue {code}"


def case_names(command: str, case: Draft202012Validator):
    """The schema of cases and the library agree on which names a case may have."""
    names = ["a", "A-17 b", "", "a" * 256, "a" * 257, "\t", "a\n", "a\x7f", "a\x1f", "ش" * 128]
    lines = [json.dumps({"case": name, "answers": {}}) for name in names]
    run = subprocess.run(
        [command, "screen"], input="\n".join(lines) + "\n", capture_output=True, text=True
    )
    out = [json.loads(line) for line in run.stdout.splitlines()]
    if len(out) != len(lines):
        yield f"screen: {len(lines)} cases in, {len(out)} results out"
    for line, result in zip(lines, out, strict=False):
        if ("error" not in result) != case.is_valid(json.loads(line)):
            yield f"the schema of cases and the library do not agree on {line[:60]}"


def english(value):
    """As in law/: a text is its English words."""
    if isinstance(value, list):
        return [english(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "en" in value and all(
        re.fullmatch("[a-z]{2,3}(-[A-Za-z0-9]+)*|reviewed", key) for key in value
    ):
        return value["en"]
    return {key: english(inner) for key, inner in value.items()}


def authored():
    """Every definition that is shipped is valid in its authored form, by the schemas for editors."""
    schemas = {
        file.name.removesuffix(".schema.json"): json.loads(file.read_text(encoding="utf-8"))
        for file in sorted((ROOT / "catalogues/schema/law").glob("*.schema.json"))
    }
    for schema in schemas.values():
        Draft7Validator.check_schema(schema)
    used = set()
    for file in sorted((ROOT / "catalogues").glob("*.json")):
        whole = english(json.loads(file.read_text(encoding="utf-8")))
        own = {key: value for key, value in whole.items() if key not in ("id", "languages")}
        own["use"] = [one["id"] for one in own.get("use", [])]
        files: list[tuple[str, dict]] = []
        for key in [*own]:
            kind = key.removesuffix("s")
            if key in schemas:  # many in one file, by id
                made = {one["id"]: {k: v for k, v in one.items() if k != "id"} for one in own[key]}
                if key == "texts":
                    made = {name: one["text"] for name, one in made.items()}
                files.append((key, made))
            elif kind in schemas:
                files += [(kind, {k: v for k, v in one.items() if k != "id"}) for one in own[key]]
            else:
                continue
            del own[key]
        for name, part in [*files, ("catalogue", own)]:
            used.add(name)
            checker = Draft7Validator(schemas[name])
            yield from errors(
                checker, part, f"{file.name}: catalogues/schema/law/{name}.schema.json"
            )
            if checker.is_valid({**part, "unknown_key": 7}):
                yield f"catalogues/schema/law/{name}.schema.json accepts anything"
    for name in sorted(schemas.keys() - used):
        yield f"catalogues/schema/law/{name}.schema.json: no catalogue has such a definition"


def printed(command: str, assessment: Draft202012Validator):
    lines = [
        line
        for file in sorted((ROOT / "examples").glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if is_case(json.loads(line))
    ]
    lines += [
        '{"case": "nothing-known", "answers": {}}',
        '{"case": "bad", "answers": {"no_such_indicator": "yes"}}',
        "not JSON",
    ]
    for view in VIEWS:
        for language in ("en", "ur"):
            run = subprocess.run(
                [command, "screen", "--explain", "--next", "--view", view, "--lang", language],
                input="\n".join(lines) + "\n",
                capture_output=True,
                text=True,
                encoding="utf-8",
            )
            out = run.stdout.splitlines()
            if len(out) != len(lines):
                yield f"screen --view {view}: {len(lines)} lines in, {len(out)} out"
            for number, line in enumerate(out, 1):
                value = json.loads(line)
                which = "error" if "error" in value else "person" if view == "person" else "full"
                part = assessment.evolve(
                    schema={**assessment.schema, "anyOf": [{"$ref": f"#/$defs/{which}"}]}
                )
                yield from errors(
                    part, value, f"screen --view {view} --lang {language}, line {number}"
                )


def explained(command: str):
    """`explain` and `contrast` print what they are asked for, in the language asked for, and nothing for those who must not see it."""
    line = '{"case": "A-17", "answers": {"held_for_ransom": "yes", "procurer_gains_benefit": "yes", "official_involved_police": "yes"}}\n'
    for language in ("en", "ur"):
        for words in (
            ["explain", "trafficking"],
            ["explain"],
            ["contrast", "trafficking", "smuggled_migrant"],
        ):
            run = subprocess.run(
                [command, *words, "--format", "json", "--lang", language],
                input=line,
                capture_output=True,
                text=True,
                encoding="utf-8",
            )
            what = " ".join([*words, language])
            if run.returncode or len(run.stdout.splitlines()) != 1:
                yield f"{what}: exit status {run.returncode}"
                continue
            value = json.loads(run.stdout)
            if (
                value["case"] != "A-17"
                or value["lang"] != language
                or value["catalogue"]["id"] != "pakistan"
                or value["translation"] != {"en": "source", "ur": "draft"}[language]
            ):
                yield f"{what}: case, language, catalogue or translation are not those of the call"
            if "official_involved" in run.stdout:
                yield f"{what}: the local official must not see that an official is involved"
            if words[0] == "explain" and any(
                not f["rule"] or not f["sources"] or not f["meaning"] for f in value["findings"]
            ):
                yield f"{what}: a finding without rule, sources or meaning"
            if words[0] == "contrast" and (
                value["first"]["id"] != "trafficking" or not value["explanation"]["text"]
            ):
                yield f"{what}: not the contrast asked for"
            text = subprocess.run(
                [command, *words, "--lang", language],
                input=line,
                capture_output=True,
                text=True,
                encoding="utf-8",
            ).stdout
            if value["notice"] not in text or "\0" in text:
                yield f"{what}: the text lacks the notice"
    for words in (
        ["explain", "no_such_finding"],
        ["contrast", "trafficking"],
        ["contrast", "trafficking", "trafficking"],
        ["contrast", "trafficking", "no_such"],
        ["explain", "--view", "person"],
        ["screen", "--priors", "no/such/file"],
    ):
        run = subprocess.run(
            [command, *words], input=line, capture_output=True, text=True, encoding="utf-8"
        )
        if run.returncode != 2 or run.stdout or len(run.stderr.splitlines()) != 1:
            yield f"{' '.join(words)}: exit status {run.returncode}, {len(run.stderr.splitlines())} lines of error"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--command")
    parser.add_argument("--mutants", type=int, default=200)
    parser.add_argument("--seed", type=int, default=18)
    arguments = parser.parse_args()
    command = arguments.command and str(Path(arguments.command).resolve())
    catalogue, case, assessment = validator("catalogue"), validator("case"), validator("assessment")
    problems = [*shipped(catalogue, case), *malformed(catalogue, case), *authored()]
    if command:
        problems += disagreements(command, catalogue, arguments.mutants, arguments.seed)
        problems += case_names(command, case)
        problems += printed(command, assessment)
        problems += explained(command)
    print(*problems, sep="\n", end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
