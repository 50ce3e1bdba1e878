"""Other people's plugins beside our site: what they listen for is there, and costs nothing where nobody listens.

Our pages are not Pelican's articles. A plugin that waits for `article_generator_finalized` gets the
briefings all the same, as Pelican's own `Article` objects with title, dates, company and topics but
without text; one that waits for `content_written` is told of every page of the output.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.contents import Article
from pelican.urlwrappers import Category, Tag

from lodestone.engine.frozen import thaw
from lodestone.engine.look import stamp
from lodestone.engine.settings import Settings
from lodestone.engine.state import State, state_file
from lodestone.engine.writer import Output
from lodestone.site.card import Card

_UNDATED = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
NOBODY = "uncategorised"
"""Category of a briefing that names no company."""


def listening(signal: Any) -> bool:
    """Whether anybody but ourselves waits for a signal."""
    found = (receiver for receiver in signal.receivers_for(signals) if receiver)
    return any(not getattr(each, "__module__", "").startswith("lodestone.") for each in found)


def adopt(settings: Settings) -> None:
    """Remember what other plugins wrote into a published output after us.

    The build found no stranger there (E214), so that all that is strange now came with this run. To be
    called when Pelican is done, because plugins may write at its last signal.
    """
    state = State(state_file(settings.state, settings.content, settings.output), stamp(settings))
    try:
        if not state.cold:
            state.begin()
            ours = {path for (path,) in state.db.execute("SELECT path FROM output")}
            Output(settings.output, state).adopt(ours)
            state.commit(complete=True)
    finally:
        state.close()


class Guests:
    """What plugins of others are given in one build."""

    def __init__(self, generator: Any, state: State) -> None:
        self._generator, self._state = generator, state
        self._articles: dict[str, Article] = {}
        self._pages: list[str] = []

    def show_articles(self) -> None:
        """Fill the generator as Pelican's own would be, and say that it is ready."""
        wanted = listening(signals.article_generator_finalized), listening(signals.content_written)
        if not any(wanted):
            return
        self._articles = {
            card.slug: _article(card, company, self._generator) for card, company in self._cards()
        }
        rows = self._state.db.execute("SELECT path FROM output WHERE path LIKE '%.html' ORDER BY path")
        self._pages = [path for (path,) in rows]
        articles = list(self._articles.values())
        generator = self._generator
        generator.articles, generator.translations, generator.drafts, generator.authors = articles, [], [], []
        generator.categories = list(_grouped(articles, lambda each: [each.category]).items())
        generator.tags = _grouped(articles, lambda each: getattr(each, "tags", []))
        generator.context["articles"] = articles
        if wanted[0]:
            signals.article_generator_finalized.send(generator)

    def tell_written(self, output: Path) -> None:
        """Say of every page that it is written, with its article where it is one."""
        for path in self._pages:
            slug = path.removeprefix("briefings/").removesuffix("/index.html")
            article = self._articles.get(slug) if path.startswith("briefings/") else None
            context = {**self._generator.context, "output_file": path} | (
                {"article": article} if article else {}
            )
            signals.content_written.send(str(output / path), context=context)

    def _cards(self) -> Iterable[tuple[Card, str]]:
        """The live briefings, the newest first, each with the main company that it names."""
        rows = self._state.db.execute(
            "SELECT c.data, (SELECT key FROM entry o WHERE o.tbl = 'company' AND o.slug = e.slug LIMIT 1) FROM entry e "
            "JOIN card c ON c.slug = e.slug WHERE e.tbl = 'live' ORDER BY e.sort, e.slug"
        )
        return [(thaw(data), company or NOBODY) for data, company in rows.fetchall()]


def _article(card: Card, company: str, generator: Any) -> Article:
    """A briefing as Pelican knows articles."""
    settings = generator.settings
    path = f"briefings/{card.slug}/"
    date = _at(card.date)
    metadata = {
        "title": card.title,
        "slug": card.slug,
        "date": date,
        "modified": _at(card.changed),
        "summary": card.summary,
        "lang": card.lang,
        "category": Category(company, settings),
        "tags": [Tag(theme, settings) for theme in card.themes],
        "status": "draft" if card.status == "draft" else "published",
        "url": path,
        "save_as": f"{path}index.html",
    }
    article = Article("", metadata, settings, f"{generator.path}/briefings/{card.slug}.md", generator.context)
    article.translations = []
    return article


def _at(day: dt.date | None) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC) if day else _UNDATED


def _grouped(articles: list[Article], keys: Any) -> Mapping[Any, list[Article]]:
    """Articles by each of their keys, in order of the key."""
    found: dict[Any, list[Article]] = {}
    for article in articles:
        for key in keys(article):
            found.setdefault(key, []).append(article)
    return {key: found[key] for key in sorted(found)}
