"""The manual says what the model says. `pytest --accept` rewrites the tables; review the diff."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lodestone.model import CODES
from lodestone.text.manual import TABLES, table
from text.reading import problems_of

DOCS = Path(__file__).parents[2] / "docs"
MARKED = re.compile(r"<!-- table: (?P<name>\w+) -->\n(?P<table>.*?)<!-- end -->", re.DOTALL)


def test_the_tables_of_keys_are_those_of_the_model(request: pytest.FixtureRequest) -> None:
    manual = DOCS / "front-matter.md"
    text = manual.read_text("utf-8")
    made = MARKED.sub(
        lambda found: f"<!-- table: {found['name']} -->\n{table(found['name'])}\n<!-- end -->", text
    )
    if request.config.getoption("--accept"):
        manual.write_text(made, "utf-8")
    assert {found["name"] for found in MARKED.finditer(text)} == set(TABLES)
    assert made == manual.read_text("utf-8")


def test_the_example_of_the_manual_has_the_form_that_it_explains() -> None:
    example = (DOCS / "front-matter.md").read_text("utf-8").split("```markdown\n")[1].split("```")[0]
    only_the_register_differs = {"E137"}
    assert {each.code for each in problems_of(example.encode())} <= only_the_register_differs


def test_every_code_is_explained_once() -> None:
    text = (DOCS / "problems.md").read_text("utf-8")
    entries = re.findall(r"^### ([EW]\d{3}) (.*)\n\n(.*)\n\n(.+)$", text, re.MULTILINE)
    assert [(code, title, why) for code, title, why, _ in entries] == [
        (each.code, each.title, each.why) for each in sorted(CODES.values(), key=lambda each: each.code)
    ]
