"""One line read under one damage: find the damaged pieces, choose what each stands for.

Pieces are read together, since a quotation that opens should close: the cheapest reading of the
whole line wins, over all states of its open quotes. What a piece would cost if it were read
otherwise, the rest of the line read as well as it can be, gives the confidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from lodestone.repair.damage import Damage
from lodestone.repair.language import Language
from lodestone.repair.letters import letter_bits
from lodestone.repair.marks import ALONE, CHARACTERISTIC, OPENS, RARE, Rule, rule_of
from lodestone.repair.oddity import kind, oddity
from lodestone.repair.place import UNKNOWN, Place
from lodestone.repair.repertoire import APOSTROPHE, LEFT, LEFT_SINGLE, LOW, LOW_SINGLE, NBSP, RIGHT

REACH = 24
"""How far a place looks to either side."""
LOOSE_END = 5.0
"""Bits of a quotation left open, closed twice, or opened inside itself."""
LOOSE_SINGLE = 3.0
HOPELESS = 10.0
"""Bits behind the best reading of a place, at which no quotation elsewhere can help."""
KEPT = 6
"""Readings of a piece that are weighed; the others are too unlikely to win."""
ASKED = 4.0
"""Bits of a question mark that stands for a byte."""
WHOLE = "all its bytes are there"
INFINITE = float("inf")
FOREIGN = 8.0
"""Bits of a lone letter of another script in Latin text."""
ACCENTED = 6.0
"""Bits of an accented letter in a language written without."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a piece can stand for at its place."""

    text: str
    bits: float
    reason: str
    characteristic: bool = False
    """Whether only damage explains what is seen here: don_t, "_Yes,_ she said"."""


@dataclass(slots=True)
class Piece:
    """A damaged piece of a line and, once read, what it stands for."""

    start: int
    end: int
    before: str
    candidates: tuple[str, ...]
    chosen: Reading = Reading("", 0.0, "")
    others: tuple[Reading, ...] = ()
    confidence: float = 0.0
    gain: float = 0.0

    exact: bool = field(init=False)
    """Whether nothing is in doubt: one reading only, and more than a letter that could be itself."""
    weak: bool = field(init=False)
    """Whether the piece could well be a letter or a sign that somebody wrote."""
    telling: bool = True
    """Whether the piece says anything of its document: a weak one does where its place is characteristic."""

    def __post_init__(self) -> None:
        blank = self.candidates == (NBSP,)
        lone = len(self.before) == 1 or (blank and self.before[1:] == " ")
        self.weak = lone and kind(self.before[0]).script in ("LATIN", "GREEK", "")
        self.exact = len(self.candidates) == 1 and not self.weak and not (blank and lone)


@dataclass(frozen=True, slots=True)
class Style:
    """What the document does where the place alone does not say."""

    language: Language | None = None
    damaged: bool = False
    """Whether damage was found in it already."""


CAPITALS = 8.0
"""Bits of a small letter in a word of capitals; there an accented capital is nothing odd."""

WORD = 0.5
"""Share of its oddity that a piece keeps when it looks like a word by itself."""

BOXES = frozenset(map(chr, range(0x2500, 0x25A0)))
DRAWN = 4.0
"""Bits of lines and boxes that stand by themselves: a drawing."""

QUOTES = frozenset((LEFT, RIGHT, LOW))

OTHERS = 2.0
"""Bits of a letter that the language does not use."""

Quotes = tuple[bool, bool]
"""Whether a double and a single quotation is open."""


