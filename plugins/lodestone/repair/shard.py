"""Runs of characters beyond ASCII in a line, each with the little around it that matters to a repair.

How a run is cut into damaged pieces depends on its own characters and on what follows it: a blank, the
end of the line, anything else. So runs that agree in both are cut once, wherever they stand.
"""

from __future__ import annotations

import re
from typing import NamedTuple

RUN = re.compile(r"([^\x00-\x7f][^\x00-\x3e\x40-\x7f]*)")
"""Characters beyond ASCII, with the question marks between and behind them."""
ASKED = ("???", "??", "?")
"""Question marks before a run, which may stand for some of its characters."""
END = re.compile(r"\s*\Z")
SPARE = re.compile(r" (?: |s\b(?!')|quel[aeo])")
"""A blank that is no blank between words: another one follows, or a possessive, or an end that is no word."""


class Shard(NamedTuple):
    """A run and where it stands."""

    start: int
    run: str
    """The run, and behind it what it is followed by: nothing or blanks at the end of its line, two blanks and a
    letter where the first blank is to spare, a blank and a letter, a letter."""


def shards(line: str) -> tuple[Shard, ...]:
    """The runs of a line.

    >>> [shard.run for shard in shards("caf\\N{LATIN SMALL LETTER E WITH ACUTE} au lait")][0][1:]
    ' a'
    """
    if line.isascii():
        return ()
    found = []
    parts = RUN.split(line)
    at = 0
    for number in range(1, len(parts), 2):
        before, run = parts[number - 1], parts[number]
        at += len(before)
        start, end = at, at + len(run)
        run += "a" if parts[number + 1][:1] > " " else _behind(line, end)
        if before[-1:] == "?":
            asked = next(marks for marks in ASKED if before.endswith(marks))
            start, run = at - len(asked), asked + run
        found.append(Shard(start, run))
        at = end
    return tuple(found)


def _behind(line: str, at: int) -> str:
    following = line[at : at + 1]
    if END.match(line, at):
        return "  " if line.startswith("  ", at) else " " if following == " " else ""
    if following != " ":
        return "a"
    return "  a" if SPARE.match(line, at) else " a"
