"""What damaged pieces can stand for, under one damage: it is run forward, and what comes out is the table.

Where nothing is lost any piece is undone instead, byte by byte.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from functools import cache, cached_property

from lodestone.repair.codecs import HIGH, KEPT, page
from lodestone.repair.damage import LEADS, NBSP_TRAIL, TRAILS, Damage
from lodestone.repair.marks import RULES
from lodestone.repair.repertoire import MARKS, NBSP, REPERTOIRE

TWO_BYTES = frozenset(character for character in REPERTOIRE if len(character.encode("utf-8")) == 2)


class Table:
    """The pieces that a damage makes."""

    def __init__(self, damage: Damage) -> None:
        self.damage = damage
        self._sees = [byte for byte in HIGH if byte not in damage.lost and damage.shown[byte] not in KEPT]

    @cached_property
    def pieces(self) -> dict[str, tuple[str, ...]]:
        """Damaged piece -> the characters of the repertoire that it can stand for, likeliest first.

        A no-break space that was a trail byte is often a plain space by now, or gone.
        """
        table: dict[str, list[str]] = {}
        for character, made in self._made():
            for piece in made:
                table.setdefault(piece, []).append(character)
        return {
            piece: _likely(tuple(found)) if len(found) > 1 else (found[0],)
            for piece, found in table.items()
            if not piece.isascii() and KEPT.isdisjoint(piece)
        }

    def _made(self) -> Iterator[tuple[str, set[str]]]:
        """Each character of the repertoire and the pieces that it becomes; where nothing is lost, only those that
        have a blank for their last byte, since any other is undone by `readings`."""
        shown, loss = self.damage.shown, self.damage.loss
        inner = REPERTOIRE
        for _ in range(self.damage.passes - 1):
            inner = self._all(inner)
        again = None
        if self.damage.passes > 1 and NBSP_TRAIL in self.damage.lost:  # the first pass made a blank of it
            again = Damage(self.damage.codec, loss, self.damage.scope, self.damage.passes - 1)
        for character, text, whole in zip(REPERTOIRE, inner, self._all(inner), strict=True):
            made = {whole} if loss != "none" else set()
            if character in TWO_BYTES and (written := text.encode("utf-8", "surrogatepass"))[-1:] == b"\xa0":
                stem = "".join([shown[byte] for byte in written[:-1]])
                made.add(stem + " ")
                if loss == "dropped" or (loss == "none" and character == NBSP):
                    made.add(stem)
            if again and character in TWO_BYTES and (pair := character.encode("utf-8"))[1] == NBSP_TRAIL:
                made.add(again.of(shown[pair[0]]) + " ")
            yield character, made

    def _all(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """Each of the texts after one pass; none has a line feed."""
        written = "\n".join(texts).encode("utf-8", "surrogatepass")
        return tuple("".join(map(self.damage.shown.__getitem__, written)).split("\n"))

    @cached_property
    def lengths(self) -> dict[str, tuple[int, ...]]:
        """The lengths of the pieces by their first character, the longest first."""
        found: dict[str, tuple[int, ...]] = {}
        for first, length in sorted({(piece[0], len(piece)) for piece in self.pieces}, reverse=True):
            found[first] = (*found.get(first, ()), length)
        return found

    @cached_property
    def units(self) -> dict[str, int]:
        """The leads that are in sight, and how many trails follow them."""
        shown = self.damage.shown
        return {shown[byte]: 1 + (byte >= 0xE0) + (byte >= 0xF0) for byte in self._sees if byte in LEADS}

    @cached_property
    def high(self) -> frozenset[str]:
        """What is seen of the bytes beyond ASCII."""
        return frozenset([self.damage.shown[byte] for byte in self._sees])

    @cached_property
    def tails(self) -> frozenset[str]:
        """What is seen of the trail bytes."""
        return frozenset([self.damage.shown[byte] for byte in self._sees if byte in TRAILS])

    def whole(self, run: str, at: int) -> int:
        """Where the damaged characters end that begin there and lost nothing; several passes are undone one by one."""
        if self.damage.passes > 1:
            while self.damage.loss == "none" and run[at : at + 1] in self.high:
                at += 1
            return at
        while trails := self.units.get(run[at : at + 1]):
            end = at + 1 + trails
            if end > len(run) or not self.tails.issuperset(run[at + 1 : end]):
                break
            at = end
        return at

    def readings(self, piece: str) -> tuple[str, ...]:
        """What a piece that `whole` or `pieces` found can stand for; empty when it is no character after all."""
        found = self.pieces.get(piece, ())
        if found or (self.damage.passes > 1 and self.damage.loss != "none"):
            return found
        try:
            for _ in range(self.damage.passes):
                piece = codecs.charmap_encode(piece, "strict", self._encoding)[0].decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            return ()
        return (piece,)

    @cached_property
    def _encoding(self) -> dict[int, int]:
        """The byte behind each character; one that the page lacks gives way to one that it has."""
        known, shown = page(self.damage.codec), self.damage.shown
        order = sorted(range(256), key=lambda byte: (known[byte] is not None, -byte))
        return {ord(shown[byte]): byte for byte in order if shown[byte] not in ("", "?")}


@cache
def table_of(damage: Damage) -> Table:
    """The one table of a damage."""
    return Table(damage)


def _likely(candidates: tuple[str, ...]) -> tuple[str, ...]:
    """Without the rare signs, where there is a common mark that would win at any place."""
    if candidates[0] not in MARKS[:12]:
        return candidates
    return tuple(each for each in candidates if each in RULES or each.isalpha()) or candidates
