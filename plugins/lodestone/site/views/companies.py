"""The register: all companies, the page of each, and a small page for each ticker that leads there.

A company is named by items and never rated itself, so no risk stands on these pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lodestone.model import Briefing, Company, Field, Figure, Listing, Relation
from lodestone.site.site import Site
from lodestone.site.view import View
from lodestone.site.views.evidence import figure, judged
from lodestone.site.views.paging import paged
from lodestone.site.views.parts import absolute, card, company_link, feed_links, items_naming, page, titles
from lodestone.site.views.values import Data
from lodestone.site.words import CHECKED_WORDS, RELATION_WORDS, country, newest_of, script, sentence

SIZE = 20
"""Briefings on a company's own page, at least; older ones are on numbered pages."""
JUDGED = 8
"""Briefings whose judgements the page shows, the newest first."""
FIGURES = 30
"""Figures that the page shows, those of the newest briefings first."""
Own = tuple[Briefing, int, Field[Figure]]
"""A figure of a company: the briefing that gives it, its number there, and the figure."""


def views(site: Site) -> Iterator[View]:
    """The list, each company with its older pages, each ticker."""
    register = sorted(site.lexicon.companies.values(), key=lambda each: (each.short.casefold(), each.id))
    yield page(
        site,
        "companies/",
        "companies.html",
        "Companies",
        description="The register: names in English and the original script, listings, segments.",
        companies=[_row(site, each) for each in register],
    )
    for company in register:
        cut = paged(site.by_company.get(company.id, ()), SIZE)
        yield _page(site, company, cut.front, len(cut.older))
        for number, items in enumerate(cut.older, 1):
            yield _older(site, company, number, items)
    for ticker, company in sorted(site.lexicon.holders.items()):
        listing = next(each for each in company.listings if each.ticker == ticker)
        yield _ticker(site, listing, company)


def _row(site: Site, company: Company) -> Data:
    return company_link(site, company.id) | {
        "country": country(company.country),
        "status": sentence(company.status),
        "tickers": [_listing(site, each) for each in company.listings],
        "segments": ", ".join(company.segments),
        "items": len(site.by_company.get(company.id, ())),
    }


def _listing(site: Site, listing: Listing) -> Data:
    exchange = site.lexicon.vocabulary.exchanges.get(listing.ticker.exchange)
    return {
        "label": str(listing.ticker),
        "path": f"tickers/{listing.ticker.slug}/",
        "exchange": exchange.name if exchange else listing.ticker.exchange,
        "mic": listing.mic,
    }


def _page(site: Site, company: Company, front: Sequence[Briefing], older: int) -> View:
    key = f"company:{company.id}"
    body = site.bodies.get(key)
    everything = site.by_company.get(company.id, ())
    judged_on = [each for each in everything if each.judgements][:JUDGED]
    own = _own_figures(site, company)
    former = {each.name for each in company.former_names}
    return page(
        site,
        f"companies/{company.id}/",
        "company.html",
        company.short,
        reads=(key, *(each.slug for each in judged_on)),
        section="companies/",
        description=f"{company.name}: names, listings, relations, and the items naming it.",
        feeds=feed_links(f"company-{company.id}", f"Items naming {company.short}"),
        key=key if body and body.html.strip() else "",
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
        note=company.note,
        register_source=company.source,
        checked=CHECKED_WORDS.get(company.checked, company.checked),
        figures=[
            figure(site, briefing, n, field) | {"from": titles(site, (briefing.slug,))[0]}
            for briefing, n, field in own[:FIGURES]
        ],
        figures_caption=newest_of(FIGURES, len(own), "figure"),
        judgements=[judged(site, each) for each in judged_on],
        briefings=[card(site, each) for each in front],
        count=items_naming(len(everything)),
        older=[
            {"label": f"Page {number}", "path": f"companies/{company.id}/older/{number}/"}
            for number in range(older, 0, -1)
        ],
    )


def _relation(site: Site, relation: Relation) -> Data:
    known = relation.other in site.lexicon.companies
    details = (relation.product, relation.share, relation.since and f"since {relation.since}", relation.state)
    return {
        "words": RELATION_WORDS.get(relation.type, relation.type),
        "other": company_link(site, relation.other) if known else None,
        "name": relation.other,
        "details": ", ".join(each for each in details if each),
        "note": relation.note,
    }


def _own_figures(site: Site, company: Company) -> list[Own]:
    """Figures of the company, or of a plant or deal of its own, out of current briefings, the newest first."""
    subjects = site.lexicon.vocabulary.subjects.values()
    own = {company.id, *(each.id for each in subjects if company.id in each.owners)}
    found = [row for subject in sorted(own) for row in site.figures_of.get(subject, ())]
    place = {each.slug: n for n, each in enumerate(site.by_company.get(company.id, ()))}
    current = (row for row in found if row[0].slug not in site.superseded)
    return sorted(current, key=lambda row: place.get(row[0].slug, len(place)))


def _older(site: Site, company: Company, number: int, items: Sequence[Briefing]) -> View:
    return page(
        site,
        f"companies/{company.id}/older/{number}/",
        "list.html",
        f"Items naming {company.short}: page {number}",
        section="companies/",
        up={"label": company.short, "path": f"companies/{company.id}/"},
        briefings=[card(site, each) for each in items],
        show_risk=False,
    )


def _ticker(site: Site, listing: Listing, company: Company) -> View:
    shown = _listing(site, listing)
    return page(
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
        count=items_naming(len(site.by_company.get(company.id, ()))),
    )
