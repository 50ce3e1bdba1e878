"""Conflicts over all briefings: fifteen planted pairs, half of which only seem to contradict, and the real content."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

import trial
from lodestone.model import Briefing, Given, Lexicon, Measure, Proposed, Unit, Vocabulary
from lodestone.site.conflicts import Claim, Conflict, among, claims, excluded

LEXICON = Lexicon(
    vocabulary=Vocabulary(
        units={
            unit: Unit(unit, dimension, Decimal(factor), to, currency)
            for unit, dimension, factor, to, currency in (
                ("t/yr", "rate", 1, "t/yr", ""), ("kt/yr", "rate", 1000, "t/yr", ""), ("t", "mass", 1, "t", ""),
                ("kt", "mass", 1000, "t", ""), ("%", "share", 1, "%", ""), ("m EUR", "money", 1, "m EUR", "EUR"),
                ("bn EUR", "money", 1000, "m EUR", "EUR"), ("m USD", "money", 1, "m USD", "USD"),
                ("m CNY", "money", 1, "m CNY", "CNY"), ("bn CNY", "money", 1000, "m CNY", "CNY"),
            )
        },
        measures={
            "capacity": Measure("capacity", "Capacity", "rate", "t/yr", "level", basis="sintered blocks"),
            "cost": Measure("cost", "Cost", "money", "m USD", "level"),
            "output": Measure("output", "Output", "mass", "t", "flow", basis="oxide"),
            "profit": Measure("profit", "Profit", "money", "m CNY", "flow"),
        },
    )
)  # fmt: skip
Row = tuple[str, str, dict[str, str]]
"""Value, unit, and what else a figure says."""

REAL: dict[str, tuple[str, Row, Row]] = {
    "a slip of the decimal point": ("profit", ("21.76-23.56", "bn CNY", {"period": "2025"}), ("2.176-2.356", "bn CNY", {"period": "2025"})),
    "two costs in one currency": ("cost", ("75", "m EUR", {"as_of": "2025-09-19"}), ("0.096", "bn EUR", {"as_of": "2025-09"})),
    "about, and yet too far": ("cost", ("~200", "m USD", {"period": "2024"}), ("300", "m USD", {"period": "2024"})),
    "a level in periods that overlap": ("capacity", ("2", "kt/yr", {"period": "2025"}), ("3000", "t/yr", {"period": "2025-H2"})),
    "two undated targets": ("capacity", ("5000", "t/yr", {"period": "undated"}), ("9000", "t/yr", {"period": "undated"})),
    "a floor above the other": ("capacity", (">5000", "t/yr", {"period": "2026"}), ("4000", "t/yr", {"period": "2026"})),
    "the basis of the register, said and unsaid": ("output", ("100", "t", {"period": "2024", "basis": "Oxide"}), ("150", "t", {"period": "2024"})),
}  # fmt: skip
SEEMING: dict[str, tuple[str, Row, Row]] = {
    "other basis": ("output", ("100", "t", {"period": "2024", "basis": "metal"}), ("150", "t", {"period": "2024"})),
    "other year of a level": ("capacity", ("2000", "t/yr", {"period": "2025"}), ("5000", "t/yr", {"period": "2027"})),
    "a flow of a half and of the whole year": ("output", ("100", "t", {"period": "2024-H1"}), ("210", "t", {"period": "2024"})),
    "other entity": ("capacity", ("2000", "t/yr", {"period": "2025", "of": "one"}), ("5000", "t/yr", {"period": "2025", "of": "two"})),
    "rounding": ("output", ("0.27", "kt", {"period": "2024"}), ("271.3", "t", {"period": "2024"})),
    "about covers it": ("cost", ("~100", "m USD", {"period": "2024"}), ("104", "m USD", {"period": "2024"})),
    "other currency": ("cost", ("75", "m EUR", {"period": "2025"}), ("96", "m USD", {"period": "2025"})),
    "other stage": ("cost", ("75", "m EUR", {"period": "2025", "stage": "offered"}), ("96", "m EUR", {"period": "2025", "stage": "paid"})),
}  # fmt: skip


def briefing(slug: str, measure: str, *rows: Row, **more: Any) -> Briefing:
    figures = [
        trial.figure(
            f"f{n}", measure, says.get("of", "plant"), value, unit, "reported", "s2", **_but_of(says)
        )
        for n, (value, unit, says) in enumerate(rows, 1)
    ]
    return trial.briefing(slug, slug, "2025-09-01", figures=figures, **more)


def _but_of(says: dict[str, str]) -> dict[str, Any]:
    """A figure without a period has none, rather than an undated one."""
    return {"period": "", **{key: value for key, value in says.items() if key != "of"}}


def found(*briefings: Briefing) -> list[Conflict]:
    comparable: dict[str, list[Claim]] = {}
    for each in briefings:
        for key, claim in claims(each, LEXICON):
            comparable.setdefault(key, []).append(claim)
    told = [each for key, made in comparable.items() for each in among(key, made)]
    for made in comparable.values():  # the look from one figure agrees with the look at all
        alone = {claim for claim in made if excluded(claim, made)}
        assert alone == {claim for conflict in told for claim in conflict.claims if claim in made}
    return told


def test_fifteen_pairs_are_planted() -> None:
    assert len(REAL) + len(SEEMING) == 15


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("together", [True, False])
def test_what_cannot_both_be_true_is_told(name: str, together: bool) -> None:
    measure, one, other = REAL[name]
    told = found(*([briefing("a", measure, one, other)] if together else _apart(measure, one, other)))
    assert [(each.measure, each.of, len(each.claims)) for each in told] == [(measure, "plant", 2)]


@pytest.mark.parametrize("name", SEEMING)
@pytest.mark.parametrize("together", [True, False])
def test_what_only_seems_to_contradict_is_let_be(name: str, together: bool) -> None:
    measure, one, other = SEEMING[name]
    assert found(*([briefing("a", measure, one, other)] if together else _apart(measure, one, other))) == []


def _apart(measure: str, one: Row, other: Row) -> list[Briefing]:
    return [briefing("a", measure, one), briefing("b", measure, other)]


def test_a_flow_without_a_period_compares_with_nothing() -> None:
    _, one, _ = REAL["the basis of the register, said and unsaid"]
    assert found(briefing("a", "output", one, ("900", "t", {"as_of": "2024"}))) == []


def test_what_a_machine_read_contradicts_nobody() -> None:
    measure, one, other = REAL["two costs in one currency"]
    read = briefing("b", measure, other)
    guess = trial.proposed(read.figures[0].value, "96 million", "a number")
    assert isinstance(guess, Proposed)
    assert found(briefing("a", measure, one), replace(read, figures=(guess,))) == []


def test_the_same_figure_quoted_again_joins_the_conflict_and_makes_no_other() -> None:
    measure, one, other = REAL["two costs in one currency"]
    told = found(briefing("a", measure, one), briefing("b", measure, one, other), briefing("c", measure, one))
    assert [[(each.slug, each.n) for each in conflict.claims] for conflict in told] == [
        [("a", 1), ("b", 1), ("c", 1), ("b", 2)]
    ]
    assert told[0].anchor == "conflict_a_f1"
    assert found(briefing("a", measure, one), briefing("b", measure, one)) == []


def test_only_those_that_exclude_another_are_listed() -> None:
    wide: Row = ("1-100", "m EUR", {"period": "2025"})
    rows: list[Row] = [wide, ("10", "m EUR", {"period": "2025"}), ("50", "m EUR", {"period": "2025"})]
    assert [[each.id for each in conflict.claims] for conflict in found(briefing("a", "cost", *rows))] == [
        ["f2", "f3"]
    ]


def test_the_order_of_briefings_does_not_matter() -> None:
    made = [
        briefing(slug, measure, one, other)
        for slug, (measure, one, other) in zip("abcdefg", REAL.values(), strict=True)
    ]
    straight, reversed_ = found(*made), found(*made[::-1])
    assert sorted(straight, key=lambda each: each.anchor) == sorted(reversed_, key=lambda each: each.anchor)


def test_a_given_figure_is_a_given_one() -> None:
    """The trial's helper gives figures that a person wrote, else the tests above would prove nothing."""
    assert isinstance(briefing("a", "cost", ("1", "m EUR", {})).figures[0], Given)
