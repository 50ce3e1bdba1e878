"""A few generated cases of each kind in the suite, and what a hundred thousand of them found."""

from __future__ import annotations

import time

import pytest

from fuzz.cases import KINDS, case
from fuzz.trying import TRIALS
from lodestone.scrape.residue import clean
from lodestone.scrape.webpage import reduced
from lodestone.text.sanitise import sanitise

FEW = {
    "decode": 150,
    "repair": 40,
    "front matter": 80,
    "sections": 50,
    "article": 15,
    "ingest": 10,
    "register": 80,
    "sanitiser": 150,
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_holds_for_any_input(kind: str) -> None:
    for number in range(FEW[kind]):
        data = case(kind, 0, number)
        try:
            TRIALS[kind](data)
        except Exception as error:
            error.add_note(
                f"case {number} of {kind}: python tests/fuzz/run.py --seed 0 --kind '{kind}' --only {number}"
            )
            raise


def test_a_line_of_blanks_takes_no_time_by_its_cube() -> None:
    """A thousand of them, out of a damaged page, took seconds."""
    start = time.process_time()
    clean("Text" + " " * 4_000 + "(x" + "\t" * 4_000 + "|")
    assert time.process_time() - start < 5


def test_a_case_is_the_same_each_time() -> None:
    assert all(case(kind, 5, 7) == case(kind, 5, 7) for kind in KINDS)


@pytest.mark.parametrize(
    "text",
    [
        "<!-- a -->\n" * 4_000 + "text",
        "<!-- a --> " * 4_000 + "<!--",
        "<article>" * 40_000,
        "<article " * 40_000,
        "<html><title>" * 20_000,
        "<html>" + "<title " * 40_000,
    ],
    ids=[
        "comments",
        "a comment that never ends",
        "articles",
        "tags that never end",
        "titles",
        "titles that never end",
    ],
)
def test_a_saved_page_takes_no_time_by_the_square(text: str) -> None:
    """Seven kilobytes of comments took seconds, and twice as many four times as long. Processor time, not wall."""
    start = time.process_time()
    reduced(text)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "html",
    [
        "<h2>a<h1>b</h1></h2>",
        "<h2>a<h2>b</h2>",
        "<table><tr><td><table><td><h2>a<h1>b",
        "\ufeff" * 9 + "<p>a",
    ],
)
def test_cleaned_html_is_at_rest(html: str) -> None:
    clean = sanitise(html)
    assert sanitise(clean) == clean
