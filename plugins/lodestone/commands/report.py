"""Problems in the forms that are asked for: text for a person, JSON for programs, annotations for GitHub.

The text form is that of every command (`engine.problems`); here it only gets a summary line,
and colours where a terminal shows them. JSON and annotations are one value a problem, so that a
reader needs no other file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from lodestone.engine.problems import told
from lodestone.model import Diagnostic
from lodestone.text.hidden import shown

_BOLD, _RED, _YELLOW, _GREEN, _PLAIN = "\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[32m", "\x1b[0m"
_PLACE = re.compile(r"^(?P<place>\S.*?): (?P<code>[EW]\d{3}) (?P<message>.*)$", re.MULTILINE)
_CARET = re.compile(r"^(?P<wall> {7}\| *)(?P<caret>\^+)", re.MULTILINE)


def as_text(problems: Iterable[Diagnostic], files: int, mended: int, *, colour: bool = False) -> str:
    """Each problem with its line and caret, and a summary as the last line."""
    listed = list(problems)
    text = told(listed)
    text = _coloured(text) if colour else text
    return "\n".join(part for part in (text, summary(listed, files, mended)) if part)


def as_json(problems: Iterable[Diagnostic], files: int, mended: int) -> str:
    """One object: how many files, mends, errors and warnings; the problems with place, code, message, hint, fix."""
    listed = list(problems)
    errors = sum(problem.fails for problem in listed)
    whole = {
        "files": files,
        "mended": mended,
        "errors": errors,
        "warnings": len(listed) - errors,
        "problems": [_as_object(problem) for problem in listed],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def as_annotations(problems: Iterable[Diagnostic], files: int, mended: int) -> str:
    """Workflow commands of GitHub Actions, which it shows at the line of a pull request; then the summary."""
    listed = list(problems)
    return "\n".join([*(_as_annotation(problem) for problem in listed), summary(listed, files, mended)])


Writer = Callable[[Iterable[Diagnostic], int, int], str]
FORMATS: Mapping[str, Writer] = {"text": as_text, "json": as_json, "github": as_annotations}
"""The forms by their names on the command line."""


def summary(problems: Iterable[Diagnostic], files: int, mended: int) -> str:
    """The last line: how many files, errors, warnings, and what `--fix` did or could do.

    >>> summary([], 3, 0)
    '3 files: nothing is wrong'
    """
    listed = list(problems)
    errors = sum(problem.fails for problem in listed)
    fixable = sum(problem.fix is not None for problem in listed)
    parts = (
        [_count(errors, "error"), _count(len(listed) - errors, "warning")] if listed else ["nothing is wrong"]
    )
    if mended:
        parts.append(f"{_count(mended, 'place')} mended")
    if fixable:
        parts.append(f"{fixable} can be mended by `lodestone check --fix`")
    return f"{_count(files, 'file')}: {', '.join(parts)}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _as_object(problem: Diagnostic) -> dict[str, Any]:
    fix = problem.fix
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "width": problem.width,
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
        "fix": None if fix is None else {"start": fix.start, "end": fix.end, "text": fix.text},
    }


def _as_annotation(problem: Diagnostic) -> str:
    """One workflow command.

    >>> _as_annotation(Diagnostic("a.md", 3, 7, "E113", "`x` is not an ISO date", "write 2025-09-01"))
    '::error file=a.md,line=3,col=7,title=E113::`x` is not an ISO date%0Awrite 2025-09-01'
    """
    place = f",line={problem.line},col={problem.column}" if problem.line else ""
    text = "\n".join(shown(part) for part in (problem.message, problem.hint) if part)
    path = escaped(shown(problem.path), name=True)
    return f"::{problem.severity} file={path}{place},title={problem.code}::{escaped(text)}"


def escaped(text: str, *, name: bool = False) -> str:
    """Text as a workflow command has it, or as the value of a name in one.

    >>> escaped("50%\\na:b"), escaped("a:b,c", name=True)
    ('50%25%0Aa:b', 'a%3Ab%2Cc')
    """
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if name else text


def _coloured(text: str) -> str:
    """The text form with its places bold and its codes and carets in colour."""

    def place(found: re.Match[str]) -> str:
        hue = _RED if found["code"].startswith("E") else _YELLOW
        return f"{_BOLD}{found['place']}:{_PLAIN} {hue}{found['code']}{_PLAIN} {found['message']}"

    return _CARET.sub(rf"\g<wall>{_GREEN}\g<caret>{_PLAIN}", _PLACE.sub(place, text))
