"""Where something stands: spans in the text that we work on, places in the file on disk.

The pipeline works on repaired text; a person sees the file as it is. `Locator` leads from
the one to the other by the ledger of the repair, so that every message points at what its
reader has before them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from lodestone.model.change import Change


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters `[start, end)`, counted from 0 in the repaired text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` in this span."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The same span in a text that starts `by` characters earlier."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Line and column, from 1, in characters of the file on disk (a byte-order mark not counted)."""

    line: int
    column: int


_LINE_END = re.compile("\n")


class Locator:
    """Leads from an offset in the repaired text to the place in the file on disk.

    >>> Locator("a\\nbc", ()).place(3)
    Place(line=2, column=2)
    """

    def __init__(self, source: str, changes: Sequence[Change]) -> None:
        self._length = len(source)  # the text itself is not kept: a locator outlives it
        self._lines = [0, *(found.end() for found in _LINE_END.finditer(source))]
        self._ends: list[int] = []  # ends of the changes, in the repaired text
        self._shifts = [0]  # what to add after the n-th change
        shift = 0
        for change in changes:
            shift += len(change.before) - len(change.after)
            self._ends.append(change.offset + len(change.before) - shift)
            self._shifts.append(shift)

    def offset(self, offset: int) -> int:
        """The offset in the text on disk for an offset in the repaired text."""
        return offset + self._shifts[bisect_right(self._ends, offset)]

    def place(self, offset: int) -> Place:
        """Line and column on disk for an offset in the repaired text."""
        at = min(max(self.offset(offset), 0), self._length)
        line = bisect_right(self._lines, at)
        return Place(line, at - self._lines[line - 1] + 1)
