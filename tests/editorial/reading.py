"""A register with words for the editorial rules, and a briefing that none of them has anything to say of."""

from __future__ import annotations

import re
from functools import cache

from lodestone.article import Article, Source, article
from lodestone.model import Lexicon
from lodestone.text.lexicon import read_lexicon
from text.reading import REGISTER

WORDS = {
    "vocabulary/hedges.yaml": "hedges: [may, could, expected to, possibly]\n",
    "vocabulary/advice.yaml": "advice: [price target, should buy, undervalued]\n",
    "vocabulary/acronyms.yaml": "acronyms: [EU, US]\n",
    "vocabulary/measures.yaml": """measures:
  - id: capacity
    label: Capacity
    dimension: mass-rate
    unit: t/yr
    time: level
    references:
      - {of: world, period: '2024', value: 390000, unit: t/yr, basis: mined}
  - id: output
    label: Output
    dimension: mass
    unit: t
    time: flow
    references: [{of: world, period: '2024', value: 390000, unit: t}]
  - {id: water-use, label: Water use, dimension: percent, unit: '%', time: level}
  - {id: cost, label: Cost, dimension: money, unit: m USD, time: level}
""",
    "vocabulary/units.yaml": """units:
  - {unit: t, dimension: mass, factor: 1, to: t}
  - {unit: t/yr, dimension: mass-rate, factor: 1, to: t/yr}
  - {unit: kt/yr, dimension: mass-rate, factor: 1000, to: t/yr}
  - {unit: '%', dimension: percent, factor: 1, to: '%'}
  - {unit: m USD, dimension: money, factor: 1, to: m USD, currency: USD}
  - {unit: bn USD, dimension: money, factor: 1000, to: m USD, currency: USD}
""",
    "companies/3m.md": "---\nid: threem\nname: 3M Company\naliases: [3M]\ncountry: US\n---\nA maker.\n",
}

FRONT = """---
title: {title}
date: 2025-09-01
company: none
themes: [magnets]
risk: {{likelihood: 2, impact: 2, direction: neutral}}
{front}sources:
  - {{id: notice, publisher: A ministry, kind: official, reliability: A, origin: government}}
  - {{id: maker, publisher: A company, kind: company, reliability: B, origin: company}}
  - {{id: paper, publisher: A paper, kind: press, reliability: C, origin: press}}
  - {{id: blog, publisher: A blog, kind: blog, reliability: E, origin: press}}
  - {{id: stranger, publisher: Somebody, kind: newsletter, reliability: F, origin: press}}
---
"""
HEAD = "| id | measure | of | value | period | as of | status | source |\n|---|---|---|---|---|---|---|---|\n"
MARK = re.compile(r"\{\{([EW]\d{3})\}\}")


@cache
def lexicon() -> Lexicon:
    """The register, read."""
    files = {path: text.encode() for path, text in (REGISTER | WORDS).items()}
    read, problems = read_lexicon(files)
    assert not problems, [str(problem) for problem in problems]
    return read


def written(body: str, title: str = "Something happened", front: str = "", figures: str = "") -> str:
    """A briefing with this body; `figures` are rows of the table."""
    table = f"\n## Figures\n\n{HEAD}{figures}" if figures else ""
    return FRONT.format(title=title, front=front) + body + table


def read(text: str) -> Article:
    """The whole pipeline."""
    return article(Source("briefings/a.md", text.encode()), lexicon())


def unmarked(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The text without its marks, and where they stood: code, line, column."""
    places = []
    for number, line in enumerate(text.split("\n"), start=1):
        taken = 0
        for found in MARK.finditer(line):
            places.append((found[1], number, found.start() - taken + 1))
            taken += len(found[0])
    return MARK.sub("", text), sorted(places)


def told(text: str) -> list[tuple[str, int, int]]:
    """What is wrong with a briefing: code, line, column."""
    return sorted((each.code, each.line, each.column) for each in read(text).diagnostics)
