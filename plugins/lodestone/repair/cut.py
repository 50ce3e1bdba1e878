"""Cutting the runs of a line into damaged pieces, under one damage.

A run is cut the same way wherever it stands, so each is cut once for each damage and remembered; what a
line is made of is then looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lodestone.repair.damage import Damage
from lodestone.repair.mask import Spans
from lodestone.repair.oddity import COMMON_SIGNS, kind
from lodestone.repair.piece import Choice, Piece, choice, choice_of
from lodestone.repair.repertoire import NBSP
from lodestone.repair.runs import judge, runs_of
from lodestone.repair.shard import END, SPARE, Shard, shards
from lodestone.repair.table import Table, table_of

REMEMBERED = 32_768
"""Runs that are remembered, all damages together."""

Part = tuple[int, int, str, Choice]
"""Start and end in the run, what is seen there, and what it can stand for."""


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """A run cut into pieces. Equal cuts are one object."""

    parts: tuple[Part, ...]
    covered: int
    """How many characters the pieces have."""
    led: bool
    """Whether the run has a lead at all."""
    head: bool
    """Whether letters of the page stand before the first piece (anywhere, where there is none)."""
    inner: int
    """How many stretches of such letters stand between pieces, and sequences that are no character after all."""
    tail: bool
    """Whether such letters stand behind the last piece."""
    bound: bool
    """Whether there is any sequence at all, so that `head` and `tail` are two stretches."""
    whole: bool
    """Whether nothing is in doubt, and nothing that comes back looks damaged again."""


@lru_cache(maxsize=REMEMBERED)
def _one(fields: tuple[tuple[Part, ...], int, bool, bool, int, bool, bool, bool]) -> Cut:
    return Cut(*fields)


@lru_cache(maxsize=REMEMBERED)
def cut(damage: Damage, run: str) -> Cut:
    """The pieces of a run, as `Shard.run` has it."""
    parts: list[Part] = []
    strays: list[bool] = []
    last = inner = 0
    for start, end in _sequences(damage, run):
        strays.append(_stray(run, last, start, parts, damage))
        last = end
        what = choice_of(damage, run[start:end])
        if what is None or (what.weak and run[end : end + 1] in damage.trails):
            inner += 1
        elif what.exact and end - start > 1 and parts and parts[-1][1] == start and parts[-1][3].exact:
            first, _, _, before = parts.pop()
            text = before.candidates[0] + what.candidates[0]
            parts.append((first, end, run[first:end], choice("", (text,))))
        else:
            parts.append((start, end, run[start:end], what))
    strays.append(_stray(run, last, len(run), parts, damage))
    whole = not inner and not any(strays) and _explains(run, parts) and all(_final(part[3]) for part in parts)
    return _one(
        (
            tuple(parts),
            sum([end - start for start, end, _, _ in parts]),
            not damage.leads.isdisjoint(run),
            strays[0],
            inner + sum(strays[1:-1]),
            strays[-1],
            len(strays) > 1,
            whole or COMMON_SIGNS.issuperset(run.strip("? a")),
        )
    )


def _sequences(damage: Damage, run: str) -> Iterator[tuple[int, int]]:
    """Where damaged characters seem to stand: any that lost nothing, then those of the table, the longest first."""
    table = table_of(damage)
    pieces, lengths = table.pieces, table.lengths
    at = 0
    while at < len(run):
        end = table.whole(run, at)
        if end > at:
            yield at, end
            at = end
            continue
        for length in lengths.get(run[at], ()):
            piece = run[at : at + length]
            if piece in pieces and _fits(table, piece, run, at + length):
                yield at, at + length
                at += length
                break
        else:
            at += 1


def _fits(table: Table, piece: str, run: str, end: int) -> bool:
    """A piece that ends in a blank needs one to spare; one that is cut off stands at the end of its line."""
    if end > len(run):
        return False
    if piece[-1] == " " and NBSP not in table.pieces[piece]:
        return SPARE.match(run, end - 1) is not None
    if len(piece) == 1 and table.damage.loss == "none":
        return END.match(run, end) is not None
    return True


def _explains(run: str, parts: list[Part]) -> bool:
    """Whether the pieces have every character beyond ASCII, and no question mark may stand for another."""
    return "?" not in run.lstrip("?") and sum(
        [len(BEYOND.sub("", seen)) - len(seen) for _, _, seen, _ in parts]
    ) == len(BEYOND.sub("", run)) - len(run)


def _final(what: Choice) -> bool:
    text = what.whole.text
    usual = all(kind(character).bits < STRANGE for character in text)
    return what.exact and usual and not any(judge(run).good for run in runs_of(text))


STRANGE = 12.0
"""Bits of a character that few texts have: a page that makes such ones of damage has hardly explained it."""


BEYOND = re.compile(r"[^\x00-\x7f]+")


def _stray(run: str, start: int, end: int, parts: list[Part], damage: Damage) -> bool:
    """Whether letters of the page stand there, or what may well be the rest of the piece before."""
    if start == end:
        return False
    between = run[start:end]
    if between.isascii():
        return False
    if not damage.alphabet.isdisjoint(between):
        return True
    if not parts or parts[-1][1] != start:
        return False
    return (kind(between[0]).bits > 0 and between[0].isalpha()) or (
        not parts[-1][3].exact and between[0] in damage.trails
    )


def strays(cuts: Iterable[Cut]) -> int:
    """In how many stretches of a line there are letters that no piece explains."""
    count, pending = 0, False
    for each in cuts:
        if each.bound:
            count += each.inner + (pending or each.head)
            pending = each.tail
        else:
            pending = pending or each.head
    return count + pending


def pieces_of(places: Sequence[Shard], damage: Damage, closed: Spans) -> list[Piece]:
    """The pieces of the runs of a line, outside its `closed` spans."""
    return cut_pieces(places, [cut(damage, run) for _, run in places], closed)


def cut_pieces(places: Iterable[Shard], cuts: Iterable[Cut], closed: Spans) -> list[Piece]:
    """The same, of runs that are cut already."""
    pieces = [
        Piece(at + start, at + end, seen, what)
        for (at, _), each in zip(places, cuts, strict=True)
        for start, end, seen, what in each.parts
    ]
    return _outside(pieces, sorted(closed)) if closed else pieces


def _outside(pieces: list[Piece], closed: Spans) -> list[Piece]:
    found: list[Piece] = []
    behind = 0
    for piece in pieces:
        while behind < len(closed) and closed[behind][1] <= piece.start:
            behind += 1
        if behind == len(closed) or closed[behind][0] >= piece.end:
            found.append(piece)
    return found


def find(line: str, damage: Damage, closed: Spans) -> list[Piece]:
    """The pieces of a line outside its `closed` spans."""
    return pieces_of(shards(line), damage, closed)
