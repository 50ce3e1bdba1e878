"""Which files the output has: copies of static files and media, and what two pages may not both have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from unicodedata import normalize

from lodestone.engine.making import Made, Out
from lodestone.engine.planner import Page
from lodestone.engine.render import STATIC
from lodestone.engine.scan import hashed
from lodestone.engine.writer import holds
from lodestone.model import Diagnostic

STATIC_KIND, MEDIA_KIND = "static", "media"
"""Kinds of page that are copies of files; they are made first, and keep their address."""


def copy(page: Page, source: Path, path: str, output: Path, known: Callable[[str], tuple[str, str]]) -> Made:
    """A copy of a file."""
    data = source.read_bytes()
    now, (_, before) = hashed(data), known(path)
    same = now == before if before else holds(output / path, data)
    return Made(page, (Out(path, "", "a static file", now, now, None if same else data),), b"", ())


def source_of(page: Page, content: Path, templates: Path) -> Path:
    """The file that a copy is of."""
    kind, key = page
    return content / key if kind == MEDIA_KIND else templates / STATIC / key


def collision(path: str, second: str, first: str) -> Diagnostic:
    """Two pages want one address (E211)."""
    url = path.removesuffix("index.html")
    told = f"two pages have the address /{url}: one from {first}, one from {second}"
    return Diagnostic(f"/{url}", 0, 0, "E211", told, "give one of them another slug")


def overlaps(paths: Iterable[str]) -> Mapping[str, Diagnostic]:
    """Paths that a disk cannot hold beside another: they differ in case only, or a file would be a folder (E211)."""
    return {
        path: Diagnostic(f"/{path}", 0, 0, "E211", told, "rename one of them")
        for path, told in _overlaps(paths)
    }


def _overlaps(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    known: dict[str, str] = {}
    for path in sorted(paths):
        twin = known.setdefault(normalize("NFC", path).casefold(), path)
        if twin != path:
            yield (
                path,
                f"/{path} and /{twin} are one name on disks that disregard capitals and forms of accents",
            )
    for folded, path in known.items():
        parent = next((known[each] for each in parents(folded) if each in known), None)
        if parent:
            yield path, f"/{parent} would be a file and, for /{path}, a folder"


def parents(path: str) -> Iterator[str]:
    """The folders that lead to a file, the innermost first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