def find(line: str, damage: Damage, closed: list[tuple[int, int]]) -> tuple[list[Piece], int]:
    """The pieces of a line outside its `closed` spans, and how many runs of the alien script are no pieces."""
    pieces: list[Piece] = []
    stray = 0
    last = 0
    alphabet = damage.alphabet
    for found in damage.pieces.finditer(line):
        start, end = found.span()
        if closed and any(low < end and start < high for low, high in closed):
            last = end
            continue
        if start > last:
            stray += not alphabet.isdisjoint(line[last:start]) or _torn(line, last, pieces)
        last = end
        candidates = damage.readings(found.group())
        if not candidates:
            stray += 1
        elif (
            pieces
            and len(candidates) == 1
            and end - start > 1
            and pieces[-1].end == start
            and pieces[-1].exact
        ):
            before = pieces.pop()
            pieces.append(
                Piece(before.start, end, line[before.start : end], (before.candidates[0] + candidates[0],))
            )
        else:
            pieces.append(Piece(start, end, found.group(), candidates))
    stray += not alphabet.isdisjoint(line[last:]) or _torn(line, last, pieces)
    return pieces, stray


def _torn(line: str, at: int, pieces: list[Piece]) -> bool:
    """Whether a piece ends in front of something that may well be its rest."""
    return (
        bool(pieces) and pieces[-1].end == at < len(line) and kind(line[at]).bits > 0 and line[at].isalpha()
    )


def read(line: str, pieces: list[Piece], style: Style) -> float:
    """Choose a reading for each piece and say what is gained by it; the bits of its loose ends come back."""
    if all(piece.exact for piece in pieces):
        for piece in pieces:
            piece.chosen = Reading(piece.candidates[0], 0.0, WHOLE)
            piece.confidence = 0.99
            _gain(line, piece, style)
        return 0.0
    if not (style.damaged or all(piece.weak for piece in pieces)):
        style = replace(style, damaged=True)
    steps = _forward(line, pieces, style)
    rest: dict[Quotes, float] = {}
    literal = line[pieces[-1].end :]
    for state in steps[-1].reached:
        double, single = _through(state, literal)
        rest[state] = LOOSE_END * double + LOOSE_SINGLE * single
    for step in reversed(steps):
        step.rest = rest
        earlier: dict[Quotes, float] = {}
        for _, source, target, bits in step.moves:
            earlier[source] = min(bits + rest[target], earlier.get(source, INFINITE))
        rest = {state: earlier[opened] for opened in earlier for state in step.came_from[opened]}
    state = (False, False)
    for step in steps:
        opened = next(opened for opened, states in step.came_from.items() if state in states)
        state = _settle(line, step, opened, style)
    _unpaired(pieces)
    return max(0.0, rest[False, False] - sum(piece.chosen.bits for piece in pieces))


def _unpaired(pieces: list[Piece]) -> None:
    """A quote without its other half says little where the piece could be a letter."""
    opener: Piece | None = None
    alone: list[Piece] = []
    for piece in pieces:
        if piece.chosen.text == LEFT:
            alone += [opener] if opener else []
            opener = piece
        elif piece.chosen.text == RIGHT:
            if opener is None:
                alone.append(piece)
            opener = None
    for piece in (*alone, *([opener] if opener else [])):
        if piece.weak:
            piece.gain -= FOREIGN


@dataclass(slots=True)
class _Step:
    """One piece on the way: the states of quotes before it, its readings, the moves that they allow."""

    piece: Piece
    readings: list[Reading]
    entered: dict[Quotes, float]
    came_from: dict[Quotes, list[Quotes]]
    moves: list[tuple[int, Quotes, Quotes, float]]
    reached: dict[Quotes, float]
    rest: dict[Quotes, float] = field(default_factory=dict)
    """Bits of the rest of the line from each state after this piece."""


