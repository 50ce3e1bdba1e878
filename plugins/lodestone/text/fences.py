"""Fences of code as the Markdown engine knows them, the one answer to whether a line is code.

A fence opens with three or more backticks or tildes at the beginning of a line, and closes with the
same signs, no more of them, on a line of their own. What nothing closes is no fence. Backticks
behind an opening of backticks make it a span of code instead.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from lodestone.model import Span

OPENING = r"(?P<fence>`{3,}+(?![^\r\n]*`)|~{3,}+)"
"""What may open a fence, at the beginning of a line."""
FENCED = rf"^{OPENING}.*?^(?P=fence)[ \t]*\r?$"
"""A whole one, for patterns with `DOTALL` and `MULTILINE`."""
_CLOSING = re.compile(r"^(`{3,}+|~{3,}+)[ \t]*\r?(?:\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Closings:
    """The lines of a text that can close a fence, by their signs, in order. They are looked for once."""

    _lines: dict[str, list[Span]]

    @classmethod
    def of(cls, text: str) -> Closings:
        """Those of a text.

        >>> Closings.of("```\\na\\n```\\n").of_fence("```", 3).start
        6
        """
        lines: dict[str, list[Span]] = {}
        for found in _CLOSING.finditer(text) if "```" in text or "~~~" in text else ():
            lines.setdefault(found[1], []).append(Span(*found.span()))
        return cls(lines)

    def of_fence(self, fence: str, at: int) -> Span | None:
        """The next line that closes a fence of these signs, with its end; `at` is behind the opening line's signs."""
        lines = self._lines.get(fence, [])
        first = bisect_left(lines, at, key=_start)
        return lines[first] if first < len(lines) else None


def _start(line: Span) -> int:
    return line.start
