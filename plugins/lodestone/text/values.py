"""Cells of the figures table to values: `<10,000,000 t/yr`, `30–40 %`, `~2.5 bn USD`.

The grammar is `[< > ~]number unit` or `number–number unit`: `<` at most, `>` at least, `~` about; the
dash of a range may be `-`, `..` or `to`; a leading `-` or `\N{MINUS SIGN}` is the sign; thousands are
grouped by commas or thin spaces; the dot is decimal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from lodestone.model.quantity import Bound, Quantity

_GROUP = "[,\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}\N{NO-BREAK SPACE}]"
_NUMBER = rf"[-\N{{MINUS SIGN}}]?(?:\d{{1,3}}(?:{_GROUP}\d{{3}})+|\d+)(?:\.\d+)?".replace(
    r"\N{MINUS SIGN}", "\N{MINUS SIGN}"
)
_DASH = r"(?:\s*(?:\N{EN DASH}|-|\.\.)\s*|\s+to\s+)".replace(r"\N{EN DASH}", "\N{EN DASH}")
_VALUE = re.compile(
    rf"(?P<bound>[<>~]?)\s*(?P<low>{_NUMBER})(?:{_DASH}(?P<high>{_NUMBER}))?(?![\d.,])\s*(?P<unit>(?:[^\W\d_]|%).*)?"
)
_BOUNDS: dict[str, Bound] = {"": "exact", "<": "at-most", ">": "at-least", "~": "about"}
_OTHER_SIGNS = {
    "\N{LESS-THAN OR EQUAL TO}": "<", "\N{GREATER-THAN OR EQUAL TO}": ">", "\N{ALMOST EQUAL TO}": "~",
    "<=": "<", ">=": ">", "c. ": "~", "ca. ": "~", "about ": "~", "up to ": "<", "at least ": ">", "at most ": "<",
    "more than ": ">", "over ": ">", "nearly ": "<", "under ": "<", "less than ": "<",
}  # fmt: skip
"""Other ways to write a bound, and ours."""
_CURRENCIES = {
    "US$": "USD",
    "A$": "AUD",
    "$": "USD",
    "\N{EURO SIGN}": "EUR",
    "\N{POUND SIGN}": "GBP",
    "\N{YEN SIGN}": "CNY",
}


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a cell is no value, and how to mend it."""

    why: str
    hint: str = ""
    fix: str | None = None


def parse_value(text: str) -> Quantity | Unreadable:
    """The quantity that a cell states, its unit as written and not yet looked up.

    >>> parse_value("<10,000,000 t/yr"), parse_value("-3.5 to -1 %").number
    (Quantity(low=Decimal('10000000'), high=Decimal('10000000'), bound='at-most', unit='t/yr'), '-3.5–-1')
    >>> parse_value("50.000,5 t").hint
    'group thousands by commas; the dot is decimal'
    """
    found = _VALUE.fullmatch(text.strip())
    if found is None:
        return _unreadable(text.strip())
    if not found["unit"]:
        return Unreadable(
            f"`{text}` has no unit", "write a unit of the register behind the number, as `50,000 t/yr`"
        )
    low, high = _decimal(found["low"]), _decimal(found["high"] or found["low"])
    if found["bound"] and found["high"]:
        return Unreadable(f"`{text}` is a range with a sign before it", "a range has no `<`, `>` or `~`")
    if low > high:
        return Unreadable(f"the range `{text}` runs downwards", "write the lower number first")
    return Quantity(low, high, _BOUNDS[found["bound"]], found["unit"])


_MAY_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}")


def may_be_grouped(text: str) -> str:
    """The first number of a cell whose dot may be meant to group thousands, as `1.500`; '' where there is none."""
    numbers = re.findall(r"\d+(?:[.,]\d+)*", text)
    return next((each for each in numbers if _MAY_GROUP.fullmatch(each)), "")


def _decimal(text: str) -> Decimal:
    return Decimal(re.sub(_GROUP, "", text).replace("\N{MINUS SIGN}", "-"))


def _otherwise(text: str) -> Unreadable | None:
    """What is clear though it is not our form: a plus behind, a currency before, thousands parted by blanks."""
    if found := re.fullmatch(r"(?P<number>[\d.,]+)\+(?P<unit>\s*\S.*)", text):
        meant = f">{found['number']}{found['unit']}"
        return Unreadable(
            f"`{text}` has its sign behind the number", f"write `{meant}`: `>` is at least", meant
        )
    if found := re.match(
        r"(?P<sign>US\$|A\$|[$\u20ac\u00a3\u00a5])\s?(?P<number>[\d.,]+)\s?(?P<scale>m|bn|million|billion)\b",
        text,
    ):
        scale = "bn" if found["scale"].startswith("b") else "m"
        currency = _CURRENCIES[found["sign"]]
        hint = f"write `{found['number']} {scale} {currency}`, or the currency that is meant"
        return Unreadable(f"`{text}` has the sign of its currency before the number", hint)
    if found := re.fullmatch(r"(?P<number>\d{1,3}(?: \d{3})+)(?P<unit>\s*[^\d\s].*)", text):
        meant = found["number"].replace(" ", ",") + found["unit"]
        return Unreadable(f"`{text}` is not a number", "group thousands by commas; the dot is decimal", meant)
    return None


def _unreadable(text: str) -> Unreadable:
    for theirs, ours in _OTHER_SIGNS.items():
        if text.lower().startswith(theirs):
            meant = ours + text[len(theirs) :].lstrip()
            hint = f"write `{meant}`: `<` is at most, `>` at least, `~` about"
            return Unreadable(f"`{text}` opens with a sign that is not ours", hint, meant)
    if other := _otherwise(text):
        return other
    if not re.search(r"\d", text):
        return Unreadable(
            f"`{text}` holds no number" if text else "the value is empty", "write it as `50,000 t/yr`"
        )
    if re.search(r"\d \d{3}(?!\d)|\d[.,]\d{1,2},|\d\.\d{3}[.,]\d|\d,\d{1,2}(?!\d)|,\d{4}", text):
        return Unreadable(f"`{text}` is not a number", "group thousands by commas; the dot is decimal")
    hint = "write `[< > ~]number unit` or `number\N{EN DASH}number unit`, as `<10,000 t/yr` or `30\N{EN DASH}40 %`"
    return Unreadable(f"`{text}` is not a value", hint)
