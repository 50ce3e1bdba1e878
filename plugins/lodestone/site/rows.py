"""What a table is made of: rows, the entry that a table may look at, and texts that sort as days do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from lodestone.model import Briefing, Lexicon
from lodestone.site import conflicts
from lodestone.site.card import Card
from lodestone.text.body import Body

Scalar = str | int | float | bool | None


class Row(NamedTuple):
    """One row that a briefing puts into a table."""

    key: str
    """The group: the id of a topic, a company … or '' where a table is one list."""
    sort: str
    """Rows of a group are in order of this text, then of the slug. No two rows of a briefing have the same."""
    value: tuple[Scalar, ...] | None = None
    """What the list gives beside the slug; None where it gives cards."""


@dataclass(frozen=True)
class Entry:
    """All that a table may look at."""

    briefing: Briefing
    """Of a withdrawn briefing the stub."""
    card: Card
    lexicon: Lexicon
    readable: bool = True
    """Whether the public may see it. In a publish build nothing else is here at all."""
    body: Body | None = None
    """Its rendered text, for the search index and the calendar: no list shows it."""

    @property
    def live(self) -> bool:
        """Whether it has not been withdrawn."""
        return self.briefing.status != "withdrawn"

    @property
    def current(self) -> bool:
        """Whether it is live and no later briefing replaces it."""
        return self.live and not self.card.newer

    @cached_property
    def newest_first(self) -> str:
        """The sort key of a list with the newest on top."""
        return descending(self.card.date)

    @cached_property
    def claims(self) -> tuple[tuple[str, conflicts.Claim], ...]:
        """The comparable figures of a current briefing, each under its key."""
        return tuple(conflicts.claims(self.briefing, self.lexicon)) if self.current else ()


Table = Callable[[Entry], Iterator[Row]]

_DIGITS = str.maketrans("0123456789", "9876543210")


def descending(day: dt.date | None) -> str:
    """A text that sorts later days first, and none at all last.

    >>> sorted([dt.date(2025, 1, 2), None, dt.date(2026, 1, 1)], key=descending)
    [datetime.date(2026, 1, 1), datetime.date(2025, 1, 2), None]
    """
    return day.isoformat().translate(_DIGITS) if day else "~"


def last_day(on: str) -> str:
    """A text that sorts with ISO days: a month or year stands behind its last day.

    >>> last_day("2026"), last_day("2026-11"), last_day("2026-11-10")
    ('2026-12-99', '2026-11-99', '2026-11-10')
    """
    return on + "-12-99"[len(on) - 4 :] if len(on) < 10 else on
