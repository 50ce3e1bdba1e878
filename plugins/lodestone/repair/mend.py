"""The way of a text through repair: layer by layer, until nothing more is found.

Each round looks for the one damage that explains most and takes it off; pages of two bytes come
first, since nothing of them is ever lost, and ftfy last, since it looks at a line alone. A long text
goes through in blocks of lines, each with its own evidence, so that memory does not grow with it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lodestone.model.change import Change
from lodestone.repair.codecs import lines_of
from lodestone.repair.document import Document, Layer
from lodestone.repair.ledger import Edit, compose, ledger
from lodestone.repair.mask import CLOSED, Open, masks
from lodestone.repair.remnants import controls, replaced
from lodestone.repair.single import entities, pages
from lodestone.repair.whole import by_ftfy, two_bytes

ROUNDS = 12
"""Damage done several times comes off in layers, each looked for twice; more than this were never seen."""
STEPS: tuple[Callable[[Document], Layer | None], ...] = (
    entities,
    two_bytes,
    pages,
    by_ftfy,
    controls,
    replaced,
)
LINES = 4000
BLOCK = re.compile(rf"(?:[^\n]*\n){{1,{LINES}}}(?:[^\n]+\Z)?|[^\n]+\Z")
"""So many lines of a long text are one document: lines stay where they are, so the blocks of a mended text are
the same ones."""


@dataclass(frozen=True)
class Mended:
    """The outcome."""

    text: str
    changes: tuple[Change, ...]
    unresolved: tuple[Change, ...]
    chain: str


@dataclass
class _Block:
    """A part of the text, mended; `edits` and `doubts` are places of the part as it was."""

    text: str
    edits: list[Edit]
    doubts: list[Edit]
    names: list[str]


def mend(text: str) -> Mended:
    """Repair until nothing more is found, and keep the ledger of it all."""
    parts: list[str] = []
    edits: list[Edit] = []
    doubts: list[Edit] = []
    names: dict[str, None] = {}
    for at, block in _mended(text):
        parts.append(block.text)
        edits += _moved(block.edits, at)
        doubts += _moved(block.doubts, at)
        names.update(dict.fromkeys(block.names))
    return Mended("".join(parts), ledger(text, edits), ledger(text, doubts), "; then ".join(names))


def mended_text(text: str) -> str:
    """The text of `mend`, without its ledger: what is remembered does not grow with the text."""
    return "".join([block.text for _, block in _mended(text)])


def _mended(text: str) -> Iterator[tuple[int, _Block]]:
    """The blocks, mended, and where they begin."""
    state = CLOSED
    for at, part in _blocks(text):
        plain = part.isascii() and ";&" not in part
        yield at, _Block(part, [], [], []) if plain else _block(part, state)
        if at + len(part) < len(text):
            state = _left_open(part, state)


def _moved(edits: list[Edit], by: int) -> list[Edit]:
    return [edit._replace(start=edit.start + by) for edit in edits] if by else edits


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    if text.count("\n") <= LINES:
        yield 0, text
    else:
        yield from ((found.start(), found.group()) for found in BLOCK.finditer(text))


def _left_open(part: str, state: Open) -> Open:
    if state == CLOSED and "```" not in part and "~~~" not in part and "<pre" not in part.lower():
        return state
    return masks(lines_of(part), state)[1]


def _block(text: str, state: Open) -> _Block:
    edits: list[Edit] = []
    doubts: dict[int, Edit] = {}
    names: list[str] = []
    document = Document(text, open=state)
    fresh = True
    for _ in range(ROUNDS):
        layer = None
        for step in STEPS:
            layer = step(document)
            if layer is not None:
                for doubt in _of_input(layer.doubts, edits):
                    doubts.setdefault(doubt.start, doubt)
                if layer.edits:
                    break
        if layer is None or not layer.edits:
            if fresh:
                break
            # Look once more as one would who had only this text: a second repair must find nothing.
            document, fresh = document.afresh(), True
            continue
        fresh = False
        names.append(layer.name)
        now, edits = compose(document.text, edits, layer.edits)
        document = Document(now, True, document.whole or layer.whole, state)
    return _Block(document.text, edits, _left(doubts, edits), names)


def _of_input(doubts: list[Edit], edits: list[Edit]) -> list[Edit]:
    """Places of the text that `edits` gave, as places of the input; without those that an edit made."""
    if not doubts or not edits:
        return doubts
    starts, ends, shifts = [0], [0], [0]
    for edit in edits:
        starts.append(edit.start - shifts[-1])
        ends.append(starts[-1] + len(edit.after))
        shifts.append(shifts[-1] + len(edit.before) - len(edit.after))
    # An edit at `start` of the input stands at `start - shift` of the text, where the shift counts those before it.
    found = []
    for doubt in doubts:
        at = bisect_right(starts, doubt.start) - 1
        following = starts[at + 1] if at + 1 < len(starts) else None
        if doubt.start >= ends[at] and (following is None or doubt.start + len(doubt.before) <= following):
            found.append(doubt._replace(start=doubt.start + shifts[at]))
    return found


def _left(doubts: dict[int, Edit], edits: list[Edit]) -> list[Edit]:
    """The doubts, in the order of their places, that no edit settled after all."""
    starts = [edit.start for edit in edits]
    left = []
    end = 0
    for doubt in sorted(doubts.values(), key=lambda doubt: doubt.start):
        at = bisect_right(starts, doubt.start + len(doubt.before) - 1) - 1
        mended = at >= 0 and edits[at].start + len(edits[at].before) > doubt.start
        if not mended and doubt.start >= end:
            left.append(doubt)
            end = doubt.start + len(doubt.before)
    return left
