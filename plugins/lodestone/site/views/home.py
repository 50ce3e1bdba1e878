"""Home: the answer in ten seconds. The newest bottom line, the risk of each topic, what is new, what falls due."""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.model import Topic
from lodestone.site.card import Card
from lodestone.site.site import Site
from lodestone.site.view import View, single
from lodestone.site.views.evidence import judgement
from lodestone.site.views.parts import card, feed_links, link, page
from lodestone.site.views.statements import statements
from lodestone.site.views.triggers import ahead, due, slugs, triggers
from lodestone.site.views.values import Data, moment
from lodestone.site.words import counted

LATEST = 10
COMING = 8
OVERDUE = 5
JUDGEMENTS = 3
"""Judgements of the newest briefing that stand under its bottom line."""


def _home(site: Site) -> Iterator[View]:
    """The one page."""
    newest = next(iter(site.readable[:1]), None)
    coming = _coming(site)
    overdue = site.due.before(site.options.reading_day.isoformat())
    latest = [each for each in site.briefings[: LATEST + 1] if each != newest][:LATEST]
    read = [*([newest.slug] if newest else []), *slugs(coming)]
    yield page(
        site,
        "",
        "home.html",
        site.options.name,
        reads=read,
        description=site.options.subtitle or (newest.summary if newest else ""),
        feeds=[*feed_links("all", "All briefings"), *feed_links("risk-high", "High and severe risk")],
        built=moment(site.options.today),
        edition=_edition(site),
        lead=_lead(site, newest) if newest else None,
        risks=[_risk(site, each) for each in site.lexicon.topics.values()],
        latest=[card(site, each) for each in latest],
        counts=_counts(site),
        overdue=[link(each) for each in overdue[:OVERDUE]],
        overdue_total=len(overdue),
        coming=coming,
    )


def _lead(site: Site, newest: Card) -> Data:
    briefing = site.by_slug[newest.slug]
    return card(site, newest) | {
        "slug": newest.slug,
        "has_bottom_line": "bottom-line" in site.bodies[newest.slug].fragments,
        "judgements": [judgement(site, briefing, each) for each in briefing.judgements[:JUDGEMENTS]],
        "more": len(briefing.judgements) > JUDGEMENTS,
    }


def _edition(site: Site) -> Data | None:
    """The month to which the facts reach, where the edition has a day of its own."""
    edition = site.options.edition
    return moment(edition.isoformat()[:7]) if edition else None


def _risk(site: Site, topic: Topic) -> Data:
    """A row of the risk table: a topic with the editor's newest statement, if there is one."""
    told = statements(site, topic)
    return {
        "title": topic.title,
        "path": f"topics/{topic.id}/",
        "briefings": len(site.by_topic[topic.id]),
        "statement": told[0] if told else None,
    }


def _counts(site: Site) -> list[str]:
    """How much there is, in words."""
    return [
        counted(len(site.live), "briefing"),
        counted(len(site.judgements), "judgement"),
        counted(len(site.figures), "figure"),
        counted(len(site.by_company.names()), "company named", "companies named"),
    ]


def _coming(site: Site) -> list[Data]:
    """Dated triggers from today on, soonest first: what briefings watch, and events of the register."""
    today = site.options.reading_day
    days = (each for each in triggers(site) if ahead(each.on, today))
    return due(site, days, site.watch.since(today.isoformat())[:COMING])[:COMING]


KINDS = {"home": single(_home)}
