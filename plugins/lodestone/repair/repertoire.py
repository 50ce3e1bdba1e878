"""The characters that a repair may restore when bytes were lost: closed on purpose.

A lost byte leaves 32 to 1024 readings. Prose uses few of them: the marks below, and the letters
of languages written in Latin script. Where all bytes are there, any character may come back; letters of
other scripts come back so only, since those that are signs too would stand for all their neighbours.
"""

from __future__ import annotations

import unicodedata

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
LEFT_SINGLE = "\N{LEFT SINGLE QUOTATION MARK}"
LEFT = "\N{LEFT DOUBLE QUOTATION MARK}"
RIGHT = "\N{RIGHT DOUBLE QUOTATION MARK}"
LOW = "\N{DOUBLE LOW-9 QUOTATION MARK}"
LOW_SINGLE = "\N{SINGLE LOW-9 QUOTATION MARK}"
EM = "\N{EM DASH}"
EN = "\N{EN DASH}"
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
NBSP = "\N{NO-BREAK SPACE}"
BULLET = "\N{BULLET}"
TRADE = "\N{TRADE MARK SIGN}"

MARKS: str = "".join(
    (APOSTROPHE, LEFT_SINGLE, LEFT, RIGHT, LOW, LOW_SINGLE, EM, EN, ELLIPSIS, NBSP, BULLET, TRADE)
) + (
    "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{HORIZONTAL BAR}\N{DAGGER}\N{DOUBLE DAGGER}"
    "\N{PER MILLE SIGN}\N{PRIME}\N{DOUBLE PRIME}\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}\N{FRACTION SLASH}\N{EURO SIGN}\N{MINUS SIGN}"
    "\N{MULTIPLICATION SIGN}\N{LESS-THAN OR EQUAL TO}\N{GREATER-THAN OR EQUAL TO}\N{ALMOST EQUAL TO}"
    "\N{RIGHTWARDS ARROW}\N{LEFTWARDS ARROW}\N{UPWARDS ARROW}\N{DOWNWARDS ARROW}\N{NUMERO SIGN}"
    "\N{EN SPACE}\N{EM SPACE}\N{THIN SPACE}\N{HAIR SPACE}\N{NARROW NO-BREAK SPACE}\N{ZERO WIDTH SPACE}"
    "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH NO-BREAK SPACE}\N{SOFT HYPHEN}"
    "\N{LATIN SMALL LIGATURE FI}\N{LATIN SMALL LIGATURE FL}\N{SUBSCRIPT TWO}\N{SUBSCRIPT THREE}"
    "\N{SUBSCRIPT FOUR}\N{SERVICE MARK}\N{TRIANGULAR BULLET}"
    "\N{BLACK SQUARE}\N{WHITE BULLET}\N{CHECK MARK}\N{HEAVY CHECK MARK}\N{BLACK STAR}\N{INFINITY}"
    "\N{OHM SIGN}\N{SQUARE ROOT}\N{BLACK HEART SUIT}"
)
"""Punctuation and symbols, the likeliest first."""

LATIN_1 = "".join(map(chr, range(0xA1, 0x100)))
LETTERS: str = "".join(
    character
    for character in map(
        chr,
        (
            *range(0x100, 0x180),
            *range(0x18F, 0x1DD),
            *range(0x1E6, 0x220),
            *range(0x250, 0x25F),
            *range(0x1E00, 0x1F00),
        ),
    )
    if unicodedata.category(character) in ("Lu", "Ll") and unicodedata.name(character, "").startswith("LATIN")
)
"""Letters of Latin script beyond Latin-1: Central Europe, Baltic, Turkish, Romanian, Vietnamese, African."""

REPERTOIRE: tuple[str, ...] = tuple(dict.fromkeys(MARKS + LATIN_1 + LETTERS))
