"""The site from A to Z: companies by every name and ticker, topics, measures, sources and pages.

With the archive it serves as search for readers without scripts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from lodestone.model import Company
from lodestone.site.site import Site
from lodestone.site.view import View, single
from lodestone.site.views.parts import page
from lodestone.site.views.values import Data
from lodestone.site.words import script

DIGITS = "0\N{EN DASH}9"
OTHER = "Other scripts"


def _a_to_z(site: Site) -> Iterator[View]:
    entries = {(each["label"], each["path"]): each for each in _entries(site)}
    ordered = sorted(entries.values(), key=_place)
    groups = [
        (letter, list(group)) for letter, group in groupby(ordered, lambda each: _letter(each["label"]))
    ]
    yield page(
        site,
        "a-z/",
        "a-z.html",
        "A to Z",
        description="Companies by every name and ticker, topics, measures, sources and pages, by letter.",
        letters=[
            {"label": letter, "anchor": f"letter_{_anchor(letter)}", "entries": group}
            for letter, group in groups
        ],
    )


def _entries(site: Site) -> Iterator[Data]:
    for company in site.lexicon.companies.values():
        yield from _company(company)
    for topic in site.lexicon.topics.values():
        yield _entry(topic.title, f"topics/{topic.id}/", "topic")
    measures = site.lexicon.vocabulary.measures
    for name in site.by_measure.names():
        yield _entry(measures[name].label if name in measures else name, f"figures/{name}/", "figures")
    for key in site.publisher_names.names():
        for (name,) in site.publisher_names[key].distinct():
            if name:
                yield _entry(name, f"sources/{key}/", "source")
    for each in site.pages:
        yield _entry(each.title, f"{each.slug}/", "page")


def _company(company: Company) -> Iterator[Data]:
    """A company under each of its names and tickers; what it is mostly called stands beside the others."""
    path = f"companies/{company.id}/"
    for name in company.names:
        about = "company" if name == company.short else f"see {company.short}"
        yield _entry(name, path, about, script(name, company.country))
    for listing in company.listings:
        yield _entry(str(listing.ticker), f"tickers/{listing.ticker.slug}/", company.short)
        yield _entry(
            f"{listing.ticker.symbol} ({listing.ticker.exchange})",
            f"tickers/{listing.ticker.slug}/",
            company.short,
        )


def _entry(label: str, path: str, about: str, lang: str = "") -> Data:
    return {"label": label, "path": path, "about": about, "lang": lang}


def _letter(label: str) -> str:
    """The heading under which a label stands.

    >>> _letter("lynas"), _letter("600111 (SSE)"), _letter("\\u5317\\u65b9"), _letter("\\u00c9nergie")
    ('L', '0\N{EN DASH}9', 'Other scripts', 'E')
    """
    first = unicodedata.normalize("NFD", label)[:1].upper()
    if first.isascii() and first.isalpha():
        return first
    return DIGITS if first.isdigit() or first.isascii() else OTHER


def _place(each: Data) -> tuple[int, str, str, str]:
    letter = _letter(each["label"])
    return {DIGITS: 0, OTHER: 2}.get(letter, 1), letter, each["label"].casefold(), each["path"]


def _anchor(letter: str) -> str:
    return {DIGITS: "digits", OTHER: "other"}.get(letter, letter.lower())


KINDS = {"a-z": single(_a_to_z)}
