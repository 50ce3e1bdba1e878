"""Companies of the register, topics, and the subjects that figures can be about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from lodestone.model.risk import Direction
from lodestone.model.ticker import Ticker


@dataclass(frozen=True, slots=True)
class Listing:
    """A ticker and its market identifier code of ISO 10383. The first listing of a company is its primary."""

    ticker: Ticker
    mic: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed link to another company: owns, owned-by, affiliate, joint-venture, partner, offtake-seller …"""

    type: str
    other: str
    basis: str
    state: str = ""
    note: str = ""
    share: str = ""
    since: str = ""
    product: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that ended; it stays an alias, so that old texts still match."""

    name: str
    until: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Company:
    """One file of `content/companies/`: the front matter is the entry, the body is the profile."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    names_zh: tuple[str, ...] = ()
    country: str = ""
    status: str = ""
    """listed, private, state-owned or subsidiary."""
    listings: tuple[Listing, ...] = ()
    segments: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    source: str = ""
    checked: str = "no"
    note: str = ""
    profile: str = ""
    """The body of its file, Markdown."""
    path: str = ""
    weak_aliases: tuple[str, ...] = ()
    """Aliases that are also words or names of others. They count only beside an exchange, a `$`, or
    another name of the company."""

    @property
    def short(self) -> str:
        """The name to print in lists: the first alias, or the full name."""
        return next((alias for alias in self.aliases if alias not in self.weak_aliases), self.name)

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, without repetition, as they are printed."""
        former = tuple(each.name for each in self.former_names)
        return tuple(dict.fromkeys((self.name, *self.aliases, *former, *self.names_zh)))


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is `of` where it is no company: a place, a plant, a deal, a process."""

    id: str
    label: str
    kind: str
    country: str = ""
    owners: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """How texts name it. They count only where an owner is named too, or where it has none."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that speaks for a topic, and how strongly."""

    term: str
    weight: float


@dataclass(frozen=True, slots=True)
class TopicRisk:
    """One dated statement of the editor on a topic; a topic's list of them is its history."""

    on: date
    likelihood: int
    impact: int
    direction: Direction
    why: str
    supports: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One file of `content/topics/`: what it is, the terms that speak for it, the editor's risk statements."""

    id: str
    title: str
    terms: tuple[Term, ...] = ()
    risk: tuple[TopicRisk, ...] = ()
    summary: str = ""
    lens: bool = False
    """A lens gathers implications by jurisdiction out of all topics, beside being a topic."""
    body: str = ""
    path: str = ""


Entry = TypeVar("Entry", Company, Topic)
OF_ITSELF: Mapping[type, Mapping[str, Any]] = {
    Company: {"status": "", "source": "", "checked": "", "note": "", "profile": ""},
    Topic: {"risk": (), "summary": "", "lens": False, "body": ""},
}
"""Fields of which only an entry's own pages speak, each with the value of one that says nothing."""


def named(entry: Entry) -> Entry:
    """The entry as texts and other pages see it: without what it says of itself."""
    return replace(entry, **OF_ITSELF[type(entry)])
