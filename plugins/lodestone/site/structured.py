"""Structured data for search engines (schema.org, JSON-LD): reports, companies, data sets, the path to a page.

It never says anything on a company's risk: a risk is one of an item, and search engines would
show it beside the name. Addresses are whole where the site knows its own, else left out.
"""

from __future__ import annotations

from typing import Any

from lodestone.model import Briefing, Company
from lodestone.site.card import Card

Thing = dict[str, Any]
CONTEXT = "https://schema.org"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def report(card: Card, briefing: Briefing, root: str, publisher: str) -> Thing:
    """A briefing."""
    return _thing(
        "Report",
        headline=card.title,
        description=card.summary,
        datePublished=card.date.isoformat() if card.date else None,
        dateModified=card.changed.isoformat() if card.changed else None,
        inLanguage=card.lang,
        url=_address(root, f"briefings/{card.slug}/"),
        author={"@type": "Organization", "name": briefing.author or publisher},
        publisher={"@type": "Organization", "name": publisher},
        isAccessibleForFree=True,
        license=LICENCE if briefing.rights == "own-words" else None,
    )


def corporation(company: Company, root: str) -> Thing:
    """A company with its listings as `MIC symbol`, such as XSHG 600111."""
    listed = [f"{each.mic} {each.ticker.symbol}" for each in company.listings if each.mic]
    names = [each for each in company.names if each != company.name]
    return _thing(
        "Corporation" if listed else "Organization",
        name=company.name,
        alternateName=names,
        tickerSymbol=listed[0] if len(listed) == 1 else listed,
        url=_address(root, f"companies/{company.id}/"),
        address={"@type": "PostalAddress", "addressCountry": company.country} if company.country else None,
    )


def dataset(name: str, description: str, root: str, files: list[tuple[str, str]]) -> Thing:
    """The data files; each with its path and media type."""
    return _thing(
        "Dataset",
        name=name,
        description=description,
        license=LICENCE,
        isAccessibleForFree=True,
        url=_address(root, "data/"),
        distribution=[
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": _address(root, path)}
            for path, kind in files
            if root
        ],
    )


def breadcrumbs(root: str, path: list[tuple[str, str]]) -> Thing:
    """The path from home to a page: label and address of each step."""
    items = [
        {"@type": "ListItem", "position": n, "name": label, "item": _address(root, address)}
        for n, (label, address) in enumerate(path, 1)
    ]
    return _thing("BreadcrumbList", itemListElement=items)


def _thing(kind: str, **said: Any) -> Thing:
    """With what is known; empty values are left out."""
    known = {key: value for key, value in said.items() if value not in (None, "", [])}
    return {"@context": CONTEXT, "@type": kind, **known}


def _address(root: str, path: str) -> str:
    return f"{root}/{path}" if root else ""
