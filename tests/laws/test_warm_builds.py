"""Law 1: whatever people did to a site, a warm build leaves what a cold one would, byte for byte, and says the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disk import tree
from lodestone.engine.build import build
from lodestone.engine.settings import Settings
from lodestone.site import search_shards
from lodestone.site.views import archive, companies, machines, search, topics
from newsroom import MOVES, Newsroom, newsroom
from reference import reference

STEPS = st.lists(st.tuples(st.sampled_from(sorted(MOVES)), st.integers(0, 9999)), min_size=1, max_size=12)
FEW = {(archive, "SIZE"): 3, (topics, "SIZE"): 2, (companies, "SIZE"): 2, (machines, "PART"): 4,
       (search_shards, "LARGE"): 6, (search_shards, "SMALL"): 2, (search, "PART"): 4}  # fmt: skip
"""Sizes of pages that so small a site fills."""


@pytest.fixture(scope="module", autouse=True)
def small_pages() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    for (module, name), size in FEW.items():
        patch.setattr(module, name, size)
    yield
    patch.undo()


def cold(room: Newsroom) -> tuple[Settings, list[str]]:
    """A build that knows nothing, into another directory; its problems."""
    other = replace(room.settings, output=room.home / "cold", home=room.home / "else")
    shutil.rmtree(other.output, ignore_errors=True)
    shutil.rmtree(other.home, ignore_errors=True)
    other.home.mkdir()
    (other.home / "templates").symlink_to(room.settings.templates)
    return other, [str(each) for each in build(other).problems]


def check(room: Newsroom, *, said: list[str], stopped: bool) -> None:
    """The output of the last warm build against a cold build and against one pass in memory."""
    other, cold_said = cold(room)
    expected = [each.replace("cold:", "output:") for each in cold_said]
    assert said == expected, {each: each in said for each in set(said) ^ set(expected)}
    if not stopped:
        warm = tree(room.settings.output)
        others = differing(warm, tree(other.output))
        assert others == [], others
        if not any(" E2" in each for each in said):
            others = differing(warm, reference(room.settings))
            assert others == [], f"reference: {others}"


def differing(first: dict[str, bytes], second: dict[str, bytes]) -> list[str]:
    return sorted(path for path in first.keys() | second.keys() if first.get(path) != second.get(path))


@given(steps=STEPS, publish=st.booleans())
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
def test_warm_is_cold(steps: list[tuple[str, int]], publish: bool) -> None:
    run(steps, publish=publish)


def run(steps: list[tuple[str, int]], *, publish: bool, every: int = 4) -> None:
    """One sequence of moves, with a warm build after each; held against a cold one now and then, and at the end."""
    with TemporaryDirectory() as name:
        room = newsroom(Path(name), publish=publish)
        build(room.settings)
        for n, (move, seed) in enumerate(steps, 1):
            room.move(move, seed)
            report = build(room.settings)
            if n % every == 0 or n == len(steps):
                check(room, said=[str(each) for each in report.problems], stopped=report.stopped)
