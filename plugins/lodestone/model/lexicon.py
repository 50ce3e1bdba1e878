"""What the site knows before it reads a briefing: companies, topics, vocabulary. Frozen, with a digest.

It is the only table of the annotator and of validation, so that a new topic, company,
exchange, measure or signal is a new file or row and no code. The digest is the key under
which annotations may be remembered: a changed register annotates again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal

from lodestone.model.company import Company, Subject, Topic
from lodestone.model.legal_form import without_legal_form
from lodestone.model.quantity import Bound, Quantity, Unit
from lodestone.model.ticker import Exchange, Ticker


@dataclass(frozen=True, slots=True)
class ReferenceQuantity:
    """A known quantity against which a value is held."""

    of: str
    period: str
    value: Decimal
    unit: str
    bound: Bound = "exact"
    basis: str = ""
    url: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the register of measures; see `content/vocabulary/measures.yaml` for the meaning of the keys."""

    id: str
    label: str
    dimension: str
    unit: str
    time: Literal["level", "flow"]
    status: Literal["", "claimed", "estimate", "reported", "target"] = ""
    """On whose word a figure of it stands where no word of a text says otherwise; '' where who speaks decides."""
    basis: str = ""
    adds: bool = False
    scope: str = ""
    references: tuple[ReferenceQuantity, ...] = ()
    cues: tuple[tuple[str, ...], ...] = ()
    """Ways in which prose speaks of the measure: each a group of words that must all stand near the number."""


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """Whose act it is: code, name, and how texts speak of it."""

    code: str
    label: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher of the vocabulary, with the defaults for its sources."""

    name: str
    aliases: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    kind: str = ""
    reliability: str = "F"
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Signal:
    """One row of the risk rubric: words that move likelihood or impact, and the reason in words."""

    id: str
    axis: Literal["likelihood", "impact", "direction"]
    points: int
    """Likelihood: added to the event's own. Impact: the impact of an event. Direction: -1 turns its events over."""
    why: str
    patterns: tuple[str, ...]
    """Regular expressions, read without regard to case, within one sentence."""
    themes: tuple[str, ...] = ()
    """Topics that it counts for; empty for all."""
    likelihood: int = 0
    """Impact rows only: the likelihood, 1 to 5, that their event has of itself. `points` is its impact then."""
    direction: int = 0
    """Impact rows only: +1 the event raises the risk of buyers outside China, -1 it lowers it, 0 neither."""
    side: str = ""
    """`china` or `abroad`: counts only in sentences about an actor of that side; empty for any."""


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often what a machine reads is right, as `benchmarks/annotate.py` measured it; it writes the rows."""

    what: str
    """The field: `company`, `ticker`, `themes`, `figures`, `date`, `status`, `risk`."""
    label: str
    held: str
    """On labelled texts that no rule was made for."""
    first: str = ""
    """On batches of texts at their first reading, the lowest and the highest."""
    short: str = ""
    """In a few words, to stand beside the machine-read mark; '' where no such mark stands."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The closed lists of `content/vocabulary/`."""

    exchanges: Mapping[str, Exchange] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    jurisdictions: Mapping[str, Jurisdiction] = field(default_factory=dict)
    publishers: tuple[Publisher, ...] = ()
    signals: tuple[Signal, ...] = ()
    hedges: tuple[str, ...] = ()
    """Words of doubt that are not on the yardstick."""
    advice: tuple[str, ...] = ()
    """Words of investment advice, which the site does not give."""
    acronyms: tuple[str, ...] = ()
    """Acronyms that every reader knows, so that they need not be written out."""
    accuracy: tuple[Accuracy, ...] = ()
    domain: tuple[str, ...] = ()
    """Words that place a text in the subject of the site, as terms of a topic are written. Where a register has
    some, a text without any of them gets neither themes nor risk."""


