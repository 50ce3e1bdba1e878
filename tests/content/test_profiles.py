"""A company has a profile where we hold two facts or more, and it could be of no other company.

A fact is a figure of `facts.json` or an event that names the company. Numbers of a profile are
those of figures in briefings that name it, so that each can be traced.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import Any

import pytest

from content.numbers import numbers, traced
from content.reading import Page, events, facts, pages
from content.test_words import runs

COMPANIES = pages("companies")
BRIEFINGS = pages("briefings").values()
PROFILES = {slug: page.body.strip() for slug, page in COMPANIES.items() if page.body.strip()}
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def held(slug: str) -> int:
    """How many facts name a company."""
    rows: list[Any] = [*facts().values(), *events()]
    return sum(slug in row.get("companies", ()) for row in rows)


def figures(slug: str) -> list[dict[str, str]]:
    """Figures of all briefings that name a company."""
    return [
        row
        for page in BRIEFINGS
        if slug in (page.front["company"], *page.front.get("companies", ()))
        for row in page.figures
    ]


def sentences(text: str) -> list[str]:
    """Sentences of a paragraph; a number or an initial ends none."""
    return re.split(r"(?<=[a-z0-9)%/][.?!]) (?=[A-Z])", text)


def days(text: str) -> list[str]:
    """All days of a text."""
    return re.findall(rf"\d{{1,2}} (?:{MONTHS}) 20\d\d", text)


def related(one: str, other: str) -> bool:
    """Whether the register ties two companies together."""
    return any(each["with"] == other for each in COMPANIES[one].front.get("relations", ()))


def test_who_has_a_profile() -> None:
    assert set(PROFILES) == {slug for slug in COMPANIES if held(slug) >= 2}
    assert len(PROFILES) >= 25


@pytest.mark.parametrize("slug", PROFILES)
def test_a_profile_is_short_dated_and_leads_on(slug: str) -> None:
    text = PROFILES[slug]
    assert "\n\n" not in text
    assert 2 <= len(sentences(text)) <= 5
    assert re.search(r"\b20\d\d\b", text), "without a date a reader cannot tell its age"
    assert re.search(r"\(\.\./briefings/[a-z0-9-]+\.md\)", text)


@pytest.mark.parametrize("slug", PROFILES)
def test_every_number_of_a_profile_is_a_figure_that_names_the_company(slug: str) -> None:
    said = numbers(PROFILES[slug])
    assert said
    assert [each for each in said if not traced(each, figures(slug))] == []


def test_no_profile_survives_a_change_of_name() -> None:
    for one, other in itertools.permutations(PROFILES, 2):
        if not related(one, other):
            strange = [each for each in numbers(PROFILES[one]) if not traced(each, figures(other))]
            strange += [day for day in days(PROFILES[one]) if day not in PROFILES[other]]
            assert strange, f"all that is said of {one} is true of {other}"


def test_profiles_share_no_run_of_seven_words() -> None:
    texts = [re.sub(r"\]\([^)]*\)", "]", text) for text in PROFILES.values()]
    found = Counter(run for text in texts for run in runs(text, 7))
    assert [" ".join(run) for run, times in found.items() if times > 1] == []


@pytest.mark.parametrize("page", COMPANIES.values(), ids=lambda page: page.slug)
def test_a_register_entry_says_whether_it_was_checked(page: Page) -> None:
    assert page.front["checked"] in ("yes", "partial", "no")
    assert page.front["source"] or page.front["checked"] == "no"
