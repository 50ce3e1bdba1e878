"""Make the pictures of the docs: real pages, in Chromium, of the site and of what an editor sees.

    make pictures

Everything shown is built here and now, out of the project's own content and a site that `lodestone init`
begins; nothing is drawn. All together have at most 400 KB.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "docs/pictures"
LODESTONE = [sys.executable, "-m", "lodestone"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "SOURCE_DATE_EPOCH": "1767355200"}
MOST = 400 * 1024
"""Bytes of all pictures together."""
SCRAPE = """Salar One to double its brine plant
Salar One (ASX: SLR) said it\u00e2\u20ac\u2122s going to double the capacity of its lithium brine plant to 10,000 t/yr.
0 Comments
The company\u00e2\u20ac\u2122s brine comes from a new plant.
"""


def main() -> None:
    """Make all of them."""
    HERE.mkdir(exist_ok=True)
    chromium = subprocess.run(
        [sys.executable, ROOT / "tests/browser/chromium.py"], check=True, capture_output=True, text=True
    ).stdout.strip()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-lcd-text"]
        )
        of_the_site(browser, Path(place) / "output")
        of_an_editor(browser, Path(place) / "lithium")
        browser.close()
    size = sum(path.stat().st_size for path in HERE.iterdir())
    if size > MOST:
        sys.exit(f"{HERE} has {size:,} bytes")


def of_the_site(browser: Browser, output: Path) -> None:
    """Home, a briefing on a phone, a topic by night."""
    run("build", "--publish", "--output", output, cwd=ROOT)
    shoot(browser, output / "index.html", "home")
    shoot(
        browser,
        output / "briefings/northern-rare-earth-magnet-base/index.html",
        "briefing",
        width=390,
        height=760,
    )
    shoot(browser, output / "topics/magnets/index.html", "topic", dark=True)


def of_an_editor(browser: Browser, home: Path) -> None:
    """A begun site, a mistake over the page while it is served, and the review of a draft."""
    run(
        "init",
        home,
        "--name",
        "Lithium Watch",
        "--topic",
        "Brine",
        "--term",
        "lithium",
        "--company",
        "Salar One=ASX:SLR",
    )
    example = home / "content/briefings/an-example.md"
    with served(home) as url:
        page = opened(browser)
        page.goto(f"{url}briefings/an-example/")
        keep(page, "begun")
        example.write_text(
            example.read_text("utf-8").replace("title: An example", "title: Brine: an example"), "utf-8"
        )
        page.locator("#lodestone-preview details.errors").wait_for()
        keep(page, "mistake")
    (home / "scrape.txt").write_text(SCRAPE, "utf-8")
    run("ingest", "scrape.txt", "--url", "https://saltlake.example/double", "--review", cwd=home)
    shoot(browser, next(home.rglob("raw/*.html")), "review")


def shoot(
    browser: Browser, file: Path, name: str, *, width: int = 880, height: int = 560, dark: bool = False
) -> None:
    """A picture of a page on disk; style sheets are found beside it."""
    page = opened(browser, width, height, dark=dark)
    page.goto(file.as_uri())
    keep(page, name)


def opened(browser: Browser, width: int = 880, height: int = 560, *, dark: bool = False) -> Page:
    """A fresh page."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    return context.new_page()


def keep(page: Page, name: str) -> None:
    """Write a picture, and close the page."""
    path = HERE / f"{name}.png"
    page.screenshot(path=path)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


def run(*words: str | Path, cwd: Path | None = None) -> None:
    """Run the command; what it warns of is not of interest here."""
    subprocess.run([*LODESTONE, *words], check=True, cwd=cwd, env=ENVIRONMENT, capture_output=True)


@contextlib.contextmanager
def served(home: Path) -> Iterator[str]:
    """The address of a site while it is served."""
    said = home / "said.txt"
    with said.open("w") as out:
        process = subprocess.Popen(
            [*LODESTONE, "serve", "--port", "0"], cwd=home, stdout=out, stderr=out, env=ENVIRONMENT
        )
    try:
        while not (found := re.search(r"http://127\.0\.0\.1:\d+/", said.read_text())):
            time.sleep(0.1)
        yield found[0]
    finally:
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    main()
