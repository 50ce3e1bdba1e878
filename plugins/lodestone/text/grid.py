"""A Markdown table as rows of cells with their places, split as GitHub splits them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lodestone.model import Span

_DELIMITER = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t\r]*")

_PIPES = re.compile(r"\|.*\|")
_FEWEST = 2
"""So many lines with pipes and nothing else are a table."""
_COMMENT = re.compile(r"(?<![^\n])[ \t]*<!--.*?(?:-->|\Z)", re.DOTALL)
"""A comment that begins a line; its lines are no part of the table and do not end it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text with `\\\\|` read as a pipe, and the place of its words (of the gap, if it is empty)."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table."""

    cells: tuple[Cell, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the cells of its head, its rows, and lines of the section that are no part of it."""

    head: Row | None
    rows: tuple[Row, ...] = ()
    strays: tuple[Span, ...] = ()
    bare: bool = False
    """Whether the line of hyphens below the head is missing, without which no reader of Markdown sees a table."""


def read_grid(text: str, body: Span) -> Grid:
    """The first table of a section, also one whose line of hyphens is missing.

    >>> source = "| id | value |\\\\n|---|---|\\\\n| a | 1 \\\\| 2 |".replace("\\\\n", chr(10))
    >>> [cell.text for cell in read_grid(source, Span(0, len(source))).rows[0].cells]
    ['a', '1 | 2']
    """
    head: Row | None = None
    rows: list[Row] = []
    strays: list[Span] = []
    closed = False
    lines = list(_lines(text, body))
    hidden = [found.span() for found in _COMMENT.finditer(text, body.start, body.end)]
    for n, line in enumerate(lines):
        words = line.of(text).strip()
        if any(first <= line.start < last for first, last in hidden):
            continue
        if not words:
            closed = head is not None
        elif (
            head is None
            and n + 1 < len(lines)
            and _DELIMITER.fullmatch(lines[n + 1].of(text))
            and "|" in words
        ):
            head = Row(tuple(_cells(text, line)), line)
        elif head is not None and not rows and not closed and n and _DELIMITER.fullmatch(line.of(text)):
            continue
        elif head is not None and not closed:
            rows.append(Row(tuple(_cells(text, line)), _trimmed(text, line)))
        else:
            strays.append(_trimmed(text, line))
    if head is None and len(strays) >= _FEWEST and all(_PIPES.search(each.of(text)) for each in strays):
        head, *rows = (Row(tuple(_cells(text, each)), each) for each in strays)
        return Grid(head, tuple(rows), bare=True)
    return Grid(head, tuple(rows), tuple(strays))


def _lines(text: str, body: Span) -> Iterator[Span]:
    at = body.start
    while at < body.end:
        end = text.find("\n", at, body.end)
        end = body.end if end < 0 else end
        yield Span(at, end)
        at = end + 1


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _cells(text: str, line: Span) -> Iterator[Cell]:
    """The cells of a line: pipes that a backslash does not hide are its walls; those at the ends may be left out."""
    inner = _trimmed(text, line)
    start = inner.start + (text[inner.start : inner.start + 1] == "|")
    walls = [found.start() for found in re.finditer(r"(?<!\\)\|", text[start : inner.end])]
    ends = [start + wall for wall in walls]
    if not ends or ends[-1] != inner.end - 1:
        ends.append(inner.end)
    for end in ends:
        span = _trimmed(text, Span(start, end))
        span = span if span.start <= end else Span(min(start + 1, end), min(start + 1, end))
        yield Cell(span.of(text).replace("\\|", "|"), span)
        start = end + 1
