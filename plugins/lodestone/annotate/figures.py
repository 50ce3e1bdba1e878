"""Read the main figures of a text: amount, measure, of whom, for when, and on whose word.

An amount becomes a figure when the register has a measure for its unit and something that it can be
of. What is only compared with, converted into another currency or said twice is left out, and
of the rest the dozen that fit best are kept. Nothing is dropped for being implausible: that is
said, with the comparison.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lodestone.annotate.amounts import Amount, read_amounts
from lodestone.annotate.companies import Mention
from lodestone.annotate.measures import Choice, Cues
from lodestone.annotate.periods import read_period
from lodestone.annotate.phrases import Phrases
from lodestone.annotate.reading import Reading, Sentence
from lodestone.annotate.statuses import read_status
from lodestone.annotate.tables import per_lexicon
from lodestone.annotate.tickers import Tape
from lodestone.model import Citation, Figure, Lexicon, Measure, Proposed, Quantity, Span, Subject

MOST = 12
_DWARFED = Decimal(2)
"""A value is implausible beyond so many times the largest reference quantity of its measure."""
_TELLING = 0.75
"""A fit from which on a measure stands by itself."""
_AMERICAN = re.compile(r"\bU\.?S\.?\b|\b(?:United States|Pentagon|American|Washington|Department of (?:Defense|War|Energy)|Export-Import Bank)\b")
_DIRECTED = frozenset(
    ("volume-growth", "revenue-growth", "net-profit-growth", "market-value-change", "price-change", "demand-growth", "share-change")
)
"""Measures of change, whose sign the verb gives."""
_FELL = re.compile(
    r"\b(?:fell|fall(?:s|en|ing)?|dropp?(?:ed|s|ing)?|down|declin\w+|slump\w*|plung\w+|tumbl\w+|slid|slipp?\w*|lower|decreas\w+|shr[aiu]nk|"
    r"lost|shed|weaker|contract(?:ed|ion)|eased|halved|retreat\w*)\b",
    re.IGNORECASE,
)
_ROSE = re.compile(
    r"\b(?:rose|ris(?:e|es|ing|en)|up|grew|grow(?:s|th|ing)?|jump\w*|surg\w+|climb\w*|gain\w*|increas\w+|higher|soar\w*|added|rall\w+|doubl\w+)\b",
    re.IGNORECASE,
)
_LOSS = re.compile(r"\b(?:net loss|loss(?:es)? of|lost)\b", re.IGNORECASE)
_BOILERPLATE = re.compile(r"\b(?:forward-looking statements?|not investment advice|copyright|all rights reserved|cookies?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Candidate:
    amount: Amount
    choice: Choice
    sentence: Sentence
    of: str
    rank: float


@dataclass(frozen=True, slots=True)
class Context:
    """What is already known of the text when its figures are read."""

    main: str
    mentions: Sequence[Mention]
    origin: str
    source: str
    published: str
    dollar: str


def propose_figures(reading: Reading, lexicon: Lexicon, context: Context) -> tuple[Proposed[Figure], ...]:
    """The main figures in the order of the text, at most `MOST`."""
    candidates = [
        candidate
        for sentence in reading.sentences
        if not _BOILERPLATE.search(sentence.text)
        for candidate in _candidates(sentence, reading, lexicon, context)
    ]
    main = sorted(_distinct(candidates), key=lambda each: (-each.rank, each.amount.span))[:MOST]
    main.sort(key=lambda each: each.amount.span)
    seen: Counter[str] = Counter()
    figures = []
    for candidate in main:
        seen[candidate.choice.measure.id] += 1
        figures.append(_figure(candidate, seen[candidate.choice.measure.id], reading, lexicon, context))
    return tuple(figures)


def _candidates(sentence: Sentence, reading: Reading, lexicon: Lexicon, context: Context) -> list[_Candidate]:
    amounts = read_amounts(sentence, "USD" if _AMERICAN.search(sentence.text) else context.dollar)
    if not amounts:
        return []
    cues = Cues(sentence, amounts, lexicon)
    found: list[_Candidate] = []
    last: Amount | None = None
    for amount in amounts:
        converted = last is not None and _is_conversion(last, amount, reading.text)
        last = amount
        choice = None if amount.compared or converted else cues.choose(amount)
        if choice and found and _runs_on(choice, amount, found[-1]):
            amount, choice = replace(amount, unit=f"{amount.unit}/yr"), found[-1].choice
        of = _of(amount, choice.measure, sentence, lexicon, context) if choice else ""
        if choice and of and _weighty(amount, choice):
            found.append(_Candidate(amount, choice, sentence, of, _rank(choice, sentence, of, context)))
    return found


def _runs_on(choice: Choice, amount: Amount, before: _Candidate) -> bool:
    """Whether a weight goes on with the yearly rate before it: `2,000 tonnes a year, and could grow to 5,000 tonnes`."""
    weak = choice.measure.dimension == "mass" and choice.fit < _TELLING
    return weak and before.amount.unit == f"{amount.unit}/yr"


def _weighty(amount: Amount, choice: Choice) -> bool:
    """Whether an amount without a cue is worth a row: money and weights are, shares and counts of nothing are not."""
    return choice.fit > 0 or amount.unit.split()[0] in ("m", "bn") or amount.unit in ("t", "t/yr", "kt", "kt/yr") or "/" in amount.unit


def _rank(choice: Choice, sentence: Sentence, of: str, context: Context) -> float:
    """How main a figure is: cues that fit, an early place, the company that the text is about."""
    early = 0.5 if sentence.number == 0 else 0.25 if sentence.number <= 3 else 0.0
    return min(choice.fit, 1.5) + early + (0.3 if of == context.main else 0.0)


def _is_conversion(before: Amount, amount: Amount, text: str) -> bool:
    """Whether an amount in brackets only repeats the one before in another unit."""
    between = text[before.span.end : amount.span.start]
    return re.fullmatch(r"\s*[(\uff08,]\s*(?:or|equal to|equivalent to|i\.e\.)?\s*", between) is not None and (
        before.unit != amount.unit and _kind(before.unit) == _kind(amount.unit)
    )


def _kind(unit: str) -> str:
    if re.fullmatch(r"(?:m|bn) [A-Z]{3}", unit):
        return "money"
    return "price" if re.match(r"[A-Z]{3}/", unit) else "mass" if unit in ("t", "kt", "kg", "lb") else unit


def _distinct(candidates: list[_Candidate]) -> list[_Candidate]:
    """Each value of a unit once: the place with the better cues, or else the first."""
    best: dict[tuple[Decimal, Decimal, str], _Candidate] = {}
    for each in candidates:
        key = (each.amount.low, each.amount.high, each.amount.unit.removesuffix("/yr"))
        if key not in best or each.choice.fit > best[key].choice.fit:
            best[key] = each
    return list(best.values())


def _figure(candidate: _Candidate, number: int, reading: Reading, lexicon: Lexicon, context: Context) -> Proposed[Figure]:
    amount, measure, sentence = candidate.amount, candidate.choice.measure, candidate.sentence
    status, status_why = read_status(sentence, amount.span, measure, context.origin)
    period = read_period(sentence, amount.span, measure, status)
    value = _value(amount, measure, sentence, lexicon)
    figure = Figure(
        id=measure.id if number == 1 else f"{measure.id}-{number}",
        measure=measure.id,
        of=candidate.of,
        value=value,
        status=status,
        citations=(Citation(context.source, 6, amount.span),),
        period=period,
        as_of=context.published,
        implausible=_implausible(value, measure, lexicon),
    )
    cues = ", ".join(cue.split("|")[0].rstrip("*") for cue in candidate.choice.cues)
    why = f"{measure.label}: " + (f"near words such as {cues}" if cues else "no measure named, fallback of its unit")
    evidence = reading.evidence(amount.span, f"{why}; {status}: {status_why}")
    return Proposed(figure, (evidence,), round(0.5 + 0.4 * min(candidate.choice.fit / 1.5, 1.0), 2))


def _value(amount: Amount, measure: Measure, sentence: Sentence, lexicon: Lexicon) -> Quantity:
    """The quantity with the sign that the words give, in a unit of the measure's dimension."""
    low, high, bound, unit = amount.low, amount.high, amount.bound, amount.unit
    dimension = lexicon.vocabulary.units[unit].dimension
    if dimension == "mass" and measure.dimension == "mass-rate" and f"{unit}/yr" in lexicon.vocabulary.units:
        unit = f"{unit}/yr"
    if (measure.id in _DIRECTED and _falls(amount.span, sentence)) or (
        measure.id == "net-profit" and _LOSS.search(_before(amount.span, sentence, 40))
    ):
        low, high = -abs(high), -abs(low)
    return Quantity(low, high, bound, unit)


