"""Every figure of every briefing is a graded fact, or computed from such facts by a rule that is checked here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from content.reading import Page, facts, folded, pages, quantity

BRIEFINGS = list(pages("briefings").values())


def fact(name: str, end: str = "value") -> float:
    """A number of a fact, money in millions."""
    row = facts()[name]
    return folded(row[end], row["unit"])


COMPUTED: dict[str, Callable[[], tuple[float, float]]] = {
    "mp-ndpr-four-quarters": lambda: (4 * fact("mp-q1-ndpr"),) * 2,
    "evac-public-money": lambda: (fact("evac-dod") + fact("evac-48c"),) * 2,
    "osc-loans-together": lambda: (fact("vulcan-osc-loan") + fact("reelement-osc-loan"),) * 2,
    "vulcan-parts-named": lambda: (
        (
            fact("vulcan-osc-loan")
            + fact("reelement-osc-loan")
            + fact("vulcan-private")
            + fact("vulcan-chips"),
        )
        * 2
    ),
    "lynas-kal-overrun-second": lambda: (fact("lynas-kal-capex") - fact("lynas-kal-budget-2022"),) * 2,
    "nre-q4-profit-left": lambda: (
        fact("nre-fy-profit-broker", "low") - fact("nre-9m-profit-low", "high"),
        fact("nre-fy-profit-broker", "high") - fact("nre-9m-profit-low", "low"),
    ),
    "hypromag-us-together": lambda: (fact("hypromag-us-magnets") + fact("hypromag-us-coproduct"),) * 2,
    "iluka-loan-first": lambda: (1250, 1250),  # named beside iluka-loan in the same report
    "iluka-loans-together": lambda: (1250 + fact("iluka-loan"),) * 2,
    "solvay-demand-implied": lambda: (fact("solvay-2030-volume") / fact("solvay-2030-share") * 100,) * 2,
    "cn-quota-gap": lambda: (fact("cn-quota-mining") - fact("cn-quota-smelting"),) * 2,
    "nre-h1-2024-revenue": lambda: (fact("nre-h1-revenue") / (1 + fact("nre-h1-revenue-growth") / 100),) * 2,
    "nre-h1-2024-profit": lambda: (fact("nre-h1-profit") / (1 + fact("nre-h1-profit-growth") / 100),) * 2,
    "nre-concentrate-2025q3": lambda: (fact("nre-concentrate-2025q4") / 1.3713,) * 2,
    "mp-2025q1-ndpr": lambda: (fact("mp-q1-ndpr") / (1 + fact("mp-q1-ndpr-growth") / 100),) * 2,
    "mp-2025q1-revenue": lambda: (fact("mp-q1-revenue") / (1 + fact("mp-q1-revenue-growth") / 100),) * 2,
}
"""Figures that we worked out: the lowest and highest value that follows, money in millions."""


def rows() -> list[Any]:
    """Each row of each briefing, with the page it stands on."""
    return [
        pytest.param(page, row, id=f"{page.slug}-{row['id']}") for page in BRIEFINGS for row in page.figures
    ]


@pytest.mark.parametrize(("page", "row"), rows())
def test_a_figure_says_what_its_fact_says(page: Page, row: dict[str, str]) -> None:
    known = facts().get(row["id"])
    if known is None:
        assert row["id"] in COMPUTED, "a figure is a fact or computed by a rule of this test"
        return
    assert (row["measure"], row["of"], row["period"], row["as of"], row["status"]) == (
        known["measure"],
        known["of"],
        known["period"],
        known["as_of"],
        known["status"],
    )
    assert (row.get("basis", ""), row.get("stage", "")) == (known.get("basis", ""), known.get("stage", ""))
    expected = {key: known[key] for key in ("bound", "unit", "value", "low", "high") if key in known}
    assert quantity(row["value"]) == expected


@pytest.mark.parametrize(("page", "row"), rows())
def test_a_figure_rests_on_the_source_of_its_fact(page: Page, row: dict[str, str]) -> None:
    known = facts().get(row["id"])
    for citation in row["source"].split(";"):
        name, digit = citation.split()
        source = page.sources[name]
        assert digit in "123456"
        if known is None:
            best = min(each["grade"][1] for each in facts().values() if each.get("url") == source.get("url"))
            assert digit >= best, "a sum is no more certain than its parts"
            continue
        assert f"{source['reliability']}{digit}" == known["grade"]
        assert source.get("url") == known.get("url")
        assert source["kind"] == known["source_kind"]
        assert source["publisher"] in known["source"]


@pytest.mark.parametrize(("page", "row"), rows())
def test_a_computed_figure_follows_from_its_parts(page: Page, row: dict[str, str]) -> None:
    if row["id"] not in COMPUTED:
        assert facts()[row["id"]]["verified"] != "computed"
        return
    low, high = COMPUTED[row["id"]]()
    seen = quantity(row["value"])
    ends = [folded(seen.get(end, seen.get("value")), seen["unit"]) for end in ("low", "high")]
    slack = 0.005 if seen["bound"] == "about" else 0.0005
    assert ends == [pytest.approx(low, rel=slack), pytest.approx(high, rel=slack)]
    assert "omputed" in row["note"] or row["id"] == "iluka-loan-first"


@pytest.mark.parametrize("page", BRIEFINGS, ids=lambda page: page.slug)
def test_no_briefing_knows_a_figure_before_it_was_said(page: Page) -> None:
    day = str(page.front["date"])
    late = [row["id"] for row in page.figures if row["as of"] > day[: len(row["as of"])]]
    assert late == []


def test_every_rule_and_every_fact_is_used() -> None:
    shown = {row["id"] for page in BRIEFINGS for row in page.figures}
    assert set(COMPUTED) <= shown
    assert set(facts()) <= shown
