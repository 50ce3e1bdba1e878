"""Bullets of a section with their places: one item a dash, continuation lines joined, ids in brackets taken off.

- **Likely**, moderate confidence: prices outside China fall
  within a year. [alloy-capacity, reex] {#prices}

The ids and the anchor are fields; they are taken off before Markdown sees the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lodestone.model import Span
from lodestone.text.comments import uncommented

_ITEM = re.compile(r"[ ]{0,3}[-*+][ \t]+(?=\S)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ANCHOR = re.compile(r"[ \t]*\{#(?P<name>[^{}\s]*)\}[ \t]*\Z")
_IDS = re.compile(r"[ \t]*(?<!\])\[(?P<ids>(?!\^)[^\[\]]*)\][ \t]*\Z")


@dataclass(frozen=True, slots=True)
class Bullet:
    """One item: its text without ids and anchor, lines joined by blanks, and its place."""

    text: str
    span: Span
    """From the first character after the dash to the end of the item."""
    references: tuple[tuple[str, Span], ...] = ()
    """Ids in brackets, as written."""
    anchor: str = ""
    anchor_span: Span = Span(0, 0)  # noqa: RUF009 - frozen
    listed: bool = True
    """False for a paragraph that is no bullet."""


def bullets(text: str, body: Span, *, ids: bool = True) -> Iterator[Bullet]:
    """The items of a section in order; a paragraph that is no item comes with `listed=False`.

    >>> source = "- one,\\n  goes on. [a, b#c]\\n- two"
    >>> [(each.text, [name for name, _ in each.references]) for each in bullets(source, Span(0, len(source)))]
    [('one, goes on.', ['a', 'b#c']), ('two', [])]
    """
    section = _blanked(text, body)
    words = text[: body.start] + section + text[body.end :]
    return (_bullet(text, words, span, ids, listed=listed) for span, listed in _items(section, body))


def _blanked(text: str, body: Span) -> str:
    """The section with its comments blanked; lines stay where they are."""
    return _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), body.of(text))


def _items(section: str, body: Span) -> Iterator[tuple[Span, bool]]:
    """Span of each item's content, and whether it is a bullet."""
    start, end, listed, gap = -1, 0, False, True
    for line in re.finditer(r"[^\n]+", section):
        item = _ITEM.match(line[0])
        words = line[0].rstrip()
        if not words:
            gap = True
            continue
        indented = line[0][0] in " \t"
        opens = item or start < 0 or (gap and not indented)
        gap = bool(re.match(r"\r?\n[ \t\r]*(?:\n|\Z)", section[line.end() :]))
        if opens:
            if start >= 0:
                yield Span(start, end).shifted(body.start), listed
            start = line.start() + (item.end() if item else len(line[0]) - len(line[0].lstrip()))
            listed = item is not None
        end = line.start() + len(words)
    if start >= 0:
        yield Span(start, end).shifted(body.start), listed


def _bullet(text: str, words: str, span: Span, ids: bool, *, listed: bool) -> Bullet:
    """One item. `words` are the text with its comments blanked: an id may stand before a comment."""
    rest = span.of(words)
    anchor, anchor_span = "", Span(span.end, span.end)
    references: tuple[tuple[str, Span], ...] = ()
    for _ in range(2):  # ids and anchor, in either order, once each
        named = _ANCHOR.search(rest)
        cited = _IDS.search(rest) if ids and not references else None
        if named and not anchor and ids:
            anchor, anchor_span = (
                named["name"],
                Span(named.start("name"), named.end("name")).shifted(span.start),
            )
            rest = rest[: named.start()]
        elif cited:
            references = tuple(_split(cited["ids"], span.start + cited.start("ids")))
            rest = rest[: cited.start()]
    written = uncommented(text[span.start : span.start + len(rest)])
    plain = re.sub(r"\s*\r?\n\s*", " ", written).strip()
    return Bullet(plain, span, references, anchor, anchor_span, listed)


def _split(names: str, start: int) -> Iterator[tuple[str, Span]]:
    for part in re.finditer(r"[^,]+", names):
        name = part[0].strip()
        if name:
            at = start + part.start() + part[0].index(name)
            yield name, Span(at, at + len(name))
