"""All questions put to one text, in their order: what one answers helps the next."""

from __future__ import annotations

from lodestone.annotate import Annotation
from lodestone.annotate import companies as _companies
from lodestone.annotate import dates as _dates
from lodestone.annotate import figures as _figures
from lodestone.annotate import risk as _risk
from lodestone.annotate import source as _source
from lodestone.annotate import themes as _themes
from lodestone.annotate import tickers as _tickers
from lodestone.annotate.reading import read
from lodestone.annotate.whose import Whose
from lodestone.model import Evidence, Lexicon, Source, Span


def proposed(text: str, lexicon: Lexicon, spans: tuple[Span, ...] | None, url: str) -> Annotation:
    """See `lodestone.annotate.annotate`."""
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
