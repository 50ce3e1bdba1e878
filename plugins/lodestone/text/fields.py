"""Front matter to typed fields: YAML with positions, checked by one pydantic model, resolved against the register.

The model (`schema.py`) is the source of validation, of the JSON Schema and of the docs' tables.
Nothing is guessed here: a field that is not written is None or empty.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from lodestone.model import Correction, Given, Lexicon, Problem, Risk, Source, Span, Ticker
from lodestone.model.briefing import Status
from lodestone.text.document import Document


@dataclass(frozen=True, slots=True)
class Fields:
    """What a person wrote in the front matter, typed. Missing fields are None or empty."""

    title: Given[str] | None = None
    date: Given[dt.date] | None = None
    companies: tuple[Given[str], ...] = ()
    """Ids of the register: `company` first, then `companies`."""
    policy: bool = False
    """`company: none` was written."""
    tickers: tuple[Given[Ticker], ...] = ()
    themes: tuple[Given[str], ...] = ()
    risk: Given[Risk] | None = None
    confidence: str = ""
    sources: tuple[Given[Source], ...] = ()
    source_summary: str = ""
    slug: str = ""
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
    spans: dict[str, Span] = field(default_factory=dict, hash=False, compare=False)
    """Where each key's value stands: `company`, `risk.likelihood`, `sources[0].url` …"""


def read_fields(document: Document, lexicon: Lexicon) -> tuple[Fields, tuple[Problem, ...]]:
    """Read and check the front matter. A wrong value gives a problem and counts as not written."""
    raise NotImplementedError
