# SPDX-License-Identifier: Apache-2.0
"""New files of law/, filled as far as can be, with a comment for each line. What is left to write begins with TODO."""

from pathlib import Path

SOURCE = """\
# Where statements come from. Its file name is its id.
title: 'TODO: the title as its publisher writes it, with the sections that were read'
address: ''  # where to find it: the address of a page, or empty
as_of: ''  # the date that the text speaks for, or was read: '2018', '2018-05' or '2018-05-24'
confidence: unverified  # verified: you read the text itself; secondary: one that quotes it; unverified: memory
"""

STATEMENT = """\
sources: [{source}]  # ids of sources/
confidence: unverified  # never above the best of its sources
note: >-
  For maintainers: which section, and how it was read.
"""

KINDS = {
    "indicator": """\
# What can be known of a person. Its file name is its id.
type: yes_no  # yes_no, choice (then: options) or number (then: min, max)
nature: fact  # harm: a sign of harm by others; fact; burden: may be held against a person, never asked; identity
known_by: asked  # asked, observed or document
period: ever  # ever, 12_months, now or then
sensitivity: 1  # 1: easy, 3: painful or dangerous to ask
label: 'TODO: a short name, as printed in reasons'
question: 'TODO: one sentence to be asked aloud (observed: what to look for)'
"""
    + STATEMENT,
    "finding": """\
# What an assessment may find. Its file name is its id.
kind: protection  # victim, protection or migration; offence or measure (then without headline)
urgency: 50  # 0 to 100: the most urgent is shown first
headline: needs_protection  # act_now, presumed_victim, possible_victim, needs_protection or rights_and_information
title: 'TODO: its name, with the section of the law'
summary: 'TODO: what this may be, for the first page, such as: Signs of bonded labour.'
meaning: 'TODO: one plain sentence that an officer understands'
# When it is so: ids of indicators, {rule: ...} or {finding: ...}; all, any, or at_least: 2 with of.
rule:
  any:
    - 'TODO: an indicator'
"""
    + STATEMENT,
    "safeguard": """\
# What protects the person. Its file name is its id.
title: 'TODO: its name, with the section of the law'
text: 'TODO: what the official must do, or not do'
do: 'TODO: one sentence for the first page, what to do now; or do_not, which begins with Do not or Never'
urgency: 50  # 0 to 100: the most urgent is shown first
force: statute  # what it rests on: statute, constitution, treaty, policy, practice or project_policy
effect: limits_official  # limits_official, offers_person, protects_data or protects_child; nothing may restrict the person
as_of: 'TODO: the date that it speaks for'
# Without a condition (when: ...) it applies to everybody.
"""
    + STATEMENT,
    "referral": """\
# Who can help, or must be told. Its file name is its id.
authority: 'TODO: the name of the body'
agency: other  # the body in one word: police, labour, child_protection, ...; safeguards withhold by it
level: any  # federal, province, district or any
kind: protection  # protection (no power to arrest or remove), complaint, investigation or information
mode: offer  # offer: the person chooses; duty
# The reason to go there: like the rule of a finding.
when:
  any:
    - 'TODO: an indicator, or {{finding: ...}}'
serves: 'TODO: whom the body serves'
consent:
  adult: 'TODO: what to ask an adult before anything is told'
  child: 'TODO: what to do with a child'
within_hours: null  # how soon, in hours; null where nothing says so
hours_basis: project_policy  # statute, constitution, treaty, policy, practice or project_policy
availability: unverified  # verified: the body answers; unverified; none_known
basis: practice  # what its mandate rests on
# With a number, both: contact: '...' and contact_as_of: the date on which its source knew it.
""".replace("{{", "{").replace("}}", "}")
    + STATEMENT,
}

COUNTRY = """\
# A country: its law, its safeguards and who can help. The folder's name is the id.
version: 0.1.0  # raised with every change
title: 'TODO: the country, and what of its law is here'
setting: official
licence: CC-BY-4.0
use: [indicators, palermo]  # the questions, and the definitions of the treaties
child_now: child_now  # the rule of palermo that says the person is a child
"""

SERVED = """\
# Whom it helps. Each finding of kind victim or protection needs a referral of kind protection, also those of palermo
# (law 7, which check proves): take one out only where another referral of this country names it.
"""


def statement(kind: str, source: str) -> str:
    return SOURCE if kind == "source" else KINDS[kind].replace("{source}", source)


def country(id: str, served: list[str]) -> dict[Path, str]:
    """The files of law/<id>/; the referral is for whoever has its finding, or one of `served`."""
    source = f"{id}.law"
    findings = "".join(f"    - {{finding: {one}}}\n" for one in [f"{id}_finding", *served])
    referral = statement("referral", source)
    referral = referral.replace("    - 'TODO: an indicator, or {finding: ...}'\n", findings)
    referral = referral.replace("# The reason to go there: like the rule of a finding.\n", SERVED)
    return {
        Path("catalogue.yaml"): COUNTRY,
        Path("sources") / f"{source}.yaml": SOURCE,
        Path("findings") / f"{id}_finding.yaml": statement("finding", source),
        Path("safeguards") / f"{id}_safeguard.yaml": statement("safeguard", source),
        Path("referrals") / f"{id}_referral.yaml": referral,
    }
