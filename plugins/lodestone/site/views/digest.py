"""The week on one page, for print and mail: what is new, what changed, what falls due.

A digest tells of the days after its week as they stood on the calendar; it holds no day but
its own, so that it never changes by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from lodestone.site.lists import week
from lodestone.site.site import Site
from lodestone.site.view import Kind, View, single
from lodestone.site.views.changes import moves
from lodestone.site.views.parts import card, page
from lodestone.site.views.revisions import revisions
from lodestone.site.views.triggers import slugs, within
from lodestone.site.views.values import moment
from lodestone.site.words import counted, day

NEW = 60
DUE = 40
AHEAD = dt.timedelta(days=28)
"""How far a digest looks ahead from the end of its week."""


def _weeks(site: Site) -> list[str]:
    """The weeks in which something was published or changed, in order of time."""
    changed = (key for key in site.changes.counts() if key)
    said = (week(each.on) for topic in site.lexicon.topics.values() for each in topic.risk)
    return sorted({*site.weeks.counts(), *changed, *said})


def _list(site: Site) -> Iterator[View]:
    counts = site.weeks.counts()
    weeks = [
        {"label": _span(key), "path": f"digest/{key}/", "count": counted(counts.get(key, 0), "new briefing")}
        for key in reversed(_weeks(site))
    ]
    yield page(
        site,
        "digest/",
        "digests.html",
        "Weekly digests",
        description="Each week on one page: what is new, what changed, what falls due.",
        weeks=weeks,
    )


def monday(key: str) -> dt.date:
    """The first day of a week.

    >>> monday("2026-W01")
    datetime.date(2025, 12, 29)
    """
    year, _, number = key.partition("-W")
    return dt.date.fromisocalendar(int(year), int(number), 1)


def _span(key: str) -> str:
    first = monday(key)
    return f"{day(first)} to {day(first + dt.timedelta(days=6))}"


def _digest(site: Site, key: str) -> Iterator[View]:
    first = monday(key)
    following = first + dt.timedelta(days=7)
    due = within(site, following, following + AHEAD)
    briefings = site.weeks[key]
    yield page(
        site,
        f"digest/{key}/",
        "digest.html",
        f"Week {key.partition('-W')[2]} of {key[:4]}",
        reads=slugs(due[:DUE]),
        section="digest/",
        description=f"What was new, what changed and what fell due: {_span(key)}.",
        span=_span(key),
        briefings=[card(site, each) for each in briefings[:NEW]],
        total=len(briefings),
        changes=list(revisions(site, site.changes[key])),
        risks=[each for each in moves(site) if week(dt.date.fromisoformat(each["on"]["iso"])) == key],
        due=due[:DUE],
        until=moment(following + AHEAD - dt.timedelta(days=1)),
        up={"label": "Weekly digests", "path": "digest/"},
    )


KINDS = {"digests": single(_list), "digest": Kind(_weeks, _digest)}
