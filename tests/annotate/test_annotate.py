"""The whole annotation: deterministic, in the text, blind to what is not prose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.register import register
from lodestone.annotate import annotate
from lodestone.model import Evidence, Span

CASES = Path(__file__).parents[1] / "cases" / "annotate-texts.json"
TEXTS = json.loads(CASES.read_text(encoding="utf-8"))["cases"]


def evidence(text: str) -> list[Evidence]:
    found = annotate(text, register())
    proposals = [
        *found.companies,
        *found.tickers,
        *found.themes,
        *found.figures,
        found.risk,
        found.source,
        found.published,
    ]
    return [each for proposal in proposals if proposal for each in proposal.evidence]


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["id"])
def test_every_proposal_stands_on_words_of_the_text(case: dict[str, str]) -> None:
    text = case["text"]
    for each in evidence(text):
        assert " ".join(each.span.of(text).split()) == each.text
        assert 0 < len(each.text) <= 160
        assert each.why


@pytest.mark.parametrize("case", TEXTS[::7], ids=lambda case: case["id"])
def test_twice_is_the_same(case: dict[str, str]) -> None:
    assert annotate(case["text"], register()) == annotate(case["text"], register())


def test_only_the_given_spans_are_read_and_offsets_stay() -> None:
    text = "---\ncompany: Iluka\n---\nLynas mines rare earths.\n\nArafura too."
    start = text.index("Lynas")
    found = annotate(text, register(), spans=(Span(start, text.index("\n\nArafura")),))
    assert [each.value for each in found.companies] == ["lynas"]
    assert found.companies[0].evidence[0].span.start == start


def test_addresses_comments_and_markup_are_not_prose() -> None:
    text = "See https://example.org/Lynas/50,000-tons <!-- Iluka --> for rare earths."
    found = annotate(text, register())
    assert (found.companies, found.figures) == ((), ())


@pytest.mark.parametrize(
    "text", ["", " \n\n", "…", "%", "$", "(SSE:", "Published:", "\x00", "稀土", "a" * 5000]
)
def test_any_text_is_read_without_error(text: str) -> None:
    found = annotate(text, register())
    assert found.companies == ()
    assert found.published is None


def test_the_seed_like_text_gives_all_that_an_editor_needs() -> None:
    """A text of our own with the same kinds of statements as a trade-press relay of a company's call."""
    text = (
        "Highlights\n- A Baotou group adds magnets, recycling and green smelting\n"
        "China Northern Rare Earth Group Hi-Tech Co. (SSE: 600111, in short North Rare Earth) spoke to investors. "
        "Management claimed that its market value is up 165% this year. A trading platform of the company now turns "
        "over nearly 10 million tons of REO a year, more than 50% above the year before. The smelting upgrade is "
        "designed to use 30% less water and 20% less acid. Projects will add 50,000 tons of NdFeB alloy and "
        "10,000 tons of powder, crushed in hydrogen, each year, and secondary resources are to be recycled. "
        "Exports of refining technology stay prohibited, and the group may gain pricing power that Western buyers "
        "depend on.\n"
        "Disclaimer: this item originates from media of a state-owned company."
    )
    found = annotate(text, register())
    assert found.companies[0].value == "northern-rare-earth"
    assert str(found.tickers[0].value) == "SSE:600111"
    assert {each.value for each in found.themes} == set(register().topics)
    assert [f"{each.value.measure} {each.value.value} {each.value.status}" for each in found.figures] == [
        "market-value-change 165% claimed",
        "trading-platform-volume <10,000,000 t/yr claimed",
        "volume-growth >50% claimed",
        "water-use-reduction 30% target",
        "acid-use-reduction 20% target",
        "alloy-capacity-added 50,000 t/yr target",
        "powder-capacity-added 10,000 t/yr target",
    ]
    assert found.risk is not None
    assert found.risk.value.level == "high"
    assert found.published is None
    assert found.source is not None
    assert found.source.value.origin == "company"
