"""Which damage a document went through: the one that explains most and leaves least unexplained.

The whole document votes, so that a place that says little alone is read as its neighbours are.
Only damages that this document's characters allow are looked at, and each only once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lodestone.repair.codecs import CODE_PAGES
from lodestone.repair.damage import REPLACEMENT, Damage, damages, first_leads, letters, shape
from lodestone.repair.line import Style, find, read

SAMPLE = 240
"""Lines that vote at most; more would not change the outcome, only the time."""
ENOUGH = 9.5
"""Bits that a document must gain before it counts as damaged."""
LOSSY = 2.0
"""Bits against a damage that lost something: what needs no loss to explain it lost nothing."""
STRAY = 6.0
"""Bits against a damage for each run of its letters that it cannot explain."""


@dataclass(frozen=True)
class Verdict:
    """A damage and the bits by which it explains the document."""

    damage: Damage
    bits: float


def verdict(lines: list[str], closed: list[list[tuple[int, int]]], style: Style) -> Verdict | None:
    """The best damage, or None when the document looks right as it is."""
    sample, spans, seen = [], [], set()
    for line, span in zip(lines, closed, strict=True):
        if not line.isascii() and line not in seen:
            seen.add(line)
            sample.append(line)
            spans.append(span)
            if len(sample) == SAMPLE:
                break
    best: Verdict | None = None
    for damage in possible("\n".join(sample)):
        bits = sum(_bits(line, damage, span, style) for line, span in zip(sample, spans, strict=True))
        bits -= LOSSY * (damage.loss != "none")
        if bits > ENOUGH and (best is None or bits > 1.01 * best.bits + 2.0):
            best = Verdict(damage, bits)
    return best


def _bits(line: str, damage: Damage, closed: list[tuple[int, int]], style: Style) -> float:
    if damage.leads.isdisjoint(line):
        return 0.0
    pieces, stray = find(line, damage, closed)
    if not pieces:
        return -STRAY * min(stray, 4)
    loose = read(line, pieces, style)
    return sum(piece.gain for piece in pieces) - loose - STRAY * min(stray, 4)


def possible(text: str) -> Iterator[Damage]:
    """The damages whose signs are in the text, each kind once."""
    present = {character for character in set(text) if character > "\x7f"}
    runs = set(RUN.findall(text))
    seen: set[object] = set()
    for codec in CODE_PAGES:
        if first_leads(codec).isdisjoint(present):
            continue
        fits = {passes: _fits(codec, passes, runs) for passes in (1, 2)}
        for damage in damages()[codec]:
            if not fits[damage.passes]:
                continue
            if damage.loss == "replaced" and REPLACEMENT not in present:
                continue
            if damage.loss == "asked" and "?" not in text:
                continue
            if damage.leads.isdisjoint(present):
                continue
            if damage.passes == 2 and not any(probe in text for probe in damage.probes):
                continue
            if damage.loss == "asked" and not any(probe in text for probe in damage.probes):
                continue
            shown: list[str | None] = list(damage.shown[128:])
            if damage.passes == 1:
                shown = [seen_as if seen_as in present or seen_as in LOST else None for seen_as in damage.shown[128:]]
            sign = (damage.loss, damage.passes, tuple(shown))
            if sign not in seen:
                seen.add(sign)
                yield damage


def _fits(codec: str, passes: int, runs: set[str]) -> bool:
    """Whether enough runs of characters beyond ASCII could be damaged text read in this page."""
    whole = shape(codec, passes).fullmatch
    alphabet = letters(codec)
    good = bad = 0
    for run in runs:
        if whole(run):
            good += 1
        elif not alphabet.isdisjoint(run):
            bad += 1
    return good > 0 and bad <= 3 * good + 2


RUN = re.compile(r"[^\x00-\x7f]+")
LOST = frozenset(("", "?", REPLACEMENT))
