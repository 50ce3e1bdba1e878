"""Sections to typed rows, and the grammar of their cells and bullets."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lodestone.model import Quantity
from lodestone.text.values import Unreadable, parse_value
from text.reading import problems_of, read

FULL = """---
title: T
date: 2025-09-01
confidence: low
sources: [{id: reex, reliability: C}, {id: usgs, reliability: A}]
---
Line.

## Judgements
- **Likely**, moderate confidence: prices: they fall
  within a *year*. [added, reex]
- **Very Unlikely**: nothing. {#calm}
* **almost certain**: [a link](b.md) [reex] {#sure}

## Figures
| measure | id | of | as of | value | status | source | period | note |
|:--|---|---|---|--:|---|---|---|---|
| capacity | added | lynas | 2025-08 | <10,000.5 t/yr | target | reex 2; usgs 1 | undated | a \\| b |
 output | made | lynas | | ~1 t | reported | usgs | 2024 | |
| water-use | water | world | 2025 | \N{MINUS SIGN}30\N{EN DASH}\N{MINUS SIGN}20 % | claimed | reex 3 |  |  |

## Implications
- **EU**: one. [made, other-file#kj-1]
- **other**: two.

## Watch
- 2026-12-01: a day. [reex]
- 2027: a year
- 2026-06: a month

## Gaps
- who buys [reex]

  and when
- what it costs
"""


def test_judgements() -> None:
    _, _, sections, _ = read(FULL)
    first, second, third = sections.judgements
    assert (first.anchor, first.likelihood, first.confidence) == ("kj-1", "likely", "moderate")
    assert first.text == "prices: they fall within a *year*."
    assert [(each.id, each.slug, each.span.of(FULL)) for each in first.basis] == [
        ("added", "", "added"),
        ("reex", "", "reex"),
    ]
    assert (second.anchor, second.likelihood, second.confidence) == ("calm", "very unlikely", "low")
    assert (third.anchor, third.text, third.basis[0].id) == ("sure", "[a link](b.md)", "reex")


def test_figures() -> None:
    _, _, sections, _ = read(FULL)
    added, made, water = [each.value for each in sections.figures]
    assert added.value == Quantity(Decimal("10000.5"), Decimal("10000.5"), "at-most", "t/yr")
    assert [(each.source, each.credibility) for each in added.citations] == [("reex", 2), ("usgs", 1)]
    assert (added.note, added.as_of, added.period and added.period.dated) == ("a | b", "2025-08", False)
    assert (made.value.bound, made.citations[0].credibility, made.period and made.period.text) == (
        "about",
        6,
        "2024",
    )
    assert (water.value.low, water.value.high, water.period and water.period.text) == (-30, -20, "2025")
    assert sections.figures[1].span.of(FULL).startswith("output | made")


def test_the_rest() -> None:
    _, _, sections, _ = read(FULL)
    assert [(each.jurisdiction, each.text) for each in sections.implications] == [
        ("EU", "one."),
        ("other", "two."),
    ]
    assert [(each.slug, each.id) for each in sections.implications[0].basis] == [
        ("", "made"),
        ("other-file", "kj-1"),
    ]
    assert [(each.on, each.text) for each in sections.watch] == [
        ("2026-12-01", "a day."),
        ("2027", "a year"),
        ("2026-06", "a month"),
    ]
    assert sections.gaps == ("who buys [reex] and when", "what it costs")


def test_only_the_row_without_digit_is_told() -> None:
    assert [(each.code, each.line, each.column) for each in problems_of(FULL.encode())] == [("W312", 19, 46)]


@pytest.mark.parametrize(
    ("text", "low", "high", "bound", "unit"),
    [
        ("5 t", "5", "5", "exact", "t"),
        ("165%", "165", "165", "exact", "%"),
        ("< 10,000,000 t/yr", "10000000", "10000000", "at-most", "t/yr"),
        (">50 %", "50", "50", "at-least", "%"),
        ("~2.5 bn USD", "2.5", "2.5", "about", "bn USD"),
        ("-3.5 %", "-3.5", "-3.5", "exact", "%"),
        ("\N{MINUS SIGN}3.5 %", "-3.5", "-3.5", "exact", "%"),
        ("30-40 %", "30", "40", "exact", "%"),
        ("30 \N{EN DASH} 40 %", "30", "40", "exact", "%"),
        ("30..40 %", "30", "40", "exact", "%"),
        ("30 to 40 %", "30", "40", "exact", "%"),
        ("-40 to -30 %", "-40", "-30", "exact", "%"),
        ("-40--30 %", "-40", "-30", "exact", "%"),
        ("-5\N{EN DASH}5 points", "-5", "5", "exact", "points"),
        ("1\N{THIN SPACE}234\N{THIN SPACE}567 t", "1234567", "1234567", "exact", "t"),
        ("1\N{NARROW NO-BREAK SPACE}234.5 t", "1234.5", "1234.5", "exact", "t"),
        ("1,000-2,000 kg CO2e/kg", "1000", "2000", "exact", "kg CO2e/kg"),
        ("0.50 EUR/kg", "0.50", "0.50", "exact", "EUR/kg"),
    ],
)
def test_values_that_can_be_read(text: str, low: str, high: str, bound: str, unit: str) -> None:
    value = parse_value(text)
    assert isinstance(value, Quantity)
    assert (str(value.low), str(value.high), value.bound, value.unit) == (low, high, bound, unit)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "write it as"),
        ("many t", "write it as"),
        ("12", "unit"),
        ("1,5 t", "dot is decimal"),
        ("50 000 t", "dot is decimal"),
        ("1.000,5 t", "dot is decimal"),
        ("1,0000 t", "dot is decimal"),
        ("<5-9 t", "a range has no"),
        ("9-5 t", "lower number first"),
        ("\N{GREATER-THAN OR EQUAL TO} 5 t", "`>5 t`"),
        ("about 5 t", "`~5 t`"),
        ("up to 5 t", "`<5 t`"),
        ("$5 m", "write `5 m USD`"),
        ("5--", "number unit"),
    ],
)
def test_values_that_cannot(text: str, hint: str) -> None:
    value = parse_value(text)
    assert isinstance(value, Unreadable)
    assert hint in value.hint
