"""Pages of evidence on the trial site: figures, risk, sources, calendar, timeline, chain, A to Z, changes, digests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

import trial
from lodestone.model import Briefing
from lodestone.site.view import View
from lodestone.site.views import views
from lodestone.site.views.triggers import Trigger, due, slugs, told

RIVAL = trial.briefing(
    "rival-capacity",
    "A second count of the alloy plan",
    "2025-12-01",
    companies=["northern-rare-earth"],
    themes=["magnets"],
    risk=trial.Risk("high", 4, 4, "raises"),
    sources=[trial.SMM, replace(trial.REEX, id="other", publisher="Another Outlet")],
    figures=[trial.figure("alloy-again", "alloy-capacity-added", "northern-rare-earth", "80000", "t/yr", "target", "smm2")],
    judgements=(
        trial.Judgement("kj-1", "likely", "low", "…", trial.basis("alloy-capacity#kj-3"), trial.HERE),
        trial.Judgement("kj-2", "likely", "low", "…", trial.basis("alloy-again", "alloy-capacity#alloy"), trial.HERE),
    ),
)  # fmt: skip
FRAGMENTS = {"kj-1": "It rests on another judgement.", "kj-2": "It rests on two sources."}


@pytest.fixture(scope="module")
def made() -> Mapping[str, View]:
    trial.BODIES["rival-capacity"] = trial.prose(*FRAGMENTS.items(), line="Two counts.")
    briefings = sorted((*trial.BRIEFINGS, RIVAL), key=lambda each: each.slug)
    return {
        each.url: each
        for each in views(trial.site(briefings, publish=True, url="https://example.org").public)
    }


def data(made: Mapping[str, View], url: str) -> Mapping[str, Any]:
    return made[url].data


def names(rows: list[Any]) -> list[str]:
    return [each["from"]["path"].split("/")[1] for each in rows]


def test_contradictions_stand_side_by_side_and_beside_each_figure(made: Mapping[str, View]) -> None:
    shown = data(made, "figures/")
    assert [(each["measure"], each["of"], names(each["rows"])) for each in shown["conflicts"]] == [
        ("Magnet-alloy capacity added", "Northern Rare Earth", ["alloy-capacity", "rival-capacity"])
    ]
    for page in (
        "briefings/alloy-capacity/",
        "topics/magnets/",
        "companies/northern-rare-earth/",
        "figures/alloy-capacity-added/",
    ):
        shown = data(made, page)
        figures = shown.get("figures") or [each for group in shown["groups"] for each in group["rows"]]
        rows = {each["id"]: each for each in figures}
        assert [each["label"] for each in rows["alloy"]["against"]] == ["80,000 t/yr"], page
        assert rows["alloy"]["against"][0]["path"] == "briefings/rival-capacity/#figure_alloy-again"
    assert data(made, "topics/magnets/")["figures"][0]["against"] != []


def test_what_is_hard_to_believe_is_listed_with_its_comparison(made: Mapping[str, View]) -> None:
    (row,) = data(made, "figures/")["implausible"]
    assert row["id"] == "platform"
    assert "25 times" in row["implausible"]


def test_every_measure_with_figures_has_a_page_that_says_who_says_so(made: Mapping[str, View]) -> None:
    measures = data(made, "figures/")["measures"]
    assert [(each["label"], each["count"], each["disputed"]) for each in measures][:3] == [
        ("Floor under a price", 1, False),
        ("Magnet-alloy capacity added", 2, True),
        ("Magnet-powder capacity added", 1, False),
    ]
    assert all(each["path"] in made for each in measures)
    groups = data(made, "figures/alloy-capacity-added/")["groups"]
    assert [(each["of"], names(each["rows"])) for each in groups] == [
        ("Northern Rare Earth", ["alloy-capacity", "rival-capacity"])
    ]


def test_figures_of_a_measure_stand_by_subject_and_time_and_a_repeated_fact_once() -> None:
    def said(slug: str, day: str, *rows: tuple[str, str, str]) -> Briefing:
        figures = [
            trial.figure(f"f{n}", "alloy-capacity-added", of, value, "t/yr", "target", "s2", period=period)
            for n, (of, value, period) in enumerate(rows, 1)
        ]
        return trial.briefing(slug, slug, day, figures=figures)

    old = said("old", "2025-01-01", ("mp-materials", "10", "2026"), ("mp-materials", "7", "2024"))
    new = said("new", "2025-06-01", ("northern-rare-earth", "9", "2025"), ("mp-materials", "10", "2026"))
    views_ = {each.url: each for each in views(trial.site([old, new]))}
    groups = views_["figures/alloy-capacity-added/"].data["groups"]
    told = [
        (
            group["of"],
            [
                (each["number"], each["period"], each["from"]["title"], len(each["also"]))
                for each in group["rows"]
            ],
        )
        for group in groups
    ]
    assert told == [
        ("MP Materials", [("7", "2024", "old", 0), ("10", "2026", "new", 1)]),
        ("Northern Rare Earth", [("9", "2025", "new", 0)]),
    ]


WATCHED = {
    "by a figure": ({"facts": ("alloy",)}, True),
    "by a company": ({"companies": ("northern-rare-earth",)}, True),
    "by a topic, where the event names no company": ({"themes": ("magnets",)}, True),
    "another company of the same topic": ({"companies": ("hypromag",), "themes": ("magnets",)}, False),
    "another day": ({"facts": ("alloy",), "by": "2026-04-01"}, False),
}


@pytest.mark.parametrize("name", WATCHED)
def test_what_watches_an_event_stands_under_it(name: str) -> None:
    says, joined = WATCHED[name]
    watch = (trial.WatchItem("2026-03-31", "…", trial.basis("alloy"), trial.HERE),)
    site = trial.site([replace(trial.ALLOY, watch=watch)])
    event = trial.Event("deadline", "It is due.", **({"by": "2026-03-31"} | says))  # type: ignore[arg-type]
    found = due(site, [Trigger(event.by, event.by, "by", event)], site.watch[:])
    assert len(found) == (1 if joined else 2)
    assert slugs(found) == ("alloy-capacity",)
    assert [len(each["watched"]) for each in found if not each["slug"]] == [int(joined)]


def test_the_matrix_holds_confirmed_risk_of_current_items_only(made: Mapping[str, View]) -> None:
    shown = data(made, "risk/")
    cells = {
        (row["likelihood"], cell["impact"]): [each["path"].split("/")[1] for each in cell["briefings"]]
        for row in shown["matrix"]
        for cell in row["cells"]
    }
    assert len(cells) == 25
    filled = {place: slugs for place, slugs in cells.items() if slugs}
    assert filled == {(4, 4): ["rival-capacity", "alloy-capacity"], (3, 3): ["price-floor"]}
    assert [(each["level"], each["count"]) for each in shown["alone"]] == [("severe", "1 item")]


def test_a_full_cell_leads_to_a_page_of_its_own() -> None:
    bare = replace(RIVAL, judgements=())
    many = [replace(bare, slug=f"rival-{n}", path=f"briefings/rival-{n}.md") for n in range(6)]
    made = {each.url: each for each in views(trial.site(many))}
    cell = next(cell for row in data(made, "risk/")["matrix"] for cell in row["cells"] if cell["briefings"])
    assert (len(cell["briefings"]), cell["more"]["path"]) == (4, "risk/4x4/")
    assert len(data(made, "risk/4x4/")["briefings"]) == 6


def test_the_history_of_each_topic_is_the_editors_own(made: Mapping[str, View]) -> None:
    history = {each["title"]: each["statements"] for each in data(made, "risk/")["topics"]}
    assert [each["change"] for each in history["Magnets"]] == [
        "up from moderate (3 of 5) since 1 June 2025",
        "first statement",
    ]
    assert history["Recycling"] == []


def test_which_judgements_fall_with_a_source_and_which_are_weaker(made: Mapping[str, View]) -> None:
    """kj-1 of the rival rests on kj-3 of another briefing, which rests on one figure of one outlet."""
    shown = data(made, "sources/rare-earth-exchanges/")
    assert [(each["slug"], each["anchor"]) for each in shown["fall"]] == [
        ("alloy-capacity", "kj-1"), ("alloy-capacity", "kj-3"), ("rival-capacity", "kj-1"),
    ]  # fmt: skip
    assert [(each["slug"], each["anchor"]) for each in shown["weaken"]] == [("rival-capacity", "kj-2")]
    other = data(made, "sources/federation-of-american-scientists/")
    assert [(each["slug"], each["anchor"]) for each in other["fall"]] == [
        ("price-floor", "kj-1"), ("alloy-capacity", "kj-2"),
    ]  # fmt: skip


def test_several_outlets_with_one_origin_are_named(made: Mapping[str, View]) -> None:
    outlets = data(made, "sources/")["outlets"]
    assert [(each["count"], each["origin"], each["from"]["path"].split("/")[1]) for each in outlets] == [
        ("2 outlets", "the company itself", "rival-capacity"),
        ("2 outlets", "the company itself", "alloy-capacity"),
    ]


def test_a_superseded_briefing_holds_no_figure_risk_or_source(made: Mapping[str, View]) -> None:
    cited = names(data(made, "sources/rare-earth-exchanges/")["sources"])
    assert "first-look" not in cited
    assert "alloy-capacity" in cited


def test_the_calendar_counts_from_the_edition_and_speaks_of_the_past_as_past() -> None:
    before = _calendar(dt.date(2026, 5, 31))
    assert "Lapses: The suspension of the October notices." in before["coming"]
    after = _calendar(dt.date(2026, 12, 31))
    assert "Was to lapse: The suspension of the October notices." in after["past"]
    assert "US defence rules bar covered magnets." in after["coming"]
    assert all("Lapses" not in each for each in after["past"])


def _calendar(edition: dt.date) -> dict[str, list[str]]:
    made = {each.url: each for each in views(trial.site(edition=edition))}
    shown = data(made, "calendar/")
    return {name: [each["what"] for each in shown[name]] for name in ("coming", "past")}


def test_a_status_has_the_day_for_which_it_is_known() -> None:
    """Nothing says `suspended` as if that were still known."""
    (notices,) = (each for each in trial.EVENTS if each.id == "notices")
    known = replace(notices, status="suspended", as_of="2025-11-07")
    shown = told(trial.site(), Trigger(known.date, known.date, "date", known))
    assert shown["status"] == "suspended as of 7 November 2025"


def test_the_timeline_tells_events_risks_and_briefings_by_year(made: Mapping[str, View]) -> None:
    years = data(made, "timeline/")["years"]
    assert [each["year"] for each in years] == ["2025"]
    kinds = [next(kind for kind in ("event", "risk", "briefing") if each[kind]) for each in years[0]["items"]]
    assert {"event", "risk", "briefing"} == set(kinds)
    days = [each["on"]["iso"] for each in years[0]["items"]]
    assert days == sorted(days, reverse=True)


def test_the_chain_is_the_register_by_step_and_country(made: Mapping[str, View]) -> None:
    shown = data(made, "chain/")
    assert [each["label"] for each in shown["steps"]] == [
        "Mine",
        "Oxide",
        "Metal and alloy",
        "Magnet",
        "Recycling",
    ]
    (china,) = shown["rows"]
    assert china["country"] == "China"
    assert [[each["label"] for each in cell] for cell in china["cells"]] == [
        [], ["Northern Rare Earth"], ["Northern Rare Earth"], [], [],
    ]  # fmt: skip
    assert [(each["label"], each["owners"][0]["label"]) for each in shown["plants"]] == [
        ("Huamei works, Baotou", "Northern Rare Earth")
    ]


def test_a_to_z_leads_to_a_company_by_every_name(made: Mapping[str, View]) -> None:
    letters = {
        each["label"]: [entry["label"] for entry in each["entries"]] for each in data(made, "a-z/")["letters"]
    }
    assert {"Northern Rare Earth", "NRE"} <= set(letters["N"])
    assert "Baotou Steel Rare Earth" in letters["B"]
    assert "600111 (SSE)" in letters["0–9"]
    assert "北方稀土" in letters["Other scripts"]
    first, *_, last = letters
    assert (first, last) == ("0–9", "Other scripts")


def test_changes_are_sentences_with_what_moved(made: Mapping[str, View]) -> None:
    changes = data(made, "changes/")["changes"]
    assert [(each["label"], each["on"]["iso"]) for each in changes] == [
        ("Replaced", "2025-09-01"), ("Corrected", "2025-08-02"), ("Withdrawn", "2025-06-09"),
    ]  # fmt: skip
    assert changes[0]["other"]["path"] == "briefings/first-look/"
    assert changes[0]["moved"] == ["The risk moves from moderate (3 of 5) to high (4 of 5)."]
    assert changes[1]["what"].startswith("The floor was given as USD 100")


def test_named_judgements_that_moved_are_told() -> None:
    old = replace(trial.OLD, judgements=(replace(trial.OLD.judgements[0], anchor="profit"),))
    new = replace(trial.ALLOY, judgements=(replace(trial.ALLOY.judgements[2], anchor="profit"),))
    bodies = {"first-look": trial.BODIES["first-look"], "alloy-capacity": trial.BODIES["alloy-capacity"]}
    trial.BODIES["first-look"] = trial.prose(("profit", "Profit rises."))
    trial.BODIES["alloy-capacity"] = trial.prose(("profit", "Profit rises."), *_others())
    try:
        made = {each.url: each for each in views(trial.site((new, old)))}
    finally:
        trial.BODIES.update(bodies)
    (change,) = data(made, "changes/")["changes"]
    assert change["moved"][1] == "Likely (55–80%) becomes almost certain (95–99%): “Profit rises.”"


def _others() -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, "…") for name in ("implication-1", "implication-2", "watch-1", "watch-2", "gap-1", "gap-2")
    )


def test_a_digest_holds_its_week_and_what_falls_due_after_it(made: Mapping[str, View]) -> None:
    shown = data(made, "digest/2025-W36/")
    assert shown["span"] == "1 September 2025 to 7 September 2025"
    assert [each["path"] for each in shown["briefings"]] == ["briefings/alloy-capacity/"]
    assert [each["label"] for each in shown["changes"]] == ["Replaced"]
    due = data(made, "digest/2025-W46/")
    assert [each["topic"] for each in due["risks"]] == ["Western implications", "Magnets"]
    newest, *_ = data(made, "digest/")["weeks"]
    assert newest["path"] == "digest/2025-W49/"


def test_no_risk_stands_on_pages_that_rate_companies(made: Mapping[str, View]) -> None:
    for url in ("chain/", "a-z/", "companies/", "companies/northern-rare-earth/"):
        assert " of 5" not in str(data(made, url)), url
