"""The page of one briefing, and the redirects from its former addresses.

A withdrawn briefing leaves a stub: title, date, and why.
"""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.model import Briefing, Ticker
from lodestone.site.card import Card
from lodestone.site.charts import charts_of
from lodestone.site.rows import descending
from lodestone.site.site import Site
from lodestone.site.structured import report
from lodestone.site.view import Kind, View
from lodestone.site.views.evidence import figures, judgement, machine_read, references, sources
from lodestone.site.views.exports import copies
from lodestone.site.views.parts import (
    absolute,
    card,
    company_link,
    feed_links,
    link,
    page,
    titles,
    topic_link,
)
from lodestone.site.views.revisions import risk_change
from lodestone.site.views.risks import risk_of
from lodestone.site.views.values import Data, moment
from lodestone.site.words import day

RELATED = 4
"""How many related briefings a page offers."""


def _briefing(site: Site, slug: str) -> Iterator[View]:
    """The page of a briefing with its copies, or the stub of a withdrawn one."""
    briefing = site.by_slug[slug]
    if briefing.status == "withdrawn":
        yield _stub(site, briefing)
    else:
        yield _page(site, briefing)
        yield from copies(site, briefing)


def _page(site: Site, briefing: Briefing) -> View:
    body, own = site.bodies[briefing.slug], site.cards[briefing.slug]
    return page(
        site,
        f"briefings/{briefing.slug}/",
        "briefing.html",
        briefing.title.value,
        reads=(briefing.slug,),
        section="archive/",
        description=own.summary,
        feeds=feed_links("all", "All briefings"),
        kind="article",
        structured=[report(site.cards[briefing.slug], briefing, site.options.url, site.options.name)],
        slug=briefing.slug,
        lang=briefing.lang,
        date=moment(own.date),
        changed=moment(own.changed),
        topics=[topic_link(site, each.value) for each in briefing.themes],
        has_bottom_line="bottom-line" in body.fragments,
        has_prose=bool(body.html.strip()),
        charts=charts_of(site, briefing.slug),
        banners=list(_banners(site, briefing, own.newer)),
        facts=_facts(site, briefing),
        risk=risk_of(own),
        judgements=[judgement(site, briefing, each) for each in briefing.judgements],
        figures=figures(site, briefing),
        implications=_implications(site, briefing),
        watch=[
            {"on": moment(each.on), "fragment": f"watch-{n}", "basis": references(site, briefing, each.basis)}
            for n, each in enumerate(briefing.watch, 1)
        ],
        gaps=[f"gap-{n}" for n, _ in enumerate(briefing.gaps, 1)],
        sources=sources(briefing),
        source_summary=briefing.source_summary,
        machine_read=machine_read(site, briefing),
        corrections=_corrections(briefing),
        lineage=_lineage(site, briefing),
        ai_use=briefing.ai_use,
        cite=_cite(site, briefing),
        beside=_beside(briefing),
        related=[card(site, each) for each in _related(site, briefing)],
        handling=briefing.tlp,
    )


def _facts(site: Site, briefing: Briefing) -> Data:
    """The facts box: about whom, when, how sure, who answers for it."""
    due = briefing.due
    return {
        "policy": briefing.policy,
        "companies": [
            company_link(site, each.value) | {"proposed": each.proposed} for each in briefing.companies
        ],
        "tickers": [
            {"label": str(each.value), "path": _ticker_path(site, each.value), "proposed": each.proposed}
            for each in briefing.tickers
        ],
        "topics_proposed": any(each.proposed for each in briefing.themes),
        "confidence": briefing.confidence,
        "as_of": day(briefing.as_of) if briefing.as_of else "",
        "review_by": moment(due) if due else None,
        "author": briefing.author,
        "reviewed": _reviewed(briefing),
    }


def _ticker_path(site: Site, ticker: Ticker) -> str:
    """Where a ticker leads; nowhere if no company of the register has it."""
    return f"tickers/{ticker.slug}/" if str(ticker) in site.lexicon.listed else ""


def _reviewed(briefing: Briefing) -> str:
    on = f"on {day(briefing.reviewed_on)}" if briefing.reviewed_on else ""
    return " ".join(part for part in (briefing.reviewed_by, on) if part)


def _implications(site: Site, briefing: Briefing) -> list[Data]:
    known = site.lexicon.vocabulary.jurisdictions
    return [
        {
            "code": each.jurisdiction,
            "label": known[each.jurisdiction].label if each.jurisdiction in known else each.jurisdiction,
            "fragment": f"implication-{n}",
            "basis": references(site, briefing, each.basis),
        }
        for n, each in enumerate(briefing.implications, 1)
    ]


