"""How likely a letter is at a place, when its bytes do not say."""

from __future__ import annotations

from lodestone.repair.language import Language
from lodestone.repair.place import Place


A_GRAVE = "\N{LATIN SMALL LETTER A WITH GRAVE}"
SHARP_S = "\N{LATIN SMALL LETTER SHARP S}"


def letter_bits(letter: str, place: Place, language: Language | None) -> float:
    """Bits of `letter` between its neighbours."""
    bits = 7.0
    if letter == A_GRAVE and place.after == " " and not (language and language.plain):
        return 3.5
    if letter == SHARP_S:
        bits += 0.0 if place.before.islower() and (not language or language.code == "de") else 8.0
    if letter.isupper():
        bits += 8.0 if place.before.islower() else 0.0
        bits += 2.0 if place.after.islower() else 1.0 if place.after.isupper() else 4.0
    else:
        bits += 4.0 if place.before.isupper() and place.after.isupper() else 0.0
        bits += 4.0 if not (place.before.isalpha() or place.after.isalpha()) else 0.0
    if language and language.plain:
        bits += 5.0
    if ord(letter) >= 0x100:
        bits += 2.0
    if ord(letter) >= 0x180:
        bits += 5.0
    return bits
