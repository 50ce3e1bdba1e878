"""Who says so: every publisher with its grades and origins, and which judgements would fall without it.

Independence is counted by origin, not by outlet: where several outlets relay one statement, all
of them fall together. A judgement falls with a publisher when everything that it rests on comes
from that publisher alone; it is weakened when something else still holds it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.model import RELIABILITY, Briefing, Judgement
from lodestone.site.links import SOURCE
from lodestone.site.lists import publisher_slug
from lodestone.site.site import Site
from lodestone.site.view import Kind, View, single
from lodestone.site.views.evidence import judgement, sources
from lodestone.site.views.paging import front, numbered, older, older_keys, part
from lodestone.site.views.parts import page, titles
from lodestone.site.views.values import Data
from lodestone.site.words import KIND_WORDS, ORIGIN_WORDS, counted

SIZE = 30
"""Sources on the page of a publisher, at least; older ones are on numbered pages."""
OUTLETS = 20
NAMELESS = "Publisher not named"
DEEP = 8
"""How many judgements a judgement may rest on one behind the other before we stop looking."""


def _list(site: Site) -> Iterator[View]:
    rows = [_publisher(site, key) for key in site.publishers.names()]
    yield page(
        site,
        "sources/",
        "sources.html",
        "Sources",
        description="Every publisher that a briefing rests on: grade, kind, origin, and what would fall without it.",
        publishers=sorted(rows, key=lambda each: (each["label"].casefold(), each["path"])),
        outlets=[
            {
                "count": counted(outlets, "outlet"),
                "origin": ORIGIN_WORDS.get(origin, origin),
                "from": titles(site, (slug,))[0],
            }
            for slug, outlets, origin in site.one_origin[:OUTLETS]
        ],
        outlets_total=len(site.one_origin),
    )


def _publisher(site: Site, key: str) -> Data:
    """A row: the name, and each grade, kind and origin that its sources were given."""
    tally = site.publishers[key].tally()
    return {
        "label": _label(site, key),
        "path": f"sources/{key}/",
        "grades": [
            {"letter": letter, "words": RELIABILITY[letter]} for letter in sorted({row[1] for row in tally})
        ],
        "kinds": ", ".join(sorted({KIND_WORDS.get(row[2], row[2]) for row in tally if row[2]})),
        "origins": ", ".join(sorted({ORIGIN_WORDS.get(row[3], row[3]) for row in tally if row[3]})),
        "count": sum(tally.values()),
    }


def _label(site: Site, key: str) -> str:
    """The name as written most often."""
    [name] = site.publisher_names[key].top() or [""]
    return name or NAMELESS


def _page(site: Site, key: str) -> Iterator[View]:
    rows = site.sources[key]
    about = _publisher(site, key)
    cited = [(site.by_slug[slug], n) for slug, n in front(rows, SIZE)]
    fall, weaken = _resting(site, key, cited)
    yield page(
        site,
        f"sources/{key}/",
        "source.html",
        about["label"],
        reads=tuple(slug for slug, _ in (*fall, *weaken)),
        section="sources/",
        description=f"{about['label']}: grade, kind and origin, and the judgements that rest on it.",
        about=about,
        sources=[_source(site, briefing, n) for briefing, n in cited],
        count=counted(len(rows), "source"),
        fall=[_judged(site, slug, n) for slug, n in fall],
        weaken=[_judged(site, slug, n) for slug, n in weaken],
        older=numbered(f"sources/{key}/older/", older(len(rows), SIZE)),
        up={"label": "Sources", "path": "sources/"},
    )


def _source(site: Site, briefing: Briefing, n: int) -> Data:
    return sources(briefing)[n - 1] | {
        "from": titles(site, (briefing.slug,))[0],
        "path": f"briefings/{briefing.slug}/#{SOURCE}{briefing.sources[n - 1].value.id}",
    }


def _judged(site: Site, slug: str, n: int) -> Data:
    briefing = site.by_slug[slug]
    return judgement(site, briefing, briefing.judgements[n - 1]) | {"from": titles(site, (slug,))[0]}


Place = tuple[str, int]
"""A judgement: slug of its briefing, and its number there, from 1."""


def _resting(site: Site, key: str, cited: list[tuple[Briefing, int]]) -> tuple[list[Place], list[Place]]:
    """The judgements that would fall without a publisher, and those that would be weaker."""
    fall: list[Place] = []
    weaken: list[Place] = []
    for slug, n in dict.fromkeys(place for briefing, m in cited for place in _touched(site, briefing, m)):
        briefing = site.by_slug[slug]
        publishers = _publishers(site, briefing, briefing.judgements[n - 1], DEEP)
        if key in publishers:
            (fall if publishers == {key} else weaken).append((slug, n))
    return fall, weaken


def _touched(site: Site, briefing: Briefing, n: int) -> Iterator[Place]:
    """Judgements that may rest on source `n`: those of its briefing, and those of others that point into it."""
    yield from ((briefing.slug, m) for m, _ in enumerate(briefing.judgements, 1))
    source = briefing.sources[n - 1].value.id
    ids = [source, *(each.value.id for each in briefing.figures if _cites(each.value.citations, source))]
    for name in (*ids, *(each.anchor for each in briefing.judgements)):
        yield from site.cited[f"{briefing.slug}#{name}"]


def _cites(citations: tuple[object, ...], source: str) -> bool:
    return any(getattr(each, "source", "") == source for each in citations)


def _publishers(site: Site, briefing: Briefing, each: Judgement, deep: int) -> set[str]:
    """The publishers behind a judgement, through figures and through judgements that it rests on."""
    found: set[str] = set()
    for reference in each.basis:
        owner = site.by_slug.get(reference.slug) if reference.slug else briefing
        if owner is not None:
            found |= _behind(site, owner, reference.id, deep)
    return found


def _behind(site: Site, owner: Briefing, name: str, deep: int) -> set[str]:
    """The publishers behind one figure, source or judgement."""
    by_id = {each.value.id: publisher_slug(each.value.publisher) for each in owner.sources}
    if name in by_id:
        return {by_id[name]}
    for figure in owner.figures:
        if figure.value.id == name:
            return {by_id[each.source] for each in figure.value.citations if each.source in by_id}
    for each in owner.judgements:
        if each.anchor == name and deep:
            return _publishers(site, owner, each, deep - 1)
    return set()


def _numbers(site: Site) -> Iterator[str]:
    return older_keys(site.sources.counts().items(), SIZE)


def _older(site: Site, key: str) -> Iterator[View]:
    name, _, number = key.rpartition("/")
    label = _label(site, name)
    cited = [(site.by_slug[slug], n) for slug, n in part(site.sources[name], SIZE, int(number))]
    fall, weaken = _resting(site, name, cited)
    yield page(
        site,
        f"sources/{name}/older/{number}/",
        "source.html",
        f"{label}: page {number}",
        reads=tuple(slug for slug, _ in (*fall, *weaken)),
        section="sources/",
        about=None,
        sources=[_source(site, briefing, n) for briefing, n in cited],
        count="",
        fall=[_judged(site, slug, n) for slug, n in fall],
        weaken=[_judged(site, slug, n) for slug, n in weaken],
        older=[],
        up={"label": label, "path": f"sources/{name}/"},
    )


KINDS = {
    "sources": single(_list),
    "source": Kind(lambda site: site.sources.names(), _page),
    "source-older": Kind(_numbers, _older),
}
