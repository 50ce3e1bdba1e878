"""The site as data: briefings, figures, companies and events, with a Frictionless description of each.

`datapackage.json` says what each column is, by the Data Package standard, version 1; `build.json`
counts what this build holds, and names the conflicts. The page `data/` explains it to people.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from lodestone.model import Company, Topic, level_of
from lodestone.site.charts import SERIES
from lodestone.site.events import Event
from lodestone.site.records import COLUMNS, FIGURE_COLUMNS, as_csv
from lodestone.site.site import Site
from lodestone.site.structured import dataset
from lodestone.site.view import View, single
from lodestone.site.views.contradictions import conflicts
from lodestone.site.views.parts import absolute, page
from lodestone.site.views.triggers import ahead, triggers
from lodestone.site.views.values import Data, moment
from lodestone.site.words import counted

LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
EVENT_COLUMNS = (
    "id", "what", "date", "by", "until", "date_approximate", "as_of", "companies", "themes", "jurisdiction", "kind",
    "status", "source", "url", "grade", "note",
)  # fmt: skip

MEANINGS = {
    "briefing": "Slug of the briefing: /briefings/<slug>/",
    "slug": "Name in the address: /briefings/<slug>/",
    "path": "Address below the site's root",
    "title": "Title",
    "date": "Day of publication, ISO; empty where undated. Of an event: when it happened or was announced",
    "changed": "Day of the newest correction, else of publication",
    "status": "Of a briefing: draft, published or corrected. Of a figure: claimed, reported, measured, forecast, "
    "estimate or target. Of an event: as at as_of",
    "superseded_by": "Slug of the briefing that replaces it",
    "lang": "Language of the text",
    "companies": "Ids of the register, with spaces between",
    "tickers": "Listings, as SSE:600111, with spaces between",
    "topics": "Ids of the topics, with spaces between",
    "themes": "Ids of the topics, with spaces between",
    "risk_level": "Level of the confirmed supply risk of the item to the buyers that the site speaks for",
    "risk_likelihood": "Its likelihood, 1 to 5, within twelve months",
    "risk_impact": "Its impact, 1 to 5",
    "risk_direction": "Whether the item raises, lowers or leaves the risk",
    "confidence": "In the evidence: low, moderate or high",
    "bottom_line": "The first paragraph, plain text",
    "judgements": "How many judgements it makes",
    "figures": "How many figures it holds",
    "sources": "Of a briefing: how many sources. Of a figure: their ids there, with spaces between",
    "updates": "Slug of the briefing that it updates",
    "supersedes": "Slug of the briefing that it replaces",
    "review_by": "Day by which it is to be looked at again",
    "machine_read": "What no person has confirmed: names of fields, or yes or no for a figure",
    "rights": "What allows publication of the text",
    "id": "Name within its list",
    "measure": "Id of the register of measures",
    "of": "Company, plant, place or deal that it is of",
    "low": "Lowest value, as written",
    "high": "Highest value; equal to the lowest where one number was given",
    "bound": "exact, about, at-most or at-least",
    "unit": "Unit of both values",
    "period": "2024, 2025-H1, 2025-Q3, 2025-9M, a day, A/B, or undated",
    "as_of": "Day, month or year for which it is known",
    "basis": "What is weighed or counted",
    "stage": "Step of a payment or project",
    "grade": "Reliability of the source A to F, credibility of the statement 1 to 6",
    "implausible": "The comparison that makes it hard to believe",
    "note": "Remark",
    "what": "What happened or is due",
    "by": "When it is due",
    "until": "Until when it was to last, as announced",
    "date_approximate": "Whether we inferred the day",
    "jurisdiction": "Whose act it is, or where the plant stands",
    "kind": "control, law, deadline, suspension, deal, finance, plant, halt or standard",
    "source": "Who says so",
    "url": "Page that was read",
}
"""What each column means; also the table of the page."""
NUMBERS = {
    "judgements": "integer",
    "figures": "integer",
    "risk_likelihood": "integer",
    "risk_impact": "integer",
}
DECIMALS = ("low", "high")
FILES = (
    ("briefings", "csv", "All briefings, one a row", COLUMNS),
    ("briefings", "json", "The same, as JSON", ()),
    ("figures", "csv", "All figures with their briefing, source and grade", FIGURE_COLUMNS),
    ("companies", "json", "The register of companies", ()),
    ("events", "csv", "Dated acts, deadlines and milestones", EVENT_COLUMNS),
)
"""Name, format, what it holds, columns."""


def _data(site: Site) -> Iterator[View]:
    """The page and the package."""
    yield page(
        site,
        "data/",
        "data.html",
        "Data",
        description="Briefings, figures, companies and events as JSON and CSV, with what each column means.",
        structured=[_dataset(site)],
        built=moment(site.options.today),
        files=[
            {"label": f"{name}.{ending}", "path": f"data/{name}.{ending}", "what": what}
            for name, ending, what, _ in FILES
        ],
        tables=[
            {
                "label": f"{name}.{ending}",
                "anchor": f"columns_{name}",
                "columns": [{"name": column, "what": MEANINGS[column]} for column in columns],
            }
            for name, ending, _, columns in FILES
            if columns
        ],
        count=counted(len(site.live), "briefing"),
        licence=LICENCE["title"],
        licence_url=LICENCE["path"],
    )
    yield View("data/datapackage.json", content=_json(_package(site)))


def _dataset(site: Site) -> Data:
    media = {"csv": "text/csv", "json": "application/json"}
    files = [(f"data/{name}.{ending}", media[ending]) for name, ending, *_ in FILES]
    return dataset(f"{site.options.name}: data", site.options.terms, site.options.url, files)


def _briefings(site: Site) -> Iterator[View]:
    head = json.dumps(
        {"url": absolute(site, ""), "terms": site.options.terms, "license": LICENCE["name"]}, indent=1
    )[:-2]
    rows = memoryview(site.records["json"].text())[:-2]  # no comma behind the last
    yield View(
        "data/briefings.json",
        content=b"".join((f'{head},\n "briefings": [\n'.encode(), rows, b"\n ]\n}\n")),
    )
    yield View("data/briefings.csv", content=_head(COLUMNS) + site.records["csv"].text())


def _figures(site: Site) -> Iterator[View]:
    yield View("data/figures.csv", content=_head(FIGURE_COLUMNS) + site.figure_records.text())


def _register(site: Site) -> Iterator[View]:
    companies = [_company(each) for _, each in sorted(site.lexicon.companies.items())]
    yield View("data/companies.json", content=_json({"terms": site.options.terms, "companies": companies}))
    events = (as_csv(_event(each), EVENT_COLUMNS) for each in site.events)
    yield View("data/events.csv", content=_head(EVENT_COLUMNS) + "".join(events).encode())


def _head(columns: tuple[str, ...]) -> bytes:
    return f"{','.join(columns)}\n".encode()


def _company(each: Company) -> Data:
    return {
        "id": each.id,
        "path": f"companies/{each.id}/",
        "name": each.name,
        "aliases": list(each.aliases),
        "former_names": [{"name": former.name, "until": former.until} for former in each.former_names],
        "own_names": list(each.names_zh),
        "country": each.country,
        "status": each.status,
        "listings": [{"ticker": str(one.ticker), "mic": one.mic} for one in each.listings],
        "segments": list(each.segments),
        "relations": [{"type": one.type, "other": one.other, "state": one.state} for one in each.relations],
        "checked": each.checked,
        "source": each.source,
    }


def _event(each: Event) -> Data:
    row: Data = {column: getattr(each, column) for column in EVENT_COLUMNS}
    return row | {"companies": list(each.companies), "themes": list(each.themes)}


def _package(site: Site) -> Data:
    """By specs.frictionlessdata.io, data package and tabular data resource."""
    package: Data = {
        "profile": "data-package",
        "name": "lodestone",
        "title": f"{site.options.name}: {site.options.subtitle or 'graded by source'}",
        "description": site.options.terms,
        "licenses": [LICENCE],
        "resources": [_resource(*each) for each in FILES],
    }
    if site.options.url:
        package["homepage"] = absolute(site, "")
    return package


def _resource(name: str, ending: str, what: str, columns: tuple[str, ...]) -> Data:
    tabular = bool(columns)
    found: Data = {
        "profile": "tabular-data-resource" if tabular else "data-resource",
        "name": name if tabular else f"{name}-{ending}",
        "title": what,
        "path": f"{name}.{ending}",
        "format": ending,
        "mediatype": {"csv": "text/csv", "json": "application/json"}[ending],
        "encoding": "utf-8",
    }
    return found | ({"schema": _schema(name, columns)} if tabular else {})


def _schema(name: str, columns: tuple[str, ...]) -> Data:
    fields = [{"name": each, "type": _type(name, each), "description": MEANINGS[each]} for each in columns]
    keys: dict[str, Any] = {"briefings": "slug", "figures": ["briefing", "id"], "events": "id"}
    return {"fields": fields, "primaryKey": keys[name], "missingValues": [""]}


def _type(name: str, column: str) -> str:
    if column in DECIMALS:
        return "number"
    if name == "briefings" and column in (*NUMBERS, "sources"):
        return "integer"
    return "date" if name == "briefings" and column in ("date", "changed", "review_by") else "string"


def _build(site: Site) -> Iterator[View]:
    """What this build holds, counted."""
    found = list(conflicts(site))
    today = site.options.reading_day
    days = triggers(site)
    topics = site.lexicon.topics.values()
    counts: Data = {
        "name": site.options.name,
        "built": site.options.today.isoformat(),
        "edition": today.isoformat(),
        "briefings": len(site.live),
        "judgements": len(site.judgements),
        "figures": len(site.figures),
        "implausible_figures": len(site.implausible),
        "measures": len(site.by_measure.names()),
        "series": _series(site),
        "conflicts": [
            {
                "measure": each.measure,
                "of": each.of,
                "figures": [f"{claim.slug}#{claim.id}" for claim in each.claims],
            }
            for each in found
        ],
        "topics": [_topic(each) for _, each in sorted(site.lexicon.topics.items())],
        "publishers": len(site.publishers.names()),
        "companies": len(site.lexicon.companies),
        "companies_named": len(site.by_company.names()),
        "events": len(site.events),
        "days_ahead": sum(ahead(each.on, today) for each in days) + len(site.watch.since(today.isoformat())),
        "days_past": sum(not ahead(each.on, today) for each in days)
        + len(site.watch.before(today.isoformat())),
        "risk_statements": sum(len(each.risk) for each in topics),
        "risk_changes": sum(_changes(each.risk) for each in topics),
        "corrections": len(site.corrections),
        "reviews_overdue": len(site.due.before(today.isoformat())),
    }
    yield View("data/build.json", content=_json(counts))


def _topic(topic: Topic) -> Data:
    """A topic with the newest statement of its risk: with this two editions can be compared."""
    newest = max(topic.risk, key=lambda each: each.on, default=None)
    risk = newest and {
        "on": newest.on.isoformat(),
        "level": level_of(newest.likelihood, newest.impact),
        "likelihood": newest.likelihood,
        "impact": newest.impact,
        "direction": newest.direction,
    }
    return {"id": topic.id, "title": topic.title, "risk": risk}


def _changes(statements: tuple[Any, ...]) -> int:
    """How often the marks moved from one statement to the next."""
    marks = [(each.likelihood, each.impact) for each in sorted(statements, key=lambda each: each.on)]
    return sum(before != after for before, after in pairwise(marks))


def _series(site: Site) -> int:
    """How many things have comparable values for at least `SERIES` times, of a flow for periods of one length."""
    return sum(len(site.times[key].distinct()) >= SERIES for key in site.times.counts(least=SERIES))


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


KINDS = {
    "data": single(_data),
    "data-briefings": single(_briefings),
    "data-figures": single(_figures),
    "data-register": single(_register),
    "data-build": single(_build),
}
