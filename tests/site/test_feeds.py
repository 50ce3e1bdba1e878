"""Feeds, sitemap and copies, read by somebody else's parser where there is one."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from xml.etree import ElementTree

import feedparser
import pytest

import trial
from lodestone.site.records import FIGURE
from lodestone.site.views import views

ROOT = "https://example.org/repo"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    site = trial.site(url=ROOT, publish=True).public
    return {each.url: each.content for each in views(site) if each.content is not None}


@pytest.mark.parametrize("ending", ["atom", "rss"])
def test_a_feed_has_every_dated_briefing_whole(files: Mapping[str, bytes], ending: str) -> None:
    feed = feedparser.parse(files[f"feeds/all.{ending}"])
    assert not feed.bozo
    assert [each.link.removeprefix(f"{ROOT}/briefings/") for each in feed.entries] == [
        "suspension-2026/", "machine-read/", "alloy-capacity/", "first-look/", "price-floor/",
    ]  # fmt: skip
    entry = feed.entries[2]
    text = entry.content[0].value
    assert "The largest rare-earth producer" in text
    assert "<b>likely (55–80%)</b>, moderate confidence: Prices of magnet alloy" in text
    assert f'href="{ROOT}/topics/magnets/"' in text
    assert "lodestone-slot" not in text


def test_dates_are_those_of_the_content(files: Mapping[str, bytes]) -> None:
    feed = feedparser.parse(files["feeds/all.atom"])
    assert [each.published[:10] for each in feed.entries][2] == "2025-09-01"
    assert feed.entries[4].updated[:10] == "2025-08-02"
    assert feed.feed.updated[:10] == "2025-11-12"


def test_an_empty_feed_is_a_feed_and_has_no_day_of_its_own(files: Mapping[str, bytes]) -> None:
    feed = feedparser.parse(files["feeds/company-hypromag.atom"])
    assert not feed.bozo
    assert feed.entries == []
    assert feed.feed.updated[:10] == "1970-01-01"


def test_ids_stay_and_differ(files: Mapping[str, bytes]) -> None:
    ids = [each.id for each in feedparser.parse(files["feeds/all.atom"]).entries]
    assert len(ids) == len(set(ids))
    assert ids == [each.id for each in feedparser.parse(files["feeds/all.rss"]).entries]


def test_machine_read_fields_are_told_in_the_feed(files: Mapping[str, bytes]) -> None:
    entry = feedparser.parse(files["feeds/topic-green-smelting.atom"]).entries[0]
    assert "Machine-read, not reviewed: company, ticker" in entry.content[0].value
    assert "Supply risk of this item" not in entry.content[0].value


def test_the_sitemap_has_true_days(files: Mapping[str, bytes]) -> None:
    rows = {
        row.findtext(f"{SITEMAP}loc"): row.findtext(f"{SITEMAP}lastmod")
        for row in ElementTree.fromstring(files["sitemap.xml"])
    }
    assert rows[f"{ROOT}/briefings/price-floor/"] == "2025-08-02"
    assert rows[f"{ROOT}/briefings/alloy-capacity/"] == "2025-09-01"
    assert rows[f"{ROOT}/topics/magnets/"] == "2025-11-15"
    assert rows[f"{ROOT}/briefings/no-date/"] is None
    assert not any("draft" in (address or "") for address in rows)


def test_robots_are_let_in_only_where_the_site_is_published(files: Mapping[str, bytes]) -> None:
    assert f"Sitemap: {ROOT}/sitemap.xml" in files["robots.txt"].decode()
    development = next(each for each in views(trial.site()) if each.url == "robots.txt")
    assert development.content == b"User-agent: *\nDisallow: /\n"


def test_figures_as_csv(files: Mapping[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(files["briefings/alloy-capacity/figures.csv"].decode())))
    assert tuple(rows[0]) == FIGURE
    assert (rows[0]["low"], rows[0]["high"], rows[0]["unit"], rows[0]["grade"]) == (
        "50000",
        "50000",
        "t/yr",
        "C2",
    )
    assert (rows[3]["bound"], rows[3]["basis"]) == ("at-most", "oxide equivalent")
    assert rows[4]["sources"] == "reex smm"
