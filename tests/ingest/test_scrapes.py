"""Scrapes of many companies, each damaged in another way, become the draft that their labels say.

A case gives the page before the damage, so that the article is known to the letter; the damage is
done here, by a function of its own that shares nothing with the repair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from lodestone.ingest import Draft, draft
from lodestone.model import Lexicon
from lodestone.text.lexicon import is_register, read_lexicon

ROOT = Path(__file__).parents[2]
CASES = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))
    for path in (ROOT / "tests/cases/scrapes").glob("*.yaml")
}


def damaged(page: str, codec: str, *, loss: str = "none", passes: int = 1, lines: str = "all") -> str:
    """UTF-8 read in another code page, line by line; what the page lacks stays, is dropped or replaced."""

    def shown(byte: int) -> str:
        if loss == "dropped" and 0x80 <= byte < 0xA0:
            return ""
        try:
            return bytes([byte]).decode(codec)
        except UnicodeDecodeError:
            return "\N{REPLACEMENT CHARACTER}" if loss == "replaced" else chr(byte)

    def misread(line: str) -> str:
        for _ in range(passes):
            line = "".join(map(shown, line.encode()))
        return line

    whole = lines == "all"
    return "\n".join(
        misread(line) if whole or n % 2 else line for n, line in enumerate(page.split("\n"), start=1)
    )


def scrape(case: dict[str, Any]) -> bytes:
    return damaged(case["page"], **case["damage"]).replace("\n", case.get("newline", "\n")).encode()


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    content = ROOT / "content"
    paths = (path for path in sorted(content.rglob("*")) if path.is_file())
    files = {path.relative_to(content).as_posix(): path.read_bytes() for path in paths}
    return read_lexicon({name: data for name, data in files.items() if is_register(name)})[0]


@pytest.fixture(params=sorted(CASES))
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    return dict(CASES[request.param])


@pytest.fixture
def made(case: dict[str, Any], lexicon: Lexicon) -> Draft:
    return draft(scrape(case), lexicon, name="scrape")


def front(made: Draft) -> dict[str, Any]:
    return dict(yaml.safe_load(made.text.split("---\n")[1]))


def rows(made: Draft) -> list[dict[str, str]]:
    """The rows of the figures table by column."""
    table = made.text.partition("\n## Figures\n\n")[2].splitlines()
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[2:]]


def test_the_damage_is_real(case: dict[str, Any]) -> None:
    assert scrape(case).decode() != case["page"]


def test_the_article_is_what_the_page_said(case: dict[str, Any], made: Draft) -> None:
    body = made.text.split("---\n", 2)[2].partition("\n## Figures\n")[0]
    assert body.strip("\n").splitlines() == case["article"].strip("\n").splitlines()


def test_every_place_was_mended_and_told(made: Draft) -> None:
    assert made.changes
    assert made.unresolved == ()
    assert made.chain


def test_the_fields_are_proposed(case: dict[str, Any], made: Draft) -> None:
    facts, fields = case["facts"], front(made)
    for key in ("title", "company", "ticker", "companies", "tickers"):
        assert fields.get(key) == facts.get(key), key
    assert set(facts["themes"]) <= set(fields.get("themes", ()))
    source = fields["sources"][0]
    assert source.get("published") == facts.get("published")
    assert source.get("origin") == facts.get("origin", source.get("origin"))
    for key, value in facts.get("risk", {}).items():
        assert fields["risk"][key] == value


def _figures() -> Iterator[object]:
    """Every labelled figure; one that is known to be misread must go on failing until it is mended."""
    for name, case in sorted(CASES.items()):
        for wanted in case["facts"].get("figures", ()):
            known = [pytest.mark.xfail(reason=wanted["known"])] if "known" in wanted else []
            yield pytest.param(case, wanted, marks=known, id=f"{name}-{wanted['measure']}-{wanted['value']}")


@pytest.mark.parametrize(("case", "wanted"), list(_figures()))
def test_the_figures_are_proposed(case: dict[str, Any], wanted: dict[str, str], lexicon: Lexicon) -> None:
    found = rows(draft(scrape(case), lexicon, name="scrape"))
    fitting = [row for row in found if (row["measure"], row["value"]) == (wanted["measure"], wanted["value"])]
    assert fitting, found
    assert wanted["words"] in fitting[0]["note"]
    assert fitting[0]["status"] == wanted.get("status", fitting[0]["status"])


def test_the_draft_lacks_only_what_a_person_must_give(case: dict[str, Any], made: Draft) -> None:
    lacking = {"date"} | (set() if case["facts"].get("title") else {"title"})
    assert {each.message for each in made.diagnostics if each.code == "W328"} == {
        f"`{key}` is missing, and needed to publish" for key in lacking
    }
    assert not any(each.fails for each in made.diagnostics)


def test_there_is_a_scrape_for_each_kind_of_damage() -> None:
    kinds = {tuple(sorted(case["damage"].items())) for case in CASES.values()}
    assert len(kinds) == len(CASES)
    assert len({case["facts"]["company"] for case in CASES.values()}) == len(CASES) >= 10
