"""Files that people write, written by a command: whole or not at all, never over an edit, and what was there is kept.

A file is written beside its place, brought to the disk, and then takes the place at once; so a
command that is killed leaves the old file or the new one. What it replaces is kept below
`.lodestone/kept/`, under its name and a hash of its bytes. A file that was saved by its editor
after the command had read it is left alone.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

KEPT = Path(".lodestone") / "kept"
"""Below the directory of the site, the nearest that has settings or a state; else beside the file."""
_SITE = (".lodestone", "pelicanconf.py")
_PREFIX = ".lodestone-"
_LINKLESS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}
"""A file system without hard links."""


def put(path: Path, data: bytes, seen: bytes) -> None:
    """Replace a file that held `seen`, which is kept; its mode stays.

    Raises `OSError`, also where the file holds another text by now.
    """
    place = path.resolve()
    with _beside(place, data, place.stat().st_mode & 0o7777) as new:
        if not _keep(place, seen):
            raise OSError(errno.EIO, "what is to be replaced could not be kept", str(path))
        if place.read_bytes() != seen:
            raise OSError(
                errno.EBUSY, "was saved by somebody else just now; call the command again", str(path)
            )
        new.replace(place)
    _settle(place.parent)


def put_new(path: Path, data: bytes) -> None:
    """Make a file. Raises `FileExistsError` where there is one, and other `OSError`s."""
    with _beside(path, data, 0o666 & ~_umask()) as new:
        try:
            os.link(new, path)
        except OSError as error:
            if error.errno not in _LINKLESS:
                raise
            with path.open("xb") as file:
                file.write(data)
    _settle(path.parent)


def _keep(place: Path, data: bytes) -> bool:
    """Keep a copy of what is to be replaced; whether it is there in the end."""
    site = next(
        (each for each in place.parents if any((each / name).exists() for name in _SITE)), place.parent
    )
    digest = blake2b(data, digest_size=6).hexdigest()
    copy = site / KEPT / f"{place.stem[:100]}.{digest}{place.suffix}"
    copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        put_new(copy, data)
    return copy.read_bytes() == data


@contextlib.contextmanager
def _beside(place: Path, data: bytes, mode: int) -> Iterator[Path]:
    """A file with these bytes, on the disk, in the same directory; gone at the end unless it was moved."""
    descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=_PREFIX)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            os.fchmod(file.fileno(), mode)
            file.flush()
            os.fsync(file.fileno())
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _settle(directory: Path) -> None:
    """Bring the names of a directory to the disk, where that can be done."""
    with contextlib.suppress(OSError):
        opened = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _umask() -> int:
    """What the user does not want to give. It can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
