"""One way of damaging text, run forward; the tables for repair (`table.py`) are what comes out of it.

UTF-8 is written a character at a time and a single-byte page is read a byte at a time, so damage
is a map of characters: what a whole text becomes is the chain of what its characters become. To
mend, cut the text into such pieces and put a character back for each. No table is written by hand.

>>> Damage("tis_620", "dropped", "c1").of("\\N{RIGHT SINGLE QUOTATION MARK}") == "\\N{THAI CHARACTER SARA O}"
True
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from lodestone.model.change import Loss
from lodestone.repair.codecs import HIGH, kept, page
from lodestone.repair.oddity import kind

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


@cache
def letters(codec: str) -> frozenset[str]:
    """The letters beyond ASCII that a page has."""
    return frozenset(character for character in kept(codec)[0x80:] if character.isalpha())
