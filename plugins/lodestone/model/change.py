"""One repair of the text: where, what, by which rule, and how sure.

A ledger is a tuple of changes in the order of their place. It is complete: replaying it on
the input gives the output, undoing it on the output gives the input. Nothing here decides
anything; the room `repair` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Loss = Literal["none", "dropped", "replaced", "asked"]
"""What became of the bytes that the wrong code page could not show: all kept, dropped,
replaced by U+FFFD, or replaced by a question mark."""


@dataclass(frozen=True, slots=True)
class Change:
    """A place of the input that was (or, if `after == before`, could not be) mended.

    Positions refer to the input: `line` and `column` count from 1, `offset` from 0, all in
    characters. A change never holds a line break, so lines stay where they are (U+0085 in `before` is
    no break where it is the last byte of a letter).
    """

    line: int
    column: int
    offset: int
    before: str
    after: str
    codec: str
    """Name of the code page that the bytes were wrongly read in, as Python knows it; '' if none."""
    loss: Loss
    reason: str
    """One clause for a person: why this reading."""
    confidence: float
    """0 to 1. Below the threshold of the room `repair` the text stays as it was."""
    alternatives: tuple[str, ...] = ()
    """Other readings of the same place, the likeliest first."""

    @property
    def resolved(self) -> bool:
        """Whether the text was changed here."""
        return self.before != self.after


def replay(text: str, changes: tuple[Change, ...]) -> str:
    """The output, from the input and its ledger.

    >>> replay("itโs", (Change(1, 3, 2, "โ", "’", "tis_620", "dropped", "", 1.0),))
    'it’s'
    """
    parts, end = [], 0
    for change in changes:
        if text[change.offset : change.offset + len(change.before)] != change.before:
            raise ValueError(f"the ledger is not of this text: {change.before!r} is not at {change.offset}")
        parts += [text[end : change.offset], change.after]
        end = change.offset + len(change.before)
    return "".join([*parts, text[end:]])


def undo(text: str, changes: tuple[Change, ...]) -> str:
    """The input, from the output and its ledger.

    >>> undo("it’s", (Change(1, 3, 2, "โ", "’", "tis_620", "dropped", "", 1.0),))
    'itโs'
    """
    parts, end, shift = [], 0, 0
    for change in changes:
        start = change.offset + shift
        if text[start : start + len(change.after)] != change.after:
            raise ValueError(f"the ledger is not of this text: {change.after!r} is not at {start}")
        parts += [text[end:start], change.before]
        end = start + len(change.after)
        shift += len(change.after) - len(change.before)
    return "".join([*parts, text[end:]])
