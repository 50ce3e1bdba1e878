"""What changed, in sentences: corrections, replaced and updated briefings, moved risks and judgements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lodestone.model import LIKELIHOODS, Briefing
from lodestone.site.site import Site
from lodestone.site.views.parts import link
from lodestone.site.views.values import Data, moment
from lodestone.site.words import plain, sentence, span_words

KINDS_OF_CHANGE = {
    "supersedes": ("Replaced", "replaces"),
    "updates": ("Updated", "updates"),
    "corrected": ("Corrected", ""),
    "withdrawn": ("Withdrawn", ""),
}
"""What the list calls a change, and the verb between the newer briefing and the older."""
_NUMBERED = re.compile(r"kj-\d+")
"""Anchors by place: they say nothing on which judgement of another briefing is the same one."""
Row = tuple[str, str, str, int]


def revisions(site: Site, rows: Iterable[Row]) -> Iterator[Data]:
    """Rows of `site.changes` in words: on which day, what happened to which briefing, and what moved."""
    for slug, on, kind, n in rows:
        briefing = site.by_slug[slug]
        label, verb = KINDS_OF_CHANGE.get(kind, ("Corrected", ""))
        older = getattr(briefing, kind, "") if verb else ""
        card = site.cards.get(older) if older else None
        yield {
            "on": moment(on),
            "label": label,
            "verb": verb,
            "from": link(site.cards[slug]),
            "other": link(card) if card else None,
            "what": briefing.corrections[n - 1].what if n else "",
            "moved": list(_moved(site, briefing, older, kind == "supersedes")) if card else [],
        }


def _moved(site: Site, briefing: Briefing, older: str, replaced: bool) -> Iterator[str]:
    before = site.by_slug[older]
    risk = risk_change(site, older, briefing.slug)
    if risk:
        yield risk
    yield from judgement_changes(site, before, briefing, replaced)


def risk_change(site: Site, older: str, newer: str) -> str:
    """How the confirmed risk moved from one briefing to another; '' where that is unknown."""
    before, after = site.cards.get(older) if older else None, site.cards[newer]
    if before is None or before.proposed or after.proposed or before.risk is None or after.risk is None:
        return ""
    old, new = before.risk, after.risk
    if old.number == new.number:
        return f"The risk stays {new.level} ({new.number} of 5)."
    return f"The risk moves from {old.level} ({old.number} of 5) to {new.level} ({new.number} of 5)."


def judgement_changes(site: Site, before: Briefing, after: Briefing, replaced: bool) -> Iterator[str]:
    """Judgements with a name of their own that moved; where the older briefing was replaced, also what was dropped."""
    old = {each.anchor: each for each in before.judgements if not _NUMBERED.fullmatch(each.anchor)}
    new = {each.anchor: each for each in after.judgements}
    for anchor, each in old.items():
        now = new.get(anchor)
        text = plain(site.bodies[before.slug].fragments[anchor], 24)
        said = f"\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}"
        if now is None and replaced:
            yield f"A judgement is dropped: {said}"
        elif now and now.likelihood != each.likelihood:
            yield sentence(f"{_band(each.likelihood)} becomes {_band(now.likelihood)}: {said}")


def _band(likelihood: str) -> str:
    return f"{likelihood} ({span_words(*LIKELIHOODS[likelihood])})"
