"""Numbers of a chart: as its labels print them, and as places of SVG attributes.

Across, a place is a per cent of the width; down, it is in `em` of the chart's own text. So a chart
fits a phone and a sheet of paper without scaling its words, and grows with the reader's letters;
there is no style, no script and no view box.
"""

from __future__ import annotations

from decimal import Decimal

from lodestone.model.quantity import WORDS, plain
from lodestone.site.charts_points import Point

LONGEST = 46
"""Characters of a name that fit a phone."""


def capital(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]


def short(text: str, beside: int = 0) -> str:
    """A name cut to fit a phone, where so many other characters stand beside it; the table has it whole."""
    room = LONGEST - beside
    return text if len(text) <= room else f"{text[: room - 1].rstrip(' ,')}\N{HORIZONTAL ELLIPSIS}"


def number(each: Point) -> str:
    """A value in the unit of its panel, without the unit."""
    quantity = each.quantity
    low, high = (each.high if quantity.bound == "at-most" else each.low), each.high
    spread = folded(low) if low == high else f"{folded(low)}\N{EN DASH}{folded(high)}"
    return f"{WORDS[quantity.bound]} {spread}".strip()


def folded(value: Decimal) -> str:
    """Without noughts behind the point that folding has made."""
    return plain(value.normalize()) if value else "0"


def em(value: float) -> str:
    """A place down, such as `2.05em`."""
    return _trimmed(f"{value:.2f}") + "em"


def cent(value: Decimal) -> str:
    """A place across, such as `33.3%`."""
    return _trimmed(f"{value:.1f}") + "%"


def _trimmed(text: str) -> str:
    """Without noughts at the end.

    >>> _trimmed("3.10"), _trimmed("0.00"), _trimmed("100.0"), _trimmed("-0.0")
    ('3.1', '0', '100', '0')
    """
    short = text.rstrip("0").rstrip(".")
    return "0" if short in ("-0", "") else short
