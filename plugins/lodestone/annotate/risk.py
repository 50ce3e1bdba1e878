"""Propose a risk by the rubric of the vocabulary: signals read sentence by sentence, with their reasons in words.

Each sentence is read for events (signals of impact, each with a likelihood of its own), for what makes
them more or less likely, and for what turns them over (a control that is suspended). An event
that is denied is none. Events of an actor count only for that actor's side: a plant that a Chinese producer
adds is not a plant outside China. What stands in the title and the opening weighs most, what
stands behind `after`, `amid` or `since` is background. The direction with more weight wins; its
strongest event gives the marks. Text without an event has no risk.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lodestone.annotate.companies import Mention
from lodestone.annotate.phrases import Phrases
from lodestone.annotate.reading import Reading, Sentence
from lodestone.annotate.tables import per_lexicon
from lodestone.model import Lexicon, Proposed, Risk, Signal, Span
from lodestone.model.risk import Direction, level_of

_CHINA, _ABROAD = "china", "abroad"
_LEAD = (3.0, 2.0, 1.5)
_BACKGROUND = 0.25
_REACH = 80
"""How near to an event, in characters, what makes it more or less likely must stand."""
_TURNED = 2
"""A measure that is suspended or lifted is so much less likely to bite within the year."""
_RECOVERED = -2
"""A relief of so many points ends also a stop of plants, a strike, a shortage."""
_STOPPED = 5
"""The impact of plants that stand still: what suspends *their* work is no relief."""
_REINSTATED = 2
"""A turn of so many points says that a relief is over."""
_NEGATED = re.compile(
    r"(?:\b(?:no|not|never|den(?:y|ies|ied|ying)|dismiss\w*|rul(?:e[sd]?|ing) out|neither|nor|"
    r"rejects?|rejected|unfounded|stop(?:s|ped)? short of|refut\w+|untrue|false|far from|avoid\w*|avert\w*|hardly|"
    r"cannot|rather than|instead of|prevent\w*)\b|n['\u2019]t\b)[^.;:]{0,48}$|\bwithout (?:\w+ )?$"
)
"""What denies an event from before its words, within the clause."""
_DENIED = re.compile(
    r"\b(?:never|den(?:y|ies|ied)|(?:will|did|does|do|has|have) not|no plans?)\b|n['\u2019]t\b"
)
"""What denies an event from within its own words."""
_SUBORDINATE = re.compile(
    r"\b(?:because|owing to|thanks to|helped by|on hopes|on (?:higher|lower|stronger|weaker|firm\w*|rising|falling)|"
    r"on the back of|on talk of|after|amid|following|since|despite|because of|in response to|in the wake of|ahead of|"
    r"to (?:counter|reduce|cut|lessen|ease|end|break)|as (?:China|Beijing|the US|buyers)|where|while|although|though|"
    r"whose|compared with|unlike)\b",
    re.IGNORECASE,
)
"""What opens a side clause: the news stands before it, or behind its comma where it opens the sentence."""
_NOT_ACTOR = re.compile(
    r"(?:\boutside|\bfrom|\bon|\bthan|\bnon|\bex|\bof|\bto|\bagainst|\bin|\bcounter|\bbeyond|\bby)\W{1,2}(?:the\s)?$",
    re.IGNORECASE,
)
"""What stands before a country that something is done to, or with, and that does nothing itself."""
_DISCLAIMER = re.compile(
    r"\b(?:disclaimer|independently verified|forward-looking|not investment advice)\b", re.IGNORECASE
)
_CALM = 4
_CALMER = 1.5
"""What an event that moves nothing counts at least, and by how much it must outweigh the others: routine news
stays routine beside a mention of trouble, and a plant is a plant though results stand above it."""
_FEWEST_WORDS = 12
"""A text of fewer words is too thin for a level that no signal speaks for."""
_BREADTH = 3
"""So many different events in one direction make its strongest a step more likely."""


@dataclass(frozen=True, slots=True)
class _Event:
    """One event in one sentence, with its marks after all modifiers, and the words that it was read from."""

    signals: tuple[Signal, ...]
    likelihood: int
    impact: int
    direction: int
    weight: float
    span: Span
    sentence: int

    @property
    def score(self) -> int:
        return self.likelihood * self.impact


@dataclass(frozen=True, slots=True)
class _Rubric:
    events: tuple[tuple[Signal, re.Pattern[str]], ...]
    likelihoods: tuple[tuple[Signal, re.Pattern[str]], ...]
    turns: tuple[tuple[Signal, re.Pattern[str]], ...]
    places: Phrases[str]


def propose_risk(
    reading: Reading, lexicon: Lexicon, mentions: Sequence[Mention], main: str, themes: Iterable[str]
) -> Proposed[Risk] | None:
    """The risk that a text speaks of, or None where no signal of the rubric stands in it."""
    topics = frozenset(themes)
    sides = (_side(sentence, lexicon, mentions, main) for sentence in reading.sentences)
    lead = next(filter(None, sides), _ABROAD)
    events: list[_Event] = []
    for sentence in reading.sentences:
        if not _DISCLAIMER.search(sentence.text):
            events += _events(sentence, lexicon, mentions, main, topics, lead)
    if not events:
        return _nothing_else(reading, lexicon)
    direction = _direction(events)
    chosen = [event for event in events if event.direction == direction]
    strongest = max(chosen, key=lambda event: (event.weight * event.score, event.score, -event.span.start))
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


def _direction(events: list[_Event]) -> int:
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


def _opens(events: list[_Event]) -> int:
    """The direction of the first event that has one."""
    return next(
        (
            each.direction
            for each in sorted(events, key=lambda each: each.span)
            if each.direction and each.weight >= 1
        ),
        0,
    )


def _sureness(strongest: _Event, events: list[_Event], direction: int) -> float:
    against = sum(event.weight for event in events if event.direction == -direction and event.direction)
    return round(max(0.3, min(0.45 + 0.1 * strongest.weight - 0.03 * against, 0.8)), 2)


def _rationale(strongest: _Event, chosen: list[_Event], likelihood: int) -> str:
    """The signals in words, the strongest first."""
    reasons = list(dict.fromkeys(signal.why for signal in strongest.signals))
    others = sorted(chosen, key=lambda event: (-event.weight * event.score, event.span))
    further = [event.signals[0].why for event in others if event.signals[0].id != strongest.signals[0].id]
    told = "; ".join(reasons + [why for why in dict.fromkeys(further) if why not in reasons][:3])
    return f"{told[:1].upper()}{told[1:]}. Likelihood {likelihood}, impact {strongest.impact} by the rubric."


def _named(event: _Event) -> str:
    return "signals: " + ", ".join(signal.id for signal in event.signals)


def _events(
    sentence: Sentence,
    lexicon: Lexicon,
    mentions: Sequence[Mention],
    main: str,
    topics: frozenset[str],
    lead: str,
) -> list[_Event]:
    """The events of one sentence with all modifiers applied. `lead` is the side of a sentence that names no actor."""
    rubric = _rubric(lexicon)
    text = sentence.text.lower()
    moved = [(signal, found) for signal, pattern in rubric.likelihoods if (found := pattern.search(text))]
    turned = [
        (signal, found)
        for signal, pattern in rubric.turns
        if (found := pattern.search(text)) and not _NEGATED.search(text[: found.start()])
    ]
    side = ""
    events = []
    undone = any(signal.points > 0 for signal, _ in turned)
    if any(signal.points >= _REINSTATED for signal, _ in turned):
        turned = [each for each in turned if each[0].points > 0]
    for signal, pattern in rubric.events:
        if undone and signal.direction < 0:
            continue
        found = pattern.search(text)
        if found is None or (signal.themes and not topics & set(signal.themes)):
            continue
        if signal.side:
            side = side or _side(sentence, lexicon, mentions, main) or lead
            if side != signal.side:
                continue
        denied = signal.direction > 0 and not signal.side and _DENIED.search(found[0])
        if denied or _NEGATED.search(text[max(found.start() - 70, 0) : found.start()]):
            continue
        events.append(_event(signal, found, sentence, moved, turned))
    return events


def _event(
    signal: Signal,
    found: re.Match[str],
    sentence: Sentence,
    moved: list[tuple[Signal, re.Match[str]]],
    turned: list[tuple[Signal, re.Match[str]]],
) -> _Event:
    likelihood, direction = signal.likelihood, signal.direction
    by = [signal]
    if signal.direction > 0:
        near = [
            modifier
            for modifier, place in moved
            if found.start() - _REACH <= place.start() <= found.end() + _REACH // 2
        ]
        likelihood += sum(each.points for each in near if each.points > 0)
        likelihood += min((each.points for each in near if each.points < 0), default=0)
        by += near
        relief = [modifier for modifier, place in turned if _turns(modifier, place, signal, found)]
        if relief and signal.direction > 0 and signal.side != _CHINA:
            likelihood, direction = likelihood - _TURNED, -direction
            by += relief
    return _Event(
        tuple(by),
        max(1, min(likelihood, 5)),
        signal.points,
        direction,
        _weight(sentence, found),
        Span(*found.span()).shifted(sentence.span.start),
        sentence.number,
    )


def _turns(modifier: Signal, place: re.Match[str], signal: Signal, found: re.Match[str]) -> bool:
    """Whether a relief turns an event over: one of measures (-1) no stop of plants and no setback, recovery (-2) all."""
    if modifier.points > 0:
        return False
    if modifier.points > _RECOVERED:
        measure = signal.points < _STOPPED and not signal.side
        return measure and not found.start() <= place.start() < found.end()
    return True


def _weight(sentence: Sentence, found: re.Match[str]) -> float:
    """How much an event counts: by its sentence's place, and less behind a word that opens a side clause."""
    place = _LEAD[sentence.number] if sentence.number < len(_LEAD) else 1.0
    opened = [match.start() for match in _SUBORDINATE.finditer(sentence.text, 0, found.start())]
    if not opened:
        return place
    clause_ended = "," in sentence.text[opened[-1] : found.start()] and opened[-1] < 12
    return place if clause_ended else place * _BACKGROUND


