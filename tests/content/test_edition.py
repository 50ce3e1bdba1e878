"""The demonstration edition has the material that each feature of the site needs, and says nothing out of date."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from datetime import date

import pytest
import yaml

from content.reading import CONTENT, Page, events, folded, pages, quantity

BRIEFINGS = pages("briefings")
FOLDERS = ("briefings", "topics", "pages", "companies")
WIDENED = {"exact": 0.005, "about": 0.05}


def companies() -> set[str]:
    """All that a briefing names in its front matter."""
    named = {page.front["company"] for page in BRIEFINGS.values()}
    return named.union(*(page.front.get("companies", []) for page in BRIEFINGS.values())) - {"none"}


def test_there_is_enough_to_read() -> None:
    assert len(BRIEFINGS) >= 36
    assert len(companies()) >= 25
    assert {theme for page in BRIEFINGS.values() for theme in page.front["themes"]} == set(pages("topics"))
    assert len(events()) >= 20


def test_each_kind_of_ending_has_an_example() -> None:
    statuses = [page.front.get("status", "published") for page in BRIEFINGS.values()]
    assert "corrected" in statuses
    assert "withdrawn" in statuses
    replaced = [page.front["supersedes"] for page in BRIEFINGS.values() if "supersedes" in page.front]
    assert replaced
    assert set(replaced) <= set(BRIEFINGS)
    assert any(page.front["company"] == "none" for page in BRIEFINGS.values())


def test_implications_are_kept_for_what_has_some() -> None:
    with_some = {slug for slug, page in BRIEFINGS.items() if page.section("Implications")}
    lens = {slug for slug, page in BRIEFINGS.items() if "western-implications" in page.front["themes"]}
    assert with_some == lens
    assert len(lens) <= 0.6 * len(BRIEFINGS)


@pytest.mark.parametrize("page", BRIEFINGS.values(), ids=lambda page: page.slug)
def test_a_briefing_is_complete(page: Page) -> None:
    if page.front.get("status") == "withdrawn":
        assert page.front["corrections"]
        return
    first = page.body.strip().split("\n\n", 1)[0]
    assert 20 <= len(first.split()) <= 60
    assert all(page.section(name) for name in ("Judgements", "Figures", "Watch", "Gaps"))
    assert page.front["risk"]["rationale"]
    assert page.front["source_summary"]
    assert page.front["confidence"] in ("low", "moderate", "high")


@pytest.mark.parametrize("page", BRIEFINGS.values(), ids=lambda page: page.slug)
def test_what_we_watch_lies_ahead_of_the_briefing(page: Page) -> None:
    day = str(page.front["date"])
    dates = re.findall(r"^- (\d{4}(?:-\d\d){0,2}):", page.section("Watch"), re.MULTILINE)
    assert [on for on in dates if on < day[: len(on)]] == []
    assert "review_by" not in page.front or page.front["review_by"] > page.front["date"]


@pytest.mark.parametrize("page", BRIEFINGS.values(), ids=lambda page: page.slug)
def test_a_briefing_leans_on_no_later_one(page: Page) -> None:
    named = {page.front[key] for key in ("updates", "supersedes") if key in page.front}
    named |= set(re.findall(r"\(([a-z0-9-]+)\.md", page.body)) | set(
        re.findall(r"[\[ ]([a-z0-9-]+)#", page.body)
    )
    assert named <= set(BRIEFINGS)
    assert [slug for slug in named if BRIEFINGS[slug].front["date"] > page.front["date"]] == []


def test_a_pause_is_told_with_the_day_on_which_it_ends() -> None:
    for page in itertools.chain(*(pages(folder).values() for folder in FOLDERS)):
        for paragraph in re.sub(r"\]\([^)]*\)", "]", page.body).split("\n\n"):
            if re.search(r"\bsuspen(ds|ded|sion)\b", paragraph):
                assert re.search(r"November 20\d\d|2026-11|as announced|announcement", paragraph), page.slug


def test_an_event_has_its_status_as_of_a_day_and_a_pause_has_its_end() -> None:
    for event in events():
        assert event["status"] not in ("suspended", "unverified"), (
            "a status holds for its as-of date, and a pause ends"
        )
        assert event["as_of"] <= "2026-05-31"
        assert ("until" in event) == (event["kind"] == "suspension")


def _interval(period: str) -> tuple[str, str] | None:
    """First and last month of a period, as text that compares; None for what is undated."""
    if period == "undated":
        return None
    spans = {"H1": ("01", "06"), "H2": ("07", "12"), "9M": ("01", "09")}
    spans |= {f"Q{n}": (f"{3 * n - 2:02}", f"{3 * n:02}") for n in (1, 2, 3, 4)}
    ends = []
    for part in period.split("/"):
        year, rest = part[:4], part[5:]
        first, last = spans.get(rest, (rest, rest) if rest else ("01", "12-31"))
        ends.append((f"{year}-{first}", f"{year}-{last}-31" if rest in spans else f"{year}-{last}"))
    return ends[0][0], ends[-1][1]


def _meet(one: str, other: str, flow: bool) -> bool:
    if flow:
        return one == other
    a, b = _interval(one), _interval(other)
    if a is None or b is None:
        return a == b
    return a[0] <= b[1] and b[0] <= a[1]


def _limits(cell: str) -> tuple[float, float]:
    seen = quantity(cell)
    low = folded(seen.get("low", seen.get("value")), seen["unit"])
    high = folded(seen.get("high", seen.get("value")), seen["unit"])
    slack = WIDENED.get(seen["bound"], 0)
    return (
        float("-inf") if seen["bound"] == "at-most" else low * (1 - slack),
        float("inf") if seen["bound"] == "at-least" else high * (1 + slack),
    )


def _unit(cell: str) -> str:
    return quantity(cell)["unit"].removeprefix("bn ").removeprefix("m ")


def test_the_edition_holds_exactly_its_known_conflicts() -> None:
    register = yaml.safe_load((CONTENT / "vocabulary" / "measures.yaml").read_text(encoding="utf-8"))
    flows = {row["id"] for row in register["measures"] if row["time"] == "flow"}
    replaced = {page.front.get("supersedes") for page in BRIEFINGS.values()}
    rows = {
        row["id"]: row for slug, page in BRIEFINGS.items() if slug not in replaced for row in page.figures
    }
    found = set()
    for one, other in itertools.combinations(rows.values(), 2):
        same = all(one.get(key, "") == other.get(key, "") for key in ("measure", "of", "basis"))
        if not same or _unit(one["value"]) != _unit(other["value"]):
            continue
        if not _meet(one["period"], other["period"], one["measure"] in flows):
            continue
        (a, b), (c, d) = _limits(one["value"]), _limits(other["value"])
        if b < c or d < a:
            found.add(tuple(sorted((one["id"], other["id"]))))
    assert found == {
        ("nre-fy-profit-broker", "nre-fy-profit-conflict"),
        ("neo-narva-capex", "neo-narva-capex-alt"),
        ("lynas-kal-overrun", "lynas-kal-overrun-alt"),
    }


def test_three_series_have_three_points_or_more() -> None:
    series = defaultdict(set)
    for page in BRIEFINGS.values():
        for row in page.figures:
            if row["period"] != "undated":
                key = (row["measure"], row["of"], row.get("basis", ""), _unit(row["value"]))
                series[key].add(row["period"])
    for measure, of in (
        ("capital-cost", "lynas-kalgoorlie"),
        ("concentrate-price", "northern-rare-earth"),
        ("separation-share", "china"),
    ):
        assert max(len(v) for k, v in series.items() if k[:2] == (measure, of)) >= 3


def test_topics_tell_how_their_risk_changed() -> None:
    changes = 0
    for topic in pages("topics").values():
        history = topic.front["risk"]
        days = [entry["on"] for entry in history]
        assert days == sorted(days)
        assert all(isinstance(day, date) for day in days)
        marks = [(entry["likelihood"] * entry["impact"], entry["direction"]) for entry in history]
        changes += sum(before != after for before, after in itertools.pairwise(marks))
        for entry in history:
            named = entry.get("supports", []) + entry.get("contradicts", [])
            late = [slug for slug in named if BRIEFINGS[slug].front["date"] > entry["on"]]
            assert late == [], "a statement cannot rest on what was published later"
    assert changes >= 5


def test_events_name_figures_and_companies_that_exist() -> None:
    figures = {row["id"] for page in BRIEFINGS.values() for row in page.figures}
    register = set(pages("companies"))
    for event in events():
        assert set(event.get("facts", [])) <= figures
        assert set(event["companies"]) <= register
        assert any(key in event for key in ("date", "by", "until"))
