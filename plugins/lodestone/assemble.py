"""Put a briefing together: what a person wrote stands, what is missing is proposed, the rest stays missing.

This is the only place where the two meet, so law 4 (what a person wrote is never overwritten
or outvoted by a guess) is kept or broken here. A key that a person wrote counts as written
even when its value is wrong: then there is a problem to mend, not a gap to fill.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from lodestone.annotate import Annotation
from lodestone.model import (
    Briefing,
    Citation,
    Field,
    Figure,
    Given,
    Lexicon,
    Problem,
    Proposed,
    Source,
    Span,
    Ticker,
    implausible,
)
from lodestone.text.comments import uncommented
from lodestone.text.document import BOTTOM_LINE_WORDS, Document
from lodestone.text.sections import Sections
from lodestone.text.slugs import is_slug, slug
from lodestone.text.written import Fields

_UNGRADED = 6
"""Credibility of what no person has judged: it cannot be judged."""


def assemble(
    path: str,
    document: Document,
    fields: Fields,
    sections: Sections,
    annotation: Annotation,
    lexicon: Lexicon,
) -> tuple[Briefing | None, tuple[Problem, ...]]:
    """The briefing of the file at `path`, or None without a title; and what it lacks (E111, E115, E125, W310, W311,
    W328)."""
    problems = _missing(document, fields)
    stem = PurePosixPath(path).stem
    address = fields.slug or slug(stem)
    if not fields.slug and not is_slug(stem):
        problems.append(_rename(stem))
    if fields.title is None:
        return None, tuple(problems)
    line = document.bottom_line
    sources = _sources(fields, annotation)
    briefing = Briefing(
        slug=address,
        path=path,
        title=fields.title,
        date=fields.date,
        policy=fields.policy,
        companies=_companies(fields, annotation),
        tickers=_tickers(fields, annotation, lexicon),
        themes=fields.themes if "themes" in fields.spans else annotation.themes,
        risk=fields.risk if "risk" in fields.spans else annotation.risk,
        confidence=fields.confidence,
        bottom_line=uncommented(line.of(document.text)) if line else "",
        sources=sources,
        judgements=sections.judgements,
        figures=_figures(document, sections, sources, annotation, lexicon),
        implications=sections.implications,
        watch=sections.watch,
        gaps=sections.gaps,
        source_summary=fields.source_summary,
        as_of=fields.as_of,
        review_by=fields.review_by,
        updates=fields.updates,
        supersedes=fields.supersedes,
        corrections=fields.corrections,
        formerly=fields.formerly,
        author=fields.author,
        reviewed_by=fields.reviewed_by,
        reviewed_on=fields.reviewed_on,
        lang=fields.lang,
        ai_use=fields.ai_use,
        embargo=fields.embargo,
        status=fields.status,
        rights=fields.rights,
        tlp=fields.tlp,
        words=sum(len(span.of(document.text).split()) for span in document.prose),
        spans=fields.spans,
    )
    return briefing, (*problems, *_unread(document, briefing))


def lacking(document: Document, fields: Fields) -> bool:
    """Whether a proposal could fill anything, so that the prose has to be read at all."""
    written = fields.spans.keys()
    whole = {"themes", "risk", "sources"} <= written and bool({"company", "companies"} & written)
    return not whole or not _has_figures(document)


def _has_figures(document: Document) -> bool:
    return any(section.name == "Figures" for section in document.sections)


def _companies(fields: Fields, annotation: Annotation) -> tuple[Field[str], ...]:
    written = fields.policy or "company" in fields.spans or "companies" in fields.spans
    return fields.companies if written else annotation.companies


def _tickers(fields: Fields, annotation: Annotation, lexicon: Lexicon) -> tuple[Field[Ticker], ...]:
    """Tickers as written; else those that the register has for the companies written; else proposed."""
    if "ticker" in fields.spans or "tickers" in fields.spans:
        return fields.tickers
    if fields.companies:
        return tuple(
            Given(listing.ticker, company.span)
            for company in fields.companies
            for listing in lexicon.companies[company.value].listings
        )
    written = fields.policy or "company" in fields.spans
    return () if written else annotation.tickers


def _sources(fields: Fields, annotation: Annotation) -> tuple[Field[Source], ...]:
    if "sources" in fields.spans:
        return fields.sources
    return (annotation.source,) if annotation.source else ()


def _figures(
    document: Document,
    sections: Sections,
    sources: tuple[Field[Source], ...],
    annotation: Annotation,
    lexicon: Lexicon,
) -> tuple[Field[Figure], ...]:
    """The rows as written, weighed; proposed ones only where the file has no section of figures at all."""
    if _has_figures(document):
        return tuple(_weighed(each, lexicon) for each in sections.figures)
    taken = {source.value.id for source in sources}
    cited = sources[0].value.id if sources else ""
    return tuple(
        _resting_on(figure, cited, taken) for figure in annotation.figures if figure.value.id not in taken
    )


def _weighed(figure: Given[Figure], lexicon: Lexicon) -> Given[Figure]:
    """A figure as written, with the comparison beside it where it is hard to believe. It is never dropped."""
    comparison = implausible(figure.value, lexicon)
    return replace(figure, value=replace(figure.value, implausible=comparison)) if comparison else figure


def _resting_on(figure: Proposed[Figure], cited: str, taken: set[str]) -> Proposed[Figure]:
    """A proposed figure, resting on a source that the briefing has."""
    citations = figure.value.citations
    if all(citation.source in taken for citation in citations):
        return figure
    kept = tuple(Citation(cited, _UNGRADED, citation.span) for citation in citations[:1] if cited)
    return replace(figure, value=replace(figure.value, citations=kept))


def _missing(document: Document, fields: Fields) -> list[Problem]:
    """Title and date are required to publish; a draft is told that it will need them. A correction explains itself."""
    if document.front_matter is None:
        return []
    start = Span(document.front_matter.start, document.front_matter.start)
    hints = {
        "title": "add a line `title: …` to the front matter",
        "date": 'add a line such as `date: 2025-09-01`; without one the page says "undated"',
    }
    draft = fields.status == "draft"
    code, told = ("W328", "is missing, and needed to publish") if draft else ("E111", "is missing")
    found = [
        Problem(code, start, f"`{key}` {told}", hint)
        for key, hint in hints.items()
        if key not in fields.spans
    ]
    if fields.status in ("corrected", "withdrawn") and not fields.corrections:
        hint = "add `corrections: [{date: 2025-09-01, what: what was wrong}]`"
        found.append(
            Problem(
                "E125",
                fields.spans["status"],
                f"status is {fields.status}, without an entry in `corrections`",
                hint,
            )
        )
    return found


def _rename(stem: str) -> Problem:
    hint = f"rename the file to `{slug(stem)}.md`, or add `slug: {slug(stem)}` to the front matter"
    return Problem("E115", Span(0, 0), f"the file's name `{stem}` cannot be used in an address", hint)


def _unread(document: Document, briefing: Briefing) -> list[Problem]:
    """Advice: no bottom line, and fields that no person has confirmed."""
    start = document.front_matter.start if document.front_matter else 0
    found = []
    if not briefing.bottom_line and briefing.status != "withdrawn":
        hint = "open the text with one paragraph of at most 60 words that says what matters"
        words = document.opening_words
        long = f"the first paragraph has {words} words, a bottom line at most {BOTTOM_LINE_WORDS}"
        found.append(Problem("W310", Span(start, start), long if words else "there is no bottom line", hint))
    if briefing.machine_read:
        fields = ", ".join(briefing.machine_read)
        hint = "look at them and accept them: `lodestone accept FILE`, or write your own"
        found.append(Problem("W311", Span(start, start), f"machine-read, not reviewed: {fields}", hint))
    return found
