"""Values of one thing over time, as a table whose rows are drawn: a chart and its numbers in one.

Each row has a strip with the range of the value on a scale from nought to the largest value. A
strip needs no words of its own, for the numbers stand beside it, so it is as good in print, in
greyscale and to the ear. The caption states the finding.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from lodestone.model import Figure
from lodestone.site.conflicts import claim, over_time
from lodestone.site.links import FIGURE
from lodestone.site.site import Site
from lodestone.site.views.values import Data
from lodestone.site.words import day, period

LEAST = 3
"""From so many different times on, values are a series. Flows over a quarter and over a year are two things."""
THINNEST = Decimal(1)
"""How wide a strip is at least, in per cent of the scale: an exact value is a line."""
FULL = Decimal(100)


class Point(NamedTuple):
    """One value, folded to a common unit; sorts by time."""

    first: str
    last: str
    low: Decimal
    high: Decimal
    slug: str
    figure: Figure


def series(site: Site, places: Iterable[tuple[str, int]]) -> list[Data]:
    """The series among figures of a measure, given as slug and number, in order of their subjects."""
    groups: dict[str, dict[tuple[str, str, Decimal, Decimal], Point]] = {}
    for slug, n in places:
        briefing = site.by_slug[slug]
        found = claim(briefing, n, site.lexicon)
        if found is None or not found[1].last:
            continue
        figure = briefing.figures[n - 1].value
        factor = site.lexicon.vocabulary.units[figure.value.unit].factor
        ends = (figure.value.low * factor, figure.value.high * factor)
        point = Point(found[1].first, found[1].last, *ends, slug, figure)
        groups.setdefault(over_time(*found), {}).setdefault(point[:4], point)
    drawn = (sorted(points.values(), key=lambda each: each[:5]) for _, points in sorted(groups.items()))
    return [_drawn(site, points) for points in drawn if _is_series(points)]


def _is_series(points: list[Point]) -> bool:
    """Enough times, and nothing below nought, which has no place on the scale."""
    return len({each[:2] for each in points}) >= LEAST and all(each.low >= 0 for each in points)


def _drawn(site: Site, points: list[Point]) -> Data:
    top = max(each.high for each in points) or Decimal(1)
    figure = points[0].figure
    measure = site.lexicon.vocabulary.measures[figure.measure]
    about = "; ".join(
        part for part in (site.lexicon.subject_label(figure.of), figure.basis, figure.stage) if part
    )
    return {
        "finding": f"{measure.label}, {about}: {_said(points[0])}, {_said(points[-1])}",
        "rows": [_row(each, top) for each in points],
    }


def _said(point: Point) -> str:
    return f"{point.figure.value.in_words} for {_when(point.figure)}"


def _when(figure: Figure) -> str:
    return period(figure.period.text) if figure.period else day(figure.as_of)


def _row(point: Point, top: Decimal) -> Data:
    """A value with its strip, in per cent of the scale. An open end reaches to the end of the scale."""
    bound = point.figure.value.bound
    low = Decimal(0) if bound == "at-most" else point.low / top * FULL
    high = FULL if bound == "at-least" else point.high / top * FULL
    start = min(low, FULL - THINNEST)
    return {
        "when": _when(point.figure),
        "value": point.figure.value.in_words,
        "status": point.figure.status,
        "path": f"briefings/{point.slug}/#{FIGURE}{point.figure.id}",
        "x": _number(start),
        "width": _number(max(high - start, THINNEST)),
    }


def _number(value: Decimal) -> str:
    """With one decimal place, as an attribute of SVG.

    >>> _number(Decimal("33.333")), _number(Decimal("100"))
    ('33.3', '100')
    """
    return f"{value:.1f}".removesuffix(".0")
