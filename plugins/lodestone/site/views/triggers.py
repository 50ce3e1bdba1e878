"""Dated triggers: what events of the register and the Watch items of briefings say of days, ahead and past.

A day is held against the day of the edition. What was to last until a day that has passed is
told as such ("was to lapse"): the register knows what was announced, not what came after.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from lodestone.site.events import Event
from lodestone.site.rows import last_day
from lodestone.site.site import Site
from lodestone.site.views.parts import company_link, titles, topic_link
from lodestone.site.views.values import Data, moment
from lodestone.site.words import day, sentence

MARKS = {
    "date": ("", ""),
    "by": ("", "Was due: "),
    "until": ("Lapses: ", "Was to lapse: "),
}
"""What an event's day means, by its key: before the day, and after it."""


class Trigger(NamedTuple):
    """One day of an event."""

    sort: str
    on: str
    """A day, month or year, ISO."""
    key: str
    """What the day means: a key of `MARKS`."""
    event: Event


def triggers(site: Site) -> list[Trigger]:
    """Every day of every event, in order of time; a month or year stands behind its last day."""
    found = [
        Trigger(last_day(on), on, key, each)
        for each in site.events
        for key in MARKS
        if (on := getattr(each, key))
    ]
    return sorted(found, key=lambda each: (each.sort, each.event.id, each.key))


def ahead(on: str, today: dt.date) -> bool:
    """Whether a day, month or year is not wholly past.

    >>> ahead("2026-05", dt.date(2026, 5, 31)), ahead("2026-05-30", dt.date(2026, 5, 31))
    (True, False)
    """
    return on >= today.isoformat()[: len(on)]


def words(trigger: Trigger, today: dt.date) -> str:
    """What the day is about, in a tense that is true on the day of the edition."""
    before, after = MARKS[trigger.key]
    return (before if ahead(trigger.on, today) else after) + trigger.event.what


def told(site: Site, trigger: Trigger) -> Data:
    """A trigger with all that the register knows of it."""
    event, today = trigger.event, site.options.reading_day
    known = site.lexicon.vocabulary.jurisdictions
    jurisdiction = known[event.jurisdiction].label if event.jurisdiction in known else ""
    return {
        "on": moment(trigger.on),
        "about": event.date_approximate and trigger.key == "date",
        "what": words(trigger, today),
        "slug": "",
        "fragment": "",
        "where": sentence(jurisdiction),
        "status": _status(event),
        "grade": event.grade,
        "source": event.source,
        "url": event.url,
        "note": event.note,
        "topics": [topic_link(site, each) for each in event.themes],
        "companies": [company_link(site, each) for each in event.companies],
        "from": None,
        "watched": [],
    }


def _status(event: Event) -> str:
    """The status with the day for which it is known: nothing here says what came later."""
    if not event.status:
        return ""
    return f"{event.status} as of {day(event.as_of)}" if event.as_of else event.status


def watched(site: Site, slug: str, n: int, on: str) -> Data:
    """A Watch item; its words are a fragment of its briefing."""
    return {
        "on": moment(on),
        "about": False,
        "slug": slug,
        "fragment": f"watch-{n}",
        "what": "",
        "from": titles(site, (slug,))[0],
        "watched": [],
    }


def due(site: Site, days: Iterable[Trigger], rows: Iterable[tuple[str, int, str]]) -> list[Data]:
    """Events and Watch items in order of their days; what watches an event stands under it, for it is one matter."""
    events = [(each, told(site, each)) for each in days]
    alone: list[Data] = []
    for slug, n, on in rows:
        same_day = (pair for pair in events if pair[0].on == on)
        host = next((shown for each, shown in same_day if _watches(site, slug, n, each.event)), None)
        (host["watched"] if host else alone).append(watched(site, slug, n, on))
    return sorted([*(shown for _, shown in events), *alone], key=soonest)


def _watches(site: Site, slug: str, n: int, event: Event) -> bool:
    """Whether a Watch item of the day of an event is about it: by a figure, else by a company, else by its topic."""
    briefing = site.by_slug[slug]
    if {each.id for each in briefing.watch[n - 1].basis} & set(event.facts):
        return True
    if event.companies:
        return bool({each.value for each in briefing.companies} & set(event.companies))
    return bool({each.value for each in briefing.themes} & set(event.themes))


def slugs(found: Iterable[Data]) -> tuple[str, ...]:
    """The briefings whose words stand among events and Watch items."""
    items = [*found]
    return tuple(each["slug"] for one in items for each in (one, *one["watched"]) if each["slug"])


def soonest(each: Data) -> tuple[str, str, str]:
    """Sorts what `told` and `watched` give by its day; a month or year stands behind its last day."""
    return last_day(each["on"]["iso"]), each["what"], each["slug"] + each["fragment"]


def last_date(on: str) -> dt.date:
    """The last day of a day, month or year.

    >>> last_date("2026-02"), last_date("2027")
    (datetime.date(2026, 2, 28), datetime.date(2027, 12, 31))
    """
    year, month, number = ([int(part) for part in on.split("-")] + [0, 0])[:3]
    month = month or 12
    return dt.date(year, month, number or calendar.monthrange(year, month)[1])


def within(site: Site, start: dt.date, stop: dt.date) -> list[Data]:
    """What falls due from a day on, before another: in order of its days."""
    days = (each for each in triggers(site) if start <= last_date(each.on) < stop)
    return due(site, days, site.watch.since(start.isoformat()).before(stop.isoformat()))
