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


def glued_number(place: Place) -> bool:
    """Glued to a number before."""
    return place.before.isdigit()


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
    """A small number follows after a blank, or a numbered paragraph; no number stands before."""
    if place.left.rstrip(" \xa0%")[-1:].isdigit():
        return False
    return re.match(r"[ \xa0]\d{1,3}(?![\d%]|[.,]\d+%)|\d+\(", place.right) is not None


def before_address(place: Place) -> bool:
    """An address of the web follows."""
    return re.match(r"[ \xa0]?(?:https?://|www\.)", place.right) is not None


def menu(place: Place) -> bool:
    """From one menu to the next: choose File, Save."""
    return MENU.search(place.left) is not None and re.match(r"[ \xa0][A-Z]", place.right) is not None


CHOOSE = "choose"
"""What `readings` puts in the place of the words that lead to a menu."""
MENU = re.compile(
    r"(?:\b(?:[Cc]hoose|[Ss]elect|[Cc]lick|[Pp]ress|[Tt]ap|[Mm]enu|[Gg]o to|[Uu]se|[Uu]sing"
    r"|[Tt]hrough|[Vv]ia|[Ww]ith|[Ii]n|[Ff]rom)(?: the| on)?:?|(?<=[\N{RIGHTWARDS ARROW}\N{TRIANGULAR BULLET}]))"
    r"[ \xa0][A-Z][\w&]*(?: (?:and |[A-Z])[\w&]*)*[ \xa0]\Z"
)
"""Words that lead to a menu, or the arrow of the step before; and the names of the menu."""


def brand(place: Place) -> bool:
    """Glued to a name that has capitals inside of it, free after."""
    return INNER_CAPITAL.search(place.left) is not None and free_right(place)


INNER_CAPITAL = re.compile(r"(?:[a-z][A-Z]+[a-z]*|[A-Z]{3,}[a-z]+)\Z")


def dioxide(place: Place) -> bool:
    """CO2, NO2, SO2, the oxides of rare earths: a two is missing."""
    if place.left_word in ("CO", "NO", "SO", "CeO", "TiO", "SiO", "ZrO", "UO", "PrO"):
        return not place.after.isalnum()
    return place.left_word in ("H", *METALS) and place.after == "O"


def trioxide(place: Place) -> bool:
    """Nd2O3: the three is missing."""
    return SESQUIOXIDE.search(place.left) is not None and not place.after.isalnum()


METALS = (
    "Al", "Sc", "Y", "La", "Ce", "Pr", "Nd", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu", "Fe",
)  # fmt: skip
SESQUIOXIDE = re.compile(rf"\b(?:{'|'.join(METALS)})\N{{SUBSCRIPT TWO}}O\Z")


def of_heat(place: Place) -> bool:
    """Degrees: a number before, a scale after."""
    return after_number(place) and re.match(r"[CF]\b", place.right) is not None


def tolerance(place: Place) -> bool:
    """Between two numbers with blanks, the first of them often with a per cent sign."""
    return place.left.rstrip(" \xa0%")[-1:].isdigit() and place.right.lstrip(" \xa0")[:1].isdigit()


def half(place: Place) -> bool:
    """A small number before, a measure after: three and a half years."""
    return re.search(r"(?<![\d.,])\d\Z", place.left) is not None and HALVED.match(place.right) is not None


HALVED = re.compile(
    r"[ \xa0-](?:years?|months?|weeks?|days?|hours?|minutes?|times|miles?|inch|feet|per|percent|million|billion)\b"
)


def multiple(place: Place) -> bool:
    """So many times more: a number before, a word that compares after."""
    return (
        place.before.isdigit()
        and re.match(r"[ \xa0](?:faster|more|higher|larger|the)\b", place.right) is not None
    )


def amount(place: Place) -> bool:
    """A number with its magnitude, its thousands or its cents follows: money."""
    return not place.before.isalnum() and AMOUNT.match(place.right) is not None


AMOUNT = re.compile(
    r"\d[\d,]*(?:\.\d+)?(?:[kmb]\b|bn\b|tn\b|[ \xa0](?:million|billion|trillion)\b)|\d{1,3},\d{3}|\d+\.\d\d\b"
)


def quoted(place: Place) -> bool:
    """A guillemet is open."""
    return place.left.rfind(OPEN) > place.left.rfind(CLOSE) and not place.before.isspace()


OPEN = "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
CLOSE = "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
