"""All content passes the whole check, with no warning that nobody has allowed."""

from __future__ import annotations

from pathlib import Path

from lodestone.engine.load import load
from lodestone.engine.settings import read_settings
from lodestone.site.index import index

ROOT = Path(__file__).parents[2]


def test_nothing_is_wrong_with_the_content_and_each_allowance_says_why() -> None:
    settings, problems = read_settings(ROOT / "pelicanconf.py", environ={})
    assert settings is not None
    content, told = load(settings.content)
    _, more = index(
        content.articles, content.lexicon, content.pages, content.events, settings.site, content.media
    )
    assert [str(problem) for problem in (*problems, *told, *more)] == []
    reasons = [each.reason for article in content.articles for each in article.allowances]
    assert all(len(reason.split()) >= 4 for reason in reasons)
