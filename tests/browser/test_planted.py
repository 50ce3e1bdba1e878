"""Each check of the browser tests, asleep on a page of ours and woken by a fault planted into it."""

from __future__ import annotations

from collections.abc import Callable

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


def sheet(text: str) -> str:
    """A script that adds a style sheet, as a fault of ours would."""
    return (
        f"const made = new CSSStyleSheet(); made.replaceSync(`{text}`);"
        " document.adoptedStyleSheets = [...document.adoptedStyleSheets, made];"
    )


def into_main(html: str) -> str:
    """A script that adds HTML to the end of a page."""
    return f"document.querySelector('main').insertAdjacentHTML('beforeend', `{html}`);"


Check = Callable[[Page], object]
LOOKED_FOR: dict[str, tuple[Check, str]] = {
    "a picture without a description": (faults, into_main('<img src="data:,">')),
    "a level of headings that is skipped": (faults, into_main("<h5>Deep</h5>")),
    "text too pale": (faults, sheet("p { color: #aaa !important; background: #fff !important }")),
    "a table wider than a narrow screen": (overflow_when_narrow, sheet("main { min-width: 24rem }")),
    "a word wider than a large one": (overflow_when_large, sheet("h1 { white-space: nowrap; width: 60rem }")),
    "a line wider than the screen": (overflow, sheet("h1 { width: 200vw; max-width: none }")),
    "a stop of the keyboard that does not show": (
        unseen_focus,
        sheet("main a:focus-visible { outline: none }"),
    ),
    "a stop that the keyboard does not reach": (
        unseen_focus,
        "document.querySelector('.brand').tabIndex = -1;",
    ),
    "a mark that forced colours hide": (
        unseen_in_forced_colours,
        sheet(
            ".risk { border: 0 !important } .bars path { fill: #eee !important; forced-color-adjust: none }"
        ),
    ),
    "a mark of a chart that forced colours hide": (
        unseen_in_forced_colours,
        sheet(".dot, .beam { fill: #eee !important; stroke: #eee !important }"),
    ),
    "a transition in spite of reduced motion": (moving, sheet("a { transition: color 1s }")),
    "a glide in spite of reduced motion": (moving, sheet("html { scroll-behavior: smooth !important }")),
}
"""What is planted -> the check that must find it, and nothing before."""
HEARD: dict[str, tuple[str, str]] = {
    "an error on the console": ("console.error('planted')", "planted"),
    "a warning on the console": ("console.warn('planted')", "planted"),
    "an exception": ("setTimeout(() => { throw new Error('planted') })", "planted"),
    "a style in an attribute": (
        "document.querySelector('h1').setAttribute('style', 'color: red')",
        "inline style",
    ),
    "a script in the page": (
        "{ const made = document.createElement('script'); made.textContent = 'window.ran = 1'; document.body.append(made) }",
        "inline script",
    ),
    "a handler in an attribute": (
        into_main('<button onclick=\\"x()\\">b</button>') + "document.querySelector('main button').click()",
        "inline event handler",
    ),
    "a picture from another host": (
        into_main('<img alt=\\"\\" src=\\"https://elsewhere.example/x.png\\">'),
        "elsewhere.example",
    ),
    "a request to another host": ("fetch('https://elsewhere.example/').catch(() => 0)", "elsewhere.example"),
    "a file that is not there": (into_main('<img alt=\\"\\" src=\\"/no-such.png\\">'), "404"),
}
"""What is planted -> the script, and a word of the complaint that the browser must make."""


@pytest.mark.parametrize("fault", LOOKED_FOR)
def test_a_planted_fault_is_found(page: Page, trial_site: Served, fault: str) -> None:
    check, plant = LOOKED_FOR[fault]
    page.goto(f"{trial_site.url}topics/magnets/")
    if check is not unseen_focus:  # many stops; they are all tried in test_pages.py
        assert not check(page)
    page.evaluate(f"() => {{ {plant} }}")
    assert check(page)


@pytest.mark.parametrize("fault", HEARD)
def test_a_planted_fault_is_heard(page: Page, trial_site: Served, complaints: list[str], fault: str) -> None:
    plant, word = HEARD[fault]
    page.goto(trial_site.url)
    assert complaints == []
    page.evaluate(f"() => {{ {plant} }}")
    for _ in range(50):
        if any(word in each.lower() for each in complaints):
            break
        page.wait_for_timeout(20)
    assert [each for each in complaints if word in each.lower()] != []
    complaints.clear()


def test_text_that_only_a_script_shows_is_missed(browser: Browser, trial_site: Served) -> None:
    assert lost_without_scripts(browser, trial_site.url) == []
    page = trial_site.directory / "planted.html"
    script = trial_site.directory / "planted.js"
    script.write_text("document.body.append('Only a script says this.')")
    page.write_text(
        '<!doctype html><html lang="en"><title>x</title><body><p>This stays.</p><script src="planted.js"></script>'
    )
    try:
        assert lost_without_scripts(browser, f"{trial_site.url}planted.html") == ["Only a script says this."]
    finally:
        page.unlink()
        script.unlink()
