"""The register: all companies, the page of each, and a small page for each ticker that leads there.

A company is named by items and never rated itself, so no risk stands on these pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.model import Company, Listing, Relation
from lodestone.site.charts import charts_of
from lodestone.site.site import Site
from lodestone.site.structured import corporation
from lodestone.site.view import Kind, View, single
from lodestone.site.views.evidence import judged
from lodestone.site.views.figures import folded
from lodestone.site.views.history import of_items
from lodestone.site.views.paging import front, numbered, older, older_keys, part
from lodestone.site.views.parts import absolute, card, company_link, feed_links, items_naming, page
from lodestone.site.views.values import Data
from lodestone.site.words import (
    CHECKED_WORDS,
    PAST_RELATION_WORDS,
    RELATION_WORDS,
    country,
    newest_of,
    script,
    sentence,
)

SIZE = 20
"""Briefings on a company's own page, at least; older ones are on numbered pages."""
JUDGED = 8
"""Briefings whose judgements the page shows, the newest first."""
FIGURES = 30
"""Figures that the page shows, those of the newest briefings first."""


def _list(site: Site) -> Iterator[View]:
    """The register."""
    register = sorted(site.lexicon.companies.values(), key=lambda each: (each.short.casefold(), each.id))
    counts = site.by_company.counts()
    yield page(
        site,
        "companies/",
        "companies.html",
        "Companies",
        description="The register: names in English and the original script, listings, segments.",
        companies=[_row(site, each, counts.get(each.id, 0)) for each in register],
    )


def _row(site: Site, company: Company, items: int) -> Data:
    return company_link(site, company.id) | {
        "country": country(company.country),
        "status": sentence(company.status),
        "tickers": [_listing(site, each) for each in company.listings],
        "segments": ", ".join(company.segments),
        "items": items,
    }


def _listing(site: Site, listing: Listing) -> Data:
    exchange = site.lexicon.vocabulary.exchanges.get(listing.ticker.exchange)
    return {
        "label": str(listing.ticker),
        "path": f"tickers/{listing.ticker.slug}/",
        "exchange": exchange.name if exchange else listing.ticker.exchange,
        "mic": listing.mic,
    }


def _company(site: Site, id: str) -> Iterator[View]:  # noqa: A002 - the word of the domain
    company = site.lexicon.companies[id]
    key = f"company:{id}"
    body = site.bodies.get(key)
    everything = site.by_company[id]
    total = len(everything)
    items = front(everything, SIZE)
    judged_on = [site.by_slug[each.slug] for each in site.judged_by_company[id][:JUDGED]]
    own = site.figures_by_company[id]
    former = {each.name for each in company.former_names}
    yield page(
        site,
        f"companies/{company.id}/",
        "company.html",
        company.short,
        reads=(key, *(each.slug for each in judged_on)),
        section="companies/",
        description=f"{company.name}: names, listings, relations, and the items naming it.",
        feeds=feed_links(f"company-{company.id}", f"Items naming {company.short}"),
        structured=[corporation(company, site.options.url)],
        key=key if body and body.html.strip() else "",
        charts=charts_of(site, key),
        name=company.name,
        own_names=[
            {"name": each, "lang": script(each, company.country)}
            for each in company.names_zh
            if each not in former
        ],
        aliases=[each for each in company.aliases if each != company.short and each not in former],
        former=[
            {
                "name": each.name,
                "until": each.until,
                "lang": script(each.name, company.country),
            }
            for each in company.former_names
        ],
        country=country(company.country),
        status=sentence(company.status),
        listings=[_listing(site, each) for each in company.listings],
        segments=list(company.segments),
        relations=[_relation(site, each) for each in company.relations],
        register_source=company.source,
        checked=CHECKED_WORDS.get(company.checked, company.checked),
        figures=folded(site, own[:FIGURES]),
        figures_caption=newest_of(FIGURES, len(own), "figure"),
        judgements=[judged(site, each) for each in judged_on],
        briefings=[card(site, each) for each in items],
        history=of_items(items),
        count=items_naming(total),
        older=numbered(f"companies/{id}/older/", older(total, SIZE)),
    )


def _relation(site: Site, relation: Relation) -> Data:
    known = relation.other in site.lexicon.companies
    over = relation.state == "ended"
    since, state = (relation.since and f"{'from' if over else 'since'} {relation.since}"), relation.state
    details = (relation.product, relation.share, since, "" if over else state)
    return {
        "words": (PAST_RELATION_WORDS if over else RELATION_WORDS).get(relation.type, relation.type),
        "other": company_link(site, relation.other) if known else None,
        "name": relation.other,
        "details": ", ".join(each for each in details if each),
        "note": relation.note,
    }


def _numbers(site: Site) -> Iterator[str]:
    counts = site.by_company.counts()
    return older_keys(((each, counts.get(each, 0)) for each in site.lexicon.companies), SIZE)


def _older(site: Site, key: str) -> Iterator[View]:
    id, _, number = key.rpartition("/")  # noqa: A001
    company = site.lexicon.companies[id]
    yield page(
        site,
        f"companies/{id}/older/{number}/",
        "list.html",
        f"Items naming {company.short}: page {number}",
        section="companies/",
        up={"label": company.short, "path": f"companies/{id}/"},
        briefings=[card(site, each) for each in part(site.by_company[id], SIZE, int(number))],
        show_risk=False,
    )


def _tickers(site: Site) -> Iterator[str]:
    return (str(ticker) for ticker in sorted(site.lexicon.holders))


def _ticker(site: Site, key: str) -> Iterator[View]:
    company = site.lexicon.listed[key]
    shown = _listing(site, next(each for each in company.listings if str(each.ticker) == key))
    yield page(
        site,
        shown["path"],
        "ticker.html",
        shown["label"],
        section="companies/",
        canonical=absolute(site, f"companies/{company.id}/"),
        description=f"{shown['label']} is a listing of {company.name}.",
        listing=shown,
        name=company.name,
        company=company_link(site, company.id),
        count=items_naming(len(site.by_company[company.id])),
    )


KINDS = {
    "companies": single(_list),
    "company": Kind(lambda site: sorted(site.lexicon.companies), _company),
    "company-older": Kind(_numbers, _older),
    "ticker": Kind(_tickers, _ticker),
}
