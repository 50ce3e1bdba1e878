"""How odd a stretch of text looks, in bits: the one measure by which damage and repair are weighed.

Text that people write keeps to one script inside a word, puts capitals at the front, and seldom
uses signs such as broken bars. Mojibake does none of that. The figures are rounded costs of
characters after their neighbour; they are no model of any language, so no language is favoured.

>>> e_acute, a_tilde = "\N{LATIN SMALL LETTER E WITH ACUTE}", "\N{LATIN CAPITAL LETTER A WITH TILDE}"
>>> oddity(e_acute, "f") < oddity(a_tilde + "\N{COPYRIGHT SIGN}", "f")
True
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

COMMON_SIGNS = frozenset(
    "\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
    "\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}\N{EN DASH}\N{EM DASH}"
    "\N{HORIZONTAL ELLIPSIS}\N{BULLET}\N{NO-BREAK SPACE}\N{SECTION SIGN}\N{COPYRIGHT SIGN}"
    "\N{REGISTERED SIGN}\N{TRADE MARK SIGN}\N{DEGREE SIGN}\N{PLUS-MINUS SIGN}\N{MULTIPLICATION SIGN}"
    "\N{EURO SIGN}\N{POUND SIGN}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{INVERTED QUESTION MARK}\N{INVERTED EXCLAMATION MARK}"
    "\N{MIDDLE DOT}\N{VULGAR FRACTION ONE HALF}\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT THREE}"
    "\N{FEMININE ORDINAL INDICATOR}\N{MASCULINE ORDINAL INDICATOR}"
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
)
JOINERS = frozenset(
    "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
    "\N{SOFT HYPHEN}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
)
"""Controls of format that text has."""
CLOSERS = frozenset(
    "\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{EN DASH}\N{EM DASH}\N{HORIZONTAL ELLIPSIS}"
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
)
"""Signs that may follow another sign."""

COMMON_SCRIPTS = {
    "CYRILLIC": 6.5, "GREEK": 6.5, "HEBREW": 6.0, "ARABIC": 6.5, "THAI": 6.5, "DEVANAGARI": 7.0,
    "HIRAGANA": 7.5, "KATAKANA": 7.5, "HANGUL": 11.0, "CJK": 11.0, "GEORGIAN": 6.5, "ARMENIAN": 6.5,
    "BENGALI": 7.0, "TAMIL": 7.0, "TELUGU": 7.0, "KANNADA": 7.0, "MALAYALAM": 7.0, "GUJARATI": 7.0,
    "GURMUKHI": 7.0, "SINHALA": 7.0, "KHMER": 7.0, "LAO": 6.5, "MYANMAR": 7.0, "ETHIOPIC": 9.0,
    "TIBETAN": 7.0, "ORIYA": 7.0,
}  # fmt: skip
"""Bits of a letter within its own script."""

COMMON_LETTERS = frozenset(
    unicodedata.normalize("NFC", letter + mark)
    for letters, mark in (
        ("aeiou", "\N{COMBINING ACUTE ACCENT}"), ("ae", "\N{COMBINING GRAVE ACCENT}"), ("ao", "\N{COMBINING TILDE}"),
        ("aeiou", "\N{COMBINING CIRCUMFLEX ACCENT}"), ("aoue", "\N{COMBINING DIAERESIS}"), ("n", "\N{COMBINING TILDE}"),
        ("csz", "\N{COMBINING CARON}"), ("cs", "\N{COMBINING CEDILLA}"), ("a", "\N{COMBINING RING ABOVE}"),
        ("\N{LATIN SMALL LETTER SHARP S}\N{LATIN SMALL LETTER O WITH STROKE}\N{LATIN SMALL LETTER AE}", ""),
    )
    for letter in letters
)  # fmt: skip
"""Letters with accents that many languages share: they win where two code pages explain a text alike."""

FAMILY = {
    "HIRAGANA": "CJK",
    "KATAKANA": "CJK",
    "KATAKANA-HIRAGANA": "CJK",
    "IDEOGRAPHIC": "CJK",
    "FULLWIDTH": "CJK",
    "HALFWIDTH": "KANA",
}
"""Scripts that are written together."""


class Kind(NamedTuple):
    """What matters of a character: its script, what it is there, and its bits."""

    script: str
    sort: str
    bits: float


@cache
def kind(character: str) -> Kind:  # noqa: PLR0911 - a list of sorts
    """Sort is one of: lower, upper, letter, mark, digit, space, sign, strange, junk."""
    point = ord(character)
    if point < 0x80:
        return _ascii(character)
    category = unicodedata.category(character)
    if category in ("Cc", "Cn", "Co", "Cs", "Zl", "Zp") or character == "\N{REPLACEMENT CHARACTER}":
        return Kind("", "junk", 14.0 if character == "\N{REPLACEMENT CHARACTER}" else 22.0)
    if character in COMMON_SIGNS:
        if character == "\xa0":
            return Kind("", "space", 4.5)
        return Kind("", "closer" if character in CLOSERS else "sign", 6.0)
    if category[0] in "LM":
        return _letter(character, category)
    if category == "Cf" and character not in JOINERS:
        return Kind("", "junk", 18.0)
    if category == "Nd":
        return Kind("", "digit", 9.0)
    if 0x3000 <= point < 0x3040 or 0xFF00 <= point < 0xFFF0:
        return Kind("CJK", "sign", 7.5)
    if 0x2600 <= point < 0x27C0 or 0x1F300 <= point < 0x1FB00:
        return Kind("", "strange", 9.0)
    return Kind("", "strange", 10.0 if point < 0x2200 else 12.0 if point < 0x2600 else 15.0)


def _ascii(character: str) -> Kind:
    if character.isalpha():
        return Kind("LATIN", "lower" if character.islower() else "upper", 0.0)
    if character.isdigit():
        return Kind("", "digit", 0.0)
    return Kind("", "space" if character.isspace() else "sign" if character.isprintable() else "junk", 0.0)


def _letter(character: str, category: str) -> Kind:
    script = unicodedata.name(character, "?").split(" ")[0]
    sort = {"Ll": "lower", "Lu": "upper", "Lt": "upper"}.get(
        category, "mark" if category[0] == "M" else "letter"
    )
    if script == "LATIN":
        point = ord(character)
        common = (
            point < 0x17F
            or 0x1E00 <= point < 0x1F00
            or character in "\u01a0\u01a1\u01af\u01b0\u0218\u0219\u021a\u021b\u018f\u0259"
        )
        bits = 6.5 if character.lower() in COMMON_LETTERS else 7.5 if common else 17.0
        return Kind(script, sort, bits + (0.5 if sort == "upper" else 0.0))
    if category == "Lm" and script == "MODIFIER":
        return Kind("", sort, 15.0)
    if script == "COMBINING":
        return Kind("", "mark", 9.0)
    bits = COMMON_SCRIPTS.get(script, 13.0)
    if script == "CJK" and not _taught(character):
        bits += 5.0
    if script == "CYRILLIC" and not (0x410 <= ord(character) < 0x460 or 0x490 <= ord(character) < 0x4A4):
        bits += 3.0
    if script == "ARABIC" and ord(character) >= 0xFB50:
        bits += 4.0
    return Kind(FAMILY.get(script, script), sort, bits + (2.0 if sort == "upper" else 0.0))


IDEOGRAPHS = frozenset({"CJK", "HANGUL"})
"""Scripts that stand beside Latin letters with no blank: in Korean a name takes its particle at once."""


def _taught(ideograph: str) -> bool:
    """Whether an ideograph is in the first level of a national list: those that most text is made of."""
    for codec, last in (("gb2312", 0xD7), ("big5", 0xC6), ("shift_jis", 0x97)):
        try:
            if ideograph.encode(codec)[0] <= last:
                return True
        except UnicodeEncodeError:
            continue
    return False


LETTER_SORTS = ("lower", "upper", "letter", "mark")


SIGNS = ("sign", "closer", "strange", "upper", "junk", "space")
ILL_MATCHED = frozenset(
    (one, two)
    for one in SIGNS
    for two in SIGNS
    if (one, two) != ("upper", "upper") and not (two == "closer" and one in ("sign", "closer"))
)
"""Sorts that seldom stand side by side when neither is ASCII."""


@cache
def step(before: Kind, here: Kind) -> float:
    """What following its neighbour costs a character."""
    joined = before.sort in LETTER_SORTS and here.sort in LETTER_SORTS
    if joined and before.script != here.script and before.script and here.script:
        return 8.0 if IDEOGRAPHS.intersection((before.script, here.script)) else 13.0
    if joined and here.sort == "upper" and before.sort == "lower":
        return 8.0
    if here.sort == "mark" and not joined:
        return 8.0
    if here.sort == "strange" and before.sort in LETTER_SORTS:
        return 4.0
    return 5.0 if before.bits and here.bits and (before.sort, here.sort) in ILL_MATCHED else 0.0


def oddity(text: str, before: str, after: str = "") -> float:
    """Bits of `text` between the neighbours `before` and `after` (one character each, or none)."""
    total = 0.0
    last = kind(before[-1]) if before else SPACE
    previous = ""
    for character in text:
        here = kind(character)
        total += (
            REPEATED
            if character == previous and here.sort in ("strange", "sign")
            else here.bits + step(last, here)
        )
        last, previous = here, character
    if after:
        total += step(last, kind(after[0]))
    return total


SPACE = Kind("", "space", 0.0)
REPEATED = 2.0
"""Bits of a sign that repeats the one before it: a rule, a bar, a pair of accents as quotes."""
