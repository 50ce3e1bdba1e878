"""What an editor sees while writing, in a real Chromium: saved, then shown; the place kept; problems over the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Served
from preview.serving import PATIENCE, planted, served

pytestmark = pytest.mark.browser
PAGE = "briefings/hydroxide-plant/"
FILE = "content/briefings/hydroxide-plant.md"
PROBLEMS = "#lodestone-preview details"

expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Served]:
    with served(planted(tmp_path)) as (url, _):
        yield Served(tmp_path, url)


def save(preview: Served, path: str, old: str, new: str) -> None:
    file = preview.directory / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_saved_is_shown_and_the_place_kept(page: Page, preview: Served) -> None:
    page.set_viewport_size({"width": 600, "height": 300})
    page.goto(preview.url + PAGE)
    page.evaluate("scrollTo(0, 500)")
    before = page.evaluate("scrollY")
    assert before > 100
    save(preview, FILE, "means to build a hydroxide plant", "means to build two plants")
    expect(page.locator("h1")).to_have_text("Salar One means to build two plants")
    for _ in range(50):  # the page's policy forbids a waiting script, so it is asked from here
        if abs(page.evaluate("scrollY") - before) < 60:
            break
        page.wait_for_timeout(100)
    assert abs(page.evaluate("scrollY") - before) < 60
    assert page.locator(f"{PROBLEMS}.errors").count() == 0


def test_a_broken_template_is_laid_over_the_page_that_was_there(
    page: Page, preview: Served, complaints: list[str], keep: Callable[..., Path]
) -> None:
    page.goto(preview.url + PAGE)
    save(preview, "templates/briefing.html", "{% block main %}", "{% block main %}{{ <img> }}")
    panel = page.locator(PROBLEMS)
    expect(panel).to_contain_text("templates/briefing.html")
    expect(panel).to_contain_text("E212")
    keep(page, "overlay")
    assert panel.locator("img").count() == 0
    expect(page.locator("h1")).to_have_text("Salar One means to build a hydroxide plant")
    save(preview, "templates/briefing.html", "{{ <img> }}", "")
    expect(page.locator(f"{PROBLEMS}.errors")).to_have_count(0)
    assert [each for each in complaints if "404" not in each] == []
    complaints.clear()  # the page was gone for a while, and was asked for


def test_a_mistake_in_a_text_is_told_with_line_and_fix(
    page: Page, preview: Served, keep: Callable[..., Path]
) -> None:
    page.goto(preview.url + "topics/brine/")
    save(preview, FILE, "likelihood: 3", "likelihood: 9")
    panel = page.locator(PROBLEMS)
    expect(panel).to_contain_text("allowed")
    expect(panel).to_contain_text(FILE)
    keep(page, "mistake")
    page.locator(PROBLEMS + " summary").click()
    assert panel.get_attribute("open") is None
