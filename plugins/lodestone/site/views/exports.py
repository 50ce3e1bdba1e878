"""The machine copies beside each briefing: `briefing.json`, `figures.csv`, `source.md`.

A proposed risk is no statement of ours, so no export has it; every other machine-read field is
named under `machine_read`.
"""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.model import Briefing, Reference
from lodestone.site.records import FIGURE, Record, as_csv, figures, indented
from lodestone.site.site import Site, confirmed_risk
from lodestone.site.view import View
from lodestone.site.views.parts import absolute
from lodestone.site.views.values import Data


def copies(site: Site, briefing: Briefing) -> Iterator[View]:
    """The copies of a briefing."""
    home = f"briefings/{briefing.slug}/"
    yield View(f"{home}briefing.json", content=_json(record(site, briefing)))
    if briefing.figures:
        yield View(f"{home}figures.csv", content=_csv(list(figures(briefing))))
    yield View(f"{home}source.md", source=briefing.path)


def record(site: Site, briefing: Briefing) -> Data:
    """All that a briefing says, as one JSON object. Texts are Markdown, dates ISO, numbers text as written."""
    risk = confirmed_risk(briefing)
    return {
        "slug": briefing.slug,
        "url": absolute(site, f"briefings/{briefing.slug}/"),
        "title": briefing.title.value,
        "date": briefing.date.value.isoformat() if briefing.date else None,
        "status": briefing.status,
        "lang": briefing.lang,
        "rights": briefing.rights,
        "tlp": briefing.tlp,
        "terms": site.options.terms,
        "companies": [each.value for each in briefing.companies],
        "tickers": [str(each.value) for each in briefing.tickers],
        "topics": [each.value for each in briefing.themes],
        "risk": None
        if risk is None
        else {
            "level": risk.level,
            "likelihood": risk.likelihood,
            "impact": risk.impact,
            "direction": risk.direction,
            "horizon_months": risk.horizon_months,
            "rationale": risk.rationale,
        },
        "confidence": briefing.confidence,
        "bottom_line": briefing.bottom_line,
        "judgements": [
            {
                "anchor": each.anchor,
                "likelihood": each.likelihood,
                "confidence": each.confidence,
                "text": each.text,
                "basis": _ids(each.basis),
            }
            for each in briefing.judgements
        ],
        "figures": list(figures(briefing)),
        "implications": [
            {"jurisdiction": each.jurisdiction, "text": each.text, "basis": _ids(each.basis)}
            for each in briefing.implications
        ],
        "watch": [{"on": each.on, "text": each.text, "basis": _ids(each.basis)} for each in briefing.watch],
        "gaps": list(briefing.gaps),
        "sources": [_source(briefing, n) for n, _ in enumerate(briefing.sources)],
        "source_summary": briefing.source_summary,
        "updates": briefing.updates,
        "supersedes": briefing.supersedes,
        "corrections": [{"date": each.date.isoformat(), "what": each.what} for each in briefing.corrections],
        "review_by": briefing.due.isoformat() if briefing.due else None,
        "machine_read": list(briefing.machine_read),
    }


def _source(briefing: Briefing, n: int) -> Data:
    each = briefing.sources[n].value
    return {
        "id": each.id,
        "publisher": each.publisher,
        "title": each.title,
        "url": each.url,
        "published": each.published,
        "retrieved": each.retrieved,
        "kind": each.kind,
        "reliability": each.reliability,
        "origin": each.origin,
        "relays": each.relays,
    }


def _ids(basis: tuple[Reference, ...]) -> list[str]:
    return [f"{each.slug}#{each.id}" if each.slug else each.id for each in basis]


def _json(value: Data) -> bytes:
    return f"{indented(value)}\n".encode()


def _csv(table: list[Record]) -> bytes:
    return (",".join(FIGURE) + "\n" + "".join(as_csv(row, FIGURE) for row in table)).encode()
