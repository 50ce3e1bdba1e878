"""Put a whole directory in the place of another one, at once: whoever reads it sees the old one or the new one.

Linux and macOS can exchange two names in one step. Where the file system cannot, the old directory
is moved away first, and for that moment there is none; what a kill leaves is put right by `recover`.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from shutil import rmtree

_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2
"""Of `linux/fcntl.h`, `linux/fs.h`, and `sys/stdio.h` of macOS."""


def waiting(place: Path) -> Path:
    """Where the next directory is made ready: beside the place, hidden, on the same file system."""
    return place.with_name(f".{place.name}.next")


def _moved(place: Path) -> Path:
    return place.with_name(f".{place.name}.old")


def recover(place: Path) -> None:
    """Put right what a process left that was killed half-way. Raises `OSError`."""
    if not place.exists() and _moved(place).is_dir():
        _moved(place).rename(place)
    for left in (waiting(place), _moved(place)):
        if left.exists():
            rmtree(left)


def swap(place: Path) -> None:
    """Put the waiting directory in its place, and remove the one that was there. Raises `OSError`."""
    new = waiting(place)
    if not place.exists():
        new.rename(place)
    elif _exchanged(new, place):
        rmtree(new)
    else:
        place.rename(_moved(place))
        new.rename(place)
        rmtree(_moved(place))


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where this system cannot."""
    library = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, _RENAME_SWAP) == 0)
        failed = library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
        return bool(failed == 0)
    except AttributeError:  # an older C library
        return False
