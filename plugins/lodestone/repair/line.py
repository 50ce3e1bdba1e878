"""One line read under one damage: find the damaged pieces, choose what each stands for.

Pieces are read together, since a quotation that opens should close: the best few readings of the
line so far are kept, one for each state of its open quotes, and the cheapest wins at the end.
"""

from __future__ import annotations

from dataclasses import dataclass

from lodestone.repair.damage import Damage
from lodestone.repair.language import Language
from lodestone.repair.letters import letter_bits
from lodestone.repair.marks import RARE, rule_of
from lodestone.repair.oddity import kind, oddity
from lodestone.repair.place import UNKNOWN, Place
from lodestone.repair.repertoire import APOSTROPHE, EM, EN, LEFT, LEFT_SINGLE, LOW, LOW_SINGLE, RIGHT

REACH = 24
"""How far a place looks to either side."""
LOOSE_END = 5.0
"""Bits of a quotation left open, closed twice, or opened inside itself."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a piece can stand for at its place."""

    text: str
    bits: float
    reason: str


@dataclass(slots=True)
class Piece:
    """A damaged piece of a line and, once read, what it stands for."""

    start: int
    end: int
    before: str
    candidates: tuple[str, ...]
    chosen: Reading | None = None
    others: tuple[Reading, ...] = ()
    confidence: float = 0.0
    gain: float = 0.0

    @property
    def exact(self) -> bool:
        """Whether no byte is in doubt."""
        return len(self.candidates) == 1


@dataclass(frozen=True, slots=True)
class _State:
    """The readings so far: their bits, open quotes (double, single), the text that ends here."""

    bits: float
    double: bool
    single: bool
    tail: str
    path: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """What the document does where the place alone does not say."""

    dash: str = EM
    language: Language | None = None


def find(line: str, damage: Damage, closed: list[tuple[int, int]]) -> tuple[list[Piece], int]:
    """The pieces of a line outside its `closed` spans, and how many runs of the alien script are no pieces."""
    pieces: list[Piece] = []
    stray = 0
    last = 0
    alphabet = damage.alphabet
    for found in damage.pieces.finditer(line):
        if any(start < found.end() and found.start() < end for start, end in closed):
            continue
        stray += alphabet.isdisjoint(line[last : found.start()]) is False
        last = found.end()
        candidates = damage.readings(found.group())
        if candidates:
            pieces.append(Piece(found.start(), found.end(), found.group(), candidates))
        else:
            stray += 1
    stray += alphabet.isdisjoint(line[last:]) is False
    return pieces, stray


def read(line: str, pieces: list[Piece], style: Style) -> None:
    """Choose a reading for each piece and say what is gained by it."""
    states = [_State(0.0, False, False, "", ())]
    at = 0
    options: list[list[Reading]] = []
    for number, piece in enumerate(pieces):
        literal = line[at : piece.start]
        at = piece.end
        right = _right(line, pieces, number)
        states = [_over(state, literal) for state in states]
        readings: dict[str, list[Reading]] = {}
        grown: dict[tuple[bool, bool], _State] = {}
        for state in states:
            if state.tail not in readings:
                readings[state.tail] = _readings(piece, Place(state.tail, right), style)
            for reading in readings[state.tail]:
                for new in _after(state, reading, right):
                    key = (new.double, new.single)
                    if key not in grown or new.bits < grown[key].bits:
                        grown[key] = new
        states = list(grown.values())
        options.append(next(iter(readings.values())))
    best = min((_over(state, line[at:]) for state in states), key=lambda state: state.bits + LOOSE_END * state.double + 3 * state.single)
    for piece, chosen, known in zip(pieces, best.path, options, strict=True):
        _settle(line, piece, chosen, known, style)


def _right(line: str, pieces: list[Piece], number: int) -> str:
    at = pieces[number].end
    for following in pieces[number + 1 :]:
        if following.start - pieces[number].end > REACH:
            break
        if following.start == at:
            return UNKNOWN
        if len(following.candidates) == 1:
            continue
        return line[at : following.start] + UNKNOWN
    return line[at : at + REACH]


def _over(state: _State, literal: str) -> _State:
    double, single = state.double, state.single
    for character in literal:
        if character in (LEFT, LOW):
            double = True
        elif character == RIGHT:
            double = False
        elif character == LEFT_SINGLE:
            single = True
    return _State(state.bits, double, single, (state.tail + literal)[-REACH:], state.path)


def _readings(piece: Piece, place: Place, style: Style) -> list[Reading]:
    if piece.exact:
        after = oddity(piece.candidates[0], place.before, place.after)
        return [Reading(piece.candidates[0], after * 0.0, "all its bytes are there")]
    readings = [_reading(candidate, place, style) for candidate in piece.candidates]
    readings.sort(key=lambda reading: reading.bits)
    return readings[:6]


def _reading(candidate: str, place: Place, style: Style) -> Reading:
    if kind(candidate).sort in ("lower", "upper"):
        return Reading(candidate, letter_bits(candidate, place, style.language), "the likeliest letter here")
    rule = rule_of(candidate, place)
    if rule is None:
        return Reading(candidate, RARE, "a rare sign")
    bits = rule.bits
    if candidate in (EM, EN) and candidate != style.dash and rule.holds.__name__ in ("blanks_both", "words_both"):
        bits += 2.0
    if candidate in (EM, EN) and candidate == style.dash:
        bits = min(bits, 2.2)
    if style.language:
        bits += style.language.quotes.get(candidate, 0.0)
    return Reading(candidate, bits, rule.reason)


def _after(state: _State, reading: Reading, right: str) -> list[_State]:
    bits, text = state.bits + reading.bits, reading.text
    tail, path = state.tail + text, (*state.path, reading)
    if text in (LEFT, LOW):
        if state.double and text == LEFT:
            closing = _State(bits + LOOSE_END, True, state.single, tail, path)
            return [closing]
        return [_State(bits + LOOSE_END * state.double, True, state.single, tail, path)]
    if text == RIGHT:
        return [_State(bits + LOOSE_END * (not state.double), False, state.single, tail, path)]
    if text in (LEFT_SINGLE, LOW_SINGLE):
        return [_State(bits + 2 * state.single, state.double, True, tail, path)]
    if text == APOSTROPHE and state.single and not right[:1].isalpha():
        inner = Reading(text, min(reading.bits, 1.5), "it closes an inner quotation")
        return [
            _State(state.bits + inner.bits, state.double, False, tail, (*state.path, inner)),
            _State(bits, state.double, state.single, tail, path),
        ]
    return [_State(bits, state.double, state.single, tail, path)]


def _settle(line: str, piece: Piece, chosen: Reading, known: list[Reading], style: Style) -> None:
    left, right = line[: piece.start][-1:], line[piece.end : piece.end + 1]
    was = oddity(piece.before, left, right)
    if piece.exact:
        now = oddity(chosen.text, left, right)
        if kind(chosen.text).sort in ("lower", "upper", "letter") and not (left.isalpha() or right.isalpha()):
            now += 8.0
        piece.confidence = 0.99
    else:
        now = chosen.bits
        weights = [2.0 ** -(reading.bits - chosen.bits) for reading in known if reading.text != chosen.text]
        piece.confidence = round(1.0 / (1.0 + sum(weights)), 3)
        piece.others = tuple(reading for reading in known if reading.text != chosen.text and reading.bits < chosen.bits + 8)
    if style.language and style.language.plain and kind(piece.before[0]).script == "LATIN":
        was += 5.0
    piece.chosen = chosen
    piece.gain = was - now
