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
from lodestone.annotate.denials import answer, denies, is_asked, is_denied, is_denied_within
from lodestone.annotate.modifiers import Modifiers, modifiers_of
from lodestone.annotate.phrases import Phrases
from lodestone.annotate.reading import Sentence
from lodestone.annotate.tables import per_lexicon
from lodestone.model import Lexicon, Signal, Span

CHINA, ABROAD = "china", "abroad"
"""The two sides that an actor can be of."""
_LEAD = (3.0, 2.0, 1.5)
_BACKGROUND = 0.25
_TURNED = 2
"""A measure that is suspended or lifted is so much less likely to bite within the year."""
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
    following: Sentence | None = None,
) -> list[Event]:
    """The events of one sentence with all modifiers applied. `lead` is the side of a sentence that names no actor.

    The sentence that follows denies, doubts or turns them too where it goes on about them (`It is not yet in force.`).
    """
    said = answer(following)
    if said == "no" or (is_asked(sentence) and said != "yes"):
        return []
    rubric = _rubric(lexicon)
    text = sentence.text.lower()
    modifiers = modifiers_of(sentence, following, rubric.likelihoods, rubric.turns)
    side = ""
    events = []
    for signal, pattern in rubric.events:
        if modifiers.undone and signal.direction < 0:
            continue
        found = pattern.search(text)
        if found is None or (signal.themes and not topics & set(signal.themes)):
            continue
        if signal.side:
            side = side or side_of(sentence, lexicon, mentions, main) or lead
            if side != signal.side:
                continue
        denied = signal.direction > 0 and not signal.side and is_denied_within(found[0])
        if not denied and not is_denied(text, *found.span()):
            events.append(_event(signal, found, sentence, modifiers))
    return events


def denied_signals(sentence: Sentence, lexicon: Lexicon) -> frozenset[str]:
    """Ids of the raising signals that a sentence denies with a verb of denial: what others told of them is in doubt."""
    text = sentence.text.lower()
    found = (
        (signal, pattern.search(text)) for signal, pattern in _rubric(lexicon).events if signal.direction > 0
    )
    return frozenset(
        signal.id
        for signal, match in found
        if match and (denies(text, match.start()) or is_denied_within(match[0]))
    )


def _event(signal: Signal, found: re.Match[str], sentence: Sentence, modifiers: Modifiers) -> Event:
    likelihood, direction = signal.likelihood, signal.direction
    by: tuple[Signal, ...] = (signal,)
    if signal.direction > 0:
        more, near = modifiers.likelihood(*found.span())
        likelihood, by = likelihood + more, by + near
        relief = modifiers.relief(signal, *found.span()) if signal.side != CHINA else ()
        if relief:
            likelihood, direction, by = likelihood - _TURNED, -direction, by + relief
    elif not signal.direction:
        more, near = modifiers.likelihood(*found.span())
        if more < 0:
            likelihood, by = likelihood + more, by + near
    return Event(
        by,
        max(1, min(likelihood, 5)),
        signal.points,
        direction,
        _weight(sentence, found),
        Span(*found.span()).shifted(sentence.span.start),
        sentence.number,
    )


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
