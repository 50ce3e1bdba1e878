"""Which language a document is in, told from its words of plain letters, which survive all damage."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Language:
    """What a repair needs to know of a language."""

    code: str
    plain: bool = False
    """Whether it is written without accents, so that a letter with one is odd."""
    quotes: dict[str, float] = field(default_factory=dict)
    """Bits to add to quotes that the language uses more (-) or less (+) than English does."""


ENGLISH = Language("en", plain=True)
ENGLISH_WORDS = frozenset(
    "the of and to in is that for it with as was on are by this be at from or have an has its will which but not "
    "they he she you we his her their more said would can been who when there new one all also into than about out".split()
)
WORD = re.compile(r"[A-Za-z]+")


def language_of(text: str) -> Language | None:
    """The language, or None when the words do not tell."""
    words = [word.lower() for word in WORD.findall(text[:20000])]
    hits = sum(word in ENGLISH_WORDS for word in words)
    if hits >= (2 if len(words) > 12 else 1) and hits >= 0.12 * len(words):
        return ENGLISH
    return None
