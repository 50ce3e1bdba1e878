"""A problem in a file: where it is, what was seen, what is allowed, how to mend it.

Problems are values. They are collected, never raised; the exit code is decided once, at the
edge. Each has a code out of one registry (`CODES`), explained on a page of the docs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

from lodestone.model.codes import CODES
from lodestone.model.place import Locator, Span

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Fix:
    """A mechanical mend: put `text` in the place of `[start, end)` of the file on disk, in characters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A diagnostic before it has a file: found in repaired text, by a room that knows no paths."""

    code: str
    span: Span
    message: str
    hint: str = ""
    fix: str | None = None
    """What to put in the place of the span, where mending it is mechanical."""

    def located(self, path: str, locator: Locator) -> Diagnostic:
        """The same problem as it stands in the file on disk."""
        place = locator.place(self.span.start)
        start, end = locator.offset(self.span.start), locator.offset(self.span.end)
        fix = None if self.fix is None else Fix(start, end, self.fix)
        width = max(end - start, 1)
        return Diagnostic(path, place.line, place.column, self.code, self.message, self.hint, width, fix)


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One problem. `line` and `column` count from 1 in the file on disk; 0 means the file as a whole."""

    path: str
    line: int
    column: int
    code: str
    message: str
    """What was seen and what is allowed, one sentence without the place."""
    hint: str = ""
    """How to mend it, one sentence."""
    width: int = 1
    """How many characters of the line are meant."""
    fix: Fix | None = field(default=None, compare=False)

    @property
    def severity(self) -> Severity:
        """`error` for E codes, `warning` for W codes."""
        return "error" if self.code.startswith("E") else "warning"

    @property
    def fails(self) -> bool:
        """Whether this may fail a build: errors do, warnings do not."""
        return self.severity == "error"

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(f"{self.code} is not in the registry of codes")

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {self.code} {self.message}"


def did_you_mean(seen: str, allowed: Iterable[str]) -> str:
    """A sentence that offers the nearest of the allowed words, or lists them when they are few.

    >>> did_you_mean("hgih", ["low", "moderate", "high"])
    'did you mean `high`? one of: low, moderate, high'
    """
    words = list(allowed)
    near = get_close_matches(seen.lower(), [word.lower() for word in words], n=1, cutoff=0.6)
    first = f"did you mean `{next(word for word in words if word.lower() == near[0])}`?" if near else ""
    listed = f"one of: {', '.join(words)}" if 0 < len(words) <= 12 else ""
    return " ".join(part for part in (first, listed) if part)
