"""Write what differs, remove what is no longer made, touch nothing else.

A build owns the files that it wrote, and only these: their hashes are in the state. A file that
somebody else put there, or changed after we wrote it, is never removed. Each file appears whole or
not at all (written beside, then renamed), and the state knows of a file before it appears, so
that a build that was cut short leaves nothing behind that the next one would not find.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from lodestone.engine.pool import chunks, executor, spread
from lodestone.engine.report import Written
from lodestone.engine.scan import hash_of
from lodestone.engine.state import State
from lodestone.engine.whole import whole
from lodestone.model import Diagnostic

_FORBIDDEN = ("..", ".", "")
_PART = ".lodestone-part"
"""Ending of a file that is being written."""
FILE_MODE, FOLDER_MODE = 0o644, 0o755
"""Of all that is made, whatever the process would give them: a web server has to read it, and builds are the same."""


class Data(NamedTuple):
    """What a file is to hold."""

    hash: str
    data: bytes | str | None
    """The bytes, or the place of a file of ours that is moved there; None where the output holds them already."""


class Output:
    """One output directory, and what of it is ours."""

    def __init__(self, directory: Path, state: State, beside: Path | None = None) -> None:
        """With `beside` the directory is changed as a copy there, which then takes its place at once."""
        self._directory, self._state, self._beside = directory, state, beside

    def change(self, files: Mapping[str, Data], remove: Iterable[str] = ()) -> Written:
        """Write these files and remove those, as far as they are ours. Problems: E208, E213; then the state must not
        be committed."""
        unsafe = tuple(_unsafe(path) for path in files if not is_safe(path))
        if unsafe:
            return Written(problems=unsafe)
        new = {path: each for path, each in files.items() if each.data is not None}
        if new:
            self._state.intend({path: each.hash for path, each in new.items()})
        try:
            removed = self.put_and_remove(new, sorted(remove))
        except OSError as error:
            place = error.filename or self._directory
            told = Diagnostic(str(place), 0, 0, "E213", f"cannot be written: {error.strerror}")
            return Written(problems=(told,))
        self._own(files)
        return Written(tuple(sorted(new)), removed)

    def put_and_remove(self, files: Mapping[str, Data], remove: list[str]) -> tuple[str, ...]:
        """Put and remove files; which were removed. Raises `OSError`."""
        if self._beside is None or not (files or remove):
            removed = tuple(path for path in remove if self._remove(path))
            self._put_all(files)
            return removed
        with whole(self._directory, self._beside) as place:
            return Output(place, self._state).put_and_remove(files, remove)

    def strangers(self, ours: Container[str]) -> tuple[str, ...]:
        """Files in the directory that are neither `ours` nor left as an earlier build wrote them.

        Hidden files and folders at the top, and files without an ending (`.git`, `CNAME`), are the business
        of whoever deploys.
        """
        return tuple(
            path
            for path in sorted(_below(str(self._directory)))
            if path not in ours
            and not (path.startswith(".") and not path.startswith(".well-known/"))
            and PurePosixPath(path).suffix
            and not self._is_ours(path)
            and not self._is_guest(path)
        )

    def adopt(self, ours: Container[str]) -> None:
        """Take what is a stranger now for the work of plugins of others: no stranger any more, and not ours."""
        self._state.db.executemany(
            "INSERT OR REPLACE INTO guest VALUES (?, ?)",
            ((path, hash_of(self._directory / path)) for path in self.strangers(ours)),
        )

    def _put_all(self, files: Mapping[str, Data]) -> None:
        put = _Put(str(self._directory))
        moved = [(path, each.data) for path, each in sorted(files.items())]
        many = len(moved) if all(isinstance(data, str) for _, data in moved) else 0
        with executor(many, lambda: None) as by:
            for _ in spread(put, chunks(moved), by):
                pass

    def _remove(self, path: str) -> bool:
        """Remove a file of ours and the directories that this leaves empty; whether it was removed."""
        ours = self._is_ours(path)
        self._state.db.execute("DELETE FROM owned WHERE path = ?", (path,))
        if not ours:
            return False
        inside(self._directory, path).unlink()
        for parent in PurePosixPath(path).parents:
            try:
                (self._directory / parent).rmdir() if str(parent) != "." else None
            except OSError:
                break
        return True

    def _own(self, files: Mapping[str, Data]) -> None:
        db = self._state.db
        db.executemany("DELETE FROM owned WHERE path = ?", ((path,) for path in files))
        db.executemany("INSERT INTO owned VALUES (?, ?)", ((path, each.hash) for path, each in files.items()))

    def _is_ours(self, path: str) -> bool:
        target = self._directory / path
        return (
            is_safe(path)
            and target.is_file()
            and not target.is_symlink()
            and hash_of(target) in self._state.owned(path)
        )

    def _is_guest(self, path: str) -> bool:
        known = self._state.guest(path)
        return bool(known) and known == hash_of(self._directory / path)


class _Put:
    """Puts files in their places; parents that are known to be inside are not looked at again."""

    def __init__(self, directory: str) -> None:
        self._directory = directory
        self._known: set[str] = set()

    def __call__(self, files: list[tuple[str, bytes | str | None]]) -> None:
        for path, data in files:
            parent = path.rpartition("/")[0]
            if parent not in self._known:
                inside(Path(self._directory), path)
                _make_folders(self._directory, parent)
                self._known.add(parent)
            _replace(f"{self._directory}/{path}", data)


def _make_folders(directory: str, below: str) -> None:
    """Make the directory and the folders below it that lead to a file."""
    for folder in (directory, *accumulate(below.split("/"), "{}/{}".format)) if below else (directory,):
        place = folder if folder == directory else f"{directory}/{folder}"
        if not os.path.isdir(place):  # noqa: PTH112
            os.makedirs(place, exist_ok=True)  # noqa: PTH103 - another process may make it too
            os.chmod(place, FOLDER_MODE)  # noqa: PTH101


def tidy(directory: Path, paths: Iterable[str]) -> None:
    """Remove the parts of files that a build was writing when it was cut short."""
    for path in paths:
        if is_safe(path):
            Path(_part(f"{directory}/{path}")).unlink(missing_ok=True)


def inside(directory: Path, path: str) -> Path:
    """The place of a file; raises `OSError` where a link would lead it out of the directory."""
    target = directory / path
    if not target.parent.resolve().is_relative_to(directory.resolve()):
        raise OSError(0, "a link on the way leads out of the output directory", str(target))
    return target


def is_safe(path: str) -> bool:
    r"""Whether a path, with forward slashes, stays below the directory that it is put in, on any system.

    >>> is_safe("briefings/a/index.html"), is_safe("../a"), is_safe("/a"), is_safe("a//b"), is_safe("c:\\a")
    (True, False, False, False, False)
    """
    parts = path.split("/")
    return not any(part in _FORBIDDEN or any(sign in part for sign in "\\:\0") for part in parts)


def _unsafe(path: str) -> Diagnostic:
    return Diagnostic(path, 0, 0, "E208", "this address leads out of the output directory")


def holds(target: Path, data: bytes) -> bool:
    """Whether a file has these bytes already. A link never does: it is to be replaced by a file."""
    try:
        stat = target.lstat()
    except OSError:
        return False
    return (
        stat.st_size == len(data)
        and target.is_file()
        and not target.is_symlink()
        and target.read_bytes() == data
    )


def _below(directory: str, below: str = "") -> Iterator[str]:
    try:
        entries = list(os.scandir(directory))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, f"{below}{entry.name}/")
        else:
            yield below + entry.name


def _replace(target: str, data: bytes | str | None) -> None:
    """Put bytes in place at once: nobody sees half a file. A file that could not be put leaves no trace."""
    part = _part(target)
    try:
        if isinstance(data, str):
            try:
                os.replace(data, target)  # noqa: PTH105 - ten thousand of them
                return
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                data = Path(data).read_bytes()
        put(part, data or b"")
        os.replace(part, target)  # noqa: PTH105
    except OSError:
        with suppress(OSError):
            os.unlink(part)  # noqa: PTH108
        raise


def put(place: str, data: bytes) -> None:
    """Write a file that anybody may read."""
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
    try:
        os.fchmod(handle, FILE_MODE)
        while data:
            data = data[os.write(handle, data) :]
    finally:
        os.close(handle)


def _part(target: str) -> str:
    """Where a file is written before it is put in place; hidden, and short whatever its name is."""
    folder, _, name = target.rpartition("/")
    return f"{folder}/.{blake2b(name.encode('utf-8', 'surrogateescape'), digest_size=8).hexdigest()}{_PART}"
