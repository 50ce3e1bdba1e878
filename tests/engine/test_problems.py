"""Problems as a person reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from disk import plant
from lodestone.engine.problems import told
from lodestone.model import Diagnostic, Fix


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_place_line_caret_hint_and_fix(here: Path) -> None:
    plant(here, {"content/a.md": "---\nrisk: {level: hgih}\n"})
    hint = "did you mean `high`?"
    problem = Diagnostic("content/a.md", 2, 15, "E120", "`hgih` is not a level", hint, 4, Fix(18, 22, "high"))
    assert told([problem]).splitlines() == [
        "content/a.md:2:15: E120 `hgih` is not a level",
        "     2 | risk: {level: hgih}",
        "       |               ^^^^ did you mean `high`?",
        "       fix: lodestone check --fix content/a.md",
    ]


def test_a_file_as_a_whole_and_a_file_that_is_not_there() -> None:
    problems = [
        Diagnostic("content/a.md", 0, 0, "E100", "cannot be read", "look at it"),
        Diagnostic("content/gone.md", 3, 1, "E101", "is odd"),
    ]
    assert told(problems).splitlines() == [
        "content/a.md: E100 cannot be read",
        "       look at it",
        "content/gone.md:3:1: E101 is odd",
    ]


def test_errors_come_first_and_many_warnings_are_counted() -> None:
    warnings = [Diagnostic("a.md", 0, 0, "W310", str(number)) for number in range(5)]
    said = told([*warnings, Diagnostic("b.md", 0, 0, "E100", "x")], most=2).splitlines()
    assert said == [
        "b.md: E100 x",
        "a.md: W310 0",
        "a.md: W310 1",
        "and 3 more warnings: `lodestone check` lists them",
    ]


@pytest.mark.parametrize(
    ("line", "column", "width", "shown", "caret"),
    [
        ("\tab", 2, 1, " ab", " ^"),
        ("\N{CJK UNIFIED IDEOGRAPH-7A00}x", 2, 1, "\N{CJK UNIFIED IDEOGRAPH-7A00}x", "  ^"),
        ("a" * 300 + "b" + "c" * 300, 301, 1, "a" * 33 + "b" + "c" * 66, " " * 33 + "^"),
        ("abc", 2, 99, "abc", " ^^"),
        ("abc", 4, 1, "abc", "   ^"),
        ("\x1b[31mred", 1, 1, " [31mred", "^"),
    ],
)
def test_the_caret_stands_below_the_place(
    here: Path, line: str, column: int, width: int, shown: str, caret: str
) -> None:
    plant(here, {"a.md": line + "\n"})
    said = told([Diagnostic("a.md", 1, column, "E101", "x", width=width)]).splitlines()
    assert said[1:] == [f"     1 | {shown}", f"       | {caret}"]
