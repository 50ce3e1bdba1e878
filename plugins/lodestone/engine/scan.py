"""What is on disk, and what of it is not as it was: by the marks that a file system keeps, as git does it.

A file whose time of change, size and inode are as the last build saw them is trusted to hold
what it held; any other is read and hashed, so that a touched file or a fresh checkout changes
nothing. What was changed within a second of the last look is hashed again (git's racy-clean
rule), because a clock's tick may hide an edit. Nothing here imports what a build needs: a build
with nothing to do ends here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

EDITORS = ("~", ".swp", ".bak", ".orig", ".tmp")
"""What text editors and merges leave behind; `#name#` too."""
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


@dataclass(frozen=True, slots=True)
class Found:
    """A file on disk now."""

    path: str
    """Below its area, with forward slashes."""
    place: str
    mark: Mark
    linked: bool
    """Whether it is a symbolic link."""


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
    """Every file and link below a directory but hidden ones and leftovers. Links to directories are not followed."""
    with os.scandir(directory) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith((".", "#")) or name.endswith(EDITORS):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from walk(entry.path, f"{below}{name}/")
                continue
            try:
                stat = entry.stat()
            except OSError:  # a link that leads nowhere, or a file that went while we looked
                stat = entry.stat(follow_symlinks=False)
            mark = Mark(stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)
            yield Found(below + name, entry.path, mark, entry.is_symlink())


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
        if before and not verify and before.mark == file.mark and max(file.mark[:2]) < looked - RACY:
            continue
        now = hash_of(file.place)
        marks[file.path] = Seen(file.mark, now)
        if before is None or before.hash != now:
            changed[file.path] = now
    return Difference(changed, tuple(sorted(seen.keys() - here)), marks)


def hash_of(place: str | Path) -> str:
    """The hash of a file's bytes; '' where it cannot be read."""
    try:
        with open(place, "rb") as file:  # noqa: PTH123 - ten thousand of them
            return hashed(file.read())
    except OSError:
        return ""


def hashed(data: bytes) -> str:
    """The digest by which the engine tells bytes apart."""
    return blake2b(data, digest_size=16).hexdigest()
