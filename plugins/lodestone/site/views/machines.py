"""Files for machines and hosts: sitemap, robots, headers, whom to tell of a hole (security.txt)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from html import escape

from lodestone.site.site import Site
from lodestone.site.view import POLICY, SECTIONS, Kind, View, more, single

LOCAL = "http://127.0.0.1:8000"
"""Stands in for the site's address in development, where feeds and sitemaps need a whole one."""
PART = 2_000
"""Addresses of briefings that one sitemap holds; sitemaps.org allows 50,000, and a new briefing rewrites one."""
_WITH_THE_NEWEST = ("figures/", "risk/", "sources/", "timeline/", "changes/", "digest/", "data/")
"""Parts of the site that a new briefing changes."""
HEADERS = """\
/*
  Content-Security-Policy: {policy}; frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), microphone=(), geolocation=(), browsing-topics=()
  Cross-Origin-Opener-Policy: same-origin
  Strict-Transport-Security: max-age=31536000; includeSubDomains

/media/*
  Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox

/static/*
  Cache-Control: public, max-age=31536000, immutable
"""


def _sitemaps(site: Site) -> Iterable[str]:
    """One sitemap, or an index, whose part 0 holds the standing pages and the others briefings, the oldest first."""
    total = len(site.briefings)
    parts = -(-total // PART) if total > PART else -1
    return ("", *(str(n) for n in range(parts + 1)))


def _sitemap_part(site: Site, key: str) -> Iterator[View]:
    root, total = site.options.url or LOCAL, len(site.briefings) if not key else 0
    if total > PART:
        parts = [f"sitemaps/{n}.xml" for n in range(-(-total // PART) + 1)]
        yield View("sitemap.xml", content=_index(root, parts).encode())
    elif not key:
        home, *standing = _standing(site)
        found = [home, *standing[:1], *map(_row, site.addresses), *standing[1:]]
        yield View("sitemap.xml", content=_sitemap(root, found).encode())
    else:
        n = int(key)
        rows = site.addresses.from_end((n - 1) * PART, n * PART) if n else []
        found = list(map(_row, rows)) if n else list(_standing(site))
        yield View(f"sitemaps/{key}.xml", content=_sitemap(root, found).encode())


def _row(row: tuple[str, str]) -> tuple[str, str]:
    slug, changed = row
    return f"briefings/{slug}/", changed


def _standing(site: Site) -> Iterator[tuple[str, str]]:
    """Each page that is worth finding and no briefing, and the day that it last changed for a reader, or ''."""
    newest = _latest(site, "")
    yield "", newest
    yield "archive/", newest
    yield "topics/", newest
    for topic in site.lexicon.topics.values():
        told = [each.on.isoformat() for each in topic.risk]
        yield f"topics/{topic.id}/", max([_latest(site, f"topic:{topic.id}"), *told])
    for section in (*SECTIONS, *more(site)):
        if section not in ("archive/", "topics/"):
            yield section, newest if section in _WITH_THE_NEWEST else ""
    for measure in site.by_measure.names():
        yield f"figures/{measure}/", ""
    for publisher in site.sources.names():
        yield f"sources/{publisher}/", ""
    for company in sorted(site.lexicon.companies):
        yield f"companies/{company}/", _latest(site, f"company:{company}")
    for page in site.pages:
        yield f"{page.slug}/", ""


def _latest(site: Site, key: str) -> str:
    return next((day for _, day in site.changed[key][:1]), "")


def _index(root: str, parts: list[str]) -> str:
    rows = "".join(
        f" <sitemap><loc>{escape(f'{root}/{path}', quote=False)}</loc></sitemap>\n" for path in parts
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</sitemapindex>\n'
    )


def _sitemap(root: str, addresses: list[tuple[str, str]]) -> str:
    rows = "".join(
        f" <url><loc>{escape(f'{root}/{path}', quote=False)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n"
        for path, day in addresses
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )


def _robots_and_headers(site: Site) -> Iterator[View]:
    yield View("robots.txt", content=_robots(site, site.options.url or LOCAL).encode())
    yield View("_headers", content=HEADERS.format(policy=POLICY).encode())
    if site.options.url.startswith("https:"):
        yield View(".well-known/security.txt", content=_security(site).encode())


def _security(site: Site) -> str:
    """By RFC 9116. It lapses within a year, on the first of a month, so that it changes once a month."""
    month = site.options.today.replace(day=1) + dt.timedelta(days=335)
    expires = month.replace(day=1)
    root = site.options.url
    pages = {each.slug for each in site.pages}
    contact = next((f"{slug}/" for slug in ("contribute", "about") if slug in pages), "")
    return (
        f"Contact: {root}/{contact}\n"
        f"Expires: {expires.isoformat()}T00:00:00Z\n"
        "Preferred-Languages: en\n"
        f"Canonical: {root}/.well-known/security.txt\n"
    )


def _robots(site: Site, root: str) -> str:
    """A development build, put online by accident, asks not to be found."""
    if not site.options.publish:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\n\nSitemap: {root}/sitemap.xml\n"


KINDS = {"sitemap": Kind(_sitemaps, _sitemap_part), "machines": single(_robots_and_headers)}
