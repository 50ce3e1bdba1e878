"""Text read in a page of one byte: in place, or written as entities."""

from __future__ import annotations

import html
import re
from itertools import chain

from lodestone.repair.codecs import NEL, SEPARATORS
from lodestone.repair.cut import find, pieces_of
from lodestone.repair.document import Document, Layer
from lodestone.repair.evidence import Verdict
from lodestone.repair.gain import shown
from lodestone.repair.genuine import genuine
from lodestone.repair.ledger import Edit
from lodestone.repair.line import REACH, read
from lodestone.repair.mask import Mask
from lodestone.repair.piece import Piece, Style, style_of
from lodestone.repair.place import Place, contraction
from lodestone.repair.readings import context
from lodestone.repair.repertoire import MARKS
from lodestone.repair.runs import judge, runs_of
from lodestone.repair.shard import Shard
from lodestone.repair.spelling import told

WORTH = 0.5
"""Bits that one place must gain, once its document counts as damaged."""
PROVEN = ((60.0, -14.0), (20.0, -5.0), (0.0, WORTH))
"""Bits by which a document is damaged, and what each whole piece may then seem to lose: a lone letter is odd
before and after."""
AROUND = 18.0
"""Bits by which a line is damaged around what it seems to show on purpose."""
SURE, SURE_LETTER = 0.3, 0.5
"""Confidence below which a place stays as it is and is reported: that of a mark, and that of a letter."""
ENTITY = r"&(?:[A-Za-z]{2,8}\d{0,2}|#\d{3,5}|#[xX][0-9A-Fa-f]{2,4});"
ENTITIES = re.compile(
    rf"[^\x00-\x7f]*(?:{ENTITY}){{2,}}[^\x00-\x7f]*|[^\x00-\x7f]+{ENTITY}|{ENTITY}[^\x00-\x7f]+"
)
"""Runs of characters beyond ASCII, some of them written as entities."""
BESIDE = re.compile(r"&(?:(?<=[;\x80-\U0010ffff]&)|[A-Za-z0-9#]{2,10};[^\x00-\x7f])")
"""What each of them has: an entity beside another, or beside such a character. It is found fast."""
GLUED = frozenset(
    "\N{MULTIPLICATION SIGN}\N{DIVISION SIGN}\N{COPYRIGHT SIGN}\N{REGISTERED SIGN}\N{PLUS-MINUS SIGN}\N{DEGREE SIGN}"
    "\N{PILCROW SIGN}\N{BROKEN BAR}\N{TRADE MARK SIGN}\N{PER MILLE SIGN}\N{DAGGER}\N{DOUBLE DAGGER}"
)
"""Signs before which no word starts."""
DEGREE, SCALE = "\N{DEGREE SIGN}", re.compile(r"[CF]\b")
JOINS = frozenset(MARKS[:10]) | frozenset(
    "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{SOFT HYPHEN}\N{MIDDLE DOT}\N{RIGHTWARDS ARROW}\N{THIN SPACE}\N{HAIR SPACE}"
    "\N{EN SPACE}\N{EM SPACE}\N{NARROW NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH JOINER}"
    "\N{ZERO WIDTH NON-JOINER}\N{HORIZONTAL BAR}\N{FRACTION SLASH}\N{SUBSCRIPT TWO}\N{SUBSCRIPT THREE}"
)
"""Marks that stand between letters."""


def pages(document: Document) -> Layer | None:
    """Single-byte pages, with or without loss."""
    found = document.verdict
    if found is None:
        return None
    layer = Layer(str(found.damage))
    style = _told(document, found)
    if style is not document.style:
        found.known.clear()
    offset = 0
    for line, mask, places in zip(document.lines, document.masks, document.shards, strict=True):
        if places:
            pieces = _open(line, places, mask, found, style)
            stay = set(genuine(line, pieces, found.damage, style.language))
            for piece in pieces:
                if piece in stay or (document.whole and piece.choice.weak):
                    continue
                edit = _edit(piece, offset, found, line, style)
                (layer.edits if edit.after != edit.before else layer.doubts).append(edit)
        offset += len(line)
    layer.whole = found.damage.loss == "none" and any(max(edit.after) > "\xff" for edit in layer.edits)
    return layer


def _told(document: Document, found: Verdict) -> Style:
    """The style of the document, with the language that the letters tell which came back whole."""
    style = document.style
    language = told(chain.from_iterable(found.known.values()), document.text, style.language)
    return style if language is style.language else style_of(language, style.known, style.dash, style.single)


