"""The list of topics, and each topic as a standing product: risk, judgements, figures, companies, briefings.

A lens topic also gathers implications by jurisdiction, out of the briefings of every topic.
"""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.model import Topic
from lodestone.site.charts import charts_of
from lodestone.site.site import Site
from lodestone.site.view import Kind, View, single
from lodestone.site.views.evidence import judged, references
from lodestone.site.views.figures import folded
from lodestone.site.views.history import of_topic
from lodestone.site.views.paging import front, numbered, older, older_keys, part
from lodestone.site.views.parts import card, company_link, feed_links, link, page, titles
from lodestone.site.views.statements import statements
from lodestone.site.views.values import Data
from lodestone.site.words import counted, sentence

SIZE = 40
"""Briefings that a topic's own page names, at least; older ones are on numbered pages."""
CARDS = 10
"""Those of them that it shows as cards, the newest; the others are a list of titles."""
JUDGED = 5
"""Briefings whose judgements the page shows, the newest first."""
FIGURES = 10
"""Figures that the page shows, those that are contradicted first, then those of the newest briefings."""
LOOKED_AT = 40
"""The newest figures, among which contradicted ones are looked for."""
NAMED = 8
"""Companies that the page lists, those most often named first."""
LENS_ITEMS = 4
"""Implications of one jurisdiction that the lens shows, the newest first."""


def _list(site: Site) -> Iterator[View]:
    """All topics."""
    yield page(
        site,
        "topics/",
        "topics.html",
        "Topics",
        description="The standing products of the site, each with the editor's dated risk.",
        topics=[_row(site, each) for each in site.lexicon.topics.values()],
    )


def _row(site: Site, topic: Topic) -> Data:
    told = statements(site, topic)
    return {
        "title": topic.title,
        "path": f"topics/{topic.id}/",
        "summary": topic.summary,
        "statement": told[0] if told else None,
        "count": counted(len(site.by_topic[topic.id]), "briefing"),
    }


def _topic(site: Site, id: str) -> Iterator[View]:  # noqa: A002 - the word of the domain
    topic = site.lexicon.topics[id]
    lens = _lens(site) if topic.lens else []
    drawn = [item["slug"] for group in lens for item in group["items"]]
    everything = site.by_topic[id]
    judged_on = [site.by_slug[each.slug] for each in site.judged_by_topic[id][:JUDGED]]
    given = site.figures_by_topic[id]
    total = len(everything)
    named = front(everything, SIZE)
    yield page(
        site,
        f"topics/{topic.id}/",
        "topic.html",
        topic.title,
        reads=(f"topic:{topic.id}", *(each.slug for each in judged_on), *drawn),
        section="topics/",
        description=topic.summary,
        feeds=feed_links(f"topic-{topic.id}", topic.title),
        id=topic.id,
        key=f"topic:{topic.id}",
        charts=charts_of(site, f"topic:{topic.id}"),
        summary=topic.summary,
        statements=statements(site, topic),
        history=of_topic(site, topic),
        judgements=[judged(site, each) for each in judged_on],
        lens=lens,
        figures=_figures(site, given[:LOOKED_AT]),
        figures_caption=_caption(len(given)),
        companies=_companies(site, id),
        briefings=[card(site, each) for each in named[:CARDS]],
        titled=[link(each) for each in named[CARDS:]],
        count=counted(total, "briefing"),
        older=numbered(f"topics/{id}/older/", older(total, SIZE)),
    )


def _figures(site: Site, newest: list[tuple[str, int]]) -> list[Data]:
    """Rows of the figures table, those that are contradicted first."""
    return sorted(folded(site, newest), key=lambda each: not each["against"])[:FIGURES]


def _caption(total: int) -> str:
    shown = counted(total, "figure")
    return f"{FIGURES} of {shown}, those that are contradicted first" if total > FIGURES else shown


def _companies(site: Site, topic: str) -> list[Data]:
    """Companies that the briefings name, the most often named first."""
    counts = site.companies_by_topic[topic].tally()
    ranked = sorted(counts, key=lambda company: (-counts[company], company))
    return [
        company_link(site, company) | {"count": counted(counts[company,], "briefing")}
        for (company,) in ranked[:NAMED]
    ]


def _lens(site: Site) -> list[Data]:
    """What follows for whom: implications by jurisdiction, in the order of the vocabulary."""
    known = site.lexicon.vocabulary.jurisdictions
    counts = site.implications.counts()
    groups = []
    for code in (*known, *(code for code in counts if code not in known)):
        items = [_implication(site, slug, n) for slug, n in site.implications[code][:LENS_ITEMS]]
        if items:
            label = sentence(known[code].label if code in known else code)
            groups.append({"code": code, "label": label, "items": items, "count": counts[code]})
    return groups


def _implication(site: Site, slug: str, n: int) -> Data:
    briefing = site.by_slug[slug]
    return {
        "slug": slug,
        "fragment": f"implication-{n}",
        "basis": references(site, briefing, briefing.implications[n - 1].basis),
        "from": titles(site, (slug,))[0],
    }


def _numbers(site: Site) -> Iterator[str]:
    return older_keys(((each, len(site.by_topic[each])) for each in site.lexicon.topics), SIZE)


def _older(site: Site, key: str) -> Iterator[View]:
    name, _, number = key.rpartition("/")
    topic = site.lexicon.topics[name]
    yield page(
        site,
        f"topics/{name}/older/{number}/",
        "list.html",
        f"{topic.title}: page {number}",
        section="topics/",
        up={"label": topic.title, "path": f"topics/{name}/"},
        briefings=[card(site, each) for each in part(site.by_topic[name], SIZE, int(number))],
        show_risk=True,
    )


KINDS = {
    "topics": single(_list),
    "topic": Kind(lambda site: site.lexicon.topics, _topic),
    "topic-older": Kind(_numbers, _older),
}
