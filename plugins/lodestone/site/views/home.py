"""Home: the answer in ten seconds. The newest bottom line, the risk of each topic, what is new, what falls due."""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.model import Briefing, Topic
from lodestone.site.events import Event
from lodestone.site.site import Site
from lodestone.site.view import View
from lodestone.site.views.evidence import judgement
from lodestone.site.views.parts import card, feed_links, page, summary, titles
from lodestone.site.views.statements import statements
from lodestone.site.views.values import Data, moment
from lodestone.site.words import counted

LATEST = 10
COMING = 8
OVERDUE = 5
JUDGEMENTS = 3
"""Judgements of the newest briefing that stand under its bottom line."""


def views(site: Site) -> Iterator[View]:
    """The one page."""
    newest = next(iter(site.public.live), None)  # what readers will see, in a development build too
    coming = list(_coming(site))[:COMING]
    overdue = site.overdue
    latest = [each for each in site.briefings[: LATEST + 1] if each is not newest][:LATEST]
    read = [*([newest.slug] if newest else []), *(each["slug"] for each in coming if each["slug"])]
    yield page(
        site,
        "",
        "home.html",
        site.options.name,
        reads=read,
        description=site.options.subtitle or (summary(site, newest) if newest else ""),
        feeds=[*feed_links("all", "All briefings"), *feed_links("risk-high", "High and severe risk")],
        lead=_lead(site, newest) if newest else None,
        risks=[_risk(site, each) for each in site.lexicon.topics.values()],
        latest=[card(site, each) for each in latest],
        counts=_counts(site),
        overdue=titles(site, (each.slug for each in overdue[:OVERDUE])),
        overdue_total=len(overdue),
        coming=coming,
    )


def _lead(site: Site, newest: Briefing) -> Data:
    return card(site, newest) | {
        "slug": newest.slug,
        "has_bottom_line": "bottom-line" in site.bodies[newest.slug].fragments,
        "judgements": [judgement(site, newest, each) for each in newest.judgements[:JUDGEMENTS]],
        "more": len(newest.judgements) > JUDGEMENTS,
    }


def _risk(site: Site, topic: Topic) -> Data:
    """A row of the risk table: a topic with the editor's newest statement, if there is one."""
    told = statements(site, topic)
    return {
        "title": topic.title,
        "path": f"topics/{topic.id}/",
        "briefings": len(site.by_topic.get(topic.id, ())),
        "statement": told[0] if told else None,
    }


def _counts(site: Site) -> list[str]:
    """How much there is, in words."""
    judged = sum(len(each.judgements) for each in site.live)
    given = sum(len(each.figures) for each in site.live)
    named = len(site.by_company)
    return [
        counted(len(site.live), "briefing"),
        counted(judged, "judgement"),
        counted(given, "figure"),
        counted(named, "company named", "companies named"),
    ]


def _coming(site: Site) -> Iterator[Data]:
    """Dated triggers from today on, soonest first: what briefings watch, and events of the register."""
    today = site.options.reading_day.isoformat()
    found = [_event(each) for each in site.events if _ahead(each.by or each.until or each.date, today)]
    found += [
        {
            "on": moment(each.on),
            "slug": briefing.slug,
            "fragment": f"watch-{n}",
            "what": "",
            "from": titles(site, (briefing.slug,))[0],
        }
        for briefing in site.live
        if briefing.slug not in site.superseded
        for n, each in enumerate(briefing.watch, 1)
        if _ahead(each.on, today)
    ]
    yield from sorted(found, key=lambda each: (each["on"]["iso"], each["what"], each["slug"]))


def _ahead(on: str, today: str) -> bool:
    """Whether a day, month or year is not wholly past."""
    return bool(on) and on >= today[: len(on)]


def _event(each: Event) -> Data:
    when = each.by or each.until or each.date
    verb = "Lapses: " if each.until and not each.by else ""
    return {"on": moment(when), "slug": "", "fragment": "", "what": f"{verb}{each.what}", "from": None}
