"""All briefings, newest first, in pages whose numbers do not shift."""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.site.site import Site
from lodestone.site.view import Kind, View, single
from lodestone.site.views.paging import front, numbered, older, part
from lodestone.site.views.parts import card, feed_links, page
from lodestone.site.words import counted

SIZE = 50


def _front(site: Site) -> Iterator[View]:
    """The front with the newest."""
    total = len(site.briefings)
    yield page(
        site,
        "archive/",
        "archive.html",
        "Briefings",
        description="All briefings, the newest first.",
        feeds=feed_links("all", "All briefings"),
        briefings=[card(site, each) for each in front(site.briefings, SIZE)],
        count=counted(total, "briefing"),
        older=numbered("archive/", older(total, SIZE)),
    )


def _numbers(site: Site) -> Iterator[str]:
    return (str(number) for number in range(1, older(len(site.briefings), SIZE) + 1))


def _older(site: Site, number: str) -> Iterator[View]:
    yield page(
        site,
        f"archive/{number}/",
        "list.html",
        f"Briefings: page {number}",
        section="archive/",
        up={"label": "The newest briefings", "path": "archive/"},
        briefings=[card(site, each) for each in part(site.briefings, SIZE, int(number))],
        show_risk=True,
    )


KINDS = {"archive": single(_front), "archive-older": Kind(_numbers, _older)}