def _side(sentence: Sentence, lexicon: Lexicon, mentions: Sequence[Mention], main: str) -> str:
    """Whose doing a sentence tells of: that of its first actor, else of the company the text is about, else ''."""
    actors = [
        (mention.span.start, _CHINA if lexicon.companies[mention.company].country == "CN" else _ABROAD)
        for mention in mentions
        if sentence.span.start <= mention.span.start < sentence.span.end
    ]
    for hit in _rubric(lexicon).places.find(sentence):
        before = sentence.text[max(hit.start - sentence.span.start - 14, 0) : hit.start - sentence.span.start]
        if not _NOT_ACTOR.search(before):
            actors.append((hit.start, hit.key))
    if actors:
        return min(actors)[1]
    if main:
        return _CHINA if lexicon.companies[main].country == "CN" else _ABROAD
    return ""


def _small(pattern: str) -> str:
    r"""A pattern in small letters, its escapes (`\W`) as they are: searched twice as fast as in either case."""
    return re.sub(r"\\.|[A-Z]", lambda found: found[0] if found[0][0] == "\\" else found[0].lower(), pattern)


@per_lexicon
def _rubric(lexicon: Lexicon) -> _Rubric:
    def rows(axis: str) -> tuple[tuple[Signal, re.Pattern[str]], ...]:
        return tuple(
            (signal, re.compile("|".join(f"(?:{_small(pattern)})" for pattern in signal.patterns)))
            for signal in lexicon.vocabulary.signals
            if signal.axis == axis and signal.patterns
        )

    places = [
        (name, _CHINA if jurisdiction.code == "CN" else _ABROAD)
        for jurisdiction in lexicon.vocabulary.jurisdictions.values()
        for name in jurisdiction.names
    ]
    return _Rubric(rows("impact"), rows("likelihood"), rows("direction"), Phrases(places))
