"""Front matter to typed fields: what a person wrote, and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest

from lodestone.model import Risk, Ticker
from lodestone.text.document import cut
from lodestone.text.fields import Fields, read_fields
from text.reading import lexicon, problems_of

FULL = """---
title: "A: b"   # a comment
date: 2025-09-01
company: Northern Rare Earth
companies: [ASX:LYC]
ticker: SSE:600111
themes: [magnets, green-smelting, magnets]
risk: {likelihood: 4, impact: 4, direction: raises, rationale: scale}
confidence: moderate
sources:
  - id: reex
    publisher: A publisher
    url: https://example.org/?a=1&b=2
    published: 2025-08
    kind: trade-press
    reliability: C
    origin: company
  - {id: usgs, published: 2025, reliability: A}
corrections: [{date: 2025-09-02, what: a number}]
formerly: [old-name]
reviewed: {by: desk, on: 2025-09-03}
as_of: 2025-08
ai_use:
author: ~
---
"""


def fields_of(text: str) -> Fields:
    return read_fields(cut(text)[0], lexicon())[0]


def front(*lines: str) -> Fields:
    return fields_of("\n".join(["---", "title: T", "date: 2025-09-01", *lines, "---", ""]))


def test_a_full_front_matter() -> None:
    fields = fields_of(FULL)
    assert problems_of(FULL.encode()) == []
    assert fields.title is not None
    assert fields.title.value == "A: b"
    assert fields.title.span.of(FULL) == '"A: b"'
    assert fields.date is not None
    assert fields.date.value == dt.date(2025, 9, 1)
    assert [each.value for each in fields.companies] == ["northern-rare-earth", "lynas"]
    assert [each.value for each in fields.tickers] == [Ticker("SSE", "600111")]
    assert [each.value for each in fields.themes] == ["magnets", "green-smelting"]
    assert fields.risk is not None
    assert fields.risk.value == Risk("high", 4, 4, "raises", 12, "scale", None)
    assert [(each.value.id, each.value.published, each.value.reliability) for each in fields.sources] == [
        ("reex", "2025-08", "C"),
        ("usgs", "2025", "A"),
    ]
    assert fields.corrections[0].date == dt.date(2025, 9, 2)
    assert (fields.reviewed_by, fields.reviewed_on, fields.as_of) == ("desk", dt.date(2025, 9, 3), "2025-08")
    assert fields.formerly == ("old-name",)


def test_where_values_stand() -> None:
    spans = fields_of(FULL).spans
    assert spans["risk.likelihood"].of(FULL) == "4"
    assert spans["sources[0].url"].of(FULL) == "https://example.org/?a=1&b=2"
    assert spans["sources[1]"].of(FULL) == "{id: usgs, published: 2025, reliability: A}"
    assert spans["themes[1]"].of(FULL) == "green-smelting"


def test_a_key_without_a_value_is_not_written() -> None:
    fields = fields_of(FULL)
    assert fields.embargo is None
    assert fields.author == ""
    assert not {"ai_use", "author"} & set(fields.spans)


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("author: ON", "author", "ON"),
        ("author: NO", "author", "NO"),
        ("author: yes", "author", "yes"),
        ("author: 0600111", "author", "0600111"),
        ("author: 12:30", "author", "12:30"),
        ("author: 1_000", "author", "1_000"),
        ("author: 0x1F", "author", "0x1F"),
        ("author: .inf", "author", ".inf"),
        ("author: 2025-09-01", "author", "2025-09-01"),
        ("author: =", "author", "="),
        ("as_of: 2025", "as_of", "2025"),
        ("lang: no", "lang", "no"),
        ("source_summary: 'null'", "source_summary", "null"),
        ("source_summary: >\n  two\n  lines", "source_summary", "two lines\n"),
    ],
)
def test_no_scalar_is_taken_for_what_yaml_makes_of_it(line: str, name: str, value: str) -> None:
    assert getattr(front(line), name) == value


@pytest.mark.parametrize(
    "name",
    [
        "northern-rare-earth",
        "Northern Rare Earth",
        "northern rare earth",
        "SSE:600111",
        "北方稀土",
        "NRE",
        "XSHG:600111",
    ],
)
def test_ways_to_name_a_company(name: str) -> None:
    assert [each.value for each in front(f"company: {name}").companies] == ["northern-rare-earth"]


def test_an_item_on_policy() -> None:
    fields = front("company: none", "companies: [lynas]")
    assert fields.policy
    assert [each.value for each in fields.companies] == ["lynas"]


@pytest.mark.parametrize(
    ("line", "level", "in_matrix"),
    [
        ("risk: high", "high", False),
        ("risk: {level: high}", "high", False),
        ("risk: {likelihood: 5, impact: 5}", "severe", True),
        ("risk: {level: minimal, likelihood: 1, impact: 2}", "minimal", True),
    ],
)
def test_ways_to_give_a_risk(line: str, level: str, in_matrix: bool) -> None:
    risk = front(line).risk
    assert risk is not None
    assert (risk.value.level, risk.value.in_matrix) == (level, in_matrix)


def test_a_wrong_value_counts_as_not_written_but_its_key_is_known() -> None:
    fields = front("risk: {likelihood: 6, impact: 2}", "themes: [magnets, batteries]", "confidence: sure")
    assert fields.risk is None
    assert [each.value for each in fields.themes] == ["magnets"]
    assert fields.confidence == ""
    assert {"risk", "themes", "confidence"} <= set(fields.spans)


def test_what_cannot_be_read_counts_as_written() -> None:
    fields = front("themes: [magnets", "confidence: low")
    assert "themes" in fields.spans
    assert fields.confidence == "low"


def test_places_in_a_list_hold_when_an_entry_before_is_left_out() -> None:
    text = "---\ntitle: T\ndate: 2025-09-01\nsources:\n  - publisher: nameless\n  - id: reex\n---\n"
    fields = fields_of(text)
    assert [each.value.id for each in fields.sources] == ["reex"]
    assert fields.sources[0].span.of(text) == "id: reex"


def test_no_alias_makes_a_small_file_large() -> None:
    bomb = ["a: &a [x, x]", *(f"{b}: &{b} [*{a}, *{a}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True))]
    problems = problems_of("\n".join(["---", "title: T", "date: 2025-09-01", *bomb, "---"]).encode())
    assert {problem.code for problem in problems} == {"E101"}
    assert len(problems) == len(bomb)


def test_front_matter_has_a_limit() -> None:
    text = "---\ntitle: T\ndate: 2025-09-01\n" + "#" * 70_000 + "\n---\n"
    problem = problems_of(text.encode())[0]
    assert (problem.code, problem.line) == ("E106", 2)
