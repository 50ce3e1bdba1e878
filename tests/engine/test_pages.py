"""What the state knows of pages: whether a new address may meet one that there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from lodestone.engine.making import Out
from lodestone.engine.outputs import overlaps
from lodestone.engine.pages import Pages
from lodestone.engine.state import State

KNOWN = ("a/b/index.html", "feeds/all.atom", "stra\N{LATIN SMALL LETTER SHARP S}e/index.html")


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    found = Pages(State(tmp_path / "state.db"))
    outs = {path: (("page", path), Out(path, "", "a test", "", "", None)) for path in KNOWN}
    found.keep_outputs([], [], outs)
    return found


@pytest.mark.parametrize(
    ("new", "meets"),
    [
        ([], False),
        (["a/c/index.html", "feeds/all.atom2", "a/b-c/index.html"], False),
        (["A/b/index.html"], True),
        (["STRASSE/index.html"], True),
        (["feeds/all.atom/index.html"], True),
        (["a/b"], True),
        (["A"], True),
        (["x/y", "X/y"], True),
        (["x", "x/y"], True),
    ],
)
def test_new_addresses_are_held_against_the_old_ones(pages: Pages, new: list[str], meets: bool) -> None:
    assert pages.meet(new) is meets
    assert bool(overlaps([*KNOWN, *new])) is meets
