"""Every page of the trial site as HTML: valid, linked, light, without script, style or other hosts."""

from __future__ import annotations

import gzip
import posixpath
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import html5lib
import pytest

import trial
from lodestone.engine.render import Renderer, assets_of
from lodestone.site.view import POLICY, frame
from lodestone.site.views import views

TEMPLATES = Path(__file__).parents[2] / "templates"
HTML = "{http://www.w3.org/1999/xhtml}"
ROOT = "https://example.org/repo/"
KB = 1024


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    """The whole output of the trial site, by path."""
    site = trial.site(url=ROOT.rstrip("/"))
    assets = assets_of(TEMPLATES)
    renderer = Renderer(TEMPLATES, frame(site), {name: path for name, (path, _) in assets.items()})
    found = dict(assets.values())
    for view in views(site):
        text = view.content if view.content is not None else b"# source"
        found[view.path] = renderer.render(view, site.bodies) if view.template else text
    return found


@pytest.fixture(scope="module")
def pages(files: Mapping[str, bytes]) -> Mapping[str, ElementTree.Element]:
    """Every page, parsed by the rules of the standard; the first error of any of them fails all tests."""
    parser = html5lib.HTMLParser(strict=True)
    return {path: parser.parse(data.decode()) for path, data in files.items() if path.endswith(".html")}


def elements(page: ElementTree.Element, *names: str) -> Iterator[ElementTree.Element]:
    for each in page.iter():
        if isinstance(each.tag, str) and each.tag.removeprefix(HTML) in names:
            yield each


def test_pages_are_valid_and_there_are_many(pages: Mapping[str, ElementTree.Element]) -> None:
    assert len(pages) > 25


def test_headings_begin_with_one_h1_and_skip_no_level(pages: Mapping[str, ElementTree.Element]) -> None:
    for path, page in pages.items():
        levels = [int(each.tag[-1]) for each in elements(page, "h1", "h2", "h3", "h4")]
        assert (path, levels.count(1), levels[0]) == (path, 1, 1)
        assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == [], path


def test_ids_are_given_once(pages: Mapping[str, ElementTree.Element]) -> None:
    for path, page in pages.items():
        ids = [each.get("id") for each in page.iter() if each.get("id")]
        assert len(ids) == len(set(ids)), path


def test_links_and_anchors_lead_somewhere(
    files: Mapping[str, bytes], pages: Mapping[str, ElementTree.Element]
) -> None:
    anchors = {path: {each.get("id") for each in page.iter()} for path, page in pages.items()}
    for path, page in pages.items():
        for each in elements(page, "a", "link"):
            href = urljoin(ROOT + path, each.get("href", ""))
            if not href.startswith(ROOT) or each.get("rel") == "canonical":
                continue
            target = unquote(urlsplit(href).path.removeprefix(urlsplit(ROOT).path))
            target = posixpath.join(target, "index.html") if not target or target.endswith("/") else target
            assert target in files, f"{path} leads to {href}"
            anchor = urlsplit(href).fragment
            assert not anchor or anchor in anchors[target], f"{path} leads to {href}"


def test_nothing_is_styled_or_scripted_in_place(pages: Mapping[str, ElementTree.Element]) -> None:
    for path, page in pages.items():
        searches = path == "search/index.html"  # the only page with a form, and with a script
        assert list(elements(page, "style", "iframe", *([] if searches else ["form"]))) == [], path
        scripts = [each for each in elements(page, "script") if not (searches and each.get("src"))]
        assert {each.get("type") for each in scripts} <= {"application/ld+json"}, (
            path
        )  # data, which no browser runs
        assert [each.tag for each in page.iter() if each.get("style")] == [], path
        assert [name for each in page.iter() for name in each.attrib if name.startswith("on")] == [], path


def test_nothing_is_asked_of_another_host(pages: Mapping[str, ElementTree.Element]) -> None:
    for path, page in pages.items():
        asked = [
            each.get("href", "")
            for each in elements(page, "link")
            if each.get("rel") in ("stylesheet", "icon")
        ]
        asked += [each.get("src", "") for each in elements(page, "img", "source")]
        assert [each for each in asked if urlsplit(each).netloc] == [], path
        assert len(asked) == (3 if path == "search/index.html" else 2), path


def test_every_page_has_policy_terms_build_day_and_a_way_past_the_menu(files: Mapping[str, bytes]) -> None:
    policy = POLICY.replace("'", "&#39;")
    for path, data in files.items():
        if path.endswith(".html"):
            text = data.decode()
            assert f'http-equiv="Content-Security-Policy" content="{policy}"' in text, path
            assert "Supply risk to buyers outside China; not investment advice." in text, path
            day = 'built on <time datetime="2026-01-20">20 January 2026</time>'
            assert day in text or "When it was built</a>" in text, path
            assert text.index('class="skip"') < text.index("<nav"), path


def test_tables_say_what_they_are(pages: Mapping[str, ElementTree.Element]) -> None:
    for path, page in pages.items():
        for table in elements(page, "table"):
            if "briefings/alloy-capacity/" in path and table.find(f"{HTML}caption") is None:
                continue  # written by hand in the prose of the trial
            assert table.find(f"{HTML}caption") is not None, path
            assert [each for each in elements(table, "th") if not each.get("scope")] == [], path


def test_chinese_names_are_told_to_be_chinese(pages: Mapping[str, ElementTree.Element]) -> None:
    han = re.compile(r"[\u4e00-\u9fff]")
    for path, page in pages.items():
        for each in elements(page, "span", "dd", "td", "a", "p", "li"):
            if han.search(each.text or ""):
                assert each.get("lang") == "zh-Hans", path


def test_no_level_stands_in_a_heading_or_title(pages: Mapping[str, ElementTree.Element]) -> None:
    for path, page in pages.items():
        for each in elements(page, "title", "h1", "h2", "h3"):
            assert not re.search(r"\d of 5", "".join(each.itertext())), path


def test_the_404_page_works_at_any_depth(pages: Mapping[str, ElementTree.Element]) -> None:
    links = [each.get("href", "") for each in elements(pages["404.html"], "a", "link")]
    assert [each for each in links if not each.startswith(("/repo/", "#"))] == []


def test_pages_are_light(files: Mapping[str, bytes], pages: Mapping[str, ElementTree.Element]) -> None:
    sheet = next(data for path, data in files.items() if path.endswith(".css"))
    assert len(gzip.compress(sheet)) <= 6 * KB
    page = "briefings/alloy-capacity/index.html"
    assert len(gzip.compress(files[page])) <= 14 * KB
    assert sum(1 for _ in pages[page].iter()) <= 600
