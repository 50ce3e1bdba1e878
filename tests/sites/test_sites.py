"""Small whole sites, compared file by file with what we expect of them.

Each folder beside this file is a story: `content/`, and `expected/` for the publish build. Run
`pytest tests/sites --accept` to write what the build gives now, and review the diff: it is the
change that readers would see.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from disk import tree
from lodestone.engine.build import build
from lodestone.engine.settings import Settings
from lodestone.site.options import SiteOptions
from reference import reference

ROOT = Path(__file__).parents[2]
STORIES = sorted(each.parent for each in Path(__file__).parent.glob("*/content"))
OPTIONS = SiteOptions(
    name="Tiny",
    subtitle="A site to compare",
    url="https://tiny.example/repo",
    today=dt.date(2026, 1, 2),
    publish=True,
)
HASHED = "static/"
"""Names of assets hold their hash; they are tested where they are made."""


@pytest.fixture
def settings(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    story: Path = request.param
    shutil.copytree(story / "content", tmp_path / "content")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    # Only the design's name stays, so that a changed colour does not change every page compared here.
    for sheet in (tmp_path / "templates" / "static").glob("*.[cj]s*"):
        sheet.write_text("")
    return Settings(tmp_path / "content", tmp_path / "output", tmp_path, OPTIONS)


@pytest.mark.parametrize("settings", STORIES, ids=lambda story: story.name, indirect=True)
def test_a_story_builds_as_expected(settings: Settings, request: pytest.FixtureRequest) -> None:
    story = Path(__file__).parent / request.node.callspec.id
    report = build(settings)
    assert [str(each) for each in report.problems if each.fails] == []
    made = {path: data for path, data in tree(settings.output).items() if not path.startswith(HASHED)}
    if request.config.getoption("--accept"):
        shutil.rmtree(story / "expected", ignore_errors=True)
        for path, data in made.items():
            (story / "expected" / path).parent.mkdir(parents=True, exist_ok=True)
            (story / "expected" / path).write_bytes(data)
    expected = tree(story / "expected")
    assert sorted(made) == sorted(expected)
    for path, data in made.items():
        assert data.decode() == expected[path].decode(), path


@pytest.mark.parametrize("settings", STORIES, ids=lambda story: story.name, indirect=True)
def test_a_second_build_writes_nothing(settings: Settings) -> None:
    build(settings)
    report = build(settings)
    assert report.written.written == ()
    assert report.written.removed == ()


@pytest.mark.parametrize("settings", STORIES, ids=lambda story: story.name, indirect=True)
def test_the_order_of_files_on_disk_does_not_matter(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(settings)
    first = tree(settings.output)
    walk = os.scandir
    monkeypatch.setattr(os, "scandir", lambda place: Backwards(walk(place)))
    again = replace(settings, output=settings.output.with_name("again"))
    build(again)
    assert tree(again.output) == first


@pytest.mark.parametrize("settings", STORIES, ids=lambda story: story.name, indirect=True)
def test_the_engine_gives_what_one_pass_in_memory_gives(settings: Settings) -> None:
    build(settings)
    assert tree(settings.output) == reference(settings)


class Backwards:
    """A directory that gives its entries in another order."""

    def __init__(self, entries: Any) -> None:
        self._entries = entries

    def __enter__(self) -> Iterator[os.DirEntry[str]]:
        return sorted(self._entries, key=lambda each: each.name, reverse=True)

    def __exit__(self, *reasons: object) -> None:
        self._entries.close()

    def __iter__(self) -> Iterator[os.DirEntry[str]]:
        return self.__enter__()


@pytest.mark.parametrize("settings", STORIES, ids=lambda story: story.name, indirect=True)
def test_a_mended_template_mends_its_pages(settings: Settings) -> None:
    draft = replace(settings, site=replace(settings.site, publish=False))
    build(draft)
    before = tree(draft.output)
    template = draft.templates / "briefing.html"
    whole = template.read_text()
    template.write_text(whole.replace("{% block main %}", "{% block main %}{{ nothing_of_the_kind }}"))
    assert {each.code for each in build(draft).problems if each.fails} == {"E212"}
    template.write_text(whole)
    assert [each for each in build(draft).problems if each.fails] == []
    assert tree(draft.output) == before
