"""Numbers with their units as they stand in prose, and whether a figures table holds them.

`USD 277 m`, `EUR 0.5 bn`, `CNY 26,834/t`, `AUD 1.7–1.8 bn`, `600 t/yr`, `95%`, `6.74 m shares`.
Dates, numbers in words and bare numbers are not read.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from content.reading import folded, quantity

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_MONEY = re.compile(
    rf"(?P<currency>USD|EUR|AUD|CNY|GBP|NOK|KRW) (?P<low>{_NUMBER})(?:–(?P<high>{_NUMBER}))?(?P<scale> bn| m|/kg|/t)?"
)
_AMOUNT = re.compile(
    rf"(?<![\d,.])(?P<low>{_NUMBER})(?:–(?P<high>{_NUMBER}))?"
    r"(?P<unit> ?%| t/yr| t/day| t\b| kg/week| kg CO2e/kg| sq ft| m shares| years)"
)


class Number(NamedTuple):
    """A number as said: its ends as printed, and its unit as in a figures table."""

    ends: tuple[str, ...]
    unit: str


def numbers(text: str) -> list[Number]:
    """All numbers of a text that have a unit.

    >>> numbers("It held AUD 1.7–1.8 bn and made 917 t.")
    [Number(ends=('1.7', '1.8'), unit='bn AUD'), Number(ends=('917',), unit='t')]
    """
    money = [
        Number(_ends(each), _money(each["scale"] or "", each["currency"])) for each in _MONEY.finditer(text)
    ]
    rest = _MONEY.sub("", text)
    return money + [Number(_ends(each), each["unit"].strip()) for each in _AMOUNT.finditer(rest)]


def traced(said: Number, rows: list[dict[str, str]]) -> bool:
    """Whether a row gives the number, to the digits that are printed."""
    return any(_equal(said, quantity(row["value"])) for row in rows)


def _ends(found: re.Match[str]) -> tuple[str, ...]:
    return tuple(end.replace(",", "") for end in (found["low"], found["high"]) if end)


def _money(scale: str, currency: str) -> str:
    return f"{currency}{scale}" if scale.startswith("/") else f"{scale.strip()} {currency}".strip()


def _equal(said: Number, seen: dict[str, float | str]) -> bool:
    values = [float(seen[end]) for end in ("value", "low", "high") if end in seen]
    unit = str(seen["unit"])
    if said.unit.removeprefix("bn ").removeprefix("m ") != unit.removeprefix("bn ").removeprefix("m "):
        return False
    return all(any(_same(end, said.unit, value, unit) for value in values) for end in said.ends)


def _same(printed: str, said_in: str, value: float, unit: str) -> bool:
    digits = len(printed.partition(".")[2])
    step = 10.0**-digits
    given, known = folded(float(printed), said_in), folded(value, unit)
    return abs(given - known) <= folded(step, said_in) / 2 + 1e-9
