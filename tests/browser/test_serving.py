"""The site as a static host serves it: at a root, under a path, and where nothing is."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("host", ["site", "site_under_path", "development_site"])
def test_every_address_on_the_home_page_leads_somewhere(
    request: pytest.FixtureRequest, page: Page, host: str
) -> None:
    served = request.getfixturevalue(host)
    page.goto(served.url)
    hrefs = page.eval_on_selector_all(
        "a[href], link[href]", "all => all.map(each => each.getAttribute('href'))"
    )
    inside = sorted(
        {urljoin(served.url, href).partition("#")[0] for href in hrefs if not href.startswith("http")}
    )
    assert len(inside) > 10
    answers = {address: page.request.get(address).status for address in inside}
    assert {address: status for address, status in answers.items() if status != 200} == {}
    assert all(address.startswith(served.url) for address in inside)


def test_links_work_by_clicking_under_a_path(request: pytest.FixtureRequest, page: Page) -> None:
    served = request.getfixturevalue("site_under_path")
    page.goto(served.url)
    page.locator("main a[href*='briefings/']").first.click()
    assert page.url.startswith(f"{served.url}briefings/")
    page.locator("header a").first.click()
    assert page.url == served.url


@pytest.mark.parametrize("host", ["site", "site_under_path"])
@pytest.mark.parametrize("depth", ["nothing", "briefings/nothing/", "a/b/c/d.html"])
def test_where_nothing_is_the_page_has_its_style_and_leads_home(
    request: pytest.FixtureRequest, page: Page, complaints: list[str], host: str, depth: str
) -> None:
    served = request.getfixturevalue(host)
    answer = page.goto(served.url + depth)
    assert answer is not None
    assert answer.status == 404
    assert [each for each in complaints if not each.startswith(("404: ", "Failed to load resource"))] == []
    assert [each for each in complaints if each.startswith("404: ")] == [f"404: {served.url}{depth}"]
    complaints.clear()
    home = page.locator("main a[href], header a[href]").first
    home.click()
    assert page.url.startswith(served.url)
