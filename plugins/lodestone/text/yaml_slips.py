"""Signs that look right in front matter and are not: tabs before a line, dashes for hyphens, a wide colon.

YAML stumbles over them far from where they stand, so they are looked for only where it did. Each is told once, with
the mend, and the text is read as it was meant; `Retyped.back` leads from there to the text as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from lodestone.model import Problem, Span

_TABBED = re.compile(r"^[ ]*\t[ \t]*(?=\S)", re.MULTILINE)
_WIDTHS = (2, 4, 8, 0)
"""How many blanks a tab may have been meant as; 0: it should not be there at all."""
_BULLET = re.compile(
    r"^(?P<before>[ ]*)(?P<sign>[\N{EN DASH}\N{EM DASH}\N{BULLET}\N{MIDDLE DOT}*])(?=[ \N{NO-BREAK SPACE}]\S)",
    re.MULTILINE,
)
_COLON = re.compile(
    r"^(?P<before>[ ]*(?:- )?[A-Za-z_][\w-]*)"
    r"(?P<sign>[ ]?\N{FULLWIDTH COLON}[ \N{NO-BREAK SPACE}]?|:\N{NO-BREAK SPACE})",
    re.MULTILINE,
)
_GLUED = re.compile(r"^(?P<before>[ ]*(?:- )?[a-z_]+)(?P<sign>:)(?=[^\s/:])", re.MULTILINE)
_SIGNS = (
    (_BULLET, "-", "`{}` is not the hyphen that begins an entry of a list", "write `-` and a blank"),
    (_COLON, ": ", "what stands behind the key is not a colon and a blank", "write `: `"),
    (_GLUED, ": ", "a blank is missing behind the colon", "write `: `"),
)


@dataclass(frozen=True, slots=True)
class Retyped:
    """A text as it was meant, the slips in it, and where each character stood."""

    text: str
    ends: tuple[int, ...]
    """Ends of the replaced places in the new text, in order."""
    shifts: tuple[int, ...]
    """What is to be added to a place at or behind each of them."""
    slips: tuple[Problem, ...] = ()

    def back(self, at: int) -> int:
        """Where a place of the new text is in the old one."""
        n = bisect_right(self.ends, at)
        return at + self.shifts[n - 1] if n else at


def retyped(text: str, readable: Callable[[str], bool]) -> Retyped:
    """The text as it was meant. `readable` tells whether YAML takes a text; spans are of `text`."""
    edits: list[tuple[int, int, str]] = []
    slips: list[Problem] = []
    for pattern, sign, said, hint in _SIGNS:
        for found in pattern.finditer(text):
            span = Span(*found.span("sign"))
            edits.append((span.start, span.end, sign))
            slips.append(Problem("E101", span, said.format(found["sign"].strip()), hint, sign))
    tabs = list(_TABBED.finditer(text))
    if tabs:
        tried = [edits + [_blanks(found, width) for found in tabs] for width in _WIDTHS]
        width, edits = next(
            ((w, each) for w, each in zip(_WIDTHS, tried, strict=True) if readable(_edited(text, each).text)),
            (_WIDTHS[0], tried[0]),
        )
        slips.append(_of_tabs(text, tabs, width))
    return replace(_edited(text, edits), slips=tuple(sorted(slips, key=lambda each: each.span)))


def _blanks(found: re.Match[str], width: int) -> tuple[int, int, str]:
    return found.start(), found.end(), found[0].replace("\t", " " * width)


def _of_tabs(text: str, tabs: list[re.Match[str]], width: int) -> Problem:
    """One problem for all tabs: from the first to the last, mended at once."""
    span = Span(tabs[0].start(), tabs[-1].end())
    lines = text.count("\n", span.start, span.end) + 1
    what = "a tab stands" if lines == 1 else f"tabs stand, here and in the next {lines - 1} lines,"
    fix = _TABBED.sub(lambda found: found[0].replace("\t", " " * width), span.of(text) + "x")[:-1]
    hint = f"write {width} blanks for each" if width else "begin the line at its first letter"
    return Problem("E101", span, f"{what} before the first letter; YAML takes only blanks there", hint, fix)


def _edited(text: str, edits: list[tuple[int, int, str]]) -> Retyped:
    parts: list[str] = []
    ends: list[int] = []
    shifts: list[int] = []
    at = length = 0
    for start, end, sign in sorted(edits):
        parts += [text[at:start], sign]
        length += start - at + len(sign)
        at = end
        ends.append(length)
        shifts.append(end - length)
    return Retyped("".join([*parts, text[at:]]), tuple(ends), tuple(shifts))
