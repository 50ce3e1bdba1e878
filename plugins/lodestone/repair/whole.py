"""Whole lines: what pages of two bytes a character made, and what ftfy reads better."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from lodestone.repair import mojibake, wide
from lodestone.repair.codecs import SEPARATORS
from lodestone.repair.document import Document, Layer
from lodestone.repair.ledger import Edit

A_TILDE = "\N{LATIN CAPITAL LETTER A WITH TILDE}"
GRAVE = re.compile("(?<![A-Z])\N{LATIN CAPITAL LETTER A WITH TILDE}[ \xa0](?=[a-z ])")
"""The French a-grave after its second byte became a blank: the one thing that ftfy is asked about anywhere."""


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
    return [
        Edit(offset + a, line[a:b], better[c:d], "", "none", "ftfy reads the line so", 0.9)
        for sort, a, b, c, d in SequenceMatcher(None, line, better, autojunk=False).get_opcodes()
        if sort != "equal"
    ]
