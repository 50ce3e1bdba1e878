"""The fields of a file as a person wrote them, and the key of what they were read from.

Apart from `text.fields`, which reads: where the front matter is as it was, no YAML is read and no schema is built.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from hashlib import blake2b

from lodestone.model import Correction, Given, Lexicon, Risk, Source, Span, Ticker
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
    unread_sources: bool = False
    """Whether a source is written that could not be read, so that what cites it is no second fault."""


def fields_key(document: Document, lexicon: Lexicon) -> str:
    """A digest of all that `read_fields` looks at: the same key, the same fields, places and problems."""
    front = document.front_matter
    end = front.end + _BREAK if front else 0
    return key_of(document.text[:end], front, lexicon.digest)


def key_of(*parts: object) -> str:
    """A digest of texts and places, by which what was made of them is known again."""
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


_BREAK = 2
"""Signs of the longest end of a line: behind a value, `read_fields` looks as far as this."""
