"""All kinds of page, in one table. A new kind is a new file with `views`, and a row here."""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.site.site import Site
from lodestone.site.view import View, ViewMaker
from lodestone.site.views import (
    archive,
    briefing,
    companies,
    exports,
    feeds,
    home,
    machines,
    pages,
    topics,
)

VIEWS: dict[str, ViewMaker] = {
    "home": home.views,
    "briefings": briefing.views,
    "exports": exports.views,
    "topics": topics.views,
    "companies": companies.views,
    "archive": archive.views,
    "pages": pages.views,
    "feeds": feeds.views,
    "machines": machines.views,
}
"""Kind of page -> what makes all its views out of a site."""


def views(site: Site) -> Iterator[View]:
    """Every view of the site, kind by kind."""
    for make in VIEWS.values():
        yield from make(site)
