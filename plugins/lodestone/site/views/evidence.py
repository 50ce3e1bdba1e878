"""Judgements, figures, sources and what was machine-read, as data: the claim and on what it rests.

Figures and sources carry the numbers of their place in the briefing (F1, S2), which is how
judgements and rows point at them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from lodestone.model import (
    LIKELIHOODS,
    RELIABILITY,
    Briefing,
    Citation,
    Field,
    Figure,
    Judgement,
    Proposed,
    Reference,
    Risk,
    Source,
)
from lodestone.model.quantity import SIGNS
from lodestone.model.quantity import WORDS as BOUND_WORDS
from lodestone.site.links import FIGURE, SOURCE
from lodestone.site.site import Site
from lodestone.site.views.contradictions import against
from lodestone.site.views.parts import link, titles
from lodestone.site.views.values import Data
from lodestone.site.words import KIND_WORDS, ORIGIN_WORDS, STATUS_WORDS, day, period, span_words


def judgement(site: Site, briefing: Briefing, each: Judgement) -> Data:
    """A judgement: likelihood with its band, confidence apart from it, and on what it rests. Its text is a fragment."""
    low, high = LIKELIHOODS[each.likelihood]
    return {
        "slug": briefing.slug,
        "anchor": each.anchor,
        "path": f"briefings/{briefing.slug}/#{each.anchor}",
        "likelihood": each.likelihood,
        "low": low,
        "high": high,
        "band": span_words(low, high),
        "confidence": each.confidence,
        "basis": references(site, briefing, each.basis),
    }


def judged(site: Site, briefing: Briefing) -> Data:
    """The judgements of one briefing; struck where a later briefing replaced it."""
    card = site.cards[briefing.slug]
    return link(card) | {
        "superseded": titles(site, (card.newer,))[0] if card.newer else None,
        "items": [judgement(site, briefing, each) for each in briefing.judgements],
    }


def references(site: Site, briefing: Briefing, basis: Iterable[Reference]) -> list[Data]:
    """Ids in brackets as numbered links: `F1 50,000 t/yr`, `S2 Rare Earth Exchanges`."""
    found = (_reference(site.by_slug.get(each.slug or briefing.slug), each) for each in basis)
    return [each for each in found if each]


def _reference(owner: Briefing | None, each: Reference) -> Data | None:
    """The link of one id, or None where it leads nowhere (a problem told elsewhere)."""
    if owner is None:
        return None
    home = f"briefings/{owner.slug}/"
    where = (
        f" in \N{LEFT DOUBLE QUOTATION MARK}{owner.title.value}\N{RIGHT DOUBLE QUOTATION MARK}"
        if each.slug
        else ""
    )
    for n, figure_ in enumerate(owner.figures, 1):
        if figure_.value.id == each.id:
            return {
                "label": f"F{n} {figure_.value.value.in_words}{where}",
                "path": f"{home}#{FIGURE}{each.id}",
            }
    for n, source_ in enumerate(owner.sources, 1):
        if source_.value.id == each.id:
            return {"label": f"S{n} {source_name(source_.value)}{where}", "path": f"{home}#{SOURCE}{each.id}"}
    if any(each.id == judged.anchor for judged in owner.judgements):
        return {"label": f"a judgement{where}", "path": f"{home}#{each.id}"}
    return None


def source_name(source_: Source) -> str:
    """What to call a source in a few words."""
    return source_.publisher or source_.title or source_.id


def figure(site: Site, briefing: Briefing, n: int, field: Field[Figure]) -> Data:
    """A row of a figures table."""
    each = field.value
    measure = site.lexicon.vocabulary.measures.get(each.measure)
    return {
        "id": each.id,
        "anchor": FIGURE + each.id,
        "path": f"briefings/{briefing.slug}/#{FIGURE}{each.id}",
        "n": n,
        "measure": measure.label if measure else each.measure,
        "of": site.lexicon.subject_label(each.of),
        "bound": BOUND_WORDS[each.value.bound],
        "number": each.value.number.lstrip("".join(SIGNS.values())),
        "unit": each.value.unit,
        "period": period(each.period.text) if each.period else "",
        "as_of": day(each.as_of) if each.as_of else "",
        "status": each.status,
        "status_words": STATUS_WORDS.get(each.status, ""),
        "basis": each.basis,
        "stage": each.stage,
        "note": each.note,
        "implausible": each.implausible,
        "against": against(site, briefing, n),
        "proposed": field.proposed,
        "citations": [_citation(briefing, citation) for citation in each.citations],
    }


def figures(site: Site, briefing: Briefing) -> list[Data]:
    """The figures of a briefing, numbered in its order."""
    return [figure(site, briefing, n, each) for n, each in enumerate(briefing.figures, 1)]


def _citation(briefing: Briefing, citation: Citation) -> Data:
    grade = briefing.grade_of(citation)
    numbers = {each.value.id: n for n, each in enumerate(briefing.sources, 1)}
    names = {each.value.id: source_name(each.value) for each in briefing.sources}
    number = numbers.get(citation.source)
    return {
        "label": f"S{number} {names[citation.source]}" if number else citation.source,
        "path": f"briefings/{briefing.slug}/#{SOURCE}{citation.source}" if number else "",
        "grade": str(grade),
        "grade_words": grade.words,
    }


def sources(briefing: Briefing) -> list[Data]:
    """The sources of a briefing, numbered in its order, their letter spelled out."""
    return [_source(n, each) for n, each in enumerate(briefing.sources, 1)]


def _source(n: int, field: Field[Source]) -> Data:
    each = field.value
    return {
        "id": each.id,
        "anchor": SOURCE + each.id,
        "n": n,
        "publisher": each.publisher,
        "title": each.title,
        "url": each.url,
        "published": day(each.published) if each.published else "date not given",
        "retrieved": day(each.retrieved) if each.retrieved else "",
        "kind": KIND_WORDS.get(each.kind, each.kind),
        "reliability": each.reliability,
        "reliability_words": RELIABILITY[each.reliability],
        "origin": ORIGIN_WORDS.get(each.origin, ""),
        "relays": each.relays,
        "proposed": field.proposed,
    }


def machine_read(site: Site, briefing: Briefing) -> list[Data]:
    """Every value that a machine proposed, with the words that it stands on and the rule that read them."""
    groups: list[tuple[str, Sequence[Field[Any]]]] = [
        ("company", briefing.companies),
        ("ticker", briefing.tickers),
        ("topic", briefing.themes),
        ("risk", (briefing.risk,) if briefing.risk else ()),
        ("source", briefing.sources),
        ("figure", briefing.figures),
    ]
    return [
        {"field": name, "value": _told(site, each.value), "evidence": _evidence(each)}
        for name, values in groups
        for each in values
        if isinstance(each, Proposed)
    ]


def _told(site: Site, value: object) -> str:
    """A proposed value in words."""
    if isinstance(value, Risk):
        return f"{value.level} ({value.number} of 5)"
    if isinstance(value, Source):
        return source_name(value)
    if isinstance(value, Figure):
        measure = site.lexicon.vocabulary.measures.get(value.measure)
        return f"{measure.label if measure else value.measure}: {value.value.in_words}"
    topic = site.lexicon.topics.get(str(value))
    return topic.title if topic else site.lexicon.subject_label(str(value))


def _evidence(proposal: Proposed[Any]) -> list[Data]:
    return [{"text": " ".join(each.text.split()), "why": each.why} for each in proposal.evidence]
