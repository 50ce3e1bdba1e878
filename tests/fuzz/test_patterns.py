"""The search for steep patterns finds one, takes none for one, and finds none in a part of ours; the rest: `make patterns`."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator

import pytest

from fuzz import patterns


@pytest.fixture(autouse=True)
def _alarm() -> Iterator[None]:
    before = signal.signal(signal.SIGVTALRM, patterns._late)
    yield
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize("pattern", [r"(?:a+)+b", r"(?:\w+\s*)+$", r"x[^y]*?[ ]*#*[ ]*\Z"])
def test_a_steep_one_is_found(pattern: str) -> None:
    assert patterns.steepest(patterns.asking(re.compile(pattern), set()), pattern, 0)


@pytest.mark.parametrize(
    ("pattern", "methods"), [(r"\s*[)\]]", {"match"}), (r"a++b", {"match"}), (r"\bshort\b", set())]
)
def test_one_that_is_asked_at_a_place_is_none(pattern: str, methods: set[str]) -> None:
    assert not patterns.steepest(patterns.asking(re.compile(pattern), methods), pattern, 0)


def test_how_the_code_asks() -> None:
    sources = {
        "a": "_X = re.compile('x')\n_X.match(t)",
        "b": "from a import _X\n_X.fullmatch(t)",
        "c": "f(_X)",
    }
    assert patterns.asked("_X", "a", sources) == {"match", "fullmatch"}
    assert patterns.asked("_X", "a", {**sources, "b": "from a import _X\nf(_X)"}) == set()


def test_none_of_the_fences_and_headings_is_steep() -> None:
    assert list(patterns.steep("lodestone.text.fences")) == []
