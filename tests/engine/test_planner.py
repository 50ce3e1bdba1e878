"""The planner: what is stale, kept, removed, and the reason for each. Facts are made by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from lodestone.engine.planner import Facts, Plan, Uses, in_words, plan
from lodestone.site.reads import Read

CARD, BRIEFING, NEWEST = Read("card", "a"), Read("briefing", "a"), Read("topic", "x", "first", 0, 2)
PAGE, LIST, OLD = ("briefing", "a"), ("topic", "x"), ("topic-older", "x/1")
READERS = {BRIEFING: [PAGE], CARD: [PAGE, OLD], NEWEST: [LIST]}
USES = Uses(
    of_read=lambda read: READERS.get(read, []),
    of_template=lambda name: {"list.html": [LIST, OLD], "page.html": [PAGE]}.get(name, []),
    of_file=lambda path: [("media", path)],
)
ALL = {PAGE, LIST, OLD}


def decided(
    before: Mapping[Read, str],
    now: Mapping[Read, str],
    pages: set[tuple[str, str]],
    others: set[tuple[str, str]],
) -> Plan:
    return plan(Facts(before, pages=pages), Facts(now, pages=others), USES)


@pytest.mark.parametrize(
    ("case", "before", "now", "pages", "others", "stale", "removed"),
    [
        ("nothing", {}, {}, ALL, ALL, set(), set()),
        ("added", {NEWEST: "1"}, {NEWEST: "2"}, {LIST}, {LIST, PAGE}, {PAGE, LIST}, set()),
        ("removed", {NEWEST: "2"}, {NEWEST: "1"}, {LIST, PAGE}, {LIST}, {LIST}, {PAGE}),
        ("changed", {BRIEFING: "1", CARD: "1", NEWEST: "1"}, {BRIEFING: "2", CARD: "2", NEWEST: "2"}, ALL, ALL, ALL, set()),
        ("card changed", {CARD: "1", NEWEST: "1"}, {CARD: "2", NEWEST: "2"}, ALL, ALL, ALL, set()),
        ("body only", {BRIEFING: "1", CARD: "1"}, {BRIEFING: "2", CARD: "1"}, ALL, ALL, {PAGE}, set()),
    ],
)  # fmt: skip
def test_five_cases(
    case: str,
    before: dict[Read, str],
    now: dict[Read, str],
    pages: set[tuple[str, str]],
    others: set[tuple[str, str]],
    stale: set[tuple[str, str]],
    removed: set[tuple[str, str]],
) -> None:
    made = decided(before, now, pages, others)
    assert (set(made.stale), set(made.removed)) == (stale, removed), case


def test_each_decision_has_its_reason() -> None:
    made = decided({CARD: "1"}, {CARD: "2"}, {OLD, LIST}, {OLD, PAGE})
    assert made.stale == {PAGE: "it is new", OLD: "what lists show of the briefing `a` changed"}
    assert made.removed == {LIST: "nothing asks for it any more"}


def test_a_template_makes_its_own_pages_stale() -> None:
    made = plan(
        Facts(templates={"list.html": "1", "page.html": "1"}, pages=ALL),
        Facts(templates={"list.html": "2", "page.html": "1"}, pages=ALL),
        USES,
    )
    assert made.stale == dict.fromkeys((LIST, OLD), "the template list.html changed, or what all pages show")


def test_a_copied_file_makes_its_copy_stale() -> None:
    made = plan(Facts(files={"media/a.png": "1"}), Facts(files={"media/a.png": "2"}), USES)
    assert set(made.stale) == {("media", "media/a.png")}


def test_a_page_that_goes_is_not_made_again() -> None:
    made = decided({NEWEST: "1"}, {NEWEST: "2"}, {LIST}, set())
    assert (made.stale, set(made.removed)) == ({}, {LIST})


@pytest.mark.parametrize(
    ("read", "words"),
    [
        (Read("option", "url"), "the setting `url`"),
        (Read("live", part="count"), "the number of rows of the list `live`"),
        (Read("topic", "x", "last", 0, 12), "rows 1 to 12, from the last, of the list `topic` of `x`"),
        (Read("due", part="first", high="2025-01-01"), "rows 1 to the end of the list `due` from the start to 2025-01-01"),
        (Read("register.topics", part="all"), "the register (topics)"),
        (Read("file", part="all"), "what the file `all` leads to"),
    ],
)  # fmt: skip
def test_reads_in_words(read: Read, words: str) -> None:
    assert in_words(read) == words
