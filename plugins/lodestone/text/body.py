"""A rendered text as data: its HTML with slots for links, and the key of what it was rendered from.

Apart from `text.markdown`, which renders: a build of texts that were rendered before imports no engine of Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from lodestone.model import Span
from lodestone.text.charts import Chart
from lodestone.text.document import Document
from lodestone.text.sections import Sections
from lodestone.text.written import key_of


@dataclass(frozen=True, slots=True)
class Link:
    """A link or picture to a file of the content, as written: a relative path, with or without `#anchor`."""

    target: str
    span: Span
    """Where the target is written, in the repaired text; the place of the block if it cannot be told."""
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the prose with its anchor. Levels start at 2; the title is the only level 1."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Body:
    """Rendered prose and rendered texts of the sections. Safe to put in a page as it is, once slots are filled."""

    html: str
    """The prose without the bottom line."""
    fragments: Mapping[str, str]
    """Inline HTML by name: `bottom-line`, the anchors of judgements, `implication-1`, `watch-1`, `gap-1` …"""
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    words: int = 0
    charts: tuple[Chart, ...] = ()
    """Charts that the text asks for; `text.charts.parts` finds their places in `html`."""


def rendering_key(document: Document, sections: Sections) -> str:
    """A digest of all that `text.markdown.render` looks at: the same key, the same body and problems."""
    return key_of(document.text, *inline_texts(sections))


def inline_texts(sections: Sections) -> Iterator[tuple[str, str]]:
    """The texts of the sections, by the names of the fragments that they become."""
    for judgement in sections.judgements:
        yield judgement.anchor, judgement.text
    for name, texts in (
        ("implication", [each.text for each in sections.implications]),
        ("watch", [each.text for each in sections.watch]),
        ("gap", list(sections.gaps)),
    ):
        for n, words in enumerate(texts, start=1):
            yield f"{name}-{n}", words


_SLOT = re.compile(r"(<(?:a|img)\b(?:[^>\"]|\"[^\"]*\")*?\s(?:href|src)=\")lodestone-slot:(\d+)(?=\")")


def fill(html: str, address: Callable[[int], str]) -> str:
    """Put an address into each slot; `address` gets the number of the link in `Body.links`.

    >>> fill('<a href="lodestone-slot:0">x</a> lodestone-slot:0', lambda n: "../a/")
    '<a href="../a/">x</a> lodestone-slot:0'
    """
    return _SLOT.sub(lambda found: found[1] + escape(address(int(found[2]))), html)
