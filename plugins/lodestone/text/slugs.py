"""Slugs: the part of an address that a text gives. ASCII, small letters, digits and single hyphens.

A slug becomes a folder of the output, so it must be safe on every file system: no dots, no
names that Windows keeps for devices, no endless length. What cannot be written in ASCII gets
a short hash, so that the same text always has the same address.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from lodestone.limits import DEVICES

LONGEST = 80
"""Characters; long enough for a headline, short enough for every file system with a path before it."""

RESERVED = DEVICES | {"index"}
"""Names of devices on Windows, and the file that a folder shows."""

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""Ids of figures, sources and anchors have the form of a slug."""

LETTERS = {
    "\N{LATIN SMALL LETTER SHARP S}": "ss",
    "\N{LATIN SMALL LETTER AE}": "ae",
    "\N{LATIN SMALL LETTER O WITH STROKE}": "o",
    "\N{LATIN SMALL LETTER L WITH STROKE}": "l",
    "\N{LATIN SMALL LETTER D WITH STROKE}": "d",
    "\N{LATIN SMALL LETTER THORN}": "th",
    "\N{LATIN SMALL LETTER ETH}": "d",
    "\N{LATIN SMALL LIGATURE OE}": "oe",
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
}
"""Letters that Unicode does not take apart, and how they are spelt in ASCII."""
_SPELT = str.maketrans(
    LETTERS | {"&": " and ", "%": " percent ", "'": "", "\N{RIGHT SINGLE QUOTATION MARK}": ""}
)


def slug(text: str) -> str:
    """The slug of a title, a heading or a file's stem.

    >>> slug("Magnets: what China\N{RIGHT SINGLE QUOTATION MARK}s 5% rule costs Neod\\u00edmio")
    'magnets-what-chinas-5-percent-rule-costs-neodimio'
    >>> slug("aux"), slug("\\u5317\\u65b9\\u7a00\\u571f")
    ('aux-1', 'x-113553ed')
    """
    words = _ascii_words(text)
    if not words:
        return "x-" + hashlib.blake2b(text.strip().encode("utf-8", "replace"), digest_size=4).hexdigest()
    name = _shortened(words)
    return f"{name}-1" if name in RESERVED else name


def is_slug(text: str) -> bool:
    """Whether the text can stand in an address as it is.

    >>> is_slug("nre-2025-h1"), is_slug("../x"), is_slug("a--b"), is_slug("nul")
    (True, False, False, False)
    """
    return len(text) <= LONGEST and text not in RESERVED and ID.fullmatch(text) is not None


def _ascii_words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_SPELT))
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.findall(r"[a-z0-9]+", kept)


def _shortened(words: list[str]) -> str:
    """Whole words up to the longest slug; a single endless word is cut."""
    name = words[0][:LONGEST]
    for word in words[1:]:
        if len(name) + 1 + len(word) > LONGEST:
            break
        name = f"{name}-{word}"
    return name
