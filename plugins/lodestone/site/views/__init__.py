"""All kinds of page, in one table. A new kind is a module with `KINDS`, and a name here."""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.site.site import Site
from lodestone.site.view import Kind, View
from lodestone.site.views import (
    a_z,
    archive,
    briefing,
    calendar,
    chain,
    changes,
    companies,
    data,
    digest,
    feeds,
    figures,
    home,
    machines,
    pages,
    risk,
    search,
    sources,
    timeline,
    topics,
)

PAGES = (home, briefing, topics, companies, archive, pages)
EVIDENCE = (figures, risk, sources, calendar, timeline, chain, a_z, changes, digest, search)
MACHINES = (data, feeds, machines)

VIEWS: dict[str, Kind] = {
    name: kind for module in (*PAGES, *EVIDENCE, *MACHINES) for name, kind in module.KINDS.items()
}
"""Name of the kind -> which pages there are, and what each is made of. Where two pages want one
address, the first in this order has it."""


def views(site: Site) -> Iterator[View]:
    """Every view of the site, kind by kind."""
    for kind in VIEWS.values():
        for key in kind.keys(site):
            yield from kind.make(site, key)
