"""The draft as text: proposals with their evidence, nothing invented, no stranger's words obeyed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lodestone.model import (
    Citation,
    Company,
    Evidence,
    Figure,
    Listing,
    Proposed,
    Quantity,
    Risk,
    Source,
    Span,
    Ticker,
)
from lodestone.scrape.draft import Material, write
from lodestone.text.harmless import cell, comment, scalar

HASH = "0" * 64
LYC, OTHER = Ticker("ASX", "LYC"), Ticker("NYSE", "MP")
LYNAS = Company("lynas", "Lynas Rare Earths Ltd", listings=(Listing(LYC, "XASX"),))


def because(words: str, why: str = "a rule") -> tuple[Evidence, ...]:
    return (Evidence(Span(0, len(words)), words, why),)


def figure(
    id_: str = "lynas-ndpr", *, bound: str = "about", words: str = "some 9,000 tonnes"
) -> Proposed[Figure]:
    value = Quantity(Decimal(9000), Decimal(9000), bound, "t/yr")  # type: ignore[arg-type]
    made = Figure(id_, "ndpr-oxide-capacity", "lynas", value, "target", (Citation("nobody", 6, Span(0, 0)),))
    return Proposed(made, because(words), 0.8)


FULL = Material(
    article="The text.\n\n## Heading\n\nMore text.",
    raw_sha256=HASH,
    title=Proposed("Lynas: a new line", because("", "the first line"), 0.7),
    companies=(
        Proposed("lynas", because("Lynas Rare Earths"), 0.97),
        Proposed("noveon", because("Noveon"), 0.6),
    ),
    tickers=(Proposed(LYC, because("ASX: LYC"), 0.99), Proposed(OTHER, because("NYSE: MP"), 0.9)),
    themes=(Proposed("magnets", because("magnet"), 0.9),),
    figures=(figure(),),
    risk=Proposed(Risk("high", 4, 4, "raises", rationale="It grows: much."), because("grows"), 0.6),
    source=Proposed(
        Source("a-paper", "A Paper", kind="trade-press", reliability="C", origin="company"),
        because("A Paper says"),
        0.8,
    ),
    published=Proposed("2024-11-08", because("8 November 2024"), 0.9),
    notes=(Evidence(Span(0, 4), "ASX", "a code under the wrong exchange"),),
    holders={LYC: LYNAS, OTHER: Company("mp-materials", "MP Materials Corp.")},
)
EMPTY = Material(article="The text.", raw_sha256=HASH)


def front(text: str) -> dict[str, object]:
    loaded = yaml.safe_load(text.split("---\n")[1])
    assert isinstance(loaded, dict)
    return loaded


def test_what_was_found_is_proposed_with_its_words() -> None:
    text = write(FULL)
    assert front(text) == {
        "title": "Lynas: a new line",
        "status": "draft",
        "rights": "unconfirmed",
        "company": "lynas",
        "companies": ["noveon"],
        "ticker": "ASX:LYC",
        "themes": ["magnets"],
        "risk": {
            "level": "high",
            "likelihood": 4,
            "impact": 4,
            "direction": "raises",
            "rationale": "It grows: much.",
        },
        "sources": [
            {
                "id": "a-paper",
                "publisher": "A Paper",
                "published": "2024-11-08",
                "kind": "trade-press",
                "reliability": "C",
                "origin": "company",
                "raw_sha256": HASH,
            }
        ],
    }
    for line in (
        "# proposed (0.97): “Lynas Rare Earths” — a rule",
        "  # proposed (0.90): “magnet” — a rule",
        "# date: the day on which you publish; the text itself is dated 2024-11-08",
        "# ticker NYSE:MP: printed, but no listing of the companies above: “NYSE: MP” — a rule",
        "# note: “ASX” — a code under the wrong exchange",
        "    # url: not given in the text; `--url` adds it",
    ):
        assert line in text.splitlines()


def test_what_the_text_does_not_give_is_said_and_not_invented() -> None:
    text = write(EMPTY)
    assert front(text) == {
        "status": "draft",
        "rights": "unconfirmed",
        "sources": [{"id": "source", "reliability": "F", "raw_sha256": HASH}],
    }
    said = [line.partition(":")[0] for line in text.splitlines() if line.lstrip().startswith("#")]
    assert said == [
        *("# title", "# date", "# company", "# ticker", "# themes", "# risk"),
        *("    # publisher", "    # url", "    # published", "    # kind", "    # origin", "# figures"),
    ]
    assert "## Figures" not in text


def test_the_figures_table_stands_last_with_the_words() -> None:
    assert write(FULL).endswith(
        "More text.\n\n## Figures\n\n"
        "| id | measure | of | value | period | as of | status | source | note |\n"
        "|---|---|---|---|---|---|---|---|---|\n"
        "| lynas-ndpr | ndpr-oxide-capacity | lynas | ~9,000 t/yr | undated |  | target | a-paper 6 "
        "| “some 9,000 tonnes” |\n"
    )


def test_a_figure_and_a_source_never_share_an_id() -> None:
    text = write(replace(FULL, figures=(figure("a-paper"),)))
    assert front(text)["sources"][0]["id"] == "a-paper-source"  # type: ignore[index]
    assert "| a-paper-source 6 |" in text


def test_what_a_person_wrote_stays_and_is_not_proposed_against() -> None:
    written = "title: Mine   # and my comment\ndate: 2025-09-01\nstatus: published\nthemes: []\n"
    found = replace(
        FULL, front_matter=written, written=frozenset({"title", "date", "status", "themes", "company"})
    )
    text = write(found)
    assert text.startswith(f"---\n{written}rights: unconfirmed\n")
    assert not {"company", "companies", "ticker"} & front(text).keys()


def test_the_address_given_goes_to_the_source() -> None:
    assert front(write(replace(EMPTY, url="https://example.com/a?b=c#d")))["sources"] == [
        {"id": "source", "url": "https://example.com/a?b=c#d", "reliability": "F", "raw_sha256": HASH}
    ]


HOSTILE = [
    "a: b", "- a", "# a", "a #b", "'a'", '"a"', "a\\b", "{a: b}", "[a]", "&a *b", "!tag", "|", ">", "%a", "@a", "`a`",
    "true", "No", "null", "~", "1.5", "0x1F", "12:30", "2025-09-01", "", " a ", "a\nb: c", "a\r---\rb", "a\u2028b: c",
    "a\x85b", "tab\tb", "\ufeffa", "\x00\x1b[31m", "…", "北方稀土", "a -- b", "---", "...", "? a", "<<", "=", "a:",
    ": a",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_value_is_read_back_as_it_was(text: str) -> None:
    written = f"a: {scalar(text)}\nb: 1\n"
    assert yaml.safe_load(written) == {"a": text, "b": 1}
    assert len(written.splitlines()) == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_a_comment_says_nothing_to_yaml(text: str) -> None:
    assert yaml.safe_load(f"a: 1\n{comment(text)}\nb: 2\n") == {"a": 1, "b": 2}


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_breaks_out(text: str) -> None:
    assert yaml.safe_load(f"a: {scalar(text)}\n{comment(text)}\nb: 1") == {"a": text, "b": 1}
    assert len(cell(text).splitlines()) <= 1


def test_hostile_words_in_every_place() -> None:
    bad = "x\n---\nstatus: published\n| a | b |\n## Figures\u2028rights: own-words"
    found = replace(
        FULL,
        title=Proposed(bad, because(bad, bad), 0.5),
        themes=(Proposed(bad, because(bad, bad), 0.5),),
        figures=(figure(words=bad),),
        notes=because(bad, bad),
    )
    text = write(found)
    assert front(text)["status"] == "draft"
    assert front(text)["title"] == bad
    assert text.count("\n## Figures\n") == 1
    assert text.count("\n---\n") == 1
