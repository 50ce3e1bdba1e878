"""Comments of editors: taken out wherever they stand, code left alone, and no text keeps the search busy."""

from __future__ import annotations

import pytest

from lodestone.text.comments import published, uncommented

CASES = [
    ("a <!-- b --> c", "a  c"),
    ("a\n<!-- b -->\nc", "a\nc"),
    ("a\n<!-- b\n\nc -->\nd", "a\nd"),
    ("a <!-- b", "a "),
    ("`<!-- a -->` <!-- b -->", "`<!-- a -->` "),
    ("```\n<!-- a -->\n```\n<!-- b -->", "```\n<!-- a -->\n```\n"),
    ("~~~~\n<!-- a -->\n~~~\n<!-- b -->\n~~~~\n<!-- c -->", "~~~~\n<!-- a -->\n~~~\n<!-- b -->\n~~~~\n"),
    ("```\n<!-- a -->", "```\n"),
    ("<!-- ``` -->\n<!-- a -->\n```\nb\n```", "```\nb\n```"),
    ("a\n[//]: # (b)\nc", "a\nc"),
    ("a\n[comment]: <> (b)\nc <!---->", "a\nc "),
    ("a [//]: # (b)", "a [//]: # (b)"),
    ("no comment ` at all ]:", "no comment ` at all ]:"),
]
LONG = [
    "`" * 200_000,
    "```\n" * 50_000,
    "\n".join("`" * n for n in range(600, 3, -1)),
    "<!--" * 50_000,
    "`a" * 100_000,
    "~~~\n```\n" * 30_000,
]


@pytest.mark.parametrize(("text", "left"), CASES)
def test_comments_go_and_code_stays(text: str, left: str) -> None:
    assert uncommented(text) == left


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_a_note_is_found_behind_any_text(text: str) -> None:
    """Each ends in no time; a search that begins anew at each sign would take minutes."""
    assert "secret" not in uncommented(f"{text}\n\n<!-- secret -->")


def test_front_matter_that_cannot_be_read_tells_no_note() -> None:
    assert "secret" not in published("---\ntitle: [a  # secret\n# secret\nb: c\n---\nd\n")
