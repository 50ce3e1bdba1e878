"""Which questions of the last build are to be asked again, because what they look at was touched.

`Touched` may name too many facts, never too few: a question whose answer is as it was makes no page again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lodestone.engine.state import State
from lodestone.site.reads import Read


@dataclass(slots=True)
class Touched:
    """Facts that may have changed."""

    values: set[tuple[str, str]] = field(default_factory=set)
    """Table and key of single values."""
    groups: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """Sort keys at which a row of a group of a table came, went, or holds another value."""
    tables: set[str] = field(default_factory=set)
    """Tables that are looked at whole."""


def asked_again(state: State, touched: Touched) -> Iterator[tuple[int, Read, str]]:
    """Every read of the last build that looks at something touched: its number, itself, the digest of its answer."""
    for table, key in sorted(touched.values):
        yield from _reads(state, "tbl = ? AND key = ? AND part = 'one'", table, key)
    if any(table in ("file", "media") for table, _ in touched.values):
        yield from _reads(state, "tbl = 'file' AND part = 'all'")
    for table in sorted(touched.tables):
        yield from _reads(state, "tbl = ?", table)
    for table in sorted({table for table, _ in touched.groups}):
        yield from _reads(state, "tbl = ? AND part IN ('keys', 'names')", table)
    for (table, key), sorts in sorted(touched.groups.items()):
        group = "tbl = ? AND key = ?"
        yield from _reads(state, f"{group} AND part IN {_WHOLE}", table, key)
        slices = f"{group} AND part IN ('first', 'last')"
        if len(sorts) > _MANY:
            yield from _reads(state, slices, table, key)
            continue
        reached = " OR ".join(["? BETWEEN reach_low AND reach_high"] * len(sorts))
        yield from _reads(state, f"{slices} AND ({reached})", table, key, *sorted(sorts))


_WHOLE = ("slugs", "text", "count", "tally", "distinct", "top")
"""Parts that look at all rows of a group."""
_MANY = 100
"""Places in one group above which all its slices are asked again."""


def _reads(state: State, where: str, *values: str | int) -> Iterator[tuple[int, Read, str]]:
    rows = state.db.execute(
        f"SELECT id, tbl, key, part, start, stop, low, high, digest FROM read WHERE {where}", values
    ).fetchall()
    for number, *read, digest in rows:
        yield number, Read(*read), digest
