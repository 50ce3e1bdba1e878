"""A cheap first look: which code pages could have made the runs of characters beyond ASCII at all.

Every character is a lead byte, a trail byte, or neither, in each page; a set of pages is the bits of
an integer. A run that is damage begins with a lead and goes on as UTF-8 does. Nearly all clean text
is told by this alone, and its runs are remembered, since a language uses the same ones again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from lodestone.repair.codecs import CODE_PAGES, kept
from lodestone.repair.damage import LEADS, REPLACEMENT, TRAILS, letters
from lodestone.repair.oddity import COMMON_SIGNS, kind
from lodestone.repair.shape import MARKS_LEAD, lossy_leads, shape

RUN = re.compile(r"[^\x00-\x7f]+")
Ways = tuple[tuple[str, int], ...]
WAYS: Ways = tuple((codec, passes) for codec in CODE_PAGES for passes in (1, 2))
"""A code page and how often it was gone through; the bit of each in the sets below."""
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


@dataclass(frozen=True, slots=True)
class _Roles:
    """The ways in which a character is a lead, a lead whose trails may be lost, a trail, a letter of the page,
    and the lead of the marks."""

    lead: int
    lossy: int
    trail: int
    letter: int
    marks: int


@cache
def _roles() -> dict[str, _Roles]:
    tables: dict[str, list[int]] = {}
    for bit, (codec, passes) in enumerate(WAYS):
        shown, lossy, alphabet = kept(codec), lossy_leads(codec, passes), letters(codec)
        for byte in range(0x80, 0x100):
            roles = tables.setdefault(shown[byte], [0, 0, 0, 0, 0])
            roles[0] |= (byte in LEADS) << bit
            roles[1] |= (byte in lossy) << bit
            roles[2] |= (byte in TRAILS) << bit
            roles[3] |= (shown[byte] in alphabet) << bit
            roles[4] |= (byte == MARKS_LEAD or passes == 2) << bit
    everything = (1 << len(WAYS)) - 1
    tables[REPLACEMENT] = [everything, everything, everything, 0, 0]
    return {character: _Roles(*roles) for character, roles in tables.items()}


_NOTHING = _Roles(0, 0, 0, 0, 0)
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
    roles = _roles()
    last = roles.get(run[0], _NOTHING)
    good, letter = last.lead, last.letter
    for character in run[1:]:
        here = roles.get(character, _NOTHING)
        good &= here.trail | (here.lead & (last.trail | last.lossy))
        letter |= here.letter
        if not good:
            break
        last = here
    good &= last.trail | last.lossy
    confirmed = 0
    bits = good
    while bits:
        low = bits & -bits
        codec, passes = WAYS[low.bit_length() - 1]
        if shape(codec, passes).fullmatch(run):
            confirmed |= low
        bits ^= low
    lone = len(run) == 1 and kind(run).script in ("LATIN", "GREEK", "")
    return confirmed, letter & ~confirmed, confirmed & last.marks if lone else confirmed


def ways(runs: Iterable[str]) -> Ways:
    """The ways that explain enough of the distinct runs of a document to be looked at."""
    runs = tuple(runs)
    able = 0
    remembered = _seen.get
    for run in runs:  # nearly all text goes no further
        able |= (remembered(run) or judge(run))[2]
    if not able:
        return ()
    judged = [(run, judge(run)) for run in runs]
    counted: Counter[tuple[bool, int, int]] = Counter()
    length: Counter[tuple[bool, int, int]] = Counter()
    for run, (good, bad, _) in judged:
        key = (len(run) > 1, good & able, bad & able)
        counted[key] += 1
        length[key] += len(run)
    found: dict[tuple[str, int], int] = {}
    while able:
        low = able & -able
        pairs = lone = against = explained = 0
        for key, count in counted.items():
            long, good, bad = key
            if good & low:
                pairs, lone = (pairs + count, lone) if long else (pairs, lone + count)
                explained += length[key]
            elif bad & low:
                against += count
        if against <= (MOST_BAD * pairs + 2 if pairs else lone):
            found[WAYS[low.bit_length() - 1]] = explained
        able ^= low
    least = LIKELY * max(found.values(), default=0)
    return tuple([way for way, explained in found.items() if explained >= least])
