"""Every kind of page in a real Chromium: phone and desktop, light and dark.

For each: it loads, the console is clean, nothing is asked of another host and the policy is
not broken (all by the fixture `page`), axe finds nothing (WCAG 2.2 AA and best practice),
nothing overflows at 320 px, every stop of the keyboard shows where it is. One screenshot of
each is kept in `test-artefacts/`.

Two sites are opened: the real content as published, and the trial site, whose few briefings
have every state that a page can be in.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from playwright.sync_api import Browser, Page

from browser.axe import faults
from browser.conftest import Served
from browser.looks import (
    lost_without_scripts,
    moving,
    overflow,
    overflow_when_large,
    overflow_when_narrow,
    unseen_focus,
    unseen_in_forced_colours,
)

pytestmark = pytest.mark.browser
Keep = Callable[..., Path]

KINDS = {
    "home": "",
    "briefing": "briefings/alloy-capacity/",
    "machine-read": "briefings/machine-read/",
    "withdrawn": "briefings/mixed-up/",
    "topics": "topics/",
    "topic": "topics/magnets/",
    "lens": "topics/western-implications/",
    "companies": "companies/",
    "company": "companies/northern-rare-earth/",
    "ticker": "tickers/SSE-600111/",
    "archive": "archive/",
    "method": "method/",
    "missing": "404.html",
}
"""Kind of page -> its address on the trial site."""
STATES = {
    "superseded": "briefings/first-look/",
    "corrected": "briefings/price-floor/",
    "undated": "briefings/no-date/",
    "draft": "briefings/a-draft/",
    "topic-without-risk": "topics/recycling/",
    "company-of-many-words": "companies/hypromag/",
    "corrections": "corrections/",
}
"""The same kinds in other states."""
EVIDENCE = {
    "figures": "figures/",
    "measure": "figures/alloy-capacity-added/",
    "risk": "risk/",
    "sources": "sources/",
    "source": "sources/rare-earth-exchanges/",
    "calendar": "calendar/",
    "timeline": "timeline/",
    "chain": "chain/",
    "a-z": "a-z/",
    "search": "search/",
    "changes": "changes/",
    "digest": "digest/2025-W36/",
    "data": "data/",
    "digests": "digest/",
}
"""Kinds that are made of the parts of the others: tables, lists of dates, judgements."""
TRIAL = KINDS | STATES | EVIDENCE
REAL = {
    "home": "",
    "briefing": "briefings/northern-rare-earth-magnet-base/",
    "topic": "topics/magnets/",
    "lens": "topics/western-implications/",
    "companies": "companies/",
    "company": "companies/northern-rare-earth/",
    "figures": "figures/",
    "risk": "risk/",
    "calendar": "calendar/",
    "method": "method/",
    "measure": "figures/concentrate-price/",
    "lines": "briefings/baotou-concentrate-price/",
    "ranges": "briefings/northern-rare-earth-guidance-two-readings/",
}
"""The same, on the real site as published; charts of every kind that it has."""
SCREENS = {"phone": (390, 844), "desktop": (1280, 800)}
COLOURED = ("home", "briefing", "lines")
"""Real pages whose contrast is measured too; the others have no colour that their kind has not."""
TWO = [("phone", "dark"), ("desktop", "light")]
"""Colours do not depend on the screen, nor sizes on the look, so two passes see both of each."""


@pytest.mark.parametrize("kind", TRIAL)
def test_every_page_in_every_look(page: Page, trial_site: Served, keep: Keep, kind: str) -> None:
    """Each page is opened once and looked at on each screen, in each look, narrow, and with large text."""
    page.goto(trial_site.url + TRIAL[kind])
    for screen, look in TWO if kind not in STATES else TWO[list(STATES).index(kind) % 2 :][:1]:
        look_at(page, keep, kind, screen, look)
    assert overflow_when_narrow(page) == 0
    assert overflow_when_large(page) == 0
    assert moving(page) == []


@pytest.mark.parametrize("kind", REAL)
def test_the_real_site(page: Page, site: Served, keep: Keep, kind: str) -> None:
    """The kinds and their colours have been looked at; this is their real content, in one look each."""
    page.goto(site.url + REAL[kind])
    look_at(page, keep, kind, *TWO[list(REAL).index(kind) % 2], contrast=kind in COLOURED)
    assert overflow_when_narrow(page) == 0


WEIGHTS = {
    "home": (25, 1500),
    "briefing": (20, 600),
    "lines": (20, 600),
    "topic": (25, 1500),
    "lens": (25, 1500),
    "figures": (25, 1500),
}
"""Kind of page -> all that a first visit loads, compressed, in KB, and its elements, at most."""


@pytest.mark.parametrize("kind", WEIGHTS)
def test_the_real_pages_are_light(page: Page, site: Served, kind: str) -> None:
    page.goto(site.url + REAL[kind])
    size, elements = WEIGHTS[kind]
    assert page.evaluate("document.querySelectorAll('*').length") <= elements
    asked: list[str] = page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")
    assert 1 + len(asked) <= 3  # the page, its style sheet, its icon
    files = [
        site.directory / REAL[kind] / "index.html",
        *(site.directory / each.removeprefix(site.url) for each in asked),
    ]
    assert sum(len(gzip.compress(each.read_bytes())) for each in files) <= size * 1024


def test_links_and_anchors_of_the_whole_site_lead_somewhere(site: Served) -> None:
    """Every page as published: each address of ours is a file, each anchor an id of it."""
    pages = {
        each.relative_to(site.directory).as_posix(): each.read_text("utf-8")
        for each in site.directory.rglob("*.html")
    }
    ids = {path: set(re.findall(r'\sid="([^"]+)"', text)) for path, text in pages.items()}
    assert len(pages) > 150
    broken = []
    for path, text in pages.items():
        for href in set(re.findall(r'<(?:a|link)\s[^>]*?href="([^"]*)"', text)):
            whole = urljoin(site.url + path, unescape(href))
            if whole.startswith(site.url):
                address, _, anchor = whole.removeprefix(site.url).partition("#")
                target = unquote(address.partition("?")[0])
                target += "index.html" if not target or target.endswith("/") else ""
                known = target in pages or (site.directory / target).is_file()
                if not known or (anchor and unquote(anchor) not in ids[target]):
                    broken.append(f"{path}: {href}")
    assert broken == []


def look_at(page: Page, keep: Keep, kind: str, screen: str, look: str, *, contrast: bool = True) -> None:
    """What axe thinks of a page on a screen in a look, and whether it fits; a picture is kept."""
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=look)  # type: ignore[arg-type]
    keep(page, f"{kind}-{screen}-{look}", whole=True)
    assert (screen, look, faults(page, contrast=contrast)) == (screen, look, [])
    assert (screen, look, overflow(page)) == (screen, look, 0)


@pytest.mark.parametrize("kind", ["home", "briefing", "lens"])
def test_the_keyboard_reaches_all_and_shows_where_it_is(page: Page, trial_site: Served, kind: str) -> None:
    page.goto(trial_site.url + TRIAL[kind])
    assert unseen_focus(page) == []


def test_the_skip_link_comes_first_and_leads_past_the_menu(page: Page, trial_site: Served) -> None:
    page.goto(trial_site.url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("kind", ["briefing", "topic", "measure", "risk"])
def test_forced_colours_keep_the_marks(page: Page, trial_site: Served, keep: Keep, kind: str) -> None:
    page.goto(trial_site.url + TRIAL[kind])
    assert unseen_in_forced_colours(page) == []
    page.emulate_media(forced_colors="active")
    keep(page, f"forced-colours-{kind}")
    fills = page.evaluate(
        "[...document.querySelectorAll('.bars path')].slice(0, 2).map(each => getComputedStyle(each).fillOpacity)"
    )
    assert set(fills) <= {"1", "0.25"}


@pytest.mark.parametrize("kind", ["home", "briefing", "topic", "figures", "calendar"])
def test_no_text_needs_scripts(browser: Browser, site: Served, kind: str) -> None:
    assert lost_without_scripts(browser, site.url + REAL[kind]) == []


def test_a_briefing_prints_on_three_sheets_at_most(page: Page, site: Served, keep: Keep) -> None:
    page.goto(site.url + REAL["briefing"])
    page.emulate_media(media="print")
    keep(page, "print", whole=True)
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type ?/Page\b", paper)) <= 3


def test_a_former_address_leads_to_the_present_one(page: Page, trial_site: Served) -> None:
    page.goto(trial_site.url + "briefings/alloy-plan/")
    page.wait_for_url("**/briefings/alloy-capacity/")
    assert page.locator("h1").inner_text().startswith("Northern Rare Earth plans")


QUESTIONS = {
    "what happened to magnet capacity, and how sure are we": (
        ("Figures", "Magnet capacity"),
        ("fairly reliable, probably true", "Target", "Claimed"),
    ),
    "what of the magnet chain, in the editor's view": (
        ("Topics", "Permanent magnets"),
        ("4 of 5", "Supported by", "The editor's statements"),
    ),
    "all that is known on a ticker": (
        ("Companies", "SSE:600111", "Northern Rare Earth"),
        ("items naming it", "Shanghai Stock Exchange", "Contradicted:"),
    ),
    "which figures contradict each other": (
        ("Figures",),
        ("Neo magnet plant, Narva", "Lynas cracking and leaching plant, Kalgoorlie", "exclude each other"),
    ),
    "what falls due next": (("Calendar",), ("counted from 31 May 2026", "13 July 2026")),
    "what would fall without a source": (
        ("Sources", "Rare Earth Exchanges"),
        ("Judgements that would fall without it", "Judgements that would be weaker"),
    ),
}
"""What a reader came for -> the links to click from home, three at most, and words of the answer."""


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_reader_finds_the_answer_in_three_clicks(page: Page, site: Served, question: str) -> None:
    clicks, words = QUESTIONS[question]
    assert len(clicks) <= 3
    page.goto(site.url)
    for label in clicks:
        page.get_by_role("link", name=label, exact=True).first.click()
    said = " ".join(page.locator("main").inner_text().split())
    assert [each for each in words if each not in said] == []


def test_a_site_under_a_path_finds_its_parts(
    page: Page, site_under_path: Served, complaints: list[str]
) -> None:
    page.goto(site_under_path.url)
    page.get_by_role("link", name="Companies").first.click()
    page.get_by_role("link", name="SSE:600111").click()
    page.get_by_role("link", name="Northern Rare Earth").click()
    assert page.url == f"{site_under_path.url}companies/northern-rare-earth/"
    page.goto(f"{site_under_path.url}no/such/page/")
    assert page.evaluate("getComputedStyle(document.querySelector('.top')).borderTopWidth") == "5px"
    page.get_by_role("link", name="All briefings by date").click()
    assert page.url == f"{site_under_path.url}archive/"
    assert [each for each in complaints if "404" not in each] == []
    complaints.clear()