def _falls(span: Span, sentence: Sentence) -> bool:
    """Whether the nearest verb of movement, before the number and else behind it, goes down."""
    before = _before(span, sentence, 70)
    at = [max((found.end() for found in pattern.finditer(before)), default=-1) for pattern in (_FELL, _ROSE)]
    if max(at) >= 0:
        return at[0] > at[1]
    after = sentence.text[span.end - sentence.span.start :][:30]
    fell, rose = _FELL.search(after), _ROSE.search(after)
    return fell is not None and (rose is None or fell.start() < rose.start())


def _before(span: Span, sentence: Sentence, reach: int) -> str:
    end = span.start - sentence.span.start
    return sentence.text[max(end - reach, 0) : end]


def _of(amount: Amount, measure: Measure, sentence: Sentence, lexicon: Lexicon, context: Context) -> str:
    """What a figure is of: a plant or company named in its sentence, the nearest before it; a country for
    prices, shares and quotas; else the company that the text is about."""
    here = [each for each in context.mentions if sentence.span.start <= each.span.start < sentence.span.end]
    places = [(hit.start, hit.key) for hit in _subject_names(lexicon).find(sentence)]
    owned = [
        (start, subject)
        for start, subject in places
        if subject.kind != "place" and (set(subject.owners) & ({each.company for each in here} | {context.main}))
    ]
    countries = [(start, subject) for start, subject in places if subject.kind == "place"]
    if countries and _is_of_market(measure):
        return _nearest(countries, amount).id
    if owned and measure.time == "level" and measure.dimension != "percent":
        return _nearest(owned, amount).id
    before = [each for each in here if each.span.start <= amount.span.start]
    if here:
        return (before[-1] if before else here[0]).company
    return context.main or (_nearest(countries, amount).id if countries else _first_country(context, lexicon))


