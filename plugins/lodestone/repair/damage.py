"""One way of damaging text, run forward; the tables for repair are what comes out of it.

UTF-8 is written a character at a time and a single-byte page is read a byte at a time, so damage
is a map of characters: what a whole text becomes is the chain of what its characters become. To
mend, cut the text into such pieces and put a character back for each. No table is written by hand.

>>> Damage("tis_620", "dropped", "c1").of("\\N{RIGHT SINGLE QUOTATION MARK}") == "\\N{THAI CHARACTER SARA O}"
True
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from typing import Literal

from lodestone.model.change import Loss
from lodestone.repair.codecs import HIGH, KEPT, kept, page
from lodestone.repair.marks import RULES
from lodestone.repair.oddity import kind
from lodestone.repair.repertoire import MARKS, NBSP, REPERTOIRE

Scope = Literal["none", "undefined", "c1", "beyond"]
"""Which bytes were lost: none; those that the page lacks; these and all of 80-9F (tools that
strip controls); or those whose characters Latin-1 lacks (text saved once more in Latin-1)."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
STAND_IN: dict[Loss, str] = {"none": "", "dropped": "", "replaced": REPLACEMENT, "asked": "?"}
LEADS = range(0xC2, 0xF5)
TRAILS = range(0x80, 0xC0)
USED = frozenset((*TRAILS, *LEADS))
APART = frozenset(
    "\N{NO-BREAK SPACE}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{COPYRIGHT SIGN}\N{REGISTERED SIGN}\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{EM DASH}\N{EN DASH}\N{HORIZONTAL ELLIPSIS}\N{REPLACEMENT CHARACTER}"
)
"""Signs that follow another by themselves."""
NBSP_TRAIL = 0xA0


