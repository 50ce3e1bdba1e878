"""Levels of risk over time, drawn: the editor's statements as steps, items as dots, dated acts as numbered ticks below.

Every level has a line of its own with its word, so that nothing rests on colour. Geometry as in
`site/charts_marks.py`: per cent across, em down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from lodestone.model import LEVELS
from lodestone.site.charts_marks import capital, cent, em
from lodestone.site.words import day

Data = dict[str, Any]
_LEFT, _RIGHT = Decimal(20), Decimal(96)
"""Per cent at which time begins, behind the words of the levels, and ends."""
_TOP, _LEVEL, _LANE = 1.6, 1.9, 1.5
"""In em: the highest level, from one level to the next, from one row of ticks to the next."""
_TICK = Decimal(6)
"""Per cent that the number of a tick takes."""
_EDGE = Decimal(30)
"""Per cent that the words at an end of the axis take."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A level on a day."""

    on: date
    number: int
    """1 to 5."""
    label: str = ""


def history(marks: Sequence[Mark], acts: Sequence[date] = (), *, joined: bool) -> Data:
    """Marks in order of time, joined to steps or not; `acts` get numbered ticks, in their order."""
    days = [each.on for each in marks]
    time = _Time(min([*days, *acts]), max([*days, *acts]))
    lanes = _lanes([time.x(each) for each in acts])
    bottom = _TOP + _LEVEL * (len(LEVELS) - 1)
    floor = bottom + 0.9 + _LANE * (max(lanes, default=-1) + 1)
    return {
        "height": em(floor + 1.9),
        "bottom": em(bottom + 0.7),
        "axis": em(floor + 1.4),
        "levels": [
            {"y": em(_y(n)), "text": em(_y(n) + 0.36), "label": capital(level)}
            for n, level in enumerate(LEVELS, 1)
        ],
        "left": cent(_LEFT),
        "first": day(time.first.isoformat()[:7]),
        "last": day(time.last.isoformat()[:7]),
        "years": list(time.years()),
        "steps": list(_steps(marks, time)) if joined else [],
        "marks": list(_marks(marks, time)),
        "ticks": [
            {"x": cent(time.x(on)), "y": em(bottom + 0.9 + _LANE * (lane + 0.6)), "n": n}
            for n, (on, lane) in enumerate(zip(acts, lanes, strict=True), 1)
        ],
    }


def _y(number: int) -> float:
    return _TOP + _LEVEL * (len(LEVELS) - number)


@dataclass(frozen=True, slots=True)
class _Time:
    first: date
    last: date

    def x(self, on: date) -> Decimal:
        """Per cent of a day."""
        span = max((self.last - self.first).days, 1)
        return _LEFT + (_RIGHT - _LEFT) * Decimal((on - self.first).days) / Decimal(span)

    def years(self) -> Iterator[Data]:
        """First days of years that are not near the ends, which have labels of their own."""
        for year in range(self.first.year + 1, self.last.year + 1):
            x = self.x(date(year, 1, 1))
            told = _LEFT + _EDGE < x < 100 - _EDGE
            yield {"x": cent(x), "label": str(year) if told else ""}


def _steps(marks: Sequence[Mark], time: _Time) -> Iterator[Data]:
    """A level holds until the next statement; of the last it is not said how long."""
    for one, other in pairwise(marks):
        x, until = cent(time.x(one.on)), cent(time.x(other.on))
        yield {"x1": x, "x2": until, "y1": em(_y(one.number)), "y2": em(_y(one.number))}
        if one.number != other.number:
            yield {"x1": until, "x2": until, "y1": em(_y(one.number)), "y2": em(_y(other.number))}


def _marks(marks: Sequence[Mark], time: _Time) -> Iterator[Data]:
    free: dict[int, Decimal] = {}
    for each in marks:
        x = time.x(each.on)
        told = bool(each.label) and x - free.get(each.number, Decimal(-100)) > Decimal(12)
        if told:
            free[each.number] = x
        yield {
            "x": cent(x),
            "y": em(_y(each.number)),
            "label": each.label if told else "",
            "at": em(_y(each.number) - 0.65),
            "anchor": "end" if x > Decimal(90) else "middle",
        }


def _lanes(places: Sequence[Decimal]) -> list[int]:
    """For each tick the first row in which its number has room."""
    ends: list[Decimal] = []
    found = []
    for x in places:
        lane = next((n for n, end in enumerate(ends) if x - end >= _TICK), len(ends))
        ends[lane:] = [x, *ends[lane + 1 :]] if lane < len(ends) else [x]
        found.append(lane)
    return found
