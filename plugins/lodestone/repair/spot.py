"""A place where a sign was lost, and the questions that tell signs apart: its number, its word, its address."""

from __future__ import annotations

import re

from lodestone.repair.place import Place, free_right


def after_digit(place: Place) -> bool:
    """A number stands before, a blank or end after."""
    return place.left.rstrip()[-1:].isdigit() and not place.after.isalnum()


def after_number(place: Place) -> bool:
    """Glued to a number, or a blank after it."""
    return place.left.rstrip(" \xa0")[-1:].isdigit()


def before_blank(place: Place) -> bool:
    """A blank follows."""
    return place.after in " \xa0"


def line_end(place: Place) -> bool:
    """Last in its line."""
    return not place.right.strip()


def after_name(place: Place) -> bool:
    """Glued to a word, free after: a trade mark."""
    return place.before.isalnum() and free_right(place)


def after_letter(place: Place) -> bool:
    """Glued to a letter before."""
    return place.before.isalpha()


def beside_letter(place: Place) -> bool:
    """Glued to a letter on either side."""
    return place.before.isalpha() or place.after.isalpha()


def after_name_at_end(place: Place) -> bool:
    """Glued to the last word of its line: the anchor of a heading."""
    return place.before.isalnum() and not place.right.strip()


def before_year(place: Place) -> bool:
    """A year follows."""
    return re.match(r"[ \xa0]?(?:1[89]|20)\d\d\b", place.right) is not None


def before_section(place: Place) -> bool:
    """A small number follows after a blank, or a numbered paragraph."""
    return re.match(r"[ \xa0]\d{1,3}(?!\d)|\d+[.(]", place.right) is not None


def before_address(place: Place) -> bool:
    """An address of the web follows."""
    return re.match(r"[ \xa0]?(?:https?://|www\.)", place.right) is not None


def menu(place: Place) -> bool:
    """From one menu to the next: choose File, Save."""
    found = MENU.search(place.left)
    return found is not None and re.match(r"[ \xa0]?[A-Z]", place.right) is not None


MENU = re.compile(
    r"\b(?:[Cc]hoose|[Ss]elect|[Cc]lick|[Pp]ress|[Tt]ap|menu) (?:the |on )?[A-Z][\w&]*"
    "(?: \N{RIGHTWARDS ARROW}?[ \xa0]?[A-Z][\\w&]*)*[ \xa0]?\\Z"
)
