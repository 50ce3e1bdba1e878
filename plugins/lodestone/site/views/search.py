"""The search page, and the index that its script reads: small files, of which a query takes a few.

- `search/index.json`: blocks, cuts, stop words, and every page that has a name
- `search/<block>/terms-<range>.json`: terms of a range, each with its hits
- `search/<block>/<facet>.json`: values of a facet, each with its hits
- `search/<block>/hits-<n>.json`: what is shown of `SHOWN` briefings

`site/search_shards.py` says what blocks, ranges and lists of hits are; `docs/search.md` tells the whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from lodestone.model import LEVELS, Company
from lodestone.model.grade import RELIABILITY
from lodestone.site.search_rows import UNDATED
from lodestone.site.search_shards import BOUNDS, GROUPS, SHOWN, Block, blocks, encode, shards
from lodestone.site.search_words import STOP
from lodestone.site.site import Rows, Site
from lodestone.site.view import JSON, SECTIONS, Kind, View, more, single
from lodestone.site.views.parts import page
from lodestone.site.words import script, sentence

FACETS = ("topic", "company", "risk", "year", "reliability")
PART = 64
"""Briefings whose hits are written together, `SHOWN` to a file."""


def _page(site: Site) -> Iterator[View]:
    yield page(
        site,
        "search/",
        "search.html",
        "Search",
        description="Briefings, companies, tickers, topics, figures and sources by any word or name.",
        levels=[{"level": level, "number": n, "proposed": False} for n, level in enumerate(LEVELS, 1)],
        reliability=[{"grade": letter, "label": sentence(words)} for letter, words in RELIABILITY.items()],
    )


# The index


def _index(site: Site) -> Iterator[View]:
    """What a query needs first."""
    index = {
        "blocks": [[each.name, each.count, each.ranges] for each in _blocks(site)],
        "bounds": " ".join(BOUNDS),
        "stop": " ".join(sorted(STOP)),
        "topics": [[topic.id, topic.title] for topic in site.lexicon.topics.values()],
        "companies": _companies(site),
        "years": _years(site),
        "pages": list(_named(site)),
    }
    yield View("search/index.json", content=_json(index))


def _companies(site: Site) -> list[list[str]]:
    """The companies that briefings name, by what they are called."""
    known = site.lexicon.companies
    found = [[known[id_].short, id_] for id_ in site.by_company.names() if id_ in known]
    return [[id_, label] for label, id_ in sorted(found, key=lambda each: each[0].casefold())]


def _years(site: Site) -> list[str]:
    """The years of briefings, the newest first."""
    return sorted({month[:4] for month in site.search_months.names()} - {UNDATED[:4]}, reverse=True)


def _named(site: Site) -> Iterator[list[str]]:
    """Every page that has a name: address, what it is, language of its names where it is not English, all its names."""
    for company in site.lexicon.companies.values():
        yield from _company(company)
    for topic in site.lexicon.topics.values():
        yield [f"topics/{topic.id}/", "Topic", "", topic.title]
    measures = site.lexicon.vocabulary.measures
    for name in site.by_measure.names():
        yield [f"figures/{name}/", "Figures", "", measures[name].label if name in measures else name]
    for key in site.publisher_names.names():
        names = [name for (name,) in site.publisher_names[key].distinct() if name]
        if names:
            yield [f"sources/{key}/", "Source", "", *names]
    for path, label in (*SECTIONS.items(), *more(site).items()):
        yield [path, "Page", "", label]
    for each in site.pages:
        yield [f"{each.slug}/", "Page", "", each.title]


def _company(company: Company) -> Iterator[list[str]]:
    tickers = [str(listing.ticker) for listing in company.listings]
    names = [name for name in company.names if name != company.short]
    tongue = next((found for name in names if (found := script(name, company.country))), "")
    yield [f"companies/{company.id}/", "Company", tongue, company.short, *names, *tickers]
    for listing in company.listings:
        yield [f"tickers/{listing.ticker.slug}/", f"Ticker of {company.short}", "", str(listing.ticker)]


# The shards. A key names the block and which part of it.


def _blocks(site: Site) -> Iterator[Block]:
    return blocks(site.search_months.counts())


def _key(block: Block, part: int = 0) -> str:
    return f"{block.low} {block.high or '-'} {block.count} {part}"


def _block(key: str) -> tuple[Block, int]:
    low, high, count, part = key.split()
    return Block(low, high.strip("-"), int(count)), int(part)


def _texts(site: Site, name: str, block: Block) -> Rows[tuple[str, str]]:
    """The rows of a block under a key of the table, the oldest first."""
    return site.search[name].since(block.low).before(block.high)


def _term_keys(site: Site) -> Iterator[str]:
    """A page a group, or a page a range where there are fewer of them."""
    return (_key(block, n) for block in _blocks(site) for n in range(min(block.ranges, GROUPS)))


def _terms(site: Site, key: str) -> Iterator[View]:
    block, part = _block(key)
    parts = min(block.ranges, GROUPS)
    groups = range(part * GROUPS // parts, (part + 1) * GROUPS // parts)
    found: dict[int, dict[str, str]] = {}
    for group in groups:
        for number, held in shards(
            [text for _, text in _texts(site, str(group), block)], block.ranges
        ).items():
            found.setdefault(number, {}).update(held)
    each = block.ranges // parts
    for number in range(part * each, (part + 1) * each):
        yield _shard(block, f"terms-{number}", found.get(number, {}))


def _block_keys(site: Site) -> Iterator[str]:
    return (_key(block) for block in _blocks(site))


def _facets(site: Site, key: str) -> Iterator[View]:
    block, _ = _block(key)
    values: dict[str, dict[str, list[tuple[int, int]]]] = {name: {} for name in FACETS}
    for number, (_, text) in enumerate(_texts(site, "facets", block)):
        for each in text.split():
            name, _, value = each.partition(":")
            values[name].setdefault(value, []).append((number, 0))
    for name, found in values.items():
        yield _shard(block, name, {value: encode(found[value]) for value in sorted(found)})


def _hit_keys(site: Site) -> Iterator[str]:
    return (_key(block, n) for block in _blocks(site) for n in range(-(-block.count // PART)))


def _hits(site: Site, key: str) -> Iterator[View]:
    block, part = _block(key)
    shown = [text for _, text in _texts(site, "hits", block)[part * PART : (part + 1) * PART]]
    for start in range(0, len(shown), SHOWN):
        number = (part * PART + start) // SHOWN
        lines = ",\n".join(shown[start : start + SHOWN])
        yield View(f"search/{block.name}/hits-{number}.json", content=f"[{lines}]\n".encode())


def _shard(block: Block, name: str, value: JSON) -> View:
    return View(f"search/{block.name}/{name}.json", content=_json(value))


def _json(value: JSON) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


KINDS = {
    "search": single(_page),
    "search-index": single(_index),
    "search-terms": Kind(_term_keys, _terms),
    "search-facets": Kind(_block_keys, _facets),
    "search-hits": Kind(_hit_keys, _hits),
}
