"""Every hostile input of the corpus, built and opened in Chromium: no script ran, nothing was asked of another host,
the policy had nothing to forbid, and nothing that could do so is in the page."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import Served, StaticHost
from hostile.planting import MARKDOWN, SCRAPES, settings, site
from lodestone.commands.ingest_review import page as review
from lodestone.engine.build import build
from lodestone.engine.load import load
from lodestone.ingest import draft
from lodestone.text.markdown import fill, render_page

pytestmark = pytest.mark.browser

WATCH = """
window.seen = [];
window.planted = (what) => window.seen.push(`script ran: ${what ?? ''}`);
window.alert = window.confirm = window.prompt = () => window.seen.push('dialog');
document.addEventListener('securitypolicyviolation', (report) =>
  window.seen.push(`policy: ${report.effectiveDirective} ${report.blockedURI} ${report.sample}`));
"""
"""Put before every page: what `planted()` does, and who hears of a policy that had to forbid something."""
LOOK = """
(root, formed) => {
  const SAFE = /^(https?|mailto):$/, OURS = /^(\\.\\.\\/|\\.\\/)*static\\/[\\w.]+$/, BASE = 'https://site.example/a/';
  const LEADING = ['href', 'src', 'action', 'formaction', 'xlink:href', 'poster', 'data', 'cite'];
  const FORMS = ['FORM', 'TEMPLATE', 'NOSCRIPT'], LOOSE = ['style', 'srcset', 'ping', 'srcdoc'];
  const FORBIDDEN = new Set(['IFRAME', 'FRAME', 'OBJECT', 'EMBED', 'APPLET', 'BASE', 'FORM', 'TEXTAREA', 'VIDEO', 'AUDIO', 'MATH',
    'TEMPLATE', 'NOSCRIPT', 'STYLE', 'DIALOG', 'PORTAL', 'SLOT', 'FOREIGNOBJECT', 'ANIMATE', 'SET', 'MARQUEE', 'MAP', 'AREA', 'PLAINTEXT']);
  const found = [];
  for (const each of root.querySelectorAll('*')) {
    const tag = each.tagName.toUpperCase();
    if (FORBIDDEN.has(tag) && !(formed && FORMS.includes(tag))) found.push(`<${tag}>`);
    if (tag === 'SCRIPT' && each.type !== 'application/ld+json' && !OURS.test(each.getAttribute('src') ?? ''))
      found.push(`script: ${each.outerHTML.slice(0, 80)}`);
    for (const { name, value } of each.attributes) {
      if (name.startsWith('on') || LOOSE.includes(name)) found.push(`${tag} ${name}`);
      if (!LEADING.includes(name) || !URL.canParse(value, BASE)) continue;
      const leads = new URL(value, BASE);
      if (!SAFE.test(leads.protocol)) found.push(`${tag} ${name}=${value.slice(0, 80)}`);
      if (tag === 'IMG' && leads.host !== 'site.example') found.push(`a picture from ${value}`);
    }
  }
  return found;
}
"""
"""What of a tree could run, or lead to what runs."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A frame that is gone needs no answer."""


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site with the whole corpus in it, built and served."""
    home = tmp_path_factory.mktemp("planted")
    site(home)
    build(settings(home))
    server = _Server(("127.0.0.1", 0), partial(StaticHost, directory=str(home / "output")))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Served(home / "output", f"http://127.0.0.1:{server.server_port}/")
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def watched(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and all that it tried to ask of another host, and every dialog."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    page, asked = context.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url) if _foreign(request.url) else None)
    page.on("dialog", lambda dialog: (asked.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("framenavigated", lambda frame: asked.append(frame.url) if _foreign(frame.url) else None)
    yield page, asked
    context.close()


def _foreign(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "about:", "data:", "blob:"))


def test_no_page_runs_asks_or_tries_anything(planted: Served, watched: tuple[Page, list[str]]) -> None:
    """Every page is opened in a frame, eight at a time, and the largest of each kind by itself."""
    page, asked = watched
    names = sorted(
        file.relative_to(planted.directory).as_posix() for file in planted.directory.rglob("*.html")
    )
    assert len(names) > 300
    page.goto(f"{planted.url}robots.txt")
    found = page.evaluate(_ALL, names)
    assert {name: seen for name, seen in found.items() if seen} == {}
    for name in ("index.html", "briefings/gaps/index.html", "search/index.html", "companies/index.html"):
        page.goto(planted.url + name)
        assert page.evaluate("window.seen") == []
    assert asked == []


_ALL = f"""
async (names) => {{
  const found = {{}};
  const open = (name) => new Promise((done) => {{
    const frame = document.createElement('iframe');
    frame.onload = () => {{
      const inside = frame.contentWindow;
      found[name] = [...inside.seen, ...({LOOK})(inside.document, name === 'search/index.html')];
      frame.remove();
      done();
    }};
    frame.src = '/' + name;
    document.body.append(frame);
  }});
  for (let at = 0; at < names.length; at += 8) await Promise.all(names.slice(at, at + 8).map(open));
  return found;
}}
"""


def test_no_text_alone_does_so_without_a_policy(watched: tuple[Page, list[str]]) -> None:
    """Each text by itself, in a page that forbids nothing: the sanitiser has to do it, not the policy."""
    page, asked = watched
    page.set_content("<!doctype html><meta charset=utf-8><body>")
    html = {name: fill(render_page(text)[0].html, lambda _: "404.html") for name, text in MARKDOWN.items()}
    found: dict[str, Any] = page.evaluate(_ALONE, html)
    page.wait_for_timeout(100)
    assert {name: seen for name, seen in found.items() if seen} == {}
    assert page.evaluate("window.seen") == []
    assert [url for url in asked if "foreign.example" in url] == []


_ALONE = f"""
(texts) => Object.fromEntries(Object.entries(texts).map(([name, html]) => {{
  const place = document.createElement('div');
  document.body.append(place);
  place.innerHTML = html;
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  return [name, [...({LOOK})(place), ...({LOOK})(parsed)]];
}}))
"""


@pytest.mark.parametrize(
    "query",
    [
        "q=planted",
        "q=script",
        "q=%3Cimg%20src%3Dx%20onerror%3Dplanted()%3E",
        "q=x&topic=%22%3E%3Cscript%3Eplanted()%3C/script%3E&company=__proto__&year=constructor",
    ],
)
def test_what_search_shows_is_text(planted: Served, watched: tuple[Page, list[str]], query: str) -> None:
    """Titles and excerpts of hostile texts, and a hostile query."""
    page, asked = watched
    page.goto(f"{planted.url}search/?{query}")
    page.locator("#search_said:not(:empty)").wait_for()
    if query in ("q=planted", "q=script"):
        page.locator("#search_hits li").nth(5).wait_for()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.seen") == []
    assert page.evaluate(f"({LOOK})(document, true)") == []
    assert asked == []


def test_what_structured_data_says_is_json(planted: Served) -> None:
    count = 0
    for file in planted.directory.rglob("*.html"):
        text = file.read_text("utf-8")
        for part in text.split('<script type="application/ld+json">')[1:]:
            assert json.loads(part.partition("</script>")[0])["@context"] == "https://schema.org"
            count += 1
    assert count > 300


def test_feeds_hold_no_more_than_pages(planted: Served, watched: tuple[Page, list[str]]) -> None:
    """A reader of feeds shows their HTML, and may have no policy at all."""
    page, asked = watched
    page.set_content("<!doctype html><meta charset=utf-8><body>")
    feed = json.loads((planted.directory / "feeds" / "all.json").read_bytes())
    html = {each["id"]: each["content_html"] for each in feed["items"]}
    found = page.evaluate(_ALONE, html)
    page.wait_for_timeout(100)
    assert {name: seen for name, seen in found.items() if seen} == {}
    assert page.evaluate("window.seen") == []
    assert [url for url in asked if "foreign.example" in url] == []


def test_no_page_of_review_does(watched: tuple[Page, list[str]]) -> None:
    """Its policy is put aside, so that the page has to be harmless by itself."""
    page, asked = watched
    lexicon = load(Path(__file__).parents[1] / "sites/lithium/content", only=lambda _: False)[0].lexicon
    found = {}
    for name, text in SCRAPES.items():
        made = draft(text.encode("utf-8", "replace"), lexicon, name="planted")
        page.set_content(review(made, "<img src=x onerror=planted()>", "draft <b>written</b>"))
        found[name] = page.evaluate("window.seen") + page.evaluate(f"({LOOK})(document.body)")
    assert {name: seen for name, seen in found.items() if seen} == {}
    assert asked == []
