"""Texts that have more of something than any text needs are refused before they are read (E106).

The Markdown engine takes far longer for each paragraph, link or footnote the more of them there are. Looking for
signs costs next to nothing, and what is counted too much is at most refused a little too early.
"""

from __future__ import annotations

from collections.abc import Iterable

from lodestone.limits import COUNTED, PROBLEMS
from lodestone.model import Diagnostic, Problem, Span


def excess(text: str) -> Problem | None:
    r"""What a text has too much of, at the place where it becomes too much.

    >>> excess("One line.\nAnother."), excess("[a](b) " * 2_001).message
    (None, 'has 2,001 links, allowed are 2,000')
    """
    for signs, name, most in COUNTED:
        count = text.count(signs)
        if count > most:
            at = _place(text, signs, most + 1)
            told = f"has {count:,} {name}, allowed are {most:,}"
            return Problem(
                "E106", Span(at, at + len(signs.strip())), told, "split the file, or leave some of them out"
            )
    return None


def capped(path: str, problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Problems of a file in order, errors before warnings where there are too many to list (E106 says how many)."""
    found = sorted(problems)
    if len(found) <= PROBLEMS:
        return tuple(found)
    first = sorted(found, key=lambda each: not each.fails)[:PROBLEMS]
    told = f"has {len(found):,} problems; the first {PROBLEMS} are listed"
    return (Diagnostic(path, 0, 0, "E106", told, "mend these, and check again"), *sorted(first))


def _place(text: str, signs: str, number: int) -> int:
    """Where the signs stand for the n-th time."""
    at = -1
    for _ in range(number):
        at = text.index(signs, at + 1 if at < 0 else at + len(signs))
    return at
