"""A cheap first look: which code pages could have made the runs of characters beyond ASCII at all.

A run that is damage begins with a lead and goes on as UTF-8 does. Nearly all clean text is told by this
alone, and its runs are remembered, since a language uses the same ones again.
"""

from __future__ import annotations

import re
from typing import NamedTuple

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


Run = bytes
"""A run of characters beyond ASCII, in UTF-8: it is cut out and looked up without being read."""


def runs_of(text: str) -> set[Run]:
    """The distinct runs of characters beyond ASCII. Bytes are several times faster here than patterns."""
    if "?" in text:
        text = ASKED.sub("", text)
    return set(text.encode("utf-8", "surrogatepass").translate(BLANKED).split())


class Judged(NamedTuple):
    """The ways that could have made a run; those that have its letters but cannot have made it; of the first those
    for which it is a sign of damage, not just a letter or a mark as people write it; and its length."""

    good: int
    bad: int
    sign: int
    length: int


_seen: dict[Run, Judged] = {}
_innocent: set[Run] = set()
"""Those of them that are no sign of damage in any way: nearly all that people write."""


def judge(run: Run) -> Judged:
    """What a run says; all are remembered."""
    found = _seen.get(run)
    if found is None:
        if len(_seen) >= REMEMBERED:
            _seen.clear()
            _innocent.clear()
        found = _seen[run] = _judge(run.decode("utf-8", "surrogatepass"))
        if not found.sign:
            _innocent.add(run)
    return found


def _judge(run: str) -> Judged:
    if COMMON_SIGNS.issuperset(run):
        return Judged(0, 0, 0, len(run))
    known = roles()
    letter = 0
    for character in run:
        letter |= known.get(character, NOTHING).letter
    good = made(run)
    lone = len(run) == 1 and kind(run).script in ("LATIN", "GREEK", "")
    sign = good & known.get(run, NOTHING).marks if lone else good
    return Judged(good, letter & ~good, sign, len(run))


def ways(runs: set[Run]) -> Ways:
    """The ways that explain enough of the distinct runs of a document to be looked at."""
    able = 0
    for run in runs - _innocent:  # nearly all text goes no further
        able |= judge(run).sign
    if not able:
        return ()
    counted: dict[tuple[bool, int, int], tuple[int, int]] = {}
    for good, bad, _, length in map(judge, runs):
        key = (length > 1, good & able, bad & able)
        count, lengths = counted.get(key, (0, 0))
        counted[key] = count + 1, lengths + length
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
