"""What a build has to say at its end: what was made, what was mended, what is wrong, how long each stage took.

Values only, and the text that a person reads. Where it is printed, and with which exit code
the process ends, is decided at the edge.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from lodestone.engine.settings import Settings, shown

if TYPE_CHECKING:  # a build with nothing to do does without the model
    from lodestone.model import Diagnostic

_WORDS = {"held": "machine-read", "rights": "rights unconfirmed", "handling": "not TLP:CLEAR"}


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the output: paths below it, in order."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: int = 0
    """How many files are as they were."""
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one build."""

    settings: Settings
    briefings: int = 0
    """How many have a page."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """How many have none, by reason."""
    written: Written = field(default_factory=Written)
    places: int = 0
    """Places whose encoding was mended, in `mended` files."""
    mended: int = 0
    problems: tuple[Diagnostic, ...] = ()
    """With paths as a person at the shell would write them: all errors, and the first warnings."""
    errors: int = 0
    """How many problems fail the build."""
    warnings: int = 0
    """How many do not, those that are not listed too."""
    stopped: bool = False
    """Whether nothing was written, because this is a publish build and something is wrong."""
    ended: bool = False
    """Whether the disk or the system did not let the build come to its end."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    """Wall time by stage, in order."""

    @property
    def exit_code(self) -> Literal[0, 1]:
        """0 where all is well, 1 where there is an error."""
        return 1 if self.errors else 0

    @property
    def summary(self) -> str:
        """The closing lines of a build."""
        rows = _ended(self) if self.ended else _stopped(self) if self.stopped else _built(self)
        return "\n".join(f"  {name:<10} {text}" if name else text for name, text in rows if text)


def _built(report: Report) -> list[tuple[str, str]]:
    written = report.written
    files = len(written.written) + written.kept
    return [
        ("", f"{report.settings.site.name}: {_count(report.briefings, 'briefing')}, {_count(files, 'file')}"),
        (
            "files",
            f"{len(written.written)} written, {written.kept} as they were, {len(written.removed)} removed",
        ),
        ("left out", ", ".join(f"{count} {_WORDS.get(why, why)}" for why, count in report.left_out.items())),
        *_shared(report),
        ("open", f"{shown(report.settings.output)}/index.html"),
    ]


def _ended(report: Report) -> list[tuple[str, str]]:
    return [
        ("", f"{report.settings.site.name}: the build could not be finished; the next one goes on from here")
    ]


def _stopped(report: Report) -> list[tuple[str, str]]:
    return [
        (
            "",
            f"{report.settings.site.name}: nothing was written, because a publish build must be free of errors",
        ),
        *_shared(report),
    ]


def _shared(report: Report) -> list[tuple[str, str]]:
    mended = (
        f"{_count(report.places, 'place')} in {_count(report.mended, 'file')}"
        if report.places
        else "none needed"
    )
    stages = ", ".join(f"{name} {seconds:.2f}" for name, seconds in report.seconds.items())
    return [
        ("repairs", mended),
        ("problems", f"{_count(report.errors, 'error')}, {_count(report.warnings, 'warning')}"),
        ("seconds", f"{sum(report.seconds.values()):.2f} ({stages})"),
    ]


def _count(number: int, noun: str) -> str:
    """A number with its noun.

    >>> _count(1, "file"), _count(2_000, "file")
    ('1 file', '2,000 files')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def placed(problems: Iterable[Diagnostic], content: Path) -> tuple[Diagnostic, ...]:
    """Problems of files of the content, with paths that lead there from the current directory."""
    start = "" if shown(content) == "." else f"{shown(content)}/"
    return tuple(_at(each, f"{start}{each.path}") for each in problems)


def _at(problem: Diagnostic, path: str) -> Diagnostic:
    """The problem of a file under the path that a person would type, in its advice too."""
    return replace(problem, path=path, hint=problem.hint.replace(f" {problem.path}", f" {path}"))


_KEPT = ("briefings", "left_out", "places", "mended", "errors", "warnings")
"""Fields of a report that a build with nothing to do tells again."""


def report_text(report: Report, files: int) -> str:
    """What the next build says if nothing changes; `files` is how many the output has."""
    values = {name: getattr(report, name) for name in _KEPT}
    problems = [
        [
            e.path,
            e.line,
            e.column,
            e.code,
            e.message,
            e.hint,
            e.width,
            e.fix and [e.fix.start, e.fix.end, e.fix.text],
        ]
        for e in report.problems
    ]
    whole = values | {"files": files, "problems": problems, "content": shown(report.settings.content)}
    return json.dumps(whole, ensure_ascii=False)


def kept_report(settings: Settings, text: str) -> Report:
    """The report of a build with nothing to do, out of what the last one kept."""
    kept = json.loads(text)
    here = shown(settings.content)
    problems = tuple(_problem(row, kept["content"], here) for row in kept["problems"])
    values = {name: kept[name] for name in _KEPT}
    return Report(settings, problems=problems, written=Written(kept=kept["files"]), **values)


def _problem(row: list[Any], before: str, here: str) -> Diagnostic:
    """A problem, with the path as it is seen from the current directory."""
    from lodestone.model import Diagnostic, Fix  # noqa: PLC0415 - only where there is one

    path, line, column, code, message, hint, width, fix = row
    path = here + path.removeprefix(before) if path.startswith(f"{before}/") else path
    return Diagnostic(path, line, column, code, message, hint, width, fix and Fix(*fix))
