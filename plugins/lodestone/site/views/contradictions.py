"""Figures that contradict each other, as data: beside one those that exclude it, and all of them side by side."""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.model import Briefing
from lodestone.site.conflicts import Claim, Conflict, among, claim, excluded
from lodestone.site.links import FIGURE
from lodestone.site.site import Site
from lodestone.site.views.values import Data

BESIDE = 3
"""Contradicting figures that stand beside one figure; all of them are on the page of figures."""


def against(site: Site, briefing: Briefing, n: int) -> list[Data]:
    """What contradicts figure `n` of a briefing, the lowest value first: value, where, and in which briefing."""
    found = claim(briefing, n, site.lexicon)
    if found is None or site.cards[briefing.slug].newer:
        return []
    key, mine = found
    return [_other(site, each, briefing.slug) for each in excluded(mine, _claims(site, key))[:BESIDE]]


def _other(site: Site, each: Claim, here: str) -> Data:
    owner = site.by_slug[each.slug]
    return {
        "label": owner.figures[each.n - 1].value.value.in_words,
        "path": f"briefings/{each.slug}/#{FIGURE}{each.id}",
        "title": "" if each.slug == here else owner.title.value,
    }


def conflicts(site: Site) -> Iterator[Conflict]:
    """All conflicts of the site, in order of measure and subject."""
    for key, count in site.claims.counts().items():
        if count > 1:
            yield from among(key, _claims(site, key))


def _claims(site: Site, key: str) -> list[Claim]:
    return [Claim(*row) for row in site.claims[key]]
