"""Files for machines and hosts: sitemap, robots, headers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from lodestone.model import Briefing
from lodestone.site.site import Site
from lodestone.site.view import POLICY, View

LOCAL = "http://127.0.0.1:8000"
"""Stands in for the site's address in development, where feeds and sitemaps need a whole one."""
MOST = 50_000
"""Addresses that one sitemap may hold (sitemaps.org)."""
HEADERS = """\
/*
  Content-Security-Policy: {policy}; frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), microphone=(), geolocation=(), browsing-topics=()
  Cross-Origin-Opener-Policy: same-origin
  Strict-Transport-Security: max-age=31536000; includeSubDomains

/static/*
  Cache-Control: public, max-age=31536000, immutable
"""


def views(site: Site) -> Iterator[View]:
    """The four files."""
    root = site.options.url or LOCAL
    yield View("sitemap.xml", content=_sitemap(root, list(_addresses(site))[:MOST]).encode())
    yield View("robots.txt", content=_robots(site, root).encode())
    yield View("_headers", content=HEADERS.format(policy=POLICY).encode())


def _addresses(site: Site) -> Iterator[tuple[str, str]]:
    """Each page that is worth finding, and the day that it last changed for a reader, or '' if unknown."""
    yield "", _latest(site.briefings)
    yield "archive/", _latest(site.briefings)
    for briefing in site.briefings:
        yield f"briefings/{briefing.slug}/", _latest((briefing,))
    yield "topics/", _latest(site.briefings)
    for topic in site.lexicon.topics.values():
        told = [each.on.isoformat() for each in topic.risk]
        yield f"topics/{topic.id}/", max([_latest(site.by_topic.get(topic.id, ())), *told])
    yield "companies/", ""
    for company in sorted(site.lexicon.companies):
        yield f"companies/{company}/", _latest(site.by_company.get(company, ()))
    for page in site.pages:
        yield f"{page.slug}/", ""


def changed(briefing: Briefing) -> dt.date | None:
    """The day that a briefing last changed: its date, or that of its newest correction."""
    days = [each.date for each in briefing.corrections]
    return max([*days, briefing.date.value] if briefing.date else days, default=None)


def _latest(briefings: Iterable[Briefing]) -> str:
    return max((day.isoformat() for each in briefings if (day := changed(each))), default="")


def _sitemap(root: str, addresses: list[tuple[str, str]]) -> str:
    rows = "".join(
        f" <url><loc>{escape(f'{root}/{path}')}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n"
        for path, day in addresses
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )


def _robots(site: Site, root: str) -> str:
    """A development build, put online by accident, asks not to be found."""
    if not site.options.publish:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\n\nSitemap: {root}/sitemap.xml\n"
