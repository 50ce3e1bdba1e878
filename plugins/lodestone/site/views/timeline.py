"""The timeline: what happened, by year, with the editor's statements of risk and our briefings among it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from lodestone.site.rows import last_day
from lodestone.site.site import Site
from lodestone.site.view import View, single
from lodestone.site.views.parts import link, page
from lodestone.site.views.statements import statements
from lodestone.site.views.triggers import ahead, told, triggers
from lodestone.site.views.values import Data
from lodestone.site.words import day

BRIEFINGS = 80
"""Briefings among the events, the newest; the others are in the archive."""


def _timeline(site: Site) -> Iterator[View]:
    today = site.options.reading_day
    events = [told(site, each) for each in triggers(site) if not ahead(each.on, today)]
    items = [
        *({"event": each, "risk": None, "briefing": None, "on": each["on"]} for each in events),
        *_statements(site),
        *_briefings(site),
    ]
    ordered = sorted(items, key=_latest_first, reverse=True)
    yield page(
        site,
        "timeline/",
        "timeline.html",
        "Timeline",
        description="What happened, the latest first: acts, deals and plants, and when our view of the risk moved.",
        edition={"iso": today.isoformat(), "text": day(today)},
        years=[{"year": year, "items": list(group)} for year, group in groupby(ordered, _year)],
        total=len(site.live),
        shown=min(BRIEFINGS, len(site.live)),
    )


def _statements(site: Site) -> Iterator[Data]:
    """The editor's statements of risk, each with what it changed."""
    for topic in site.lexicon.topics.values():
        for each in statements(site, topic):
            told_ = each | {"topic": topic.title, "path": f"topics/{topic.id}/"}
            yield {"event": None, "risk": told_, "briefing": None, "on": each["on"]}


def _briefings(site: Site) -> Iterator[Data]:
    for each in site.live[:BRIEFINGS]:
        if each.date:
            shown = link(each)
            yield {"event": None, "risk": None, "briefing": shown, "on": shown["date"]}


def _latest_first(item: Data) -> tuple[str, int, str]:
    """By day; of one day the event stands above what we said of it."""
    rank = 2 if item["event"] else 1 if item["risk"] else 0
    name = (
        item["event"]["what"]
        if item["event"]
        else item["risk"]["topic"]
        if item["risk"]
        else item["briefing"]["path"]
    )
    return last_day(item["on"]["iso"]), rank, name


def _year(item: Data) -> str:
    year: str = item["on"]["iso"][:4]
    return year


KINDS = {"timeline": single(_timeline)}
