"""Make pages: ask the site, note what was asked, render what is not as it was.

A page is made of its data, its bodies and its template; when the three have the same digests as
last time, nothing is rendered, and when the bytes are the same, nothing is written. Checks of
the content are pages without output: they too are made again when an answer changes.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from lodestone.engine.digest import number_of, of_plain
from lodestone.engine.planner import Page
from lodestone.engine.render import Renderer, RenderError
from lodestone.engine.scan import hashed
from lodestone.engine.store import SqliteStore, Told
from lodestone.engine.writer import holds
from lodestone.model import Change, Diagnostic, Problem, replay
from lodestone.repair.decode import decode
from lodestone.site.checks import check, check_keys
from lodestone.site.reads import Read
from lodestone.site.site import Site
from lodestone.site.view import View
from lodestone.site.views import VIEWS
from lodestone.text.comments import published

_MOST = 20_000
"""Questions that are remembered as told."""
CHECK, KEYS = "check", "keys"
"""Kinds of page without output: the checks of one file, and which pages of a kind there are."""


class Out(NamedTuple):
    """One file of the output."""

    path: str
    template: str
    """'' where there is none."""
    maker: str
    """What to call its origin when another file wants its place."""
    fingerprint: str
    hash: str
    data: bytes | str | None
    """The bytes, or where they are on disk; None where the output holds them already."""


class Asked(NamedTuple):
    """A question as the state keeps it. Its number is a hash, so that nobody has to look it up."""

    number: int
    read: Read
    told: Told


@dataclass(frozen=True, slots=True)
class Made:
    """A page, made."""

    page: Page
    outputs: tuple[Out, ...]
    reads: bytes
    """The numbers of all its questions in order, as an array of 64 bits each."""
    told: tuple[Asked, ...]
    """What is kept of their answers; the same answer is not told again for each page that asks."""
    keys: tuple[str, ...] = ()
    """Of a page that lists the keys of a kind."""
    wrong: tuple[Problem, ...] = ()
    """Of a check: problems of its file, not yet located."""
    path: str = ""
    """Of a check: its file."""
    problems: tuple[Diagnostic, ...] = ()
    """Templates that stopped."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """Leads from the path of a briefing to its repaired text, without the comments of editors."""

    content: Path
    changes: Callable[[str], tuple[Change, ...]]

    def __call__(self, path: str) -> bytes:
        """The text in UTF-8."""
        data = (self.content / path).read_bytes()
        return published(replay(decode(data).text, self.changes(path))).encode()


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes pages of one site."""

    store: SqliteStore
    renderer: Renderer
    templates: Mapping[str, str]
    """The digest of each template, with all that it includes and what every page shows."""
    output: Path | None
    """None where it holds nothing yet."""
    repaired: Callable[[str], bytes]
    known: Callable[[str], tuple[str, str]]
    """Fingerprint and hash of an output as it was written last; two times '' where it was not."""
    numbers: dict[Read, int] = field(default_factory=dict)
    """Questions whose answers were told, with their numbers."""

    def make(self, page: Page) -> Made:
        """Make one page."""
        reads: dict[Read, None] = {}
        site = Site(self.store, lambda read: reads.setdefault(read, None))
        kind, key = page
        if kind == KEYS:
            keys = tuple(check_keys(site) if key == CHECK else VIEWS[key].keys(site))
            return Made(page, (), *self._digests(reads), keys=keys)
        if kind == CHECK:
            path = site.path_of(key)
            reads[Read("text", path)] = None  # where things stand in it
            wrong = tuple(check(site, key))
            return Made(page, (), *self._digests(reads), wrong=wrong, path=path)
        outputs, problems = [], []
        for view in VIEWS[kind].make(site, key):
            for body in view.reads:
                reads[Read("body", body)] = None
            if view.source:
                reads[Read("text", view.source)] = None
            try:
                outputs.append(self._out(view))
            except RenderError as failed:
                problems.append(failed.problem)
        return Made(page, tuple(outputs), *self._digests(reads), problems=tuple(problems))

    def _digests(self, reads: Mapping[Read, None]) -> tuple[bytes, tuple[Asked, ...]]:
        if len(self.numbers) > _MOST:
            self.numbers.clear()
        new = [
            Asked(number_of(read), read, self.store.told(read)) for read in reads if read not in self.numbers
        ]
        self.numbers.update((each.read, each.number) for each in new)
        return array("q", sorted([self.numbers[read] for read in reads])).tobytes(), tuple(new)

    def _out(self, view: View) -> Out:
        fingerprint, render = self._recipe(view)
        before, hash_ = self.known(view.path)
        maker = view.template or "a view"
        if before == fingerprint:
            return Out(view.path, view.template, maker, fingerprint, hash_, None)
        data = render()
        now = hashed(data)
        same = now == hash_ if hash_ else bool(self.output and holds(self.output / view.path, data))
        return Out(view.path, view.template, maker, fingerprint, now, None if same else data)

    def _recipe(self, view: View) -> tuple[str, Callable[[], bytes]]:
        """The digest of all that a file is made of, and how to make it."""
        if view.content is not None:
            content = view.content
            return hashed(content), lambda: content
        if view.source:
            return self.store.digest(Read("text", view.source)), lambda: self.repaired(view.source)
        bodies = tuple((key, self.store.digest(Read("body", key))) for key in view.reads)
        template = self.templates.get(view.template, "")
        fingerprint = of_plain((template, view.path, view.data, bodies))
        return fingerprint, lambda: self.renderer.render(view, Site(self.store).bodies)
