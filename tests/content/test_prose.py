"""The prose: no sentence is used twice, what is watched can be read alone, topics and pages keep their promises."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from content.numbers import Number, numbers, traced
from content.reading import Page, pages
from content.test_words import runs
from lodestone.model.grade import CREDIBILITY, LIKELIHOODS, RELIABILITY

BRIEFINGS = pages("briefings")
TOPICS = pages("topics")
PAGES = pages("pages")
LINK = re.compile(r"\]\((?:\.\./briefings/)?([a-z0-9-]+)\.md\)")


def test_numbers_are_read_with_their_units() -> None:
    assert numbers("On 4 April 2025 it held AUD 1.7–1.8 bn, at CNY 26,834/t, and made ~917 t, or 63%.") == [
        Number(("1.7", "1.8"), "bn AUD"),
        Number(("26834",), "CNY/t"),
        Number(("917",), "t"),
        Number(("63",), "%"),
    ]
    rows = [{"value": "42.273 m USD"}, {"value": ">95%"}]
    assert traced(Number(("42.3",), "m USD"), rows)
    assert not traced(Number(("42.2",), "m USD"), rows)
    assert not traced(Number(("95",), "t"), rows)


def said(page: Page) -> str:
    """The sentences of a briefing with its rationale and source summary, without tables, headings and ids."""
    lines = [line for line in page.body.splitlines() if not line.startswith(("|", "#", "<!--"))]
    text = re.sub(r" \[[^\]]*\](?: \{#[\w-]+\})?$", "", "\n".join(lines), flags=re.MULTILINE)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    text = re.sub(r"^- \*\*[^*]+\*\*, \w+ confidence: ", "\n\n", text, flags=re.MULTILINE)
    head = [page.front.get("source_summary", ""), page.front["risk"].get("rationale", "")]
    return "\n\n".join([*head, text])


def test_no_two_briefings_share_seven_words_in_a_row() -> None:
    owners = defaultdict(set)
    for slug, page in BRIEFINGS.items():
        for paragraph in re.split(r"\n\n|\n- ", said(page)):
            for run in runs(paragraph, 7):
                owners[run].add(slug)
    assert {" ".join(run): sorted(slugs) for run, slugs in owners.items() if len(slugs) > 1} == {}


def test_a_watch_item_names_its_subject_for_whoever_meets_it_in_the_calendar() -> None:
    items = [
        item
        for page in BRIEFINGS.values()
        for item in re.findall(r"^- \d{4}[\d-]*: (.+?) \[", page.section("Watch"), re.MULTILINE)
    ]
    assert len(items) == len(set(items)) >= 40
    nameless = [item for item in items if not re.search(r"(?<!^)\b[A-Z][A-Za-z]+|'s\b", item)]
    assert nameless == []


def test_a_judgement_names_its_subject_for_whoever_meets_it_under_a_company_or_source() -> None:
    judgements = [
        judgement
        for page in BRIEFINGS.values()
        for judgement in re.findall(r"^- \*\*[^*]+\*\*, \w+ confidence: (.+)", page.body, re.MULTILINE)
    ]
    pointing = r"(It|Its|They|Their|This|These|The (plant|company|firm|rule|ban|hub|project|partners))\b"
    assert len(judgements) == len(set(judgements)) >= 72
    assert [judgement for judgement in judgements if re.match(pointing, judgement)] == []


@pytest.mark.parametrize("page", TOPICS.values(), ids=lambda page: page.slug)
def test_a_topic_tells_five_figures_and_each_stands_in_a_briefing_that_it_links(page: Page) -> None:
    items = re.findall(r"^- (.+)$", page.section("Figures to know"), re.MULTILINE)
    assert len(items) == 5
    for item in items:
        linked = LINK.findall(item)
        assert linked, "a reader must be able to go on from a figure"
        rows = [row for slug in linked for row in BRIEFINGS[slug].figures]
        assert [each for each in numbers(item) if not traced(each, rows)] == []
    assert len(re.findall(r"^- ", page.section("What would change our mind"), re.MULTILINE)) >= 3
    assert page.section("Why it matters").strip()
    assert page.front["summary"]


def test_the_scales_of_the_method_are_those_of_the_code() -> None:
    body = PAGES["method"].body
    for (letter, source), (digit, statement) in zip(RELIABILITY.items(), CREDIBILITY.items(), strict=True):
        assert f"| {letter} | {source} | {digit} | {statement} |" in body
    for term, (low, high) in LIKELIHOODS.items():
        assert f"| {term.capitalize()} | {low}–{high} |" in body


@pytest.mark.parametrize(
    ("slug", "promises"),
    [
        (
            "method",
            [
                "Admiralty",
                "Confidence",
                "What we repair",
                "How proposals and people share the work",
                "First reading",
            ],
        ),
        ("corrections", ["Right of reply", "public repository", "open an issue|Open an issue"]),
        ("terms", ["buyers outside China", "investment advice", "source's claim", "CC BY 4.0"]),
        ("accessibility", ["level AA", "How it is tested", "What has not been tested", "screen reader"]),
        ("about", ["facts to May 2026", "language model", "For whom"]),
        ("contribute", ["lodestone check", "Your own words", "source for every figure"]),
    ],
)
def test_a_page_keeps_its_promises_and_names_no_mailbox(slug: str, promises: list[str]) -> None:
    body = PAGES[slug].body
    assert [each for each in promises if not re.search(each, body)] == []
    assert not re.search(r"[\w.]+@[\w.]+\.\w+|mailto:", body)
