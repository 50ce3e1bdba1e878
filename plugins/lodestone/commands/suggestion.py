"""Changes to a file as suggestions at its lines, in the form in which Git hosts let a person take one over by a click.

Pure. A suggestion replaces whole lines of the file as it is on disk; who takes it over confirms what
it says. So it is the road of `accept` and of `check --fix` for people who have no command line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lodestone.model import Fix


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Lines to put in the place of others."""

    path: str
    first: int
    last: int
    """Lines, from 1, both included."""
    text: str
    """What replaces them, without an end of line at its end."""
    why: str
    """A sentence or two before it, in Markdown."""

    def markdown(self, kind: str = "suggestion") -> str:
        """The comment: the reason, then the block, which can be taken over where its kind is `suggestion`.

        >>> print(Suggestion("a.md", 2, 2, "a: b", "Like this.").markdown())
        Like this.
        <BLANKLINE>
        ```suggestion
        a: b
        ```
        """
        longest = max((len(run) for run in re.findall("`+", self.text)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"{self.why}\n\n{fence}{kind}\n{self.text}\n{fence}"


def suggestions(path: str, text: str, fixes: Iterable[Fix], why: str) -> list[Suggestion]:
    """One for each fix; two on one line are one. Positions are those of `text`, the file as it is on disk, decoded.

    >>> [each] = suggestions("a.md", "---\\ntitle: x\\n---\\n", [Fix(13, 13, "themes: [a]\\n")], "Confirm.")
    >>> each.first, each.text
    (3, 'themes: [a]\\n---')
    """
    found: list[Suggestion] = []
    for fix in sorted(fixes, key=lambda each: each.start):
        first, start = _line(text, fix.start)
        last, _ = _line(text, max(fix.start, fix.end))
        end = text.find("\n", max(fix.start, fix.end))
        end = len(text) if end < 0 else end
        new = text[start : fix.start] + fix.text + text[fix.end : end]
        if start == len(text):  # behind the last end of line: there is no line that it could replace
            first, last, start = first - 1, last - 1, text.rfind("\n", 0, start - 1) + 1
            new = text[start : fix.start] + fix.text
        if not found or found[-1].last < first:
            found.append(Suggestion(path, first, last, new.removesuffix("\n"), why))
    return found


def _line(text: str, at: int) -> tuple[int, int]:
    """The number of the line of a position, and where it begins."""
    return text.count("\n", 0, at) + 1, text.rfind("\n", 0, at) + 1
