"""Briefings held against the scrapes that they came from, where those are kept on this machine.

`lodestone ingest` keeps each raw text under its hash, in an ignored folder beside the content;
a source names it by `raw_sha256`. On another machine the folder is empty, and nothing is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from lodestone.article import Article
from lodestone.editorial import allows
from lodestone.editorial.copying import shared_runs
from lodestone.model import Diagnostic, replay
from lodestone.repair import repair_text
from lodestone.repair.decode import decode
from lodestone.text.document import cut

RAW = Path("raw")
"""Where raw texts are kept, from the directory that holds the content directory; names are hashes."""
_HASH = re.compile(r"[0-9a-f]{64}")


def copied(content: Path, articles: tuple[Article, ...], texts: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """W322 for briefings that say to be in our own words and share runs of words with a scrape."""
    folder = content.absolute().parent / RAW
    if not folder.is_dir():
        return
    for article in articles:
        for name in raw_of(article):
            scrape = folder / f"{name}.txt"
            if scrape.is_file():
                yield from _shared(article, texts[article.path], scrape.read_bytes())


def raw_of(article: Article) -> set[str]:
    """Hashes of the scrapes that a briefing in our own words came from."""
    briefing = article.briefing
    if briefing is None or briefing.rights != "own-words" or briefing.status == "withdrawn":
        return set()
    return {each.value.raw_sha256 for each in briefing.sources if _HASH.fullmatch(each.value.raw_sha256)}


def _shared(article: Article, data: bytes, scrape: bytes) -> Iterator[Diagnostic]:
    document, _ = cut(replay(decode(data).text, article.changes))
    for problem in shared_runs(document, repair_text(decode(scrape).text)):
        if not allows(article.allowances, problem):
            yield problem.located(article.path, article.locator)
