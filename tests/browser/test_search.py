"""Search in a real Chromium: what is found, what is shown, and by which keys; without scripts, and when files fail.

The forty queries of `tests/search/queries.yaml` are put to the script itself, on the real site as published.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, Route, expect

from browser.axe import faults
from browser.conftest import Served
from lodestone.site.search_words import STOP, terms

pytestmark = pytest.mark.browser
Keep = Callable[..., Path]
ROOT = Path(__file__).parents[2]
QUERIES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/search/queries.yaml").read_text("utf-8"))
MODULE = "import(document.querySelector('script[type=module]').src)"
FIND = f"""async queries => {{
  const search = await {MODULE}, found = [];
  for (const [query, facets] of queries) {{
    const result = await search.find(query, facets);
    const cards = await Promise.all(result.hits.slice(0, 10).map(hit => search.card(result.found, hit.at)));
    found.push({{ briefings: cards.map(each => each.slug), pages: result.pages.map(each => each.path), some: result.some }});
  }}
  return found;
}}"""


@pytest.fixture
def search(page: Page, site: Served) -> Page:
    page.goto(f"{site.url}search/")
    return page


def ask(page: Page, *queries: tuple[str, dict[str, str]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(FIND, [list(each) for each in queries])
    return found


def said(page: Page) -> Locator:
    return page.locator("#search_said")


def hits(page: Page) -> Locator:
    return page.locator("#search_hits li a")


# What is found


def test_forty_queries_find_what_a_reader_wants_first(search: Page) -> None:
    found = ask(search, *((each["query"], {}) for each in QUERIES))
    assert len(QUERIES) == 40
    recall, first, pages = 0.0, 0, list[Any]()
    for each, got in zip(QUERIES, found, strict=True):
        wanted = set(each["briefings"])
        recall += len(wanted & set(got["briefings"][:3])) / min(3, len(wanted))
        first += bool(wanted & set(got["briefings"][:1]))
        if "page" in each and got["pages"][:1] != [each["page"]]:
            pages.append((each["query"], got["pages"]))
    assert pages == []
    assert recall / 40 >= 0.95
    assert first >= 38


def test_the_script_cuts_words_as_the_build_does(search: Page) -> None:
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "content").rglob("*.md"))]
    texts += [
        "Héroya’s Łódź ﬁnal ＮｄＰｒ ネオジム 한국 50,000.5 1,23 2.35 licences companies' ẋ̣ ½ ² Ⅷ straße"
    ]
    assert search.evaluate(
        f"async ([texts, stop]) => {{ const {{ terms }} = await {MODULE};"
        " return texts.map(text => terms(text, new Set(stop)).map(each => each[0])) }",
        [texts, sorted(STOP)],
    ) == [terms(text) for text in texts]


def test_facets_narrow_and_alone_list_the_newest_first(search: Page) -> None:
    year, both, company, risk, none = ask(
        search,
        ("", {"year": "2024"}),
        ("", {"topic": "recycling", "year": "2026"}),
        ("dysprosium", {"company": "lynas"}),
        ("magnets", {"risk": "severe", "reliability": "A"}),
        ("magnets", {"topic": "no-such-topic"}),
    )
    assert year["briefings"] == ["iluka-eneabba-cost", "lynas-kalgoorlie-cost"]
    assert both["briefings"] == ["ionic-belfast-study", "cyclic-materials-mcbee"]
    assert company["briefings"][0] == "lynas-heavy-oxides"
    assert set(company["briefings"]) <= {
        "lynas-heavy-oxides",
        "lynas-kalgoorlie-cost",
        "noveon-lynas-memorandum",
    }
    assert company["pages"] == []
    assert none["briefings"] == []
    for slug in risk["briefings"]:
        text = (ROOT / "content" / "briefings" / f"{slug}.md").read_text("utf-8")
        assert "magnets" in text
        assert "reliability: A" in text


@pytest.mark.parametrize(
    ("wrong", "right"), [("neodymum", "neodymium"), ("dysprosuim", "dysprosium"), ("kalgorlie", "kalgoorlie")]
)
def test_a_slip_of_one_letter_is_forgiven(search: Page, wrong: str, right: str) -> None:
    slip, straight = ask(search, (wrong, {}), (right, {}))
    assert slip["briefings"][0] in straight["briefings"]


def test_words_that_no_briefing_has_together_find_those_with_most(search: Page) -> None:
    [found] = ask(search, ("kalgoorlie louisiana", {}))
    assert found["some"]
    assert {"lynas-kalgoorlie-cost", "aclara-louisiana-heavy-oxides"} <= set(found["briefings"])


def test_what_is_withdrawn_is_not_found(search: Page) -> None:
    [found] = ask(search, ("northern rare earth guidance for 2025", {}))
    assert "northern-rare-earth-guidance-withdrawn" not in found["briefings"]


# What is shown


def test_a_query_is_told_marked_and_kept_in_the_address(search: Page, keep: Keep) -> None:
    search.get_by_role("searchbox").fill("magnet alloy")
    expect(said(search)).to_have_text(re.compile(r"^1 page and \d+ briefings for “magnet alloy”\.$"))
    assert search.url.endswith("search/?q=magnet+alloy")
    assert search.title().startswith("magnet alloy · Search · ")
    expect(hits(search).first).to_have_text(
        "Northern Rare Earth says it will add 50,000 t/yr of magnet alloy"
    )
    assert search.locator("#search_hits li").first.locator("h3 mark").all_inner_texts() == ["magnet", "alloy"]
    expect(search.locator("#search_hits li .excerpt").nth(1).locator("mark")).not_to_have_count(
        0
    )  # out of its text
    assert search.locator("#search_pages a").get_attribute("href") == search.evaluate(
        "new URL('../figures/alloy-capacity-added/', location.href).href"
    )
    keep(search, "hits", whole=True)


def test_an_address_can_be_shared_and_the_back_button_leads_back(page: Page, site: Served) -> None:
    page.goto(f"{site.url}search/?q=recycling&topic=recycling&year=2026")
    expect(said(page)).to_contain_text("briefing")
    assert page.get_by_label("Topic").input_value() == "recycling"
    assert page.get_by_label("Year").input_value() == "2026"
    few = hits(page).count()
    page.get_by_label("Year").select_option("")
    expect(hits(page)).not_to_have_count(few)
    assert page.url.endswith("search/?q=recycling&topic=recycling")
    page.go_back()
    expect(hits(page)).to_have_count(few)
    assert page.get_by_label("Year").input_value() == "2026"
    hits(page).first.click()
    page.wait_for_url("**/briefings/**")
    page.go_back()
    expect(hits(page)).to_have_count(few)
    assert page.get_by_role("searchbox").input_value() == "recycling"


def test_what_was_asked_for_keeps_its_place_in_the_history(search: Page) -> None:
    for query in ("lynas", "narva"):
        search.get_by_role("searchbox").fill(query)
        search.keyboard.press("Enter")
        expect(said(search)).to_contain_text(f"“{query}”")
    search.go_back()
    expect(said(search)).to_contain_text("“lynas”")
    assert search.get_by_role("searchbox").input_value() == "lynas"


def test_more_is_shown_when_asked_for(search: Page) -> None:
    search.get_by_role("searchbox").fill("rare earth")
    expect(hits(search)).to_have_count(10)
    search.get_by_role("button", name="Show more").click()
    expect(hits(search)).to_have_count(20)
    assert (
        search.evaluate("[...document.querySelectorAll('#search_hits li a')].indexOf(document.activeElement)")
        == 10
    )


def test_nothing_is_said_plainly(search: Page) -> None:
    search.get_by_role("searchbox").fill("zzzzqqqq")
    expect(said(search)).to_have_text("Nothing was found for “zzzzqqqq”. The lists below may lead there.")
    expect(search.locator("#search_hits")).to_be_hidden()


def test_what_was_found_is_announced(search: Page) -> None:
    assert said(search).get_attribute("role") == "status"  # polite by its role
    assert search.evaluate("document.getElementById('search_said').closest('[hidden]')") is None


# Keys


def test_the_keyboard_does_it_all(search: Page) -> None:
    search.keyboard.press("/")
    expect(search.get_by_role("searchbox")).to_be_focused()
    search.keyboard.type("lynas/")
    assert search.get_by_role("searchbox").input_value() == "lynas/"
    search.keyboard.press("Backspace")
    search.keyboard.press("Enter")
    expect(hits(search)).not_to_have_count(0)
    search.keyboard.press("ArrowDown")
    expect(search.locator("#search_pages a").first).to_be_focused()
    for _ in range(search.locator("#search_pages a").count()):
        search.keyboard.press("ArrowDown")
    expect(hits(search).first).to_be_focused()
    assert search.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    search.keyboard.press("ArrowUp")
    search.keyboard.press("Escape")
    expect(search.get_by_role("searchbox")).to_be_focused()
    search.keyboard.press("Escape")
    assert search.get_by_role("searchbox").input_value() == ""
    expect(search.locator("#search_hits")).to_be_hidden()
    assert search.url.endswith("/search/")


def test_the_key_can_be_switched_off(search: Page) -> None:
    """WCAG 2.1.4: a shortcut of a single character has a switch, and it is remembered."""
    search.get_by_role("checkbox").uncheck()
    search.reload()
    expect(search.get_by_role("checkbox")).not_to_be_checked()
    search.locator("h1").click()
    search.keyboard.press("/")
    expect(search.get_by_role("searchbox")).not_to_be_focused()


# Whoever looks, and whatever fails


@pytest.mark.parametrize(("width", "look"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_before_or_after_a_query(search: Page, keep: Keep, width: int, look: Any) -> None:
    search.set_viewport_size({"width": width, "height": 900})
    search.emulate_media(color_scheme=look)
    assert faults(search) == []
    keep(search, f"empty-{width}-{look}")
    search.get_by_role("searchbox").fill("北方稀土")
    expect(hits(search)).not_to_have_count(0)
    keep(search, f"hits-{width}-{look}")
    assert faults(search) == []
    search.set_viewport_size({"width": 320, "height": 640})
    root = "document.documentElement"
    assert search.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0


def test_without_scripts_the_form_and_the_lists_lead_on(browser: Browser, site: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}search/")
    assert page.locator("noscript p").is_visible()
    assert not page.locator("#search_facets").is_visible()
    page.get_by_role("searchbox").fill("lynas")
    page.get_by_role("button", name="Search").click()
    assert page.url == f"{site.url}a-z/?q=lynas"
    assert page.locator("h1").inner_text() == "A to Z"
    page.go_back()
    page.get_by_role("link", name="All briefings by date").click()
    assert page.url == f"{site.url}archive/"
    context.close()


def test_every_page_leads_to_search(page: Page, site_under_path: Served) -> None:
    page.goto(f"{site_under_path.url}topics/magnets/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Search").click()
    assert page.url == f"{site_under_path.url}search/"
    page.get_by_role("searchbox").fill("narva")
    expect(hits(page)).not_to_have_count(0)
    hits(page).first.click()
    assert page.url.startswith(f"{site_under_path.url}briefings/")


def test_what_is_written_before_the_script_is_there_is_searched_for(page: Page, site: Served) -> None:
    held: list[Route] = []
    page.route("**/search*.js", lambda route: held.append(route))  # noqa: PLW0108 - it wants a function of ours
    page.goto(f"{site.url}search/", wait_until="commit")
    page.get_by_role("searchbox").fill("narva")
    page.wait_for_timeout(100)
    assert hits(page).count() == 0
    held[0].continue_()
    expect(hits(page)).not_to_have_count(0)
    assert page.get_by_role("searchbox").input_value() == "narva"
    assert page.url == f"{site.url}search/?q=narva"


HOSTILE = "</script><img src=x onerror=alert(1)><b>Lynas</b>"


def test_hostile_text_is_shown_as_text(search: Page) -> None:
    def spoilt(route: Route) -> None:
        cards = route.fetch().json()
        for each in cards:
            each[1] = each[3] = each[7] = HOSTILE
        route.fulfill(json=cards)

    search.route("**/hits-*.json", spoilt)
    search.get_by_role("searchbox").fill("lynas")
    expect(hits(search).first).to_have_text(HOSTILE)
    assert search.locator("#search_hits li .excerpt").first.inner_text() == HOSTILE
    assert search.locator("#search_hits :is(img, script, b)").count() == 0
    search.get_by_role("searchbox").fill(HOSTILE)
    expect(said(search)).to_contain_text(HOSTILE)
    assert search.locator("main img").count() == 0


def test_an_index_that_is_out_of_date_is_read_again(page: Page, site: Served, complaints: list[str]) -> None:
    """A host may have a new site while a cache still has the old index: its shards are gone."""
    asked = []

    def old(route: Route) -> None:
        asked.append(route.request.url)
        found = route.fetch().json()
        if len(asked) == 1:
            found["blocks"][-1][0] += "0"
        route.fulfill(json=found)

    page.route("**/search/index.json", old)
    page.goto(f"{site.url}search/?q=lynas")
    expect(hits(page)).not_to_have_count(0)
    assert len(asked) == 2
    assert {each for each in complaints if "404" not in each} == set()
    complaints.clear()


def test_a_failure_is_told_and_leaves_the_lists(page: Page, site: Served, complaints: list[str]) -> None:
    page.route("**/terms-*.json", lambda route: route.abort())
    page.goto(f"{site.url}search/?q=lynas")
    expect(said(page)).to_have_text("The search index could not be read. Try again, or use the lists below.")
    assert page.get_by_role("link", name="All briefings by date").is_visible()
    assert complaints != []
    complaints.clear()


def test_search_is_light(page: Page, site: Served) -> None:
    """The script alone, and all that a first query on an empty cache asks for; `benchmarks/search.py` has large sites."""
    page.goto(f"{site.url}search/?q=magnet+alloy")
    expect(page.locator("#search_hits mark")).not_to_have_count(0)
    page.wait_for_load_state("networkidle")
    asked = page.evaluate(
        "[location.href, ...performance.getEntriesByType('resource').map(each => each.name)]"
    )
    sizes = {url: len(gzip.compress(_file(site, url).read_bytes())) for url in dict.fromkeys(asked)}
    [script] = [size for url, size in sizes.items() if url.endswith(".js")]
    assert script <= 12 * 1024
    assert sum(sizes.values()) <= 60 * 1024, json.dumps(sizes, indent=1)


def _file(site: Served, url: str) -> Path:
    path = url.removeprefix(site.url).partition("?")[0]
    return site.directory / (path + "index.html" if path.endswith("/") else path)


def test_no_other_page_has_a_script(site: Served) -> None:
    def scripts() -> Iterator[str]:
        for file in site.directory.rglob("*.html"):
            if re.search(r"<script(?![^>]*ld\+json)", file.read_text("utf-8")):
                yield file.relative_to(site.directory).as_posix()

    assert list(scripts()) == ["search/index.html"]
