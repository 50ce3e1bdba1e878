"""The lines of a text that are in no fence of code and no comment, and the headings among them.

What opens a fence or a comment and never closes it hides nothing, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from lodestone.model import Problem, Span
from lodestone.text.fences import OPENING, Closings

LINE = re.compile(r"[^\n]*(?:\n|\Z)")
"""A line with its end."""
_FENCE = re.compile(OPENING)
_AGAIN = "close it with the same signs on a line of their own"
_OPENS = re.compile(rf"{OPENING}|(?P<comment><!--)")
_MAY_OPEN = re.compile(r"^(?:```|~~~|<!--)", re.MULTILINE)
_ATX = re.compile(r"[ ]{0,3}(?P<level>#{1,6})(?P<gap>[ \t]*)(?P<name>[^\r\n]*)\r?\n?\Z")
"""With the signs that may close it, which `_name` takes off: looking for them here takes time by the square."""
_BOLD = re.compile(r"(?P<words>(?P<mark>\*\*|__)(?P<name>\w+):?(?P=mark):?)[ \t]*\r?\n?\Z")
_AS_BOLD = 3
"""The level that bold words count as: a section only where the file has no heading of that name."""
UNDERLINE = re.compile(r"[ ]{0,3}(?:(?P<one>=+)|-{2,})[ \t]*\r?\n?\Z")
"""A line of signs that makes a heading of the one before it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, 1 to 6, its words, and where both stand."""

    level: int
    name: str
    span: Span
    """Of the heading's line or lines, with the line's end."""
    words: Span
    slip: bool = False
    """`##Figures`, without the blank that other readers of Markdown ask for, or bold words for a heading."""


def headings(text: str, start: int, stop: int, bold: Container[str]) -> Iterator[Heading]:
    """Headings outside fences and comments, both `## x` and underlined; and lines of bold words that are in `bold`."""
    before: Span | None = None  # the line before, where it can be the words of an underlined heading
    for line in open_lines(text, start, stop):
        whole = line.of(text)
        sign = whole.lstrip(" ")[:1]
        atx = _ATX.match(whole) if sign == "#" else None
        under = UNDERLINE.match(whole) if sign in ("=", "-") else None
        if atx:
            name = _name(atx["name"])
            words = Span(line.start + atx.start("name"), line.start + atx.start("name") + len(name))
            yield Heading(len(atx["level"]), name, line, words, slip=not atx["gap"])
        elif sign in ("*", "_") and (strong := _BOLD.match(whole)) and strong["name"] in bold:
            words = Span(line.start, line.start + strong.end("words"))
            yield Heading(_AS_BOLD, strong["name"], line, words, slip=True)
        elif under and before:
            name = before.of(text).strip()
            at = text.index(name, before.start)
            yield Heading(
                1 if under["one"] else 2, name, Span(before.start, line.end), Span(at, at + len(name))
            )
        before = line if _can_be_underlined(whole) and not atx else None


def _name(words: str) -> str:
    """The words of a heading without the signs that close it.

    >>> _name("Watch ## "), _name("C#")
    ('Watch', 'C')
    """
    return words.rstrip(" \t").rstrip("#").rstrip(" \t")


def _can_be_underlined(line: str) -> bool:
    return bool(line.strip()) and line[0] not in " \t>|-*+"


def open_lines(text: str, start: int, stop: int) -> Iterator[Span]:
    """Lines that are in no fence and no comment. A fence that is never closed is none."""
    at = start
    closings = Closings.of(text)
    last_comment = text.rfind("-->")
    while at < stop:
        end = text.find("\n", at) + 1 or len(text)
        closed = _block_end(text, at, end, closings, last_comment) if text[at] in "`~<" else None
        if closed:
            at = closed
            continue
        yield Span(at, end)
        at = end


def unclosed(text: str, start: int, stop: int) -> Iterator[Problem]:
    """The first fence and the first comment that begin a line and that nothing closes (E152)."""
    if not _MAY_OPEN.search(text, start, stop):
        return
    seen: set[str] = set()
    for line in open_lines(text, start, stop):
        whole = line.of(text)
        opened = _OPENS.match(whole)
        if opened is None or opened.lastgroup in seen or (opened["comment"] and "-->" in whole):
            continue
        seen.add(opened.lastgroup or "")
        sign = opened[0]
        what, hint = ("comment", "close it with `-->`") if opened["comment"] else ("fence of code", _AGAIN)
        place = Span(line.start, line.start + len(sign))
        yield Problem("E152", place, f"a {what} opens here and is never closed", hint)


def _block_end(text: str, at: int, end: int, closings: Closings, last_comment: int) -> int | None:
    """Where a fence or comment that opens in this line ends, or None. `last_comment` is the last end of one."""
    fence = _FENCE.match(text, at, end)
    if fence:
        closing = closings.of_fence(fence["fence"], fence.end())
        return closing.end if closing else None
    if text.startswith("<!--", at) and last_comment > at:
        close = text.find("-->", at)
        return None if close < end else close + 3
    return None
