"""How much a text looks like one that somebody wrote: by this the encoding of a file is told.

Letters stand among letters of their own script, the common ones more often than the rare ones; marks stand
where marks stand; scripts do not change inside a word; nobody writes control characters.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from lodestone.repair.language import LANGUAGES, Language, language_of
from lodestone.repair.oddity import COMMON_LETTERS

SAMPLE = 20_000
"""Characters that the evidence is read from; more say nothing new."""
SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "HEBREW", "ARABIC", "THAI", "CJK", "HIRAGANA", "KATAKANA", "HANGUL")
EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")
LETTERS = {
    "CYRILLIC": (
        "\u043e\u0430\u0435\u0438\u043d\u0442\u0441\u0440\u0432\u043b\u043a\u043c\u0434\u043f\u0443\u044f"
        "\u044b\u044c\u0433\u0437\u0431\u0447\u0439\u0445\u0436\u0448\u044e\u0446\u0449\u0456\u0457\u0454"
        "\u044d\u0444\u0491\u044a\u0451\u045e"
    ),
    "GREEK": (
        "\u03b1\u03bf\u03b9\u03b5\u03c4\u03c3\u03bd\u03b7\u03c5\u03c1\u03c0\u03ba\u03bc\u03bb\u03c2\u03c9"
        "\u03b4\u03b3\u03b8\u03ac\u03af\u03cc\u03c7\u03ad\u03c6\u03ae\u03b2\u03cd\u03be\u03ce\u03b6\u03c8"
        "\u03ca\u03cb\u0390\u03b0"
    ),
    "HEBREW": (
        "\u05d9\u05d5\u05d4\u05dc\u05d0\u05e8\u05ea\u05de\u05d1\u05e9\u05e0\u05dd\u05db\u05d3\u05e7\u05e4"
        "\u05e2\u05d7\u05d8\u05d2\u05e6\u05d6\u05e1\u05da\u05df\u05e3\u05e5"
    ),
    "ARABIC": (
        "\u0627\u0644\u064a\u0646\u0645\u0648\u062a\u0631\u0647\u0628\u062f\u0639\u0633\u0641\u0643\u0642"
        "\u0629\u062d\u062c\u0623\u0649\u0635\u062e\u0634\u0637\u0636\u0630\u062b\u0625\u0632\u063a\u0626"
        "\u0621\u0638\u0624\u0622"
    ),
    "THAI": (
        "\u0e32\u0e19\u0e23\u0e01\u0e2d\u0e40\u0e07\u0e21\u0e22\u0e25\u0e27\u0e17\u0e14\u0e2a\u0e15\u0e30"
        "\u0e1b\u0e04\u0e1a\u0e2b\u0e44\u0e41\u0e08\u0e1e\u0e43\u0e0a\u0e02\u0e42\u0e33\u0e1c\u0e18\u0e28"
        "\u0e0b\u0e0d\u0e13\u0e10\u0e29\u0e16\u0e1f\u0e09\u0e20"
    ),
}
"""The letters of each script, the commonest first, by their numbers: order, not shape, is what matters."""
FIRST_LEVEL = {
    "gb18030": ("gb2312", 0xD7),
    "big5hkscs": ("big5", 0xC6),
    "cp932": ("shift_jis", 0x97),
    "euc_jp": ("shift_jis", 0x97),
}
"""The national set behind an encoding, and the last lead byte of the characters that most text is made of."""


def plausibility(text: str, encoding: str = "") -> float:
    """How much a text looks written, per sign outside ASCII. Higher is better; 1 is the most.

    >>> plausibility("caf\N{LATIN SMALL LETTER E WITH ACUTE}") > plausibility("caf\N{CYRILLIC SMALL LETTER SHORT I}")
    True
    """
    sample = text[:SAMPLE]
    signs = [index for index, sign in enumerate(sample) if sign > "\x7f"]
    if not signs:
        return 0.0
    language = _language(sample)
    return sum([_fits(sample, index, language, encoding) for index in signs]) / len(signs)


def _language(text: str) -> Language | None:
    """The language by its small words, or else by its accented letters."""
    language = language_of(text)
    if language is not None and language.letters:
        return language
    letters = Counter(sign.lower() for sign in text if sign > "\x7f" and _script(sign) == "LATIN")
    if len(letters) < (FEW if language is None else 2 * FEW):
        return language
    best = max(LANGUAGES, key=lambda each: _at_home(letters, each))
    return best if _at_home(letters, best) > AT_HOME * letters.total() else language


def _at_home(letters: Counter[str], language: Language) -> float:
    return sum([count * _latin_fits(letter, False, language) for letter, count in letters.items()])


FEW, AT_HOME = 3, 0.7
"""Different accented letters that tell a language, twice as many where its words tell another, and what they must
be worth in it on the average."""


def _fits(text: str, index: int, language: Language | None, encoding: str) -> float:
    """How well one sign stands where it stands: 1 is at home, negative is out of place."""
    sign = text[index]
    kind = unicodedata.category(sign)
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    if kind in ("Cc", "Cn", "Co", "Cs"):
        return -3.0
    if sign in COMMON_MARKS:
        return _mark_fits(sign, before, after)
    if kind[0] == "L":
        return _letter_fits(sign, before, after, language, encoding)
    if kind != "Mn" or not before or _script(before) != _script(sign):
        return -0.8
    return 0.9 if _script(sign) == "THAI" else 0.3


COMMON_MARKS = frozenset(
    "\u2018\u2019\u201c\u201d\u201e\u2013\u2014\u2026\u2022\u00a0\u00a9\u00ae\u2122\u20ac\u00a3\u00b0"
    "\u00ab\u00bb\u00b7\u3001\u3002\uff0c\uff1a"
)


def _mark_fits(sign: str, before: str, after: str) -> float:
    opens, closes = not before or before.isspace() or before in "([\u2014", after.isalnum() or after == "$"
    if sign in "\u2018\u201c\u201e\u00ab":
        return 1.0 if opens and closes else -1.0
    if sign == "\u2019":
        return 1.0 if before.isalnum() or before in ".,!?" else -0.5
    if sign in "\u201d\u00bb":
        return 1.0 if before and not before.isspace() else -1.0
    return 0.9


def _script(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return next((each for each in SCRIPTS if name.startswith(each)), "")


def _letter_fits(sign: str, before: str, after: str, language: Language | None, encoding: str) -> float:
    """Letters keep company with their script; a capital inside a word of small letters is out of place."""
    script = _script(sign)
    beside = [_script(each) for each in (before, after) if each.isalpha()]
    if script in EAST_ASIAN:
        return _east_asian_fits(sign, script, beside, encoding)
    if not script or not beside or any(each != script for each in beside):
        return -1.0
    if sign.isupper() and before.islower():
        return -1.0
    if script == "LATIN":
        return _latin_fits(sign.lower(), before > "\x7f" or after > "\x7f", language)
    rank = LETTERS[script].find(sign.lower())
    return 1.0 - 0.025 * rank if rank >= 0 else -0.3


def _latin_fits(letter: str, crowded: bool, language: Language | None) -> float:
    """A letter that the language has is at home; `crowded`: beside another one beyond ASCII."""
    if language is not None and language.letters:
        rank = language.letters.find(letter)
        return 0.9 - 0.01 * rank if rank >= 0 else -0.4
    if crowded:
        return -0.3
    return 0.5 if letter in COMMON_LETTERS else 0.2


def _east_asian_fits(sign: str, script: str, beside: list[str], encoding: str) -> float:
    """Kana stand in Japanese, Hangul among Hangul; characters that no school teaches are a misreading."""
    if script == "HANGUL":
        syllable = "\uac00" <= sign <= "\ud7a3"
        return 1.0 if syllable and not {"CJK", "LATIN"} & {*beside} and _lead(sign, "euc_kr") else -0.5
    if script == "CJK":
        if encoding == "cp949" or {"HANGUL", "LATIN"} & {*beside}:
            return -0.5
        national, last = FIRST_LEVEL.get(encoding, ("gb2312", 0xD7))
        return 0.9 if 0 < _lead(sign, national) <= last else -0.2
    return 1.0 if encoding in ("cp932", "euc_jp", "") else -0.2


def _lead(sign: str, national: str) -> int:
    """The first of the two bytes of a sign in a national set; 0 where it has none."""
    try:
        code = sign.encode(national)
    except UnicodeEncodeError:
        return 0
    return code[0] if len(code) == 2 else 0  # a syllable that euc_kr lacks is spelt out in eight
