"""Audit a built site as a stranger finds it: every page, link, feed and data block, then one page of each kind in a browser.

    python tests/browser/audit.py public             what `make audit` runs
    python tests/browser/audit.py public --fast      without the browser

Nothing of our code is asked; only the files count, so a fault of a template, of a plugin or of the
content shows alike. Each fault is one line, `page: KIND what`, and with any of them it ends with 1.
"""

from __future__ import annotations

import argparse
import functools
import json
import sys
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
ATOM = "{http://www.w3.org/2005/Atom}"
LOOKS = (("desktop", 1280, 800, "light"), ("phone", 390, 844, "dark"))
"""In turn: neighbouring kinds of page are looked at differently, so that each part is seen in both."""
RUNS = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "object": "data",
    "embed": "src",
    "form": "action",
}
"""Elements that make a browser ask for something, and by which attribute."""
_FETCHED = ("stylesheet", "icon", "preload", "modulepreload", "manifest")


@dataclass
class Page:
    """What the audit wants to know of a page."""

    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """What a browser fetches by itself."""
    data: list[str] = field(default_factory=list)
    """JSON-LD, as it stands."""
    policy: str = ""
    faults: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    """Reads one page."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._block = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters of an element."""
        page, values = self.page, {name: value or "" for name, value in attrs}
        if "id" in values:
            if values["id"] in page.ids:
                page.faults.append(f"ANCHOR the id `{values['id']}` is there twice")
            page.ids.add(values["id"])
        if tag == "a" and "href" in values:
            page.links.append(values["href"])
        if tag in RUNS and values.get(RUNS[tag]):
            page.asked.append(values[RUNS[tag]])
        if tag == "link" and not {*values.get("rel", "").split()}.isdisjoint(_FETCHED):
            page.asked.append(values.get("href", ""))
        if tag == "link" and values.get("rel") == "alternate":
            page.links.append(values.get("href", ""))
        if tag == "meta" and values.get("http-equiv") == "Content-Security-Policy":
            page.policy = values["content"]
        self._block = tag == "script" and values.get("type") == "application/ld+json"
        inline = (tag == "script" and "src" not in values and not self._block) or tag == "style"
        page.faults += [f"POLICY forbids an inline <{tag}>"] if inline else []
        page.faults += [
            f"POLICY forbids the attribute {name} of <{tag}>"
            for name in values
            if name == "style" or name.startswith("on")
        ]

    def handle_data(self, data: str) -> None:
        """Keep the text of a block of data."""
        if self._block:
            self.page.data.append(data)

    def handle_endtag(self, _: str) -> None:
        """A block ends."""
        self._block = False


def read(file: Path) -> Page:
    """One page."""
    reader = Reader()
    reader.feed(file.read_text("utf-8"))
    reader.close()
    return reader.page


def audit(site: Path) -> Iterator[str]:
    """All faults that files show."""
    pages = {file.relative_to(site).as_posix(): read(file) for file in sorted(site.rglob("*.html"))}
    if not pages:
        yield f"{site}: PAGE there is none"
    for path, page in pages.items():
        for fault in (*page.faults, *policies(page), *data(page), *links(site, path, page, pages)):
            yield f"{path}: {fault}"
    for file in sorted((site / "feeds").glob("*")):
        for fault in FEEDS.get(file.suffix, nothing)(file.read_bytes()):
            yield f"feeds/{file.name}: FEED {fault}"
    if pages and not (site / "feeds").is_dir():
        yield "feeds/: FEED there is none"


def policies(page: Page) -> Iterator[str]:
    """Whether the page forbids what it must, and asks nobody else."""
    if "default-src 'none'" not in page.policy or "unsafe" in page.policy:
        yield f"POLICY is {page.policy or 'missing'}"
    for each in page.asked:
        if urlsplit(each).netloc:
            yield f"POLICY asks another host for {each}"


def data(page: Page) -> Iterator[str]:
    """Whether each block of JSON-LD can be read and says what it is."""
    for text in page.data:
        try:
            block = json.loads(text)
        except ValueError as error:
            yield f"JSON-LD cannot be read: {error}"
            continue
        if not isinstance(block, dict) or "@context" not in block or not {"@type", "@graph"} & block.keys():
            yield "JSON-LD has no @context or no @type"


