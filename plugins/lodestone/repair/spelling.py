"""Which language a damaged text is in, told from the letters of it that came back whole.

Small words tell it before anything is read; where they do not, or where they tell a language without accents and
the text is full of them, the letters do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lodestone.repair.language import LANGUAGES, Language, hits_of
from lodestone.repair.letters import FIRST, LATER, STRANGE
from lodestone.repair.oddity import kind
from lodestone.repair.piece import Piece

DENSE = 60
"""A text has one letter with an accent for so many characters at least before its words are doubted."""
FEW = 2
"""Different letters that tell a language."""
AT_HOME = 9.0
"""Bits of a letter, on the average, in the language that it tells."""
WORD = 4.0
"""Bits that a small word speaks for its language."""


def told(pieces: Iterable[Piece], text: str, language: Language | None) -> Language | None:
    """The language of a text, of which these pieces were read; `language` is what its words told."""
    if language is not None and not language.plain:
        return language
    letters = Counter(
        letter.lower()
        for piece in pieces
        if piece.choice.exact
        for letter in piece.chosen.text
        if kind(letter).script == "LATIN"
    )
    total = letters.total()
    if len(letters) < FEW or total * DENSE < len(text):
        return language
    hits = hits_of(text)
    bits = [
        sum([count * _bits(letter, each) for letter, count in letters.items()]) - WORD * hits[number]
        for number, each in enumerate(LANGUAGES)
    ]
    best = min(range(len(LANGUAGES)), key=bits.__getitem__)
    return LANGUAGES[best] if bits[best] <= AT_HOME * total else language


def _bits(letter: str, language: Language) -> float:
    place = language.letters.find(letter)
    return STRANGE if place < 0 else FIRST + LATER * place
