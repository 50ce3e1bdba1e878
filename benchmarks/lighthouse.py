"""Lighthouse on the published site, mobile and desktop: the median of some runs in each of its four categories.

    npm install --prefix .lodestone/lighthouse lighthouse@12     once; it runs on Node 20
    python benchmarks/lighthouse.py                               five pages, three runs each
    python benchmarks/lighthouse.py --runs 1 --pages "" topics/magnets/

The content is built strictly for the address at which it is then served, compressed and with the
caching that `_headers` asks of a host. Chromium is that of the browser tests: the variable
CHROMIUM, else `chromium` on the PATH. Where Lighthouse is not installed it says how, and measures nothing. Exits 1 where a median is below 100, and says by which audits.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from lodestone.engine.build import build
from lodestone.engine.problems import told
from lodestone.engine.settings import read_settings

ROOT = Path(__file__).parents[1]
PAGES = ("", "briefings/northern-rare-earth-magnet-base/", "topics/magnets/", "figures/", "search/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
DEVICES = {"mobile": [], "desktop": ["--preset=desktop"]}
CHROME = "--headless --no-sandbox --disable-quic --disable-background-networking"
TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", ".atom", ".txt", ".webmanifest")
PERFECT = 100
Scores = dict[str, list[int]]


class Compressing(SimpleHTTPRequestHandler):
    """A static host: texts compressed, assets with a hash in their name kept for a year."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """One file, compressed where it is text."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        data = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(file))}; charset=utf-8")
        if file.suffix in TEXT:
            data = gzip.compress(data, 9)
            self.send_header("Content-Encoding", "gzip")
        if "/static/" in self.path:
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def published(directory: Path, url: str) -> None:
    """Build the content for an address; exits where it fails."""
    os.environ["SITEURL"] = url
    settings, problems = read_settings(ROOT / "publishconf.py", output=directory)
    if settings is None:
        sys.exit(told(problems))
    report = build(settings)
    if report.exit_code:
        sys.exit(told(report.problems))


def report_of(lighthouse: str, url: str, device: str) -> dict[str, Any]:
    """What Lighthouse says of a page in one run."""
    command = [lighthouse, url, "--output=json", "--quiet", f"--chrome-flags={CHROME}", *DEVICES[device]]
    chrome = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    ran = subprocess.run(
        command, check=False, capture_output=True, text=True, env=os.environ | {"CHROME_PATH": chrome}
    )
    if ran.returncode:
        sys.exit(f"lighthouse failed on {url}: {ran.stderr.strip()[-500:]}")
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def faults_of(report: dict[str, Any]) -> list[str]:
    """The audits that cost points, by their names."""
    found = []
    for category in report["categories"].values():
        for each in category["auditRefs"]:
            score = report["audits"][each["id"]]["score"]
            if each["weight"] and score is not None and score < 1:
                found.append(f"{each['id']} {score:.2f}")
    return found


def main() -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--pages", nargs="*", default=PAGES)
    here = ROOT / ".lodestone/lighthouse/node_modules/.bin/lighthouse"
    options.add_argument("--lighthouse", default=shutil.which("lighthouse") or str(here))
    chosen = options.parse_args()
    if not Path(chosen.lighthouse).exists():
        print(f"Lighthouse is not there: npm install --prefix {here.parents[2]} lighthouse@12")
        return 0
    with tempfile.TemporaryDirectory() as directory:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=directory))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        published(Path(directory), url)
        print(f"| page | device | {' | '.join(CATEGORIES)} | LCP s | CLS | TBT ms | KB |")
        print("|---|---|" + "---|" * (len(CATEGORIES) + 4))
        lost = [
            fault for page in chosen.pages for device in DEVICES for fault in row(chosen, url, page, device)
        ]
        server.shutdown()
    print("\n".join(lost))
    return 1 if lost else 0


def row(chosen: argparse.Namespace, url: str, page: str, device: str) -> list[str]:
    """Print the row of a page, and give what keeps its medians below 100."""
    reports = [report_of(chosen.lighthouse, url + page, device) for _ in range(chosen.runs)]
    scores = [
        round(PERFECT * statistics.median(each["categories"][name]["score"] for each in reports))
        for name in CATEGORIES
    ]
    times = [
        statistics.median(each["audits"][name]["numericValue"] for each in reports)
        for name in (
            "largest-contentful-paint",
            "cumulative-layout-shift",
            "total-blocking-time",
            "total-byte-weight",
        )
    ]
    lcp, cls, tbt, weight = times
    cells = [
        f"/{page}",
        device,
        *map(str, scores),
        f"{lcp / 1000:.2f}",
        f"{cls:.3f}",
        f"{tbt:.0f}",
        f"{weight / 1024:.1f}",
    ]
    print(f"| {' | '.join(cells)} |", flush=True)
    if min(scores) == PERFECT:
        return []
    return [
        f"/{page} {device}: {fault}"
        for fault in sorted({fault for each in reports for fault in faults_of(each)})
    ]


if __name__ == "__main__":
    sys.exit(main())
