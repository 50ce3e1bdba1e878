"""Measure how long an editor waits: from a save to the changed page painted in Chromium, while `lodestone serve` runs.

    python benchmarks/serve.py                          1,000 briefings, twenty saves of each kind
    python benchmarks/serve.py --size 100 --saves 5     a quick look

The clock starts before the file is written and ends in the page, two frames after its content is there; both read
the clock of this machine. Words are changed where they show: in the text, in a field of the front matter, in a template.
Beside it stands what of that time the build took, as the command itself says, and, on Linux, the processor time
of the command and its workers: the wait on a machine that does nothing else is that and a tenth of a second. A copy of the code is measured, so that
nobody's edit is built meanwhile. Needs what `make test` needs.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import corpus
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = [sys.executable, str(ROOT / "tests" / "browser" / "chromium.py")]
"""Prints the path of the browser that the tests use."""
PATIENCE = 300.0
"""Seconds until a build that nobody sees counts as a failure; the first one is cold."""
PAUSE = 1.2
"""Seconds between two saves of a person in a hurry."""
TELL = """addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => requestAnimationFrame(() =>
    painted(Date.now() / 1000, document.body.textContent))));"""
"""Runs in each page before its own scripts, and tells when it was painted and what stood there."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=1_000, help="briefings (default: 1,000)")
    parser.add_argument("--saves", type=int, default=20, help="saves of each kind (default: 20)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        site = corpus.plant(Path(place), args.size, 1, ("ours",))["ours"]
        shutil.copytree(ROOT / "plugins", site.home / "plugins")
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {args.size:,} briefings\n")
        with served(site.home) as (url, said, pid), browsing() as page:
            for row in table(page, url, said, pid, site, args.size, args.saves):
                print(row, flush=True)


@contextlib.contextmanager
def served(home: Path) -> Iterator[tuple[str, Path, int]]:
    """The address of the site while it is served, the file with what the command says, and its process."""
    said = home / "said.txt"
    with said.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "lodestone", "serve", "--port", "0"],
            cwd=home,
            stdout=out,
            stderr=out,
            env=os.environ | {"PYTHONPATH": str(home / "plugins")},
        )
    try:
        end = time.monotonic() + PATIENCE
        while not (found := re.search(r"http://127\.0\.0\.1:\d+/", said.read_text())):
            if time.monotonic() > end or process.poll() is not None:
                sys.exit(f"the site is not served: {said.read_text()[-2000:]}")
            time.sleep(0.1)
        yield found[0], said, process.pid
    finally:
        process.terminate()
        process.wait(30)


@contextlib.contextmanager
def browsing() -> Iterator[Page]:
    """One page of Chromium."""
    path = subprocess.run(CHROMIUM, check=True, capture_output=True, text=True).stdout.strip()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def words(site: corpus.Site, n: int, mark: str) -> None:
    """Another sentence in the text."""
    edit(site.file(n), r"## Part three( \w+)?", f"## Part three {mark}")


def title(site: corpus.Site, n: int, mark: str) -> None:
    """Another title, which each list shows too."""
    edit(site.file(n), r"(?m)^title: .*$", f"title: A new title {mark}")


def template(site: corpus.Site, _: int, mark: str) -> None:
    """Another word in the template of all briefings."""
    edit(
        site.home / "templates/briefing.html",
        r"(<p>Mark \w+</p>)?\{% endblock %\}\s*\Z",
        f"<p>Mark {mark}</p>{{% endblock %}}\n",
    )


CASES: dict[str, Callable[[corpus.Site, int, str], None]] = {
    "text": words,
    "title": title,
    "template": template,
}


def edit(file: Path, old: str, new: str) -> None:
    """Replace the first place that fits; there must be one."""
    text, times = re.subn(old, new, file.read_text("utf-8"), count=1)
    if not times:
        sys.exit(f"{file} has no {old}")
    file.write_text(text, "utf-8")


def cpu(pid: int) -> float:
    """Seconds of processor time of a process and all below it; 0 where there is no /proc."""
    times, parents = {}, {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = file.read_text().rpartition(")")[2].split()
            each = int(file.parent.name)
            parents[each], times[each] = int(fields[1]), sum(map(int, fields[11:15]))
    family = {pid}
    while grown := {each for each, parent in parents.items() if parent in family} - family:
        family |= grown
    return sum(times.get(each, 0) for each in family) / os.sysconf("SC_CLK_TCK")


def table(
    page: Page, url: str, said: Path, pid: int, site: corpus.Site, size: int, saves: int
) -> Iterator[str]:
    """Rows of Markdown: the waits for each kind of save, and the builds' part of them."""
    painted: list[tuple[float, str]] = []
    page.expose_function("painted", lambda at, text: painted.append((at, text)))
    page.add_init_script(TELL)
    chance = random.Random(1)
    yield "| what was saved | median s | of that the build | processor s | fastest | slowest |"
    yield "|---|---|---|---|---|---|"
    for name, change in CASES.items():
        waits, builds, spent = [], [], []
        for save in range(saves if name != "template" else min(saves, 3)):
            n = chance.randrange(size)
            page.goto(f"{url}briefings/item-{n:06}/")
            page.wait_for_timeout(PAUSE * 1000)
            painted.clear()
            mark = f"{name}{save}"
            before, start = cpu(pid), time.time()
            change(site, n, mark)
            waits.append(wait(page, painted, mark) - start)
            page.wait_for_timeout(200)
            spent.append(cpu(pid) - before)
            builds.append(float(re.findall(r"built +in ([\d.]+) s", said.read_text())[-1]))
        middle = [f"{statistics.median(each):.2f}" for each in (waits, builds, spent)]
        yield f"| {name} | {' | '.join(middle)} | {min(waits):.2f} | {max(waits):.2f} |"


def wait(page: Page, painted: list[tuple[float, str]], mark: str) -> float:
    """When a page with this word was painted."""
    end = time.monotonic() + PATIENCE
    while True:
        for at, text in painted:
            if mark in text:
                return at
        if time.monotonic() > end:
            sys.exit(f"{mark} was never shown")
        page.wait_for_timeout(10)


if __name__ == "__main__":
    main()
