"""What an edit imports, for imports are half of a small build: each kind only what it uses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from newsroom import newsroom

SAYS = "import sys; from lodestone.commands import main; main(['build']); print(*sys.modules)"
HEAVY = {
    "pydantic",
    "yaml",
    "markdown",
    "jinja2",
    "nh3",
    "multiprocessing",
    "feedgenerator",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Of the heavy modules, those that a build imported after each edit."""
    room = newsroom(tmp_path_factory.mktemp("imports"))
    (room.settings.home / "pelicanconf.py").write_text("SITENAME = 'Test'\n")
    found = {}
    for move in ("all", "nothing", "edit_prose"):
        if move.startswith("edit"):
            room.move(move, 1)
        found[move] = _imported(room.settings.home) & HEAVY
    return found


def _imported(home: Path) -> set[str]:
    done = subprocess.run([sys.executable, "-c", SAYS], cwd=home, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_a_build_with_nothing_to_do_imports_none(told: dict[str, set[str]]) -> None:
    assert told["all"] >= {"pydantic", "yaml", "feedgenerator"}
    assert told["nothing"] == set()


def test_a_changed_sentence_reads_no_front_matter(told: dict[str, set[str]]) -> None:
    assert told["edit_prose"] == {"markdown", "nh3", "jinja2", "feedgenerator"}
