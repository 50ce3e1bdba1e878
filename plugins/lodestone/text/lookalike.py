"""Letters that only look like Latin ones: another word to every look-up, the same word to every eye.

A ticker or a name written with them would be taken for another listing, or for another company's.
The table holds the letters of Cyrillic, Greek and Armenian that common typefaces draw as Latin
ones; fullwidth and mathematical letters fold by Unicode's own rule (NFKC). After Unicode TS 39
(security mechanisms), of which this is the small part that trade press can be attacked with.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lodestone.model import Problem, Span

_ALIKE = {
    "a": "\u0430", "c": "\u0441", "d": "\u0501", "e": "\u0435", "g": "\u0581", "h": "\u04bb\u0570", "i": "\u0456",
    "j": "\u0458", "l": "\u04cf", "o": "\u043e\u03bf\u0585", "p": "\u0440", "q": "\u051b", "s": "\u0455", "u": "\u057d",
    "v": "\u03bd\u0475", "w": "\u051d", "x": "\u0445", "y": "\u0443",
    "A": "\u0410\u0391", "B": "\u0412\u0392", "C": "\u0421", "E": "\u0415\u0395", "H": "\u041d\u0397",
    "I": "\u0406\u0399\u04c0", "J": "\u0408", "K": "\u041a\u039a", "M": "\u041c\u039c", "N": "\u039d",
    "O": "\u041e\u039f\u0555", "P": "\u0420\u03a1", "S": "\u0405\u054f", "T": "\u0422\u03a4", "U": "\u054d",
    "X": "\u0425\u03a7", "Y": "\u04ae\u03a5", "Z": "\u0396",
}  # fmt: skip
"""Latin letter -> what looks like it."""
_LATIN = {ord(sign): letter for letter, signs in _ALIKE.items() for sign in signs}
_FOREIGN = re.compile(f"[{''.join(map(chr, _LATIN))}\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]")
MOST = 20
"""Words that are told of one text."""


def skeleton(text: str) -> str:
    """What a text looks like: two texts with one skeleton look alike.

    >>> skeleton("\\u0405\\u0430lar One") == skeleton("Salar One")
    True
    """
    return unicodedata.normalize("NFKC", text).translate(_LATIN).casefold()


def foreign(text: str) -> str:
    """The first letter of a text that only looks Latin, by its name, or ''.

    >>> foreign("S\\u0430lar"), foreign("Salar")
    ('CYRILLIC SMALL LETTER A', '')
    """
    found = _FOREIGN.search(text)
    return unicodedata.name(found[0]) if found else ""


def mixed_words(text: str) -> Iterator[Problem]:
    """W326 for each word that has Latin letters and letters that only look so; the first 20."""
    end = told = 0
    for found in _FOREIGN.finditer(text):
        if found.start() < end:
            continue
        start, end = _word(text, found.start())
        word = text[start:end]
        if any(sign.isascii() and sign.isalpha() for sign in word):
            meant = unicodedata.normalize("NFKC", word).translate(_LATIN)
            message = f"`{word}` is written with {foreign(word)}, which only looks Latin"
            yield Problem("W326", Span(start, end), message, f"did you mean `{meant}`? type the word anew")
            told += 1
            if told == MOST:
                return


def _word(text: str, at: int) -> tuple[int, int]:
    """The limits of the word around a letter."""
    start = end = at
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end
