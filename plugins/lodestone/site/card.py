"""What lists show of a briefing: small, without text, so that an edit of the prose changes no list."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lodestone.model import Briefing, Risk
from lodestone.model.briefing import Status
from lodestone.site.words import plain
from lodestone.text.body import Body

SUMMARY_WORDS = 60
"""A bottom line has at most so many words; what a raw text opens with is cut there in lists."""


@dataclass(frozen=True, slots=True)
class Card:
    """A briefing in a list."""

    slug: str
    title: str
    date: dt.date | None
    changed: dt.date | None
    """Its date, or that of its newest correction."""
    summary: str
    """The bottom line as plain text."""
    lang: str
    themes: tuple[str, ...]
    risk: Risk | None
    proposed: bool
    """Whether the risk is one that no person confirmed."""
    status: Status
    machine: bool
    """Whether any field is machine-read and not confirmed."""
    newer: str
    """Slug of the briefing that replaces it, or ''."""


def card_of(briefing: Briefing, body: Body | None, newer: str = "") -> Card:
    """The card of a briefing; `newer` is the slug of the one that supersedes it."""
    return Card(
        slug=briefing.slug,
        title=briefing.title.value,
        date=briefing.date.value if briefing.date else None,
        changed=_changed(briefing),
        summary=plain(body.fragments.get("bottom-line", "") if body else "", SUMMARY_WORDS),
        lang=briefing.lang,
        themes=tuple(each.value for each in briefing.themes),
        risk=briefing.risk.value if briefing.risk else None,
        proposed=bool(briefing.risk and briefing.risk.proposed),
        status=briefing.status,
        machine=bool(briefing.machine_read),
        newer=newer,
    )


def _changed(briefing: Briefing) -> dt.date | None:
    days = [each.date for each in briefing.corrections]
    return max([*days, briefing.date.value] if briefing.date else days, default=None)
