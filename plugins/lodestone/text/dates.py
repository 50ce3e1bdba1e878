"""Dates that are not ISO and periods that are not ours: what was meant, where it can be told. Only a suggestion."""

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


_PART = re.compile(
    r"(?P<part>[QH][1-4]|[1-4][QH]|9M|FY|(?:first|second|third|fourth)[ -](?:quarter|half)(?: of)?)?[ -/]*"
    r"(?P<month>[a-z]{3,9}\.?)?[ -/]*(?P<year>20\d\d)[ -/]*(?P<behind>[QH][1-4]|9M)?",
    re.IGNORECASE,
)
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}


def suggested_period(text: str) -> str:
    """The period that was meant, in our notation, where it can be told; else nothing.

    >>> suggested_period("Q3 2025"), suggested_period("2025 H1"), suggested_period("first half of 2025")
    ('2025-Q3', '2025-H1', '2025-H1')
    >>> suggested_period("September 2025"), suggested_period("FY2024"), suggested_period("last year")
    ('2025-09', '2024', '')
    """
    day = suggested_day(text)
    found = _PART.fullmatch(text.strip())
    if found is None:
        return day if " " not in day else ""
    part = (found["part"] or found["behind"] or "").casefold()
    month = _month((found["month"] or "")[:3])
    if found["month"] and (not month or part):
        return ""
    if month:
        return f"{found['year']}-{month:02d}"
    return f"{found['year']}-{_part(part)}" if part and part != "fy" else found["year"]


def _part(part: str) -> str:
    """`q3`, `3q` or `third quarter` as `Q3`."""
    word, _, kind = part.replace("-", " ").partition(" ")
    if word in _ORDINALS:
        return f"{kind[0].upper()}{_ORDINALS[word]}"
    return f"{part[1]}{part[0]}".upper() if part[0] in "1234" else part.upper()


def _month(name: str) -> int:
    return _MONTHS.index(name.lower()) + 1 if name.lower() in _MONTHS else 0


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