def _forward(line: str, pieces: list[Piece], style: Style) -> list[_Step]:
    steps: list[_Step] = []
    reached: dict[Quotes, float] = {(False, False): 0.0}
    tail, at = "", 0
    low = style.language is not None and style.language.quotes[0] == LOW
    for number, piece in enumerate(pieces):
        literal = line[at : piece.start]
        at = piece.end
        entered: dict[Quotes, float] = {}
        came_from: dict[Quotes, list[Quotes]] = {}
        for state, bits in reached.items():
            opened = _through(state, literal)
            entered[opened] = min(bits, entered.get(opened, bits))
            came_from.setdefault(opened, []).append(state)
        tail = (tail + literal)[-REACH:]
        right = _right(line, pieces, number)
        readings = _readings(piece, tail, right, style)
        moves: list[tuple[int, Quotes, Quotes, float]] = []
        reached = {}
        for opened, bits in entered.items():
            for which, reading in enumerate(readings):
                for target, cost in _moves(opened, reading, right, low):
                    moves.append((which, opened, target, cost))
                    reached[target] = min(bits + cost, reached.get(target, INFINITE))
        steps.append(_Step(piece, readings, entered, came_from, moves, reached))
        tail += readings[0].text
    return steps


def _through(state: Quotes, literal: str) -> Quotes:
    if literal.isascii():
        return state
    double, single = state
    for character in literal:
        if character in (LEFT, LOW):
            double = True
        elif character == RIGHT:
            double = False
        elif character == LEFT_SINGLE:
            single = True
    return double, single


def _right(line: str, pieces: list[Piece], number: int) -> str:
    at = pieces[number].end
    if number + 1 < len(pieces):
        following = pieces[number + 1]
        if following.start - at < REACH:
            shown = following.candidates[0] if following.exact else UNKNOWN
            return (
                line[at : following.start]
                + shown
                + (line[following.end : following.end + REACH] if following.exact else "")
            )
    return line[at : at + REACH]


def _readings(piece: Piece, left: str, right: str, style: Style) -> list[Reading]:
    if piece.exact:
        return [Reading(piece.candidates[0], 0.0, WHOLE)]
    return _weighed(piece.candidates, left, right, style)


@lru_cache(maxsize=8192)
def _weighed(candidates: tuple[str, ...], left: str, right: str, style: Style) -> list[Reading]:
    """The readings of a place; remembered, since many a damage asks the same."""
    place = Place(left, right)
    readings = [_reading(candidate, place, style) for candidate in candidates]
    readings.sort(key=lambda reading: reading.bits)
    return [reading for reading in readings[:KEPT] if reading.bits <= readings[0].bits + HOPELESS]


def _reading(candidate: str, place: Place, style: Style) -> Reading:
    if kind(candidate).sort in ("lower", "upper"):
        return Reading(candidate, letter_bits(candidate, place, style.language), "the likeliest letter here")
    rule = rule_of(candidate, place)
    if rule is None:
        return Reading(candidate, RARE, "a rare sign")
    bits = rule.bits
    if style.language and candidate in QUOTES:
        bits += _custom(candidate, rule, style.language)
    return Reading(candidate, bits, rule.reason, (candidate, rule.holds) in CHARACTERISTIC)


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


def _moves(state: Quotes, reading: Reading, right: str, low: bool) -> list[tuple[Quotes, float]]:
    """Where a reading leads from a state of quotes, and what it costs there."""
    (double, single), bits, text = state, reading.bits, reading.text
    if text == LEFT and low and double:
        return [((False, single), bits)]
    if text in (LEFT, LOW):
        return [((True, single), bits + LOOSE_END * double)]
    if text == RIGHT:
        return [((False, single), bits + LOOSE_END * (not double))]
    if text in (LEFT_SINGLE, LOW_SINGLE):
        return [((double, True), bits + LOOSE_SINGLE * single)]
    if text == APOSTROPHE and single and not right[:1].isalpha():
        return [((double, False), min(bits, 1.5)), (state, bits)]
    return [(state, bits)]


def _lone(script: str, piece: str, around: str) -> bool:
    return sum(kind(character).script == script for character in piece) < 3 and all(
        kind(character).script != script for character in around
    )


def _word(piece: str) -> bool:
    if not piece.isalpha():
        return False
    return (
        piece.islower()
        or piece.isupper()
        or piece.istitle()
        or len({kind(letter)[:2] for letter in piece}) == 1
    )


