"""What a sentence, and the one that goes on about it, adds to its events: doubts, force, relief, undoing.

`The rule bars magnets. It is only proposed.` doubts what `The rule, only proposed, bars magnets` doubts. A modifier
near an event moves its likelihood; a turn (`suspended`, `lifted`, `has ended`) makes a measure that raises the risk
one that lowers it; an undoing (`cancelled`, `reinstated`) takes the lowering events of its sentence away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lodestone.annotate.denials import is_denied_before
from lodestone.annotate.reading import Sentence
from lodestone.model import Signal

Rows = Sequence[tuple[Signal, re.Pattern[str]]]

_REACH = 80
"""How near to an event, in characters, what makes it more or less likely must stand."""
_RECOVERED = -2
"""A relief of so many points ends also a stop of plants, a strike, a shortage."""
_STOPPED = 5
"""The impact of plants that stand still: what suspends *their* work is no relief."""
_REINSTATED = 2
"""A turn of so many points says that a relief is over."""
_GOES_ON = re.compile(
    r"^\W*(?:(?:it|they|both|neither|nothing|this|these|that|those)\b(?! (?:year|month|week|quarter))|"
    r"(?:the|its|their) (?:\w+ )?(?:rules?|measures?|bans?|orders?|curbs?|controls?|restrictions?|lists?|decrees?|"
    r"acts?|bills?|laws?|proposals?|tariffs?|dut(?:y|ies)|licen[cs]\w+|notices?|changes?|moves?|steps?|halt|pause|suspension|stay)\b)",
    re.IGNORECASE,
)
"""How a sentence begins that says more of what the one before it told of."""


@dataclass(frozen=True, slots=True)
class Modifier:
    """A modifier of the vocabulary and where it stands in the sentence; in the following one, nowhere: both None."""

    signal: Signal
    start: int | None
    end: int | None

    def is_near(self, start: int, end: int) -> bool:
        """Whether it stands near an event, or speaks of the whole sentence."""
        return self.start is None or start - _REACH <= self.start <= end + _REACH // 2

    def turns(self, signal: Signal, start: int, end: int) -> bool:
        """Whether it turns an event over: relief (-1) only measures, recovery (-2) also stops and setbacks."""
        if self.signal.points > 0:
            return False
        if self.signal.points > _RECOVERED:
            measure = signal.points < _STOPPED and not signal.side
            return measure and not (self.start is not None and start <= self.start < end)
        return True


@dataclass(frozen=True, slots=True)
class Modifiers:
    """All modifiers that bear on one sentence."""

    moved: tuple[Modifier, ...]
    turned: tuple[Modifier, ...]

    @property
    def undone(self) -> bool:
        """Whether the lowering events of the sentence are undone: a plant that is cancelled is no supply."""
        return any(each.signal.points > 0 for each in self.turned)

    def likelihood(self, start: int, end: int) -> tuple[int, tuple[Signal, ...]]:
        """What is added to the likelihood of an event, and by which signals. Doubts do not add up."""
        near = tuple(each.signal for each in self.moved if each.is_near(start, end))
        more = sum(each.points for each in near if each.points > 0)
        return more + min((each.points for each in near if each.points < 0), default=0), near

    def relief(self, signal: Signal, start: int, end: int) -> tuple[Signal, ...]:
        """The signals that turn an event over."""
        return tuple(each.signal for each in self.turned if each.turns(signal, start, end))


def modifiers_of(sentence: Sentence, following: Sentence | None, likelihoods: Rows, turns: Rows) -> Modifiers:
    """The modifiers of a sentence, with those of the next one where it goes on about the same."""
    moved, turned = _read(sentence, likelihoods), _read(sentence, turns, deniable=True)
    if following is not None and _GOES_ON.search(following.text):
        moved += [Modifier(each.signal, None, None) for each in _read(following, likelihoods)]
        turned += [Modifier(each.signal, None, None) for each in _read(following, turns, deniable=True)]
    if any(each.signal.points >= _REINSTATED for each in turned):
        turned = [each for each in turned if each.signal.points > 0]
    return Modifiers(tuple(moved), tuple(turned))


def _read(sentence: Sentence, rows: Rows, *, deniable: bool = False) -> list[Modifier]:
    text = sentence.text.lower()
    found = ((signal, pattern.search(text)) for signal, pattern in rows)
    return [
        Modifier(signal, *match.span())
        for signal, match in found
        if match and not (deniable and is_denied_before(text, match.start()))
    ]
