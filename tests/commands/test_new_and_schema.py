"""`lodestone new` and `lodestone schema` on the disk, and what VS Code is told of them."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from lodestone.commands import main
from lodestone.commands.new import SCHEMA

ROOT = Path(__file__).parents[2]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content directory with one company and one topic."""
    files = {
        "companies/lynas.md": "---\nid: lynas\nname: Lynas Rare Earths Ltd\naliases: [Lynas]\n"
        "listings: [{ticker: 'ASX:LYC', mic: XASX}]\n---\n",
        "topics/magnets.md": "---\ntitle: Magnets\nterms: [{term: magnet, weight: 2}]\n---\nWords.\n",
        "vocabulary/exchanges.yaml": "exchanges:\n"
        "  - {code: ASX, name: Australia, mic: [XASX], symbol: '[A-Z]{3}'}\n",
    }
    for name, text in files.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "content"


def new(content: Path, *words: str) -> int:
    return main(["new", *words, "--content", str(content)])


def test_a_file_named_after_the_title(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        new(content, "A Title: of 5%", "--company", "asx:lyc", "--theme", "magnets", "--date", "2025-09-01")
        == 0
    )
    path = content / "briefings" / "a-title-of-5-percent.md"
    assert capsys.readouterr().out == f"{path}\n"
    lines = path.read_text("utf-8").splitlines()
    assert lines[1] == f"# yaml-language-server: $schema=../../{SCHEMA.as_posix()}"
    for line in (
        'title: "A Title: of 5%"',
        "date: 2025-09-01",
        "company: lynas",
        "ticker: ASX:LYC",
        "themes: [magnets]",
    ):
        assert line in lines
    assert main(["check", str(path)]) == 0
    told = capsys.readouterr().out
    assert "0 errors" in told
    assert set(re.findall(r": ([EW]\d{3})", told)) - {"W306"} == {"W324"}


def test_today_where_no_day_is_given(content: Path) -> None:
    before = dt.datetime.now(dt.UTC).date()
    assert new(content, "Today") == 0
    text = (content / "briefings" / "today.md").read_text("utf-8")
    after = dt.datetime.now(dt.UTC).date()
    assert f"\ndate: {before}\n" in text or f"\ndate: {after}\n" in text


def test_nothing_is_ever_written_over(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = content / "briefings" / "taken.md"
    path.parent.mkdir()
    path.write_text("a person's words")
    assert new(content, "Taken") == 1
    assert path.read_text() == "a person's words"
    assert "already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("T", "--company", "lyna"), "did you mean `lynas`?"),
        (("T", "--theme", "magnet"), "did you mean `magnets`?"),
        ((" ",), "the title is empty"),
    ],
)
def test_what_the_register_does_not_have_is_said(
    content: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert new(content, *words) == 2
    assert said in capsys.readouterr().err
    assert not (content / "briefings").exists()


def test_the_schema_goes_to_the_output_or_to_a_file(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = content.parent / "deep" / "schema.json"
    assert main(["schema", "--content", str(content)]) == 0
    printed = capsys.readouterr().out
    assert main(["schema", "--content", str(content), "--output", str(file)]) == 0
    assert file.read_text("utf-8") == printed
    assert json.loads(printed)["properties"]["themes"]["items"]["enum"] == ["magnets"]
    assert main(["schema", "--content", str(content / "none")]) == 2


def test_vs_code_looks_where_make_puts_it() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text())
    assert settings["yaml.schemas"] == {f"./{SCHEMA.as_posix()}": ["content/briefings/**/*.md"]}
    assert f"--output {SCHEMA.as_posix()}" in (ROOT / "Makefile").read_text()
