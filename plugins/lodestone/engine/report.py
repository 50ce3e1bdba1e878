"""What a build has to say at its end: what was made, what was mended, what is wrong, how long each stage took.

Values only, and the text that a person reads. Where it is printed, and with which exit code
the process ends, is decided at the edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from lodestone.engine.settings import Settings, shown
from lodestone.engine.writer import Written
from lodestone.model import Diagnostic

_WORDS = {"held": "machine-read", "rights": "rights unconfirmed", "handling": "not TLP:CLEAR"}


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
    """With paths as a person at the shell would write them."""
    stopped: bool = False
    """Whether nothing was written, because this is a publish build and something is wrong."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    """Wall time by stage, in order."""

    @property
    def errors(self) -> int:
        """How many problems fail the build."""
        return sum(problem.fails for problem in self.problems)

    @property
    def exit_code(self) -> Literal[0, 1]:
        """0 where all is well, 1 where there is an error."""
        return 1 if self.errors else 0

    @property
    def summary(self) -> str:
        """The closing lines of a build."""
        rows = _stopped(self) if self.stopped else _built(self)
        return "\n".join(f"  {name:<10} {text}" if name else text for name, text in rows if text)


def _built(report: Report) -> list[tuple[str, str]]:
    written = report.written
    pages = len(written.written) + len(written.kept)
    return [
        ("", f"{report.settings.site.name}: {_count(report.briefings, 'briefing')}, {_count(pages, 'file')}"),
        (
            "files",
            f"{len(written.written)} written, {len(written.kept)} as they were, {len(written.removed)} removed",
        ),
        ("left out", ", ".join(f"{count} {_WORDS.get(why, why)}" for why, count in report.left_out.items())),
        *_shared(report),
        ("open", f"{shown(report.settings.output)}/index.html"),
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
    warnings = len(report.problems) - report.errors
    stages = ", ".join(f"{name} {seconds:.2f}" for name, seconds in report.seconds.items())
    return [
        ("repairs", mended),
        ("problems", f"{_count(report.errors, 'error')}, {_count(warnings, 'warning')}"),
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
    start = shown(content)
    return tuple(replace(each, path=f"{start}/{each.path}") for each in problems)
