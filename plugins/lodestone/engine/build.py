"""A build, step by step: look, read, plan, make, then write. Nothing is written before all of it is known.

A publish build with an error writes nothing at all. Any other build lists what is wrong,
builds the rest, and still ends with exit code 1, so that an editor sees the page and CI
sees the mistake. Each step takes as much time as something changed: what is not looked at again
is as it was, and `engine.state` says why that can be trusted.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lodestone.engine.look import Look, keep, keep_folders, look
from lodestone.engine.report import Report, kept_report
from lodestone.engine.settings import Settings, shown
from lodestone.engine.state import Damaged, is_damage, scrap, state_file

if TYPE_CHECKING:
    from lodestone.engine.work import Work

Watch = Callable[[str, int, int], None]
"""Told of the progress: stage, done, of how many (0 where that is not known yet)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A build up to the point of writing: what it has to say, and what is left to do."""

    report: Report
    seen: Look | None = None
    """None where not even that was possible."""
    work: Work | None = None
    """None where there is nothing to do."""


def build(settings: Settings, *, verify: bool = False, watch: Watch | None = None) -> Report:
    """Build the site that the settings describe. `verify`: trust no time of change, hash everything."""
    return finish(prepare(settings, verify=verify, watch=watch))


def prepare(settings: Settings, *, verify: bool = False, watch: Watch | None = None) -> Plan:
    """Everything up to the files to write. Nothing is written but below `.lodestone/`.

    A damaged state is made anew, once; trouble with the disk or a worker ends the build with a problem.
    """
    try:
        try:
            return _prepared(settings, verify=verify, watch=watch)
        except (sqlite3.Error, Damaged) as error:
            if not is_damage(error):
                raise
            scrap(state_file(settings.state, settings.content, settings.output))
            return _prepared(settings, verify=verify, watch=watch)
    except TROUBLE as error:
        return Plan(ended(settings, error))


def _prepared(settings: Settings, *, verify: bool, watch: Watch | None) -> Plan:
    seconds: dict[str, float] = {}
    with _timed(seconds, "look"):
        seen = look(settings, verify=verify)
    if seen.idle:
        return Plan(replace(kept_report(settings, seen.state.meta["report"]), seconds=seconds), seen)
    from lodestone.engine.work import Work  # noqa: PLC0415 - half a second of imports, which an idle build has no use for

    try:
        work = Work(settings, seen, watch or _unwatched)
        for stage, step in (("read", work.read), ("plan", work.plan), ("make", work.make)):
            with _timed(seconds, stage):
                step()
        plan = Plan(replace(work.report(), seconds=seconds), seen, work)
        if plan.report.stopped:
            work.give_up()
            seen.state.close()
    except BaseException:
        seen.state.close()
        raise
    return plan


def finish(plan: Plan) -> Report:
    """Write what differs, unless the plan must not be carried out."""
    report = plan.report
    if report.stopped or plan.seen is None:
        return report
    state = plan.seen.state
    seconds = dict(report.seconds)
    try:
        if plan.work is None:
            keep(plan.seen)
            keep_folders(state, report.settings.output, plan.seen.folders)
            state.commit(complete=True)
            return report
        with _timed(seconds, "write"):
            written = plan.work.write()
        return replace(written, seconds=seconds)
    except TROUBLE as error:
        return ended(report.settings, error)
    finally:
        state.close()


TROUBLE = (OSError, sqlite3.Error, Damaged)
"""What a disk or a system does to a build, and no mistake of ours."""


def ended(settings: Settings, error: Exception) -> Report:
    """A build that the disk or the system did not let come to its end (E213)."""
    from lodestone.model import Diagnostic  # noqa: PLC0415 - only where there is trouble

    place, told = settings.state, f"the state cannot be used: {error}"
    if isinstance(error, OSError):
        place = (
            Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else settings.output
        )
        told = error.strerror or str(error)
    hint = "mend that and build again: nothing is lost, and what was not finished is made again"
    return Report(
        settings,
        problems=(Diagnostic(shown(place), 0, 0, "E213", told, hint),),
        errors=1,
        stopped=True,
        ended=True,
    )


def _unwatched(stage: str, done: int, of: int) -> None:
    """Nobody looks."""


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    """Note how long a stage takes, in seconds of wall time."""
    start = time.perf_counter()
    yield
    seconds[stage] = time.perf_counter() - start
