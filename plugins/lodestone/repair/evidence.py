"""Which damage a document went through: the one that explains most and leaves least unexplained.

The whole document votes, so that a place that says little alone is read as its neighbours are.
Only damages that this document's characters allow are looked at, and each only once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lodestone.repair.codecs import NEL
from lodestone.repair.cut import Cut, cut, cut_pieces, strays
from lodestone.repair.damage import Damage
from lodestone.repair.gain import shown
from lodestone.repair.line import read
from lodestone.repair.mask import Mask, Spans
from lodestone.repair.piece import Piece, Style
from lodestone.repair.runs import judge, runs_of
from lodestone.repair.shard import Shard

SAMPLE = 60
"""Lines that vote at most, of those that look damaged and of the others; more would only take time."""
ENOUGH = 9.5
"""Bits that a document must gain before it counts as damaged."""
LOSSY = 2.0
"""Bits against a damage that lost something: what needs no loss to explain it lost nothing."""
STRAY = 6.0
"""Bits against a damage for each run of its letters that it cannot explain."""


NATURAL = 2.0
"""Bits against a damage for each letter that stands as letters do, though it could be a mark."""
CHANCE = 2.0
"""Bits off what a whole piece says: somewhere in a text a few letters look like UTF-8 by chance."""
AGAIN = 0.25
"""Share of its bits that a whole piece has when it comes again."""
HOPELESS = 120.0
"""Bits behind the best damage, on the lines read so far, or against any, at which a damage is read no further."""
CONTENDS = 0.6
"""Share of the most that is explained, below which a damage is not read closer."""
LIKELY = 0.4
"""The same among distinct runs, where little is known yet."""


class Line(NamedTuple):
    """A line, by its number, and the runs that a damage may have made."""

    number: int
    text: str
    shards: tuple[Shard, ...]


Contender = tuple[Damage, list[tuple[Line, tuple[Cut, ...]]]]
"""A damage and the lines that have a lead of it, their runs cut."""


@dataclass(frozen=True)
class Verdict:
    """A damage and the bits by which it explains the document."""

    damage: Damage
    bits: float
    known: dict[str, list[Piece]] = field(default_factory=dict, compare=False)
    """The pieces of the lines that voted, read."""


def verdict(contenders: Iterable[Contender], style: Style, masks: Sequence[Mask]) -> Verdict | None:
    """The best damage, or None when the document looks right as it is. What its lines mask is not read."""
    best: Verdict | None = None
    of_best: dict[int, float] = {}
    known: dict[tuple[str, tuple[Cut, ...]], _Read] = {}
    for damage, lines in contenders:
        seen: set[str] = set()
        bits = sure = -LOSSY * (damage.loss != "none")
        behind = 0.0
        found: dict[str, list[Piece]] = {}
        of_lines: dict[int, float] = {}
        for line, cuts in lines:
            here = known.get((line.text, cuts))
            if here is None:
                here = known[line.text, cuts] = _read(line, cuts, masks[line.number].all, style)
            bits += here.bits
            sure += here.sure(seen)
            found[line.text] = here.pieces
            of_lines[line.number] = here.bits
            behind += of_best.get(line.number, here.bits) - here.bits
            if behind > HOPELESS or sure < -HOPELESS:
                break
        else:
            if sure > ENOUGH and (best is None or bits > best.bits + 2.0):
                best, of_best = Verdict(damage, bits, found), of_lines
    return best


class _Read(NamedTuple):
    """A line read under a damage; another damage that cuts it alike reads it alike."""

    pieces: list[Piece]
    loose: float
    """Bits of what stays unexplained: letters, loose ends of quotations."""
    bits: float
    """What the line says for the damage against others."""
    gains: list[tuple[str, bool, float]]
    """Of each piece what is seen, whether it is whole, and its bits; a next line, which may be one, proves nothing."""

    def sure(self, seen: set[str]) -> float:
        """What the line says against no damage at all: a whole piece that comes again (it is in `seen`)
        says little more than it did at first."""
        bits = self.loose
        for before, whole, gain in self.gains:
            if whole and gain > CHANCE:
                bits += (gain - CHANCE) * (AGAIN if before in seen else 1.0)
            else:
                bits += gain
            seen.add(before)
        return bits


def _read(line: Line, cuts: tuple[Cut, ...], closed: Spans, style: Style) -> _Read:
    pieces = cut_pieces(line.shards, cuts, closed)
    loose = -STRAY * min(strays(cuts), 4)
    if pieces:
        loose -= read(line.text, pieces, style)
    gains = []
    for piece in pieces:
        exact = piece.choice.exact
        if not (exact and shown(line.text, piece)):
            gain = piece.gain if piece.telling else min(piece.gain, 0.0) - NATURAL
            gains.append((piece.before, exact, gain))
    bits = loose + sum([gain for _, _, gain in gains])
    if NEL in line.text:
        gains = [each for each in gains if NEL not in each[0]]
    return _Read(pieces, loose, bits, gains)


def contenders(lines: Iterable[Line], damages: Iterable[Damage]) -> list[Contender]:
    """Those of the damages that explain nearly as much as the best one: first of the distinct runs, which tells
    most damages off cheaply, then of the lines."""
    sample = _sample(lines)
    numbers: dict[str, int] = {}
    rows = [(line, [numbers.setdefault(run, len(numbers)) for _, run in line.shards]) for line in sample]
    first = _first(list(numbers), damages)
    least = LIKELY * max([covered for covered, _, _ in first], default=0)
    counted: dict[tuple[Cut, ...], float | None] = {}
    tried: list[tuple[float, Contender]] = []
    for covered, damage, cuts in first:
        if covered < least:
            continue
        explained, led = 0.0, []
        for line, row in rows:
            here = tuple([cuts[number] for number in row])
            if here not in counted:
                counted[here] = _covered(here) if any(each.led for each in here) else None
            bits = counted[here]
            if bits is not None:
                explained += bits
                led.append((line, here))
        tried.append((explained, (damage, led)))
    least = CONTENDS * max([explained for explained, _ in tried], default=0.0)
    return [each for explained, each in tried if explained >= least]


def _first(runs: list[str], damages: Iterable[Damage]) -> list[tuple[int, Damage, list[Cut]]]:
    """The damages, each with the runs as it cuts them and how many of their characters it explains.
    Of two that say the same, only the first need be weighed; where one that lost nothing explains all, no other."""
    found: list[tuple[int, Damage, list[Cut]]] = []
    alike: set[tuple[object, ...]] = set()
    whole = False
    for damage in damages:
        if whole and damage.loss != "none":
            break
        cuts = [cut(damage, run) for run in runs]
        says = (damage.loss == "none", *cuts)
        if says not in alike:
            alike.add(says)
            found.append((sum([each.covered for each in cuts]), damage, cuts))
            whole = whole or (damage.loss == "none" and all(each.whole for each in cuts))
    return found


def _covered(cuts: tuple[Cut, ...]) -> float:
    """Characters of a line that a damage explains: a first count, before anything is read."""
    return sum([each.covered for each in cuts]) - 2.0 * min(strays(cuts), 4)


def _sample(lines: Iterable[Line]) -> list[Line]:
    """The lines that vote: those with a run that a page explains first."""
    odd: dict[str, Line] = {}
    plain: dict[str, Line] = {}
    told: dict[str, bool] = {}
    for line in lines:
        explained = False
        for _, run in line.shards:
            if run not in told:
                told[run] = any(judge(each).good for each in runs_of(run))
            explained = explained or told[run]
        some = odd if explained else plain
        if len(some) < SAMPLE:
            some[line.text] = line
        elif len(odd) == len(plain) == SAMPLE:
            break
    return [*odd.values(), *plain.values()]
