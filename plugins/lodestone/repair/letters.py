"""How likely a letter is at a place, when its bytes do not say."""

from __future__ import annotations

from functools import cache

from lodestone.repair.accented import spelt
from lodestone.repair.language import Language
from lodestone.repair.neighbours import NEIGHBOURS, ORDER
from lodestone.repair.place import Place

A_GRAVE = "\N{LATIN SMALL LETTER A WITH GRAVE}"
SHARP_S = "\N{LATIN SMALL LETTER SHARP S}"
FIRST, LATER = 3.0, 0.4
"""Bits of the commonest letter of a language, and of each that comes after it."""
LOAN = 3.0
"""Bits of any accented letter where the language has none or is not known."""
RARE = 11.0
"""Bits of a letter that is in no European language of note."""
TRUST = 0.75
"""Share of what neighbours say that is believed: they were counted in few texts."""
CAPITAL = 2.5
"""Bits of a capital inside of a sentence, where words may begin with an accent."""
SENTENCE_ENDS = frozenset(".!?:")
SPELT = 0.2
"""Share of the bits of a letter that remains where it makes a word that is known."""
STRANGE = 12.0
"""Bits of a letter that the language does not have."""


def letter_bits(letter: str, place: Place, language: Language | None) -> float:
    """Bits of `letter` between its neighbours."""
    if letter == A_GRAVE and place.after == " " and not (language and language.plain):
        return 3.5
    low = letter.lower() if len(letter.lower()) == 1 else letter
    bits = _of(low, language) + _beside(low, place.before.lower()[0], place.after.lower()[0])
    if (language is None or language.plain) and spelt(low, place):
        bits *= SPELT
    word = place.before.isalpha() or place.after.isalpha()
    if letter == SHARP_S:
        return bits if place.before.isalpha() and not place.before.isupper() else bits + 8.0
    if not word:
        bits += 4.0
    elif not place.before.isalpha():
        return bits + _first(letter, place, language)
    if letter.isupper():
        return bits + (8.0 if place.before.islower() else 3.0 if place.after.islower() else 0.0)
    if place.before.isupper() and (place.after.isupper() or place.left[-2:-1].isupper()):
        bits += 5.0
    return bits


def _first(letter: str, place: Place, language: Language | None) -> float:
    """Bits of the first letter of a word: a capital begins a sentence or a name, and in a language without accents
    most words that have one are names."""
    before = place.left.rstrip()[-1:]
    if not before or before in SENTENCE_ENDS or place.after.isupper():
        return 0.0 if letter.isupper() else 3.0
    if language is not None and language.plain:
        return 0.0 if letter.isupper() else 2.0
    return CAPITAL if letter.isupper() else 0.0


@cache
def _of(letter: str, language: Language | None) -> float:
    if language is not None and letter in language.letters:
        return FIRST + LATER * language.letters.index(letter)
    if language is None or language.plain:
        return LOAN + (NEIGHBOURS[letter][0] if letter in NEIGHBOURS else RARE)
    return STRANGE + (0.0 if ord(letter) < 0x180 else 5.0)


@cache
def _beside(letter: str, before: str, after: str) -> float:
    """Bits that the neighbours speak against the letter, or for it."""
    if letter not in NEIGHBOURS:
        return 0.0
    _, left, right = NEIGHBOURS[letter]
    return TRUST * (int(left[_side(before)]) + int(right[_side(after)]) - 6.0)


def _side(neighbour: str) -> int:
    if "a" <= neighbour <= "z":
        return ord(neighbour) - ord("a")
    return ORDER.index("*" if neighbour.isalpha() else "^")
