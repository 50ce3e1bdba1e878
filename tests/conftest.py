"""What all tests share: a clone of the project elsewhere on the disk, tiny sites, commands run as a person does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
CLONED = ("plugins", "content", "templates", "pelicanconf.py", "publishconf.py", "Makefile", "README.md")

# No test asserts wall time. A run of the suite tries the same examples each time, so that a push fails for
# what it changed; `make explore` looks for examples that nobody has tried yet.
settings.register_profile("suite", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("LODESTONE_EXAMPLES", "suite"))

for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):
    os.environ.pop(name, None)  # what a test runs with `make` is no part of the `make test` around it

SLOW_LAST = ("engine", "sites", "docs", "commands", "preview", "contract", "laws", "browser")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept`: write what the small sites give now as what is expected of them; review the diff."""
    parser.addoption("--accept", action="store_true", help="rewrite tests/sites/*/expected")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast ones first: a room that builds whole sites comes after those that do not, the browser last."""
    ranks = {name: rank for rank, name in enumerate(SLOW_LAST, 1)}
    items.sort(key=lambda item: ranks.get(item.path.relative_to(ROOT / "tests").parts[0], 0))


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The project's files, copied to another place; there is no `.git`, `.venv` or state."""
    target = tmp_path / "clone"
    target.mkdir()
    for name in CLONED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        elif source.is_file():
            shutil.copy(source, target / name)
    return target


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run an installed command: `run("pelican", "content", cwd=…, SITEURL=…)`. Day and locale are fixed."""

    def call(
        command: str,
        *words: object,
        cwd: Path = tmp_path,
        input: str | None = None,  # noqa: A002 - the word of subprocess
        **environ: str,
    ) -> subprocess.CompletedProcess[str]:
        kept = {key: os.environ[key] for key in ("PATH", "HOME", "TMPDIR") if key in os.environ}
        return subprocess.run(
            [str(BIN / command), *map(str, words)],
            check=False,
            cwd=cwd,
            input=input,
            env=kept | {"SOURCE_DATE_EPOCH": "1767225600", "LC_ALL": "C.UTF-8", "COLUMNS": "1000"} | environ,
            capture_output=True,
            text=True,
            timeout=120,
        )

    return call
