"""Quantities: a number or a range with its bound and unit, and the periods and dates that they hold for.

Numbers are `Decimal`, so that what a person wrote is what is printed. Money keeps its
currency and is never exchanged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Bound = Literal["exact", "at-most", "at-least", "about"]
SIGNS: dict[Bound, str] = {"exact": "", "at-most": "<", "at-least": ">", "about": "~"}
WORDS: dict[Bound, str] = {"exact": "", "at-most": "at most", "at-least": "at least", "about": "about"}
_WIDENED = {"exact": Decimal("0.005"), "about": Decimal("0.05")}
"""By how much a value is widened before it is compared: rounding, and a stated "about"."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of `units` in the register: a unit, its dimension, and what it folds to."""

    unit: str
    dimension: str
    factor: Decimal
    to: str
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit. A single number has `low == high`; a bound opens one side."""

    low: Decimal
    high: Decimal
    bound: Bound
    unit: str

    @property
    def is_range(self) -> bool:
        """Whether two different numbers were given."""
        return self.low != self.high

    @property
    def number(self) -> str:
        """The number or range as written in a figures table, without unit.

        >>> Quantity(Decimal(10000000), Decimal(10000000), "at-most", "t/yr").number
        '<10,000,000'
        """
        spread = f"{plain(self.low)}–{plain(self.high)}" if self.is_range else plain(self.low)
        return SIGNS[self.bound] + spread

    @property
    def in_words(self) -> str:
        """As a page prints it: `at most 10,000,000 t/yr`."""
        spread = f"{plain(self.low)}–{plain(self.high)}" if self.is_range else plain(self.low)
        return f"{WORDS[self.bound]} {spread} {self.unit}".strip().replace(" %", "%")

    def __str__(self) -> str:
        return f"{self.number} {self.unit}".replace(" %", "%")

    def limits(self, factor: Decimal = Decimal(1)) -> tuple[Decimal | None, Decimal | None]:
        """Lowest and highest value meant, folded by `factor` and widened for rounding; None is open."""
        low, high = self.low * factor, self.high * factor
        slack = _WIDENED.get(self.bound, Decimal(0))
        return (
            None if self.bound == "at-most" else low - abs(low) * slack,
            None if self.bound == "at-least" else high + abs(high) * slack,
        )


def plain(number: Decimal) -> str:
    """A number with comma groups and no exponent.

    >>> plain(Decimal("50000")), plain(Decimal("2.350")), plain(Decimal("-0.5"))
    ('50,000', '2.350', '-0.5')
    """
    return f"{number:,f}"


_PERIOD = re.compile(
    r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|9M(?P<nine>)|(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?))?"
)


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a value describes, as in `2024`, `2025-H1`, `2025-9M`, `2025-07-10`, `A/B` or `undated`."""

    text: str
    first: date | None
    last: date | None

    @property
    def dated(self) -> bool:
        """Whether it has a place in time."""
        return self.first is not None

    def overlaps(self, other: Period) -> bool:
        """Whether two periods share a day; what is undated overlaps only what is undated too."""
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return self.dated == other.dated
        return self.first <= other.last and other.first <= self.last


def parse_period(text: str) -> Period | None:
    """A period from its notation, or None.

    >>> parse_period("2025-H1").last
    datetime.date(2025, 6, 30)
    >>> parse_period("first half") is None
    True
    """
    if text == "undated":
        return Period(text, None, None)
    ends = [_stretch(part) for part in text.split("/")]
    known = [end for end in ends if end is not None]
    if not 1 <= len(ends) <= 2 or len(known) != len(ends) or known[0][0] > known[-1][1]:
        return None
    return Period(text, known[0][0], known[-1][1])


def _stretch(text: str) -> tuple[date, date] | None:
    """First and last day of one simple period, or None."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        return None
    year = int(found["year"])
    if year < 1:
        return None
    if found["day"]:
        try:
            day = date(year, int(found["month"]), int(found["day"]))
        except ValueError:
            return None
        return day, day
    if found["month"]:
        months = (int(found["month"]), 1)
    elif found["half"]:
        months = (6 * int(found["half"]) - 5, 6)
    elif found["quarter"]:
        months = (3 * int(found["quarter"]) - 2, 3)
    else:
        months = (1, 9 if found["nine"] is not None else 12)
    return date(year, months[0], 1), _last_day(year, months[0] + months[1] - 1)


def _last_day(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1) if (year, month) < (9999, 12) else None
    return date.fromordinal(following.toordinal() - 1) if following else date(9999, 12, 31)
