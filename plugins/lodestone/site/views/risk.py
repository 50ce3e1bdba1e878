"""All confirmed risk on one page: the matrix, what has a level alone, and the editor's history of each topic.

A risk is one of an item or a topic, to buyers outside China. A proposed one is not here.
"""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.model import LEVELS, Topic, level_of
from lodestone.site.lists import cell
from lodestone.site.site import Site
from lodestone.site.view import Kind, View, single
from lodestone.site.views.parts import card, link, page
from lodestone.site.views.statements import statements
from lodestone.site.views.values import Data
from lodestone.site.words import IMPACT_MARKS, LIKELIHOOD_MARKS, counted, sentence

SHOWN = 4
"""Briefings in one cell of the matrix, the newest first; the others have a page of the cell."""
LISTED = 50
"""Briefings on the page of a cell."""


def _risk(site: Site) -> Iterator[View]:
    counts = site.rated.counts()
    yield page(
        site,
        "risk/",
        "risk.html",
        "Supply risk",
        description="The matrix of confirmed risk, likelihood by impact, and how our view of each topic moved.",
        topics=[_topic(site, each) for each in site.lexicon.topics.values()],
        matrix=_matrix(site, counts),
        impacts=[{"mark": mark, "words": words} for mark, words in IMPACT_MARKS.items()],
        alone=[_alone(site, level, counts) for level in reversed(LEVELS) if counts.get(level)],
        count=counted(
            sum(counts.values()), "current item with a confirmed risk", "current items with a confirmed risk"
        ),
    )


def _topic(site: Site, topic: Topic) -> Data:
    return {"title": topic.title, "path": f"topics/{topic.id}/", "statements": statements(site, topic)}


def _matrix(site: Site, counts: dict[str, int]) -> list[Data]:
    """The rows of the matrix, the likeliest first."""
    return [
        {
            "likelihood": likelihood,
            "words": LIKELIHOOD_MARKS[likelihood],
            "cells": [_cell(site, likelihood, impact, counts) for impact in IMPACT_MARKS],
        }
        for likelihood in sorted(LIKELIHOOD_MARKS, reverse=True)
    ]


def _cell(site: Site, likelihood: int, impact: int, counts: dict[str, int]) -> Data:
    key, level = cell(likelihood, impact), level_of(likelihood, impact)
    return {
        "level": level,
        "number": LEVELS.index(level) + 1,
        "proposed": False,
        "impact": impact,
        "briefings": [link(each) for each in site.rated[key][:SHOWN]] if counts.get(key) else [],
        "more": _more(key, counts.get(key, 0)),
    }


def _more(key: str, count: int) -> Data | None:
    """The link to the page of a cell, where the matrix does not show all of it."""
    return {"label": f"all {count}", "path": f"risk/{key}/"} if count > SHOWN else None


def _alone(site: Site, level: str, counts: dict[str, int]) -> Data:
    """Items with a level but no marks: they have no cell."""
    return {
        "level": level,
        "number": LEVELS.index(level) + 1,
        "proposed": False,
        "briefings": [link(each) for each in site.rated[level][:LISTED]],
        "count": counted(counts[level], "item"),
    }


def _keys(site: Site) -> list[str]:
    return [key for key, count in site.rated.counts().items() if count > SHOWN and key not in LEVELS]


def _one_cell(site: Site, key: str) -> Iterator[View]:
    likelihood, impact = key.split("x")
    yield page(
        site,
        f"risk/{key}/",
        "list.html",
        sentence(f"likelihood {likelihood} and impact {impact}"),
        section="risk/",
        description=f"The newest {LISTED} items whose risk has these two marks.",
        up={"label": "Supply risk", "path": "risk/"},
        briefings=[card(site, each) for each in site.rated[key][:LISTED]],
        show_risk=True,
    )


KINDS = {"risk": single(_risk), "risk-cell": Kind(_keys, _one_cell)}
