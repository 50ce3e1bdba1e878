"""One line read under one damage: choose what each of its pieces stands for.

Pieces are read together, since a quotation that opens should close: the cheapest reading of the
whole line wins, over all states of its open quotes. What a piece would cost if it were read
otherwise, the rest of the line read as well as it can be, gives the confidence. Most lines have no
piece that could open or close a quotation; there each piece is read by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lodestone.repair.gain import FOREIGN, weigh
from lodestone.repair.piece import Piece, Reading, Style, style_of
from lodestone.repair.place import UNKNOWN
from lodestone.repair.readings import NEAR, Weighed, confidence, context, tokens, weighed
from lodestone.repair.repertoire import APOSTROPHE, LEFT, LEFT_SINGLE, LOW, LOW_SINGLE, RIGHT

REACH = 24
"""How far a place looks to either side."""
LOOSE_END = 5.0
"""Bits of a quotation left open, closed twice, or opened inside itself."""
LOOSE_LINE = 2.0
"""Bits of a quotation left open in a sentence that may begin with it: it runs on in the next line."""
LOOSE_SINGLE = 3.0
TURNING = re.compile(f"[{LEFT}{LOW}{RIGHT}{LEFT_SINGLE}]")
INNER = 1.5
"""Bits of a single quote that opens inside of a double quotation, or closes what a single one opened."""
QUOTES = frozenset((LEFT, LOW, RIGHT, LEFT_SINGLE, LOW_SINGLE, APOSTROPHE))
"""Marks that may lead from one state of the quotations to another."""
INFINITE = float("inf")

Quotes = tuple[bool, bool]
"""Whether a double and a single quotation is open."""
CLOSED: Quotes = (False, False)


def read(line: str, pieces: list[Piece], style: Style) -> float:
    """Choose a reading for each piece and say what is gained by it; the bits of its loose ends come back."""
    sure = True
    weak = True
    for piece in pieces:
        sure = sure and piece.choice.exact
        weak = weak and piece.choice.weak
    if sure:
        for piece in pieces:
            piece.chosen, piece.confidence = piece.choice.whole, 0.99
            weigh(line, piece, style)
        return 0.0
    if not (style.known or weak):
        style = style_of(style.language, True, style.dash, style.single)
    places = _weigh(line, pieces, style)
    if all(place.settled for place in places) and LEFT_SINGLE not in line:
        for piece, place in zip(pieces, places, strict=True):
            _take(line, piece, place, style)
        return _loose(line, pieces)
    turning = []
    for number, (piece, place) in enumerate(zip(pieces, places, strict=True)):
        if place.settled and place.quiet:
            _take(line, piece, place, style)
        else:
            turning.append(number)
    return _search(line, pieces, places, turning, style)


def _take(line: str, piece: Piece, place: Weighed, style: Style) -> None:
    piece.chosen, piece.confidence, piece.others = place.readings[0], place.confidence, place.others
    weigh(line, piece, style)


def _search(line: str, pieces: list[Piece], places: list[Weighed], turning: list[int], style: Style) -> float:
    """Choose together the readings of the pieces, by their numbers, on which the quotations of the line depend."""
    steps = _forward(line, pieces, places, turning, style)
    literal = _literal(line, pieces, turning[-1] + 1 if turning else 0, len(pieces))
    rest: dict[Quotes, float] = {}
    led = pieces[0].start == len(line) - len(line.lstrip()) and line.rstrip()[-1:] in ".!?"
    for state in steps[-1].reached if steps else [CLOSED]:
        rest[state] = _open_bits(_through(state, literal), LOOSE_LINE if led else LOOSE_END)
    for step in reversed(steps):
        step.rest = rest
        earlier: dict[Quotes, float] = {}
        for _, source, target, bits in step.moves:
            earlier[source] = min(bits + rest[target], earlier.get(source, INFINITE))
        rest = {state: earlier[opened] for opened in earlier for state in step.came_from[opened]}
    state = CLOSED
    for step in steps:
        opened = next(opened for opened, states in step.came_from.items() if state in states)
        state = _settle(line, step, opened, style)
    _unpaired(pieces)
    return max(0.0, rest[CLOSED] - sum([step.piece.chosen.bits for step in steps]))


def _literal(line: str, pieces: list[Piece], first: int, last: int) -> str:
    """What stands before, between and behind the pieces from `first` up to `last`."""
    at = pieces[first - 1].end if first else 0
    parts = []
    for piece in pieces[first:last]:
        parts.append(line[at : piece.start])
        at = piece.end
    return "".join([*parts, line[at : pieces[last].start if last < len(pieces) else len(line)]])


def _weigh(line: str, pieces: list[Piece], style: Style) -> list[Weighed]:
    """The readings of each piece. What stands left of it is read already, as it would be by itself."""
    places: list[Weighed] = []
    for number, piece in enumerate(pieces):
        what = piece.choice
        if what.exact:
            places.append(weighed(what, "", "", style))
        else:
            near = tokens if what.lettered else context
            left, right = near(_left(line, pieces, places), _right(line, pieces, number))
            places.append(weighed(what, left, right, style))
    return places


def _left(line: str, pieces: list[Piece], places: list[Weighed]) -> str:
    """What stands left of the first piece that is not weighed yet."""
    number = len(places)
    start = pieces[number].start
    left = ""
    while True:
        left = line[max(pieces[number - 1].end if number else 0, start - REACH) : start] + left
        if not number or len(left) >= REACH:
            return left[-REACH:]
        number -= 1
        left = places[number].readings[0].text + left
        start = pieces[number].start


def _right(line: str, pieces: list[Piece], number: int) -> str:
    at = pieces[number].end
    if number + 1 < len(pieces):
        following = pieces[number + 1]
        if following.start - at < REACH:
            if len(following.choice.candidates) > 1:
                return line[at : following.start] + UNKNOWN
            text = following.choice.whole.text
            return line[at : following.start] + text + line[following.end : following.end + REACH]
    return line[at : at + REACH]


def _loose(line: str, pieces: list[Piece]) -> float:
    """Bits of quotations that stay open in a line whose pieces open and close none."""
    state, at = CLOSED, 0
    for piece in pieces:
        state, at = _through(state, line[at : piece.start]), piece.end
    return _open_bits(_through(state, line[at:]))


def _open_bits(state: Quotes, double: float = LOOSE_END) -> float:
    return double * state[0] + LOOSE_SINGLE * state[1]


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
        if piece.choice.weak:
            piece.gain -= FOREIGN


@dataclass(slots=True)
class _Step:
    """One piece on the way: the states of quotes before it, its readings, the moves that they allow."""

    piece: Piece
    readings: tuple[Reading, ...]
    entered: dict[Quotes, float]
    came_from: dict[Quotes, list[Quotes]]
    moves: list[tuple[int, Quotes, Quotes, float]]
    reached: dict[Quotes, float]
    rest: dict[Quotes, float] = field(default_factory=dict)
    """Bits of the rest of the line from each state after this piece."""


def _forward(
    line: str, pieces: list[Piece], places: list[Weighed], turning: list[int], style: Style
) -> list[_Step]:
    steps: list[_Step] = []
    reached: dict[Quotes, float] = {CLOSED: 0.0}
    first = 0
    low = style.language is not None and style.language.quotes[0] == LOW
    for number in turning:
        piece, place = pieces[number], places[number]
        literal = _literal(line, pieces, first, number)
        first = number + 1
        entered: dict[Quotes, float] = {}
        came_from: dict[Quotes, list[Quotes]] = {}
        for state, bits in reached.items():
            opened = _through(state, literal)
            entered[opened] = min(bits, entered.get(opened, bits))
            came_from.setdefault(opened, []).append(state)
        moves: list[tuple[int, Quotes, Quotes, float]] = []
        reached = {}
        free = any(single for _, single in entered) and not _right(line, pieces, number)[:1].isalpha()
        for opened, bits in entered.items():
            for which, reading in enumerate(place.readings):
                moved = (
                    _moves(opened, reading, free, low)
                    if reading.text in QUOTES
                    else ((opened, reading.bits),)
                )
                for target, cost in moved:
                    moves.append((which, opened, target, cost))
                    if bits + cost < reached.get(target, INFINITE):
                        reached[target] = bits + cost
        steps.append(_Step(piece, place.readings, entered, came_from, moves, reached))
    return steps


def _through(state: Quotes, literal: str) -> Quotes:
    if literal.isascii():
        return state
    double, single = state
    for mark in TURNING.findall(literal):
        if mark == LEFT_SINGLE:
            single = True
        else:
            double = mark != RIGHT
    return double, single


def _moves(state: Quotes, reading: Reading, free: bool, low: bool) -> list[tuple[Quotes, float]]:
    """Where a reading leads from a state of quotes, and what it costs there; `free`: no letter follows."""
    (double, single), bits, text = state, reading.bits, reading.text
    if text == LEFT and low and double:
        return [((False, single), bits)]
    if text in (LEFT, LOW):
        return [((True, single), bits + LOOSE_END * double)]
    if text == RIGHT:
        return [((False, single), bits + LOOSE_END * (not double))]
    if text in (LEFT_SINGLE, LOW_SINGLE):
        return [((double, True), (min(bits, INNER) if double else bits) + LOOSE_SINGLE * single)]
    if text == APOSTROPHE and single and free:
        return [((double, False), min(bits, INNER)), (state, bits)]
    return [(state, bits)]


def _settle(line: str, step: _Step, opened: Quotes, style: Style) -> Quotes:
    """Take the best reading from the state `opened`; say how sure and what for. The state after it comes back."""
    costs: dict[int, float] = {}
    best, state, least = 0, opened, (INFINITE, INFINITE)
    for number, source, target, bits in step.moves:
        cost = bits + step.rest[target]
        if cost + step.entered[source] < costs.get(number, INFINITE):
            costs[number] = cost + step.entered[source]
        if source == opened and (cost, bits) < least:
            best, state, least = number, target, (cost, bits)
    piece = step.piece
    piece.chosen = step.readings[best]
    if piece.choice.exact:
        piece.confidence = 0.99
    else:
        rivals = sorted((cost - costs[best], number) for number, cost in costs.items() if number != best)
        piece.confidence = confidence([more for more, _ in rivals])
        piece.others = tuple([step.readings[number] for more, number in rivals if more < NEAR])
    weigh(line, piece, style)
    return state
