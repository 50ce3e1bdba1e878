"""Long lists in pages that keep their number: page 1 holds the oldest items, for ever.

The list's own address shows the newest items: those of the last page, which is still filling,
and of the one before it. A new item thus changes the front and at most one numbered page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from lodestone.site.site import Rows
from lodestone.site.views.values import Data

T = TypeVar("T")


def older(total: int, size: int) -> int:
    """How many numbered pages a list has beside its front.

    >>> [older(total, 2) for total in (0, 3, 4, 5, 6)]
    [0, 0, 1, 1, 2]
    """
    return max((total - size) // size, 0)


def older_keys(totals: Iterable[tuple[str, int]], size: int) -> Iterator[str]:
    """Keys of the numbered pages of many lists, each told by its name and how many items it has.

    >>> list(older_keys([("magnets", 6), ("recycling", 3)], 2))
    ['magnets/1', 'magnets/2']
    """
    return (f"{name}/{number}" for name, total in totals for number in range(1, older(total, size) + 1))


def front(rows: Rows[T], size: int) -> list[T]:
    """The newest items, at least `size` of them where there are so many: what the numbered pages do not hold."""
    total = len(rows)
    return rows[: total - older(total, size) * size]


def part(rows: Rows[T], size: int, number: int) -> list[T]:
    """The items of a numbered page, from 1, the newest first."""
    return rows.from_end((number - 1) * size, number * size)


def numbered(path: str, count: int) -> list[Data]:
    """Links to the numbered pages below `path`, the newest first."""
    return [{"label": f"Page {number}", "path": f"{path}{number}/"} for number in range(count, 0, -1)]
