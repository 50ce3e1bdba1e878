"""How much less odd a line is with what was chosen for a piece than with what stands there, in bits."""

from __future__ import annotations

import re
from functools import lru_cache

from lodestone.repair.marks import ALONE
from lodestone.repair.oddity import kind, oddity
from lodestone.repair.piece import Choice, Piece, Reading, Style
from lodestone.repair.repertoire import NBSP

ASKED = 4.0
"""Bits of a question mark that stands for a byte."""
FOREIGN = 8.0
"""Bits of a lone letter of another script in Latin text."""
ACCENTED = 6.0
"""Bits of an accented letter in a language written without."""
CAPITALS = 8.0
"""Bits of a small letter in a word of capitals; there an accented capital is nothing odd."""
WORD = 0.5
"""Share of its oddity that a piece keeps when it looks like a word by itself."""
BOXES = frozenset(map(chr, range(0x2500, 0x25A0)))
DRAWN = 4.0
"""Bits of lines and boxes that stand by themselves: a drawing."""
OTHERS = 2.0
"""Bits of a letter that the language does not use."""
NEAR = 400
"""Characters to either side in which a line can show the same word undamaged."""
WORD_LEFT, WORD_RIGHT = re.compile(r"\w+\Z"), re.compile(r"\w+")


def weigh(line: str, piece: Piece, style: Style) -> None:
    """Note in the piece what its chosen reading gains."""
    at, end = piece.start, piece.end
    piece.gain, piece.telling = _gain(
        piece.before, piece.choice, piece.chosen, line[max(0, at - 2) : at], line[end : end + 1], style
    )


@lru_cache(maxsize=16_384)
def _gain(
    seen: str, what: Choice, chosen: Reading, before: str, right: str, style: Style
) -> tuple[float, bool]:
    was = _was(seen, what, chosen, before, right, style)
    if what.exact:
        return was - _restored(seen, chosen, before, right, style), True
    plain = style.language is not None and style.language.plain
    telling = not what.weak or (style.known and chosen.characteristic) or (plain and chosen.reason == ALONE)
    return was - chosen.bits - (0.0 if telling else FOREIGN), telling


def _was(seen: str, what: Choice, chosen: Reading, before: str, right: str, style: Style) -> float:
    """The oddity of what stands there."""
    left, first = before[-1:], kind(seen[0])
    if first.script == "GREEK" and what.weak and (left.isupper() or left.isdigit() or left == "-"):
        return first.bits  # a receptor, a particle, an angle
    if (
        (len(seen) > 1 or not BOXES.isdisjoint(left + right))
        and not (left.isalnum() or right.isalnum() or (len(chosen.text) > 1 and chosen.text.isalpha()))
        and BOXES.issuperset(seen)
    ):
        return DRAWN
    was = oddity(seen, left, right) + ASKED * seen.count("?")
    if first.script == "LATIN" and style.language is not None and style.language.plain and not what.exact:
        was += ACCENTED
    elif first.script not in ("LATIN", "GREEK", "") and _lone(first.script, seen, left, right):
        was += FOREIGN
    if (
        first.sort == "upper"
        and _capitals(before, right)
        and (not right.isalpha() or seen.endswith(NBSP) or (seen.isalpha() and seen.isupper()))
    ):
        was -= CAPITALS
    if len(seen) > 1 and len(chosen.text) < 3 and not (left.isalpha() or right.isalpha()) and _word(seen):
        was *= WORD
    return was


def _restored(seen: str, chosen: Reading, before: str, right: str, style: Style) -> float:
    """The oddity of what comes back where nothing is in doubt."""
    left, text = before[-1:], chosen.text
    now = oddity(text, left, right) + CAPITALS * (text.islower() and _capitals(before, right))
    if len(text) == 1 and text.isalpha() and not (left.isalpha() or right.isalpha()):
        now += FOREIGN
    if style.language and kind(seen[0]).sort != "lower":
        now += OTHERS * sum(
            kind(letter).script == "LATIN" and letter.lower() not in style.language.letters for letter in text
        )
    return now


def _capitals(before: str, right: str) -> bool:
    return before[-1:].isupper() and (right.isupper() or before[:1].isupper())


def _lone(script: str, seen: str, left: str, right: str) -> bool:
    """Whether one or two letters of a script stand among others, and not by themselves."""
    return (
        sum(kind(character).script == script for character in seen) < 3
        and all(kind(character).script != script for character in left + right)
        and not (left.strip() == "" == right.strip())
    )


def _word(seen: str) -> bool:
    if not seen.isalpha():
        return False
    return (
        seen.islower() or seen.isupper() or seen.istitle() or len({kind(letter)[:2] for letter in seen}) == 1
    )


def shown(line: str, piece: Piece) -> bool:
    """Whether the line has the same word undamaged too: it shows how the one becomes the other."""
    if not piece.choice.exact:
        return False
    first = max(0, piece.start - NEAR) if len(line) >= NEAR else 0
    near = line[first : piece.end + NEAR] if first or len(line) >= NEAR else line
    if piece.chosen.text not in near:
        return False
    left = WORD_LEFT.search(line[max(0, piece.start - 40) : piece.start])
    right = WORD_RIGHT.match(line, piece.end, piece.end + 40)
    word = (left.group() if left else "") + piece.chosen.text + (right.group() if right else "")
    if word not in near:
        return False
    here = range(piece.start - first, piece.end - first)
    return any(found.start() not in here for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", near))
