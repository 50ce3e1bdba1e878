"""Whole lines: what pages of two bytes a character made, and what ftfy reads better."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from lodestone.repair import mojibake, wide
from lodestone.repair.codecs import SEPARATORS
from lodestone.repair.document import Document, Layer
from lodestone.repair.ledger import Edit

A_TILDE = "\N{LATIN CAPITAL LETTER A WITH TILDE}"
GRAVE = re.compile("(?<![A-Z])\N{LATIN CAPITAL LETTER A WITH TILDE}[ \xa0](?=[a-z ])")
"""The French a-grave after its second byte became a blank: the one thing that ftfy is asked about anywhere."""

FOREIGN = re.compile("([^\x00-\x7f]+)")
COMPARED = 1_000_000
"""Pairs of signs that are compared at most."""


def two_bytes(document: Document) -> Layer | None:
    """Pages of two bytes a character."""
    if not document.odd or not wide.wide(document.foreign, document.text):
        return None
    found = wide.read(
        [line if not mask.closed else "" for line, mask in zip(document.lines, document.masks, strict=True)]
    )
    if found is None:
        return None
    codec, wholes = found
    layer = Layer(f"UTF-8 \N{RIGHTWARDS ARROW} read as {codec}")
    offset = 0
    for line, whole in zip(document.lines, wholes, strict=True):
        if whole and SEPARATORS.isdisjoint(whole.text):
            before = line[whole.start : whole.end]
            layer.edits.append(
                Edit(
                    offset + whole.start, before, whole.text, codec, "none", "the line comes back whole", 0.99
                )
            )
        offset += len(line)
    return layer


def by_ftfy(document: Document) -> Layer | None:
    """What ftfy finds in lines that look bad."""
    if not document.able:
        return None
    grave = A_TILDE in document.foreign and GRAVE.search(document.text)
    if not document.damaged and not grave:
        return None
    layer = Layer("UTF-8 \N{RIGHTWARDS ARROW} read in several pages (ftfy)")
    offset = 0
    for line, mask in zip(document.lines, document.masks, strict=True):
        if not line.isascii() and not mask.all and (document.damaged or GRAVE.search(line)):
            body = line.rstrip("".join(SEPARATORS))
            better = mojibake.mended(body, document.damaged)
            if better != body and SEPARATORS.isdisjoint(better):
                layer.edits += _difference(body, better, offset)
        offset += len(line)
    return layer


def _difference(line: str, better: str, offset: int) -> list[Edit]:
    """What ftfy changed, stretch by stretch: comparing sign by sign takes time by the square of a stretch's length."""
    edits = []
    was, now = FOREIGN.split(line), FOREIGN.split(better)
    if was[::2] != now[::2]:  # what was foreign became plain, so that the stretches do not fit
        was, now = [line], [better]
    for before, after in zip(was, now, strict=True):
        if before != after:
            edits += [Edit(offset + a, before[a:b], after[c:d], "", "none", "ftfy reads the line so", 0.9)
                      for a, b, c, d in _changed(before, after)]  # fmt: skip
        offset += len(before)
    return edits


def _changed(before: str, after: str) -> Iterator[tuple[int, int, int, int]]:
    """Where two texts differ; of long ones, from the first difference to the last."""
    if len(before) * len(after) <= COMPARED:
        for sort, *place in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if sort != "equal":
                yield tuple(place)  # type: ignore[misc]
        return
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    yield head, len(before) - tail, head, len(after) - tail


def _alike(first: str, second: str) -> int:
    """How many signs at the beginning are the same."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(first), len(second)))