def _is_of_market(measure: Measure) -> bool:
    """Whether a measure speaks of a country or the world rather than of a firm: shares, quotas, market prices."""
    return measure.id.endswith(("-share", "-quota", "-oxide-price", "-metal-price", "reserves", "-share-china", "-rate")) or measure.id in (
        "items-controlled", "export-volume", "import-volume", "export-value", "import-value", "demand-volume", "export-licences",
        "content-threshold", "programme-size", "price-multiple",
    )  # fmt: skip


def _nearest(found: list[tuple[int, Subject]], amount: Amount) -> Subject:
    return min(found, key=lambda each: (abs(each[0] - amount.span.start), each[0]))[1]


def _first_country(context: Context, lexicon: Lexicon) -> str:
    del context
    return "world" if "world" in lexicon.vocabulary.subjects else ""


@per_lexicon
def _subject_names(lexicon: Lexicon) -> Phrases[Subject]:
    return Phrases((name, subject) for subject in lexicon.vocabulary.subjects.values() for name in subject.names)


def _implausible(value: Quantity, measure: Measure, lexicon: Lexicon) -> str:
    """The comparison that makes a value hard to believe, in words; '' where there is none."""
    units = lexicon.vocabulary.units
    if not measure.references:
        return ""
    largest = max(measure.references, key=lambda each: each.value * units[each.unit].factor)
    known = largest.value * units[largest.unit].factor
    times = value.high * units[value.unit].factor / known if known else Decimal(0)
    if times <= _DWARFED:
        return ""
    basis = f", {largest.basis}" if largest.basis else ""
    return (
        f"about {times:.0f} times the reference of {largest.value:,f} {largest.unit} "
        f"({lexicon.subject_label(largest.of)}, {largest.period}{basis})"
    )


def bare_dollar(reading: Reading, tape: Tape, country: str) -> str:
    """What a bare `$` means: Australian dollars where an Australian company speaks with its ASX code in print, else US dollars."""
    printed = any(each.ticker.exchange == "ASX" for each in tape.printed) or "ASX" in reading.text[:300]
    return "AUD" if country == "AU" and printed and "A$" not in reading.text else "USD"


def with_source(figures: tuple[Proposed[Figure], ...], source: str) -> tuple[Proposed[Figure], ...]:
    """The same figures, resting on the source with this id."""
    return tuple(
        replace(each, value=replace(each.value, citations=tuple(replace(c, source=source) for c in each.value.citations)))
        for each in figures
    )
