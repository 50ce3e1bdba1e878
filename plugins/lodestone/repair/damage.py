"""One way of damaging text, run forward; the tables for repair are what comes out of it.

UTF-8 is written a character at a time and a single-byte page is read a byte at a time, so damage
is a map of characters: what a whole text becomes is the chain of what its characters become. To
mend, cut the text into such pieces and put a character back for each. No table is written by hand.

>>> Damage("tis_620", "dropped", "c1").of("\\N{RIGHT SINGLE QUOTATION MARK}") == "\\N{THAI CHARACTER SARA O}"
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from typing import Literal

from lodestone.model.change import Loss
from lodestone.repair.codecs import CODE_PAGES, kept, page
from lodestone.repair.repertoire import NBSP, REPERTOIRE

Scope = Literal["none", "undefined", "c1", "beyond"]
"""Which bytes were lost: none; those that the page lacks; these and all of 80-9F (tools that
strip controls); or those whose characters Latin-1 lacks (text saved once more in Latin-1)."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
STAND_IN: dict[Loss, str] = {"none": "", "dropped": "", "replaced": REPLACEMENT, "asked": "?"}
LEADS = range(0xC2, 0xF5)
TRAILS = range(0x80, 0xC0)
NBSP_TRAIL = 0xA0


@dataclass(frozen=True)
class Damage:
    """Text written as UTF-8, read in `codec`, where the bytes of `scope` met with `loss`; `passes` times."""

    codec: str
    loss: Loss = "none"
    scope: Scope = "none"
    passes: int = 1

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """What each of the 256 bytes becomes in one pass."""
        return tuple(
            STAND_IN[self.loss] if self._lost(byte) else character for byte, character in enumerate(kept(self.codec))
        )

    def _lost(self, byte: int) -> bool:
        if byte < 0x80 or self.scope == "none":
            return False
        character = page(self.codec)[byte]
        if character is None or "\x80" <= character < "\xa0":
            return True
        if self.scope == "c1":
            return byte < NBSP_TRAIL
        return self.scope == "beyond" and character > "\xff"

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
        """The characters that damaged text is made of beside ASCII and the commonest marks."""
        return frozenset(
            character
            for byte, character in enumerate(self.shown)
            if byte >= 0x80 and character > "\x7f" and character != REPLACEMENT and character.isalpha()
        )

    @cached_property
    def loses(self) -> bool:
        """Whether anything is lost at all: a page that has every byte loses nothing as 'undefined'."""
        return any(self._lost(byte) for byte in (*TRAILS, *LEADS))

    @cached_property
    def table(self) -> dict[str, tuple[str, ...]]:
        """Damaged piece -> the characters of the repertoire that it can stand for, likeliest first.

        A no-break space that was a trail byte is often a plain space by now, or gone.
        """
        table: dict[str, list[str]] = {}
        for character in REPERTOIRE:
            for piece in (self.of(character), *self._blank_variants(character)):
                if piece and not piece.isascii():
                    table.setdefault(piece, []).append(character)
        return {piece: tuple(dict.fromkeys(found)) for piece, found in table.items()}

    def _blank_variants(self, character: str) -> Iterator[str]:
        inner = character
        for _ in range(self.passes - 1):
            inner = "".join([self.shown[byte] for byte in inner.encode("utf-8")])
        written = inner.encode("utf-8")
        if len(character.encode("utf-8")) == 2 and written[-1:] == b"\xa0":
            stem = "".join([self.shown[byte] for byte in written[:-1]])
            yield stem + " "
            yield stem

    @cached_property
    def pieces(self) -> re.Pattern[str]:
        """Finds damaged characters: those of the table, the longest first, then any that lost nothing."""
        rests: dict[str, list[str]] = {}
        for piece in sorted(self.table, key=lambda piece: (-len(piece), piece)):
            rest = re.escape(piece[1:])
            if piece[-1] == " " and NBSP not in self.table[piece]:
                rest += "(?= )"
            rests.setdefault(piece[0], []).append(rest)
        parts = [f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items()]
        if self.passes == 1:
            parts.append(self._whole())
        return re.compile("|".join(parts))

    def _whole(self) -> str:
        trail = _one_of(self.shown[byte] for byte in TRAILS if not self._lost(byte))
        two, three, four = (
            _one_of(self.shown[byte] for byte in leads if not self._lost(byte))
            for leads in (range(0xC2, 0xE0), range(0xE0, 0xF0), range(0xF0, 0xF5))
        )
        return f"{two}{trail}|{three}{trail}{{2}}|{four}{trail}{{3}}"

    def readings(self, piece: str) -> tuple[str, ...]:
        """What a piece that `pieces` found can stand for; empty when it is no character after all."""
        found = self.table.get(piece, ())
        if found or self.passes > 1:
            return found
        try:
            whole = bytes(self._bytes[character] for character in piece).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            return ()
        return (whole,)

    @cached_property
    def _bytes(self) -> dict[str, int]:
        return {character: byte for byte, character in reversed([*enumerate(self.shown)]) if character not in ("", "?")}

    def __str__(self) -> str:
        lost = {"none": "", "dropped": "dropped", "replaced": "replaced by U+FFFD", "asked": "replaced by ?"}[self.loss]
        what = {"none": "", "undefined": "undefined bytes", "c1": "80-9F", "beyond": "all beyond Latin-1"}[self.scope]
        once = f"UTF-8 \N{RIGHTWARDS ARROW} read as {self.codec}" + (
            f" \N{RIGHTWARDS ARROW} {what} {lost}" if self.loss != "none" else ""
        )
        return once + (f", {self.passes} times" if self.passes > 1 else "")


def _one_of(characters: Iterator[str]) -> str:
    inside = "".join(re.escape(character) for character in dict.fromkeys(characters) if len(character) == 1)
    return f"[{inside}]" if inside else "(?!)"


@cache
def damages() -> tuple[Damage, ...]:
    """All ways of damage that are told apart, the commonest first."""
    ways: list[Damage] = [Damage(codec) for codec in CODE_PAGES]
    losses: tuple[Loss, ...] = ("dropped", "replaced", "asked")
    scopes: tuple[Scope, ...] = ("undefined", "c1", "beyond")
    for passes, codec, scope, loss in product((1, 2), CODE_PAGES, scopes, losses):
        damage = Damage(codec, loss, scope, passes)
        if damage.loses and (scope != "beyond" or loss == "asked"):
            ways.append(damage)
    return tuple(ways)
