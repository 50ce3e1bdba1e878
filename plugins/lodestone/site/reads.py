"""A read: one question that a page asked the site, small enough to be asked again at the next build.

`Store` is where answers come from: tables in memory (`MemoryStore`, for tests and `lodestone
check`) or in SQLite (`engine.store`, for builds). A law holds the two against each other.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol

from lodestone.model import Briefing, Lexicon
from lodestone.model.company import named
from lodestone.site.card import Card, card_of
from lodestone.site.events import Event
from lodestone.site.gate import kept_back
from lodestone.site.options import SiteOptions
from lodestone.site.pages import Page
from lodestone.site.rows import Entry, Scalar
from lodestone.site.tables import TABLES
from lodestone.text.body import Body

Part = Literal[
    "one", "first", "last", "slugs", "text", "count", "keys", "names", "tally", "distinct", "top", "all"
]  # fmt: skip


class Read(NamedTuple):
    """One question.

    - `one`: the value under a key, or None: a card, a briefing, a body, a company, an option …
    - `first`: rows `start` to `stop` of a group, counted from its first; `last`: from its last
    - `slugs`: the slug of every row of a group; `text`: the texts that stand first in its rows, one behind the
      other, in UTF-8
    - `count`: how many rows a group has; `keys`: how many rows under each key of the table that has at
      least `start`; `names`: only which keys there are
    - `tally`: how often each value stands in a group; `distinct`: only which values; `top`: the one that
      stands most often, or None. A row that is a card has no value
    - `all`: everything in a table of the register

    `low` and `high`, where given, narrow a group to rows with `low` <= sort < `high`.
    """

    table: str
    key: str = ""
    part: Part = "one"
    start: int = 0
    stop: int | None = None
    low: str = ""
    high: str = ""


Note = Callable[[Read], None]
NAMED = "register.names of "
"""Beginning of the tables of companies and topics as other pages show them."""


class Store(Protocol):
    """Answers reads. All that pages are made of comes through here, so that nothing is read unseen."""

    @property
    def lexicon(self) -> Lexicon:
        """The register."""

    @property
    def options(self) -> SiteOptions:
        """The settings."""

    def answer(self, read: Read) -> Any:
        """The answer. Lists are cards, or pairs of the slug and the values of the row."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a site is made of that is no briefing: few, so it is kept in memory by every store."""

    options: SiteOptions
    lexicon: Lexicon
    pages: tuple[Page, ...] = ()
    events: tuple[Event, ...] = ()
    media: frozenset[str] = frozenset()
    """Paths of the files below `media/`."""
    unread: frozenset[str] = frozenset()
    """Paths of briefings that could not be read, and the slugs that they would have."""
    files: Mapping[str, tuple[str, str]] = field(init=False)
    """Key of the body and address of the page, by path of the file."""

    def __post_init__(self) -> None:
        topics, companies = self.lexicon.topics.values(), self.lexicon.companies.values()
        found = {each.path: (f"page:{each.slug}", f"{each.slug}/") for each in self.pages}
        found |= {each.path: (f"topic:{each.id}", f"topics/{each.id}/") for each in topics}
        found |= {each.path: (f"company:{each.id}", f"companies/{each.id}/") for each in companies}
        object.__setattr__(self, "files", found)

    def answer(self, read: Read) -> Any:
        """The answer of a table that holds no briefings. Raises `KeyError` where there is no such table."""
        table, key, part = read[:3]
        if table.startswith(NAMED):
            entry = getattr(self.lexicon, table.removeprefix(NAMED)).get(key)
            return entry and named(entry)
        if table.startswith("register"):
            value: Any = self.lexicon
            for name in table.split(".")[1:]:
                value = getattr(value, name)
            return value.get(key) if part == "one" else value
        return _ANSWERS[table](self, key)


_ANSWERS: dict[str, Callable[[Given, str], Any]] = {
    "media": lambda given, path: path in given.media,
    "unread": lambda given, name: name in given.unread,
    "passed": lambda given, day: dt.date.fromisoformat(day) < given.options.reading_day,
    "option": lambda given, name: getattr(given.options, name),
    "events": lambda given, _: given.events,
    "pages": lambda given, slug: (
        given.pages if not slug else next((each for each in given.pages if each.slug == slug), None)
    ),
}


Sorted = tuple[str, str, tuple[Scalar, ...] | None]
"""A row as it is kept: sort, slug, value."""


