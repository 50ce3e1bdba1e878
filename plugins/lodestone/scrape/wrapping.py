"""Join lines that were broken at a fixed width, as in mail and old text files.

A line was broken by the width if the next word would not have fitted on it. That is tested as
it was done: the length of the line and of the first word of the next against the width. Lists,
headings and last lines of paragraphs end early, so they stay apart.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from lodestone.scrape.residue import Line

_NARROWEST, _WIDEST = 40, 100
"""Characters: narrower is a column of a table, wider is no fixed width."""
_SLACK = 6
"""Characters that a line may have lost to the repair of its signs."""
_FEWEST = 3
"""Breaks that make a width believable."""

BULLET = re.compile(
    r"(?P<indent>\s*)(?P<mark>[-*+\N{BULLET}\N{MIDDLE DOT}\N{EN DASH}\N{EM DASH}\N{TRIANGULAR BULLET}"
    r"\N{BLACK SMALL SQUARE}\N{WHITE BULLET}\N{BLACK CIRCLE}\N{WHITE CIRCLE}\N{BLACK SQUARE}]|\d{1,2}[.)])"
    r"\s+(?P<words>\S.*)"
)
"""An item of a list, by any of the marks that pages use."""


def unwrapped(lines: Sequence[Line]) -> tuple[list[Line], list[tuple[int, int]]]:
    """The lines with broken ones joined, and the numbers of the first and last line of each join."""
    width = _width(lines)
    if width is None:
        return list(lines), []
    joined: list[Line] = []
    ends: list[int] = []  # the number of the last line that went into each
    before: Line | None = None  # the line above, as it was
    for line in lines:
        if before is not None and _was_broken(before.text, line.text, width):
            joined[-1] = Line(joined[-1].number, _glued(joined[-1].text, line.text))
            ends[-1] = line.number
        else:
            joined.append(line)
            ends.append(line.number)
        before = line
    joins = [(line.number, end) for line, end in zip(joined, ends, strict=True) if line.number != end]
    return joined, joins


def _width(lines: Sequence[Line]) -> int | None:
    """The width at which the text was broken, or None where it was not."""
    lengths = sorted(len(line.text) for line in lines if not line.blank)
    if not lengths:
        return None
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    pairs = [(a.text, b.text) for a, b in itertools.pairwise(lines) if not (a.blank or b.blank)]
    broken = sum(_is_full(a, b, width) for a, b in pairs)
    return width if broken >= _FEWEST and 2 * broken >= len(pairs) else None


def _was_broken(above: str, line: str, width: int) -> bool:
    if not above.strip() or not line.strip() or BULLET.match(line):
        return False
    unfinished = above[-1].isalnum() and line.lstrip()[0].islower()
    return unfinished or _is_full(above, line, width)


def _is_full(above: str, line: str, width: int) -> bool:
    """Whether the first word of a line, up to its hyphen, would not have fitted on the line above."""
    first = re.match(r"[^\s-]*-?", line.lstrip())
    assert first is not None  # the pattern matches everywhere
    return len(above) + 1 + len(first[0]) > width - _SLACK


def _glued(above: str, line: str) -> str:
    """Two parts of a line; a hyphen at the break was one of the word."""
    return above.rstrip() + ("" if re.search(r"\w-$", above.rstrip()) else " ") + line.lstrip()
