"""The way of a document through repair: layer by layer, until nothing more is found.

Each round looks for the one damage that explains most and takes it off; pages of two bytes come
first, since nothing of them is ever lost, and ftfy last, since it looks at a line alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property

from lodestone.model.change import Change
from lodestone.repair import mojibake, wide
from lodestone.repair.codecs import SEPARATORS
from lodestone.repair.damage import REPLACEMENT
from lodestone.repair.evidence import Verdict, verdict
from lodestone.repair.language import language_of
from lodestone.repair.ledger import Edit, compose, ledger
from lodestone.repair.gain import shown
from lodestone.repair.line import read
from lodestone.repair.piece import Piece, Style, choice, find
from lodestone.repair.marks import rule_of
from lodestone.repair.mask import Mask, masks
from lodestone.repair.place import Place
from lodestone.repair.repertoire import MARKS
from lodestone.repair.runs import runs_of, ways

ROUNDS = 6
"""Damage done several times comes off in layers; more layers than this were never seen."""
WORTH = 0.5
"""Bits that one place must gain, once its document counts as damaged."""
PROVEN = ((60.0, -14.0), (20.0, -5.0), (0.0, WORTH))
"""Bits by which a document is damaged, and what each whole piece may then seem to lose: a lone letter is odd
before and after."""
AROUND = 18.0
"""Bits by which a line is damaged around what it seems to show on purpose."""
SURE = 0.3
"""Confidence below which a place stays as it is and is reported."""
CONTROLS = re.compile("(?<![\x80-\u2fff])[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f](?![\x80-\u2fff])")
"""Controls that are marks in Windows-1252; all but the line separator 85."""
ENTITY = r"&(?:[A-Za-z]{2,8}\d{0,2}|#\d{3,5}|#[xX][0-9A-Fa-f]{2,4});"
ENTITIES = re.compile(
    rf"[^\x00-\x7f]*(?:{ENTITY}){{2,}}[^\x00-\x7f]*|[^\x00-\x7f]+{ENTITY}|{ENTITY}[^\x00-\x7f]+"
)
"""Runs of characters beyond ASCII, some of them written as entities."""
REPLACED = re.compile(r"(?<![^\x00-\x7f])\ufffd{1,3}(?![^\x00-\x7f])")
MARKS_LOST = tuple(MARKS[:9])
HALF, PLENTY = 0.5, 20.0
C1 = frozenset(map(chr, range(0x80, 0xA0)))
A_TILDE = "\N{LATIN CAPITAL LETTER A WITH TILDE}"
GRAVE = re.compile("(?<![A-Z])\N{LATIN CAPITAL LETTER A WITH TILDE}[ \xa0](?=[a-z ])")
"""The French a-grave after its second byte became a blank: the one thing that ftfy is asked about anywhere."""


@dataclass(frozen=True)
class Mended:
    """The outcome."""

    text: str
    changes: tuple[Change, ...]
    unresolved: tuple[Change, ...]
    chain: str


@dataclass
class Layer:
    """What one step found in the text as it was then."""

    edits: list[Edit]
    doubts: list[Edit]
    name: str


@dataclass
class Document:
    """The text as it is now, with what all steps look at."""

    text: str
    damaged: bool = False

    @cached_property
    def lines(self) -> list[str]:
        """The lines with their ends."""
        return self.text.splitlines(keepends=True)

    @cached_property
    def masks(self) -> list[Mask]:
        """What stays of each line."""
        return masks(self.lines)

    @cached_property
    def style(self) -> Style:
        """What the document does where a place does not say."""
        return Style(language_of(self.text), self.damaged)

    @cached_property
    def runs(self) -> set[str]:
        """The distinct runs of characters beyond ASCII."""
        return runs_of(self.text)

    @cached_property
    def foreign(self) -> frozenset[str]:
        """The characters beyond ASCII."""
        return frozenset("".join(self.runs))

    @cached_property
    def able(self) -> frozenset[tuple[str, int]]:
        """The single-byte pages that could have made them."""
        return ways(self.runs)


def mend(text: str) -> Mended:
    """Repair until nothing more is found, and keep the ledger of it all."""
    edits: list[Edit] = []
    doubts: list[Edit] = []
    names: list[str] = []
    document = Document(text)
    for _ in range(ROUNDS):
        layer = next((layer for step in STEPS if (layer := step(document)) is not None), None)
        if layer is None:
            break
        doubts = layer.doubts
        if not layer.edits:
            break
        names.append(layer.name)
        now, edits = compose(document.text, edits, layer.edits)
        document = Document(now, damaged=True)
    left = [
        edit for edit in doubts if document.text[edit.start : edit.start + len(edit.before)] == edit.before
    ]
    return Mended(
        document.text, ledger(text, edits), ledger(document.text, left), "; then ".join(dict.fromkeys(names))
    )


def _pages(document: Document) -> Layer | None:
    """Single-byte pages, with or without loss."""
    if not document.able:
        return None
    found = verdict(document.lines, [mask.all for mask in document.masks], document.style)
    if found is None:
        return None
    layer = Layer([], [], str(found.damage))
    offset = 0
    for line, mask in zip(document.lines, document.masks, strict=True):
        if not line.isascii() and not found.damage.leads.isdisjoint(line):
            for piece in _open(line, mask, found, document.style):
                edit = _edit(piece, offset, found, line)
                (layer.edits if edit.after != edit.before else layer.doubts).append(edit)
        offset += len(line)
    return layer if layer.edits else None


def _open(line: str, mask: Mask, found: Verdict, style: Style) -> list[Piece]:
    """The pieces of a line, read; specimens among them only where the line around them is damaged as well."""
    pieces = found.known.get(line)
    if pieces is None:
        pieces, _ = find(line, found.damage, mask.all)
        if pieces:
            read(line, pieces, style)
    if mask.shown:
        every, _ = find(line, found.damage, mask.closed)
        if len(pieces) * 2 >= len(every) > len(pieces) and sum(piece.gain for piece in pieces) > AROUND:
            read(line, every, style)
            return every
    return pieces


def _needed(piece: Piece, bits: float) -> float:
    """What a piece must gain: the surer the damage of its document, the less."""
    if not piece.exact:
        return WORTH
    return next(needed for least, needed in PROVEN if bits >= least)


def _edit(piece: Piece, offset: int, found: Verdict, line: str) -> Edit:
    chosen = piece.chosen
    good = (
        not shown(line, piece)
        and piece.gain >= _needed(piece, found.bits)
        and piece.confidence >= SURE
        and SEPARATORS.isdisjoint(chosen.text)
    )
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


def _wide(document: Document) -> Layer | None:
    """Pages of two bytes a character."""
    if not wide.wide(document.foreign):
        return None
    found = wide.read(
        [line if not mask.closed else "" for line, mask in zip(document.lines, document.masks, strict=True)]
    )
    if found is None:
        return None
    codec, wholes = found
    layer = Layer([], [], f"UTF-8 \N{RIGHTWARDS ARROW} read as {codec}")
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
    return layer if layer.edits else None


def _ftfy(document: Document) -> Layer | None:
    """What ftfy finds in lines that look bad."""
    if not document.able:
        return None
    grave = A_TILDE in document.foreign and GRAVE.search(document.text)
    if not document.damaged and not grave:
        return None
    layer = Layer([], [], "UTF-8 \N{RIGHTWARDS ARROW} read in several pages (ftfy)")
    offset = 0
    for line, mask in zip(document.lines, document.masks, strict=True):
        if not line.isascii() and not mask.all and (document.damaged or GRAVE.search(line)):
            body = line.rstrip("".join(SEPARATORS))
            better = mojibake.mended(body, document.damaged)
            if better != body and SEPARATORS.isdisjoint(better):
                layer.edits += _difference(body, better, offset)
        offset += len(line)
    return layer if layer.edits else None


def _controls(document: Document) -> Layer | None:
    """Controls of 80-9F that are the marks of Windows-1252, where such a mark fits its place."""
    if C1.isdisjoint(document.foreign) or not CONTROLS.search(document.text):
        return None
    layer = Layer([], [], "Windows-1252 \N{RIGHTWARDS ARROW} read as latin_1")
    offset = 0
    for line in document.lines:
        for found in CONTROLS.finditer(line):
            mark = found.group().encode("latin_1").decode("cp1252")
            rule = rule_of(mark, Place(line[max(0, found.start() - 24) : found.start()], line[found.end() : found.end() + 24]))
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
    return layer if layer.edits else None


def _replaced(document: Document) -> Layer | None:
    """Whole characters that became U+FFFD: only in a language whose marks tell themselves from their place."""
    if REPLACEMENT not in document.foreign:
        return None
    language = document.style.language
    if language is None or not language.plain:
        return None
    layer = Layer([], [], "a character \N{RIGHTWARDS ARROW} replaced by U+FFFD")
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
    return layer if layer.edits and gained > PLENTY else None


def _entities(document: Document) -> Layer | None:
    """Damage that was written out as entities: unescaped only where it makes one character again."""
    if "&" not in document.text or not ENTITIES.search(document.text):
        return None
    lines, places = [], []
    for line in document.lines:
        parts, at, length, here = [], 0, 0, {}
        for found in ENTITIES.finditer(line):
            plain = html.unescape(found.group())
            parts += [line[at : found.start()], plain]
            length += found.start() - at
            here[length] = (found.start(), found.end(), len(plain))
            length += len(plain)
            at = found.end()
        lines.append("".join([*parts, line[at:]]))
        places.append(here)
    found_damage = verdict(lines, [mask.all for mask in masks(lines)], document.style)
    if found_damage is None:
        return None
    layer = Layer([], [], f"{found_damage.damage} \N{RIGHTWARDS ARROW} written as entities")
    offset = 0
    for line, plain, here in zip(document.lines, lines, places, strict=True):
        pieces = find(plain, found_damage.damage, [])[0] if here else []
        if pieces:
            read(plain, pieces, document.style)
        for piece in pieces:
            start, end, length = here.get(piece.start, (0, 0, -1))
            if length == piece.end - piece.start:
                edit = _edit(piece, 0, found_damage, plain)
                if edit.after != edit.before:
                    layer.edits.append(replace(edit, start=offset + start, before=line[start:end]))
        offset += len(line)
    return layer if layer.edits else None


def _difference(line: str, better: str, offset: int) -> list[Edit]:
    return [
        Edit(offset + a, line[a:b], better[c:d], "", "none", "ftfy reads the line so", 0.9)
        for sort, a, b, c, d in SequenceMatcher(None, line, better, autojunk=False).get_opcodes()
        if sort != "equal"
    ]


STEPS: tuple[Callable[[Document], Layer | None], ...] = (
    _entities,
    _wide,
    _pages,
    _ftfy,
    _controls,
    _replaced,
)
