"""Files of the content that are not read, and what is said of them: links that lead out, pipes, what is too large.

Told before a file is opened, for both readers of the content: a build, and `lodestone check`.
"""

from __future__ import annotations

from pathlib import Path

from lodestone.engine.scan import DEEP, FILE, FOLDERS, NOWHERE, OTHER, Found
from lodestone.limits import MEDIA, TEXT

Refusal = tuple[str, str, str]
"""Code, message, hint."""
_KINDS: dict[str, Refusal] = {
    OTHER: ("E100", "is no file but a pipe, a device or a socket", "delete it"),
    NOWHERE: ("E100", "is a link that leads nowhere", "put a copy of the file in its place"),
    DEEP: ("E106", f"is a folder inside of {FOLDERS} others, allowed are no more", "move it up"),
}
_OUT = ("E100", "is a link that leads out of the content directory", "put a copy of the file in its place")


class Gate:
    """Tells which files of one content directory are read."""

    def __init__(self, content: Path) -> None:
        self._inside = content.resolve()

    def refuses(self, file: Found) -> Refusal | None:
        """Why a file is not read, or None. Links to folders are passed over in silence: they are not followed."""
        if file.linked and not self._holds(file):
            return _OUT
        if file.kind != FILE:
            return _KINDS.get(file.kind)
        return _too_large(file)

    def reads(self, file: Found) -> bool:
        """Whether a file is one to read."""
        return file.kind == FILE and self.refuses(file) is None

    def _holds(self, file: Found) -> bool:
        try:
            return self._inside in Path(file.place).resolve().parents
        except OSError:  # a link to itself
            return True


def _too_large(file: Found) -> Refusal | None:
    """Files that nobody would read are not measured."""
    if file.path.startswith("media/"):
        most, hint = MEDIA, "make it smaller, or publish it elsewhere and link to it"
    elif file.path.endswith((".md", ".yaml")):
        most, hint = TEXT, "split it; tables of data belong into media/"
    else:
        return None
    return (
        ("E106", f"has {file.mark.size:,} bytes, allowed are {most:,}", hint)
        if file.mark.size > most
        else None
    )
