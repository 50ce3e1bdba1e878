"""One way of damaging text, run forward; the tables for repair are what comes out of it.

UTF-8 is written a character at a time and a single-byte page is read a byte at a time, so damage
is a map of characters: what a whole text becomes is the chain of what its characters become. To
mend, cut the text into such pieces and put a character back for each. No table is written by hand.

>>> Damage("tis_620", "dropped", "c1").of("\\N{RIGHT SINGLE QUOTATION MARK}") == "\\N{THAI CHARACTER SARA O}"
True
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from typing import Literal

from lodestone.model.change import Loss
from lodestone.repair.codecs import CODE_PAGES, HIGH, SEPARATORS, kept, page
from lodestone.repair.marks import RULES
from lodestone.repair.repertoire import MARKS, NBSP, REPERTOIRE

Scope = Literal["none", "undefined", "c1", "beyond"]
"""Which bytes were lost: none; those that the page lacks; these and all of 80-9F (tools that
strip controls); or those whose characters Latin-1 lacks (text saved once more in Latin-1)."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
STAND_IN: dict[Loss, str] = {"none": "", "dropped": "", "replaced": REPLACEMENT, "asked": "?"}
LEADS = range(0xC2, 0xF5)
TRAILS = range(0x80, 0xC0)
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
    def shown(self) -> tuple[str, ...]:
        """What each of the 256 bytes becomes in one pass."""
        return tuple(
            STAND_IN[self.loss] if self._lost(byte) else character
            for byte, character in enumerate(kept(self.codec))
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
        """The letters of the page. Where they stand outside of damaged pieces, they speak against the damage."""
        return letters(self.codec)

    @cached_property
    def trails(self) -> frozenset[str]:
        """Signs that are trail bytes in sight: where bytes are lost, one that stands behind a piece is a part of it."""
        seen = frozenset([kept(codec)[byte] for codec in (self.codec, "cp1252") for byte in TRAILS]) - APART
        return frozenset(sign for sign in seen if len(sign) == 1 and not sign.isascii())

    @cached_property
    def loses(self) -> bool:
        """Whether anything is lost at all: a page that has every byte loses nothing as 'undefined'."""
        return any(self._lost(byte) for byte in (*TRAILS, *LEADS))

    @cached_property
    def probes(self) -> tuple[str, ...]:
        """A few damaged characters; a text without any of them did not go this way."""
        return tuple({self.of(probe): None for probe in PROBES})

    @cached_property
    def table(self) -> dict[str, tuple[str, ...]]:
        """Damaged piece -> the characters of the repertoire that it can stand for, likeliest first.

        A no-break space that was a trail byte is often a plain space by now, or gone.
        """
        table: dict[str, list[str]] = {}
        for character in REPERTOIRE:
            for piece in (self.of(character), *self._blank_variants(character)):
                if piece and not piece.isascii() and SEPARATORS.isdisjoint(piece):
                    table.setdefault(piece, []).append(character)
        return {piece: _likely(tuple(dict.fromkeys(found))) for piece, found in table.items()}

    def _blank_variants(self, character: str) -> Iterator[str]:
        """A no-break space that was a trail byte is a plain space by now, or gone."""
        inner = character
        for _ in range(self.passes - 1):
            inner = "".join([self.shown[byte] for byte in inner.encode("utf-8")])
        written = inner.encode("utf-8")
        if len(character.encode("utf-8")) == 2 and written[-1:] == b"\xa0":
            stem = "".join([self.shown[byte] for byte in written[:-1]])
            yield stem + " "
            if self.loss == "dropped" or (self.loss == "none" and character == NBSP):
                yield stem

    @cached_property
    def starts(self) -> re.Pattern[str]:
        """Finds where a damaged piece may begin: one class of characters, so clean text is passed over fast."""
        if self.loss == "none" and self.passes > 1:
            return re.compile(one_of(self.shown[byte] for byte in HIGH))
        whole = {self.shown[byte] for byte in LEADS if not self._lost(byte)} if self.passes == 1 else set()
        return re.compile(one_of(sorted(whole | {piece[0] for piece in self.table})))

    @cached_property
    def pieces(self) -> re.Pattern[str]:
        """Matches damaged characters: any that lost nothing, then those of the table, the longest first."""
        if self.loss == "none" and self.passes > 1:
            return re.compile(one_of(self.shown[byte] for byte in HIGH) + "+")
        rests: dict[str, list[str]] = {}
        for piece in sorted(self.table, key=lambda piece: (-len(piece), piece)):
            rest = re.escape(piece[1:])
            if piece[-1] == " " and NBSP not in self.table[piece]:
                rest += r"(?= |s\b(?!')|quel[aeo])"  # one blank was the byte, the other is one; or no word ends here
            if self.loss == "none" and len(piece) == 1:
                rest += r"(?=\s*\Z)"  # cut off with the blanks at the end of its line
            rests.setdefault(piece[0], []).append(rest)
        parts = [f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items()]
        if self.passes == 1:
            parts.insert(0, f"(?:{self._whole()})+")
        return re.compile("|".join(parts))

    def _whole(self) -> str:
        trail = one_of(self.shown[byte] for byte in TRAILS if not self._lost(byte))
        two, three, four = (
            one_of(self.shown[byte] for byte in leads if not self._lost(byte))
            for leads in (range(0xC2, 0xE0), range(0xE0, 0xF0), range(0xF0, 0xF5))
        )
        return f"{two}{trail}|{three}{trail}{{2}}|{four}{trail}{{3}}"

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
        """What tells this damage from others in a text of these characters: equal signs, equal tables."""
        if self.passes > 1:
            return (self,)
        byte = self._bytes.get
        return (self.loss, self._lost_bytes, *[byte(character) for character in present])

    @cached_property
    def _lost_bytes(self) -> tuple[int, ...]:
        return tuple(byte for byte in HIGH if self._lost(byte))

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
def letters(codec: str) -> frozenset[str]:
    """The letters beyond ASCII that a page has."""
    return frozenset(character for character in kept(codec)[0x80:] if character.isalpha())


def _likely(candidates: tuple[str, ...]) -> tuple[str, ...]:
    """Without the rare signs, where there is a common mark that would win at any place."""
    if candidates[0] not in MARKS[:12]:
        return candidates
    return tuple(each for each in candidates if each in RULES or each.isalpha()) or candidates


def one_of(characters: Iterable[str]) -> str:
    """A pattern for one of the characters; one that matches nothing where there is none."""
    inside = "".join(
        re.escape(character)
        for character in dict.fromkeys(characters)
        if len(character) == 1 and character not in SEPARATORS
    )
    return f"[{inside}]" if inside else "(?!)"


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
def damages() -> dict[str, tuple[Damage, ...]]:
    """For each code page the ways of damage that are told apart, the commonest first."""
    ways: dict[str, list[Damage]] = {codec: [Damage(codec), Damage(codec, passes=2)] for codec in CODE_PAGES}
    for codec, passes, scope, loss in product(CODE_PAGES, (1, 2), SCOPES, LOSSES):
        damage = Damage(codec, loss, scope, passes)
        if damage.loses and (scope != "beyond" or loss == "asked"):
            ways[codec].append(damage)
    return {codec: tuple(found) for codec, found in ways.items()}
