"""Bars, and dots with ranges: a name above, a mark below it, the number behind.

The scale begins at nought, or below it where a value does, so that lengths can be compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lodestone.site.charts_marks import capital, cent, em, number, short
from lodestone.site.charts_points import Point, Thing

Data = dict[str, Any]
SHOWN = 16
"""Rows of a panel; what is smaller stands in the table alone."""
_ROW, _NAME, _MARK = 3.1, 1.1, 2.05
"""Of a row, in em: its height, the line of its name, the middle of its mark."""
_WIDEST, _LETTER = Decimal(97), Decimal("2.6")
"""Per cent to which marks and the numbers behind them may reach; what a character takes on a phone."""
_SHORTEST = Decimal(30)
"""Per cent that the largest value reaches at least."""
_DASH = Decimal(7)
"""Per cent of an open end."""


def bars(found: Sequence[Point], names: Mapping[Thing, str], *, ranged: bool) -> Data:
    """A panel of values of one unit: the largest first; ranges, and values of one thing, in their own order."""
    ordered = list(found) if ranged or len(names) == 1 else sorted(found, key=lambda each: -each.high)
    shown = ordered[:SHOWN]
    scale = _Scale.of(shown)
    return {
        "form": "ranges" if ranged else "bars",
        "name": "",
        "unit": found[0].unit,
        "height": em(len(shown) * _ROW),
        "origin": cent(scale.at(Decimal(0))),
        "rows": [_row(each, n, names, scale) for n, each in enumerate(shown)],
        "names": [],
        "left_out": len(ordered) - len(shown),
    }


@dataclass(frozen=True, slots=True)
class _Scale:
    """Values to per cent."""

    least: Decimal
    most: Decimal

    width: Decimal
    """Per cent of the largest value."""

    @classmethod
    def of(cls, shown: Sequence[Point]) -> _Scale:
        """A scale on which every number has room behind its mark."""
        least = min(Decimal(0), *(each.low for each in shown))
        most = max(Decimal(0), *(each.high for each in shown))
        room = [
            (_WIDEST - _LETTER * (len(number(each)) + 1) - (_DASH if each.open else 0))
            * (most - least)
            / ((each.high - least) or Decimal(1))
            for each in shown
        ]
        return cls(least, most, min(Decimal(80), max(_SHORTEST, min(room))))

    def at(self, value: Decimal) -> Decimal:
        """Where a value stands."""
        return (value - self.least) / ((self.most - self.least) or Decimal(1)) * self.width


def _row(each: Point, n: int, names: Mapping[Thing, str], scale: _Scale) -> Data:
    nought, low, high = (scale.at(value) for value in (Decimal(0), each.low, each.high))
    start, end = min(nought, low), max(nought, high)
    return {
        "name": _labelled(each, names),
        "value": number(each),
        "text": em(n * _ROW + _NAME),
        "y": em(n * _ROW + _MARK),
        "top": em(n * _ROW + _MARK - 0.45),
        "from": cent(start),
        "to": cent(end),
        "solid": cent(max(min(low, high), nought) - start if each.low >= 0 else end - start),
        "low": cent(low),
        "high": cent(high),
        "spread": cent(high - low) if high > low else "",
        "open": cent(end + _DASH) if each.open else "",
        "behind": cent(end + (_DASH if each.open else 0)),
        "firm": each.firm,
    }


def _labelled(each: Point, names: Mapping[Thing, str]) -> str:
    """A thing and its time; the time alone where there is one thing only."""
    when = each.label or "undated"
    return f"{short(names[each.thing], len(when) + 2)}, {when}" if len(names) > 1 else capital(when)
