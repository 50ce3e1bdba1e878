"""Long lists in pages that keep their number: page 1 holds the oldest items, for ever.

The list's own address shows the newest items: those of the last page, which is still filling,
and of the one before it. A new item thus changes the front and at most one numbered page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Paged(NamedTuple, Generic[T]):
    """A list cut into pages, newest items first on each."""

    front: list[T]
    older: list[list[T]]
    """Full pages, oldest first: page 1 is `older[0]`. Empty where the front holds everything."""


def paged(newest_first: Sequence[T], size: int) -> Paged[T]:
    """Cut a list into pages of `size`.

    >>> paged("gfedcba", 2)
    Paged(front=['g', 'f', 'e'], older=[['b', 'a'], ['d', 'c']])
    >>> paged("ba", 2)
    Paged(front=['b', 'a'], older=[])
    """
    items = list(newest_first)
    full = max((len(items) - size) // size, 0)
    cut = len(items) - full * size
    older = items[cut:]
    pages = [older[at : at + size] for at in range(0, len(older), size)]
    return Paged(items[:cut], pages[::-1])
