"""Figures that cannot all be true: the same thing, measured the same way, for the same time, with no value in common.

What is compared, and what only seems to contradict (docs/front-matter.md, "Figures"):

- the same measure, subject, basis and stage; an empty basis is that of the register
- a level where the periods share a day, a flow where they are the same; an empty period is the
  as-of date of a level, and of a flow no period at all; what is undated compares with the undated
- after folding to one unit of one currency: money is never exchanged
- ranges without a common value, each widened for rounding (exact by 0.5 %, about by 5 %)

A briefing gives its `claims` by itself, so that the site can keep them in a table; `among` then
finds the conflicts of one subject. Superseded and withdrawn briefings claim nothing any more, and
what a machine read and nobody confirmed is not compared: a misreading is no contradiction
between sources. Values are never averaged: a conflict lists every figure that another excludes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from lodestone.model import Briefing, Figure, Lexicon
from lodestone.model.quantity import Period, parse_period

_COMPLEMENT = str.maketrans("0123456789", "9876543210")


class Claim(NamedTuple):
    """A figure as it is compared. Only texts and numbers, so that a table can hold it."""

    slug: str
    n: int
    """Its number in the table of its briefing, from 1."""
    id: str
    first: str
    """First day, ISO; empty where it is undated."""
    last: str
    low: str
    """Lower end, folded and widened; empty where it is open."""
    high: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures of one thing that exclude each other, those of the lowest value first."""

    measure: str
    of: str
    claims: tuple[Claim, ...]

    @property
    def anchor(self) -> str:
        """Where it stands on the page of conflicts: told by its first figure, so that it is stable."""
        first = min(self.claims)
        return f"conflict_{first.slug}_{first.id}"


def claims(briefing: Briefing, lexicon: Lexicon) -> Iterator[tuple[str, Claim]]:
    """The comparable figures of a current briefing, each under its key; see `claim`."""
    found = (claim(briefing, n, lexicon) for n, _ in enumerate(briefing.figures, 1))
    return (each for each in found if each)


def claim(briefing: Briefing, n: int, lexicon: Lexicon) -> tuple[str, Claim] | None:
    """Figure `n` of a briefing, from 1, as it is compared, under the key that what compares with it has too.

    A key is measure, subject, basis, stage, unit with currency, and of a flow the period, with bars
    between. None where it compares with nothing.
    """
    field = briefing.figures[n - 1]
    figure = field.value
    measure = lexicon.vocabulary.measures.get(figure.measure)
    unit = lexicon.vocabulary.units.get(figure.value.unit)
    period = _period(figure, measure.time) if measure else None
    if field.proposed or measure is None or unit is None or period is None:
        return None
    low, high, folded = lexicon.folded(figure.value)
    parts = (figure.basis or measure.basis, figure.stage, folded, unit.currency)
    when = period.text if measure.time == "flow" else ""
    key = "|".join((figure.measure, figure.of, *(_same_words(part) for part in parts), when))
    first, last = (str(day) if day else "" for day in (period.first, period.last))
    return key, Claim(briefing.slug, n, figure.id, first, last, _text(low), _text(high))


def _period(figure: Figure, time: str) -> Period | None:
    """The time that a figure holds for, or None where nobody can tell."""
    if figure.period is not None:
        return figure.period
    return parse_period(figure.as_of or "undated") if time == "level" else None


def _same_words(text: str) -> str:
    """Without regard to case and spaces; a bar would part the key."""
    return " ".join(text.casefold().replace("|", " ").split())


def _text(number: Decimal | None) -> str:
    return "" if number is None else str(number)


def excluded(claim: Claim, others: Iterable[Claim]) -> list[Claim]:
    """Those of the claims under the same key that cannot be true if this one is, the lowest value first."""
    mine = _range(claim)
    found = (_range(each) for each in others if _together(claim, each))
    return [each.claim for each in sorted(each for each in found if _apart(mine, each))]


def over_time(key: str, claim: Claim) -> str:
    """What a claim under `key` has in common with its like at other times: of a flow also how long it went on.

    >>> half = Claim("a", 1, "x", "2024-01-01", "2024-06-30", "1", "1")
    >>> over_time("output|a|oxide||t||2024-H1", half), over_time("price|a|||usd/kg|usd|", half)
    ('output|a|oxide||t||6 months', 'price|a|||usd/kg|usd|')
    """
    thing, _, period = key.rpartition("|")
    if not period or not claim.last:
        return f"{thing}|"
    days = (date.fromisoformat(claim.last) - date.fromisoformat(claim.first)).days + 1
    return f"{thing}|{round(days * 12 / 365.25)} months"


def sortable(number: str) -> str:
    """A text that sorts as the number does; what follows a space or `!` in it sorts after the bare one.

    >>> numbers = ["-12.5", "-12", "-0.3", "0", "0.05", "1.2", "1.23", "12", "1E+3"]
    >>> sorted(numbers, key=sortable) == numbers
    True
    """
    value = Decimal(number).normalize()
    if not value:
        return "5"
    digits = f"{value.adjusted() + 5000:04}{''.join(map(str, value.as_tuple().digits))}"
    return f"6{digits}" if value > 0 else f"4{digits.translate(_COMPLEMENT)}~"


def among(key: str, made: Sequence[Claim]) -> list[Conflict]:
    """The conflicts between the claims under one key, in order of their first claims."""
    ranges = [_range(each) for each in made]
    if not ranges or max(each.low for each in ranges) <= min(each.high for each in ranges):
        return []
    measure, of, *_ = key.split("|")
    return sorted((Conflict(measure, of, tied) for tied in _tied(ranges)), key=lambda each: min(each.claims))


class _Range(NamedTuple):
    """A claim with its ends as numbers; infinite where they are open. Sorts by value."""

    low: Decimal
    high: Decimal
    claim: Claim


def _range(claim: Claim) -> _Range:
    return _Range(Decimal(claim.low or "-Infinity"), Decimal(claim.high or "Infinity"), claim)


def _tied(ranges: Sequence[_Range]) -> Iterator[tuple[Claim, ...]]:
    """Groups of figures tied by exclusion, each sorted by value."""
    leads: dict[Claim, Claim] = {}

    def lead(claim: Claim) -> Claim:
        while leads.setdefault(claim, claim) != claim:
            leads[claim] = leads[leads[claim]]
            claim = leads[claim]
        return claim

    for one, other in _excluding(ranges):
        leads[lead(one)] = lead(other)
    groups: dict[Claim, list[Claim]] = {}
    for each in sorted(ranges):
        if each.claim in leads:
            groups.setdefault(lead(each.claim), []).append(each.claim)
    yield from map(tuple, groups.values())


def _excluding(ranges: Sequence[_Range]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs that exclude each other, in order of their first days, so that what is over is let go."""
    running: list[_Range] = []
    for each in sorted(ranges, key=lambda each: (each.claim.first, each.claim)):
        running = [other for other in running if _together(other.claim, each.claim)]
        yield from ((other.claim, each.claim) for other in running if _apart(other, each))
        running.append(each)


def _together(one: Claim, other: Claim) -> bool:
    """Whether two claims hold for a common day; what is undated meets only what is undated too."""
    dated = bool(one.last), bool(other.last)
    return dated[0] == dated[1] and one.first <= other.last and other.first <= one.last


def _apart(one: _Range, other: _Range) -> bool:
    """Whether two ranges have no value in common."""
    return one.high < other.low or other.high < one.low
