"""A place where a mark was lost beside numbers or dates, and the questions that they answer."""

from __future__ import annotations

import re

from lodestone.repair.place import Place, free_left


def numbered(place: Place) -> bool:
    """Between a number and its unit or heading, a word and its number: 500 tonnes, 2. Results, Figure 3."""
    if place.after.isalpha():
        return COUNTED.search(place.left) is not None
    return place.before.isalpha() and place.after.isdigit()


COUNTED = re.compile(r"\d\.?\Z")


def decade(place: Place) -> bool:
    """the '90s."""
    return free_left(place) and re.match(r"\d0s\b", place.right) is not None


def short_year(place: Place) -> bool:
    """class of '08."""
    return free_left(place) and re.match(r"\d\d\b(?![%.,:/-]?\d)", place.right) is not None


def digits_both(place: Place) -> bool:
    """A range: 2019-2021, $10-$20, 5%-6%."""
    left = place.left.rstrip("%$\N{DEGREE SIGN}\N{EURO SIGN}\N{POUND SIGN}mkMBbn")
    right = place.right.lstrip("$\N{EURO SIGN}\N{POUND SIGN}~")
    return left[-1:].isdigit() and right[:1].isdigit() and not place.before.isspace()


def range_of_words(place: Place) -> bool:
    """May-June, A-Z, Monday-Friday."""
    return place.left_word[:3].title() in CALENDAR and place.right_word[:3].title() in CALENDAR


CALENDAR = frozenset([
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Mon", "Tue",
    "Wed", "Thu", "Fri", "Sat", "Sun",
])  # fmt: skip


def between_numbers(place: Place) -> bool:
    """A number on either side, the smaller one first, blanks between."""
    low, high = NUMBER_END.search(place.left), NUMBER_START.match(place.right)
    return low is not None and high is not None and int(low.group(1)) <= int(high.group(1))


NUMBER_END, NUMBER_START = re.compile(r"([0-9]{1,9})\s*\Z"), re.compile(r"\s*([0-9]{1,9})")


def after_date(place: Place) -> bool:
    """Between a date and the name that begins a report: Lakewood, March 4, 2026 - Energy Fuels."""
    return DATED.search(place.left) is not None and re.match(r"[ \xa0][A-Z]", place.right) is not None


DATED = re.compile(r"\b(?:19|20)[0-9]{2}[ \xa0]\Z")


def before_month(place: Place) -> bool:
    """Between a place and a date: Halifax - March 4, 2026."""
    return NAME_END.search(place.left) is not None and MONTH.match(place.right) is not None


NAME_END = re.compile(r"\b[A-Z]\w+[ \xa0]\Z")
MONTH = re.compile(
    r"[ \xa0](?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|May(?=\s\d))\.?\s"
)