def _settle(line: str, step: _Step, opened: Quotes, style: Style) -> Quotes:
    """Take the best reading from the state `opened`; say how sure and what for. The state after it comes back."""
    costs: dict[int, float] = {}
    for number, source, target, bits in step.moves:
        costs[number] = min(step.entered[source] + bits + step.rest[target], costs.get(number, INFINITE))
    _, _, best, state = min(
        (bits + step.rest[target], bits, number, target)
        for number, source, target, bits in step.moves
        if source == opened
    )
    piece, chosen = step.piece, step.readings[best]
    piece.chosen = chosen
    if piece.exact:
        piece.confidence = 0.99
    else:
        rivals = {number: cost - costs[best] for number, cost in costs.items() if number != best}
        piece.confidence = round(1.0 / (1.0 + sum([2.0**-more for more in rivals.values()])), 3)
        piece.others = tuple(
            [
                step.readings[number]
                for number, more in sorted(rivals.items(), key=lambda item: item[1])
                if more < 8
            ]
        )
    _gain(line, piece, style)
    return state


def _gain(line: str, piece: Piece, style: Style) -> None:
    """How much less odd the line is with what was chosen than with what stands there."""
    chosen = piece.chosen
    left, right = line[max(0, piece.start - 1) : piece.start], line[piece.end : piece.end + 1]
    was = oddity(piece.before, left, right) + ASKED * piece.before.count("?")
    first = kind(piece.before[0])
    plain = style.language is not None and style.language.plain
    if first.script == "LATIN" and plain and not piece.exact:
        was += ACCENTED
    elif (
        first.script not in ("LATIN", "GREEK", "")
        and _lone(first.script, piece.before, left + right)
        and not (left.strip() == "" == right.strip())
    ):
        was += FOREIGN
    capitals = left.isupper() and (
        right.isupper() or line[max(0, piece.start - 2) : piece.start][:1].isupper()
    )
    if (
        capitals
        and first.sort == "upper"
        and (
            not right.isalpha()
            or piece.before.endswith(NBSP)
            or (piece.before.isalpha() and piece.before.isupper())
        )
    ):
        was -= CAPITALS
    if (
        len(piece.before) > 1
        and len(chosen.text) < 3
        and not (left.isalpha() or right.isalpha())
        and _word(piece.before)
    ):
        was *= WORD
    if (
        (len(piece.before) > 1 or not BOXES.isdisjoint(left + right))
        and not (left.isalnum() or right.isalnum() or (len(chosen.text) > 1 and chosen.text.isalpha()))
        and BOXES.issuperset(piece.before)
    ):
        was = DRAWN
    if first.script == "GREEK" and piece.weak and (left.isupper() or left.isdigit() or left == "-"):
        was = first.bits  # a receptor, a particle, an angle
    if piece.exact:
        now = oddity(chosen.text, left, right) + CAPITALS * (capitals and chosen.text.islower())
        if len(chosen.text) == 1 and chosen.text.isalpha() and not (left.isalpha() or right.isalpha()):
            now += FOREIGN
        if style.language and first.sort != "lower":
            now += OTHERS * sum(
                kind(letter).script == "LATIN" and letter.lower() not in style.language.letters
                for letter in chosen.text
            )
    else:
        now = chosen.bits
        known = style.damaged or style.language is not None
        piece.telling = (
            not piece.weak or (known and chosen.characteristic) or (plain and chosen.reason == ALONE)
        )
        if not piece.telling:
            now += FOREIGN
    piece.gain = was - now


WORD_LEFT, WORD_RIGHT = re.compile(r"\w+\Z"), re.compile(r"\w+")


def shown(line: str, piece: Piece) -> bool:
    """Whether the line has the same word undamaged too: it shows how the one becomes the other."""
    left, right = (
        WORD_LEFT.search(line[: piece.start][-40:]),
        WORD_RIGHT.match(line[piece.end : piece.end + 40]),
    )
    word = (left.group() if left else "") + piece.chosen.text + (right.group() if right else "")
    if not piece.exact or word not in line:
        return False
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", line) is not None
