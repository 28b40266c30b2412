# SPDX-License-Identifier: Apache-2.0
"""scripts/format_markdown breaks lines after sentences, and nowhere else."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent.parent / "scripts/format_markdown"
loader = SourceFileLoader("format_markdown", str(SCRIPT))
format_markdown = module_from_spec(spec_from_loader("format_markdown", loader))
loader.exec_module(format_markdown)
formatted = format_markdown.formatted


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("One is here. Two\nis there.", "One is here.\nTwo is there."),
        ("- One. Two.\n- Three.", "- One.\n  Two.\n- Three."),
        ("1. One. `two` is\nthree.", "1. One.\n   `two` is three."),
        ("- One.\n\n  More. Again.", "- One.\n\n  More.\n  Again."),
        ('It says "no". Then it ends.', 'It says "no".\nThen it ends.'),
        ("It ends in C. The rest is C++.", "It ends in C.\nThe rest is C++."),
        ("They say no. A no counts.", "They say no.\nA no counts."),
        ("Read [this](a.md). [That](b.md) too.", "Read [this](a.md).\n[That](b.md) too."),
        ("یہ ایک ہے۔ یہ دو ہے۔", "یہ ایک ہے۔\nیہ دو ہے۔"),
    ],
)
def test_a_line_is_a_sentence(before, after):
    assert formatted(before) == after
    assert formatted(after) == after


@pytest.mark.parametrize(
    "text",
    [
        "See e.g. Article 3 and No. 5, s. 3 of it, and M. v. Chowdury.",
        "It is 3.5 times slower. 2. is no item.",
        "A list (one. Two. Three) goes on.",
        'It says "One. Two." once.',
        "Run `a. B` and [one. Two](x.md).",
        "- **Names.** Nouns for types.",
        "It goes on ... And on … And on.",
        "| one. Two. | three |\n|---|---|\n| a. B | c |",
        "```text\nOne. Two.\n\n- A. B.\n```",
        "    one. Two.",
        "# One. Two.",
        "> One. Two.\nThree. Four.",
        "<p>\nOne. Two.\n</p>",
        "[a]: b.md 'One. Two.'",
        "---\ntitle: One. Two.\n---",
        "One. Two.  \nThree.",
        "One sentence. <!-- words -->",
        "It has one. - Two is no item.",
        "One. Two\n========",
    ],
)
def test_the_rest_stays_as_it_is(text):
    assert formatted(text) == text
