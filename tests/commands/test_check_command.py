"""`lodestone check`: the forms of its output, its exit codes, and mends that touch nothing else."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from disk import plant, tree
from lodestone.commands import main
from lodestone.commands.mend import mendable, mended
from lodestone.model import Change, Diagnostic, Fix
from text.reading import REGISTER

GOOD = """---
title: Lynas adds capacity
date: 2025-09-01
company: lynas
themes: [magnets]
risk: high
sources: [{id: reex, reliability: C}]
---
Lynas says that it will add capacity.
"""
BAD = (
    GOOD.replace("date: 2025-09-01", "date: 31/12/2025  # soon")
    .replace("themes:", "topics:")
    .replace("high", "hgih")
)
MENDED = BAD.replace("31/12/2025", "2025-12-31").replace("topics:", "themes:")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with a content directory, entered."""
    files = {f"content/{path}": text for path, text in REGISTER.items()}
    plant(tmp_path, {**files, "content/briefings/good.md": GOOD, "content/briefings/bad.md": BAD})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(["check", *words])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_a_problem_shows_its_line_a_caret_and_the_way_to_mend_it(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = check(capsys)
    assert code == 1
    assert (
        "content/briefings/bad.md:3:7: E113 date: `31/12/2025` is not an ISO date\n"
        "     3 | date: 31/12/2025  # soon\n"
        "       |       ^^^^^^^^^^ did you mean 2025-12-31? write year-month-day\n"
        "       fix: lodestone check --fix content/briefings/bad.md\n"
    ) in said
    assert "content/briefings/bad.md:6:7: E120" in said
    assert said.splitlines()[-1].startswith("15 files: 3 errors")
    assert said.endswith("2 can be mended by `lodestone check --fix`\n")
    assert "\x1b" not in said


def test_one_file_alone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = check(capsys, "content/briefings/good.md")
    assert (code, "bad.md" in said, said.splitlines()[-1][:7]) == (0, False, "1 file:")


def test_json_holds_the_same(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = check(capsys, "--format", "json", "content/briefings")
    found = json.loads(said)
    assert (code, found["files"], found["errors"]) == (1, 2, 3)
    first = next(each for each in found["problems"] if each["code"] == "E110")
    assert (first["path"], first["line"], first["column"], first["severity"]) == (
        "content/briefings/bad.md",
        5,
        1,
        "error",
    )
    assert BAD[first["fix"]["start"] : first["fix"]["end"]] == "topics"


def test_annotations_of_github(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, said = check(capsys, "--format", "github", "content/briefings/bad.md")
    assert (
        "::error file=content/briefings/bad.md,line=6,col=7,title=E120::"
        "risk.level: `hgih` is not a level%0Adid you mean `high`? one of: minimal, low, moderate, high, severe\n"
    ) in said


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_mending_touches_nothing_else(
    here: Path, capsys: pytest.CaptureFixture[str], newline: str, mark: bytes
) -> None:
    file = here / "content/briefings/bad.md"
    file.write_bytes(mark + BAD.replace("\n", newline).encode())
    file.chmod(0o640)
    before = tree(here)
    code, said = check(capsys, "--fix")
    assert code == 1  # the level is a guess, and stays
    assert "2 places mended" in said
    expected = mark + MENDED.replace("\n", newline).encode()
    assert tree(here) == {**before, "content/briefings/bad.md": expected}
    assert file.stat().st_mode & 0o777 == 0o640
    _, again = check(capsys, "--fix")
    assert "mended" not in again.splitlines()[-1]
    assert file.read_bytes() == expected


def test_a_file_in_another_encoding_is_left_alone_and_told(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = here / "content/briefings/bad.md"
    data = BAD.replace("will add", "will\N{EM DASH}perhaps\N{EM DASH}add").encode("cp1252")
    file.write_bytes(data)
    _, said = check(capsys, "--fix")
    assert "content/briefings/bad.md is damaged there, or not UTF-8: mend its encoding first" in said
    assert file.read_bytes() == data


def test_a_path_that_is_not_there_is_wrong_usage(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = check(capsys, "content/briefings/none.md")
    assert code == 2
    assert said == "lodestone check: there is no content/briefings/none.md\n"


def test_a_file_from_elsewhere_is_checked_as_a_briefing(
    here: Path, capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    stranger = tmp_path_factory.mktemp("elsewhere") / "a.md"
    stranger.write_text(GOOD.replace("lynas", "lynaz"), "utf-8")
    code, said = check(capsys, os.fspath(stranger))
    assert code == 1
    assert f"{stranger}:4:10: E117" in said


def problem(start: int, end: int, text: str) -> Diagnostic:
    return Diagnostic("a.md", 1, 1, "E113", "", fix=Fix(start, end, text))


def test_no_mend_over_another_or_over_damage() -> None:
    change = Change(1, 21, 20, "xx", "y", "", "none", "", 1.0)
    problems = [
        problem(0, 4, "a"),
        problem(0, 4, "a"),
        problem(2, 6, "b"),
        problem(6, 8, "c"),
        problem(19, 21, "d"),
    ]
    assert mendable(problems, [change]) == [Fix(0, 4, "a"), Fix(6, 8, "c")]


@pytest.mark.parametrize(
    ("data", "after"),
    [
        (b"a: 1\r\nb: 2\n", b"a: 1\r\nb: X\n"),
        ("\ufeffé: 1\nb: 2".encode(), "\ufeffé: 1\nb: X".encode()),
        ("😀: 1\rb: 2".encode(), "😀: 1\rb: X".encode()),
        (b"\xe9: 1\nb: 2", None),
    ],
)
def test_positions_count_characters_of_the_decoded_text(data: bytes, after: bytes | None) -> None:
    assert mended(data, [Fix(8, 9, "X")]) == after
