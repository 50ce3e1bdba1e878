"""What all kinds of page share, as data: the frame of a page, days, links, cards of briefings.

Every function takes values of the model and gives JSON-able data in the words that the page
prints, so that templates hold markup and no rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lodestone.site.card import Card
from lodestone.site.site import Site
from lodestone.site.structured import breadcrumbs
from lodestone.site.view import JSON, SECTIONS, View
from lodestone.site.views.risks import risk_of
from lodestone.site.views.values import Data, moment
from lodestone.site.words import counted, script


def page(
    site: Site, url: str, template: str, title: str, *, reads: Sequence[str] = (), **shown: JSON
) -> View:
    """A page in the frame of the site: `shown`, and what every page has.

    `section` is the address of the part of the site that the page belongs to, for the navigation.
    """
    known = shown.pop("structured", [])
    keys = tuple(dict.fromkeys(key for key in reads if key in site.bodies))
    data: Data = {
        "title": title,
        "path": url,
        "canonical": absolute(site, url),
        "description": "",
        "section": url,
        "feeds": [],
        "links": {key: site.links(key) for key in keys},
        "kind": "website",
        "built": None,
    }
    data["structured"] = [*known, *_path(site, url, title, shown.get("section", url))]
    return View(url, template, data | shown, reads=keys)


def _path(site: Site, url: str, title: str, section: str) -> Iterator[Data]:
    """The path from home to a page below a section, for search engines; they want whole addresses."""
    if site.options.url and section in SECTIONS and section != url:
        steps = [(site.options.name, ""), (SECTIONS[section], section), (title, url)]
        yield breadcrumbs(site.options.url, steps)


def absolute(site: Site, path: str) -> str:
    """The whole address of a path, or '' where the site does not know its own address."""
    return f"{site.options.url}/{path}" if site.options.url else ""


def topic_link(site: Site, id: str) -> Data:  # noqa: A002 - the word of the domain
    """A topic by its id: what to call it, and where it is."""
    return {"label": site.lexicon.topics[id].title, "path": f"topics/{id}/"}


def company_link(site: Site, id: str) -> Data:  # noqa: A002
    """A company by its id: its short name, its name in the original script, and where it is."""
    company = site.lexicon.companies[id]
    own = company.names_zh[0] if company.names_zh else ""
    return {
        "label": company.short,
        "own": own,
        "lang": script(own, company.country),
        "path": f"companies/{id}/",
    }


def card(site: Site, each: Card) -> Data:
    """A briefing in a list."""
    return link(each) | {
        "summary": each.summary,
        "lang": each.lang,
        "topics": [topic_link(site, theme) for theme in each.themes],
        "risk": risk_of(each),
        "state": state(each),
        "machine": each.machine,
    }


def state(each: Card) -> str:
    """One word that a reader of a list must see, or ''."""
    if each.status in ("withdrawn", "corrected", "draft"):
        return each.status
    return "superseded" if each.newer else ""


def link(each: Card) -> Data:
    """A briefing as a link: its title, where it is, its date."""
    return {"title": each.title, "path": f"briefings/{each.slug}/", "date": moment(each.date)}


def titles(site: Site, slugs: Iterable[str]) -> list[Data]:
    """Briefings by slug, as links; those that are not on the site are left out."""
    found = (site.cards.get(slug) for slug in slugs if slug)
    return [link(each) for each in found if each]


FEEDS = (
    ("atom", "Atom", "application/atom+xml"),
    ("rss", "RSS", "application/rss+xml"),
    ("json", "JSON Feed", "application/feed+json"),
)
"""Ending, name and media type of each format of a feed."""


def feed_links(name: str, label: str) -> list[Data]:
    """The feeds of one list."""
    return [
        {"label": f"{label}, {kind}", "short": kind, "path": f"feeds/{name}.{ending}", "type": media}
        for ending, kind, media in FEEDS
    ]


def items_naming(number: int) -> str:
    """How a company's page counts: it is named, never rated."""
    return counted(number, "item naming it", "items naming it")
