"""What changed on the site, the newest first, in sentences; and the editor's moves of risk."""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.site.site import Site
from lodestone.site.view import Kind, View, single
from lodestone.site.views.paging import front, numbered, older, part
from lodestone.site.views.parts import feed_links, page
from lodestone.site.views.revisions import revisions
from lodestone.site.views.statements import statements
from lodestone.site.views.values import Data
from lodestone.site.words import counted

SIZE = 40


def _front(site: Site) -> Iterator[View]:
    rows = site.changes[""]
    total = len(rows)
    yield page(
        site,
        "changes/",
        "changes.html",
        "What changed",
        description="Corrections, replaced and updated briefings, and every move of the editor's view of the risk.",
        feeds=feed_links("all", "All briefings"),
        changes=list(revisions(site, front(rows, SIZE))),
        count=counted(total, "change"),
        risks=moves(site),
        older=numbered("changes/", older(total, SIZE)),
        up=None,
    )


def moves(site: Site) -> list[Data]:
    """Every statement of the editor on the risk of a topic, the newest first."""
    found = [
        each | {"topic": topic.title, "path": f"topics/{topic.id}/#section_risk"}
        for topic in site.lexicon.topics.values()
        for each in statements(site, topic)
    ]
    return sorted(found, key=lambda each: (each["on"]["iso"], each["topic"]), reverse=True)


def _numbers(site: Site) -> Iterator[str]:
    return (str(number) for number in range(1, older(len(site.changes[""]), SIZE) + 1))


def _older(site: Site, number: str) -> Iterator[View]:
    yield page(
        site,
        f"changes/{number}/",
        "changes.html",
        f"What changed: page {number}",
        section="changes/",
        changes=list(revisions(site, part(site.changes[""], SIZE, int(number)))),
        count="",
        risks=[],
        older=[],
        up={"label": "What changed", "path": "changes/"},
    )


KINDS = {"changes": single(_front), "changes-older": Kind(_numbers, _older)}
