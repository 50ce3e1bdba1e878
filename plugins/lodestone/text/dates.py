"""Dates that are not ISO: what was meant, where it can be told. Only a suggestion ever comes of it."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})(?:[T ].*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_DAY_NAMED = re.compile(
    r"(?:[a-z]+,? +)?(\d{1,2})(?:st|nd|rd|th)?\.? +([a-z]{3})[a-z]*\.?,? +(\d{4})", re.IGNORECASE
)
_MONTH_NAMED = re.compile(
    r"(?:[a-z]+,? +)?([a-z]{3})[a-z]*\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})", re.IGNORECASE
)


def suggested_day(text: str) -> str:
    """The ISO date that was meant; two with `or` where day and month cannot be told apart; else nothing.

    >>> suggested_day("31/12/2025"), suggested_day("01/02/2025"), suggested_day("2 September 2025")
    ('2025-12-31', '2025-02-01 or 2025-01-02', '2025-09-02')
    >>> suggested_day("soon")
    ''
    """
    text = text.strip("\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\"' ")
    readings: list[tuple[int, int, int]] = []
    if found := _YEAR_FIRST.fullmatch(text):
        readings = [(int(found[1]), int(found[2]), int(found[3]))]
    elif found := _YEAR_LAST.fullmatch(text):
        one, two, year = int(found[1]), int(found[2]), int(found[3])
        readings = [(year, two, one), (year, one, two)]
    elif found := _DAY_NAMED.fullmatch(text):
        readings = [(int(found[3]), _month(found[2]), int(found[1]))]
    elif found := _MONTH_NAMED.fullmatch(text):
        readings = [(int(found[3]), _month(found[1]), int(found[2]))]
    return " or ".join(dict.fromkeys(day for reading in readings if (day := _iso(*reading))))


def _month(name: str) -> int:
    return _MONTHS.index(name.lower()) + 1 if name.lower() in _MONTHS else 0


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
