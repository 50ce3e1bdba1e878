"""Find the damaged pieces of a line under one damage; what each may stand for is settled by its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lodestone.repair.damage import Damage
from lodestone.repair.language import Language
from lodestone.repair.mask import Spans
from lodestone.repair.oddity import kind
from lodestone.repair.repertoire import NBSP

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
    whole: Reading
    """The first candidate, as it is read where nothing is in doubt."""


@cache
def choice(lone: str, candidates: tuple[str, ...]) -> Choice:
    """The choice among `candidates`; `lone` is the one character that is seen, or nothing where it is more."""
    weak = bool(lone) and kind(lone).script in ("LATIN", "GREEK", "")
    exact = len(candidates) == 1 and not weak and not (lone and candidates == (NBSP,))
    return Choice(candidates, exact, weak, Reading(candidates[0], 0.0, WHOLE))


@cache
def choice_of(damage: Damage, seen: str) -> Choice | None:
    """The choice that a sequence leaves under a damage; None where it is no character after all."""
    candidates = damage.readings(seen)
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


@dataclass(frozen=True, slots=True)
class Style:
    """What the document does where the place alone does not say."""

    language: Language | None = None
    damaged: bool = False
    """Whether damage was found in it already."""
    dash: str = ""
    """The dash that it puts between blanks elsewhere."""


def find(line: str, damage: Damage, closed: Spans) -> tuple[list[Piece], int]:
    """The pieces of a line outside its `closed` spans, and how many runs of the alien script are no pieces."""
    pieces: list[Piece] = []
    stray = 0
    last = 0
    if len(closed) > 1:
        closed = sorted(closed)
    behind = 0
    alphabet, match = damage.alphabet, damage.pieces.match
    for begin in damage.starts.finditer(line):
        start = begin.start()
        found = match(line, start) if start >= last else None
        if found is None:
            continue
        end = found.end()
        while behind < len(closed) and closed[behind][1] <= start:
            behind += 1
        if behind < len(closed) and closed[behind][0] < end:
            last = end
            continue
        if start > last:
            between = line[last:start]
            if not between.isascii():
                stray += not alphabet.isdisjoint(between) or _torn(line, last, pieces, damage)
        last = end
        seen = found.group()
        what = choice_of(damage, seen)
        if what is None or (what.weak and line[end : end + 1] in damage.trails):
            stray += 1
        elif what.exact and end - start > 1 and pieces and pieces[-1].end == start and pieces[-1].exact:
            before = pieces.pop()
            text = before.choice.candidates[0] + what.candidates[0]
            pieces.append(Piece(before.start, end, line[before.start : end], choice("", (text,))))
        else:
            pieces.append(Piece(start, end, seen, what))
    rest = line[last:]
    if not rest.isascii():
        stray += not alphabet.isdisjoint(rest) or _torn(line, last, pieces, damage)
    return pieces, stray


def _torn(line: str, at: int, pieces: list[Piece], damage: Damage) -> bool:
    """Whether a piece ends in front of something that may well be its rest."""
    if not pieces or pieces[-1].end != at or at == len(line):
        return False
    following = line[at]
    return (kind(following).bits > 0 and following.isalpha()) or (
        not pieces[-1].exact and following in damage.trails
    )
