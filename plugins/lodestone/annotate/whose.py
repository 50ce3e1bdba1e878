"""Say whose figure an amount is, and whose dollar a bare `$`.

The nearest company before the number in its sentence; a plant of the vocabulary where the sentence names it
beside its owner; a country where a measure that is never summed (a share, a price, a quota) stands in a
sentence without a company; else the company that
the text is about; else the first country that it names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lodestone.annotate.companies import Mention
from lodestone.annotate.phrases import Phrases
from lodestone.annotate.reading import Reading, Sentence
from lodestone.annotate.tables import per_lexicon
from lodestone.annotate.tickers import Tape
from lodestone.model import Lexicon, Measure, Span, Subject

_AMERICAN = re.compile(
    r"\bU\.?S\.?\b|\b(?:United States|Pentagon|American|Washington|Department of (?:Defense|War|Energy)|"
    r"Export-Import Bank)\b"
)


_PRONOUN = re.compile(
    r"\b(?:the (?:company|group|firm|miner|producer|maker|developer|plant)|management|executives|its|it|we|our)\b",
    re.IGNORECASE,
)
"""What makes a sentence go on about the company that the text is about."""


@dataclass(frozen=True)
class Whose:
    """What is known of a text that decides whose its figures are."""

    reading: Reading
    lexicon: Lexicon
    mentions: Sequence[Mention]
    main: str
    """The company that the text is about, or ''."""
    tape: Tape

    def of(self, span: Span, measure: Measure, sentence: Sentence) -> str:
        """Id of the company or subject that a figure at `span` is of; '' where the text names none."""
        here = [each for each in self.mentions if sentence.span.start <= each.span.start < sentence.span.end]
        named = {each.company for each in here} | {self.main}
        places = self._places(sentence)
        plants = [(at, each) for at, each in places if each.kind != "place" and named & set(each.owners)]
        countries = [(at, each) for at, each in places if each.kind == "place"]
        if plants and measure.time == "level" and measure.dimension != "percent":
            return _nearest(plants, span)
        if here:
            before = [each for each in here if each.span.start <= span.start]
            return (before[-1] if before else here[0]).company
        goes_on = self.main and (measure.adds or _PRONOUN.search(sentence.text))
        if countries and not goes_on:
            return _nearest(countries, span)
        return self.main or self._first_country

    def dollar(self, sentence: Sentence) -> str:
        """What a bare `$` means: Australian dollars where an Australian company speaks with its ASX code in print."""
        country = self.lexicon.companies[self.main].country if self.main else ""
        if country != "AU" or _AMERICAN.search(sentence.text) or "A$" in self.reading.text:
            return "USD"
        printed = any(each.ticker.exchange == "ASX" for each in self.tape.printed)
        return "AUD" if printed or "ASX" in self.reading.text[:300] else "USD"

    def _places(self, sentence: Sentence) -> list[tuple[int, Subject]]:
        known = self._found
        if sentence.number not in known:
            hits = _subject_names(self.lexicon).find(sentence)
            known[sentence.number] = [(hit.start, hit.key) for hit in hits]
        return known[sentence.number]

    @cached_property
    def _found(self) -> dict[int, list[tuple[int, Subject]]]:
        """Places by the number of their sentence: each sentence is searched once, however many amounts it has."""
        return {}

    @cached_property
    def _first_country(self) -> str:
        """The first country that the text names, for texts about no company."""
        places = (each for sentence in self.reading.sentences for _, each in self._places(sentence))
        return next((each.id for each in places if each.kind == "place"), self._nobody())

    def _nobody(self) -> str:
        """The subject without name, country or owner: somebody whom the register does not hold."""
        rows = self.lexicon.vocabulary.subjects.values()
        return next((each.id for each in rows if not (each.names or each.owners or each.country)), "")


def _nearest(found: list[tuple[int, Subject]], span: Span) -> str:
    return min(found, key=lambda each: (abs(each[0] - span.start), each[0]))[1].id


@per_lexicon
def _subject_names(lexicon: Lexicon) -> Phrases[Subject]:
    subjects = lexicon.vocabulary.subjects.values()
    return Phrases((name, subject) for subject in subjects for name in subject.names)
