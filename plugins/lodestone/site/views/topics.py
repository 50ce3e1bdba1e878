"""The list of topics, and each topic as a standing product: risk, judgements, figures, companies, briefings.

A lens topic also gathers implications by jurisdiction, out of the briefings of every topic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from lodestone.model import Briefing, Topic
from lodestone.site.site import Site
from lodestone.site.view import View
from lodestone.site.views.evidence import figures, judged, references
from lodestone.site.views.paging import paged
from lodestone.site.views.parts import card, company_link, feed_links, page, titles
from lodestone.site.views.statements import statements
from lodestone.site.views.values import Data
from lodestone.site.words import counted, newest_of, sentence

SIZE = 12
"""Briefings on a topic's own page, at least; older ones are on numbered pages."""
JUDGED = 8
"""Briefings whose judgements the page shows, the newest first."""
FIGURES = 20
"""Figures that the page shows, those of the newest briefings first."""
NAMED = 8
"""Companies that the page lists, those most often named first."""
LENS_ITEMS = 4
"""Implications of one jurisdiction that the lens shows, the newest first."""


def views(site: Site) -> Iterator[View]:
    """The list, then each topic with its older pages."""
    yield page(
        site,
        "topics/",
        "topics.html",
        "Topics",
        description="The standing products of the site, each with the editor's dated risk.",
        topics=[_row(site, each) for each in site.lexicon.topics.values()],
    )
    for topic in site.lexicon.topics.values():
        cut = paged(site.by_topic.get(topic.id, ()), SIZE)
        yield _page(site, topic, cut.front, len(cut.older))
        for number, items in enumerate(cut.older, 1):
            yield _older(site, topic, number, items)


def _row(site: Site, topic: Topic) -> Data:
    told = statements(site, topic)
    return {
        "title": topic.title,
        "path": f"topics/{topic.id}/",
        "summary": topic.summary,
        "statement": told[0] if told else None,
        "count": counted(len(site.by_topic.get(topic.id, ())), "briefing"),
    }


def _page(site: Site, topic: Topic, front: Sequence[Briefing], older: int) -> View:
    lens = _lens(site) if topic.lens else []
    drawn = [item["slug"] for group in lens for item in group["items"]]
    everything = site.by_topic.get(topic.id, ())
    judged_on = [each for each in everything if each.judgements][:JUDGED]
    current = [each for each in everything if each.slug not in site.superseded]
    total = sum(len(each.figures) for each in current)
    return page(
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
        summary=topic.summary,
        statements=statements(site, topic),
        judgements=[judged(site, each) for each in judged_on],
        lens=lens,
        figures=list(islice(_figures(site, current), FIGURES)),
        figures_caption=newest_of(FIGURES, total, "figure"),
        companies=_companies(site, everything),
        briefings=[card(site, each) for each in front],
        count=counted(len(everything), "briefing"),
        older=_links(topic, older),
    )


def _figures(site: Site, briefings: Sequence[Briefing]) -> Iterator[Data]:
    """Rows of the figures table with the briefing that each is from; made one by one, for few are shown."""
    for briefing in briefings:
        origin = titles(site, (briefing.slug,))[0]
        for row in figures(site, briefing):
            yield row | {"from": origin}


def _companies(site: Site, briefings: Sequence[Briefing]) -> list[Data]:
    """Companies that the briefings name, the most often named first."""
    counts: dict[str, int] = {}
    for briefing in briefings:
        for each in briefing.companies:
            counts[each.value] = counts.get(each.value, 0) + 1
    ranked = sorted(counts, key=lambda company: (-counts[company], company))
    return [
        company_link(site, each) | {"count": counted(counts[each], "briefing")} for each in ranked[:NAMED]
    ]


def _lens(site: Site) -> list[Data]:
    """What follows for whom: implications by jurisdiction, in the order of the vocabulary."""
    known = site.lexicon.vocabulary.jurisdictions
    order = [*known, *(code for code in site.by_jurisdiction if code not in known)]
    groups = []
    for code in order:
        items = [_implication(site, briefing, n) for briefing, n in _drawn(site, code)]
        if items:
            label = sentence(known[code].label if code in known else code)
            groups.append({"code": code, "label": label, "items": items[:LENS_ITEMS], "count": len(items)})
    return groups


def _drawn(site: Site, code: str) -> Iterator[tuple[Briefing, int]]:
    """Briefings with an implication for a jurisdiction, and its number there; superseded ones left out."""
    for briefing, implication in site.by_jurisdiction.get(code, ()):
        if briefing.slug not in site.superseded:
            yield briefing, briefing.implications.index(implication) + 1


def _implication(site: Site, briefing: Briefing, n: int) -> Data:
    return {
        "slug": briefing.slug,
        "fragment": f"implication-{n}",
        "basis": references(site, briefing, briefing.implications[n - 1].basis),
        "from": titles(site, (briefing.slug,))[0],
    }


def _links(topic: Topic, older: int) -> list[Data]:
    return [
        {"label": f"Page {number}", "path": f"topics/{topic.id}/older/{number}/"}
        for number in range(older, 0, -1)
    ]


def _older(site: Site, topic: Topic, number: int, items: Sequence[Briefing]) -> View:
    return page(
        site,
        f"topics/{topic.id}/older/{number}/",
        "list.html",
        f"{topic.title}: page {number}",
        section="topics/",
        up={"label": topic.title, "path": f"topics/{topic.id}/"},
        briefings=[card(site, each) for each in items],
        show_risk=True,
    )
