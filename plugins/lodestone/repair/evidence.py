"""Which damage a document went through: the one that explains most and leaves least unexplained.

The whole document votes, so that a place that says little alone is read as its neighbours are.
Only damages that this document's characters allow are looked at, and each only once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from lodestone.model.change import Loss
from lodestone.repair.codecs import NEL
from lodestone.repair.cut import BEYOND, Cut, cut, pieces_of, strays
from lodestone.repair.damage import REPLACEMENT, Damage, damages
from lodestone.repair.gain import shown
from lodestone.repair.line import read
from lodestone.repair.mask import Spans
from lodestone.repair.piece import Piece, Style
from lodestone.repair.runs import ASKED, judge, ways
from lodestone.repair.shape import Ways
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
CONTENDS = 0.6
"""Share of the most that is explained, below which a damage is not read closer."""
LIKELY = 0.4
"""The same among distinct runs, where little is known yet."""


class Line(NamedTuple):
    """A line with what evidence looks at."""

    text: str
    closed: Spans
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


def verdict(contenders: Iterable[Contender], style: Style) -> Verdict | None:
    """The best damage, or None when the document looks right as it is."""
    best: Verdict | None = None
    known: dict[tuple[str, tuple[Cut, ...]], _Read] = {}
    for damage, lines in contenders:
        seen: set[str] = set()
        bits = sure = -LOSSY * (damage.loss != "none")
        found: dict[str, list[Piece]] = {}
        for line, cuts in lines:
            here = known.get((line.text, cuts))
            if here is None:
                here = known[line.text, cuts] = _read(line, damage, cuts, style)
            bits += here.bits
            sure += here.sure(seen)
            found[line.text] = here.pieces
        if sure > ENOUGH and (best is None or bits > 1.01 * best.bits + 2.0):
            best = Verdict(damage, bits, found)
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


def _read(line: Line, damage: Damage, cuts: tuple[Cut, ...], style: Style) -> _Read:
    pieces = pieces_of(line.shards, damage, line.closed)
    loose = -STRAY * min(strays(cuts), 4)
    if pieces:
        loose -= read(line.text, pieces, style)
    gains = [
        (
            piece.before,
            piece.choice.exact,
            piece.gain if piece.telling else min(piece.gain, 0.0) - NATURAL,
        )
        for piece in pieces
        if not (piece.choice.exact and shown(line.text, piece))
    ]
    bits = loose + sum([gain for _, _, gain in gains])
    return _Read(pieces, loose, bits, [each for each in gains if NEL not in each[0]])


def contenders(lines: Iterable[Line]) -> list[Contender]:
    """The damages that explain nearly as much as the best one: first of the distinct runs, which tells most
    damages off cheaply, then of the lines."""
    able, sample = _sample(lines)
    runs = list(dict.fromkeys([shard.run for line in sample for shard in line.shards]))
    first: list[tuple[int, Damage]] = []
    alike: set[tuple[object, ...]] = set()
    whole = False
    for damage in possible("".join(runs), able):
        if whole and damage.loss != "none":
            break
        cuts = [cut(damage, run) for run in runs]
        says = (damage.loss == "none", *cuts)
        if says in alike:
            continue  # of two that say the same, only the first need be weighed
        alike.add(says)
        first.append((sum([each.covered for each in cuts]), damage))
        whole = whole or (damage.loss == "none" and all(each.whole for each in cuts))
    least = LIKELY * max((covered for covered, _ in first), default=0.0)
    tried = [(damage, _led(sample, damage)) for covered, damage in first if covered >= least]
    explained = [sum([_covered(cuts) for _, cuts in lines]) for _, lines in tried]
    most = max(explained, default=0.0)
    return [each for each, covered in zip(tried, explained, strict=True) if covered >= CONTENDS * most]


def _led(sample: list[Line], damage: Damage) -> list[tuple[Line, tuple[Cut, ...]]]:
    """The lines that have a lead of the damage, their runs cut."""
    found = []
    for line in sample:
        cuts = tuple([cut(damage, run) for _, run in line.shards])
        if any(each.led for each in cuts):
            found.append((line, cuts))
    return found


def _covered(cuts: tuple[Cut, ...]) -> float:
    """Characters of a line that a damage explains: a first count, before anything is read."""
    return sum([each.covered for each in cuts]) - 2.0 * min(strays(cuts), 4)


def _sample(lines: Iterable[Line]) -> tuple[Ways, list[Line]]:
    """The pages that could explain the document, and the lines that vote: those with a run that one explains first."""
    runs: dict[str, None] = {}
    odd: dict[str, Line] = {}
    plain: dict[str, Line] = {}
    for line in lines:
        if not line.shards:
            continue
        here = (
            BEYOND.findall(ASKED.sub("", line.text))
            if "?" in line.text
            else [run.rstrip(" a") for _, run in line.shards]
        )
        runs.update(dict.fromkeys(here))
        some = odd if any(judge(run)[0] for run in here) else plain
        if len(some) < SAMPLE:
            some[line.text] = line
    if not odd:
        return (), []
    return ways(runs), [*odd.values(), *plain.values()]


def possible(text: str, able: Ways) -> Iterator[Damage]:
    """The damages whose signs are in the text, each kind once; nothing lost comes first."""
    letters = frozenset([character for character in set(text) if character > "\x7f"])
    present = sorted(letters)
    signs = [(way, damages(*way, False)[0].sign(present)) for way in able]
    begin = letters.union(map("".join, pairwise(text)))
    losses: dict[Loss, bool] = {
        "none": True,
        "dropped": True,
        "replaced": REPLACEMENT in letters,
        "asked": "?" in text,
    }
    seen: set[object] = set()
    for lossy in (False, True):
        for way, sign in signs:
            for damage in damages(*way, lossy):
                if not losses[damage.loss] or damage.leads.isdisjoint(letters):
                    continue
                if (damage.passes > 1 or damage.loss == "asked") and damage.clues.isdisjoint(begin):
                    continue
                says = (damage.loss, damage.lost, sign)
                if says not in seen:
                    seen.add(says)
                    yield damage
