"""Answers out of the state: what `MemoryStore` is in memory, on disk, with the digest of every answer.

Only what is asked for is read, so the memory that pages take does not grow with the site.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO
from itertools import islice
from pathlib import PurePosixPath
from typing import Any, ClassVar, TypeVar

from lodestone.engine.digest import digest, of_plain
from lodestone.engine.frozen import thaw
from lodestone.engine.scan import hashed
from lodestone.site.card import Card
from lodestone.site.reads import Given, Read, tallied
from lodestone.site.rows import Scalar

T = TypeVar("T")
_MOST = 4_000
"""Answers that are kept in memory: cards, slices that many pages share, rows of the register."""
_MOST_WHOLE = 400
"""The same of answers that are large: whole briefings and bodies."""
_WHOLE = ("briefing", "body")
_NOTHING = "-"
"""The digest of no answer."""
REACH = _START, _END = "", "\U0010ffff"
"""Before and behind every sort key."""
Answer = tuple[Any, str]
Told = tuple[str, str, str]
"""The digest of an answer, and between which sort keys, both included, a change of the group can change it."""


class SqliteStore:
    """The site of a state. Answers that are kept must be dropped by `fresh` when the tables change."""

    def __init__(self, db: sqlite3.Connection, given: Given) -> None:
        self._db, self.given = db, given
        self.lexicon, self.options = given.lexicon, given.options
        self._kept: dict[Read, Answer] = {}
        self._kept_whole: dict[Read, Answer] = {}
        self._reach: dict[Read, tuple[str, str]] = {}
        self._texts: dict[Read, str] = {}
        self._cards: dict[str, tuple[Card, str]] = {}
        self._unreads: frozenset[str] | None = None

    def fresh(self) -> None:
        """Forget all answers."""
        for kept in (self._kept, self._kept_whole, self._reach, self._texts, self._cards):
            kept.clear()
        self._unreads = None

    def answer(self, read: Read) -> Any:
        """See `lodestone.site.reads.Store`."""
        return self._asked(read)[0]

    def digest(self, read: Read) -> str:
        """The digest of the answer, the same in every process."""
        return self._texts.get(read) or self._asked(read)[1]

    def _asked(self, read: Read) -> Answer:
        large = read[0] in _WHOLE
        memory = self._kept_whole if large else self._kept
        kept = memory.get(read)
        if kept is not None:
            return kept
        found = self._parts.get(read.part, SqliteStore._value)(self, read)
        if read.part == "text":
            self._texts[read] = found[1]
            return found
        for old in _oldest(memory, _MOST_WHOLE if large else _MOST):
            del memory[old]
            self._reach.pop(old, None)
        memory[read] = found
        return found

    def told(self, read: Read) -> Told:
        """What is kept of an answer.

        A slice that is counted from the first row reaches from there to the last row that it gives,
        and on to the end where it gives fewer than asked.
        """
        return self.digest(read), *self._reach.get(read, (_START, _END))

    # Lists

    def _rows(self, read: Read) -> Answer:
        last = read.part == "last"
        order = "DESC" if last else "ASC"
        where, values = _group(read)
        limit = -1 if read.stop is None else max(read.stop - read.start, 0)
        rows = self._db.execute(
            f"SELECT sort, slug, value FROM entry WHERE {where} ORDER BY sort {order}, slug {order} LIMIT ? OFFSET ?",
            (*values, limit, read.start),
        ).fetchall()
        full = 0 < limit == len(rows)
        low = rows[-1][0] if full and last else read.low or _START
        high = rows[-1][0] if full and not last else read.high or _END
        self._reach[read] = (low, high)
        found = [(sort, *self._row(slug, value)) for sort, slug, value in rows]
        if last:
            found.reverse()
        return [each for _, each, _ in found], of_plain(tuple((sort, told) for sort, _, told in found))

    def _row(self, slug: str, value: str | None) -> tuple[Any, Any]:
        if value is None:
            card, told = self._card(slug)
            return card, (slug, told)
        return (slug, *_values(value)), (slug, value)

    def _slugs(self, read: Read) -> Answer:
        where, values = _group(read)
        rows = self._db.execute(f"SELECT slug FROM entry WHERE {where} ORDER BY sort, slug", values)
        found = [slug for (slug,) in rows]
        return found, of_plain(found)

    def _text(self, read: Read) -> Answer:
        """A text of the whole site is long: it is not kept, and there is one of it in memory."""
        where, values = _group(read)
        out = BytesIO()
        rows = self._db.execute(
            f"SELECT json_extract(value, '$[0]') FROM entry WHERE {where} ORDER BY sort, slug", values
        )
        out.writelines(value.encode() for (value,) in rows if isinstance(value, str))
        found = out.getvalue()
        return found, hashed(found)

    def _count(self, read: Read) -> Answer:
        where, values = _group(read)
        [count] = self._db.execute(f"SELECT count(*) FROM entry WHERE {where}", values).fetchone()
        return count, str(count)

    def _keys(self, read: Read) -> Answer:
        rows = self._db.execute(
            "SELECT key, count(*) FROM entry WHERE tbl = ? GROUP BY key HAVING count(*) >= ? ORDER BY key",
            (read.table, read.start),
        )
        found = dict(rows)
        return found, of_plain(found)

    def _names(self, read: Read) -> Answer:
        rows = self._db.execute("SELECT DISTINCT key FROM entry WHERE tbl = ? ORDER BY key", (read.table,))
        found = [key for (key,) in rows]
        return found, of_plain(found)

    def _tally(self, read: Read) -> Answer:
        where, values = _group(read)
        rows = self._db.execute(
            f"SELECT value, count(*) FROM entry WHERE {where} AND value IS NOT NULL GROUP BY value", values
        )
        found = tallied({_values(value): count for value, count in rows}, read.part)
        return found, of_plain(found)

    # Values

    def _value(self, read: Read) -> Answer:
        lookup = self._lookups.get(read.table)
        if lookup:
            return lookup(self, read.key) if read.part == "one" else self._all_files()
        found = self.given.answer(read)
        return found, _NOTHING if found is None else digest(found)

    def _card(self, slug: str) -> tuple[Card | None, str]:
        kept = self._cards.get(slug)
        if kept:
            return kept
        row = self._one("SELECT data, digest FROM card WHERE slug = ?", slug)
        if row is None:
            return None, _NOTHING
        for old in _oldest(self._cards, _MOST):
            del self._cards[old]
        found = self._cards[slug] = (thaw(row[0]), row[1])
        return found

    def _briefing(self, slug: str) -> Answer:
        row = self._one(
            "SELECT a.briefing, b.digest FROM briefing b JOIN article a ON a.path = b.path "
            "WHERE b.slug = ? AND b.why = ''",
            slug,
        )
        return (thaw(row[0]), row[1]) if row else (None, _NOTHING)

    def _body(self, key: str) -> Answer:
        if ":" in key:
            row = self._one("SELECT data, digest FROM body WHERE key = ?", key)
        else:
            row = self._one(
                "SELECT o.data, o.digest FROM briefing b JOIN body o ON o.key = 'file:' || b.path "
                "WHERE b.slug = ? AND b.why = ''",
                key,
            )
        if row is None:
            return None, _NOTHING
        return thaw(row[0]), row[1]

    def _file(self, path: str) -> Answer:
        row = self._one("SELECT slug FROM briefing WHERE path = ? AND why = ''", path)
        found = (row[0], f"briefings/{row[0]}/") if row else self.given.files.get(path)
        return found, found[1] if found else _NOTHING

    def _all_files(self) -> Answer:
        rows = self._db.execute("SELECT path FROM briefing WHERE why = ''")
        found = sorted([*(path for (path,) in rows), *self.given.files, *self.given.media])
        return found, of_plain(tuple(found))

    def _unread(self, name: str) -> Answer:
        if self._unreads is None:
            self._unreads = unread(self._db)
        found = name in self._unreads
        return found, str(found)

    def _on_disk(self, path: str) -> Answer:
        row = self._one("SELECT hash FROM article WHERE path = ?", path)
        return (row[0], row[0]) if row else (None, _NOTHING)

    def _one(self, statement: str, value: str) -> Any:
        return self._db.execute(statement, (value,)).fetchone()

    _parts: ClassVar[Mapping[str, Callable[[SqliteStore, Read], Answer]]] = {
        "first": _rows,
        "last": _rows,
        "slugs": _slugs,
        "text": _text,
        "count": _count,
        "keys": _keys,
        "names": _names,
        "tally": _tally,
        "distinct": _tally,
        "top": _tally,
    }
    _lookups: ClassVar[Mapping[str, Callable[[SqliteStore, str], Answer]]] = {
        "card": _card,
        "briefing": _briefing,
        "body": _body,
        "file": _file,
        "unread": _unread,
        "text": _on_disk,
    }


def _oldest(kept: Mapping[T, Any], most: int) -> list[T]:
    """What is to be forgotten before one more is kept: nothing, or an eighth of all at once."""
    return list(islice(kept, most // 8)) if len(kept) >= most else []


@lru_cache(20_000)
def _values(text: str) -> tuple[Scalar, ...]:
    """The values of a row; the same rows are looked at by many pages."""
    return tuple(json.loads(text))


def unread(db: sqlite3.Connection) -> frozenset[str]:
    """Paths of files that gave no briefing of the site, and the slugs that their names would give."""
    rows = db.execute(
        "SELECT a.path FROM article a LEFT JOIN briefing b ON b.path = a.path WHERE b.path IS NULL"
    )
    paths = {path for (path,) in rows}
    return frozenset(paths | {PurePosixPath(path).stem for path in paths})


def _group(read: Read) -> tuple[str, list[str]]:
    where, values = "tbl = ? AND key = ?", [read.table, read.key]
    for limit, condition in ((read.low, "sort >= ?"), (read.high, "sort < ?")):
        if limit:
            where, values = f"{where} AND {condition}", [*values, limit]
    return where, values
