"""Builds that are disturbed: killed at an instant, or refused an operation of the disk, in a process of their own.

A disturbed build runs in a fork of the test, in a session of its own, with everything imported: so
that an instant is an instant of the build and not of Python's start. `Trouble` counts operations below
one directory and lets the n-th fail; writes, reads, renames, folders and the statements of SQLite all count.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import lodestone.engine.work  # noqa: F401 - a build imports it late, and an instant is to be one of the build
from lodestone.commands.build import say
from lodestone.engine import pool
from lodestone.engine.build import build
from lodestone.engine.settings import Settings

CRASHED = 70
"""Exit code of a build that ended with an exception."""
FILE_ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS)
TABLE_ERRORS = {
    "database or disk is full": sqlite3.SQLITE_FULL,
    "disk I/O error": sqlite3.SQLITE_IOERR,
    "attempt to write a readonly database": sqlite3.SQLITE_READONLY,
}


@dataclass(frozen=True, slots=True)
class End:
    """How a disturbed build ended: its exit code, or less than 0 for a signal, and what it said on standard error."""

    code: int
    words: str


@dataclass
class Trouble:
    """Lets operations fail below a directory: the n-th, and with `stays` all after it."""

    below: Path
    at: int = 0
    """0: none fails, they are only counted."""
    number: int = errno.EIO
    words: str = "disk I/O error"
    stays: bool = False
    kills: bool = False
    """Whether the process is killed there, with its workers, and nothing fails."""
    seen: int = 0

    def step(self, place: object) -> None:
        """One operation on a file."""
        if not isinstance(place, str | bytes | os.PathLike):
            return
        path = os.fsdecode(place)
        if path.startswith(str(self.below)) and self._strikes():
            raise OSError(self.number, os.strerror(self.number), path)

    def statement(self) -> None:
        """One statement of SQLite."""
        if self._strikes():
            error = sqlite3.OperationalError(self.words)
            error.sqlite_errorcode = TABLE_ERRORS[self.words]
            raise error

    def _strikes(self) -> bool:
        self.seen += 1
        if self.kills and self.seen == self.at:
            os.killpg(os.getsid(0), signal.SIGKILL)
        return (
            not self.kills
            and bool(self.at)
            and (self.seen >= self.at if self.stays else self.seen == self.at)
        )

    def begin(self) -> None:
        """From now on, in this process and its children; there is no way back."""
        sys.addaudithook(self._audit)
        trouble, plain_open, plain_connect = self, io.open, sqlite3.connect

        class Writing(io.FileIO):
            def write(self, data: Any) -> int:
                trouble.step(self.name)
                return super().write(data)

        def watched(file: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
            if "b" in mode and "r" not in mode and not rest and not more and not isinstance(file, int):
                return io.BufferedWriter(Writing(file, mode.replace("b", "")))
            return plain_open(file, mode, *rest, **more)

        class Connection(sqlite3.Connection):
            def execute(self, *words: Any) -> sqlite3.Cursor:
                if not words[0].startswith(("ROLLBACK", "PRAGMA")):
                    trouble.statement()
                return super().execute(*words)

            def executemany(self, *words: Any) -> sqlite3.Cursor:
                trouble.statement()
                return super().executemany(*words)

        def connect(*words: Any, **more: Any) -> sqlite3.Connection:
            return plain_connect(*words, factory=Connection, **more)

        builtins.open = io.open = watched  # type: ignore[assignment]
        sqlite3.connect = connect  # type: ignore[assignment]

    def _audit(self, event: str, words: tuple[Any, ...]) -> None:
        if event in _OPERATIONS and words:
            self.step(words[0])


_OPERATIONS = frozenset({
    "open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.scandir", "os.listdir", "os.chmod", "os.link",
    "os.symlink", "os.utime", "os.truncate", "sqlite3.connect",
})  # fmt: skip


def never(_: object) -> None:
    """Work that does not end."""
    time.sleep(60)


def suicide(_: object) -> None:
    """Work that kills the process that does it."""
    os.kill(os.getpid(), signal.SIGKILL)


def built(settings: Settings) -> int:
    """A build as the command does it."""
    report = build(settings)
    say(report)
    return report.exit_code


def start(work: Callable[[], int], log: Path, trouble: Trouble | None = None, jobs: int = 1) -> int:
    """Begin work in another process, the head of its own session; its number."""
    child = os.fork()
    if child:
        return child
    return _work(work, log, trouble, jobs)


def _work(work: Callable[[], int], log: Path, trouble: Trouble | None, jobs: int) -> NoReturn:
    code = CRASHED
    try:
        os.setsid()
        with log.open("wb") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
        sys.stdout = sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), write_through=True)
        os.environ["LODESTONE_JOBS"] = str(jobs)
        if jobs > 1:
            pool.ALONE, pool.CHUNK = 2, 3
        if trouble:
            trouble.begin()
        code = work()
    except BaseException:
        with suppress(BaseException):
            traceback.print_exc(file=sys.stderr)
    finally:
        if trouble and not trouble.at:
            os.write(2, f"\nsteps {trouble.seen}\n".encode())
        os._exit(code)


def finish(child: int, log: Path, patience: float = 60) -> End:
    """Wait for a process; one that takes longer is killed, and that is told as a crash."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return End(os.waitstatus_to_exitcode(status), log.read_text("utf-8", "replace"))
        time.sleep(0.002)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return End(CRASHED, f"still at work after {patience} s\n" + log.read_text("utf-8", "replace"))


def done(work: Callable[[], int], log: Path, trouble: Trouble | None = None, jobs: int = 1) -> End:
    """Work done in another process."""
    return finish(start(work, log, trouble, jobs), log)


def kill(child: int, log: Path, after: float, *, all_of_it: bool) -> End:
    """Let a process work for some seconds, then kill it, with its workers or alone."""
    time.sleep(after)
    with suppress(ProcessLookupError):
        (os.killpg if all_of_it else os.kill)(child, signal.SIGKILL)
    return finish(child, log)


def of_session(session: int) -> Iterator[int]:
    """Processes of a session that still run."""
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            with suppress(OSError, IndexError):
                _, _, rest = (place / "stat").read_text().rpartition(") ")
                state, _, _, theirs = rest.split()[:4]
                if int(theirs) == session and state != "Z":
                    yield int(place.name)


@contextmanager
def clean(session: int) -> Iterator[None]:
    """Kill what a session leaves at the end."""
    try:
        yield
    finally:
        for each in of_session(session):
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