class MemoryStore:
    """All of a site in memory. A table is made when it is first asked for: to check needs no search index."""

    def __init__(self, given: Given, briefings: Iterable[Briefing], bodies: Mapping[str, Body]) -> None:
        self.given = given
        self.lexicon, self.options = given.lexicon, given.options
        self.bodies = bodies
        self.briefings = {each.slug: each for each in briefings}
        self.cards: dict[str, Card] = {}
        self._entries: dict[str, Entry] = {}
        self._tables: dict[str, dict[str, list[Sorted]]] = {}
        newer = _newer(self.briefings.values())
        for slug, briefing in self.briefings.items():
            self.cards[slug] = card_of(briefing, bodies.get(slug), newer.get(slug, ""))
            readable = not kept_back(briefing, self.options)
            self._entries[slug] = Entry(briefing, self.cards[slug], self.lexicon, readable, bodies.get(slug))
        self._files = {each.path: (each.slug, f"briefings/{each.slug}/") for each in self.briefings.values()}

    def answer(self, read: Read) -> Any:
        """See `Store`."""
        if read.part in ("one", "all"):
            return self._value(read)
        groups = self._table(read.table)
        if read.part == "keys":
            return {key: len(groups[key]) for key in sorted(groups) if len(groups[key]) >= read.start}
        if read.part == "names":
            return sorted(groups)
        return self._rows(read, _within(groups.get(read.key, []), read.low, read.high))

    def _table(self, name: str) -> dict[str, list[Sorted]]:
        """The rows of all briefings in a table, by their key."""
        if name not in self._tables:
            groups: dict[str, list[Sorted]] = {}
            for slug, entry in self._entries.items() if name in TABLES else ():
                for row in TABLES[name](entry):
                    insort(groups.setdefault(row.key, []), (row.sort, slug, row.value))
            self._tables[name] = groups
        return self._tables[name]

    def _rows(self, read: Read, rows: list[Sorted]) -> Any:
        if read.part == "count":
            return len(rows)
        if read.part == "slugs":
            return [slug for _, slug, _ in rows]
        if read.part == "text":
            return "".join(value[0] for _, _, value in rows if value and isinstance(value[0], str)).encode()
        if read.part in ("tally", "distinct", "top"):
            return tallied(Counter(value for _, _, value in rows if value is not None), read.part)
        return [self._given(row) for row in cut(rows, read)]

    def _value(self, read: Read) -> Any:
        if read == Read("file", part="all"):
            return sorted([*self._files, *self.given.files, *self.given.media])
        tables: dict[str, Mapping[str, Any]] = {
            "card": self.cards,
            "briefing": self.briefings,
            "body": self.bodies,
            "file": self._files,
        }
        if read.table in tables:
            found = tables[read.table].get(read.key)
            return self.given.files.get(read.key) if found is None and read.table == "file" else found
        return self.given.answer(read)

    def _given(self, row: Sorted) -> Any:
        _, slug, value = row
        return self.cards[slug] if value is None else (slug, *value)


def _newer(briefings: Iterable[Briefing]) -> dict[str, str]:
    """The slug of the newest live briefing that replaces one, by the slug of the replaced."""
    live = [each for each in briefings if each.status != "withdrawn" and each.supersedes]
    live.sort(key=newest_first)
    return {each.supersedes: each.slug for each in reversed(live)}


def newest_first(briefing: Briefing) -> tuple[int, str]:
    """Sorts briefings by date, the newest first, then by slug; undated ones come last."""
    return (-briefing.date.value.toordinal() if briefing.date else 0, briefing.slug)


def tallied(counts: Mapping[tuple[Scalar, ...], int], part: Part) -> Any:
    """What a read of the values of a group gives, out of how often each stands there.

    >>> tallied({("b",): 2, ("a",): 2, ("c",): 1}, "top"), tallied({("b",): 2, ("a",): 1}, "distinct")
    (('a',), [('a',), ('b',)])
    """
    values = sorted(counts)
    if part == "distinct":
        return values
    if part == "top":
        return max(values, key=lambda value: counts[value], default=None)
    return {value: counts[value] for value in values}


def _within(rows: list[Sorted], low: str, high: str) -> list[Sorted]:
    start = bisect_left(rows, low, key=lambda row: row[0]) if low else 0
    stop = bisect_left(rows, high, key=lambda row: row[0]) if high else len(rows)
    return rows[start:stop]


def cut(rows: list[Sorted], read: Read) -> list[Sorted]:
    """The part of a group that a read asks for, in the order of the group."""
    if read.part == "first":
        return rows[read.start : read.stop]
    stop = len(rows) if read.stop is None else min(read.stop, len(rows))
    return rows[len(rows) - stop : len(rows) - min(read.start, len(rows))]
