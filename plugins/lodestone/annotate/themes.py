"""Say which topics a text is about, by the weighted terms that each topic's file gives.

The rule, stated so that an editor can foresee it: each term counts its weight for the first
time that it stands in the text, half for the second, a quarter for the third, and half as much
again in the title, a fifth less behind the opening. A topic is proposed when one of its terms is telling (weighs at
least `TELLING`: names of countries and steps of a process only add) and its sum reaches `THRESHOLD` for a text of
`SHORT` words; longer texts need more and briefer ones a little less, by the square root of their length, because
a long text says everything once. Where the register names words of its domain, a text with none of them
and with no producer of the register has no topic at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from lodestone.annotate.phrases import Hit, Phrases
from lodestone.annotate.reading import Reading, Sentence
from lodestone.annotate.tables import per_lexicon
from lodestone.model import Lexicon, Proposed, Span

THRESHOLD = 2.4
SHORT = 150
_BRIEF = 0.8
"""The least part of the threshold, for the briefest texts."""
TELLING = 1.6
"""The least weight of a term that can stand for its topic; lighter ones only add to it."""
_REPEATS = (1.0, 0.5, 0.25)
_TITLE = 1.5
_BEHIND = 0.8
"""What a term counts behind the opening of `_OPENING` sentences: there a text mentions what it is not about."""
_OPENING = 2
_OPENS = 1.25
"""How much more the topic that a text opens with counts in their order: what it is about comes first."""
_SHOWN = 3
"""How many terms are given as evidence of a topic."""


@dataclass(frozen=True, slots=True)
class _Term:
    topic: str
    term: str
    weight: float


def in_domain(reading: Reading, lexicon: Lexicon, companies: Sequence[Proposed[str]]) -> bool:
    """Whether a text is about the subject of the site: a word of the domain, or a producer of the register."""
    rows = lexicon.vocabulary.domain
    here = {hit.key for sentence in reading.sentences for hit in _domain(lexicon).find(sentence)}
    if not rows or any(here.issuperset(_parts(row)) for row in rows):
        return True
    segments = [lexicon.companies[each.value].segments for each in companies]
    return any(segment not in ("investor", "end-use") for each in segments for segment in each)


def propose_themes(reading: Reading, lexicon: Lexicon) -> tuple[Proposed[str], ...]:
    """Topics over the threshold, the strongest first, each with the terms that weighed most."""
    hits = _hits(reading, lexicon)
    needed = THRESHOLD * max(_BRIEF, sqrt(reading.length / SHORT))
    sums = {topic: sum(weight for weight, _ in each) for topic, each in hits.items()}
    telling = {topic for topic, each in hits.items() if any(hit.key.weight >= TELLING for _, hit in each)}
    opens = min(telling, key=lambda topic: min(hit.start for _, hit in hits[topic]), default="")
    ranks = {topic: sums[topic] * (_OPENS if topic == opens else 1.0) for topic in telling}
    over = sorted(
        (topic for topic in telling if sums[topic] >= needed), key=lambda topic: (-ranks[topic], topic)
    )
    return tuple(
        Proposed(
            topic, _evidence(reading, hits[topic]), round(min(0.5 + 0.25 * sums[topic] / needed, 0.99), 2)
        )
        for topic in over
    )


def _hits(reading: Reading, lexicon: Lexicon) -> dict[str, list[tuple[float, Hit[_Term]]]]:
    """By topic, what each place adds; of terms that overlap the longest counts."""
    times: dict[tuple[str, str], int] = defaultdict(int)
    found: dict[str, list[tuple[float, Hit[_Term]]]] = defaultdict(list)
    for sentence in reading.sentences:
        ends: dict[str, int] = defaultdict(int)
        hits = sorted(_terms(lexicon).find(sentence), key=lambda hit: (hit.start, -hit.end, -hit.key.weight))
        for hit in hits:
            term = hit.key
            seen = times[term.topic, term.term]
            if hit.start < ends[term.topic] or seen >= len(_REPEATS):
                continue
            ends[term.topic] = hit.end
            times[term.topic, term.term] += 1
            found[term.topic].append((term.weight * _REPEATS[seen] * _place(sentence), hit))
    return found


def _place(sentence: Sentence) -> float:
    """What a term counts by its place: more in a title, less behind the opening."""
    if sentence.number == 0 and sentence.text.rstrip()[-1:] not in ".!":
        return _TITLE
    return 1.0 if sentence.number <= _OPENING else _BEHIND


def _evidence(reading: Reading, hits: list[tuple[float, Hit[_Term]]]) -> tuple:  # type: ignore[type-arg]
    strongest = sorted(hits, key=lambda each: (-each[0], each[1].start))
    shown: dict[str, Hit[_Term]] = {}
    for _, hit in strongest:
        shown.setdefault(hit.key.term, hit)
    return tuple(
        reading.evidence(Span(hit.start, hit.end), f"term of the topic: {hit.key.term} ({hit.key.weight:g})")
        for hit in list(shown.values())[:_SHOWN]
    )


@per_lexicon
def _terms(lexicon: Lexicon) -> Phrases[_Term]:
    return Phrases(
        (term.term, _Term(topic.id, term.term, float(term.weight)))
        for topic in lexicon.topics.values()
        for term in topic.terms
    )


def _parts(row: str) -> tuple[str, ...]:
    """The phrases of a row of the domain that must all stand in the text, as `magnet* + Chinese`."""
    return tuple(row.split(" + "))


@per_lexicon
def _domain(lexicon: Lexicon) -> Phrases[str]:
    parts = dict.fromkeys(part for row in lexicon.vocabulary.domain for part in _parts(row))
    return Phrases((part, part) for part in parts)
