"""The threat model names only defences that there are, and all of them; the policy in the docs is that of the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hostile.defences import DEFENCES
from lodestone.site.media import ENDINGS
from lodestone.text.sanitise import ATTRIBUTES, SCHEMES, TAGS, WITH_CONTENT

ROOT = Path(__file__).parents[2]


def words(found: object) -> str:
    return ", ".join(f"`{each}`" for each in sorted(found))  # type: ignore[call-overload]


def policy() -> str:
    rows = [
        ("elements", words(TAGS)),
        ("gone with all that is in them", words(WITH_CONTENT)),
        ("schemes of addresses", words(SCHEMES)),
        *(
            (f"attributes of {'all' if tag == '*' else f'`{tag}`'}", words(names))
            for tag, names in sorted(ATTRIBUTES.items())
            if names
        ),
    ]
    return "| what may stay | |\n|---|---|\n" + "".join(f"| {name} | {said} |\n" for name, said in rows)


def defences() -> str:
    rows = (f"| {name} | {each.stops} | `{each.test}` |\n" for name, each in DEFENCES.items())
    return "| defence | what it stops | test |\n|---|---|---|\n" + "".join(rows)


TABLES = {
    ("SECURITY.md", "defences"): defences,
    ("docs/security.md", "policy"): policy,
    ("docs/security.md", "media"): lambda: f"Published are {words(ENDINGS)}.\n",
}


@pytest.mark.parametrize(("file", "name"), TABLES)
def test_the_tables_are_those_of_the_code(file: str, name: str, request: pytest.FixtureRequest) -> None:
    """`pytest tests/docs/test_security.py --accept` writes them."""
    text = (ROOT / file).read_text("utf-8")
    before, opening, rest = text.partition(f"<!-- {name} -->\n")
    _, closing, after = rest.partition(f"<!-- /{name} -->")
    made = f"{before}{opening}{TABLES[file, name]()}{closing}{after}"
    if request.config.getoption("--accept"):
        (ROOT / file).write_text(made, "utf-8")
    assert (ROOT / file).read_text("utf-8") == made


def test_the_threat_model_names_every_defence_and_no_other() -> None:
    text = (
        (ROOT / "SECURITY.md")
        .read_text("utf-8")
        .partition("## Threat model")[2]
        .partition("### What is not")[0]
    )
    rows = [
        line.strip("| ").split("|")[-1]
        for line in text.splitlines()
        if line.startswith("| ") and "---" not in line
    ]
    named = {
        name.strip() for row in rows[1:] for name in row.split(" \N{MIDDLE DOT} ") if name.strip() in DEFENCES
    }
    strange = {name.strip() for row in rows[1:] for name in row.split(" \N{MIDDLE DOT} ")} - named
    assert DEFENCES.keys() - named == set()
    assert {each for each in strange if each and len(each) < 40} == set()


@pytest.mark.parametrize("name", DEFENCES)
def test_each_defence_has_a_test_that_there_is(name: str) -> None:
    file, _, test = DEFENCES[name].test.partition("::")
    text = (ROOT / file).read_text("utf-8")
    assert not test or re.search(rf"^def {re.escape(test)}\(", text, re.MULTILINE)
