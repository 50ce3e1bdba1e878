"""Add `company`, `ticker`, `themes` and `risk` to the articles of any Pelican site, with any theme.

A template can then say `{{ article.company.name }}`, `{{ article.ticker }}`, `{{ article.risk.level }}`
and loop over `article.themes`. What the author wrote stands: a value that we can read becomes
typed, one that we cannot stays the text that it is. What is missing is proposed out of the text,
and then its key is listed in `article.machine_read`, so that a theme can mark it.

Setting `LODESTONE_REGISTER`: the directory that holds `companies/`, `topics/` and `vocabulary/`;
by default the content directory itself.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.contents import Article as PelicanArticle

from lodestone.article import Article
from lodestone.engine.load import load, read_article
from lodestone.model import Field, Lexicon

log = logging.getLogger(__name__)
KEYS = ("company", "ticker", "themes", "risk")


def add_metadata(content: Any) -> None:
    """The receiver of `content_object_init`: fill in what a stock article lacks."""
    if not isinstance(content, PelicanArticle) or not content.source_path:
        return
    lexicon = register_of(content.settings)
    read = read_article(content.source_path, Path(content.source_path).read_bytes(), lexicon)
    for problem in read.diagnostics:
        if problem.code == "E100":
            log.warning("%s", problem)
    written = set(content.metadata)
    proposed = []
    for key, value, guessed in _values(read, lexicon):
        if guessed and key in written:
            continue
        content.metadata[key] = value
        setattr(content, key, value)
        if guessed:
            proposed.append(key)
    content.metadata["machine_read"] = content.machine_read = tuple(proposed)
    if proposed:
        log.info("%s: read out of the text: %s", content.source_path, ", ".join(proposed))


def register_of(settings: Mapping[str, Any]) -> Lexicon:
    """The register that the settings name; empty, with a warning, where there is none."""
    directory = Path(settings.get("LODESTONE_REGISTER") or settings["PATH"]).resolve()
    lexicon = _lexicon(directory)
    if not lexicon.companies and not lexicon.topics:
        log.warning("LODESTONE_REGISTER: there are no companies/ and topics/ in %s", directory)
    return lexicon


@lru_cache(maxsize=1)
def _lexicon(directory: Path) -> Lexicon:
    """Read once for all articles of a build."""
    content, problems = load(directory, only=lambda _: False)
    for problem in problems:
        log.warning("%s/%s", directory, problem)
    return content.lexicon


def _values(read: Article, lexicon: Lexicon) -> Iterator[tuple[str, Any, bool]]:
    """Key, typed value, and whether it is a guess; only keys that have a value.

    A file without front matter of our form gives no briefing; its text can still be read.
    """
    source = read.briefing or read.annotation
    yield from _one("company", source.companies[:1], lexicon.companies)
    yield from _one("ticker", source.tickers[:1])
    if source.themes:
        topics = tuple(lexicon.topics[theme.value] for theme in source.themes)
        yield "themes", topics, any(theme.proposed for theme in source.themes)
    yield from _one("risk", (source.risk,) if source.risk else ())


def _one(
    key: str, fields: tuple[Field[Any], ...], table: Mapping[str, Any] | None = None
) -> Iterator[tuple[str, Any, bool]]:
    for each in fields:
        yield key, table[each.value] if table else each.value, each.proposed


def _forget(generator: Any) -> None:
    """The receiver of `article_generator_init`: a run of `pelican --autoreload` reads the register again."""
    del generator
    _lexicon.cache_clear()


def register() -> None:
    """Called by Pelican."""
    signals.article_generator_init.connect(_forget)
    signals.content_object_init.connect(add_metadata)
