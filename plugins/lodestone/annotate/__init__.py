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

from lodestone.annotate import companies as _companies
from lodestone.annotate import dates as _dates
from lodestone.annotate import figures as _figures
from lodestone.annotate import risk as _risk
from lodestone.annotate import source as _source
from lodestone.annotate import themes as _themes
from lodestone.annotate import tickers as _tickers
from lodestone.annotate.reading import read
from lodestone.annotate.whose import Whose
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
    reading = read(text, spans)
    tape = _tickers.read_tickers(reading, lexicon)
    mentions, ambiguous = _companies.read_mentions(reading, lexicon, tape)
    named = _companies.rank(mentions, reading, lexicon)
    main = named[0] if named else None
    tickers = _tickers.proposed_tickers(tape, lexicon, reading, main)
    published = _dates.publication_date(reading)
    source = _source.propose_source(reading, lexicon, url, published)
    notes = (*tape.notes, *ambiguous)
    if not _themes.in_domain(reading, lexicon, named):
        return Annotation(named, tickers, source=source, published=published, notes=notes)
    themes = _themes.propose_themes(reading, lexicon)
    whose = Whose(reading, lexicon, mentions, main.value if main else "", tape)
    told = source.value if source else Source("source")
    agency = told.publisher if told.kind == "price-agency" else ""
    context = _figures.Context(whose, told.origin, told.id, published.value if published else "", agency)
    figures = _figures.propose_figures(context)
    risk = _risk.propose_risk(reading, lexicon, mentions, whose.main, [each.value for each in themes])
    doubtful = tuple(
        Evidence(
            each.evidence[0].span, each.evidence[0].text, f"implausible figure: {each.value.implausible}"
        )
        for each in figures
        if each.value.implausible
    )
    return Annotation(named, tickers, themes, figures, risk, source, published, (*notes, *doubtful))