def links(site: Path, path: str, page: Page, pages: dict[str, Page]) -> Iterator[str]:
    """Whether every link inside the site leads to a file, and to a place in it."""
    if path == "404.html":  # served at any depth, so its links are absolute
        return
    for link in (*page.links, *page.asked):
        address, anchor = urldefrag(link)
        if urlsplit(link).scheme or urlsplit(link).netloc:
            continue
        target = unquote(urlsplit(urljoin(f"/{path}", address)).path).lstrip("/") if address else path
        target += "index.html" if target == "" or target.endswith("/") else ""
        if not (site / target).is_file():
            yield f"LINK {link} leads nowhere"
        elif anchor and target in pages and unquote(anchor) not in pages[target].ids:
            yield f"ANCHOR {link}: there is no such place"


# Feeds


def nothing(_: bytes) -> Iterator[str]:
    """No fault."""
    return iter(())


def atom(raw: bytes) -> Iterator[str]:
    """RFC 4287, section 4: what a feed and an entry must have."""
    try:
        root = ET.fromstring(raw)
    except ET.ParseError as error:
        yield f"is no XML: {error}"
        return
    for each in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            if not each.findtext(f"{ATOM}{name}"):
                yield f"<{each.tag.removeprefix(ATOM)}> has no {name}"


def rss(raw: bytes) -> Iterator[str]:
    """RSS 2.0: what a channel and an item must have."""
    try:
        channel = ET.fromstring(raw).find("channel")
    except ET.ParseError as error:
        yield f"is no XML: {error}"
        return
    if channel is None:
        yield "has no channel"
        return
    for each, names in (
        (channel, ("title", "link", "description")),
        *((i, ("title", "link")) for i in channel.iter("item")),
    ):
        for name in names:
            if not each.findtext(name):
                yield f"<{each.tag}> has no {name}"


def json_feed(raw: bytes) -> Iterator[str]:
    """JSON Feed 1.1: what a feed and an item must have."""
    try:
        feed = json.loads(raw)
    except ValueError as error:
        yield f"is no JSON: {error}"
        return
    for name in ("version", "title", "items"):
        if name not in feed:
            yield f"has no {name}"
    for item in feed.get("items", ()):
        if not item.get("id") or not {"content_html", "content_text"} & item.keys():
            yield "an item has no id or no content"


FEEDS = {".atom": atom, ".rss": rss, ".json": json_feed}


# In a browser


def kinds(site: Path) -> list[str]:
    """One page of each kind: the first page, each part's own, and the first two below it, which may differ."""
    found = [""] if (site / "index.html").is_file() else []
    for part in sorted(each for each in site.iterdir() if each.is_dir()):
        below = sorted(part.glob("*/index.html"))
        files = [part / "index.html", *below[:1], *below[-1:]]
        found += [
            f"{each.parent.relative_to(site).as_posix()}/" for each in dict.fromkeys(files) if each.is_file()
        ]
    return found


def browsed(site: Path) -> Iterator[str]:
    """What axe and the browser complain of, one page of each kind."""
    from playwright.sync_api import sync_playwright

    from browser.axe import faults
    from browser.chromium import chromium
    from browser.static_host import StaticHost

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(StaticHost, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    said: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium()), args=["--no-sandbox"])
        page = browser.new_page(reduced_motion="reduce")
        page.on("console", lambda each: said.append(each.text) if each.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        for number, path in enumerate(kinds(site)):
            name, width, height, look = LOOKS[number % len(LOOKS)]
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=look)  # type: ignore[arg-type]
            page.goto(f"http://127.0.0.1:{server.server_port}/{path}")
            page.wait_for_load_state("load")
            yield from (f"{path or '/'} ({name}): AXE {each}" for each in faults(page))
            yield from (f"{path or '/'} ({name}): BROWSER {each}" for each in said)
            said.clear()
        browser.close()
    server.shutdown()
    server.server_close()


def main(words: Iterable[str] | None = None) -> int:
    """Print the faults; 1 where there are any."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", type=Path, help="the output directory of a build")
    parser.add_argument("--fast", action="store_true", help="without the browser")
    args = parser.parse_args(None if words is None else list(words))
    found = list(audit(args.site))
    if not args.fast and not found:
        found += browsed(args.site)
    sys.stdout.write(("\n".join(found) or f"{args.site}: nothing is wrong") + "\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
