"""Measure search: the bytes of a first query, what an edit rewrites, and how good the hits are.

    python benchmarks/search.py                        500 texts of the corpus, and the forty queries
    python benchmarks/search.py --sizes 500 10000      as in docs/search.md; 10,000 texts take minutes
    python benchmarks/search.py --wide                 the corpus with 40,000 words, few of them frequent, as in a language
    python benchmarks/search.py --bounds               draws the ranges of site/search_shards.py anew

Everything is asked by a Chromium with an empty cache from a server that compresses (gzip, level 6): the page, its two
style sheets, the icon, the script, the index, the shards, the hits, and the texts out of which the excerpts in sight
are cut. Counted are the bodies of the answers. A query is opened by its address, or typed letter by letter.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import build
import corpus
import yaml
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
QUERIES = ("magnet", "magnet alloy", "quota permit contract", "\u5317\u65b9\u7a00\u571f", "SSE:600111")
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
         ".svg": "image/svg+xml", ".md": "text/markdown"}  # fmt: skip
FIND = """async queries => {
  const search = await import(document.querySelector('script[type=module]').src), found = [];
  for (const query of queries) {
    const result = await search.find(query);
    const cards = await Promise.all(result.hits.slice(0, 3).map(hit => search.card(result.found, hit.at)));
    found.push([cards.map(each => each.slug), result.pages.map(each => each.path)]);
  }
  return found;
}"""


# Serving and asking


class Host(BaseHTTPRequestHandler):
    """Serves `root` with gzip and notes what was asked for, with the bytes of each answer."""

    protocol_version = "HTTP/1.1"
    root = Path()
    asked: list[tuple[str, int]]

    def do_GET(self) -> None:
        """Answer with a file, compressed."""
        path = self.path.partition("?")[0].lstrip("/")
        file = self.root / (path + "index.html" if path.endswith("/") or not path else path)
        body = gzip.compress(file.read_bytes(), 6) if file.is_file() else b""
        self.asked.append((path, len(body)))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", TYPES.get(file.suffix, "text/plain") + "; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if body:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def served(root: Path) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """The address of a directory that is served, and the list of what is asked of it."""
    asked: list[tuple[str, int]] = []
    handler = type("Handler", (Host,), {"root": root, "asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()
    server.server_close()


def first_query(browser: Browser, output: Path, query: str, *, typed: bool = False) -> tuple[int, int, str]:
    """Bytes and requests of a query on an empty cache, and what the page said."""
    with served(output) as (url, asked):
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        page = context.new_page()
        page.goto(f"{url}search/" + ("" if typed else f"?q={query}"))
        if typed:
            page.get_by_role("searchbox").press_sequentially(query, delay=120)
        page.locator("#search_said").filter(has_text=query).wait_for()
        page.wait_for_load_state("networkidle")
        said = page.locator("#search_said").inner_text()
        context.close()
        return sum(size for _, size in asked), len(asked), said


# Sites


def site(home: Path, count: int, *, wide: bool) -> corpus.Site:
    """A corpus of so many texts, built."""
    narrow = corpus.WORDS
    if wide:
        corpus.WORDS = wide_words()
    try:
        found = corpus.plant(home, count, 1, ("ours",))["ours"]
    finally:
        corpus.WORDS = narrow
    build.measure(build.commands("")["ours"], found.home)
    return found


def wide_words() -> list[str]:
    """Words by how often a language has them: those of the site's own texts first, then 40,000 made out of them, the
    n-th as often as 1/n."""
    chance = random.Random(7)
    texts = " ".join(file.read_text("utf-8") for file in (ROOT / "content").rglob("*.md"))
    own = [word for word, _ in Counter(re.findall("[a-z]{2,}", texts)).most_common()]
    words = list(
        dict.fromkeys([*own, *(chance.choice(own) + chance.choice(own)[-4:] for _ in range(60_000))])
    )
    return [word for n, word in enumerate(words[:40_000], 1) for _ in range(max(1, 10_000 // n))]


def rewritten(found: corpus.Site, count: int, case: str) -> str:
    """What one edit costs: files of the index that were written, and the seconds of processor time of the build."""
    shards = found.home / "output" / "search"
    before = {file: file.stat().st_mtime_ns for file in shards.rglob("*.json")}
    build.edit(case, found, count, random.Random(3), 0)
    cost = build.measure(build.commands("")["ours"], found.home)
    after = {file: file.stat().st_mtime_ns for file in shards.rglob("*.json")}
    changed = sum(before.get(file) != time for file, time in after.items())
    return f"{changed} of {len(after)} files written, {cost.cpu:.2f} s CPU for the whole build"


# Reports


def weigh(browser: Browser, count: int, *, wide: bool) -> None:
    """Print what first queries and edits cost on a corpus."""
    with tempfile.TemporaryDirectory() as name:
        found = site(Path(name), count, wide=wide)
        output = found.home / "output"
        files = [file.read_bytes() for file in (output / "search").rglob("*.json")]
        squeezed = sum(len(gzip.compress(data, 6)) for data in files)
        print(f"\n{count:,} texts, {'wide' if wide else 'narrow'} vocabulary: {len(files):,} files of the index, "
              f"{sum(map(len, files)) / 1e6:.1f} MB, {squeezed / 1e6:.1f} MB compressed\n")  # fmt: skip
        print("| query | KB | requests | typed: KB | requests | said |\n|---|---|---|---|---|---|")
        for query in QUERIES:
            size, requests, said = first_query(browser, output, query)
            letters, more, _ = first_query(browser, output, query, typed=True)
            print(f"| {query} | {size / 1024:.1f} | {requests} | {letters / 1024:.1f} | {more} | {said} |")
        for case in ("body", "new"):
            print(f"\n{case}: {rewritten(found, count, case)}")


def rate(browser: Browser) -> None:
    """Print how many of the wanted briefings the forty queries find first."""
    queries = yaml.safe_load((ROOT / "tests" / "search" / "queries.yaml").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        for part in ("content", "templates"):
            shutil.copytree(ROOT / part, home / part)
        shutil.copy(ROOT / "pelicanconf.py", home)
        build.measure(build.commands("")["ours"], home)
        with served(home / "output") as (url, _):
            page = browser.new_page()
            page.goto(f"{url}search/")
            found = page.evaluate(FIND, [each["query"] for each in queries])
            page.close()
    print(quality(queries, found))


def quality(queries: list[dict[str, Any]], found: list[tuple[list[str], list[str]]]) -> str:
    """In words: of the first three, the first, and the first page."""
    recall, first, pages, named = 0.0, 0, 0, 0
    for each, (slugs, paths) in zip(queries, found, strict=True):
        wanted = set(each["briefings"])
        recall += len(wanted & set(slugs)) / min(3, len(wanted))
        first += bool(wanted & set(slugs[:1]))
        named += "page" in each
        pages += "page" in each and paths[:1] == [each["page"]]
    return (
        f"\n{len(queries)} queries: {recall / len(queries):.1%} of what is wanted is among the first three; "
        f"{first} have a wanted one first; {pages} of {named} the wanted page"
    )


def bounds() -> None:
    """Print where ranges begin that are of one size, in the briefings and the words of the documents."""
    sys.path.insert(0, str(ROOT / "plugins"))
    from lodestone.engine.load import load  # noqa: PLC0415 - only here
    from lodestone.site.card import card_of  # noqa: PLC0415
    from lodestone.site.rows import Entry  # noqa: PLC0415
    from lodestone.site.search_rows import levels  # noqa: PLC0415
    from lodestone.site.search_shards import MOST  # noqa: PLC0415
    from lodestone.site.search_words import terms  # noqa: PLC0415

    content, _ = load(ROOT / "content")
    texts = [
        levels(Entry(each.briefing, card_of(each.briefing, each.body), content.lexicon, body=each.body))
        for each in content.articles
        if each.briefing
    ]
    documents = [terms(file.read_text("utf-8")) for file in sorted((ROOT / "docs").rglob("*.md"))]
    texts += [dict.fromkeys((t for t in found if re.fullmatch("[a-z]{3,}", t)), 0) for found in documents]
    weights: Counter[str] = Counter()
    seen: set[str] = set()
    for term in (term for text in texts for term in text):
        weights[term[:4] if term.isascii() else term[:1]] += 1 if term in seen else 4
        seen.add(term)  # a hit takes a sign or two, a term some eight
    left, parts, held = weights.total(), MOST, 0
    for start, weight in sorted(weights.items()):
        if held and parts > 1 and held + weight / 2 > left / parts:
            print(start, end=" ")
            left, parts, held = left - held, parts - 1, 0
        held += weight
    print()


def chromium() -> str:
    """The path of the Chromium that the tests would use."""
    finder = [sys.executable, str(ROOT / "tests" / "browser" / "chromium.py")]
    return subprocess.run(finder, check=True, capture_output=True, text=True).stdout.strip()


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="*", default=[500], help="texts of the corpus")
    parser.add_argument("--wide", action="store_true", help="with the words of a language")
    parser.add_argument("--bounds", action="store_true", help="draw the ranges of terms anew")
    asked = parser.parse_args()
    if asked.bounds:
        bounds()
        return
    script = (ROOT / "templates" / "static" / "search.js").read_bytes()
    print(f"script: {len(script) / 1024:.1f} KB, {len(gzip.compress(script, 6)) / 1024:.1f} KB compressed")
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1780000000")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        rate(browser)
        for size in asked.sizes:
            weigh(browser, size, wide=asked.wide)
        browser.close()


if __name__ == "__main__":
    main()
