"""Read the period that a figure holds for, only where its own sentence prints one with its year."""

from __future__ import annotations

import re

from lodestone.annotate.reading import Sentence
from lodestone.model import Period, Span, parse_period

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTHS = {name.casefold(): number for number, name in enumerate(_MONTH.split("|"), start=1)}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?P<year>20[0-4]\d)"
_YEAR_BEFORE = r"(?:in|for|during|by|of|since|fiscal|year|full-year|end of|end-|late|early|mid-|from)"
_YEAR_OF = r"(?:revenue|output|production|profit|results|target|quota)"
_FORMS: dict[str, str] = {
    "H": (
        rf"\b(?P<n>first|second)[ -]half (?:of )?(?:fiscal )?{_YEAR}|\bH(?P<n2>[12]) ?{_YEAR}|"
        rf"{_YEAR} ?H(?P<n3>[12])\b|\b(?P<n4>1|2)H ?{_YEAR}"
    ),
    "Q": (
        rf"\b(?P<n>first|second|third|fourth)[ -]quarter (?:of )?(?:fiscal )?{_YEAR}|\bQ(?P<n2>[1-4]) ?{_YEAR}|"
        rf"{_YEAR} ?Q(?P<n3>[1-4])\b|\b(?P<n4>[1-4])Q ?{_YEAR}"
    ),
    "Qm": rf"\b(?P<m>March|June|September|December) (?P<y0>20[0-4]\d)? ?quarter(?: (?:of )?{_YEAR})?",
    "9M": rf"\b(?:(?:first )?nine months|first three quarters) (?:of |to September |ended September )?{_YEAR}",
    "D": rf"\b(?P<d>[0-3]?\d) (?P<m>{_MONTH}) {_YEAR}|\b(?P<m2>{_MONTH}) (?P<d2>[0-3]?\d),? {_YEAR}",
    "M": rf"\b(?P<m>{_MONTH}) {_YEAR}",
    "Y": rf"\b{_YEAR_BEFORE} ?(?:calendar |fiscal |the year )?{_YEAR}(?![-/\d])|\b{_YEAR}(?= {_YEAR_OF})",
}
"""Kinds of period, the longer ones first, so that a month within a day is not read again."""


def _numbered(pattern: str) -> re.Pattern[str]:
    """The pattern with each `year` group named apart, because a name may stand once only."""
    count = 0

    def rename(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"(?P<year{count}>"

    return re.compile(re.sub(r"\(\?P<year>", rename, pattern), re.IGNORECASE)


_PATTERNS = tuple((kind, _numbered(pattern)) for kind, pattern in _FORMS.items())


def read_period(sentence: Sentence, span: Span) -> Period | None:
    """The period printed nearest to a figure, or None."""
    at = span.start - sentence.span.start
    found: list[tuple[int, int, str]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(sentence.text):
            within = any(start <= match.start() and match.end() <= end for start, end, _ in found)
            if (text := _notation(kind, match)) and not within:
                found.append((match.start(), match.end(), text))
    if not found:
        return None
    nearest = min(found, key=lambda each: min(abs(each[0] - at), abs(each[1] - at)))
    return parse_period(nearest[2])


def _notation(kind: str, match: re.Match[str]) -> str:
    groups = {name: value for name, value in match.groupdict().items() if value}
    year = next((value for name, value in groups.items() if name.startswith("year")), groups.get("y0", ""))
    number = next((value for name, value in groups.items() if name in ("n", "n2", "n3", "n4")), "")
    month = _MONTHS.get((groups.get("m") or groups.get("m2") or "").casefold(), 0)
    if not year:
        return ""
    if kind == "Qm":
        return f"{year}-Q{month // 3}"
    if kind in ("H", "Q"):
        return f"{year}-{kind}{_ORDINALS[number.casefold()]}"
    if kind == "9M":
        return f"{year}-9M"
    if kind == "D":
        return f"{year}-{month:02d}-{int(groups.get('d') or groups.get('d2') or 0):02d}"
    return f"{year}-{month:02d}" if kind == "M" else year
