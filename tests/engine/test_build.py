"""The story of a build: what is written when something is wrong. The views are stand-ins."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from disk import plant, tree
from lodestone.engine.build import build, finish, prepare
from lodestone.engine.settings import Settings
from lodestone.site.options import SiteOptions
from lodestone.site.site import Site
from lodestone.site.view import View, single
from lodestone.site.views import VIEWS


@dataclass
class Told:
    """What the stand-ins give."""

    views: list[View] = field(default_factory=list)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    given = Told([View("", content=b"home"), View("a/", "page.html", {"title": "A"})])

    def make(site: Site) -> Iterator[View]:
        assert site.options.name
        yield from given.views

    for name in list(VIEWS):
        monkeypatch.delitem(VIEWS, name)
    monkeypatch.setitem(VIEWS, "given", single(make))
    return given


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    plant(tmp_path, {"templates/page.html": "<h1>{{ title }}</h1>", "templates/static/a.css": "a{}"})
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    return Settings(tmp_path / "content", tmp_path / "output", tmp_path, SiteOptions(name="Test"))


def changed(settings: Settings) -> Settings:
    """Other settings, so that the stand-ins are asked again."""
    return replace(settings, site=replace(settings.site, name=settings.site.name + "!"))


def beside_the_state(directory: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(directory).items() if not path.startswith(".lodestone/")}


def publishing(settings: Settings) -> Settings:
    return replace(settings, site=replace(settings.site, publish=True, url="https://example.org"))


HEAD = "title: A\ndate: 2025-09-01\ncompany: none\nthemes: []\n"
SOURCE = "sources:\n  - {id: a, publisher: A, reliability: B}\n"
WARNING = f"---\n{HEAD}risk: low\n{SOURCE}---\n# No bottom line\n"
ERROR = f"---\n{HEAD}risk: {{likelihood: 6, impact: 4}}\n{SOURCE}---\nThe bottom line.\n"
PAGES = {"index.html": b"home", "a/index.html": b"<h1>A</h1>", "static/a.c026b76f.css": b"a{}"}


def test_views_assets_and_media_are_written(told: Told, settings: Settings, tmp_path: Path) -> None:
    plant(tmp_path, {"content/media/b.png": b"png"})
    report = build(settings)
    assert report.problems == ()
    assert tree(settings.output) == PAGES | {"media/b.png": b"png"}
    assert list(report.seconds) == ["look", "read", "plan", "make", "write"]


def test_a_development_build_writes_the_rest_and_still_fails(told: Told, settings: Settings) -> None:
    plant(settings.content, {"briefings/a.md": ERROR, "briefings/b.md": WARNING})
    report = build(settings)
    assert tree(settings.output) == PAGES
    assert (report.exit_code, report.errors, report.stopped) == (1, 1, False)
    assert [(each.path, each.code) for each in report.problems] == [
        ("content/briefings/a.md", "E121"),
        ("content/briefings/b.md", "W310"),
    ]
    again = build(settings)
    assert (again.problems, again.exit_code, again.written.written) == (report.problems, 1, ())


def test_a_publish_build_with_an_error_writes_nothing_at_all(
    told: Told, settings: Settings, tmp_path: Path
) -> None:
    plant(settings.content, {"briefings/a.md": ERROR})
    before = beside_the_state(tmp_path)
    report = build(publishing(settings))
    assert (report.exit_code, report.stopped) == (1, True)
    assert "nothing was written" in report.summary
    assert beside_the_state(tmp_path) == before
    assert build(publishing(settings)).stopped


def test_warnings_stop_nothing(told: Told, settings: Settings) -> None:
    plant(settings.content, {"briefings/b.md": WARNING})
    assert build(publishing(settings)).exit_code == 0
    assert tree(settings.output) == PAGES


def test_a_failing_template_stops_a_publish_build_before_it_writes(told: Told, settings: Settings) -> None:
    told.views.append(View("b/", "page.html"))
    report = build(publishing(settings))
    assert [str(each) for each in report.problems] == [
        "templates/page.html:1:1: E212 'title' is undefined (page /b/)"
    ]
    assert not settings.output.exists()


def test_two_pages_with_one_address(told: Told, settings: Settings) -> None:
    told.views += [View("a/", content=b"x"), View("A/", content=b"y"), View("index.html/b", content=b"z")]
    report = build(settings)
    assert [str(each) for each in report.problems] == [
        "/a/: E211 two pages have the address /a/: one from page.html, one from a view",
        "/a/index.html: E211 /a/index.html and /A/index.html are one name on disks that disregard capitals and forms of accents",
        "/index.html/b: E211 /index.html would be a file and, for /index.html/b, a folder",
    ]
    assert set(tree(settings.output)) == {"A/index.html", "index.html", "static/a.c026b76f.css"}


def test_an_address_that_leads_out_writes_nothing(told: Told, settings: Settings) -> None:
    told.views.append(View("../x", content=b"x"))
    report = build(settings)
    assert [each.code for each in report.problems] == ["E208"]
    assert report.exit_code == 1
    assert not settings.output.exists()


def test_a_publish_build_removes_what_a_development_build_left(told: Told, settings: Settings) -> None:
    told.views.append(View("draft/", content=b"secret"))
    build(settings)
    told.views.pop()
    report = build(publishing(settings))
    assert report.written.removed == ("draft/index.html",)
    assert tree(settings.output) == PAGES


def test_a_publish_build_does_not_carry_unknown_pages_along(
    told: Told, settings: Settings, tmp_path: Path
) -> None:
    told.views.append(View("draft/", content=b"secret"))
    build(settings)
    shutil.rmtree(settings.state)
    told.views.pop()
    report = build(publishing(settings))
    assert [str(each) for each in report.problems] == [
        "output: E214 holds what no build of ours is known to have made: draft/index.html"
    ]
    assert report.stopped


def test_preparing_reads_only(told: Told, settings: Settings, tmp_path: Path) -> None:
    before = beside_the_state(tmp_path)
    plan = prepare(settings)
    assert beside_the_state(tmp_path) == before
    finish(plan)
    assert tree(settings.output) == PAGES


def test_the_summary_is_short_and_says_it_all(told: Told, settings: Settings) -> None:
    plant(settings.content, {"briefings/b.md": WARNING})
    report = replace(
        build(settings), seconds={"read": 0.5, "write": 0.25}, left_out={"draft": 2}, briefings=3
    )
    assert replace(report, places=13, mended=1).summary.splitlines() == [
        "Test: 3 briefings, 3 files",
        "  files      3 written, 0 as they were, 0 removed",
        "  left out   2 draft",
        "  repairs    13 places in 1 file",
        "  problems   0 errors, 1 warning",
        "  seconds    0.75 (read 0.50, write 0.25)",
        "  open       output/index.html",
    ]
