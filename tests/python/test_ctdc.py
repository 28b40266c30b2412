# SPDX-License-Identifier: Apache-2.0
"""The records of identified victims, through the loader: every count of the profile beside the file, blanks apart. Skips where the file is absent (docs/ctdc.md)."""

import ast
import json
import re
from pathlib import Path

import pandas
import pytest

import pehchan

DATA = Path(__file__).resolve().parents[3] / "shared/data"
RECORDS, PROFILE = DATA / "ctdc_kanon_20210715.csv.gz", DATA / "PROFILE_ctdc_kanon.txt"
STATED = {"sources": ["s"], "confidence": "unverified"}


def one_finding_a_column(columns):
    """A survey catalogue that says of each column nothing but what it holds."""
    return json.dumps(
        {
            "id": "columns",
            "version": "1.0.0",
            "title": {"en": "Columns"},
            "setting": "survey",
            "languages": [{"id": "en", "status": "source"}],
            "sources": [
                {
                    "id": "s",
                    "title": "A file",
                    "address": "",
                    "as_of": "",
                    "confidence": "unverified",
                }
            ],
            "indicators": [
                {
                    "id": id,
                    "type": "yes_no",
                    "nature": "fact",
                    "known_by": "document",
                    "period": "ever",
                    "sensitivity": 1,
                    "label": {"en": id},
                    "question": {"en": id},
                    **STATED,
                }
                for id in columns.values()
            ],
            "findings": [
                {
                    "id": f"is_{id}",
                    "kind": "measure",
                    "urgency": 0,
                    "title": {"en": id},
                    "meaning": {"en": id},
                    "rule": {"all": [id]},
                    **STATED,
                }
                for id in columns.values()
            ],
        }
    )


@pytest.mark.skipif(
    not RECORDS.exists() or not PROFILE.exists(),
    reason="the records of the Counter Trafficking Data Collaborative are not here",
)
def test_every_count_of_the_profile_comes_out_of_the_loader():
    published = {}
    for line in PROFILE.read_text(encoding="utf-8").splitlines():
        found = re.fullmatch(r"(\w+) \| \d+ \| (\{.*\})", line)
        counts = ast.literal_eval(found[2]) if found else {}
        if counts and set(counts) <= {"", "0", "1"}:
            published[found[1]] = counts
    assert len(published) > 40
    ids = {column: "c_" + re.sub(r"(?<!^)([A-Z])", r"_\1", column).lower() for column in published}
    catalogue = pehchan.load(one_finding_a_column(ids))
    records = pandas.read_csv(RECORDS, dtype=str, keep_default_na=False)
    assert len(records) == 97_750
    frame = pehchan.assess_table(
        records,
        catalogue,
        columns={c: {"indicator": id, "yes": [1], "no": [0]} for c, id in ids.items()},
        ignore_extra=True,
    ).to_pandas()
    for column, counts in published.items():
        statuses = frame[f"is_{ids[column]}"].value_counts()
        assert {
            "1": int(statuses.get(2, 0)),
            "": int(statuses.get(1, 0)),
            "0": int(statuses.get(0, 0)),
        } == {k: counts.get(k, 0) for k in ("1", "", "0")}, column
