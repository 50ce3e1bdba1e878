"""Read structure out of prose: companies, tickers, themes, figures, dates, source, risk. Proposals with evidence.

The `Lexicon` is the only table. Pure and deterministic: the same text and lexicon give the
same proposals. Nothing is invented: what the text does not give is not proposed.

One file a question: `reading` (sentences and words with their places), `phrases` (many phrases at
once), then `tickers`, `companies`, `themes`, `dates`, `source`, `amounts` with `measures`,
`statuses`, `periods` and `whose` for `figures`, and `events` for `risk`. The rules and their measured accuracy stand
in docs/annotation.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from lodestone.model import Evidence, Figure, Lexicon, Proposed, Risk, Source, Span, Ticker


@dataclass(frozen=True, slots=True)
class Annotation:
    """Everything proposed for one text. Spans are of the text that was given."""

    companies: tuple[Proposed[str], ...] = ()
    """Ids of the register, the one that the text is about first."""
    tickers: tuple[Proposed[Ticker], ...] = ()
    """What the text prints, those of the main company first. The register knows the others anyway."""
    themes: tuple[Proposed[str], ...] = ()
    """Ids of topics over the threshold, the strongest first; none where the text is about none."""
    figures: tuple[Proposed[Figure], ...] = ()
    """The main ones, at most a dozen; each with a measure of the register."""
    risk: Proposed[Risk] | None = None
    """None where evidence is thin."""
    source: Proposed[Source] | None = None
    """Publisher, origin, kind, reliability and `published`, as far as the text says."""
    published: Proposed[str] | None = None
    """ISO date, month or year of publication, as printed; never today's."""
    notes: tuple[Evidence, ...] = ()
    """What an editor should know: a code under the wrong exchange, an ambiguous name, an implausible figure."""


def annotate(
    text: str, lexicon: Lexicon, *, spans: tuple[Span, ...] | None = None, url: str = ""
) -> Annotation:
    """Propose structure for a repaired text. Only `spans` of it are read, if given (prose without front matter)."""
    from lodestone.annotate.proposing import proposed  # noqa: PLC0415 - where a person wrote it all, nothing is proposed

    return proposed(text, lexicon, spans, url)
