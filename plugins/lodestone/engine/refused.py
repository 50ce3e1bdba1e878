"""Files of the content that are not read, and what is said of them: links that lead out, pipes, what is too large,
media that could run a script.

Told before a file is read, for both readers of the content: a build, and `lodestone check`.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from lodestone.engine.scan import DEEP, FILE, FOLDERS, NOWHERE, OTHER, Found
from lodestone.limits import DEVICES, MEDIA, TEXT
from lodestone.site.media import ENDINGS, active_part, is_published

Refusal = tuple[str, str, str]
"""Code, message, hint."""
_KINDS: dict[str, Refusal] = {
    OTHER: ("E100", "is no file but a pipe, a device or a socket", "delete it"),
    NOWHERE: ("E100", "is a link that leads nowhere", "put a copy of the file in its place"),
    DEEP: ("E106", f"is a folder inside of {FOLDERS} others, allowed are no more", "move it up"),
}
_PUBLISHED = f"media are {', '.join(sorted(ENDINGS))}; others could run a script as this site"
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
        return _unfit(file)

    def reads(self, file: Found) -> bool:
        """Whether a file is one to read."""
        return file.kind == FILE and self.refuses(file) is None

    def _holds(self, file: Found) -> bool:
        try:
            return self._inside in Path(file.place).resolve().parents
        except (OSError, RuntimeError):  # a link to itself
            return True


def _unfit(file: Found) -> Refusal | None:
    """Files that nobody would read are not measured."""
    if file.path.startswith("media/"):
        return _unfit_for_media(file)
    if file.path.endswith((".md", ".yaml")) and file.mark.size > TEXT:
        return _too_large(file, TEXT, "split it; tables of data belong into media/")
    return None


def _unfit_for_media(file: Found) -> Refusal | None:
    """Its name, which is one of the output too, its kind, its size, and of an SVG what it holds."""
    if not all(map(is_portable, file.path.split("/"))):
        return "E208", "has a name that not every disk can hold", "rename it"
    if not is_published(file.path):
        return "E215", f"files of the kind `{PurePosixPath(file.path).suffix}` are not published", _PUBLISHED
    if file.mark.size > MEDIA:
        return _too_large(file, MEDIA, "make it smaller, or publish it elsewhere and link to it")
    if file.path.lower().endswith(".svg"):
        try:
            active = active_part(Path(file.place).read_bytes())
        except OSError:
            return None  # told by who copies it
        if active:
            return "E215", f"holds {active}", "export it as a plain SVG, without scripts and links"
    return None


_FORBIDDEN = set('<>:"|?*\\')
_LONGEST = 200
"""Bytes of a name; file systems take 255, and parts of files need some of them."""


def is_portable(name: str) -> bool:
    r"""Whether a name can be one on Linux, macOS and Windows.

    >>> [is_portable(name) for name in ("a.png", "nul", "Con.svg", "a.", "a:b", "a\x01b", "x" * 256, "\udcff")]
    [True, False, False, False, False, False, False, False]
    """
    return (
        len(name.encode("utf-8", "surrogateescape")) <= _LONGEST
        and name.partition(".")[0].casefold() not in DEVICES
        and not name.endswith((".", " "))
        and name.isprintable()  # a lone surrogate, of a name in no UTF-8, is not
        and not _FORBIDDEN & set(name)
    )


def _too_large(file: Found, most: int, hint: str) -> Refusal:
    return "E106", f"has {file.mark.size:,} bytes, allowed are {most:,}", hint
