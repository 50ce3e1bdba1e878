"""Find the date of publication, only where the text prints one as such: a dateline, a byline, `Published …`.

Dates in the prose are events, not dates of publication, and are left alone. A date without a
year is no date: the year is never guessed. What two countries read in two ways (03/04/2025) is
not read at all. What makes a date that of publication is the table of places in `date_places`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

from lodestone.annotate.date_places import PLACES, Place
from lodestone.annotate.reading import Reading
from lodestone.model import Proposed, Span

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_MONTH_FIRST = re.compile(_MONTH.replace("{0}", ""), re.IGNORECASE)
_DAY = r"(?P<{0}day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}year>20\d\d|19\d\d)"
_FORMS = (
    r"(?P<a_year>20\d\d|19\d\d)-(?P<a_month>0\d|1[0-2])-(?P<a_day>[0-3]\d)(?:T\d\d:\d\d\S*)?",
    rf"{_DAY}(?:[\s-]+|\s+day\s+of\s+){_MONTH}[,-]?\s*{_YEAR}".replace("{0}", "b_"),
    rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}".replace("{0}", "c_"),
    rf"{_MONTH},?\s+{_YEAR}".replace("{0}", "e_"),
    r"(?P<f_day>[0-3]?\d)/(?P<f_month>[01]?\d)/(?P<f_year>20\d\d)",
    r"(?P<h_day>[0-3]?\d)\.\s?(?P<h_month>[01]?\d)\.\s?(?P<h_year>20\d\d)",
    r"(?P<g_year>20\d\d)[./](?P<g_month>0\d|1[0-2])[./](?P<g_day>[0-3]\d)",
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Satur|Sat|Sun)(?:day|\.)?,?\s+)?"
_CJK_DATE = (
    r"(?P<d_year>20\d\d|19\d\d)\s?年\s?(?P<d_month>1[0-2]|0?[1-9])\s?月(?:\s?(?P<d_day>[0-3]?\d)\s?日)?"
)
_DATE = re.compile(
    rf"(?<!\w)(?<!\w-){_WEEKDAY}(?:{'|'.join(_FORMS)})(?![\w/]|-\w)|(?<!\d){_CJK_DATE}", re.IGNORECASE
)
_HEAD_LINES = 8
_TAIL_LINES = 4
_SHORT_LINE = 90
_FAR = 200
"""How far back, in characters, a line is read before a date: time stays linear in long lines."""
_OPENING_LINES = 3
_PROSE = "x"
"""Stands for what is cut off, so that it is no beginning of a line."""
_SURE = 0.9
"""Below this score two dates that stand in equal places are none: the text does not say which is its own."""


def publication_date(reading: Reading) -> Proposed[str] | None:
    """The surest date that the text prints as its date of publication, ISO to the day or month.

    >>> from lodestone.annotate.reading import read
    >>> publication_date(read("PERTH, 28 August 2025 - Lynas opens a plant in 2026.")).value
    '2025-08-28'
    """
    found = list(_stated(reading.text))
    best = max((place.score for _, _, place in found), default=0.0)
    surest = [each for each in found if each[2].score == best]
    if not surest or (best < _SURE and len({iso for _, iso, _ in surest}) > 1):
        return None
    span, iso, place = surest[0]
    return Proposed(iso, (reading.evidence(span, place.why),), place.score)


def _stated(text: str) -> Iterator[tuple[Span, str, Place]]:
    """Every date that stands where a text prints its own, in order."""
    for start, line, where in _lines(text):
        for found in _DATE.finditer(line):
            place, iso = _place_of(line, found, where), _iso(found)
            if place and iso:
                yield Span(start + found.start(), start + found.end()), iso, place


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Each line with its offset and where it stands: head, tail (in a short text both), opening, or body."""
    last = sum(1 for line in text.split("\n") if line.strip())
    number, at = 0, 0
    for line in text.split("\n"):
        if line.strip():
            number += 1
            head, tail = number <= _HEAD_LINES, number > last - _TAIL_LINES
            where = "h" * head + "t" * tail or "b"
            yield at, line, where + "o" * (number <= _OPENING_LINES)
        at += len(line) + 1


def _place_of(line: str, found: re.Match[str], where: str) -> Place | None:
    """The first place that makes a date in a line the date of publication."""
    before, after = line[: found.start()], line[found.end() :]
    if len(before) > _FAR:
        before = _PROSE + before[-_FAR:]
    traits = frozenset(trait for trait, has in _TRAITS.items() if has(line, found))
    return next((place for place in PLACES if place.fits(before, after, where, traits)), None)


_TRAITS: dict[str, Callable[[str, re.Match[str]], bool]] = {
    "short": lambda line, _: len(line.strip()) < _SHORT_LINE and not line.rstrip().endswith("."),
    "weekday": lambda _, found: found[0][:1].isalpha() and not _MONTH_FIRST.match(found[0]),
    "iso": lambda _, found: found["a_year"] is not None,
}


def _iso(found: re.Match[str]) -> str:
    """ISO to the day or month, or '' where it is no date or could be read in two ways."""
    parts = {name[2:]: value for name, value in found.groupdict().items() if value}
    month = parts["month"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].casefold()) + 1
    if "day" not in parts:
        return f"{parts['year']}-{number:02d}"
    day = int(parts["day"])
    if found["f_day"] and day <= 12 and day != number:
        return ""
    try:
        return dt.date(int(parts["year"]), number, day).isoformat()
    except ValueError:
        return ""
