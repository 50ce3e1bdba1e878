"""A published directory is one whole edition at every moment: changed as a copy, then exchanged with it at once.

The copy is made of links to the same files, so that it costs a name a file; nothing is ever written
into a file that is there, so the edition that is shown does not change under its readers. It is
made below `.lodestone/`. Where the two directories cannot change places (another disk, a mount
point, a system without that call), the directory is changed file by file, each file whole.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_EXCHANGE = 2
"""`RENAME_EXCHANGE` of Linux."""
_HERE = -100
"""`AT_FDCWD`: paths are not relative to an open directory."""


@contextmanager
def whole(directory: Path, beside: Path) -> Iterator[Path]:
    """A directory to change, which becomes `directory` at the end, or never if an exception comes.

    `beside` is where the copy is made, on the same disk; what is there is removed.
    """
    shutil.rmtree(beside, ignore_errors=True)
    place = directory.resolve()
    if not _copied(place, beside):
        shutil.rmtree(beside, ignore_errors=True)
        yield directory
        return
    try:
        yield beside
        _exchange(beside, place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _copied(place: Path, beside: Path) -> bool:
    """Make the copy; whether it can take the directory's place."""
    beside.mkdir(parents=True)
    try:
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            beside.chmod(0o755)
            return beside.stat().st_dev == place.parent.stat().st_dev
        if beside.stat().st_dev != place.stat().st_dev or os.path.ismount(place) or not _can_exchange(beside):
            return False
        _link(str(place), str(beside))
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
        return False
    return True


_CANNOT = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL, errno.EBUSY}
"""A file system that has no such links. Any other error is trouble, and nothing is changed."""


def _link(source: str, target: str) -> None:
    """Give everything in a directory a second name in another."""
    with os.scandir(source) as entries:
        for entry in entries:
            there = f"{target}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                os.mkdir(there)  # noqa: PTH102 - ten thousand of them
                _link(entry.path, there)
            else:
                os.link(entry.path, there, follow_symlinks=False)
    shutil.copystat(source, target)


def _can_exchange(beside: Path) -> bool:
    """Whether two directories can change places there: tried with two empty ones."""
    one, other = beside / "one", beside / "other"
    one.mkdir()
    other.mkdir()
    try:
        _exchange(one, other)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
        return False
    finally:
        one.rmdir()
        other.rmdir()
    return True


def _exchange(one: Path, other: Path) -> None:
    """Let two directories change places at once, or one take a place that is free. Raises `OSError`."""
    if not other.exists():
        one.rename(other)
        return
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        raise OSError(errno.ENOSYS, "two directories cannot change places here", str(other))
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(other))