def _banners(site: Site, briefing: Briefing, newer: str) -> Iterator[Data]:
    """What a reader must know before reading: each with its kind and a sentence; some with a link."""
    if briefing.status == "draft":
        yield {"kind": "development", "text": "Draft: a publish build leaves it out.", "link": None}
    if briefing.embargo and briefing.embargo > site.options.today:
        text = f"Embargoed until {day(briefing.embargo)}: a publish build leaves it out."
        yield {"kind": "development", "text": text, "link": None}
    if briefing.rights == "unconfirmed":
        yield {"kind": "development", "text": "Rights to the text are not confirmed.", "link": None}
    if briefing.tlp != "TLP:CLEAR":
        text = f"Handling label {briefing.tlp}: not for publication."
        yield {"kind": "development", "text": text, "link": None}
    if site.options.unconfirmed != "mark" and briefing.machine_read:
        does = "leaves it out" if site.options.unconfirmed == "hold" else "stops at it"
        text = f"Machine-read fields are not confirmed: a publish build {does}."
        yield {"kind": "development", "text": text, "link": None}
    if newer:
        replaced = link(site.cards[newer])
        text = f"Superseded on {replaced['date']['text']} by"
        yield {"kind": "superseded", "text": text, "link": replaced}
    if briefing.status == "corrected" and briefing.corrections:
        newest = max(each.date for each in briefing.corrections)
        yield {
            "kind": "corrected",
            "text": f"Corrected on {day(newest)}; see below what was wrong.",
            "link": None,
        }
    if briefing.due and not newer and site.has_passed(briefing.due):
        yield {"kind": "overdue", "text": f"A review of this was due on {day(briefing.due)}.", "link": None}


def _lineage(site: Site, briefing: Briefing) -> Data:
    """What it changes, and what changed it since."""
    return {
        "updates": titles(site, (briefing.updates,)),
        "supersedes": titles(site, (briefing.supersedes,)),
        "updated_by": [link(each) for each in site.updates[briefing.slug]],
        "risk": risk_change(site, briefing.supersedes or briefing.updates, briefing.slug),
    }


def _corrections(briefing: Briefing) -> list[Data]:
    return [
        {"date": moment(each.date), "what": each.what}
        for each in sorted(briefing.corrections, key=lambda each: each.date, reverse=True)
    ]


def _cite(site: Site, briefing: Briefing) -> str:
    path = f"briefings/{briefing.slug}/"
    parts = (
        briefing.author or site.options.name,
        f"\N{LEFT DOUBLE QUOTATION MARK}{briefing.title.value}\N{RIGHT DOUBLE QUOTATION MARK}",
        site.options.name if briefing.author else "",
        day(briefing.date.value if briefing.date else None),
        absolute(site, path) or path,
    )
    return ", ".join(part for part in parts if part)


def _beside(briefing: Briefing) -> list[Data]:
    """The machine copies."""
    home = f"briefings/{briefing.slug}/"
    found = [{"label": "Briefing as JSON", "path": f"{home}briefing.json"}]
    if briefing.figures:
        found.append({"label": "Figures as CSV", "path": f"{home}figures.csv"})
    return [*found, {"label": "Text as Markdown", "path": f"{home}source.md"}]


def _related(site: Site, briefing: Briefing) -> list[Card]:
    """The nearest others in time: of its companies first, then of its topics.

    Its neighbours, not the newest of all: so an old briefing leads to what was said around it, and a
    new one changes the pages of its neighbours only.
    """
    at = descending(briefing.date.value if briefing.date else None)
    lists = [site.by_company[each.value] for each in briefing.companies]
    lists += [site.by_topic[each.value] for each in briefing.themes]
    taken = {briefing.slug, briefing.updates, briefing.supersedes}
    found: dict[str, Card] = {}
    for rows in lists:
        near = (*rows.before(at).from_end(0, RELATED // 2), *rows.since(at)[: RELATED // 2 + 3])
        found |= {each.slug: each for each in near if each.slug not in taken}
        if len(found) >= RELATED:
            break
    return list(found.values())[:RELATED]


def _stub(site: Site, briefing: Briefing) -> View:
    return page(
        site,
        f"briefings/{briefing.slug}/",
        "withdrawn.html",
        briefing.title.value,
        section="archive/",
        description="This briefing was withdrawn.",
        date=moment(briefing.date.value if briefing.date else None),
        corrections=_corrections(briefing),
        state=briefing.status,
    )


def _moved(site: Site, key: str) -> Iterator[View]:
    slug, _, now = key.partition(" ")
    briefing = site.cards[now]
    target = f"briefings/{briefing.slug}/"
    yield page(
        site,
        f"briefings/{slug}/",
        "moved.html",
        briefing.title,
        section="archive/",
        canonical=absolute(site, target),
        target=target,
    )


KINDS = {
    "briefing": Kind(lambda site: site.briefings.slugs(), _briefing),
    "moved": Kind(lambda site: (f"{old} {now}" for now, old in site.former), _moved),
}
