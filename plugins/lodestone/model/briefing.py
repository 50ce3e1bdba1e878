"""A briefing: the citable unit of the site, with every value's origin and place.

Texts of the sections are Markdown as the editor wrote it, already repaired. Fields that can
be proposed are `Field`: `Given` by a person or `Proposed` by a machine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from lodestone.model.grade import Grade
from lodestone.model.place import Span
from lodestone.model.provenance import Field, Given
from lodestone.model.quantity import Period, Quantity
from lodestone.model.risk import Risk
from lodestone.model.ticker import Ticker

Status = Literal["draft", "published", "corrected", "withdrawn"]
STATUSES: tuple[Status, ...] = ("draft", "published", "corrected", "withdrawn")
RIGHTS = ("own-words", "licensed", "public-domain", "quotation", "unconfirmed")
TLP = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
ORIGINS = ("company", "government", "agency", "analyst", "press")
SOURCE_KINDS = (
    "official", "official-summary", "company", "agency", "price-agency", "law-firm", "consultancy", "think-tank",
    "trade-press", "press", "state-media", "newsletter", "aggregator", "blog", "general-knowledge",
)  # fmt: skip
FIGURE_STATUSES = ("claimed", "reported", "measured", "forecast", "estimate", "target")
REVIEW_AFTER = dt.timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of `sources`."""

    id: str
    publisher: str = ""
    title: str = ""
    url: str = ""
    published: str = ""
    """A date, month or year, ISO."""
    retrieved: str = ""
    kind: str = ""
    reliability: str = "F"
    origin: str = ""
    """Who the statement comes from; independence is counted by origin, not by outlet."""
    relays: str = ""
    raw_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A source behind a figure, with the credibility that it is given there."""

    source: str
    credibility: int
    span: Span


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the figures table."""

    id: str
    measure: str
    of: str
    value: Quantity
    status: str
    citations: tuple[Citation, ...]
    period: Period | None = None
    as_of: str = ""
    basis: str = ""
    stage: str = ""
    note: str = ""
    implausible: str = ""
    """The comparison that makes the value hard to believe, in words; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An id in brackets: a figure or source of this file, or `slug#id` of another."""

    id: str
    slug: str
    """Empty for this file."""
    span: Span


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement: how likely, how sure we are of the evidence, what, and on what it rests."""

    anchor: str
    likelihood: str
    """One of the seven terms, in small letters."""
    confidence: str
    text: str
    basis: tuple[Reference, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Implication:
    """What follows for one jurisdiction."""

    jurisdiction: str
    text: str
    basis: tuple[Reference, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class WatchItem:
    """A dated thing to look out for. `on` is a year, a month or a day, ISO."""

    on: str
    text: str
    basis: tuple[Reference, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong, and when it was put right."""

    date: dt.date
    what: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """All that one file says, typed."""

    slug: str
    path: str
    """Relative to the content directory, with forward slashes."""
    title: Given[str]
    date: Given[dt.date] | None
    policy: bool = False
    """Whether the editor wrote `company: none`: a legal act or policy and no company."""
    companies: tuple[Field[str], ...] = ()
    """Ids of the register, the main one first."""
    tickers: tuple[Field[Ticker], ...] = ()
    themes: tuple[Field[str], ...] = ()
    risk: Field[Risk] | None = None
    confidence: str = ""
    bottom_line: str = ""
    """The first paragraph, Markdown."""
    sources: tuple[Field[Source], ...] = ()
    judgements: tuple[Judgement, ...] = ()
    figures: tuple[Field[Figure], ...] = ()
    implications: tuple[Implication, ...] = ()
    watch: tuple[WatchItem, ...] = ()
    gaps: tuple[str, ...] = ()
    source_summary: str = ""
    as_of: str = ""
    review_by: dt.date | None = None
    updates: str = ""
    supersedes: str = ""
    corrections: tuple[Correction, ...] = ()
    formerly: tuple[str, ...] = ()
    author: str = ""
    reviewed_by: str = ""
    reviewed_on: dt.date | None = None
    lang: str = "en"
    ai_use: str = ""
    embargo: dt.date | None = None
    status: Status = "published"
    rights: str = "own-words"
    tlp: str = "TLP:CLEAR"
    words: int = 0
    spans: dict[str, Span] = field(default_factory=dict, hash=False, compare=False)
    """Where each key of the front matter stands, for messages about the site as a whole."""

    @property
    def company(self) -> str:
        """Id of the main company, or ''."""
        return self.companies[0].value if self.companies else ""

    @property
    def due(self) -> dt.date | None:
        """The day by which the briefing is to be looked at again."""
        if self.review_by or self.date is None:
            return self.review_by
        return self.date.value + REVIEW_AFTER

    @property
    def machine_read(self) -> tuple[str, ...]:
        """Names of the fields that no person has confirmed.

        A proposed source or figure is shown as such, but is no claim about the subject, so it
        does not count here.
        """
        groups: dict[str, Sequence[Field[object]]] = {
            "company": self.companies,
            "ticker": self.tickers,
            "themes": self.themes,
            "risk": (self.risk,) if self.risk else (),
            "sources": self.sources,
            "figures": self.figures,
        }
        return tuple(name for name, values in groups.items() if any(value.proposed for value in values))

    def grade_of(self, citation: Citation) -> Grade:
        """The grade of a citation: the source's letter and the citation's digit; F where the source is not ours."""
        letters = {each.value.id: each.value.reliability for each in self.sources}
        return Grade(letters.get(citation.source, "F"), citation.credibility)
