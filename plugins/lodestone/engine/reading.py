"""One file of the content as the state keeps it: read, put through the pipeline, and made into rows.

This is what the workers of a cold build do. Nothing here depends on another file but the
register, so that a file that did not change is never read again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lodestone.article import Article, Source, article
from lodestone.editorial import Allowance, allows
from lodestone.engine.digest import digest
from lodestone.engine.frozen import freeze, thaw
from lodestone.engine.load import LIMIT, failed
from lodestone.engine.scan import contents, hashed
from lodestone.engine.scrapes import copied, raw_of
from lodestone.model import Briefing, Change, Diagnostic, Lexicon, Locator, Problem
from lodestone.repair.decode import decode
from lodestone.site.card import card_of
from lodestone.site.gate import kept_back, mistakes, stub
from lodestone.site.options import SiteOptions
from lodestone.site.tables import Entry, rows_of
from lodestone.text.body import Body
from lodestone.text.earlier import Earlier, Rendered, Written

_as_json = json.JSONEncoder(ensure_ascii=False).encode


class Emission(NamedTuple):
    """What a briefing is on the site."""

    why: str
    """Why the public does not see it, one word; then it has no card and no rows. '' where it is on the site."""
    digest: str
    card: bytes
    card_digest: str
    rows: tuple[tuple[str, str, str, str | None], ...]
    """Table, key, sort, value as JSON (None for a card)."""
    mistakes: tuple[Problem, ...] = ()


class Rest(NamedTuple):
    """What is kept of a file beside its briefing and body."""

    changes: tuple[Change, ...]
    allowances: tuple[Allowance, ...]
    rendering: str = ""
    """The key of what its body was rendered from; '' where the body may not be taken again."""
    told: tuple[Problem, ...] = ()
    """What rendering it said."""


class Known(NamedTuple):
    """What the state has of a file whose fields may have to be read no more, or its text rendered no more."""

    path: str
    rest: bytes
    body: bytes
    written: bytes

    @property
    def earlier(self) -> Earlier:
        """What the file gave last."""
        kept: Rest = thaw(self.rest)
        rendered = Rendered(kept.rendering, thaw(self.body), kept.told) if kept.rendering else None
        written: Written | None = thaw(self.written)
        return Earlier(written, rendered)


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of the briefings, as the state keeps it."""

    path: str
    hash: str
    slug: str
    """'' where it gave no briefing."""
    embargo: str
    raw: bool
    """Whether it names a scrape that it came from."""
    places: int
    """Places whose encoding was mended."""
    briefing: bytes
    rest: bytes
    written: bytes
    body: bytes
    body_digest: str
    problems: tuple[Diagnostic, ...]
    emission: Emission | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads files of one content directory with one register."""

    content: Path
    lexicon: Lexicon
    options: SiteOptions

    def read(self, path: str, known: Known | None = None) -> Kept:
        """The file, through the whole pipeline. What cannot be read is a problem and no briefing."""
        try:
            data = contents(self.content / path, LIMIT)
        except OSError as error:
            return nothing(path, Diagnostic(path, 0, 0, "E100", f"cannot be read: {error.strerror or error}"))
        if len(data) > LIMIT:
            told = Diagnostic(path, 0, 0, "E106", f"has {len(data):,} bytes, allowed are {LIMIT:,}")
            return nothing(path, told)
        try:
            return self._kept(
                article(Source(path, data), self.lexicon, known.earlier if known else Earlier()), data
            )
        except Exception as error:
            return nothing(path, failed(path, error))

    def _kept(self, read: Article, data: bytes) -> Kept:
        briefing, body, rendered = read.briefing, read.body, read.earlier.rendered
        if briefing and briefing.status == "withdrawn":
            briefing, body, rendered = stub(briefing), Body("", {}), None
        copies = tuple(copied(self.content, (read,), {read.path: data}))
        return Kept(
            path=read.path,
            hash=hashed(data),
            slug=briefing.slug if briefing else "",
            embargo=briefing.embargo.isoformat() if briefing and briefing.embargo else "",
            raw=bool(raw_of(read)),
            places=len(read.changes),
            briefing=freeze(briefing),
            rest=freeze(
                Rest(
                    read.changes,
                    read.allowances,
                    *((rendered.key, rendered.problems) if rendered else ()),
                )
            ),
            written=freeze(read.earlier.written),
            body=freeze(body),
            body_digest=digest(body),
            problems=(*read.diagnostics, *copies),
            emission=self.emit(briefing, body) if briefing else None,
        )

    def emit(self, briefing: Briefing, body: Body | None, newer: str = "") -> Emission:
        """What the briefing puts into the site; `newer` is the slug of the one that supersedes it."""
        why = kept_back(briefing, self.options)
        wrong = tuple(mistakes(briefing, self.options)) if self.options.publish else ()
        if why and self.options.publish:
            return Emission(why, digest(briefing), b"", "", (), wrong)
        card = card_of(briefing, body, newer)
        entry = Entry(briefing, card, self.lexicon, readable=not why, body=body)
        rows = tuple(
            (name, key, sort, None if value is None else _as_json(value))
            for name, (key, sort, value) in rows_of(entry)
        )
        return Emission("", digest(briefing), freeze(card), digest(card), rows, wrong)

    def located(self, path: str, problems: tuple[Problem, ...], rest: bytes | None) -> list[Diagnostic]:
        """Problems at their places in the file on disk, without those that a person allows.

        Of a register file, whose lines are not known here, the file as a whole.
        """
        if not problems:
            return []
        if rest is None:
            return [Diagnostic(path, 0, 0, each.code, each.message, each.hint) for each in problems]
        kept: Rest = thaw(rest)
        locator = Locator(decode((self.content / path).read_bytes()).text, kept.changes)
        told = [each for each in problems if not allows(kept.allowances, each)]
        return [each.located(path, locator) for each in told]


def nothing(path: str, told: Diagnostic) -> Kept:
    """A file that gave nothing but a problem. Its hash is none, so that it is looked at again."""
    none, empty = freeze(None), Body("", {})
    rest = freeze(Rest((), ()))
    return Kept(path, "", "", "", False, 0, none, rest, none, freeze(empty), digest(empty), (told,), None)
