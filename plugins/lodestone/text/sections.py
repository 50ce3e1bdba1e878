"""Known sections to typed rows: judgements, figures, implications, watch items, gaps. Positions everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from lodestone.model import Figure, Given, Implication, Judgement, Lexicon, Problem, WatchItem
from lodestone.text.document import Document
from lodestone.text.fields import Fields


@dataclass(frozen=True, slots=True)
class Sections:
    """What a person wrote in the known sections."""

    judgements: tuple[Judgement, ...] = ()
    figures: tuple[Given[Figure], ...] = ()
    implications: tuple[Implication, ...] = ()
    watch: tuple[WatchItem, ...] = ()
    gaps: tuple[str, ...] = ()


def read_sections(document: Document, fields: Fields, lexicon: Lexicon) -> tuple[Sections, tuple[Problem, ...]]:
    """Read and check the known sections. A wrong row gives a problem and is left out.

    Ids in brackets are looked up among the figures and `fields.sources` of the file (E140);
    `slug#id` is checked later, by the index of the site.
    """
    raise NotImplementedError
