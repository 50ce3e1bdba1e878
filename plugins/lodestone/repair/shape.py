"""What damaged characters look like, whatever was lost: all code pages at once, before any table is made.

A set of pages is the bits of an integer. In each page a character is a lead byte, a trail byte, or neither; so
one automaton, whose states are such sets, tells of a run of characters which pages could have made it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from lodestone.repair.codecs import CODE_PAGES, kept
from lodestone.repair.damage import LEADS, REPLACEMENT, TRAILS, letters

Ways = tuple[tuple[str, int], ...]
WAYS: Ways = tuple((codec, passes) for codec in CODE_PAGES for passes in (1, 2))
"""A code page and how often it was gone through; the bit of each in the sets below."""
LOSSY = frozenset((0xC2, 0xC3, 0xC4, 0xC5, 0xC8, 0xC9, 0xE1, 0xE2))
"""Leads of the characters that may be restored although trail bytes were lost: Latin letters and marks."""
MARKS_LEAD = 0xE2
"""The lead of quotes and dashes: alone it may stand for them after both trails were lost."""

State = tuple[int, int]
"""How many trails must follow, and how many more may."""


class Role(NamedTuple):
    """The ways in which a character is a trail, a lead (by the trails that follow it), a letter of the page, and a
    lead of which one alone is a sign of damage."""

    trail: int
    leads: tuple[tuple[State, int], ...]
    letter: int
    marks: int


NOTHING = Role(0, (), 0, 0)


def _follow(byte: int, passes: int, lossy: frozenset[int]) -> State:
    """What a lead asks for."""
    trails = 1 + (byte >= 0xE0) + (byte >= 0xF0)
    if byte not in lossy:
        return trails, 0
    return (1, 1) if byte == 0xE1 and passes == 1 else (0, trails)


@cache
def roles() -> dict[str, Role]:
    """The role of each character that a page shows for a byte beyond ASCII."""
    trail: dict[str, int] = {}
    leads: dict[str, dict[State, int]] = {}
    letter: dict[str, int] = {}
    marks: dict[str, int] = {}
    for number, (codec, passes) in enumerate(WAYS):
        bit = 1 << number
        shown = kept(codec)
        for byte in TRAILS:
            trail[shown[byte]] = trail.get(shown[byte], 0) | bit
        # What the first pass showed was written again: its own leads may have lost their trails.
        lossy = LOSSY.union("".join(shown[0x80:]).encode("utf-8")) if passes > 1 else LOSSY
        for byte in LEADS:
            asked = leads.setdefault(shown[byte], {})
            state = _follow(byte, passes, lossy)
            asked[state] = asked.get(state, 0) | bit
        for character in letters(codec):
            letter[character] = letter.get(character, 0) | bit
        for character in shown[0x80:] if passes > 1 else (shown[MARKS_LEAD],):
            marks[character] = marks.get(character, 0) | bit
    return {
        character: Role(
            trail.get(character, 0),
            tuple(leads.get(character, {}).items()),
            letter.get(character, 0),
            marks.get(character, 0),
        )
        for character in {**trail, **leads, **letter}
    }


def made(run: str) -> int:
    """The ways that could have made this run: it is whole leads, each with the trails that it needs."""
    known = roles()
    states: dict[State, int] = {(0, 0): (1 << len(WAYS)) - 1}
    for character in run:
        free = _free(states)
        if character == REPLACEMENT:
            states = {(0, 0): free}
            continue
        role = known.get(character, NOTHING)
        following: dict[State, int] = {}
        moves = [(_after(state), role.trail & ways) for state, ways in states.items() if state != (0, 0)]
        for state, ways in (*moves, *((state, ways & free) for state, ways in role.leads)):
            if ways:
                following[state] = following.get(state, 0) | ways
        states = following
        if not states:
            return 0
    return _free(states)


def _free(states: dict[State, int]) -> int:
    """The ways in which nothing more must follow."""
    found = 0
    for (must, _), ways in states.items():
        if not must:
            found |= ways
    return found


def _after(state: State) -> State:
    must, may = state
    return (must - 1, may) if must else (0, may - 1)


def of_bits(bits: int) -> Iterable[tuple[str, int]]:
    """The ways of a set, the commonest page first."""
    while bits:
        low = bits & -bits
        yield WAYS[low.bit_length() - 1]
        bits ^= low
