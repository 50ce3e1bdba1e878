"""What a chart shows: the figures that a request asks for, folded to their units, each fact once.

A fact that several briefings repeat is one point, told by the newest of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple, cast

from lodestone.model import Period, Quantity, parse_period
from lodestone.model.quantity import Bound
from lodestone.site.links import FIGURE
from lodestone.site.site import Groups, Site
from lodestone.site.words import day, period
from lodestone.text.charts import Chart

MOST = 400
"""Figures of one measure, or of one subject, that are looked at."""
FIRM = ("measured", "reported")
"""What has happened; all else is said, reckoned or meant, and drawn hollow."""


class Thing(NamedTuple):
    """What is measured, apart from when."""

    measure: str
    of: str
    basis: str
    stage: str


Strand = tuple[Thing, int]
"""A thing, and of a flow the months over which it is made."""


@dataclass(frozen=True, slots=True)
class Point:
    """One value."""

    thing: Thing
    slug: str
    id: str
    quantity: Quantity
    unit: str
    """In which it is shown, with its currency."""
    low: Decimal
    """The lower end, in that unit; of `at most` nought."""
    high: Decimal
    when: Period
    """The period, or of a level the day for which it was said; undated where neither is known."""
    label: str
    """The same in words."""
    status: str
    grade: str
    flow: bool = False
    """Whether it was made over its period; else it holds at a moment or through it."""

    @property
    def months(self) -> int:
        """How long a flow went on: what came of a quarter and of a year are two things. Of a level 0."""
        if not self.flow or self.when.first is None or self.when.last is None:
            return 0
        return round(((self.when.last - self.when.first).days + 1) * 12 / 365.25)

    @property
    def strand(self) -> Strand:
        """What may be joined over time."""
        return self.thing, self.months

    @property
    def firm(self) -> bool:
        """Whether it has happened."""
        return self.status in FIRM

    @property
    def open(self) -> bool:
        """Whether it may be higher than is said."""
        return self.quantity.bound == "at-least"

    @property
    def path(self) -> str:
        """Where the figure stands in its briefing."""
        return f"briefings/{self.slug}/#{FIGURE}{self.id}"

    @property
    def middle(self) -> int:
        """The day in the middle of its period, as a number."""
        assert self.when.first is not None
        assert self.when.last is not None
        return (self.when.first.toordinal() + self.when.last.toordinal()) // 2

    @property
    def at(self) -> Decimal:
        """Where a single mark stands: the middle of a range."""
        return (self.low + self.high) / 2


def points(site: Site, chart: Chart, most: int = MOST) -> list[Point]:
    """The points of a chart: measures and subjects in order, each fact once; of each subject the newest."""
    found: dict[tuple[object, ...], Point] = {}
    for measure in dict.fromkeys(each.value for each in chart.measures):
        for point in _read(site, measure, [each.value for each in chart.of], most):
            if _wanted(site, chart, point):
                same = (
                    point.thing,
                    point.when.text,
                    point.low,
                    point.high,
                    point.quantity.bound,
                    point.status,
                )
                found.setdefault(same, point)
    return list(found.values())


def as_written(found: Sequence[Point]) -> list[Point]:
    """Values of which all are written in one unit are shown in that; else in the one to which they fold."""
    written: dict[str, set[str]] = {}
    for each in found:
        written.setdefault(each.unit, set()).add(each.quantity.unit)
    return [_unfolded(each) if len(written[each.unit]) == 1 else each for each in found]


def _unfolded(each: Point) -> Point:
    quantity = each.quantity
    low = Decimal(0) if quantity.bound == "at-most" else quantity.low
    return replace(each, unit=quantity.unit, low=low, high=quantity.high)


def _read(site: Site, measure: str, of: Iterable[str], most: int) -> Iterator[Point]:
    """The figures of a measure, of some subjects or of all."""
    rows = cast("Groups[tuple[Any, ...]]", Groups(site.ask, "plotted"))[measure]
    groups = [rows.since(f"{each} ").before(f"{each}!") for each in dict.fromkeys(of)] or [rows]
    for group in groups:
        for row in group[:most]:
            point = _point(site, measure, *row)
            if point:
                yield point


def _point(site: Site, measure: str, slug: str, *row: str) -> Point | None:
    """A row of the table; None where its unit has left the register meanwhile."""
    id_, of, bound, low, high, unit, held, as_of, basis, stage, status, grade = row
    known = site.lexicon.vocabulary.units.get(unit)
    kind = site.lexicon.vocabulary.measures.get(measure)
    if known is None:
        return None
    quantity = Quantity(Decimal(low), Decimal(high), cast("Bound", bound), unit)
    when = parse_period(held or as_of or "undated") or Period("undated", None, None)
    return Point(
        Thing(measure, of, basis, stage),
        slug,
        id_,
        quantity,
        known.to,
        Decimal(0) if bound == "at-most" else quantity.low * known.factor,
        quantity.high * known.factor,
        when,
        period(held) if held else day(as_of),
        status,
        grade,
        kind is not None and kind.time == "flow",
    )


def _wanted(site: Site, chart: Chart, point: Point) -> bool:
    unit = site.lexicon.vocabulary.units.get(chart.unit.value) if chart.unit else None
    return (
        (
            chart.period is None
            or (point.when.dated == chart.period.dated and point.when.overlaps(chart.period))
        )
        and (unit is None or unit.to == point.unit)
        and (not chart.statuses or point.status in chart.statuses)
    )
