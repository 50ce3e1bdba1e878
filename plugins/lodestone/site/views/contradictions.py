"""Figures that contradict each other, as data: beside one those that exclude it, and all of them side by side."""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.model import Briefing
from lodestone.site.conflicts import Claim, Conflict, among, claim, excluded, sortable
from lodestone.site.links import FIGURE
from lodestone.site.site import Site
from lodestone.site.views.values import Data

COMPARED = 120
"""Comparable figures of one thing that are held against each other, those of the newest briefings."""
LOOKED_AT = 40
"""The nearest figures below and above one, among which those of its time are looked for."""
BESIDE = 3
"""Contradicting figures that stand beside one figure; all of them are on the page of figures."""


def against(site: Site, briefing: Briefing, n: int) -> list[Data]:
    """What contradicts figure `n` of a briefing, the lowest value first: value, where, and in which briefing."""
    found = claim(briefing, n, site.lexicon)
    if found is None or site.cards[briefing.slug].newer:
        return []
    key, mine = found
    others = excluded(mine, _beyond(site, key, mine))
    return [_other(site, each, briefing.slug) for each in others[:BESIDE]]


def _beyond(site: Site, key: str, mine: Claim) -> Iterator[Claim]:
    """Comparable claims that lie wholly below or wholly above one, whatever their time."""
    if mine.low:
        below = site.claims_by_high[key].before(sortable(mine.low))
        yield from (Claim(*each) for each in below.from_end(0, LOOKED_AT))
    if mine.high:
        above = site.claims_by_low[key].since(f"{sortable(mine.high)}!")
        yield from (Claim(*each) for each in above[:LOOKED_AT])


def _other(site: Site, each: Claim, here: str) -> Data:
    owner = site.by_slug[each.slug]
    return {
        "label": owner.figures[each.n - 1].value.value.in_words,
        "path": f"briefings/{each.slug}/#{FIGURE}{each.id}",
        "title": "" if each.slug == here else owner.title.value,
    }


def conflicts(site: Site) -> Iterator[Conflict]:
    """All conflicts of the site, in order of measure and subject."""
    for key in site.claims.counts(least=2):
        yield from among(key, [Claim(*each) for each in site.claims[key][:COMPARED]])
