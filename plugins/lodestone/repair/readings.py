"""What a piece can stand for at its place, weighed: by the rules of marks, the letters and quotes of the language.

Places that look alike to every rule are asked once: `context` cuts a place down to what the rules see.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from lodestone.repair.dates import CALENDAR
from lodestone.repair.language import Language
from lodestone.repair.letters import letter_bits
from lodestone.repair.marks import ALONE, CHARACTERISTIC, OPENS, RARE, Rule, rule_of
from lodestone.repair.oddity import kind
from lodestone.repair.piece import Choice, Reading, Style
from lodestone.repair.place import (
    CLIPPED,
    HEADS,
    NEGATED,
    WHOLE_WORDS,
    WORD_END,
    WORD_START,
    Place,
    elision,
)
from lodestone.repair.repertoire import APOSTROPHE, EM, EN, LEFT, LEFT_SINGLE, LOW, LOW_SINGLE, RIGHT
from lodestone.repair.spot import CHOOSE, CLOSE, INNER_CAPITAL, MENU, OPEN

HOPELESS = 10.0
"""Bits behind the best reading of a place, at which no quotation elsewhere can help."""
KEPT = 6
"""Readings of a piece that are weighed; the others are too unlikely to win."""
HABIT = 2.0
"""Bits for the dash that the document puts between blanks elsewhere."""
SINGLE = {LEFT: 5.0, RIGHT: 5.0, LEFT_SINGLE: -3.5}
"""Bits where the quotations of the document stand in single quotes elsewhere."""
NEAR = 8.0
"""Bits behind the best reading within which another is worth telling."""
QUOTES = frozenset((LEFT, RIGHT, LOW))
TURNS = frozenset((LEFT, RIGHT, LOW, LEFT_SINGLE, LOW_SINGLE))
"""Marks that open or close a quotation, so that the rest of the line depends on them."""


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """The readings of a place, the likeliest first."""

    readings: tuple[Reading, ...]
    settled: bool
    """Whether no quotation elsewhere in the line can matter; then the first wins."""
    quiet: bool
    """Whether it can matter to none: an apostrophe may close an inner one."""
    confidence: float
    others: tuple[Reading, ...]


def confidence(behind: list[float]) -> float:
    """How sure a reading is whose rivals lie so many bits behind."""
    return round(1.0 / (1.0 + sum([math.exp2(-more) for more in behind])), 3)


@lru_cache(maxsize=32_768)
def weighed(what: Choice, left: str, right: str, style: Style) -> Weighed:
    """The readings of a place; `left` and `right` are what `context` made of its neighbours."""
    if what.exact:
        return Weighed((what.whole,), what.whole.text not in TURNS, what.whole.text != APOSTROPHE, 0.99, ())
    place = Place(left, right)
    every = sorted(
        (_reading(candidate, place, style) for candidate in what.candidates), key=lambda reading: reading.bits
    )
    best = every[0].bits
    found = tuple(reading for reading in every[:KEPT] if reading.bits <= best + HOPELESS)
    texts = {reading.text for reading in found}
    return Weighed(
        found,
        TURNS.isdisjoint(texts),
        APOSTROPHE not in texts,
        confidence([reading.bits - best for reading in found[1:]]),
        tuple(reading for reading in found[1:] if reading.bits - best < NEAR),
    )


def _reading(candidate: str, place: Place, style: Style) -> Reading:
    if kind(candidate).sort in ("lower", "upper"):
        return Reading(candidate, letter_bits(candidate, place, style.language), "the likeliest letter here")
    rule = rule_of(candidate, place)
    if rule is None:
        return Reading(candidate, RARE, "a rare sign")
    bits = rule.bits
    if style.language and candidate in QUOTES:
        bits += _custom(candidate, rule, style.language)
    if style.single and candidate in SINGLE:
        bits += SINGLE[candidate]
    if rule.reason == ALONE and style.dash and candidate in (EM, EN):
        bits += 0.0 if candidate == style.dash else HABIT
    characteristic = (candidate, rule.holds) in CHARACTERISTIC
    if rule.holds is elision and style.language and style.language.plain:
        characteristic = place.left_word.lower() == "o"  # l'eau is no English
    return Reading(candidate, bits, rule.reason, characteristic)


def _custom(quote: str, rule: Rule, language: Language) -> float:
    """Bits to add where a language has quotes other than the English ones."""
    opening, closing = language.quotes[0], language.quotes[1]
    if opening == LEFT:
        return 0.0
    opens = rule.reason == OPENS
    if quote == opening:
        return -6.5 if opens else 0.0
    if quote == closing == LEFT:
        return 3.0 if opens else -12.7
    return 6.0 if quote in (LEFT, RIGHT) and quote != closing else 0.0


SPECIAL = (
    NEGATED
    | HEADS
    | CLIPPED
    | {part for word in WHOLE_WORDS for part in word.split("'")}
    | {"s", "t", "m", "re", "ve", "ll", "d", "i", "ol"}
)
"""Words that a rule knows by name."""
LAST_TOKEN = re.compile(r"\s\S+\s*\Z")
FIRST_TOKEN = re.compile(r"\s*\S+\s")


@lru_cache(maxsize=32_768)
def context(left: str, right: str) -> tuple[str, str]:
    """The neighbours of a mark as the rules see them: the nearest token on either side, its word made
    like all others of its shape.

    >>> context("the company", "s plan") == context("no factory", "s rise")
    True
    """
    left, right = tokens(left, right)
    return _left(left), _right(right)


@lru_cache(maxsize=32_768)
def tokens(left: str, right: str) -> tuple[str, str]:
    """The neighbours of a letter: the nearest token on either side, as it is spelt.

    >>> tokens("at the caf", " in town")
    ('x caf', ' in x')
    """
    before, after = LAST_TOKEN.search(left), FIRST_TOKEN.match(right)
    if before and left[: before.start()].strip():
        left = _hint(left, before.start()) + before.group()
    if after and right[after.end() :].strip():
        right = after.group() + ("0" if right[after.end()].isdigit() else "x")
    return left, right


def _hint(left: str, end: int) -> str:
    """What stands for the words before the last: whether they lead to a menu, or leave a guillemet open."""
    if MENU.search(left):
        return CHOOSE
    return OPEN if left.rfind(OPEN, 0, end) > left.rfind(CLOSE, 0, end) else "x"


def _left(left: str) -> str:
    word = WORD_END.search(left)
    if word is None:
        return left
    text = word.group()
    low = text.lower()
    if (
        len(text) < 5
        or not text.isascii()
        or low in SPECIAL
        or text[:3].title() in CALENDAR
        or INNER_CAPITAL.search(text)
    ):
        return left
    tail = "in" if low.endswith("in") else "es" if low[-1] in "szx" else "ee"
    tail = "".join(b.upper() if a.isupper() else b for a, b in zip(text[-2:], tail, strict=True))
    return left[: word.start()] + ("Aaaa" if text[0].isupper() else "aaaa") + tail


def _right(right: str) -> str:
    word = WORD_START.match(right)
    if word is None:
        return right
    text = word.group()
    if len(text) < 4 or not text.isascii() or text.lower() in SPECIAL or text[:3].title() in CALENDAR:
        return right
    first = "e" if text[0].lower() in "aeiou" else text[0].lower() if text[0].lower() in "hy" else "b"
    head = first.upper() if text[0].isupper() else first
    rest = "aaaa" if text[1:].islower() else "AAAA" if text[1:].isupper() else "aAaa"
    return head + rest + right[word.end() :]
