"""All kinds of page, in one table. A new kind is a module with `KINDS`, and a row here.

A module is imported when a page of its kinds is made or listed: most edits touch few kinds.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from lodestone.site.site import Site
from lodestone.site.view import Kind, View

PAGES = {
    "home": ("home",),
    "briefing": ("briefing", "moved"),
    "topics": ("topics", "topic", "topic-older"),
    "companies": ("companies", "company", "company-older", "ticker"),
    "archive": ("archive", "archive-older"),
    "pages": ("page", "missing"),
}
EVIDENCE = {
    "figures": ("figures", "measure", "measure-older"),
    "risk": ("risk", "risk-cell"),
    "sources": ("sources", "source", "source-older"),
    "calendar": ("calendar",),
    "timeline": ("timeline",),
    "chain": ("chain",),
    "a_z": ("a-z",),
    "changes": ("changes", "changes-older"),
    "digest": ("digests", "digest"),
    "search": ("search", "search-index", "search-terms", "search-facets", "search-hits"),
}
MACHINES = {
    "data": ("data", "data-briefings", "data-figures", "data-register", "data-build"),
    "feeds": ("feed",),
    "machines": ("sitemap", "machines"),
}
MODULES = PAGES | EVIDENCE | MACHINES
"""Modules of this room with the names of their `KINDS`."""


def _kind(module: str, name: str) -> Kind:
    """A kind that imports its module when it is asked."""

    def found() -> Kind:
        kind: Kind = import_module(f"{__name__}.{module}").KINDS[name]
        return kind

    return Kind(lambda site: found().keys(site), lambda site, key: found().make(site, key))


VIEWS: dict[str, Kind] = {name: _kind(module, name) for module, names in MODULES.items() for name in names}
"""Name of the kind -> which pages there are, and what each is made of. Where two pages want one
address, the first in this order has it."""


def views(site: Site) -> Iterator[View]:
    """Every view of the site, kind by kind."""
    for kind in VIEWS.values():
        for key in kind.keys(site):
            yield from kind.make(site, key)
