"""Pieces that are no damage after all: parts of words that somebody wrote in their own letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lodestone.repair.damage import Damage
from lodestone.repair.language import Language, language_of
from lodestone.repair.oddity import kind
from lodestone.repair.piece import Piece
from lodestone.repair.repertoire import LEFT, RIGHT


def genuine(line: str, pieces: list[Piece], damage: Damage, language: Language | None) -> list[Piece]:
    """The pieces that are parts of words in their script: such words stay, whatever else was damaged.

    A piece is one where a letter of its script that no piece explains is glued to it, directly or
    through other pieces; in a line that has more such letters than its pieces have, all of them are.
    """
    if "".join(_between(line, pieces)).isascii():
        return _letters(line, pieces, language)
    found: list[Piece] = []
    last, rooted = 0, False
    chain: list[Piece] = []
    inside = outside = 0
    for piece in pieces:
        between = line[last : piece.start]
        if between:
            outside += _alien(between, damage)
            rooted = rooted or (bool(chain) and _glued(chain[-1].before[-1], between[0]))
            found += chain if rooted else ()
            chain, rooted = [], _glued(piece.before[0], between[-1])
        chain.append(piece)
        inside += _alien(piece.before, damage)
        last = piece.end
    rest = line[last:]
    outside += _alien(rest, damage)
    if rooted or (chain and rest and _glued(chain[-1].before[-1], rest[0])):
        found += chain
    return pieces if outside > inside else [*found, *_letters(line, pieces, language)]


def _letters(line: str, pieces: list[Piece], language: Language | None) -> list[Piece]:
    """The weak pieces that are letters of their word: inside of it in a line that has other accented letters,
    or, unless only damage explains what is seen, in a line that is not in the document's plain language."""
    weak = [piece for piece in pieces if piece.choice.weak]
    if not weak:
        return []
    quotes = sum([piece.chosen.text in QUOTES for piece in pieces])
    vague = [piece for piece in weak if not piece.telling or (quotes == 1 and piece.chosen.text in QUOTES)]
    other = bool(vague) and (
        " " not in line.strip()
        or (language is not None and language.plain and language_of(line) is not language)
    )
    accented = bool(ACCENTED.search("".join(_between(line, pieces))))
    return [piece for piece in weak if (other and piece in vague) or (accented and _inside(line, piece))]


def _inside(line: str, piece: Piece) -> bool:
    return line[max(0, piece.start - 1) : piece.start].isalpha() and line[piece.end : piece.end + 1].isalpha()


QUOTES = frozenset((LEFT, RIGHT))
ACCENTED = re.compile("[\u00df-\u00f6\u00f8-\u017f\u0219\u021b\u1e00-\u1eff]")
"""Small Latin letters beyond ASCII."""


def _between(line: str, pieces: list[Piece]) -> Iterator[str]:
    at = 0
    for piece in pieces:
        yield line[at : piece.start]
        at = piece.end
    yield line[at:]


def _alien(text: str, damage: Damage) -> int:
    """How many letters of the page, other than Latin ones, are in the text."""
    if text.isascii():
        return 0
    return sum([letter in damage.foreign for letter in text])


def _glued(one: str, other: str) -> bool:
    """Whether two characters are letters of one script, other than Latin."""
    first, second = kind(one), kind(other)
    return first.script == second.script not in ("", "LATIN") and not other.isascii()