@dataclass(frozen=True)
class Lexicon:
    """Everything above in one value. Built by `lodestone.text.lexicon.read_lexicon` out of files."""

    companies: Mapping[str, Company] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    digest: str = ""
    """Hash of the files that it was read from."""

    def company(self, text: str) -> Company | None:
        """The company with this id, name, alias or ticker, or None. Case does not matter, nor does the legal form.

        A ticker may be written `SSE:600111`. A name that the register has for two companies, with or without their
        legal forms, names neither.
        """
        name = text.strip().casefold()
        return self._names.get(name) or self._plain_names.get(_plain_name(text))

    @cached_property
    def _names(self) -> dict[str, Company]:
        """Every way to name a company in front matter; what two companies share names neither."""
        found: dict[str, Company | None] = {}
        for company in self.companies.values():
            tickers = (str(listing.ticker) for listing in company.listings)
            for name in {each.casefold() for each in (*company.names, *tickers)}:
                found[name] = None if name in found else company
        named = {name: company for name, company in found.items() if company is not None}
        return named | {company.id: company for company in self.companies.values()}

    @cached_property
    def _plain_names(self) -> dict[str, Company | None]:
        """The names without legal forms; what then is the name of two companies is of neither."""
        found: dict[str, Company | None] = {}
        for company in self.companies.values():
            for name in {_plain_name(each) for each in company.names}:
                found[name] = None if name in found else company
        return found

    @cached_property
    def holders(self) -> dict[Ticker, Company]:
        """The company behind each listing."""
        return {
            listing.ticker: company for company in self.companies.values() for listing in company.listings
        }

    @cached_property
    def listed(self) -> dict[str, Company]:
        """The same by the ticker as text, such as `SSE:600111`: a page that looks one up depends on that one alone."""
        return {str(ticker): company for ticker, company in self.holders.items()}

    @cached_property
    def exchange_names(self) -> dict[str, Exchange]:
        """Every way to write an exchange before a symbol, in capitals."""
        rows = self.vocabulary.exchanges.values()
        loose = {name.upper(): row for row in rows for name in (*row.mic, *row.prefixes)}
        return loose | {row.code.upper(): row for row in rows}

    def ticker(self, text: str) -> Ticker | None:
        """A ticker in canonical form from `EXCHANGE:SYMBOL`, where exchange and symbol fit; else None."""
        before, colon, symbol = text.strip().partition(":")
        exchange = self.exchange_names.get(before.strip().upper())
        if not colon or exchange is None:
            return None
        stored = exchange.stored(symbol.strip())
        return Ticker(exchange.code, stored) if exchange.allows(stored) else None

    def exchanges_for(self, symbol: str) -> tuple[Exchange, ...]:
        """Exchanges that could have this symbol, for a suggestion."""
        rows = self.vocabulary.exchanges.values()
        return tuple(row for row in rows if row.allows(row.stored(symbol)))

    def subject_label(self, id: str) -> str:  # noqa: A002 - the word of the domain
        """What to call the thing that a figure is of."""
        if id in self.companies:
            return self.companies[id].short
        subject = self.vocabulary.subjects.get(id)
        return subject.label if subject else id

    def subjects(self) -> tuple[str, ...]:
        """Ids of all that a figure can be of."""
        return (*self.companies, *self.vocabulary.subjects)

    def folded(self, value: Quantity) -> tuple[Decimal | None, Decimal | None, str]:
        """Limits of a value in the canonical unit of its dimension, and that unit (with its currency)."""
        unit = self.vocabulary.units[value.unit]
        return (*value.limits(unit.factor), unit.to)


def _plain_name(text: str) -> str:
    return " ".join(without_legal_form(text).casefold().split())


def digest_of(files: Mapping[str, bytes]) -> str:
    """A digest of named files, independent of their order."""
    whole = hashlib.blake2b(digest_size=16)
    for name in sorted(files):
        whole.update(f"{name}\0{len(files[name])}\0".encode())
        whole.update(files[name])
    return whole.hexdigest()
