"""Atom, RSS and JSON Feed: all briefings, each topic, each company, and high or severe risk that a person confirmed.

Full text, so that a reader needs no second visit; every date out of the content, never the
time of the build, so that the same content gives the same bytes. What has no date is not
listed: a feed orders by dates.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from feedgenerator import Atom1Feed, Rss201rev2Feed

from lodestone.model import LIKELIHOODS, Briefing, Judgement
from lodestone.site.card import Card
from lodestone.site.charts import said_by
from lodestone.site.site import Rows, Site, confirmed_risk
from lodestone.site.view import Kind, View
from lodestone.site.views.machines import LOCAL
from lodestone.site.words import span_words
from lodestone.text.body import fill
from lodestone.text.charts import without_charts

LATEST = 50
Entry = dict[str, Any]
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


def _names(site: Site) -> Iterator[str]:
    yield from ("all", "risk-high")
    yield from (f"topic-{each}" for each in site.lexicon.topics)
    yield from (f"company-{each}" for each in site.lexicon.companies)


def _feeds(site: Site, name: str) -> Iterator[View]:
    """One list in each format."""
    title, path, rows = _list(site, name)
    entries = [_entry(site, each) for each in rows[:LATEST] if each.date]
    for ending, make in FORMATS.items():
        yield View(
            f"feeds/{name}.{ending}",
            content=_feed(site, make, f"feeds/{name}.{ending}", title, path, entries),
        )
    yield View(f"feeds/{name}.json", content=_json_feed(site, f"feeds/{name}.json", title, path, entries))


def _list(site: Site, feed: str) -> tuple[str, str, Rows[Card]]:
    """Title, page and briefings of a feed."""
    name, (kind, _, id) = site.options.name, feed.partition("-")  # noqa: A001
    if kind == "topic":
        return f"{name}: {site.lexicon.topics[id].title}", f"topics/{id}/", site.by_topic[id]
    if kind == "company":
        short = site.lexicon.companies[id].short
        return f"{name}: items naming {short}", f"companies/{id}/", site.by_company[id]
    if feed == "risk-high":
        return f"{name}: high and severe supply risk", "", site.high
    return f"{name}: all briefings", "", site.live


def _feed(site: Site, make: type[Any], url: str, title: str, path: str, entries: list[Entry]) -> bytes:
    root = site.options.url or LOCAL
    feed = make(
        title=title,
        link=f"{root}/{path}",
        description=site.options.subtitle or site.options.terms,
        subtitle=site.options.subtitle or site.options.terms,
        feed_url=f"{root}/{url}",
        language="en",
        feed_copyright=site.options.terms,
    )
    for entry in entries:
        feed.add_item(**entry)
    text: str = feed.writeString("utf-8")
    return text.encode()


def _json_feed(site: Site, url: str, title: str, path: str, entries: list[Entry]) -> bytes:
    """The same as a JSON Feed (jsonfeed.org, version 1.1)."""
    root = site.options.url or LOCAL
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": f"{root}/{path}",
        "feed_url": f"{root}/{url}",
        "description": site.options.subtitle or site.options.terms,
        "language": "en",
        "items": [
            {
                "id": each["unique_id"],
                "url": each["link"],
                "title": each["title"],
                "summary": each["description"],
                "content_html": each["content"],
                "date_published": each["pubdate"].isoformat(),
                "date_modified": each["updateddate"].isoformat(),
                "authors": [{"name": each["author_name"]}],
                "tags": each["categories"],
            }
            for each in entries
        ],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _entry(site: Site, card: Card) -> Entry:
    """A briefing as the feed library wants it."""
    briefing, root = site.by_slug[card.slug], site.options.url or LOCAL
    address = f"{root}/briefings/{card.slug}/"
    assert card.date
    assert card.changed
    return {
        "title": card.title,
        "link": address,
        "unique_id": address,
        "unique_id_is_permalink": True,
        "description": card.summary,
        "content": _text(site, root, briefing),
        "pubdate": _at(card.date),
        "updateddate": _at(card.changed),
        "author_name": briefing.author or site.options.name,
        "categories": [site.lexicon.topics[each].title for each in card.themes],
    }


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
    prose = without_charts(filled(body.html), lambda n: _charted(said_by(site, body.charts[n])))
    return "\n".join([*parts, prose, f"<p><small>{site.options.terms}</small></p>"])


def _charted(said: str) -> str:
    """What a reader of feeds gets in the place of a chart: its finding; the numbers are on the page."""
    return f"<p>Chart: {escape(said)}.</p>"


def _judged(each: Judgement, html: str) -> str:
    band = span_words(*LIKELIHOODS[each.likelihood])
    return f"<li><b>{each.likelihood} ({band})</b>, {each.confidence} confidence: {html}</li>"


KINDS = {"feed": Kind(_names, _feeds)}
