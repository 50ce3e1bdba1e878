"""Markdown to safe HTML with slots for links. The one place that knows the Markdown engine and the sanitiser.

Addresses of other pages are not known here, so each link or picture that leads to a file of
the content becomes a slot, `lodestone-slot:N`; `fill` puts addresses in when a page is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lodestone.model import Problem, Span
from lodestone.text.document import Document
from lodestone.text.sections import Sections


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


def render(document: Document, sections: Sections) -> tuple[Body, tuple[Problem, ...]]:
    """Render the prose (without the bottom line) and the texts of the sections.

    Problems: W313 where the sanitiser took something out.
    """
    raise NotImplementedError


def render_page(text: str, first: int = 0) -> tuple[Body, tuple[Problem, ...]]:
    """Render a whole Markdown text (a page, a profile, a landing text); `first` is added to all spans."""
    raise NotImplementedError


def fill(html: str, address: Callable[[int], str]) -> str:
    """Put an address into each slot; `address` gets the number of the link in `Body.links`."""
    raise NotImplementedError
