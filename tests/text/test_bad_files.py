"""Every kind of mistake at its place: `tests/cases/bad-files.json`.

In each text `{{E113}}` stands right before the character that the problem must point at, so
that a reader of the case sees the place; the marks are taken out before the file is read.
`says` has to be in the hint or message of the first problem, `fixed` is the file after `--fix`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from lodestone.commands.mend import mendable, mended
from lodestone.model import CODES
from text.reading import problems_of

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "cases" / "bad-files.json").read_text("utf-8")
)
MARK = re.compile(r"\{\{([EW]\d{3})\}\}")


def unmarked(lines: list[str]) -> tuple[str, list[tuple[str, int, int]]]:
    """The file, and where each problem must be: code, line, column."""
    places = []
    for number, line in enumerate(lines, start=1):
        taken = 0
        for found in MARK.finditer(line):
            places.append((found[1], number, found.start() - taken + 1))
            taken += len(found[0])
    return "".join(MARK.sub("", line) + "\n" for line in lines), sorted(places)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_each_mistake_is_told_at_its_place(case: dict[str, Any]) -> None:
    text, places = unmarked(case["text"])
    problems = problems_of(text.encode())
    assert sorted((each.code, each.line, each.column) for each in problems) == places
    told = " ".join(f"{each.message} {each.hint}" for each in problems)
    assert case.get("says", "") in told


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if "fixed" in case],
    ids=[case["label"] for case in CASES if "fixed" in case],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_mends_touch_nothing_else_and_need_no_second_run(
    case: dict[str, Any], newline: str, mark: bytes
) -> None:
    text, _ = unmarked(case["text"])
    before = mark + text.replace("\n", newline).encode()
    after = mended(before, mendable(problems_of(before), ()))
    assert after == mark + "".join(line + newline for line in case["fixed"]).encode()
    assert mendable(problems_of(after), ()) == []


def test_the_table_holds_every_code_of_fields_and_sections() -> None:
    read_elsewhere = {"E100", "E148", "E150"}
    shown = {code for case in CASES for code, _, _ in unmarked(case["text"])[1]}
    assert {code for code in CODES if code.startswith("E1")} - read_elsewhere - shown == set()