def _open(line: str, places: tuple[Shard, ...], mask: Mask, found: Verdict, style: Style) -> list[Piece]:
    """The pieces of a line, read; specimens among them only where the line around them is damaged as well."""
    pieces = found.known.get(line)
    if pieces is None:
        pieces = pieces_of(places, found.damage, mask.all)
        if pieces:
            read(line, pieces, style)
    if mask.shown:
        every = pieces_of(places, found.damage, mask.closed)
        if len(pieces) * 2 >= len(every) > len(pieces) and sum(piece.gain for piece in pieces) > AROUND:
            read(line, every, style)
            return every
    return pieces


def _good(piece: Piece, found: Verdict, line: str, style: Style) -> bool:
    """Whether the reading of a piece is worth taking: the surer the damage of its document, the less it must gain."""
    text = piece.chosen.text
    if not SEPARATORS.isdisjoint(text):
        return False
    if piece.choice.exact:
        enough = piece.gain >= WORTH or any(
            piece.gain >= needed for least, needed in PROVEN if found.bits >= least
        )
        return enough and piece.confidence >= SURE and not shown(line, piece)
    return (
        piece.gain >= WORTH
        and piece.confidence >= (SURE_LETTER if text.isalpha() else SURE)
        and NEL not in piece.before
        and not (_in_word(line, piece) or _tail(line, piece, style))
    )


def _in_word(line: str, piece: Piece) -> bool:
    """Whether a sign would stand where only a letter can: then a letter was lost that the place does not tell."""
    chosen = piece.chosen.text
    before, after = line[max(0, piece.start - 1) : piece.start], line[piece.end : piece.end + 1]
    if chosen == DEGREE and SCALE.match(line, piece.end):
        return False
    return (chosen in GLUED and after.isalpha()) or (
        chosen not in JOINS and not chosen.isalpha() and before.isalpha() and after.isalpha()
    )


def _tail(line: str, piece: Piece, style: Style) -> bool:
    """Whether a letter would stand where a language that has none with accents puts its apostrophe."""
    if not piece.chosen.text.isalpha() or not (style.language is None or style.language.plain):
        return False
    left, right = line[max(0, piece.start - REACH) : piece.start], line[piece.end : piece.end + REACH]
    return contraction(Place(*context(left, right)))


def _edit(piece: Piece, offset: int, found: Verdict, line: str, style: Style) -> Edit:
    chosen = piece.chosen
    good = _good(piece, found, line, style)
    return Edit(
        offset + piece.start,
        piece.before,
        chosen.text if good else piece.before,
        found.damage.codec,
        found.damage.loss if not piece.choice.exact else "none",
        chosen.reason,
        piece.confidence,
        tuple([reading.text for reading in piece.others]),
    )


def entities(document: Document) -> Layer | None:
    """Damage that was written out as entities: unescaped only where it makes one character again."""
    if "&" not in document.text or not (BESIDE.search(document.text) and ENTITIES.search(document.text)):
        return None
    lines, places, written = [], [], []
    for line in document.lines:
        parts, at, length, here = [], 0, 0, {}
        for found in ENTITIES.finditer(line):
            plain = html.unescape(found.group())
            written.append(plain)
            parts += [line[at : found.start()], plain]
            length += found.start() - at
            here[length] = (found.start(), found.end(), len(plain))
            length += len(plain)
            at = found.end()
        lines.append("".join([*parts, line[at:]]))
        places.append(here)
    if not any(judge(run).good for run in runs_of(" ".join(written))):
        return None  # what the entities are was made by no page
    as_one = Document("".join(lines), open=document.open)
    as_one.lines, as_one.style = lines, document.style
    verdict = as_one.verdict
    if verdict is None:
        return None
    layer = Layer(f"{verdict.damage} \N{RIGHTWARDS ARROW} written as entities")
    offset = 0
    for line, unescaped, here in zip(document.lines, lines, places, strict=True):
        pieces = find(unescaped, verdict.damage, []) if here else []
        if pieces:
            read(unescaped, pieces, document.style)
        for piece in pieces:
            start, end, length = here.get(piece.start, (0, 0, -1))
            if length == piece.end - piece.start:
                edit = _edit(piece, 0, verdict, unescaped, document.style)
                if edit.after != edit.before:
                    layer.edits.append(edit._replace(start=offset + start, before=line[start:end]))
        offset += len(line)
    return layer
