"""One build at a time: a second into the same output waits for the first, and says so when it takes too long.

The lock is one of the operating system, on a file beside the state: it goes with the process that
holds it, however that ends, so no lock is ever left behind.
"""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: the state's own lock has to do
    fcntl = None  # type: ignore[assignment]

PATIENCE = 60.0
"""Seconds that a build waits for another."""
_STEP = 0.05


class Busy(OSError):  # noqa: N818 - a state of the site
    """Another build is at work, and has been for too long."""


class Lock:
    """Held until it is closed. Raises `OSError` where the file cannot be made, `Busy` where another process has it."""

    def __init__(self, file: Path, patience: float | None = None) -> None:
        self._file = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        end = time.monotonic() + (PATIENCE if patience is None else patience)
        try:
            while not self._taken():
                if time.monotonic() > end:
                    raise Busy(
                        errno.EAGAIN,
                        "another build of this site is at work; wait for it, or end it",
                        str(file),
                    )
                time.sleep(_STEP)
        except BaseException:
            os.close(self._file)
            raise

    def _taken(self) -> bool:
        if fcntl is None:
            return True
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EAGAIN):
                raise
            return False
        return True

    def close(self) -> None:
        """Let others build."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
