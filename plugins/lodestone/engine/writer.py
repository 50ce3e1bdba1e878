"""Write what differs, remove what is no longer made, touch nothing else.

A build owns the files that it wrote, and only these: their hashes are in a manifest below
`.lodestone/`, one for each output directory. A file that somebody else put there, or changed
after we wrote it, is never removed. Each file appears whole or not at all (written beside,
then renamed), and the manifest knows of a file before it appears, so that a build that was
cut short leaves nothing behind that the next one would not find.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lodestone.model import Diagnostic

_FORBIDDEN = ("..", ".", "")
_PART = ".lodestone-part"
"""Ending of a file that is being written."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the output: paths below it, in order."""

    written: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """The bytes on disk were the same already."""
    removed: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


class Output:
    """One output directory and the manifest of what we wrote into it."""

    def __init__(self, directory: Path, state: Path) -> None:
        self._directory = directory
        self._manifest = state / f"output-{hashed(str(directory.resolve()).encode())[:16]}.json"

    def write(self, files: Mapping[str, bytes]) -> Written:
        """Make the directory hold these files, and none that an earlier build of ours wrote beside them."""
        unsafe = tuple(_unsafe(path) for path in files if not is_safe(path))
        if unsafe:
            return Written(problems=unsafe)
        mine = self._read_manifest()
        digests = {path: {hashed(data)} for path, data in files.items()}
        try:
            self._write_manifest(
                {path: mine.get(path, set()) | digests.get(path, set()) for path in mine | digests}
            )
            removed = tuple(path for path in sorted(mine.keys() - files) if self._remove(path, mine[path]))
            written = tuple(path for path in sorted(files) if self._put(path, files[path]))
            self._write_manifest(digests)
        except OSError as error:
            place = error.filename or self._directory
            return Written(
                problems=(Diagnostic(str(place), 0, 0, "E213", f"cannot be written: {error.strerror}"),)
            )
        return Written(written, tuple(sorted(files.keys() - set(written))), removed)

    def strangers(self, files: Mapping[str, bytes]) -> tuple[str, ...]:
        """Files in the directory that are neither among `files` nor left as an earlier build of ours wrote them.

        Hidden files and folders at the top, and files without an ending (`.git`, `CNAME`), are the business
        of whoever deploys.
        """
        mine = self._read_manifest()
        return tuple(
            path
            for path in sorted(_below(self._directory))
            if path not in files
            and not (path.startswith(".") and not path.startswith(".well-known/"))
            and PurePosixPath(path).suffix
            and not self._is_ours(path, mine.get(path, set()))
        )

    def _put(self, path: str, data: bytes) -> bool:
        """Write one file, unless it holds these bytes already; whether it was written."""
        target = self._inside(path)
        if _holds(target, data):
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
        return True

    def _remove(self, path: str, digests: set[str]) -> bool:
        """Remove a file of ours and the directories that this leaves empty; whether it was removed."""
        if not self._is_ours(path, digests):
            return False
        target = self._inside(path)
        target.unlink()
        for parent in PurePosixPath(path).parents:
            try:
                (self._directory / parent).rmdir() if str(parent) != "." else None
            except OSError:
                break
        return True

    def _is_ours(self, path: str, digests: set[str]) -> bool:
        target = self._directory / path
        return (
            is_safe(path)
            and target.is_file()
            and not target.is_symlink()
            and hashed(target.read_bytes()) in digests
        )

    def _inside(self, path: str) -> Path:
        """The place of a file; raises `OSError` where a link would lead it out of the directory."""
        target = self._directory / path
        if not target.parent.resolve().is_relative_to(self._directory.resolve()):
            raise OSError(0, "a link on the way leads out of the output directory", str(target))
        return target

    def _read_manifest(self) -> dict[str, set[str]]:
        """Path to the hashes that we may have written there; empty where there is no manifest that we can read."""
        try:
            read = json.loads(self._manifest.read_text("utf-8"))
            return {str(path): {str(each) for each in digests} for path, digests in read["files"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def _write_manifest(self, digests: Mapping[str, set[str]]) -> None:
        listed = {path: sorted(digests[path]) for path in sorted(digests)}
        whole = {"output": str(self._directory), "files": listed}
        data = json.dumps(whole, ensure_ascii=False, indent=0).encode()
        if not _holds(self._manifest, data):
            self._manifest.parent.mkdir(parents=True, exist_ok=True)
            _replace(self._manifest, data)


def hashed(data: bytes) -> str:
    """The digest by which the engine tells bytes apart."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def is_safe(path: str) -> bool:
    r"""Whether a path, with forward slashes, stays below the directory that it is put in, on any system.

    >>> is_safe("briefings/a/index.html"), is_safe("../a"), is_safe("/a"), is_safe("a//b"), is_safe("c:\\a")
    (True, False, False, False, False)
    """
    parts = path.split("/")
    return not any(part in _FORBIDDEN or any(sign in part for sign in "\\:\0") for part in parts)


def _unsafe(path: str) -> Diagnostic:
    return Diagnostic(path, 0, 0, "E208", "this address leads out of the output directory")


def _holds(target: Path, data: bytes) -> bool:
    """Whether a file has these bytes already. A link never does: it is to be replaced by a file."""
    if target.is_symlink() or not target.is_file():
        return False
    return target.stat().st_size == len(data) and target.read_bytes() == data


def _below(directory: Path) -> Iterator[str]:
    for root, _, names in os.walk(directory):
        for name in names:
            yield Path(root, name).relative_to(directory).as_posix()


def _replace(target: Path, data: bytes) -> None:
    """Put bytes in place at once: nobody sees half a file. A file that could not be put leaves no trace."""
    part = target.with_name(f"{target.name}.{os.getpid()}{_PART}")
    try:
        part.write_bytes(data)
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise
