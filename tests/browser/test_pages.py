"""Every kind of page in a real Chromium: phone and desktop, light and dark.

For each: it loads, the console is clean, nothing is asked of another host and the policy is
not broken (all by the fixture `page`), axe finds nothing (WCAG 2.2 AA and best practice),
nothing overflows at 320 px, every stop of the keyboard shows where it is. One screenshot of
each is kept in `test-artefacts/`.

Two sites are opened: the real content as published, and the trial site, whose few briefings
have every state that a page can be in.
"""

from __future__ import annotations

import functools
import gzip
import re
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page

import trial
from browser.axe import faults
from browser.conftest import Served, StaticHost
from lodestone.engine.render import Renderer, assets_of
from lodestone.site.view import frame
from lodestone.site.views import views

pytestmark = pytest.mark.browser
TEMPLATES = Path(__file__).parents[2] / "templates"
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
}
"""The same, on the real site as published."""
SCREENS = {"phone": (390, 844), "desktop": (1280, 800)}
ALL = [(screen, look) for screen in SCREENS for look in ("light", "dark")]
TWO = [("phone", "dark"), ("desktop", "light")]
IN_FULL = ("home", "briefing", "topic", "company")
"""Kinds that hold every part; they are looked at on both screens in both looks, the others once in each."""


@pytest.fixture(scope="module")
def trial_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The trial site at a root, a development build."""
    directory = tmp_path_factory.mktemp("trial")
    site = trial.site()
    assets = assets_of(TEMPLATES)
    renderer = Renderer(TEMPLATES, frame(site), {name: path for name, (path, _) in assets.items()})
    files = dict(assets.values())
    for view in views(site):
        made = view.content if view.content is not None else b""
        files[view.path] = renderer.render(view, site.bodies) if view.template else made
    for path, data in files.items():
        target = directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(StaticHost, directory=str(directory)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Served(directory, f"http://127.0.0.1:{server.server_port}/")
    server.shutdown()
    server.server_close()


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page(page: Page, trial_site: Served, keep: Keep, kind: str) -> None:
    page.goto(trial_site.url + KINDS[kind])
    for screen, look in ALL if kind in IN_FULL else TWO:
        look_at(page, keep, kind, screen, look)


@pytest.mark.parametrize("state", STATES | EVIDENCE)
def test_every_state_of_a_page(page: Page, trial_site: Served, keep: Keep, state: str) -> None:
    page.goto(trial_site.url + TRIAL[state])
    for screen, look in TWO:
        look_at(page, keep, state, screen, look)


@pytest.mark.parametrize("kind", REAL)
def test_the_real_site(page: Page, site: Served, keep: Keep, kind: str) -> None:
    page.goto(site.url + REAL[kind])
    for screen, look in TWO:
        look_at(page, keep, kind, screen, look)


WEIGHTS = {
    "home": (25, 1500),
    "briefing": (14, 600),
    "topic": (25, 1500),
    "lens": (25, 1500),
    "figures": (25, 1500),
}
"""Kind of page -> its HTML, compressed, in KB, and its elements, at most."""


@pytest.mark.parametrize("kind", WEIGHTS)
def test_the_real_pages_are_light(page: Page, site: Served, kind: str) -> None:
    page.goto(site.url + REAL[kind])
    size, elements = WEIGHTS[kind]
    assert len(gzip.compress((site.directory / REAL[kind] / "index.html").read_bytes())) <= size * 1024
    assert page.evaluate("document.querySelectorAll('*').length") <= elements
    asked = page.evaluate("performance.getEntriesByType('resource').length")
    assert 1 + asked <= 3  # the page, its style sheet, its icon


def look_at(page: Page, keep: Keep, kind: str, screen: str, look: str) -> None:
    """Keep what a page looks like on a screen in a look, and ask axe what it thinks of it."""
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=look)  # type: ignore[arg-type]
    keep(page, f"{kind}-{screen}-{look}", whole=True)
    assert (screen, look, faults(page)) == (screen, look, [])
    assert (screen, look, overflow(page)) == (screen, look, 0)


@pytest.mark.parametrize("served", ["trial_site", "site"])
def test_nothing_overflows_on_a_narrow_screen(
    page: Page, served: str, request: pytest.FixtureRequest
) -> None:
    host: Served = request.getfixturevalue(served)
    page.set_viewport_size({"width": 320, "height": 640})
    for path in (TRIAL if served == "trial_site" else REAL).values():
        page.goto(host.url + path)
        assert (path, overflow(page)) == (path, 0)


def test_nothing_overflows_or_is_lost_with_wide_spacing_and_large_text(
    page: Page, trial_site: Served
) -> None:
    """The spacing of WCAG 1.4.12 and text of 200 per cent, in a style sheet of the reader's own browser."""
    page.set_viewport_size({"width": 640, "height": 800})
    for path in TRIAL.values():
        page.goto(trial_site.url + path)
        page.evaluate(
            """() => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(`html { font-size: 200% }
                * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
                p { margin-bottom: 2em !important }`);
              document.adoptedStyleSheets = [sheet];
            }"""
        )
        assert (path, overflow(page)) == (path, 0)


@pytest.mark.parametrize("kind", ["home", "briefing", "lens"])
def test_the_keyboard_reaches_all_and_shows_where_it_is(page: Page, trial_site: Served, kind: str) -> None:
    page.goto(trial_site.url + TRIAL[kind])
    wanted = page.evaluate("document.querySelectorAll('a[href], summary, [tabindex=\"0\"]').length")
    reached = 0
    for _ in range(wanted):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "(() => { const style = getComputedStyle(document.activeElement);"
            " return document.activeElement === document.body ? 'lost' : style.outlineStyle + style.outlineWidth })()"
        )
        assert outline == "solid3px"
        reached += 1
    assert reached == wanted > 10


def test_the_skip_link_comes_first_and_leads_past_the_menu(page: Page, trial_site: Served) -> None:
    page.goto(trial_site.url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_forced_colours_keep_the_marks(page: Page, trial_site: Served, keep: Keep) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(trial_site.url + TRIAL["briefing"])
    keep(page, "forced-colours")
    assert page.evaluate("getComputedStyle(document.querySelector('.risk')).borderTopStyle") == "solid"
    fills = page.evaluate(
        "[...document.querySelectorAll('.facts .bars path')].map(each => getComputedStyle(each).fillOpacity)"
    )
    assert fills == ["1", "0.25"]


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
        ("4 of 5", "Supported by", "Earlier statements"),
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


def test_the_watch_is_awake(page: Page, trial_site: Served, complaints: list[str]) -> None:
    """A planted fault of each kind is seen, so that silence means something."""
    page.goto(trial_site.url)
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\"><h5>Deep</h5>')"
    )
    assert {"image-alt", "heading-order"} <= {each.split(":")[0] for each in faults(page)}
    assert complaints == []
    page.evaluate("document.querySelector('h1').setAttribute('style', 'color: red')")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img alt=\"\" src=\"https://example.org/x.png\">')"
    )
    page.evaluate("document.querySelector('h1').textContent = 'x'.repeat(400)")
    page.evaluate("document.querySelector('h1').className = 'number'")
    page.wait_for_timeout(200)
    assert overflow(page) > 0
    assert [each for each in complaints if "style-src" in each or "inline style" in each.lower()] != []
    assert [each for each in complaints if "img-src" in each or "example.org" in each] != []
    complaints.clear()
