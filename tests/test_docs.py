"""Documents say only what is there: commands, targets, files and settings that they name exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from lodestone.commands import COMMANDS, _parser
from lodestone.model import CODES

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "LICENSE-CONTENT.md")] + sorted(
    (ROOT / "docs").rglob("*.md")
)
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def shell_lines(document: Path) -> list[str]:
    """Every line of every shell block, without its comment."""
    blocks = re.findall(r"```sh\n(.*?)```", document.read_text("utf-8"), re.DOTALL)
    return [line.partition("#")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_make_targets_that_are_named_exist(document: Path) -> None:
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", document.read_text("utf-8"), re.MULTILINE))
    assert {target for target in named if not re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)} == set()


def test_the_readme_shows_the_two_commands_first() -> None:
    assert [line.split("  ")[0] for line in shell_lines(ROOT / "README.md")[:2]] == ["make html", "make test"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_that_are_shown_can_be_parsed(document: Path) -> None:
    for line in shell_lines(document):
        words = shlex.split(re.sub(r"[<>].*", "", line))
        if words and words[0].endswith("lodestone"):
            assert words[1] in COMMANDS, line
            _parser(words[1:]).parse_args(words[1:])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_to_files_lead_somewhere(document: Path) -> None:
    text = re.sub(r"```.*?```", "", document.read_text("utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_codes_and_paths_of_ours_that_are_named_exist(document: Path) -> None:
    text = document.read_text("utf-8")
    assert set(re.findall(r"\b[EW]\d{3}\b", text)) - set(CODES) == set()
    named = re.findall(r"`((?:content|plugins|templates|tests|docs)/[\w./-]*)`", text)
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_settings_of_ours_are_explained_where_they_are_read() -> None:
    used = set(re.findall(r"^(LODESTONE_\w+)", (ROOT / "pelicanconf.py").read_text(), re.MULTILINE))
    explained = (ROOT / "plugins/lodestone/engine/settings.py").read_text("utf-8").split('"""')[1]
    assert used == {f"LODESTONE_{name}" for name in ("PUBLISH", "UNCONFIRMED", "EDITION", "BUYERS", "CHAIN")}
    assert {name for name in used if f"`{name}`" not in explained} == set()


def test_decisions_are_numbered_and_short() -> None:
    records = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    for path in records:
        text = path.read_text("utf-8")
        assert text.startswith(f"# {int(path.name[:4])}. ")
        assert "**Context.**" in text
        assert "**What would change our mind.**" in text
        assert len(text.splitlines()) <= 24
