"""Judgements: likelihood apart from confidence, words of the yardstick alone, and something to rest on.

After Intelligence Community Directive 203 (yardstick; the two must not stand in one sentence)
and 206 (a source behind each judgement).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lodestone.annotate.tables import per_lexicon
from lodestone.editorial.manuscript import Manuscript, phrases
from lodestone.model import LIKELIHOODS, Briefing, Judgement, Lexicon, Problem, Span

_OTHER_TERMS = (
    "highly likely", "highly unlikely", "probable", "probably", "improbable", "almost certainly", "nearly certain",
    "remote chance",
)  # fmt: skip
_SURE = re.compile(
    r"(?i)\b(?:low|moderate|medium|high|some|little|full)\s+confidence\b|\bconfidence\s+is\s+(?:low|moderate|high)\b"
    r"|\b(?:are|am|is|remain)\s+confident\b|\bconfidently\b"
)
_LIKELY = phrases((*LIKELIHOODS, *_OTHER_TERMS))
_MONTH = re.compile(
    r"(?:\d|\b(?:in|of|by|since|until|till|from|to|before|after|late|early|mid|last|next|this|and|or)[ -])\s*\Z"
)
_FAILING = frozenset("EF")
"""Letters of sources that carry no judgement by themselves: unreliable, and not to be judged."""


def joined(manuscript: Manuscript) -> Iterator[Problem]:
    """W301: how likely and how sure in one sentence."""
    sentence = Span(0, 0)
    for sure in manuscript.found(_SURE, manuscript.holding("confiden", manuscript.claims)):
        if sentence.start <= sure.start() < sentence.end:
            continue  # one to a sentence
        sentence = manuscript.sentence(sure.start())
        if _LIKELY and _LIKELY.search(manuscript.words, sentence.start, sentence.end):
            hint = "make two sentences; in a judgement the head already says both"
            message = f"`{_plain(sure[0])}` and a likelihood stand in one sentence"
            yield Problem("W301", Span(*sure.span()), message, hint)


def hedged(manuscript: Manuscript) -> Iterator[Problem]:
    """W302: a hedge of the vocabulary in a judgement."""
    hedges = _hedges(manuscript.lexicon)
    if hedges is None:
        return
    for found in manuscript.found(hedges, (span for _, span in manuscript.statements)):
        if _is_month(manuscript.words, found):
            continue
        hint = f"say what will happen; how likely it is, the head says ({', '.join(LIKELIHOODS)})"
        yield Problem("W302", Span(*found.span()), f"`{_plain(found[0])}` is not on the yardstick", hint)


@per_lexicon
def _hedges(lexicon: Lexicon) -> re.Pattern[str] | None:
    return phrases(lexicon.vocabulary.hedges)


def _is_month(words: str, found: re.Match[str]) -> bool:
    """Whether `May` is the month: a number or a word of time beside it."""
    if found[0] != "May":
        return False
    before, after = words[max(found.start() - 12, 0) : found.start()], words[found.end() : found.end() + 3]
    return bool(_MONTH.search(before) or re.match(r",? ?\d", after))


def unfounded(manuscript: Manuscript) -> Iterator[Problem]:
    """W319: a judgement that cites nothing, or only what rests on sources graded E or F.

    What another briefing carries (`slug#id`) is weighed there.
    """
    for judgement in manuscript.briefing.judgements:
        at = Span(judgement.span.start, judgement.span.start + 1)
        if not judgement.basis:
            hint = "put the ids of figures or sources into brackets at its end"
            yield Problem("W319", at, "the judgement cites nothing that it rests on", hint)
        elif _letters(judgement, manuscript.briefing) <= _FAILING:
            names = ", ".join(f"`{each.id}`" for each in judgement.basis)
            hint = "find a source graded A to D, or take the judgement out"
            yield Problem("W319", at, f"the judgement rests on sources graded E or F alone: {names}", hint)


def _letters(judgement: Judgement, briefing: Briefing) -> set[str]:
    """The reliability of all that a judgement rests on; `other` for what another briefing carries, or nobody knows."""
    sources = {each.value.id: each.value.reliability for each in briefing.sources}
    behind = {each.value.id: each.value.citations for each in briefing.figures}
    found: set[str] = set()
    for reference in judgement.basis:
        if reference.slug:
            found.add("other")
        elif reference.id in sources:
            found.add(sources[reference.id])
        else:
            cited = behind.get(reference.id)
            found |= {sources.get(each.source, "other") for each in cited} if cited is not None else {"other"}
    return found


def _plain(text: str) -> str:
    return " ".join(text.split())
