"""Reading a content directory that nobody promised to keep tidy. The pipeline of one file is a stand-in here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from disk import plant
from lodestone.annotate import Annotation
from lodestone.article import Article, Source
from lodestone.engine import load as module
from lodestone.engine.load import LIMIT, load
from lodestone.model import Change, Diagnostic, Lexicon
from lodestone.text.markdown import Body

MOJIBAKE = "it\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}\N{EURO SIGN}\N{TRADE MARK SIGN}s"
LEDGER = (Change(1, 3, 2, MOJIBAKE[2:5], "\N{RIGHT SINGLE QUOTATION MARK}", "cp1252", "none", "", 1.0),)


def stand_in(source: Source, lexicon: Lexicon) -> Article:
    """Fails for a file that says so, and has a problem and a ledger."""
    if source.data == b"fail":
        raise ValueError("no")
    ledger = LEDGER if source.data == MOJIBAKE.encode() else ()
    told = (Diagnostic(source.path, 1, 1, "W310", "is a stand-in"),)
    return Article(source.path, None, Body("", {}), Annotation(), ledger, (), told)


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the register that `read_lexicon` was given."""
    given: list[str] = []

    def read_lexicon(files: Mapping[str, bytes]) -> tuple[Lexicon, tuple[Diagnostic, ...]]:
        given.extend(files)
        return Lexicon(digest="test"), ()

    monkeypatch.setattr(module, "article", stand_in)
    monkeypatch.setattr("lodestone.text.lexicon.read_lexicon", read_lexicon)
    return given


def told(problems: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(each.code, each.path) for each in problems if each.code != "W310"]


def test_every_file_goes_where_it_belongs_in_order_of_its_path(tmp_path: Path, stand_ins: list[str]) -> None:
    names = [
        "briefings/b.md", "briefings/2025/a.md", "topics/magnets.md", "companies/x.md", "vocabulary/units.yaml",
        "pages/about.md", "events.yaml", "media/a/b.png", "media/notes.md",
    ]  # fmt: skip
    content, problems = load(plant(tmp_path, dict.fromkeys(names, "x")))
    assert [each.path for each in content.articles] == ["briefings/2025/a.md", "briefings/b.md"]
    assert stand_ins == ["companies/x.md", "topics/magnets.md", "vocabulary/units.yaml"]
    assert (content.pages, content.events) == ({"pages/about.md": b"x"}, b"x")
    assert list(content.media) == ["media/a/b.png", "media/notes.md"]
    assert told(problems) == []


@pytest.mark.parametrize(
    "name",
    [".hidden.md", ".git/a.md", "a.md~", "#a.md#", ".#a.md", ".a.md.swp", "a.md.orig", "a.txt", "a.png"],
)
def test_leftovers_and_files_of_others_are_passed_over(tmp_path: Path, name: str) -> None:
    content, problems = load(plant(tmp_path, {f"briefings/{name}": "x"}))
    assert (content.articles, problems) == ((), ())


def test_a_markdown_file_that_nobody_would_read_is_told(tmp_path: Path) -> None:
    _, problems = load(plant(tmp_path, {"a.md": "x", "brefings/b.md": "x"}))
    assert told(problems) == [("W316", "a.md"), ("W316", "brefings/b.md")]


def test_links_that_lead_out_are_refused_and_others_followed(tmp_path: Path) -> None:
    plant(tmp_path, {"secret.md": "x", "folder/c.md": "x", "content/pages/a.md": "inside"})
    briefings = tmp_path / "content" / "briefings"
    briefings.mkdir()
    (briefings / "out.md").symlink_to(tmp_path / "secret.md")
    (briefings / "folder").symlink_to(tmp_path / "folder")
    (briefings / "in.md").symlink_to(tmp_path / "content/pages/a.md")
    (briefings / "gone.md").symlink_to(tmp_path / "content/nothing.md")
    content, problems = load(tmp_path / "content")
    assert [each.path for each in content.articles] == ["briefings/in.md"]
    refused = ["briefings/folder", "briefings/gone.md", "briefings/out.md"]
    assert told(problems) == [("E100", path) for path in refused]


def test_a_file_above_the_limit_is_not_read(tmp_path: Path) -> None:
    plant(tmp_path, {"briefings/a.md": b"x" * LIMIT, "briefings/b.md": b"x" * (LIMIT + 1)})
    content, problems = load(tmp_path)
    assert [each.path for each in content.articles] == ["briefings/a.md"]
    assert [str(each) for each in problems if each.code == "E106"] == [
        f"briefings/b.md: E106 has {LIMIT + 1:,} bytes, allowed are {LIMIT:,}"
    ]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tmp_path, {"briefings/a.md": "x"})

    def refuse(path: Path, most: int) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(module, "contents", refuse)
    assert [str(each) for each in load(tmp_path)[1]] == [
        "briefings/a.md: E100 cannot be read: Permission denied"
    ]


def test_a_defect_in_one_file_does_not_hide_the_others(tmp_path: Path) -> None:
    content, problems = load(plant(tmp_path, {"briefings/a.md": "fail", "briefings/b.md": "x"}))
    assert [each.path for each in content.articles] == ["briefings/a.md", "briefings/b.md"]
    assert [each.message for each in problems if each.code == "E100"] == [
        f"cannot be processed: ValueError: no (test_load.py:{stand_in.__code__.co_firstlineno + 3})"
    ]


def test_only_some_briefings(tmp_path: Path, stand_ins: list[str]) -> None:
    plant(tmp_path, {"briefings/a.md": "x", "briefings/b.md": "x", "topics/c.md": "x"})
    content, _ = load(tmp_path, only=lambda path: path == "briefings/b.md")
    assert [each.path for each in content.articles] == ["briefings/b.md"]
    assert stand_ins == ["topics/c.md"]


def test_the_repaired_text_comes_from_the_ledger(tmp_path: Path) -> None:
    content, _ = load(plant(tmp_path, {"briefings/a.md": MOJIBAKE}))
    assert content.repaired("briefings/a.md") == "it\N{RIGHT SINGLE QUOTATION MARK}s"
