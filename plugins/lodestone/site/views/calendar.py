"""The calendar: dated triggers ahead and past, out of the register's events and the Watch items of briefings.

`calendar.ics` holds the same for a reader's own calendar. What is known to the month or the year
stands on its last day there, and its summary says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlsplit

from lodestone.site.icalendar import Entry, calendar
from lodestone.site.site import Site
from lodestone.site.view import View, single
from lodestone.site.views.parts import absolute, page, topic_link
from lodestone.site.views.triggers import Trigger, ahead, due, last_date, slugs, triggers, words
from lodestone.site.words import day

AHEAD = 60
PAST = 25
IN_FILE = 1_000
"""Watch items that `calendar.ics` holds, those of the coming days first."""
BEHIND = dt.timedelta(days=366)
"""How far back its Watch items reach."""
_UNKNOWN = dt.date(1970, 1, 1)


def _calendar(site: Site) -> Iterator[View]:
    today = site.options.reading_day
    days = triggers(site)
    later = [each for each in days if ahead(each.on, today)]
    coming = due(site, later, site.watch.since(today.isoformat())[:AHEAD])[:AHEAD]
    over = site.watch.before(today.isoformat()).from_end(0, PAST)
    past = due(site, [each for each in days if each not in later], over)[::-1][:PAST]
    yield page(
        site,
        "calendar/",
        "calendar.html",
        "Calendar",
        reads=slugs([*coming, *past]),
        description="Dated triggers ahead and past: acts, deadlines, milestones, and what our briefings watch.",
        edition={"iso": today.isoformat(), "text": day(today)},
        coming=coming,
        past=past,
    )
    yield View("calendar.ics", content=calendar(f"{site.options.name}: dated triggers", _entries(site)))


def _entries(site: Site) -> Iterator[Entry]:
    host = urlsplit(site.options.url).hostname or "localhost"
    for each in triggers(site):
        yield _event(site, each, host)
    seen: dict[tuple[str, str], int] = {}
    start = site.options.reading_day - BEHIND
    for slug, on, what, title, changed, topics in site.reminders.since(start.isoformat())[:IN_FILE]:
        same = seen[slug, on] = seen.get((slug, on), 0) + 1
        yield Entry(
            uid=f"watch-{slug}-{on}-{same}@{host}",
            day=last_date(on),
            stamp=dt.date.fromisoformat(changed) if changed else _UNKNOWN,
            summary=_roughly(on) + what,
            description=f"Watched in: {title}",
            url=absolute(site, f"briefings/{slug}/"),
            categories=tuple(topic_link(site, theme)["label"] for theme in topics.split()),
        )


def _event(site: Site, each: Trigger, host: str) -> Entry:
    event = each.event
    status = f"Status: {event.status} as of {day(event.as_of)}." if event.status and event.as_of else ""
    source = f"Source: {event.source}, graded {event.grade}." if event.source and event.grade else ""
    return Entry(
        uid=f"event-{event.id}-{each.key}@{host}",
        day=last_date(each.on),
        stamp=last_date(event.as_of) if event.as_of else _UNKNOWN,
        summary=_roughly(each.on) + words(each, site.options.reading_day),
        description="\n".join(part for part in (status, source, event.note) if part),
        url=absolute(site, "calendar/"),
        categories=tuple(topic_link(site, theme)["label"] for theme in event.themes),
    )


def _roughly(on: str) -> str:
    """Said before what is not known to the day."""
    return "" if len(on) == len("2026-11-10") else f"In {day(on)}: "


KINDS = {"calendar": single(_calendar)}
