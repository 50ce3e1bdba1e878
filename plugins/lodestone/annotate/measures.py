"""Choose the measure of an amount by the cues of the register: which words stand near, and how near.

Each measure gives groups of cues; a group is met when all its words stand in the sentence and
none of its `!words` stands near the number. Words count by nearness; those behind the number, up to the
next number or the end of the clause, are its own and count most. The best group wins, then the
order of the register. A measure with an empty group is what its dimension falls back on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lodestone.annotate.amounts import Amount
from lodestone.annotate.phrases import Hit, Phrases
from lodestone.annotate.reading import Sentence
from lodestone.annotate.tables import per_lexicon
from lodestone.model import Lexicon, Measure

_NEAR = 22.0
"""Characters after which a word counts half."""
_FORBIDDEN_WITHIN = 45
"""A `!word` forbids a measure only so near to the number."""
_LEAST = 0.08
_OWN = 1.4
_ACROSS = 0.45
"""Weight of a word in the number's own territory, and of one beyond another number or a break."""
_FURTHER = 0.6
"""Each further word of a group adds so much of its nearness."""
_SOLE = 1.55
"""A group of one word is written only where that word alone is telling."""
_BREAK = re.compile(
    r"[;:\u2014\u3002]|\s\u2013\s|,\s(?:while|but|and|which|with|plus)\b|\b(?:while|but|whereas)\b"
)
_OWN_ENDS = re.compile(r"[,;:()\u2014\uff0c]|\s\u2013\s|\band\b|\bor\b|\bwhile\b|\bbut\b|\bby\b|\bfrom\b")
"""Where the words behind a number cease to be its own."""
_CONVERTED = 0.8
_CONVERTIBLE = {"mass": "mass-rate"}
"""A weight may stand for a weight a year where the measure is a capacity."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The measure chosen, how well its cues fit (0 for the fallback), and the words that were met."""

    measure: Measure
    fit: float
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    measure: str
    wanted: tuple[str, ...]
    forbidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cues:
    phrases: Phrases[str]
    by_dimension: dict[str, tuple[_Group, ...]]
    fallbacks: dict[str, Measure]


class Cues:
    """The cues that a sentence holds, looked up once for all its amounts."""

    def __init__(self, sentence: Sentence, amounts: Sequence[Amount], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._table = _cues(lexicon)
        self._sentence = sentence
        self._amounts = amounts
        self._hits: dict[str, list[Hit[str]]] = defaultdict(list)
        for hit in self._table.phrases.find(sentence):
            for cue in hit.key.split("\0"):
                self._hits[cue].append(hit)

    def choose(self, amount: Amount) -> Choice | None:
        """The measure of an amount, or None where no measure fits its unit."""
        unit = self._lexicon.vocabulary.units.get(amount.unit)
        if unit is None:
            return None
        best: Choice | None = None
        dimensions = [unit.dimension, *filter(None, [_CONVERTIBLE.get(unit.dimension)])]
        nearness: dict[str, float] = {}
        for dimension in dimensions:
            for group in self._table.by_dimension.get(dimension, ()):
                fit = self._fit(group, amount, nearness) * (
                    1.0 if dimension == unit.dimension else _CONVERTED
                )
                if fit > (best.fit if best else 0.0):
                    best = Choice(self._lexicon.vocabulary.measures[group.measure], fit, group.wanted)
        if best:
            return best
        fallback = self._table.fallbacks.get(unit.dimension)
        return Choice(fallback, 0.0, ()) if fallback else None

    def _fit(self, group: _Group, amount: Amount, nearness: dict[str, float]) -> float:
        values = []
        for cue in group.wanted:
            if cue not in nearness:
                nearness[cue] = max(
                    (self._nearness(hit, amount) for hit in self._hits.get(cue, ())), default=0.0
                )
            if nearness[cue] < _LEAST:
                return 0.0
            values.append(nearness[cue])
        for cue in group.forbidden:
            if any(_forbids(hit, amount) for hit in self._hits.get(cue, ())):
                return 0.0
        first, *others = values
        return first * _SOLE if not others else first + _FURTHER * sum(others)

    def _nearness(self, hit: Hit[str], amount: Amount) -> float:
        """How much a word counts for a number: by distance, and by whose territory it stands in."""
        base = (1 + 0.2 * (hit.size - 1)) / (1 + _distance(hit, amount) / _NEAR)
        start, end = sorted((hit.start, amount.span.start)), sorted((hit.end, amount.span.end))
        between = self._sentence.text[
            end[0] - self._sentence.span.start : max(start[1], end[0]) - self._sentence.span.start
        ]
        across = any(other is not amount and start[0] < other.span.start < end[1] for other in self._amounts)
        if across or _BREAK.search(between):
            return base * _ACROSS
        if hit.start >= amount.span.end:
            shared = _OWN_ENDS.search(between)
            leads_on = any(other.span.start >= hit.end for other in self._amounts)
            return base * (_OWN if not shared else _ACROSS if leads_on else 1.0)
        return base * (_ACROSS if self._owned_by_previous(hit, amount) else 1.0)

    def _owned_by_previous(self, hit: Hit[str], amount: Amount) -> bool:
        """Whether a word before a number stands right behind the number before it: `50,000 t of alloy and 10,000 t`."""
        previous = max((each.span.end for each in self._amounts if each.span.end <= hit.start), default=None)
        if previous is None:
            return False
        start = self._sentence.span.start
        ends = _OWN_ENDS.search(self._sentence.text, previous - start, amount.span.start - start)
        return ends is not None and hit.start < ends.start() + start


def _forbids(hit: Hit[str], amount: Amount) -> bool:
    """Whether a word stands near the number, and is not of its own words, as `less` in `less than 1%`."""
    inside = amount.span.start <= hit.start and hit.end <= amount.span.end
    return not inside and _distance(hit, amount) <= _FORBIDDEN_WITHIN


def _distance(hit: Hit[str], amount: Amount) -> int:
    return max(hit.start - amount.span.end, amount.span.start - hit.end, 0)


@per_lexicon
def _cues(lexicon: Lexicon) -> _Cues:
    groups: dict[str, list[_Group]] = defaultdict(list)
    fallbacks: dict[str, Measure] = {}
    stands_for: dict[str, list[str]] = defaultdict(list)
    for measure in lexicon.vocabulary.measures.values():
        for cues in measure.cues:
            if not cues:
                fallbacks.setdefault(measure.dimension, measure)
                continue
            wanted = tuple(cue for cue in cues if not cue.startswith("!"))
            forbidden = tuple(cue[1:] for cue in cues if cue.startswith("!"))
            groups[measure.dimension].append(_Group(measure.id, wanted, forbidden))
            for cue in (*wanted, *forbidden):
                for phrase in cue.split("|"):
                    stands_for[phrase].append(cue)
    phrases = Phrases((phrase, "\0".join(dict.fromkeys(cues))) for phrase, cues in stands_for.items())
    return _Cues(phrases, {dimension: tuple(each) for dimension, each in groups.items()}, fallbacks)
