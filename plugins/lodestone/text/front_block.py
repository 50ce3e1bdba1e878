"""Where the front matter of a file begins and ends, and whether a second one stands in it.

Only lines of hyphens and what looks like fields count here; what the fields say is read in `yaml_reading`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lodestone.model import Problem, Span

_OPENING = re.compile(r"\ufeff?(?:[ \t]*\r?\n)*---[ \t]*(?:\r?\n|\Z)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\r?\Z)", re.MULTILINE)
_KEY_LINES = re.compile(r"(?:(?:[A-Za-z_][\w-]*[ \t]*:|[ \t]+\S|- |#)[^\r\n]*(?:\r?\n|\Z))+")
_ALMOST = re.compile(
    r"\s*(?P<line>-{2}|-{4,}|[\N{EN DASH}\N{EM DASH}]+-*|\+{3}|={3,})[ \t]*\r?\n(?=\s*[A-Za-z_]\w*[ \t]*:)"
)
_SECOND = re.compile(
    r"^---[ \t]*\r?\n(?=(?P<fields>(?:[ \t\w\-#\[\]][^\r\n]*\r?\n)*?)---[ \t]*\r?$)", re.MULTILINE
)
_OURS = re.compile(
    r"^(?:title|date|company|companies|themes|risk|sources|status|ticker)[ \t]*:", re.MULTILINE
)
_LEFT_OUT = re.compile(r"\s*^(?P<key>status|rights|tlp|embargo)[ \t]*:", re.MULTILINE)
"""A field at the beginning of the body that was to keep the briefing from being published."""
_FEWEST = 2
"""So many of our fields between two lines of hyphens are a front matter, and no ruled-off words."""
_UNCLOSED = "the front matter is not closed before the text begins"


def front_block(text: str) -> tuple[Span | None, int, list[Problem]]:
    """The span of the front matter, where the body begins, and what is wrong with the hyphens (E102, E105), or with the
    first line behind them (E151).
    """
    opening = _OPENING.match(text)
    if opening is None:
        return None, 0, [_unopened(text)]
    closing = _CLOSING.search(text, opening.end())
    if closing:
        return Span(opening.end(), closing.start()), closing.end(), [*_left_out(text, closing.end())]
    keys = _KEY_LINES.match(text, opening.end())
    end = keys.end() if keys else opening.end()
    newline = "\r\n" if "\r\n" in opening[0] else "\n"
    fix = f"---{newline}" if keys and text[end - 1 : end] == "\n" else None
    hint = "put a line of three hyphens after the last field"
    return Span(opening.end(), end), end, [Problem("E105", Span(end, end), _UNCLOSED, hint, fix)]


def further_blocks(text: str, start: int) -> Iterator[tuple[Span, Problem]]:
    """What looks like another front matter behind `start`, each with its lines of hyphens and the problem (E151).

    Whether it stands in a fence of code, as an example, the caller knows.
    """
    for found in _SECOND.finditer(text, start):
        if len(_OURS.findall(found["fields"])) >= _FEWEST:
            closing = _CLOSING.search(text, found.end())
            again = not text[start : found.start()].strip()
            hint = (
                "keep one of the two blocks of fields"
                if again
                else "move it, with the text below it, to a file of its own"
            )
            place = Span(found.start(), found.start() + 3)
            problem = Problem("E151", place, "a second front matter begins here", hint)
            yield Span(found.start(), closing.end() if closing else found.end()), problem


def _left_out(text: str, body: int) -> Iterator[Problem]:
    """A field that holds back, behind the end of the front matter: there it is a text, and holds nothing back."""
    found = _LEFT_OUT.match(text, body)
    if found:
        told = f"`{found['key']}` stands behind the front matter, so it holds nothing back"
        yield Problem("E151", Span(*found.span("key")), told, "move it above the line that ends the fields")


def _unopened(text: str) -> Problem:
    """What to say of a file that does not open with three hyphens."""
    if not text.strip():
        return Problem("E102", Span(0, 0), "the file is empty", "`lodestone new` writes one to fill in")
    almost = _ALMOST.match(text)
    if almost:
        span = Span(*almost.span("line"))
        message = f"`{almost['line'][:12]}` opens no front matter"
        return Problem("E102", span, message, "write three hyphens, `---`", "---")
    return Problem("E102", Span(0, 0), "there is no front matter", _how_to_open(text))


def _how_to_open(text: str) -> str:
    fields = re.match(r"(?i)\s*(?:title|date|company|themes)[ \t]*:", text)
    if fields:
        return "put a line of three hyphens before the first field and another after the last"
    return "open the file with `---`, lines such as `title: ...` and `date: 2025-09-01`, and `---` again"
