"""No run of eight words in common with a text that we must not have copied.

The text is not part of the project: `LODESTONE_FOREIGN_TEXT` names a file or folder of it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from content.reading import CONTENT, ROOT

RUN = 8
OURS = (CONTENT, ROOT / "docs", ROOT / "tests", ROOT / "plugins", ROOT / "templates", ROOT / "benchmarks")
SUFFIXES = {".md", ".yaml", ".json", ".txt", ".html", ".py", ".css"}


def runs(text: str, length: int = RUN) -> set[tuple[str, ...]]:
    """All runs of words of a text, without regard to case, signs and markup."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def files(place: Path) -> list[Path]:
    """A file, or all files below a folder."""
    return [place] if place.is_file() else sorted(each for each in place.rglob("*") if each.is_file())


def test_a_run_is_found_whatever_its_signs() -> None:
    one = "The mill, they said, would run on scrap and on sand."
    other = "… so *the mill they said would* run: on scrap"
    assert runs(one) & runs(other) == {("the", "mill", "they", "said", "would", "run", "on", "scrap")}
    assert not runs(one) & runs("the mill they said would run on sand")


def test_nothing_is_copied_from_the_foreign_text() -> None:
    place = os.environ.get("LODESTONE_FOREIGN_TEXT")
    if not place:
        pytest.skip("LODESTONE_FOREIGN_TEXT names no text")
    foreign = set().union(*(runs(each.read_text("utf-8", errors="replace")) for each in files(Path(place))))
    ours = [each for folder in OURS for each in files(folder) if each.suffix in SUFFIXES]
    common = {
        str(each.relative_to(ROOT)): sorted(" ".join(run) for run in shared)
        for each in ours
        if (shared := runs(each.read_text("utf-8", errors="replace")) & foreign)
    }
    assert common == {}
