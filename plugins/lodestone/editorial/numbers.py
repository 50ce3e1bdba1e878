"""Numbers of the prose that no figure carries.

A figure is graded, dated and traceable; a number that stands in the prose alone is none of
these. What is no quantity is passed over: dates, years, numbers of laws and articles, parts of
names, counts below ten. A number is carried when a figure of the file, rounded as the prose
rounds, gives it: 42.3 % for 42.273 %, USD 1.3 bn for 1,250 m USD, 26,800 for 26,834.

Numbers beside a link to another briefing, or in a judgement that cites one, are carried there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import islice

from lodestone.annotate.tables import per_lexicon
from lodestone.editorial.manuscript import Manuscript
from lodestone.model import Briefing, Lexicon, Problem, Span

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?!\d)"
_DAYS = rf"{_DAY}(?:(?:\s*[-\u2013]\s*|,? (?:and|to|or) ){_DAY}){{0,5}}"
_NUMBERED = (
    r"(?:Nos?|numbered|Notices?|Announcements?|Articles?|Arts?|Sections?|Secs?|Titles?|Regulations?(?: \([A-Z]+\))?"
    r"|Directives?|Orders?|Decrees?|Rules?|Acts?|Laws?|Bills?|Parts?|Chapters?|Annex(?:es)?|Appendix|Schedules?|Tables?"
    r"|Phases?|Stages?|Tiers?|Categor(?:y|ies)|Grades?|Groups?|Units?|Lines?|Trains?|Blocks?|Pages?|Paragraphs?|Clauses?"
    r"|Items?|Scopes?|Versions?|Rounds?|Steps?|Lots?|Class(?:es)?|Levels?|Codes?|Headings?|Subheadings?|Pits?|Mines?"
    r"|Shafts?|Boxes?|HS|ISO|EO|pp?)"
)
"""What is counted off by the number behind it."""
_NUMBER = r"[A-Z]?(?!\d{1,3},\d{3})\d[\w./-]*+(?! ?%)"
_NO_QUANTITY = re.compile(
    "|".join(
        (
            rf"\b{_DAYS}(?: of)? {_MONTH}\b(?:,? \d{{4}}\b)?",
            rf"\b{_MONTH}\.? {_DAYS}(?:,? \d{{4}}\b)?",
            r"\b\d{4}-(?:\d\d(?:-\d\d)?|Q[1-4]|H[12]|9M)\b",
            r"\b(?:19|20)\d\d[/\u2013-](?:\d{4}|\d\d)\b(?![,.]?\d)",
            r"\b\d+/\d+\b|\b\d{1,2}:\d\d\b",  # numbers of regulations, clock times
            rf"(?i:\b{_NUMBERED}\.?\s+(?:No\.?\s+)?){_NUMBER}(?:(?:, | and | or | to |\u2013){_NUMBER})*",
            r"\u00a7+\s*\d[\w./-]*",
            r"\b\d+\s+(?:U\.?S\.?C|C\.?F\.?R)\b\.?(?:\s+(?:\u00a7+\s*)?\d[\w./-]*)?",
            r"\b[A-Z]{2,}[ -]?\d[\d.]*-\d+\b|\b(?:DFARS|FAR|CFR|USC|CAS|UN|RAL|IEC|EN|DIN|GB)\s?\d[\d.-]*",
            r"^[ \t]*(?:#+[ \t]+)?\d+[.)][ \t]",  # the numbers of lists and headings
            r"\[[^\]\n]*\](?=:)",
        )
    ),
    re.MULTILINE,
)
"""What has digits and is no quantity."""

_QUANTITY = re.compile(
    r"(?P<before>(?:US\$|A\$|C\$|[$\N{EURO SIGN}\N{POUND SIGN}\N{YEN SIGN}]|\b[A-Z]{3} )\s?)?"
    r"(?<![\w.,'\N{RIGHT SINGLE QUOTATION MARK}/#-])"
    r"(?P<number>\d{1,3}(?:[,\u2009\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?!,?\d)(?P<after>(?:\s?%|[ \xa0-](?:per cent|percent|percentage points?|points?)\b"
    r"|[ \xa0-]?(?:thousand|million|billion|trillion|mn|bn|tn|kt|[kmMB])\b)?)(?P<unit>[ \xa0-]?[A-Za-z][\w/]*)?"
)
_MOST = 200
"""Numbers told of one file; a text with more is no briefing."""
_DIGIT = re.compile(r"\d")
_RANGE = re.compile(r"(?<=\d)(?:%?\s?[-\u2013]\s?)(?=\d)")
"""A dash between two numbers; with blanks around it both are read."""
_SCALES = {
    "thousand": 3, "k": 3, "kt": 3, "million": 6, "mn": 6, "m": 6, "M": 6, "billion": 9, "bn": 9, "B": 9,
    "trillion": 12, "tn": 12,
}  # fmt: skip
_PREFIXES = {"k": 3, "m": 6, "bn": 9}
"""Of units of the register: `kt/yr`, `m USD`, `bn USD`."""
_UNITS = frozenset((
    "t", "tonne", "tonnes", "ton", "tons", "kg", "kilograms", "kilogrammes", "g", "grams", "lb", "pounds", "tpa", "tpy",
    "t/yr", "kg/yr", "x", "times", "mw", "gw", "mwh", "gwh", "kwh", "km", "ha", "people", "jobs", "vehicles", "shares",
))  # fmt: skip
"""Words that make a quantity of the number before them, be it small or look like a year."""
_FIRST_YEAR, _LAST_YEAR = 1800, 2199
_COUNTS = 10
"""Below it a bare whole number is a count, which the style writes as a word."""
_NEAR_ENOUGH = Decimal("0.05")
"""Rounding may move a number by so much and no more, whatever digits are left."""
_TIMES = frozenset(
    ("year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minutes")
)
"""Stretches of time: terms and horizons, seldom measured."""
_LINKED = re.compile(r"\]\([^()\s]*\.md(?:#[^()\s]*)?\)")


def uncarried(manuscript: Manuscript) -> Iterator[Problem]:
    """W303: a number of the prose, the bottom line or a judgement that no figure carries; the first of each."""
    return islice(_uncarried(manuscript), _MOST)


def _uncarried(manuscript: Manuscript) -> Iterator[Problem]:
    carried = _Carried(manuscript.briefing, manuscript.lexicon)
    elsewhere = {
        span for judgement, span in manuscript.statements if any(each.slug for each in judgement.basis)
    }
    told: set[Decimal] = set()
    for span in manuscript.claims:
        text = span.of(manuscript.words)
        if span in elsewhere or not _DIGIT.search(text):
            continue
        named = _Named(text, manuscript.lexicon)
        for found in _QUANTITY.finditer(_RANGE.sub(lambda dash: " " * len(dash[0]), text)):
            number = Decimal(re.sub(r"[^\d.]", "", found["number"]))
            first = found.start("number")
            if number in told or _is_none(found, number) or carried.has(found) or named.holds(first):
                continue
            told.add(number)
            if _links(manuscript, span.start + first):
                continue
            place = Span(first, found.end("number")).shifted(span.start)
            seen = " ".join(
                f"{found['before'] or ''}{found['number']}{found['after']}{found['unit'] or ''}".split()
            )
            hint = "give it a row in Figures, with measure, as of, status and source; or leave the number out"
            yield Problem("W303", place, f"no figure of this file carries `{seen}`", hint)


class _Named:
    """Dates, references and names with digits in a text. Each paragraph is read when first asked for: it costs most."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        names = _names_with_digits(lexicon)
        self._patterns = (_NO_QUANTITY, *([names] if names else []))
        self._text = text
        self._read: dict[int, list[tuple[int, int]]] = {}

    def holds(self, at: int) -> bool:
        """Whether the number at `at` is part of one."""
        start = self._text.rfind("\n\n", 0, at) + 1
        if start not in self._read:
            end = self._text.find("\n\n", at)
            end = len(self._text) if end < 0 else end
            spans = (
                found.span() for each in self._patterns for found in each.finditer(self._text, start, end)
            )
            self._read[start] = sorted(spans)
        before = bisect_right(self._read[start], (at, len(self._text)))
        return any(first <= at < last for first, last in self._read[start][max(before - 2, 0) : before])


