"""Views of the trial site: their data, their addresses, and what must never stand in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import pytest

import trial
from lodestone.model import LEVELS
from lodestone.site.reads import Given
from lodestone.site.site import MemorySite, Rows, Site
from lodestone.site.view import View, frame
from lodestone.site.views import MODULES, VIEWS, views
from lodestone.site.views.paging import front, older, part

NONE_HERE = {
    "topic-older", "company-older", "archive-older", "changes-older", "measure-older", "source-older", "risk-cell",
}  # fmt: skip
"""Kinds of which so small a site has no page."""
SAFE = re.compile(r"(?:[A-Za-z0-9._-]+/)*[A-Za-z0-9._-]*")


@pytest.fixture(scope="module")
def site() -> Site:
    return trial.site()


@pytest.fixture(scope="module")
def made(site: Site) -> Mapping[str, View]:
    return {each.url: each for each in views(site)}


@pytest.fixture(scope="module")
def public() -> Mapping[str, View]:
    return {each.url: each for each in views(trial.site(publish=True, url="https://example.org/repo").public)}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from (key, *texts(each))
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("module", MODULES)
def test_the_table_of_modules_holds_all_their_kinds(module: str) -> None:
    assert MODULES[module] == tuple(import_module(f"lodestone.site.views.{module}").KINDS)


def test_every_kind_has_views(site: Site) -> None:
    assert {name for name, kind in VIEWS.items() if not list(kind.keys(site))} == NONE_HERE


def test_an_empty_site_has_a_home_and_no_failure() -> None:
    bare = MemorySite(Given(trial.site().options, trial.LEXICON))
    assert {"", "archive/", "topics/magnets/", "feeds/all.atom", "404.html"} <= {
        each.url for each in views(bare)
    }


def test_data_is_json_and_the_same_twice(site: Site, made: Mapping[str, View]) -> None:
    again = {each.url: each for each in views(site)}
    for url, view in made.items():
        assert json.dumps(view.data) == json.dumps(again[url].data)
        assert json.loads(json.dumps(view.data)) == view.data
        assert view.content == again[url].content


def test_addresses_are_safe_and_each_is_given_once(site: Site, made: Mapping[str, View]) -> None:
    assert len(list(views(site))) == len(made)
    assert [url for url in made if not SAFE.fullmatch(url) or ".." in url or url.startswith("/")] == []


def test_a_view_gets_the_links_of_what_it_reads_and_nothing_it_cannot_have(
    site: Site, made: Mapping[str, View]
) -> None:
    for view in made.values():
        assert all(key in site.bodies for key in view.reads)
        if view.template:
            assert set(view.data["links"]) == set(view.reads)


def test_the_expected_pages_are_there(made: Mapping[str, View]) -> None:
    assert {
        "", "briefings/alloy-capacity/", "briefings/alloy-capacity/briefing.json",
        "briefings/alloy-capacity/figures.csv", "briefings/alloy-capacity/source.md", "briefings/alloy-plan/",
        "topics/", "topics/western-implications/", "companies/", "companies/northern-rare-earth/",
        "tickers/SSE-600111/", "archive/", "method/", "terms/", "feeds/all.atom", "feeds/topic-magnets.rss",
        "feeds/company-mp-materials.atom", "feeds/risk-high.atom", "sitemap.xml", "robots.txt", "_headers", "404.html",
    } <= set(made)  # fmt: skip


def test_no_public_view_holds_a_word_of_what_is_not_public(public: Mapping[str, View]) -> None:
    for view in public.values():
        said = [*texts(view.data), (view.content or b"").decode(), view.url]
        assert [
            each for each in said if trial.SECRET in each or "a-draft" in each or "embargoed" in each
        ] == []


def test_a_development_build_carries_drafts_with_a_banner(made: Mapping[str, View]) -> None:
    banners = made["briefings/a-draft/"].data["banners"]
    assert [each["kind"] for each in banners] == ["development"]
    assert "Embargoed until 1 March 2026" in made["briefings/embargoed/"].data["banners"][0]["text"]


@pytest.mark.parametrize(("setting", "does"), [("hold", "leaves it out"), ("error", "stops at it")])
def test_what_is_held_carries_a_banner_in_development(setting: str, does: str) -> None:
    made = {each.url: each for each in views(trial.site(unconfirmed=setting))}
    banners = [each["text"] for each in made["briefings/machine-read/"].data["banners"]]
    assert f"Machine-read fields are not confirmed: a publish build {does}." in banners


def test_home_leads_with_what_the_public_will_see(made: Mapping[str, View]) -> None:
    data = made[""].data
    assert data["lead"]["slug"] == "suspension-2026"
    assert [each["title"] for each in data["risks"]] == [
        "Magnets", "Recycling", "Green smelting", "Western implications",
    ]  # fmt: skip
    assert data["risks"][0]["statement"]["change"] == "up from moderate (3 of 5) since 1 June 2025"
    assert data["risks"][1]["statement"] is None
    assert [each["title"] for each in data["overdue"]] == [
        "Huamei works cut water and acid in the second phase: a text as it came",
        "A price floor shifts the risk of MP Materials to the US taxpayer",
    ]


def test_coming_dates_are_in_order_and_ahead(made: Mapping[str, View]) -> None:
    coming = made[""].data["coming"]
    assert [each["on"]["iso"] for each in coming] == [
        "2026-03-31",
        "2026-11-10",
        "2026-11-10",
        "2026-11",
        "2027-01-01",
    ]
    assert {each["what"] for each in coming} >= {"Lapses: The suspension of the October notices."}


def test_a_briefing_shows_its_judgements_with_band_confidence_and_basis(made: Mapping[str, View]) -> None:
    first, second, _ = made["briefings/alloy-capacity/"].data["judgements"]
    assert (first["likelihood"], first["band"], first["confidence"]) == ("likely", "55–80%", "moderate")
    assert [each["label"] for each in first["basis"]] == ["F1 50,000 t/yr", "S1 Rare Earth Exchanges"]
    assert second["basis"][0]["path"] == "briefings/price-floor/#figure_floor"


def test_a_figure_carries_status_grade_in_words_and_the_reason_for_doubt(made: Mapping[str, View]) -> None:
    rows = made["briefings/alloy-capacity/"].data["figures"]
    platform = next(each for each in rows if each["id"] == "platform")
    assert (platform["bound"], platform["number"]) == ("at most", "10,000,000")
    assert platform["status"] == "claimed"
    assert platform["citations"][0]["grade_words"] == "fairly reliable, improbable"
    assert "25 times" in platform["implausible"]
    assert [each["grade"] for each in rows[-1]["citations"]] == ["C2", "B2"]


def test_what_a_machine_read_is_marked_and_has_its_evidence(made: Mapping[str, View]) -> None:
    data = made["briefings/machine-read/"].data
    assert data["risk"]["proposed"]
    assert data["facts"]["companies"][0]["proposed"]
    assert data["figures"][0]["proposed"]
    assert [each["field"] for each in data["machine_read"]] == [
        "company",
        "ticker",
        "topic",
        "risk",
        "source",
        "figure",
    ]
    assert data["machine_read"][0]["evidence"][0]["text"] == "China Northern Rare Earth (SSE: 600111)"


def test_a_proposed_risk_is_in_no_export_and_no_feed_of_risk(made: Mapping[str, View]) -> None:
    record = json.loads(made["briefings/machine-read/briefing.json"].content or b"")
    assert record["risk"] is None
    assert record["machine_read"] == ["company", "ticker", "themes", "risk", "sources", "figures"]
    assert (
        json.loads(made["briefings/alloy-capacity/briefing.json"].content or b"")["risk"]["level"] == "high"
    )
    high = (made["feeds/risk-high.atom"].content or b"").decode()
    assert "machine-read" not in high
    assert "<id>http://127.0.0.1:8000/briefings/alloy-capacity/</id>" in high
    assert "<id>http://127.0.0.1:8000/briefings/price-floor/</id>" not in high


def test_a_withdrawn_briefing_leaves_a_stub_and_no_copies(made: Mapping[str, View]) -> None:
    assert made["briefings/mixed-up/"].template == "withdrawn.html"
    assert "briefings/mixed-up/briefing.json" not in made
    assert "briefings/mixed-up/source.md" not in made


def test_a_superseded_briefing_says_so_and_its_judgements_are_struck(made: Mapping[str, View]) -> None:
    banner = made["briefings/first-look/"].data["banners"][0]
    assert (banner["kind"], banner["link"]["path"]) == ("superseded", "briefings/alloy-capacity/")
    groups = made["topics/magnets/"].data["judgements"]
    assert [bool(each["superseded"]) for each in groups] == [False, True, False]
    change = made["briefings/alloy-capacity/"].data["lineage"]["risk"]
    assert change == "The risk moves from moderate (3 of 5) to high (4 of 5)."


def test_the_lens_gathers_implications_by_jurisdiction_out_of_all_topics(made: Mapping[str, View]) -> None:
    lens = made["topics/western-implications/"].data["lens"]
    assert [(each["code"], each["count"]) for each in lens] == [("US", 2), ("EU", 1), ("JP", 1), ("other", 1)]
    assert made["topics/magnets/"].data["lens"] == []


def test_no_company_stands_beside_a_risk_level_where_it_would_be_rated(made: Mapping[str, View]) -> None:
    names = {each.short for each in trial.COMPANIES}
    for view in made.values():
        title = view.data.get("title", "").casefold()
        named = any(name.casefold() in title for name in names)
        assert not (named and any(f" {level} " in f" {title} " for level in LEVELS))


def test_a_ticker_leads_to_the_company_that_has_it(made: Mapping[str, View]) -> None:
    data = made["tickers/SSE-600111/"].data
    assert data["company"]["path"] == "companies/northern-rare-earth/"
    assert data["listing"]["exchange"] == "Shanghai Stock Exchange"


def test_undated_is_a_word_and_never_a_day(made: Mapping[str, View]) -> None:
    assert made["briefings/no-date/"].data["date"] == {"iso": "", "text": "undated"}
    assert made["archive/"].data["briefings"][-1]["date"]["text"] == "undated"


class Letters(Rows[str]):
    """A list that is a text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __getitem__(self, part: slice) -> list[str]:
        return list(self._text[part])

    def __len__(self) -> int:
        return len(self._text)

    def from_end(self, start: int, stop: int) -> list[str]:
        return list(self._text[::-1][start:stop][::-1])


def test_older_pages_never_change_when_something_new_comes() -> None:
    before, after = Letters("edcba"), Letters("fedcba")
    assert (older(len(before), 2), older(len(after), 2)) == (1, 2)
    assert part(before, 2, 1) == part(after, 2, 1) == ["b", "a"]
    assert front(before, 2) == ["e", "d", "c"]
    assert [*front(after, 2), *part(after, 2, 2), *part(after, 2, 1)] == list("fedcba")


def test_the_frame_links_only_to_pages_that_exist(site: Site, made: Mapping[str, View]) -> None:
    shown = frame(site)
    assert {each["path"] for each in (*shown["nav"], *shown["foot"])} <= set(made)


def test_the_day_of_the_build_stands_where_a_new_day_changes_the_page_anyway(
    made: Mapping[str, View],
) -> None:
    dated = {path: view.data["built"]["text"] for path, view in made.items() if view.data.get("built")}
    assert dated == {"": "20 January 2026", "data/": "20 January 2026"}
