"""The site as data, read by somebody else's parser where there is one."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import html5lib
import icalendar
import jsonschema
import pytest

import trial
from lodestone.engine.render import Renderer, assets_of
from lodestone.site.conflicts import claims
from lodestone.site.icalendar import Entry, calendar
from lodestone.site.view import frame
from lodestone.site.views import views

TEMPLATES = Path(__file__).parents[2] / "templates"
ROOT = "https://example.org/repo"
HTML = "{http://www.w3.org/1999/xhtml}"

TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "home_page_url": {"type": "string", "format": "uri"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "url", "title", "content_html", "date_published"],
                "properties": {
                    "id": TEXT,
                    "content_html": TEXT,
                    "tags": TEXTS,
                    "date_published": {"pattern": "T.*\\+00:00$"},
                },
            },
        },
    },
}
"""What jsonfeed.org asks of version 1.1, and what we promise beyond."""
BRIEFINGS = {
    "type": "object",
    "required": ["url", "terms", "license", "briefings"],
    "properties": {
        "briefings": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["slug", "path", "title", "date", "companies", "topics", "risk_level", "machine_read"],
                "properties": {"companies": TEXTS, "tickers": TEXTS, "topics": TEXTS, "machine_read": TEXTS},
            },
        }
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    """All that is published of the trial site, by address."""
    site = trial.site(url=ROOT, publish=True).public
    names = {name: path for name, (path, _) in assets_of(TEMPLATES).items()}
    renderer = Renderer(TEMPLATES, frame(site), names)
    return {
        each.url: renderer.render(each, site.bodies) if each.template else each.content or b""
        for each in views(site)
    }


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


PARSE = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "date": dt.date.fromisoformat,
}


@pytest.mark.parametrize("name", ["briefings", "figures", "events"])
def test_every_table_is_as_the_package_says(files: Mapping[str, bytes], name: str) -> None:
    """The same is asked of the real site by `frictionless validate`, too heavy for every test run."""
    package = json.loads(files["data/datapackage.json"])
    (resource,) = (each for each in package["resources"] if each["path"] == f"{name}.csv")
    fields = {each["name"]: each["type"] for each in resource["schema"]["fields"]}
    table = rows(files[f"data/{name}.csv"])
    assert list(table[0]) == list(fields)
    for row in table:
        for column, value in row.items():
            assert value == "" or PARSE[fields[column]](value) is not None
    key = resource["schema"]["primaryKey"]
    keys = [tuple(row[each] for each in ([key] if isinstance(key, str) else key)) for row in table]
    assert len(set(keys)) == len(keys) > 0


def test_the_package_names_files_that_are_there(files: Mapping[str, bytes]) -> None:
    package = json.loads(files["data/datapackage.json"])
    assert [f"data/{each['path']}" in files for each in package["resources"]] == [True] * 5
    assert len({each["name"] for each in package["resources"]}) == 5


def test_json_files_keep_their_promise(files: Mapping[str, bytes]) -> None:
    jsonschema.validate(json.loads(files["data/briefings.json"]), BRIEFINGS)
    for url, data in files.items():
        if url.startswith("feeds/") and url.endswith(".json"):
            jsonschema.validate(json.loads(data), JSON_FEED)
    feed = json.loads(files["feeds/all.json"])
    assert [each["url"].split("/")[-2] for each in feed["items"]] == [
        "suspension-2026", "machine-read", "alloy-capacity", "first-look", "price-floor",
    ]  # fmt: skip


def test_a_proposed_risk_is_in_no_table(files: Mapping[str, bytes]) -> None:
    (read,) = (each for each in rows(files["data/briefings.csv"]) if each["slug"] == "machine-read")
    assert read["risk_level"] == ""
    assert read["machine_read"] == "company ticker themes risk sources figures"
    (figure,) = (each for each in rows(files["data/figures.csv"]) if each["briefing"] == "machine-read")
    assert figure["machine_read"] == "yes"


def test_nothing_that_is_held_back_is_in_the_data(files: Mapping[str, bytes]) -> None:
    assert [url for url, data in files.items() if trial.SECRET in data.decode()] == []


def test_the_build_counts_what_it_holds(files: Mapping[str, bytes]) -> None:
    build = json.loads(files["data/build.json"])
    assert (build["briefings"], build["events"], build["risk_changes"], build["conflicts"]) == (6, 3, 1, [])
    comparable = [claim for each in (trial.ALLOY, trial.FLOOR) for claim in claims(each, trial.LEXICON)]
    assert build["figures"] >= len(comparable) > 0


def test_the_calendar_is_a_calendar(files: Mapping[str, bytes]) -> None:
    data = files["calendar.ics"]
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    shown = {str(each["UID"]): each for each in events}
    assert len(shown) == len(events) > 3
    lapse = shown["event-suspension-until@example.org"]
    assert lapse["DTSTART"].dt == dt.date(2026, 11, 10)
    assert lapse["DTEND"].dt == dt.date(2026, 11, 11)
    assert str(lapse["SUMMARY"]) == "Lapses: The suspension of the October notices."
    month = shown["watch-alloy-capacity-2026-11-1@example.org"]
    assert month["DTSTART"].dt == dt.date(2026, 11, 30)
    assert str(month["SUMMARY"]) == "In November 2026: Licences of the new line."
    assert month["DTSTAMP"].dt == dt.datetime(2025, 9, 1, tzinfo=dt.UTC)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_any_text_comes_back_whole_from_a_calendar() -> None:
    text = "Commas, semicolons; back\\slashes, 北方稀土 " * 9 + "\nand a second line"
    data = calendar(
        "A, b; c", [Entry("x@y", dt.date(2026, 12, 31), dt.date(2026, 1, 1), text, text, "https://e.org/")]
    )
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert str(event["SUMMARY"]) == text
    assert str(event["DESCRIPTION"]) == text
    assert event["DTEND"].dt == dt.date(2027, 1, 1)


def structured(files: Mapping[str, bytes], url: str) -> list[dict[str, Any]]:
    page = html5lib.parse(files[url].decode())
    found = [each for each in page.iter(f"{HTML}script") if each.get("type") == "application/ld+json"]
    return [json.loads(each.text or "") for each in found]


def test_pages_say_what_they_are_to_search_engines(files: Mapping[str, bytes]) -> None:
    report, crumbs = structured(files, "briefings/alloy-capacity/")
    assert (report["@type"], report["datePublished"]) == ("Report", "2025-09-01")
    assert [each["item"] for each in crumbs["itemListElement"]] == [
        f"{ROOT}/", f"{ROOT}/archive/", f"{ROOT}/briefings/alloy-capacity/",
    ]  # fmt: skip
    company, _ = structured(files, "companies/northern-rare-earth/")
    assert (company["@type"], company["tickerSymbol"]) == ("Corporation", "XSHG 600111")
    assert "北方稀土" in company["alternateName"]
    (data,) = structured(files, "data/")
    assert data["@type"] == "Dataset"
    assert len(data["distribution"]) == 5


def test_no_structured_data_rates_a_company_or_ends_early(files: Mapping[str, bytes]) -> None:
    for url in files:
        if url == "" or url.endswith("/"):
            for thing in structured(files, url):
                assert thing["@context"] == "https://schema.org"
                assert not re.search(r"\d of 5|riskLevel|severe|\bhigh\b", json.dumps(thing)), url
    hostile = trial.briefing("hostile", "</script><script>alert(1)</script>", "2025-01-01", policy=True)
    site = trial.site((hostile,), url=ROOT)
    names = {name: path for name, (path, _) in assets_of(TEMPLATES).items()}
    (page,) = (each for each in views(site) if each.url == "briefings/hostile/")
    html = Renderer(TEMPLATES, frame(site), names).render(page, site.bodies)
    head, _, _ = html.partition(b"</head>")  # the trial's bodies are not sanitised
    assert b"<script>alert" not in head
    assert structured({"x": head}, "x")[0]["headline"] == hostile.title.value


def test_previews_have_a_title_and_an_address(files: Mapping[str, bytes]) -> None:
    page = html5lib.parse(files["briefings/alloy-capacity/"].decode())
    said = {each.get("property"): each.get("content") for each in page.iter(f"{HTML}meta")}
    assert said["og:type"] == "article"
    assert said["og:url"] == f"{ROOT}/briefings/alloy-capacity/"
    assert said["og:title"] == trial.ALLOY.title.value


def test_security_txt_says_whom_to_tell_and_until_when(files: Mapping[str, bytes]) -> None:
    """RFC 9116: Contact and Expires are required, and a file should not hold for more than a year."""
    said = dict(line.split(": ", 1) for line in files[".well-known/security.txt"].decode().splitlines())
    assert said["Contact"] == f"{ROOT}/about/"
    expires = dt.datetime.fromisoformat(said["Expires"]).date()
    assert trial.TODAY < expires < trial.TODAY + dt.timedelta(days=366)


def test_a_site_without_an_address_promises_none() -> None:
    made = {each.url: each for each in views(trial.site())}
    assert ".well-known/security.txt" not in made
    assert [each["@type"] for each in made["briefings/alloy-capacity/"].data["structured"]] == ["Report"]
