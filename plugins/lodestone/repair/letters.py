"""How likely a letter is at a place, when its bytes do not say."""

from __future__ import annotations

from functools import cache

from lodestone.repair.language import Language
from lodestone.repair.place import Place

A_GRAVE = "\N{LATIN SMALL LETTER A WITH GRAVE}"
SHARP_S = "\N{LATIN SMALL LETTER SHARP S}"
FIRST, LATER = 3.0, 0.4
"""Bits of the commonest letter of a language, and of each that comes after it."""
STRANGE = 12.0
"""Bits of a letter that the language does not have."""


def letter_bits(letter: str, place: Place, language: Language | None) -> float:
    """Bits of `letter` between its neighbours."""
    if letter == A_GRAVE and place.after == " " and not (language and language.plain):
        return 3.5
    bits = _of(letter.lower() if letter.upper() != letter else letter, language)
    word = place.before.isalpha() or place.after.isalpha()
    if letter == SHARP_S:
        return bits if place.before.isalpha() and not place.before.isupper() else bits + 8.0
    if letter.isupper():
        inside = place.before.islower()
        bits += 8.0 if inside else 3.0 if place.before.isupper() and place.after.islower() else 0.0
        return bits + (0.0 if word else 4.0)
    if place.before.isupper() and (place.after.isupper() or place.left[-2:-1].isupper()):
        bits += 5.0
    elif not place.before.isalpha() and place.after.isalpha():
        bits += 2.0  # words seldom begin with an accent, lines and names do so with a capital
    return bits + (0.0 if word else 4.0)


@cache
def _of(letter: str, language: Language | None) -> float:
    if language is None:
        return 7.0 if ord(letter) < 0x100 else 9.0 if ord(letter) < 0x180 else 14.0
    if letter in language.letters:
        return FIRST + LATER * language.letters.index(letter)
    return STRANGE + (0.0 if ord(letter) < 0x180 else 5.0)
