"""`Site`: all briefings and the register as sorted tables and reverse indexes; what spans files is checked here.

`Site.public` is the one gate of privacy: in a publish build the views see nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lodestone.article import Article
from lodestone.model import Briefing, Diagnostic, Lexicon
from lodestone.text.markdown import Body

Unconfirmed = Literal["mark", "hold", "error"]


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """What the settings say about the index. No clock here: the two days are read once, at the edge."""

    name: str = "Lodestone"
    subtitle: str = ""
    url: str = ""
    """Absolute address of the site without a slash at its end; '' in development."""
    today: dt.date = dt.date(1970, 1, 1)
    """For embargo and "built on"."""
    edition: dt.date | None = None
    """Stands in for today in reviews, overdue marks and calendar."""
    publish: bool = False
    unconfirmed: Unconfirmed = "mark"


@dataclass(frozen=True, slots=True)
class Event:
    """One row of `content/events.yaml`, keys as there."""

    id: str
    what: str
    date: str = ""
    by: str = ""
    until: str = ""
    date_approximate: bool = False
    as_of: str = ""
    companies: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    jurisdiction: str = "other"
    kind: str = ""
    status: str = ""
    source: str = ""
    url: str = ""
    grade: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One file of `content/pages/`: method, terms, about …"""

    slug: str
    title: str
    body: Body
    path: str


@dataclass(frozen=True)
class Site:
    """Everything that pages are made of. Briefings are sorted by date (newest first), then slug."""

    options: SiteOptions
    lexicon: Lexicon
    briefings: tuple[Briefing, ...] = ()
    bodies: Mapping[str, Body] = field(default_factory=dict)
    """By slug of the briefing, `page:<slug>`, `topic:<id>`, `company:<id>`."""
    pages: tuple[Page, ...] = ()
    events: tuple[Event, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    """How many briefings the gate left out, by reason: `draft`, `embargoed`, `held`."""

    @property
    def public(self) -> Site:
        """This site without what may not be published."""
        raise NotImplementedError


def index(
    articles: tuple[Article, ...],
    lexicon: Lexicon,
    pages: Mapping[str, bytes],
    events: bytes,
    options: SiteOptions,
) -> tuple[Site, tuple[Diagnostic, ...]]:
    """Index the articles; check slugs, links, references and the rules of a publish build (E2xx)."""
    raise NotImplementedError
