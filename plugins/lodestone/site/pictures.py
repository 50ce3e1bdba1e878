"""Which files of the media a site shows: a publish build copies these and no others.

A picture of a draft is as private as the draft, and nothing tells it from others but who leads to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.site.links import media_of
from lodestone.site.site import Site


def pictured(site: Site) -> frozenset[str]:
    """Paths below the content directory of all media that a page of the site leads to."""
    register = (path for key in _keys(site) for path in media_of(site.bodies[key].links, site.path_of(key)))
    return frozenset((*site.pictures.counts(), *register))


def _keys(site: Site) -> Iterator[str]:
    """Bodies that are of no briefing; what briefings show is a table."""
    yield from (f"page:{each.slug}" for each in site.pages)
    yield from (f"topic:{each}" for each in site.lexicon.topics)
    yield from (f"company:{each}" for each in site.lexicon.companies)
