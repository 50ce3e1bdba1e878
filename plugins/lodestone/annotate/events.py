"""Read the events that bear on risk out of one sentence: signals of the vocabulary, each with its marks.

An event is a signal of impact with a likelihood of its own; words near it make it more or less likely, and others
turn it over (a control that is suspended, a strike that has ended). An event that is denied is none. Events of an
actor count only for that actor's side: a plant that a Chinese producer adds is not a plant outside China. What stands
behind `after`, `amid` or `since` is background. `risk` weighs the events of all sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lodestone.annotate.companies import Mention
from lodestone.annotate.phrases import Phrases
from lodestone.annotate.reading import Sentence
from lodestone.annotate.tables import per_lexicon
from lodestone.model import Lexicon, Signal, Span

CHINA, ABROAD = "china", "abroad"
"""The two sides that an actor can be of."""
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


@dataclass(frozen=True, slots=True)
class Event:
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
        """Likelihood times impact, as in the matrix."""
        return self.likelihood * self.impact


@dataclass(frozen=True, slots=True)
class _Rubric:
    events: tuple[tuple[Signal, re.Pattern[str]], ...]
    likelihoods: tuple[tuple[Signal, re.Pattern[str]], ...]
    turns: tuple[tuple[Signal, re.Pattern[str]], ...]
    places: Phrases[str]


def events_of(
    sentence: Sentence,
    lexicon: Lexicon,
    mentions: Sequence[Mention],
    main: str,
    topics: frozenset[str],
    lead: str,
) -> list[Event]:
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
            side = side or side_of(sentence, lexicon, mentions, main) or lead
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
) -> Event:
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
        if relief and signal.direction > 0 and signal.side != CHINA:
            likelihood, direction = likelihood - _TURNED, -direction
            by += relief
    return Event(
        tuple(by),
        max(1, min(likelihood, 5)),
        signal.points,
        direction,
        _weight(sentence, found),
        Span(*found.span()).shifted(sentence.span.start),
        sentence.number,
    )


def _turns(modifier: Signal, place: re.Match[str], signal: Signal, found: re.Match[str]) -> bool:
    """Whether a relief turns an event over: relief (-1) only measures, recovery (-2) also stops and setbacks."""
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


def side_of(sentence: Sentence, lexicon: Lexicon, mentions: Sequence[Mention], main: str) -> str:
    """Whose doing a sentence tells of: that of its first actor, else of the company the text is about, else ''."""
    actors = [
        (mention.span.start, CHINA if lexicon.companies[mention.company].country == "CN" else ABROAD)
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
        return CHINA if lexicon.companies[main].country == "CN" else ABROAD
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
        (name, CHINA if jurisdiction.code == "CN" else ABROAD)
        for jurisdiction in lexicon.vocabulary.jurisdictions.values()
        for name in jurisdiction.names
    ]
    return _Rubric(rows("impact"), rows("likelihood"), rows("direction"), Phrases(places))
