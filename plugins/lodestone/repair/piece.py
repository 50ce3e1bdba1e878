"""Damaged pieces of a line, what each can stand for, and what its document does where the place does not say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from lodestone.repair.damage import Damage
from lodestone.repair.language import Language
from lodestone.repair.oddity import kind
from lodestone.repair.repertoire import NBSP
from lodestone.repair.table import table_of

WHOLE = "all its bytes are there"


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One thing that a piece can stand for at its place. Readings are remembered, so each is itself only."""

    text: str
    bits: float
    reason: str
    characteristic: bool = False
    """Whether only damage explains what is seen here: don_t, "_Yes,_ she said"."""


UNREAD = Reading("", 0.0, "")


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """What a damaged sequence can stand for, wherever it stands. There is one object for each."""

    candidates: tuple[str, ...]
    exact: bool
    """Whether nothing is in doubt: one reading only, and more than a letter that could be itself."""
    weak: bool
    """Whether the piece could well be a letter or a sign that somebody wrote."""
    lettered: bool
    """Whether a letter is among the candidates."""
    whole: Reading
    """The first candidate, as it is read where nothing is in doubt."""


@cache
def choice(lone: str, candidates: tuple[str, ...]) -> Choice:
    """The choice among `candidates`; `lone` is the one character that is seen, or nothing where it is more."""
    weak = bool(lone) and kind(lone).script in ("LATIN", "GREEK", "")
    exact = len(candidates) == 1 and not weak and not (lone and candidates == (NBSP,))
    lettered = any(candidate.isalpha() for candidate in candidates)
    return Choice(candidates, exact, weak, lettered, Reading(candidates[0], 0.0, WHOLE))


@cache
def choice_of(damage: Damage, seen: str) -> Choice | None:
    """The choice that a sequence leaves under a damage; None where it is no character after all."""
    candidates = table_of(damage).readings(seen)
    if not candidates:
        return None
    lone = len(seen) == 1 or (candidates == (NBSP,) and seen[1:] == " ")
    return choice(seen[0] if lone else "", candidates)


@dataclass(slots=True, eq=False)
class Piece:
    """A damaged piece of a line and, once read, what it stands for."""

    start: int
    end: int
    before: str
    choice: Choice
    chosen: Reading = UNREAD
    others: tuple[Reading, ...] = ()
    confidence: float = 0.0
    gain: float = 0.0
    telling: bool = True
    """Whether the piece says anything of its document: a weak one does where its place is characteristic."""

    @property
    def exact(self) -> bool:
        """Whether nothing is in doubt."""
        return self.choice.exact


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """What the document does where the place alone does not say. Equal styles are one object: `style_of`."""

    language: Language | None = None
    known: bool = False
    """Whether anything is known of it: its language, or that it is damaged."""
    dash: str = ""
    """The dash that it puts between blanks elsewhere."""
    single: bool = False
    """Whether its quotations elsewhere stand in single quotes."""


@lru_cache(maxsize=256)
def style_of(language: Language | None, damaged: bool, dash: str, single: bool) -> Style:
    """The one style of that kind."""
    return Style(language, damaged or language is not None, dash, single)
