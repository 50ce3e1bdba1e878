"""The page of review: each repair in its place, each field's words marked, a stranger's text harmless."""

from __future__ import annotations

import html
import re
from pathlib import Path

import html5lib
import pytest

from lodestone.commands import main
from lodestone.commands.ingest_review import Proposal, marked_evidence, marked_repairs, page
from lodestone.engine.load import load
from lodestone.ingest import draft
from lodestone.model import Evidence, Span

ROOT = Path(__file__).parents[2]
TEXT = """Arafura closes its books
Arafura Rare Earths (ASX: ARU) said the trader’s stock of NdPr oxide lasts.
<script>alert(1)</script> <img src=x onerror=alert(1)> & more
0 Comments
"""
DATA = TEXT.replace("’", "\N{THAI CHARACTER SARA O}").encode()
TAG = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def made():  # type: ignore[no-untyped-def]
    lexicon = load(ROOT / "content", only=lambda _: False)[0].lexicon
    return draft(DATA, lexicon, name="scrape")


def text_of(markup: str) -> str:
    return html.unescape(TAG.sub("", markup))


def test_the_raw_text_is_whole_with_each_repair_in_its_place(made) -> None:  # type: ignore[no-untyped-def]
    shown = marked_repairs(made.scrape, made.changes)
    assert text_of(re.sub("<ins>.*?</ins>", "", shown)) == made.scrape
    assert "trader<del" in shown
    assert "\N{THAI CHARACTER SARA O}</del><ins>’</ins>s stock" in shown


def test_the_mended_text_is_whole_with_evidence_marked(made) -> None:  # type: ignore[no-untyped-def]
    shown = page(made, "scrape.txt", "draft written")
    [mended] = re.findall(r'evidence; its number.*?<div class="text" lang="">(.*?)</div>', shown, re.DOTALL)
    assert text_of(re.sub("<sup>.*?</sup>", "", mended)) == made.read
    assert re.search(r"<mark>[^<]*ASX: ARU", mended) or "<mark>ASX: ARU" in mended


def test_every_link_leads_to_a_place_and_every_field_has_its_row(made) -> None:  # type: ignore[no-untyped-def]
    shown = page(made, "scrape.txt", "draft written")
    names = re.findall(r'id="([^"]+)"', shown)
    links = re.findall(r'href="#([^"]+)"', shown)
    assert len(names) == len(set(names))
    assert set(links) <= set(names)
    assert {"f1", "e1"} <= set(links) | set(names)
    assert "arafura</td>" in shown
    assert "ASX:ARU</td>" in shown


def test_nothing_of_a_stranger_s_text_is_markup_and_nothing_is_fetched(made) -> None:  # type: ignore[no-untyped-def]
    shown = page(made, "<b>.txt", "<i>")
    tree = html5lib.parse(shown, namespaceHTMLElements=False)
    names = {each.tag for each in tree.iter() if isinstance(each.tag, str)}
    assert names & {"script", "img", "b", "i", "link", "iframe", "object", "form"} == set()
    assert not any(key.startswith("on") or key == "src" for each in tree.iter() for key in each.attrib)
    assert "http" not in re.sub(r"http-equiv", "", shown)
    assert "default-src &#x27;none&#x27;" in shown


def test_passages_may_overlap() -> None:
    two = tuple(
        Proposal(number, "themes", "x", 0.5, (Evidence(Span(*span), "", "why"),))
        for number, span in ((1, (0, 4)), (2, (2, 6)))
    )
    assert marked_evidence("abcdefgh", two) == (
        '<span id="e1"></span><mark>ab</mark><span id="e2"></span><mark>cd</mark><sup><a href="#f1">1</a></sup>'
        '<mark>ef</mark><sup><a href="#f2">2</a></sup>gh'
    )


def test_it_is_written_beside_the_raw_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "a.txt").write_bytes(DATA)
    monkeypatch.chdir(tmp_path)
    assert main(["ingest", "a.txt", "--review"]) == 0
    [made] = (tmp_path / "raw").glob("*.html")
    assert f"review it in raw/{made.name}" in capsys.readouterr().err
    assert "Review of arafura-closes-its-books.md" in made.read_text("utf-8")
    assert main(["ingest", "a.txt", "--review"]) == 0
    assert len(list((tmp_path / "content/briefings").iterdir())) == 1
