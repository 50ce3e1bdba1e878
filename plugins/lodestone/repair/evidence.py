"""Which damage a document went through: the one that explains most and leaves least unexplained.

The whole document votes, so that a place that says little alone is read as its neighbours are.
Only damages that this document's characters allow are looked at, and each only once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lodestone.repair.codecs import CODE_PAGES
from lodestone.repair.damage import REPLACEMENT, Damage, damages
from lodestone.repair.gain import shown
from lodestone.repair.line import read
from lodestone.repair.mask import Spans
from lodestone.repair.oddity import COMMON_SIGNS
from lodestone.repair.piece import Piece, Style, find
from lodestone.repair.runs import RUN, judge, ways

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
SHARD = re.compile(r"[^\x00-\x7f](?:[^\x00-\x7f]|\?)*")
"""A run of characters beyond ASCII, with the question marks that may stand for some of it."""
Found = list[tuple[str, list[Piece], int]]
"""Lines, their pieces, and their strays."""


@dataclass(frozen=True)
class Verdict:
    """A damage and the bits by which it explains the document."""

    damage: Damage
    bits: float
    known: dict[str, list[Piece]] = field(default_factory=dict, compare=False)
    """The pieces of the lines that voted, read."""


def verdict(lines: list[str], closed: list[Spans], style: Style) -> Verdict | None:
    """The best damage, or None when the document looks right as it is."""
    able, sample = _sample(lines, closed)
    if not able:
        return None
    best: Verdict | None = None
    alike: set[tuple[object, ...]] = set()
    for covered, damage, found in _contenders(sample, able):
        del covered
        says = _says(damage, found)
        if says in alike:
            continue
        alike.add(says)
        seen: set[str] = set()
        loss = LOSSY * (damage.loss != "none")
        weighed = [_bits(*each, style, seen) for each in found]
        bits = sum([each for each, _ in weighed]) - loss
        if sum([sure for _, sure in weighed]) - loss > ENOUGH and (
            best is None or bits > 1.01 * best.bits + 2.0
        ):
            best = Verdict(damage, bits, {line: pieces for line, pieces, _ in found})
    return best


def _contenders(
    sample: list[tuple[str, Spans]], able: frozenset[tuple[str, int]]
) -> list[tuple[float, Damage, Found]]:
    """The damages that explain nearly as much as the best one, with what they find: first of the distinct
    runs, which tells most damages off cheaply, then of the lines."""
    lines = [line for line, _ in sample]
    shards = dict.fromkeys(SHARD.findall("\n".join(lines)))
    needed = sum([len(shard) for shard in shards if not COMMON_SIGNS.issuperset(shard)])
    joined = ".".join(shards) + "."
    first: list[tuple[int, Damage]] = []
    whole = False
    for damage in possible(joined, able):
        if whole and damage.loss != "none":
            break
        pieces, stray = find(joined, damage, [])
        covered = sum([piece.end - piece.start for piece in pieces])
        first.append((covered, damage))
        whole = whole or (damage.loss == "none" and not stray and covered >= needed and _explains_all(pieces))
    least = LIKELY * max((covered for covered, _ in first), default=0.0)
    characters = [frozenset("".join(RUN.findall(line))) for line in lines]
    tried: list[tuple[float, Damage, Found]] = []
    for covered, damage in first:
        if covered >= least:
            found = [
                (line, *find(line, damage, span))
                for (line, span), beyond in zip(sample, characters, strict=True)
                if not damage.leads.isdisjoint(beyond)
            ]
            tried.append((sum([_covered(pieces, stray) for _, pieces, stray in found]), damage, found))
    most = max((covered for covered, _, _ in tried), default=0.0)
    return [each for each in tried if each[0] >= CONTENDS * most]


def _says(damage: Damage, found: Found) -> tuple[object, ...]:
    """What a damage makes of the sample: of two that say the same, only the first need be weighed."""
    return (
        damage.loss == "none",
        *[stray for _, _, stray in found],
        *[(piece.start, piece.end, piece.choice) for _, pieces, _ in found for piece in pieces],
    )


def _explains_all(pieces: list[Piece]) -> bool:
    """Whether nothing is in doubt, and nothing that comes back looks damaged again."""
    return all(piece.exact and not _again(piece.choice.whole.text) for piece in pieces)


def _again(text: str) -> bool:
    return any(judge(run)[0] for run in RUN.findall(text))


def _covered(pieces: list[Piece], stray: int) -> float:
    """Characters that a damage explains: a first count, before anything is read."""
    return sum([piece.end - piece.start for piece in pieces]) - 2.0 * min(stray, 4)


def _sample(
    lines: list[str], closed: list[Spans]
) -> tuple[frozenset[tuple[str, int]], list[tuple[str, Spans]]]:
    """The pages that could explain the document, and the lines that vote: those with a run that one explains first."""
    runs: dict[str, None] = {}
    odd: dict[str, Spans] = {}
    plain: dict[str, Spans] = {}
    for line, span in zip(lines, closed, strict=True):
        if line.isascii():
            continue
        here = RUN.findall(line)
        runs.update(dict.fromkeys(here))
        if len(odd) < SAMPLE and any(judge(run)[0] for run in here):
            odd[line] = span
        elif len(plain) < SAMPLE:
            plain[line] = span
    if not odd:
        return frozenset(), []
    return ways(runs), [*odd.items(), *plain.items()]


def _bits(line: str, pieces: list[Piece], stray: int, style: Style, seen: set[str]) -> tuple[float, float]:
    """What a line says for a damage, against other damages and against none.

    Against none, a whole piece that comes again says little more than it did at first.
    """
    bits = -STRAY * min(stray, 4)
    if pieces:
        bits -= read(line, pieces, style)
    sure = bits
    for piece in pieces:
        if piece.exact and shown(line, piece):
            continue
        gain = piece.gain if piece.telling else min(piece.gain, 0.0) - NATURAL
        bits += gain
        if piece.exact and gain > CHANCE:
            gain = (gain - CHANCE) * (AGAIN if piece.before in seen else 1.0)
        sure += gain
        seen.add(piece.before)
    return bits, sure


def possible(text: str, able: frozenset[tuple[str, int]]) -> Iterator[Damage]:
    """The damages whose signs are in the text, each kind once; nothing lost comes first."""
    present = sorted({character for character in set(text) if character > "\x7f"})
    seen: set[object] = set()
    asked = "?" in text
    pages = [codec for codec in CODE_PAGES if (codec, 1) in able or (codec, 2) in able]
    for lossless in (True, False):
        for damage in [damage for codec in pages for damage in damages()[codec]]:
            if (
                (damage.loss == "none") != lossless
                or (damage.codec, damage.passes) not in able
                or (damage.loss == "replaced" and REPLACEMENT not in present)
                or (damage.loss == "asked" and not asked)
                or damage.leads.isdisjoint(present)
            ):
                continue
            sign = damage.sign(present)
            if sign in seen:
                continue
            seen.add(sign)
            plain = damage.passes == 1 and damage.loss != "asked"
            if plain or any(probe in text for probe in damage.probes):
                yield damage
