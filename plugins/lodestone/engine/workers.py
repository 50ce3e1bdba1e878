"""What runs in the processes of a pool: each is set up once, then does piece after piece.

What a worker needs is kept here as globals of its process, because a pool calls functions by their
name. The process that started the pool is set up in the same way where it does the work itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from lodestone.engine.frozen import thaw
from lodestone.engine.here import compiled
from lodestone.engine.making import Made, Maker, Out, Repaired
from lodestone.engine.outputs import MEDIA_KIND, STATIC_KIND, copy, source_of
from lodestone.engine.planner import Page
from lodestone.engine.reading import Kept, Known, Reader
from lodestone.engine.render import Renderer, assets_of
from lodestone.engine.settings import Settings
from lodestone.engine.state import connect
from lodestone.engine.store import SqliteStore
from lodestone.engine.writer import put
from lodestone.model import Change
from lodestone.site.reads import Given

_own: dict[str, Any] = {}
LARGE = 500_000
"""Bytes from which a made file waits on disk, whoever made it: those of the whole site grow with it."""


def set_reader(reader: Reader) -> None:
    """Set this process up to read files."""
    _own["reader"] = reader


def read(files: list[str | Known]) -> list[Kept]:
    """Read some files."""
    reader: Reader = _own["reader"]
    return [reader.read(each) if isinstance(each, str) else reader.read(each.path, each) for each in files]


@dataclass(frozen=True, slots=True)
class Shop:
    """All that pages are made with, before a connection is open."""

    settings: Settings
    given: Given
    frame: Mapping[str, Any]
    assets: Mapping[str, str]
    templates: Mapping[str, str]
    bare: bool = False
    """Whether the output holds nothing yet."""

    def maker(self, db: sqlite3.Connection, store: SqliteStore | None = None) -> Maker:
        """A maker that asks the state through a connection."""
        return Maker(
            store=store or SqliteStore(db, self.given),
            renderer=Renderer(
                self.settings.templates, self.frame, self.assets, compiled(self.settings.state)
            ),
            templates=self.templates,
            output=None if self.bare else self.settings.output,
            repaired=Repaired(self.settings.content, _Changes(db)),
            known=_Known(db),
        )


class _Changes:
    """The repairs of a file, by its path."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __call__(self, path: str) -> tuple[Change, ...]:
        [rest] = self._db.execute("SELECT rest FROM article WHERE path = ?", (path,)).fetchone()
        found: tuple[Change, ...] = thaw(rest).changes
        return found


class _Known:
    """Fingerprint and hash of an output as it was written last."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __call__(self, path: str) -> tuple[str, str]:
        row = self._db.execute("SELECT fingerprint, hash FROM output WHERE path = ?", (path,)).fetchone()
        return row or ("", "")


def set_maker(shop: Shop, file: Path, stage: Path) -> None:
    """Set this process up to make pages out of a state, into a folder where they wait to be put in place."""
    _own.update(shop=shop, maker=shop.maker(connect(file, read_only=True)), stage=stage, large=0)


def set_maker_here(shop: Shop, db: sqlite3.Connection, store: SqliteStore, stage: Path) -> None:
    """The same for the process that holds the state; made files wait in memory, but for large ones."""
    _own.update(shop=shop, maker=shop.maker(db, store), stage=stage, large=LARGE)


def make(pages: list[Page]) -> list[Made]:
    """Make some pages."""
    return [_staged(_made(page)) for page in pages]


def _made(page: Page) -> Made:
    maker, shop = _own["maker"], _own["shop"]
    if page[0] in (STATIC_KIND, MEDIA_KIND):
        source = source_of(page, shop.settings.content, shop.settings.templates)
        path = shop.assets[page[1]] if page[0] == STATIC_KIND else page[1]
        return copy(page, source, path, shop.settings.output, maker.known)
    made: Made = maker.make(page)
    return made


def _staged(made: Made) -> Made:
    """The same page, its new files waiting on disk instead of in memory."""
    if any(map(_waits, made.outputs)):
        return replace(made, outputs=tuple(_wait(out) if _waits(out) else out for out in made.outputs))
    return made


def _waits(out: Out) -> bool:
    return isinstance(out.data, bytes) and len(out.data) >= _own["large"]


def _wait(out: Out) -> Out:
    stage: Path = _own["stage"]
    stage.mkdir(parents=True, exist_ok=True)
    assert isinstance(out.data, bytes)  # what waits is there
    place = f"{stage}/{blake2b(out.path.encode(), digest_size=12).hexdigest()}"
    put(place, out.data)
    return out._replace(data=place)


def assets(templates: Path) -> dict[str, str]:
    """The path in the output of each static file, by its name."""
    return {name: path for name, (path, _) in assets_of(templates).items()}
