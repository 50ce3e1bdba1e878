"""Pages that are plain text with a title, and the page that a host shows where there is none.

Two of them end in what the site knows: corrections lists every correction, method the matrix of risk.
"""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.model import LEVELS, level_of
from lodestone.site.pages import Page
from lodestone.site.site import Site
from lodestone.site.view import View
from lodestone.site.views.parts import page, titles
from lodestone.site.views.values import Data, moment
from lodestone.site.words import IMPACT_MARKS, LIKELIHOOD_MARKS


def views(site: Site) -> Iterator[View]:
    """Every page of the content, then 404."""
    for each in site.pages:
        yield _page(site, each)
    yield page(site, "404.html", "missing.html", "There is no page here", canonical="", section="")


def _page(site: Site, each: Page) -> View:
    extra: dict[str, Data] = {
        "corrections": {"corrections": _corrections(site)},
        "method": {"matrix": _matrix()},
    }
    return page(
        site,
        f"{each.slug}/",
        "page.html",
        each.title,
        reads=(f"page:{each.slug}",),
        description=each.summary,
        key=f"page:{each.slug}",
        **{"corrections": None, "matrix": [], **extra.get(each.slug, {})},
    )


def _corrections(site: Site) -> list[Data]:
    """Every correction of every briefing, the newest first."""
    found = [
        {
            "date": moment(correction.date),
            "what": correction.what,
            "from": titles(site, (briefing.slug,))[0],
            "withdrawn": briefing.status == "withdrawn",
        }
        for briefing in site.briefings
        for correction in briefing.corrections
    ]
    return sorted(found, key=lambda each: each["date"]["iso"], reverse=True)


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
