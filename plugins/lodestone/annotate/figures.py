"""Read the main figures of a text: amount, measure, of whom, for when, and on whose word.

An amount becomes a figure when the register has a measure for its unit and something that it can be
of. What is only compared with, converted into another currency or said twice is left out, and
of the rest the dozen that fit best are kept. Nothing is dropped for being implausible: that is
said, with the comparison.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from lodestone.annotate.amounts import Amount, read_amounts
from lodestone.annotate.measures import Choice, Cues
from lodestone.annotate.periods import read_period
from lodestone.annotate.reading import Reading, Sentence
from lodestone.annotate.statuses import WITHOUT_WORDS, Said, read_status
from lodestone.annotate.whose import Whose
from lodestone.model import Citation, Figure, Lexicon, Measure, Proposed, Quantity, Span, implausible

MOST = 12
_MOST_IN_SENTENCE = 24
"""A sentence with more amounts is a list; its first ones are read, so that no stretch of numbers takes long."""
_TELLING = 0.75
"""A fit from which on a measure stands by itself."""
_FELL = re.compile(
    r"\b(?:fell|fall(?:s|en|ing)?|dropp?(?:ed|s|ing)?|down|declin\w+|slump\w*|plung\w+|tumbl\w+|slid|slipp?\w*|lower|"
    r"decreas\w+|shr[aiu]nk|lost|shed|weaker|contract(?:ed|ion)|eased|halved|retreat\w*|below|cut)\b",
    re.IGNORECASE,
)
_ROSE = re.compile(
    r"\b(?:rose|ris(?:e|es|ing|en)|up|grew|grow(?:s|th|ing)?|jump\w*|surg\w+|climb\w*|gain\w*|increas\w+|higher|"
    r"soar\w*|added|rall\w+|doubl\w+|above)\b",
    re.IGNORECASE,
)
_IN_OTHER_WORDS = re.compile(r"\s*[(\uff08,]\s*(?:or|equal to|equivalent to|i\.e\.)?\s*")
_WEIGHTY = frozenset(("percent", "money", "price", "price-per-share", "mass", "mass-rate"))
_FULL = 1.5
"""A fit from which on a measure is as sure as it gets."""
_UNGRADED = 6
"""Credibility of what no person has judged."""
_LOSS = re.compile(r"\b(?:net loss|loss(?:es)? of|lost)\b", re.IGNORECASE)
_BOILERPLATE = re.compile(
    r"\b(?:forward-looking statements?|not investment advice|copyright|all rights reserved|cookies?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Context:
    """What is already known of the text when its figures are read."""

    whose: Whose
    origin: str
    source: str
    """Id of the source that the figures rest on."""
    published: str
    agency: str = ""
    """The price agency that published the text, or ''."""

    @property
    def lexicon(self) -> Lexicon:
        """The register."""
        return self.whose.lexicon

    @property
    def reading(self) -> Reading:
        """The text."""
        return self.whose.reading


@dataclass(frozen=True, slots=True)
class _Candidate:
    amount: Amount
    choice: Choice
    sentence: Sentence
    of: str
    rank: float


def propose_figures(context: Context) -> tuple[Proposed[Figure], ...]:
    """The main figures in the order of the text, at most `MOST`."""
    candidates = [
        candidate
        for sentence in context.reading.sentences
        if not _BOILERPLATE.search(sentence.text)
        for candidate in _candidates(sentence, context)
    ]
    distinct = sorted(_distinct(candidates), key=lambda each: (-each[0].rank, each[0].amount.span))[:MOST]
    seen: Counter[str] = Counter()
    figures = []
    for mentions in sorted(distinct, key=lambda each: each[0].amount.span):
        seen[mentions[0].choice.measure.id] += 1
        figures.append(_figure(mentions, seen[mentions[0].choice.measure.id], context))
    return tuple(figures)


def _candidates(sentence: Sentence, context: Context) -> list[_Candidate]:
    """The amounts of a sentence that have a measure and somebody they are of."""
    amounts = read_amounts(sentence, context.whose.dollar(sentence))[:_MOST_IN_SENTENCE]
    cues = Cues(sentence, amounts, context.lexicon) if amounts else None
    found: list[_Candidate] = []
    for before, amount in pairwise((None, *amounts)):
        if cues is None or amount is None or amount.compared or _repeats(before, amount, context):
            continue
        choice = cues.choose(amount)
        if choice is None:
            continue
        if found and _runs_on(choice, amount, found[-1]):
            choice = found[-1].choice
        of = context.whose.of(amount.span, choice.measure, sentence)
        if of and _weighty(amount, choice, context):
            found.append(_Candidate(amount, choice, sentence, of, _rank(choice, sentence, of, context)))
    return found


def _runs_on(choice: Choice, amount: Amount, before: _Candidate) -> bool:
    """Whether a weight goes on with the yearly rate before it: `2,000 t a year, and could grow to 5,000 t`."""
    weak = choice.measure.dimension == "mass" and choice.fit < _TELLING
    return (
        weak and before.choice.measure.dimension == "mass-rate" and before.amount.unit.startswith(amount.unit)
    )


def _weighty(amount: Amount, choice: Choice, context: Context) -> bool:
    """Whether an amount without a cue is worth a row: money, prices and weights are; shares and counts are not."""
    return choice.fit > 0 or context.lexicon.vocabulary.units[amount.unit].dimension in _WEIGHTY


def _rank(choice: Choice, sentence: Sentence, of: str, context: Context) -> float:
    """How main a figure is: cues that fit, an early place, the company that the text is about."""
    early = 0.5 if sentence.number == 0 else 0.25 if sentence.number <= 3 else 0.0
    return min(choice.fit, _FULL) + early + (0.3 if of == context.whose.main else 0.0)


def _repeats(before: Amount | None, amount: Amount, context: Context) -> bool:
    """Whether an amount in brackets only says the one before in another unit or currency."""
    if before is None or before.unit == amount.unit:
        return False
    units = context.lexicon.vocabulary.units
    kinds = {units[each.unit].dimension for each in (before, amount) if each.unit in units}
    between = context.reading.text[before.span.end : amount.span.start]
    return len(kinds) == 1 and _IN_OTHER_WORDS.fullmatch(between) is not None


def _distinct(candidates: list[_Candidate]) -> list[tuple[_Candidate, ...]]:
    """Each value of a unit once, with all its mentions: the one with the best cues first, or else the earliest."""
    mentions: dict[tuple[Decimal, Decimal, str], list[_Candidate]] = {}
    for each in candidates:
        key = (each.amount.low, each.amount.high, each.amount.unit.removesuffix("/yr"))
        mentions.setdefault(key, []).append(each)
    return [tuple(sorted(group, key=lambda each: -each.choice.fit)) for group in mentions.values()]


def _status(mentions: tuple[_Candidate, ...], context: Context) -> tuple[str, str]:
    """The status that the words of a mention give, the best mention first: a cell of a table may say nothing."""
    measure = mentions[0].choice.measure
    readings = [
        read_status(
            Said(
                each.sentence,
                each.amount.span,
                measure,
                each.of in context.lexicon.companies,
                context.origin,
                context.agency,
            ),
            context.lexicon,
        )
        for each in mentions
        if each.choice.measure is measure
    ]
    return next((each for each in readings if each[1] not in WITHOUT_WORDS), readings[0])


def _figure(mentions: tuple[_Candidate, ...], number: int, context: Context) -> Proposed[Figure]:
    """The figure with status, period and the words that it stands on. The first of a measure has its id."""
    candidate = mentions[0]
    span, measure, sentence = candidate.amount.span, candidate.choice.measure, candidate.sentence
    status, status_why = _status(mentions, context)
    value = _value(candidate.amount, measure, sentence, context.lexicon)
    figure = Figure(
        id=measure.id if number == 1 else f"{measure.id}-{number}",
        measure=measure.id,
        of=candidate.of,
        value=value,
        status=status,
        citations=(Citation(context.source, _UNGRADED, span),),
        period=read_period(sentence, span),
        as_of=context.published,
    )
    figure = replace(figure, implausible=implausible(figure, context.lexicon))
    cues = ", ".join(cue.split("|")[0].rstrip("*") for cue in candidate.choice.cues)
    named = f"near words such as {cues}" if cues else "no measure named, fallback of its unit"
    why = f"{measure.label}: {named}; {status}: {status_why}"
    sure = round(0.5 + 0.4 * min(candidate.choice.fit / _FULL, 1.0), 2)
    return Proposed(figure, (context.reading.evidence(span, why),), sure)


def _value(amount: Amount, measure: Measure, sentence: Sentence, lexicon: Lexicon) -> Quantity:
    """The quantity with the sign that the words give, in a unit of the measure's dimension."""
    low, high, unit = amount.low, amount.high, amount.unit
    units = lexicon.vocabulary.units
    if units[unit].dimension != measure.dimension and f"{unit}/yr" in units:
        unit = f"{unit}/yr"
    if _goes_down(amount.span, measure, sentence):
        low, high = -abs(high), -abs(low)
    return Quantity(low, high, amount.bound, unit)


def _goes_down(span: Span, measure: Measure, sentence: Sentence) -> bool:
    """Whether words make a value negative: a change (a percentage that is a flow) that falls, a sum that is a loss."""
    if measure.time != "flow":
        return False
    if measure.dimension in ("percent", "percentage-points"):
        return _falls(span, sentence)
    return measure.dimension == "money" and _LOSS.search(_before(span, sentence, 40)) is not None


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
