"""What all kinds of page share, as data: the frame of a page, days, links, cards of briefings.

Every function takes values of the model and gives JSON-able data in the words that the page
prints, so that templates hold markup and no rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lodestone.model import Briefing
from lodestone.site.site import Site
from lodestone.site.view import JSON, View
from lodestone.site.views.risks import risk_of
from lodestone.site.views.values import Data, moment
from lodestone.site.words import counted, plain, script

SUMMARY_WORDS = 60
"""A bottom line has at most so many words; what a raw text opens with is cut there in lists."""


def page(
    site: Site, url: str, template: str, title: str, *, reads: Sequence[str] = (), **shown: JSON
) -> View:
    """A page in the frame of the site: `shown`, and what every page has.

    `section` is the address of the part of the site that the page belongs to, for the navigation.
    """
    keys = tuple(dict.fromkeys(key for key in reads if key in site.bodies))
    data: Data = {
        "title": title,
        "path": url,
        "canonical": absolute(site, url),
        "description": "",
        "section": url,
        "feeds": [],
        "links": {key: site.links(key) for key in keys},
    }
    return View(url, template, data | shown, reads=keys)


def absolute(site: Site, path: str) -> str:
    """The whole address of a path, or '' where the site does not know its own address."""
    return f"{site.options.url}/{path}" if site.options.url else ""


def dated(briefing: Briefing) -> Data:
    """The date of a briefing."""
    return moment(briefing.date.value if briefing.date else None)


def summary(site: Site, briefing: Briefing) -> str:
    """The bottom line as plain text, for lists and descriptions."""
    body = site.bodies.get(briefing.slug)
    return plain(body.fragments.get("bottom-line", "") if body else "", SUMMARY_WORDS)


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


def card(site: Site, briefing: Briefing) -> Data:
    """A briefing in a list."""
    return {
        "title": briefing.title.value,
        "path": f"briefings/{briefing.slug}/",
        "date": dated(briefing),
        "summary": summary(site, briefing),
        "lang": briefing.lang,
        "topics": [topic_link(site, each.value) for each in briefing.themes],
        "risk": risk_of(briefing),
        "state": state(site, briefing),
        "machine": bool(briefing.machine_read),
    }


def state(site: Site, briefing: Briefing) -> str:
    """One word that a reader of a list must see, or ''."""
    if briefing.status in ("withdrawn", "corrected", "draft"):
        return briefing.status
    return "superseded" if briefing.slug in site.superseded else ""


def titles(site: Site, slugs: Iterable[str]) -> list[Data]:
    """Briefings by slug, as links; those that are not on the site are left out."""
    found = (site.by_slug.get(slug) for slug in slugs)
    return [
        {"title": each.title.value, "path": f"briefings/{each.slug}/", "date": dated(each)}
        for each in found
        if each
    ]


def feed_links(name: str, label: str) -> list[Data]:
    """The two feeds of one list."""
    return [
        {"label": f"{label}, {kind}", "path": f"feeds/{name}.{ending}", "type": f"application/{ending}+xml"}
        for ending, kind in (("atom", "Atom"), ("rss", "RSS"))
    ]


def items_naming(number: int) -> str:
    """How a company's page counts: it is named, never rated."""
    return counted(number, "item naming it", "items naming it")
