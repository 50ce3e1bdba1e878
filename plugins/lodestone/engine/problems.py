"""Problems as a person reads them: place, line with a caret, how to mend it.

```
content/briefings/a.md:7:20: E121 risk.likelihood is 6, allowed 1 to 5
   7 | risk: {likelihood: 6, impact: 4}
     |                    ^ allowed are 1 to 5
```
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from lodestone.model import Diagnostic
from lodestone.repair.decode import decode
from lodestone.text.hidden import shown

_WIDEST = 100
"""Columns of a source line that are shown; a longer line is cut around the place."""


def told(problems: Iterable[Diagnostic], most: int = 0, unlisted: int = 0) -> str:
    """All problems, errors first, each with its line as it is on disk; of warnings the first `most`, 0 for all;
    `unlisted` further ones are counted.

    Paths lead to the files from the current directory.
    """
    ordered = sorted(problems, key=lambda each: (not each.fails, each))
    errors = sum(each.fails for each in ordered)
    listed = ordered[: errors + most] if most else ordered
    lines = _Lines()
    rest = len(ordered) - len(listed) + unlisted
    more = [f"and {rest} more warnings: `lodestone check` lists them"] if rest else []
    return "\n".join([*("\n".join(_one(problem, lines)) for problem in listed), *more])


def _one(problem: Diagnostic, lines: _Lines) -> Iterator[str]:
    yield _line(str(problem))
    line = lines.at(problem.path, problem.line) if problem.line else ""
    if line:
        part, before = _window(line, problem.column - 1)
        caret = "^" * max(1, min(problem.width, len(part) - len(before)))
        yield f"{problem.line:>6} | {part}"
        yield f"       | {' ' * _columns(before)}{caret} {_line(problem.hint)}".rstrip()
    elif problem.hint:
        yield f"       {_line(problem.hint)}"
    if problem.fix is not None:
        yield f"       fix: lodestone check --fix {_line(problem.path)}"


def _line(text: str) -> str:
    """Words of a file on one line, none of whose signs a terminal or a log obeys."""
    return shown(" ".join(text.splitlines()), keep="")


def _window(line: str, start: int) -> tuple[str, str]:
    """The part of a line that fits, and the part of that before the place. Tabs and controls become blanks."""
    plain = "".join(" " if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") else sign for sign in line)
    plain = plain.replace("##[", "## ")  # a command of GitHub's log; as long as it was, for the caret
    if len(plain) <= _WIDEST:
        return plain, plain[:start]
    first = max(0, min(start - _WIDEST // 3, len(plain) - _WIDEST))
    part = plain[first : first + _WIDEST]
    return part, part[: start - first]


def _columns(text: str) -> int:
    """How many columns a terminal takes for a text: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


class _Lines:
    """Lines of files on disk; a file is read when its first line is asked for."""

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}

    def at(self, path: str, number: int) -> str:
        """One line, counted from 1; '' where there is none."""
        if path not in self._files:
            try:
                self._files[path] = decode(Path(path).read_bytes()).text.split("\n")
            except OSError:
                self._files[path] = []
        lines = self._files[path]
        return lines[number - 1] if 0 < number <= len(lines) else ""
