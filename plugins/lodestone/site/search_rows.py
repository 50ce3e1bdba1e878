"""What a briefing puts into the search index: its terms with their weights, its facets, what a hit shows.

This is computed once, when the briefing is read; the shards of `views/search.py` only put rows
together. The terms are cut into `GROUPS` rows, so that a changed word touches the shards around it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lodestone.model import Briefing
from lodestone.model.grade import RELIABILITY
from lodestone.site.rows import Entry, Row, Table
from lodestone.site.search_shards import GROUPS, LEVELS, group_of
from lodestone.site.search_words import counted, words_of
from lodestone.text.body import Body

WEIGHTS = {"title": 10, "name": 7, "bottom-line": 5, "heading": 3, "judgement": 2, "figure": 2, "prose": 1}
"""What one occurrence of a term counts for, by field; after BM25F (Robertson and Zaragoza, 2009)."""
HALF = 6.0
"""The weighted count at which a term has half of what it can have; k1 of BM25."""
USUAL, SHARE = 600, 0.4
"""Terms of a usual text, and how much of its length tells against a text; b of BM25. The usual length is fixed, so that
no text changes the weights of another one."""
STEP = 200
"""Lengths are told apart in steps, so that a sentence more changes no weight but its own."""
REPLACED = 0.5
"""What a briefing is worth in the order of hits that a newer one replaces."""
UNDATED = "0000-00"
"""The month of briefings without a date, before all others."""


def _months(entry: Entry) -> Iterator[Row]:
    """Every live briefing under its month; made to be counted."""
    if entry.live:
        yield Row(_day(entry)[:7], _day(entry), ())


def _search(entry: Entry) -> Iterator[Row]:
    """The same rows under every key, the oldest first, so that the number of a briefing is its place in each."""
    if entry.live:
        day = _day(entry)
        for group, text in enumerate(_groups(entry)):
            yield Row(str(group), day, (text,))
        yield Row("facets", day, (" ".join(_facets(entry)),))
        yield Row("hits", day, (hit(entry),))


TABLES: Mapping[str, Table] = {"search-months": _months, "search": _search}


def _day(entry: Entry) -> str:
    return entry.card.date.isoformat() if entry.card.date else f"{UNDATED}-00"


# Terms


def _groups(entry: Entry) -> list[str]:
    """Each group of terms as text: every term with its level as last sign, as `magnet7 oxide2`."""
    found: list[list[str]] = [[] for _ in range(GROUPS)]
    for term, level in sorted(levels(entry).items()):
        found[group_of(term)].append(f"{term}{level}")
    return [" ".join(each) for each in found]


def levels(entry: Entry) -> dict[str, int]:
    """How much each term of a briefing says about it, from 0 to `LEVELS` - 1."""
    counts: defaultdict[str, int] = defaultdict(int)
    length = 0
    for field, texts in _fields(entry):
        weight = WEIGHTS[field]
        for text in texts:
            found = counted(text)
            length += sum(found.values())
            for term, times in found.items():
                counts[term] += weight if field == "name" else weight * times
    half = HALF * (1 - SHARE + SHARE * max(1, round(length / STEP)) * STEP / USUAL)
    worth = LEVELS * (REPLACED if entry.card.newer else 1)
    return {term: int(worth * count / (count + half)) for term, count in counts.items()}


def _fields(entry: Entry) -> Iterator[tuple[str, Iterable[str]]]:
    """The texts of a briefing by field."""
    briefing, body = entry.briefing, entry.body or Body("", {})
    parts = {name: words_of(markup) for name, markup in body.fragments.items()}
    yield "title", [briefing.title.value]
    yield "name", _names(entry)
    yield "bottom-line", [parts.pop("bottom-line", "")]
    yield "heading", [each.text for each in body.headings]
    yield "judgement", parts.values()
    yield "figure", _figures(entry)
    yield "prose", [words_of(body.html), *_sources(briefing)]


def _names(entry: Entry) -> Iterator[str]:
    """Names and tickers of its companies, and its topics."""
    briefing, lexicon = entry.briefing, entry.lexicon
    for each in briefing.companies:
        company = lexicon.companies.get(each.value)
        if company:
            yield " ".join((*company.names, *(str(listing.ticker) for listing in company.listings)))
    yield " ".join(str(each.value) for each in briefing.tickers)
    yield " ".join(
        lexicon.topics[each.value].title for each in briefing.themes if each.value in lexicon.topics
    )


def _figures(entry: Entry) -> Iterator[str]:
    """What its figures measure, and of what."""
    measures = entry.lexicon.vocabulary.measures
    for each in entry.briefing.figures:
        figure = each.value
        label = measures[figure.measure].label if figure.measure in measures else figure.measure
        yield f"{label} {entry.lexicon.subject_label(figure.of)} {figure.value.low} {figure.value.high} {figure.note}"


def _sources(briefing: Briefing) -> Iterator[str]:
    for each in briefing.sources:
        yield f"{each.value.publisher} {each.value.title}"


# Facets and hits


def _facets(entry: Entry) -> Iterator[str]:
    """What one can narrow down by: topic, company, confirmed risk, year, reliability of the best source."""
    briefing, card = entry.briefing, entry.card
    yield from (f"topic:{each}" for each in dict.fromkeys(card.themes))
    yield from (f"company:{each}" for each in dict.fromkeys(field.value for field in briefing.companies))
    if card.risk and not card.proposed:
        yield f"risk:{card.risk.level}"
    if card.date:
        yield f"year:{card.date.year}"
    known = [each.value.reliability for each in briefing.sources if each.value.reliability in RELIABILITY]
    if known:
        yield f"reliability:{min(known)}"


def hit(entry: Entry) -> str:
    """What a hit shows, as JSON: slug, title, day, bottom line, language, topics, risk (0 where none is confirmed),
    state, and 1 where something in it is machine-read."""
    card = entry.card
    state = "superseded" if card.newer else card.status
    shown: list[Any] = [
        card.slug,
        card.title,
        card.date.isoformat() if card.date else "",
        card.summary,
        card.lang,
        list(card.themes),
        card.risk.number if card.risk and not card.proposed else 0,
        "" if state == "published" else state,
        int(card.machine),
    ]
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