@per_lexicon
def _names_with_digits(lexicon: Lexicon) -> re.Pattern[str] | None:
    """Names of the register with digits in them, such as `3M`."""
    names = {name for company in lexicon.companies.values() for name in company.names}
    names |= {name for each in lexicon.vocabulary.subjects.values() for name in (each.label, *each.names)}
    ordered = sorted((name for name in names if re.search(r"\d", name)), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, ordered))) if ordered else None


def _is_none(found: re.Match[str], number: Decimal) -> bool:
    """Whether what looks like a quantity is a year, a count, a stretch of time, or part of a word."""
    after, unit = found["after"], found["unit"] or ""
    word = unit.strip(" \xa0-").lower()
    if after or found["before"] or word in _UNITS:
        return False
    if unit and unit[0].isalpha():
        return True  # 5N, 1st, 2020s
    whole = "." not in found["number"] and "," not in found["number"]
    return whole and (number < _COUNTS or word in _TIMES or _FIRST_YEAR <= number <= _LAST_YEAR)


def _links(manuscript: Manuscript, at: int) -> bool:
    """Whether the sentence links to another briefing."""
    sentence = manuscript.sentence(at)
    return _LINKED.search(manuscript.document.text, sentence.start, sentence.end) is not None


class _Carried:
    """The numbers that the figures of a briefing carry: as written, folded, and written out in full."""

    def __init__(self, briefing: Briefing, lexicon: Lexicon) -> None:
        self._plain: set[Decimal] = set()
        self._full: set[Decimal] = set()
        self._shares: set[Decimal] = set()
        for figure in briefing.figures:
            value = figure.value.value
            unit = lexicon.vocabulary.units.get(value.unit)
            for number in {abs(value.low), abs(value.high)}:
                self._plain |= {number, number * unit.factor if unit else number}
                self._full |= {number, number.scaleb(_prefix(value.unit))}
                if unit is None or unit.dimension in ("percent", "percentage-points"):
                    self._shares.add(number)

    def has(self, found: re.Match[str]) -> bool:
        """Whether a figure gives this number, as the prose rounds it."""
        digits = re.sub(r"[^\d.]", "", found["number"])
        number, places = Decimal(digits), len(digits.partition(".")[2])
        zeros = len(digits) - len(digits.rstrip("0")) if not places else 0
        after = found["after"].strip(" \xa0-")
        if after in _SCALES:
            return _any(self._full, number.scaleb(_SCALES[after]), zeros - places + _SCALES[after])
        if after:
            return _any(self._shares, number, zeros - places)
        return _any(self._plain | self._full, number, zeros - places)


def _any(values: set[Decimal], number: Decimal, exponent: int) -> bool:
    """Whether one of the values, rounded to the power of ten that the number is given to, is that number."""
    slack = min(Decimal(1).scaleb(exponent) / 2, number * _NEAR_ENOUGH)
    return any(abs(value - number) <= slack for value in values)


@cache
def _prefix(unit: str) -> int:
    """The power of ten that a unit begins with.

    >>> _prefix("bn USD"), _prefix("kt/yr"), _prefix("t/yr")
    (9, 3, 0)
    """
    first = unit.partition(" ")[0]
    return _PREFIXES.get(first, 3 if unit.startswith("kt") else 0)
