"""Hostile inputs in what no browser shows first: feeds, tables, calendar, data, copies, names of files."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from hostile.markup import FORMS, TAGS, active
from hostile.planting import settings, site
from lodestone.commands.diff import as_markdown, as_text
from lodestone.engine.render import address
from lodestone.site.editions import Edition, compare
from lodestone.text.hidden import hidden_signs, visible
from lodestone.text.markdown import render_page
from reference import reference

Files = dict[str, bytes]
FORMULA = re.compile(r"\s*[=+@\uff1d\uff0b\uff0d\uff20-]|[\t\r\n]")
NUMBER = re.compile(r"-?\d[\d.]*")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The output of the planted site, made in memory."""
    home = tmp_path_factory.mktemp("planted")
    site(home)
    return reference(settings(home))


def ending(files: Files, *endings: str) -> dict[str, str]:
    return {path: data.decode() for path, data in files.items() if path.endswith(endings)}


def test_no_page_has_markup_that_a_value_brought(files: Files) -> None:
    found = {
        path: active(text, TAGS | FORMS if path == "search/index.html" else TAGS)
        for path, text in ending(files, ".html").items()
    }
    assert len(found) > 300
    assert {path: each for path, each in found.items() if each} == {}


def test_every_page_has_a_policy_that_runs_our_files_alone(files: Files) -> None:
    for path, text in ending(files, ".html").items():
        found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
        assert found, path
        assert text.index(found[0]) < text.index("<title>"), path
        rules = dict(rule.split(" ", 1) for rule in unescape(found[1]).split("; "))
        assert rules["default-src"] == "'none'"
        assert rules["script-src"] == rules["connect-src"] == rules["form-action"] == "'self'"
        assert rules["base-uri"] == "'none'"
        assert not any(word in found[1] for word in ("unsafe", "*", "http:", "https:", "blob:")), path


def test_what_structured_data_says_is_json(files: Files) -> None:
    for path, text in ending(files, ".html").items():
        for part in text.split('<script type="application/ld+json">')[1:]:
            assert json.loads(part.partition("</script>")[0])["@context"] == "https://schema.org", path


def test_no_template_leads_to_another_scheme() -> None:
    for scheme in ("javascript:planted()", "data:text/html,x", "JavaScript:x", "vbscript:x"):
        with pytest.raises(ValueError, match="may not lead"):
            address("index.html", scheme)


def test_feeds_and_maps_are_xml_of_the_elements_that_they_have(files: Files) -> None:
    found = ending(files, ".atom", ".rss", ".xml")
    assert len(found) > 30
    tags = {
        each.tag.rpartition("}")[2] for text in found.values() for each in ElementTree.fromstring(text).iter()
    }
    assert tags == {
        "feed", "entry", "id", "title", "subtitle", "link", "updated", "published", "author", "name", "rights", "summary",
        "content", "category", "rss", "channel", "item", "description", "language", "copyright", "lastBuildDate",
        "pubDate", "guid", "encoded", "creator", "urlset", "url", "loc", "lastmod",
    }  # fmt: skip


def test_links_of_feeds_lead_to_our_site(files: Files) -> None:
    for text in ending(files, ".atom").values():
        for each in ElementTree.fromstring(text).iter("{http://www.w3.org/2005/Atom}link"):
            assert each.attrib["href"].startswith("https://site.example/repo/")


def test_no_cell_is_a_formula_and_every_row_is_whole(files: Files) -> None:
    tables = ending(files, ".csv")
    assert len(tables) > 4
    for path, text in tables.items():
        head, *rows = csv.reader(io.StringIO(text))
        for row in rows:
            assert len(row) == len(head), (path, row)
            assert formulas(row) == []
        for separator in ";\t":  # of other countries
            assert [
                each for row in csv.reader(io.StringIO(text), delimiter=separator) for each in formulas(row)
            ] == []


def formulas(row: list[str]) -> list[str]:
    """The cells that a spreadsheet would run."""
    return [cell for cell in row if FORMULA.match(cell) and not NUMBER.fullmatch(cell)]


def test_the_calendar_has_the_entries_and_properties_that_it_has(files: Files) -> None:
    data = files["calendar.ics"]
    assert data.count(b"\r\nBEGIN:VEVENT\r\n") == len(Calendar.from_ical(data).walk("VEVENT"))
    properties = {name for each in Calendar.from_ical(data).walk("VEVENT") for name in each}
    assert properties <= {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL", "CATEGORIES", "TRANSP"
    }  # fmt: skip
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(sign in line for line in lines for sign in (b"\r", b"\n"))


def test_data_is_json(files: Files) -> None:
    for path, text in ending(files, ".json").items():
        assert json.loads(text, parse_constant=_no_number) is not None, path


def _no_number(name: str) -> None:
    """Browsers do not know them."""
    raise ValueError(f"{name} is no JSON")


def test_no_file_holds_a_sign_that_hides_or_is_obeyed(files: Files) -> None:
    for path, text in ending(
        files, ".html", ".json", ".csv", ".ics", ".atom", ".rss", ".xml", ".txt"
    ).items():
        assert [each.code for each in hidden_signs(text.replace("\r", "")) if each.code == "E150"] == [], path


def test_addresses_are_plain(files: Files) -> None:
    ours = [path for path in files if not path.startswith("media/")]
    assert [path for path in ours if not re.fullmatch(r"[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*", path)] == []
    assert [
        path
        for path in ours
        if any(part.startswith(".") for part in path.split("/")) and ".well-known" not in path
    ] == []


def test_what_an_edition_changes_is_said_without_markup(files: Files) -> None:
    copies = (json.loads(data) for path, data in files.items() if path.endswith("/briefing.json"))
    found = compare(Edition(), Edition({each["slug"]: each for each in copies}))
    assert len(found) > 200
    html = render_page(as_markdown(found[:100]))[0].html + render_page(as_markdown(found[100:200]))[0].html
    assert set(re.findall(r"<(\w+)", html)) == {"h2", "ul", "li", "strong"}
    assert re.findall(r"(?:^|[^\\])@\w", as_markdown(found)) == []
    assert [
        line
        for line in as_text(found).split("\n")
        if re.search(r"^\s*::|##\[", line) or visible(line) != line
    ] == []
