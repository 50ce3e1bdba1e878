"""What a run of damaged characters looks like in a page, whatever was lost: a first look before any table is made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from lodestone.repair.codecs import kept
from lodestone.repair.damage import REPLACEMENT, TRAILS, one_of

LOSSY = (0xC2, 0xC3, 0xC4, 0xC5, 0xC8, 0xC9, 0xE1, 0xE2)
"""Leads of the characters that may be restored although trail bytes were lost: Latin letters and marks."""
MARKS_LEAD = 0xE2
"""The lead of quotes and dashes: alone it may stand for them after both trails were lost."""


@cache
def lossy_leads(codec: str, passes: int) -> frozenset[int]:
    """Lead bytes whose characters may be restored although trail bytes were lost."""
    if passes == 1:
        return frozenset(LOSSY)
    # What the first pass showed was written again: its own leads may have lost their trails.
    return lossy_leads(codec, 1) | {character.encode("utf-8")[0] for character in kept(codec)[0x80:]}


@cache
def shape(codec: str, passes: int = 1) -> re.Pattern[str]:
    """What a run of damaged characters looks like in this page, whatever was lost: a cheap first look."""
    shown = kept(codec)
    lossy = lossy_leads(codec, passes)
    trail = one_of(shown[byte] for byte in TRAILS)

    def leads(of: Iterable[int]) -> str:
        return one_of(shown[byte] for byte in of)

    ways = []
    for trails, of in ((1, range(0xC2, 0xE0)), (2, range(0xE0, 0xF0)), (3, range(0xF0, 0xF5))):
        ways.append(f"{leads(byte for byte in of if byte in lossy and byte != 0xE1)}{trail}{{0,{trails}}}")
        ways.append(f"{leads(byte for byte in of if byte not in lossy)}{trail}{{{trails}}}")
    ways.append(f"{leads([0xE1])}{trail}{{{1 if passes == 1 else 0},2}}")
    return re.compile(f"(?:{'|'.join(ways)}|{REPLACEMENT})+")
