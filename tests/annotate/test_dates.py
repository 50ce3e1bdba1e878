"""Where a text prints its own date, and which dates in it are of something else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lodestone.annotate.dates import publication_date
from lodestone.annotate.reading import read

CASES = json.loads((Path(__file__).parents[1] / "cases" / "annotate-dates.json").read_text(encoding="utf-8"))[
    "cases"
]
HELD_BACK_AT_LEAST = 30
"""Of the 35 texts on which no rule was made; 31 are read rightly when this was written."""


def stated(text: str) -> str:
    found = publication_date(read(text))
    return found.value if found else ""


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["half"] == "tuning"], ids=lambda case: case["id"]
)
def test_the_place_of_a_date_says_whose_it_is(case: dict[str, str]) -> None:
    assert stated(case["text"]) == case["published"]


def test_most_places_that_no_rule_was_made_for_are_read_too() -> None:
    held = [case for case in CASES if case["half"] == "held"]
    assert len(held) == 35
    assert sum(stated(case["text"]) == case["published"] for case in held) >= HELD_BACK_AT_LEAST


@pytest.mark.parametrize(
    "text",
    [
        "2025-04-04 China puts seven metals under licence.\n2025-10-09 China adds five.",
        "Ford (2025-06-03) and Suzuki (2025-06-05) stopped lines for want of magnets.",
    ],
)
def test_two_dates_in_equal_places_are_none(text: str) -> None:
    assert stated(text) == ""


def test_a_label_outweighs_all_other_places() -> None:
    assert stated("TOKYO, 3 June 2025 - Magnets are dearer.\nPublished: 5 June 2025") == "2025-06-05"


def test_a_long_line_is_read_in_linear_time() -> None:
    """The words before each date are cut, so that ten thousand dates in one line are read one by one."""
    assert stated("Prices rose, 3 June 2025 and later " * 2000) == ""
