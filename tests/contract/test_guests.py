"""Plugins of other people beside our site: neighbors and sitemap, as they come from the package index."""

from __future__ import annotations

import importlib.util
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from disk import plant, tree

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ALONE = importlib.util.find_spec("pelican.plugins") is None
pytestmark = pytest.mark.skipif(
    ALONE or not importlib.util.find_spec("pelican.plugins.neighbors"),
    reason="the two plugins are not installed",
)
SPY = """
from pelican import signals

def told(pelican):
    for article in ARTICLES:
        print("SPY", article.slug, getattr(article.next_article, "slug", None), article.category, article.url)

ARTICLES = []

def seen(generator):
    ARTICLES[:] = getattr(generator, "articles", []) or ARTICLES

def register():
    signals.article_generator_finalized.connect(seen)
    signals.finalized.connect(told)
"""


def settings(clone: Path, plugins: str, more: str = "") -> None:
    text = f"from pelicanconf import *\nPLUGINS = [*PLUGINS, {plugins}]\nPLUGIN_PATHS = ['.']\n{more}\n"
    plant(clone, {"guests.py": f"import sys\nsys.path.insert(0, '.')\n{text}", "spy.py": SPY})


def test_neighbors_finds_the_briefings_in_order(run: Run, clone: Path) -> None:
    settings(clone, "'pelican.plugins.neighbors', 'spy'")
    done = run("pelican", "content", "-s", "guests.py", "-o", "output", cwd=clone)
    assert done.returncode == 0, done.stdout + done.stderr
    told = [line.split()[1:3] for line in done.stdout.splitlines() if line.startswith("SPY")]
    files = (clone / "content" / "briefings").glob("*.md")
    assert len(told) == sum("\nstatus: withdrawn" not in file.read_text() for file in files)
    assert [after for _, after in told] == ["None", *(slug for slug, _ in told[:-1])]


def test_sitemap_lists_every_page_in_warm_builds_too(run: Run, clone: Path) -> None:
    settings(
        clone, "'pelican.plugins.sitemap'", "SITEMAP = {'format': 'txt'}\nSITEURL = 'https://example.org'"
    )
    for _ in range(2):
        done = run("pelican", "content", "-s", "guests.py", "-o", "output", cwd=clone)
        assert done.returncode == 0, done.stdout + done.stderr
        listed = (clone / "output" / "sitemap.txt").read_text().splitlines()
        pages = [path for path in tree(clone / "output") if path.endswith(".html")]
        assert sorted(listed) == sorted(
            f"https://example.org/{path.removesuffix('index.html')}" for path in pages
        )


def test_nobody_listens_and_no_article_is_made(run: Run, clone: Path) -> None:
    settings(clone, "'spy_on_nothing'")
    plant(
        clone,
        {
            "spy_on_nothing.py": "from pelican import signals\n"
            "def told(pelican):\n    import gc\n    from pelican.contents import Article\n"
            "    print('ARTICLES', sum(isinstance(each, Article) for each in gc.get_objects()))\n"
            "def register():\n    signals.finalized.connect(told)\n"
        },
    )
    done = run("pelican", "content", "-s", "guests.py", "-o", "output", cwd=clone)
    assert "ARTICLES 0" in done.stdout, done.stdout + done.stderr


def test_what_a_plugin_wrote_into_a_published_site_is_no_stranger_to_the_next_build(
    run: Run, clone: Path
) -> None:
    settings(clone, "'pelican.plugins.sitemap'", "SITEMAP = {'format': 'txt'}")
    text = (clone / "guests.py").read_text().replace("from pelicanconf", "from publishconf")
    (clone / "guests.py").write_text(text)
    for _ in range(2):
        done = run(
            "pelican", "content", "-s", "guests.py", "-o", "out", cwd=clone, SITEURL="https://example.org"
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert (clone / "out" / "sitemap.txt").is_file()
    (clone / "out" / "old.html").write_text("a draft from long ago")
    done = run("pelican", "content", "-s", "guests.py", "-o", "out", cwd=clone, SITEURL="https://example.org")
    assert (done.returncode, "E214" in done.stderr, "old.html" in done.stderr) == (1, True, True)
    assert "sitemap.txt" not in done.stderr
