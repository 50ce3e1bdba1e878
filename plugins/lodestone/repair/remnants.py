"""What is left of lost marks: the controls of 80-9F, and U+FFFD."""

from __future__ import annotations

import re

from lodestone.repair.damage import REPLACEMENT
from lodestone.repair.document import Document, Layer
from lodestone.repair.ledger import Edit
from lodestone.repair.line import REACH, read
from lodestone.repair.marks import rule_of
from lodestone.repair.piece import Piece, choice
from lodestone.repair.place import Place
from lodestone.repair.repertoire import MARKS

CONTROLS = re.compile("(?<![\x80-\u2fff])[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f](?![\x80-\u2fff])")
"""Controls that are marks in Windows-1252; all but the line separator 85."""
REPLACED = re.compile(r"(?<![^\x00-\x7f])\ufffd{1,3}(?![^\x00-\x7f])")
MARKS_LOST = tuple(MARKS[:9])
HALF, PLENTY = 0.5, 20.0


def controls(document: Document) -> Layer | None:
    """Controls of 80-9F that are the marks of Windows-1252, where such a mark fits its place."""
    if not document.odd or not CONTROLS.search(document.text):
        return None
    layer = Layer("Windows-1252 \N{RIGHTWARDS ARROW} read as latin_1")
    offset = 0
    for line in document.lines:
        for found in CONTROLS.finditer(line):
            mark = found.group().encode("latin_1").decode("cp1252")
            start, end = found.span()
            rule = rule_of(mark, Place(line[max(0, start - REACH) : start], line[end : end + REACH]))
            fits = mark.isalpha() or (rule is not None and rule.bits <= 7)
            edit = Edit(
                offset + found.start(),
                found.group(),
                mark if fits else found.group(),
                "latin_1",
                "none",
                rule.reason if rule else "",
                0.9,
            )
            (layer.edits if fits else layer.doubts).append(edit)
        offset += len(line)
    return layer


def replaced(document: Document) -> Layer | None:
    """Whole characters that became U+FFFD: only in a language whose marks tell themselves from their place."""
    if not document.odd or REPLACEMENT not in document.text:
        return None
    language = document.style.language
    if language is None or not language.plain:
        return None
    layer = Layer("a character \N{RIGHTWARDS ARROW} replaced by U+FFFD")
    offset, gained = 0, 0.0
    for line, mask in zip(document.lines, document.masks, strict=True):
        pieces = [
            Piece(*found.span(), found.group(), choice("", MARKS_LOST))
            for found in REPLACED.finditer(line)
            if not any(start < found.end() and found.start() < end for start, end in mask.all)
        ]
        if pieces:
            gained -= read(line, pieces, document.style)
        for piece in pieces:
            good = piece.chosen.characteristic and piece.confidence > HALF
            gained += piece.gain if good else -4.0
            after = piece.chosen.text if good else piece.before
            edit = Edit(
                offset + piece.start,
                piece.before,
                after,
                "utf_8",
                "replaced",
                piece.chosen.reason,
                piece.confidence,
                tuple(r.text for r in piece.others),
            )
            (layer.edits if good else layer.doubts).append(edit)
        offset += len(line)
    if gained > PLENTY:
        return layer
    return Layer(doubts=layer.doubts + [edit._replace(after=edit.before) for edit in layer.edits])
