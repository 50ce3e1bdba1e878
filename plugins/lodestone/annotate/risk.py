"""Propose a risk by the rubric of the vocabulary: the events of all sentences weighed, with their reasons in words.

`events` reads what a sentence tells of. What stands in the title and the opening weighs most; the direction with more
weight wins, and its strongest event gives the marks: there the place counts by its square root only, for a cause told
in a side clause of the opening is graver than its first effect. Where no event stands in a text of the domain, the
rubric's own row for that says so, hardly sure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest
from math import sqrt

from lodestone.annotate.companies import Mention
from lodestone.annotate.denials import opens_with_denial
from lodestone.annotate.events import ABROAD, Event, denied_signals, events_of, side_of
from lodestone.annotate.reading import Reading
from lodestone.model import Lexicon, Proposed, Risk
from lodestone.model.risk import Direction, level_of

_DISCLAIMER = re.compile(
    r"\b(?:disclaimer|independently verified|forward-looking|not investment advice)\b", re.IGNORECASE
)
_CALM = 4
_CALMER = 1.5
"""What an event that moves nothing counts at least, and by how much it must outweigh the others: routine news
stays routine beside a mention of trouble, and a plant is a plant though results stand above it."""
_FEWEST_WORDS = 12
"""A text of fewer words is too thin for a level that no signal speaks for."""
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|denials?|dismiss|refut|no truth|brush|quash|debunk|not|never)", re.IGNORECASE
)
"""What a sentence has that may deny; most have none of it, and are not searched again."""
_DENIED_LATER = 2
"""What one tells and another denies is so much less likely."""
_SOON = 3
"""So many sentences later a denial still is of what was told."""
_BREADTH = 3
"""So many different events in one direction make its strongest a step more likely."""


def propose_risk(
    reading: Reading, lexicon: Lexicon, mentions: Sequence[Mention], main: str, themes: Iterable[str]
) -> Proposed[Risk] | None:
    """The risk that a text speaks of, or None where no signal of the rubric stands in it."""
    topics = frozenset(themes)
    sides = (side_of(sentence, lexicon, mentions, main) for sentence in reading.sentences)
    lead = next(filter(None, sides), ABROAD)
    events: list[Event] = []
    for sentence, following in zip_longest(reading.sentences, reading.sentences[1:]):
        if not _DISCLAIMER.search(sentence.text):
            events += events_of(sentence, lexicon, mentions, main, topics, lead, following)
    events = _doubted(events, reading, lexicon)
    if not events:
        return _nothing_else(reading, lexicon)
    direction = _direction(events)
    chosen = [event for event in events if event.direction == direction]
    strongest = max(
        chosen, key=lambda event: (sqrt(event.weight) * event.score, event.score, -event.span.start)
    )
    raised = direction > 0 and len({event.signals[0].id for event in chosen if event.weight >= 1}) >= _BREADTH
    doubted = any(signal.axis == "likelihood" and signal.points < 0 for signal in strongest.signals)
    step = 1 if raised and not doubted and strongest.likelihood < 4 else 0
    likelihood = strongest.likelihood + step
    words: Direction = "raises" if direction > 0 else "lowers" if direction < 0 else "neutral"
    risk = Risk(
        level=level_of(likelihood, strongest.impact),
        likelihood=likelihood,
        impact=strongest.impact,
        direction=words,
        rationale=_rationale(strongest, chosen, likelihood),
    )
    shown = [strongest, *(event for event in chosen if event.signals[0].id != strongest.signals[0].id)][:3]
    evidence = tuple(reading.evidence(event.span, _named(event)) for event in shown)
    return Proposed(risk, evidence, _sureness(strongest, events, direction))


def _doubted(events: list[Event], reading: Reading, lexicon: Lexicon) -> list[Event]:
    """The events, each less likely where the text opens with a denial, or soon denies what it told."""
    denied = {
        sentence.number: ids
        for sentence in reading.sentences
        if _DENIAL.search(sentence.text) and (ids := denied_signals(sentence, lexicon))
    }
    opens = bool(events) and opens_with_denial(reading.sentences[0])

    def doubt(event: Event) -> int:
        later = range(event.sentence + 1, event.sentence + _SOON + 1)
        if any(event.signals[0].id in denied.get(number, ()) for number in later):
            return _DENIED_LATER
        return 1 if opens and event.direction > 0 else 0

    return [replace(event, likelihood=max(event.likelihood - doubt(event), 1)) for event in events]


def _nothing_else(reading: Reading, lexicon: Lexicon) -> Proposed[Risk] | None:
    """What is left for a text in the subject of the site without any signal: the rubric's row for it, hardly sure."""
    rest = next(
        (row for row in lexicon.vocabulary.signals if row.axis == "impact" and not row.patterns), None
    )
    if rest is None or reading.length < _FEWEST_WORDS:
        return None
    risk = Risk(
        level=level_of(rest.likelihood, rest.points),
        likelihood=rest.likelihood,
        impact=rest.points,
        direction="neutral",
        rationale=(
            f"{rest.why[:1].upper()}{rest.why[1:]}. Likelihood {rest.likelihood}, impact "
            f"{rest.points} by the rubric."
        ),
    )
    return Proposed(risk, (reading.evidence(reading.sentences[0].span, f"signals: {rest.id}"),), 0.3)


def _direction(events: list[Event]) -> int:
    """The direction with the most weight; events that move nothing decide only where nothing else stands."""
    front = [event for event in events if event.weight >= 1 or not event.direction]
    sums: dict[int, float] = defaultdict(float)
    seen: set[tuple[str, int]] = set()
    for event in sorted(front or events, key=lambda each: (-each.weight * each.score, each.span)):
        key = (event.signals[0].id, event.direction)
        score = event.score if event.direction else max(event.score, _CALM)
        sums[event.direction] += event.weight * score * (0.3 if key in seen else 1.0)
        seen.add(key)
    if sums[0] > _CALMER * max(sums[1], sums[-1]):
        return 0
    return (
        1
        if sums[1] >= 1.6 * sums[-1] or (sums[1] >= sums[-1] and sums[1] > 0 and _opens(events) >= 0)
        else -1
    )


def _opens(events: list[Event]) -> int:
    """The direction of the first event that has one."""
    return next(
        (
            each.direction
            for each in sorted(events, key=lambda each: each.span)
            if each.direction and each.weight >= 1
        ),
        0,
    )


def _sureness(strongest: Event, events: list[Event], direction: int) -> float:
    against = sum(event.weight for event in events if event.direction == -direction and event.direction)
    return round(max(0.3, min(0.45 + 0.1 * strongest.weight - 0.03 * against, 0.8)), 2)


def _rationale(strongest: Event, chosen: list[Event], likelihood: int) -> str:
    """The signals in words, the strongest first."""
    reasons = list(dict.fromkeys(signal.why for signal in strongest.signals))
    others = sorted(chosen, key=lambda event: (-event.weight * event.score, event.span))
    further = [event.signals[0].why for event in others if event.signals[0].id != strongest.signals[0].id]
    told = "; ".join(reasons + [why for why in dict.fromkeys(further) if why not in reasons][:3])
    return f"{told[:1].upper()}{told[1:]}. Likelihood {likelihood}, impact {strongest.impact} by the rubric."


def _named(event: Event) -> str:
    return "signals: " + ", ".join(signal.id for signal in event.signals)
