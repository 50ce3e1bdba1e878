"""What is on disk, and what of it is not as it was: by the marks that a file system keeps, as git does it.

A file whose time of change, size and inode are as the last build saw them is trusted to hold
what it held; any other is read and hashed, so that a touched file or a fresh checkout changes
nothing. What was changed within a second of the last look is hashed again (git's racy-clean
rule), because a clock's tick may hide an edit. Nothing here imports what a build needs: a build
with nothing to do ends here.
"""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

EDITORS = ("~", ".swp", ".bak", ".orig", ".tmp")
"""What text editors and merges leave behind; `#name#` too."""
FOLDERS = 32
"""Folders inside of each other that are looked into."""
_PIECE = 256 * 1024
"""Bytes that are read at once, so that a large file takes little memory."""
RACY = 1_000_000_000
"""Nanoseconds before a look within which a change may hide behind the clock's tick."""


class Mark(NamedTuple):
    """By what a file is known again without reading it."""

    mtime: int
    ctime: int
    size: int
    inode: int


class Seen(NamedTuple):
    """A file as a build left it."""

    mark: Mark
    hash: str


FILE, FOLDER, DEEP, NOWHERE, OTHER = "file", "folder", "deep", "nowhere", "other"
"""Kinds of what is found. Only files are ever opened: a pipe would be waited for, a device never ends."""


class Found(NamedTuple):
    """A file on disk now."""

    path: str
    """Below its area, with forward slashes."""
    place: str
    mark: Mark
    linked: bool
    """Whether it is a symbolic link."""
    kind: str = FILE
    """What it is, or a link to it leads to."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not as it was, in one area."""

    changed: Mapping[str, str]
    """New hash by path, of files that are new or hold other bytes."""
    removed: tuple[str, ...]
    marks: Mapping[str, Seen]
    """All rows of the table of files that are to be written anew, those of unchanged bytes too."""

    def __bool__(self) -> bool:
        return bool(self.changed or self.removed)


def walk(directory: str, below: str = "") -> Iterator[Found]:
    """Everything below a directory but hidden names and leftovers. Links to directories are not followed."""
    with os.scandir(directory) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith((".", "#")) or name.endswith(EDITORS):
                continue
            folder = entry.is_dir(follow_symlinks=False)
            if folder and below.count("/") < FOLDERS:
                yield from walk(entry.path, f"{below}{name}/")
                continue
            try:
                seen = entry.stat()
                kind = DEEP if folder else _KINDS.get(stat.S_IFMT(seen.st_mode), OTHER)
            except FileNotFoundError:
                if not entry.is_symlink():  # it went while we looked
                    continue
                seen, kind = entry.stat(follow_symlinks=False), NOWHERE
            except OSError:  # a link to itself
                seen, kind = entry.stat(follow_symlinks=False), NOWHERE
            mark = Mark(seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size, seen.st_ino)
            yield Found(below + name, entry.path, mark, entry.is_symlink(), kind)


_KINDS = {stat.S_IFREG: FILE, stat.S_IFDIR: FOLDER}


def compare(
    found: Iterable[Found], seen: Mapping[str, Seen], looked: int, verify: bool = False
) -> Difference:
    """Hold files against what the build before saw, which looked at `looked` (nanoseconds); `verify` trusts no mark."""
    changed: dict[str, str] = {}
    marks: dict[str, Seen] = {}
    here = set()
    for file in found:
        here.add(file.path)
        before = seen.get(file.path)
        same = before and before.hash and before.mark == file.mark  # what could not be read is tried again
        if same and not verify and max(file.mark[:2]) < looked - RACY:
            continue
        now = hash_of(file.place)
        marks[file.path] = Seen(file.mark, now)
        if before is None or before.hash != now:
            changed[file.path] = now
    return Difference(changed, tuple(sorted(seen.keys() - here)), marks)


def hash_of(place: str | Path) -> str:
    """The hash of a file's bytes; '' where it cannot be read."""
    whole = blake2b(digest_size=16)
    try:
        with _opened(place) as file:
            while piece := file.read(_PIECE):
                whole.update(piece)
    except OSError:
        return ""
    return whole.hexdigest()


def contents(place: str | Path, most: int) -> bytes:
    """The bytes of a file, no more than one above `most`. Raises `OSError`, for what is no file too."""
    with _opened(place) as file:
        return file.readall() if os.fstat(file.fileno()).st_size <= most else file.read(most + 1)


def _opened(place: str | Path) -> io.FileIO:
    """An open file. What became a pipe since we looked is not waited for."""
    file = io.FileIO(place, opener=lambda path, flags: os.open(path, flags | os.O_NONBLOCK))
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "is no file but a pipe, a device or a socket", str(place))
    return file


def hashed(data: bytes) -> str:
    """The digest by which the engine tells bytes apart."""
    return blake2b(data, digest_size=16).hexdigest()
