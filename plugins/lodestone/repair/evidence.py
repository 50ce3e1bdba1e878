"""Which damage a document went through: the one that explains most and leaves least unexplained.

The whole document votes, so that a place that says little alone is read as its neighbours are.
Only damages that this document's characters allow are looked at, and each only once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lodestone.repair.damage import REPLACEMENT, Damage, damages
from lodestone.repair.line import Piece, Style, find, read

SAMPLE = 240
"""Lines that vote at most; more would not change the outcome, only the time."""
ENOUGH = 9.0
"""Bits that a document must gain before it counts as damaged."""
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
        if bits > ENOUGH and (best is None or bits > best.bits + 1.0):
            best = Verdict(damage, bits)
    return best


def _bits(line: str, damage: Damage, closed: list[tuple[int, int]], style: Style) -> float:
    if damage.leads.isdisjoint(line):
        return 0.0
    pieces, stray = find(line, damage, closed)
    if not pieces:
        return -STRAY * min(stray, 4)
    read(line, pieces, style)
    return sum(piece.gain for piece in pieces) - STRAY * min(stray, 4)


def possible(text: str) -> Iterator[Damage]:
    """The damages whose signs are in the text, each kind once."""
    present = {character for character in set(text) if character > "\x7f"}
    seen: set[object] = set()
    for damage in damages():
        if damage.loss == "replaced" and REPLACEMENT not in present:
            continue
        if damage.loss == "asked" and "?" not in text:
            continue
        leads = damage.leads & present
        if not leads:
            continue
        if damage.passes == 2 and not any(damage.of(probe) in text for probe in PROBES):
            continue
        if damage.loss == "asked" and not any(lead + "?" in text for lead in leads) and damage.passes == 1 and not any(damage.of(probe) in text for probe in PROBES):
            continue
        sign = (damage.loss, damage.passes, tuple((byte, shown) for byte, shown in enumerate(damage.shown) if byte > 127 and (shown in present or not shown)))
        if sign not in seen:
            seen.add(sign)
            yield damage


PROBES = "\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{HORIZONTAL ELLIPSIS}\N{NO-BREAK SPACE}\N{LATIN SMALL LETTER E WITH ACUTE}\N{LATIN SMALL LETTER S WITH CARON}\N{LATIN SMALL LETTER U WITH DIAERESIS}\N{CYRILLIC SMALL LETTER A}\N{LATIN SMALL LETTER O WITH ACUTE}"

__all__ = ["Piece", "Verdict", "verdict"]
