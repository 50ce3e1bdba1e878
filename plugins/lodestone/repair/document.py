"""The way of a document through repair."""

from __future__ import annotations

from dataclasses import dataclass

from lodestone.model.change import Change
from lodestone.repair.evidence import Verdict, verdict
from lodestone.repair.language import language_of
from lodestone.repair.ledger import Edit, compose, ledger
from lodestone.repair.line import Piece, Style, find, read
from lodestone.repair.mask import masks

ROUNDS = 4
"""Damage done several times comes off in layers; more layers than this were never seen."""
WORTH = 0.5
"""Bits that one place must gain, once its document counts as damaged."""
SURE = 0.4
"""Confidence below which a place stays as it is and is reported."""


@dataclass(frozen=True)
class Mended:
    """The outcome."""

    text: str
    changes: tuple[Change, ...]
    unresolved: tuple[Change, ...]
    chain: str


def mend(text: str) -> Mended:
    """Repair until nothing more is found, and keep the ledger of it all."""
    edits: list[Edit] = []
    now = text
    chain: list[str] = []
    unresolved: list[Edit] = []
    for _ in range(ROUNDS):
        lines = now.splitlines(keepends=True)
        closed = masks(lines)
        style = Style(language=language_of(now))
        found = verdict(lines, closed, style)
        if found is None:
            break
        fresh, unresolved = _apply(lines, closed, found, style)
        if not fresh:
            break
        chain.append(str(found.damage))
        now, edits = compose(now, edits, fresh)
    return Mended(now, ledger(text, edits), (), "; ".join(chain))


def _apply(
    lines: list[str], closed: list[list[tuple[int, int]]], found: Verdict, style: Style
) -> tuple[list[Edit], list[Edit]]:
    edits: list[Edit] = []
    doubts: list[Edit] = []
    offset = 0
    for line, spans in zip(lines, closed, strict=True):
        if not line.isascii() and not found.damage.leads.isdisjoint(line):
            pieces, _stray = find(line, found.damage, spans)
            if pieces:
                read(line, pieces, style)
            for piece in pieces:
                edit = _edit(piece, offset, found)
                (edits if edit.after != edit.before else doubts).append(edit)
        offset += len(line)
    return edits, doubts


def _edit(piece: Piece, offset: int, found: Verdict) -> Edit:
    chosen = piece.chosen
    assert chosen is not None
    good = piece.gain >= WORTH and piece.confidence >= SURE and len(chosen.text.splitlines() or [""]) == 1
    return Edit(
        offset + piece.start,
        piece.before,
        chosen.text if good else piece.before,
        found.damage.codec,
        found.damage.loss if not piece.exact else "none",
        chosen.reason,
        piece.confidence,
        tuple(reading.text for reading in piece.others),
    )
