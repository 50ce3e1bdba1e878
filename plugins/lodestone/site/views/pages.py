"""Pages that are plain text with a title, and the page that a host shows where there is none.

Two of them end in what the site knows: corrections lists every correction, method the matrix of risk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lodestone.model import LEVELS, level_of
from lodestone.site.charts import charts_of
from lodestone.site.site import Site
from lodestone.site.view import Kind, View, single
from lodestone.site.views.parts import link, page
from lodestone.site.views.values import Data, moment
from lodestone.site.words import IMPACT_MARKS, LIKELIHOOD_MARKS


def _missing(site: Site) -> Iterator[View]:
    yield page(site, "404.html", "missing.html", "There is no page here", canonical="", section="")


_EXTRA: dict[str, Callable[[Site], Data]] = {
    "corrections": lambda site: {"corrections": _corrections(site)},
    "method": lambda site: {"matrix": _matrix()},  # noqa: ARG005
}
"""What stands below the text of a page, by its slug."""


def _page(site: Site, slug: str) -> Iterator[View]:
    each = site.page(slug)
    extra = _EXTRA[slug](site) if slug in _EXTRA else {}
    yield page(
        site,
        f"{each.slug}/",
        "page.html",
        each.title,
        reads=(f"page:{each.slug}",),
        description=each.summary,
        key=f"page:{each.slug}",
        charts=charts_of(site, f"page:{each.slug}"),
        **{"corrections": None, "matrix": [], **extra},
    )


def _corrections(site: Site) -> list[Data]:
    """Every correction of every briefing, the newest first."""
    return [_correction(site, slug, on, what) for slug, _, on, what in site.corrections]


def _correction(site: Site, slug: str, on: str, what: str) -> Data:
    card = site.cards[slug]
    return {"date": moment(on), "what": what, "from": link(card), "withdrawn": card.status == "withdrawn"}


def _matrix() -> list[Data]:
    """The level of every pair of marks, the likeliest first: out of the code that applies the rule."""
    return [
        {
            "likelihood": likelihood,
            "words": LIKELIHOOD_MARKS[likelihood],
            "cells": [_cell(likelihood, impact) for impact in IMPACT_MARKS],
        }
        for likelihood in sorted(LIKELIHOOD_MARKS, reverse=True)
    ]


def _cell(likelihood: int, impact: int) -> Data:
    level = level_of(likelihood, impact)
    return {"level": level, "number": LEVELS.index(level) + 1, "proposed": False}


KINDS = {"page": Kind(lambda site: (each.slug for each in site.pages), _page), "missing": single(_missing)}
