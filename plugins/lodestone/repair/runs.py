"""A cheap first look: which code pages could have made the runs of characters beyond ASCII at all.

A run that is damage begins with a lead and goes on as UTF-8 does. Nearly all clean text is told by this
alone, and its runs are remembered, since a language uses the same ones again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lodestone.repair.oddity import COMMON_SIGNS, kind
from lodestone.repair.shape import NOTHING, Ways, made, of_bits, roles

BLANKED = bytes([*b" " * 0x80, *range(0x80, 0x100)])
REMEMBERED = 50_000
"""Runs that are remembered; then all are forgotten."""
MOST_BAD = 3
"""Runs that a page cannot explain, for each that it can, before it is out of the question; where all that it
explains are single letters, one is too many."""

LIKELY = 0.4
"""Share of what the best page explains whole, below which a page is not looked at."""


ASKED = re.compile(r"\?(?<=[^\x00-\x7f]\?)\??(?=[^\x00-\x7f])")
"""Question marks inside of a run: they stand for bytes that were lost."""


def runs_of(text: str) -> set[str]:
    """The distinct runs of characters beyond ASCII. Bytes are several times faster here than patterns."""
    if "?" in text:
        text = ASKED.sub("", text)
    blanked = text.encode("utf-8", "surrogatepass").translate(BLANKED)
    return {run.decode("utf-8", "surrogatepass") for run in set(blanked.split())}


_seen: dict[str, tuple[int, int, int]] = {}


def judge(run: str) -> tuple[int, int, int]:
    """The ways that could have made this run; those that have its letters but cannot have made it; and of the
    first those for which it is a sign of damage, not just a letter or a mark as people write it."""
    found = _seen.get(run)
    if found is None:
        if len(_seen) >= REMEMBERED:
            _seen.clear()
        found = _seen[run] = _judge(run)
    return found


def _judge(run: str) -> tuple[int, int, int]:
    if COMMON_SIGNS.issuperset(run):
        return 0, 0, 0
    known = roles()
    letter = 0
    for character in run:
        letter |= known.get(character, NOTHING).letter
    good = made(run)
    lone = len(run) == 1 and kind(run).script in ("LATIN", "GREEK", "")
    return good, letter & ~good, good & known.get(run, NOTHING).marks if lone else good


def ways(runs: Iterable[str]) -> Ways:
    """The ways that explain enough of the distinct runs of a document to be looked at."""
    runs = tuple(runs)
    able = 0
    remembered = _seen.get
    for run in runs:  # nearly all text goes no further
        able |= (remembered(run) or judge(run))[2]
    if not able:
        return ()
    counted: dict[tuple[bool, int, int], tuple[int, int]] = {}
    for run in runs:
        good, bad, _ = remembered(run) or judge(run)
        key = (len(run) > 1, good & able, bad & able)
        count, length = counted.get(key, (0, 0))
        counted[key] = count + 1, length + len(run)
    found = _counted(able, counted)
    least = LIKELY * max([explained for _, explained in found], default=0)
    likely = 0
    for alike, explained in found:
        if explained >= least:
            likely |= alike
    return tuple(of_bits(likely))


def _counted(able: int, counted: dict[tuple[bool, int, int], tuple[int, int]]) -> list[tuple[int, int]]:
    """The ways that are not out of the question, and how much each explains; ways that agree are counted together."""
    groups = [(able, 0, 0, 0, 0)]
    for (long, good, bad), (count, length) in counted.items():
        split = []
        for group in groups:
            alike, pairs, lone, against, explained = group
            if here := alike & good:
                more = (pairs + count, lone) if long else (pairs, lone + count)
                split.append((here, *more, against, explained + length))
            if here := alike & bad:
                split.append((here, pairs, lone, against + count, explained))
            if here := alike & ~(good | bad):
                split.append((here, *group[1:]))
        groups = split
    return [
        (alike, explained)
        for alike, pairs, lone, against, explained in groups
        if against <= (MOST_BAD * pairs + 2 if pairs else lone)
    ]
