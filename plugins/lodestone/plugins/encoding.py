"""Mend the encoding of what Pelican's readers open, on any Pelican site, with any theme.

Pelican's readers of Markdown and HTML open a file through `pelican_open` of their module; they
get ours in its place. (The reader of reStructuredText leaves that to docutils, and is not
reached.) The file on disk is never changed. What was mended is logged with file and line: one
warning a file, each place with `--verbose`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pelican import readers
from pelican.utils import pelican_open

from lodestone.model import Change
from lodestone.repair import Repaired, repair
from lodestone.repair.decode import decode

log = logging.getLogger(__name__)


@contextmanager
def open_repaired(filename: str, mode: str = "r") -> Iterator[str]:
    """What stands in for `pelican.utils.pelican_open` in Pelican's readers: the same, with the text repaired.

    A file that we cannot read as text is left to the original, which says so in its own way.
    """
    decoded = decode(Path(filename).read_bytes())
    if decoded.problems:
        with pelican_open(filename, mode) as text:
            yield text
        return
    mended = repair(decoded.text)
    _tell(filename, mended)
    yield mended.text


def _tell(path: str, mended: Repaired) -> None:
    if mended.changes:
        first = mended.changes[0]
        told = "%s: encoding mended in %d places; here %r is %r"
        log.warning(told, _place(path, first), len(mended.changes), first.before, first.after)
    for change in mended.changes:
        log.info("%s: %r is %r (%s)", _place(path, change), change.before, change.after, change.reason)
    for change in mended.unresolved:
        log.warning("%s: %r is damaged and was left as it is", _place(path, change), change.before)


def _place(path: str, change: Change) -> str:
    return f"{path}:{change.line}:{change.column}"


def register() -> None:
    """Called by Pelican."""
    readers.pelican_open = open_repaired
