"""Atom and RSS: all briefings, each topic, each company, and those of high or severe risk that a person confirmed.

Full text, so that a reader needs no second visit; every date out of the content, never the
time of the build, so that the same content gives the same bytes. What has no date is not
listed: a feed orders by dates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from feedgenerator import Atom1Feed, Rss201rev2Feed

from lodestone.model import LIKELIHOODS, Briefing, Judgement
from lodestone.site.site import Site, confirmed_risk
from lodestone.site.view import TERMS, View
from lodestone.site.views.machines import LOCAL, changed
from lodestone.site.views.parts import summary
from lodestone.site.words import span_words
from lodestone.text.markdown import fill

LATEST = 50
HIGH = 4
"""The lowest level, of five, that `risk-high` lists."""
_EMPTY = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""When a feed without entries was last changed."""


class _Atom(Atom1Feed):  # type: ignore[misc]  # the library has no types
    """Atom whose date is that of its newest entry, even when there is none."""

    def latest_post_date(self) -> dt.datetime:
        return max((each["updateddate"] for each in self.items), default=_EMPTY)


class _Rss(Rss201rev2Feed):  # type: ignore[misc]
    """RSS with the same date, and with the full text in `content:encoded`, which RSS itself lacks."""

    def latest_post_date(self) -> dt.datetime:
        return max((each["updateddate"] for each in self.items), default=_EMPTY)

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


FORMATS: dict[str, type[Any]] = {"atom": _Atom, "rss": _Rss}


def views(site: Site) -> Iterator[View]:
    """Each list in each format."""
    for name, title, path, briefings in _lists(site):
        entries = [each for each in briefings if each.date is not None][:LATEST]
        for ending, make in FORMATS.items():
            yield View(
                f"feeds/{name}.{ending}",
                content=_feed(site, make, f"feeds/{name}.{ending}", title, path, entries),
            )


def _lists(site: Site) -> Iterator[tuple[str, str, str, Sequence[Briefing]]]:
    """Name, title, page and briefings of each feed."""
    name = site.options.name
    high = [each for each in site.live if (risk := confirmed_risk(each)) and risk.number >= HIGH]
    yield "all", f"{name}: all briefings", "", site.live
    yield "risk-high", f"{name}: high and severe supply risk", "", high
    for topic in site.lexicon.topics.values():
        found = site.by_topic.get(topic.id, ())
        yield f"topic-{topic.id}", f"{name}: {topic.title}", f"topics/{topic.id}/", found
    for company in site.lexicon.companies.values():
        found = site.by_company.get(company.id, ())
        path = f"companies/{company.id}/"
        yield f"company-{company.id}", f"{name}: items naming {company.short}", path, found


def _feed(site: Site, make: type[Any], url: str, title: str, path: str, entries: Sequence[Briefing]) -> bytes:
    root = site.options.url or LOCAL
    feed = make(
        title=title,
        link=f"{root}/{path}",
        description=site.options.subtitle or TERMS,
        subtitle=site.options.subtitle or TERMS,
        feed_url=f"{root}/{url}",
        language="en",
        feed_copyright=TERMS,
    )
    for briefing in entries:
        _add(feed, site, root, briefing)
    text: str = feed.writeString("utf-8")
    return text.encode()


def _add(feed: Any, site: Site, root: str, briefing: Briefing) -> None:
    address = f"{root}/briefings/{briefing.slug}/"
    assert briefing.date is not None
    day = changed(briefing) or briefing.date.value
    feed.add_item(
        title=briefing.title.value,
        link=address,
        unique_id=address,
        unique_id_is_permalink=True,
        description=summary(site, briefing),
        content=_text(site, root, briefing),
        pubdate=_at(briefing.date.value),
        updateddate=_at(day),
        author_name=briefing.author or site.options.name,
        categories=[site.lexicon.topics[each.value].title for each in briefing.themes],
    )


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def _text(site: Site, root: str, briefing: Briefing) -> str:
    """The whole entry: bottom line, risk if confirmed, judgements, prose, terms. Every address is absolute."""
    body, paths = site.bodies[briefing.slug], site.links(briefing.slug)

    def filled(html: str) -> str:
        return fill(html, lambda number: f"{root}/{paths[number]}")

    parts = [f"<p><strong>{filled(body.fragments.get('bottom-line', ''))}</strong></p>"]
    risk = confirmed_risk(briefing)
    if risk:
        parts.append(f"<p>Supply risk of this item: {risk.level} ({risk.number} of 5).</p>")
    if briefing.machine_read:
        fields = escape(", ".join(briefing.machine_read))
        parts.append(f"<p>Machine-read, not reviewed: {fields}.</p>")
    if briefing.judgements:
        items = "".join(_judged(each, filled(body.fragments[each.anchor])) for each in briefing.judgements)
        parts.append(f"<h2>Judgements</h2><ul>{items}</ul>")
    return "\n".join([*parts, filled(body.html), f"<p><small>{TERMS}</small></p>"])


def _judged(each: Judgement, html: str) -> str:
    band = span_words(*LIKELIHOODS[each.likelihood])
    return f"<li><b>{each.likelihood} ({band})</b>, {each.confidence} confidence: {html}</li>"
