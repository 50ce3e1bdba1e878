"""Values over time: lines on one scale, or a small panel for each thing.

A value stands in the middle of its period, over a bar as long as that; a range has a line from end
to end. Values that exclude each other are both drawn and not joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import Any

from lodestone.model import Period
from lodestone.site.charts_marks import capital, cent, em, folded, number
from lodestone.site.charts_points import Point, Strand, Thing
from lodestone.site.words import counted
from lodestone.site.words import period as period_words

Data = dict[str, Any]
TALL, LOW = 11.0, 6.0
"""Height of a panel, and of a small one, in em."""
SHAPES = 4
"""Shapes of markers, from 1; a further series begins again."""
_LEFT, _RIGHT = Decimal(14), Decimal(95)
"""Per cent at which time begins, behind the numbers of the scale, and ends."""
_SHARES = (Decimal("0.2"), Decimal("0.5"), Decimal(1), Decimal(2))
"""Of a power of ten: round distances of ticks."""
_LETTER, _LINE = Decimal("2.6"), 1.3
"""What a label takes on a phone: per cent a character across, and em down."""
_EDGE = Decimal(44)
"""Per cent that the words at an end of the axis take."""
_BAR = Decimal(3)
"""Per cent from which on a period is drawn as a bar."""


def lines(found: Sequence[Point], names: Mapping[Thing, str], within: Period | None) -> list[Data]:
    """One panel with a line for each thing. All values are dated and of one unit; time is cut to `within`."""
    return [_panel(found, names, _Frame.around(found, within, TALL), within)]


def multiples(found: Sequence[Point], names: Mapping[Thing, str], within: Period | None) -> list[Data]:
    """A small panel for each thing, all in one frame."""
    frame = _Frame.around(found, within, LOW)
    told = _told(found, names)
    alike = {strand: [each for each in found if each.strand == strand] for strand in told}
    return [_panel(alike[strand], names, frame, within) | {"name": name} for strand, name in told.items()]


def _told(found: Sequence[Point], names: Mapping[Thing, str]) -> dict[Strand, str]:
    """What to call each strand: its thing, and over how long where that tells it from another."""
    strands = list(dict.fromkeys(each.strand for each in found))
    lengths = {thing: {months for other, months in strands if other == thing} for thing, _ in strands}
    return {
        (thing, months): f"{names[thing]}, over {counted(months, 'month')}"
        if months and len(lengths[thing]) > 1
        else names[thing]
        for thing, months in strands
    }


@dataclass(frozen=True, slots=True)
class _Frame:
    """Time across and values up."""

    first: int
    last: int
    least: Decimal
    most: Decimal
    step: Decimal
    height: float
    """Of the part that is drawn in, in em."""

    @classmethod
    def around(cls, found: Sequence[Point], within: Period | None, height: float) -> _Frame:
        """A frame that holds all values; no wider than the period that was asked for."""
        ends = [_days(each, within) for each in found]
        first, last = min(end[0] for end in ends), max(end[1] for end in ends)
        step = _step(max(abs(each.high) for each in found))
        least = min(Decimal(0), *(each.low for each in found))
        up = (max(each.high for each in found) / step).to_integral_value(ROUND_CEILING) * step
        down = (least / step).to_integral_value(ROUND_FLOOR) * step
        return cls(first, max(last, first + 1), down, max(up, step + down), step, height)

    def x(self, at: int) -> Decimal:
        """Per cent of a day."""
        return _LEFT + (_RIGHT - _LEFT) * Decimal(at - self.first) / Decimal(self.last - self.first)

    def y(self, value: Decimal) -> float:
        """Em of a value, from above."""
        return 1.8 + self.height * float((self.most - value) / (self.most - self.least))

    def ticks(self) -> list[Data]:
        """Lines across, with their numbers."""
        count = int((self.most - self.least) / self.step)
        values = [self.least + self.step * n for n in range(count + 1)]
        return [
            {
                "y": em(self.y(each)),
                "text": em(self.y(each) - 0.3),
                "label": folded(each),
                "nought": not each,
            }
            for each in values
        ]

    def years(self) -> Iterator[Data]:
        """First days of years, but not near the ends, which have labels of their own."""
        for year in range(date.fromordinal(self.first).year + 1, date.fromordinal(self.last).year + 1):
            x = self.x(date(year, 1, 1).toordinal())
            if _EDGE < x < 100 - _EDGE:
                yield {"x": cent(x), "label": str(year)}


def _days(each: Point, within: Period | None) -> tuple[int, int]:
    """First and last day of a value, as numbers, cut to the period that was asked for."""
    assert each.when.first is not None
    assert each.when.last is not None
    first, last = each.when.first.toordinal(), each.when.last.toordinal()
    if within and within.first and within.last:
        return max(first, within.first.toordinal()), min(last, within.last.toordinal())
    return first, last


def _step(most: Decimal) -> Decimal:
    """A round distance of ticks that makes two to five of them.

    >>> [f"{_step(Decimal(each)):f}" for each in ("26834", "94", "0.9")]
    ['10000', '20', '0.2']
    """
    power = Decimal(10) ** (most or Decimal(1)).adjusted()
    return next(power * share for share in _SHARES if most <= power * share * 5)


def _panel(found: Sequence[Point], names: Mapping[Thing, str], frame: _Frame, within: Period | None) -> Data:
    told = _told(found, names)
    labels = _Labels()
    series = [
        _series([each for each in found if each.strand == strand], n % SHAPES + 1, frame, within, labels)
        for n, strand in enumerate(told)
    ]
    ordered = sorted(found, key=lambda each: _days(each, within))
    return {
        "form": "lines",
        "left_out": 0,
        "name": "",
        "unit": found[0].unit,
        "height": em(frame.height + 4),
        "bottom": em(frame.y(frame.least)),
        "axis": em(frame.height + 3.3),
        "ticks": frame.ticks(),
        "years": list(frame.years()),
        "first": capital(_edge(ordered[0], within, 0)),
        "last": _edge(max(found, key=lambda each: _days(each, within)[1]), within, 1),
        "series": series,
        "names": [{"shape": n % SHAPES + 1, "name": name} for n, name in enumerate(told.values())]
        if len(told) > 1
        else [],
    }


def _edge(each: Point, within: Period | None, side: int) -> str:
    """What stands at an end of the axis: the period of the value there, or the end of what was asked for."""
    at = _days(each, within)[side]
    whole = each.when.first, each.when.last
    edge = whole[side]
    if edge and edge.toordinal() == at and "/" not in each.when.text:
        return each.label
    return period_words(date.fromordinal(at).isoformat()[:7])


def _series(
    found: Sequence[Point], shape: int, frame: _Frame, within: Period | None, labels: _Labels
) -> Data:
    ordered = sorted(found, key=lambda each: (_middle(each, within), -each.high))
    last = len(ordered) - 1
    by_weight = sorted(
        range(len(ordered)), key=lambda n: (n != last, n != 0, n)
    )  # the ends have room for their numbers
    made = {n: _dot(ordered[n], frame, within, labels) for n in by_weight}
    return {
        "shape": shape,
        "segments": list(_segments(ordered, frame, within)),
        "points": [made[n] for n in range(len(ordered))],
    }


def _middle(each: Point, within: Period | None) -> int:
    return sum(_days(each, within)) // 2


def _segments(ordered: Sequence[Point], frame: _Frame, within: Period | None) -> Iterator[Data]:
    """Lines between times that have one value each: two that exclude each other are not joined."""
    middles = [_middle(each, within) for each in ordered]
    alone = [each for each in ordered if middles.count(_middle(each, within)) == 1]
    for one, other in pairwise(ordered):
        if one in alone and other in alone:
            yield {
                "x1": cent(frame.x(_middle(one, within))),
                "y1": em(frame.y(one.at)),
                "x2": cent(frame.x(_middle(other, within))),
                "y2": em(frame.y(other.at)),
                "firm": one.firm and other.firm,
            }


def _dot(each: Point, frame: _Frame, within: Period | None, labels: _Labels) -> Data:
    first, last = _days(each, within)
    x, y = frame.x(_middle(each, within)), frame.y(each.at)
    wide = frame.x(last) - frame.x(first)
    return {
        "x": cent(x),
        "y": em(y),
        "firm": each.firm,
        "low": em(frame.y(each.low)) if each.low != each.high else "",
        "high": em(frame.y(each.high)) if each.low != each.high else "",
        "from": cent(frame.x(first)) if wide > _BAR else "",
        "to": cent(frame.x(last)) if wide > _BAR else "",
    } | labels.of(number(each), x, min(y, frame.y(each.high)))


class _Labels:
    """Numbers beside marks, where there is room: above, else below, else only in the table."""

    def __init__(self) -> None:
        self._taken: list[tuple[Decimal, Decimal, float]] = []

    def of(self, text: str, x: Decimal, y: float) -> Data:
        """The label of a mark, '' where it has none, and the side on which its text begins."""
        wide = _LETTER * len(text)
        anchor = "start" if x < 20 else "end" if x + wide / 2 > 100 else "middle"
        start = x - {"start": Decimal(0), "middle": wide / 2, "end": wide}[anchor]
        for at in (y - 0.7, y + 1.6):
            if not any(
                start < last and first < start + wide and abs(at - down) < _LINE
                for first, last, down in self._taken
            ):
                self._taken.append((start, start + wide, at))
                return {"label": text, "at": em(at), "anchor": anchor}
        return {"label": "", "at": "", "anchor": ""}
