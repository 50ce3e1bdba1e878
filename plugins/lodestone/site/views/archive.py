"""All briefings, newest first, in pages whose numbers do not shift."""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.site.site import Site
from lodestone.site.view import View
from lodestone.site.views.paging import paged
from lodestone.site.views.parts import card, feed_links, page
from lodestone.site.words import counted

SIZE = 50


def views(site: Site) -> Iterator[View]:
    """The front with the newest, then the numbered pages, the oldest first."""
    cut = paged(site.briefings, SIZE)
    numbers = [
        {"label": f"Page {number}", "path": f"archive/{number}/"} for number in range(len(cut.older), 0, -1)
    ]
    yield page(
        site,
        "archive/",
        "archive.html",
        "Briefings",
        description="All briefings, the newest first.",
        feeds=feed_links("all", "All briefings"),
        briefings=[card(site, each) for each in cut.front],
        count=counted(len(site.briefings), "briefing"),
        older=numbers,
    )
    for number, items in enumerate(cut.older, 1):
        yield page(
            site,
            f"archive/{number}/",
            "list.html",
            f"Briefings: page {number}",
            section="archive/",
            up={"label": "The newest briefings", "path": "archive/"},
            briefings=[card(site, each) for each in items],
            show_risk=True,
        )
