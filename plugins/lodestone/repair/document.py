"""A text on its way through repair, with what all steps look at; and what a step finds in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, count

from lodestone.repair.codecs import lines_of
from lodestone.repair.evidence import Contender, Line, Verdict, contenders, verdict
from lodestone.repair.language import Language, language_of
from lodestone.repair.ledger import Edit
from lodestone.repair.mask import CLOSED, Mask, Open, masks
from lodestone.repair.piece import Style, style_of
from lodestone.repair.possible import possible
from lodestone.repair.repertoire import EM, EN, LEFT, LEFT_SINGLE
from lodestone.repair.runs import runs_of, ways
from lodestone.repair.shape import Ways
from lodestone.repair.shard import Shard, shards


@dataclass
class Layer:
    """What one step found in the text as it was then: what it mends, and what it had to leave."""

    name: str = ""
    edits: list[Edit] = field(default_factory=list)
    doubts: list[Edit] = field(default_factory=list)
    whole: bool = False
    """Whether it takes off a damage that lost nothing: whole marks come back, not the letters of another layer."""


@dataclass
class Document:
    """The text as it is now."""

    text: str
    damaged: bool = False
    """Whether damage was found in it already."""
    whole: bool = False
    """Whether a damage that lost nothing was taken off; then a lone letter is one that somebody wrote."""
    open: Open = CLOSED
    """What was open when it began: it may be a part of a long text."""

    @cached_property
    def lines(self) -> list[str]:
        """The lines with their ends."""
        return lines_of(self.text)

    @cached_property
    def masks(self) -> list[Mask]:
        """What stays of each line."""
        return masks(self.lines, self.open)[0]

    @cached_property
    def shards(self) -> list[tuple[Shard, ...]]:
        """The runs of each line that a damage may have made."""
        return [shards(line) for line in self.lines]

    @cached_property
    def contenders(self) -> list[Contender]:
        """The damages that could explain it."""
        damages = possible(self.text, self.able)
        first = next(damages, None)
        if first is None:
            return []
        lines = [Line(*each) for each in zip(count(), self.lines, self.shards) if each[2]]
        return contenders(lines, chain([first], damages))

    @cached_property
    def verdict(self) -> Verdict | None:
        """The damage that it went through."""
        return verdict(self.contenders, self.style, self.masks) if self.contenders else None

    def afresh(self) -> Document:
        """The same text as one sees it who knows nothing of what was done so far."""
        fresh = Document(self.text, open=self.open)
        fresh.__dict__.update({name: self.__dict__[name] for name in OF_THE_TEXT if name in self.__dict__})
        if self.verdict is None or fresh.style is self.style:
            fresh.verdict = self.verdict  # what is not seen by one who knows is not seen by one who does not
        return fresh

    @cached_property
    def language(self) -> Language | None:
        """The language that it is in, when its words tell."""
        return language_of(self.text)

    @cached_property
    def style(self) -> Style:
        """What the document does where a place does not say."""
        return style_of(self.language, self.damaged, self._dash(), self._single())

    def _single(self) -> bool:
        return LEFT not in self.text and self.text.count(f" {LEFT_SINGLE}") > 1

    def _dash(self) -> str:
        em, en = self.text.count(f" {EM} "), self.text.count(f" {EN} ")
        if em != en:
            return EM if em > en else EN
        return self.language.dash if self.language else ""

    @cached_property
    def foreign(self) -> frozenset[str]:
        """The characters beyond ASCII."""
        return frozenset([character for character in set(self.text) if character > "\x7f"])

    @cached_property
    def odd(self) -> bool:
        """Whether it has controls, U+FFFD, or what pages of two bytes show."""
        return ODD.search(self.text) is not None

    @cached_property
    def able(self) -> Ways:
        """The single-byte pages that could have made them."""
        return ways(runs_of(self.text))


ODD = re.compile("[\x80-\x9f\u2e80-\ud7ff\uff61-\uff9f\ufffd]")
OF_THE_TEXT = ("lines", "language", "masks", "shards", "contenders", "foreign", "odd", "able")
"""What does not depend on what was done so far."""