@dataclass(frozen=True, eq=False)
class Damage:
    """Text written as UTF-8, read in `codec`, where the bytes of `scope` met with `loss`; `passes` times."""

    codec: str
    loss: Loss = "none"
    scope: Scope = "none"
    passes: int = 1

    @cached_property
    def lost(self) -> frozenset[int]:
        """The bytes that are lost."""
        return lost_bytes(self.codec, self.scope)

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """What each of the 256 bytes becomes in one pass."""
        stand_in = STAND_IN[self.loss]
        return tuple(
            stand_in if byte in self.lost else character for byte, character in enumerate(kept(self.codec))
        )

    def of(self, text: str) -> str:
        """What `text` becomes."""
        for _ in range(self.passes):
            text = "".join([self.shown[byte] for byte in text.encode("utf-8", "surrogatepass")])
        return text

    @cached_property
    def leads(self) -> frozenset[str]:
        """The characters that a damaged character begins with."""
        return frozenset(self.shown[byte] for byte in LEADS) - {"", REPLACEMENT, "?"}

    @cached_property
    def alphabet(self) -> frozenset[str]:
        """The letters of the page. Where they stand outside of damaged pieces, they speak against the damage."""
        return letters(self.codec)

    @cached_property
    def foreign(self) -> frozenset[str]:
        """Those of them that are not Latin."""
        return frozenset(letter for letter in self.alphabet if kind(letter).script != "LATIN")

    @cached_property
    def trails(self) -> frozenset[str]:
        """Signs that are trail bytes in sight: where bytes are lost, one that stands behind a piece is a part of it."""
        seen = frozenset([kept(codec)[byte] for codec in (self.codec, "cp1252") for byte in TRAILS]) - APART
        return frozenset(sign for sign in seen if len(sign) == 1 and not sign.isascii())

    @cached_property
    def clues(self) -> frozenset[str]:
        """How a few damaged characters begin; a text without any of them did not go this way."""
        return frozenset(self.of(probe)[:2] for probe in PROBES)

    @cached_property
    def table(self) -> dict[str, tuple[str, ...]]:
        """Damaged piece -> the characters of the repertoire that it can stand for, likeliest first.

        A no-break space that was a trail byte is often a plain space by now, or gone.
        """
        table: dict[str, list[str]] = {}
        for piece, character in sorted(self._pieces(), key=_rank):
            table.setdefault(piece, []).append(character)
        return {
            piece: _likely(tuple(found)) if len(found) > 1 else (found[0],)
            for piece, found in table.items()
            if not piece.isascii() and KEPT.isdisjoint(piece)
        }

    def _pieces(self) -> set[tuple[str, str]]:
        inner = REPERTOIRE
        for _ in range(self.passes - 1):
            inner = self._all(inner)
        pieces: set[tuple[str, str]] = set()
        if self.loss != "none":  # else any piece is undone, by `readings`
            pieces.update(zip(self._all(inner), REPERTOIRE, strict=True))
        for character, text in zip(REPERTOIRE, inner, strict=True):
            written = text.encode("utf-8", "surrogatepass")
            if written[-1:] == b"\xa0" and character in TWO_BYTES:
                stem = "".join([self.shown[byte] for byte in written[:-1]])
                pieces.add((stem + " ", character))
                if self.loss == "dropped" or (self.loss == "none" and character == NBSP):
                    pieces.add((stem, character))
        return pieces

    def _all(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """Each of the texts after one pass; none has a line feed."""
        written = "\n".join(texts).encode("utf-8", "surrogatepass")
        return tuple("".join(map(self.shown.__getitem__, written)).split("\n"))

    @cached_property
    def lengths(self) -> dict[str, tuple[int, ...]]:
        """The lengths of the pieces in the table by their first character, the longest first."""
        found: dict[str, tuple[int, ...]] = {}
        for first, length in sorted({(piece[0], len(piece)) for piece in self.table}, reverse=True):
            found[first] = (*found.get(first, ()), length)
        return found

    @cached_property
    def units(self) -> dict[str, int]:
        """The leads that are in sight, and how many trails follow them."""
        return {
            self.shown[byte]: 1 + (byte >= 0xE0) + (byte >= 0xF0)
            for byte in LEADS
            if byte not in self.lost and self.shown[byte] not in KEPT
        }

    @cached_property
    def high(self) -> frozenset[str]:
        """What is seen of the bytes beyond ASCII."""
        return frozenset(self.shown[byte] for byte in HIGH if byte not in self.lost) - KEPT

    @cached_property
    def tails(self) -> frozenset[str]:
        """What is seen of the trail bytes."""
        return frozenset(self.shown[byte] for byte in TRAILS if byte not in self.lost) - KEPT

    def whole(self, run: str, at: int) -> int:
        """Where the damaged characters end that begin there and lost nothing; several passes are undone one by one."""
        if self.passes > 1:
            while self.loss == "none" and run[at : at + 1] in self.high:
                at += 1
            return at
        while trails := self.units.get(run[at : at + 1]):
            end = at + 1 + trails
            if end > len(run) or not self.tails.issuperset(run[at + 1 : end]):
                break
            at = end
        return at

    def readings(self, piece: str) -> tuple[str, ...]:
        """What a piece that `pieces` found can stand for; empty when it is no character after all."""
        found = self.table.get(piece, ())
        if found or (self.passes > 1 and self.loss != "none"):
            return found
        try:
            for _ in range(self.passes):
                piece = codecs.charmap_encode(piece, "strict", self._encoding)[0].decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            return ()
        return (piece,)

    def sign(self, present: list[str]) -> tuple[object, ...]:
        """What tells this page from others in a text of these characters: where signs and lost bytes are equal,
        tables are."""
        return (self,) if self.passes > 1 else tuple(map(self._bytes.get, present))

    @cached_property
    def _bytes(self) -> dict[str, int]:
        """The byte behind each character; a byte that the page lacks gives way to one that it has."""
        known = page(self.codec)
        order = sorted(range(256), key=lambda byte: (known[byte] is not None, -byte))
        return {self.shown[byte]: byte for byte in order if self.shown[byte] not in ("", "?")}

    @cached_property
    def _encoding(self) -> dict[int, int]:
        return {ord(character): byte for character, byte in self._bytes.items()}

    def __str__(self) -> str:
        lost = {"none": "", "dropped": "dropped", "replaced": "replaced by U+FFFD", "asked": "replaced by ?"}[
            self.loss
        ]
        what = {"none": "", "undefined": "undefined bytes", "c1": "80-9F", "beyond": "all beyond Latin-1"}[
            self.scope
        ]
        once = f"UTF-8 \N{RIGHTWARDS ARROW} read as {self.codec}" + (
            f" \N{RIGHTWARDS ARROW} {what} {lost}" if self.loss != "none" else ""
        )
        return once + (f", {self.passes} times" if self.passes > 1 else "")


@cache
def lost_bytes(codec: str, scope: Scope) -> frozenset[int]:
    """The bytes of a page that are lost."""
    if scope == "none":
        return frozenset()
    lost = set()
    for byte in HIGH:
        character = page(codec)[byte]
        if (
            character is None
            or "\x80" <= character < "\xa0"
            or (scope == "c1" and byte < NBSP_TRAIL)
            or (scope == "beyond" and character > "\xff")
        ):
            lost.add(byte)
    return frozenset(lost)


RANKS = {character: rank for rank, character in enumerate(REPERTOIRE)}


def _rank(piece: tuple[str, str]) -> int:
    return RANKS[piece[1]]


TWO_BYTES = frozenset(character for character in REPERTOIRE if len(character.encode("utf-8")) == 2)


@cache
def letters(codec: str) -> frozenset[str]:
    """The letters beyond ASCII that a page has."""
    return frozenset(character for character in kept(codec)[0x80:] if character.isalpha())


def _likely(candidates: tuple[str, ...]) -> tuple[str, ...]:
    """Without the rare signs, where there is a common mark that would win at any place."""
    if candidates[0] not in MARKS[:12]:
        return candidates
    return tuple(each for each in candidates if each in RULES or each.isalpha()) or candidates


PROBES = (
    "\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{HORIZONTAL ELLIPSIS}\N{NO-BREAK SPACE}"
    "\N{COPYRIGHT SIGN}\N{LATIN SMALL LETTER E WITH ACUTE}\N{LATIN SMALL LETTER O WITH ACUTE}"
    "\N{LATIN SMALL LETTER U WITH DIAERESIS}\N{LATIN SMALL LETTER S WITH CARON}\N{LATIN SMALL LETTER A WITH MACRON}"
    "\N{LATIN CAPITAL LETTER E WITH ACUTE}\N{CYRILLIC SMALL LETTER A}\N{CYRILLIC SMALL LETTER ES}"
    "\N{GREEK SMALL LETTER ALPHA}\N{LATIN SMALL LETTER A WITH BREVE}"
)
"""One character for each way that a damaged text looks at its places; some of it is in every such text."""

LOSSES: tuple[Loss, ...] = ("dropped", "replaced", "asked")
SCOPES: tuple[Scope, ...] = ("undefined", "c1", "beyond")


@cache
def damages(codec: str, passes: int, lossy: bool) -> tuple[Damage, ...]:
    """The ways of damage in a code page that are told apart, the commonest first."""
    if not lossy:
        return (Damage(codec, passes=passes),)
    every = [Damage(codec, loss, scope, passes) for scope, loss in product(SCOPES, LOSSES)]
    return tuple(
        damage
        for damage in every
        if not damage.lost.isdisjoint(USED) and (damage.scope != "beyond" or damage.loss == "asked")
    )
